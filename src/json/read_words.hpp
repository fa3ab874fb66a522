// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read_value.hpp"
#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/word_fields.hpp>

namespace baoxue::detail {

/// Reads lists of words, each under its key, out of an object that may have other keys.
inline void read_word_lists(value_reader& reader, const json_node& node, std::vector<std::pair<word_kind, word>>& out,
                            key_list& known) {
    for (const auto& list : word_list_keys) {
        known.push_back(list.key);
        const auto* child = node.find(list.key);
        if (child == nullptr)
            continue;
        const value_reader::scope here{reader, list.key};
        std::vector<word> words;
        reader.read_list(*child, words, [&](const json_node& n, word& w) {
            if (list.kind == word_kind::role)
                reader.read_object(n, w, role_fields());
            else
                reader.read_object(n, w, word_fields());
        });
        for (auto& w : words)
            out.emplace_back(list.kind, std::move(w));
    }
}

/// Reads `format` and `format_version`.
/// \return whether it is worth reading on
inline bool read_header(value_reader& reader, const json_node& root, std::string_view format, std::int32_t newest) {
    if (!reader.expect(root, json_kind::object, "an object"))
        return false;
    const auto* name = root.find("format");
    if (name == nullptr) {
        reader.report(root.at, "key `format` is missing, expected `" + std::string{format} + "`");
        return false;
    }
    if (name->kind != json_kind::string || name->text != format) {
        const value_reader::scope here{reader, "format"};
        reader.report(name->at,
                      "expected the format `" + std::string{format} + "`, got " + value_reader::describe(*name));
        return false;
    }
    const auto* version = root.find("format_version");
    const value_reader::scope here{reader, "format_version"};
    if (version == nullptr) {
        reader.report(root.at, "key `format_version` is missing, expected `" + std::to_string(newest) + "`");
        return false;
    }
    std::int32_t number = 1;
    reader.read(*version, number);
    if (number > newest)
        reader.report(version->at, "format version `" + version->text + "` is newer than `" + std::to_string(newest) +
                                       "`, the newest that this version of baoxue reads");
    if (number < 1)
        reader.report(version->at, "there is no format version `" + version->text + "`, the first is `1`");
    return number >= 1 && number <= newest;
}

/// Pointers of the values that problems are about.
inline unread_values values_of(const std::vector<problem>& problems) {
    unread_values out;
    for (const auto& p : problems)
        out.pointers.push_back(p.pointer);
    return out;
}

/// Gives problems of checked values their places in the text, and leaves out what only follows from a value that was
/// not read.
inline void place_problems(const json_node& root, std::string_view file, std::vector<problem> checked,
                           const unread_values& unread, std::vector<problem>& out) {
    constexpr std::size_t too_many = 1000;  // a text so broken need not be compared problem by problem
    if (unread.pointers.size() > too_many)
        return;
    for (auto& p : checked) {
        if (unread.touch(p.pointer))
            continue;
        const auto& node = nearest_node(root, p.pointer);
        p.file = file;
        p.line = node.at.line;
        p.column = node.at.column;
        out.push_back(std::move(p));
    }
}

inline void sort_by_place(std::vector<problem>& problems) {
    std::stable_sort(problems.begin(), problems.end(), [](const problem& a, const problem& b) {
        return std::pair{a.line, a.column} < std::pair{b.line, b.column};
    });
}

}  // namespace baoxue::detail
