// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/ladder.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>
#include <utility>
#include <vector>

using namespace school;

namespace {

rung at_step(int step, rung r) {
    r.step = step;
    return r;
}
rung counting_rungs(int step, std::int32_t up_to) {
    return at_step(step, make_rung(counted::earlier_rung, cumulative{{up_to}}));
}

}  // namespace

TEST_CASE("list_what_counts: earlier rungs are those below, not the same step of another text") {
    // Until Wed 6 March step 2 is upon three absences in a row, then upon three firings of the steps below. Three
    // absences on Tue 5 and Wed 6: step 1 fires on the first of them, the old step 2 on the third. Step 1 fires again
    // on Mon 11 and, the third time, on Wed 13.
    auto old = make_clause("n", ladder{"l", {at_step(2, make_rung(counted::session, consecutive{3}))}}),
         now = make_clause("n", ladder{"l", {counting_rungs(2, 3)}});
    old.effective.until = now.effective.from = march(7);
    const auto p =
        policy_with({make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1})}}), old, now});
    auto w = world{}.marks(march(5), "UU UP").marks(march(11), "UP");
    CHECK(triggers(evaluate(p, w.build(), march(29)), "n") == dates{march(6)});
    w.marks(march(13), "UP");
    const auto f = evaluate(p, w.build(), march(29));
    CHECK(triggers(f, "k") == dates{march(5), march(11), march(13)});
    CHECK(triggers(f, "n") == dates{march(6), march(13)});
}

TEST_CASE("put_in_order: of two steps that fired at one session the lower one comes first") {
    // Leave on the morning of Tue 5 March, row 0, and absence on that of Wed 6, row 2: then step 1 has counted both of
    // them, and step 2 the second alone. Step 3 fires upon the first firing, which rests on row 0 too.
    auto both = make_rung(counted::session, cumulative{{2}});
    both.marks = {mark::unexcused, mark::excused};
    const auto p = policy_with({both, at_step(2, make_rung(counted::session, consecutive{1})), counting_rungs(3, 1)});
    const auto f = evaluate(p, world{}.marks(march(5), "EP UP").build(), march(29));
    REQUIRE(f.obligations.size() == 3);
    std::size_t found = 0;
    for (std::size_t i = 0; i < 3; ++i)
        if (f.obligations.step[i] == 3) {
            ++found;
            const auto why = f.obligations.caused_by.at(i);
            REQUIRE(why.size() == 2);
            CHECK(why[0] == cause{table_name::attendance, 0});
            CHECK(why[1] == cause{table_name::attendance, 2});
        }
    CHECK(found == 1);
}

TEST_CASE("climb: the age is read on the day on which the number is reached, not on which the act comes") {
    // Two absences on Tue 5 and Wed 6 March; the class teacher visits on Fri 8, and not before is the rung reached.
    auto r = make_rung(counted::session, cumulative{{2}});
    r.applies_to.ages = age_range{6, 9, {}, {}, {}};
    r.after.emplace();
    r.after->act = {"home_visit"};
    const auto born = [&](date birth) {
        auto w = world{}.marks(march(5), "UP UP").act("home_visit", "T1", march(8));
        w.rows.students->front().birth_date = birth;
        return fires(r, w, march(29));
    };
    CHECK(born({2015, 3, 9}) == dates{march(8)});
    CHECK(born({2015, 3, 8}) == dates{march(8)});  // nine years old from that day on
    CHECK(born({2015, 3, 7}) == dates{march(8)});
    CHECK(born({2015, 3, 6}).empty());
}
