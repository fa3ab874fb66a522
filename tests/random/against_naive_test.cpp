// SPDX-License-Identifier: Apache-2.0

#include "convert.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <iterator>
#include <naive/reference.hpp>
#include <string>
#include <support/share_of_tests.hpp>
#include <vector>

namespace {

/// What the two say differently of one drawn district; empty where they agree.
std::string difference(std::uint64_t seed, const naive::sample_options& options, std::size_t& pupils) {
    const auto drawn = naive::draw_sample(seed, options);
    pupils += drawn.facts.students     ? drawn.facts.students->size()
              : drawn.facts.enrolments ? drawn.facts.enrolments->size()
                                       : 1;
    auto expected = against_naive::lines(naive::evaluate(drawn.rules, drawn.facts, drawn.as_of));
    baoxue::district_options how;
    how.calendar =
        drawn.facts.calendar == naive::calendar_kind::cn ? baoxue::calendar_kind::cn : baoxue::calendar_kind::weekdays;
    how.mode = drawn.facts.registers == naive::register_mode::complete ? baoxue::register_mode::complete
                                                                       : baoxue::register_mode::exceptions;
    how.on_bad_rows =
        baoxue::bad_rows::set_aside;  // drawn overrides may name a school day outside every term, which is none
    std::vector<std::string> found;
    try {
        const auto district = baoxue::build_district(against_naive::facts_of(drawn.facts), how);
        for (const auto& p : district.problems)
            if (p.table != "days")
                return "seed " + std::to_string(seed) + " contradicts itself: " + baoxue::to_string(p);
        found = against_naive::lines(
            baoxue::evaluate(against_naive::policy_of(drawn.rules), district, baoxue::date{drawn.as_of}));
    } catch (const baoxue::input_error& e) {
        return "seed " + std::to_string(seed) + " is refused: " + e.what();
    }
    against_naive::merge_twins(expected, found);
    if (expected == found)
        return {};
    std::vector<std::string> missing, added;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(missing));
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(), std::back_inserter(added));
    return "seed " + std::to_string(seed) + " on " + baoxue::to_string(baoxue::date{drawn.as_of}) +
           "\nonly the reference says\n" + against_naive::first_lines(missing) + "only the library says\n" +
           against_naive::first_lines(added);
}

}  // namespace

TEST_CASE("evaluate: 100,000 drawn pupils agree with the naive reference", "[random]") {
    std::size_t pupils = 0;
    std::uint64_t seed = 1;
    for (; pupils < 100'000 / one_in(); ++seed) {
        const auto differs = difference(seed, {}, pupils);
        INFO(differs);
        REQUIRE(differs.empty());
    }
    WARN(pupils << " pupils of " << seed - 1 << " drawn districts compared");
}
