// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/breaches.hpp>
#include <baoxue/arrow/findings_columns.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::arrow {

BAOXUE_DECL table breaches(const std::shared_ptr<const findings>& of) {
    const findings_columns make{of};
    const auto& t = of->breaches;
    const auto& ids = *of->ids;
    std::vector<column> columns;
    columns.push_back(make.values("id", t.id));
    for (auto& c : make.rule_columns(t.size(), [&](std::size_t row) { return t.rule[row]; }, {}))
        columns.push_back(std::move(c));
    columns.push_back(make.vocabulary_words("conduct", word_kind::conduct, t.conduct));
    columns.push_back(make.vocabulary_words("role", word_kind::role, t.role));
    columns.push_back(make.ids("person_id", ids.persons, t.person));
    columns.push_back(make.ids("student_id", ids.students, t.student));
    columns.push_back(make.ids("unit_id", ids.units, t.unit));
    columns.push_back(make.dates("on", t.on));
    columns.push_back(
        null_where(texts("sanction", t.size(), [&](std::size_t row) { return std::string_view{t.sanction[row]}; }),
                   [&](std::size_t row) { return t.sanction[row].empty(); }));
    columns.push_back(make.causes("caused_by", t.caused_by));
    return make.finish(t.size(), std::move(columns));
}

}  // namespace baoxue::arrow
