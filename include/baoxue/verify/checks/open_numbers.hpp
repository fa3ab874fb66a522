// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/walk.hpp>
#include <baoxue/verify/search.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// What a number is by the place of its field, and what lacks without it.
struct number_place {
    open_number is{};
    findings_table table{findings_table::obligations};
    bool row_missing{true};
};

/// The table that a rule writes.
[[nodiscard]] inline findings_table table_of_rows(const rule& r) {
    if (std::holds_alternative<entitlement>(r.is))
        return findings_table::entitlements;
    if (std::holds_alternative<prohibition>(r.is))
        return findings_table::breaches;
    if (std::holds_alternative<incentive>(r.is) || std::holds_alternative<veto>(r.is))
        return findings_table::consequences;
    if (std::holds_alternative<target>(r.is))
        return findings_table::measures;
    return std::holds_alternative<procedure>(r.is) ? findings_table::statuses : findings_table::obligations;
}

[[nodiscard]] inline number_place place_of_number(const rule& r, std::string_view pointer) {
    using enum open_number;
    const auto ends = [&](std::string_view end) { return pointer.ends_with(end); };
    const bool of_benefit = std::holds_alternative<entitlement>(r.is);
    if (ends("/due/within"))
        return {due, of_benefit ? findings_table::entitlements : findings_table::obligations, false};
    if (pointer.find("/details/") != std::string_view::npos)
        return {detail, table_of_rows(r), false};
    if (pointer.find("/months/") != std::string_view::npos)
        return {period};
    if (std::holds_alternative<duty>(r.is) && ends("/times"))
        return {times, findings_table::obligations, false};
    if (ends("/sanction"))
        return {sanction, findings_table::breaches, false};
    if (ends("/again/times"))
        return {times, findings_table::breaches, false};
    if (ends("/pairs"))
        return {pairs};
    if (ends("/period") && std::holds_alternative<incentive>(r.is))
        return {period, findings_table::consequences, true};
    if (ends("/mode/within"))
        return {return_date, findings_table::obligations, true};
    if (ends("/amount"))
        return {amount, findings_table::consequences, true};
    if (ends("/shares"))
        return {shares, findings_table::consequences, true};
    if (ends("/line/threshold")) {
        const bool only_judges = std::holds_alternative<target>(r.is);
        return {line, only_judges ? findings_table::measures : findings_table::consequences, !only_judges};
    }
    if (pointer.find("/ages/") != std::string_view::npos)
        return {ages};
    if (ends("/over_minutes"))
        return {lateness};
    if (ends("/times"))
        return {times};
    if (ends("/period"))
        return {period};
    if (ends("/length"))
        return {length};
    return {threshold};
}

/// A made-up pupil or unit on which the evaluator needs a number that is left out, and says so.
inline void find_need_of(const search& s, observation& o) {
    const auto says_so = [&](const small_case* c, date as_of) {
        auto w = alone(s.world, c, as_of);
        const auto f = replay(s.of, w, s.world);
        const auto& g = f.gaps;
        for (std::size_t i = 0; i < g.size(); ++i)
            if (g.kind[i] == gap_kind::unspecified_value && g.parameter[i] == o.parameters.front()) {
                o.shown = std::move(w);
                return true;
            }
        return false;
    };
    const auto& rows = s.governing.obligations;
    if (o.number == open_number::due) {
        std::size_t tries = 0;
        for (std::size_t i = 0; i < rows.size() && tries < most_tries; ++i) {
            if (rows.student[i] == no_code || !(place_of(s.governing, rows.rule[i], rows.step[i]) == o.rules.front()))
                continue;
            ++tries;
            if (says_so(&s.cases[s.case_of_pupil(rows.student[i])], rows.triggered_on[i])) {
                o.found = 1, o.dates = {rows.triggered_on[i]};
                return;
            }
        }
    }
    if (says_so(nullptr, s.as_of))
        return;
    for (const auto& c : s.cases)
        if ((!c.is_pupil() || c.enrolments.back().exit) && says_so(&c, s.as_of)) {
            o.found = 1;
            if (!c.counts.empty())
                o.figures = {figure_of(c.counts.front())};
            return;
        }
}

/// Every number that the policy leaves out, and what hangs on it; each once, with all the rules that share it.
inline void check_open_numbers(const search& s, std::vector<observation>& out) {
    const auto first = out.size();
    for (const auto& r : governing_rules(s.of))
        walk_leaves(*r.is, std::string{}, [&](const auto& leaf, const std::string& pointer) {
            if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
                if (leaf.value)
                    return;
                std::int32_t step = 0;
                constexpr std::string_view rungs = "/rungs/";
                if (const auto* l = std::get_if<ladder>(&r.is->is); l != nullptr && pointer.starts_with(rungs))
                    step = l->rungs[static_cast<std::size_t>(std::stoul(pointer.substr(rungs.size())))].step;
                const auto name = r.text->id + "." + leaf.name;
                const auto same = std::find_if(
                    out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [&](const observation& o) {
                        return o.parameters.front() == name && o.rules.front().policy == r.layer->id;
                    });
                if (same != out.end())
                    return same->rules.push_back(r.place(step));
                const auto at = place_of_number(*r.is, pointer);
                observation o;
                const bool is_amount = at.is == open_number::amount;
                o.kind = is_amount ? observation_kind::missing_amount : observation_kind::unspecified_value;
                o.weight = is_amount ? severity::error : severity::warning;
                o.rules = {r.place(step)}, o.parameters = {name};
                o.number = at.is, o.hangs_on = at.table, o.row_missing = at.row_missing;
                o.searched = static_cast<std::int64_t>(s.cases.size());
                out.push_back(std::move(o));
            }
        });
    for (auto i = first; i < out.size(); ++i)
        find_need_of(s, out[i]);
}

}  // namespace baoxue::detail
