// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/chain.hpp>
#include <baoxue/evaluate/needs.hpp>
#include <baoxue/evaluate/scope.hpp>
#include <baoxue/people/unit_tree.hpp>
#include <baoxue/policy/bind.hpp>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>

namespace baoxue {

namespace detail {

/// Finds chains; what is found at a unit is found once.
class chain_finder {
public:
    chain_finder(const policy& of, const district& d, date on) : d_(d), on_(on), bound_(bind(of, d)) {
        const auto& h = d.holdings;
        at_unit_.second = group_rows(at_unit_.first, d.units.parent.size(), h.unit);
        of_student_.second = group_rows(of_student_.first, static_cast<std::size_t>(d.pupils()), h.student);
        township_ = bound_.words->find(word_kind::unit_kind, "township").value_or(no_code);
        parent_ = bound_.words->find(word_kind::role, "parent").value_or(no_code);
        known_units_.resize(d.units.parent.size());
    }

    void find(code student, chain_links& out) {
        const auto levels = levels_of(student);
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto place = static_cast<std::int32_t>(i);
            if (levels[i] == no_code) {
                write(student, place, no_code, links_of_student(student), out);
                continue;
            }
            auto& known = known_units_[static_cast<std::size_t>(levels[i])];
            if (!known)
                known = links_at(levels[i]);
            write(student, place, levels[i], *known, out);
        }
    }

    [[nodiscard]] std::vector<rule_name> rules() { return std::move(bound_.rules); }
    [[nodiscard]] std::shared_ptr<const vocabulary> words() const { return bound_.words; }

private:
    struct link {
        word_code role{no_code};
        std::vector<code> persons{};
        date since{dawn};
        std::int32_t rule{no_code};
    };
    using grouped_rows = std::pair<grouped, std::vector<std::size_t>>;

    /// The units that cover a pupil, nearest first, after the pupil (no_code).
    [[nodiscard]] std::vector<code> levels_of(code student) const {
        const auto& units = d_.units;
        const code unit = unit_on(d_.enrolments, student, on_);
        code village = village_of_pupil(d_.students, student);
        if (village == no_code)
            village = village_of_unit(units, unit);
        std::vector<code> out{no_code};
        const auto climb_from = [&](code from) {
            for (code u = from; u != no_code; u = units.parent[static_cast<std::size_t>(u)]) {
                if (std::find(out.begin(), out.end(), u) != out.end())
                    continue;
                if (units.kind[static_cast<std::size_t>(u)] == township_ &&
                    std::find(out.begin(), out.end(), village) == out.end())  // no village stands there as the pupil
                    out.push_back(village);
                out.push_back(u);
                if (units.kind[static_cast<std::size_t>(u)] == township_)
                    return;
            }
        };
        climb_from(unit);
        if (std::find(out.begin(), out.end(), village) == out.end())
            climb_from(village);  // without a township above the class
        return out;
    }

    /// Who holds what at one subject, by role.
    [[nodiscard]] std::vector<link> held(const grouped_rows& rows, code subject) const {
        const auto& h = d_.holdings;
        std::map<word_code, link> by_role;
        for (auto i = rows.first.first(subject); i < rows.first.end(subject); ++i) {
            const auto row = rows.second[i];
            if (h.from[row] > on_ || h.until[row] < on_)
                continue;
            auto& l = by_role[h.role[row]];
            l.role = h.role[row], l.since = std::max(l.since, h.from[row]);
            l.persons.push_back(h.person[row]);
        }
        std::vector<link> out;
        for (auto& [role, l] : by_role) {
            std::sort(l.persons.begin(), l.persons.end());
            l.persons.erase(std::unique(l.persons.begin(), l.persons.end()), l.persons.end());
            out.push_back(std::move(l));
        }
        return out;
    }

    /// Notes that an assignment wants its role held: by somebody here, by somebody above, or by nobody.
    void want(const bound_assignment& a, const stretch& borne, std::vector<link>& links) const {
        bool is_held = false;
        for (auto& l : links)
            if (!l.persons.empty() && bound_.words->role_is(l.role, a.role)) {
                is_held = true;
                if (l.rule == no_code)
                    l.rule = a.rule;
            }
        const bool is_told = std::any_of(links.begin(), links.end(), [&](const link& l) { return l.role == a.role; });
        if (is_held || is_told)
            return;
        const auto members = bound_.bearers->members(borne.set);
        links.push_back({a.role, {members.begin(), members.end()}, borne.from, a.rule});
    }

    [[nodiscard]] std::vector<link> links_at(code unit) const {
        auto links = held(at_unit_, unit);
        for (const auto& a : bound_.assignments)
            if (a.unit_kind == d_.units.kind[static_cast<std::size_t>(unit)] && a.in_force.on(on_) &&
                means(a.scope, d_, unit))
                want(a, holders_of(a).by_unit.at(unit, on_), links);
        return links;
    }

    [[nodiscard]] std::vector<link> links_of_student(code student) const {
        auto links = held(of_student_, student);
        const pupil_view pupil{d_, student, on_};
        const code unit = pupil.unit(on_);
        for (const auto& a : bound_.assignments)
            if (a.unit_kind == no_code && a.in_force.on(on_) && unit != no_code && means(a.scope, d_, unit) &&
                is_of_age(a.scope, pupil, on_) && needs_fit(a.scope, d_, student, on_))
                want(a, bearers_on(holders_of(a), d_, student, unit, on_), links);
        if (parent_ == no_code)
            return links;
        const auto parent =  // with whom every chain begins
            std::find_if(links.begin(), links.end(), [&](const link& l) { return l.role == parent_; });
        if (parent == links.end())
            links.insert(links.begin(), link{parent_});
        else
            std::rotate(links.begin(), parent, parent + 1);
        return links;
    }

    [[nodiscard]] const role_holders& holders_of(const bound_assignment& a) const {
        return bound_.holders[static_cast<std::size_t>(a.holders)];
    }

    static void write(code student, std::int32_t place, code unit, const std::vector<link>& links, chain_links& out) {
        static const std::vector<link> nobody_at_all(1);
        for (const auto& l : links.empty() ? nobody_at_all : links) {
            out.student.push_back(student), out.place.push_back(place), out.unit.push_back(unit);
            out.role.push_back(l.role), out.persons.append(l.persons);
            out.since.push_back(l.since), out.rule.push_back(l.rule);
        }
    }

    const district& d_;
    date on_;
    bound_policy bound_;
    grouped_rows at_unit_, of_student_;
    word_code township_{no_code}, parent_{no_code};
    std::vector<std::optional<std::vector<link>>> known_units_;
};

}  // namespace detail

BAOXUE_DECL responsibility_chains responsibility_chain(const policy& of, const district& d, date on,
                                                       std::optional<code> student) {
    responsibility_chains out;
    out.on = on, out.policy = of.id, out.holdings_known = d.is_given(table_name::holdings), out.ids = d.ids;
    out.kinds = std::make_shared<const std::vector<word_code>>(d.units.kind);
    detail::chain_finder finder{of, d, on};
    if (student)
        finder.find(*student, out.links);
    else
        for (code s = 0; s < d.pupils(); ++s)
            finder.find(s, out.links);
    out.words = finder.words();
    out.rules = finder.rules();
    return out;
}

}  // namespace baoxue
