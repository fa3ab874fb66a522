// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/scope.hpp>

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <support/school.hpp>

using namespace school;

namespace {

using ages = bound_scope::ages;
constexpr auto plain = age_end::birthday;

bool of_age(const ages& range, date birth, date on) {
    return is_of_age(range, birth, on, years().build().calendars.at(0));
}

/// One session makes the duty; with `who` it means.
rung meaning(applies_to who) {
    auto r = make_rung(counted::session, consecutive{1});
    r.applies_to = std::move(who);
    return r;
}

world born(date birth) {
    world w;
    (*w.rows.students)[0].birth_date = birth;
    return w;
}

}  // namespace

TEST_CASE("needs: one of some, or all of some on the same day") {
    // Flagged: wavering to 6 March, then, with a day of both, economic_hardship from 6 March to 8 March.
    const auto w = born({2012, 3, 5})
                       .need("wavering", march(4), march(6))
                       .need("economic_hardship", march(6), march(8))
                       .marks(march(5), "UP UP UP UP");
    const auto meant = [&](std::vector<need_word> any_of, std::vector<need_word> all_of) {
        applies_to who;
        who.need = need_condition{std::move(any_of), std::move(all_of)};
        return fires(meaning(who), w, march(15));
    };
    CHECK(meant({"wavering"}, {}) == dates{march(5), march(6)});
    CHECK(meant({"economic_hardship"}, {}) == dates{march(6), march(7), march(8)});
    CHECK(meant({"wavering", "economic_hardship"}, {}) == dates{march(5), march(6), march(7), march(8)});
    CHECK(meant({}, {"wavering", "economic_hardship"}) == dates{march(6)});
    CHECK(meant({"migrant_child"}, {"wavering", "economic_hardship"}) == dates{march(6)});
}

TEST_CASE("ages: from the birthday itself, up to the day before the birthday") {
    const ages six_to_fifteen{6, 15, plain, 1, weekday::monday};
    CHECK_FALSE(of_age(six_to_fifteen, {2018, 3, 6}, march(5)));
    CHECK(of_age(six_to_fifteen, {2018, 3, 6}, march(6)));
    CHECK(of_age(six_to_fifteen, {2009, 3, 6}, march(5)));
    CHECK_FALSE(of_age(six_to_fifteen, {2009, 3, 6}, march(6)));
}

TEST_CASE("ages: a birthday on 29 February is 28 February in a common year") {
    const ages six_to_fifteen{6, 15, plain, 1, weekday::monday};
    // Born on 29 February 2016: 8 on 29 February 2024; 6 on 28 February 2022.
    CHECK_FALSE(of_age({8, 15, plain, 1, weekday::monday}, {2016, 2, 29}, {2024, 2, 28}));
    CHECK(of_age({8, 15, plain, 1, weekday::monday}, {2016, 2, 29}, {2024, 2, 29}));
    CHECK_FALSE(of_age(six_to_fifteen, {2016, 2, 29}, {2022, 2, 27}));
    CHECK(of_age(six_to_fifteen, {2016, 2, 29}, {2022, 2, 28}));
    // Born on 28 February 2018: 6 on 28 February of the leap year 2024.
    CHECK(of_age(six_to_fifteen, {2018, 2, 28}, {2024, 2, 28}));
}

TEST_CASE("ages: an upper limit may run on to the end of the school year in which it is reached") {
    const ages to_year_end{6, 15, age_end::school_year_end, 1, weekday::monday};
    // 15 on 6 March 2024: until Fri 5 July 2024, the last day of school year 2023.
    CHECK(of_age(to_year_end, {2009, 3, 6}, march(6)));
    CHECK(of_age(to_year_end, {2009, 3, 6}, july(5)));
    CHECK_FALSE(of_age(to_year_end, {2009, 3, 6}, july(6)));
    // 15 on the first day of school year 2024: until the end of that one. A day earlier: of the one before.
    CHECK(of_age(to_year_end, {2009, 9, 2}, {2025, 1, 10}));
    CHECK_FALSE(of_age(to_year_end, {2009, 9, 1}, {2024, 9, 2}));
}

TEST_CASE("ages: a birthday in the summer belongs to the school year just ended") {
    const ages to_year_end{6, 15, age_end::school_year_end, 1, weekday::monday};
    CHECK(of_age(to_year_end, {2009, 8, 1}, july(5)));
    CHECK_FALSE(of_age(to_year_end, {2009, 8, 1}, {2024, 9, 2}));
}

TEST_CASE("ages: an upper limit may run on to a month's last weekday, as the last Friday of June") {
    const ages england{5, 16, age_end::last_weekday, 6, weekday::friday};
    // The last Friday of June 2024 is the 28th; 16 in autumn 2023, spring 2024, or on that very day.
    for (const date birth : {date{2007, 10, 10}, date{2008, 3, 10}, date{2008, 6, 28}}) {
        CHECK(of_age(england, birth, june(28)));
        CHECK_FALSE(of_age(england, birth, june(29)));
    }
    // 16 in the school year 2024: the last Friday of June 2025 is far off.
    CHECK(of_age(england, {2008, 9, 2}, {2025, 1, 10}));
    // 15 only: no limit yet.
    CHECK(of_age(england, {2009, 1, 1}, july(5)));
    CHECK_FALSE(of_age(england, {2018, 12, 31}, {2023, 12, 30}));  // not yet five
}

TEST_CASE("ages: are those of the day on which the number is reached") {
    const auto six = meaning({{}, {}, age_range{6, 15, {}, {}, {}}});
    CHECK(fires(six, born({2018, 3, 6}).marks(march(6), "U"), march(8)) == dates{march(6)});
    CHECK(fires(six, born({2018, 3, 7}).marks(march(6), "U"), march(8)).empty());
    // Reached at five in a run that goes on past the birthday: used up.
    CHECK(fires(six, born({2018, 3, 7}).absent({march(6), march(7), march(8)}), march(8)).empty());
    // A new run after the birthday.
    CHECK(fires(six, born({2018, 3, 7}).marks(march(6), "UU PP UP"), march(8)) == dates{march(8)});
}

TEST_CASE("ages: an unknown birth date means the pupil is meant, and a gap says so") {
    const auto six = meaning({{}, {}, age_range{6, 15, {}, {}, {}}});
    const auto f = evaluate(policy_with(six), world{}.marks(march(6), "U").build(), march(8));
    CHECK(triggers(f) == dates{march(6)});
    CHECK(gaps(f, gap_kind::unknown_birth_date) == lines{"k r c1 s - - - -"});
    CHECK(gaps(evaluate(policy_with(six), world{}.build(), march(8)), gap_kind::unknown_birth_date).empty());
}

TEST_CASE("ages: refuses an upper limit that is not above the lower, and a named day half given") {
    CHECK_THROWS_AS(policy_with(meaning({{}, {}, age_range{6, 6, {}, {}, {}}})), policy_error);
    CHECK_THROWS_AS(policy_with(meaning({{}, {}, age_range{6, 16, age_end::last_weekday, 6, {}}})), policy_error);
    CHECK_THROWS_AS(policy_with(meaning({{}, {}, age_range{6, 16, age_end::last_weekday, {}, weekday::friday}})),
                    policy_error);
    CHECK_THROWS_AS(policy_with(meaning({{}, {}, age_range{6, 16, age_end::birthday, 6, {}}})), policy_error);
}

TEST_CASE("applies_to: stages are those of the class, else of the nearest unit above") {
    const auto w = world{}.marks(march(5), "U");
    CHECK(fires(meaning({{"primary"}, {}, {}}), w, march(8)) == dates{march(5)});
    CHECK(fires(meaning({{"junior_middle"}, {}, {}}), w, march(8)).empty());
    CHECK(fires(meaning({{"junior_middle", "primary"}, {}, {}}), w, march(8)) == dates{march(5)});
    auto own = w;  // a nine-year school: the class says more than the school
    own.rows.units[3].stage = "junior_middle";
    CHECK(fires(meaning({{"primary"}, {}, {}}), own, march(8)).empty());
    CHECK(fires(meaning({{"junior_middle"}, {}, {}}), own, march(8)) == dates{march(5)});
}

TEST_CASE("applies_to: unit kinds are those of the pupil's unit or of one above it") {
    const auto w = world{}.marks(march(5), "U");
    for (const char* kind : {"class", "school", "township"})
        CHECK(fires(meaning({{}, {kind}, {}}), w, march(8)).size() == 1);
    for (const char* kind : {"village", "grade", "central_school"})
        CHECK(fires(meaning({{}, {kind}, {}}), w, march(8)).empty());
}

TEST_CASE("applies_to: of the rule and of the rung must both hold") {
    auto p = policy_with(meaning({{"primary"}, {}, {}}));
    const auto d = world{}.marks(march(5), "U").build();
    auto& rule = p.layers[0].clauses[0].readings[0].rules[0];
    rule.applies_to.unit_kinds = {"school"};
    CHECK(triggers(evaluate(p, d, march(8))) == dates{march(5)});
    rule.applies_to.unit_kinds = {"village"};
    CHECK(triggers(evaluate(p, d, march(8))).empty());
}

TEST_CASE("after: an act on record since the start of the term or of the school year, up to the day") {
    const auto needs = [](since start) {
        auto r = make_rung(counted::session, consecutive{1});
        r.after = after_act{"notify_parent", start};
        return r;
    };
    const auto told = [](date on) { return years().act("notify_parent", "T1", on).marks(march(5), "U"); };
    CHECK(fires(needs(since::school_year_start), told({2023, 9, 4}), march(8)) == dates{march(5)});
    CHECK(fires(needs(since::school_year_start), told({2023, 9, 3}), march(8)).empty());
    CHECK(fires(needs(since::term_start), told(march(4)), march(8)) == dates{march(5)});
    CHECK(fires(needs(since::term_start), told({2024, 1, 10}), march(8)).empty());
    CHECK(fires(needs(since::term_start), told(march(5)), march(8)) == dates{march(5)});  // the same day
    CHECK(fires(needs(since::term_start), told(march(6)), march(8)).empty());
    CHECK(fires(needs(since::term_start), years().act("home_visit", "T1", march(4)).marks(march(5), "U"), march(8))
              .empty());
}

TEST_CASE("after: once on record the next session of the same run fires") {
    auto r = make_rung(counted::full_day, consecutive{1});
    r.after = after_act{"notify_parent", since::term_start};
    // Absent Tue to Thu, told on Wednesday: the number is reached already, and stands until the act is there.
    CHECK(fires(r, world{}.absent({march(5), march(6), march(7)}).act("notify_parent", "T1", march(6)), march(8)) ==
          dates{march(6)});
}

TEST_CASE("after: a number that stands reached fires on the day of the act") {
    const auto needs = [](count_mode mode) {
        auto r = make_rung(counted::full_day, std::move(mode));
        r.after = after_act{"notify_parent", since::school_year_start};
        return r;
    };
    const auto told = [](dates absent, date on) { return world{}.absent(absent).act("notify_parent", "T1", on); };
    const auto pair = dates{march(7), march(8)};  // Thu and Fri
    // A run stands over the weekend and ends with Monday morning's presence.
    const auto run = needs(consecutive{2});
    CHECK(fires(run, told(pair, march(9)), march(15)) == dates{march(9)});
    CHECK(fires(run, told(pair, march(10)), march(9)).empty());  // not known yet
    CHECK(fires(run, told(pair, march(11)), march(15)).empty());
    CHECK(fires(run, told(pair, march(8)), march(15)) == dates{march(8)});
    CHECK(fires(needs(consecutive{2, {}, adjacency::calendar_days}), told(pair, march(9)), march(15)).empty());
    // The run ends with the term, Fri 5 July, and with the roll.
    CHECK(fires(run, told({july(4), july(5)}, july(6)), july(20)).empty());
    CHECK(fires(needs(consecutive{2, {}, {}, true}), told({july(4), july(5)}, july(6)), july(20)) == dates{july(6)});
    auto left = told(pair, march(9));
    (*left.rows.enrolments)[0].until = march(8);
    CHECK(fires(run, left, march(15)).empty());
    // A month ends on Sun 31 March.
    const auto month = needs(cumulative{2, {}, period::month});
    CHECK(fires(month, told(pair, march(31)), april(30)) == dates{march(31)});
    CHECK(fires(month, told(pair, april(1)), april(30)).empty());
    CHECK(fires(needs(cumulative{2, {}, period::term}), told(pair, july(5)), july(20)) == dates{july(5)});
    CHECK(fires(needs(cumulative{2, {}, period::term}), told(pair, july(6)), july(20)).empty());
    // Ten days that hold Thu 7 and Fri 8 end on Sat 16 at the latest.
    const auto window = needs(rolling{2, {}, 10, window_unit::days, {}});
    CHECK(fires(window, told(pair, march(16)), april(30)) == dates{march(16)});
    CHECK(fires(window, told(pair, march(17)), april(30)).empty());
    // Once: a second act, and further absences in the same period, change nothing.
    CHECK(fires(month, told({march(7), march(8), march(20)}, march(15)).act("notify_parent", "T1", march(18)),
                april(30)) == dates{march(15)});
    // The age is that of the day on which the number was reached; the text, that of the day on which the rung fires.
    auto six = month;
    six.applies_to.ages = age_range{6, 15, {}, {}, {}};
    auto w = told(pair, march(15));
    (*w.rows.students)[0].birth_date = date{2018, 3, 9};
    CHECK(fires(six, w, april(30)).empty());
    (*w.rows.students)[0].birth_date = date{2018, 3, 8};
    CHECK(fires(six, w, april(30)) == dates{march(15)});
    (*w.rows.students)[0].died_on = march(14);
    CHECK(fires(six, w, april(30)).empty());
}

TEST_CASE("after: of part days the run stands until a wholly marked day without absence") {
    auto r = make_rung(counted::part_day, consecutive{2});
    r.after = after_act{"notify_parent", since::term_start};
    auto w = world{}.marks(march(7), "UP PU").marks(march(11), "-P PP");
    w.how.mode = register_mode::complete;
    // Mon 11 is half unmarked, Tue 12 marked and present.
    CHECK(fires(r, world{w}.act("notify_parent", "T1", march(11)), march(15)) == dates{march(11)});
    CHECK(fires(r, world{w}.act("notify_parent", "T1", march(12)), march(15)).empty());
}

TEST_CASE("after: the row names what was counted, and presence later on the day of the act stops nothing") {
    auto r = make_rung(counted::full_day, cumulative{1, {}, period::month});
    r.after = after_act{"notify_parent", since::term_start};
    r.stops = {stop::present};
    const auto f =
        evaluate(policy_with(r), world{}.absent({march(7)}).act("notify_parent", "T1", march(11)).build(), march(11));
    CHECK(duties(f) == lines{"2024-03-11 due - open"});
    REQUIRE(f.obligations.caused_by.at(0).size() == 2);
    CHECK(f.obligations.caused_by.at(0)[0].table == table_name::attendance);
}

TEST_CASE("after: so many days with the act, those of one day being one") {
    auto r = make_rung(counted::session, cumulative{1, {}, period::school_year});
    r.after = after_act{"report_absence", since::school_year_start, {}, param<std::int32_t>{3}, {}, {}};
    auto w = world{}.marks(march(5), "U").act("report_absence", "T1", march(6)).act("report_absence", "T2", march(6));
    w = w.act("report_absence", "T1", march(7));
    CHECK(fires(r, w, april(30)).empty());  // two days
    // Absent on the 5th; the third day with a report is Mon 11.
    CHECK(fires(r, world{w}.act("report_absence", "T1", march(11)), april(30)) == dates{march(11)});
}

TEST_CASE("after: fewer than so many in the months before, the day itself left out") {
    auto r = make_rung(counted::session, consecutive{1});
    // A month before Fri 8 March is 9 February to 7 March.
    const auto needs = [&](param<std::int32_t> at_least, std::optional<param<std::int32_t>> below) {
        r.after = after_act{"notify_parent", since::months_before, param<std::int32_t>{1}, at_least, below, {}};
        return r;
    };
    const auto told = [](date on) { return world{}.marks(march(8), "U").act("notify_parent", "T1", on); };
    const date in_window{2024, 2, 9}, anniversary{2024, 2, 8};
    CHECK(fires(needs(0, 1), told(march(8)), march(8)) == dates{march(8)});
    CHECK(fires(needs(0, 1), told(march(7)), march(8)).empty());
    CHECK(fires(needs(0, 1), told(in_window), march(8)).empty());
    CHECK(fires(needs(0, 1), told(anniversary), march(8)) == dates{march(8)});
    CHECK(fires(needs(1, {}), told(march(8)), march(8)).empty());
    CHECK(fires(needs(1, {}), told(march(7)), march(8)) == dates{march(8)});
    CHECK(fires(needs(1, {}), told(in_window), march(8)) == dates{march(8)});
    CHECK(fires(needs(1, {}), told(anniversary), march(8)).empty());
    // One or more, and fewer than two.
    CHECK(fires(needs(1, 2), told(march(7)), march(8)) == dates{march(8)});
    CHECK(fires(needs(1, 2), told(march(7)).act("notify_parent", "T1", march(6)), march(8)).empty());
}

TEST_CASE("after: an act of which there may be only so many brings nothing about") {
    // Two sessions by Tue 5 March, and an interview within the month before: it does not fire, nor upon another one.
    auto r = make_rung(counted::session, cumulative{2, {}, period::term});
    r.after = after_act{
        "interview", since::months_before, param<std::int32_t>{1}, param<std::int32_t>{0}, param<std::int32_t>{1}, {}};
    auto w = world{}.marks(march(5), "UU").act("interview", "T1", march(4));
    CHECK(fires(r, w, july(5)).empty());
    CHECK(fires(r, world{w}.act("interview", "T1", july(1)), july(5)).empty());
    CHECK(fires(r, world{}.marks(march(5), "UU"), july(5)) == dates{march(5)});
}

TEST_CASE("after: an act counts from the first of another kind on") {
    auto r = make_rung(counted::session, cumulative{1, {}, period::school_year});
    r.after = after_act{"interview", since::school_year_start, {}, {}, {}, act_word{"report_absence"}};
    const auto with = [](date interview) {
        return world{}.marks(march(5), "U").act("report_absence", "T1", march(7)).act("interview", "T1", interview);
    };
    CHECK(fires(r, with(march(6)), april(30)).empty());
    CHECK(fires(r, with(march(7)), april(30)) == dates{march(7)});
    CHECK(fires(r, with(march(8)), april(30)) == dates{march(8)});
    CHECK(fires(r, world{}.marks(march(5), "U").act("interview", "T1", march(8)), april(30)).empty());
}

TEST_CASE("after, afresh: only what comes on a later day than the act is counted, whatever stood before") {
    auto r = make_rung(counted::session, cumulative{2, {}, period::school_year});
    r.after = after_act{"report_absence", since::school_year_start, {}, {}, {}, {}, true};
    // Both sessions of Tue 5 before the report, the afternoon of Wed 6 on its day: neither counts.
    const auto w = world{}.marks(march(5), "UU -U").act("report_absence", "T1", march(6));
    CHECK(fires(r, w, july(5)).empty());
    CHECK(fires(r, world{w}.marks(march(7), "U"), july(5)).empty());
    const auto f = evaluate(policy_with(r), world{w}.marks(march(7), "U- U").build(), july(5));
    CHECK(triggers(f) == dates{march(8)});
    // Rows 0 to 2 stand before; 3 and 4 are what is counted.
    REQUIRE(f.obligations.caused_by.at(0).size() == 2);
    CHECK(f.obligations.caused_by.at(0)[0] == cause{table_name::attendance, 3});
    CHECK(f.obligations.caused_by.at(0)[1] == cause{table_name::attendance, 4});
    // A second report takes nothing back; none at all, and nothing is counted.
    CHECK(fires(r, world{w}.marks(march(7), "U- U").act("report_absence", "T1", march(7)), july(5)) == dates{march(8)});
    CHECK(fires(r, world{}.marks(march(5), "UU UU UU UU"), july(5)).empty());
}

TEST_CASE("after, afresh: of several days with the act what comes after so many of them; in a window too") {
    auto r = make_rung(counted::session, rolling{1, comparator::at_least, 5, window_unit::days, window_within::none});
    r.after = after_act{"report_absence", since::school_year_start, {}, param<std::int32_t>{2}, {}, {}, true};
    const auto w = world{}.act("report_absence", "T1", march(6)).act("report_absence", "T1", march(11));
    CHECK(fires(r, world{w}.marks(march(8), "U"), july(5)).empty());
    CHECK(fires(r, world{w}.marks(march(11), "U"), july(5)).empty());
    CHECK(fires(r, world{w}.marks(march(12), "U"), july(5)) == dates{march(12)});
    // A report of the year before is none of this one's.
    auto before = world{}.marks(march(12), "U").act("report_absence", "T1", {2023, 9, 1});
    CHECK(fires(r, before, july(5)).empty());
}

TEST_CASE(
    "after, afresh: without acts it is not known what counts, and a gap says so once the number could be reached") {
    auto r = make_rung(counted::session, cumulative{2, {}, period::school_year});
    r.after = after_act{"report_absence", since::school_year_start, {}, {}, {}, {}, true};
    auto one = world{}.marks(march(5), "U"), two = world{}.marks(march(5), "UU");
    one.rows.acts.reset(), two.rows.acts.reset();
    CHECK(gaps(evaluate(policy_with(r), one.build(), march(8)), gap_kind::missing_table).empty());
    CHECK(gaps(evaluate(policy_with(r), two.build(), march(8)), gap_kind::missing_table).size() == 1);
}

TEST_CASE("unless_reached: not on a day at whose end another count of the same marks is reached") {
    // Two sessions in a day's window, on Tue 5, Thu 7 and Mon 11 March; they make 2, 4 and 6 in the month.
    auto r = make_rung(counted::session, rolling{2, comparator::at_least, 1, window_unit::days, window_within::none});
    const auto w = world{}.absent({march(5), march(7), march(11)});
    const auto unless = [&](counted of, std::variant<cumulative, rolling> mode) {
        r.unless_reached = other_count{{{of, {}, {}}}, std::move(mode)};
        return r;
    };
    CHECK(fires(r, w, march(31)) == dates{march(5), march(7), march(11)});
    CHECK(fires(unless(counted::session, cumulative{5, {}, period::month}), w, march(31)) == dates{march(5), march(7)});
    // More than five is six: the 11th is still held off. More than six is not reached.
    CHECK(fires(unless(counted::session, cumulative{5, comparator::more_than, period::month}), w, march(31)) ==
          dates{march(5), march(7)});
    CHECK(fires(unless(counted::session, cumulative{6, comparator::more_than, period::month}), w, march(31)) ==
          dates{march(5), march(7), march(11)});
    // Four in three days: 5 to 7 March holds them, 9 to 11 holds two.
    CHECK(fires(unless(counted::session, rolling{4, comparator::at_least, 3, window_unit::days, window_within::none}),
                w, march(31)) == dates{march(5), march(11)});
    // Full days beside sessions: the second of the term is the 7th.
    CHECK(fires(unless(counted::full_day, cumulative{2, {}, period::term}), w, march(31)) == dates{march(5)});
}

TEST_CASE("unless_reached: holds off that day alone, the number stays reached") {
    // The third session of the year is on Thu 7 March, with two in the five days to it; on Mon 15 April it is one.
    auto r = make_rung(counted::session, cumulative{3, {}, period::school_year});
    r.unless_reached =
        other_count{{{counted::session, {}, {}}}, rolling{2, comparator::at_least, 5, window_unit::days, {}}};
    const auto w = world{}.marks(march(5), "U- U- U-");
    CHECK(fires(r, w, july(5)).empty());
    CHECK(fires(r, world{w}.marks({2024, 4, 15}, "U"), july(5)) == dates{{2024, 4, 15}});
}

TEST_CASE("ages, after: school years and terms are those of the unit on the day") {
    // The other school's year ends on Fri 31 May, c1's on Fri 5 July; 15 on 6 March.
    auto w = born({2009, 3, 6}).other_school(march(6), {2024, 5, 31}).moves(april(26), "d1", april(29));
    const auto to_year_end = meaning({{}, {}, age_range{6, 15, age_end::school_year_end, {}, {}}});
    CHECK(fires(to_year_end, world{w}.marks({2024, 5, 31}, "U"), july(5)) == dates{{2024, 5, 31}});
    // Since the other school's term began, Wed 6 March: Tue 5 is before it, though in c1's.
    auto r = make_rung(counted::session, consecutive{1});
    r.after = after_act{"notify_parent", since::term_start};
    const auto told = [&](date on) { return world{w}.act("notify_parent", "T1", on).marks({2024, 5, 30}, "U"); };
    CHECK(fires(r, told(march(6)), july(5)) == dates{{2024, 5, 30}});
    CHECK(fires(r, told(march(5)), july(5)).empty());
}

TEST_CASE("after: where acts are not given nothing fires, and a gap says why") {
    auto r = make_rung(counted::session, consecutive{1});
    r.after = after_act{"notify_parent", since::term_start};
    auto w = world{}.marks(march(5), "U");
    w.rows.acts.reset();
    const auto f = evaluate(policy_with(r), w.build(), march(8));
    CHECK(duties(f).empty());
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - acts - -"});
}

namespace {

bound_scope::after asking_for(const district& d, const char* act, since from, std::int32_t step = 0) {
    constexpr auto any = std::numeric_limits<std::int32_t>::max();
    return {*d.words->find(word_kind::act, act), from, 0, 1, any, no_code, false, step};
}

}  // namespace

TEST_CASE("list_act_days: each day once on which an act asked for came, where a day more may make a difference") {
    const auto d = world{}
                       .act("home_visit", "T1", march(5))
                       .act("interview", "T1", march(6))
                       .act("home_visit", "T1", march(7))
                       .act("home_visit", "T1", march(7))
                       .act("home_visit", "T1", march(12))
                       .build();
    const pupil_view pupil{d, 0, march(11)};
    const auto days = [&](auto&& change) {
        bound_scope scope;
        scope.after_acts.push_back(asking_for(d, "home_visit", since::term_start));
        change(scope.after_acts);
        dates out{march(1)};
        list_act_days(scope, pupil, out);
        return out;
    };
    CHECK(days([](auto&) {}) == dates{march(5), march(7)});
    CHECK(days([](auto& a) { a[0].at_least = 2; }) == dates{march(5), march(7)});
    CHECK(days([](auto& a) { a[0].at_least = 0; }).empty());
    CHECK(days([](auto& a) { a[0].since = since::months_before, a[0].months = 1; }).empty());
    CHECK(days([](auto& a) { a[0].afresh = true; }).empty());
    CHECK(days([](auto& a) { a.clear(); }).empty());
    CHECK(days([&](auto& a) { a.push_back(asking_for(d, "interview", since::term_start)); }) ==
          dates{march(5), march(6), march(7)});
    auto without = world{};
    without.rows.acts.reset();
    const auto of_no_acts = without.build();
    bound_scope scope;
    scope.after_acts.push_back(asking_for(of_no_acts, "home_visit", since::term_start));
    dates out{march(1)};
    list_act_days(scope, pupil_view{of_no_acts, 0, march(11)}, out);
    CHECK(out.empty());
}

TEST_CASE("looks_at: from the first day on which the step was reached in that time, on that day too") {
    const auto d = years().build();
    const auto& c = d.calendars.at(0);
    const auto start = [&](since from, date on, std::vector<reached_step> reached) {
        const auto found = looks_at(asking_for(d, "home_visit", from, 2), c, on, reached);
        CHECK(found.last == on);
        return found.first;
    };
    const std::vector<reached_step> reached{{1, march(5)}, {2, march(12)}, {2, march(8)}, {3, march(6)}};
    CHECK(start(since::school_year_start, march(29), reached) == march(8));
    CHECK(start(since::school_year_start, march(8), reached) == march(8));
    CHECK(start(since::school_year_start, march(7), reached) == forever);
    // Of the term's first day on, not of the autumn.
    CHECK(start(since::term_start, march(29), {{2, {2024, 1, 10}}}) == forever);
    CHECK(start(since::term_start, march(29), {{2, march(4)}}) == march(4));
    CHECK(start(since::school_year_start, march(29), {{2, {2024, 1, 10}}}) == date{2024, 1, 10});
    CHECK(start(since::school_year_start, march(29), {{2, {2023, 9, 4}}}) == date{2023, 9, 4});
    CHECK(looks_at(asking_for(d, "home_visit", since::term_start), c, march(4)).first == march(4));
    CHECK(looks_at(asking_for(d, "home_visit", since::term_start), c, march(3)).first == date{2023, 9, 4});
}

TEST_CASE("days_on_record: an act before the one that it must follow counts, if of the same day") {
    const auto d = world{}
                       .act("home_visit", "T1", march(5))
                       .act("home_visit", "T1", march(6))
                       .act("interview", "T1", march(6))
                       .act("home_visit", "T1", march(8))
                       .build();
    auto after = asking_for(d, "home_visit", since::term_start);
    const pupil_view pupil{d, 0, march(29)};
    CHECK(days_on_record(after, pupil, march(29)) == 3);
    after.following = *d.words->find(word_kind::act, "interview");
    CHECK(days_on_record(after, pupil, march(29)) == 2);
    CHECK(days_on_record(after, pupil, march(6)) == 1);
    CHECK(days_on_record(after, pupil, march(5)) == 0);
}

TEST_CASE("ages: in a school year that is not known the upper limit is the birthday") {
    // The last year that is known begins on 2 September 2024; the one after it would, on 2 September 2025.
    const ages to_year_end{6, 15, age_end::school_year_end, 1, weekday::monday};
    CHECK(of_age(to_year_end, {2010, 9, 2}, {2025, 2, 1}));
    CHECK(of_age(to_year_end, {2010, 9, 2}, {2025, 9, 1}));
    CHECK_FALSE(of_age(to_year_end, {2010, 9, 2}, {2025, 9, 2}));
    // 15 on 15 August 2025, in the summer of the year 2024, which ends on 10 January 2025 as far as is known.
    CHECK(of_age(to_year_end, {2010, 8, 15}, {2025, 1, 10}));
    CHECK_FALSE(of_age(to_year_end, {2010, 8, 15}, {2025, 2, 1}));
}

TEST_CASE("ages: the month of a named day is that of the year's beginning as long as the year begins in it") {
    // The year begins on Thu 31 August 2023, which is the last Thursday of August itself; 16 on 1 December 2023.
    const ages until_august{5, 16, age_end::last_weekday, 8, weekday::thursday};
    auto w = world{};
    w.rows.terms = {{"autumn", "2023", {2023, 8, 31}, {2024, 1, 19}, {}, {}}};
    const auto d = w.build();
    CHECK(is_of_age(until_august, {2007, 12, 1}, {2023, 8, 31}, d.calendars.at(0)));
    CHECK_FALSE(is_of_age(until_august, {2007, 12, 1}, {2023, 9, 1}, d.calendars.at(0)));
}

TEST_CASE("after: a number that stood reached fires on the day of another such act alone") {
    // The third absence of the year is on Thu 7 March, held off that day by two in five days. On 20 March it still
    // stands, and nothing holds it off: it fires if an act comes on record that day of which so many must come before.
    const auto upon = [](after_act asked, std::string act) {
        auto r = make_rung(counted::session, cumulative{3, {}, period::school_year});
        r.after = std::move(asked);
        r.unless_reached =
            other_count{{{counted::session, {}, {}}}, rolling{2, comparator::at_least, 5, window_unit::days, {}}};
        return fires(r,
                     world{}
                         .marks(march(5), "U- U- U-")
                         .act("notify_parent", "T1", march(4))
                         .act(std::move(act), "T1", march(20)),
                     july(5));
    };
    const after_act told{"notify_parent", since::term_start};
    CHECK(upon(told, "notify_parent") == dates{march(20)});
    CHECK(upon(told, "interview").empty());
    // Not one of which there may be only so many.
    const after_act fewer_than_three{"notify_parent",        since::term_start,      {},
                                     param<std::int32_t>{0}, param<std::int32_t>{3}, {}};
    CHECK(upon(fewer_than_three, "notify_parent").empty());
    // Not one that counts, or lets count, from the next day on.
    const after_act in_a_month{"notify_parent", since::months_before, param<std::int32_t>{1}, {}, {}, {}};
    CHECK(upon(in_a_month, "notify_parent").empty());
    const after_act afresh{"notify_parent", since::term_start, {}, {}, {}, {}, true, {}};
    CHECK(upon(afresh, "notify_parent").empty());
}

TEST_CASE("after: of two acts on one day either may stand first in the table") {
    auto r = make_rung(counted::session, cumulative{1, {}, period::school_year});
    r.after = after_act{"interview", since::school_year_start, {}, {}, {}, act_word{"report_absence"}};
    const auto w = world{}.marks(march(5), "U").act("interview", "T1", march(7)).act("report_absence", "T1", march(7));
    CHECK(fires(r, w, april(30)) == dates{march(7)});
}

TEST_CASE("looks_at: from the term's first day on, or from the first time since then that a step was reached") {
    const auto c = years().build().calendars.at(0);
    bound_scope::after act{};
    act.since = since::term_start;
    CHECK(looks_at(act, c, march(4)).first == march(4));
    CHECK(looks_at(act, c, march(3)).first == date{2023, 9, 4});
    act.since = since::school_year_start, act.step = 1;
    const auto first = [&](std::vector<reached_step> reached) { return looks_at(act, c, march(8), reached).first; };
    CHECK(first({{2, march(5)}, {1, march(7)}, {1, march(6)}}) == march(6));
    CHECK(first({{2, march(5)}}) == forever);
    CHECK(first({{1, {2023, 9, 3}}}) == forever);  // of the year before
    CHECK(first({{1, {2023, 9, 4}}}) == date{2023, 9, 4});
    CHECK(first({{1, march(8)}}) == march(8));
    CHECK(first({{1, march(9)}}) == forever);  // not yet
}
