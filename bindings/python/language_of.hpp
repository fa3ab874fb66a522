// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bindings.hpp"
#include <baoxue/explain/language.hpp>
#include <baoxue/vocabulary/enum_words.hpp>

#include <string>

namespace baoxue::python {

/// \throws ValueError for any other text
inline language language_of(const std::string& lang) {
    const auto in = enum_from<language>(lang);
    if (!in)
        throw py::value_error("lang: expected `zh` or `en`, got `" + lang + "`");
    return *in;
}

}  // namespace baoxue::python
