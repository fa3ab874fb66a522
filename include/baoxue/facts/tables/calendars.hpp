// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/facts/read_table.hpp>
#include <baoxue/facts/tables/units.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Terms by row, and school years in order of time.
inline void build_terms(district& d, const table_reader& table, problem_sink& problems) {
    std::map<std::string, date> years;
    std::vector<std::string> year_of;
    std::vector<std::int64_t> row_of_id(static_cast<std::size_t>(d.ids->terms.size()), -1);
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        term_entry t;
        if (!table["term_id"].is_null(row))
            t.id = table["term_id"].id(row, d.ids->terms);
        if (t.id != no_code) {  // an id that is not UTF-8 has none
            auto& before = row_of_id[static_cast<std::size_t>(t.id)];
            if (before >= 0 && table.repeats(row, before))
                continue;  // the same row twice says nothing new
            if (before >= 0)
                table["term_id"].error(row, "term " + table["term_id"].shown_id(row) + " stands already in row " +
                                                std::to_string(before));
            before = row;
        }
        const auto first = table["first_day"].day(row), last = table["last_day"].day(row);
        t.registration_until = table["registration_until"].day(row);
        t.unit = unit_code(table["unit_id"], row, d.ids->units);
        auto label = table["school_year"].is_null(row) ? std::string{} : table["school_year"].label(row);
        if (first && last) {
            t.first_day = *first, t.last_day = *last;
            if (*last < *first)
                table["last_day"].error(row, "the term ends before it begins");
            if (const auto [it, is_new] = years.try_emplace(label, *first); !is_new)
                it->second = std::min(it->second, *first);
        }
        year_of.push_back(std::move(label));
        d.terms.push_back(t);
    }
    std::vector<std::pair<date, std::string>> order;
    for (const auto& [label, first] : years)
        order.emplace_back(first, label);
    std::sort(order.begin(), order.end());
    for (const auto& [first, label] : order)
        d.school_years.push_back(label);
    for (std::size_t i = 0; i < d.terms.size(); ++i)
        d.terms[i].school_year = static_cast<std::int32_t>(
            std::find(d.school_years.begin(), d.school_years.end(), year_of[i]) - d.school_years.begin());
    if (table.rows() == 0 && !d.ids->terms.is_open())
        problems.error("terms", std::nullopt, {}, "no term; school days lie inside terms, give at least one");
}

/// What `days` says of one date for one unit.
struct day_override {
    sessions school{sessions::none};
    sessions off{sessions::none};
    std::vector<std::int64_t> rows{};
};

/// Overrides by unit (no_code: the whole district) and date.
using day_overrides = std::map<code, std::map<date, day_override>>;

/// Rows that call a session both school and off contradict each other: none of them is believed.
inline day_overrides read_days(district& d, const table_reader& table) {
    struct entry {
        sessions which;
        day_kind kind;
        std::int64_t row;
    };
    std::map<std::pair<code, date>, std::vector<entry>> rows;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto on = table["date"].day(row);
        const auto which = table["session"].one_of<sessions>(row);
        const auto kind = table["kind"].one_of<day_kind>(row);
        const auto unit = unit_code(table["unit_id"], row, d.ids->units);
        if (!on || !which || !kind)
            continue;
        const bool in_a_term =
            d.ids->terms.is_open() || std::any_of(d.terms.begin(), d.terms.end(), [&](const term_entry& t) {
                return t.first_day <= *on && *on <= t.last_day;
            });
        if (*kind == day_kind::school && !in_a_term) {
            table["date"].contradiction(row, "a school day outside every term: " + to_string(*on));
            continue;
        }
        rows[{unit, *on}].push_back({*which, *kind, row});
    }
    day_overrides out;
    for (const auto& [where, entries] : rows)
        for (const auto& a : entries) {
            const auto& [unit, on] = where;
            const auto against = std::find_if(entries.begin(), entries.end(), [&](const entry& b) {
                return a.kind != b.kind && without(a.which, b.which) != a.which;
            });
            if (against != entries.end()) {
                const auto half =
                    includes(a.which, session::am) && includes(against->which, session::am) ? session::am : session::pm;
                table["kind"].conflict(a.row, "both school and off on " + to_string(on) + " " +
                                                  std::string{word_of(half)} + ", see row " +
                                                  std::to_string(against->row));
                continue;
            }
            auto& o = out[unit][on];
            auto& held = a.kind == day_kind::school ? o.school : o.off;
            held = with(held, a.which);
            o.rows.push_back(a.row);
        }
    return out;
}

/// Days of the whole district that touch the published lists' ends extend them, as long as no date between is left out.
/// Those beyond a hole, and days of one unit that the calendar does not reach, contradict it.
inline void extend_coverage(working_calendar& calendar, const day_overrides& overrides, const table_reader& table) {
    const std::map<date, day_override> none;
    const auto of_all = overrides.find(no_code);
    const auto& days = of_all == overrides.end() ? none : of_all->second;
    for (const auto& [on, o] : days)
        if (on > calendar.last_covered())
            calendar.extend(on, o.school != sessions::none);
    for (auto it = days.rbegin(); it != days.rend(); ++it)
        if (it->first < calendar.first_covered())
            calendar.extend(it->first, it->second.school != sessions::none);

    std::map<std::int64_t, std::string> beyond;  // in order of rows
    for (const auto& [unit, own] : overrides)
        for (const auto& [on, o] : own) {
            if (calendar.covers(on))
                continue;
            const auto missing = on > calendar.last_covered() ? calendar.last_covered() + day_count{1}
                                                              : calendar.first_covered() - day_count{1};
            for (const auto row : o.rows)
                beyond[row] =
                    to_string(on) + " is outside the calendar, which covers " + to_string(calendar.first_covered()) +
                    " to " + to_string(calendar.last_covered()) +
                    (unit == no_code
                         ? "; " + to_string(missing) + " between is missing, give a row for every date"
                         : "; days of one unit do not extend it, give rows without `unit_id`, beginning with " +
                               to_string(missing));
        }
    for (auto& [row, message] : beyond)
        table["date"].contradiction(row, std::move(message));
}

/// School days of the units that share one set of terms and one chain of overrides, nearest unit first.
inline school_calendar make_calendar(const district& d, const std::vector<std::size_t>& term_rows,
                                     const std::vector<const std::map<date, day_override>*>& overrides) {
    std::vector<term> terms;
    std::vector<school_day> days;
    for (const auto row : term_rows) {
        const auto& t = d.terms[row];
        const auto index = static_cast<std::int32_t>(terms.size());
        terms.push_back(
            {static_cast<std::int32_t>(row), t.school_year, t.first_day, t.last_day, t.registration_until, 0, 0});
        for (date on = t.first_day; on <= t.last_day; on = on + day_count{1}) {
            if (!d.working.covers(on))
                continue;  // nothing is known of such days
            // Beyond the lists `days` alone speaks.
            const bool listed = is_working_day(d.working.kind(), on).value_or(false);
            auto held = listed ? sessions::both : sessions::none;
            for (const auto* of_unit : overrides) {
                const auto it = of_unit->find(on);
                if (it == of_unit->end())
                    continue;
                held = with(without(held, it->second.off), it->second.school);
                break;
            }
            if (held != sessions::none)
                days.push_back({on, held, index});
        }
    }
    return school_calendar{std::move(terms), days};
}

/// One calendar for each combination of terms and overrides; every unit points to its own.
inline void build_calendars(district& d, const day_overrides& overrides, problem_sink& problems) {
    const auto n = d.units.parent.size();
    const auto before = problems.errors.size();
    d.units.calendar.assign(n, 0);
    std::map<code, std::vector<std::size_t>> terms_of;
    for (std::size_t row = 0; row < d.terms.size(); ++row)
        terms_of[d.terms[row].unit].push_back(row);
    for (auto& [unit, rows] : terms_of) {
        std::sort(rows.begin(), rows.end(),
                  [&](auto a, auto b) { return d.terms[a].first_day < d.terms[b].first_day; });
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (d.terms[rows[i]].first_day <= d.terms[rows[i - 1]].last_day)
                problems.error("terms", static_cast<std::int64_t>(rows[i]), "first_day",
                               "the term begins before the one in row " + std::to_string(rows[i - 1]) + " ends");
    }
    if (problems.errors.size() != before)
        return;
    std::map<std::pair<code, std::vector<code>>, std::int32_t> made;
    const auto calendar_for = [&](code nearest) {
        constexpr code nobody = no_code - 1;
        code term_source = nobody;
        std::vector<code> chain;
        for (code c = nearest;; c = d.units.parent[static_cast<std::size_t>(c)]) {
            if (term_source == nobody && terms_of.contains(c))
                term_source = c;
            if (overrides.contains(c))
                chain.push_back(c);
            if (c == no_code)
                break;
        }
        const auto [it, is_new] = made.try_emplace({term_source, chain}, static_cast<std::int32_t>(d.calendars.size()));
        if (is_new) {
            std::vector<const std::map<date, day_override>*> by_distance;
            for (const code c : chain)
                by_distance.push_back(&overrides.at(c));
            d.calendars.push_back(make_calendar(
                d, term_source == nobody ? std::vector<std::size_t>{} : terms_of[term_source], by_distance));
        }
        return it->second;
    };
    calendar_for(no_code);  // index 0: the district's own, for pupils of whom no unit is known
    for (std::size_t i = 0; i < n; ++i)
        d.units.calendar[i] = calendar_for(static_cast<code>(i));
}

/// The calendar of a pupil who passes through several: each one's days from its date on.
inline school_calendar spliced(const std::vector<school_calendar>& calendars,
                               const std::vector<std::pair<date, std::int32_t>>& parts) {
    std::vector<term> terms;
    std::vector<school_day> days;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto& c = calendars[static_cast<std::size_t>(parts[p].second)];
        const date from = p == 0 ? dawn : parts[p].first;
        const date until = p + 1 < parts.size() ? parts[p + 1].first - day_count{1} : forever;
        std::int32_t last_term = no_code;
        for (auto o = c.on_or_after(from); o < c.days() && c.date_of(o) <= until; ++o) {
            if (c.term_of(o) != last_term) {
                last_term = c.term_of(o);
                if (terms.empty() || terms.back().row != c.term_at(o).row)
                    terms.push_back(c.term_at(o));
            }
            auto held = sessions::none;
            for (auto s = c.first_session(o); s < c.first_session(o) + c.sessions_of_day(o); ++s)
                held = with(held, c.half_of(s) == session::am ? sessions::am : sessions::pm);
            days.push_back({c.date_of(o), held, static_cast<std::int32_t>(terms.size()) - 1});
        }
    }
    return school_calendar{std::move(terms), days};
}

}  // namespace baoxue::detail
