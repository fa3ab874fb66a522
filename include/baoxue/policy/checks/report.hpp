// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/problem.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::detail {

using problem_list = std::vector<problem>;

/// JSON pointers of values that a reader could not read whole: what follows from them is not known.
struct unread_values {
    std::vector<std::string> pointers{};

    /// Whether a value is one of them, or inside one, or has one inside.
    [[nodiscard]] bool touch(std::string_view pointer) const {
        const auto within = [](std::string_view inner, std::string_view outer) {
            return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
        };
        for (const auto& u : pointers)
            if (within(pointer, u) || within(u, pointer))
                return true;
        return false;
    }
};

/// \param pointer  JSON pointer of the offending value, as in a policy file
inline void report(problem_list& out, std::string pointer, std::string message) {
    problem p;
    p.pointer = std::move(pointer);
    p.message = std::move(message);
    out.push_back(std::move(p));
}

/// Whether a text is not empty and has only characters of one of these sets.
[[nodiscard]] constexpr bool only_of(std::string_view text, std::string_view punctuation, bool capitals) {
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (capitals && c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && punctuation.find(c) == punctuation.npos)
            return false;
    }
    return !text.empty();
}

/// An id: one word in commands, file names and parameter names.
inline void check_id(problem_list& out, const std::string& pointer, std::string_view id) {
    if (id.empty())
        report(out, pointer, "the id is empty");
    else if (!only_of(id, "_-.", true))
        report(out, pointer,
               "id " + in_backquotes(id) + " has other characters than letters, digits, `_`, `-` and `.`");
}

inline void check_not_empty(problem_list& out, const std::string& pointer, std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == text.npos)
        report(out, pointer, "the text is empty");
}

/// \param ids  of the readings that there are
[[nodiscard]] inline std::string unknown_reading(std::string_view id, const std::vector<std::string_view>& ids) {
    return "unknown reading " + in_backquotes(id) + ", expected " + listed(ids, " or ") + did_you_mean(id, ids);
}

}  // namespace baoxue::detail
