// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>

#include <string>

namespace baoxue {

/// One text in Chinese and English.
struct bilingual {
    std::string zh{};
    std::string en{};

    static constexpr auto fields() {
        return fields_of(field{"zh", &bilingual::zh, presence::required, "in Chinese"},
                         field{"en", &bilingual::en, presence::required, "in English"});
    }
    friend bool operator==(const bilingual&, const bilingual&) = default;
};

}  // namespace baoxue
