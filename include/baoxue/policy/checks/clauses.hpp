// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

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

/// When a text is in force, for a message.
[[nodiscard]] inline std::string text_of(const effective& e) {
    std::string out;
    if (e.from)
        out = "from `" + to_string(*e.from) + "`";
    if (e.until)
        out += (out.empty() ? "until `" : " until `") + to_string(*e.until) + "`";
    return out.empty() ? "without dates" : out;
}

/// Texts of one clause follow each other: no two of them are in force on one day.
inline void check_clause_ids(const std::vector<clause>& clauses, const std::string& pointer,
                             const unread_values& unread, problem_list& out) {
    std::map<std::string_view, std::vector<std::size_t>> texts;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        const auto& c = clauses[i];
        const auto at = pointer + "/" + std::to_string(i);
        check_id(out, at + "/id", c.id);
        auto& before = texts[c.id];
        for (const auto j : before) {
            const auto other = pointer + "/" + std::to_string(j);
            if (!c.effective.overlaps(clauses[j].effective) || unread.touch(other + "/effective"))
                continue;
            if (c.effective == effective{} && clauses[j].effective == effective{})
                report(out, at + "/id", "clause " + in_backquotes(c.id) + " stands twice, take another id");
            else
                report(out, at + (c.effective == effective{} ? "/id" : "/effective"),
                       "this text of clause " + in_backquotes(c.id) + ", " + text_of(c.effective) +
                           ", overlaps the one at " + other + ", " + text_of(clauses[j].effective) +
                           ": let one end on the day on which the next begins");
            break;
        }
        before.push_back(i);
    }
}

inline void check_effective(const effective& e, const std::string& pointer, problem_list& out) {
    const auto in_range = [&](const std::optional<date>& d, const char* key) {
        if (d && (*d < earliest_date || latest_date < *d))
            report(out, pointer + key,
                   "no file can hold this date, it must be from " + to_string(earliest_date) + " to " +
                       to_string(latest_date));
        return !d || !(*d < earliest_date || latest_date < *d);
    };
    const bool from = in_range(e.from, "/from"), until = in_range(e.until, "/until");
    if (from && until && e.from && e.until && !(*e.from < *e.until))
        report(out, pointer + "/until",
               "`" + to_string(*e.until) + "` is not after `" + to_string(*e.from) +
                   "`: `until` is the first day no longer in force");
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
    const auto has = [&](std::string_view id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
    if (!has(c.chosen) &&
        !has({}))  // a reading without an id has a problem of its own, and may be the one that is meant
        report(out, pointer + "/chosen", unknown_reading(c.chosen, ids));
}

/// The id of a policy of several layers may join theirs by `+`.
inline void check_policy_id(const policy& p, problem_list& out) {
    if (p.layers.size() < 2 || p.id.empty())
        return check_id(out, "/id", p.id);
    for (std::string_view rest = p.id;;) {
        const auto end = rest.find('+');
        if (!only_of(rest.substr(0, end), "_-.", true))
            return report(out, "/id",
                          "id " + in_backquotes(p.id) +
                              " is not made of letters, digits, `_`, `-` and `.`, or of such ids joined by `+`");
        if (end == rest.npos)
            return;
        rest.remove_prefix(end + 1);
    }
}

/// What holds for clauses of every kind of rule: ids, texts, readings, citations, dates.
inline void check_clauses(const policy& p, const unread_values& unread, problem_list& out) {
    check_policy_id(p, out);
    if (p.layers.empty())
        report(out, "", "a policy needs at least one layer of clauses");
    if (!p.is_one_document())
        check_ids(p.layers, "layer", "/layers", out);
    std::vector<std::string_view> known;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            known.push_back(c.id);
    for (std::size_t l = 0; l < p.layers.size(); ++l) {
        const auto at = layer_pointer(p, l);
        check_names(p.layers[l].title, at + "/title", out);
        check_names(p.layers[l].source, at + "/source", out);
        check_clause_ids(p.layers[l].clauses, at + "/clauses", unread, out);
    }
    for_each_clause(p, [&](const clause& c, const std::string& at) {
        check_not_empty(out, at + "/section", c.section);
        check_names(c.summary, at + "/summary", out);
        check_readings(c, at, out);
        const auto is_known = [&](std::string_view id) {
            return std::find(known.begin(), known.end(), id) != known.end();
        };
        for (std::size_t i = 0; i < c.cites.size() && !is_known({}); ++i)
            if (!is_known(c.cites[i]))
                report(out, at + "/cites/" + std::to_string(i),
                       "unknown clause " + in_backquotes(c.cites[i]) + did_you_mean(c.cites[i], known));
        check_effective(c.effective, at + "/effective", out);
    });
}

}  // namespace baoxue::detail
