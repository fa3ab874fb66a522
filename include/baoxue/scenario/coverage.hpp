// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/walk.hpp>
#include <baoxue/scenario/run.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace baoxue {

/// What scenarios show of a clause.
struct clause_coverage {
    std::string policy{}, clause{};
    std::vector<std::string> kinds{};             ///< of the rules of the reading that governs, each once
    std::vector<std::string> fires{}, refuses{};  ///< scenarios, as `file id`, that passed
};

/// Clause by clause: which scenarios make it fire, and which name it and find nothing of it but gaps. Only scenarios
/// that passed count; one that lists all findings of all clauses refuses nothing.
[[nodiscard]] inline std::vector<clause_coverage> coverage(const scenario_report& report) {
    std::vector<clause_coverage> out;
    for (const auto& layer : report.of->layers)
        for (const auto& c : layer.clauses) {
            if (!out.empty() && out.back().policy == layer.id && out.back().clause == c.id)
                continue;  // another text of it
            auto& of = out.emplace_back();
            of.policy = layer.id, of.clause = c.id;
            for (const auto& r : c.governing().rules) {
                std::string kind{
                    std::visit([](const auto& is) { return std::remove_cvref_t<decltype(is)>::kind; }, r.is)};
                if (std::find(of.kinds.begin(), of.kinds.end(), kind) == of.kinds.end())
                    of.kinds.push_back(std::move(kind));
            }
        }
    for (const auto& result : report.results) {
        if (!result.passed())
            continue;
        const auto name = result.file.substr(result.file.find(' ') + 1) + " " + result.of->id;
        for (auto& of : out) {
            const auto fires = [&](const judged_result& j) {
                return std::find(j.fired.begin(), j.fired.end(), of.clause) != j.fired.end();
            };
            const auto& tested = result.of->clauses;
            if (std::any_of(result.judged.begin(), result.judged.end(), fires))
                of.fires.push_back(name);
            if (std::find(tested.begin(), tested.end(), of.clause) != tested.end() &&
                !std::all_of(result.judged.begin(), result.judged.end(), fires))
                of.refuses.push_back(name);
        }
    }
    return out;
}

}  // namespace baoxue
