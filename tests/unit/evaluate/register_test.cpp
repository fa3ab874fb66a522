// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/ladder.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// What a register says and does not say, at the edges of rolls, terms and calendars. March 2024 has 20 school days from
// Mon 4 on; 40 sessions.

using namespace school;

namespace {

/// So many in a row, once the parents were told since the term began.
rung after_notice(counted unit, consecutive run) {
    auto r = make_rung(unit, run);
    r.after = after_act{"notify_parent", since::term_start};
    return r;
}
world told(world w, date on) { return w.act("notify_parent", "T1", on); }

rung of_junior_middle(rung r) {
    r.applies_to.stages = {"junior_middle"};
    return r;
}

}  // namespace

TEST_CASE("after: a run of adjacent calendar days stands on days that touch it, and no longer") {
    const auto two = after_notice(counted::full_day, consecutive{2, {}, adjacency::calendar_days, false});
    const auto until_thursday = world{}.absent({march(6), march(7)});
    CHECK(fires(two, told(until_thursday, march(7)), march(29)) == dates{march(7)});
    // Fri 8 without a mark touches Thu 7; Sat 9 has no school, and Mon 11 does not touch Fri 8.
    const auto unknown_friday = complete().absent({march(6), march(7)});
    CHECK(fires(two, told(unknown_friday, march(8)), march(29)) == dates{march(8)});
    const auto until_friday = complete().absent({march(7), march(8)});
    CHECK(fires(two, told(until_friday, march(9)), march(29)).empty());
    CHECK(fires(two, told(until_friday, march(11)), march(29)).empty());
}

TEST_CASE("after: a run stands over sessions that nobody marked") {
    const auto one = after_notice(counted::session, consecutive{1});
    const auto w = complete().marks(march(5), "UU");
    CHECK(fires(one, told(w, march(6)), march(29)) == dates{march(6)});
    CHECK(fires(one, told(world{w}.marks(march(6), "P"), march(6)), march(29)).empty());
}

TEST_CASE("consecutive: part days on both sides of a hole in the enrolment are two runs") {
    const auto two = make_rung(counted::part_day, consecutive{2});
    const auto back_on = [](date on) {
        return complete().exits(march(8), exit_kind::withdrawn).enrols(on).marks(march(8), "U").marks(march(12), "U");
    };
    CHECK(fires(two, back_on(march(11)), march(29)) == dates{march(12)});  // Mon 11 is the next school day
    CHECK(fires(two, back_on(march(12)), march(29)).empty());
}

TEST_CASE("occasions: of several units together a full day is one, and any other absence of a day one") {
    // Tue a full day, Wed the morning, Thu the afternoon: three, whatever two units are added up.
    const auto w = world{}.marks(march(5), "UU UP PU");
    const count_of day{counted::full_day, {}, {}}, one{counted::session, {}, {}}, part{counted::part_day, {}, {}},
        late{counted::late, 30, {}};
    for (const auto& both : std::vector<std::vector<count_of>>{
             {one, day}, {one, part}, {one, late}, {day, part}, {day, late}, {part, late}}) {
        const auto times = [&](int n) { return make_rung(both, cumulative{n, comparator::at_least, period::term}); };
        CHECK(fires(times(3), w, march(8)) == dates{march(7)});
        CHECK(fires(times(4), w, march(8)).empty());
    }
}

TEST_CASE("share: a day of which a part is unmarked is no marked day") {
    // Nine days in school, one of absence, and Mon 18 of which one half was not marked: 1 of 10, or it would be 1
    // of 11.
    const auto with = [](const char* absent, const char* unknown) {
        auto w = complete().marks(march(4), "PP PP PP PP PP").marks(march(11), "PP PP PP PP").marks(march(15), absent);
        return w.marks(march(18), unknown);
    };
    const auto tenth = [](counted unit) { return make_rung(unit, share{ratio{1, 10}, comparator::at_least, 1}); };
    CHECK(fires(tenth(counted::full_day), with("UU", "U-"), march(29)) == dates{march(29)});
    CHECK(fires(tenth(counted::full_day), with("UU", "UP"), march(29)).empty());
    CHECK(fires(tenth(counted::part_day), with("UP", "P-"), march(29)) == dates{march(29)});
    CHECK(fires(tenth(counted::part_day), with("UP", "PP"), march(29)).empty());
}

TEST_CASE("share: the last school day that is known ends its month where no later one can come") {
    const auto any = make_rung(counted::session, share{ratio{1, 100}, comparator::at_least, 1});
    // After Fri 5 July there is no school that is known; the autumn is over.
    auto w = years();
    w.rows.terms.pop_back();
    w.marks(july(5), "UU");
    CHECK(fires(make_rung(counted::session, share{ratio{1, 200}, comparator::at_least, 1}), w, july(31)) ==
          dates{july(5)});
    // The published lists end on Fri 25 December 2026: whether there is school on the 28th is not known. A term that
    // begins later still is of no account.
    auto at_the_end = world{};
    at_the_end.rows.terms = {{"autumn", "2026", {2026, 12, 1}, {2027, 1, 15}, {}, {}},
                             {"far", "2026", {2027, 3, 1}, {2027, 7, 2}, {}, {}}};
    (*at_the_end.rows.enrolments)[0].from = {2026, 12, 1};
    at_the_end.marks({2026, 12, 2}, "UU");
    CHECK(fires(any, at_the_end, {2026, 12, 25}).empty());
    at_the_end.rows.terms.front().last_day = {2026, 12, 25};
    CHECK(fires(any, at_the_end, {2026, 12, 25}) == dates{{2026, 12, 25}});
}

TEST_CASE("back_by: the n-th school day of a term that has as many") {
    const auto c = world{}.build().calendars.at(0);
    const auto on_day = [&](int n) {
        return back_by(c, c.terms().front(), not_back{not_back_basis::attendance, n, day_unit::school_days});
    };
    CHECK(on_day(1) == march(4));
    CHECK(on_day(6) == march(11));
    CHECK(on_day(87) == july(5));  // 20 + 22 + 21 + 19 + 5
    CHECK_FALSE(on_day(88));
    CHECK_FALSE(on_day(0));
}

TEST_CASE("not back: registered for this term, not for another; whom the rung does not mean owes nothing") {
    auto unregistered = make_rung(std::vector<count_of>{}, not_back{not_back_basis::registration, 7, {}});
    unregistered.owes.acts = {"contact_village_committee"};
    auto w = years();
    w.rows.registrations.emplace();
    // Seven days after Mon 4 September, Mon 4 March and Mon 2 September.
    const date autumn{2023, 9, 11}, next{2024, 9, 9};
    CHECK(fires(unregistered, w, {2024, 12, 31}) == dates{autumn, march(11), next});
    for (const char* t : {"autumn", "spring", "next"})
        w.rows.registrations->push_back({"s", t, t == std::string{"next"} ? date{2024, 9, 3} : date{2023, 9, 4}});
    CHECK(fires(unregistered, w, {2024, 12, 31}).empty());
    w.rows.registrations->erase(w.rows.registrations->begin());
    CHECK(fires(unregistered, w, {2024, 12, 31}) == dates{autumn});
    CHECK(fires(of_junior_middle(unregistered), w, {2024, 12, 31}).empty());  // c1 is primary

    auto unseen = make_rung(std::vector<count_of>{}, not_back{not_back_basis::attendance, 1, {}});
    unseen.owes.acts = {"contact_village_committee"};
    const auto away = world{}.marks(march(4), "UU UU");
    CHECK(fires(unseen, away, march(29)) == dates{march(5)});
    CHECK(fires(of_junior_middle(unseen), away, march(29)).empty());
}

TEST_CASE("rolling: an act in the window is not counted, and outside every term there is no window within one") {
    auto r = make_rung(counted::full_day, rolling{2, {}, 7, window_unit::days, window_within::none});
    r.after = after_act{"notify_parent", since::term_start};
    const auto w = told(world{}.absent({march(5), march(7)}), march(6));
    CHECK(fires(r, w, march(29)) == dates{march(7)});
    r.mode = rolling{3, {}, 7, window_unit::days, window_within::none};
    CHECK(fires(r, w, march(29)).empty());
    // Thu 4 and Fri 5 July are the term's last days; told on Sat 6.
    const auto late = told(world{}.absent({july(4), july(5)}), july(6));
    r.mode = rolling{2, {}, 7, window_unit::days, window_within::none};
    CHECK(fires(r, late, july(31)) == dates{july(6)});
    r.mode = rolling{2, {}, 7, window_unit::days, window_within::term};
    CHECK(fires(r, late, july(31)).empty());
}

TEST_CASE("unmarked: marks that contradict each other are of the stay in which they lie") {
    auto w = world{}.other_school(march(18), july(5)).moves(march(15), "d1", march(18));
    w.how.on_bad_rows = bad_rows::set_aside;
    const auto contradict = [&](date on) {
        w.marks(on, "U").rows.attendance->push_back({"s", on, session::am, mark::present, {}});
    };
    contradict(march(12)), contradict(march(19));
    CHECK(gaps(evaluate(policy_with(make_rung(counted::session, consecutive{1})), w.build(), march(29)),
               gap_kind::unmarked_sessions) ==
          lines{"k r c1 - - - 2024-03-12 2024-03-12", "k r d1 - - - 2024-03-19 2024-03-19"});
    auto same_terms = world{}.moves(march(15), "c2", march(18));
    same_terms.how.on_bad_rows = bad_rows::set_aside;
    for (const date on : {march(12), march(19)})
        same_terms.marks(on, "U").rows.attendance->push_back({"s", on, session::am, mark::present, {}});
    CHECK(gaps(evaluate(policy_with(make_rung(counted::session, consecutive{1})), same_terms.build(), march(29)),
               gap_kind::unmarked_sessions) ==
          lines{"k r c1 - - - 2024-03-12 2024-03-12", "k r c2 - - - 2024-03-19 2024-03-19"});
}

TEST_CASE(
    "pupil_view: where enrolments are not known every day is on a roll; before the first class nobody calls one") {
    auto w = world{};
    w.rows.enrolments.reset();
    const auto d = w.build();
    CHECK(pupil_view{d, 0, march(29)}.on_roll(long_ago));
    auto late = world{};
    (*late.rows.enrolments)[0].from = march(18);
    late.rows.roll_calls =
        std::vector<roll_call_row>{{"c1", march(4), sessions::both}, {"c1", march(18), sessions::both}};
    const auto l = late.build();
    const pupil_view p{l, 0, march(29)};
    CHECK(p.without_row(p.calendar->first_session_from(march(4))) == mark::unmarked);
    CHECK(p.without_row(p.calendar->first_session_from(march(18))) == mark::present);
    CHECK(p.without_row(p.calendar->first_session_from(march(19))) == mark::unmarked);
}

TEST_CASE("pupil_view: between two rows a run ends by another mark or by presence, not by what contradicts itself") {
    const mark_set unexcused{mark::unexcused};
    const auto ended = [&](const world& w) {
        const auto d = w.build();
        const pupil_view p{d, 0, march(29)};
        return p.ended_between(0, p.rows() - 1, unexcused);
    };
    CHECK_FALSE(ended(world{}.marks(march(5), "UU U")));
    CHECK(ended(world{}.marks(march(5), "UE U")));
    CHECK(ended(world{}.marks(march(5), "U- U")));  // present, in a register of exceptions
    auto w = world{}.marks(march(5), "UU U");
    w.rows.attendance->push_back({"s", march(5), session::pm, mark::present, {}});
    w.how.on_bad_rows = bad_rows::set_aside;
    CHECK_FALSE(ended(w));
}

TEST_CASE("pupil_view: an enrolment that follows is none before it is known") {
    const auto d = world{}.exits(march(8), exit_kind::withdrawn).enrols(march(11)).build();
    CHECK(pupil_view{d, 0, march(10)}.left_between(march(8), march(9)));
    CHECK_FALSE(pupil_view{d, 0, march(11)}.left_between(march(8), march(9)));
}

TEST_CASE("scope: in the autumn a named day may lie in the year in which the school year begins") {
    // The last Friday of December 2023 is the 29th; 16 on 10 October 2023.
    const bound_scope::ages until_december{5, 16, age_end::last_weekday, 12, weekday::friday};
    const auto c = years().build().calendars.at(0);
    CHECK(is_of_age(until_december, {2007, 10, 10}, {2023, 12, 29}, c));
    CHECK_FALSE(is_of_age(until_december, {2007, 10, 10}, {2023, 12, 30}, c));
}

TEST_CASE("scope: no unit is of no stage; before the first term there is no school year to look back on") {
    const auto d = world{}.build();
    bound_scope primary;
    primary.stages = {d.words->find(word_kind::stage, "primary").value()};
    CHECK(means(primary, d, d.ids->units.find(std::string_view{"c1"})));
    CHECK_FALSE(means(primary, d, no_code));
    bound_scope::after act{};
    act.since = since::school_year_start;
    CHECK(looks_at(act, d.calendars.at(0), march(4)).first == march(4));
    CHECK(looks_at(act, d.calendars.at(0), march(3)).first == forever);
}

TEST_CASE("after, afresh: of two acts that must come before, one alone may begin the count anew") {
    // Absent on 5, 7 and 12 March; told on the 6th: two days after that. The visit must only have been made.
    auto r = make_rung(counted::full_day, cumulative{2, {}, period::term});
    r.after = after_act{"notify_parent", since::term_start, {}, {}, {}, {}, true, {}};
    auto c = make_clause("k", ladder{"l", {r}});
    c.readings[0].rules[0].after = after_act{"home_visit", since::term_start};
    const auto p = policy_with(std::vector{c});
    const auto w = told(world{}.absent({march(5), march(7), march(12)}), march(6));
    CHECK(triggers(evaluate(p, w.build(), march(29))).empty());
    CHECK(triggers(evaluate(p, world{w}.act("home_visit", "T1", march(5)).build(), march(29))) == dates{march(12)});
}

TEST_CASE("unless_reached: a vacation is of no term, so nothing is reached in it") {
    // Absent on the afternoon of Fri 5 July, the term's last; told on Mon 8.
    auto r = after_notice(counted::session, consecutive{1, {}, {}, true});
    r.after->since = since::school_year_start;
    r.unless_reached = other_count{{{counted::session, {}, {}}}, cumulative{1, {}, period::term}};
    const auto w = world{}.marks(july(5), "-U");
    CHECK(fires(r, told(w, july(5)), july(31)).empty());
    CHECK(fires(r, told(w, july(8)), july(31)) == dates{july(8)});
}

TEST_CASE("ladder: of two rungs one may count across terms and the other within each") {
    const auto within = make_rung(counted::session, consecutive{2}),
               across = make_rung(counted::session, consecutive{2, {}, {}, true});
    const auto w = years().marks(july(5), "-U").marks({2024, 9, 2}, "U");
    CHECK(triggers(evaluate(policy_with({within, across}), w.build(), {2024, 9, 30})) == dates{{2024, 9, 2}});
    CHECK(triggers(evaluate(policy_with({across, within}), w.build(), {2024, 9, 30})) == dates{{2024, 9, 2}});
}

TEST_CASE("texts: an earlier rung is of a lower step; a step of two texts makes its duty once") {
    // Present between them, each absence is a firing of step 1. Two of them make step 2: on the 5th by the first text,
    // which is in force up to Thu 7. By the second the number is reached on the 5th too, when it is not in force.
    auto second_step = make_rung(counted::earlier_rung, cumulative{2, {}, period::term});
    second_step.step = 2;
    auto first_text = make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1}), second_step}});
    auto second_text = first_text;
    first_text.effective.until = march(8), second_text.effective.from = march(8);
    const auto f = evaluate(policy_with(std::vector{first_text, second_text}),
                            world{}.marks(march(4), "UP UP").marks(march(11), "UP UP").build(), march(29));
    lines steps;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        steps.push_back(std::to_string(f.obligations.step[i]) + " " + to_string(f.obligations.triggered_on[i]));
    std::sort(steps.begin(), steps.end());
    CHECK(steps == lines{"1 2024-03-04", "1 2024-03-05", "1 2024-03-11", "1 2024-03-12", "2 2024-03-05"});
}

TEST_CASE("pupil_view: a pupil is on the roll on the day of death, and on no day after it") {
    world w;
    w.rows.students->front().died_on = march(12);
    const auto d = w.build();
    const pupil_view p{d, 0, march(29)};
    CHECK(p.on_roll(march(12)));
    CHECK_FALSE(p.on_roll(march(13)));
}

TEST_CASE("pupil_view: what lies between two rows is neither of the two") {
    const auto ended = [](std::string_view marks, mark_set counting) {
        const auto d = world{}.marks(march(5), marks).build();
        return pupil_view{d, 0, march(29)}.ended_between(0, 1, counting);
    };
    // Tue am and pm follow each other: nothing is between them, whatever marks they have themselves.
    CHECK_FALSE(ended("UU", {mark::excused}));
    CHECK_FALSE(ended("PP", {mark::present}));
    CHECK(ended("U- U", {mark::unexcused}));  // Tue pm has no row: present
}

TEST_CASE("period_on: December and the January after it are two months") {
    const auto d = years().build();
    const pupil_view p{d, 0, {2024, 7, 5}};
    const auto month = [&](date on) { return period_on(p, period::month, on); };
    CHECK(month({2023, 12, 1}) == month({2023, 12, 29}));
    CHECK(month({2023, 12, 29}) != month({2024, 1, 2}));
    CHECK(month({2024, 1, 2}) != month({2023, 1, 3}));
}
