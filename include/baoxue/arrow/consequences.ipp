// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/consequences.hpp>
#include <baoxue/arrow/findings_columns.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace baoxue::arrow {

BAOXUE_DECL table consequences(const std::shared_ptr<const findings>& of) {
    const findings_columns make{of};
    const auto& t = of->consequences;
    const auto& ids = *of->ids;
    std::vector<column> columns;
    columns.push_back(make.values("id", t.id));
    for (auto& c : make.rule_columns(t.size(), [&](std::size_t row) { return t.rule[row]; }, {}))
        columns.push_back(std::move(c));
    columns.push_back(enumerators<consequence_kind>("kind", t.size(), [&](std::size_t row) { return t.kind[row]; }));
    columns.push_back(make.ids("unit_id", ids.units, t.unit));
    columns.push_back(make.ids("person_id", ids.persons, t.person));
    columns.push_back(make.vocabulary_words("payer_role", word_kind::role, t.payer));
    columns.push_back(make.vocabulary_words("payee_role", word_kind::role, t.payee));
    columns.push_back(optionals<std::int64_t>("amount_fen", t.amount_fen));
    columns.push_back(make.word_lists("forfeits", word_kind::honour, t.honours));
    columns.push_back(make.dates("period_from", t.period_from));
    columns.push_back(make.dates("period_until", t.period_until));
    columns.push_back(optionals<std::uint64_t>("part_of", t.part_of));
    columns.push_back(optionals<std::uint64_t>("vetoed_by", t.vetoed_by));
    columns.push_back(make.causes("caused_by", t.caused_by));
    return make.finish(t.size(), std::move(columns));
}

}  // namespace baoxue::arrow
