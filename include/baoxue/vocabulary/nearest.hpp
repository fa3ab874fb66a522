// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/quote.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue {

/// Edits (insert, drop, replace, swap neighbours) between two words.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1] ? 1U : 0U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

/// The candidate that a writer most likely meant; empty where none is near: at most a third of the letters differ, for
/// `absent` is not `present` misspelt.
/// Ties go to the first candidate. Long words are cut: a message needs no exact distance of a whole page.
template <class Words>
[[nodiscard]] std::string nearest_word(std::string_view word, const Words& candidates) {
    constexpr std::size_t longest = 64;
    word = word.substr(0, longest);
    std::string best;
    std::size_t least = std::max<std::size_t>(word.size() / 3, 1) + 1;
    for (const std::string_view candidate : candidates) {
        const auto distance = edit_distance(word, candidate.substr(0, longest));
        if (distance < least && distance < std::max(word.size(), candidate.size())) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

/// `, did you mean `x`?`, or nothing.
template <class Words>
[[nodiscard]] std::string did_you_mean(std::string_view word, const Words& candidates) {
    const auto near = nearest_word(word, candidates);
    return near.empty() ? std::string{} : ", did you mean `" + near + "`?";
}

/// The end of a message about a word that is none of a few: the nearest one where any is near, else all of them.
template <class Words>
[[nodiscard]] std::string nearest_or_all(std::string_view word, const Words& candidates) {
    auto near = did_you_mean(word, candidates);
    return near.empty() ? ", " + expected_one_of(candidates) : near;
}

namespace detail {

/// Without white space, and in lower case as far as it is ASCII.
[[nodiscard]] inline std::string folded(std::string_view id) {
    std::string out;
    for (const char c : id)
        if (std::string_view{" \t\r\n"}.find(c) == std::string_view::npos)
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

}  // namespace detail

/// The same for opaque ids, of which one near to another means something else: only the one id that differs in nothing
/// but upper case and white space.
template <class Ids>
[[nodiscard]] std::string did_you_mean_id(std::string_view id, const Ids& ids) {
    const auto sought = detail::folded(id);
    std::string found;
    for (const std::string_view candidate : ids) {
        if (candidate.empty() || detail::folded(candidate) != sought)
            continue;
        if (!found.empty())
            return {};  // one of two would be a guess
        found = candidate;
    }
    return found.empty() ? std::string{} : ", did you mean `" + found + "`?";
}

}  // namespace baoxue
