// SPDX-License-Identifier: Apache-2.0

// One holiday and one make-up day at every place among eight school days, or six of them, once for each way in which a
// built-in policy counts.

#include "answers.hpp"
#include "known_answers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <vector>

namespace {

using namespace exhaustive;

/// Of one day.
enum class part { none, morning, afternoon, all };

struct changed_day {
    naive::day on = 0;
    part of = part::none;
    [[nodiscard]] bool has(const held& s) const {
        const bool is_morning = s.half == naive::session_of_day::am;
        return on == s.on && of != part::none && of != (is_morning ? part::afternoon : part::morning);
    }
};

/// The eight days without the first and the last of them.
layout six_days() {
    layout out = eight_days();
    out.sessions = {out.sessions.begin() + 2, out.sessions.end() - 2};
    return out;
}

/// Some days less a holiday, and with a make-up day on the weekend between them.
layout with_changes(layout out, const changed_day& holiday, const changed_day& made_up) {
    std::vector<held> sessions;
    for (naive::day d = out.sessions.front().on; d <= out.sessions.back().on; ++d)
        for (const held& s : full_days({d}))
            if (made_up.has(s) || (out.is_held(s.on, s.half) && !holiday.has(s)))
                sessions.push_back(s);
    out.sessions = sessions;
    return out;
}

std::vector<changed_day> places(const std::vector<naive::day>& days, std::initializer_list<part> of) {
    std::vector<changed_day> out{{}};
    for (const auto d : days)
        for (const auto p : of)
            out.push_back({d, p});
    return out;
}

/// Every pattern of some marks; of whole days, or of sessions.
std::vector<child> pupils_of(const layout& at, std::initializer_list<int> marks, bool whole_days) {
    std::vector<pattern> all{0};
    for (std::size_t s = 0, next = 0; s < at.sessions.size(); s = next) {
        next = s + 1;
        if (whole_days && next < at.sessions.size() && at.sessions[next].on == at.sessions[s].on)
            ++next;
        std::vector<pattern> longer;
        for (const int m : marks)
            for (auto p : all) {
                for (std::size_t i = s; i < next; ++i)
                    p = with_mark(p, i, m);
                longer.push_back(p);
            }
        all = longer;
    }
    std::vector<child> out;
    for (const auto p : all)
        out.push_back(visited_once(at, p));
    return out;
}

struct counted {
    std::size_t places = 0, pupils = 0, duties = 0;
};

counted compare_all(const layout& plain, std::initializer_list<part> changes, std::initializer_list<int> marks,
                    bool whole_days) {
    constexpr std::size_t at_once = 1024;
    const plan rules = all_rungs();
    std::vector<naive::day> days, weekend;
    for (naive::day d = plain.sessions.front().on; d <= plain.sessions.back().on; ++d)
        (plain.is_held(d, naive::session_of_day::am) ? days : weekend).push_back(d);
    REQUIRE(days.size() * 2 == plain.sessions.size());
    REQUIRE(weekend.size() == 2);
    counted out;
    for (const auto& holiday : places(days, changes))
        for (const auto& made_up : places(weekend, changes)) {
            const layout at = with_changes(plain, holiday, made_up);
            const auto all = pupils_of(at, marks, whole_days);
            INFO("holiday on day " << holiday.on << " part " << static_cast<int>(holiday.of) << ", make-up day "
                                   << made_up.on << " part " << static_cast<int>(made_up.of));
            for (std::size_t first = 0; first < all.size(); first += at_once) {
                const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
                const auto left = std::min(at_once, all.size() - first);
                out.duties += compare(rules, at, {begin, begin + static_cast<std::ptrdiff_t>(left)}, one_teacher(at));
            }
            ++out.places, out.pupils += all.size();
        }
    return out;
}

void report(const counted& all) {
    WARN(all.places << " placements, " << all.pupils << " patterns, " << all.duties << " duties");
}

}  // namespace

TEST_CASE(
    "evaluate: every place of a holiday and a make-up day, whole or half, every pattern of present and absent days",
    "[exhaustive][.long]") {
    report(compare_all(eight_days(), {part::morning, part::afternoon, part::all}, {present, unexcused}, true));
}

TEST_CASE("evaluate: every place of a holiday and a make-up day, every pattern of days of three marks",
          "[exhaustive][.long]") {
    report(compare_all(eight_days(), {part::all}, {present, excused, unexcused}, true));
}

TEST_CASE("evaluate: every place of a holiday and a make-up day, every pattern of sessions of six days",
          "[exhaustive][.long]") {
    report(compare_all(six_days(), {part::all}, {present, unexcused}, false));
}
