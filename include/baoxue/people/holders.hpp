// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/facts/grouped.hpp>
#include <baoxue/people/timeline.hpp>
#include <baoxue/people/unit_tree.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue {

/// How one role, or any of several, resolves to persons: timelines by unit, with what stands above already in them.
struct role_holders {
    std::vector<word_code> roles;  ///< as named by the rule
    bool for_students{false};      ///< a holding for the pupil alone counts, whatever the role holds
    timelines by_unit;
    std::optional<timelines> by_student;        ///< where a role holds students
    bool in_village{false};                     ///< resolved through the pupil's village first
    std::optional<timelines> by_enrolment;      ///< says everything: several roles, found in different places
    std::optional<timelines> before_enrolment;  ///< the same of each pupil, through no class
    std::optional<timelines> about_units;       ///< the same of duties about units
    bool is_student{false};                     ///< borne by every pupil for themself
    bool of_student{false};                     ///< one of the roles is: the pupil's own act meets it
    bool is_anyone{false};                      ///< borne by nobody in particular; whoever acts meets it
    bool by_body{false};  ///< owed by a body: an act of any of its people, wherever at the school, meets it
    std::vector<std::uint8_t> discharges;  ///< by role code: whose acts meet the duty
    std::vector<std::uint8_t>
        unit_kinds;  ///< by unit kind: of bodies: a unit that covers the pupil may act in its own name
};

/// Who holds a role where, for quotas counted by holder.
struct held_role {
    word_code role{no_code};  ///< the role, or the one that bears its duties
    timelines at_units;
    std::optional<timelines> for_students;             ///< only of roles that hold students
    std::vector<std::pair<code, bearer_set>> persons;  ///< everyone who ever does, with the set of them alone, in order
};

/// Who bears a duty about a pupil on a date, and how long that has been so.
///
/// \param unit  the pupil's class (else grade or school) on that date, or the one last left
/// \return the stretch around the date; its set is `nobody` where the role is held by nobody who covers the pupil
///
/// \par Source
/// Meaning decisions, paragraph 7: nearest covering unit first; village roles through the home village, else the
/// origin.
[[nodiscard]] inline stretch bearers_on(const role_holders& role, const district& d, code student, code unit, date on) {
    stretch found{dawn, forever, nobody};
    const auto try_next = [&](const stretch& s) {  // nobody so far: only as long as nobody comes in either
        found = {std::max(found.from, s.from), std::min(found.until, s.until), s.set};
        return s.set != nobody;
    };
    if (role.by_enrolment) {
        const auto& e = d.enrolments;
        for (auto i = e.first(student); i < e.end(student); ++i)
            if (e.unit[i] == unit)
                return role.by_enrolment->at(static_cast<code>(i), on);
        return role.before_enrolment->at(student, on);
    }
    if (role.by_student && try_next(role.by_student->at(student, on)))
        return found;
    if (role.in_village) {
        const code village = village_of_pupil(d.students, student);
        if (village != no_code && try_next(role.by_unit.at(village, on)))
            return found;
    }
    if (unit != no_code)
        try_next(role.by_unit.at(unit, on));
    return found;
}

/// Who bears a duty about a unit on a date: a village role through the village that the unit, or one above it, names.
[[nodiscard]] inline stretch bearers_at(const role_holders& role, const district& d, code unit, date on) {
    stretch found{dawn, forever, nobody};
    const auto try_next = [&](const stretch& s) {
        found = {std::max(found.from, s.from), std::min(found.until, s.until), s.set};
        return s.set != nobody;
    };
    if (role.about_units)
        return role.about_units->at(unit, on);
    if (role.in_village) {
        const code village = village_of_unit(d.units, unit);
        if (village != no_code && try_next(role.by_unit.at(village, on)))
            return found;
    }
    try_next(role.by_unit.at(unit, on));
    return found;
}

/// Resolves roles over a whole district, once a unit. Built for one evaluation; a district keeps no caches.
class holder_index {
public:
    holder_index(const district& d, const vocabulary& words) : d_(&d), words_(&words) {
        const auto& h = d.holdings;
        by_unit_.second = group_rows(by_unit_.first, d.units.parent.size(), h.unit);
        by_student_.second = group_rows(by_student_.first, static_cast<std::size_t>(d.pupils()), h.student);
    }

    /// \param roles         role codes; with several, all of their holders bear the duty together
    /// \param for_students  whether to look at holdings for a pupil alone first, also of roles that hold units
    [[nodiscard]] role_holders resolve(const std::vector<word_code>& roles, bool for_students) {
        role_holders out;
        out.roles = roles, out.for_students = for_students;
        out.discharges.assign(words_->words(word_kind::role).size(), 0);
        out.unit_kinds.assign(words_->words(word_kind::unit_kind).size(), 0);
        std::vector<word_code> bearing;
        for (const auto role : roles) {
            const auto& w = words_->at(word_kind::role, role);
            bearing.push_back(w.borne_by.empty() ? role : words_->find(word_kind::role, w.borne_by).value_or(role));
            const auto meets =
                w.discharged_by.empty() ? role : words_->find(word_kind::role, w.discharged_by).value_or(role);
            for (std::size_t r = 0; r < out.discharges.size(); ++r)
                if (words_->role_is(static_cast<word_code>(r), meets) ||
                    words_->role_is(static_cast<word_code>(r), bearing.back()))
                    out.discharges[r] = 1;
            const auto holds = [&](std::string_view kind) {
                return std::find(w.holds.begin(), w.holds.end(), kind) != w.holds.end();
            };
            for (std::size_t k = 0; k < out.unit_kinds.size(); ++k)
                if (w.body && holds(words_->at(word_kind::unit_kind, static_cast<word_code>(k)).id))
                    out.unit_kinds[k] = 1;
            out.is_anyone = out.is_anyone || w.id == "anyone";
            out.by_body = out.by_body || !w.discharged_by.empty();
            out.is_student = roles.size() == 1 && w.id == "student";
            out.of_student = out.of_student || w.id == "student";
            out.in_village = out.in_village || holds("village");
            if ((for_students || w.id == "student" || holds("student")) && !out.by_student)
                out.by_student.emplace();
        }
        std::vector<std::vector<timeline_step>> resolved(d_->units.parent.size());
        std::vector<bool> done(resolved.size(), false);
        for (std::size_t u = 0; u < resolved.size(); ++u)
            resolve_unit(static_cast<code>(u), bearing, resolved, done);
        for (const auto& steps : resolved)
            out.by_unit.add(steps);
        if (roles.size() > 1 && (out.by_student || out.in_village))
            return together(std::move(out), for_students);
        if (out.by_student)
            for (code s = 0; s < d_->pupils(); ++s) {
                if (out.is_student)
                    out.by_student->add(
                        std::vector<timeline_step>{{dawn, sets_.intern({d_->ids->persons.size() + s})}});
                else
                    out.by_student->add(own_steps(rows(by_student_, s), bearing.front()));
            }
        return out;
    }

    /// Everyone who holds a role, or the role that bears its duties, for quotas counted by holder: at each unit the
    /// explicit holders there, else those of narrower roles there; what stands above does not matter. Of a role that
    /// holds students also for each pupil.
    [[nodiscard]] held_role list_holders(word_code role) {
        const auto& w = words_->at(word_kind::role, role);
        if (!w.borne_by.empty())
            role = words_->find(word_kind::role, w.borne_by).value_or(role);
        held_role out;
        out.role = role;
        std::vector<bool> found(static_cast<std::size_t>(d_->ids->persons.size()), false);
        const auto add = [&](timelines& to, std::span<const std::size_t> held) {
            const auto steps = own_steps(held, role);
            for (const auto& s : steps)
                for (const code p : sets_.members(s.set))
                    found[static_cast<std::size_t>(p)] = true;
            to.add(steps);
        };
        for (std::size_t u = 0; u < d_->units.parent.size(); ++u)
            add(out.at_units, rows(by_unit_, static_cast<code>(u)));
        if (std::find(w.holds.begin(), w.holds.end(), "student") != w.holds.end()) {
            out.for_students.emplace();
            for (code s = 0; s < d_->pupils(); ++s)
                add(*out.for_students, rows(by_student_, s));
        }
        for (std::size_t p = 0; p < found.size(); ++p)
            if (found[p])
                out.persons.emplace_back(static_cast<code>(p), sets_.intern({static_cast<code>(p)}));
        return out;
    }

    [[nodiscard]] const bearer_sets& sets() const { return sets_; }

private:
    static std::span<const std::size_t> rows(const std::pair<grouped, std::vector<std::size_t>>& g, code owner) {
        return std::span<const std::size_t>{g.second}.subspan(g.first.first(owner),
                                                              g.first.end(owner) - g.first.first(owner));
    }

    /// Who holds a role at one subject: explicit holders, else holders of narrower roles.
    std::vector<timeline_step> own_steps(std::span<const std::size_t> held, word_code role) {
        const auto& h = d_->holdings;
        std::vector<std::size_t> fitting;
        std::vector<date> changes;
        for (const auto i : held) {
            if (!words_->role_is(h.role[i], role))
                continue;
            fitting.push_back(i);
            changes.push_back(h.from[i]);
            if (h.until[i] != forever)
                changes.push_back(h.until[i] + day_count{1});
        }
        std::sort(changes.begin(), changes.end());
        changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
        std::vector<timeline_step> steps;
        for (const date on : changes) {
            std::vector<code> own, narrower;
            for (const auto i : fitting)
                if (h.from[i] <= on && on <= h.until[i])
                    (h.role[i] == role ? own : narrower).push_back(h.person[i]);
            auto& bearers = own.empty() ? narrower : own;
            std::sort(bearers.begin(), bearers.end());
            bearers.erase(std::unique(bearers.begin(), bearers.end()), bearers.end());
            steps.push_back({on, sets_.intern(std::move(bearers))});
        }
        return steps;
    }

    /// Several roles, some of which are found through the pupil or the village: each finds its own holders, worked out
    /// enrolment by enrolment and unit by unit.
    role_holders together(role_holders out, bool for_students) {
        std::vector<role_holders> parts;
        for (const auto role : out.roles)
            parts.push_back(resolve({role}, for_students));
        out.by_enrolment.emplace(), out.before_enrolment.emplace();
        const auto& e = d_->enrolments;
        for (code s = 0; s < d_->pupils(); ++s) {
            const auto through = [&](code unit) {
                return all_of(parts,
                              [&](const role_holders& part, date on) { return bearers_on(part, *d_, s, unit, on); });
            };
            out.before_enrolment->add(through(no_code));
            for (auto i = e.first(s); i < e.end(s); ++i)
                out.by_enrolment->add(through(e.unit[i]));
        }
        out.about_units.emplace();
        for (std::size_t u = 0; u < d_->units.parent.size(); ++u)
            out.about_units->add(all_of(parts, [&](const role_holders& part, date on) {
                return bearers_at(part, *d_, static_cast<code>(u), on);
            }));
        return out;
    }

    /// The holders of several roles as one timeline. \param held  (role_holders, date) -> stretch around it
    template <class Held>
    std::vector<timeline_step> all_of(const std::vector<role_holders>& parts, Held&& held) {
        std::vector<timeline_step> steps;
        for (date on = dawn;;) {
            std::vector<code> bearers;
            date until = forever;
            for (const auto& part : parts) {
                const stretch around = held(part, on);
                until = std::min(until, around.until);
                const auto members = sets_.members(around.set);
                bearers.insert(bearers.end(), members.begin(), members.end());
            }
            std::sort(bearers.begin(), bearers.end());
            bearers.erase(std::unique(bearers.begin(), bearers.end()), bearers.end());
            steps.push_back({on, sets_.intern(std::move(bearers))});
            if (until == forever)
                return steps;
            on = until + day_count{1};
        }
    }

    /// The unit's own holders; where it has none, those of the unit above.
    void resolve_unit(code unit, const std::vector<word_code>& roles, std::vector<std::vector<timeline_step>>& resolved,
                      std::vector<bool>& done) {
        const auto u = static_cast<std::size_t>(unit);
        if (done[u])
            return;
        done[u] = true;
        const code parent = d_->units.parent[u];
        if (parent != no_code)
            resolve_unit(parent, roles, resolved, done);
        if (roles.size() == 1) {
            const auto above =
                parent == no_code ? std::vector<timeline_step>{} : resolved[static_cast<std::size_t>(parent)];
            resolved[u] = overlay(own_steps(rows(by_unit_, unit), roles.front()), above, true);
            return;
        }
        // Several roles: each finds its own nearest holders, then all of them together bear the duty.
        std::vector<timeline_step> all;
        for (const auto role : roles) {
            std::vector<timeline_step> steps;
            std::vector<code> path;
            for (code c = unit; c != no_code; c = d_->units.parent[static_cast<std::size_t>(c)])
                path.push_back(c);
            for (auto it = path.rbegin(); it != path.rend(); ++it)
                steps = overlay(own_steps(rows(by_unit_, *it), role), steps, true);
            all = overlay(all, steps, false);
        }
        resolved[u] = std::move(all);
    }

    /// Two timelines as one: the first where it has somebody, else the second; or both together.
    std::vector<timeline_step> overlay(const std::vector<timeline_step>& a, const std::vector<timeline_step>& b,
                                       bool first_decides) {
        if (b.empty())
            return a;
        if (a.empty())
            return b;
        std::vector<date> changes;
        for (const auto& s : a)
            changes.push_back(s.from);
        for (const auto& s : b)
            changes.push_back(s.from);
        std::sort(changes.begin(), changes.end());
        changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
        const auto on = [](const std::vector<timeline_step>& steps, date d) {
            bearer_set set = nobody;
            for (const auto& s : steps)
                if (s.from <= d)
                    set = s.set;
            return set;
        };
        std::vector<timeline_step> out;
        for (const date d : changes) {
            const auto x = on(a, d), y = on(b, d);
            if (x == nobody || y == nobody || first_decides) {
                out.push_back({d, x != nobody ? x : y});
                continue;
            }
            std::vector<code> members;
            const auto mx = sets_.members(x), my = sets_.members(y);
            std::set_union(mx.begin(), mx.end(), my.begin(), my.end(), std::back_inserter(members));
            out.push_back({d, sets_.intern(std::move(members))});
        }
        return out;
    }

    const district* d_;
    const vocabulary* words_;
    bearer_sets sets_;
    std::pair<grouped, std::vector<std::size_t>> by_unit_, by_student_;
};

}  // namespace baoxue
