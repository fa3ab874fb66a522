// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who was on which roll, who held which role, and whose act counts. Only what is dated up to as_of is known
// (meaning 5.17).

#include "calendar.hpp"
#include "model.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace naive {

/// One enrolment as it is known on as_of.
struct spell {
    std::string unit;
    day from = 0;
    std::optional<day> until{};
    std::optional<std::string> exit{};
    std::optional<day> exit_known_on{};  // the last day, or the later day on which the school learned of the exit
    long row = -1;
    /// The next enrolment begins no later than the next school day (of the unit left).
    bool goes_on = false;
};

class people {
public:
    people(const world& w, const calendar& c, day as_of) : w_(w), calendar_(c), as_of_(as_of) {
        if (w.students)
            for (const student_row& s : *w.students)
                students_[s.student_id] = &s;
        if (w.enrolments) {
            for (std::size_t i = 0; i < w.enrolments->size(); ++i) {
                const enrolment_row& e = (*w.enrolments)[i];
                if (e.from > as_of)
                    continue;
                spell s{e.class_id, e.from, e.until, e.exit, e.until, static_cast<long>(i), false};
                if (e.until && e.noted_on && *e.noted_on > *e.until)
                    s.exit_known_on = e.noted_on;
                if (s.until && *s.until > as_of) {
                    s.until.reset();
                    s.exit.reset();
                }
                if (e.noted_on && *e.noted_on > as_of)
                    s.exit.reset();
                spells_[e.student_id].push_back(s);
            }
        }
        for (auto& [student, list] : spells_) {
            std::sort(list.begin(), list.end(), [](const spell& a, const spell& b) { return a.from < b.from; });
            for (std::size_t i = 0; i + 1 < list.size(); ++i) {
                if (!list[i].until)
                    continue;
                list[i].goes_on = true;
                for (day d = *list[i].until + 1; d < list[i + 1].from; ++d)
                    if (c.is_school_day(list[i].unit, d))
                        list[i].goes_on = false;
            }
        }
        if (w.holdings)
            for (const holding_row& h : *w.holdings) {
                if (h.from > as_of)
                    continue;
                (h.covers_kind == covers::unit ? unit_holdings_ : student_holdings_)[h.covers_id].push_back(&h);
                holdings_of_[h.person_id].push_back(&h);
                if (!first_held_ || h.from < *first_held_)
                    first_held_ = h.from;
            }
    }

    const student_row* student(const std::string& id) const {
        const auto it = students_.find(id);
        return it == students_.end() ? nullptr : it->second;
    }

    const std::map<std::string, std::vector<spell>>& spells() const { return spells_; }

    const std::vector<spell>& spells_of(const std::string& student_id) const {
        static const std::vector<spell> none;
        const auto it = spells_.find(student_id);
        return it == spells_.end() ? none : it->second;
    }

    /// The enrolment that holds the date. Nobody is on a roll after their death.
    const spell* on_roll(const std::string& student_id, day d) const {
        const student_row* s = student(student_id);
        if (s && s->died_on && *s->died_on < d && *s->died_on <= as_of_)
            return nullptr;
        for (const spell& e : spells_of(student_id))
            if (e.from <= d && (!e.until || d <= *e.until))
                return &e;
        return nullptr;
    }

    /// The class on that date; on no roll, the class last left (meaning 5.7). Null before the first enrolment.
    std::optional<std::string> unit_on(const std::string& student_id, day d) const {
        std::optional<std::string> out;
        for (const spell& e : spells_of(student_id))
            if (e.from <= d)
                out = e.unit;
        return out;
    }

    /// Whether the one role is the other, or a narrower one of it.
    bool is_a(const std::string& role, const std::string& wider) const {
        std::string at = role;
        while (true) {
            if (at == wider)
                return true;
            const auto it = w_.roles.find(at);
            if (it == w_.roles.end() || !it->second.is)
                return false;
            at = *it->second.is;
        }
    }

    bool is_held_for_students_only(const std::string& role) const {
        const auto it = w_.roles.find(role);
        return it != w_.roles.end() && it->second.holds == std::set<std::string>{"student"};
    }

    bool is_village_role(const std::string& role) const {
        const auto it = w_.roles.find(role);
        return it != w_.roles.end() && it->second.holds == std::set<std::string>{"village"};
    }

    /// The units through which a pupil's role resolves: from the class upward, or from the home village, else the
    /// origin village.
    std::vector<std::string> chain_for(const std::string& role, const std::string& student_id,
                                       const std::string& unit_id) const {
        if (!is_village_role(role))
            return calendar_.chain(unit_id);
        const student_row* s = student(student_id);
        if (s && s->home_unit_id)
            return calendar_.chain(*s->home_unit_id);
        if (s && s->origin_unit_id)
            return calendar_.chain(*s->origin_unit_id);
        return {};
    }

    /// Meaning 5.7: at each unit of a chain explicit holders, else holders of narrower roles; the first unit with
    /// either decides.
    std::vector<std::string> resolve_chain(const std::string& role, const std::vector<std::string>& chain,
                                           day d) const {
        for (const std::string& u : chain) {
            const std::vector<std::string> found = holders_at(unit_holdings_, u, role, d);
            if (!found.empty())
                return found;
        }
        return {};
    }

    /// The persons who bear a role for a pupil whose unit is given.
    std::vector<std::string> resolve(const std::string& asked, const std::string& student_id,
                                     const std::string& unit_id, day d) const {
        if (asked == "student")
            return {student_id};
        if (asked == "anyone")
            return {};
        const std::string role = asked == "school" ? "principal" : asked;  // the school is borne by the principal
        if (is_held_for_students_only(role))
            return holders_at(student_holdings_, student_id, role, d);
        return resolve_chain(role, chain_for(role, student_id, unit_id), d);
    }

    /// Whether a person, on a date, holds the role for a pupil at any covering unit, or for the pupil alone
    /// (meaning 5.6).
    bool holds_for(const std::string& person, const std::string& asked, const std::string& student_id, day d) const {
        if (asked == "anyone")
            return true;
        if (asked == "student")
            return person == student_id;
        const std::string role = asked == "school" ? "staff" : asked;  // any staff discharges what the school owes
        const auto it = holdings_of_.find(person);
        if (it == holdings_of_.end())
            return false;
        const std::optional<std::string> unit = unit_on(student_id, d);
        for (const holding_row* h : it->second) {
            if (!is_active(*h, d) || !is_a(h->role, role))
                continue;
            if (h->covers_kind == covers::student) {
                if (h->covers_id == student_id)
                    return true;
            } else if (unit) {
                if (asked == "school" && is_at_school_of(*h, *unit))
                    return true;  // any staff there, of whatever class
                const std::vector<std::string> units = chain_for(asked, student_id, *unit);
                if (std::find(units.begin(), units.end(), h->covers_id) != units.end())
                    return true;
            }
        }
        return false;
    }

    /// Whether a unit is the school of another unit, or below that school.
    bool is_at_school_of(const holding_row& h, const std::string& unit) const {
        for (const auto& u : calendar_.chain(unit))
            if (calendar_.unit(u)->kind == "school") {
                const auto above = calendar_.chain(h.covers_id);
                return std::find(above.begin(), above.end(), u) != above.end();
            }
        return false;
    }

    /// Meaning 5.16, nobody holds the role: any holding at the pupil's school or a unit below it.
    bool holds_anything_at_school_of(const std::string& person, const std::string& student_id, day d) const {
        const std::optional<std::string> unit = unit_on(student_id, d);
        if (!unit)
            return false;
        std::optional<std::string> school;
        for (const std::string& u : calendar_.chain(*unit))
            if (!school && calendar_.unit(u)->kind == "school")
                school = u;
        if (!school)
            return false;
        const auto it = holdings_of_.find(person);
        if (it == holdings_of_.end())
            return false;
        for (const holding_row* h : it->second) {
            if (!is_active(*h, d) || h->covers_kind != covers::unit)
                continue;
            const std::vector<std::string> above = calendar_.chain(h->covers_id);
            if (std::find(above.begin(), above.end(), *school) != above.end())
                return true;
        }
        return false;
    }

    /// The holders of a role for one student: their own holders, else from the class upward (assignments only).
    bool student_is_covered(const std::string& role, const std::string& student_id, day d) const {
        if (!holders_at(student_holdings_, student_id, role, d).empty())
            return true;
        const std::optional<std::string> unit = unit_on(student_id, d);
        return unit && !resolve(role, student_id, *unit, d).empty();
    }

    std::optional<day> first_held() const { return first_held_; }

private:
    bool is_active(const holding_row& h, day d) const {
        if (d < h.from)
            return false;
        return !h.until || *h.until > as_of_ || d <= *h.until;  // an end after as_of is not known yet
    }

    std::vector<std::string> holders_at(const std::map<std::string, std::vector<const holding_row*>>& where,
                                        const std::string& id, const std::string& role, day d) const {
        const auto it = where.find(id);
        if (it == where.end())
            return {};
        std::set<std::string> explicit_holders;
        std::set<std::string> narrower_holders;
        for (const holding_row* h : it->second) {
            if (!is_active(*h, d))
                continue;
            if (h->role == role)
                explicit_holders.insert(h->person_id);
            else if (is_a(h->role, role))
                narrower_holders.insert(h->person_id);
        }
        const std::set<std::string>& chosen = explicit_holders.empty() ? narrower_holders : explicit_holders;
        return {chosen.begin(), chosen.end()};
    }

    const world& w_;
    const calendar& calendar_;
    day as_of_;
    std::map<std::string, const student_row*> students_{};
    std::map<std::string, std::vector<spell>> spells_{};
    std::map<std::string, std::vector<const holding_row*>> unit_holdings_{};
    std::map<std::string, std::vector<const holding_row*>> student_holdings_{};
    std::map<std::string, std::vector<const holding_row*>> holdings_of_{};
    std::optional<day> first_held_{};
};

}  // namespace naive
