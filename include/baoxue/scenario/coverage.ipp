// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/scenario/coverage.hpp>
#include <baoxue/scenario/shown.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace baoxue {

namespace detail {

/// How a scenario that passed is called; empty for one that did not: it shows nothing.
[[nodiscard]] inline std::string name_if_passed(const scenario_result& result) {
    return result.passed() ? result.file.substr(result.file.find(' ') + 1) + " " + result.of->id : std::string{};
}

[[nodiscard]] inline bool names_clause(const scenario_result& result, const std::string& clause_id) {
    const auto& tested = result.of->clauses;
    return std::find(tested.begin(), tested.end(), clause_id) != tested.end();
}

}  // namespace detail

BAOXUE_DECL std::vector<clause_coverage> coverage(const scenario_report& report) {
    std::vector<clause_coverage> out;
    for (const auto& layer : report.of->layers)
        for (const auto& c : layer.clauses)
            for (const auto& r : c.governing().rules) {
                const auto is_of = [&](const clause_coverage& of) {
                    return of.policy == layer.id && of.clause == c.id && of.kind == kind_of(r);
                };
                if (std::none_of(out.begin(), out.end(), is_of))
                    out.push_back({layer.id, c.id, std::string{kind_of(r)}, {}, {}});
            }
    for (const auto& result : report.results) {
        const auto name = detail::name_if_passed(result);
        if (name.empty())
            continue;
        std::vector<date_shown> dates;
        for (const auto& j : result.judged)
            dates.emplace_back(*j.found, *j.judged_by, *result.facts);
        for (auto& of : out) {
            const bool is_named = detail::names_clause(result, of.clause);
            const auto any = [&](auto shows) {
                return std::any_of(dates.begin(), dates.end(),
                                   [&](const date_shown& d) { return (d.*shows)(of.policy, of.clause, of.kind); });
            };
            if ((is_named || result.of->clauses.empty()) && any(&date_shown::fires))
                of.fires.push_back(name);
            if (is_named && any(&date_shown::refuses))
                of.refuses.push_back(name);
        }
    }
    return out;
}

BAOXUE_DECL std::vector<reading_coverage> readings_coverage(const scenario_report& report) {
    std::vector<reading_coverage> out;
    for (const auto& layer : report.of->layers)
        for (const auto& c : layer.clauses)
            for (const auto& r : c.readings) {
                const auto is_of = [&](const reading_coverage& of) {
                    return of.policy == layer.id && of.clause == c.id && of.reading == r.id;
                };
                if (c.readings.size() > 1 && std::none_of(out.begin(), out.end(), is_of))
                    out.push_back({layer.id, c.id, r.id, {}});
            }
    for (const auto& result : report.results) {
        const auto name = detail::name_if_passed(result);
        for (auto& of : out) {
            const auto governs = [&](const judged_result& j) {
                for (const auto& layer : j.judged_by->layers)
                    for (const auto& c : layer.clauses)
                        if (layer.id == of.policy && c.id == of.clause && c.chosen == of.reading)
                            return true;
                return false;
            };
            if (!name.empty() && detail::names_clause(result, of.clause) &&
                std::any_of(result.judged.begin(), result.judged.end(), governs))
                of.chosen_by.push_back(name);
        }
    }
    return out;
}

}  // namespace baoxue
