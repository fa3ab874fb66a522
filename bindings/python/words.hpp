// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bindings.hpp"
#include <baoxue/json/read_vocabulary.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <string>
#include <vector>

namespace baoxue::python {

/// The standard words and those of a caller's files.
inline vocabulary words_with(const std::vector<std::string>& files) {
    vocabulary words = standard_vocabulary();
    for (std::size_t i = 0; i < files.size(); ++i)
        words = read_vocabulary(files[i], "vocabulary " + std::to_string(i + 1), std::move(words));
    return words;
}

/// The bytes of files; text is no file.
inline std::vector<std::string> bytes_of(const std::vector<py::bytes>& files) { return {files.begin(), files.end()}; }

}  // namespace baoxue::python
