// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>
#include <baoxue/compiled.hpp>
#include <baoxue/evaluate/chain.hpp>

#include <memory>

namespace baoxue::arrow {

/// Chains of responsibility as Arrow. Keeps them.
[[nodiscard]] BAOXUE_DECL table chains(const std::shared_ptr<const responsibility_chains>& of);

}  // namespace baoxue::arrow

#ifndef BAOXUE_COMPILED
#include <baoxue/arrow/chains.ipp>
#endif
