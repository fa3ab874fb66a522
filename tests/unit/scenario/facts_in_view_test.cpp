// SPDX-License-Identifier: Apache-2.0
#include <baoxue/scenario/facts_in_view.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace baoxue;

namespace {

rule_kind ladder_by(count_mode mode) {
    rung r;
    r.mode = mode;
    ladder l;
    l.rungs.push_back(r);
    return l;
}

rule_kind duty_on(event on, const std::string& about = "student") {
    duty d;
    d.on = on, d.about.id = about;
    return d;
}

/// Facts in a term that has begun.
facts_in_view in_term() {
    facts_in_view v;
    v.term = true;
    return v;
}

}  // namespace

TEST_CASE("is_near: before a term nothing could fire") {
    facts_in_view all{true, true, true, true, true, true, true};
    CHECK(is_near(prohibition{}, all));
    all.term = false;
    CHECK_FALSE(is_near(prohibition{}, all));
}

TEST_CASE("is_near: each mode of a rung waits for its own facts") {
    auto enrolled = in_term();
    enrolled.pupil = true;
    CHECK(is_near(ladder_by(not_back{}), enrolled));
    CHECK_FALSE(is_near(ladder_by(consecutive{}), enrolled));
    CHECK_FALSE(is_near(ladder_by(in_status{}), enrolled));
    auto marked = enrolled;
    marked.mark = true;
    for (const count_mode& mode : {count_mode{consecutive{}}, count_mode{cumulative{}}, count_mode{rolling{}},
                                   count_mode{share{}}, count_mode{missed_deadline{}}, count_mode{step_done{}}})
        CHECK(is_near(ladder_by(mode), marked));
    CHECK_FALSE(is_near(ladder_by(in_status{}), marked));
    auto left = enrolled;
    left.leaver = true;
    CHECK(is_near(ladder_by(in_status{}), left));
    CHECK(is_near(ladder_by(step_done{}), left));
    CHECK_FALSE(is_near(ladder_by(consecutive{}), left));
}

TEST_CASE("is_near: what follows from leaving waits for somebody who left, what is about a unit for a holder") {
    auto held = in_term();
    held.holder = true;
    CHECK(is_near(duty_on(event::term_start, "class"), held));
    CHECK_FALSE(is_near(duty_on(event::term_start), held));
    CHECK_FALSE(is_near(duty_on(event::dropout, "class"), held));
    recurring each_pupil, each_school;
    each_school.about.id = "school";
    CHECK(is_near(each_school, held));
    CHECK_FALSE(is_near(each_pupil, held));
    CHECK(is_near(assignment{}, held));
    CHECK_FALSE(is_near(assignment{}, in_term()));
    auto left = in_term();
    left.leaver = true;
    CHECK(is_near(duty_on(event::dropout), left));
    CHECK(is_near(procedure{}, left));
    recurring on_dropouts;
    on_dropouts.status = status::dropout;
    CHECK(is_near(on_dropouts, left));
}

TEST_CASE("is_near: money and vetoes wait for the end of a school year, and guidance for nothing") {
    auto over = in_term();
    CHECK_FALSE(is_near(incentive{}, over));
    over.year_over = true;
    CHECK(is_near(incentive{}, over));
    CHECK(is_near(veto{}, over));
    CHECK_FALSE(is_near(guidance{}, {true, true, true, true, true, true, true}));
}
