// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/duty_rows.hpp>

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace baoxue;

namespace {

duty_row row_of(std::int32_t rule, code unit, code student, date on, std::uint64_t id) {
    return {.id = id, .rule = rule, .student = student, .unit = unit, .triggered_on = on};
}

void add(duty_rows& to, const duty_row& row, std::vector<std::int64_t> because) {
    std::vector<cause> by;
    for (const auto r : because)
        by.push_back({table_name::attendance, r});
    to.add(row, by);
}

std::vector<std::int64_t> because(const obligations_table& t, std::size_t row) {
    std::vector<std::int64_t> out;
    for (const auto& c : t.caused_by.at(row))
        out.push_back(c.row);
    return out;
}

constexpr date monday{2024, 3, 4}, tuesday{2024, 3, 5};

}  // namespace

TEST_CASE("duty_rows: in order of rule, unit, student, date and id, each with its causes") {
    duty_rows found;
    add(found, row_of(1, 0, 0, monday, 9), {1});
    add(found, row_of(0, 2, 1, tuesday, 8), {2, 3});
    add(found, row_of(0, 2, 1, monday, 7), {});
    add(found, row_of(0, 2, 0, tuesday, 6), {4});
    add(found, row_of(0, no_code, no_code, tuesday, 5), {5, 6, 7});
    add(found, row_of(0, 2, 1, monday, 4), {8});
    const auto t = found.in_order();
    CHECK(t.id == std::vector<std::uint64_t>{5, 6, 4, 7, 8, 9});
    CHECK(t.unit == std::vector<code>{no_code, 2, 2, 2, 2, 0});
    CHECK(t.student == std::vector<code>{no_code, 0, 1, 1, 1, 0});
    CHECK(because(t, 0) == std::vector<std::int64_t>{5, 6, 7});
    CHECK(because(t, 1) == std::vector<std::int64_t>{4});
    CHECK(because(t, 2) == std::vector<std::int64_t>{8});
    CHECK(because(t, 3).empty());
    CHECK(because(t, 4) == std::vector<std::int64_t>{2, 3});
    CHECK(because(t, 5) == std::vector<std::int64_t>{1});
    CHECK(t.also.offsets == std::vector<std::int64_t>(7, 0));
}

TEST_CASE("duty_rows: of two with one id and rule the one that was found first stays") {
    duty_rows found;
    add(found, row_of(0, 0, 0, monday, 1), {10});
    add(found, row_of(1, 0, 0, monday, 1), {11});  // of another rule
    add(found, row_of(0, 0, 0, monday, 1), {12});
    const auto t = found.in_order();
    CHECK(t.rule == std::vector<std::int32_t>{0, 1});
    CHECK(because(t, 0) == std::vector<std::int64_t>{10});
}

TEST_CASE("duty_rows: those of the next pupils come behind, with their own causes") {
    duty_rows first, next;
    add(first, row_of(0, 0, 0, monday, 1), {1, 2});
    add(next, row_of(0, 0, 1, monday, 2), {3});
    add(next, row_of(0, 0, 2, monday, 3), {});
    first.join(next);
    REQUIRE(first.size() == 3);
    CHECK(first[2].student == 2);
    CHECK(first.first_cause_of(0) == cause{table_name::attendance, 1});
    CHECK(first.first_cause_of(1) == cause{table_name::attendance, 3});
    CHECK(!first.first_cause_of(2));
    CHECK(because(first.in_order(), 1) == std::vector<std::int64_t>{3});
}

TEST_CASE("duty_rows: more than a block of them, and none at all") {
    CHECK(duty_rows{}.in_order().size() == 0);
    duty_rows found;
    constexpr int many = 3000;
    for (int i = many; i-- > 0;)
        add(found, row_of(0, 0, i, monday, static_cast<std::uint64_t>(i)), {i, -i});
    const auto t = found.in_order();
    REQUIRE(t.size() == many);
    for (int i = 0; i < many; ++i) {
        REQUIRE(t.student[static_cast<std::size_t>(i)] == i);
        REQUIRE(because(t, static_cast<std::size_t>(i)) == std::vector<std::int64_t>{i, -i});
    }
}

TEST_CASE("duty_rows: what is cleared begins anew, over more than a block") {
    // A caller who decides one pupil after the other uses the same rows again.
    duty_rows found;
    for (std::uint64_t i = 0; i < 300; ++i)
        add(found, row_of(0, 0, static_cast<code>(i), monday, i), {1, 2});
    found.clear();
    CHECK(found.size() == 0);
    for (std::uint64_t i = 0; i < 260; ++i)
        add(found, row_of(1, 0, static_cast<code>(i), tuesday, i), {static_cast<std::int64_t>(i)});
    CHECK(found.size() == 260);
    const auto t = found.in_order();
    REQUIRE(t.size() == 260);
    CHECK(t.rule == std::vector<std::int32_t>(260, 1));
    CHECK(because(t, 0) == std::vector<std::int64_t>{0});
    CHECK(because(t, 259) == std::vector<std::int64_t>{259});
}
