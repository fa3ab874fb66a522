// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/owe.hpp>
#include <baoxue/evaluate/spells.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace baoxue {

namespace detail {

/// Where an incident happened: the class of the pupil whom it concerns, else the unit that it names, else the unit that
/// acted.
[[nodiscard]] inline code place_of_incident(const district& d, std::size_t i) {
    const auto& x = d.incidents;
    if (x.about_student[i] != no_code)
        if (const code unit = unit_on(d.enrolments, x.about_student[i], x.on[i]); unit != no_code)
            return unit;
    return x.about_unit[i] != no_code ? x.about_unit[i] : x.unit[i];
}

/// Verified incidents that one rule bars.
class breach_finder {
public:
    breach_finder(const bound_policy& policy, const bound_prohibition& rule, const duty_writer& writer,
                  const district& d, date as_of, gathered& out)
        : policy_(policy), rule_(rule), writer_(writer), d_(d), as_of_(as_of), out_(out) {}

    void run() {
        if (!d_.is_given(table_name::incidents))
            return writer_.missing(rule_.rule, table_name::incidents, out_);
        const bool for_anyone = std::any_of(rule_.holders.begin(), rule_.holders.end(), [&](std::int32_t h) {
            return policy_.holders[static_cast<std::size_t>(h)].is_anyone;
        });
        if (!for_anyone && !d_.is_given(table_name::holdings))
            return writer_.missing(rule_.rule, table_name::holdings, out_);
        std::vector<found> barred;
        for (std::size_t i = 0; i < d_.incidents.id.size() && d_.incidents.on[i] <= as_of_; ++i) {
            if (!is_meant(i))
                continue;
            if (const auto role = role_of(i)) {
                if (!hangs_on_open_age(i))
                    barred.push_back({i, *role});
            } else {
                unknown_actor(i);
            }
        }
        std::map<actor, std::int32_t> times;
        for (const auto& b : barred)
            if ((!rule_.together || has_all(b, barred)) && (!rule_.asks_unmet || is_unmet(b.incident)))
                write(b, ++times[actor_of(b.incident)]);
    }

private:
    struct found {
        std::size_t incident;
        word_code role;
    };
    using actor = std::tuple<code, code, code>;  // an id may name a person, a pupil and a unit at once

    [[nodiscard]] actor actor_of(std::size_t i) const {
        return {d_.incidents.person[i], d_.incidents.student[i], d_.incidents.unit[i]};
    }

    [[nodiscard]] code unit_of(std::size_t i) const { return place_of_incident(d_, i); }

    /// Whether it is verified, and of the conduct, the time, the place and the pupils that the rule means.
    [[nodiscard]] bool is_meant(std::size_t i) const {
        const auto& x = d_.incidents;
        if (x.verified_on[i] > as_of_ || !rule_.in_force.on(x.on[i]) ||
            std::find(rule_.conduct.begin(), rule_.conduct.end(), x.conduct[i]) == rule_.conduct.end() ||
            !means(rule_.scope, d_, unit_of(i)))
            return false;
        if (x.about_student[i] == no_code)
            return rule_.scope.needs.empty() && rule_.scope.age_ranges.empty() && !rule_.only_returned;
        const pupil_view p{d_, x.about_student[i], as_of_};
        if (rule_.only_returned && !has_returned(p, x.on[i]))
            return false;
        return is_of_age(rule_.scope, p, x.on[i]) && needs_fit(rule_.scope, d_, p.student, x.on[i]);
    }

    /// Whether only an age that is left open would make it a breach: then nobody is accused, and a gap says so. The
    /// birth date that is not known is a gap alone.
    [[nodiscard]] bool hangs_on_open_age(std::size_t i) const {
        const auto& x = d_.incidents;
        if (x.about_student[i] == no_code)
            return false;
        const pupil_view p{d_, x.about_student[i], as_of_};
        open_ages(rule_.scope, p, x.on[i], writer_.gap_of(rule_.rule, gap_kind::unspecified_value), out_);
        return !rule_.scope.open_ages.empty();
    }

    /// Whether a pupil came back, by then, from having dropped out.
    [[nodiscard]] bool has_returned(const pupil_view& p, date on) const {
        if (!d_.is_given(table_name::enrolments)) {
            writer_.missing(rule_.rule, table_name::enrolments, out_);
            return false;
        }
        const auto& e = d_.enrolments;
        std::vector<spell> spells;
        list_spells(policy_, p, spells);
        for (auto i = e.first(p.student); i < e.end(p.student) && e.from[i] <= on; ++i)
            if (e.entry[i] == entry_kind::returned || std::any_of(spells.begin(), spells.end(), [&](const spell& s) {
                    return s.is == status::dropout && s.until == e.from[i] - day_count{1};
                }))
                return true;
        return false;
    }

    /// The first of the rule's roles that the actor has on that day, wherever it is held.
    [[nodiscard]] std::optional<word_code> role_of(std::size_t i) const {
        const auto& x = d_.incidents;
        if (x.person[i] == no_code && x.unit[i] == no_code && x.student[i] == x.about_student[i])
            return std::nullopt;                 // never the pupil concerned, even where it is barred to anyone
        for (const bool itself : {true, false})  // what somebody is says more than of which body's people
            for (std::size_t r = 0; r < rule_.roles.size(); ++r)
                if (has_role(i, rule_.roles[r], policy_.holders[static_cast<std::size_t>(rule_.holders[r])], itself))
                    return rule_.roles[r];
        return std::nullopt;
    }

    /// \param itself  whether being one of a body's people is not enough
    [[nodiscard]] bool has_role(std::size_t i, word_code role, const role_holders& holders, bool itself) const {
        const auto& x = d_.incidents;
        if (holders.is_anyone)
            return !itself;
        if (x.unit[i] != no_code &&
            holders.unit_kinds[static_cast<std::size_t>(d_.units.kind[static_cast<std::size_t>(x.unit[i])])] != 0)
            return true;
        if (x.person[i] == no_code)
            return false;
        if (const auto party = d_.parties.kind_of(x.person[i]);
            party && word_of(*party) == policy_.words->at(word_kind::role, role).id)
            return true;
        return holds_any(x.person[i], x.on[i], [&](std::size_t k) {
            return itself ? policy_.words->role_is(d_.holdings.role[k], role)
                          : holders.discharges[static_cast<std::size_t>(d_.holdings.role[k])] != 0;
        });
    }

    template <class Fits>
    [[nodiscard]] bool holds_any(code person, date on, Fits&& fits) const {
        const auto& h = d_.holdings;
        for (auto k = h.first(person); k < h.end(person) && h.from[k] <= on; ++k)
            if (h.until[k] >= on && fits(k))
                return true;
        return false;
    }

    /// A gap where an incident names nobody of whom a role is known, or only the pupil whom it concerns.
    void unknown_actor(std::size_t i) const {
        const auto& x = d_.incidents;
        const auto party = x.person[i] == no_code ? std::nullopt : d_.parties.kind_of(x.person[i]);
        const bool is_role = party && policy_.words->find(word_kind::role, word_of(*party));
        const bool is_known =
            x.unit[i] != no_code ||
            (x.person[i] != no_code && (is_role || holds_any(x.person[i], x.on[i], [](auto) { return true; })));
        if (is_known || (x.student[i] != no_code && x.student[i] != x.about_student[i]))
            return;
        auto g = writer_.gap_of(rule_.rule, gap_kind::unassigned_role);
        g.unit = unit_of(i), g.student = x.about_student[i], g.person = x.person[i];
        g.role = rule_.roles.size() == 1 ? rule_.roles.front() : no_code;
        g.from = g.until = x.on[i];
        g.caused_by = {table_name::incidents, x.row[i]}, g.has_cause = true;
        out_.add(std::move(g));
    }

    /// A summer is of the school year just ended.
    [[nodiscard]] std::optional<std::int32_t> year_of(std::size_t i) const {
        const code unit = unit_of(i);
        const auto calendar = unit == no_code ? 0 : d_.units.calendar[static_cast<std::size_t>(unit)];
        return d_.calendars[static_cast<std::size_t>(calendar)].school_year_of(d_.incidents.on[i]);
    }

    /// Whether the same actor is found in every conduct that the rule lists, within one school year.
    [[nodiscard]] bool has_all(const found& one, std::span<const found> all) const {
        const auto& x = d_.incidents;
        if (!year_of(one.incident))
            return false;  // before the first term: of no school year that is known
        return std::all_of(rule_.conduct.begin(), rule_.conduct.end(), [&](word_code conduct) {
            return std::any_of(all.begin(), all.end(), [&](const found& other) {
                return x.conduct[other.incident] == conduct && actor_of(other.incident) == actor_of(one.incident) &&
                       year_of(other.incident) == year_of(one.incident);
            });
        });
    }

    /// Whether one of the targets is finally not met in the school year of the incident, at the school (or other unit
    /// that is judged) where it happened; where it happened at none, at one where the actor holds a role, or at one
    /// below the place or the actor's post, if the rule says so.
    [[nodiscard]] bool is_unmet(std::size_t i) const {
        const auto& m = out_.measures;
        for (std::size_t k = 0; k < m.size(); ++k)
            if (m.final_[k] && m.met[k] == std::optional{false} &&
                std::find(rule_.unmet.begin(), rule_.unmet.end(), m.rule[k]) != rule_.unmet.end() &&
                is_of_year(i, m.unit[k], m.period_from[k]) && is_at(i, m.unit[k]))
                return true;
        return false;
    }

    /// Whether an incident lies in the school year of a unit that begins on a day, or in the summer after it.
    [[nodiscard]] bool is_of_year(std::size_t i, code unit, date first) const {
        const auto& c = d_.calendars[static_cast<std::size_t>(d_.units.calendar[static_cast<std::size_t>(unit)])];
        const auto year = c.school_year_of(d_.incidents.on[i]);
        return year && c.school_year_span(*year)->first == first;
    }

    [[nodiscard]] bool is_at(std::size_t i, code unit) const {
        const auto& x = d_.incidents;
        const code place = unit_of(i);
        const code there = nearest_of_kind(d_.units, place, d_.units.kind[static_cast<std::size_t>(unit)]);
        if (there != no_code)
            return there == unit;
        const auto is_below = [&](code above) {
            return rule_.unmet_below && above != no_code &&
                   (covers(d_.units, above, unit) || village_of_unit(d_.units, unit) == above);
        };
        return is_below(place) || (x.person[i] != no_code && holds_any(x.person[i], x.on[i], [&](std::size_t h) {
                                       const code post = d_.holdings.unit[h];
                                       return is_below(post) || covers(d_.units, unit, post);
                                   }));
    }

    void unspecified(const std::string& parameter) const {
        if (parameter.empty())
            return;
        auto g = writer_.gap_of(rule_.rule, gap_kind::unspecified_value);
        g.parameter = parameter;
        out_.add(std::move(g));
    }

    /// \param time  which of the actor's breaches of this rule it is
    void write(const found& f, std::int32_t time) const {
        const auto& x = d_.incidents;
        const auto i = f.incident;
        if (time > 1)
            unspecified(rule_.unspecified);
        const bool again = rule_.again_from && time >= *rule_.again_from;
        const auto& sanction = again ? rule_.again : rule_.sanction;
        unspecified(sanction.unspecified);
        const code unit = unit_of(i);
        auto hash = id_of_rule("breaches", policy_.rules[static_cast<std::size_t>(rule_.rule)]);
        add_id(hash, d_.ids->units, unit);
        add_id(hash, d_.ids->students, x.about_student[i]);
        hash.text(policy_.words->at(word_kind::conduct, x.conduct[i]).id).number(x.on[i].days);
        add_id(hash, d_.ids->incidents, x.id[i]);
        auto& b = out_.breaches;
        b.id.push_back(hash.value()), b.rule.push_back(rule_.rule);
        b.conduct.push_back(x.conduct[i]), b.role.push_back(f.role), b.person.push_back(x.person[i]);
        b.student.push_back(x.about_student[i]), b.unit.push_back(unit), b.on.push_back(x.on[i]);
        b.sanction.push_back(sanction.text), b.time.push_back(time);
        const cause why{table_name::incidents, x.row[i]};
        b.caused_by.append(std::span<const cause>{&why, 1});
    }

    const bound_policy& policy_;
    const bound_prohibition& rule_;
    const duty_writer& writer_;
    const district& d_;
    date as_of_;
    gathered& out_;
};

}  // namespace detail

/// Writes the breaches of one rule; its targets must have been judged before.
///
/// \par Source
/// Meaning decisions, paragraph 15: guilt is never derived; a breach needs a verified incident and names only its
/// actor.
inline void find_breaches(const bound_policy& policy, const bound_prohibition& rule, const duty_writer& writer,
                          const district& d, date as_of, gathered& out) {
    detail::breach_finder{policy, rule, writer, d, as_of, out}.run();
}

}  // namespace baoxue
