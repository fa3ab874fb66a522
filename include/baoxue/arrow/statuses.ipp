// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/findings_columns.hpp>
#include <baoxue/arrow/statuses.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace baoxue::arrow {

BAOXUE_DECL table statuses(const std::shared_ptr<const findings>& of) {
    const findings_columns make{of};
    const auto& t = of->statuses;
    const auto& ids = *of->ids;
    std::vector<column> columns;
    columns.push_back(make.values("id", t.id));
    for (auto& c : make.rule_columns(t.size(), [&](std::size_t row) { return t.rule[row]; }, {}))
        columns.push_back(std::move(c));
    columns.push_back(make.ids("student_id", ids.students, t.student));
    columns.push_back(make.ids("unit_id", ids.units, t.unit));
    columns.push_back(enumerators<status>("status", t.size(), [&](std::size_t row) { return t.status[row]; }));
    columns.push_back(make.dates("from", t.from));
    columns.push_back(make.dates("until", t.until, forever));
    columns.push_back(make.causes("caused_by", t.caused_by));
    return make.finish(t.size(), std::move(columns));
}

}  // namespace baoxue::arrow
