// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/standing.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

rung share_of(counted unit, ratio line, int at_least = 1, comparator how = comparator::at_least) {
    return make_rung(unit, share{line, how, at_least});
}

rung back_rung(not_back mode) {
    auto r = make_rung(std::vector<count_of>{}, mode);
    r.owes.acts = {"contact_village_committee"};
    return r;
}

}  // namespace

// March 2024 has 20 school days: Mon 4 to Fri 8, 11 to 15, 18 to 22, 25 to 29; 40 sessions. Its last is Fri 29 March.

TEST_CASE("share: judged on each month's last school day, the line itself included") {
    // 10 % of 40 sessions: 4.
    const auto tenth = share_of(counted::session, {1, 10});
    CHECK(fires(tenth, world{}.marks(march(5), "UU UU"), march(31)) == dates{march(29)});
    CHECK(fires(tenth, world{}.marks(march(5), "UU UU"), march(29)) == dates{march(29)});
    CHECK(fires(tenth, world{}.marks(march(5), "UU UU"), march(28)).empty());
    CHECK(fires(tenth, world{}.marks(march(5), "UU UP"), march(31)).empty());  // 3 of 40
    CHECK(fires(share_of(counted::session, {1, 10}, 1, comparator::more_than), world{}.marks(march(5), "UU UU"),
                march(31))
              .empty());
    CHECK(fires(share_of(counted::session, {1, 10}, 1, comparator::more_than), world{}.marks(march(5), "UU UU U"),
                march(31)) == dates{march(29)});
}

TEST_CASE("share: of days by full days, of part days by any absence") {
    // 10 % of 20 days: 2.
    CHECK(fires(share_of(counted::full_day, {1, 10}), world{}.marks(march(5), "UU UU"), march(31)) == dates{march(29)});
    CHECK(fires(share_of(counted::full_day, {1, 10}), world{}.marks(march(5), "UU UP"), march(31)).empty());
    CHECK(fires(share_of(counted::part_day, {1, 10}), world{}.marks(march(5), "UP PU"), march(31)) == dates{march(29)});
    CHECK(fires(share_of(counted::part_day, {1, 10}), world{}.marks(march(5), "UU"), march(31)).empty());
}

TEST_CASE("share: is of what was marked, not of what was held") {
    auto w = world{};
    w.how.mode = register_mode::complete;
    // Marked: 10 sessions, 1 of them absent.
    CHECK(fires(share_of(counted::session, {1, 10}), world{w}.marks(march(4), "PP PP PP PP PU"), march(31)) ==
          dates{march(29)});
    CHECK(fires(share_of(counted::session, {1, 10}), world{w}.marks(march(4), "PP PP PP PP PU -- -- P"), march(31))
              .empty());  // 1 of 11
}

TEST_CASE("share: is not judged before enough is marked") {
    // From Wed 27 March the pupil is enrolled: 3 days, 6 sessions in March. April has 22 school days
    // (1 to 3, 7 to 12, 15 to 19, 22 to 26, 28 to 30), so that there are 50 sessions on its last.
    auto w = world{};
    (*w.rows.enrolments)[0].from = march(27);
    w.absent({march(27), march(28), march(29)});
    CHECK(fires(share_of(counted::session, {1, 10}, 6), w, april(30)) == dates{march(29)});
    // 7 are not there on Fri 29 March; on Tue 30 April 6 of 50 is 12 %.
    CHECK(fires(share_of(counted::session, {1, 10}, 7), w, april(30)) == dates{april(30)});
    CHECK(fires(share_of(counted::session, {13, 100}, 7), w, april(30)).empty());
    CHECK(fires(share_of(counted::session, {12, 100}, 50), w, april(30)) == dates{april(30)});
    CHECK(fires(share_of(counted::session, {12, 100}, 51), w, april(30)).empty());
}

TEST_CASE("share: fires once a school year and starts each at nought") {
    auto w = world{};
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 10}, {}, {}});
    w.absent({march(5), march(6), april(1), april(2), april(3)});
    CHECK(fires(share_of(counted::session, {1, 10}), w, {2024, 12, 31}) == dates{march(29)});
    w.absent({{2024, 9, 2}, {2024, 9, 3}, {2024, 9, 4}});  // 6 of the sessions of September
    CHECK(fires(share_of(counted::session, {1, 10}), w, {2024, 12, 31}) == dates{march(29), {2024, 9, 30}});
}

TEST_CASE("share: a month's last school day need not be its last day") {
    // June 2024 ends on a Sunday: its last school day is Fri 28. 4 of 38 sessions.
    auto w = world{};
    (*w.rows.enrolments)[0].from = june(3);
    CHECK(fires(share_of(counted::session, {1, 10}), w.absent({june(3), june(4)}), june(30)) == dates{june(28)});
}

TEST_CASE("share: a share of nothing reaches no line, not even one of nought") {
    const auto nought = share_of(counted::session, {0, 100});
    CHECK(fires(nought, world{}, march(31)).empty());
    CHECK(fires(nought, world{}.marks(march(5), "U"), march(31)) == dates{march(29)});
}

TEST_CASE("share: of part days, a day with one session that counts is a marked day, whatever the other one is") {
    // Of the only day that has a mark: absent in the morning, or present, and nothing known of the afternoon.
    const auto any = share_of(counted::part_day, {1, 1});
    CHECK(fires(any, complete().marks(march(5), "U-"), march(31)) == dates{march(29)});
    CHECK(fires(any, complete().marks(march(5), "P-"), march(31)).empty());
    // Of a day half present it cannot be said that nothing counts: 1 of 1; of one wholly present it can: 1 of 2.
    CHECK(fires(any, complete().marks(march(5), "U- P-"), march(31)) == dates{march(29)});
    CHECK(fires(any, complete().marks(march(5), "U- PP"), march(31)).empty());
}

TEST_CASE("share: it fires at the end of the day, and only who is present after that is back") {
    // 4 of 40 sessions on Fri 29 March; the visit is due seven days after, Fri 5 April. No school from 4 to 6 April.
    auto r = share_of(counted::session, {1, 10});
    r.due = within_days{7, {}, {}}, r.stops = {stop::present};
    const auto w = world{}.absent({march(5), march(6)});
    const lines missed{"2024-03-29 due 2024-04-05 missed"}, lapsed{"2024-03-29 due 2024-04-05 lapsed"};
    CHECK(owed(r, world{w}.marks(march(28), "PP PP").absent({april(1), april(2), april(3), april(7)}), april(7)) ==
          missed);
    // Back for the first session after it alone.
    CHECK(owed(r, world{w}.marks(april(1), "PU").absent({april(2), april(3), april(7)}), april(7)) == lapsed);
    CHECK(owed(r, world{w}.marks(april(1), "UP").absent({april(2), april(3), april(7)}), april(7)) == lapsed);
}

// The published lists cover Sat 29 December 2018 to Fri 25 December 2026: beyond them no school day is known.

TEST_CASE("share: a month is judged though a term lies before the published lists, which knows of no school day") {
    world w;
    w.rows.terms = {{"early", "2018", {2018, 9, 3}, {2018, 12, 21}, {}, {}},
                    {"spring", "2018", {2019, 2, 25}, {2019, 6, 28}, {}, {}}};
    (*w.rows.enrolments)[0].from = {2019, 6, 3};
    w.absent({{2019, 6, 3}});
    // The term, and with it the month's school days, ends on Fri 28 June.
    CHECK(fires(share_of(counted::session, {1, 100}), w, {2019, 6, 30}) == dates{{2019, 6, 28}});
}

TEST_CASE("share: a month in which a term begins beyond the published lists has no last school day that is known") {
    // A term to Fri 18 December 2026; the next one begins on a day of which nothing is known.
    const auto next_from = [](date first) {
        world w;
        w.rows.terms = {{"autumn", "2026", {2026, 9, 1}, {2026, 12, 18}, {}, {}},
                        {"next", "2026", first, {2027, 1, 29}, {}, {}}};
        (*w.rows.enrolments)[0].from = {2026, 12, 1};
        w.absent({{2026, 12, 1}});
        return fires(share_of(counted::session, {1, 100}), w, {2026, 12, 25});
    };
    CHECK(next_from({2027, 1, 1}) == dates{{2026, 12, 18}});
    CHECK(next_from({2026, 12, 31}).empty());
    CHECK(next_from({2026, 12, 30}).empty());
}

TEST_CASE("share: a higher line fires no more often; a line outside 0 to 1 is refused") {
    const auto w = world{}.absent({march(5), march(6), march(7)});  // 6 of 40 = 15 %
    for (int percent = 1; percent <= 20; ++percent)
        REQUIRE(fires(share_of(counted::session, {percent, 100}), w, march(31)).size() == (percent <= 15 ? 1 : 0));
    CHECK_THROWS_AS(policy_with(share_of(counted::session, {11, 10})), policy_error);
    CHECK_THROWS_AS(policy_with(share_of(counted::session, {1, 0})), policy_error);
    CHECK_THROWS_AS(policy_with(share_of(counted::session, {1, 10}, 0)), policy_error);
}

TEST_CASE("not back: by attendance, up to the end of the registration where no number is given") {
    auto w = world{};
    w.how.mode = register_mode::complete;
    w.marks(march(4), "UU UU UU UP");
    const auto r = back_rung({});
    CHECK(fires(r, w, march(31)).empty());  // the term names no such day
    w.rows.terms[0].registration_until = march(6);
    CHECK(fires(r, w, march(5)).empty());
    CHECK(fires(r, w, march(6)) == dates{march(6)});
    w.rows.terms[0].registration_until = march(7);
    CHECK(fires(r, w, march(31)).empty());  // present on Thursday afternoon
}

TEST_CASE("not back: by registration, on the named day; registered on it is in time") {
    auto w = world{};
    w.rows.terms[0].registration_until = march(6);
    const auto r = back_rung({not_back_basis::registration, {}, day_unit::calendar_days});
    const auto registered = [&](std::optional<date> on) {
        auto with = w;
        with.rows.registrations.emplace();
        if (on)
            with.rows.registrations->push_back({"s", "spring", *on});
        return fires(r, with, march(31));
    };
    CHECK(registered({}) == dates{march(6)});
    CHECK(registered(march(6)).empty());
    CHECK(registered(march(7)) == dates{march(6)});
    CHECK(registered(march(1)).empty());  // before the term
}

TEST_CASE("not back: by registration, absence of the table is no absence of the pupil, but a gap") {
    auto w = world{};
    w.rows.terms[0].registration_until = march(6);
    const auto r = back_rung({not_back_basis::registration, {}, day_unit::calendar_days});
    const auto f = evaluate(policy_with(r), w.build(), march(31));
    CHECK(duties(f).empty());
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - registrations - -"});
}

TEST_CASE("not back: by registration within a number of days; caused by the enrolment") {
    auto w = world{};
    w.rows.registrations.emplace();
    const auto r = back_rung({not_back_basis::registration, 3, day_unit::calendar_days});
    CHECK(fires(r, w, march(6)).empty());
    const auto f = evaluate(policy_with(r), w.build(), march(7));
    REQUIRE(triggers(f) == dates{march(7)});
    REQUIRE(f.obligations.caused_by.at(0).size() == 1);
    CHECK(f.obligations.caused_by.at(0)[0] == cause{table_name::enrolments, 0});
}

TEST_CASE("not back: only pupils on the roll on the named day") {
    auto w = world{};
    w.rows.registrations.emplace();
    const auto r = back_rung({not_back_basis::registration, 3, day_unit::calendar_days});
    (*w.rows.enrolments)[0].from = march(8);
    CHECK(fires(r, w, march(31)).empty());
    (*w.rows.enrolments)[0].from = march(7);
    CHECK(fires(r, w, march(31)) == dates{march(7)});
    (*w.rows.students)[0].died_on = march(6);
    CHECK(fires(r, w, march(31)).empty());
}

TEST_CASE("not back: refuses working days and the nought-th school day") {
    CHECK_THROWS_AS(policy_with(back_rung({not_back_basis::attendance, 5, day_unit::working_days})), policy_error);
    CHECK_THROWS_AS(policy_with(back_rung({not_back_basis::attendance, 0, day_unit::school_days})), policy_error);
}

// A move from c1 (term from Mon 4 March) to d1, a class of a school with a term of its own.

TEST_CASE("not back: after a move, by the term of the unit on whose roll the pupil is on the named day") {
    not_back by_roll{not_back_basis::registration, {}, {}};
    const auto registered = [](date c1_until, date own_until) {
        world w;
        w.rows.terms[0].registration_until = c1_until;
        w.other_school(march(6), july(8), own_until).moves(march(15), "d1", march(18));
        w.rows.registrations = std::vector<registration_row>{};
        return w;
    };
    // The spring term's day is Fri 8, in c1; that of the other school's, Sat 9, is before the pupil came.
    CHECK(fires(back_rung(by_roll), registered(march(8), march(9)), march(31)) == dates{march(8)});
    // In d1 by the day of its own term; the day of c1's, Wed 20, no longer means the pupil.
    CHECK(fires(back_rung(by_roll), registered(march(20), march(19)), march(31)) == dates{march(19)});
    CHECK(fires(back_rung(by_roll), registered(march(15), march(18)), march(31)) == dates{march(15), march(18)});
    CHECK(fires(back_rung(by_roll), registered(march(16), march(17)), march(31)).empty());  // on no roll on either
    // On Fri 15 nobody knows of the move.
    CHECK(fires(back_rung(by_roll), registered(march(15), march(9)), march(15)) == dates{march(15)});
}

TEST_CASE("not back: the n-th school day is that of the unit; a mark in the class left still shows it") {
    // d1's term begins on Tue 12 March: its fifth school day is Mon 18, c1's was Fri 8.
    auto w = world{}.other_school(march(12), july(8)).moves(march(8), "d1", march(11));
    w.how.mode = register_mode::complete;
    const auto r = back_rung({not_back_basis::attendance, 5, day_unit::school_days});
    CHECK(fires(r, world{w}.marks(march(6), "UU"), march(31)) == dates{march(8)});
    CHECK(fires(r, world{w}.marks(march(12), "UU"), march(31)) == dates{march(18)});
    CHECK(fires(r, world{w}.marks(march(12), "UU PP"), march(31)).empty());
    // d1's term from Wed 6 March, day 9 after: absent in c1 on Thu 7, in d1 on Mon 11; the term counts both.
    auto early = world{}.other_school(march(6), july(8)).moves(march(8), "d1", march(11));
    early.how.mode = register_mode::complete;
    const auto ninth = back_rung({not_back_basis::attendance, 9, day_unit::calendar_days});
    CHECK(fires(ninth, world{early}.marks(march(11), "UU"), march(31)) == dates{march(15)});
    CHECK(fires(ninth, world{early}.marks(march(7), "PP").marks(march(11), "UU"), march(31)).empty());
}

TEST_CASE("share: a later move, not known yet, moves no month's end") {
    // March ends for c1 on Fri 29. In the other school Sat 30 is a school day: the move makes that the last one, once
    // it is known.
    auto w = world{}.other_school(march(25), july(8)).moves(march(29), "d1", march(30)).marks(march(5), "UU UU");
    w.rows.days->push_back({march(30), sessions::both, day_kind::school, {}, "other"});
    const auto tenth = share_of(counted::session, {1, 10});
    CHECK(fires(tenth, w, march(29)) == dates{march(29)});
    CHECK(fires(tenth, w, march(30)).empty());  // 4 of 42
}

TEST_CASE("not given: without an attendance table nobody was seen, and nothing is stopped by presence") {
    auto w = world{};
    w.rows.terms[0].registration_until = march(8);
    w.rows.registrations = std::vector<registration_row>{};
    auto r = back_rung({not_back_basis::registration, {}, {}});
    r.stops = {stop::present};
    CHECK(owed(r, w, march(31)) == lines{"2024-03-08 due - lapsed"});
    w.rows.attendance.reset();
    CHECK(owed(r, w, march(31)) == lines{"2024-03-08 due - open"});
}
