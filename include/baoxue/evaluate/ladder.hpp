// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/consecutive.hpp>
#include <baoxue/evaluate/discharge.hpp>
#include <baoxue/evaluate/due.hpp>
#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/scope.hpp>
#include <baoxue/evaluate/standing.hpp>
#include <baoxue/evaluate/windows.hpp>

#include <algorithm>
#include <cstring>
#include <span>
#include <tuple>
#include <variant>
#include <vector>

namespace baoxue {

/// Memory that one thread reuses from pupil to pupil: nothing is allocated after the first few.
struct ladder_scratch {
    std::vector<std::uint32_t> counted;
    mark_set counted_marks;
    std::vector<occasion> occasions;
    std::vector<date> act_days;
    std::vector<period_tally> tallies;
    std::vector<share_tally> shares;
    struct fired {
        std::int32_t step;
        firing what;
    };
    std::vector<fired> fired_rungs;
};

namespace detail {

/// Positions of the rows whose mark counts.
inline void list_counted(std::span<const mark> marks, mark_set counting, std::vector<std::uint32_t>& out) {
    out.clear();
    if (counting == mark_set{mark::unexcused}) {
        const auto* const begin = reinterpret_cast<const char*>(marks.data());
        const auto* const end = begin + marks.size();
        for (const char* at = begin; at < end; ++at) {
            at = static_cast<const char*>(
                std::memchr(at, static_cast<int>(mark::unexcused), static_cast<std::size_t>(end - at)));
            if (at == nullptr)
                break;
            out.push_back(static_cast<std::uint32_t>(at - begin));
        }
        return;
    }
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (counting.contains(marks[i]))
            out.push_back(static_cast<std::uint32_t>(i));
}

/// Finds each time a rung is reached in one pupil's register.
template <class Attempt, class Fire>
void count_rung(const pupil_view& pupil, const bound_rung& rung, ladder_scratch& scratch, Attempt&& attempt,
                Fire&& fire) {
    const auto& mode = rung.source->mode;
    list_act_days(rung.scope, pupil, scratch.act_days);
    if (const auto* m = std::get_if<consecutive>(&mode))
        return count_consecutive(pupil, rung, *m, scratch.counted, scratch.act_days, attempt, fire);
    if (const auto* m = std::get_if<share>(&mode))
        return count_share(pupil, rung, *m, scratch.shares, attempt, fire);
    if (const auto* m = std::get_if<not_back>(&mode))
        return count_not_back(pupil, rung, *m, attempt, fire);
    if (rung.earlier) {
        scratch.occasions.clear();
        for (const auto& f : scratch.fired_rungs) {
            if (f.step >= rung.step || (rung.earlier_step && f.step != *rung.earlier_step))
                continue;
            scratch.occasions.push_back({f.what.on, f.what.session, f.what.first, f.what.last, f.what.at_day_end});
        }
    } else {
        list_occasions(pupil, rung, scratch.counted, scratch.occasions);
    }
    for (const date on : scratch.act_days)
        scratch.occasions.push_back({on, pupil.end_of_day(on), {}, {}, true, false});
    if (rung.earlier || !scratch.act_days.empty())
        std::stable_sort(scratch.occasions.begin(), scratch.occasions.end(), [](const occasion& a, const occasion& b) {
            return std::tie(a.on, a.at_day_end, a.session) < std::tie(b.on, b.at_day_end, b.session);
        });
    if (const auto* m = std::get_if<cumulative>(&mode))
        count_cumulative(pupil, rung, *m, scratch.occasions, scratch.tallies, attempt, fire);
    if (const auto* m = std::get_if<rolling>(&mode))
        count_rolling(pupil, rung, *m, scratch.occasions, attempt, fire);
}

}  // namespace detail

/// Writes the duties that one firing brings about, with bearers, due date and state.
class ladder_writer {
public:
    ladder_writer(const bound_policy& policy, const district& d) : policy_(&policy) {
        school_kind_ = policy.words->find(word_kind::unit_kind, "school").value_or(no_code);
        evidence_known_ = d.is_given(table_name::acts);
        for (const auto& rungs : policy.ladders)
            for (const auto& rung : rungs)
                for (std::size_t row = 0; row < rung.act_lists.size(); ++row) {
                    auto hash = id_of_rule("obligations", policy.rules[static_cast<std::size_t>(rung.rule)]);
                    hash.text(policy.words->at(word_kind::role, rung.role[row]).id);
                    for (const auto act : policy.act_lists[static_cast<std::size_t>(rung.act_lists[row])])
                        hash.text(policy.words->at(word_kind::act, act).id);
                    id_starts_.push_back(hash.number(rung.step));
                }
        for (const auto& rungs : policy.ladders)
            for (const auto& rung : rungs) {
                first_start_.push_back(starts_);
                starts_ += rung.act_lists.size();
            }
    }

    /// \param rung_index  position of the rung among all rungs of the policy's ladders
    void write(const pupil_view& pupil, const bound_rung& rung, std::size_t rung_index, const firing& f, code unit,
               gathered& out) const {
        date trigger = f.on;
        session_ordinal session = f.session;
        cause by{};
        bool by_act = false;
        for (std::size_t row = 0; row < rung.act_lists.size(); ++row) {
            if (by_act)
                unit = pupil.unit(trigger);
            const auto met =
                write_row(pupil, rung, rung_index, row, trigger, session, f, by_act ? &by : nullptr, unit, out);
            if (!rung.in_order)
                continue;
            if (!met)
                return;  // the next step is not triggered yet
            trigger = pupil.facts->acts.on[*met];
            session = pupil.end_of_day(trigger);
            by = {table_name::acts, pupil.facts->acts.row[*met]};
            by_act = true;
        }
    }

private:
    std::optional<std::size_t> write_row(const pupil_view& pupil, const bound_rung& rung, std::size_t rung_index,
                                         std::size_t row, date trigger, session_ordinal session, const firing& f,
                                         const cause* by_act, code unit, gathered& out) const {
        const auto& d = *pupil.facts;
        const auto clause = policy_->rules[static_cast<std::size_t>(rung.rule)].clause_index;
        const auto& holders = policy_->holders[static_cast<std::size_t>(rung.holders[row])];
        const auto base = [&](gap_kind kind) {
            gap g;
            g.clause = clause, g.rule = rung.rule, g.kind = kind;
            return g;
        };

        auto held = bearers_on(holders, d, pupil.student, unit, trigger);
        if (held.set == nobody && !holders.is_anyone && d.is_given(table_name::holdings)) {
            auto g = base(gap_kind::unassigned_role);
            g.unit = unit, g.role = rung.role[row], g.from = held.from;
            g.until = held.until >= pupil.as_of ? forever : held.until;  // who comes after as_of is not known
            out.add(std::move(g));
        }
        date due_on = no_date;
        if (rung.due) {
            const auto due = due_date(trigger, *rung.due, pupil.calendar_at(unit), d.working);
            due_on = due.on;
            if (due.beyond) {
                auto g = base(gap_kind::outside_calendar);
                g.unit = unit;
                out.add(std::move(g));
            }
        } else if (!rung.unspecified_due.empty()) {
            auto g = base(gap_kind::unspecified_value);
            g.parameter = rung.unspecified_due;
            out.add(std::move(g));
        }

        const auto& acts = policy_->act_lists[static_cast<std::size_t>(rung.act_lists[row])];
        const auto met = d.is_given(table_name::acts)
                             ? first_discharge(pupil, holders, *policy_->bearers, held.set, acts, trigger, school_kind_)
                             : std::nullopt;
        date met_on = met ? d.acts.on[*met] : no_date;
        const date stopped = rung.stops.empty() ? no_date : stopped_on(pupil, rung.stops, trigger, session, unit);
        const bool actors_known =
            d.is_given(table_name::holdings) || holders.is_anyone || (holders.is_student && held.set != nobody);
        const auto stands = state_on(pupil.as_of, due_on, met_on, stopped, evidence_known_ && actors_known);
        if (stands == state::lapsed)
            met_on = no_date;
        if (stands == state::unknown)
            for (const auto t : {table_name::acts, table_name::holdings})
                if (t != table_name::holdings || !actors_known)
                    missing(t, d, base, out);
        if (held.set == nobody && !holders.is_anyone)
            missing(table_name::holdings, d, base, out);

        auto& t = out.rows;
        auto hash = id_starts_[first_start_[rung_index] + row];
        add_id(hash, d.ids->units, unit);
        add_id(hash, d.ids->students, pupil.student);
        t.id.push_back(hash.number(trigger.days).value());
        t.rule.push_back(rung.rule), t.acts.push_back(rung.act_lists[row]), t.role.push_back(rung.role[row]);
        t.bearers.push_back(held.set), t.recipient.push_back(rung.recipient);
        t.student.push_back(pupil.student), t.unit.push_back(unit), t.step.push_back(rung.step);
        t.triggered_on.push_back(trigger), t.due_on.push_back(due_on);
        t.needed.push_back(1), t.done.push_back(met_on != no_date ? 1 : 0);
        t.state.push_back(stands), t.met_on.push_back(met_on);
        t.also.append({});
        const cause by_firing[] = {f.first, f.last};
        if (by_act != nullptr)
            t.caused_by.append(std::span<const cause>{by_act, 1});
        else
            t.caused_by.append(std::span<const cause>{by_firing, f.first.row < 0 ? 0U : f.first == f.last ? 1U : 2U});
        return stands == state::lapsed ? std::nullopt : met;
    }

    template <class Base>
    void missing(table_name t, const district& d, Base&& base, gathered& out) const {
        if (d.is_given(t))
            return;
        auto g = base(gap_kind::missing_table);
        g.parameter = word_of(t);
        out.add(std::move(g));
    }

    const bound_policy* policy_;
    word_code school_kind_{no_code};
    bool evidence_known_{true};
    std::vector<stable_hash> id_starts_;
    std::vector<std::size_t> first_start_;
    std::size_t starts_{0};
};

/// Climbs every ladder of a policy for one pupil.
inline void climb(const bound_policy& policy, const ladder_writer& writer, const pupil_view& pupil,
                  ladder_scratch& scratch, gathered& out) {
    bool listed = false;
    std::size_t rung_index = 0;
    for (const auto& rungs : policy.ladders) {
        scratch.fired_rungs.clear();
        for (const auto& rung : rungs) {
            const auto index = rung_index++;
            if (!rung.earlier && (!listed || !(scratch.counted_marks == rung.marks))) {
                detail::list_counted(pupil.marks, rung.marks, scratch.counted);
                scratch.counted_marks = rung.marks;
                listed = true;
            }
            const auto rule_gap = [&](gap_kind kind) {
                gap g;
                g.clause = policy.rules[static_cast<std::size_t>(rung.rule)].clause_index;
                g.rule = rung.rule, g.kind = kind;
                return g;
            };
            // The age is read when the count first reaches the number; a text that is not in force, or means somebody
            // else, uses the count up; only an act that is not yet on record leaves it standing.
            const auto attempt = [&](chance& luck, date on) {
                if (luck.used_up)
                    return false;
                const bool first_time = !luck.reached;
                luck.reached = true;
                luck.used_up = (first_time && !is_of_age(rung.scope, pupil, on)) || !rung.in_force.on(on) ||
                               !means(rung.scope, *pupil.facts, pupil.unit(on));
                if (luck.used_up)
                    return false;
                if (!rung.scope.after_acts.empty() && !pupil.facts->is_given(table_name::acts)) {
                    auto g = rule_gap(gap_kind::missing_table);
                    g.parameter = word_of(table_name::acts);
                    out.add(std::move(g));
                    return false;
                }
                return luck.used_up = is_on_record(rung.scope, pupil, on);
            };
            detail::count_rung(pupil, rung, scratch, attempt, [&](const firing& f) {
                const code unit = pupil.unit(f.on);
                if (!rung.scope.age_ranges.empty() &&
                    !pupil.facts->students.birth[static_cast<std::size_t>(pupil.student)]) {
                    auto g = rule_gap(gap_kind::unknown_birth_date);
                    g.student = pupil.student;
                    out.add(std::move(g));
                }
                scratch.fired_rungs.push_back({rung.step, f});
                writer.write(pupil, rung, index, f, unit, out);
            });
        }
    }
}

}  // namespace baoxue
