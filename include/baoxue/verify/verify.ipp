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
#include <baoxue/verify/verify.hpp>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue {

BAOXUE_DECL verification verify(const policy& of, const vocabulary& words) {
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
    verification out{of.id, s.world.words, std::move(seen), s.world.first_day(), s.world.last_day(), {}};
    for (const auto& l : of.layers)
        for (const auto& c : l.clauses)
            if ((c.effective.from && *c.effective.from > out.last) ||
                (c.effective.until && *c.effective.until <= out.first))
                out.untried.push_back({l.id, c.id, {}, 0});
    return out;
}

}  // namespace baoxue
