// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/placed_rules.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Why nobody can be meant by scopes that must hold together, where that is so.
[[nodiscard]] inline std::optional<dead_reason> empty_scope(const std::vector<const applies_to*>& scopes) {
    std::optional<std::vector<stage_word>> stages;
    std::int32_t from = 0, until = 1'000;
    for (const auto* who : scopes) {
        if (!who->stages.empty()) {
            auto left = who->stages;
            if (stages)
                std::erase_if(
                    left, [&](const auto& s) { return std::find(stages->begin(), stages->end(), s) == stages->end(); });
            if (left.empty())
                return dead_reason::stages;
            stages = std::move(left);
        }
        if (who->ages && who->ages->from.value && who->ages->until.value) {
            // An upper limit may run on to the end of a school year: up to a year more.
            const std::int32_t more = who->ages->runs_on_to == age_end::birthday ? 0 : 1;
            from = std::max(from, *who->ages->from.value), until = std::min(until, *who->ages->until.value + more);
        }
    }
    if (from >= until)
        return dead_reason::ages;
    const auto keeps_away = [](const need_condition& asks, const need_condition& away) {
        const auto is_away = [&](const need_word& n) {
            return std::find(away.any_of.begin(), away.any_of.end(), n) != away.any_of.end();
        };
        const bool any = !asks.any_of.empty() && std::all_of(asks.any_of.begin(), asks.any_of.end(), is_away);
        const bool all = std::any_of(asks.all_of.begin(), asks.all_of.end(), is_away);
        return (asks.any_of.empty() || any) && (asks.all_of.empty() || all);
    };
    for (const auto* asks : scopes)
        for (const auto* away : scopes)
            if (asks->need && away->unless && keeps_away(*asks->need, *away->unless))
                return dead_reason::needs;
    return std::nullopt;
}

/// Rungs of a ladder of a layer, by the readings that govern.
struct governing_rung {
    placed_rule at;
    const rung* is{nullptr};
};

[[nodiscard]] inline std::vector<std::vector<governing_rung>> governing_ladders(const policy& p) {
    std::vector<std::vector<governing_rung>> out;
    std::vector<std::pair<const layer_of_clauses*, std::string>> names;
    for (const auto& r : governing_rules(p))
        if (const auto* l = std::get_if<ladder>(&r.is->is))
            for (const auto& one : l->rungs) {
                const std::pair name{r.layer, l->name};
                const auto i = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
                if (i == names.size())
                    names.push_back(name), out.emplace_back();
                out[i].push_back({r, &one});
            }
    return out;
}

/// Why a rung that rests on earlier ones can never be set off, where that is so.
[[nodiscard]] inline std::optional<dead_reason> cannot_follow(const governing_rung& r,
                                                              const std::vector<governing_rung>& ladder) {
    std::optional<std::int32_t> step;
    bool waits_for_deadline = false;
    if (const auto* missed = std::get_if<missed_deadline>(&r.is->mode))
        step = missed->step, waits_for_deadline = missed->of == deadline_of::duty;
    if (const auto* done = std::get_if<step_done>(&r.is->mode))
        step = done->step;
    if (!step)
        return std::nullopt;
    bool together = false, has_deadline = false;
    for (const auto& other : ladder) {
        if (other.is->step != *step)
            continue;
        has_deadline = has_deadline || other.is->due.has_value();
        // A duty of an earlier text may still be done, or missed, once that text is no longer in force.
        together = together || !r.at.text->effective.until || !other.at.text->effective.from ||
                   *other.at.text->effective.from < *r.at.text->effective.until;
    }
    if (waits_for_deadline && !has_deadline)
        return dead_reason::no_deadline;
    return together ? std::nullopt : std::optional{dead_reason::dates};
}

/// Rules and rungs that can mean nobody, or that nothing can set off.
inline void check_dead_rules(const policy& p, std::vector<observation>& out) {
    const auto say = [&](const rule_place& at, dead_reason why) {
        observation o;
        o.kind = observation_kind::dead_rule, o.weight = severity::error, o.rules = {at}, o.why = why;
        out.push_back(std::move(o));
    };
    for (const auto& r : governing_rules(p)) {
        if (std::holds_alternative<ladder>(r.is->is))
            continue;
        if (const auto why = empty_scope({&r.is->applies_to}))
            say(r.place(), *why);
        else if (const auto* d = std::get_if<duty>(&r.is->is); d != nullptr && d->need && r.is->applies_to.unless) {
            applies_to asks;
            asks.need = d->need;
            if (empty_scope({&asks, &r.is->applies_to}))
                say(r.place(), dead_reason::needs);
        }
        if (const auto* d = std::get_if<duty>(&r.is->is); d != nullptr && d->of)
            for (const auto& of : governing_rules(p)) {
                if (of.layer != r.layer || of.text->id != d->of->clause || of.is->id != d->of->rule)
                    continue;
                const auto* first = std::get_if<duty>(&of.is->is);
                const auto* rungs = std::get_if<ladder>(&of.is->is);
                const bool never = (first != nullptr && !first->due) ||
                                   (rungs != nullptr && std::none_of(rungs->rungs.begin(), rungs->rungs.end(),
                                                                     [](const rung& x) { return x.due.has_value(); }));
                if (never)
                    say(r.place(), dead_reason::no_deadline);
            }
    }
    for (const auto& l : governing_ladders(p))
        for (const auto& r : l) {
            auto why = empty_scope({&r.at.is->applies_to, &r.is->applies_to});
            if (!why)
                why = cannot_follow(r, l);
            if (why)
                say(r.at.place(r.is->step), *why);
        }
}

}  // namespace baoxue::detail
