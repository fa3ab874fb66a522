// SPDX-License-Identifier: Apache-2.0
#include "support/school.hpp"
#include <baoxue/policy/layer.hpp>
#include <baoxue/verify/checks/steps.hpp>
#include <baoxue/verify/verify.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

using lines = std::vector<std::string>;

/// Observations about steps as `kind step other-step`.
lines steps_seen(const policy& p) {
    lines out;
    for (const auto& o : verify(p).observations) {
        if (o.kind == observation_kind::unassigned_role || o.kind == observation_kind::unspecified_value)
            continue;
        std::string line{word_of(o.kind)};
        for (const auto& r : o.rules)
            line += " " + std::to_string(r.step);
        if (o.why)
            line += " " + std::string{word_of(*o.why)};
        if (!o.shown && o.kind != observation_kind::never_fires && o.kind != observation_kind::dead_rule)
            line += " without witness";
        out.push_back(line);
    }
    return out;
}

rung full_days(int n, std::optional<int> within = {}, adjacency adjacent = adjacency::school_days) {
    auto r = school::make_rung(counted::full_day, consecutive{n, comparator::at_least, adjacent, false});
    if (within)
        r.due = within_days{*within};
    return r;
}
rung following(count_mode mode) {
    auto r = school::make_rung(counted::session, std::move(mode));
    r.counts.clear(), r.owes.acts = {"report_absence"};
    return r;
}

}  // namespace

TEST_CASE("check_steps: a step is told that comes while the one before is not yet due") {
    CHECK(steps_seen(school::policy_with({full_days(1, 1), full_days(2)})) == lines{"before_deadline 2 1"});
    CHECK(steps_seen(school::policy_with({full_days(1, 0), full_days(2)})) == lines{});  // due the same day
    CHECK(steps_seen(school::policy_with({full_days(1), full_days(2)})) == lines{});     // due never
    CHECK(steps_seen(school::policy_with({full_days(1, 1), following(missed_deadline{1})})) == lines{});
}

TEST_CASE("check_steps: only the step just before counts") {
    CHECK(steps_seen(school::policy_with({full_days(1, 9), full_days(3), full_days(5)})) ==
          lines{"before_deadline 2 1"});
}

TEST_CASE("check_steps: eight days that touch in the calendar never come") {
    CHECK(steps_seen(school::policy_with({full_days(8, {}, adjacency::calendar_days)})) == lines{"never_fires 1"});
    CHECK(steps_seen(school::policy_with({full_days(5, {}, adjacency::calendar_days)})) == lines{});
    CHECK(steps_seen(school::policy_with({full_days(8)})) == lines{});
}

TEST_CASE("check_steps: a step for fewer pupils at the same number only comes with the other") {
    auto narrower = full_days(2);
    narrower.applies_to.stages = {"junior_middle"};
    CHECK(steps_seen(school::policy_with({full_days(2), narrower})) == lines{"fires_with_another 2 1"});
    auto higher = full_days(3);
    higher.applies_to.stages = {"junior_middle"};
    CHECK(steps_seen(school::policy_with({full_days(2), higher})) == lines{});
}

TEST_CASE("check_steps: every way of counting is tried") {
    const std::vector<rung> rungs{
        school::make_rung(counted::session, cumulative{20, comparator::at_least, period::month}),
        school::make_rung(counted::full_day, cumulative{30, comparator::more_than, period::term}),
        school::make_rung(counted::part_day,
                          rolling{5, comparator::at_least, 10, window_unit::days, window_within::none}),
        school::make_rung(counted::session, share{ratio{1, 10}, comparator::at_least, 20}),
        school::make_rung(std::vector<count_of>{{counted::late, 15, {}}},
                          cumulative{3, comparator::at_least, period::month}),
        following(not_back{not_back_basis::attendance, 7, day_unit::calendar_days}),
        following(not_back{not_back_basis::registration, {}, day_unit::calendar_days}),
        following(in_status{status::dropout}),
        following(in_status{status::suspended})};
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        INFO("rung " << i);
        CHECK(steps_seen(school::policy_with(rungs[i])) == lines{});
    }
    auto excused = full_days(1);
    excused.marks = {mark::excused};
    CHECK(steps_seen(school::policy_with(excused)) == lines{});
    auto late = full_days(2);
    late.after = after_act{"home_visit", since::school_year_start};
    CHECK(steps_seen(school::policy_with(late)) == lines{});
    auto needy = full_days(2);
    needy.applies_to.need = need_condition{{"key_student"}, {}};
    CHECK(steps_seen(school::policy_with(needy)) == lines{});
}

TEST_CASE("check_steps: steps that wait for another's being done are reached") {
    CHECK(steps_seen(school::policy_with({full_days(1), following(step_done{1})})) == lines{});
    auto last = following(step_done{2});
    last.owes.acts = {"interview"};
    auto second = following(step_done{1});
    second.owes.acts = {"home_visit"};
    CHECK(steps_seen(school::policy_with({following(in_status{status::dropout}), second, last})) == lines{});
}

TEST_CASE("check_steps: one act that does every step sets them off together") {
    CHECK(steps_seen(school::policy_with({following(in_status{status::dropout}), following(step_done{1}),
                                          following(step_done{2})})) == lines{"fires_with_another 3 2"});
}

TEST_CASE("check_dead_rules: steps that nothing can set off, each with its reason") {
    CHECK(steps_seen(school::policy_with({full_days(1), following(missed_deadline{1})})) ==
          lines{"dead_rule 2 no_deadline"});
    auto p = school::policy_with({full_days(2)});
    auto& rule = p.layers.front().clauses.front().readings.front().rules.front();
    auto& step = std::get<ladder>(rule.is).rungs.front();
    rule.applies_to.stages = {"primary"}, step.applies_to.stages = {"junior_middle"};
    CHECK(steps_seen(p) == lines{"dead_rule 1 stages"});
    rule.applies_to = {}, step.applies_to = {};
    rule.applies_to.ages = age_range{6, 12}, step.applies_to.ages = age_range{12, 15};
    CHECK(steps_seen(p) == lines{"dead_rule 1 ages"});
    rule.applies_to.ages->runs_on_to = age_end::school_year_end;
    CHECK(steps_seen(p) == lines{});
    rule.applies_to = {}, step.applies_to = {};
    rule.applies_to.need = need_condition{{"wavering"}, {}}, step.applies_to.unless = need_condition{{"wavering"}, {}};
    CHECK(steps_seen(p) == lines{"dead_rule 1 needs"});
}

TEST_CASE("check_layers: a lower layer may be stricter, not looser") {
    const auto both = [](rung upper, rung lower) {
        auto below = school::policy_with(std::move(lower));
        below.id = "q", below.layers.front().id = "q";
        const std::vector<policy> layers{school::policy_with(std::move(upper)), below};
        return steps_seen(layer(layers));
    };
    CHECK(both(full_days(1, 1), full_days(1, 3)) == lines{"looser_layer 1 1"});
    CHECK(both(full_days(1, 1), full_days(1)) == lines{"looser_layer 1 1"});
    CHECK(both(full_days(1, 3), full_days(1, 1)) == lines{});
    CHECK(both(full_days(1, 1), full_days(1, 1)) == lines{});
    CHECK(both(full_days(1), full_days(1, 1)) == lines{});
}

TEST_CASE(
    "check_layers: three school days are looser than three days, if only over a weekend; upon which day is told") {
    const auto at_term_start = [](std::string id, day_unit unit) {
        duty d;
        d.on = event::term_start;
        d.owes.acts = {"home_visit"}, d.owes.roles = {"class_teacher"};
        d.due = within_days{{3}, unit, false};
        auto p = school::policy_with(std::vector<clause>{school::make_clause("k", d)});
        p.id = id, p.layers.front().id = id;
        return p;
    };
    // Terms begin on a Monday: three days and three school days end alike then, and on a Thursday they do not.
    const auto both = [&](day_unit upper, day_unit lower) {
        const std::vector<policy> layers{at_term_start("p", upper), at_term_start("q", lower)};
        return steps_seen(layer(layers));
    };
    CHECK(both(day_unit::calendar_days, day_unit::school_days) == lines{"looser_layer 0 0 without witness"});
    CHECK(both(day_unit::school_days, day_unit::calendar_days) == lines{});
    CHECK(both(day_unit::school_days, day_unit::school_days) == lines{});
}

TEST_CASE("check_layers: a line that lets a figure pass which the upper one does not is looser") {
    const auto line = [](std::string id, std::int32_t percent, relation is) {
        target t;
        t.goal.indicator = {"dropout_rate"}, t.goal.unit_kind = {"school"}, t.goal.is = is;
        t.goal.line = fixed_line{ratio{percent, 100}};
        auto p = school::policy_with(std::vector<clause>{school::make_clause("k", t)});
        p.id = id, p.layers.front().id = id;
        return p;
    };
    const auto both = [&](std::int32_t upper, std::int32_t lower, relation of_upper = relation::at_most,
                          relation of_lower = relation::at_most) {
        const std::vector<policy> layers{line("p", upper, of_upper), line("q", lower, of_lower)};
        return steps_seen(layer(layers));
    };
    CHECK(both(2, 3) == lines{"looser_layer 0 0"});
    CHECK(both(3, 2) == lines{});
    CHECK(both(2, 2) == lines{});
    CHECK(both(2, 2, relation::less_than, relation::at_most) == lines{"looser_layer 0 0"});  // exactly at the line
    CHECK(both(2, 2, relation::at_most, relation::less_than) == lines{});
}

TEST_CASE("check_layers: fewer times are looser") {
    const auto visits = [](std::string id, int times, cycle of) {
        recurring r;
        r.times = times, r.period = of, r.per = quota_per::holder;
        r.owes.acts = {"home_visit"}, r.owes.roles = {"class_teacher"};
        auto p = school::policy_with(std::vector<clause>{school::make_clause("k", r)});
        p.id = id, p.layers.front().id = id;
        return p;
    };
    const auto both = [&](int upper, int lower, cycle of_upper = cycle::term, cycle of_lower = cycle::term) {
        const std::vector<policy> layers{visits("p", upper, of_upper), visits("q", lower, of_lower)};
        return steps_seen(layer(layers));
    };
    CHECK(both(20, 15) == lines{"looser_layer 0 0"});
    CHECK(both(15, 20) == lines{});
    CHECK(both(20, 20) == lines{});
    // some 25 a term by the month are no fewer than 7 a term; so many in one period are never set against another
    CHECK(both(7, 5, cycle::term, cycle::month) == lines{});
    CHECK(both(5, 20, cycle::month, cycle::term) == lines{});
    CHECK(both(7, 5, cycle::month, cycle::month) == lines{"looser_layer 0 0"});
}
