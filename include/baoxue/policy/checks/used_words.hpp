// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/added_words.hpp>
#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>

namespace baoxue::detail {

template <class T>
inline constexpr bool is_word_ref = false;
template <word_kind Kind>
inline constexpr bool is_word_ref<word_ref<Kind>> = true;

/// A role covers what it, or a narrower role, can hold.
inline void check_cover(const assignment& a, const vocabulary& words, const std::string& pointer, problem_list& out) {
    const auto role = words.find(word_kind::role, a.role.id);
    if (!role)
        return;
    const auto& roles = words.words(word_kind::role);
    for (std::size_t r = 0; r < roles.size(); ++r) {
        const auto& holds = roles[r].holds;
        if (words.role_is(static_cast<word_code>(r), *role) &&
            std::find(holds.begin(), holds.end(), a.covers.id) != holds.end())
            return;
    }
    const auto& holds = words.at(word_kind::role, *role).holds;
    report(out, pointer + "/covers",
           "role `" + a.role.id + "` cannot cover `" + a.covers.id + "`" +
               (holds.empty() ? ", nobody is assigned to it" : ", it holds " + listed(holds)));
}

/// Every word that a rule uses is in the vocabulary or among the policy's own.
inline void check_used_words(const rule& r, const vocabulary& words, const std::string& pointer, problem_list& out) {
    const auto check = [&](const auto& leaf, const std::string& at) {
        using leaf_type = std::remove_cvref_t<decltype(leaf)>;
        if constexpr (is_word_ref<leaf_type>) {
            if (words.find(leaf_type::kind, leaf.id) || words.find(leaf_type::kind, {}))
                return;  // a word added without an id has a problem of its own, and may be the one that is meant
            const auto near = did_you_mean(leaf.id, words.ids(leaf_type::kind));
            report(out, at,
                   "unknown " + spoken(leaf_type::kind) + " " + in_backquotes(leaf.id) +
                       (near.empty() ? ", declare it among the policy's words" : near));
        } else if constexpr (std::is_same_v<leaf_type, subject_word>) {
            if (leaf.id == "student" || words.find(word_kind::unit_kind, leaf.id))
                return;
            auto known = words.ids(word_kind::unit_kind);
            known.emplace_back("student");
            report(out, at, "unknown unit kind " + in_backquotes(leaf.id) + did_you_mean(leaf.id, known));
        }
    };
    walk_leaves(r, pointer, [&](const auto& leaf, const std::string& at) {
        using leaf_type = std::remove_cvref_t<decltype(leaf)>;
        if constexpr (std::is_same_v<leaf_type, param<std::vector<pledge_pair>>>) {
            if (leaf.value)
                walk_leaves(*leaf.value, at, check);
        } else {
            check(leaf, at);
        }
    });
    if (const auto* a = std::get_if<assignment>(&r.is))
        if (a->covers.id == "student" || words.find(word_kind::unit_kind, a->covers.id))
            check_cover(*a, words, pointer, out);
}

}  // namespace baoxue::detail
