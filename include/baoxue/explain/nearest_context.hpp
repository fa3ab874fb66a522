// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/periods.hpp>
#include <baoxue/evaluate/scope.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/nearest_scope.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/bound.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace baoxue::detail {

/// What the nearest condition of every kind of rule is worked out from.
struct nearest_context {
    const wording& w;
    const findings& f;
    const policy& p;
    const district& d;
    const bound_policy& bound;

    [[nodiscard]] const nearest_phrases& phrases() const { return w.phrases().nearest; }
    [[nodiscard]] place place_of(std::int32_t rule) const {
        return find_rule(p, bound.rules[static_cast<std::size_t>(rule)]);
    }
    [[nodiscard]] const school_calendar& calendar_of(code unit) const {
        return d.calendars[static_cast<std::size_t>(d.units.calendar[static_cast<std::size_t>(unit)])];
    }
    [[nodiscard]] std::string cannot_tell(const std::string& parameter) const {
        return fill(phrases().cannot_tell, {{"parameter", parameter}});
    }
    [[nodiscard]] std::string missing(table_name t) const {
        return fill(phrases().missing_table, {{"table", std::string{word_of(t)}}});
    }
    /// Ids of persons and pupils; nothing of nobody.
    [[nodiscard]] std::string ids(const bearer_sets& of, bearer_set set) const {
        std::vector<std::string> out;
        for (const code b : of.members(set))
            out.push_back(b < d.ids->persons.size() ? d.ids->persons.text(b)
                                                    : d.ids->students.text(b - d.ids->persons.size()));
        return w.ids(out);
    }
};

/// What keeps a rule away from a unit on a day; nothing where it means the unit.
[[nodiscard]] inline std::optional<std::string> unit_obstacle(const nearest_context& at, const bound_scope& scope,
                                                              const effective& in_force, code unit) {
    if (!in_force.on(at.f.as_of))
        return not_in_force(at.w, in_force, at.f.as_of);
    if (!means(scope, at.d, unit))
        return std::string{at.phrases().not_this_unit};
    return std::nullopt;
}

/// The first day of school of a unit; no_date where no term is known.
[[nodiscard]] inline date first_day_of(const nearest_context& at, code unit) {
    const auto terms = at.calendar_of(unit).terms();
    return terms.empty() ? no_date : terms.front().first_day;
}

/// The first day of the next period in which there is school; no_date where the calendar has none.
[[nodiscard]] inline date next_period(const nearest_context& at, const recurring& rhythm, const effective& in_force,
                                      code unit) {
    for (const auto& period : list_periods(at.calendar_of(unit), rhythm))
        if (period.days.front() > at.f.as_of && in_force.on(period.first))
            return period.days.front();
    return no_date;
}

}  // namespace baoxue::detail
