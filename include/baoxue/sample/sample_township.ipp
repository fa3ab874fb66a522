// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/sample_township.hpp>
#include <baoxue/sample/township.hpp>
#include <baoxue/sample/write_table.hpp>

#include <vector>

namespace baoxue {

BAOXUE_DECL std::vector<owned_table> sample_township(const township_plan& plan) {
    const auto planned = sample::plan_township(plan);
    std::vector<owned_table> out;
    out.reserve(sample_tables.size());
    for (const auto name : sample_tables)
        out.push_back(sample::write_table(planned, name));
    return out;
}

}  // namespace baoxue
