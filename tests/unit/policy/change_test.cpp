// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/parameters.hpp>
#include <baoxue/policy/set_parameter.hpp>
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

const param<std::int32_t>& due_of(const policy& p, std::size_t reading) {
    const auto& rules = p.layers.front().clauses.front().readings.at(reading).rules;
    return std::get<within_days>(*std::get<ladder>(rules.front().is).rungs.front().due).within;
}

std::vector<std::string> problems_with(const policy& p, const std::vector<named_value>& values) {
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
        CHECK_FALSE(due_of(before, reading).value);
        CHECK(due_of(after, reading).value == 3);
        CHECK(due_of(after, reading).word == "及时");
        CHECK(due_of(after, reading).settled);
    }
    CHECK(problems_with(after, {}).empty());
    CHECK(with_values(after, std::vector<named_value>{{"1a.within", 3}}) == after);
    // the line of 1b is one tenth in the text: set to that it is the text's own
    CHECK(with_values(before, std::vector<named_value>{{"1b.line", ratio{1, 10}}}) == before);
}

TEST_CASE("with_values: a text given alone stands in both languages, one given in each is listed in each") {
    prohibition p;
    p.conduct = {"forced_withdrawal"}, p.roles = {"class_teacher"},
    p.sanction = unspecified<bilingual>("sanction", "处分");
    auto c = example_clause("1c", {example_rung(1, counted::session, consecutive{1})});
    c.readings.front().rules.front().is = p;
    const auto before = make_policy(example_policy({c}), standard_vocabulary());
    const auto after = with_values(before, std::vector<named_value>{{"1c.sanction", std::string{"警告"}}});
    const auto& set = std::get<prohibition>(after.layers.front().clauses.front().readings.front().rules.front().is);
    CHECK(set.sanction->value == bilingual{"警告", "警告"});
    const auto each = with_values(before, std::vector<named_value>{{"1c.sanction", bilingual{"警告", "a warning"}}});
    CHECK(std::get<prohibition>(each.layers.front().clauses.back().readings.front().rules.front().is).sanction->value ==
          bilingual{"警告", "a warning"});
    p.sanction->value = bilingual{"警告", "a warning"};
    c.readings.front().rules.front().is = p;
    const auto listed = list_parameters(example_policy({c}));
    REQUIRE(listed.size() == 1);
    CHECK(listed.front().type == parameter_type::text);
    CHECK(listed.front().value == parameter_value{bilingual{"警告", "a warning"}});
    CHECK(problems_with(before, {{"1c.sanction", 3}})
              .front()
              .ends_with("parameter `1c.sanction` is a text, in one language for both or in each, got `3`"));
}

TEST_CASE("with_values: refuses unknown names, impossible values and values of another type, all at once") {
    CHECK(problems_with(two_readings(), {{"1a.withn", 3}, {"1a.threshold", 0}, {"1b.line", 3}}) ==
          messages{
              "policy example: unknown parameter `1a.withn`, did you mean `1a.within`?",
              "policy example: parameter `1a.threshold`: must be at least 1, got `0`",
              "policy example: parameter `1b.line`: must be from 0 to the denominator 1, got `3`"});  // a whole number
                                                                                                      // is a share of
                                                                                                      // one part
    CHECK(problems_with(two_readings(), {{"1b.line", std::string{"tenth"}}}) ==
          messages{"policy example /clauses/1/readings/0/rules/0/rungs/0/mode/line: parameter `1b.line` is a share, "
                   "such as `1/10`, got `tenth`"});
}

TEST_CASE("with_values: a whole number of either width fits where it is in range") {
    const auto before = two_readings();
    CHECK(with_values(before, std::vector<named_value>{{"1a.within", std::int64_t{3}}}) ==
          with_values(before, std::vector<named_value>{{"1a.within", 3}}));
    CHECK(problems_with(before, {{"1b.at_least", std::int64_t{1} << 31}}) ==
          messages{
              "policy example /clauses/1/readings/0/rules/0/rungs/0/mode/at_least: parameter `1b.at_least`: must be at "
              "most 2147483647, got `2147483648`"});
    CHECK(problems_with(before, {{"1b.at_least", std::vector{ratio{1, 2}}}}) ==
          messages{"policy example /clauses/1/readings/0/rules/0/rungs/0/mode/at_least: parameter `1b.at_least` is a "
                   "whole number, got `1/2`"});
}

TEST_CASE("set_parameter: every type of parameter takes its own values and no others") {
    param<std::int64_t> amount;
    CHECK(detail::set_parameter(amount, "a", parameter_value{20'000}).empty());
    CHECK(amount.value == 20'000);
    CHECK(detail::set_parameter(amount, "a", parameter_value{std::int64_t{1} << 40}).empty());
    CHECK(detail::set_parameter(amount, "a", ratio{1, 2}) == "parameter `a` is a whole number, got `1/2`");
    param<std::vector<ratio>> parts;
    CHECK(detail::set_parameter(parts, "a", std::vector{ratio{3, 10}, ratio{7, 10}}).empty());
    CHECK(parts.value->size() == 2);
    CHECK(detail::set_parameter(parts, "a", ratio{1, 2}) ==
          "parameter `a` is a list of shares, such as `3/10, 7/10`, got `1/2`");
}

namespace {

/// Clause `1a` under two texts, with 2 sessions until March 2025 and 3 from then on; the second has another reading.
policy two_texts() {
    auto before = example_clause("1a", {example_rung(1, counted::session, consecutive{2})});
    auto after = example_clause("1a", {example_rung(1, counted::session, consecutive{3})});
    before.effective.until = after.effective.from = date{2025, 3, 1};
    after.readings.push_back(after.readings.front());
    after.readings.back().id = "other";
    return make_policy(example_policy({before, after}), standard_vocabulary());
}

}  // namespace

TEST_CASE("with_values: sets a parameter in every text of a clause, whatever it was in each") {
    const auto changed = with_values(two_texts(), std::vector<named_value>{{"1a.threshold", 5}});
    for (const auto& c : changed.layers.front().clauses)
        for (const auto& r : c.readings)
            CHECK(std::get<consecutive>(std::get<ladder>(r.rules.front().is).rungs.front().mode).threshold.value == 5);
}

TEST_CASE("with_reading: chooses in every text of a clause that has the reading") {
    const auto other = with_reading(two_texts(), "1a", "other");
    CHECK(other.layers.front().clauses.front().chosen == "only");
    CHECK(other.layers.front().clauses.back().chosen == "other");
    CHECK(with_reading(other, "1a", "only") == two_texts());
    CHECK_THROWS_AS(with_reading(two_texts(), "1a", "third"), policy_error);
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
    CHECK(
        message("1a", "othr") ==
        "policy example /clauses/0/chosen: unknown reading `othr`, expected `only` or `other`, did you mean `other`?");
    CHECK(message("1c", "other") == "policy example: unknown clause `1c`, did you mean `1a`?");
}
