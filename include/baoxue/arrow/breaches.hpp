// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>
#include <baoxue/compiled.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>

namespace baoxue::arrow {

/// Breaches as Arrow. Keeps the findings.
[[nodiscard]] BAOXUE_DECL table breaches(const std::shared_ptr<const findings>& of);

}  // namespace baoxue::arrow

#ifndef BAOXUE_COMPILED
#include <baoxue/arrow/breaches.ipp>
#endif
