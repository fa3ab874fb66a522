// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/json/document.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace baoxue::detail {

/// JSON that can be read and compared line by line: two spaces a level; a list or object that holds no more than three
/// levels stands on one line where it ends by column 120, in which a Chinese character takes two.
[[nodiscard]] std::string json_text(const json_node& root);

[[nodiscard]] inline json_node json_string(std::string_view text) {
    json_node out;
    out.kind = json_kind::string;
    out.text = text;
    return out;
}

[[nodiscard]] inline json_node json_number(std::int64_t number) {
    json_node out;
    out.kind = json_kind::number;
    out.text = std::to_string(number);
    return out;
}

[[nodiscard]] inline json_node json_bool(bool value) {
    json_node out;
    out.kind = json_kind::boolean;
    out.text = value ? "true" : "false";
    return out;
}

[[nodiscard]] inline json_node json_object() {
    json_node out;
    out.kind = json_kind::object;
    return out;
}

[[nodiscard]] inline json_node json_list() {
    json_node out;
    out.kind = json_kind::array;
    return out;
}

inline void add_member(json_node& object, std::string_view key, json_node value) {
    value.key = key;
    object.children.push_back(std::move(value));
}

}  // namespace baoxue::detail
