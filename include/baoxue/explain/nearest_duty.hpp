// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/duty.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/nearest_context.hpp>
#include <baoxue/explain/nearest_scope.hpp>
#include <baoxue/explain/row_of_rule.hpp>
#include <baoxue/explain/tell_why.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace baoxue::detail {

/// What a duty, a register, an entitlement or a ban still waits for, of a pupil or of a unit.
class nearest_duty {
public:
    nearest_duty(const nearest_context& at, const duty_writer& writer)
        : at_(&at), p_(&at.phrases()), f_(&at.f), d_(&at.d), writer_(&writer) {}

    /// \param spells  of the pupil
    [[nodiscard]] std::string of(const bound_duty& duty, const pupil_view& pupil,
                                 const std::vector<spell>& spells) const {
        if (const auto row = last_row(duty.rule, pupil.student, no_code))
            return reached(*row);
        for (const auto t : tables_of(duty))
            if (!d_->is_given(t))
                return at_->missing(t);
        if (duty.on == event::missed_duty)
            return of_another(duty, pupil.student, no_code);
        if (!duty.unspecified_late.empty())
            return at_->cannot_tell(duty.unspecified_late);
        if (const auto why = keeps_away(duty, pupil, came_on(duty, pupil, spells)))
            return *why;
        if (duty.on == event::late_papers)
            if (const auto papers = transfer_says(duty, pupil); !papers.empty())
                return papers;
        return waits(duty, pupil.unit(f_->as_of));
    }

    [[nodiscard]] std::string of(const bound_duty& duty, code unit) const {
        if (const auto row = last_row(duty.rule, no_code, unit))
            return reached(*row);
        if (const auto why = unit_obstacle(*at_, duty.scope, duty.in_force, unit))
            return *why;
        if (duty.on == event::missed_duty)
            return of_another(duty, no_code, unit);
        if (duty.on != event::term_start && duty.on != event::sum_due)
            for (const auto t : tables_of(duty))
                if (!d_->is_given(t))
                    return at_->missing(t);
        return waits(duty, unit);
    }

    [[nodiscard]] std::string of(const bound_entitlement& e, const pupil_view& pupil,
                                 const std::vector<spell>& spells) const {
        const auto& k = at_->w.phrases().keeping;
        const auto& t = f_->entitlements;
        std::optional<std::size_t> row;
        for (std::size_t i = 0; i < t.size(); ++i)
            if (t.rule[i] == e.rule && t.student[i] == pupil.student)
                row = i;
        if (row)
            return fill(k.entitled_reached, {{"from", at_->w.day(t.from[*row])}, {"id", id_text(t.id[*row])}});
        for (const auto table : {table_name::enrolments, table_name::needs})
            if (!d_->is_given(table) && (table != table_name::needs || !e.every_pupil))
                return at_->missing(table);
        const auto first = d_->enrolments.first(pupil.student);
        const bool is_enrolled = first < d_->enrolments.end(pupil.student);
        const date on = !e.every_pupil ? came_on(e, pupil, spells)
                        : is_enrolled  ? std::min(d_->enrolments.from[first], f_->as_of)
                                       : f_->as_of;
        if (const auto why = keeps_away(e, pupil, on))
            return *why;
        auto text = fill(k.entitled_waits, {{"event", event_of_rule(e.rule)}});
        if (const auto some = needs_so_far(at_->w, e.need, *d_, pupil.student, f_->as_of))
            text += std::string{at_->w.phrases().small.sentence_gap} + *some;
        return text;
    }

private:
    /// The last day on which the event came about; as_of where it has not.
    template <class Rule>
    [[nodiscard]] date came_on(const Rule& rule, const pupil_view& pupil, const std::vector<spell>& spells) const {
        date last = f_->as_of;
        gathered unused;
        event_finder{at_->bound, rule, *writer_, pupil, spells, unused}.run(0, [&](date on, cause) { last = on; });
        return last;
    }
    /// What keeps a rule away from the pupil on the day of its event.
    [[nodiscard]] std::optional<std::string> keeps_away(const bound_duty& rule, const pupil_view& pupil,
                                                        date on) const {
        if (auto why = obstacle(at_->w, rule.scope, rule.in_force, pupil, on))
            return why;
        return missing_act_on_day(at_->w, rule.scope, pupil, on);
    }

    [[nodiscard]] std::optional<std::size_t> last_row(std::int32_t rule, code student, code unit) const {
        const auto& o = f_->obligations;
        return last_row_of(o, rule, [&](std::size_t i) {
            return o.student[i] == student && (student != no_code || o.unit[i] == unit);
        });
    }
    [[nodiscard]] std::string reached(std::size_t row) const {
        const auto& o = f_->obligations;
        return fill(p_->duty_reached, {{"on", at_->w.day(o.triggered_on[row])}, {"id", id_text(o.id[row])}});
    }
    [[nodiscard]] std::string event_of_rule(std::int32_t rule) const {
        const auto& is = *at_->place_of(rule).is;
        return event_text(at_->w, *event_of(is), is);
    }

    /// The event that has not come, and its day where that is known in advance.
    [[nodiscard]] std::string waits(const bound_duty& duty, code unit) const {
        const auto event = event_of_rule(duty.rule);
        if (duty.kept != no_code)
            return fill(p_->record_waits, {{"event", event}});
        if (duty.on == event::term_start && unit != no_code)
            for (const auto& t : at_->calendar_of(unit).terms())
                if (t.first_day > f_->as_of)
                    return fill(p_->duty_comes, {{"event", event}, {"on", at_->w.day(t.first_day)}});
        return fill(p_->duty_waits, {{"event", event}});
    }

    [[nodiscard]] static std::vector<table_name> tables_of(const bound_duty& duty) {
        std::vector<table_name> out{table_name::enrolments};
        if (duty.on == event::registration)
            out.push_back(table_name::registrations);
        if (duty.on == event::need_flagged)
            out.push_back(table_name::needs);
        if (duty.on == event::late_papers)
            out.insert(out.end(), {table_name::transfers, table_name::acts});
        if (duty.on == event::transferred_out)
            out.push_back(table_name::transfers);
        if (duty.on == event::act_done)
            out.push_back(table_name::acts);
        return out;
    }

    /// Of a duty that waits for another's due date to pass.
    [[nodiscard]] std::string of_another(const bound_duty& duty, code student, code unit) const {
        const auto& o = f_->obligations;
        for (std::size_t i = 0; i < o.size(); ++i)
            if (std::find(duty.of.begin(), duty.of.end(), o.rule[i]) != duty.of.end() && o.student[i] == student &&
                (student != no_code || o.unit[i] == unit) && o.due_on[i] != no_date && o.due_on[i] >= f_->as_of &&
                o.state[i] == state::open)
                return fill(p_->of_waits, {{"clause", duty.missed->clause}, {"due", at_->w.day(o.due_on[i])}});
        return fill(p_->duty_waits, {{"event", event_of_rule(duty.rule)}});
    }

    /// Of a transfer whose papers are not late yet.
    [[nodiscard]] std::string transfer_says(const bound_duty& duty, const pupil_view& pupil) const {
        const auto& t = d_->transfers;
        std::string out;
        for (auto i = t.first(pupil.student); i < t.end(pupil.student) && t.known_on[i] <= f_->as_of; ++i) {
            const code unit = pupil.unit(t.left_on[i] - day_count{1});
            const auto complete = completion_of(at_->bound, pupil, i, unit);
            const deadline days = within_days{duty.late->days, duty.late->unit, false};
            const date due = due_date(t.left_on[i], days, pupil.calendar_at(unit), d_->working).on;
            if (complete.on)
                out = std::string{p_->papers_complete};
            else if (complete.is_known && due != no_date && due > f_->as_of)
                out = fill(p_->papers_late_on, {{"left", at_->w.day(t.left_on[i])},
                                                {"on", at_->w.day(due)},
                                                {"n", std::to_string((due - f_->as_of).value)}});
        }
        return out;
    }

    const nearest_context* at_;
    const nearest_phrases* p_;
    const findings* f_;
    const district* d_;
    const duty_writer* writer_;
};

}  // namespace baoxue::detail
