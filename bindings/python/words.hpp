// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bindings.hpp"
#include <baoxue/json/read_vocabulary.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <string>
#include <utility>
#include <vector>

namespace baoxue::python {

/// A file of further words: what messages call it, and its bytes.
using named_bytes = std::pair<std::string, std::string>;

/// The standard words and those of a caller's files.
inline vocabulary words_with(const std::vector<named_bytes>& files) {
    vocabulary words = standard_vocabulary();
    for (const auto& [name, text] : files)
        words = read_vocabulary(text, name, std::move(words));
    return words;
}

/// The bytes of files; text is no file.
inline std::vector<named_bytes> bytes_of(const std::vector<std::pair<std::string, py::bytes>>& files) {
    return {files.begin(), files.end()};
}

}  // namespace baoxue::python
