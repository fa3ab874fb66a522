// SPDX-License-Identifier: Apache-2.0
#pragma once

// Dates, terms, school days, working days and deadlines, one day after the other.

#include "model.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace naive {

struct civil {
    int year = 1970;
    int month = 1;
    int day_of_month = 1;
};

inline bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

inline int days_in_month(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/// The day number of a civil date, added up year by year and month by month.
inline day make_day(int year, int month, int day_of_month) {
    int n = 0;
    for (int y = 1970; y < year; ++y)
        n += is_leap(y) ? 366 : 365;
    for (int y = year; y < 1970; ++y)
        n -= is_leap(y) ? 366 : 365;
    for (int m = 1; m < month; ++m)
        n += days_in_month(year, m);
    return n + day_of_month - 1;
}

inline civil make_civil(day d) {
    civil c;
    while (d < 0) {
        --c.year;
        d += is_leap(c.year) ? 366 : 365;
    }
    while (d >= (is_leap(c.year) ? 366 : 365)) {
        d -= is_leap(c.year) ? 366 : 365;
        ++c.year;
    }
    while (d >= days_in_month(c.year, c.month)) {
        d -= days_in_month(c.year, c.month);
        ++c.month;
    }
    c.day_of_month = d + 1;
    return c;
}

/// 1 is Monday, 7 is Sunday. Day 0 was a Thursday.
inline int weekday(day d) {
    int r = (d + 3) % 7;
    if (r < 0)
        r += 7;
    return r + 1;
}

inline day monday_of(day d) { return d - (weekday(d) - 1); }

inline day last_day_of_month(day d) {
    const civil c = make_civil(d);
    return make_day(c.year, c.month, days_in_month(c.year, c.month));
}

/// The same day number so many months before, or that month's last day.
inline day months_before(day d, int months) {
    civil c = make_civil(d);
    for (int i = 0; i < months; ++i) {
        --c.month;
        if (c.month == 0) {
            c.month = 12;
            --c.year;
        }
    }
    return make_day(c.year, c.month, std::min(c.day_of_month, days_in_month(c.year, c.month)));
}

/// The day on which an age is reached; a child of 29 February reaches it on the 28th in common years.
inline day reaches_age(day birth, int years) {
    const civil c = make_civil(birth);
    return make_day(c.year + years, c.month, std::min(c.day_of_month, days_in_month(c.year + years, c.month)));
}

/// What one date is for one unit.
struct day_info {
    bool known = true;  // false: the calendar does not reach so far
    bool am = false;
    bool pm = false;
    int term = -1;  // index into world.terms, -1 outside every term
    bool is_school_day() const { return am || pm; }
};

/// The span of a school year: from its first term's first day to its last term's last day.
struct school_year_span {
    std::string name;
    day first = 0;
    day last = 0;
};

class calendar {
public:
    explicit calendar(const world& w) : w_(w) {
        for (const unit_row& u : w.units)
            units_[u.unit_id] = &u;
        if (w.days)
            for (const day_row& r : *w.days)
                overrides_[r.date].push_back(&r);
        for (day d : w.holidays)
            holidays_[d] = true;
        for (day d : w.working_weekends)
            working_weekends_[d] = true;
    }

    /// The unit and everything above it, nearest first.
    std::vector<std::string> chain(const std::string& unit) const {
        std::vector<std::string> out;
        std::string at = unit;
        while (true) {
            const auto it = units_.find(at);
            if (it == units_.end())
                return out;
            out.push_back(at);
            if (!it->second->parent_id)
                return out;
            at = *it->second->parent_id;
        }
    }

    const unit_row* unit(const std::string& id) const {
        const auto it = units_.find(id);
        return it == units_.end() ? nullptr : it->second;
    }

    /// The nearest stage at or above a unit.
    std::optional<std::string> stage(const std::string& id) const {
        for (const std::string& u : chain(id))
            if (unit(u)->stage)
                return unit(u)->stage;
        return std::nullopt;
    }

    /// Inside the published lists. The national calendar alone, without the district's own days.
    bool is_covered(day d) const {
        return (!w_.coverage_first || d >= *w_.coverage_first) && (!w_.coverage_last || d <= *w_.coverage_last);
    }

    /// National working day: Monday to Friday; in calendar cn less holidays, plus make-up working days.
    bool is_working_day(day d) const {
        if (w_.calendar == calendar_kind::cn) {
            if (working_weekends_.count(d))
                return true;
            if (holidays_.count(d))
                return false;
        }
        return weekday(d) <= 5;
    }

    /// The meaning decisions, last list: the nearest covering unit that has terms of its own uses those alone.
    std::vector<int> terms_of(const std::string& unit_id) const {
        const auto known = terms_memo_.find(unit_id);
        if (known != terms_memo_.end())
            return known->second;
        std::vector<int> out;
        for (const std::string& u : chain(unit_id)) {
            for (std::size_t i = 0; i < w_.terms.size(); ++i)
                if (w_.terms[i].unit_id && *w_.terms[i].unit_id == u)
                    out.push_back(static_cast<int>(i));
            if (!out.empty())
                break;
        }
        if (out.empty())
            for (std::size_t i = 0; i < w_.terms.size(); ++i)
                if (!w_.terms[i].unit_id)
                    out.push_back(static_cast<int>(i));
        std::sort(out.begin(), out.end(), [&](int a, int b) { return term(a).first_day < term(b).first_day; });
        terms_memo_[unit_id] = out;
        return out;
    }

    const term_row& term(int index) const { return w_.terms[static_cast<std::size_t>(index)]; }

    int term_on(const std::string& unit_id, day d) const {
        for (int t : terms_of(unit_id))
            if (term(t).first_day <= d && d <= term(t).last_day)
                return t;
        return -1;
    }

    std::vector<school_year_span> school_years_of(const std::string& unit_id) const {
        std::vector<school_year_span> out;
        for (int t : terms_of(unit_id)) {
            bool found = false;
            for (school_year_span& y : out)
                if (y.name == term(t).school_year) {
                    y.first = std::min(y.first, term(t).first_day);
                    y.last = std::max(y.last, term(t).last_day);
                    found = true;
                }
            if (!found)
                out.push_back({term(t).school_year, term(t).first_day, term(t).last_day});
        }
        std::sort(out.begin(), out.end(),
                  [](const school_year_span& a, const school_year_span& b) { return a.first < b.first; });
        return out;
    }

    /// The school year whose span holds the date (a winter holiday is inside it, a summer is not).
    std::optional<school_year_span> school_year_on(const std::string& unit_id, day d) const {
        for (const school_year_span& y : school_years_of(unit_id))
            if (y.first <= d && d <= y.last)
                return y;
        return std::nullopt;
    }

    /// What a date is for a unit (meaning 5.3 and 5.17; days rows date by date, the nearest covering unit's first).
    day_info on(const std::string& unit_id, day d) const {
        std::map<day, day_info>& memo = memo_[unit_id];
        const auto known = memo.find(d);
        if (known != memo.end())
            return known->second;
        const day_info info = look(unit_id, d);
        memo[d] = info;
        return info;
    }

    bool is_school_day(const std::string& unit_id, day d) const { return on(unit_id, d).is_school_day(); }

    /// Whether the lists, or days rows for every date beyond them, reach the date for this unit.
    bool reaches(const std::string& unit_id, day d) const {
        if (is_covered(d))
            return true;
        if (w_.coverage_last && d > *w_.coverage_last) {
            for (day x = *w_.coverage_last + 1; x <= d; ++x)
                if (rows_for(unit_id, x).empty())
                    return false;
            return true;
        }
        for (day x = d; x < *w_.coverage_first; ++x)
            if (rows_for(unit_id, x).empty())
                return false;
        return true;
    }

    /// Whether some days row or the lists reach the date for anyone.
    bool reaches_for_anyone(day d) const {
        if (is_covered(d))
            return true;
        const bool later = w_.coverage_last && d > *w_.coverage_last;
        const day from = later ? *w_.coverage_last + 1 : d;
        const day to = later ? d : *w_.coverage_first - 1;
        for (day x = from; x <= to; ++x)
            if (!overrides_.count(x))
                return false;
        return true;
    }

    struct due_result {
        std::optional<day> on{};
        bool unspecified = false;
        bool outside_calendar = false;
    };

    /// Meaning 5.2 and 5.17. School days are those of the unit; working days are national.
    due_result due(const due_rule& rule, const std::string& unit_id, day trigger) const {
        due_result out;
        if (rule.kind == due_kind::none)
            return out;
        if (rule.kind == due_kind::end_of) {
            if (rule.end == period::month) {
                out.on = last_day_of_month(trigger);
                return out;
            }
            if (rule.end == period::term) {
                for (int t : terms_of(unit_id))
                    if (term(t).last_day >= trigger) {
                        out.on = term(t).last_day;
                        return out;
                    }
            } else {
                for (const school_year_span& y : school_years_of(unit_id))
                    if (y.last >= trigger) {
                        out.on = y.last;
                        return out;
                    }
            }
            out.outside_calendar = true;
            return out;
        }
        if (!rule.n) {
            out.unspecified = true;
            return out;
        }
        if (*rule.n == 0) {  // the same day; it never rolls
            out.on = trigger;
            return out;
        }
        day at = trigger;
        int left = *rule.n;
        while (left > 0) {  // the start day is excluded
            ++at;
            if (rule.unit == day_unit::calendar_days) {
                --left;
            } else if (rule.unit == day_unit::working_days) {
                if (!is_covered(at))
                    return outside();
                if (is_working_day(at))
                    --left;
            } else {
                const std::vector<int> terms = terms_of(unit_id);
                if (terms.empty() || at > term(terms.back()).last_day)
                    return outside();
                const day_info info = on(unit_id, at);
                if (!info.known)
                    return outside();
                if (info.is_school_day())
                    --left;
            }
        }
        if (rule.rolls) {
            while (true) {
                if (!is_covered(at))
                    return outside();
                if (is_working_day(at))
                    break;
                ++at;
            }
        }
        out.on = at;
        return out;
    }

private:
    static due_result outside() {
        due_result out;
        out.outside_calendar = true;
        return out;
    }

    /// The days rows that decide a date for a unit: those of the nearest covering unit that has any; none named is
    /// farthest.
    std::vector<const day_row*> rows_for(const std::string& unit_id, day d) const {
        std::vector<const day_row*> out;
        const auto it = overrides_.find(d);
        if (it == overrides_.end())
            return out;
        for (const std::string& u : chain(unit_id)) {
            for (const day_row* r : it->second)
                if (r->unit_id && *r->unit_id == u)
                    out.push_back(r);
            if (!out.empty())
                return out;
        }
        for (const day_row* r : it->second)
            if (!r->unit_id)
                out.push_back(r);
        return out;
    }

    day_info look(const std::string& unit_id, day d) const {
        day_info info;
        info.term = term_on(unit_id, d);
        if (info.term < 0)
            return info;  // a school day lies inside a term
        if (!reaches(unit_id, d)) {
            info.known = false;
            return info;
        }
        const bool base = is_covered(d) && is_working_day(d);
        info.am = base;
        info.pm = base;
        for (const day_row* r : rows_for(unit_id, d)) {
            const bool school = r->kind == override_kind::school;
            if (r->session != override_session::pm)
                info.am = school;
            if (r->session != override_session::am)
                info.pm = school;
        }
        return info;
    }

    const world& w_;
    std::map<std::string, const unit_row*> units_{};
    std::map<day, std::vector<const day_row*>> overrides_{};
    std::map<day, bool> holidays_{};
    std::map<day, bool> working_weekends_{};
    // Remembered answers, for speed only.
    mutable std::map<std::string, std::map<day, day_info>> memo_{};
    mutable std::map<std::string, std::vector<int>> terms_memo_{};
};

}  // namespace naive
