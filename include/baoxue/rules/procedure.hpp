// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>
#include <baoxue/vocabulary/status.hpp>

#include <array>
#include <vector>

namespace baoxue {

enum class completeness : std::uint8_t { complete, incomplete };

template <>
inline constexpr auto enum_words<completeness> = std::to_array<enum_word<completeness>>(
    {{completeness::complete, "complete"}, {completeness::incomplete, "incomplete"}});

/// Ordered steps of a transfer; complete or not, it means a status. Procedure rules of one layer with the same name are
/// one procedure, whose steps stand in one of them.
struct procedure {
    static constexpr std::string_view kind = "procedure";

    std::string name{};
    std::vector<act_word> steps{};
    completeness when{completeness::complete};
    status gives{status::transferred};

    static constexpr auto fields() {
        return fields_of(
            field{"procedure", &procedure::name, presence::required, "name shared by the rules that are one procedure"},
            field{"steps", &procedure::steps, presence::optional, "its acts, in order; in one of those rules"},
            field{"when", &procedure::when, presence::required, "whether this rule is about it complete or not"},
            field{"gives", &procedure::gives, presence::required, "the status that follows"});
    }
    friend bool operator==(const procedure&, const procedure&) = default;
};

}  // namespace baoxue
