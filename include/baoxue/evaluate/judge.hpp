// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/duty.hpp>
#include <baoxue/evaluate/figures.hpp>

#include <optional>
#include <vector>

namespace baoxue {

/// An indicator of one place and school year, held against a line.
struct judged_figure {
    figure_place at{};
    date first{}, last{};  ///< of the school year
    figure value{};
    figure line{};
    std::optional<bool> holds{};  ///< nothing: not known
    bool is_final{false};
};

/// Whether a rule means a unit by the kinds of units, its own or one above it.
[[nodiscard]] inline bool is_of_kinds(const bound_scope& scope, const district& d, code unit) {
    const auto above = [&](word_code kind) { return nearest_of_kind(d.units, unit, kind) != no_code; };
    return scope.unit_kinds.empty() || std::any_of(scope.unit_kinds.begin(), scope.unit_kinds.end(), above);
}
[[nodiscard]] inline bool is_of_stages(const bound_scope& scope, word_code stage) {
    return scope.stages.empty() || std::find(scope.stages.begin(), scope.stages.end(), stage) != scope.stages.end();
}

/// A gap where a count is there, but says nothing of the figure asked for, or is left empty.
inline void tell_misfit(const duty_writer& writer, std::int32_t rule, code unit, gathered& out) {
    auto g = writer.gap_of(rule, gap_kind::missing_table);
    g.unit = unit, g.parameter = word_of(table_name::counts);
    out.add(std::move(g));
}

/// Judges every unit of a condition's kind, each stage and school year that has begun, by the text of the year's last
/// day, and says what could not be known.
///
/// \param only_final  leaves out years that are not over
template <class Visit>
void judge_units(const bound_policy& policy, std::int32_t rule, const effective& in_force, const bound_scope& scope,
                 const bound_condition& condition, const figure_book& book, const duty_writer& writer,
                 const district& d, date as_of, gathered& out, bool only_final, Visit&& visit) {
    const auto& source = *condition.source;
    const auto derivable = derived_of(*policy.words, condition.indicator);
    for (std::size_t u = 0; u < d.units.parent.size(); ++u) {
        const auto unit = static_cast<code>(u);
        if (d.units.kind[u] != condition.unit_kind)
            continue;
        if (!is_of_kinds(scope, d, unit))
            continue;
        const auto& c = book.calendar_at(unit);
        const auto stages = book.stages_of(unit);
        for (std::size_t y = 0; y < d.school_years.size(); ++y) {
            const auto year = static_cast<std::int32_t>(y);
            const auto days = c.school_year_span(year);
            if (!days || (only_final ? days->last : days->first) > as_of || !in_force.on(days->last))
                continue;
            for (const auto stage : stages) {
                if (!is_of_stages(scope, stage))
                    continue;
                judged_figure j{{unit, stage, year}, days->first, days->last, {}, {}, {}, as_of >= days->last};
                const auto tell = [&](gap_kind kind, std::string parameter) {
                    auto g = writer.gap_of(rule, kind);
                    g.parameter = std::move(parameter);
                    if (kind == gap_kind::undefined_rate)
                        g.unit = unit, g.from = days->first, g.until = days->last;
                    if (g.parameter == word_of(table_name::enrolments) && d.is_given(table_name::enrolments))
                        g.unit = unit;  // the rolls given leave this unit out
                    out.add(std::move(g));
                };
                // what an undefined figure lacks: the cohort of that year, or the year before to compare with
                const auto figure_of = [&](std::int32_t of_year, std::string_view lacks) {
                    bool misfit = false;
                    auto value = book.value({unit, stage, of_year}, condition.indicator, source.formula,
                                            stages.size() == 1, misfit);
                    if (value.counted ? !value.is_known() : misfit) {
                        tell_misfit(writer, rule, unit, out);
                        if (value.counted)
                            return value;
                    }
                    const auto table = value.lacks                  ? *value.lacks
                                       : derivable == derived::none ? table_name::counts
                                                                    : table_name::enrolments;
                    if (value.is_known() ? !value.is_defined() : !misfit || !d.is_given(table))
                        value.is_known() ? tell(gap_kind::undefined_rate, std::string{lacks})
                                         : tell(gap_kind::missing_table, std::string{word_of(table)});
                    return value;
                };
                constexpr auto before = previous_year::kind;
                j.value = figure_of(year, "");
                if (condition.line)
                    j.line = {condition.line->numerator, condition.line->denominator, {}, {}};
                else if (!condition.previous_year)
                    tell(gap_kind::unspecified_value, condition.unspecified);
                else if (year == 0)  // there is no year before it
                    tell(gap_kind::undefined_rate, std::string{before});
                else
                    j.line = figure_of(year - 1, before);
                if (!j.line.is_defined())
                    j.line = {};
                if (j.value.is_defined() && j.line.is_defined())
                    j.holds = holds(source.is, compare(j.value, j.line));
                visit(j);
            }
        }
    }
}

/// Writes one row of the table of measures.
inline void write_measure(const bound_policy& policy, std::int32_t rule, const bound_condition& condition,
                          const judged_figure& j, const district& d, measures_table& m) {
    const auto& words = *policy.words;
    const auto by = derived_of(words, condition.indicator) == derived::dropout_rate
                        ? std::optional{condition.source->formula}
                        : std::nullopt;
    auto hash = id_of_rule("measures", policy.rules[static_cast<std::size_t>(rule)]);
    add_id(hash, d.ids->units, j.at.unit);
    hash.text(words.at(word_kind::indicator, condition.indicator).id).text(by ? word_of(*by) : std::string_view{});
    hash.text(j.at.stage == no_code ? std::string_view{} : std::string_view{words.at(word_kind::stage, j.at.stage).id});
    m.id.push_back(hash.number(j.first.days).value());
    m.rule.push_back(rule), m.indicator.push_back(condition.indicator);
    m.formula.push_back(by), m.unit.push_back(j.at.unit), m.stage.push_back(j.at.stage);
    m.period_from.push_back(j.first), m.period_until.push_back(j.last);
    m.numerator.push_back(j.value.numerator), m.denominator.push_back(j.value.denominator);
    m.line_numerator.push_back(j.line.numerator), m.line_denominator.push_back(j.line.denominator);
    m.comparator.push_back(condition.source->is), m.met.push_back(j.holds), m.final_.push_back(j.is_final);
    m.caused_by.append(j.value.counted ? std::span<const cause>{&*j.value.counted, 1} : std::span<const cause>{});
}

}  // namespace baoxue
