// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/added_words_of.hpp>
#include <baoxue/policy/layer.hpp>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

BAOXUE_DECL policy layer(std::span<const policy> upper_first) {
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
