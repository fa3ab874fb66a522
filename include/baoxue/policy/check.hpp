// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/added_words.hpp>
#include <baoxue/policy/checks/clauses.hpp>
#include <baoxue/policy/checks/duties.hpp>
#include <baoxue/policy/checks/figures.hpp>
#include <baoxue/policy/checks/ladders.hpp>
#include <baoxue/policy/checks/numbers.hpp>
#include <baoxue/policy/checks/parameters.hpp>
#include <baoxue/policy/checks/references.hpp>
#include <baoxue/policy/checks/rungs.hpp>
#include <baoxue/policy/checks/texts.hpp>
#include <baoxue/policy/checks/used_words.hpp>
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

/// Everything wrong with a policy but for its words. Each problem has the JSON pointer of the offending value.
/// \param unread  values that a reader could not read, beyond which nothing is concluded
[[nodiscard]] inline std::vector<problem> check_structure(const policy& p, const detail::unread_values& unread = {}) {
    std::vector<problem> out;
    detail::check_clauses(p, unread, out);
    detail::check_texts(p, out);
    for_each_clause(p, [&](const clause& c, const std::string& clause_pointer) {
        for_each_rule(c, clause_pointer, [&](const rule& r, const reading&, const std::string& at) {
            walk_structs(r, at,
                         [&](const auto& s, const std::string& pointer) { detail::check_struct(s, pointer, out); });
        });
    });
    detail::check_ladders(p, unread, out);
    detail::check_references(p, unread, out);
    detail::check_parameters(p, unread, out);
    return out;
}

/// Everything wrong with the words that a policy adds and uses. Each problem has the JSON pointer of the offending
/// value.
/// \param base  words that need no declaration
[[nodiscard]] inline std::vector<problem> check_words(const policy& p, const vocabulary& base) {
    std::vector<problem> out;
    const auto words = check_added_words(p.words, base, "/words", out);
    for_each_clause(p, [&](const clause& c, const std::string& clause_pointer) {
        for_each_rule(c, clause_pointer, [&](const rule& r, const reading&, const std::string& at) {
            detail::check_used_words(r, words, at, out);
        });
    });
    return out;
}

/// Everything wrong with a policy. Each problem has the JSON pointer of the offending value.
/// \param base  words that need no declaration
[[nodiscard]] inline std::vector<problem> check_policy(const policy& p, const vocabulary& base) {
    auto out = check_words(p, base);
    auto rest = check_structure(p);
    out.insert(out.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    return out;
}

/// Throws where there are problems.
/// \throws policy_error with all of them
inline void refuse_problems(const policy& p, std::vector<problem> problems) {
    if (problems.empty())
        return;
    for (auto& one : problems)
        one.file = "policy " + p.id;
    throw policy_error(std::move(problems));
}

/// Puts a policy's own words into the order of their kinds, in which a file lists them.
inline void sort_words(policy& p) {
    std::stable_sort(p.words.begin(), p.words.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

/// Checks a policy built in C++, as the reader checks one in a file, names its unnamed parameters and sorts its words
/// by kind. What it makes can be written to a file and read back the same.
///
/// \param base  words that need no declaration, such as `standard_vocabulary()`
/// \throws policy_error with every problem
[[nodiscard]] inline policy make_policy(policy draft, const vocabulary& base) {
    name_parameters(draft);
    sort_words(draft);
    refuse_problems(draft, check_policy(draft, base));
    return draft;
}

}  // namespace baoxue
