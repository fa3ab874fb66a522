// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>
#include <baoxue/compiled.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>

namespace baoxue::arrow {

/// Indicators against their lines, as Arrow. Keeps the findings.
[[nodiscard]] BAOXUE_DECL table measures(const std::shared_ptr<const findings>& of);

}  // namespace baoxue::arrow

#ifndef BAOXUE_COMPILED
#include <baoxue/arrow/measures.ipp>
#endif
