// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/spells.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/nearest_context.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace baoxue::detail {

/// Of a procedure: which steps of the pupil's last transfer are done, which one is missing, and the status that the
/// clause gives it.
[[nodiscard]] inline std::string nearest_papers(const nearest_context& at, const bound_outcome& rule,
                                                const pupil_view& pupil) {
    const auto& p = at.phrases();
    const auto& e = at.w.phrases().event;
    const auto& t = at.d.transfers;
    for (const auto table : {table_name::transfers, table_name::acts})
        if (!at.d.is_given(table))
            return at.missing(table);
    std::optional<std::size_t> last;
    for (auto i = t.first(pupil.student); i < t.end(pupil.student) && t.known_on[i] <= at.f.as_of; ++i)
        last = i;
    if (!last)
        return std::string{p.no_transfer};
    const date left = t.left_on[*last];
    const code unit = pupil.unit(left - day_count{1});
    if (!rule.in_force.on(left))
        return fill(p.not_in_force, {{"as_of", at.w.day(left)}});
    if (!means(rule.scope, at.d, unit))
        return std::string{p.not_unit_kind};
    paragraph out{at.w};
    out.say(p.left_for_transfer, {{"on", at.w.day(left)}});
    for (const auto& own : at.bound.procedures) {
        if (own.layer != rule.layer || own.name != rule.name || !own.in_force.on(left))
            continue;
        std::vector<std::string> done, missing;
        std::optional<date> complete;
        const std::span<const word_code> steps{own.steps};
        for (std::size_t n = 1; n <= steps.size(); ++n) {
            const auto name = at.w.name(word_kind::act, steps[n - 1]);
            complete = last_step(at.d, t.id[*last], steps.first(n), at.f.as_of);
            if (complete)
                done.push_back(fill(at.w.phrases().small.dated, {{"item", name}, {"date", at.w.day(*complete)}}));
            else
                missing.push_back(name);
        }
        if (!done.empty())
            out.say(e.steps_done, {{"steps", at.w.list(done)}});
        if (!missing.empty())
            out.say(e.steps_missing, {{"steps", at.w.list(missing)}});
        else
            out.say(p.steps_all_done, {{"on", at.w.day(*complete)}});
    }
    const auto& s = at.f.statuses;
    std::optional<std::size_t> given;
    for (std::size_t i = 0; i < s.size(); ++i)
        if (s.rule[i] == rule.rule && s.student[i] == pupil.student && (!given || s.from[*given] < s.from[i]))
            given = i;
    const auto name = std::string{at.w.phrases().status.names[static_cast<std::size_t>(rule.gives)]};
    if (given)
        out.say(p.status_given, {{"status", name}, {"from", at.w.day(s.from[*given])}, {"id", id_text(s.id[*given])}});
    else
        out.say(p.status_not_given, {{"status", name}});
    auto text = out.line();
    text.pop_back();
    return text;
}

}  // namespace baoxue::detail
