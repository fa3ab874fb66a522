// SPDX-License-Identifier: Apache-2.0

#include "convert.hpp"
#include <baoxue/policy/check.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <iterator>
#include <naive/reference.hpp>
#include <string>
#include <support/share_of_tests.hpp>
#include <vector>

namespace {

/// What the two say differently of one drawn school year; empty where they agree.
std::string year_difference(std::uint64_t seed, std::size_t& pupils) {
    const auto drawn = naive::draw_school_year(seed);
    pupils += drawn.facts.students ? drawn.facts.students->size() : 1;
    const auto quotas = against_naive::quotas_of(drawn.layers);
    const auto expected =
        against_naive::year_lines(naive::evaluate_layers(drawn.layers, drawn.facts, drawn.as_of), quotas);
    baoxue::district_options how;
    how.calendar = baoxue::calendar_kind::weekdays;
    how.mode = drawn.facts.registers == naive::register_mode::complete ? baoxue::register_mode::complete
                                                                       : baoxue::register_mode::exceptions;
    std::vector<std::string> found;
    try {
        const auto district = baoxue::build_district(against_naive::facts_of(drawn.facts), how);
        const auto policy = baoxue::make_policy(against_naive::policy_of(drawn.layers), how.words);
        found = against_naive::year_lines(baoxue::evaluate(policy, district, baoxue::date{drawn.as_of}), quotas);
    } catch (const baoxue::input_error& e) {
        return "seed " + std::to_string(seed) + " is refused: " + e.what();
    }
    if (expected == found)
        return {};
    std::vector<std::string> missing, added;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(missing));
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(), std::back_inserter(added));
    std::string kinds;
    for (const auto& l : drawn.layers)
        for (const auto& c : l.clauses)
            for (const auto& r : c.rules)
                kinds += " " + c.id + "/" + r.id +
                         (r.ladder        ? " ladder"
                          : r.assignment  ? " assignment"
                          : r.duty        ? " duty"
                          : r.recurring   ? " recurring"
                          : r.procedure   ? " procedure"
                          : r.target      ? " target"
                          : r.incentive   ? " incentive"
                          : r.record      ? " record"
                          : r.pledge      ? " pledge"
                          : r.committee   ? " committee"
                          : r.entitlement ? " entitlement"
                          : r.prohibition ? " prohibition"
                                          : " veto");
    return "seed " + std::to_string(seed) + " on " + baoxue::to_string(baoxue::date{drawn.as_of}) +
           "\nonly the reference says\n" + against_naive::first_lines(missing) + "only the library says\n" +
           against_naive::first_lines(added) + kinds;
}

}  // namespace

TEST_CASE("evaluate: drawn school years agree with the naive reference", "[random]") {
    std::size_t pupils = 0;
    std::uint64_t seed = 1;
    for (; pupils < 8'000 / one_in(); ++seed) {
        const auto differs = year_difference(seed, pupils);
        INFO(differs);
        REQUIRE(differs.empty());
    }
    WARN(pupils << " pupils of " << seed - 1 << " drawn school years compared");
}
