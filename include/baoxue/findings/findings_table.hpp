// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstdint>

namespace baoxue {

/// A table of findings.
enum class findings_table : std::uint8_t {
    obligations,
    statuses,
    breaches,
    consequences,
    entitlements,
    measures,
    gaps
};

template <>
inline constexpr auto enum_words<findings_table> = std::to_array<enum_word<findings_table>>({
    {findings_table::obligations, "obligations"},
    {findings_table::statuses, "statuses"},
    {findings_table::breaches, "breaches"},
    {findings_table::consequences, "consequences"},
    {findings_table::entitlements, "entitlements"},
    {findings_table::measures, "measures"},
    {findings_table::gaps, "gaps"},
});

}  // namespace baoxue
