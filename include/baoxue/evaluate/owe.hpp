// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/discharge.hpp>
#include <baoxue/evaluate/due.hpp>
#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/needs.hpp>
#include <baoxue/evaluate/scope.hpp>

#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// What brings a duty about: whom it is about, the day, and the rows behind it.
struct trigger_of_duty {
    const pupil_view* pupil{nullptr};  ///< none: the duty is about the unit
    code unit{no_code};                ///< the pupil's class on that day (else grade or school, or the one last left)
    date on{};
    session_ordinal session{};                                                  ///< for stops within the day
    std::int32_t step{};                                                        ///< of a ladder; 0: none
    cause first{table_name::terms, no_code}, last{table_name::terms, no_code};  ///< row below 0: none
};

/// How one row of a duty came out, for what follows from it.
struct duty_outcome {
    date due_on{no_date};
    date met_on{no_date};
    std::optional<std::size_t> met{};  ///< position of the act, in `acts` or `unit_acts`
    state stands{state::open};
    bool is_last{true};  ///< whether no step of its order comes after it

    /// Whether its due date passed without it, as far as is known.
    [[nodiscard]] bool was_missed(date as_of) const {
        return due_on != no_date && due_on < as_of && stands != state::lapsed && stands != state::unknown &&
               (met_on == no_date || met_on > due_on);
    }
};

/// Who bears a row of a duty on a day, by which role.
struct bearing {
    stretch held;
    word_code role;
};

/// \param p     none: the duty is about the unit
/// \param unit  through which the holders are found
[[nodiscard]] inline bearing bearers_of(const bound_policy& policy, const bound_owes& owed, std::size_t row,
                                        const district& d, const pupil_view* p, code unit, date on) {
    const auto of = [&](std::int32_t holders) {
        const auto& h = policy.holders[static_cast<std::size_t>(holders)];
        return p != nullptr ? bearers_on(h, d, p->student, unit, on) : bearers_at(h, d, unit, on);
    };
    for (std::size_t i = 0; i < owed.in_turn.size(); ++i)
        if (const auto held = of(owed.in_turn[i]); held.set != nobody)
            return {held, owed.turns[i]};
    return {of(owed.holders[row]), owed.turns.empty() ? owed.role[row] : owed.turns.back()};
}

/// Writes the duties that one trigger brings about, with bearers, due date and state.
class duty_writer {
public:
    duty_writer(const bound_policy& policy, const district& d, date as_of) : policy_(&policy), d_(&d), as_of_(as_of) {
        school_kind_ = policy.words->find(word_kind::unit_kind, "school").value_or(no_code);
    }

    [[nodiscard]] word_code school_kind() const { return school_kind_; }

    /// \param outcomes  takes one entry a row written
    /// \param by        what caused it; left out: what the trigger begins and ends with
    void write(const bound_owes& owed, std::int32_t rule, trigger_of_duty t, gathered& out,
               std::vector<duty_outcome>& outcomes, std::span<const cause> by = {}) const {
        cause by_firing[] = {t.first, t.last};
        if (by.empty() && t.first.row >= 0)
            by = std::span<const cause>{by_firing, t.first == t.last ? 1U : 2U};
        cause by_act{};
        for (std::size_t row = 0; row < owed.act_lists.size(); ++row) {
            auto outcome = write_row(owed, rule, row, t, by, out);
            outcome.is_last = !owed.in_order || row + 1 == owed.act_lists.size();
            outcomes.push_back(outcome);
            if (!owed.in_order)
                continue;
            if (!outcome.met)
                return;  // the next step is not triggered yet
            const auto& acts = t.pupil != nullptr ? d_->acts : d_->unit_acts;
            t.on = acts.on[*outcome.met];
            by_act = {table_name::acts, acts.row[*outcome.met]};
            by = std::span<const cause>{&by_act, 1};
            if (t.pupil != nullptr) {
                t.session = t.pupil->end_of_day(t.on);
                t.unit = t.pupil->unit(t.on);
            }
        }
    }

    /// A gap of one rule.
    [[nodiscard]] gap gap_of(std::int32_t rule, gap_kind kind) const {
        gap g;
        g.clause = policy_->rules[static_cast<std::size_t>(rule)].clause_index;
        g.rule = rule, g.kind = kind;
        return g;
    }

    /// A gap where a table was not given.
    void missing(std::int32_t rule, table_name t, gathered& out) const {
        if (d_->is_given(t))
            return;
        auto g = gap_of(rule, gap_kind::missing_table);
        g.parameter = word_of(t);
        out.add(std::move(g));
    }

    /// A gap where nobody holds a role that bears a duty. Who comes after as_of is not known.
    ///
    /// \param p  the pupil whom it is about, who is named where the role is held for pupils alone; nullptr: none
    void unassigned(std::int32_t rule, const pupil_view* p, code unit, word_code role, const stretch& held,
                    gathered& out) const {
        auto g = gap_of(rule, gap_kind::unassigned_role);
        const auto& holds = policy_->words->at(word_kind::role, role).holds;
        if (p != nullptr && holds.size() == 1 && holds.front() == word_of(covers_kind::student))
            g.student = p->student;
        g.unit = unit, g.role = role, g.from = held.from;
        g.until = held.until >= as_of_ ? forever : held.until;
        out.add(std::move(g));
    }

    /// Whether who acted can be known of a role.
    [[nodiscard]] bool actors_known(const role_holders& holders, bearer_set bearers) const {
        return d_->is_given(table_name::holdings) || holders.is_anyone || (holders.is_student && bearers != nobody);
    }

    /// The due date; no_date where the clause names none, or leaves it out, or the calendar does not reach it: a gap.
    [[nodiscard]] date due_on(const bound_owes& owed, std::int32_t rule, const trigger_of_duty& t,
                              gathered& out) const {
        if (owed.due) {
            const auto due = due_date(t.on, *owed.due, calendar_at(t), d_->working);
            if (due.beyond) {
                auto g = gap_of(rule, gap_kind::outside_calendar);
                g.unit = t.unit;
                out.add(std::move(g));
            }
            return due.on;
        }
        if (!owed.unspecified_due.empty()) {
            auto g = gap_of(rule, gap_kind::unspecified_value);
            g.parameter = owed.unspecified_due;
            out.add(std::move(g));
        }
        return no_date;
    }

    /// The first of a duty's own stops; of a unit's duty only the end of the term can come.
    [[nodiscard]] date stopped_on(const trigger_of_duty& t, std::span<const stop> stops) const {
        if (t.pupil != nullptr)
            return baoxue::stopped_on(*t.pupil, stops, t.on, t.session, t.unit);
        if (std::find(stops.begin(), stops.end(), stop::term_end) == stops.end())
            return no_date;
        for (const auto& term : calendar_at(t).terms())
            if (term.last_day >= t.on)
                return term.last_day <= as_of_ ? term.last_day : no_date;
        return no_date;
    }

private:
    [[nodiscard]] const school_calendar& calendar_at(const trigger_of_duty& t) const {
        if (t.unit == no_code)  // of a pupil who was never enrolled
            return *t.pupil->calendar;
        return d_->calendars[static_cast<std::size_t>(d_->units.calendar[static_cast<std::size_t>(t.unit)])];
    }

    duty_outcome write_row(const bound_owes& owed, std::int32_t rule, std::size_t row, const trigger_of_duty& t,
                           std::span<const cause> by, gathered& out) const {
        const auto& holders = policy_->holders[static_cast<std::size_t>(owed.holders[row])];
        const auto [held, role] = bearers_of(*policy_, owed, row, *d_, t.pupil, t.unit, t.on);
        if (held.set == nobody && !holders.is_anyone) {
            if (d_->is_given(table_name::holdings))
                unassigned(rule, t.pupil, t.unit, role, held, out);
            missing(rule, table_name::holdings, out);
        }
        const date due = due_on(owed, rule, t, out);
        const auto& kinds = policy_->act_lists[static_cast<std::size_t>(owed.act_lists[row])];
        if (!owed.unspecified_times.empty()) {
            auto g = gap_of(rule, gap_kind::unspecified_value);
            g.parameter = owed.unspecified_times;
            out.add(std::move(g));
        }
        std::optional<std::size_t> met;  // the act that makes up the number
        std::int32_t fitting = 0;
        const auto shown_by = owed.kept != no_code ? table_name::records : table_name::acts;
        if (shown_by == table_name::acts)
            for_each_fitting(*d_, t.pupil, t.unit, holders, *policy_->bearers, held.set, kinds, t.on, as_of_,
                             school_kind_, [&](std::size_t i) {
                                 if (++fitting == owed.times)
                                     met = i;
                                 return !met;
                             });
        const auto& acts = t.pupil != nullptr ? d_->acts : d_->unit_acts;
        date met_on = shown_by == table_name::records ? entered_on(owed, t, holders, held.set)
                      : met                           ? acts.on[*met]
                                                      : no_date;
        const date stopped = owed.stops.empty() ? no_date : stopped_on(t, owed.stops);
        const bool known_actors = actors_known(holders, held.set);
        const auto stands = state_on(as_of_, due, met_on, stopped, d_->is_given(shown_by) && known_actors);
        if (stands == state::lapsed)
            met_on = no_date, met.reset();
        if (stands == state::unknown) {
            missing(rule, shown_by, out);
            if (!known_actors)
                missing(rule, table_name::holdings, out);  // said above only where nobody bears it
        }
        const code student = t.pupil != nullptr ? t.pupil->student : no_code;
        auto hash = owed.id_start[row];
        add_id(hash, d_->ids->units, t.unit);
        add_id(hash, d_->ids->students, student);
        hash.number(t.on.days);
        if (const code act = owed.kept != no_code ? act_behind(t) : no_code; act != no_code)
            add_id(hash, d_->ids->acts, act);  // each act is a case of its own, two of one day too
        out.duties.add({.id = hash.value(),
                        .rule = rule,
                        .acts = owed.act_lists[row],
                        .role = role,
                        .recipient = owed.recipient,
                        .bearers = held.set,
                        .student = student,
                        .unit = t.unit,
                        .step = t.step,
                        .triggered_on = t.on,
                        .due_on = due,
                        .met_on = met_on,
                        .needed = owed.times,
                        .done = stands == state::lapsed ? 0
                                : met_on != no_date     ? owed.times
                                                        : fitting,
                        .state = stands},
                       by);
        return {due, met_on, met, stands};
    }

    /// The act that is a register's case; no_code where the case is something else.
    [[nodiscard]] code act_behind(const trigger_of_duty& t) const {
        if (t.first.table != table_name::acts)
            return no_code;
        const auto& a = d_->acts;
        for (auto i = a.first(t.pupil->student); i < a.end(t.pupil->student); ++i)
            if (a.row[i] == t.first.row)
                return a.id[i];
        return no_code;
    }

    /// The day on which a register's entry of the case, which is always about a pupil, was complete; no_date where none
    /// is known.
    [[nodiscard]] date entered_on(const bound_owes& owed, const trigger_of_duty& t, const role_holders& holders,
                                  bearer_set bearers) const {
        const auto& r = d_->records;
        const code act = act_behind(t);  // an entry of an act refers to it
        date first = forever;
        for (const auto i : d_->records_of_student.of(t.pupil->student)) {
            if (r.kept[i] != owed.kept || r.completed_on[i] < t.on || r.completed_on[i] > as_of_ ||
                (act != no_code && r.act[i] != act))
                continue;
            const doer keeper{r.person[i], r.student[i], r.unit[i], r.completed_on[i]};
            if (actor_fits(*d_, keeper, holders, *policy_->bearers, bearers,
                           subject_on(*d_, t.pupil, t.unit, r.completed_on[i]), school_kind_))
                first = std::min(first, r.completed_on[i]);
        }
        return first == forever ? no_date : first;
    }

    const bound_policy* policy_;
    const district* d_;
    date as_of_;
    word_code school_kind_{no_code};
};

/// Gaps where a rule has ages: each that it leaves open, and the pupil's birth date where it is not known.
/// \param on  when the age matters
/// \param g   a gap of the rule
inline void open_ages(const bound_scope& scope, const pupil_view& pupil, date on, gap g, gathered& out) {
    for (const auto& name : scope.open_ages) {
        auto open = g;
        open.kind = gap_kind::unspecified_value, open.parameter = name;
        out.add(std::move(open));
    }
    if (scope.age_ranges.empty() || pupil.facts->students.birth[static_cast<std::size_t>(pupil.student)])
        return;
    g.kind = gap_kind::unknown_birth_date, g.student = pupil.student, g.unit = pupil.unit(on);
    out.add(std::move(g));
}

}  // namespace baoxue
