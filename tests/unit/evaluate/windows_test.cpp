// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/windows.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

rung in_each(period p, int n, counted unit = counted::full_day) {
    return make_rung(unit, cumulative{n, comparator::at_least, p});
}

rung in_last(int length, window_unit of, int n, counted unit = counted::full_day,
             window_within within = window_within::none) {
    return make_rung(unit, rolling{n, comparator::at_least, length, of, within});
}

constexpr date january(int d) { return {2024, 1, d}; }

}  // namespace

TEST_CASE("cumulative: counts a calendar month anew on its first day") {
    // Fri 29 March; Mon 1, Tue 2, Wed 3 April.
    const auto w = world{}.absent({march(28), march(29), april(1), april(2), april(3)});
    CHECK(fires(in_each(period::month, 3), w, april(30)) == dates{april(3)});
    CHECK(fires(in_each(period::month, 2), w, april(30)) == dates{march(29), april(2)});
    CHECK(fires(in_each(period::month, 4), w, april(30)).empty());
}

TEST_CASE("cumulative: attendance between does not end a count, as it would a run") {
    CHECK(fires(in_each(period::month, 2), world{}.marks(march(5), "UU PP UU"), march(31)) == dates{march(7)});
}

TEST_CASE("cumulative: counts a term, and a school year over both its terms") {
    const auto w = years().absent({january(18), january(19), march(4), march(5)});
    CHECK(fires(in_each(period::term, 3), w, july(5)).empty());
    CHECK(fires(in_each(period::term, 2), w, july(5)) == dates{january(19), march(5)});
    CHECK(fires(in_each(period::school_year, 3), w, july(5)) == dates{march(4)});
    CHECK(fires(in_each(period::school_year, 5), w, july(5)).empty());
}

TEST_CASE("cumulative: a new school year starts at nought") {
    const auto w = years().absent({july(4), july(5), september(2), september(3)});
    CHECK(fires(in_each(period::school_year, 3), w, september(30)).empty());
    CHECK(fires(in_each(period::school_year, 2), w, september(30)) == dates{july(5), september(3)});
}

TEST_CASE("cumulative: fires once a period, on the session that reaches the number") {
    // Sessions: Tue am, Wed pm, Thu am; the third is Thursday's.
    CHECK(fires(in_each(period::month, 3, counted::session), world{}.marks(march(5), "UP PU UU UU"), march(31)) ==
          dates{march(7)});
    CHECK(fires(make_rung(counted::session, cumulative{3, comparator::more_than, period::month}),
                world{}.marks(march(5), "UP PU UP UP"), march(31)) == dates{march(8)});
}

TEST_CASE("rolling: a window of w days is t - w + 1 to t") {
    // The 28 days that end on Mon 1 April begin on Tue 5 March (27 days of March, and one): Mon 4 March is out.
    CHECK(fires(in_last(28, window_unit::days, 2), world{}.absent({march(5), april(1)}), april(30)) == dates{april(1)});
    CHECK(fires(in_last(28, window_unit::days, 2), world{}.absent({march(4), april(1)}), april(30)).empty());
    CHECK(fires(in_last(1, window_unit::days, 2, counted::session), world{}.absent({march(5)}), march(8)) ==
          dates{march(5)});
    CHECK(
        fires(in_last(1, window_unit::days, 2, counted::session), world{}.marks(march(5), "PU UP"), march(8)).empty());
}

TEST_CASE("rolling: fires again only after a later day ended below the number") {
    const auto three_in_week = in_last(7, window_unit::days, 3);
    // Mon 4 to Fri 8, Mon 11: reached on Wed 6; never below three on any later day up to Mon 11.
    // Sun 10: 4..10 has five; Mon 11: 5..11 has five.
    CHECK(fires(three_in_week, world{}.absent({march(4), march(5), march(6), march(7), march(8), march(11)}),
                march(15)) == dates{march(6)});
    // Mon 4, Tue 5, Wed 6, then Wed 13: on Mon 11 the window 5..11 has two: below. Wed 13: 7..13 has one. Thu 14 two,
    // Fri 15 three.
    CHECK(fires(three_in_week, world{}.absent({march(4), march(5), march(6), march(13), march(14), march(15)}),
                march(31)) == dates{march(6), march(15)});
    // Mon 4, Tue 5, Fri 8, Mon 11: on Sun 10 (4..10) three; Mon 11 (5..11): Tue, Fri, Mon, three. No day ended below:
    // once.
    CHECK(fires(three_in_week, world{}.absent({march(4), march(5), march(8), march(11)}), march(15)) ==
          dates{march(8)});
    // Mon 4, Tue 5, Fri 8, Tue 12: on Mon 11 (5..11) two, below; Tue 12 (6..12): Fri, Tue, two. Wed 13 makes three:
    // again.
    CHECK(fires(three_in_week, world{}.absent({march(4), march(5), march(8), march(12), march(13)}), march(15)) ==
          dates{march(8), march(13)});
}

TEST_CASE("rolling: passing the number within one day fires on that day's session, once") {
    // Below on the day before; three sessions that day cannot be, but two of a day can pass the number one.
    CHECK(fires(in_last(7, window_unit::days, 1, counted::session), world{}.absent({march(5)}), march(8)) ==
          dates{march(5)});
}

TEST_CASE("rolling: a month's window starts on the day after the same day number, a month before") {
    const auto two_in_month = in_last(1, window_unit::months, 2);
    // t = Mon 8 April: from Sat 9 March. Fri 8 March is out. t = Sun 7 April (a school day): from Fri 8 March: in.
    CHECK(fires(two_in_month, world{}.absent({march(8), april(8)}), april(30)).empty());
    CHECK(fires(two_in_month, world{}.absent({march(8), april(7)}), april(30)) == dates{april(7)});
}

TEST_CASE("rolling: where the month before has no such day number its last day takes its place") {
    const auto w = years();
    const auto two_in_month = in_last(1, window_unit::months, 2);
    // t = Fri 31 May: from the day after 30 April. Tue 30 April is out, Mon 6 May in (1 to 5 May: holiday).
    CHECK(fires(two_in_month, world{}.absent({april(30), may(31)}), june(7)).empty());
    CHECK(fires(two_in_month, world{}.absent({may(6), may(31)}), june(7)) == dates{may(31)});
    // t = Thu 30 May: from 1 May as well.
    CHECK(fires(two_in_month, world{}.absent({april(30), may(30)}), june(7)).empty());
    // t = Wed 29 May: from 30 April: in.
    CHECK(fires(two_in_month, world{}.absent({april(30), may(29)}), june(7)) == dates{may(29)});
    // Six months before Fri 31 May is 30 November: from Fri 1 December 2023; 30 November, a Thursday, is out.
    const auto two_in_half_year = in_last(6, window_unit::months, 2);
    CHECK(fires(two_in_half_year, world{w}.absent({{2023, 11, 30}, may(31)}), june(7)).empty());
    CHECK(fires(two_in_half_year, world{w}.absent({{2023, 12, 1}, may(31)}), june(7)) == dates{may(31)});
}

TEST_CASE("rolling: within a term or school year the window never reaches back beyond its start") {
    // Fri 19 January and Mon 4 March 2024 are 46 days apart, in two terms of one school year.
    const auto two_terms = years().absent({january(19), march(4)});
    CHECK(fires(in_last(60, window_unit::days, 2), two_terms, march(31)) == dates{march(4)});
    CHECK(fires(in_last(60, window_unit::days, 2, counted::full_day, window_within::school_year), two_terms,
                march(31)) == dates{march(4)});
    CHECK(
        fires(in_last(60, window_unit::days, 2, counted::full_day, window_within::term), two_terms, march(31)).empty());
    // Fri 5 July and Mon 2 September 2024 are 60 days from first to last, in two school years.
    const auto two_years = years().absent({july(5), september(2)});
    CHECK(fires(in_last(60, window_unit::days, 2), two_years, september(30)) == dates{september(2)});
    CHECK(fires(in_last(59, window_unit::days, 2), two_years, september(30)).empty());
    CHECK(fires(in_last(60, window_unit::days, 2, counted::full_day, window_within::school_year), two_years,
                september(30))
              .empty());
}

TEST_CASE("rolling: a new term arms the rung again where the window stays within it") {
    const auto w = years().absent({january(18), january(19), march(4), march(5)});
    CHECK(fires(in_last(180, window_unit::days, 2), w, march(31)) == dates{january(19)});
    CHECK(fires(in_last(180, window_unit::days, 2, counted::full_day, window_within::term), w, march(31)) ==
          dates{january(19), march(5)});
}

TEST_CASE("rolling: school weeks run from Monday to Sunday and skip weeks without a session") {
    const auto two_in_two = in_last(2, window_unit::school_weeks, 2);
    // Mon 4 March and Fri 15 March lie in two weeks that follow each other; Mon 18 March is in the third.
    CHECK(fires(two_in_two, world{}.absent({march(4), march(15)}), march(31)) == dates{march(15)});
    CHECK(fires(two_in_two, world{}.absent({march(8), march(18)}), march(31)).empty());
    // With no school at all from 11 to 15 March, the weeks of the 4th and of the 18th follow each other.
    auto w = world{};
    for (int d = 11; d <= 15; ++d)
        w.off(march(d));
    CHECK(fires(two_in_two, world{w}.absent({march(4), march(22)}), march(31)) == dates{march(22)});
    // One session held in it makes it a school week.
    auto one = world{};
    for (int d = 11; d <= 14; ++d)
        one.off(march(d));
    one.off(march(15), sessions::am);
    CHECK(fires(two_in_two, world{one}.absent({march(4), march(22)}), march(31)).empty());
}

TEST_CASE("rolling: a Sunday make-up day belongs to the week that it ends") {
    // Sun 7 April ends the week of Mon 1 April; Mon 8 April begins the next.
    const auto one_week = in_last(1, window_unit::school_weeks, 2);
    CHECK(fires(one_week, world{}.absent({april(1), april(7)}), april(30)) == dates{april(7)});
    CHECK(fires(one_week, world{}.absent({april(7), april(8)}), april(30)).empty());
}

TEST_CASE("rolling: school weeks may span a vacation") {
    // The week of Mon 15 January and the week of Mon 4 March follow each other: none between has a session.
    CHECK(fires(in_last(2, window_unit::school_weeks, 2), years().absent({january(19), march(4)}), march(31)) ==
          dates{march(4)});
    CHECK(fires(in_last(2, window_unit::school_weeks, 2, counted::full_day, window_within::term),
                years().absent({january(19), march(4)}), march(31))
              .empty());
}

TEST_CASE("rolling: school weeks, fires again only after a day ended below") {
    const auto two_in_two = in_last(2, window_unit::school_weeks, 2);
    // Weeks of 4, 11, 18 March. 4 and 11 March: two on the 11th. On Mon 18 the window is 11 to 24: one, below.
    // Tue 19 makes it two again.
    CHECK(fires(two_in_two, world{}.absent({march(4), march(11), march(19)}), march(31)) ==
          dates{march(11), march(19)});
    // But on Mon 18 itself no day had ended below before it: Sunday 17 still counts 4 and 11 March.
    CHECK(fires(two_in_two, world{}.absent({march(4), march(11), march(18)}), march(31)) == dates{march(11)});
}

TEST_CASE("rolling: a longer window never finds less in it") {
    const auto w = world{}.absent({march(4), march(8), march(13), march(20), march(29)});
    std::size_t reached = 0;
    for (int length = 1; length <= 30; ++length) {
        const auto now = fires(in_last(length, window_unit::days, 3), w, march(31));
        if (reached > 0)
            REQUIRE_FALSE(now.empty());
        reached = now.size();
    }
    CHECK(reached > 0);
}

TEST_CASE("windows: a length of nought and a threshold of nought are refused") {
    CHECK_THROWS_AS(policy_with(in_last(0, window_unit::days, 1)), policy_error);
    CHECK_THROWS_AS(policy_with(in_last(7, window_unit::days, 0)), policy_error);
    CHECK_THROWS_AS(policy_with(in_each(period::term, 0)), policy_error);
}

// Two schools: c1 in the term from Mon 4 March to Fri 5 July, d1 in one of its own from Wed 6 March to Mon 8 July.

TEST_CASE("cumulative: a term of the unit moved to is another one, the school year of that name the same") {
    const auto w = world{}
                       .other_school(march(6), july(8))
                       .moves(march(15), "d1", march(18))
                       .absent({march(14), march(15), march(18), march(19)});
    CHECK(fires(in_each(period::term, 3), w, july(5)).empty());
    CHECK(fires(in_each(period::term, 2), w, july(5)) == dates{march(15), march(19)});
    CHECK(fires(in_each(period::school_year, 3), w, july(5)) == dates{march(18)});
}

TEST_CASE("cumulative: a pupil who comes back to the first school goes on in its term") {
    const auto w = world{}
                       .other_school(march(6), july(8))
                       .moves(march(15), "d1", march(18))
                       .moves(march(22), "c1", march(25))
                       .absent({march(14), march(15), march(19), march(26)});
    CHECK(fires(in_each(period::term, 3), w, july(5)) == dates{march(26)});
    CHECK(fires(in_each(period::term, 2), w, july(5)) == dates{march(15)});  // once
}

TEST_CASE("rolling: within a term the window holds nothing of the term left, though that one still runs") {
    const auto w = world{}
                       .other_school(march(6), july(8))
                       .moves(march(15), "d1", march(18))
                       .absent({march(14), march(15), march(18), march(19)});
    CHECK(fires(in_last(10, window_unit::days, 2), w, july(5)) == dates{march(15)});
    CHECK(fires(in_last(10, window_unit::days, 2, counted::full_day, window_within::term), w, july(5)) ==
          dates{march(15), march(19)});
    CHECK(fires(in_last(10, window_unit::days, 3, counted::full_day, window_within::term), w, july(5)).empty());
    CHECK(fires(in_last(10, window_unit::days, 3, counted::full_day, window_within::school_year), w, july(5)) ==
          dates{march(18)});
}

TEST_CASE("rolling: within a term, a stay in another term in between ended below the number") {
    // Thu 14 and Fri 15; Mon 18 to Wed 20 in d1, where the window holds none of them; back on Thu 21, absent again.
    const auto w = world{}
                       .other_school(march(6), july(8))
                       .moves(march(15), "d1", march(18))
                       .moves(march(20), "c1", march(21))
                       .absent({march(14), march(15), march(21)});
    CHECK(fires(in_last(10, window_unit::days, 2, counted::full_day, window_within::term), w, july(5)) ==
          dates{march(15), march(21)});
    CHECK(fires(in_last(10, window_unit::days, 2), w, july(5)) == dates{march(15)});
}

TEST_CASE("cumulative: December and the January behind it are two months, of one term") {
    // Fri 29 December and Tue 2 January; Thu 28 and Fri 29 December.
    const auto of = [](const dates& days) {
        return fires(in_each(period::month, 2), years().absent(days), date{2024, 1, 19});
    };
    CHECK(of({{2023, 12, 29}, january(2)}).empty());
    CHECK(of({{2023, 12, 28}, {2023, 12, 29}}) == dates{{2023, 12, 29}});
}

TEST_CASE("school_week_of: a week without school belongs to the one before, before the first there is none") {
    // Of the second week, 11 to 15 March, Monday alone has school; of that of 1 to 7 April Sunday alone, in place of a
    // holiday (Thu 4 to Sat 6).
    auto w = world{};
    for (const date off : {march(12), march(13), march(14), march(15), april(1), april(2), april(3)})
        w.off(off);
    const auto c = w.build().calendars.at(0);
    CHECK(detail::school_week_of(c, march(3)) < 0);
    CHECK(detail::school_week_of(c, march(4)) == 0);
    CHECK(detail::school_week_of(c, march(10)) == 0);
    CHECK(detail::school_week_of(c, march(11)) == 1);
    CHECK(detail::school_week_of(c, march(17)) == 1);
    CHECK(detail::school_week_of(c, march(31)) == 3);
    CHECK(detail::school_week_of(c, april(6)) == 4);
    CHECK(detail::school_week_of(c, april(7)) == 4);
    CHECK(detail::school_week_of(c, july(15)) == detail::school_week_of(c, july(5)));
}

TEST_CASE("rolling: fired upon an act, it rests on the first and the last that the window holds") {
    // Absences on Tue 5, Wed 6 and Thu 7 March, rows 0, 1 and 2; the visit, without which nothing fires, on Sat 9.
    auto r = in_last(30, window_unit::days, 2, counted::session);
    r.after.emplace();
    r.after->act = {"home_visit"};
    auto w = world{}.act("home_visit", "T1", march(9));
    for (const int day : {5, 6, 7})
        w.marks(march(day), "U");
    const auto f = evaluate(policy_with(r), w.build(), march(29));
    CHECK(triggers(f) == dates{march(9)});
    const auto why = f.obligations.caused_by.at(0);
    REQUIRE(why.size() == 2);
    CHECK(why[0] == cause{table_name::attendance, 0});
    CHECK(why[1] == cause{table_name::attendance, 2});
}

TEST_CASE("rolling: within a term, a day at a school with terms of its own ends below the number") {
    // Absent on Mon 11 March and, within the same 30 days, on Tue 26. The count of the school's term stands at 1 all
    // along; but on Mon 18 the pupil is at another school, of whose term the window holds nothing.
    const auto r = in_last(30, window_unit::days, 1, counted::full_day, window_within::term);
    const auto absent = world{}.absent({march(11), march(26)});
    CHECK(fires(r, absent, march(29)) == dates{march(11)});
    auto moved = world{}.other_school(march(11), june(28)).absent({march(11), march(26)});
    moved.moves(march(15), "d1", march(18)).moves(march(18), "c1", march(19));
    CHECK(fires(r, moved, march(29)) == dates{march(11), march(26)});
    CHECK(fires(in_last(30, window_unit::days, 1), moved, march(29)) == dates{march(11)});  // within no term
}

TEST_CASE("rolling: within a school year, its last term's last day is its last, and the summer is of none") {
    // Fri 5 July ends the school year. On Sat 6 July no window lies within it: the number is not reached there.
    auto told = in_last(7, window_unit::days, 1, counted::full_day, window_within::school_year);
    told.after = after_act{"notify_parent", since::school_year_start};
    const auto absent_at_the_end = years().absent({july(5)});
    CHECK(fires(told, world{absent_at_the_end}.act("notify_parent", "T1", july(5)), july(31)) == dates{july(5)});
    CHECK(fires(told, world{absent_at_the_end}.act("notify_parent", "T1", july(6)), july(31)).empty());
    // All summer long it is below one; the first absence of the new year reaches it again. 60 days on from 5 July
    // there is no day but those on which less than one would stand in a window of 60 days.
    const auto one_in_sixty = in_last(60, window_unit::days, 1, counted::full_day, window_within::school_year);
    CHECK(fires(one_in_sixty, years().absent({july(5), september(2)}), september(30)) == dates{july(5), september(2)});
}

TEST_CASE("rolling: a week whose only school day is a make-up Sunday is a school week") {
    // With 1 to 3 April off the week of Mon 1 April has Sun 7 April alone. Fri 29 March is in the week before it, Mon 8
    // April in the one after.
    world w;
    w.off(april(1)).off(april(2)).off(april(3));
    const auto in_weeks = [](int weeks) { return in_last(weeks, window_unit::school_weeks, 2); };
    CHECK(fires(in_weeks(1), world{w}.absent({march(29), april(7)}), april(30)).empty());
    CHECK(fires(in_weeks(2), world{w}.absent({march(29), april(7)}), april(30)) == dates{april(7)});
    CHECK(fires(in_weeks(2), world{w}.absent({march(29), april(8)}), april(30)).empty());
}

TEST_CASE("rolling: where an act makes it fire, the causes are the first and the last that the window holds") {
    // Rows 0 and 1 are Tue 5, 2 and 3 Wed 6, 4 and 5 Fri 8. Told on Sat 9, when a week holds all three.
    auto r = in_last(7, window_unit::days, 3);
    r.after = after_act{"notify_parent", since::term_start};
    const auto f = evaluate(policy_with(r),
                            world{}.absent({march(5), march(6), march(8)}).act("notify_parent", "T1", march(9)).build(),
                            march(29));
    REQUIRE(triggers(f) == dates{march(9)});
    REQUIRE(f.obligations.caused_by.at(0).size() >= 2);
    CHECK(f.obligations.caused_by.at(0)[0] == cause{table_name::attendance, 0});
    CHECK(f.obligations.caused_by.at(0)[1] == cause{table_name::attendance, 5});
}

TEST_CASE("rolling: within a term, a stay of one day in another term ended below the number, whenever it was") {
    // Absent on Thu 14; on Fri 15 in d1, whose term holds no absence; in c1 again from Sat 16 on, absent on Wed 20. The
    // ten days before each day of 16 to 20 March hold the 14th, so that only the 15th ended below one.
    const auto w = world{}
                       .other_school(march(6), july(8))
                       .moves(march(14), "d1", march(15))
                       .moves(march(15), "c1", march(16))
                       .absent({march(14), march(20)});
    CHECK(fires(in_last(10, window_unit::days, 1, counted::full_day, window_within::term), w, july(5)) ==
          dates{march(14), march(20)});
    CHECK(fires(in_last(10, window_unit::days, 1), w, july(5)) == dates{march(14)});
}

TEST_CASE("rolling: what comes before the first school day that is known is of the school week before the first") {
    // Known to have dropped out on Tue 20 February, before the term begins, and again on Tue 5 March, in its first
    // week.
    auto known = make_rung(std::vector<count_of>{}, in_status{status::dropout});
    auto twice = in_last(2, window_unit::school_weeks, 2, counted::earlier_rung);
    auto w = world{};
    w.rows.enrolments->front().from = {2023, 9, 4};
    w.exits({2024, 2, 20}, exit_kind::dropout).enrols(march(4)).exits(march(5), exit_kind::dropout);
    const auto steps = [&] {
        const auto f = evaluate(policy_with({known, twice}), w.build(), march(29));
        lines out;
        for (std::size_t i = 0; i < f.obligations.size(); ++i)
            out.push_back(std::to_string(f.obligations.step[i]) + " " + to_string(f.obligations.triggered_on[i]));
        std::sort(out.begin(), out.end());
        return out;
    };
    CHECK(steps() == lines{"1 2024-02-20", "1 2024-03-05", "2 2024-03-05"});
    twice = in_last(1, window_unit::school_weeks, 2, counted::earlier_rung);
    CHECK(steps() == lines{"1 2024-02-20", "1 2024-03-05"});
}
