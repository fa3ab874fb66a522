// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/problem.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <cstdint>
#include <string_view>

namespace baoxue {

/// The value of `format` in a file of words.
inline constexpr std::string_view vocabulary_format = "baoxue-vocabulary";

/// The newest format of such a file that this version reads.
inline constexpr std::int32_t vocabulary_format_version = 1;

/// Adds the words of a file to a vocabulary.
///
/// \param file_name  what problems call the text
/// \param base       words that stand already; a word that stands with another meaning is a problem
/// \throws policy_error with every problem, each at its line, column and JSON pointer
[[nodiscard]] vocabulary read_vocabulary(std::string_view text, std::string_view file_name, vocabulary base = {});

}  // namespace baoxue
