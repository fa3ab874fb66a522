// SPDX-License-Identifier: Apache-2.0

// Every pattern of one school week of marks, once for each way in which a built-in policy counts.

#include "answers.hpp"
#include "known_answers.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <span>
#include <support/share_of_tests.hpp>
#include <vector>

namespace {

using namespace exhaustive;

constexpr pattern patterns = 1U << 20;

template <class Ask>
void compare_all(const layout& at, std::size_t batch, Ask ask) {
    const plan rules = all_rungs();
    const known_answers known(rules, at, {at.sessions.size(), {0, present, excused, unexcused}});
    std::vector<pattern> every;
    for (std::size_t p = 0; p < patterns; p += one_in())
        every.push_back(static_cast<pattern>(p));
    std::vector<std::size_t> duties(rules.rungs.size());
    for (std::span<const pattern> left = every; !left.empty();) {
        const auto now = left.first(std::min(batch, left.size()));
        left = left.subspan(now.size());
        std::vector<child> pupils;
        for (const auto p : now)
            pupils.push_back(visited_once(at, p));
        const answers found = ask(rules, at, pupils, one_teacher(at));
        for (std::size_t i = 0; i < now.size(); ++i) {
            for (std::size_t r = 0; r < rules.rungs.size(); ++r) {
                duties[r] += found.of(i, r).size();
                check(at, now[i], r, found.of(i, r), known.of(now[i], r));
            }
            if (found.unmarked[i] != known.unmarked(now[i])) {
                INFO(shown(at, now[i]));
                FAIL("unmarked sessions");
            }
        }
    }
    WARN(every.size() << " patterns, " << rules.rungs.size() << " rungs, "
                      << std::accumulate(duties.begin(), duties.end(), std::size_t{0}) << " duties; " << known.asked());
    if (at.sessions.back().on - at.sessions.front().on == 4)  // else the week would ask nothing of a shape
        for (const auto n : duties)
            CHECK(n > 0);
}

constexpr std::size_t district_size = 1U << 14;

}  // namespace

TEST_CASE("evaluate: every pattern of a school week, each way of counting", "[exhaustive]") {
    compare_all(plain_week(), district_size, by_library);
}

TEST_CASE("evaluate: every pattern of five school days torn over terms, months and school weeks",
          "[exhaustive][.long]") {
    compare_all(torn_week(), district_size, by_library);
}

TEST_CASE("the reference itself does not tell apart what a rung does not count", "[exhaustive][.long]") {
    for (const auto& at : {plain_week(), torn_week()})
        compare_all(at, 4096, by_reference);
}
