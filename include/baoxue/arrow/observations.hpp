// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>
#include <baoxue/compiled.hpp>
#include <baoxue/verify/observation.hpp>

namespace baoxue::arrow {

/// Observations as Arrow. Keeps nothing.
[[nodiscard]] BAOXUE_DECL table observations(const verification& v);

}  // namespace baoxue::arrow

#ifndef BAOXUE_COMPILED
#include <baoxue/arrow/observations.ipp>
#endif
