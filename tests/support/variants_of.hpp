// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/parameters.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <cstdint>
#include <span>
#include <support/same_tables.hpp>
#include <type_traits>
#include <variant>
#include <vector>

/// Policies that differ from one in a clause each: one that says nothing, one by another reading that it has, and each
/// whole number moved by one or, where it is left out, put at two; and in two clauses that follow each other, which say
/// nothing.
inline std::vector<baoxue::policy> variants_of(const baoxue::policy& p) {
    using namespace baoxue;
    std::vector<policy> out;
    for (std::size_t l = 0; l < p.layers.size(); ++l)
        for (std::size_t c = 0; c < p.layers[l].clauses.size(); ++c) {
            const auto& clause = p.layers[l].clauses[c];
            out.push_back(p);
            for (auto& r : out.back().layers[l].clauses[c].readings)
                r.rules.clear();
            if (c > 0) {
                out.push_back(out.back());
                for (auto& r : out.back().layers[l].clauses[c - 1].readings)
                    r.rules.clear();
            }
            for (const auto& r : clause.readings)
                if (r.id != clause.chosen) {
                    out.push_back(p);
                    out.back().layers[l].clauses[c].chosen = r.id;
                }
        }
    for (const auto& parameter : list_parameters(p)) {
        if (parameter.type != parameter_type::integer)
            continue;
        for (const int by : {1, -1}) {
            named_value changed{parameter.name, std::int32_t{2}};
            if (parameter.value)
                changed.value = std::visit(
                    [&](const auto& v) -> parameter_value {
                        if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(v)>>)
                            return v + by;
                        else
                            return v;
                    },
                    *parameter.value);
            try {
                out.push_back(with_values(p, {&changed, 1}));
            } catch (const policy_error&) {
                continue;  // the number cannot be moved that way
            }
        }
    }
    return out;
}

/// Checks that policies find in one call, shared among threads, what each finds alone.
inline void require_same_alone(const std::vector<baoxue::policy>& all, const baoxue::district& d, baoxue::date as_of) {
    const auto together = baoxue::evaluate(std::span<const baoxue::policy>{all}, d, as_of, {.threads = 3});
    REQUIRE(together.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto alone = baoxue::evaluate(all[i], d, as_of);
        INFO("policy " << i << " of those of " << all[i].id);
        require_same_tables(alone, together[i]);
    }
}

/// A policy with all its variants behind it.
inline std::vector<baoxue::policy> with_variants(const baoxue::policy& p) {
    auto out = variants_of(p);
    out.insert(out.begin(), p);
    return out;
}
