// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>

#include <vector>

namespace baoxue {

BAOXUE_DECL std::vector<table_view> district_rows::tables() const {
    std::vector<table_view> out{make_table(terms).view(), make_table(units).view()};
    const auto add = [&](const auto& rows) {
        if (rows)
            out.push_back(make_table(*rows).view());
    };
    add(days), add(holdings), add(students), add(registrations), add(enrolments), add(attendance), add(roll_calls),
        add(acts), add(parties), add(needs), add(incidents), add(transfers), add(pledges), add(records), add(counts);
    return out;
}

}  // namespace baoxue
