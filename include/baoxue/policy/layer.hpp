// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/added_words_of.hpp>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

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
    for (const auto& p : upper_first) {
        out.id += (out.id.empty() ? "" : "+") + p.id;
        out.layers.insert(out.layers.end(), p.layers.begin(), p.layers.end());
    }
    out.words = added_words_of(upper_first, problems);
    if (!problems.empty())
        throw policy_error(std::move(problems));
    sort_words(out);
    refuse_problems(out, check_structure(out));
    return out;
}

}  // namespace baoxue
