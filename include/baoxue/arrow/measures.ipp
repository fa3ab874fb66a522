// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/findings_columns.hpp>
#include <baoxue/arrow/measures.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace baoxue::arrow {

BAOXUE_DECL table measures(const std::shared_ptr<const findings>& of) {
    const findings_columns make{of};
    const auto& t = of->measures;
    const auto& ids = *of->ids;
    std::vector<column> columns;
    columns.push_back(make.values("id", t.id));
    for (auto& c : make.rule_columns(t.size(), [&](std::size_t row) { return t.rule[row]; }, {}))
        columns.push_back(std::move(c));
    columns.push_back(make.vocabulary_words("indicator", word_kind::indicator, t.indicator));
    columns.push_back(enumerators<formula>("formula", t.size(), [&](std::size_t row) { return t.formula[row]; }));
    columns.push_back(make.ids("unit_id", ids.units, t.unit));
    columns.push_back(make.vocabulary_words("stage", word_kind::stage, t.stage));
    columns.push_back(make.dates("period_from", t.period_from));
    columns.push_back(make.dates("period_until", t.period_until));
    columns.push_back(optionals<std::int64_t>("numerator", t.numerator));
    columns.push_back(optionals<std::int64_t>("denominator", t.denominator));
    columns.push_back(optionals<std::int64_t>("line_numerator", t.line_numerator));
    columns.push_back(optionals<std::int64_t>("line_denominator", t.line_denominator));
    columns.push_back(
        enumerators<relation>("comparator", t.size(), [&](std::size_t row) { return t.comparator[row]; }));
    columns.push_back(null_where(flags("met", t.size(), [&](std::size_t row) { return t.met[row].value_or(false); }),
                                 [&](std::size_t row) { return !t.met[row]; }));
    columns.push_back(flags("final", t.size(), [&](std::size_t row) { return t.final_[row]; }));
    columns.push_back(make.causes("caused_by", t.caused_by));
    return make.finish(t.size(), std::move(columns));
}

}  // namespace baoxue::arrow
