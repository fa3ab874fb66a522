// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/policy/parameters.hpp>
#include <baoxue/scenario/facts.hpp>
#include <baoxue/scenario/finding_rows.hpp>
#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// What the cells of a scenario's findings may name.
struct known_facts {
    const district* facts{nullptr};               ///< nothing where it cannot be built: then ids are not looked up
    std::array<std::size_t, table_count> rows{};  ///< that each table was given
};

/// Tells whether an expected cell can stand in its column at all: a word that no finding ever has would only ever be a
/// difference, and one would look for it in the policy.
class cell_checker {
public:
    cell_checker(const policy& of, const vocabulary& words) {
        for (std::size_t t = 0; t < columns_.size(); ++t) {
            auto table = empty_findings(static_cast<findings_table>(t), words);
            for (std::size_t i = 1; i < table.columns.size(); ++i)  // the id comes first
                columns_[t].push_back(std::move(table.columns[i]));
        }
        for (const auto& p : list_parameters(of))
            parameters_.push_back(p.name);
        for (const auto& w : enum_words<table_name>)  // a gap names a missing table there
            parameters_.emplace_back(w.word);
        parameters_.emplace_back(previous_year::kind);  // or the figure that an undefined rate lacks
        for (const auto& layer : of.layers)
            for (const auto& c : layer.clauses)
                for (const auto& r : c.readings)
                    for (const auto& one : r.rules)
                        rules_.push_back(one.id), rules_of_layers_.push_back(layer.id + " " + one.id);
    }

    /// What is wrong with a value of a cell; empty where nothing is.
    ///
    /// \param column  its place among the table's
    [[nodiscard]] std::string wrong(findings_table table, std::size_t column, const std::string& value,
                                    const known_facts& known) const {
        const auto& c = columns_[static_cast<std::size_t>(table)][column];
        const auto& one = c.format == "+l" ? c.children.front() : c;
        if (c.name == "caused_by")
            return wrong_cause(value, known);
        if (c.name == "also")
            return none_of("rule of a layer", value, rules_of_layers_);
        if (c.name == "part_of" || c.name == "vetoed_by")
            return none_of("rule", value.substr(0, value.find(' ')), rules_);
        if (c.name == "parameter")
            return none_of("parameter, table or figure", value, parameters_);
        if (c.name.ends_with("_id") || c.name.ends_with("_ids"))
            return known.facts != nullptr ? wrong_id(c.name, value, *known.facts) : std::string{};
        if (one.dictionary)
            return is_of_policy(c.name) ? std::string{} : none_of("word", value, words_of(*one.dictionary));
        if (one.format == "tdD" && !parse_date(value))
            return "expected a date such as `2025-09-01`, found " + in_backquotes(value);
        if (one.format == "b" && value != "true" && value != "false")
            return "expected `true` or `false`, found " + in_backquotes(value);
        if ((one.format == "i" || one.format == "l") && !is_whole_number(value))
            return "expected a whole number, found " + in_backquotes(value);
        return {};
    }

    [[nodiscard]] bool holds_lists(findings_table table, std::size_t column) const {
        return columns_[static_cast<std::size_t>(table)][column].format == "+l";
    }

private:
    /// Policy, clause and rule are looked up together.
    [[nodiscard]] static bool is_of_policy(std::string_view column) {
        return column == "policy" || column == "clause" || column == "rule";
    }

    [[nodiscard]] static bool is_whole_number(std::string_view text) {
        std::int64_t number = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
        return failed == std::errc{} && end == text.data() + text.size();
    }

    template <class Words>
    [[nodiscard]] static std::string none_of(std::string_view what, std::string_view value, const Words& words) {
        if (std::find(words.begin(), words.end(), value) != words.end())
            return {};
        const auto near = did_you_mean(value, words);
        constexpr std::size_t few = 12;  // a longer list is none to read in a message
        return "unknown " + std::string{what} + " " + in_backquotes(value) +
               (near.empty() && words.size() <= few && !words.empty() ? ", " + expected_one_of(words) : near);
    }

    [[nodiscard]] static std::vector<std::string> words_of(const arrow::column& dictionary) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < static_cast<std::size_t>(dictionary.length); ++i)
            out.push_back(text_at(dictionary, i));
        return out;
    }

    [[nodiscard]] static std::string wrong_id(std::string_view column, const std::string& value, const district& d) {
        if (column == "unit_id")
            return none_of("unit", value, d.ids->units.texts());
        if (column == "student_id")
            return none_of("student", value, d.ids->students.texts());
        auto known = d.ids->persons.texts();
        if (column == "bearer_ids")  // a pupil may owe an act
            known.insert(known.end(), d.ids->students.texts().begin(), d.ids->students.texts().end());
        return none_of("person", value, known);
    }

    /// \param value  a table and a row of it, as in `attendance 3`
    [[nodiscard]] static std::string wrong_cause(std::string_view value, const known_facts& known) {
        const auto space = value.find(' ');
        const auto name = value.substr(0, space), row = space == value.npos ? "" : value.substr(space + 1);
        const auto table = enum_from<table_name>(name);
        if (!table) {
            std::vector<std::string_view> tables;
            for (const auto& w : enum_words<table_name>)
                tables.push_back(w.word);
            return none_of("table", name, tables);
        }
        std::size_t number = 0;
        const auto [end, failed] = std::from_chars(row.data(), row.data() + row.size(), number);
        if (row.empty() || failed != std::errc{} || end != row.data() + row.size())
            return "expected a table and a row of it such as `attendance 0`, found " + in_backquotes(value);
        const auto rows = known.rows[static_cast<std::size_t>(*table)];
        if (number < rows)
            return {};
        return "no row " + in_backquotes(value) +
               (rows == 0 ? ": the table has none" : ", they go from 0 to " + std::to_string(rows - 1));
    }

    std::array<std::vector<arrow::column>, enum_words<findings_table>.size()> columns_{};
    std::vector<std::string> parameters_;  ///< and what else stands in that column
    std::vector<std::string> rules_, rules_of_layers_;
};

}  // namespace baoxue::detail
