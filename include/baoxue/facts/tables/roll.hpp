// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/grouped.hpp>
#include <baoxue/facts/tables/calendars.hpp>
#include <baoxue/facts/tables/overlaps.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// A pupil's code; a contradiction where the district knows no such pupil.
[[nodiscard]] inline code student_code(const column_reader& column, std::int64_t row, const id_pool& students) {
    if (column.is_null(row))
        return no_code;
    const auto c = column.id(row, students);
    if (c == no_code && !students.is_open())
        column.contradiction(row, "unknown student " + column.shown_id(row) +
                                      "; a student stands in `students` or `enrolments`");
    return c;
}

inline void build_students(district& d, const table_reader& table) {
    const auto n = static_cast<std::size_t>(d.pupils());
    auto& s = d.students;
    s.birth.assign(n, std::nullopt), s.died_on.assign(n, std::nullopt);
    s.home_unit.assign(n, no_code), s.origin_unit.assign(n, no_code), s.calendar.assign(n, 0);
    const auto &students = table["student_id"], &births = table["birth_date"], &deaths = table["died_on"];
    const auto &homes = table["home_unit_id"], &origins = table["origin_unit_id"];
    std::vector<std::int64_t> row_of(n, -1);
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto birth = births.day(row), died_on = deaths.day(row);
        const auto home = unit_code(homes, row, d.ids->units);
        const auto origin = unit_code(origins, row, d.ids->units);
        const auto c = students.is_null(row) ? no_code : students.id(row, d.ids->students);
        if (c == no_code)
            continue;
        const auto i = static_cast<std::size_t>(c);
        if (row_of[i] >= 0 && table.repeats(row, row_of[i]))
            continue;
        if (row_of[i] >= 0) {
            students.error(row,
                           "student " + students.shown_id(row) + " stands already in row " + std::to_string(row_of[i]));
            continue;
        }
        row_of[i] = row;
        s.birth[i] = birth, s.died_on[i] = died_on, s.home_unit[i] = home, s.origin_unit[i] = origin;
    }
}

/// Enrolments that were refused or set aside, and the dates that each may have covered: a mark of such a date follows
/// from it, and is no mistake of its own.
class left_out_enrolments {
public:
    struct entry {
        date from, until;
        std::int64_t row;
    };
    /// \param student  no_code where the row does not tell: it may be of any pupil who has no other row
    void add(code student, entry e) { of_[student].push_back(e); }

    /// The row of one that may cover a date.
    [[nodiscard]] std::optional<std::int64_t> find(code student, date on, bool has_other_rows) const {
        auto it = of_.find(student);
        if (it == of_.end() && !has_other_rows)
            it = of_.find(no_code);
        if (it != of_.end())
            for (const auto& e : it->second)
                if (e.from <= on && on <= e.until)
                    return e.row;
        return std::nullopt;
    }

private:
    std::map<code, std::vector<entry>> of_;
};

/// One row of the enrolments that can be read.
struct enrolment_entry {
    code student, unit;
    date from, until;
    std::optional<exit_kind> exit;
    std::optional<date> noted_on;
    std::optional<entry_kind> entry;
    std::int64_t row;

    /// All but the row: two rows alike say one thing.
    [[nodiscard]] auto content() const { return std::tie(student, from, until, unit, exit, noted_on, entry); }
};

/// The rows that can be read, in order of pupil and date, as often as they stand there.
inline std::vector<enrolment_entry> read_enrolments(district& d, const table_reader& table,
                                                    left_out_enrolments& left_out) {
    const auto &students = table["student_id"], &classes = table["class_id"], &first_days = table["from"];
    const auto &last_days = table["until"], &exits = table["exit"], &noted = table["noted_on"],
               &entries = table["entry"];
    std::vector<enrolment_entry> rows;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto from = first_days.day(row), until = last_days.day(row), known_on = noted.day(row);
        const auto exit = exits.one_of<exit_kind>(row);
        const auto entered = entries.one_of<entry_kind>(row);
        const bool has_student = !students.is_null(row), has_unit = !classes.is_null(row);
        const auto unit = has_unit ? unit_code(classes, row, d.ids->units) : no_code;
        const auto student = has_student ? students.id(row, d.ids->students) : no_code;
        const bool has_end = !last_days.is_null(row);
        const bool readable = student != no_code && unit != no_code && from && has_end == until.has_value();
        const bool ends_first = readable && has_end && *until < *from, exit_only = readable && exit && !has_end;
        if (ends_first)
            last_days.contradiction(row, "the enrolment ends before it begins");
        if (exit_only)
            exits.contradiction(row, "an exit without `until`: give the last day on the roll");
        if (readable && !ends_first && !exit_only)
            rows.push_back({student, unit, *from, until.value_or(forever), exit, known_on, entered, row});
        else if (ends_first)
            left_out.add(student, {dawn, forever, row});
        else
            left_out.add(student, {from.value_or(dawn), until.value_or(forever), row});
    }
    const auto less = [](const enrolment_entry& a, const enrolment_entry& b) {
        return a.content() != b.content() ? a.content() < b.content() : a.row < b.row;
    };
    if (!std::is_sorted(rows.begin(), rows.end(), less))
        std::sort(rows.begin(), rows.end(), less);
    return rows;
}

/// Enrolments by pupil; every pupil with the calendar of each enrolment in turn.
/// \return the rows that were left out
inline left_out_enrolments build_enrolments(district& d, const table_reader& table) {
    left_out_enrolments left_out;
    const auto rows = read_enrolments(d, table, left_out);
    std::vector<bool> out(rows.size(), false);
    std::vector<std::size_t> place(static_cast<std::size_t>(table.rows()));
    std::vector<claim> claims;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& r = rows[i];
        out[i] = i > 0 && r.content() == rows[i - 1].content();  // the same row twice says nothing new
        const auto says = out[i] ? claims.back().says : static_cast<std::int64_t>(i);
        claims.push_back({r.student, r.from, r.until, says, r.row});
        place[static_cast<std::size_t>(r.row)] = i;
    }
    for (const auto& o : find_overlaps(std::move(claims))) {
        const auto i = place[static_cast<std::size_t>(o.row)];
        table["from"].conflict(o.row, "the pupil is enrolled twice on " + to_string(o.on) + ", see row " +
                                          std::to_string(o.other));
        out[i] = true;
        left_out.add(rows[i].student, {rows[i].from, rows[i].until, o.row});
    }
    auto& e = d.enrolments;
    e.offsets.assign(static_cast<std::size_t>(d.pupils()) + 1, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (out[i])
            continue;
        const auto& r = rows[i];
        ++e.offsets[static_cast<std::size_t>(r.student) + 1];
        e.unit.push_back(r.unit), e.from.push_back(r.from), e.until.push_back(r.until);
        e.entry.push_back(r.entry), e.exit.push_back(r.exit), e.noted_on.push_back(r.noted_on), e.row.push_back(r.row);
    }
    std::partial_sum(e.offsets.begin(), e.offsets.end(), e.offsets.begin());
    e.goes_on.assign(e.unit.size(), false);
    if (d.calendars.empty())
        return left_out;  // units or terms have errors of their own
    std::map<std::vector<std::pair<date, std::int32_t>>, std::int32_t> made;
    for (code s = 0; s < d.pupils(); ++s) {
        std::vector<std::pair<date, std::int32_t>> parts;
        for (auto i = e.first(s); i < e.end(s); ++i) {
            const auto calendar = d.units.calendar[static_cast<std::size_t>(e.unit[i])];
            if (parts.empty() || parts.back().second != calendar)
                parts.emplace_back(parts.empty() ? dawn : e.from[i], calendar);
        }
        auto& own = d.students.calendar[static_cast<std::size_t>(s)];
        if (parts.size() == 1)
            own = parts.front().second;
        if (parts.size() > 1) {
            const auto [it, is_new] = made.try_emplace(parts, static_cast<std::int32_t>(d.calendars.size()));
            if (is_new)
                d.calendars.push_back(spliced(d.calendars, parts));
            own = it->second;
        }
        const auto& c = d.calendar_of(s);
        for (auto i = e.first(s); i + 1 < e.end(s); ++i)  // no school day lies between the two
            e.goes_on[i] = c.on_or_after(e.until[i] + day_count{1}) == c.on_or_after(e.from[i + 1]);
    }
    return left_out;
}

inline void build_registrations(district& d, const table_reader& table) {
    std::vector<code> student;
    std::vector<std::int32_t> term_row;
    std::vector<date> on;
    std::vector<std::int32_t> row_of_term(static_cast<std::size_t>(d.ids->terms.size()), no_code);
    for (std::size_t i = 0; i < d.terms.size(); ++i)
        if (d.terms[i].id != no_code)
            row_of_term[static_cast<std::size_t>(d.terms[i].id)] = static_cast<std::int32_t>(i);
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto day = table["registered_on"].day(row);
        const auto s = student_code(table["student_id"], row, d.ids->students);
        const auto t = table["term_id"].is_null(row) ? no_code : table["term_id"].id(row, d.ids->terms);
        if (t == no_code && !table["term_id"].is_null(row) && !d.ids->terms.is_open())
            table["term_id"].contradiction(
                row, "unknown term " + table["term_id"].shown_id(row) + "; every term stands in `terms`" +
                         (d.ids->terms.numeric() ? std::string{}
                                                 : did_you_mean_id(table["term_id"].text(row), d.ids->terms.texts())));
        student.push_back(day && t != no_code ? s : no_code);
        term_row.push_back(t == no_code ? no_code : row_of_term[static_cast<std::size_t>(t)]);
        on.push_back(day.value_or(date{}));
    }
    auto& r = d.registrations;
    for (const auto i :
         group_rows(r, static_cast<std::size_t>(d.pupils()), student, [&](auto a, auto b) { return on[a] < on[b]; })) {
        r.term.push_back(term_row[i]), r.on.push_back(on[i]), r.row.push_back(static_cast<std::int64_t>(i));
    }
}

}  // namespace baoxue::detail
