// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/due.hpp>
#include <baoxue/verify/checks/lines.hpp>
#include <baoxue/verify/search.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// What two layers must share for their duties to be the same: acts, role, subject, bearers of a quota, trigger, and
/// the other side of a pledge.
using duty_key = std::tuple<std::vector<word_code>, word_code, code, code, std::vector<code>, std::int32_t, word_code>;

[[nodiscard]] inline std::multimap<duty_key, std::size_t> duties_by_key(const findings& f) {
    std::multimap<duty_key, std::size_t> out;
    const auto& o = f.obligations;
    const auto signs = f.words->find(word_kind::act, "sign_pledge");
    for (std::size_t i = 0; i < o.size(); ++i) {
        std::vector<code> bearers;
        if (o.student[i] == no_code && o.unit[i] == no_code) {
            const auto members = f.bearers->members(o.bearers[i]);
            bearers.assign(members.begin(), members.end());
        }
        const auto& acts = f.act_lists[static_cast<std::size_t>(o.acts[i])];
        const bool is_pledge = signs && acts == std::vector{*signs};
        out.emplace(duty_key{acts, o.role[i], o.student[i], o.student[i] == no_code ? o.unit[i] : no_code,
                             std::move(bearers), o.triggered_on[i].days, is_pledge ? o.recipient[i] : no_code},
                    i);
    }
    return out;
}

/// The deadline of a rule or of one of its steps; nothing where it names none, or no number.
[[nodiscard]] inline std::optional<deadline> deadline_of(const std::vector<placed_rule>& rules, const rule_place& at) {
    const auto known = [](const std::optional<deadline>& d) {
        const auto* within = d ? std::get_if<within_days>(&*d) : nullptr;
        return within != nullptr && !within->within.value ? std::nullopt : d;
    };
    for (const auto& r : rules) {
        if (r.layer->id != at.policy || r.text->id != at.clause || r.is->id != at.rule)
            continue;
        if (const auto* d = std::get_if<duty>(&r.is->is))
            return known(d->due);
        if (const auto* l = std::get_if<ladder>(&r.is->is))
            for (const auto& rung : l->rungs)
                if (rung.step == at.step)
                    return known(rung.due);
    }
    return std::nullopt;
}

/// A day on which the lower of two deadlines ends later, with both ends; nothing where there is none in the year.
[[nodiscard]] inline std::vector<date> later_on(const search& s, const deadline& upper, const deadline& lower) {
    const auto& d = *s.facts;
    const auto& calendar = d.calendars[static_cast<std::size_t>(d.units.calendar.front())];
    for (date on = s.world.first_day(); on <= s.world.last_day(); on = on + day_count{1}) {
        const auto a = due_date(on, upper, calendar, d.working).on, b = due_date(on, lower, calendar, d.working).on;
        if (a != no_date && b != no_date && b > a)
            return {on, b, a};
    }
    return {};
}

/// Where a lower layer lets a figure pass that the upper one does not.
inline void check_layer_lines(const search& s, std::vector<observation>& out) {
    const auto rules = governing_rules(s.of);
    const auto layer = [&](const placed_rule& r) { return r.layer - s.of.layers.data(); };
    for (const auto& up : rules)
        for (const auto& low : rules) {
            const auto *goal = std::get_if<target>(&up.is->is), *below = std::get_if<target>(&low.is->is);
            if (goal == nullptr || below == nullptr || layer(low) <= layer(up) || !line_of(goal->goal) ||
                !line_of(below->goal) || !same_figure(up, low))
                continue;
            observation o;
            o.kind = observation_kind::looser_layer, o.weight = severity::error;
            o.rules = {low.place(), up.place()};
            for (const auto& f : figures_around(below->goal, *line_of(goal->goal), *line_of(below->goal))) {
                ++o.searched;
                if (f.second > std::numeric_limits<std::int32_t>::max() / 2)
                    continue;
                const auto unit =
                    counted_unit(below->goal, s.world, common_stage(*up.is, *low.is, s.world), f.first, f.second);
                auto w = alone(s.world, &unit, s.world.last_day());
                const auto found = replay(s.of, w, s.world);
                const auto above = judged(found, up.place(), only_id(unit)),
                           under = judged(found, low.place(), only_id(unit));
                if (above.holds != false || under.holds != true)
                    continue;
                ++o.found;
                if (!o.shown)
                    o.figures = {{f.first, f.second, {}}}, o.shown = std::move(w);
            }
            if (o.found > 0)
                out.push_back(std::move(o));
        }
}

/// Where a lower layer asks for the same as an upper one by a later day, or fewer times, or lets a figure pass.
inline void check_layers(const search& s, std::vector<observation>& out) {
    if (s.of.layers.size() < 2)
        return;
    check_layer_lines(s, out);
    std::vector<policy> alone_each;
    for (const auto& l : s.of.layers)
        alone_each.push_back({s.of.id, {l}, s.of.words});
    const auto found = s.run(alone_each);
    const auto due = [](const findings& f, std::size_t i) {
        return f.obligations.due_on[i] == no_date ? forever : f.obligations.due_on[i];
    };
    const auto all = governing_rules(s.of);
    std::vector<rule_place> quotas;
    for (const auto& r : all)
        if (std::holds_alternative<recurring>(r.is->is))
            quotas.push_back(r.place());
    const auto is_quota = [&](const findings& f, std::size_t i) {
        return std::find(quotas.begin(), quotas.end(), place_of(f, f.obligations.rule[i], 0)) != quotas.end();
    };
    // so many times in one period cannot be set against so many in another
    const auto looser = [&](const findings& upper, std::size_t a, const findings& lower, std::size_t b) {
        const bool fewer = lower.obligations.needed[b] < upper.obligations.needed[a];
        return is_quota(upper, a) || is_quota(lower, b) ? fewer && due(lower, b) == due(upper, a)
                                                        : fewer || due(lower, b) > due(upper, a);
    };
    for (std::size_t u = 0; u < found.size(); ++u)
        for (std::size_t l = u + 1; l < found.size(); ++l) {
            const auto lower_duties = duties_by_key(found[l]);
            const auto first = out.size();
            std::vector<std::vector<rule_place>> alike;  // that no made-up case shows to be looser
            for (const auto& [key, a] : duties_by_key(found[u])) {
                const auto [from, until] = lower_duties.equal_range(key);
                for (auto it = from; it != until; ++it) {
                    const auto b = it->second;
                    const auto &x = found[u].obligations, &y = found[l].obligations;
                    std::vector<rule_place> rules{place_of(found[l], y.rule[b], y.step[b]),
                                                  place_of(found[u], x.rule[a], x.step[a])};
                    if (!looser(found[u], a, found[l], b)) {
                        if (std::find(alike.begin(), alike.end(), rules) == alike.end())
                            alike.push_back(std::move(rules));
                        continue;
                    }
                    const auto same = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                                                   [&](const observation& o) { return o.rules == rules; });
                    if (same != out.end()) {
                        ++same->found;
                        continue;
                    }
                    const auto* c = x.student[a] != no_code ? &s.cases[s.case_of_pupil(x.student[a])] : nullptr;
                    auto w = alone(s.world, c, x.student[a] != no_code ? x.triggered_on[a] : s.as_of);
                    const auto up = replay(alone_each[u], w, s.world), low = replay(alone_each[l], w, s.world);
                    const auto low_duties = duties_by_key(low);
                    bool shown = false;
                    for (const auto& [k, i] : duties_by_key(up))
                        for (auto [j, end] = low_duties.equal_range(k); j != end; ++j)
                            shown = shown || looser(up, i, low, j->second);
                    observation o;
                    o.kind = observation_kind::looser_layer, o.weight = severity::error;
                    o.rules = std::move(rules), o.found = 1, o.searched = static_cast<std::int64_t>(s.cases.size());
                    o.dates = {x.triggered_on[a], y.due_on[b], x.due_on[a]};
                    o.figures = {{y.needed[b], 1, {}}, {x.needed[a], 1, {}}};
                    if (shown)
                        o.shown = std::move(w);
                    out.push_back(std::move(o));
                }
            }
            for (auto& rules : alike) {  // upon another day than those of the cases
                const auto low = deadline_of(all, rules[0]), up = deadline_of(all, rules[1]);
                const bool is_told = std::any_of(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                                                 [&](const observation& o) { return o.rules == rules; });
                auto dates = !is_told && low && up ? later_on(s, *up, *low) : std::vector<date>{};
                if (dates.empty())
                    continue;
                observation o;
                o.kind = observation_kind::looser_layer, o.weight = severity::error;
                o.rules = std::move(rules), o.found = 1, o.dates = std::move(dates);
                o.figures = {{1, 1, {}}, {1, 1, {}}};
                out.push_back(std::move(o));
            }
        }
}

}  // namespace baoxue::detail
