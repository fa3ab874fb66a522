// SPDX-License-Identifier: Apache-2.0

// Acts on every day around each trigger, and every change of holder, once for each way in which a built-in policy
// counts.

#include "answers.hpp"
#include "known_answers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace exhaustive;

/// A week that a month and a window of five days end in, followed by school days of which nothing is known. Triggers
/// lie in the week; the last day is the fourth after its Friday and one more.
layout week_that_goes_on(naive::day as_of_day) {
    layout at = plain_week();
    const auto monday = at.sessions.front().on;
    at.goes_on = monday + 5;
    at.as_of = monday + as_of_day;
    return at;
}
constexpr naive::day last_as_of = 9, first_act = -2, last_act = 8;  // counted from the Monday

/// Every pattern of present and absent sessions, or of whole days.
std::vector<pattern> patterns_of(const layout& at, bool whole_days) {
    const std::size_t step = whole_days ? 2 : 1;
    std::vector<pattern> out{0};
    for (std::size_t s = 0; s < at.sessions.size(); s += step) {
        std::vector<pattern> longer;
        for (const int m : {present, unexcused})
            for (auto p : out) {
                for (std::size_t i = s; i < s + step; ++i)
                    p = with_mark(p, i, m);
                longer.push_back(p);
            }
        out = longer;
    }
    return out;
}

/// Each without a visit, and with one by each of some persons on every day from two before the first possible trigger
/// to four after the last.
std::vector<child> pupils_of(const layout& at, const std::vector<pattern>& patterns,
                             const std::vector<std::string>& by) {
    const auto monday = at.sessions.front().on;
    std::vector<child> out;
    for (const auto p : patterns) {
        out.push_back({p, {}, 0});
        for (const auto& person : by)
            for (naive::day d = first_act; d <= last_act; ++d)
                out.push_back({p, visit{monday + d, person}, 0});
    }
    return out;
}

/// The same rungs with other deadlines and stops; nothing for the first of them.
plan with_terms(plan rules, int which) {
    using namespace baoxue;
    for (auto& r : rules.rungs) {
        if (which == 1)  // lapses; rolls over the weekend
            r.stops = {stop::present}, r.due = within_days{2, day_unit::calendar_days, true};
        if (which == 2)  // nothing is due
            r.stops = {stop::present}, r.due.reset();
    }
    return rules;
}

}  // namespace

TEST_CASE("evaluate: an act on every day from two before to four after each trigger", "[exhaustive][.long]") {
    std::size_t pupils = 0, duties = 0;
    for (int which = 0; which < 3; ++which) {
        const plan rules = with_terms(all_rungs(), which);
        for (naive::day as_of = 0; as_of <= last_as_of; ++as_of) {
            const layout at = week_that_goes_on(as_of);
            const auto from = at.terms.front().first_day - 100;
            const auto all = pupils_of(at, patterns_of(at, as_of != last_as_of), {"T", "O"});  // O: of another class
            INFO("deadline " << which << ", as of day " << as_of);
            duties += compare(rules, at, all, {{"T", 0, from, {}}, {"O", 1, from, {}}});
            pupils += all.size();
        }
    }
    WARN(pupils << " patterns with an act or none, " << duties << " duties");
}

TEST_CASE("evaluate: a handover on every day around each trigger, and every act", "[exhaustive][.long]") {
    plan rules = all_rungs();
    const layout at = week_that_goes_on(last_as_of);
    const auto monday = at.sessions.front().on, from = at.terms.front().first_day - 100;
    // Every pattern unvisited; those of whole days visited by who hands over, who takes over, who teaches another
    // class.
    auto all = pupils_of(at, patterns_of(at, false), {});
    const auto visited = pupils_of(at, patterns_of(at, true), {"T", "U", "O"});
    all.insert(all.end(), visited.begin(), visited.end());
    std::size_t handovers = 0, pupils = 0, duties = 0;
    for (const std::string role : {"subject_teacher", "class_teacher"}) {
        for (auto& r : rules.rungs)
            r.owes.roles = {baoxue::role_word{role}};
        for (naive::day last = first_act; last <= last_act; ++last)
            for (int gap = role == "class_teacher" ? 0 : -1; gap <= 1; ++gap) {  // a class has one class teacher
                INFO(role << " T until day " << last << ", U from day " << last + 1 + gap);
                duties += compare(rules, at, all,
                                  {{"T", 0, from, monday + last, role},
                                   {"U", 0, monday + last + 1 + gap, {}, role},
                                   {"O", 1, from, {}, role}});
                ++handovers, pupils += all.size();
            }
    }
    WARN(handovers << " handovers, " << pupils << " patterns with an act or none, " << duties << " duties");
}
