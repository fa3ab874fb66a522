// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <set>

namespace baoxue::detail {

inline void check_names(const bilingual& text, const std::string& pointer, problem_list& out) {
    check_not_empty(out, pointer + "/zh", text.zh);
    check_not_empty(out, pointer + "/en", text.en);
}

/// Ids of a list: well formed, and none twice.
template <class T>
void check_ids(const std::vector<T>& list, std::string_view what, const std::string& pointer, problem_list& out) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto at = pointer + "/" + std::to_string(i) + "/id";
        check_id(out, at, list[i].id);
        if (!seen.insert(list[i].id).second)
            report(out, at, std::string{what} + " " + in_backquotes(list[i].id) + " stands twice, take another id");
    }
}

inline void check_readings(const clause& c, const std::string& pointer, problem_list& out) {
    if (c.readings.empty())
        return report(out, pointer + "/readings", "a clause needs at least one reading");
    check_ids(c.readings, "reading", pointer + "/readings", out);
    std::vector<std::string_view> ids;
    for (std::size_t i = 0; i < c.readings.size(); ++i) {
        const auto at = pointer + "/readings/" + std::to_string(i);
        ids.push_back(c.readings[i].id);
        check_names(c.readings[i].summary, at + "/summary", out);
        check_ids(c.readings[i].rules, "rule", at + "/rules", out);
    }
    if (std::find(ids.begin(), ids.end(), c.chosen) != ids.end())
        return;
    auto near = did_you_mean(c.chosen, ids);
    if (near.empty())
        near = ", this clause has `" + std::string{ids.front()} + "`";
    report(out, pointer + "/chosen", "unknown reading " + in_backquotes(c.chosen) + near);
}

/// What holds for clauses of every kind of rule: ids, texts, readings, citations, dates.
inline void check_clauses(const policy& p, problem_list& out) {
    check_id(out, "/id", p.id);
    if (p.layers.empty())
        report(out, "", "a policy needs at least one layer of clauses");
    if (p.layers.size() > 1)
        check_ids(p.layers, "layer", "/layers", out);
    std::vector<std::string_view> known;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            known.push_back(c.id);
    for (std::size_t l = 0; l < p.layers.size(); ++l) {
        const auto at = layer_pointer(p, l);
        if (p.layers.size() == 1 && p.layers[l].id != p.id)
            check_id(out, at + "/id", p.layers[l].id);
        check_names(p.layers[l].title, at + "/title", out);
        check_names(p.layers[l].source, at + "/source", out);
        check_ids(p.layers[l].clauses, "clause", at + "/clauses", out);
    }
    for_each_clause(p, [&](const clause& c, const std::string& at) {
        check_not_empty(out, at + "/section", c.section);
        check_names(c.summary, at + "/summary", out);
        check_readings(c, at, out);
        for (std::size_t i = 0; i < c.cites.size(); ++i)
            if (std::find(known.begin(), known.end(), c.cites[i]) == known.end())
                report(out, at + "/cites/" + std::to_string(i),
                       "unknown clause " + in_backquotes(c.cites[i]) + did_you_mean(c.cites[i], known));
        if (c.effective.from && c.effective.until && !(*c.effective.from < *c.effective.until))
            report(out, at + "/effective/until",
                   "`" + to_string(*c.effective.until) + "` is not after `" + to_string(*c.effective.from) +
                       "`: `until` is the first day no longer in force");
    });
}

}  // namespace baoxue::detail
