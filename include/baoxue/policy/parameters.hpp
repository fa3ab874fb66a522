// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/policy/parameter_value.hpp>
#include <baoxue/policy/policy.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace baoxue {

enum class parameter_type : std::uint8_t { integer, share, shares, word, text, pairs };

/// A parameter as one can see and change it.
struct parameter_entry {
    std::string name;                      ///< full name, as `with_values` takes it
    std::optional<parameter_value> value;  ///< nothing where the source leaves it out
    std::string word;                      ///< the source's own
    std::string clause;
    parameter_type type{parameter_type::integer};
    bool settled{false};  ///< the value was filled in, and is not the source's

    friend bool operator==(const parameter_entry&, const parameter_entry&) = default;
};

/// Every parameter of a policy, in the order of its clauses. What readings of a clause share stands once; each text of
/// a clause, and each layer, has its own.
[[nodiscard]] BAOXUE_DECL std::vector<parameter_entry> list_parameters(const policy& p);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/policy/parameters.ipp>
#endif
