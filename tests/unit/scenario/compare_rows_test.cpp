// SPDX-License-Identifier: Apache-2.0
#include <baoxue/scenario/compare_rows.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace baoxue;

namespace {

using rows = std::vector<std::vector<cell>>;

const std::vector<std::string> columns{"policy", "clause", "rule", "student_id", "due_on"};

std::vector<cell> row(const std::string& rule, const std::string& student, const std::string& due) {
    return {{"p"}, {"1"}, {rule}, {student}, due.empty() ? cell{} : cell{due}};
}

std::vector<scenario_difference> differences(rows expected, rows found) {
    std::vector<scenario_difference> out;
    finding_rows table{columns, std::move(found), {}};
    compare_rows(findings_table::obligations, std::move(expected), std::move(table), out);
    return out;
}

}  // namespace

TEST_CASE("the order of rows does not matter, but how often each stands does") {
    const auto a = row("visit", "s", "2024-03-05"), b = row("visit", "t", "2024-03-05");
    CHECK(differences({a, b}, {b, a}).empty());
    const auto twice = differences({a, a}, {a});
    REQUIRE(twice.size() == 1);
    CHECK(twice[0].expected == a);
    CHECK_FALSE(twice[0].found);
}

TEST_CASE("rows of one rule that are most alike are set beside each other") {
    // s differs in its due date alone, t is found as expected, u is not expected: s must not be set beside u
    const auto out =
        differences({row("visit", "s", "2024-03-05"), row("visit", "t", "2024-03-05")},
                    {row("visit", "u", "2024-03-06"), row("visit", "t", "2024-03-05"), row("visit", "s", "")});
    REQUIRE(out.size() == 2);
    CHECK(out[0].expected == row("visit", "s", "2024-03-05"));
    CHECK(out[0].found == row("visit", "s", ""));
    CHECK(out[0].differing() == std::vector<std::size_t>{4});
    CHECK_FALSE(out[1].expected);
    CHECK(out[1].found == row("visit", "u", "2024-03-06"));
}

TEST_CASE("rows of different rules are never set beside each other") {
    const auto out = differences({row("visit", "s", "2024-03-05")}, {row("report", "s", "2024-03-05")});
    REQUIRE(out.size() == 2);
    CHECK_FALSE(out[0].found);
    CHECK_FALSE(out[1].expected);
    CHECK(out[1].differing().empty());
}
