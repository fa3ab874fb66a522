// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/bilingual.hpp>

namespace baoxue {

/// Words that no fact of a district could show kept or broken. Nothing is evaluated; why is written down.
struct guidance {
    static constexpr std::string_view kind = "guidance";

    bilingual because{};

    static constexpr auto fields() {
        return fields_of(field{"because", &guidance::because, presence::required, "why nothing can be evaluated"});
    }
    friend bool operator==(const guidance&, const guidance&) = default;
};

}  // namespace baoxue
