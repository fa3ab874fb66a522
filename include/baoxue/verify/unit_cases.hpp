// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/small_case.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// A figure in lowest terms.
using exact_figure = std::pair<std::int64_t, std::int64_t>;

[[nodiscard]] inline bool is_rate(const figure_condition& c) { return c.indicator.id.ends_with("_rate"); }

[[nodiscard]] inline exact_figure lowest_terms(std::int64_t numerator, std::int64_t denominator) {
    const auto common = std::gcd(numerator, denominator);
    return common == 0 ? exact_figure{0, 1} : exact_figure{numerator / common, denominator / common};
}

/// The line of a condition where it is a number that is given.
[[nodiscard]] inline std::optional<ratio> line_of(const figure_condition& c) {
    const auto* fixed = std::get_if<fixed_line>(&c.line);
    return fixed != nullptr ? fixed->threshold.value : std::nullopt;
}

/// A unit of which only a count is known.
[[nodiscard]] inline small_case counted_unit(const figure_condition& c, const small_world& world, std::string stage,
                                             std::int64_t numerator, std::int64_t denominator) {
    small_case out;
    const bool in_school = c.unit_kind.id == "class" || c.unit_kind.id == "grade";
    out.unit.kind = c.unit_kind.id;
    out.unit.parent_id = in_school ? "school" : "township";
    if (c.unit_kind.id == "township")
        out.unit.parent_id.reset();
    out.unit.stage = std::move(stage);
    if (c.unit_kind.id == "school" && std::any_of(world.rows.units.begin(), world.rows.units.end(),
                                                  [](const auto& u) { return u.unit_id == "village"; }))
        out.unit.village_id = "village";
    const auto& year = world.rows.terms.back().school_year;
    const auto n = static_cast<std::int32_t>(numerator);
    const auto whole = static_cast<std::int32_t>(is_rate(c) ? denominator : std::max<std::int64_t>(numerator, 1));
    count_row row{{}, year, c.indicator.id, n, whole, {}, {}};
    if (c.indicator.id == "dropout_rate")
        row.formula = std::string{word_of(c.formula)};
    out.counts.push_back(row);
    if (c.indicator.id == "dropout_rate" && c.formula != formula::glossary)
        out.counts.push_back({{}, year, "dropouts", n, whole, {}, {}});
    return out;
}

/// The stages that a rule means: those it names, or the world's first.
[[nodiscard]] inline std::vector<std::string> stages_of(const rule& r, const small_world& world) {
    std::vector<std::string> out;
    for (const auto& s : r.applies_to.stages)
        out.push_back(s.id);
    if (out.empty())
        out.push_back(world.stages.front());
    return out;
}

/// Made-up units: at every line of the policy, just below, just above, well above, at nothing and at everything; and
/// units at which nobody holds any role.
[[nodiscard]] inline std::vector<small_case> unit_cases(const policy& p, const small_world& world) {
    std::vector<small_case> out;
    std::set<std::tuple<std::string, std::string, std::string, std::int64_t, std::int64_t>> seen;
    for (const auto& r : all_rules(p)) {
        const auto* c = figure_of_rule(*r.is);
        const auto line = c != nullptr ? line_of(*c) : std::nullopt;
        if (!line)
            continue;
        const auto [n, d] = lowest_terms(line->numerator, line->denominator);
        const auto scale = d < 50 ? 50 / d : 1;
        std::vector<exact_figure> figures;
        if (is_rate(*c))
            figures = {{n, d},         {2 * n, 2 * d}, {n * scale - 1, d * scale}, {n * scale + 1, d * scale},
                       {4 * n, 2 * d}, {0, d * scale}, {d * scale, d * scale}};
        else
            figures = {{n / d, 1}, {n / d + 1, 1}, {n / d - 1, 1}, {2 * n / d + 2, 1}, {0, 1}};
        for (const auto& stage : stages_of(*r.is, world))
            for (const auto& [part, whole] : figures)
                if (part >= 0 && (!is_rate(*c) || part <= whole) &&
                    seen.emplace(c->indicator.id, c->unit_kind.id, stage, part, whole).second)
                    out.push_back(counted_unit(*c, world, stage, part, whole));
    }
    for (const auto& r : all_rules(p))
        if (const auto* a = std::get_if<assignment>(&r.is->is);
            a != nullptr && !a->covers.is_student() && seen.emplace("", a->covers.id, "", 0, 0).second) {
            small_case c;
            c.unit.kind = a->covers.id, c.is_held = false;
            if (a->covers.id != "township")
                c.unit.parent_id = a->covers.id == "class" || a->covers.id == "grade" ? "school" : "township";
            out.push_back(std::move(c));
        }
    return out;
}

}  // namespace baoxue::detail
