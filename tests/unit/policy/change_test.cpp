// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/change.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

/// Two readings that share an unspecified deadline; the second counts full days.
policy two_readings() {
    auto r = example_rung(1, counted::session, consecutive{1});
    r.due = within_days{unspecified("within", "及时")};
    auto c = example_clause("1a", {r});
    c.readings.push_back(c.readings.front());
    c.readings.back().id = "other";
    std::get<ladder>(c.readings.back().rules.front().is).rungs.front().counts.front().unit = counted::full_day;
    auto high = example_rung(2, counted::session, share{ratio{1, 10}});
    return make_policy(example_policy({c, example_clause("1b", {high})}), standard_vocabulary());
}

const param<std::int32_t>& deadline_of(const policy& p, std::size_t reading) {
    const auto& rules = p.layers.front().clauses.front().readings.at(reading).rules;
    return std::get<within_days>(*std::get<ladder>(rules.front().is).rungs.front().due).within;
}

std::vector<std::string> problems_of(const policy& p, const std::vector<named_value>& values) {
    std::vector<std::string> out;
    try {
        (void)with_values(p, values);
    } catch (const policy_error& e) {
        for (const auto& one : e.problems())
            out.push_back(to_string(one));
    }
    return out;
}

using messages = std::vector<std::string>;

}  // namespace

TEST_CASE("with_values: fills a parameter in every reading, keeps its word, and leaves the policy that was given") {
    const auto before = two_readings();
    const auto after = with_values(before, std::vector<named_value>{{"1a.within", 3}, {"1b.line", ratio{1, 5}}});
    for (std::size_t reading = 0; reading < 2; ++reading) {
        CHECK_FALSE(deadline_of(before, reading).value);
        CHECK(deadline_of(after, reading) == param<std::int32_t>{3, "within", "及时"});
    }
    CHECK(problems_of(after, {}).empty());
    CHECK(with_values(after, std::vector<named_value>{{"1a.within", 3}}) == after);
}

TEST_CASE("with_values: refuses unknown names, impossible values and values of another type, all at once") {
    CHECK(problems_of(two_readings(), {{"1a.withn", 3}, {"1a.threshold", 0}, {"1b.line", 3}}) ==
          messages{"policy example /clauses/1/readings/0/rules/0/rungs/0/mode/line: parameter `1b.line` is a share: "
                   "give a ratio",
                   "policy example: unknown parameter `1a.withn`, did you mean `1a.within`?",
                   "policy example /clauses/0/readings/0/rules/0/rungs/0/mode/threshold: must be at least 1, got `0`",
                   "policy example /clauses/0/readings/1/rules/0/rungs/0/mode/threshold: must be at least 1, got `0`"});
}

TEST_CASE("with_reading: another reading governs, and back again") {
    const auto before = two_readings();
    const auto after = with_reading(before, "1a", "other");
    CHECK(after.layers.front().clauses.front().governing().id == "other");
    CHECK(with_reading(after, "1a", "only") == before);
}

TEST_CASE("with_reading: refuses a clause or reading that there is not, and names the nearest") {
    const auto message = [](const char* clause, const char* reading) {
        try {
            (void)with_reading(two_readings(), clause, reading);
        } catch (const policy_error& e) {
            return std::string{e.what()};
        }
        return std::string{};
    };
    CHECK(message("1a", "othr") == "policy example /clauses/0/chosen: unknown reading `othr`, did you mean `other`?");
    CHECK(message("1c", "other") == "policy example: unknown clause `1c`, did you mean `1a`?");
}
