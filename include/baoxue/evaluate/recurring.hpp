// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/duty.hpp>
#include <baoxue/evaluate/periods.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace baoxue {

namespace detail {

/// Quotas of one rule over a whole district.
///
/// \par Source
/// Meaning decisions, paragraph 8 and the smaller ones on quotas.
class quota_writer {
public:
    quota_writer(const bound_policy& policy, const bound_recurring& rule, const duty_writer& writer, const district& d,
                 date as_of, gathered& out)
        : policy_(policy), rule_(rule), writer_(writer), d_(d), as_of_(as_of), out_(out),
          needed_table_(rule.source->need || !rule.scope.needs.empty() || !rule.scope.unless.empty()) {}

    void run() {
        if (rule_.source->per == quota_per::holder)
            return each_holder();
        if (rule_.about != no_code)
            return each_unit();
        const bool no_needs = needed_table_ && !d_.is_given(table_name::needs);
        if (no_needs)
            writer_.missing(rule_.rule, table_name::needs, out_);
        if (!d_.is_given(table_name::enrolments))
            return writer_.missing(rule_.rule, table_name::enrolments, out_);
        if (no_needs)
            return;
        std::vector<spell> spells;
        for (code s = 0; s < d_.pupils(); ++s)
            pupil(s, spells);
    }

private:
    /// What a quota asks for in one period, before it is known what was done.
    struct quota {
        std::int32_t needed{0};
        date first{}, last{};  ///< first and last school day on which it counts
    };

    const std::vector<quota_period>& periods_of(std::int32_t calendar) {
        const auto [it, is_new] = periods_.try_emplace(calendar);
        if (is_new)
            it->second = list_periods(d_.calendars[static_cast<std::size_t>(calendar)], *rule_.source);
        return it->second;
    }

    /// The share of a period's school days that count, rounded up. \return nothing where none counts, or none yet
    template <class Counts>
    [[nodiscard]] std::optional<quota> ask(const quota_period& period, Counts&& counts) const {
        if (!rule_.in_force.on(period.first))
            return std::nullopt;
        quota out;
        std::int64_t days = 0;
        for (const date on : period.days) {
            if (!counts(on))
                continue;
            if (days++ == 0)
                out.first = on;
            out.last = on;
        }
        if (days == 0 || out.first > as_of_)
            return std::nullopt;
        const auto all = static_cast<std::int64_t>(period.days.size());
        const std::int64_t times = rule_.source->times.value.value_or(1);
        out.needed = static_cast<std::int32_t>((times * days + all - 1) / all);
        return out;
    }

    void each_holder() {
        if (!d_.is_given(table_name::holdings))
            return writer_.missing(rule_.rule, table_name::holdings, out_);
        for (std::size_t row = 0; row < rule_.act_lists.size(); ++row)
            each_holder(row);
    }

    /// One post of a person, as long as nothing about it changes.
    struct held_post {
        code unit, student;
        date from, until;
    };

    /// The school days, in order, on which somebody holds one of some posts.
    ///
    /// \param calendars  of each post
    /// \param distinct   the same, each once
    void list_days_held(const std::vector<held_post>& posts, const std::vector<std::int32_t>& calendars,
                        const std::vector<std::int32_t>& distinct, std::vector<date>& out) const {
        out.clear();
        std::vector<std::pair<day_ordinal, day_ordinal>> stretches;
        for (const auto k : distinct) {
            const auto& c = d_.calendars[static_cast<std::size_t>(k)];
            stretches.clear();
            for (std::size_t i = 0; i < posts.size(); ++i)
                if (calendars[i] == k)
                    stretches.emplace_back(c.on_or_after(posts[i].from),
                                           posts[i].until == forever ? c.days()
                                                                     : c.on_or_after(posts[i].until + day_count{1}));
            std::sort(stretches.begin(), stretches.end());
            day_ordinal d = 0;
            for (const auto& [from, end] : stretches)
                for (d = std::max(d, from); d < end; ++d)
                    out.push_back(c.date_of(d));
        }
        if (distinct.size() == 1)
            return;
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
    }

    void each_holder(std::size_t row) {
        const auto& role = rule_.held[row];
        std::vector<std::vector<held_post>> by_person(static_cast<std::size_t>(d_.ids->persons.size()));
        const auto collect = [&](const timelines& of, code subject, code unit, code student) {
            const auto steps = of.of(subject);
            for (std::size_t i = 0; i < steps.size() && steps[i].from <= as_of_; ++i) {
                const date last = i + 1 < steps.size() ? steps[i + 1].from - day_count{1} : forever;
                for (const code p : policy_.bearers->members(steps[i].set)) {
                    const date until = last < as_of_ ? last : goes_on(p, role.role, unit, student) ? forever : as_of_;
                    by_person[static_cast<std::size_t>(p)].push_back({unit, student, steps[i].from, until});
                }
            }
        };
        for (std::size_t u = 0; u < d_.units.parent.size(); ++u)
            if (means(rule_.scope, d_, static_cast<code>(u)))
                collect(role.at_units, static_cast<code>(u), static_cast<code>(u), no_code);
        for (code s = 0; role.for_students && s < d_.pupils(); ++s)
            collect(*role.for_students, s, no_code, s);

        for (const auto& [person, alone] : role.persons) {
            const auto& holdings = by_person[static_cast<std::size_t>(person)];
            std::vector<std::int32_t> calendars;
            for (const auto& h : holdings)
                calendars.push_back(calendar_of(h.unit, h.student));
            auto distinct = calendars;
            std::sort(distinct.begin(), distinct.end());
            distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
            if (distinct.empty())
                continue;
            list_days_held(holdings, calendars, distinct, days_held_);
            std::vector<quota_period> merged;
            if (distinct.size() > 1)
                for (const auto c : distinct)
                    add_periods(merged, periods_of(c));
            for (const auto& period : distinct.size() > 1 ? merged : periods_of(distinct.front())) {
                auto next = std::lower_bound(days_held_.begin(), days_held_.end(), period.first);
                const auto asked = ask(period, [&](date on) {
                    while (next != days_held_.end() && *next < on)
                        ++next;
                    return next != days_held_.end() && *next == on;
                });
                if (asked)
                    write_for_holder(row, person, alone, period, *asked);
            }
        }
    }

    /// Whether a person's post goes on after as_of: an end on that day is known, what begins on the next is not.
    [[nodiscard]] bool goes_on(code person, word_code role, code unit, code student) const {
        const auto& h = d_.holdings;
        for (auto i = h.first(person); i < h.end(person); ++i)
            if (h.from[i] <= as_of_ && h.until[i] > as_of_ && h.unit[i] == unit && h.student[i] == student &&
                policy_.words->role_is(h.role[i], role))
                return true;
        return false;
    }

    [[nodiscard]] std::int32_t calendar_of(code unit, code student) const {
        return unit != no_code ? d_.units.calendar[static_cast<std::size_t>(unit)]
                               : d_.students.calendar[static_cast<std::size_t>(student)];
    }

    void write_for_holder(std::size_t row, code person, bearer_set alone, const quota_period& period,
                          const quota& ask) {
        const auto& kinds = policy_.act_lists[static_cast<std::size_t>(rule_.act_lists[row])];
        done_.clear();
        const auto count = [&](const act_columns& acts, const index_columns& by_person) {
            const auto own = by_person.of(person);  // in order of date
            const date last = std::min(period.last, as_of_);
            for (auto i = std::lower_bound(own.begin(), own.end(), period.first,
                                           [&](std::size_t act, date on) { return acts.on[act] < on; });
                 i != own.end() && acts.on[*i] <= last; ++i)
                if (std::find(kinds.begin(), kinds.end(), acts.act[*i]) != kinds.end())
                    done_.emplace_back(acts.on[*i], acts.id[*i]);
        };
        count(d_.acts, d_.acts_of_person);
        count(d_.unit_acts, d_.unit_acts_of_person);
        std::sort(done_.begin(), done_.end());
        auto hash = rule_.id_start[row];
        add_id(hash, d_.ids->units, no_code);
        add_id(hash, d_.ids->students, no_code);
        add_id(hash, d_.ids->persons, person);
        write_row(row, hash, alone, rule_.role[row], no_code, no_code, period, ask, true, {table_name::terms, no_code});
    }

    void each_unit() {
        for (std::size_t i = 0; i < d_.units.parent.size(); ++i) {
            const auto u = static_cast<code>(i);
            if (d_.units.kind[i] != rule_.about || !means(rule_.scope, d_, u))
                continue;
            for (const auto& period : periods_of(d_.units.calendar[i]))
                if (const auto asked = ask(period, [](date) { return true; }))
                    write_for_subject(nullptr, u, u, period, *asked, {table_name::terms, no_code});
        }
    }

    void pupil(code s, std::vector<spell>& spells) {
        const auto& status = rule_.source->status;
        if (rule_.source->need && d_.needs.first(s) == d_.needs.end(s))
            return;
        const pupil_view p{d_, s, as_of_};
        if (status) {
            list_spells(policy_, p, spells, &out_);
            if (std::none_of(spells.begin(), spells.end(), [&](const spell& x) { return x.is == *status; }))
                return;
        }
        cause why{table_name::terms, no_code};
        for (const auto& period : periods_of(d_.students.calendar[static_cast<std::size_t>(s)])) {
            why.row = no_code;
            const auto counts = [&](date on) {
                if (status)
                    return in_spell(spells, *status, on, why);
                return rule_.source->need ? known_pupil(p, on) && known_holds(rule_.need, s, on, why)
                                          : known_on_roll(p, on);
            };
            const auto asked = ask(period, counts);
            if (!asked || !is_meant(p, asked->first) || !may_be_asked(p, asked->first))
                continue;
            open_ages(rule_.scope, p, asked->first, writer_.gap_of(rule_.rule, gap_kind::unspecified_value), out_);
            const date bearer_day = std::min(status ? asked->last : period.last, as_of_);
            write_for_subject(&p, p.unit(asked->first), p.unit(bearer_day), period, *asked, why);
        }
    }

    /// Whether the rule means the pupil on the first day that counts.
    [[nodiscard]] bool is_meant(const pupil_view& p, date on) const {
        cause why;
        const auto flagged = [&](const bound_need& n) { return known_holds(n, p.student, on, why); };
        return means(rule_.scope, p, on) && is_of_age(rule_.scope, p, on) &&
               std::all_of(rule_.scope.needs.begin(), rule_.scope.needs.end(), flagged) &&
               std::none_of(rule_.scope.unless.begin(), rule_.scope.unless.end(), flagged);
    }

    /// Whether the acts that must come before are on record.
    [[nodiscard]] bool may_be_asked(const pupil_view& p, date on) {
        if (rule_.scope.after_acts.empty())
            return true;
        if (!d_.is_given(table_name::acts)) {
            writer_.missing(rule_.rule, table_name::acts, out_);
            return false;
        }
        return is_on_record(rule_.scope, p, on);
    }

    [[nodiscard]] static bool in_spell(std::span<const spell> spells, status is, date on, cause& why) {
        for (const auto& s : spells) {
            if (s.is != is || !s.holds_on(on))
                continue;
            if (why.row == no_code)
                why = s.why;
            return true;
        }
        return false;
    }

    /// As far as is known on as_of: an enrolment that ends later goes on, one that begins later is not known.
    [[nodiscard]] bool known_on_roll(const pupil_view& p, date on) const {
        const auto& e = d_.enrolments;
        const auto& died = d_.students.died_on[static_cast<std::size_t>(p.student)];
        if (died && *died <= as_of_ && on > *died)
            return false;
        for (auto i = e.first(p.student); i < e.end(p.student) && e.from[i] <= std::min(on, as_of_); ++i)
            if (on <= e.until[i] || e.until[i] > as_of_)
                return true;
        return false;
    }

    /// Whether the pupil has been on a roll by a day, and is alive, as far as is known.
    [[nodiscard]] bool known_pupil(const pupil_view& p, date on) const {
        const auto& e = d_.enrolments;
        const auto& died = d_.students.died_on[static_cast<std::size_t>(p.student)];
        const auto first = e.first(p.student);
        return first < e.end(p.student) && e.from[first] <= std::min(on, as_of_) &&
               !(died && *died <= as_of_ && on > *died);
    }

    [[nodiscard]] bool known_holds(const bound_need& need, code s, date on, cause& why) const {
        const auto& n = d_.needs;
        const auto flagged = [&](word_code word) {
            for (auto i = n.first(s); i < n.end(s) && n.from[i] <= std::min(on, as_of_); ++i)
                if (n.need[i] == word && (on <= n.until[i] || n.until[i] > as_of_)) {
                    if (why.row == no_code)
                        why = {table_name::needs, n.row[i]};
                    return true;
                }
            return false;
        };
        return std::any_of(need.any_of.begin(), need.any_of.end(), flagged) ||
               (!need.all_of.empty() && std::all_of(need.all_of.begin(), need.all_of.end(), flagged));
    }

    /// \param unit        as written into the row
    /// \param bearer_unit the unit through which the holders are found
    void write_for_subject(const pupil_view* p, code unit, code bearer_unit, const quota_period& period,
                           const quota& ask, cause why) {
        const date on = std::min(period.last, as_of_);
        const date until = on;
        for (std::size_t row = 0; row < rule_.act_lists.size(); ++row) {
            const auto& holders = policy_.holders[static_cast<std::size_t>(rule_.holders[row])];
            const auto [held, role] = bearers_of(policy_, rule_, row, d_, p, bearer_unit, on);
            if (held.set == nobody && !holders.is_anyone && rule_.unspecified.empty()) {
                if (d_.is_given(table_name::holdings))
                    writer_.unassigned(rule_.rule, p, bearer_unit, role, held, out_);
                writer_.missing(rule_.rule, table_name::holdings, out_);
            }
            const auto& kinds = policy_.act_lists[static_cast<std::size_t>(rule_.act_lists[row])];
            const auto& acts = p != nullptr ? d_.acts : d_.unit_acts;
            done_.clear();
            for_each_fitting(d_, p, unit, holders, *policy_.bearers, held.set, kinds, period.first, until,
                             writer_.school_kind(), [&](std::size_t i) {
                                 done_.emplace_back(acts.on[i], acts.id[i]);
                                 return true;
                             });
            auto hash = rule_.id_start[row];
            add_id(hash, d_.ids->units, unit);
            add_id(hash, d_.ids->students, p != nullptr ? p->student : no_code);
            write_row(row, hash, held.set, role, p != nullptr ? p->student : no_code, unit, period, ask,
                      writer_.actors_known(holders, held.set), why);
        }
    }

    void write_row(std::size_t row, stable_hash hash, bearer_set bearers, word_code role, code student, code unit,
                   const quota_period& period, const quota& ask, bool actors_known, cause why) {
        for (const auto& name : rule_.unspecified) {
            auto g = writer_.gap_of(rule_.rule, gap_kind::unspecified_value);
            g.parameter = name;
            out_.add(std::move(g));
        }
        if (!rule_.unspecified.empty())
            return;
        const auto count = static_cast<std::int32_t>(done_.size());
        const bool enough = count >= ask.needed;
        auto stands = state::met;
        if (!enough && ask.last >= as_of_)
            stands = state::open;
        else if (!enough)
            stands = d_.is_given(table_name::acts) && actors_known ? state::missed : state::unknown;
        if (stands == state::unknown)
            writer_.missing(rule_.rule, table_name::acts, out_);
        out_.duties.add({.id = hash.number(period.first.days).value(),
                         .rule = rule_.rule,
                         .acts = rule_.act_lists[row],
                         .role = role,
                         .recipient = rule_.recipient,
                         .bearers = bearers,
                         .student = student,
                         .unit = unit,
                         .triggered_on = ask.first,
                         .due_on = ask.last,
                         .met_on = enough ? done_[static_cast<std::size_t>(ask.needed) - 1].first : no_date,
                         .needed = ask.needed,
                         .done = count,
                         .state = stands},
                        why.row < 0 ? std::span<const cause>{} : std::span<const cause>{&why, 1});
    }

    const bound_policy& policy_;
    const bound_recurring& rule_;
    const duty_writer& writer_;
    const district& d_;
    date as_of_;
    gathered& out_;
    bool needed_table_;
    std::map<std::int32_t, std::vector<quota_period>> periods_;
    std::vector<date> days_held_;              ///< of the person at hand
    std::vector<std::pair<date, code>> done_;  ///< acts of the row at hand
};

}  // namespace detail

/// Writes a rule's quotas: of every holder, or of every subject.
inline void do_quotas(const bound_policy& policy, const bound_recurring& rule, const duty_writer& writer,
                      const district& d, date as_of, gathered& out) {
    detail::quota_writer{policy, rule, writer, d, as_of, out}.run();
}

}  // namespace baoxue
