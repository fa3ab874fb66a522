// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/search.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

[[nodiscard]] inline std::strong_ordering compare(const exact_figure& f, const ratio& line) {
    return static_cast<__int128>(f.first) * line.denominator <=> static_cast<__int128>(line.numerator) * f.second;
}

/// The figures at which anything about two lines can change: the lines themselves, the ends, and one figure in each
/// stretch between them.
///
/// Between two fractions lies the one that adds their numerators and their denominators: exact, and small.
[[nodiscard]] inline std::vector<exact_figure> figures_around(const figure_condition& c, ratio a, ratio b) {
    std::vector<exact_figure> at;
    if (!is_rate(c)) {  // whole numbers of people or things
        for (const auto& line : {a, b})
            for (std::int64_t n = line.numerator / line.denominator - 1; n <= line.numerator / line.denominator + 2;
                 ++n)
                if (n >= 0 && n <= std::numeric_limits<std::int32_t>::max())
                    at.emplace_back(n, 1);
        at.emplace_back(0, 1);
    } else {
        at = {{0, 1}, lowest_terms(a.numerator, a.denominator), lowest_terms(b.numerator, b.denominator), {1, 1}};
    }
    const auto less = [](const exact_figure& x, const exact_figure& y) {
        return x.first * y.second < y.first * x.second;
    };
    std::sort(at.begin(), at.end(), less);
    at.erase(std::unique(at.begin(), at.end()), at.end());
    if (!is_rate(c))
        return at;
    std::vector<exact_figure> out;
    for (std::size_t i = 0; i < at.size(); ++i) {
        if (i > 0)
            out.push_back(lowest_terms(at[i - 1].first + at[i].first, at[i - 1].second + at[i].second));
        out.push_back(at[i]);
    }
    return out;
}

/// Two conditions on the same figure of the same units.
[[nodiscard]] inline bool same_figure(const placed_rule& a, const placed_rule& b) {
    const auto &x = *figure_of_rule(*a.is), &y = *figure_of_rule(*b.is);
    const auto overlap = [](const auto& s, const auto& t) {
        return s.empty() || t.empty() || std::find_first_of(s.begin(), s.end(), t.begin(), t.end()) != s.end();
    };
    return x.indicator == y.indicator && x.formula == y.formula && x.unit_kind == y.unit_kind &&
           overlap(a.is->applies_to.stages, b.is->applies_to.stages) && a.text->effective.overlaps(b.text->effective);
}

/// How the evaluator judges a rule's figure on a witness of one counted unit.
struct judged_witness {
    std::optional<bool> holds{};
    std::optional<std::int64_t> amount_fen{};
    bool forfeits{false};
};

[[nodiscard]] inline judged_witness judged(const findings& f, const rule_place& at, const std::string& unit) {
    judged_witness out;
    const auto about = [&](std::int32_t rule, code u) {
        return place_of(f, rule) == at && f.ids->units.text(u) == unit;
    };
    for (std::size_t i = 0; i < f.measures.size(); ++i)
        if (about(f.measures.rule[i], f.measures.unit[i]))
            out.holds = f.measures.met[i];
    const auto& c = f.consequences;
    for (std::size_t i = 0; i < c.size(); ++i) {
        if (!about(c.rule[i], c.unit[i]))
            continue;
        out.forfeits = out.forfeits || c.kind[i] == consequence_kind::veto;
        if (c.kind[i] == consequence_kind::award || c.kind[i] == consequence_kind::charge)
            out.amount_fen = c.amount_fen[i];
    }
    return out;
}

/// The stage in which two rules meet.
[[nodiscard]] inline std::string common_stage(const rule& a, const rule& b, const small_world& world) {
    if (a.applies_to.stages.empty())
        return stages_of(b, world).front();
    for (const auto& s : a.applies_to.stages)
        if (b.applies_to.stages.empty() ||
            std::find(b.applies_to.stages.begin(), b.applies_to.stages.end(), s) != b.applies_to.stages.end())
            return s.id;
    return a.applies_to.stages.front().id;
}

/// Figures that keep to a target and are charged, or vetoed, or that miss it and are awarded.
inline void check_lines(const search& s, std::vector<observation>& out) {
    const auto rules = governing_rules(s.of);
    for (const auto& t : rules) {
        const auto* goal = std::get_if<target>(&t.is->is);
        const auto line = goal != nullptr ? line_of(goal->goal) : std::nullopt;
        if (!line)
            continue;
        for (const auto& other : rules) {
            const auto* c = figure_of_rule(*other.is);
            const auto* money = std::get_if<incentive>(&other.is->is);
            if (c == nullptr || std::holds_alternative<target>(other.is->is) || !line_of(*c) ||
                !same_figure(t, other) || t.layer != other.layer)
                continue;
            const bool awards = money != nullptr && money->effect == effect::award;
            observation o;
            o.kind = awards             ? observation_kind::awarded_outside_line
                     : money != nullptr ? observation_kind::charged_within_line
                                        : observation_kind::vetoed_within_line;
            o.weight = severity::error;
            o.rules = {t.place(), other.place()};
            for (const auto& f : figures_around(*c, *line, *line_of(*c))) {
                ++o.searched;
                if (holds(goal->goal.is, compare(f, *line)) == awards || !holds(c->is, compare(f, *line_of(*c))))
                    continue;
                if (f.second > std::numeric_limits<std::int32_t>::max() / 2)
                    continue;
                const auto unit = counted_unit(*c, s.world, common_stage(*t.is, *other.is, s.world), f.first, f.second);
                auto w = alone(s.world, &unit, s.world.last_day());
                const auto found = replay(s.of, w, s.world);
                const auto kept = judged(found, t.place(), only_id(unit)),
                           follows = judged(found, other.place(), only_id(unit));
                if (kept.holds != !awards || !(follows.amount_fen || follows.forfeits))
                    continue;  // what the arithmetic says and the evaluator does not is not said
                ++o.found;
                o.figures.push_back({f.first, f.second, follows.amount_fen});
                if (!o.shown)
                    o.shown = std::move(w);
            }
            if (o.found == 0)
                continue;
            if (o.figures.size() > 2)
                o.figures.erase(o.figures.begin() + 1, o.figures.end() - 1);
            out.push_back(std::move(o));
        }
    }
}

}  // namespace baoxue::detail
