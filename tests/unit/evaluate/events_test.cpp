// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/duty.hpp>
#include <baoxue/policy/change.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>
#include <tuple>

// Events that make a duty: how pupils come and go, acts, sums that are due. The duty is a visit of the class teacher T1
// within three days, unless a test says otherwise.

using namespace school;

namespace {

findings brought_about(const duty& d, const world& w, date as_of) {
    return evaluate(policy_with(std::vector{make_clause("k", d)}), w.build(), as_of);
}

/// Pupil t comes to c1 on Tue 12 March, in whatever way.
world comes(std::optional<entry_kind> how) {
    world w;
    w.pupil("t", "c1", march(12));
    w.rows.enrolments->back().entry = how;
    return w;
}
world transfers(std::optional<date> noted_on = {}, std::optional<std::string> to = "c2") {
    return world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10), noted_on, std::move(to));
}

}  // namespace

// ---------------------------------------------------------------- coming

TEST_CASE("entered and transferred_in: an enrolment that is marked so, from its first day") {
    for (const auto& [on, how, other] :
         {std::tuple{event::entered, entry_kind::new_pupil, entry_kind::transfer_in},
          std::tuple{event::transferred_in, entry_kind::transfer_in, entry_kind::returned}}) {
        const auto d = make_duty(on);
        CHECK(owed(d, comes(how), march(11)).empty());
        const auto f = brought_about(d, comes(how), march(12));
        CHECK(duties(f) == lines{"2024-03-12 due 2024-03-15 open"});
        CHECK(borne_by(f) == lines{"T1"});
        CHECK(f.ids->students.text(f.obligations.student[0]) == "t");
        CHECK(owed(d, comes(other), march(31)).empty());
        CHECK(owed(d, comes({}), march(31)).empty());
    }
}

TEST_CASE("entered: about a class it is one duty a class and day; without enrolments nobody is known to have come") {
    auto of_class = make_duty(event::entered);
    of_class.about = {"class"};
    auto w = comes(entry_kind::new_pupil).pupil("u", "c1", march(12));
    w.rows.enrolments->back().entry = entry_kind::new_pupil;
    CHECK(owed(make_duty(event::entered), w, march(12)).size() == 2);
    CHECK(owed(of_class, w, march(12)) == lines{"2024-03-12 due 2024-03-15 open"});
    auto nothing = world{};
    nothing.rows.enrolments.reset(), nothing.rows.attendance.reset();
    const auto f = brought_about(make_duty(event::entered), nothing, march(31));
    CHECK(duties(f).empty());
    CHECK(missing_tables(f) == lines{"k r - - - enrolments - -"});
}

TEST_CASE("times: so many acts meet a duty, the last of them on the day on which it is met") {
    auto d = make_duty(event::entered);
    d.times = param<std::int32_t>{2};
    // Entered on Tue 12 March, due on Fri 15.
    const auto with = [](const dates& visits) {
        auto w = comes(entry_kind::new_pupil);
        for (const date on : visits)
            w.act("home_visit", "T1", on, "t");
        return w;
    };
    const auto says = [&](const dates& visits, date as_of) {
        const auto f = brought_about(d, with(visits), as_of);
        REQUIRE(f.obligations.size() == 1);
        CHECK(f.obligations.needed[0] == 2);
        return std::tuple{f.obligations.done[0], f.obligations.state[0], f.obligations.met_on[0]};
    };
    CHECK(says({march(13)}, march(15)) == std::tuple{1, state::open, no_date});
    CHECK(says({march(13)}, march(16)) == std::tuple{1, state::missed, no_date});
    CHECK(says({march(11), march(13)}, march(16)) == std::tuple{1, state::missed, no_date});  // the first came before
    CHECK(says({march(13), march(15)}, march(16)) == std::tuple{2, state::met, march(15)});
    CHECK(says({march(13), march(13)}, march(16)) == std::tuple{2, state::met, march(13)});
    CHECK(says({march(13), march(18), march(19)}, march(20)) == std::tuple{2, state::met_late, march(18)});
}

TEST_CASE("times: left open, one act meets it, and a gap asks how many") {
    auto d = make_duty(event::entered);
    d.times = unspecified<std::int32_t>("how_many");
    auto w = comes(entry_kind::new_pupil);
    const auto f = brought_about(d, w.act("home_visit", "T1", march(13), "t"), march(16));
    CHECK(duties(f) == lines{"2024-03-12 due 2024-03-15 met 2024-03-13"});
    CHECK(f.obligations.needed[0] == 1);
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.how_many - -"});
    CHECK(gaps(brought_about(d, world{}, march(16)), gap_kind::unspecified_value).empty());
}

TEST_CASE("details: asked for once the rule has found something, and never after they are filled in") {
    auto c = make_clause("k", make_duty(event::entered));
    auto& rule = c.readings[0].rules[0];
    rule.details = {unspecified<bilingual>("to_whom")};
    const auto open = policy_with(std::vector{c});
    const auto w = comes(entry_kind::new_pupil);
    CHECK(gaps(evaluate(open, w.build(), march(11)), gap_kind::unspecified_value).empty());
    CHECK(gaps(evaluate(open, w.build(), march(12)), gap_kind::unspecified_value) == lines{"k r - - - k.to_whom - -"});
    const named_value to_whom[] = {{"k.to_whom", bilingual{"镇政府", "the township"}}};
    const auto filled = with_values(open, to_whom);
    const auto f = evaluate(filled, w.build(), march(12));
    CHECK(gaps(f, gap_kind::unspecified_value).empty());
    CHECK(duties(f).size() == 1);
}

// ---------------------------------------------------------------- going

TEST_CASE("transferred_out: a transfer is known on the day of leaving, or when it is noted") {
    const auto d = make_duty(event::transferred_out);
    CHECK(owed(d, transfers(), april(9)).empty());
    const auto f = brought_about(d, transfers(), april(10));
    CHECK(duties(f) == lines{"2024-04-10 due 2024-04-13 open"});
    CHECK(borne_by(f) == lines{"T1"});
    CHECK(owed(d, transfers({}, {}), april(10)).size() == 1);  // complete or not
    CHECK(owed(d, transfers(april(20)), april(19)).empty());
    CHECK(owed(d, transfers(april(20)), april(20)) == lines{"2024-04-20 due 2024-04-23 open"});
}

TEST_CASE("transferred_out: none if the transfer is over, the pupil enrolled again, by the day on which it is noted") {
    CHECK(owed(make_duty(event::transferred_out), transfers(april(20)).enrols(april(20)), april(30)).empty());
}

TEST_CASE("transferred_out: who comes back later has been away; none without a row of transfers") {
    const auto d = make_duty(event::transferred_out);
    CHECK(owed(d, transfers(april(20)).enrols(april(21)), april(30)) == lines{"2024-04-20 due 2024-04-23 missed"});
    CHECK(owed(d, transfers().enrols(april(11), "c2"), april(30)) == lines{"2024-04-10 due 2024-04-13 missed"});
    // Enrolled again on the very day of leaving: it is over before it is known.
    const auto same_day =
        world{}.exits(april(9), exit_kind::transferred).transfer("x", april(10)).enrols(april(10), "c2");
    CHECK(owed(d, same_day, april(30)).empty());
    auto no_row = world{}.exits(april(10), exit_kind::transferred);
    CHECK(missing_tables(brought_about(d, no_row, april(30))) == lines{"k r - - - transfers - -"});
    no_row.rows.transfers.emplace();
    const auto f = brought_about(d, no_row, april(30));
    CHECK(duties(f).empty());
    CHECK(missing_tables(f).empty());
}

TEST_CASE("suspended: from the last day on the roll, or when it is noted; no other exit") {
    const auto d = make_duty(event::suspended);
    const auto w = world{}.exits(april(9), exit_kind::suspended);
    CHECK(owed(d, w, april(8)).empty());
    CHECK(owed(d, w, april(9)) == lines{"2024-04-09 due 2024-04-12 open"});
    CHECK(borne_by(brought_about(d, w, april(9))) == lines{"T1"});
    const auto later = world{}.exits(april(9), exit_kind::suspended, april(15));
    CHECK(owed(d, later, april(14)).empty());
    CHECK(owed(d, later, april(15)) == lines{"2024-04-15 due 2024-04-18 open"});
    CHECK(owed(d, world{later}.enrols(april(15)), april(30)).empty());
    CHECK(owed(d, world{}.exits(april(9), exit_kind::dropout), april(30)).empty());
}

TEST_CASE("graduated: from the last day on the roll, or when it is noted; no other exit") {
    const auto d = make_duty(event::graduated);
    const auto w = world{}.exits(july(5), exit_kind::graduated);
    CHECK(owed(d, w, july(4)).empty());
    CHECK(owed(d, w, july(5)) == lines{"2024-07-05 due 2024-07-08 open"});
    CHECK(borne_by(brought_about(d, w, july(5))) == lines{"T1"});
    const auto later = world{}.exits(july(5), exit_kind::graduated, july(10));
    CHECK(owed(d, later, july(9)).empty());
    CHECK(owed(d, later, july(10)) == lines{"2024-07-10 due 2024-07-13 open"});
    CHECK(owed(d, world{}.exits(july(5), exit_kind::withdrawn), july(20)).empty());
}

// ---------------------------------------------------------------- acts

TEST_CASE("act_done: an act of the kind about the pupil, whoever did it, from its day on") {
    auto d = make_duty(event::act_done);
    d.act = "report_absence";
    const auto w = world{}.act("report_absence", "S1", march(12));
    CHECK(owed(d, w, march(11)).empty());
    CHECK(owed(d, w, march(12)) == lines{"2024-03-12 due 2024-03-15 open"});
    CHECK(borne_by(brought_about(d, w, march(12))) == lines{"T1"});
    CHECK(owed(d, world{w}.act("home_visit", "T1", march(15)), march(31)) ==
          lines{"2024-03-12 due 2024-03-15 met 2024-03-15"});
    CHECK(owed(d, world{}.act("interview", "S1", march(12)), march(31)).empty());
    CHECK(owed(d, world{}.act("report_absence", "S1", march(12), {}, "c1"), march(31)).empty());
    auto unknown = w;
    unknown.rows.acts.reset();
    CHECK(missing_tables(brought_about(d, unknown, march(31))) == lines{"k r - - - acts - -"});
}

TEST_CASE(
    "act_done: of a pupil before the first enrolment, through no class; the pupil's own people and village answer") {
    // t comes to c2 on Mon 8 April, and was reported on 12 March: T2 is not yet t's teacher.
    auto d = make_duty(event::act_done);
    d.act = "report_absence", d.owes.roles = {"class_teacher", "helping_teacher"};
    const auto w = world{}.pupil("t", "c2", april(8)).act("report_absence", "S1", march(12), "t");
    CHECK(borne_by(brought_about(d, w, march(31))) == lines{""});
    CHECK(borne_by(brought_about(d, world{w}.hold_pupil("H", "helping_teacher", "t"), march(31))) == lines{"H"});
    const auto later = world{}.pupil("t", "c2", april(8)).act("report_absence", "S1", april(8), "t");
    CHECK(borne_by(brought_about(d, later, april(30))) == lines{"T2"});
    d.owes.roles = {"class_teacher"};
    CHECK(borne_by(brought_about(d, w, march(31))) == lines{""});
}

TEST_CASE("first_held: the class teacher owes it, and the pupil, later in turn, may do it too") {
    auto d = make_duty(event::act_done);
    d.act = "report_absence", d.owes.acts = {"interview"}, d.owes.how = combine::first_held;
    d.owes.roles = {"class_teacher", "student"};
    const auto w = world{}.pupil("t").act("report_absence", "S1", march(12));
    CHECK(borne_by(brought_about(d, w, march(12))) == lines{"T1"});
    CHECK(owed(d, world{w}.act("interview", "s", march(13)), march(31)) ==
          lines{"2024-03-12 due 2024-03-15 met 2024-03-13"});
    CHECK(owed(d, world{w}.act("interview", "t", march(13)), march(31)) == lines{"2024-03-12 due 2024-03-15 missed"});
    CHECK(borne_by(brought_about(d, world{w}.without("T1"), march(12))) == lines{"s"});
}

TEST_CASE("3.3.3.5: an act about a unit makes one duty a unit of that kind and day") {
    auto d = make_duty(event::act_done);
    d.act = "safety_inspection", d.about = {"school"}, d.owes.acts = {"remove_hazard"}, d.owes.roles = {"school"};
    const auto w = world{}.act("safety_inspection", "A", march(12), {}, "school");
    const auto f = brought_about(d, w, march(12));
    CHECK(duties(f) == lines{"2024-03-12 due 2024-03-15 open"});
    CHECK(borne_by(f) == lines{"P"});
    CHECK(f.ids->units.text(f.obligations.unit[0]) == "school");
    CHECK(owed(d, w, march(11)).empty());
    const auto twice = brought_about(d, world{w}.act("safety_inspection", "P", march(12), {}, "school"), march(12));
    CHECK(duties(twice).size() == 1);
    REQUIRE(twice.obligations.caused_by.at(0).size() == 2);  // both inspections, rows 0 and 1
    CHECK(twice.obligations.caused_by.at(0)[1] == cause{table_name::acts, 1});
    CHECK(triggers(brought_about(d, world{w}.act("safety_inspection", "P", march(13), {}, "school"), march(13))) ==
          dates{march(12), march(13)});
    CHECK(owed(d, world{}.act("safety_inspection", "A", march(12), {}, "town"), march(31)).empty());
    CHECK(owed(d, world{w}.act("remove_hazard", "A", march(15), {}, "school"), march(31)) ==
          lines{"2024-03-12 due 2024-03-15 met 2024-03-15"});
    CHECK(owed(d, world{w}.act("remove_hazard", "A", march(15), {}, "c1"), march(31)) ==
          lines{"2024-03-12 due 2024-03-15 missed"});
    d.due = within_days{unspecified("", "及时"), {}, {}};
    const auto open = brought_about(d, w, march(31));
    CHECK(duties(open) == lines{"2024-03-12 due - open"});
    CHECK(gaps(open, gap_kind::unspecified_value) == lines{"k r - - - k.within - -"});
}

// ---------------------------------------------------------------- sums

namespace {

/// The same under a central school; O is the school district office.
world cohort_under_office(int pupils, int dropouts) {
    auto w = cohort(pupils, dropouts);
    w.rows.units.push_back({"cs", "central_school", "town", {}, {}});
    for (auto& u : w.rows.units)
        if (u.unit_id == "school")
            u.parent_id = "cs";
    return w.hold("O", "school_district_office", "cs");
}
figure_condition dropout_rate(relation is, ratio line) {
    figure_condition c;
    c.indicator = {"dropout_rate"}, c.unit_kind = {"school"}, c.is = is, c.line = fixed_line{line};
    return c;
}
incentive pays(effect kind, figure_condition upon, std::optional<param<std::int64_t>> amount,
               std::vector<honour_word> honours = {}) {
    payment p;
    p.upon = std::move(upon), p.amount = std::move(amount), p.honours = std::move(honours);
    incentive i;
    i.effect = kind, i.by = std::move(p);
    return i;
}
/// 5.9c: a charge from 2 % on. 5.9a: an award to a school without dropouts.
incentive charge_5_9c() { return pays(effect::charge, dropout_rate(relation::at_least, {2, 100}), 20000); }
incentive award_5_9a() { return pays(effect::award, dropout_rate(relation::at_most, {0, 1}), 180000); }

/// 5.9g: the office carries out what is due.
duty carry_out(std::vector<std::string> sums, param<std::int32_t> within = 3) {
    duty d;
    d.on = event::sum_due, d.about = {"school"}, d.sums = std::move(sums);
    d.owes.acts = {"assess_target"}, d.owes.roles = {"school_district_office"};
    d.due = within_days{std::move(within), {}, {}};
    return d;
}
findings carried_out(std::vector<clause> clauses, const duty& d, const world& w, date as_of = july(5)) {
    clauses.push_back(make_clause("k", d));
    return evaluate(policy_with(std::move(clauses)), w.build(), as_of);
}
const lines to_do{"2024-07-05 due 2024-07-08 open"};

}  // namespace

TEST_CASE("5.9g: a charge or an award makes the office carry it out, from the year's last day on") {
    const std::vector both{make_clause("a", award_5_9a()), make_clause("c", charge_5_9c())};
    const auto d = carry_out({"a", "c"});
    const auto w = cohort_under_office(50, 1);
    CHECK(duties(carried_out(both, d, w, july(4)), "k").empty());
    const auto f = carried_out(both, d, w);
    CHECK(duties(f, "k") == to_do);
    CHECK(borne_by(f, "k") == lines{"O"});
    CHECK(f.ids->units.text(f.obligations.unit[0]) == "school");
    CHECK(duties(carried_out(both, d, cohort_under_office(50, 0)), "k") == to_do);  // the award
    CHECK(duties(carried_out(both, d, cohort_under_office(51, 1)), "k").empty());   // neither
    CHECK(duties(carried_out(both, carry_out({"a"}), w), "k").empty());             // a sum, but none of those
    CHECK(duties(carried_out(both, d, w, july(9)), "k") == lines{"2024-07-05 due 2024-07-08 missed"});
    CHECK(duties(carried_out(both, d, world{w}.act("assess_target", "O", july(8), {}, "school"), july(9)), "k") ==
          lines{"2024-07-05 due 2024-07-08 met 2024-07-08"});
}

TEST_CASE("5.9g: several sums of one school and year are one duty; when it is due may be left open") {
    const std::vector two{make_clause("c", charge_5_9c()),
                          make_clause("e", pays(effect::charge, dropout_rate(relation::at_least, {1, 100}), 100))};
    CHECK(duties(carried_out(two, carry_out({"c", "e"}), cohort_under_office(50, 1)), "k") == to_do);
    const auto f = carried_out(two, carry_out({"c", "e"}, unspecified("")), cohort_under_office(50, 1));
    CHECK(duties(f, "k") == lines{"2024-07-05 due - open"});
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.within - -"});
    CHECK(carried_out(two, carry_out({"c", "e"}, unspecified("")), cohort_under_office(50, 0)).gaps.size() == 0);
    auto no_office = cohort_under_office(50, 1);
    no_office.without("O");
    CHECK(gaps(carried_out(two, carry_out({"c"}), no_office), gap_kind::unassigned_role) ==
          lines{"k r school - school_district_office - - -"});
}

TEST_CASE("5.9g: several sums of one school and year are one duty an act, each or in order") {
    const std::vector two{make_clause("c", charge_5_9c()),
                          make_clause("e", pays(effect::charge, dropout_rate(relation::at_least, {1, 100}), 100))};
    const auto w = cohort_under_office(50, 1).act("assess_target", "O", july(8), {}, "school");
    auto d = carry_out({"c", "e"});
    d.owes.acts = {"assess_target", "interview"}, d.owes.how = combine::each_of;
    auto rows = duties(carried_out(two, d, w, july(8)), "k");
    std::sort(rows.begin(), rows.end());
    CHECK(rows == lines{"2024-07-05 due 2024-07-08 met 2024-07-08", "2024-07-05 due 2024-07-08 open"});
    d.owes.how = combine::in_order;
    CHECK(duties(carried_out(two, d, w, july(8)), "k") ==
          lines{"2024-07-05 due 2024-07-08 met 2024-07-08", "2024-07-08 due 2024-07-11 open"});
}

TEST_CASE("5.9g: shares of a sum are no sums of their own, and a vetoed or unnamed one is not carried out") {
    // Two roles bear a half each: still one duty.
    incentive halves;
    halves.effect = effect::charge;
    halves.by = sharing{{"c"}, {"principal", "school_leader"}, param<std::vector<ratio>>{{ratio{1, 2}, ratio{1, 2}}}};
    const std::vector with_halves{make_clause("c", charge_5_9c()), make_clause("e", halves)};
    const auto shared = carried_out(with_halves, carry_out({"c"}), cohort_under_office(50, 1));
    CHECK(consequences(shared).size() == 3);
    CHECK(duties(shared, "k") == to_do);
    // An award with an honour, which one dropout in a hundred forfeits.
    veto forfeit;
    forfeit.upon = dropout_rate(relation::at_least, {1, 100});
    forfeit.roles = {"principal"}, forfeit.forfeits = {"outstanding_results"};
    const auto always = pays(effect::award, dropout_rate(relation::at_most, {1, 1}), {100}, {"outstanding_results"});
    const std::vector with_veto{make_clause("a", always), make_clause("v", forfeit)};
    CHECK(duties(carried_out(with_veto, carry_out({"a"}), cohort_under_office(50, 1)), "k").empty());
    CHECK(duties(carried_out(with_veto, carry_out({"a"}), cohort_under_office(50, 0)), "k") == to_do);
    // An honour alone, or an amount that the plan leaves out, is no sum.
    const auto after = [](std::optional<param<std::int64_t>> amount) {
        const auto any = pays(effect::award, dropout_rate(relation::at_most, {1, 1}), amount, {"outstanding_results"});
        return duties(carried_out({make_clause("a", any)}, carry_out({"a"}), cohort_under_office(50, 0)), "k");
    };
    CHECK(after({}).empty());
    CHECK(after(unspecified<std::int64_t>("")).empty());
    CHECK(after(param<std::int64_t>{100}) == to_do);
}

// ---------------------------------------------------------------- a unit's own, and what is to come

TEST_CASE("returned: an enrolment that is to come is no return yet") {
    const auto w = world{}.exits(march(15), exit_kind::suspended).enrols(march(20), "c1", entry_kind::returned);
    CHECK(owed(make_duty(event::returned), w, march(19)).empty());
    CHECK(owed(make_duty(event::returned), w, march(20)) == lines{"2024-03-20 due 2024-03-23 open"});
}

TEST_CASE("act_done, term_start: about a unit they are that unit's own, whatever is done with its pupils") {
    auto upon_visit = make_duty(event::act_done);
    upon_visit.act = "interview", upon_visit.about = {"class"};
    CHECK(owed(upon_visit, world{}.act("interview", "T1", march(12)), march(31)).empty());
    CHECK(owed(upon_visit, world{}.act("interview", "T1", march(12), {}, "c1"), march(12)) ==
          lines{"2024-03-12 due 2024-03-15 open"});
    // Class c1 has pupil s, c2 nobody: one duty each, because of the term, of no ladder's step.
    auto of_class = make_duty(event::term_start);
    of_class.about = {"class"};
    const auto f = brought_about(of_class, world{}, march(4));
    REQUIRE(f.obligations.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        REQUIRE(f.obligations.caused_by.at(i).size() == 1);
        CHECK(f.obligations.caused_by.at(i)[0] == cause{table_name::terms, 0});
        CHECK(f.obligations.step[i] == 0);
    }
}

TEST_CASE("late papers: how late is asked for only where papers are known to be open") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{unspecified<std::int32_t>("", "未按时"), day_unit::calendar_days};
    const auto asked = [&](const world& w, date as_of) {
        return gaps(evaluate(policy_with(std::vector{make_clause("k", late)}), w.build(), as_of),
                    gap_kind::unspecified_value)
            .size();
    };
    CHECK(asked(transfers({}, std::nullopt), april(30)) == 1);
    CHECK(asked(transfers(), april(30)) == 0);  // received by c2: complete on the day of leaving
    CHECK(asked(transfers(april(20), std::nullopt), april(19)) == 0);
    CHECK(asked(transfers(april(20), std::nullopt), april(20)) == 1);
}

TEST_CASE("need_flagged: where all of some are flagged on one day the first of them, by the vocabulary, is the cause") {
    auto d = make_duty(event::need_flagged);
    d.need = need_condition{{}, {"academic_difficulty", "economic_hardship"}};
    const auto district = world{}.build();
    const auto code_of = [&](std::string_view need) { return district.words->find(word_kind::need, need).value(); };
    const bool academic_first = code_of("academic_difficulty") < code_of("economic_hardship");
    const auto cause_in = [&](const char* first, const char* second) {
        const auto f = brought_about(d, world{}.need(first, march(12)).need(second, march(12)), march(12));
        REQUIRE(f.obligations.size() == 1);
        REQUIRE(f.obligations.caused_by.at(0).size() == 1);
        return f.obligations.caused_by.at(0)[0].row;
    };
    CHECK(cause_in("academic_difficulty", "economic_hardship") == (academic_first ? 0 : 1));
    CHECK(cause_in("economic_hardship", "academic_difficulty") == (academic_first ? 1 : 0));
}

TEST_CASE("need_flagged: where all of some are flagged on one day a class's duty rests on one row of each pupil") {
    auto of_class = make_duty(event::need_flagged);
    of_class.about = {"class"}, of_class.need = need_condition{{}, {"academic_difficulty", "economic_hardship"}};
    const auto both = [](world w, const std::string& student) {
        return w.need("academic_difficulty", march(12), {}, student).need("economic_hardship", march(12), {}, student);
    };
    const auto rows_behind = [&](const world& w) {
        const auto f = brought_about(of_class, w, march(12));
        REQUIRE(f.obligations.size() == 1);
        return f.obligations.caused_by.at(0).size();
    };
    CHECK(rows_behind(both(world{}, "s")) == 1);
    CHECK(rows_behind(both(both(world{}.pupil("t"), "s"), "t")) == 2);
}
