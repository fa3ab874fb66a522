// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/wording.hpp>
#include <baoxue/rules/scope.hpp>

#include <optional>
#include <string>
#include <vector>

namespace baoxue::detail {

/// Puts a number into words; a phrase where the clause leaves it open.
template <class T>
[[nodiscard]] std::string number_text(const wording& w, const param<T>& n) {
    return n.value ? std::to_string(*n.value) : std::string{w.phrases().condition.open_number};
}

/// How often, in words: a number, or a phrase where the clause leaves it open.
[[nodiscard]] inline std::string times_text(const wording& w, const std::string& n) {
    const auto& p = w.phrases().quota;
    return fill(n == "1" ? p.once : p.times, {{"n", n}});
}

/// Needs of which one is flagged, or all of some.
[[nodiscard]] inline std::string needs_text(const wording& w, const need_condition& n) {
    auto names = w.names(n.any_of);
    if (!n.all_of.empty())
        names.push_back(fill(w.phrases().condition.need_all, {{"names", w.list(w.names(n.all_of))}}));
    return w.alternatives(names);
}

/// Whom a rule or rung means; nothing where it means everybody.
[[nodiscard]] inline std::string scope_text(const wording& w, const applies_to& who) {
    const auto& p = w.phrases().condition;
    std::string out;
    if (who.need)
        out += fill(p.need, {{"names", needs_text(w, *who.need)}});
    if (who.unless)
        out += fill(p.unless, {{"names", needs_text(w, *who.unless)}});
    if (!who.stages.empty())
        out += fill(p.stages, {{"names", w.list(w.names(who.stages))}});
    if (!who.unit_kinds.empty())
        out += fill(p.unit_kinds, {{"names", w.list(w.names(who.unit_kinds))}});
    if (!who.ages)
        return out;
    const auto& a = *who.ages;
    out += fill(a.from.value == 0 ? p.ages_under : p.ages,
                {{"from", number_text(w, a.from)}, {"until", number_text(w, a.until)}});
    if (a.runs_on_to == age_end::school_year_end)
        out += fill(p.age_year_end, {{"until", number_text(w, a.until)}});
    if (a.runs_on_to == age_end::last_weekday)
        out += fill(
            p.age_last_weekday,
            {{"until", number_text(w, a.until)},
             {"month", std::string{w.phrases().small.month_names[static_cast<std::size_t>(a.month.value_or(1) - 1)]}},
             {"weekday", w.named_weekday(a.last.value_or(weekday::monday))}});
    return out;
}

/// The act that must be on record before; nothing where none must.
[[nodiscard]] inline std::string after_text(const wording& w, const std::optional<after_act>& after) {
    const auto& p = w.phrases().condition;
    if (!after)
        return {};
    const auto since = fill(p.since[static_cast<std::size_t>(after->since)],
                            {{"months", after->months ? number_text(w, *after->months) : std::string{}}});
    const auto at_least = after->at_least ? after->at_least->value.value_or(1) : 1;
    const auto& said = at_least > 0 && after->below ? p.after_between
                       : after->below               ? (after->below->value == 1 ? p.after_none : p.after_below)
                       : at_least == 1              ? p.after_act
                                                    : p.after_acts;
    auto out = fill(said, {{"act", w.name(word_kind::act, after->act.id)},
                           {"since", since},
                           {"n", std::to_string(at_least)},
                           {"below", after->below ? number_text(w, *after->below) : std::string{}}});
    if (after->following)
        out += fill(p.after_following, {{"following", w.name(word_kind::act, after->following->id)}});
    if (after->step)
        out += fill(p.after_step, {{"step", std::to_string(*after->step)}});
    if (after->afresh)
        out += std::string{at_least == 1 ? p.after_afresh : p.after_afresh_of_several};
    return out;
}

}  // namespace baoxue::detail
