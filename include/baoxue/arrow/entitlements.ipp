// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/entitlements.hpp>
#include <baoxue/arrow/findings_columns.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace baoxue::arrow {

BAOXUE_DECL table entitlements(const std::shared_ptr<const findings>& of) {
    const findings_columns make{of};
    const auto& t = of->entitlements;
    const auto& ids = *of->ids;
    std::vector<column> columns;
    columns.push_back(make.values("id", t.id));
    for (auto& c : make.rule_columns(t.size(), [&](std::size_t row) { return t.rule[row]; }, {}))
        columns.push_back(std::move(c));
    columns.push_back(make.vocabulary_words("benefit", word_kind::benefit, t.benefit));
    columns.push_back(make.ids("student_id", ids.students, t.student));
    columns.push_back(make.vocabulary_words("role", word_kind::role, t.role));
    columns.push_back(make.bearers("bearer_ids", t.bearers));
    columns.push_back(make.dates("from", t.from));
    columns.push_back(make.dates("due_on", t.due_on));
    columns.push_back(enumerators<state>("state", t.size(), [&](std::size_t row) { return t.state[row]; }));
    columns.push_back(make.dates("met_on", t.met_on));
    columns.push_back(make.causes("caused_by", t.caused_by));
    return make.finish(t.size(), std::move(columns));
}

}  // namespace baoxue::arrow
