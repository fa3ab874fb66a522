// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/findings_columns.hpp>
#include <baoxue/arrow/roll_up.hpp>
#include <baoxue/evaluate/roll_up.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::arrow {

namespace detail {

/// The unit and the stage of rows that are summed, as far as they are: a null then is always one that has none.
inline void add_places(std::vector<column>& to, const findings_columns& make, const id_pool& units,
                       const roll_up_by& by, const std::vector<code>& unit, const std::vector<word_code>& stage) {
    if (by.unit_kind)
        to.push_back(make.ids("unit_id", units, unit));
    if (by.stage)
        to.push_back(make.vocabulary_words("stage", word_kind::stage, stage));
}

}  // namespace detail

BAOXUE_DECL table roll_up(const std::shared_ptr<const findings>& of,
                          const std::shared_ptr<const measures_roll_up>& sums) {
    const findings_columns make{of, sums};
    const auto& t = *sums;
    std::vector<column> columns = make.rule_columns(t.size(), [&](std::size_t row) { return t.rule[row]; }, {});
    columns.push_back(make.vocabulary_words("indicator", word_kind::indicator, t.indicator));
    columns.push_back(enumerators<formula>("formula", t.size(), [&](std::size_t row) { return t.formula[row]; }));
    detail::add_places(columns, make, of->ids->units, t.by, t.unit, t.stage);
    columns.push_back(make.dates("period_from", t.period_from));
    columns.push_back(make.dates("period_until", t.period_until));
    columns.push_back(make.values("units", t.units));
    columns.push_back(make.values("unknown", t.unknown));
    columns.push_back(optionals<std::int64_t>("numerator", t.numerator));
    columns.push_back(optionals<std::int64_t>("denominator", t.denominator));
    columns.push_back(make.values("met", t.met));
    columns.push_back(make.values("not_met", t.not_met));
    columns.push_back(make.values("unknown_met", t.unknown_met));
    return make.finish(t.size(), std::move(columns));
}

BAOXUE_DECL table roll_up(const std::shared_ptr<const findings>& of,
                          const std::shared_ptr<const obligations_roll_up>& sums) {
    const findings_columns make{of, sums};
    const auto& t = *sums;
    std::vector<column> columns = make.rule_columns(t.size(), [&](std::size_t row) { return t.rule[row]; }, {});
    columns.push_back(make.act_lists("acts", t.acts));
    columns.push_back(make.vocabulary_words("role", word_kind::role, t.role));
    detail::add_places(columns, make, of->ids->units, t.by, t.unit, t.stage);
    for (const auto& s : enum_words<state>)
        columns.push_back(make.values(std::string{s.word}, t.in(s.value)));
    columns.push_back(make.values("needed", t.needed));
    columns.push_back(make.values("done", t.done));
    return make.finish(t.size(), std::move(columns));
}

}  // namespace baoxue::arrow
