// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/figures.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/money_text.hpp>
#include <baoxue/explain/scope_text.hpp>
#include <baoxue/explain/tell_basis.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/rules/figure_of_rule.hpp>

#include <cstdint>
#include <numeric>
#include <optional>
#include <string>

namespace baoxue::detail {

/// A ratio in percent: exact where two decimals are enough, else rounded and said to be about.
[[nodiscard]] inline std::string percent_text(const wording& w, std::int64_t numerator, std::int64_t denominator) {
    const auto& p = w.phrases().figure;
    const auto scaled = static_cast<__int128>(numerator) * 10000;
    const bool is_exact = scaled % denominator == 0;
    const auto rounded =
        static_cast<std::int64_t>((scaled * 2 + denominator) / (static_cast<__int128>(denominator) * 2));
    auto text = std::to_string(rounded / 100);
    if (const auto rest = rounded % 100; rest != 0) {
        text += "." + std::to_string(rest / 10);
        if (rest % 10 != 0)
            text += std::to_string(rest % 10);
    }
    return fill(is_exact ? p.percent : p.about, {{"n", text}});
}

/// A line as its text gives it: 2% for 2/100, a number for a denominator of 1.
[[nodiscard]] inline std::string line_text(const wording& w, std::optional<std::int64_t> numerator,
                                           std::optional<std::int64_t> denominator, bool is_rate) {
    if (!numerator || !denominator || *denominator <= 0)
        return std::string{w.phrases().figure.no_line};
    return is_rate ? percent_text(w, *numerator, *denominator) : std::to_string(*numerator);
}

[[nodiscard]] inline bool is_rate(const vocabulary& words, word_code indicator, std::int64_t denominator) {
    return derived_of(words, indicator) != derived::dropouts &&
           (derived_of(words, indicator) != derived::none || denominator != 1);
}

/// One measured figure, in words: "is 3/150 (2%)".
[[nodiscard]] inline std::string value_text(const wording& w, const measures_table& m, std::size_t row) {
    const auto& p = w.phrases().figure;
    if (!m.numerator[row] || !m.denominator[row])
        return std::string{p.unknown_value};
    const auto n = *m.numerator[row], d = *m.denominator[row];
    if (!is_rate(w.words(), m.indicator[row], d))
        return fill(p.number, {{"numerator", std::to_string(n)}});
    if (d <= 0)
        return fill(p.undefined_value, {{"numerator", std::to_string(n)}, {"denominator", std::to_string(d)}});
    return fill(
        p.rate,
        {{"numerator", std::to_string(n)}, {"denominator", std::to_string(d)}, {"percent", percent_text(w, n, d)}});
}

/// How a figure is to stand to its line, in words.
[[nodiscard]] inline std::string condition_text_of(const wording& w, const measures_table& m, std::size_t row) {
    const auto& p = w.phrases().figure;
    const bool rate = is_rate(w.words(), m.indicator[row], m.line_denominator[row].value_or(2));
    return fill(p.condition, {{"indicator", w.name(word_kind::indicator, m.indicator[row])},
                              {"relation", std::string{p.relations[static_cast<std::size_t>(m.comparator[row])]}},
                              {"line", line_text(w, m.line_numerator[row], m.line_denominator[row], rate)}});
}

/// The row of `counts` that a measure names, among the columns; nothing where it is not there.
[[nodiscard]] inline std::optional<std::size_t> count_named(const district& d, code unit, std::int64_t row) {
    for (auto i = d.counts.first(unit); i < d.counts.end(unit); ++i)
        if (d.counts.row[i] == row)
            return i;
    return std::nullopt;
}

/// A figure worked out from a row of `counts` about another indicator: says so. \return whether it is one
inline bool add_worked_out(paragraph& out, const wording& w, const measures_table& m, std::size_t row) {
    const auto& p = w.phrases().figure;
    const auto& c = w.facts().counts;
    const auto causes = m.caused_by.at(row);
    const auto i = causes.empty() ? std::nullopt : count_named(w.facts(), m.unit[row], causes.front().row);
    if (!m.numerator[row] || !i || c.indicator[*i] == m.indicator[row] || !c.denominator[*i])
        return false;
    out.say(derived_of(w.words(), m.indicator[row]) == derived::retention_rate ? p.kept_of_counts
                                                                               : p.dropouts_of_counts,
            {{"row", std::to_string(causes.front().row)},
             {"indicator", w.name(word_kind::indicator, c.indicator[*i])},
             {"n", std::to_string(*c.numerator[*i])},
             {"d", std::to_string(*c.denominator[*i])},
             {"kept", std::to_string(*m.numerator[row])}});
    return true;
}

/// What a figure counts, in words, and where it comes from.
inline void add_formula(paragraph& out, const wording& w, const measures_table& m, std::size_t row, date as_of) {
    if (add_worked_out(out, w, m, row))
        return;
    const auto& p = w.phrases().figure;
    const auto kind = derived_of(w.words(), m.indicator[row]);
    const phrase how = kind == derived::none                 ? p.other
                       : kind == derived::dropouts           ? p.dropouts
                       : kind == derived::retention_rate     ? p.retention
                       : m.formula[row] == formula::glossary ? p.glossary
                                                             : p.inspection;
    const auto day = m.final_[row] ? std::string{p.last_day} : fill(p.day_so_far, {{"as_of", w.day(as_of)}});
    const auto unit_kind = w.facts().units.kind[static_cast<std::size_t>(m.unit[row])];
    out.say(how, {{"day", day}, {"kind", w.name(word_kind::unit_kind, unit_kind)}});
    const auto causes = m.caused_by.at(row);
    const bool is_known = m.numerator[row] && m.denominator[row];
    if (!is_known && !causes.empty())
        return out.say(p.left_empty, {{"row", std::to_string(causes.front().row)}});
    if (!is_known)
        return out.say(p.not_known);
    if (!causes.empty())
        return out.say(p.from_counts, {{"row", std::to_string(causes.front().row)}});
    out.say(p.from_rolls);
}

/// Tells of one measure: figure, formula, line, how it stands and whether that is final.
[[nodiscard]] inline std::string tell_measure(const wording& w, const findings& f, const policy& of, std::size_t row) {
    const auto& m = f.measures;
    const auto& p = w.phrases().figure;
    const auto at = find_rule(of, f.rules[static_cast<std::size_t>(m.rule[row])]);
    paragraph head{w};
    head.say(m.stage[row] == no_code ? p.first_line_whole : p.first_line,
             {{"unit", w.unit(m.unit[row])},
              {"stage", w.name(word_kind::stage, m.stage[row])},
              {"from", w.day(m.period_from[row])},
              {"until", w.day(m.period_until[row])},
              {"indicator", w.name(word_kind::indicator, m.indicator[row])},
              {"value", value_text(w, m, row)}});
    head.say(!m.met[row]   ? p.is_unknown
             : *m.met[row] ? p.is_met
                           : p.is_missed,
             {{"condition", condition_text_of(w, m, row)}});
    paragraph counted{w, p.counted};
    add_formula(counted, w, m, row, f.as_of);
    const auto rate = is_rate(w.words(), m.indicator[row], m.line_denominator[row].value_or(2));
    const auto line = line_text(w, m.line_numerator[row], m.line_denominator[row], rate);
    const auto* condition = figure_of_rule(*at.is);
    const bool before = condition != nullptr && std::holds_alternative<previous_year>(condition->line);
    counted.say(!m.line_numerator[row] ? p.line_unknown
                : before               ? p.line_before
                                       : p.line,
                {{"relation", std::string{p.relations[static_cast<std::size_t>(m.comparator[row])]}}, {"line", line}});
    if (condition != nullptr)
        if (const auto* fixed = std::get_if<fixed_line>(&condition->line);
            fixed != nullptr && !fixed->threshold.word.empty() && !fixed->threshold.settled)
            counted.say(w.phrases().duty.source_word, {{"word", fixed->threshold.word}});
    paragraph stands{w, p.stands};
    stands.say(m.final_[row] ? p.final_ : p.so_far, {{"until", w.day(m.period_until[row])}, {"as_of", w.day(f.as_of)}});
    return head.line() + counted.line() + stands.line() + tell_basis(w, at) + tell_footer(w, m.id[row]);
}

}  // namespace baoxue::detail
