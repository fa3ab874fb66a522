// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/story.hpp>
#include <baoxue/people/unit_tree.hpp>

#include <algorithm>
#include <vector>

namespace baoxue::detail {

/// The units through which a role reaches a pupil or a unit, nearest first.
[[nodiscard]] inline std::vector<code> units_towards(const district& d, const word& role, code student, code unit) {
    std::vector<code> path;
    const auto climb = [&](code u) {
        for (; u != no_code; u = d.units.parent[static_cast<std::size_t>(u)])
            path.push_back(u);
    };
    if (student != no_code && std::find(role.holds.begin(), role.holds.end(), "village") != role.holds.end()) {
        climb(village_of_pupil(d.students, student));
    } else if (student == no_code && unit != no_code &&
               std::find(role.holds.begin(), role.holds.end(), "village") != role.holds.end()) {
        climb(village_of_unit(d.units, unit));
    }
    climb(unit);
    return path;
}

/// Finds the holding by which a bearer came to bear a duty: for the pupil alone, else at the nearest covering unit.
[[nodiscard]] inline holder_line find_holding(const district& d, const vocabulary& words,
                                              const std::vector<word_code>& roles, code bearer, code student, code unit,
                                              date on) {
    holder_line out;
    if (bearer >= d.ids->persons.size()) {
        out.id = d.ids->students.text(bearer - d.ids->persons.size());
        out.is_student = true;
        return out;
    }
    out.id = d.ids->persons.text(bearer);
    const auto& h = d.holdings;
    for (const auto role : roles) {
        const auto& w = words.at(word_kind::role, role);
        const auto bears = w.borne_by.empty() ? role : words.find(word_kind::role, w.borne_by).value_or(role);
        const auto held_at = [&](auto&& fits) {
            for (const bool exactly : {true, false})
                for (auto i = h.first(bearer); i < h.end(bearer); ++i) {
                    if (h.from[i] > on || h.until[i] < on || !fits(i))
                        continue;
                    if (exactly ? h.role[i] != bears : !words.role_is(h.role[i], bears))
                        continue;
                    out.held = h.role[i], out.owed = role, out.is_borne = bears != role;
                    out.unit = h.unit[i], out.since = h.from[i];
                    return true;
                }
            return false;
        };
        if (student != no_code && held_at([&](std::size_t i) { return h.student[i] == student; }))
            return out;
        for (const code u : units_towards(d, w, student, unit))
            if (held_at([&](std::size_t i) { return h.unit[i] == u; }))
                return out;
    }
    return out;
}

}  // namespace baoxue::detail
