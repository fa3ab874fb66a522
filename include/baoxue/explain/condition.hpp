// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/scope_text.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/rules/ladder.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

namespace baoxue::detail {

/// Puts into words what a rung says: its fields, nothing that it would find.
class condition_text {
public:
    condition_text(const wording& w, const rung& r, const applies_to& rule_scope,
                   const std::optional<after_act>& rule_after)
        : w_(&w), p_(&w.phrases().condition), r_(&r), rule_scope_(&rule_scope), rule_after_(&rule_after) {}

    [[nodiscard]] std::string text() const { return of_anybody() + whom(); }

    /// The same without whom it means.
    [[nodiscard]] std::string of_anybody() const {
        auto out = std::visit([&](const auto& mode) { return counted_by(mode); }, r_->mode) +
                   after_text(*w_, *rule_after_) + after_text(*w_, r_->after);
        if (r_->unless_reached)
            out += fill(p_->unless_reached, {{"condition", other_count_text()}});
        return out;
    }
    [[nodiscard]] std::string whom() const { return scope_text(*w_, *rule_scope_) + scope_text(*w_, r_->applies_to); }

    /// The other count that must not be reached.
    [[nodiscard]] std::string other_count_text() const {
        rung other;
        other.counts = r_->unless_reached->counts, other.marks = r_->marks;
        std::visit([&](const auto& mode) { other.mode = mode; }, r_->unless_reached->mode);
        const applies_to everybody;
        const std::optional<after_act> none;
        return condition_text{*w_, other, everybody, none}.of_anybody();
    }

    /// So many of what the rung counts.
    [[nodiscard]] std::string amount(std::int64_t n) const { return amount(std::to_string(n)); }

    /// Whether it adds up things of several kinds, or lateness: then the number is one of times.
    [[nodiscard]] bool in_times() const {
        return r_->counts.size() != 1 || counts(counted::late) || counts(counted::earlier_rung);
    }

private:
    [[nodiscard]] bool counts(counted unit) const {
        return std::any_of(r_->counts.begin(), r_->counts.end(), [&](const count_of& c) { return c.unit == unit; });
    }

    template <class T>
    [[nodiscard]] std::string number(const param<T>& n) const {
        return number_text(*w_, n);
    }
    [[nodiscard]] std::string minutes(const count_of& c) const {
        return c.over_minutes ? number(*c.over_minutes) : "0";
    }

    [[nodiscard]] std::string whose_absence() const {
        if (r_->counts.size() == 1 && counts(counted::earlier_rung)) {
            const auto& c = r_->counts.front();
            return c.step ? fill(p_->earlier_subject, {{"step", std::to_string(*c.step)}})
                          : std::string{p_->any_earlier_subject};
        }
        if (counts(counted::late))
            return std::string{p_->mixed_subject};
        mark_set marks;
        for (const auto m : r_->marks)
            marks.add(m);
        if (marks == mark_set{mark::unexcused})
            return std::string{p_->unexcused};
        if (marks == mark_set{mark::excused})
            return std::string{p_->only_excused};
        if (marks == mark_set{mark::excused, mark::unexcused})
            return std::string{p_->excused_too};
        std::vector<std::string> names;
        for (const auto m : r_->marks)
            names.push_back(w_->named(m));
        return fill(p_->other_marks, {{"marks", w_->alternatives(names)}});
    }

    [[nodiscard]] std::string amount(const std::string& n) const {
        if (r_->counts.size() == 1) {
            const auto& c = r_->counts.front();
            switch (c.unit) {
            case counted::session:
                return fill(p_->sessions, {{"n", n}});
            case counted::full_day:
                return fill(p_->full_days, {{"n", n}});
            case counted::part_day:
                return fill(p_->part_days, {{"n", n}});
            case counted::late:
                return fill(p_->late, {{"n", n}, {"times", times_text(*w_, n)}, {"minutes", minutes(c)}});
            case counted::earlier_rung:
                return fill(p_->earlier, {{"n", n}, {"times", times_text(*w_, n)}});
            }
        }
        std::vector<std::string> names;
        for (const auto& c : r_->counts)
            switch (c.unit) {
            case counted::session:
                names.emplace_back(p_->session_name);
                break;
            case counted::full_day:
                names.emplace_back(p_->full_day_name);
                break;
            case counted::part_day:
                names.emplace_back(p_->part_day_name);
                break;
            case counted::late:
                names.push_back(fill(p_->late_name, {{"minutes", minutes(c)}}));
                break;
            case counted::earlier_rung:
                names.push_back(c.step ? fill(p_->earlier_name, {{"step", std::to_string(*c.step)}})
                                       : std::string{p_->any_earlier});
            }
        if (counts(counted::late) && counts(counted::full_day) && !counts(counted::session))
            names.emplace(std::next(std::find(names.begin(), names.end(), p_->full_day_name)), p_->other_session_name);
        return fill(p_->several, {{"n", n}, {"times", times_text(*w_, n)}, {"names", w_->list(names)}});
    }

    template <class Mode>
    [[nodiscard]] std::string reached(std::string_view how, const Mode& mode,
                                      std::initializer_list<filling> more = {}) const {
        const auto text = fill(
            how, {{"what", whose_absence()},
                  {"comparator", std::string{mode.comparator == comparator::at_least ? p_->at_least : p_->more_than}},
                  {"amount", amount(number(mode.threshold))},
                  {"of", std::string{in_times() ? p_->of_times : p_->of}}});
        return fill(text, more);
    }

    [[nodiscard]] std::string counted_by(const consecutive& mode) const {
        const bool one = mode.threshold.value == 1 && mode.comparator == comparator::at_least;
        if (one)
            return reached(p_->once, mode);
        auto out = reached(p_->in_a_run, mode);
        out += mode.adjacent == adjacency::calendar_days ? p_->touching : p_->over_gaps;
        if (mode.across_terms)
            out += p_->across_terms;
        return out;
    }
    [[nodiscard]] std::string counted_by(const cumulative& mode) const {
        return reached(p_->in_period, mode, {{"period", w_->named(mode.period)}});
    }
    [[nodiscard]] std::string counted_by(const rolling& mode) const {
        const auto window = fill(p_->windows[static_cast<std::size_t>(mode.of)], {{"n", number(mode.length)}});
        auto out = reached(p_->in_window, mode, {{"window", window}});
        if (mode.within == window_within::term)
            out += p_->within_term;
        if (mode.within == window_within::school_year)
            out += p_->within_year;
        return out;
    }
    [[nodiscard]] std::string counted_by(const share& mode) const {
        std::string line{p_->open_number};
        if (mode.line.value) {
            const auto part = static_cast<std::int64_t>(mode.line.value->numerator) * 100,
                       whole = std::int64_t{mode.line.value->denominator};
            line = whole != 0 && part % whole == 0 ? std::to_string(part / whole) + "%"
                                                   : std::to_string(mode.line.value->numerator) + "/" +
                                                         std::to_string(mode.line.value->denominator);
        }
        auto out = fill(
            counts(counted::session) ? p_->share_of_sessions : p_->share_of_days,
            {{"what", whose_absence()},
             {"comparator", std::string{mode.comparator == comparator::at_least ? p_->share_at_least : p_->more_than}},
             {"share", line}});
        return out + fill(p_->share_from, {{"n", number(mode.at_least)}});
    }
    [[nodiscard]] std::string counted_by(const not_back& mode) const {
        std::string when{p_->back_by_registration};
        if (mode.until)
            when = fill(mode.unit == day_unit::school_days ? p_->back_by_school_day : p_->back_by_days,
                        {{"n", number(*mode.until)}});
        return fill(mode.basis == not_back_basis::registration ? p_->not_registered : p_->not_seen, {{"when", when}});
    }

    [[nodiscard]] std::string counted_by(const in_status& mode) const {
        return std::string{p_->in_status[static_cast<std::size_t>(mode.status)]};
    }
    [[nodiscard]] std::string counted_by(const missed_deadline& mode) const {
        return fill(mode.of == deadline_of::act ? p_->not_returned : p_->missed_step,
                    {{"step", std::to_string(mode.step)}});
    }
    [[nodiscard]] std::string counted_by(const step_done& mode) const {
        return fill(p_->step_done, {{"step", std::to_string(mode.step)}});
    }

    const wording* w_;
    const condition_phrases* p_;
    const rung* r_;
    const applies_to* rule_scope_;
    const std::optional<after_act>* rule_after_;
};

/// When a rung is reached, in words.
[[nodiscard]] inline std::string condition_of(const wording& w, const rung& r, const rule& of) {
    return condition_text{w, r, of.applies_to, of.after}.text();
}

}  // namespace baoxue::detail
