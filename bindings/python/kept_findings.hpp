// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lazy_table.hpp"
#include <baoxue/arrow/breaches.hpp>
#include <baoxue/arrow/consequences.hpp>
#include <baoxue/arrow/entitlements.hpp>
#include <baoxue/arrow/gaps.hpp>
#include <baoxue/arrow/measures.hpp>
#include <baoxue/arrow/obligations.hpp>
#include <baoxue/arrow/statuses.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace baoxue::python {

/// Findings with what they are of, which explanations need.
struct kept_findings {
    std::shared_ptr<const findings> found;
    std::shared_ptr<policy> of;
    std::shared_ptr<const district> facts;
    std::shared_ptr<lazy_table> obligations, statuses, breaches, consequences, entitlements, measures, gaps;

    kept_findings(std::shared_ptr<const findings> f, std::shared_ptr<policy> p, std::shared_ptr<const district> d)
        : found(std::move(f)), of(std::move(p)), facts(std::move(d)),
          obligations(later(found->obligations.size(), arrow::obligations)),
          statuses(later(found->statuses.size(), arrow::statuses)),
          breaches(later(found->breaches.size(), arrow::breaches)),
          consequences(later(found->consequences.size(), arrow::consequences)),
          entitlements(later(found->entitlements.size(), arrow::entitlements)),
          measures(later(found->measures.size(), arrow::measures)), gaps(later(found->gaps.size(), arrow::gaps)) {}

    [[nodiscard]] bool has(std::uint64_t id) const {
        const auto in = [&](const auto& table) {
            return std::find(table.id.begin(), table.id.end(), id) != table.id.end();
        };
        return in(found->obligations) || in(found->statuses) || in(found->breaches) || in(found->consequences) ||
               in(found->entitlements) || in(found->measures) || in(found->gaps);
    }

private:
    [[nodiscard]] std::shared_ptr<lazy_table>
    later(std::size_t rows, arrow::table (*make)(const std::shared_ptr<const findings>&)) const {
        return std::make_shared<lazy_table>(rows, [f = found, make] { return make(f); });
    }
};

}  // namespace baoxue::python
