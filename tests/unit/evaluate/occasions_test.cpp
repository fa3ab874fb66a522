// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/occasions.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

/// A term's count of several units added up.
rung sum_of(std::vector<count_of> counts, int n) {
    return make_rung(std::move(counts), cumulative{n, comparator::at_least, period::term});
}

const count_of full{counted::full_day, {}, {}};
const count_of session_{counted::session, {}, {}};
const count_of part{counted::part_day, {}, {}};
const count_of late_over_30{counted::late, 30, {}};

}  // namespace

TEST_CASE("occasions: sessions count one by one, full days by the day, part days by any absence of a day") {
    const auto w = world{}.marks(march(5), "UU UP PU");
    CHECK(fires(sum_of({session_}, 4), w, march(8)) == dates{march(7)});
    CHECK(fires(sum_of({session_}, 5), w, march(8)).empty());
    CHECK(fires(sum_of({full}, 1), w, march(8)) == dates{march(5)});
    CHECK(fires(sum_of({full}, 2), w, march(8)).empty());
    CHECK(fires(sum_of({part}, 3), w, march(8)) == dates{march(7)});
    CHECK(fires(sum_of({part}, 4), w, march(8)).empty());
}

TEST_CASE("occasions: late counts a mark late beyond the limit, the limit itself not") {
    CHECK(fires(sum_of({late_over_30}, 1), world{}.late(march(5), session::am, 31), march(8)) == dates{march(5)});
    CHECK(fires(sum_of({late_over_30}, 1), world{}.late(march(5), session::am, 30), march(8)).empty());
    CHECK(fires(sum_of({late_over_30}, 1), world{}.marks(march(5), "PP"), march(8)).empty());  // no minutes given
}

TEST_CASE("occasions: late counts a full day once, each other half-day and each late mark once") {
    // Tue a full day: 1. Wed morning absent, late in the afternoon: 2. Thu late twice: 2. In all 5.
    auto w = world{}.marks(march(5), "UU U-");
    w.late(march(6), session::pm, 40).late(march(7), session::am, 31).late(march(7), session::pm, 90);
    CHECK(fires(sum_of({late_over_30}, 5), w, march(8)) == dates{march(7)});
    CHECK(fires(sum_of({late_over_30}, 6), w, march(8)).empty());
    CHECK(fires(sum_of({late_over_30}, 3), w, march(8)) == dates{march(6)});
}

TEST_CASE("occasions: full days and lateness added up count a full day once") {
    // Tue full, Wed late, Thu absent in the morning: 3.
    auto w = world{}.marks(march(5), "UU").late(march(6), session::am, 31).marks(march(7), "UP");
    CHECK(fires(sum_of({full, late_over_30}, 3), w, march(8)) == dates{march(7)});
    CHECK(fires(sum_of({full, late_over_30}, 4), w, march(8)).empty());
    CHECK(fires(sum_of({full, late_over_30}, 2), world{}.marks(march(5), "UU"), march(8)).empty());
}

TEST_CASE("occasions: whatever is added up, a full day counts once, at its end, and a half-day once") {
    // Tue full, rows 0 and 1: one occasion. Wed morning: the second.
    const auto w = world{}.marks(march(5), "UU UP");
    for (const auto& counts : {std::vector{session_, full},
                               {session_, part},
                               {full, part},
                               {session_, late_over_30},
                               {part, late_over_30},
                               {full, late_over_30}}) {
        CHECK(fires(sum_of(counts, 2), w, march(8)) == dates{march(6)});
        CHECK(fires(sum_of(counts, 3), w, march(8)).empty());
        const auto f = evaluate(policy_with(sum_of(counts, 1)), w.build(), march(5));
        REQUIRE(f.obligations.size() == 1);
        const auto because = f.obligations.caused_by.at(0);
        CHECK(because.front().row == 0);
        CHECK(because.back().row == 1);
    }
}

TEST_CASE("occasions: excused absence and lateness with leave are no occasions") {
    CHECK(fires(sum_of({full, late_over_30}, 1), world{}.marks(march(5), "EE EP"), march(8)).empty());
}

TEST_CASE("occasions: earlier rungs are those of lower step, one or all") {
    auto first = make_rung(counted::session, consecutive{1});
    auto second = make_rung(counted::full_day, consecutive{1});
    // Tue am; Wed whole; Thu am with Thu pm present: session runs on Tue, Wed (one through Thu am), full day on Wed.
    const auto w = world{}.marks(march(5), "UP UU UP UP");
    const auto fires_third = [&](count_of what, int n) {
        auto third = make_rung(std::vector<count_of>{what}, cumulative{n, comparator::at_least, period::school_year});
        third.owes.acts = {"interview"};
        const auto f = evaluate(policy_with(std::vector{first, second, third}), w.build(), march(8));
        dates out;
        for (std::size_t i = 0; i < f.obligations.size(); ++i)
            if (f.obligations.step[i] == 3)
                out.push_back(f.obligations.triggered_on[i]);
        return out;
    };
    // Step 1 fires on Tue 5, Wed 6 (a run to Thu am), Fri 8; step 2 on Wed 6: four firings.
    CHECK(fires_third({counted::earlier_rung, {}, 1}, 3) == dates{march(8)});
    CHECK(fires_third({counted::earlier_rung, {}, 1}, 4).empty());
    CHECK(fires_third({counted::earlier_rung, {}, 2}, 1) == dates{march(6)});
    CHECK(fires_third({counted::earlier_rung, {}, 2}, 2).empty());
    CHECK(fires_third({counted::earlier_rung, {}, {}}, 4) == dates{march(8)});
    CHECK(fires_third({counted::earlier_rung, {}, {}}, 3) == dates{march(6)});
}

TEST_CASE(
    "occasions: refuses lateness without a limit, a limit without lateness, a step that is not below, a unit twice") {
    CHECK_THROWS_AS(policy_with(sum_of({{counted::late, {}, {}}}, 1)), policy_error);
    CHECK_THROWS_AS(policy_with(sum_of({{counted::session, 30, {}}}, 1)), policy_error);
    CHECK_THROWS_AS(policy_with(sum_of({{counted::earlier_rung, {}, 1}}, 1)), policy_error);
    CHECK_THROWS_AS(policy_with(sum_of({session_, session_}, 1)), policy_error);
}

TEST_CASE("occasions: each present mark that turns to absent counts no less") {
    std::string week(10, 'P');
    for (std::size_t i = 0; i < week.size(); ++i) {
        week[i] = 'U';
        // Sessions: i + 1 of them; full days: one for each pair.
        REQUIRE(fires(sum_of({session_}, static_cast<int>(i) + 1), world{}.marks(march(4), week), march(8)).size() ==
                1);
        REQUIRE(fires(sum_of({session_}, static_cast<int>(i) + 2), world{}.marks(march(4), week), march(8)).empty());
        REQUIRE(fires(sum_of({full}, static_cast<int>(i) / 2 + 1), world{}.marks(march(4), week), march(8)).size() ==
                i % 2);
        REQUIRE(fires(sum_of({part}, static_cast<int>(i) / 2 + 1), world{}.marks(march(4), week), march(8)).size() ==
                1);
    }
}
