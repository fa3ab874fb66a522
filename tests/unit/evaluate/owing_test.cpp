// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/duty.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Duties at the edges of posts, terms, tables and texts. The duty is a visit of the class teacher T1 within three days,
// unless a test says otherwise; pupil s leaves on Fri 15 March.

using namespace school;

namespace {

policy says(clause c) { return policy_with(std::vector{std::move(c)}); }
policy says(const duty& d) { return says(make_clause("k", d)); }

world drops_out() { return world{}.exits(march(15), exit_kind::dropout); }
duty with_stops(duty d, std::vector<stop> stops) {
    d.due = within_days{{200}, day_unit::calendar_days, false};
    d.stops = std::move(stops);
    return d;
}
clause in_force_from(clause c, date first) {
    c.effective.from = first;
    return c;
}
/// Class d9, which is in no school.
world with_class_of_town() {
    world w;
    w.rows.units.push_back({"d9", "class", "town", {}, {}});
    return w;
}

}  // namespace

// ---------------------------------------------------------------- who may do it

TEST_CASE("discharge: a village's cadre may for those who live there, who came to the post later too") {
    auto d = make_duty(event::dropout);
    d.owes.roles = {"village_cadre"};
    auto w = drops_out();
    w.rows.units.push_back({"far", "village", "town", {}, {}});
    w.rows.students->front().home_unit_id = "v";
    w.hold("C", "village_cadre", "v", long_ago, march(15)).hold("E", "village_cadre", "v", march(16));
    w.hold("F", "village_cadre", "far");
    const std::string none = "2024-03-15 due 2024-03-18 open", met = "2024-03-15 due 2024-03-18 met 2024-03-16";
    CHECK(owed(d, world{w}.act("home_visit", "E", march(16)), march(16)) == lines{met});
    CHECK(owed(d, world{w}.act("home_visit", "F", march(16)), march(16)) == lines{none});
}

TEST_CASE("discharge: where a school owes it, its people may on the days on which they are its people") {
    auto d = make_duty(event::dropout);
    d.owes.roles = {"school"};
    const auto by = [&](const char* role, date from) {
        return owed(d, drops_out().hold("G", role, "school", from).act("home_visit", "G", march(16)), march(16));
    };
    CHECK(by("staff", march(16)) == lines{"2024-03-15 due 2024-03-18 met 2024-03-16"});
    CHECK(by("staff", march(17)) == lines{"2024-03-15 due 2024-03-18 open"});
    CHECK(by("leading_group_member", march(1)) == lines{"2024-03-15 due 2024-03-18 open"});  // no role of its staff
}

TEST_CASE("discharge: the pupil's own act meets no teacher's duty; where there is no school nobody of it may") {
    CHECK(owed(make_duty(event::dropout), drops_out().act("home_visit", "s", march(16)), march(16)) ==
          lines{"2024-03-15 due 2024-03-18 open"});
    auto w = with_class_of_town();
    w.rows.enrolments->front().class_id = "d9";
    w.exits(march(15), exit_kind::dropout).hold("O", "township_education_officer", "town");
    CHECK(owed(make_duty(event::dropout), w.act("home_visit", "O", march(16)), march(16)) ==
          lines{"2024-03-15 due 2024-03-18 open"});
}

TEST_CASE("discharge: without holdings a pupil still answers for what the pupil owes, and nobody for a class") {
    auto of_pupil = make_duty(event::term_start);
    of_pupil.owes.roles = {"student"};
    auto w = world{};
    w.rows.holdings.reset();
    // Due three days after Mon 4 March.
    CHECK(owed(of_pupil, w, march(8)) == lines{"2024-03-04 due 2024-03-07 missed"});
    auto of_class = of_pupil;
    of_class.about = {"class"};
    CHECK(owed(of_class, w, march(8)) ==
          lines{"2024-03-04 due 2024-03-07 unknown", "2024-03-04 due 2024-03-07 unknown"});
}

// ---------------------------------------------------------------- stops

TEST_CASE("stops: only those that come from the trigger on") {
    const auto of = [](const char* state) { return lines{"2024-03-15 due 2024-10-01 " + std::string{state}}; };
    // Exits: from c1 on Fri 8 March, before; noted or not, the dropout itself is one of the same day.
    auto moved = world{}.exits(march(8), exit_kind::withdrawn).enrols(march(11)).need("wavering", march(15));
    auto flagged = make_duty(event::need_flagged);
    flagged.need = need_condition{{"wavering"}, {}};
    CHECK(owed(with_stops(flagged, {stop::exit}), moved, june(28)) == of("open"));
    CHECK(owed(with_stops(flagged, {stop::exit}), moved.exits(april(10), exit_kind::withdrawn), june(28)) ==
          of("lapsed"));
    // Terms: the autumn was over; the spring ends on 5 July.
    auto years = drops_out();
    years.rows.terms.insert(years.rows.terms.begin(), {"autumn", "2022", {2023, 9, 4}, {2024, 1, 19}, {}, {}});
    CHECK(owed(with_stops(make_duty(event::dropout), {stop::term_end}), years, july(4)) == of("open"));
    CHECK(owed(with_stops(make_duty(event::dropout), {stop::term_end}), years, july(5)) == of("lapsed"));
}

TEST_CASE("stops: a death before the trigger stops nothing that comes after it") {
    // The visit was due on Mon 18 March; the report is owed from the 19th on. The pupil died on the 17th, or the 20th.
    auto second = make_duty(event::missed_duty);
    second.of = rule_reference{"a", "r"};
    const auto p =
        policy_with({make_clause("a", make_duty(event::dropout)), make_clause("b", with_stops(second, {stop::death}))});
    const auto died = [&](date on) {
        auto w = drops_out();
        w.rows.students->front().died_on = on;
        return duties(evaluate(p, w.build(), june(28)), "b");
    };
    CHECK(died(march(17)) == lines{"2024-03-19 due 2024-10-05 open"});
    CHECK(died(march(20)) == lines{"2024-03-19 due 2024-10-05 lapsed"});
}

TEST_CASE("stops: presence is looked for up to the last session there is") {
    auto r = make_rung(counted::session, consecutive{1});
    r.stops = {stop::present};
    CHECK(owed(r, world{}.marks(july(5), "PU"), july(31)) == lines{"2024-07-05 due - open"});
    CHECK(owed(r, world{}.marks(july(4), "UU PU"), july(31)) ==
          lines{"2024-07-04 due - lapsed", "2024-07-05 due - open"});
}

TEST_CASE("stops: of a unit's duty the end of its term, and nothing that befalls a pupil") {
    auto of_class = make_duty(event::dropout);
    of_class.about = {"class"};
    CHECK(owed(with_stops(of_class, {stop::term_end}), drops_out(), july(4)) ==
          lines{"2024-03-15 due 2024-10-01 open"});
    CHECK(owed(with_stops(of_class, {stop::term_end}), drops_out(), july(5)) ==
          lines{"2024-03-15 due 2024-10-01 lapsed"});
    CHECK(owed(with_stops(of_class, {stop::enrolment}), drops_out().enrols(april(8)), july(5)) ==
          lines{"2024-03-15 due 2024-10-01 open"});
    // Known on Sat 20 July, in the vacation: the next term to end is the autumn's; without it none is known.
    const auto summer = world{}.exits(july(5), exit_kind::dropout, july(20));
    CHECK(owed(with_stops(of_class, {stop::term_end}), summer, july(31)) == lines{"2024-07-20 due 2025-02-05 open"});
}

// ---------------------------------------------------------------- events

TEST_CASE("registration: a registration for another term is none for this one") {
    auto w = world{};
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    w.rows.registrations = std::vector<registration_row>{{"s", "autumn", march(1)}};
    CHECK(owed(make_duty(event::registration), w, {2024, 9, 30}) == lines{"2024-03-04 due 2024-03-07 missed"});
}

TEST_CASE("late papers and transfers: one that left no class is a transfer, whose papers nobody asks for") {
    auto w = world{}.transfer("x", march(11));
    w.rows.enrolments->front().from = march(18);
    CHECK(owed(make_duty(event::transferred_out), w, march(31)) == lines{"2024-03-11 due 2024-03-14 missed"});
    auto late = make_duty(event::late_papers);
    late.late = late_after{{1}, day_unit::calendar_days};
    CHECK(owed(late, w, march(31)).empty());
}

TEST_CASE("late papers: late only where the pupil is still gone by that transfer") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{{30}, day_unit::calendar_days};
    // Left on Wed 10 April: late on Fri 10 May.
    const auto left = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10));
    CHECK(owed(late, left, may(10)) == lines{"2024-05-10 due 2024-05-13 open"});
    CHECK(owed(late, left, may(9)).empty());
    // Back on the 12th, and a dropout of the 22nd: gone on 10 May, but not by those papers.
    CHECK(owed(late, world{left}.enrols(april(12)).exits(april(22), exit_kind::dropout), may(31)).empty());
}

TEST_CASE("late papers: of two transfers out of one class each has papers of its own") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{{30}, day_unit::calendar_days};
    // Those of x were complete on the 15th, those of y never: the pupil is gone, by y alone.
    auto w = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10)).transfer("y", april(10));
    w.step("x", "written_application", april(15));
    const auto p =
        policy_with({make_clause("p", procedure{"papers", {"written_application"}}), make_clause("k", late)});
    CHECK(duties(evaluate(p, w.build(), may(31)), "k") == lines{"2024-05-10 due 2024-05-13 missed"});
}

TEST_CASE("late papers: those that came only after the day on which they were late were late all the same") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{{30}, day_unit::calendar_days};
    const auto p =
        policy_with({make_clause("p", procedure{"papers", {"written_application"}}), make_clause("k", late)});
    // Left on Wed 10 April: late on Fri 10 May.
    const auto applied_on = [&](date on) {
        const auto w = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10));
        return duties(evaluate(p, world{w}.step("x", "written_application", on).build(), may(31)), "k");
    };
    CHECK(applied_on(may(10)).empty());
    CHECK(applied_on(may(11)) == lines{"2024-05-10 due 2024-05-13 missed"});
    CHECK(applied_on(may(20)) == lines{"2024-05-10 due 2024-05-13 missed"});
}

TEST_CASE("late papers: complete on the day on which they would be late they are not, though others are open") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{{30}, day_unit::calendar_days};
    // Those of x were complete 30 days after the 10th; those of y, of which one learned on 20 May, never.
    auto w = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10));
    w.transfer("y", april(10), may(20)).step("x", "written_application", may(10));
    const auto p =
        policy_with({make_clause("p", procedure{"papers", {"written_application"}}), make_clause("k", late)});
    CHECK(duties(evaluate(p, w.build(), may(31)), "k") == lines{"2024-05-20 due 2024-05-23 missed"});
}

TEST_CASE("late papers: nobody asks for those of a pupil who died before, though another transfer was complete") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{{30}, day_unit::calendar_days};
    // x was complete with the day of leaving, as c2 took the pupil in; y of Fri 12 April never, so late on Sun 12 May.
    auto w = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10), {}, "c2");
    w.transfer("y", april(12));
    CHECK(owed(late, w, may(12)) == lines{"2024-05-12 due 2024-05-15 open"});
    w.rows.students->front().died_on = may(11);
    CHECK(owed(late, w, may(31)).empty());
}

TEST_CASE("late papers: without acts nobody knows whether the papers that are asked for are late, and a gap says so") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{{30}, day_unit::calendar_days};
    // A dropout on the roll, so that the pupil is gone whatever the papers say.
    auto w = world{}.exits(april(10), exit_kind::dropout).transfer("x", april(10));
    w.rows.acts.reset();
    const auto f =
        evaluate(policy_with({make_clause("p", procedure{"papers", {"written_application"}}), make_clause("k", late)}),
                 w.build(), may(10));
    CHECK(duties(f, "k").empty());
    CHECK(missing_tables(f, "k") == lines{"k r - - - acts - -"});
    // Where none are asked for a receiving school would show it, and there is none.
    const auto none_asked_for = evaluate(says(late), w.build(), may(10));
    CHECK(duties(none_asked_for) == lines{"2024-05-10 due 2024-05-13 open"});
    CHECK(missing_tables(none_asked_for).empty());
}

TEST_CASE("late papers: a day beyond the calendar is no day, and a gap") {
    auto late = make_duty(event::late_papers);
    late.late = late_after{{1000}, day_unit::school_days};
    const auto w = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10));
    const auto f = evaluate(says(late), w.build(), may(31));
    CHECK(duties(f).empty());
    CHECK(gaps(f, gap_kind::outside_calendar) == lines{"k r c1 - - - - -"});
}

TEST_CASE("missed duty: what nobody can know is not missed") {
    auto second = make_duty(event::missed_duty);
    second.of = rule_reference{"a", "r"};
    const auto p = policy_with({make_clause("a", make_duty(event::dropout)), make_clause("b", second)});
    auto w = drops_out();
    CHECK(duties(evaluate(p, w.build(), march(31)), "b").size() == 1);
    w.rows.acts.reset();
    CHECK(duties(evaluate(p, w.build(), march(31)), "a") == lines{"2024-03-15 due 2024-03-18 unknown"});
    CHECK(duties(evaluate(p, w.build(), march(31)), "b").empty());
}

TEST_CASE("means_pupil: in force, of the stage, with what must be on record, or nobody owes anything") {
    const auto c = make_clause("k", make_duty(event::dropout));
    const auto owes = [](clause of, const world& w) { return evaluate(says(std::move(of)), w.build(), march(31)); };
    CHECK(duties(owes(c, drops_out())).size() == 1);
    CHECK(duties(owes(in_force_from(c, march(15)), drops_out())).size() == 1);
    CHECK(duties(owes(in_force_from(c, march(16)), drops_out())).empty());
    CHECK(duties(owes(for_whom(c, {{"junior_middle"}}), drops_out())).empty());  // s is in a primary school
    auto after = c;
    after.readings[0].rules[0].after = after_act{"notify_parent", since::term_start};
    CHECK(duties(owes(after, drops_out())).empty());
    CHECK(duties(owes(after, drops_out().act("notify_parent", "T1", march(14)))).size() == 1);
    auto no_acts = drops_out();
    no_acts.rows.acts.reset();
    const auto f = owes(after, no_acts);
    CHECK(duties(f).empty());
    CHECK(missing_tables(f) == lines{"k r - - - acts - -"});
}

TEST_CASE("needs_fit: a need of several flags holds while all of them stand") {
    auto c = make_clause("k", make_duty(event::dropout));
    c.readings[0].rules[0].applies_to.need = need_condition{{}, {"academic_difficulty", "economic_hardship"}};
    const auto owes = [&](const world& w) { return duties(evaluate(says(c), w.build(), march(31))).size(); };
    const auto one = drops_out().need("academic_difficulty", march(12));
    CHECK(owes(one) == 0);
    CHECK(owes(world{one}.need("economic_hardship", march(15))) == 1);
    CHECK(owes(world{one}.need("economic_hardship", march(12), march(14))) == 0);
}

TEST_CASE(
    "unit duties: about a unit above the pupil where there is one; in force and of the stage that the rule means") {
    auto of_grade = make_duty(event::dropout);
    of_grade.about = {"grade"};
    CHECK(owed(of_grade, drops_out(), march(31)).empty());  // c1 is in no grade
    auto at_start = make_duty(event::term_start);
    at_start.about = {"class"};
    const auto c = make_clause("k", at_start);
    const auto owes = [](clause of) {
        return duties(evaluate(says(std::move(of)), world{}.build(), march(31))).size();
    };
    CHECK(owes(c) == 2);
    CHECK(owes(in_force_from(c, march(4))) == 2);
    CHECK(owes(in_force_from(c, march(5))) == 0);
    CHECK(owes(for_whom(c, {{"junior_middle"}})) == 0);
}

TEST_CASE("unit duties: upon acts that were not given there is none, and a gap") {
    auto upon_report = make_duty(event::act_done);
    upon_report.about = {"class"}, upon_report.act = "report_dropout_list";
    auto w = world{}.act("report_dropout_list", "T1", march(12), {}, "c1");
    CHECK(owed(upon_report, w, march(13)) == lines{"2024-03-12 due 2024-03-15 open"});
    w.rows.acts.reset();
    const auto f = evaluate(says(upon_report), w.build(), march(13));
    CHECK(duties(f).empty());
    CHECK(missing_tables(f) == lines{"k r - - - acts - -"});
}

TEST_CASE("due_date: without a school day that is known the first day beyond is the trigger's own") {
    const school_calendar empty{{}, {}};
    const auto d = due_date(march(15), within_days{{1}, day_unit::school_days, false}, empty,
                            working_calendar{calendar_kind::weekdays});
    CHECK(d.on == no_date);
    CHECK(d.beyond == march(15));
}

// ---------------------------------------------------------------- steps that follow

TEST_CASE("following: whether a step was missed or done cannot be known without acts, and a gap says so") {
    auto told = make_rung(std::vector<count_of>{}, in_status{status::dropout});
    told.owes.acts = {"issue_return_notice"}, told.due = within_days{{3}, {}, false};
    auto missed = make_rung(std::vector<count_of>{}, missed_deadline{1}), done = missed;
    done.mode = step_done{1};
    const auto p = policy_with({told, missed, done});
    auto w = drops_out();
    const auto steps = [&] { return evaluate(p, w.build(), march(31)).obligations.step; };
    CHECK(steps() == std::vector<std::int32_t>{1, 2});  // no notice: missed on the 19th
    w.rows.acts.reset();
    CHECK(steps() == std::vector<std::int32_t>{1});
    CHECK(missing_tables(evaluate(p, w.build(), march(31))) == lines{"k r - - - acts - -"});
}

TEST_CASE("following: a return is asked for of those who dropped out; a date beyond the calendar is none, and a gap") {
    // The notice names no date; so many working days after it, from Fri 15 March on.
    const auto ladder_of = [](rung first, int days) {
        first.owes.acts = {"issue_return_notice"};
        return policy_with(
            {first, make_rung(std::vector<count_of>{},
                              missed_deadline{1, deadline_of::act, {{days}}, day_unit::working_days, false})});
    };
    const auto in_dropout = make_rung(std::vector<count_of>{}, in_status{status::dropout});
    const auto w = drops_out().act("issue_return_notice", "T1", march(15));
    const auto steps = [](const policy& p, const world& of) {
        return evaluate(p, of.build(), june(28)).obligations.step;
    };
    CHECK(steps(ladder_of(in_dropout, 5), w) == std::vector<std::int32_t>{1, 2});
    CHECK(steps(ladder_of(in_dropout, 5000), w) == std::vector<std::int32_t>{1});
    CHECK(gaps(evaluate(ladder_of(in_dropout, 5000), w.build(), june(28)), gap_kind::outside_calendar) ==
          lines{"k r c1 - - - - -"});
    // Of an absence nobody returns: who was absent on the 14th is still on the roll.
    const auto absent = world{}.marks(march(14), "U").act("issue_return_notice", "T1", march(14));
    CHECK(steps(ladder_of(make_rung(counted::session, consecutive{1}), 5), absent) == std::vector<std::int32_t>{1});
}

TEST_CASE("step_done: of acts in order upon the last of them, of acts that are owed each upon each") {
    // Absent on Tue 5 March; visited on Wed 6, interviewed on Fri 8.
    auto first = make_rung(counted::session, consecutive{1});
    first.owes.acts = {"home_visit", "interview"};
    auto second = make_rung(std::vector<count_of>{}, step_done{1});
    second.step = 2, second.owes.acts = {"issue_return_notice"};
    const auto told_on = [&](combine how) {
        first.owes.how = how;
        const auto f = evaluate(
            policy_with({make_clause("k", ladder{"l", {first}}), make_clause("n", ladder{"l", {second}})}),
            world{}.marks(march(5), "UP").act("home_visit", "T1", march(6)).act("interview", "T1", march(8)).build(),
            march(29));
        return triggers(f, "n");
    };
    CHECK(told_on(combine::in_order) == dates{march(8)});
    CHECK(told_on(combine::each_of) == dates{march(6), march(8)});
    CHECK(told_on(combine::any_of) == dates{march(6)});
}

// ---------------------------------------------------------------- texts and details

TEST_CASE("texts: one act that meets a first step of two texts brings about the next one once") {
    // Absent on Thu 7 March under the first text, on Fri 8 under the second; reported on the 8th or the 11th, whereupon
    // the visit is owed. Whether the ids of two rows follow each other, or not, it is one row.
    for (const char* first : {"report_absence", "notify_parent", "interview"})
        for (const date reported : {march(8), march(11)}) {
            auto r = make_rung(counted::session, consecutive{1});
            r.owes.how = combine::in_order, r.owes.acts = {first, "home_visit"};
            auto text_1 = make_clause("k", ladder{"l", {r}}), text_2 = text_1;
            text_1.effective.until = march(8), text_2.effective.from = march(8);
            const auto f = evaluate(policy_with({text_1, text_2}),
                                    world{}.marks(march(7), "UP UP").act(first, "T1", reported).build(), march(31));
            auto rows = duties(f);
            std::sort(rows.begin(), rows.end());
            CHECK(rows.size() == 3);
            CHECK(std::count(rows.begin(), rows.end(), to_string(reported) + " due - open") == 1);
        }
}

TEST_CASE("texts: what two texts leave open is asked for once, by the last that asks") {
    auto r = make_rung(counted::session, consecutive{1});
    r.due = within_days{unspecified<std::int32_t>("within"), {}, false};
    auto text_1 = make_clause("k", ladder{"l", {r}}), text_2 = text_1;
    text_1.effective.until = march(8), text_2.effective.from = march(8);
    const auto f = evaluate(policy_with({text_1, text_2}), world{}.marks(march(7), "UP UP").build(), march(31));
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.within - -"});
    CHECK(f.gaps.rule[0] == f.obligations.rule[1]);
}

TEST_CASE("details: asked for once the rule has given a status, judged a figure or forfeited an honour") {
    const auto asked = [](rule_kind is, const world& w, date as_of) {
        auto c = make_clause("k", std::move(is));
        c.readings[0].rules[0].details = {unspecified<bilingual>("how")};
        return gaps(evaluate(says(c), w.build(), as_of), gap_kind::unspecified_value);
    };
    const lines open{"k r - - - k.how - -"};
    const procedure papers{"papers", {"written_application"}, completeness::complete, status::transferred};
    const auto left = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10));
    CHECK(asked(papers, left, june(28)).empty());
    CHECK(asked(papers, world{left}.step("x", "written_application", april(9)), june(28)) == open);
    figure_condition any;
    any.indicator = {"dropout_rate"}, any.unit_kind = {"school"}, any.is = relation::at_least;
    any.line = fixed_line{ratio{1, 100}};
    CHECK(asked(target{any}, world{}, march(3)).empty());
    CHECK(asked(target{any}, world{}, march(4)) == open);
    veto forfeits;
    forfeits.upon = any, forfeits.roles = {"principal"}, forfeits.forfeits = {"merit_rating"};
    CHECK(asked(forfeits, world{}, july(5)).empty());
    CHECK(asked(forfeits, drops_out(), july(5)) == open);
    entitlement waiver;
    waiver.benefit = {"tuition_waiver"}, waiver.need = need_condition{{"economic_hardship"}, {}};
    waiver.roles = {"school"};
    CHECK(asked(waiver, world{}.need("economic_hardship", april(1)), march(31)).empty());
    CHECK(asked(waiver, world{}.need("economic_hardship", april(1)), april(1)) == open);
    prohibition bars;
    bars.conduct = {"forced_withdrawal"}, bars.roles = {"class_teacher"};
    auto accused = world{};
    accused.rows.incidents =
        std::vector<incident_row>{{"i1", march(12), "forced_withdrawal", "T1", "s", {}, march(20)}};
    CHECK(asked(bars, accused, march(19)).empty());
    CHECK(asked(bars, accused, march(20)) == open);
}

// ---------------------------------------------------------------- who bears, who acts, what is not known

TEST_CASE("unassigned: a post that is filled the day after as_of is open, as far as is known") {
    // T1 leaves c1 on Thu 7 March; T9 comes on Sat 9.
    auto w = world{}.leaves("T1", march(7)).hold("T9", "class_teacher", "c1", march(9)).marks(march(8), "U");
    const auto open = [&](date as_of) {
        return gaps(evaluate(visits(1), w.build(), as_of), gap_kind::unassigned_role);
    };
    CHECK(open(march(8)) == lines{"k r c1 - class_teacher - 2024-03-08 -"});
    CHECK(open(march(9)) == lines{"k r c1 - class_teacher - 2024-03-08 2024-03-08"});
}

TEST_CASE("unassigned: the pupil is named where a role is held for pupils alone, and the duty is about one") {
    auto d = make_duty(event::dropout);
    const auto open = [&](const char* role, const char* about) {
        d.owes.roles = {role}, d.about = {about};
        policy p;
        p.id = "p", p.layers = {{"p", {"文", "title"}, {"文", "source"}, {make_clause("k", d)}}};
        word tutor;  // of a pupil or of a whole class
        tutor.id = "tutor", tutor.zh = "导师", tutor.en = "tutor", tutor.holds = {"student", "class"};
        p.words = {{word_kind::role, tutor}};
        const auto f = evaluate(make_policy(std::move(p), standard_vocabulary()), drops_out().build(), march(15));
        return gaps(f, gap_kind::unassigned_role);
    };
    CHECK(open("parent", "student") == lines{"k r c1 s parent - - -"});
    CHECK(open("parent", "class") == lines{"k r c1 - parent - - -"});
    CHECK(open("tutor", "student") == lines{"k r c1 - tutor - - -"});
}

TEST_CASE("discharge: what a pupil owes together with a teacher is unknown without holdings, and a gap says so") {
    auto d = make_duty(event::term_start);
    d.owes.roles = {"class_teacher", "student"};
    auto w = world{}.act("home_visit", "T1", march(5));
    CHECK(owed(d, w, march(8)) == lines{"2024-03-04 due 2024-03-07 met 2024-03-05"});
    w.rows.holdings.reset();  // who T1 is nobody knows
    const auto f = evaluate(says(d), w.build(), march(8));
    CHECK(duties(f) == lines{"2024-03-04 due 2024-03-07 unknown"});
    CHECK(borne_by(f) == lines{"s"});
    CHECK(missing_tables(f) == lines{"k r - - - holdings - -"});
}

TEST_CASE("step_done: of duties in order the step is done with the last, of others with each") {
    auto first = make_rung(counted::session, consecutive{1});
    first.owes.acts = {"home_visit", "interview"};
    auto then = make_rung(std::vector<count_of>{}, step_done{1});
    const auto fired = [&](bool in_order) {
        first.owes.how = in_order ? combine::in_order : combine::each_of;
        const auto f = evaluate(
            policy_with({first, then}),
            world{}.marks(march(5), "U").act("home_visit", "T1", march(6)).act("interview", "T1", march(8)).build(),
            march(29));
        dates out;
        for (std::size_t i = 0; i < f.obligations.size(); ++i)
            if (f.obligations.step[i] == 2)
                out.push_back(f.obligations.triggered_on[i]);
        std::sort(out.begin(), out.end());
        return out;
    };
    CHECK(fired(true) == dates{march(8)});
    CHECK(fired(false) == dates{march(6), march(8)});
}

TEST_CASE("duties: who holds the role at any unit above, up to the last day there, meets one") {
    const auto met = [](const world& w) {
        return duties(evaluate(visits(1), w.build(), march(29))).front().find(" met ") != std::string::npos;
    };
    const auto by = [](const char* unit, date on) {
        return world{}
            .hold("T9", "class_teacher", unit, long_ago, march(8))
            .marks(march(5), "U")
            .act("home_visit", "T9", on);
    };
    CHECK(met(by("school", march(8))));
    CHECK_FALSE(met(by("school", march(9))));
}

TEST_CASE("term_end: what is triggered on a term's last day stops with that term, of a unit too") {
    auto d = with_stops(make_duty(event::act_done), {stop::term_end});
    d.act = "interview", d.about = {"class"};
    const auto w = years().act("interview", "T1", july(5), {}, "c1");
    CHECK(owed(d, w, july(5)) == lines{"2024-07-05 due 2025-01-21 lapsed"});
}
