// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/rules/rule.hpp>
#include <baoxue/time/date.hpp>

#include <algorithm>
#include <cstddef>
#include <variant>
#include <vector>

namespace baoxue {

/// What there is in a district on a date that rules wait for. A rule that gives nothing where there is none of it has
/// refused nothing.
struct facts_in_view {
    bool term{false};       ///< a term has begun
    bool pupil{false};      ///< an enrolment has begun
    bool leaver{false};     ///< an enrolment has ended by an exit, or a pupil has left for another school
    bool mark{false};       ///< there is a row of attendance
    bool holder{false};     ///< somebody holds a role
    bool incident{false};   ///< there is an incident
    bool year_over{false};  ///< the last term of a school year has ended
};

[[nodiscard]] inline facts_in_view facts_until(const district& d, date as_of) {
    const auto any_until = [&](const std::vector<date>& dates) {
        return std::any_of(dates.begin(), dates.end(), [&](date on) { return on <= as_of; });
    };
    facts_in_view out;
    for (std::size_t year = 0; year < d.school_years.size(); ++year) {
        bool has_terms = false, is_over = true;
        for (const auto& t : d.terms) {
            if (static_cast<std::size_t>(t.school_year) != year)
                continue;
            has_terms = true, is_over = is_over && t.last_day <= as_of;
            out.term = out.term || t.first_day <= as_of;
        }
        out.year_over = out.year_over || (has_terms && is_over);
    }
    out.pupil = any_until(d.enrolments.from);
    for (std::size_t i = 0; i < d.enrolments.until.size(); ++i)
        out.leaver = out.leaver || (d.enrolments.exit[i] && d.enrolments.until[i] <= as_of);
    out.leaver = out.leaver || any_until(d.transfers.left_on);
    for (code s = 0; s < d.pupils() && !out.mark; ++s)
        if (const auto first = d.attendance.first(s); first < d.attendance.end(s)) {
            const auto& calendar = d.calendar_of(s);
            out.mark = calendar.date_of(calendar.day_of(d.attendance.ordinal[first])) <= as_of;
        }
    out.holder = any_until(d.holdings.from);
    out.incident = any_until(d.incidents.on);
    return out;
}

namespace detail {

/// Whether what a rule waits for may have come about: one overload a kind.
class nearness {
public:
    explicit nearness(const facts_in_view& in_view) : v_(in_view) {}

    bool operator()(const ladder& l) const {
        return std::any_of(l.rungs.begin(), l.rungs.end(), [&](const rung& r) { return std::visit(*this, r.mode); });
    }
    bool operator()(const not_back&) const { return v_.pupil; }
    bool operator()(const in_status&) const { return v_.leaver; }
    bool operator()(const missed_deadline&) const { return v_.leaver || v_.mark; }
    bool operator()(const step_done&) const { return v_.leaver || v_.mark; }
    bool operator()(const consecutive&) const { return v_.mark; }
    bool operator()(const cumulative&) const { return v_.mark; }
    bool operator()(const rolling&) const { return v_.mark; }
    bool operator()(const share&) const { return v_.mark; }

    bool operator()(const duty& d) const { return upon(d.on, d.about.is_student()); }
    bool operator()(const record& r) const { return upon(r.on, true); }
    bool operator()(const recurring& r) const {
        if (r.status)
            return v_.leaver;
        return v_.pupil || (v_.holder && !r.need && (r.per == quota_per::holder || !r.about.is_student()));
    }
    bool operator()(const assignment&) const { return v_.holder; }
    bool operator()(const committee&) const { return v_.holder; }
    bool operator()(const pledge&) const { return v_.holder; }
    bool operator()(const entitlement&) const { return v_.pupil; }
    bool operator()(const procedure&) const { return v_.leaver; }
    bool operator()(const prohibition&) const { return v_.incident; }
    bool operator()(const incentive&) const { return v_.year_over; }
    bool operator()(const veto&) const { return v_.year_over; }
    bool operator()(const target&) const { return v_.term; }
    bool operator()(const guidance&) const { return false; }

private:
    [[nodiscard]] bool upon(event on, bool about_pupils) const {
        switch (on) {
        case event::dropout:
        case event::late_papers:
        case event::transferred_out:
        case event::suspended:
        case event::graduated:
            return v_.leaver;
        case event::sum_due:
            return v_.year_over;
        default:
            return v_.pupil || (!about_pupils && v_.holder);
        }
    }

    const facts_in_view& v_;
};

}  // namespace detail

/// Whether what such a rule waits for may have come about, so that it refuses where it gives nothing.
[[nodiscard]] inline bool is_near(const rule_kind& is, const facts_in_view& in_view) {
    return in_view.term && std::visit(detail::nearness{in_view}, is);
}

}  // namespace baoxue
