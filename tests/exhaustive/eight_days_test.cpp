// SPDX-License-Identifier: Apache-2.0

// Every pattern of three marks on eight school days, once for each way in which a built-in policy counts: 3 to the
// power of 16.

#include "answers.hpp"
#include "known_answers.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <numeric>
#include <vector>

namespace {

using namespace exhaustive;

/// Every pattern of three marks in the first sessions.
std::vector<pattern> of_three_marks(std::size_t sessions) {
    std::vector<pattern> out{0};
    for (std::size_t s = 0; s < sessions; ++s) {
        const auto before = out;
        out.clear();
        for (int m = present; m <= unexcused; ++m)
            for (const auto p : before)
                out.push_back(with_mark(p, s, m));
    }
    return out;
}

/// A district of each pattern of the first four days; it is built once, and what the columns say of the last four days
/// is written anew for each pattern of these that ends in a mark.
void compare_all(int last_mark) {
    const layout at = eight_days();
    const std::size_t sessions = at.sessions.size();
    REQUIRE(sessions == 16);
    const plan rules = all_rungs();
    std::vector<std::vector<int>> marks_of(sessions, {present, excused, unexcused});
    marks_of.back() = {last_mark};
    const known_answers known(rules, at, marks_of);
    const auto halves = of_three_marks(8);

    // All present, so that each row has its minutes, which only a present mark heeds.
    pattern all_present = 0;
    for (std::size_t s = 0; s < sessions; ++s)
        all_present = with_mark(all_present, s, present);
    const std::vector<child> pupils(halves.size(), visited_once(at, all_present));
    const school_of_patterns school(at, pupils, one_teacher(at));
    baoxue::district_options how;
    how.calendar = baoxue::calendar_kind::weekdays, how.mode = baoxue::register_mode::complete;
    auto district = baoxue::build_district(against_naive::facts_of(school.world), how);
    auto& marks = district.attendance.marks;
    REQUIRE(marks.size() == (halves.size() + 1) * sessions);
    const auto write = [&](std::size_t pupil, std::size_t from, pattern p) {
        for (std::size_t s = 0; s < 8; ++s)
            marks[pupil * sessions + from + s] = static_cast<baoxue::mark>(mark_at(p, s));
    };
    for (std::size_t i = 0; i < halves.size(); ++i)
        write(i, 0, halves[i]);

    const auto policy = rules.for_library();
    std::vector<std::size_t> duties(rules.rungs.size());
    std::size_t compared = 0;
    for (const auto last : halves) {
        if (mark_at(last, 7) != last_mark)
            continue;
        for (std::size_t i = 0; i < halves.size(); ++i)
            write(i, 8, last);
        const auto found = read(rules, at, baoxue::evaluate(policy, district, baoxue::date{at.as_of}), halves.size());
        for (std::size_t i = 0; i < halves.size(); ++i) {
            const pattern p = halves[i] | last << 16U;
            for (std::size_t r = 0; r < rules.rungs.size(); ++r) {
                duties[r] += found.of(i, r).size();
                check(at, p, r, found.of(i, r), known.of(p, r));
            }
        }
        compared += halves.size();
    }
    WARN(compared << " patterns, " << rules.rungs.size() << " rungs, "
                  << std::accumulate(duties.begin(), duties.end(), std::size_t{0}) << " duties; " << known.asked());
    for (const auto n : duties)
        CHECK(n > 0);
}

}  // namespace

TEST_CASE("evaluate: every pattern of three marks on eight school days that ends in a presence",
          "[eight_days][presence][.long]") {
    compare_all(present);
}

TEST_CASE("evaluate: every pattern of three marks on eight school days that ends in an excused absence",
          "[eight_days][excused][.long]") {
    compare_all(excused);
}

TEST_CASE("evaluate: every pattern of three marks on eight school days that ends in an unexcused absence",
          "[eight_days][unexcused][.long]") {
    compare_all(unexcused);
}
