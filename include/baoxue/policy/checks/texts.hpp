// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/policy/word_fields.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace baoxue::detail {

/// The first byte of a text that is not UTF-8; nothing where all of it is.
[[nodiscard]] inline std::optional<std::size_t> invalid_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
    for (std::size_t i = 0; i < text.size();) {
        const auto b = byte(i), second = byte(i + 1);
        if (b < 0x80) {
            i += 1;
        } else if (b >= 0xc2 && b <= 0xdf && follows(i + 1)) {
            i += 2;
        } else if (b >= 0xe0 && b <= 0xef && follows(i + 1) && follows(i + 2) && !(b == 0xe0 && second < 0xa0) &&
                   !(b == 0xed && second > 0x9f)) {  // neither overlong nor half a surrogate pair
            i += 3;
        } else if (b >= 0xf0 && b <= 0xf4 && follows(i + 1) && follows(i + 2) && follows(i + 3) &&
                   !(b == 0xf0 && second < 0x90) && !(b == 0xf4 && second > 0x8f)) {
            i += 4;
        } else {
            return i;
        }
    }
    return std::nullopt;
}

[[nodiscard]] inline std::string hexadecimal(unsigned char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    return {'0', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

/// Text that no file could hold. A file itself is UTF-8 before its values are read.
inline void check_utf8(std::string_view text, const std::string& pointer, problem_list& out) {
    if (const auto bad = invalid_utf8(text))
        report(out, pointer, "byte " + hexadecimal(static_cast<unsigned char>(text[*bad])) + " is not UTF-8");
}

/// Texts of a struct and of all inside it.
template <class T>
void check_texts(const T& value, const std::string& pointer, problem_list& out) {
    walk_leaves(value, pointer, [&](const auto& leaf, const std::string& at) {
        using leaf_type = std::remove_cvref_t<decltype(leaf)>;
        if constexpr (std::is_same_v<leaf_type, std::string>) {
            check_utf8(leaf, at, out);
        } else if constexpr (is_param<leaf_type>::value) {
            check_utf8(leaf.name, at + "/name", out);
            check_utf8(leaf.word, at + "/word", out);
            if constexpr (has_fields<typename decltype(leaf.value)::value_type>)
                if (leaf.value)
                    check_texts(*leaf.value, at, out);
        } else if constexpr (requires { leaf.id; }) {
            check_utf8(leaf.id, at, out);
        }
    });
}

/// Every text of a policy can stand in a file.
inline void check_texts(const policy& p, problem_list& out) {
    if (!p.is_one_document())
        check_utf8(p.id, "/id", out);
    for (std::size_t l = 0; l < p.layers.size(); ++l)
        check_texts(p.layers[l], layer_pointer(p, l), out);
    std::array<std::size_t, word_kinds> seen{};
    for (const auto& [kind, w] : p.words) {
        const auto at =
            "/words/" + std::string{list_key(kind)} + "/" + std::to_string(seen[static_cast<std::size_t>(kind)]++);
        role_fields()([&, &added = w](const auto& one) {
            const auto& member = added.*one.member;
            if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(member)>, bool>)
                check_texts(member, at + "/" + std::string{one.name}, out);
        });
    }
}

}  // namespace baoxue::detail
