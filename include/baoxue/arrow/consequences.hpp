// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>
#include <baoxue/compiled.hpp>
#include <baoxue/findings/findings.hpp>

#include <memory>

namespace baoxue::arrow {

/// Money and honours as Arrow. `forfeits` holds the honours at stake: forfeited by a veto, conferred by an honour.
/// Keeps the findings.
[[nodiscard]] BAOXUE_DECL table consequences(const std::shared_ptr<const findings>& of);

}  // namespace baoxue::arrow

#ifndef BAOXUE_COMPILED
#include <baoxue/arrow/consequences.ipp>
#endif
