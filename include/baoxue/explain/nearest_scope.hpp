// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/needs.hpp>
#include <baoxue/evaluate/scope.hpp>
#include <baoxue/explain/wording.hpp>

#include <optional>
#include <string>
#include <vector>

namespace baoxue::detail {

[[nodiscard]] inline std::string needs_text(const wording& w, const bound_need& n) {
    auto names = w.names(word_kind::need, n.any_of);
    if (!n.all_of.empty())
        names.push_back(fill(w.phrases().condition.need_all, {{"names", w.list(w.names(word_kind::need, n.all_of))}}));
    return w.alternatives(names);
}

/// That a text is not in force on a day, and when it is.
[[nodiscard]] inline std::string not_in_force(const wording& w, const effective& text, date on) {
    paragraph out{w};
    out.say(w.phrases().nearest.not_in_force, {{"as_of", w.day(on)}});
    if (text.from && *text.from > on)
        out.say(w.phrases().nearest.text_from, {{"date", w.day(*text.from)}});
    if (text.until && *text.until <= on)
        out.say(w.phrases().nearest.text_until, {{"date", w.day(*text.until)}});
    auto line = out.line();
    line.pop_back();
    return line;
}

/// Which of several needs that have to be flagged together are; nothing where none of them is.
[[nodiscard]] inline std::optional<std::string> needs_so_far(const wording& w, const bound_need& n, const district& d,
                                                             code student, date on) {
    std::vector<word_code> flagged;
    for (const auto need : n.all_of)
        if (holds({{need}, {}}, d, student, on))
            flagged.push_back(need);
    if (flagged.empty())
        return std::nullopt;
    return fill(w.phrases().nearest.need_partly, {{"needs", w.list(w.names(word_kind::need, flagged))}});
}

/// The first thing that keeps a rule away from a pupil on a day; nothing where it means the pupil. Each part of the
/// scope is asked of the evaluation on its own.
[[nodiscard]] inline std::optional<std::string> obstacle(const wording& w, const bound_scope& scope,
                                                         const effective& in_force, const pupil_view& pupil, date on) {
    const auto& p = w.phrases().nearest;
    const code unit = pupil.unit(on);
    bound_scope stages, kinds;
    stages.stages = scope.stages, kinds.unit_kinds = scope.unit_kinds;
    if (!in_force.on(on))
        return not_in_force(w, in_force, on);
    if (!means(stages, *pupil.facts, unit))
        return std::string{p.not_stage};
    if (!means(kinds, *pupil.facts, unit))
        return std::string{p.not_unit_kind};
    if (!is_of_age(scope, pupil, on))
        return std::string{p.not_age};
    for (const auto& need : scope.needs)
        if (!pupil.facts->is_given(table_name::needs))
            return fill(p.missing_table, {{"table", std::string{word_of(table_name::needs)}}});
        else if (!holds(need, *pupil.facts, pupil.student, on)) {
            auto text = fill(p.need_missing, {{"needs", needs_text(w, need)}});
            if (const auto some = needs_so_far(w, need, *pupil.facts, pupil.student, on))
                text += std::string{w.phrases().small.sentence_gap} + *some;
            return text;
        }
    for (const auto& need : scope.unless)
        if (holds(need, *pupil.facts, pupil.student, on))
            return fill(p.need_keeps, {{"needs", needs_text(w, need)}});
    return std::nullopt;
}

/// What of an act that must be on record first is lacking or too much; nothing where all is as it must be.
[[nodiscard]] inline std::optional<std::string> missing_act(const wording& w, const bound_scope& scope,
                                                            const pupil_view& pupil, date on,
                                                            std::span<const reached_step> reached = {}) {
    for (const auto& after : scope.after_acts) {
        if (!pupil.facts->is_given(table_name::acts))
            return fill(w.phrases().nearest.missing_table, {{"table", std::string{word_of(table_name::acts)}}});
        const auto& p = w.phrases().nearest;
        const auto have = days_on_record(after, pupil, on, reached);
        if (have >= after.at_least && have < after.below)
            continue;
        const phrase says = have >= after.below          ? p.acts_too_many
                            : after.at_least > 1         ? p.acts_missing
                            : after.following != no_code ? p.act_not_following
                                                         : p.act_missing;
        return fill(
            says, {{"act", w.name(word_kind::act, after.act)},
                   {"on", w.day(looks_at(after, pupil.calendar_on(on), on).last)},
                   {"following", after.following == no_code ? std::string{} : w.name(word_kind::act, after.following)},
                   {"n", std::to_string(after.at_least)},
                   {"below", std::to_string(after.below)},
                   {"have", std::to_string(have)}});
    }
    return std::nullopt;
}

/// The same of a day that decides once and for all.
[[nodiscard]] inline std::optional<std::string> missing_act_on_day(const wording& w, const bound_scope& scope,
                                                                   const pupil_view& pupil, date on) {
    auto act = missing_act(w, scope, pupil, on);
    if (act && on < pupil.as_of && pupil.facts->is_given(table_name::acts))
        *act += std::string{w.phrases().small.sentence_gap} + std::string{w.phrases().nearest.too_late};
    return act;
}

}  // namespace baoxue::detail
