// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/acts_table.hpp>
#include <baoxue/sample/attendance_table.hpp>
#include <baoxue/sample/counts_table.hpp>
#include <baoxue/sample/incidents_table.hpp>
#include <baoxue/sample/needs.hpp>
#include <baoxue/sample/place_tables.hpp>
#include <baoxue/sample/pledges_table.hpp>
#include <baoxue/sample/pupil_tables.hpp>
#include <baoxue/sample/records_table.hpp>
#include <baoxue/sample/transfers.hpp>

#include <array>
#include <vector>

namespace baoxue {

/// The tables that a generated township has. Its register is complete, so it needs no roll calls.
inline constexpr auto sample_tables = std::to_array<table_name>({
    table_name::terms,
    table_name::days,
    table_name::units,
    table_name::holdings,
    table_name::students,
    table_name::registrations,
    table_name::enrolments,
    table_name::attendance,
    table_name::acts,
    table_name::parties,
    table_name::needs,
    table_name::incidents,
    table_name::transfers,
    table_name::pledges,
    table_name::records,
    table_name::counts,
});

namespace sample {

/// One table of a planned township: the same whichever others are written. A table that townships lack is empty.
[[nodiscard]] inline owned_table write_table(const township& t, table_name name) {
    switch (name) {
    case table_name::terms:
        return terms_table(t);
    case table_name::days:
        return days_table(t);
    case table_name::units:
        return units_table(t);
    case table_name::holdings:
        return holdings_table(t);
    case table_name::students:
        return students_table(t);
    case table_name::registrations:
        return registrations_table(t);
    case table_name::enrolments:
        return enrolments_table(t);
    case table_name::attendance:
        return attendance_table(t);
    case table_name::acts:
        return acts_table(t);
    case table_name::parties:
        return parties_table(t);
    case table_name::needs:
        return needs_table(t);
    case table_name::incidents:
        return incidents_table(t);
    case table_name::transfers:
        return transfers_table(t);
    case table_name::pledges:
        return pledges_table(t);
    case table_name::records:
        return records_table(t);
    case table_name::counts:
        return counts_table(t);
    case table_name::roll_calls:
        break;
    }
    return owned_table{name};
}

}  // namespace sample

/// A made-up township in the school year 2025-2026, for demonstrations, tests and benchmarks.
///
/// Villages, a central school, primary and junior middle schools; people who change in mid-year; bursts of absence;
/// acts on time, late and missing, by the right and by the wrong person. The same plan gives the same bytes on every
/// machine. Meant for the calendar `sample_calendar` and the register `sample_register`.
///
/// \return the tables of `sample_tables`, in that order; consistent with one another
/// \throws input_error if the plan asks for fewer than 0 or more than most_sample_pupils pupils
[[nodiscard]] inline std::vector<owned_table> sample_township(const township_plan& plan) {
    const auto planned = sample::plan_township(plan);
    std::vector<owned_table> out;
    out.reserve(sample_tables.size());
    for (const auto name : sample_tables)
        out.push_back(sample::write_table(planned, name));
    return out;
}

}  // namespace baoxue
