// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/checks/cliffs.hpp>
#include <baoxue/verify/checks/dead_rules.hpp>
#include <baoxue/verify/checks/layers.hpp>
#include <baoxue/verify/checks/lines.hpp>
#include <baoxue/verify/checks/open_numbers.hpp>
#include <baoxue/verify/checks/readings.hpp>
#include <baoxue/verify/checks/roles.hpp>
#include <baoxue/verify/checks/steps.hpp>
#include <baoxue/verify/observation.hpp>
#include <baoxue/verify/search.hpp>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue {

/// What can be said of a policy before it is adopted: contradictions, numbers and holders that it leaves out, steps
/// that come to nothing or before their turn, and readings between which its words do not decide.
///
/// Lines are compared exactly, at the policy's own numbers. Steps, readings and layers are tried on a few thousand
/// made-up pupils and units by the evaluator itself; an observation that has a witness was replayed on that witness
/// alone before it was made. What was not found is said to be not found within the search, never to be impossible.
///
/// \param of     a checked policy
/// \param words  those beside its own that it was read with
/// \return observations in the order of clauses, then of kinds; the same policy gives the same bytes
[[nodiscard]] inline verification verify(const policy& of, const vocabulary& words = standard_vocabulary()) {
    const detail::search s{of, words};
    std::vector<observation> seen;
    detail::check_lines(s, seen);
    detail::check_cliffs(s, seen);
    detail::check_open_numbers(s, seen);
    detail::check_dead_rules(of, seen);
    detail::check_steps(s, seen);
    detail::check_roles(of, s.world.words, seen);
    detail::check_readings(s, seen);
    detail::check_layers(s, seen);

    const auto position = [&](const observation& o) {
        std::size_t n = 0;
        for (const auto& l : of.layers)
            for (const auto& c : l.clauses) {
                if (l.id == o.rules.front().policy && c.id == o.rules.front().clause)
                    return n;
                ++n;
            }
        return n;
    };
    for (auto& o : seen)
        o.id = id_of(o);
    std::stable_sort(seen.begin(), seen.end(), [&](const observation& a, const observation& b) {
        return std::tuple{position(a), a.kind} < std::tuple{position(b), b.kind};
    });
    return {of.id, s.world.words, std::move(seen)};
}

}  // namespace baoxue
