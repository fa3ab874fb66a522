// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/check.hpp>
#include <baoxue/policy/word_fields.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <tuple>
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
    std::string keys;
    std::apply(
        [&](const auto&... f) {
            const auto compare = [&](const auto& one) {
                if (!(upper.*one.member == lower.*one.member))
                    keys += (keys.empty() ? "`" : ", `") + std::string{one.name} + "`";
            };
            (compare(f), ...);
        },
        role_fields());
    return start + "has another " + keys + " in policy " + in_backquotes(lower_policy) + " than in policy " +
           in_backquotes(upper_policy) + end;
}

}  // namespace detail

/// One policy of several: their layers, upper first, and their words. Each layer keeps its own clauses and ladders; ids
/// of clauses may come again in another layer. Values and readings that were set stay.
///
/// \param upper_first  checked policies, such as a township's and its school's; one alone is returned as it is
/// \return a policy with the id `upper+lower`
/// \throws policy_error where a word has two meanings or a layer comes twice
[[nodiscard]] inline policy layer(std::span<const policy> upper_first) {
    if (upper_first.size() == 1)
        return upper_first.front();
    policy out;
    std::vector<problem> problems;
    if (upper_first.empty())
        detail::report(problems, {}, "there is nothing to layer, give at least one policy");
    std::vector<std::string> owners;  // of the words so far
    for (const auto& p : upper_first) {
        out.id += (out.id.empty() ? "" : "+") + p.id;
        out.layers.insert(out.layers.end(), p.layers.begin(), p.layers.end());
        std::array<std::size_t, word_kinds> seen{};
        for (const auto& [kind, w] : p.words) {
            const auto index = seen[static_cast<std::size_t>(kind)]++;
            std::size_t i = 0;
            while (i < out.words.size() && (out.words[i].first != kind || out.words[i].second.id != w.id))
                ++i;
            if (i == out.words.size()) {
                out.words.emplace_back(kind, w);
                owners.push_back(p.id);
            } else if (!(out.words[i].second == w)) {
                detail::report(problems, "/words/" + std::string{list_key(kind)} + "/" + std::to_string(index) + "/id",
                               detail::two_meanings(kind, out.words[i].second, owners[i], w, p.id));
                problems.back().file = "policy " + p.id;
            }
        }
    }
    if (!problems.empty())
        throw policy_error(std::move(problems));
    sort_words(out);
    refuse_problems(out, check_structure(out));
    return out;
}

}  // namespace baoxue
