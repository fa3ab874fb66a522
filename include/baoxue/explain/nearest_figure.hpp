// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/figures.hpp>
#include <baoxue/explain/tell_figure.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/findings/findings.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

namespace baoxue::detail {

/// By how many people the numerator would have to change for the condition to change; 0: no number does it. Above 0:
/// more, below: fewer. The evaluation's own comparison is asked of each number.
[[nodiscard]] inline std::int64_t people_to_change(const measures_table& m, std::size_t row, bool is_rate) {
    const figure line{m.line_numerator[row], m.line_denominator[row], {}};
    const auto n = *m.numerator[row], d = *m.denominator[row];
    const auto condition = [&](std::int64_t changed) {
        return holds(m.comparator[row], compare(figure{changed, d, {}}, line));
    };
    const bool now = condition(n);
    const auto most = is_rate ? d : std::max(n, *line.numerator / *line.denominator) + 1;
    for (std::int64_t k = 1; n + k <= most || n - k >= 0; ++k) {
        if (n + k <= most && condition(n + k) != now)
            return k;
        if (n - k >= 0 && condition(n - k) != now)
            return -k;
    }
    return 0;
}

/// Tells how far a figure is from changing what follows from it.
[[nodiscard]] inline std::string nearest_figure(const wording& w, const measures_table& m, std::size_t row) {
    const auto& p = w.phrases().nearest;
    if (!m.met[row]) {
        const bool has_figure = m.numerator[row] && m.denominator[row], has_line = m.line_numerator[row].has_value();
        const phrase how = has_figure && has_line ? p.figure_undefined
                           : has_figure           ? p.line_unknown
                           : has_line             ? p.value_unknown
                                                  : p.figure_unknown;
        return fill(how, {{"value", has_figure ? value_text(w, m, row) : std::string{}},
                          {"condition", condition_text_of(w, m, row)}});
    }
    const auto kind = derived_of(w.words(), m.indicator[row]);
    const bool rate = is_rate(w.words(), m.indicator[row], *m.denominator[row]);
    paragraph out{w};
    out.say(p.figure_now, {{"value", value_text(w, m, row)}, {"condition", condition_text_of(w, m, row)}});
    out.say(*m.met[row] ? p.holds_yes : p.holds_no);
    const figure now{m.numerator[row], m.denominator[row], {}},
        line{m.line_numerator[row], m.line_denominator[row], {}};
    if (compare(now, line) == 0)
        out.say(p.at_line);
    const auto change = people_to_change(m, row, rate);
    const bool inspected = kind == derived::dropout_rate && m.formula[row] == formula::inspection;
    const bool by_dropouts = kind != derived::none && !inspected;
    const bool more = kind == derived::retention_rate ? change < 0 : change > 0;  // dropouts lower a retention rate
    const phrase how = change == 0   ? p.never
                       : by_dropouts ? (more                            ? p.more_dropouts
                                        : kind == derived::dropout_rate ? p.fewer_counted
                                                                        : p.fewer_dropouts)
                                     : (change > 0 ? p.more_of : p.fewer_of);
    out.say(how, {{"n", std::to_string(change < 0 ? -change : change)},
                  {"becomes", std::string{*m.met[row] ? p.becomes_false : p.becomes_true}}});
    out.say(m.final_[row] ? p.is_final : p.not_final, {{"until", w.day(m.period_until[row])}});
    auto text = out.line();
    text.pop_back();
    return text;
}

}  // namespace baoxue::detail
