// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>
#include <baoxue/compiled.hpp>
#include <baoxue/evaluate/roll_up.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>

namespace baoxue::arrow {

/// Summed figures as Arrow. Keeps the sums.
///
/// \param of  the findings that they are of
[[nodiscard]] BAOXUE_DECL table roll_up(const std::shared_ptr<const findings>& of,
                                        const std::shared_ptr<const measures_roll_up>& sums);

/// Counted duties as Arrow. Keeps the counts.
///
/// \param of  the findings that they are of
[[nodiscard]] BAOXUE_DECL table roll_up(const std::shared_ptr<const findings>& of,
                                        const std::shared_ptr<const obligations_roll_up>& sums);

}  // namespace baoxue::arrow

#ifndef BAOXUE_COMPILED
#include <baoxue/arrow/roll_up.ipp>
#endif
