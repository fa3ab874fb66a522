// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <support/same_tables.hpp>
#include <support/school.hpp>
#include <tuple>
#include <utility>

using namespace school;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

/// Rows of a table from one on, as a view of the same buffers.
table_view rows_of(const table_view& t, std::int64_t first, std::int64_t count) {
    auto out = t;
    out.rows = count;
    for (auto& c : out.columns)
        c.column.offset += first, c.column.length = count;
    return out;
}

/// A table that comes so many rows at a time.
table_in_pieces in_pieces(const table_view& whole, std::int64_t rows) {
    table_in_pieces out{rows_of(whole, 0, 0), {}};
    out.next = [whole, rows, at = std::make_shared<std::int64_t>(0)]() -> std::optional<table_view> {
        const auto first = *at, count = std::min(rows, whole.rows - first);
        if (count == 0)
            return std::nullopt;
        *at += count;
        return rows_of(whole, first, count);
    };
    return out;
}

bool is_register(const table_view& t) { return t.name == "attendance" || t.name == "roll_calls"; }

district built(const district_rows& rows, const district_options& how, std::int64_t rows_at_a_time) {
    auto tables = rows.tables();
    std::vector<table_in_pieces> pieces;
    for (const auto& t : tables)
        if (is_register(t))
            pieces.push_back(in_pieces(t, rows_at_a_time));
    std::erase_if(tables, is_register);
    return build_district(tables, pieces, how);
}

using told_lines = std::vector<std::tuple<std::string, std::int64_t, std::string, std::string>>;

/// What is said of each row, as it is told one after the other.
told_lines told_in_order(const std::vector<problem>& problems) {
    told_lines out;
    for (const auto& p : problems)
        out.emplace_back(p.table, p.row.value_or(-1), p.table_column, p.message);
    return out;
}
told_lines told(const std::vector<problem>& problems) {
    auto out = told_in_order(problems);
    std::sort(out.begin(), out.end());
    return out;
}
told_lines refusal_of(const world& w, std::int64_t rows_at_a_time) {
    try {
        (void)(rows_at_a_time == 0 ? w.build() : built(w.rows, w.how, rows_at_a_time));
    } catch (const district_error& e) {
        return told(e.problems());
    }
    FAIL("taken");
    return {};
}

world busy() {
    world w;
    for (const auto* id : {"p1", "p2", "p3", "p4"})
        w.pupil(id).marks(march(4), "PU UU EP -U PU", id).late(march(11), session::am, 12, id);
    return w.marks(march(4), "PU UU");
}

void require_same_register(const district& whole, const district& alone) {
    CHECK(told_in_order(whole.problems) == told_in_order(alone.problems));
    CHECK(whole.attendance.offsets == alone.attendance.offsets);
    CHECK(whole.attendance.marks == alone.attendance.marks);
    CHECK(whole.attendance.minutes_late == alone.attendance.minutes_late);
    CHECK(whole.attendance.rows == alone.attendance.rows);
    const auto sessions_of = [](const district& d) {
        std::vector<session_ordinal> out;
        for (std::size_t row = 0; row < d.attendance.marks.size(); ++row)
            out.push_back(d.attendance.ordinal[row]);
        return out;
    };
    CHECK(sessions_of(whole) == sessions_of(alone));
}

}  // namespace

TEST_CASE("pieces: a register in pieces of any size is the register") {
    const auto w = busy();
    const auto whole = w.build();
    const auto expected = evaluate(visits(1), whole, march(29));
    REQUIRE(expected.obligations.size() > 4);
    for (const std::int64_t rows : {1, 2, 3, 7, 1000}) {
        INFO(rows << " rows at a time");
        const auto d = built(w.rows, w.how, rows);
        CHECK(d.attendance.offsets == whole.attendance.offsets);
        CHECK(d.attendance.marks == whole.attendance.marks);
        CHECK(d.attendance.minutes_late == whole.attendance.minutes_late);
        CHECK(d.attendance.rows == whole.attendance.rows);
        require_same_tables(evaluate(visits(1), d, march(29)), expected);
    }
}

TEST_CASE("pieces: rows in any order, and repeated ones, are put where they belong") {
    auto w = busy();
    auto& marks = *w.rows.attendance;
    std::reverse(marks.begin(), marks.end());
    marks.push_back(marks.front());
    std::swap(marks[3], marks[20]);
    const auto expected = evaluate(visits(1), w.build(), march(29));
    for (const std::int64_t rows : {1, 4, 5})
        require_same_tables(evaluate(visits(1), built(w.rows, w.how, rows), march(29)), expected);
}

namespace {

using change = void (*)(std::vector<attendance_row>&, std::size_t);

/// One row changed, left out or put elsewhere, in every way.
const std::pair<const char*, change> changes[] = {
    {"a row left out", [](auto& rows, auto i) { rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i)); }},
    {"two rows in the other order", [](auto& rows, auto i) { std::swap(rows[i], rows[(i + 1) % rows.size()]); }},
    {"a row twice", [](auto& rows, auto i) { rows.push_back(rows[i]); }},
    {"another mark in a second row",
     [](auto& rows, auto i) {
         rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(i), rows[i]);
         rows[i].mark = mark::excused;
     }},
    {"a day without school", [](auto& rows, auto i) { rows[i].date = march(9); }},
    {"a day on which the pupil is gone", [](auto& rows, auto i) { rows[i].date = march(25); }},
    {"another pupil", [](auto& rows, auto i) { rows[i].student_id = "p3"; }},
    {"a pupil who is not known", [](auto& rows, auto i) { rows[i].student_id = "p9"; }},
    {"the other half of the day", [](auto& rows, auto i) { rows[i].session = session::pm; }},
    {"late", [](auto& rows, auto i) { rows[i].minutes_late = 5; }},
    {"late, and excused", [](auto& rows, auto i) { rows[i].minutes_late = 5, rows[i].mark = mark::excused; }},
};

/// A row that comes alone is looked at for itself; rows that hold the sessions one after the other are taken as one.
void require_same_alone(const world& w, const std::vector<std::size_t>& changed_rows) {
    for (const auto& [what, disturb] : changes)
        for (const auto i : changed_rows) {
            INFO(what << ", row " << i);
            auto changed = w;
            disturb(*changed.rows.attendance, i);
            require_same_register(changed.build(), built(changed.rows, changed.how, 1));
        }
}

}  // namespace

// Three pupils from Monday 4 to Friday 15 March, 19 sessions each, for Tuesday 12 has no school in the morning; a
// fourth, who died on Wednesday 13; and a fifth, who from Monday 11 on is in another school, which has none on that
// Wednesday afternoon. One row is changed, left out or put elsewhere in every way.
TEST_CASE("pieces: rows are taken together as each would be alone") {
    world w;
    w.off(march(12), sessions::am).other_school(march(4), july(5));
    w.rows.days->push_back({march(13), sessions::pm, day_kind::off, {}, "other"});
    for (const auto* id : {"p1", "p2", "p3", "p4"}) {
        w.pupil(id).marks(march(4), "PU UU EP PU PU", id).marks(march(11), "PP -U UU PP PP", id);
        w.exits(march(20), exit_kind::withdrawn, {}, id);
    }
    w.rows.students->back().died_on = march(13);
    w.pupil("p5").marks(march(4), "PP PP PP PP PP", "p5").marks(march(11), "PP -P P- PP PP", "p5");
    w.rows.enrolments->back().until = march(8);
    w.enrols(march(11), "d1", {}, "p5");
    const auto& good = *w.rows.attendance;
    REQUIRE(good.size() == 4 * 19 + 18);
    w.how.on_bad_rows = bad_rows::set_aside;
    REQUIRE(w.build().problems.size() == 4);  // of the fourth pupil, on Thursday 14 and Friday 15
    std::vector<std::size_t> every(good.size());
    std::iota(every.begin(), every.end(), std::size_t{0});
    require_same_alone(w, every);
    // Where no enrolments are given, nobody's class says which calendar holds, nor on which days somebody is gone.
    w.rows.enrolments.reset();
    require_same_register(w.build(), built(w.rows, w.how, 1));
    std::swap(w.rows.attendance->front(), w.rows.attendance->back());
    require_same_register(w.build(), built(w.rows, w.how, 1));
}

// Several rows are compared at once, 32 at a time: rows about those at which that begins and ends, of a pupil of 160
// sessions who is gone, or dies, on a day about one of these.
TEST_CASE("pieces: many rows are taken together as each would be alone") {
    world w;
    for (int week = 0; week < 16; ++week)
        w.marks(march(4) + day_count{7 * week}, "PU EP UU PP EE");
    w.how.on_bad_rows = bad_rows::set_aside, w.how.calendar = calendar_kind::weekdays;
    REQUIRE(w.build().attendance.marks.size() == 160);
    std::vector<std::size_t> about;
    for (const int i : {0, 1, 2, 30, 31, 32, 33, 34, 62, 63, 64, 65, 66, 67, 95, 96, 97, 158, 159})
        about.push_back(static_cast<std::size_t>(i));
    w.exits(july(1), exit_kind::withdrawn);
    require_same_alone(w, about);
    for (int sessions = 29; sessions <= 36; ++sessions) {  // gone, or dead, after so many days of two sessions
        INFO(sessions << " sessions");
        const auto last = march(4) + day_count{sessions / 10 * 7 + sessions % 10 / 2};
        auto gone = w, dead = w;
        gone.rows.enrolments->front().until = last;
        dead.rows.students->front().died_on = last;
        require_same_register(gone.build(), built(gone.rows, gone.how, 1));
        require_same_register(dead.build(), built(dead.rows, dead.how, 1));
    }
}

TEST_CASE("pieces: registers taken come in pieces, too") {
    auto w = busy();
    w.how.mode = register_mode::exceptions;
    w.rows.roll_calls.emplace();
    for (int d = 4; d < 9; ++d)
        w.rows.roll_calls->push_back({"c1", march(d), d % 2 == 0 ? sessions::both : sessions::am});
    const auto expected = evaluate(visits(1), w.build(), march(29));
    CHECK(!gaps(expected, gap_kind::unmarked_sessions).empty());
    for (const std::int64_t rows : {1, 2, 4})
        require_same_tables(evaluate(visits(1), built(w.rows, w.how, rows), march(29)), expected);
}

TEST_CASE("pieces: what is wrong with a row is told by its number in the whole table") {
    auto w = busy();
    auto& marks = *w.rows.attendance;
    const auto n = static_cast<std::int64_t>(marks.size());
    marks.push_back({"nobody", march(5), session::am, mark::present, {}});
    marks.push_back({"s", march(9), session::am, mark::present, {}});    // a Saturday
    marks.push_back({"s", march(4), session::am, mark::unexcused, {}});  // present in row n - 4
    const auto expected = refusal_of(w, 0);
    std::vector<std::int64_t> rows;
    for (const auto& [table, row, column, message] : expected)
        rows.push_back(row);
    CHECK(rows == std::vector<std::int64_t>{n - 4, n, n + 1, n + 2});
    for (const std::int64_t at_a_time : {1, 3, 1000})
        CHECK(refusal_of(w, at_a_time) == expected);
    w.how.on_bad_rows = bad_rows::set_aside;
    marks[static_cast<std::size_t>(n)].student_id = "s", marks[static_cast<std::size_t>(n)].date = march(10);
    CHECK(told(built(w.rows, w.how, 3).problems) == told(w.build().problems));
}

TEST_CASE("pieces: columns are judged once, before any piece") {
    auto tables = busy().rows.tables();
    const auto it = std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.name == "attendance"; });
    auto attendance = *it;
    tables.erase(it);
    std::erase_if(attendance.columns, [](const auto& c) { return c.name == "mark"; });
    const table_in_pieces pieces[] = {in_pieces(attendance, 2)};
    try {
        (void)build_district(tables, pieces);
        FAIL("taken");
    } catch (const district_error& e) {
        REQUIRE(e.problems().size() == 1);
        CHECK(e.problems()[0].message == "missing column");
    }
}

TEST_CASE("pieces: one that does not come is told with the rest") {
    auto w = busy();
    w.rows.units.push_back({"x", "clas", "school", {}, {}});
    auto tables = w.rows.tables();
    std::erase_if(tables, is_register);
    table_in_pieces broken;
    broken.next = []() -> std::optional<table_view> {
        problem p;
        p.table = "attendance", p.message = "the disk is gone";
        throw district_error({std::move(p)});
    };
    for (const auto& t : w.rows.tables())
        if (t.name == "attendance")
            broken.columns = rows_of(t, 0, 0);
    try {
        (void)build_district(tables, std::span<const table_in_pieces>{&broken, 1});
        FAIL("taken");
    } catch (const district_error& e) {
        REQUIRE(e.problems().size() == 2);
        CHECK(e.problems()[0].table == "units");
        CHECK(e.problems()[1].message == "the disk is gone");
    }
}

TEST_CASE("pieces: only a register comes so, and only of pupils who are known") {
    auto tables = busy().rows.tables();
    const auto take = [&](std::string_view name) {
        const auto it = std::find_if(tables.begin(), tables.end(), [&](const auto& t) { return t.name == name; });
        auto out = *it;
        tables.erase(it);
        return out;
    };
    const auto attendance = take("attendance"), students = take("students");
    const table_in_pieces wrong[] = {in_pieces(students, 2)};
    CHECK_THROWS_MATCHES(build_district(tables, wrong), std::invalid_argument,
                         MessageMatches(ContainsSubstring("table `students` cannot come in pieces")));
    (void)take("enrolments");
    const table_in_pieces of_nobody[] = {in_pieces(attendance, 2)};
    CHECK_THROWS_MATCHES(build_district(tables, of_nobody), std::invalid_argument,
                         MessageMatches(ContainsSubstring("give `students` or `enrolments`")));
}
