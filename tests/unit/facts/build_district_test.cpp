// SPDX-License-Identifier: Apache-2.0
#include "autumn_2025.hpp"
#include <baoxue/facts/build_district.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace baoxue;

namespace {

// One school with a grade and two classes, and another school.
district_rows small() {
    district_rows r;
    r.terms = {autumn_2025()};
    r.units = {{"town", "township"},
               {"s1", "school", "town", "primary"},
               {"g1", "grade", "s1"},
               {"c1", "class", "g1"},
               {"c2", "class", "g1"},
               {"s2", "school", "town"},
               {"c9", "class", "s2", "junior_middle"},
               {"v1", "village", "town"}};
    r.students = {{{"p1", "v1", {}, date{2015, 3, 1}}, {"p2"}}};
    r.enrolments = {{{"p1", "c1", sep(1)}, {"p2", "c2", sep(1)}}};
    return r;
}

code unit(const district& d, std::string_view id) { return d.ids->units.find(id); }
code pupil(const district& d, std::string_view id) { return d.ids->students.find(id); }
const school_calendar& calendar(const district& d, std::string_view unit_id) {
    return d.calendars[static_cast<std::size_t>(d.units.calendar[static_cast<std::size_t>(unit(d, unit_id))])];
}
/// What is held on a date: `-`, `am`, `pm` or `both`.
std::string held(const school_calendar& c, date on) {
    const bool am = c.find(on, session::am).has_value(), pm = c.find(on, session::pm).has_value();
    return am && pm ? "both" : am ? "am" : pm ? "pm" : "-";
}
std::string stage(const district& d, std::string_view unit_id) {
    const auto s = d.units.stage[static_cast<std::size_t>(unit(d, unit_id))];
    return s == no_code ? "-" : d.words->at(word_kind::stage, s).id;
}
/// A pupil's marks in order of session, as ordinal and first letter; `?` for unmarked.
std::string marks(const district& d, std::string_view id) {
    std::string out;
    const auto p = pupil(d, id);
    for (auto i = d.attendance.first(p); i < d.attendance.end(p); ++i) {
        const auto word = word_of(d.attendance.marks[i]);
        out += std::to_string(d.attendance.ordinal[i]) + (word.empty() ? '?' : word[0]) + " ";
    }
    return out;
}
std::vector<std::string> problems(const district& d) {
    std::vector<std::string> out;
    for (const auto& p : d.problems)
        out.push_back(to_string(p));
    return out;
}
constexpr auto am = session::am;
constexpr auto pm = session::pm;

}  // namespace

TEST_CASE("build_district: the same row twice says nothing new, in tables that have ids too") {
    auto r = small();
    act_row act;
    act.act_id = "a1", act.date = sep(2), act.act = "home_visit", act.actor_id = "w1", act.student_id = "p1";
    r.acts = {{act, act}};
    r.terms.push_back(r.terms.front());
    r.units.push_back(r.units.at(3));
    r.students->push_back(r.students->front());
    r.enrolments->push_back(r.enrolments->front());
    const auto d = build_district(r);
    CHECK(d.problems.empty());
    CHECK(d.pupils() == 2);
    CHECK(d.acts.on.size() == 1);
    CHECK(calendar(d, "c1").terms().size() == 1);
    r.acts->back().date = sep(3);
    CHECK_THROWS_AS(build_district(r), district_error);
}

TEST_CASE("build_district: stages are inherited from the nearest unit above, or from none") {
    const auto d = build_district(small());
    CHECK(stage(d, "s1") == "primary");
    CHECK(stage(d, "c1") == "primary");
    CHECK(stage(d, "c9") == "junior_middle");
    CHECK(stage(d, "s2") == "-");
    CHECK(stage(d, "town") == "-");
}

TEST_CASE("build_district: school days are the working days inside the term") {
    const auto d = build_district(small());
    const auto& c = calendar(d, "c1");
    CHECK(held(c, date{2025, 8, 29}) == "-");  // before the term
    CHECK(held(c, sep(1)) == "both");
    CHECK(held(c, sep(6)) == "-");
    CHECK(held(c, sep(28)) == "both");  // the make-up Sunday
    CHECK(held(c, date{2025, 10, 1}) == "-");
    CHECK(held(c, date{2026, 1, 23}) == "both");
    CHECK(held(c, date{2026, 1, 26}) == "-");
    const auto w = build_district(small(), {.calendar = calendar_kind::weekdays});
    CHECK(held(calendar(w, "c1"), sep(28)) == "-");
    CHECK(held(calendar(w, "c1"), date{2025, 10, 1}) == "both");
}

TEST_CASE("days: the nearest covering unit's rows, date by date") {
    auto r = small();
    r.days = {{{sep(13), sessions::both, day_kind::school},            // a Saturday with school for everybody,
               {sep(13), sessions::am, day_kind::school, {}, "s1"},    // in s1 in the morning only,
               {sep(13), sessions::both, day_kind::off, {}, "c2"},     // in c2 not at all
               {sep(14), sessions::pm, day_kind::school, {}, "c1"},    // a Sunday afternoon for c1
               {sep(15), sessions::both, day_kind::off},               // a Monday off for everybody,
               {sep(15), sessions::both, day_kind::school, {}, "g1"},  // but not for g1
               {sep(16), sessions::pm, day_kind::off}}};               // a Tuesday afternoon off
    const auto d = build_district(r);
    CHECK(held(calendar(d, "c9"), sep(13)) == "both");
    CHECK(held(calendar(d, "s1"), sep(13)) == "am");
    CHECK(held(calendar(d, "c1"), sep(13)) == "am");
    CHECK(held(calendar(d, "c2"), sep(13)) == "-");
    CHECK(held(calendar(d, "c1"), sep(14)) == "pm");
    CHECK(held(calendar(d, "c2"), sep(14)) == "-");
    CHECK(held(calendar(d, "s1"), sep(15)) == "-");
    CHECK(held(calendar(d, "c1"), sep(15)) == "both");
    CHECK(held(calendar(d, "c2"), sep(15)) == "both");
    CHECK(held(calendar(d, "c1"), sep(16)) == "am");
    CHECK(held(calendar(d, "c9"), sep(16)) == "am");
    // c1: Monday 1 to Friday 12 have ten full days, sessions 0 to 19; then 13 am, 14 pm, 15 both, 16 am.
    const auto& c = calendar(d, "c1");
    CHECK(c.find(sep(13), am) == 20);
    CHECK(c.find(sep(14), pm) == 21);
    CHECK(c.find(sep(15), am) == 22);
    CHECK(c.find(sep(16), am) == 24);
    CHECK(c.find(sep(17), am) == 25);
}

TEST_CASE("days: the same row twice is one, and rows for each half add up") {
    auto r = small();
    r.days = {{{sep(10), sessions::am, day_kind::off},
               {sep(10), sessions::am, day_kind::off},
               {sep(10), sessions::pm, day_kind::off},
               {sep(11), sessions::am, day_kind::off},
               {sep(11), sessions::pm, day_kind::school}}};
    const auto d = build_district(r);
    CHECK(held(calendar(d, "c1"), sep(10)) == "-");
    CHECK(held(calendar(d, "c1"), sep(11)) == "pm");
}

TEST_CASE("days: rows that contradict each other are all left out, rows beside them stay") {
    auto r = small();
    r.days = {{{sep(10), sessions::both, day_kind::off},
               {sep(10), sessions::am, day_kind::school},
               {sep(11), sessions::both, day_kind::off}}};
    CHECK_THROWS_AS(build_district(r), district_error);
    const auto d = build_district(r, {.on_bad_rows = bad_rows::set_aside});
    CHECK(held(calendar(d, "c1"), sep(10)) == "both");  // a Wednesday, as if nothing had been said
    CHECK(held(calendar(d, "c1"), sep(11)) == "-");
    CHECK(d.problems.size() == 2);
}

TEST_CASE("days: extend the coverage as far as there is no hole") {
    auto r = small();
    r.terms[0].last_day = date{2027, 1, 22};
    const auto dec = [](int day) { return date{2026, 12, day}; };
    r.days = {{{dec(26), sessions::both, day_kind::off},
               {dec(27), sessions::both, day_kind::off},
               {dec(28), sessions::am, day_kind::school},
               {dec(29), sessions::both, day_kind::school},
               {dec(31), sessions::both, day_kind::school}}};
    CHECK_THROWS_AS(build_district(r), district_error);
    r.attendance = {{{"p1", dec(28), am}, {"p1", dec(29), pm}}};
    const district_options lenient{.on_bad_rows = bad_rows::set_aside};
    const auto d = build_district(r, lenient);
    CHECK(problems(d) == std::vector<std::string>{
                             "days row 4, column `date`: 2026-12-31 is outside the calendar, which covers 2018-12-29 "
                             "to 2026-12-29; 2026-12-30 between is missing, give a row for every date"});
    CHECK(d.working.last_covered() == dec(29));
    const auto& c = calendar(d, "c1");
    CHECK(held(c, dec(25)) == "both");  // a Friday of the lists
    CHECK(held(c, dec(26)) == "-");
    CHECK(held(c, dec(28)) == "am");  // and no afternoon that nobody spoke of
    CHECK(held(c, dec(29)) == "both");
    CHECK(held(c, dec(31)) == "-");  // beyond the hole
    CHECK(d.working.is_working_day(dec(28)) == true);
    CHECK(d.working.is_working_day(dec(27)) == false);
    r.attendance->push_back({"p1", dec(31), am});
    CHECK_THROWS_AS(build_district(r, lenient), district_error);
    (*r.days).push_back({dec(30), sessions::both, day_kind::off});
    CHECK(build_district(r).working.last_covered() == dec(31));
}

TEST_CASE("days: those of one unit extend nothing, neither for others nor for itself") {
    auto r = small();
    r.terms[0].first_day = date{2018, 12, 24}, r.terms[0].last_day = date{2027, 1, 22};
    const auto dec = [](int day) { return date{2026, 12, day}; };
    r.days = {{{dec(26), sessions::both, day_kind::off, {}, "s1"}, {dec(27), sessions::both, day_kind::off, {}, "s1"}}};
    CHECK_THROWS_AS(build_district(r), district_error);
    const auto d = build_district(r, {.on_bad_rows = bad_rows::set_aside});
    CHECK(d.working.last_covered() == dec(25));
    CHECK(problems(d).at(1) == "days row 1, column `date`: 2026-12-27 is outside the calendar, which covers 2018-12-29 "
                               "to 2026-12-25; days of one unit do not extend it, give rows without `unit_id`, "
                               "beginning with 2026-12-26");
    // Where rows of the whole district reach, those of a unit differ from them as anywhere.
    r.days = {{{dec(26), sessions::both, day_kind::school},
               {dec(26), sessions::both, day_kind::off, {}, "s1"},
               {date{2018, 12, 28}, sessions::am, day_kind::school},
               {date{2018, 12, 28}, sessions::pm, day_kind::off}}};
    const auto e = build_district(r);
    CHECK(e.working.first_covered() == date{2018, 12, 28});
    CHECK(e.working.last_covered() == dec(26));
    CHECK(held(calendar(e, "c9"), dec(26)) == "both");
    CHECK(held(calendar(e, "c1"), dec(26)) == "-");
    CHECK(held(calendar(e, "c9"), date{2018, 12, 28}) == "am");
}

TEST_CASE("days: every row before a hole at the lists' beginning is told, both halves of a day too") {
    auto r = small();
    r.terms[0].first_day = date{2018, 12, 17};
    const auto dec = [](int day) { return date{2018, 12, day}; };
    r.days = {{{dec(26), sessions::am, day_kind::school},
               {dec(28), sessions::both, day_kind::school},
               {dec(26), sessions::pm, day_kind::off},
               {dec(25), sessions::both, day_kind::school}}};
    const auto d = build_district(r, {.on_bad_rows = bad_rows::set_aside});
    CHECK(d.working.first_covered() == dec(28));
    REQUIRE(d.problems.size() == 3);
    CHECK(problems(d)[0].find("2018-12-27 between is missing") != std::string::npos);
    CHECK(d.problems[1].row == 2);
    CHECK(d.problems[2].row == 3);
    // The plain week has no end to extend.
    CHECK(build_district(r, {.calendar = calendar_kind::weekdays}).problems.empty());
}

TEST_CASE("terms: a unit with terms of its own uses those alone, and so do the units in it") {
    auto r = small();
    r.terms.push_back({"t2", "2025-2026", sep(8), sep(30), "s2"});
    const auto d = build_district(r);
    CHECK(held(calendar(d, "c1"), sep(1)) == "both");
    CHECK(held(calendar(d, "c9"), sep(1)) == "-");
    CHECK(held(calendar(d, "c9"), sep(8)) == "both");
    CHECK(held(calendar(d, "c9"), date{2025, 10, 9}) == "-");
    CHECK(calendar(d, "c9").terms().size() == 1);
    CHECK(calendar(d, "town").terms().size() == 1);
    CHECK(calendar(d, "town").terms()[0].row == 0);
}

TEST_CASE("terms: in order of time whatever the order of rows, school years too") {
    auto r = small();
    r.terms = {{"t3", "later", date{2026, 9, 1}, date{2026, 11, 1}},
               {"t2", "a year", date{2026, 3, 2}, date{2026, 7, 3}},
               {"t1", "a year", sep(1), date{2026, 1, 23}}};
    const auto d = build_district(r);
    CHECK(d.school_years == std::vector<std::string>{"a year", "later"});
    const auto& c = calendar(d, "c1");
    REQUIRE(c.terms().size() == 3);
    CHECK(c.terms()[0].row == 2);
    CHECK(c.terms()[2].row == 0);
    CHECK(c.school_year_of(date{2026, 8, 1}) == 0);
    CHECK(c.school_year_of(date{2026, 9, 1}) == 1);
}

TEST_CASE("enrolments: a pupil who moves has each unit's days from the date on which each enrolment begins") {
    auto r = small();
    r.days = {{{sep(11), sessions::both, day_kind::off, {}, "s2"},     // a Thursday, before the move
               {sep(13), sessions::both, day_kind::school, {}, "s2"},  // the Saturday between the two enrolments
               {sep(16), sessions::pm, day_kind::off, {}, "s2"},       // a Tuesday, after it
               {sep(17), sessions::both, day_kind::off, {}, "s1"}}};
    r.enrolments = {
        {{"p1", "c1", sep(1), sep(12), {}, exit_kind::transferred}, {"p1", "c9", sep(15)}, {"p2", "c2", sep(1)}}};
    const auto d = build_district(r);
    const auto& c = d.calendar_of(pupil(d, "p1"));
    CHECK(held(c, sep(11)) == "both");
    CHECK(held(c, sep(13)) == "-");
    CHECK(held(c, sep(16)) == "am");
    CHECK(held(c, sep(17)) == "both");
    CHECK(held(d.calendar_of(pupil(d, "p2")), sep(16)) == "both");
    CHECK(held(d.calendar_of(pupil(d, "p2")), sep(17)) == "-");
    CHECK(c.terms().size() == 1);      // the same term goes on
    CHECK(c.find(sep(16), am) == 22);  // eleven full days before it: 1 to 5, 8 to 12, 15
    CHECK(c.find(sep(17), am) == 23);
}

TEST_CASE("enrolments: a run goes on only into an enrolment on the next school day") {
    for (const auto& [next, goes_on] : {std::pair{sep(13), true}, {sep(15), true}, {sep(16), false}}) {
        auto r = small();
        r.enrolments = {
            {{"p1", "c1", sep(1), sep(12)}, {"p1", "c2", next}}};  // Friday 12; Monday 15 is the next school day
        const auto d = build_district(r);
        const auto first = d.enrolments.first(pupil(d, "p1"));
        CHECK(d.enrolments.goes_on[first] == goes_on);
        CHECK_FALSE(d.enrolments.goes_on[first + 1]);
    }
}

TEST_CASE("enrolments: in order of their first day, open ends for ever, the same row twice is one") {
    auto r = small();
    r.enrolments = {{{"p1", "c2", sep(22)},
                     {"p1", "c1", sep(1), sep(19), {}, exit_kind::withdrawn, sep(21)},
                     {"p1", "c2", sep(22)}}};
    const auto d = build_district(r);
    const auto& e = d.enrolments;
    REQUIRE(e.unit.size() == 2);
    CHECK(e.unit[0] == unit(d, "c1"));
    CHECK(e.exit[0] == exit_kind::withdrawn);
    CHECK(e.noted_on[0] == sep(21));
    CHECK(e.row[0] == 1);
    CHECK(e.until[1] == forever);
    CHECK(e.row[1] == 0);
    CHECK(e.end(pupil(d, "p2")) == e.first(pupil(d, "p2")));  // a student who is enrolled nowhere
}

TEST_CASE("enrolments: an exit without a last day, and two classes on one day, are set aside") {
    auto r = small();
    r.enrolments = {
        {{"p1", "c1", sep(1), sep(19)}, {"p1", "c2", sep(19)}, {"p2", "c1", sep(1), {}, {}, exit_kind::dropout}}};
    CHECK_THROWS_AS(build_district(r), district_error);
    const auto d = build_district(r, {.on_bad_rows = bad_rows::set_aside});
    CHECK(d.enrolments.unit.empty());
    CHECK(d.problems.size() == 3);
    r.enrolments = {{{"p1", "c1", sep(1), sep(19)}, {"p1", "c2", sep(20)}}};
    CHECK(build_district(r).enrolments.unit.size() == 2);
}

TEST_CASE("attendance: marks by session ordinal in order, each with its row as given") {
    auto r = small();
    r.attendance = {{{"p2", sep(1), pm, mark::unexcused},
                     {"p1", sep(3), am, mark::present, 12},
                     {"p1", sep(1), am, mark::excused},
                     {"p2", sep(1), am, mark::present}}};
    const auto d = build_district(r);
    CHECK(marks(d, "p1") == "0e 4p ");
    CHECK(marks(d, "p2") == "0p 1u ");
    const std::int64_t rows[] = {2, 1, 3, 0};
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(d.attendance.row(i) == rows[i]);
    CHECK(d.attendance.minutes_late == std::vector<std::int16_t>{-1, 12, -1, -1});
}

TEST_CASE("attendance: any order of rows gives the same marks") {
    auto r = small();
    r.attendance.emplace();
    for (const auto* p : {"p1", "p2"})
        for (int day = 1; day <= 5; ++day)
            for (const auto half : {am, pm})
                r.attendance->push_back({p, sep(day), half, day % 2 == 0 ? mark::unexcused : mark::present});
    const auto given = build_district(r);
    CHECK(given.attendance.rows.empty());  // in order: no row numbers are kept
    for (std::size_t i = 0; i < 20; ++i)
        CHECK(given.attendance.row(i) == static_cast<std::int64_t>(i));
    auto order = r;
    for (std::size_t step : {3U, 7U, 9U, 11U}) {
        for (std::size_t i = 0; i < 20; ++i)
            (*order.attendance)[i] = (*r.attendance)[i * step % 20];
        const auto shuffled = build_district(order);
        CHECK(marks(shuffled, "p1") == marks(given, "p1"));
        CHECK(marks(shuffled, "p2") == marks(given, "p2"));
        for (std::size_t i = 0; i < 20; ++i)
            CHECK(shuffled.attendance.row(i) * static_cast<std::int64_t>(step) % 20 == static_cast<std::int64_t>(i));
    }
}

TEST_CASE("attendance: identical rows collapse, and the first stands for all") {
    auto r = small();
    r.attendance = {{{"p1", sep(1), am, mark::unexcused}, {"p1", sep(1), pm}, {"p1", sep(1), am, mark::unexcused}}};
    const auto d = build_district(r);
    CHECK(marks(d, "p1") == "0u 1p ");
    CHECK(d.attendance.row(0) == 0);
    CHECK(d.problems.empty());
}

TEST_CASE("attendance: contradicting marks leave the session unmarked in either mode, and every row is listed") {
    auto r = small();
    r.attendance = {{{"p1", sep(1), am, mark::unexcused},
                     {"p1", sep(1), pm},
                     {"p1", sep(1), am, mark::present},
                     {"p1", sep(1), am, mark::unexcused}}};
    for (const auto mode : {register_mode::complete, register_mode::exceptions}) {
        CHECK_THROWS_AS(build_district(r, {.mode = mode}), district_error);
        const auto d = build_district(r, {.mode = mode, .on_bad_rows = bad_rows::set_aside});
        CHECK(d.mode == mode);
        CHECK(marks(d, "p1") == "0? 1p ");
        std::vector<std::int64_t> rows;
        for (const auto& p : d.problems)
            rows.push_back(p.row.value_or(-1));
        std::sort(rows.begin(), rows.end());
        CHECK(rows == std::vector<std::int64_t>{0, 2, 3});
    }
}

TEST_CASE("attendance: rows set aside leave the others in their place") {
    auto r = small();
    r.attendance = {{{"p1", sep(6), am, mark::unexcused},  // a Saturday
                     {"p1", sep(1), am, mark::unexcused},
                     {"p9", sep(1), am, mark::unexcused},     // unknown
                     {"p2", sep(1), am, mark::unexcused, 5},  // minutes late of an absence
                     {"p2", sep(2), am, mark::unexcused}}};
    const auto d = build_district(r, {.on_bad_rows = bad_rows::set_aside});
    CHECK(marks(d, "p1") == "0u ");
    CHECK(marks(d, "p2") == "2u ");
    CHECK(d.attendance.row(0) == 1);
    CHECK(d.attendance.row(1) == 4);
    CHECK(problems(d) == std::vector<std::string>{
                             "attendance row 0, column `date`: no school on 2025-09-06 am for this pupil",
                             "attendance row 2, column `student_id`: unknown student `p9`; a student stands in "
                             "`students` or `enrolments`",
                             "attendance row 3, column `minutes_late`: minutes late of a mark that is not `present`"});
}

TEST_CASE("attendance: the first and the last day on the roll count, the days around them do not") {
    auto r = small();
    r.enrolments = {{{"p1", "c1", sep(2), sep(4)}, {"p2", "c2", sep(1)}}};
    for (const auto& [day, fine] : {std::pair{1, false}, {2, true}, {4, true}, {5, false}}) {
        r.attendance = {{{"p1", sep(day), am}}};
        INFO(day);
        if (fine)
            CHECK_NOTHROW(build_district(r));
        else
            CHECK_THROWS_AS(build_district(r), district_error);
    }
}

TEST_CASE("attendance: no mark after the day on which a pupil died, though the enrolment stands open") {
    auto r = small();
    r.students = {{{"p1", {}, {}, {}, sep(3)}, {"p2"}}};
    for (const auto& [day, fine] : {std::pair{3, true}, {4, false}}) {
        r.attendance = {{{"p1", sep(day), am}}};
        INFO(day);
        if (fine)
            CHECK_NOTHROW(build_district(r));
        else
            CHECK_THROWS_AS(build_district(r), district_error);
    }
}

TEST_CASE("tables: one that is not given is not an empty one") {
    auto r = small();
    r.acts.emplace();
    const auto d = build_district(r);
    CHECK(d.is_given(table_name::terms));
    CHECK(d.is_given(table_name::acts));
    CHECK_FALSE(d.is_given(table_name::holdings));
    CHECK_FALSE(d.is_given(table_name::attendance));
    CHECK(d.pupils() == 2);
}

TEST_CASE("tables: without holdings, who acted cannot be known, and any actor is accepted") {
    auto r = small();
    r.acts = {{{"a1", sep(2), "home_visit", "w7", "p1"}}};
    const auto d = build_district(r);
    REQUIRE(d.acts.on.size() == 1);
    CHECK(d.acts.person[0] == d.ids->persons.find("w7"));
    r.acts->front().actor_id = "p1";  // a pupil is no person, nor is a unit
    const auto of_pupil = build_district(r);
    CHECK(of_pupil.acts.person[0] == no_code);
    CHECK(of_pupil.acts.student[0] == of_pupil.ids->students.find("p1"));
    r.acts->front().actor_id = "w7";
    r.holdings.emplace();
    CHECK_THROWS_AS(build_district(r), district_error);
}

TEST_CASE("tables: without students and enrolments, pupils are those of the other tables") {
    auto r = small();
    r.students.reset(), r.enrolments.reset();
    r.attendance = {{{"p5", sep(1), am, mark::unexcused}}};
    r.registrations = {{{"p4", "t1", sep(1)}}};
    r.acts = {{{"a1", sep(2), "home_visit", "w7", "p6"}}};
    const auto d = build_district(r);
    CHECK(d.pupils() == 3);
    CHECK(marks(d, "p5") == "0u ");
    CHECK(d.calendar_of(pupil(d, "p6")).days() == calendar(d, "town").days());
}

TEST_CASE("acts: by pupil, in order of date and then of id; the actor may be person, student or unit at once") {
    auto r = small();
    r.holdings = {{{"x", "class_teacher", covers_kind::unit, "c1", sep(1)}}};
    r.units.push_back({"x", "village"});
    r.students->push_back({"x"});
    r.acts = {{{"a3", sep(3), "home_visit", "x", "p1"},
               {"a2", sep(3), "interview", "x", "p1"},
               {"a9", sep(2), "home_visit", "x", "p1"},
               {"a1", sep(1), "home_visit", "x", {}, "c1"}}};
    const auto d = build_district(r);
    CHECK(d.acts.row == std::vector<std::int64_t>{2, 1, 0});
    CHECK(d.unit_acts.on.size() == 1);
    CHECK(d.acts.person[0] == d.ids->persons.find("x"));
    CHECK(d.acts.student[0] == pupil(d, "x"));
    CHECK(d.acts.unit[0] == unit(d, "x"));
}

TEST_CASE("holdings: one after the other is fine for a single holder, one day together is not") {
    auto r = small();
    r.holdings = {{{"w1", "class_teacher", covers_kind::unit, "c1", sep(1), sep(30)},
                   {"w2", "class_teacher", covers_kind::unit, "c1", date{2025, 10, 1}},
                   {"w2", "class_teacher", covers_kind::unit, "c2", sep(1)},
                   {"w1", "parent", covers_kind::student, "p1", sep(1)},
                   {"w3", "parent", covers_kind::student, "p1", sep(1)}}};
    const auto d = build_district(r);
    CHECK(d.holdings.person.size() == 5);
    CHECK(d.holdings.until[0] == sep(30));
    (*r.holdings)[0].until = date{2025, 10, 1};
    CHECK_THROWS_AS(build_district(r), district_error);
    const auto e = build_district(r, {.on_bad_rows = bad_rows::set_aside});
    CHECK(e.holdings.person.size() == 3);
    CHECK(e.problems.size() == 2);
}

TEST_CASE("roll_calls: registers taken, by half day, once") {
    auto r = small();
    r.roll_calls = {{{"c1", sep(1), sessions::both}, {"c1", sep(2), sessions::pm}, {"c1", sep(1), sessions::am}}};
    const auto d = build_district(r, {.mode = register_mode::exceptions});
    CHECK(d.roll_calls.was_taken(unit(d, "c1"), sep(1), am));
    CHECK(d.roll_calls.was_taken(unit(d, "c1"), sep(1), pm));
    CHECK_FALSE(d.roll_calls.was_taken(unit(d, "c1"), sep(2), am));
    CHECK(d.roll_calls.was_taken(unit(d, "c1"), sep(2), pm));
    CHECK_FALSE(d.roll_calls.was_taken(unit(d, "c2"), sep(1), am));
    CHECK(d.roll_calls.taken[static_cast<std::size_t>(unit(d, "c1"))].size() == 3);
    r.roll_calls->push_back({"c1", sep(6), sessions::am});
    CHECK_THROWS_AS(build_district(r), district_error);
}

TEST_CASE("registrations: by pupil, with the row of their term") {
    auto r = small();
    r.terms.insert(r.terms.begin(), {"t0", "2024-2025", date{2025, 3, 3}, date{2025, 7, 4}});
    r.registrations = {{{"p2", "t1", sep(2)}, {"p1", "t1", sep(1)}, {"p1", "t0", date{2025, 3, 3}}}};
    const auto d = build_district(r);
    CHECK(d.registrations.term == std::vector<std::int32_t>{0, 1, 1});
    CHECK(d.registrations.row == std::vector<std::int64_t>{2, 1, 0});
}

TEST_CASE("ids and dates: as they are or in dictionaries, and ids as text or numbers, make the same district") {
    // The tables once more, with every id a number: an id column holds whichever of the four is asked for.
    enum class form { text, dictionary, number, number_dictionary };
    const auto as_it_is = [](const std::shared_ptr<owned_column>& c) {
        auto v = c->view();
        v.keeps = c;
        return v;
    };
    const auto in_dictionary = [&](const std::shared_ptr<owned_column>& c) {
        const auto refers = std::make_shared<owned_column>(column_kind::id);
        refers->refer_to(c);
        for (std::int32_t i = 0; i < static_cast<std::int32_t>(c->length()); ++i)
            refers->append_reference(i);
        return as_it_is(refers);
    };
    const auto build = [&](form f) {
        const auto ids = [&](const std::vector<std::int64_t>& numbers) {
            const auto c = std::make_shared<owned_column>(f == form::text         ? column_kind::id
                                                          : f == form::dictionary ? column_kind::word
                                                                                  : column_kind::integer);
            for (const auto n : numbers) {
                if (f == form::text || f == form::dictionary) {
                    if (n < 0)
                        c->append_null();
                    else
                        c->append(std::string_view{std::to_string(n)});
                } else {
                    if (n < 0)
                        c->append_null();
                    else
                        c->append(n);
                }
            }
            return f == form::number_dictionary ? in_dictionary(c) : as_it_is(c);
        };
        const auto words = [&](const std::vector<std::string_view>& texts) {
            const auto c = std::make_shared<owned_column>(column_kind::word);
            for (const auto t : texts)
                c->append(t);
            return as_it_is(c);
        };
        const auto days = [&](const std::vector<date>& on) {
            const auto c = std::make_shared<owned_column>(column_kind::day);
            for (const auto d : on)
                c->append(d);
            return f == form::dictionary || f == form::number_dictionary ? in_dictionary(c) : as_it_is(c);
        };
        std::vector<table_view> t;
        t.push_back({"terms",
                     1,
                     {{"term_id", ids({1})},
                      {"school_year", ids({2025})},
                      {"first_day", days({sep(1)})},
                      {"last_day", days({sep(30)})}}});
        t.push_back({"units",
                     2,
                     {{"unit_id", ids({10, 9})}, {"kind", words({"class", "school"})}, {"parent_id", ids({9, -1})}}});
        t.push_back({"enrolments",
                     2,
                     {{"student_id", ids({10, 9})}, {"class_id", ids({10, 10})}, {"from", days({sep(1), sep(1)})}}});
        t.push_back({"attendance",
                     3,
                     {{"student_id", ids({9, 10, 10})},
                      {"date", days({sep(1), sep(1), sep(2)})},
                      {"session", words({"am", "pm", "am"})},
                      {"mark", words({"present", "unexcused", "excused"})}}});
        return build_district(t);
    };
    for (const auto f : {form::text, form::dictionary, form::number, form::number_dictionary}) {
        const auto d = build(f);
        INFO(static_cast<int>(f));
        const bool numeric = f == form::number || f == form::number_dictionary;
        CHECK(d.ids->students.numeric() == numeric);
        // Numbers in order of size, 9 before 10; text bytewise, "10" before "9".
        const code nine = numeric ? 0 : 1, ten = numeric ? 1 : 0;
        CHECK(d.ids->students.find_text("9") == nine);
        CHECK(d.ids->students.find_text("10") == ten);
        CHECK(d.units.parent[static_cast<std::size_t>(d.ids->units.find_text("10"))] == d.ids->units.find_text("9"));
        CHECK(d.units.parent[static_cast<std::size_t>(d.ids->units.find_text("9"))] == no_code);
        CHECK(d.school_years == std::vector<std::string>{"2025"});
        const auto& a = d.attendance;
        REQUIRE(a.end(ten) - a.first(ten) == 2);
        CHECK(a.marks[a.first(ten)] == mark::unexcused);
        CHECK(a.ordinal[a.first(ten)] == 1);
        CHECK(a.row(a.first(ten)) == 1);
        CHECK(a.marks[a.first(nine)] == mark::present);
        CHECK(a.row(a.first(nine)) == 0);
    }
}

TEST_CASE("build_district: nothing of the tables is needed afterwards") {
    auto d = [] {
        auto r = small();
        r.attendance = {{{"p1", sep(1), am, mark::unexcused}}};
        return build_district(r);
    }();
    CHECK(marks(d, "p1") == "0u ");
    CHECK(d.ids->students.text(pupil(d, "p1")) == "p1");
}
