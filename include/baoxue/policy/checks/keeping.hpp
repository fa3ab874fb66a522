// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/duties.hpp>
#include <baoxue/rules/committee.hpp>
#include <baoxue/rules/entitlement.hpp>
#include <baoxue/rules/guidance.hpp>
#include <baoxue/rules/pledge.hpp>
#include <baoxue/rules/prohibition.hpp>
#include <baoxue/rules/record.hpp>

#include <algorithm>

namespace baoxue::detail {

template <class T>
void check_named(const std::vector<T>& list, const std::string& pointer, std::string_view what, problem_list& out) {
    if (list.empty())
        report(out, pointer, "the list is empty, name " + std::string{what});
}

inline void check_struct(const record& r, const std::string& pointer, problem_list& out) {
    check_goes_with(r.need.has_value(), r.on == event::need_flagged, "need", word_of(event::need_flagged), pointer,
                    out);
    check_goes_with(r.act.has_value(), r.on == event::act_done, "act", word_of(event::act_done), pointer, out);
    for (const auto e : {event::late_papers, event::missed_duty, event::sum_due})
        if (r.on == e)
            report(out, pointer + "/on",
                   "`" + std::string{word_of(e)} + "` is no case that a register has an entry for");
    check_named(r.roles, pointer + "/roles", "the roles that keep it", out);
}

inline void check_struct(const pledge& p, const std::string& pointer, problem_list& out) {
    if (p.period.value == cycle::point)
        report(out, pointer + "/period", "a pledge has no named points, expected another period than `point`");
    if (!p.pairs.value)
        return;
    const auto& pairs = *p.pairs.value;
    check_named(pairs, pointer + "/pairs", "who signs with whom", out);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto at = pointer + "/pairs/" + std::to_string(i);
        if (pairs[i].from.id == pairs[i].to.id)
            report(out, at + "/to", "`" + pairs[i].to.id + "` would sign with itself");
        if (std::find(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(i), pairs[i]) !=
            pairs.begin() + static_cast<std::ptrdiff_t>(i))
            report(out, at, "this pair is listed twice");
    }
}

inline void check_struct(const committee& c, const std::string& pointer, problem_list& out) {
    check_named(c.seats, pointer + "/seats", "its seats, the head first", out);
    for (std::size_t i = 0; i < c.seats.size(); ++i)
        if (std::find(c.seats.begin(), c.seats.begin() + static_cast<std::ptrdiff_t>(i), c.seats[i]) !=
            c.seats.begin() + static_cast<std::ptrdiff_t>(i))
            report(out, pointer + "/seats/" + std::to_string(i), "this seat is listed twice");
}

inline void check_struct(const entitlement& e, const std::string& pointer, problem_list& out) {
    check_named(e.roles, pointer + "/roles", "the roles that owe it", out);
    check_no_word_twice(e.acts, "act", pointer + "/acts", out);
    for (std::size_t i = 0; i < e.acts.size(); ++i)
        if (e.acts[i].id == "grant_benefit")
            report(out, pointer + "/acts/" + std::to_string(i),
                   "`grant_benefit` with this benefit meets it already, leave it out");
    check_stops(e.stops, pointer, out);
}

inline void check_struct(const repetition& r, const std::string& pointer, problem_list& out) {
    check_number(r.times, 2, most_occasions, pointer + "/times", out);
}

inline void check_sanction(const param<bilingual>& s, const std::string& pointer, problem_list& out) {
    if (s.value && (s.value->zh.empty() || s.value->en.empty()))
        report(out, pointer, "a sanction is a text in both languages, and one of them is empty");
}

inline void check_struct(const prohibition& p, const std::string& pointer, problem_list& out) {
    if (p.sanction)
        check_sanction(*p.sanction, pointer + "/sanction", out);
    if (p.again)
        check_sanction(p.again->sanction, pointer + "/again/sanction", out);
    check_named(p.conduct, pointer + "/conduct", "the conduct that is barred", out);
    check_no_word_twice(p.conduct, "conduct", pointer + "/conduct", out);
    check_named(p.roles, pointer + "/roles", "the roles to which it is barred", out);
    check_no_word_twice(p.roles, "role", pointer + "/roles", out);
    if (p.together && p.conduct.size() < 2)
        report(out, pointer + "/together", "`together` needs more than one conduct");
    if (p.below && p.unmet.empty())
        report(out, pointer + "/below", "`below` goes only with `unmet`");
}

}  // namespace baoxue::detail
