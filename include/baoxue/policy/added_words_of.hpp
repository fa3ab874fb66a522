// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/check.hpp>
#include <baoxue/policy/word_fields.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

/// A word of two policies that mean different things by it.
[[nodiscard]] inline std::string two_meanings(word_kind kind, const word& upper, const std::string& upper_policy,
                                              const word& lower, const std::string& lower_policy) {
    const auto meaning = [](const word& w) { return w.zh + " (" + w.en + ")"; };
    const auto start = spoken(kind) + " " + in_backquotes(lower.id) + " ";
    const std::string end = ", take another id in one of them";
    if (upper.zh != lower.zh || upper.en != lower.en)
        return start + "is " + meaning(upper) + " in policy " + in_backquotes(upper_policy) + " and " + meaning(lower) +
               " in policy " + in_backquotes(lower_policy) + end;
    std::vector<std::string_view> keys;
    role_fields()([&](const auto& one) {
        if (!(upper.*one.member == lower.*one.member))
            keys.push_back(one.name);
    });
    return start + "has another " + listed(keys) + " in policy " + in_backquotes(lower_policy) + " than in policy " +
           in_backquotes(upper_policy) + end;
}

}  // namespace detail

/// The words that policies add to the vocabulary, each once.
///
/// \param problems  takes what is wrong: a word that two of them understand differently
[[nodiscard]] inline std::vector<std::pair<word_kind, word>> added_words_of(std::span<const policy> policies,
                                                                            std::vector<problem>& problems) {
    std::vector<std::pair<word_kind, word>> out;
    std::vector<std::string> owners;
    for (const auto& p : policies) {
        std::array<std::size_t, word_kinds> seen{};
        for (const auto& [kind, w] : p.words) {
            const auto index = seen[static_cast<std::size_t>(kind)]++;
            std::size_t i = 0;
            while (i < out.size() && (out[i].first != kind || out[i].second.id != w.id))
                ++i;
            if (i == out.size()) {
                out.emplace_back(kind, w);
                owners.push_back(p.id);
            } else if (!(out[i].second == w)) {
                detail::report(problems, "/words/" + std::string{list_key(kind)} + "/" + std::to_string(index) + "/id",
                               detail::two_meanings(kind, out[i].second, owners[i], w, p.id));
                problems.back().file = "policy " + p.id;
            }
        }
    }
    return out;
}

}  // namespace baoxue
