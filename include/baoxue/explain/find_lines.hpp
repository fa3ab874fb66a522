// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/story.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace baoxue::detail {

[[nodiscard]] inline register_line read_mark(const district& d, code student, std::size_t i) {
    const auto& a = d.attendance;
    const auto& calendar = d.calendar_of(student);
    const auto day = calendar.day_of(a.ordinal[i]);
    return {calendar.date_of(day), calendar.half_of(a.ordinal[i]), a.marks[i],
            a.minutes_late.empty() ? -1 : static_cast<std::int32_t>(a.minutes_late[i]), a.row(i)};
}

/// Register lines from the first to the last that a finding names: those that its rung counts.
[[nodiscard]] inline std::vector<register_line> find_marks(const district& d, code student, const rung* r,
                                                           std::span<const cause> causes) {
    std::vector<register_line> out;
    const auto& a = d.attendance;
    std::optional<std::size_t> first, last;
    for (auto i = a.first(student); i < a.end(student); ++i)
        for (const auto& c : causes) {
            if (c.table != table_name::attendance || c.row != a.row(i))
                continue;
            if (!first)
                first = i;
            last = i;
        }
    if (!first)
        return out;
    const auto counts = [&](const register_line& line) {
        if (r == nullptr || std::find(r->marks.begin(), r->marks.end(), line.is) != r->marks.end())
            return true;
        for (const auto& c : r->counts)
            if (c.unit == counted::late && c.over_minutes && c.over_minutes->value &&
                line.minutes_late > *c.over_minutes->value)
                return true;
        return false;
    };
    for (auto i = *first; i <= *last; ++i)
        if (const auto line = read_mark(d, student, i); i == *first || i == *last || counts(line))
            out.push_back(line);
    return out;
}

/// The id of whoever acted: a person, else a pupil, else a unit.
[[nodiscard]] inline std::string id_of_actor(const district& d, code person, code student, code unit) {
    return std::string{person != no_code    ? d.ids->persons.text(person)
                       : student != no_code ? d.ids->students.text(student)
                                            : d.ids->units.text(unit)};
}

[[nodiscard]] inline act_line read_act(const district& d, const act_columns& a, const bearer_sets& bearers,
                                       bearer_set set, std::size_t i) {
    act_line line{a.on[i], a.act[i], {}, false, a.row[i]};
    line.due_on = a.due_on[i];
    line.actor = id_of_actor(d, a.person[i], a.student[i], a.unit[i]);
    if (a.person[i] != no_code)
        line.by_bearer = bearers.contains(set, a.person[i]);
    else if (a.student[i] != no_code)
        line.by_bearer = bearers.contains(set, d.ids->persons.size() + a.student[i]);
    return line;
}

/// Calls `visit(columns, position)` for each act about a pupil, or about a unit and no pupil, in order of date.
template <class Visit>
void for_each_act(const district& d, code student, code unit, Visit&& visit) {
    const auto& a = student != no_code ? d.acts : d.unit_acts;
    const code owner = student != no_code ? student : unit;
    if (!d.is_given(table_name::acts) || owner == no_code)
        return;
    for (auto i = a.first(owner); i < a.end(owner); ++i)
        visit(a, i);
}

/// Acts of some kinds about a pupil or unit between two dates, in order of date.
[[nodiscard]] inline std::vector<act_line> find_acts(const district& d, const bearer_sets& bearers, bearer_set set,
                                                     code student, code unit, std::span<const word_code> kinds,
                                                     date from, date until) {
    std::vector<act_line> out;
    for_each_act(d, student, unit, [&](const act_columns& a, std::size_t i) {
        if (from <= a.on[i] && a.on[i] <= until && std::find(kinds.begin(), kinds.end(), a.act[i]) != kinds.end())
            out.push_back(read_act(d, a, bearers, set, i));
    });
    return out;
}

/// The acts that a finding names as its causes.
[[nodiscard]] inline std::vector<act_line> find_causing_acts(const district& d, const bearer_sets& bearers,
                                                             code student, code unit, std::span<const cause> causes) {
    std::vector<act_line> out;
    for_each_act(d, student, unit, [&](const act_columns& a, std::size_t i) {
        if (std::find(causes.begin(), causes.end(), cause{table_name::acts, a.row[i]}) != causes.end())
            out.push_back(read_act(d, a, bearers, nobody, i));
    });
    return out;
}

}  // namespace baoxue::detail
