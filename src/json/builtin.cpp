// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/embedded.hpp>
#include <baoxue/json/read_policy.hpp>
#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/quote.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <optional>

namespace baoxue {

namespace {

/// The id of a policy file at the top of `policies/`; nothing for any other file.
std::optional<std::string_view> policy_id(std::string_view name) {
    constexpr std::string_view ending = ".json";
    if (name == "vocabulary.json" || name.find('/') != name.npos || !name.ends_with(ending))
        return std::nullopt;
    return name.substr(0, name.size() - ending.size());
}

}  // namespace

std::vector<std::string> builtin_policy_ids() {
    std::vector<std::string> out;
    for (const auto& file : embedded_files())
        if (const auto id = policy_id(file.name))
            out.emplace_back(*id);
    return out;
}

policy builtin_policy(std::string_view id) {
    for (const auto& file : embedded_files())
        if (policy_id(file.name) == id)
            return read_policy(file.text, file.name, standard_vocabulary());
    const auto ids = builtin_policy_ids();
    const auto near = did_you_mean(id, ids);
    problem p;
    p.message = "unknown policy " + in_backquotes(id) + (near.empty() ? ", built in are " + listed(ids) : near);
    throw policy_error({std::move(p)});
}

}  // namespace baoxue
