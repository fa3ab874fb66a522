// SPDX-License-Identifier: Apache-2.0
#include "json_text.hpp"

#include <algorithm>
#include <cstddef>

namespace baoxue::detail {

namespace {

constexpr std::size_t widest_line = 120;
constexpr int deepest_line = 3;

void append_string(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20)
            (((out += "\\u00") += digits[byte >> 4U]) += digits[byte & 15U]);
        else
            out += c;
    }
    out += '"';
}

bool is_leaf(const json_node& n) { return n.kind != json_kind::object && n.kind != json_kind::array; }

void append_key(std::string& out, const json_node& parent, const json_node& child) {
    if (parent.kind != json_kind::object)
        return;
    append_string(out, child.key);
    out += ": ";
}

void append_in_one_line(std::string& out, const json_node& n) {
    if (n.kind == json_kind::string)
        return append_string(out, n.text);
    if (is_leaf(n)) {
        out += n.text;
        return;
    }
    const bool is_object = n.kind == json_kind::object;
    out += is_object ? '{' : '[';
    for (const auto& child : n.children) {
        if (&child != &n.children.front())
            out += ", ";
        append_key(out, n, child);
        append_in_one_line(out, child);
    }
    out += is_object ? '}' : ']';
}

/// Columns of a text in UTF-8 on a screen: two for what East Asian fonts draw wide.
std::size_t columns(std::string_view text) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        std::uint32_t point = bytes == 1 ? first : first & (0xffU >> (bytes + 1));
        for (std::size_t k = 1; k < bytes && i + k < text.size(); ++k)
            point = point << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        const auto within = [&](std::uint32_t from, std::uint32_t to) { return point >= from && point <= to; };
        const bool wide = within(0x1100, 0x115f) || within(0x2e80, 0xa4cf) || within(0xac00, 0xd7a3) ||
                          within(0xf900, 0xfaff) || within(0xfe30, 0xfe6f) || within(0xff00, 0xff60) ||
                          within(0xffe0, 0xffe6) || within(0x1f300, 0x1faff) || within(0x20000, 0x3fffd);
        out += wide ? 2 : 1;
        i += bytes;
    }
    return out;
}

int depth(const json_node& n) {
    int deepest = 0;
    for (const auto& child : n.children)
        deepest = std::max(deepest, depth(child));
    return is_leaf(n) ? 0 : deepest + 1;
}

/// \param column  where the value begins
/// \param after   columns of what follows on its last line
void append(std::string& out, const json_node& n, std::size_t indent, std::size_t column, std::size_t after) {
    if (is_leaf(n) || n.children.empty())
        return append_in_one_line(out, n);
    if (indent > 0 && depth(n) <= deepest_line) {
        std::string line;
        append_in_one_line(line, n);
        if (column + columns(line) + after <= widest_line) {
            out += line;
            return;
        }
    }
    const bool is_object = n.kind == json_kind::object;
    const std::string margin(indent + 2, ' ');
    out += is_object ? "{\n" : "[\n";
    for (const auto& child : n.children) {
        const bool is_last = &child == &n.children.back();
        std::string key;
        append_key(key, n, child);
        (out += margin) += key;
        append(out, child, margin.size(), margin.size() + columns(key), is_last ? 0 : 1);
        out += is_last ? "\n" : ",\n";
    }
    out += std::string(indent, ' ') + (is_object ? '}' : ']');
}

}  // namespace

std::string json_text(const json_node& root) {
    std::string out;
    append(out, root, 0, 0, 0);
    return out + "\n";
}

}  // namespace baoxue::detail
