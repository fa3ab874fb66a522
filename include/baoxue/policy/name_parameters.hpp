// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/policy/policy.hpp>

namespace baoxue {

/// Gives every parameter without a name the one that its place suggests.
BAOXUE_DECL void name_parameters(policy& p);

/// Takes from every parameter the name that its place suggests: what `name_parameters` gives back.
BAOXUE_DECL void unname_parameters(policy& p);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/policy/name_parameters.ipp>
#endif
