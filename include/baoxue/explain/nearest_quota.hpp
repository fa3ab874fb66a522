// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/evaluate_alone.hpp>
#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/nearest_context.hpp>
#include <baoxue/explain/nearest_scope.hpp>
#include <baoxue/explain/row_of_rule.hpp>
#include <baoxue/explain/tell_quota.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// How many are done and how many lack of what is to be done so many times a period.
class nearest_quota {
public:
    /// Of whom, where it has to be said, and how that stands.
    using lines = std::vector<std::pair<std::string, std::string>>;

    /// \param asked  the unit asked for, which is not named again
    nearest_quota(const nearest_context& at, code asked) : at_(&at), p_(&at.phrases()), asked_(asked) {}

    [[nodiscard]] lines of_person(const bound_recurring& q, code person) const {
        if (q.source->per != quota_per::holder)
            return {};
        return rows(q.rule, [&](std::size_t i) { return at_->f.bearers->contains(table().bearers[i], person); });
    }

    /// Counted for the pupil, or for those who answer for the pupil.
    [[nodiscard]] lines of_pupil(const bound_recurring& q, const pupil_view& pupil) const {
        const auto& o = table();
        if (q.source->per == quota_per::holder)
            return rows(q.rule, [&](std::size_t i) { return answers_for(o, i, pupil); });
        if (q.about != no_code)
            return {};
        if (auto found = rows(q.rule, [&](std::size_t i) { return o.student[i] == pupil.student; }); !found.empty())
            return found;
        if (const auto why = obstacle(at_->w, q.scope, q.in_force, pupil, at_->f.as_of))
            return {{{}, *why}};
        if (!q.unspecified.empty())
            return {{{}, at_->cannot_tell(at_->w.list(q.unspecified))}};
        if (!q.scope.after_acts.empty())
            if (const auto act = missing_act_on_day(at_->w, q.scope, pupil, first_asked(q, pupil.student)))
                return {{{}, *act}};
        return {{{},
                 fill(p_->quota_none, {{"subject", subject_text(at_->w, *q.source)},
                                       {"cycle", cycle_text(at_->w, *q.source)},
                                       {"times", number_text(at_->w, q.source->times)}})}};
    }

    /// Counted for a unit: its rows, else what keeps them away, or when the next period begins.
    [[nodiscard]] lines of_unit(const bound_recurring& q, code unit) const {
        const auto& o = table();
        if (auto found = rows(q.rule, [&](std::size_t i) { return o.student[i] == no_code && o.unit[i] == unit; });
            !found.empty())
            return found;
        const auto what = unit == asked_ ? std::string{} : at_->w.unit(unit);
        if (const auto why = unit_obstacle(*at_, q.scope, q.in_force, unit))
            return {{what, *why}};
        if (!q.unspecified.empty())
            return {{what, at_->cannot_tell(at_->w.list(q.unspecified))}};
        const date next = next_period(*at_, *q.source, q.in_force, unit);
        return {{what,
                 next == no_date ? std::string{p_->no_more_periods} : fill(p_->no_period, {{"on", at_->w.day(next)}})}};
    }

private:
    [[nodiscard]] const obligations_table& table() const { return at_->f.obligations; }

    [[nodiscard]] bool answers_for(const obligations_table& o, std::size_t row, const pupil_view& pupil) const {
        const auto members = at_->f.bearers->members(o.bearers[row]);
        return !members.empty() && find_holding(at_->d, *at_->f.words, {o.role[row]}, members.front(), pupil.student,
                                                pupil.unit(at_->f.as_of), at_->f.as_of)
                                           .held != no_code;
    }

    /// Rows of the period at hand, else of the last one.
    template <class Fits>
    [[nodiscard]] lines rows(std::int32_t rule, Fits&& fits) const {
        const auto& o = table();
        std::vector<std::size_t> now;
        for (std::size_t i = 0; i < o.size(); ++i)
            if (is_row_of(o, i, rule) && fits(i) && o.due_on[i] >= at_->f.as_of)
                now.push_back(i);
        if (const auto last = now.empty() ? last_row_of(o, rule, fits) : std::nullopt)
            for (std::size_t i = 0; i < o.size(); ++i)
                if (is_row_of(o, i, rule) && fits(i) && o.triggered_on[i] == o.triggered_on[*last])
                    now.push_back(i);
        lines out;
        for (const auto i : now)
            out.emplace_back(whose(i), says(i));
        return out;
    }

    [[nodiscard]] std::string whose(std::size_t row) const {
        const auto& o = table();
        std::vector<std::string> about, ids;
        if (o.student[row] == no_code && o.unit[row] != no_code && o.unit[row] != asked_)
            about.push_back(at_->w.unit(o.unit[row]));
        for (const code b : at_->f.bearers->members(o.bearers[row]))
            if (b < at_->d.ids->persons.size())
                ids.push_back(at_->d.ids->persons.text(b));
        if (!ids.empty())
            about.push_back(at_->w.ids(ids));
        return at_->w.listed(about);
    }

    [[nodiscard]] std::string says(std::size_t row) const {
        const auto& o = table();
        if (o.state[row] == state::open && !at_->d.is_given(table_name::acts))
            return at_->missing(table_name::acts);
        const phrase how = o.state[row] == state::met      ? p_->quota_met
                           : o.state[row] == state::missed ? p_->quota_missed
                           : o.state[row] == state::open   ? p_->quota_line
                                                           : p_->quota_unknown;
        return fill(how, {{"done", std::to_string(o.done[row])},
                          {"needed", std::to_string(o.needed[row])},
                          {"n", std::to_string(std::max(o.needed[row] - o.done[row], 0))},
                          {"from", at_->w.day(o.triggered_on[row])},
                          {"due", at_->w.day(o.due_on[row])},
                          {"id", id_text(o.id[row])}});
    }

    /// The first day that counts of a pupil's last period, were no act asked for before it.
    [[nodiscard]] date first_asked(const bound_recurring& q, code student) const {
        const auto of = at_->place_of(q.rule);
        auto bare = *of.is;
        bare.after.reset();
        const auto found = evaluate_alone(of, bare, at_->p, at_->d, at_->f.as_of);
        const auto& o = found.obligations;
        const auto last = last_row_of(o, [&](std::size_t i) { return o.student[i] == student; });
        return last ? o.triggered_on[*last] : at_->f.as_of;
    }

    const nearest_context* at_;
    const nearest_phrases* p_;
    code asked_;
};

}  // namespace baoxue::detail
