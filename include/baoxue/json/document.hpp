// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/problem.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue {

/// A place in a text, counted from 1. Columns are characters (code points), not bytes.
struct text_position {
    std::int64_t line{1};
    std::int64_t column{1};

    friend bool operator==(const text_position&, const text_position&) = default;
};

enum class json_kind : std::uint8_t { null, boolean, number, string, array, object };

/// A JSON value as it was written, and where. Numbers keep their text: whether `1.0` is an integer is the reader's
/// matter.
struct json_node {
    json_kind kind{json_kind::null};
    text_position at{};
    std::string text{};  ///< contents of a string; a number, `true` or `false` as written
    std::string key{};   ///< in an object
    text_position key_at{};
    std::vector<json_node> children{};

    /// \return nothing where there is no such key
    [[nodiscard]] const json_node* find(std::string_view wanted) const {
        for (const auto& child : children)
            if (child.key == wanted)
                return &child;
        return nullptr;
    }
};

struct json_document {
    std::optional<json_node> root{};  ///< nothing where the text is no JSON
    std::vector<problem> problems{};  ///< duplicate keys, of which the first stays; or what is wrong with the text
};

/// Deeper texts are refused, so that no reader can run out of stack.
inline constexpr std::size_t deepest_json = 64;

/// Parses strict JSON in UTF-8: no byte order mark, comments, trailing commas or text after the end.
/// \param file  name of the text in problems
[[nodiscard]] json_document parse_document(std::string_view text, std::string_view file);

/// One segment of a JSON pointer, escaped.
[[nodiscard]] std::string pointer_segment(std::string_view key);

/// The node at a JSON pointer, or the last one on the way to it.
[[nodiscard]] const json_node& nearest_node(const json_node& root, std::string_view pointer);

}  // namespace baoxue
