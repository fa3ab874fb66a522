// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/recurring.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Quotas and their periods at the edges of calendars, rolls and tables. The spring term, 4 March to 5 July 2024, has 87
// school days; the other school has terms of its own.

using namespace school;

namespace {

recurring twice(cycle period, quota_per per, const char* role = "class_teacher") {
    recurring r;
    r.times = 2, r.period = param<cycle>{period}, r.per = per;
    r.owes.acts = {"home_visit"}, r.owes.roles = {role};
    return r;
}
lines asked(const clause& c, const world& w, date as_of = june(28)) {
    auto rows = quotas(evaluate(policy_with(std::vector{c}), w.build(), as_of));
    std::sort(rows.begin(), rows.end());
    return rows;
}
lines asked(const recurring& r, const world& w, date as_of = june(28)) { return asked(make_clause("k", r), w, as_of); }
lines lacking(const clause& c, const world& w, date as_of = june(28)) {
    return missing_tables(evaluate(policy_with(std::vector{c}), w.build(), as_of));
}
lines lacking(const recurring& r, const world& w, date as_of = june(28)) {
    return lacking(make_clause("k", r), w, as_of);
}
const std::string spring_of_nobody = " 2024-03-04 2024-07-05 0/2 open";

}  // namespace

TEST_CASE("list_periods: a term without a school day is none, and has no points") {
    auto w = world{};
    w.rows.terms.push_back({"weekend", "2023", july(13), july(14), {}, {}});  // a Saturday and a Sunday
    const auto c = w.build().calendars.at(0);
    REQUIRE(c.terms().size() == 2);
    const auto terms = list_periods(c, twice(cycle::term, quota_per::holder));
    REQUIRE(terms.size() == 1);
    CHECK(terms[0].first == march(4));
    CHECK(terms[0].days.size() == 87);
    auto at_start = twice(cycle::point, quota_per::holder);
    at_start.points = {{term_end::first, {}}};
    const auto points = list_periods(c, at_start);
    REQUIRE(points.size() == 1);
    CHECK(points[0].last == march(29));  // the 20th school day
}

TEST_CASE("list_periods: a point is in the n-th term of its school year, or the last, or in every term") {
    // Autumn and spring of the school year 2023, and of 2024 the autumn alone, which is its first and its last.
    const auto c = years().build().calendars.at(0);
    const auto first_days = [&](std::optional<std::int32_t> term) {
        auto r = twice(cycle::point, quota_per::holder);
        r.points = {{term_end::first, term}};
        dates out;
        for (const auto& p : list_periods(c, r))
            out.push_back(p.first);
        return out;
    };
    const date autumn{2023, 9, 4};
    CHECK(first_days({}) == dates{autumn, march(4), september(2)});
    CHECK(first_days(1) == dates{autumn, september(2)});
    CHECK(first_days(2) == dates{march(4)});
    CHECK(first_days(3).empty());
    CHECK(first_days(-1) == dates{march(4), september(2)});
}

TEST_CASE("list_periods: a point has 20 school days, or all that its term has") {
    auto w = world{};
    w.rows.terms.push_back({"short", "2023", july(8), july(12), {}, {}});  // Mon to Fri
    const auto c = w.build().calendars.at(0);
    for (const auto end : {term_end::first, term_end::last}) {
        auto r = twice(cycle::point, quota_per::holder);
        r.points = {{end, {}}};
        const auto points = list_periods(c, r);
        REQUIRE(points.size() == 2);
        CHECK(points[0].days.size() == 20);
        CHECK(points[1].days == dates{july(8), july(9), july(10), july(11), july(12)});
        CHECK(points[1].first == july(8));
        CHECK(points[1].last == july(12));
    }
}

TEST_CASE("add_periods: those with the same first and last day share their days, others stand in order") {
    std::vector<quota_period> all{{march(4), march(29), {march(4), march(6)}}};
    add_periods(all, {{march(11), march(15), {march(11)}},
                      {march(4), march(15), {march(5)}},
                      {march(4), march(29), {march(5), march(6)}}});
    REQUIRE(all.size() == 3);
    CHECK(all[0].last == march(15));
    CHECK(all[1].last == march(29));
    CHECK(all[1].days == dates{march(4), march(5), march(6)});
    CHECK(all[2].first == march(11));
}

TEST_CASE("holders: one with classes in two schools has the periods of both; a month that both have is one") {
    // Of the other school's term, Mon 18 March to Fri 31 May, T1 is a class teacher too.
    const auto w = world{}.without("T2").other_school(march(18), may(31)).hold("T1", "class_teacher", "d1");
    CHECK(asked(twice(cycle::term, quota_per::holder), w) ==
          lines{"T1 2024-03-04 2024-07-05 0/2 open", "T1 2024-03-18 2024-05-31 0/2 missed"});
    CHECK(asked(twice(cycle::month, quota_per::holder), w) ==
          lines{"T1 2024-03-04 2024-03-29 0/2 missed", "T1 2024-04-01 2024-04-30 0/2 missed",
                "T1 2024-05-06 2024-05-31 0/2 missed", "T1 2024-06-03 2024-06-28 0/2 open"});
}

TEST_CASE("holders: at units that the rule means, and of pupils where the role is held for them") {
    const auto visits = twice(cycle::term, quota_per::holder);
    CHECK(asked(for_whom(make_clause("k", visits), {{"primary"}}), world{}).size() == 2);
    CHECK(asked(for_whom(make_clause("k", visits), {{"junior_middle"}}), world{}).empty());
    // One quota for both pupils; who also teaches the class, or has left one pupil, is the same person.
    const auto helping = twice(cycle::term, quota_per::holder, "helping_teacher");
    auto w = world{}.pupil("t").hold_pupil("H", "helping_teacher", "s").hold("H", "subject_teacher", "c1");
    CHECK(asked(helping, w) == lines{"H" + spring_of_nobody});
    CHECK(asked(helping, world{w}.hold_pupil("H", "helping_teacher", "t")) == lines{"H" + spring_of_nobody});
    // T1 is a class teacher up to as_of, and goes on as a subject teacher: Fri 8 March is the fifth day of 87, so 1.
    auto ends = world{}.without("T2").leaves("T1", march(8)).hold("T1", "subject_teacher", "c1");
    CHECK(asked(visits, ends, march(8)) == lines{"T1 2024-03-04 2024-03-08 0/1 open"});
}

TEST_CASE("holders: a post that begins on as_of is asked for, one that begins later is not known") {
    // X comes to teach c1 too, from Mon 11 March: 82 of 87 days, and 2 x 82 / 87 is above 1.
    const auto of_subject = twice(cycle::term, quota_per::holder, "subject_teacher");
    const auto joined_by = world{}.hold("X", "subject_teacher", "c1", march(11));
    CHECK(asked(of_subject, joined_by, march(10)) == lines{"S1" + spring_of_nobody});
    CHECK(asked(of_subject, joined_by, march(11)) ==
          lines{"S1" + spring_of_nobody, "X 2024-03-11 2024-07-05 0/2 open"});
    // T1 has a class of the other school too, from Mon 8 April: with it comes that school's term, on each of whose days
    // the role was held.
    const auto visits = twice(cycle::term, quota_per::holder);
    const std::string own = "T1" + spring_of_nobody;
    const auto takes_on =
        world{}.without("T2").other_school(march(18), may(31)).hold("T1", "class_teacher", "d1", april(8));
    CHECK(asked(visits, takes_on, april(7)) == lines{own});
    CHECK(asked(visits, takes_on, april(8)) == lines{own, "T1 2024-03-18 2024-05-31 0/2 open"});
}

TEST_CASE("holders: posts that follow each other in two schools are held on the days of both") {
    // X teaches d1 for its term, Mon 18 March to Fri 31 May, then c1 from Mon 3 June on: of the spring term all but the
    // first ten days, 2 x 77 / 87.
    const auto w = world{}
                       .without("T1")
                       .without("T2")
                       .other_school(march(18), may(31))
                       .hold("X", "class_teacher", "d1", march(18), may(31))
                       .hold("X", "class_teacher", "c1", june(3));
    CHECK(asked(twice(cycle::term, quota_per::holder), w) ==
          lines{"X 2024-03-18 2024-05-31 0/2 missed", "X 2024-03-18 2024-07-05 0/2 open"});
}

TEST_CASE("holders: a post that ends on as_of is over, whatever other post of the same role goes on") {
    // One in c1 ends on Fri 29 March; one in the other school goes on, where the term ends on Fri 31 May. So of the
    // spring term it is Mon 4 March to 31 May, 63 of 87 days.
    const auto ends_in_may = [](const std::string& person) {
        return lines{person + " 2024-03-04 2024-05-31 0/2 open", person + " 2024-03-18 2024-05-31 0/2 open"};
    };
    const auto of_classes = world{}
                                .without("T2")
                                .leaves("T1", march(29))
                                .other_school(march(18), may(31))
                                .hold("T1", "class_teacher", "d1", march(18));
    CHECK(asked(twice(cycle::term, quota_per::holder), of_classes, march(29)) == ends_in_may("T1"));
    const auto of_pupils = world{}
                               .other_school(march(18), may(31))
                               .pupil("t", "d1", march(18))
                               .hold_pupil("H", "helping_teacher", "s", long_ago, march(29))
                               .hold_pupil("H", "helping_teacher", "t", march(18));
    CHECK(asked(twice(cycle::term, quota_per::holder, "helping_teacher"), of_pupils, march(29)) == ends_in_may("H"));
}

TEST_CASE("subjects: units and pupils that the rule means, with what must be on record") {
    auto of_classes = twice(cycle::term, quota_per::subject);
    of_classes.about = {"class"};
    CHECK(asked(for_whom(make_clause("k", of_classes), {{"primary"}}), world{}) ==
          lines{"T1" + spring_of_nobody, "T2" + spring_of_nobody});
    CHECK(asked(for_whom(make_clause("k", of_classes), {{"junior_middle"}}), world{}).empty());

    const auto of_pupils = twice(cycle::term, quota_per::subject);
    const auto flagged = world{}.need("migrant_child", march(4));
    const need_condition migrant{{"migrant_child"}, {}}, wavering{{"wavering"}, {}};
    const lines one{"T1" + spring_of_nobody};
    CHECK(asked(for_whom(make_clause("k", of_pupils), {{"primary"}, {}, {}, migrant, wavering}), flagged) == one);
    CHECK(asked(for_whom(make_clause("k", of_pupils), {{"junior_middle"}}), flagged).empty());
    CHECK(asked(for_whom(make_clause("k", of_pupils), {{}, {}, {}, wavering, {}}), flagged).empty());
    CHECK(asked(for_whom(make_clause("k", of_pupils), {{}, {}, {}, {}, migrant}), flagged).empty());

    auto after = make_clause("k", of_pupils);
    after.readings[0].rules[0].after = after_act{"notify_parent", since::school_year_start};
    CHECK(asked(after, world{}).empty());
    CHECK(asked(after, world{}.act("notify_parent", "T1", march(4))) == one);
    auto no_acts = world{};
    no_acts.rows.acts.reset();
    const auto f = evaluate(policy_with(std::vector{after}), no_acts.build(), june(28));
    CHECK(quotas(f).empty());
    CHECK(missing_tables(f) == lines{"k r - - - acts - -"});
}

TEST_CASE("subjects: a pupil counts up to a death that is known, from the first enrolment on") {
    auto of_needy = twice(cycle::month, quota_per::subject);
    of_needy.need = need_condition{{"wavering"}, {}};
    const auto from_april = [](world w) { return std::move(w.need("wavering", april(1))); };
    const auto first_of = [&](const recurring& r, const world& w, date as_of) { return asked(r, w, as_of).front(); };
    // School days of April are 1 to 3, 7 to 12, 15 to 19, 22 to 26, 28 to 30: 22. Died on Fri 12: 9 of them.
    auto died = from_april(world{});
    died.rows.students->front().died_on = april(12);
    CHECK(first_of(of_needy, died, april(12)) == "T1 2024-04-01 2024-04-12 0/1 open");  // 2 x 9 / 22 is below 1
    CHECK(first_of(of_needy, died, april(11)) == "T1 2024-04-01 2024-04-30 0/2 open");  // not known yet
    const auto on_roll = twice(cycle::month, quota_per::subject);
    CHECK(asked(on_roll, died, april(12)).back() == "T1 2024-04-01 2024-04-12 0/1 open");
    CHECK(asked(on_roll, died, april(11)).back() == "T1 2024-04-01 2024-04-30 0/2 open");
    auto never = world{};
    never.rows.students->push_back({"n", {}, {}, {}, {}});
    CHECK(asked(of_needy, never.need("wavering", april(1), {}, "n"), april(30)).empty());
}

TEST_CASE("subjects: a stay or a flag that ends after as_of goes on, as far as is known; one that ends on it is over") {
    const auto on_roll = twice(cycle::month, quota_per::subject);
    auto of_needy = on_roll;
    of_needy.need = need_condition{{"wavering"}, {}};
    const auto left = world{}.exits(april(12), exit_kind::graduated);
    const auto flagged = world{}.need("wavering", april(1), april(12));
    // Up to Fri 12 it is 9 of April's 22 school days: 2 x 9 / 22 is below 1.
    CHECK(asked(on_roll, left, april(11)).back() == "T1 2024-04-01 2024-04-30 0/2 open");
    CHECK(asked(on_roll, left, april(12)).back() == "T1 2024-04-01 2024-04-12 0/1 open");
    CHECK(asked(of_needy, flagged, april(11)) == lines{"T1 2024-04-01 2024-04-30 0/2 open"});
    CHECK(asked(of_needy, flagged, april(12)) == lines{"T1 2024-04-01 2024-04-12 0/1 open"});
}

TEST_CASE("subjects: a flag from before the first enrolment counts from that enrolment on") {
    auto of_needy = twice(cycle::term, quota_per::subject);
    of_needy.need = need_condition{{"wavering"}, {}};
    auto w = world{}.need("wavering", march(4));
    w.rows.enrolments->front().from = march(18);  // 77 of 87 days: 2 x 77 / 87 is above 1
    CHECK(asked(of_needy, w) == lines{"T1 2024-03-18 2024-07-05 0/2 open"});
}

TEST_CASE("subjects: a quota of one status counts no day in a spell of another") {
    // On leave from Fri 15 March to the end of the month, a dropout from Mon 20 May: 10, 19 and 5 of 87 days.
    auto gone = twice(cycle::term, quota_per::subject);
    gone.status = status::dropout;
    const auto w = world{}.exits(march(15), exit_kind::suspended).enrols(april(1)).exits(may(20), exit_kind::dropout);
    CHECK(asked(gone, w) == lines{"T1 2024-05-20 2024-07-05 0/1 open"});
}

TEST_CASE("subjects: who changes class is answered for by the new class's teacher, as soon as that is known") {
    const auto of_pupils = twice(cycle::term, quota_per::subject);
    const auto w = world{}.moves(april(7), "c2", april(8));
    CHECK(asked(of_pupils, w, april(3)) == lines{"T1" + spring_of_nobody});
    CHECK(asked(of_pupils, w, april(8)) == lines{"T2" + spring_of_nobody});
}

TEST_CASE("subjects: without needs, a quota that asks for one or means pupils by one has no rows, and says so") {
    const need_condition wavering{{"wavering"}, {}};
    const lines no_needs{"k r - - - needs - -"};
    const auto of_pupils = twice(cycle::term, quota_per::subject);
    auto of_needy = of_pupils;
    of_needy.need = wavering;
    for (const auto& c : {make_clause("k", of_needy), for_whom(make_clause("k", of_pupils), {{}, {}, {}, wavering, {}}),
                          for_whom(make_clause("k", of_pupils), {{}, {}, {}, {}, wavering})}) {
        CHECK(asked(c, world{}).empty());
        CHECK(lacking(c, world{}) == no_needs);
    }
}

TEST_CASE("subjects: without enrolments, or without holdings, nothing or nobody is known") {
    const auto of_pupils = twice(cycle::month, quota_per::subject);
    auto no_rolls = world{};
    no_rolls.rows.enrolments.reset(), no_rolls.rows.attendance.reset();
    CHECK(asked(of_pupils, no_rolls).empty());
    CHECK(lacking(of_pupils, no_rolls) == lines{"k r - - - enrolments - -"});
    auto no_posts = world{};
    no_posts.rows.holdings.reset();
    CHECK(asked(of_pupils, no_posts, april(1)) ==
          lines{" 2024-03-04 2024-03-29 0/2 unknown", " 2024-04-01 2024-04-30 0/2 open"});
    CHECK(lacking(of_pupils, no_posts, march(29)) == lines{"k r - - - holdings - -"});
    // What anybody may do needs no holder.
    const auto by_anyone = twice(cycle::month, quota_per::subject, "anyone");
    CHECK(asked(by_anyone, no_posts, april(1)) ==
          lines{" 2024-03-04 2024-03-29 0/2 missed", " 2024-04-01 2024-04-30 0/2 open"});
    CHECK(lacking(by_anyone, no_posts, april(1)).empty());
}

TEST_CASE("do_quotas: a quota is caused by the first flag, or the spell, that it is asked for; others by nothing") {
    const auto because = [](const recurring& r, const world& w) {
        const auto f = evaluate(policy_with(std::vector{make_clause("k", r)}), w.build(), july(5));
        REQUIRE(f.obligations.size() == 1);
        const auto why = f.obligations.caused_by.at(0);
        return std::vector<cause>{why.begin(), why.end()};
    };
    // Pupil t is flagged otherwise, row 0; s from the term's start to Fri 15 March, row 1, and again from Wed 20,
    // row 2.
    auto flagged = world{}.pupil("t", "c2").need("key_student", march(4), {}, "t");
    flagged.need("wavering", march(4), march(15)).need("wavering", march(20));
    auto of_need = twice(cycle::term, quota_per::subject);
    of_need.about = {"student"}, of_need.need = need_condition{{"wavering"}, {}};
    CHECK(because(of_need, flagged) == std::vector{cause{table_name::needs, 1}});
    // Pupil t, row 1 of the enrolments, drops out on 15 March.
    auto of_spell = twice(cycle::term, quota_per::subject);
    of_spell.about = {"student"}, of_spell.status = status::dropout;
    CHECK(because(of_spell, world{}.pupil("t", "c2").exits(march(15), exit_kind::dropout, {}, "t")) ==
          std::vector{cause{table_name::enrolments, 1}});
    CHECK(because(twice(cycle::term, quota_per::holder), world{}.without("T2")).empty());
}

TEST_CASE("quotas: a row rests on the first flag or spell for which it is owed; one of a holder on no row") {
    const auto causes = [](const recurring& r, const world& w) {
        const auto f = evaluate(policy_with(std::vector{make_clause("k", r)}), w.build(), june(28));
        REQUIRE(f.obligations.size() >= 1);
        const auto all = f.obligations.caused_by.at(0);
        return std::vector<cause>{all.begin(), all.end()};
    };
    auto flagged = twice(cycle::term, quota_per::subject);
    flagged.need = need_condition{{"wavering"}, {}};
    // Rows 1 and 2 are flags of that need.
    const auto w =
        world{}.need("economic_hardship", march(5)).need("wavering", march(12), march(15)).need("wavering", march(20));
    CHECK(causes(flagged, w) == std::vector{cause{table_name::needs, 1}});
    auto gone = twice(cycle::term, quota_per::subject);
    gone.status = status::dropout;
    CHECK(causes(gone, world{}.exits(march(15), exit_kind::dropout)) == std::vector{cause{table_name::enrolments, 0}});
    CHECK(causes(twice(cycle::term, quota_per::holder), world{}).empty());
}

TEST_CASE("quotas: acts that are not given are asked for once the last day is past without them") {
    const auto r = twice(cycle::term, quota_per::holder);
    auto w = world{};
    w.rows.acts.reset();
    CHECK(lacking(r, w, july(5)).empty());
    CHECK(lacking(r, w, july(6)) == lines{"k r - - - acts - -"});
}
