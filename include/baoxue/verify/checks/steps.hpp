// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/following.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/verify/checks/dead_rules.hpp>
#include <baoxue/verify/search.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// One time that the evaluator set a step off.
struct seen_firing {
    code pupil{no_code};
    date on{}, due_on{no_date}, met_on{no_date};
    cause by{};  ///< the last row that brought it about

    [[nodiscard]] auto moment() const { return std::tuple{pupil, on, by.table, by.row}; }
};

/// Every time a rung was set off, in the order of the cases.
[[nodiscard]] inline std::vector<seen_firing> firings_of(const findings& f, const governing_rung& r) {
    std::vector<seen_firing> out;
    const auto& o = f.obligations;
    const auto at = r.at.place(r.is->step);
    std::vector<bool> is_rule;
    for (std::size_t i = 0; i < f.rules.size(); ++i)
        is_rule.push_back(place_of(f, static_cast<std::int32_t>(i), r.is->step) == at);
    for (std::size_t i = 0; i < o.size(); ++i) {
        const auto& also = o.also.at(i);
        const bool merged = std::any_of(also.begin(), also.end(),
                                        [&](std::int32_t rule) { return is_rule[static_cast<std::size_t>(rule)]; });
        if (o.step[i] != r.is->step || o.student[i] == no_code ||
            !(is_rule[static_cast<std::size_t>(o.rule[i])] || merged))
            continue;
        const auto& acts = f.act_lists[static_cast<std::size_t>(o.acts[i])];
        const bool later_act = r.is->owes.how == combine::in_order &&
                               f.words->at(word_kind::act, acts.front()).id != r.is->owes.acts.front().id;
        if (later_act)
            continue;
        const auto causes = o.caused_by.at(i);
        out.push_back(
            {o.student[i], o.triggered_on[i], o.due_on[i], o.met_on[i], causes.empty() ? cause{} : causes.back()});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.moment() < b.moment(); });
    out.erase(
        std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.moment() == b.moment(); }),
        out.end());
    return out;
}

/// Whether everything that decides when a rung is set off is given, and its text in force where it is tried.
[[nodiscard]] inline bool can_be_tried(const governing_rung& r, const small_world& world) {
    const auto& text = r.at.text->effective;
    bool whole = text.on(world.first_day()) && text.on(world.last_day());
    const auto look = [&](const auto& part) {
        walk_leaves(part, std::string{}, [&](const auto& leaf, const std::string& at) {
            if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value)
                whole = whole && (leaf.value || at.ends_with("/within"));
        });
    };
    look(r.at.is->applies_to), look(r.is->applies_to), look(r.is->counts);
    std::visit(look, r.is->mode);
    return whole;
}

/// The first firing of `later` while `before` is not yet due, on another moment and with the act not done.
[[nodiscard]] inline std::optional<std::pair<seen_firing, seen_firing>>
first_before_deadline(const std::vector<seen_firing>& before, const std::vector<seen_firing>& later, std::int64_t& n) {
    std::optional<std::pair<seen_firing, seen_firing>> out;
    auto low = before.begin();
    for (const auto& f : later) {
        while (low != before.end() && low->pupil < f.pupil)
            ++low;
        for (auto it = low; it != before.end() && it->pupil == f.pupil; ++it) {
            const bool open = it->due_on != no_date && it->on <= f.on && f.on <= it->due_on &&
                              (it->met_on == no_date || it->met_on > f.on);
            if (!open || it->moment() == f.moment())
                continue;
            ++n;
            if (!out)
                out = {*it, f};
            break;
        }
    }
    return out;
}

/// Whether the witness of one pupil shows both firings on their days.
[[nodiscard]] inline bool shows(const search& s, const witness& w, const governing_rung& a, date first,
                                const governing_rung& b, date second) {
    const auto f = replay(s.of, w, s.world);
    const auto on = [&](const governing_rung& r, date d) {
        const auto seen = firings_of(f, r);
        return std::any_of(seen.begin(), seen.end(), [&](const auto& one) { return one.on == d; });
    };
    return on(a, first) && on(b, second);
}

/// Steps that nothing in the search sets off, that only come with another, or that come before their turn.
inline void check_steps(const search& s, std::vector<observation>& out) {
    const auto searched = static_cast<std::int64_t>(
        std::count_if(s.cases.begin(), s.cases.end(), [](const auto& c) { return c.is_pupil(); }));
    for (const auto& l : governing_ladders(s.of)) {
        std::vector<std::vector<seen_firing>> seen;
        for (const auto& r : l)
            seen.push_back(firings_of(s.governing, r));
        const auto is_dead = [&](const governing_rung& r) {
            return empty_scope({&r.at.is->applies_to, &r.is->applies_to}) || cannot_follow(r, l);
        };
        std::vector<observation> of_ladder;
        const auto base = [&](observation_kind kind, const governing_rung& r) {
            observation o;
            o.kind = kind, o.searched = searched, o.rules = {r.at.place(r.is->step)};
            return o;
        };
        for (std::size_t k = 0; k < l.size(); ++k) {
            if (!can_be_tried(l[k], s.world) || is_dead(l[k]))
                continue;
            if (seen[k].empty()) {
                out.push_back(base(observation_kind::never_fires, l[k]));
                continue;
            }
            for (std::size_t j = 0; j < l.size(); ++j) {
                if (j == k || seen[j].empty() || (l[j].is->step > l[k].is->step && seen[j].size() == seen[k].size()))
                    continue;
                const auto with = [&](const seen_firing& f) {
                    return std::binary_search(seen[j].begin(), seen[j].end(), f,
                                              [](const auto& a, const auto& b) { return a.moment() < b.moment(); });
                };
                if (!std::all_of(seen[k].begin(), seen[k].end(), with))
                    continue;
                auto o = base(observation_kind::fires_with_another, l[k]);
                const auto& f = seen[k].front();
                auto w = alone(s.world, &s.cases[s.case_of_pupil(f.pupil)], f.on);
                if (!shows(s, w, l[k], f.on, l[j], f.on))
                    continue;
                o.rules.push_back(l[j].at.place(l[j].is->step));
                o.dates = {f.on}, o.found = static_cast<std::int64_t>(seen[k].size()), o.shown = std::move(w);
                out.push_back(std::move(o));
                break;
            }
            for (std::size_t j = 0; j < l.size(); ++j) {
                const bool is_next = l[j].is->step < l[k].is->step && std::none_of(
                                                                          l.begin(), l.end(),
                                                                          [&](const auto& other) {
                                                                              return other.is->step > l[j].is->step &&
                                                                                     other.is->step < l[k].is->step;
                                                                          });
                if (!is_next || follows(l[k].is->mode))
                    continue;
                auto o = base(observation_kind::before_deadline, l[k]);
                const auto both = first_before_deadline(seen[j], seen[k], o.found);
                if (!both)
                    continue;
                auto w = alone(s.world, &s.cases[s.case_of_pupil(both->second.pupil)], both->second.on);
                if (!shows(s, w, l[j], both->first.on, l[k], both->second.on))
                    continue;
                o.rules.push_back(l[j].at.place(l[j].is->step));
                o.dates = {both->first.on, both->first.due_on, both->second.on}, o.shown = std::move(w);
                out.push_back(std::move(o));
            }
        }
    }
}

}  // namespace baoxue::detail
