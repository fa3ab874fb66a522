// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/build/calendars.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace baoxue::detail {

/// Puts rows in order of owner, then of `less`; fills the offsets. Rows without an owner are left out.
template <class Less>
std::vector<std::size_t> group_rows(grouped& g, std::int32_t owners, const std::vector<code>& owner, Less less) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < owner.size(); ++i)
        if (owner[i] != no_code)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (owner[a] != owner[b])
            return owner[a] < owner[b];
        return less(a, b);
    });
    g.offsets.assign(static_cast<std::size_t>(owners) + 1, 0);
    for (const auto i : order)
        ++g.offsets[static_cast<std::size_t>(owner[i]) + 1];
    std::partial_sum(g.offsets.begin(), g.offsets.end(), g.offsets.begin());
    return order;
}

/// A pupil's code; a contradiction where the district knows no such pupil.
[[nodiscard]] inline code student_code(const column_reader& column, std::int64_t row, const id_pool& students) {
    if (column.is_null(row))
        return no_code;
    const auto c = column.id(row, students);
    if (c == no_code)
        column.contradiction(row, "unknown student " + column.shown_id(row) +
                                      "; a student stands in `students` or `enrolments`");
    return c;
}

inline void build_students(district& d, const table_reader& table) {
    const auto n = static_cast<std::size_t>(d.pupils());
    auto& s = d.students;
    s.birth.assign(n, std::nullopt), s.died_on.assign(n, std::nullopt);
    s.home_unit.assign(n, no_code), s.origin_unit.assign(n, no_code), s.calendar.assign(n, 0);
    std::vector<std::int64_t> row_of(n, -1);
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        if (table["student_id"].is_null(row))
            continue;
        const auto c = table["student_id"].id(row, d.ids->students);
        if (c == no_code)
            continue;
        const auto i = static_cast<std::size_t>(c);
        if (row_of[i] >= 0) {
            table["student_id"].error(row, "student " + table["student_id"].shown_id(row) + " stands already in row " +
                                               std::to_string(row_of[i]));
            continue;
        }
        row_of[i] = row;
        s.birth[i] = table["birth_date"].day(row), s.died_on[i] = table["died_on"].day(row);
        s.home_unit[i] = unit_code(table["home_unit_id"], row, d.ids->units);
        s.origin_unit[i] = unit_code(table["origin_unit_id"], row, d.ids->units);
    }
}

/// Enrolments by pupil; every pupil with the calendar of each enrolment in turn.
inline void build_enrolments(district& d, const table_reader& table) {
    struct entry {
        code student, unit;
        date from, until;
        std::optional<exit_kind> exit;
        std::optional<date> noted_on;
        bool is_return;
        std::int64_t row;
    };
    std::vector<entry> rows;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto from = table["from"].day(row), until = table["until"].day(row), noted = table["noted_on"].day(row);
        const auto exit = table["exit"].one_of<exit_kind>(row);
        const auto entered = table["entry"].one_of<entry_kind>(row);
        const bool has_student = !table["student_id"].is_null(row), has_unit = !table["class_id"].is_null(row);
        const auto unit = has_unit ? unit_code(table["class_id"], row, d.ids->units) : no_code;
        const auto student = has_student ? table["student_id"].id(row, d.ids->students) : no_code;
        if (student == no_code || unit == no_code || !from)
            continue;
        if (until && *until < *from) {
            table["until"].contradiction(row, "the enrolment ends before it begins");
            continue;
        }
        if (exit && table["until"].is_null(row)) {
            table["exit"].contradiction(row, "an exit without `until`: give the last day on the roll");
            continue;
        }
        rows.push_back({student, unit, *from, until.value_or(forever), exit, noted, entered == entry_kind::returned, row});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const entry& a, const entry& b) {
        return a.student != b.student ? a.student < b.student : a.from < b.from;
    });
    std::vector<bool> out(rows.size(), false);
    date reached = dawn;
    std::size_t reaching = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i].student != rows[i - 1].student) {
            reached = rows[i].until, reaching = i;
            continue;
        }
        const auto& b = rows[reaching];
        const auto& a = rows[i];
        if (a.unit == b.unit && a.from == b.from && a.until == b.until && a.exit == b.exit &&
            a.noted_on == b.noted_on) {
            out[i] = true;  // the same row twice says nothing new
            continue;
        }
        if (a.from <= reached) {
            table["from"].contradiction(a.row, "the pupil is enrolled twice on " + to_string(a.from) + ", see row " +
                                                   std::to_string(b.row));
            if (!out[reaching])
                table["from"].contradiction(b.row, "the pupil is enrolled twice on " + to_string(a.from) +
                                                       ", see row " + std::to_string(a.row));
            out[i] = out[reaching] = true;
        }
        if (a.until > reached)
            reached = a.until, reaching = i;
    }
    auto& e = d.enrolments;
    e.offsets.assign(static_cast<std::size_t>(d.pupils()) + 1, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (out[i])
            continue;
        const auto& r = rows[i];
        ++e.offsets[static_cast<std::size_t>(r.student) + 1];
        e.unit.push_back(r.unit), e.from.push_back(r.from), e.until.push_back(r.until);
        e.is_return.push_back(r.is_return), e.exit.push_back(r.exit), e.noted_on.push_back(r.noted_on), e.row.push_back(r.row);
    }
    std::partial_sum(e.offsets.begin(), e.offsets.end(), e.offsets.begin());
    e.goes_on.assign(e.unit.size(), false);
    if (d.calendars.empty())
        return;  // units or terms have errors of their own
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
        if (t == no_code && !table["term_id"].is_null(row))
            table["term_id"].contradiction(
                row, "unknown term " + table["term_id"].shown_id(row) +
                         (d.ids->terms.numeric() ? std::string{}
                                                 : did_you_mean(table["term_id"].text(row), d.ids->terms.texts())));
        student.push_back(day && t != no_code ? s : no_code);
        term_row.push_back(t == no_code ? no_code : row_of_term[static_cast<std::size_t>(t)]);
        on.push_back(day.value_or(date{}));
    }
    auto& r = d.registrations;
    for (const auto i : group_rows(r, d.pupils(), student, [&](auto a, auto b) { return on[a] < on[b]; })) {
        r.term.push_back(term_row[i]), r.on.push_back(on[i]), r.row.push_back(static_cast<std::int64_t>(i));
    }
}

}  // namespace baoxue::detail
