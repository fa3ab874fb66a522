// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/check.hpp>
#include <baoxue/policy/checks/added_words.hpp>
#include <baoxue/policy/checks/clauses.hpp>
#include <baoxue/policy/checks/duties.hpp>
#include <baoxue/policy/checks/figures.hpp>
#include <baoxue/policy/checks/keeping.hpp>
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
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

BAOXUE_DECL std::vector<problem> check_structure(const policy& p, const detail::unread_values& unread) {
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

BAOXUE_DECL std::vector<problem> check_words(const policy& p, const vocabulary& base) {
    std::vector<problem> out;
    const auto words = check_added_words(p.words, base, "/words", out);
    auto rest = unknown_words(p, words);
    out.insert(out.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    return out;
}

BAOXUE_DECL std::vector<problem> unknown_words(const policy& p, const vocabulary& words) {
    std::vector<problem> out;
    for_each_clause(p, [&](const clause& c, const std::string& clause_pointer) {
        for_each_rule(c, clause_pointer, [&](const rule& r, const reading&, const std::string& at) {
            detail::check_used_words(r, words, at, out);
        });
    });
    return out;
}

BAOXUE_DECL std::vector<problem> check_policy(const policy& p, const vocabulary& base) {
    auto out = check_words(p, base);
    auto rest = check_structure(p);
    out.insert(out.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    return out;
}

BAOXUE_DECL void refuse_problems(const policy& p, std::vector<problem> problems) {
    if (problems.empty())
        return;
    for (auto& one : problems)
        one.file = "policy " + p.id;
    throw policy_error(std::move(problems));
}

BAOXUE_DECL void sort_words(policy& p) {
    std::stable_sort(p.words.begin(), p.words.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

BAOXUE_DECL policy make_policy(policy draft, const vocabulary& base) {
    name_parameters(draft);
    sort_words(draft);
    refuse_problems(draft, check_policy(draft, base));
    return draft;
}

}  // namespace baoxue
