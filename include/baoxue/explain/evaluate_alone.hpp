// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/story.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace baoxue::detail {

/// What comes of one rule once something of it is changed, with nothing beside it but the policy's procedures.
[[nodiscard]] inline findings evaluate_alone(const place& of, const rule& changed, const policy& p, const district& d,
                                             date as_of) {
    auto asked = only_procedures(p);
    for (auto& layer : asked.layers) {
        if (layer.id != of.layer->id)
            continue;
        auto at = std::find_if(layer.clauses.begin(), layer.clauses.end(), [&](const clause& c) {
            return c.id == of.text->id && c.effective == of.text->effective;
        });
        if (at == layer.clauses.end())  // it has no procedures of its own
            at = layer.clauses.insert(at, *of.text);
        auto rules = at->governing().rules;
        std::erase_if(rules, [](const rule& r) { return !std::holds_alternative<procedure>(r.is); });
        rules.push_back(changed);
        at->readings = {{"changed", {}, std::move(rules)}}, at->chosen = "changed";
        break;
    }
    return evaluate(asked, d, as_of, {false});
}

}  // namespace baoxue::detail
