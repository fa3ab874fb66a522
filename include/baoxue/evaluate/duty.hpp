// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/ladder.hpp>
#include <baoxue/evaluate/needs.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

/// Finds each time the event of a duty about a pupil comes, and calls `fire(day, cause)`.
class event_finder {
public:
    event_finder(const bound_policy& policy, const bound_duty& duty, const duty_writer& writer, const pupil_view& pupil,
                 std::span<const spell> spells, gathered& out)
        : policy_(policy), duty_(duty), writer_(writer), pupil_(pupil), d_(*pupil.facts), spells_(spells), out_(out) {}

    template <class Fire>
    void run(std::size_t first_row, Fire&& fire) const {
        switch (duty_.on) {
        case event::term_start:
            return at_term_starts([](const term&) { return true; }, fire);
        case event::registration:
            if (d_.is_given(table_name::registrations))  // else nobody is known not to be: a gap of its own
                at_term_starts([&](const term& t) { return !is_registered(t); }, fire);
            return;
        case event::need_flagged:
            return at_needs(fire);
        case event::returned:
            return at_returns(fire);
        case event::dropout:
            for (const auto& s : spells_)
                if (s.is == status::dropout && s.triggers())
                    fire(s.known_on, s.why);
            return;
        case event::late_papers:
            return at_late_papers(fire);
        case event::missed_duty:
            return at_missed(first_row, fire);
        case event::entered:
            return at_entries(entry_kind::new_pupil, fire);
        case event::transferred_in:
            return at_entries(entry_kind::transfer_in, fire);
        case event::transferred_out:
            return at_transfers(fire);
        case event::suspended:
            for (const auto& s : spells_)
                if (s.is == status::suspended && s.triggers())
                    fire(s.known_on, s.why);
            return;
        case event::graduated:
            return at_graduations(fire);
        case event::act_done:
            return at_acts(fire);
        case event::sum_due:
            return;  // of units alone
        }
    }

private:
    [[nodiscard]] cause enrolled_on(date on) const {
        const auto i = enrolment_on(d_.enrolments, pupil_.student, on);
        return {table_name::enrolments, i ? d_.enrolments.row[*i] : std::int64_t{no_code}};
    }

    [[nodiscard]] bool is_registered(const term& t) const {
        const auto& r = d_.registrations;
        for (auto i = r.first(pupil_.student); i < r.end(pupil_.student); ++i)
            if (r.term[i] == t.row && r.on[i] <= t.first_day)
                return true;
        return false;
    }

    template <class Means, class Fire>
    void at_term_starts(Means&& is_meant, Fire&& fire) const {
        for (const auto& t : pupil_.calendar->terms())
            if (t.first_day <= pupil_.as_of && pupil_.on_roll(t.first_day) && is_meant(t))
                fire(t.first_day, enrolled_on(t.first_day));
    }

    /// Each flag of one of the needs; and each day on which the last of all of them was flagged.
    template <class Fire>
    void at_needs(Fire&& fire) const {
        const auto& n = d_.needs;
        for (auto i = n.first(pupil_.student); i < n.end(pupil_.student) && n.from[i] <= pupil_.as_of; ++i) {
            const auto among = [&](const std::vector<word_code>& words) {
                return std::find(words.begin(), words.end(), n.need[i]) != words.end();
            };
            const auto flagged = [&](word_code need) { return is_flagged(d_, pupil_.student, need, n.from[i]); };
            const auto& all = duty_.need.all_of;
            const bool last_of_all = among(all) && std::all_of(all.begin(), all.end(), flagged) &&
                                     std::none_of(all.begin(), all.end(), [&](word_code need) {
                                         return need < n.need[i] && begins(need, n.from[i]);
                                     });
            if (among(duty_.need.any_of) || last_of_all)
                fire(n.from[i], cause{table_name::needs, n.row[i]});
        }
    }

    [[nodiscard]] bool begins(word_code need, date on) const {
        const auto& n = d_.needs;
        for (auto i = n.first(pupil_.student); i < n.end(pupil_.student); ++i)
            if (n.need[i] == need && n.from[i] == on)
                return true;
        return false;
    }

    template <class Fire>
    void at_returns(Fire&& fire) const {
        const auto& e = d_.enrolments;
        for (auto i = e.first(pupil_.student); i < e.end(pupil_.student) && e.from[i] <= pupil_.as_of; ++i) {
            const bool ends_spell = std::any_of(spells_.begin(), spells_.end(), [&](const spell& s) {
                return s.is == status::dropout && s.until == e.from[i] - day_count{1};
            });
            if (e.entry[i] == entry_kind::returned || ends_spell)
                fire(e.from[i], cause{table_name::enrolments, e.row[i]});
        }
    }

    template <class Fire>
    void at_entries(entry_kind as, Fire&& fire) const {
        const auto& e = d_.enrolments;
        for (auto i = e.first(pupil_.student); i < e.end(pupil_.student) && e.from[i] <= pupil_.as_of; ++i)
            if (e.entry[i] == as)
                fire(e.from[i], cause{table_name::enrolments, e.row[i]});
    }

    template <class Fire>
    void at_graduations(Fire&& fire) const {
        const auto& e = d_.enrolments;
        for (auto i = e.first(pupil_.student); i < e.end(pupil_.student); ++i)
            if (e.exit[i] == exit_kind::graduated && e.exit_known_on(i) <= pupil_.as_of)
                fire(e.exit_known_on(i), cause{table_name::enrolments, e.row[i]});
    }

    template <class Fire>
    void at_transfers(Fire&& fire) const {
        const auto& t = d_.transfers;
        const auto& e = d_.enrolments;
        for (auto i = t.first(pupil_.student); i < t.end(pupil_.student); ++i) {
            const auto left = enrolment_left_by(pupil_, i);
            const auto next = left == no_enrolment ? e.first(pupil_.student) : left + 1;
            const bool is_back = next < e.end(pupil_.student) && e.from[next] <= t.known_on[i];  // when it is known
            if (t.known_on[i] <= pupil_.as_of && !is_back)
                fire(t.known_on[i], cause{table_name::transfers, t.row[i]});
        }
    }

    template <class Fire>
    void at_acts(Fire&& fire) const {
        const auto& a = d_.acts;
        for (auto i = a.first(pupil_.student); i < a.end(pupil_.student) && a.on[i] <= pupil_.as_of; ++i)
            if (a.act[i] == duty_.act)
                fire(a.on[i], cause{table_name::acts, a.row[i]});
    }

    template <class Fire>
    void at_late_papers(Fire&& fire) const {
        const auto& t = d_.transfers;
        for (auto i = t.first(pupil_.student); i < t.end(pupil_.student); ++i) {
            const auto left = enrolment_left_by(pupil_, i);
            if (t.known_on[i] > pupil_.as_of || left == no_enrolment)
                continue;
            const code unit = d_.enrolments.unit[left];
            const auto complete = completion_of(policy_, pupil_, i, unit);
            if (!complete.is_known)
                writer_.missing(duty_.rule, table_name::acts, out_);
            if (!complete.is_known || (complete.on && *complete.on <= t.left_on[i]))
                continue;
            if (!duty_.unspecified_late.empty()) {
                auto g = writer_.gap_of(duty_.rule, gap_kind::unspecified_value);
                g.parameter = duty_.unspecified_late;
                out_.add(std::move(g));
                continue;
            }
            const auto& late = *duty_.late;
            const deadline days = within_days{late.days, late.unit, false};
            const date due = due_date(t.left_on[i], days, pupil_.calendar_at(unit), d_.working).on;
            if (due == no_date) {
                auto g = writer_.gap_of(duty_.rule, gap_kind::outside_calendar);
                g.unit = unit;
                out_.add(std::move(g));
                continue;
            }
            const date on = std::max(due, t.known_on[i]);
            if (on > pupil_.as_of)
                continue;
            const bool still_gone = std::any_of(spells_.begin(), spells_.end(), [&](const spell& s) {
                return s.is == status::dropout && s.holds_on(on) && s.from <= t.left_on[i];
            });
            if (still_gone && (!complete.on || *complete.on > on))
                fire(on, cause{table_name::transfers, t.row[i]});
        }
    }

    template <class Fire>
    void at_missed(std::size_t first_row, Fire&& fire) const {
        for (auto i = first_row; i < out_.duties.size(); ++i) {
            const auto& row = out_.duties[i];
            const duty_outcome outcome{row.due_on, row.met_on, {}, row.state};
            if (std::find(duty_.of.begin(), duty_.of.end(), row.rule) == duty_.of.end() ||
                !outcome.was_missed(pupil_.as_of))
                continue;
            const auto because = out_.duties.first_cause_of(i);
            fire(row.due_on + day_count{1}, because.value_or(cause{table_name::terms, no_code}));
        }
    }

    const bound_policy& policy_;
    const bound_duty& duty_;
    const duty_writer& writer_;
    const pupil_view& pupil_;
    const district& d_;
    std::span<const spell> spells_;
    gathered& out_;
};

}  // namespace detail

/// Whether a rule means a pupil on the day of an event; a gap where that cannot be known.
[[nodiscard]] inline bool means_pupil(const bound_duty& rule, const duty_writer& writer, const pupil_view& pupil,
                                      date on, gathered& out) {
    const auto& d = *pupil.facts;
    if (!rule.in_force.on(on) || !means(rule.scope, pupil, on) || !is_of_age(rule.scope, pupil, on) ||
        !needs_fit(rule.scope, d, pupil.student, on))
        return false;
    if (!rule.scope.after_acts.empty() && !d.is_given(table_name::acts)) {
        writer.missing(rule.rule, table_name::acts, out);
        return false;
    }
    return is_on_record(rule.scope, pupil, on);
}

/// What brings the duties about units about: by duty, unit and day the rows of the pupils whom it concerns.
using unit_triggers = std::map<std::tuple<std::size_t, code, date>, std::vector<cause>>;

/// Writes the duties that events about one pupil bring about.
///
/// \param of_units  takes what duties about units are to be written of, once every pupil was seen
inline void do_duties(const bound_policy& policy, const duty_writer& writer, const pupil_view& pupil,
                      ladder_scratch& scratch, unit_triggers& of_units, gathered& out) {
    const auto& d = *pupil.facts;
    std::vector<std::pair<date, cause>> found;
    for (std::size_t k = 0; k < policy.duties.size(); ++k) {
        const auto& duty = policy.duties[k];
        if (duty.about != no_code && (duty.on == event::term_start || duty.on == event::act_done))
            continue;  // a unit's own, whoever is there
        found.clear();
        detail::event_finder{policy, duty, writer, pupil, scratch.spells, out}.run(
            scratch.first_row, [&](date on, cause why) { found.emplace_back(on, why); });
        for (const auto& [on, why] : found) {
            const code unit = pupil.unit(on);
            if (!means_pupil(duty, writer, pupil, on, out))
                continue;
            const code about = duty.about == no_code ? unit : nearest_of_kind(d.units, unit, duty.about);
            if (duty.about != no_code && about == no_code)
                continue;
            if (duty.scope.asks_ages())
                open_ages(duty.scope, pupil, on, writer.gap_of(duty.rule, gap_kind::unspecified_value), out);
            if (duty.about != no_code) {
                of_units[{k, about, on}].push_back(why);
                continue;
            }
            scratch.outcomes.clear();
            writer.write(duty, duty.rule, {&pupil, unit, on, pupil.end_of_day(on), 0, why, why}, out, scratch.outcomes);
        }
    }
}

/// Writes the duties about units: those that events about their pupils bring about, those that each unit of a kind has
/// at the start of its terms, and those upon acts about it.
inline void do_unit_duties(const bound_policy& policy, const duty_writer& writer, const district& d, date as_of,
                           const unit_triggers& of_pupils, ladder_scratch& scratch, gathered& out) {
    for (const auto& [place, why] : of_pupils) {
        const auto& [k, unit, on] = place;
        const auto& duty = policy.duties[k];
        scratch.outcomes.clear();
        writer.write(duty, duty.rule, {nullptr, unit, on, 0, 0, why.front(), why.back()}, out, scratch.outcomes, why);
    }
    const auto write = [&](const bound_duty& duty, code unit, date on, std::span<const cause> why) {
        if (on > as_of || !duty.in_force.on(on))
            return;
        scratch.outcomes.clear();
        writer.write(duty, duty.rule, {nullptr, unit, on, 0, 0, why.front(), why.back()}, out, scratch.outcomes, why);
    };
    const auto upon_acts = [&](const bound_duty& duty, code unit) {
        const auto& a = d.unit_acts;
        std::map<date, std::vector<cause>> found;  // several of one day are one duty
        for (auto i = a.first(unit); i < a.end(unit); ++i)
            if (a.act[i] == duty.act)
                found[a.on[i]].push_back({table_name::acts, a.row[i]});
        for (const auto& [on, why] : found)
            write(duty, unit, on, why);
    };
    for (const auto& duty : policy.duties) {
        if (duty.on != event::term_start && duty.on != event::act_done)
            continue;
        for (std::size_t u = 0; u < d.units.parent.size(); ++u) {
            const auto unit = static_cast<code>(u);
            if (d.units.kind[u] != duty.about || !means(duty.scope, d, unit))
                continue;
            if (duty.on == event::term_start) {
                for (const auto& t : d.calendars[static_cast<std::size_t>(d.units.calendar[u])].terms()) {
                    const cause why{table_name::terms, t.row};
                    write(duty, unit, t.first_day, std::span<const cause>{&why, 1});
                }
            } else if (d.is_given(table_name::acts)) {
                upon_acts(duty, unit);
            }
        }
    }
}

/// Writes the duties that awards and charges of other clauses bring about, from the last day of their school year on.
/// Several of one unit and year make the same duty again, which the table has once; a part of one is of another rule.
/// Figures must have been judged before.
inline void do_sum_duties(const bound_policy& policy, const duty_writer& writer, ladder_scratch& scratch,
                          gathered& out) {
    for (const auto& duty : policy.duties) {
        if (duty.on != event::sum_due)
            continue;
        const auto& c = out.consequences;
        for (std::size_t i = 0; i < c.size(); ++i) {
            const date on = c.period_until[i];
            if (!c.amount_fen[i] || c.vetoed_by[i] || !duty.in_force.on(on) ||
                std::find(duty.sums.begin(), duty.sums.end(), c.rule[i]) == duty.sums.end())
                continue;
            scratch.outcomes.clear();
            const cause none{table_name::terms, no_code};
            writer.write(duty, duty.rule, {nullptr, c.unit[i], on, 0, 0, none, none}, out, scratch.outcomes);
        }
    }
}

}  // namespace baoxue
