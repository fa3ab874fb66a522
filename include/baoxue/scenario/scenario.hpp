// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/facts/schema.hpp>
#include <baoxue/findings/findings_table.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/rules/bilingual.hpp>
#include <baoxue/rules/field.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/time/working_calendar.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue {

/// What stands in a cell, as text: nothing, one value, or the values of a list.
using cell = std::vector<std::string>;

/// Where something begins in a file, from 1; 0: in no file.
struct place_in_file {
    std::int64_t line{0}, column{0};
};

/// Rows of a district table. A column that is not named is empty.
struct scenario_table {
    table_name name{};
    std::vector<std::string> columns{};
    std::vector<std::vector<cell>> rows{};
    std::vector<std::vector<place_in_file>> at{};  ///< of each cell
};

/// Tables by name: those that are not among them were not given.
using scenario_tables = std::vector<scenario_table>;

/// A finding that a scenario expects: its cells by the names of their columns.
struct expected_finding {
    findings_table table{};
    std::size_t place{0};  ///< among those of its table, as written
    place_in_file at{};
    std::vector<std::pair<std::string, cell>> cells{};
    std::vector<place_in_file> places{};  ///< of each cell

    /// \return nothing where the column is not named
    [[nodiscard]] const cell* find(std::string_view column) const {
        for (const auto& [name, value] : cells)
            if (name == column)
                return &value;
        return nullptr;
    }
};

using expected_findings = std::vector<expected_finding>;
using named_values = std::vector<named_value>;

/// A clause, and which of its readings governs.
struct chosen_reading {
    std::string clause{};
    std::string reading{};
    place_in_file at{};
};

using chosen_readings = std::vector<chosen_reading>;

/// A date on which a scenario is judged, and what must be found then.
struct judged_date {
    date as_of{};
    named_values values{};
    chosen_readings readings{};
    expected_findings findings{};
    place_in_file at{};
    std::vector<place_in_file> value_places{};  ///< of each value

    static constexpr auto fields() {
        return fields_of(
            field{"as_of", &judged_date::as_of, presence::required, "the date on which it is judged"},
            field{"values", &judged_date::values, presence::optional, "values of parameters, by their full names"},
            field{"readings", &judged_date::readings, presence::optional, "readings to choose, by clause"},
            field{"findings", &judged_date::findings, presence::required,
                  "every finding of the clauses under test, by table"});
    }
};

/// What every scenario of a file begins with.
struct scenario_district {
    calendar_kind calendar{calendar_kind::cn};
    register_mode mode{register_mode::complete};
    scenario_tables tables{};

    static constexpr auto fields() {
        return fields_of(
            field{"calendar", &scenario_district::calendar, presence::optional, "which days are working days"},
            field{"register", &scenario_district::mode, presence::optional, "what a session without a row means"},
            field{"tables", &scenario_district::tables, presence::required, "tables that are given, by name"});
    }
};

/// A test case of a policy: facts, and what must be found on one or more dates.
struct scenario {
    std::string id{};
    std::vector<std::string> clauses{};  ///< empty: every clause, and the statuses that no clause gives
    bilingual because{};
    std::optional<calendar_kind> calendar{};
    std::optional<register_mode> mode{};
    std::vector<table_name> without{};
    scenario_tables tables{};
    std::vector<judged_date> judged{};
    place_in_file at{};

    static constexpr auto fields() {
        return fields_of(
            field{"id", &scenario::id, presence::required, "name of the scenario within its file"},
            field{"clauses", &scenario::clauses, presence::optional,
                  "clauses under test; left out: every clause, and the statuses that no clause gives"},
            field{"because", &scenario::because, presence::required, "the reasoning in a line"},
            field{"calendar", &scenario::calendar, presence::optional, "where it differs from the file's"},
            field{"register", &scenario::mode, presence::optional, "where it differs from the file's"},
            field{"without", &scenario::without, presence::optional,
                  "tables of the file's district that are not given here, unless `tables` gives them"},
            field{"tables", &scenario::tables, presence::optional, "further rows, after those of the file's district"},
            field{"judged", &scenario::judged, presence::required, "dates, each with what must be found"});
    }
};

/// The value of `format` in a scenario file.
inline constexpr std::string_view scenario_format = "baoxue-scenarios";

/// The newest scenario file format this version reads.
inline constexpr std::int32_t scenario_format_version = 1;

/// Scenarios of one policy, or of several in layers.
struct scenario_file {
    std::string name{};                   ///< for messages
    std::vector<std::string> policies{};  ///< ids, the upper one first
    scenario_district district{};
    std::vector<scenario> scenarios{};

    static constexpr auto fields() {
        return fields_of(
            field{"policies", &scenario_file::policies, presence::required,
                  "id of the policy that is tested; of several in layers, the upper one first"},
            field{"district", &scenario_file::district, presence::required, "what every scenario begins with"},
            field{"scenarios", &scenario_file::scenarios, presence::required, "the test cases"});
    }

    /// The policy's id, as `layer` joins it.
    [[nodiscard]] std::string policy_id() const {
        std::string out;
        for (const auto& one : policies)
            out += (out.empty() ? "" : "+") + one;
        return out;
    }
};

}  // namespace baoxue
