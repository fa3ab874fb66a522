// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/owe.hpp>
#include <baoxue/evaluate/periods.hpp>

#include <algorithm>
#include <map>
#include <span>
#include <vector>

namespace baoxue {

namespace detail {

/// Pledges of one pair of roles over a whole district: one row a subject and period, met by a row of `pledges`.
///
/// \par Source
/// Kinds of rule, pledge; meaning decisions, paragraph 8, for periods and who bears it.
class pledge_writer {
public:
    pledge_writer(const bound_policy& policy, const bound_pledge& rule, const duty_writer& writer, const district& d,
                  date as_of, gathered& out)
        : policy_(policy), rule_(rule), writer_(writer), d_(d), as_of_(as_of), out_(out),
          from_(policy.holders[static_cast<std::size_t>(rule.holders.front())]),
          to_(policy.holders[static_cast<std::size_t>(rule.to_holders)]) {
        const auto& g = d.pledges;
        for (std::size_t i = 0; i < g.signed_on.size(); ++i) {
            const bool of_pupil = g.about_student[i] != no_code, of_unit = g.about_unit[i] != no_code;
            if (!of_pupil && !of_unit)
                unnamed_.push_back(i);
            else if (rule.about == no_code ? of_pupil : !of_pupil)
                named_[rule.about == no_code ? g.about_student[i] : g.about_unit[i]].push_back(i);
        }
    }

    void run() {
        if (rule_.about != no_code) {
            for (std::size_t u = 0; u < d_.units.parent.size(); ++u)
                if (d_.units.kind[u] == rule_.about && means(rule_.scope, d_, static_cast<code>(u)))
                    each_period(nullptr, static_cast<code>(u), d_.units.calendar[u]);
            return;
        }
        if (!d_.is_given(table_name::enrolments))
            return writer_.missing(rule_.rule, table_name::enrolments, out_);
        for (code s = 0; s < d_.pupils(); ++s) {
            const pupil_view p{d_, s, as_of_};
            each_period(&p, no_code, d_.students.calendar[static_cast<std::size_t>(s)]);
        }
    }

private:
    const std::vector<quota_period>& periods_of(std::int32_t calendar) {
        const auto [it, is_new] = periods_.try_emplace(calendar);
        if (is_new)
            it->second = list_periods(d_.calendars[static_cast<std::size_t>(calendar)], rule_.rhythm);
        return it->second;
    }

    void each_period(const pupil_view* p, code unit, std::int32_t calendar) {
        for (const auto& period : periods_of(calendar)) {
            if (!rule_.in_force.on(period.first))
                continue;
            date first = period.days.front(), last = period.days.back();
            if (p != nullptr) {  // the pupil's part of it
                first = forever;
                for (const date on : period.days)
                    if (p->on_roll(on)) {
                        first = on;
                        break;
                    }
            }
            if (first > as_of_)
                continue;
            const date on = std::min(period.last, as_of_);
            if (p != nullptr) {
                unit = p->unit(first);
                if (!means(rule_.scope, d_, unit) || !is_of_age(rule_.scope, *p, first) ||
                    !needs_fit(rule_.scope, d_, p->student, first))
                    continue;
                open_ages(rule_.scope, *p, first, writer_.gap_of(rule_.rule, gap_kind::unspecified_value), out_);
            }
            write(p, unit, period, first, last, on);
        }
    }

    void write(const pupil_view* p, code unit, const quota_period& period, date first, date last, date on) {
        if (!rule_.unspecified.empty()) {
            auto g = writer_.gap_of(rule_.rule, gap_kind::unspecified_value);
            g.parameter = rule_.unspecified;
            return out_.add(std::move(g));
        }
        const auto owing = holders_on(from_, p, unit, on), other = holders_on(to_, p, unit, on);
        if (!d_.is_given(table_name::holdings))
            writer_.missing(rule_.rule, table_name::holdings, out_);
        else {
            if (owing.set == nobody && !from_.is_anyone)
                writer_.unassigned(rule_.rule, p, p != nullptr ? p->unit(on) : unit, rule_.from, owing, out_);
            if (other.set == nobody && !to_.is_anyone)
                writer_.unassigned(rule_.rule, p, p != nullptr ? p->unit(on) : unit, rule_.to, other, out_);
        }
        cause why{table_name::pledges, no_code};
        date met_on = no_date;
        const auto& g = d_.pledges;
        const auto look = [&](std::span<const std::size_t> rows) {  // in order of the day signed
            for (const auto i : rows) {
                if (g.signed_on[i] > on || (met_on != no_date && g.signed_on[i] >= met_on))
                    return;
                if (g.signed_on[i] >= period.first &&
                    ((signs(g.from, i, rule_.from, from_, p, unit) && signs(g.to, i, rule_.to, to_, p, unit)) ||
                     (signs(g.to, i, rule_.from, from_, p, unit) && signs(g.from, i, rule_.to, to_, p, unit))))
                    met_on = g.signed_on[i], why.row = g.row[i];
            }
        };
        if (const auto it = named_.find(p != nullptr ? p->student : unit); it != named_.end())
            look(it->second);
        look(unnamed_);
        const bool known = d_.is_given(table_name::pledges) && writer_.actors_known(from_, owing.set) &&
                           writer_.actors_known(to_, other.set);
        const auto stands = met_on != no_date ? state::met
                            : last >= as_of_  ? state::open
                            : known           ? state::missed
                                              : state::unknown;
        if (stands == state::unknown)
            writer_.missing(rule_.rule, table_name::pledges, out_);
        auto hash = rule_.id_start.front();
        add_id(hash, d_.ids->units, unit);
        add_id(hash, d_.ids->students, p != nullptr ? p->student : no_code);
        out_.duties.add({.id = hash.number(period.first.days).value(),
                         .rule = rule_.rule,
                         .acts = rule_.act_lists.front(),
                         .role = rule_.from,
                         .recipient = rule_.recipient,
                         .bearers = owing.set,
                         .student = p != nullptr ? p->student : no_code,
                         .unit = unit,
                         .triggered_on = first,
                         .due_on = last,
                         .met_on = met_on,
                         .done = met_on != no_date ? 1 : 0,
                         .state = stands},
                        why.row < 0 ? std::span<const cause>{} : std::span<const cause>{&why, 1});
    }

    /// Whether one side of a pledge is this role's: it signs as that role or a narrower one, and holds it for the
    /// subject on that day.
    [[nodiscard]] bool signs(const pledge_columns::side& side, std::size_t i, word_code role,
                             const role_holders& holders, const pupil_view* p, code unit) const {
        const date on = d_.pledges.signed_on[i];
        return policy_.words->role_is(side.role[i], role) &&
               actor_fits(d_, {side.person[i], side.student[i], side.unit[i], on}, holders, *policy_.bearers,
                          holders_on(holders, p, unit, on).set, subject_on(d_, p, unit, on), writer_.school_kind());
    }

    [[nodiscard]] stretch holders_on(const role_holders& r, const pupil_view* p, code unit, date on) const {
        return p != nullptr ? bearers_on(r, d_, p->student, p->unit(on), on) : bearers_at(r, d_, unit, on);
    }

    const bound_policy& policy_;
    const bound_pledge& rule_;
    const duty_writer& writer_;
    const district& d_;
    date as_of_;
    gathered& out_;
    const role_holders &from_, &to_;
    std::map<std::int32_t, std::vector<quota_period>> periods_;
    std::map<code, std::vector<std::size_t>> named_;  ///< pledges by the unit or pupil that they name
    std::vector<std::size_t> unnamed_;                ///< that name none: who signed decides
};

}  // namespace detail

/// Writes who has yet to sign with whom, period by period.
inline void do_pledges(const bound_policy& policy, const bound_pledge& rule, const duty_writer& writer,
                       const district& d, date as_of, gathered& out) {
    detail::pledge_writer{policy, rule, writer, d, as_of, out}.run();
}

}  // namespace baoxue
