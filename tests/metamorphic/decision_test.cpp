// SPDX-License-Identifier: Apache-2.0

// One decision at a time, as the benchmarks time it, says what a whole evaluation says of that pupil.

#include "../../benchmarks/one_decision.hpp"
#include "drawn.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <vector>

namespace {

using namespace metamorphic;
using namespace baoxue;

/// The rows of one pupil, in the order in which they stand.
obligations_table rows_of_pupil(const obligations_table& all, code student) {
    auto out = all;
    std::vector<std::size_t> own;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all.student[i] == student)
            own.push_back(i);
    detail::keep_rows(out, own);
    return out;
}

void decide_one_by_one(std::uint64_t first, std::uint64_t last) {
    std::size_t districts = 0, pupils = 0, owing = 0, rows = 0;
    for (auto seed = first; seed <= last; ++seed) {
        if (seed % 2 != 0)
            continue;  // not of ladders alone
        const auto d = draw(seed);
        const auto district = build(d.rows, d.how);
        if (!district.is_given(table_name::enrolments))
            continue;  // without a roll nothing is known of anybody's absence
        const auto all = evaluate(d.rules, district, d.as_of);
        bench::one_decision decide(d.rules, district, d.as_of);
        INFO(d.name);
        REQUIRE(decide.bound().rules == all.rules);
        REQUIRE(decide.bound().act_lists == all.act_lists);
        REQUIRE(*decide.bound().bearers == *all.bearers);
        std::size_t here = 0;
        for (code s = 0; s < district.pupils(); ++s) {
            const auto found = decide.of(s).duties.in_order();
            const auto expected = rows_of_pupil(all.obligations, s);
            INFO("pupil " << district.ids->students.text(s));
            REQUIRE(found.id == expected.id);
            REQUIRE(found.rule == expected.rule);
            REQUIRE(found.bearers == expected.bearers);
            REQUIRE(found.due_on == expected.due_on);
            REQUIRE(found.state == expected.state);
            REQUIRE(found.caused_by == expected.caused_by);
            REQUIRE(found == expected);
            here += found.size(), owing += found.size() > 0;
        }
        REQUIRE(here == all.obligations.size());
        ++districts, rows += here, pupils += static_cast<std::size_t>(district.pupils());
    }
    CHECK(rows > 0);
    WARN(districts << " drawn districts of ladders, " << pupils << " pupils one by one, " << owing
                   << " of whom something is owed, " << rows << " rows");
}

}  // namespace

TEST_CASE("one decision: says of each pupil what a whole evaluation says", "[metamorphic]") {
    decide_one_by_one(1, 40);
}

TEST_CASE("one decision: says of each pupil of many districts what a whole evaluation says", "[metamorphic][.long]") {
    decide_one_by_one(41, 1000);
}
