// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/build_district.hpp>
#include <baoxue/verify/placed_rules.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// The made-up township in which a policy is tried: one class a stage, everybody present, and one holder of each role
/// that the policy names, called by the role. One term; two where the policy counts further than one reaches.
class small_world {
public:
    small_world(const policy& p, const vocabulary& base) : words(base), rules_(all_rules(p)) {
        for (const auto& [kind, w] : p.words)
            words.add(kind, w);
        choose_year(p);
        read_policy();
        make_terms();
        make_units();
        make_holdings();
        rows.students.emplace(), rows.enrolments.emplace(), rows.attendance.emplace(), rows.acts.emplace();
        rows.needs.emplace(), rows.transfers.emplace(), rows.counts.emplace();
        if (uses_registration_)
            rows.registrations.emplace();
        const auto d = build_district(rows, options());
        const auto& calendar = d.calendars[static_cast<std::size_t>(d.units.calendar.front())];
        for (std::int32_t day = 0; day < calendar.days(); ++day)
            school_days.push_back(calendar.date_of(day));
    }

    [[nodiscard]] district_options options() const {
        district_options out;
        out.mode = register_mode::exceptions;
        out.words = words;
        return out;
    }
    /// So many days after the Monday on which the spring term begins; 0 to 130 lie in it.
    [[nodiscard]] date spring(std::int32_t days) const { return monday_ + day_count{days}; }
    [[nodiscard]] date first_day() const { return rows.terms.front().first_day; }
    [[nodiscard]] date last_day() const { return rows.terms.back().last_day; }
    [[nodiscard]] bool uses_registration() const { return uses_registration_; }

    /// Who acts for a role: the person called by the role that bears it; anybody where nobody holds it.
    [[nodiscard]] std::string holder(const std::string& role) const {
        const auto person = bearing(role);
        const auto& list = *rows.holdings;
        const bool is_there =
            std::any_of(list.begin(), list.end(), [&](const auto& h) { return h.person_id == person; });
        return is_there ? person : list.empty() ? rows.parties->front().party_id : list.front().person_id;
    }
    [[nodiscard]] std::string class_of(std::size_t stage) const { return numbered("class", stage); }

    /// Holdings of the named roles at one more unit.
    [[nodiscard]] std::vector<holding_row> holdings_at(const std::string& unit, const std::string& kind) const {
        std::vector<holding_row> out;
        for (const auto& role : named_)
            if (holds(role, kind))
                out.push_back({role + "-" + unit, role, covers_kind::unit, unit, long_ago, {}});
        return out;
    }
    /// Named roles that are held for one pupil, as a parent is.
    [[nodiscard]] const std::vector<std::string>& roles_of_pupils() const { return of_pupils_; }

    static constexpr date long_ago{2019, 9, 1};
    static constexpr std::int32_t spring_days = 130;

    vocabulary words;
    district_rows rows;
    std::vector<std::string> stages;  ///< those that the policy tells apart; one where it tells none
    std::vector<date> school_days;

private:
    /// The spring of 2024, or the one nearest to it of those in which the most texts of the policy are in force; of the
    /// years whose holidays are known.
    void choose_year(const policy& p) {
        std::ptrdiff_t most = -1;
        for (const std::int32_t year : {2024, 2025, 2023, 2026, 2022, 2021, 2020}) {
            auto monday = date{year, 2, 24};
            while (weekday_of(monday) != weekday::monday)
                monday = monday + day_count{1};
            std::ptrdiff_t n = 0;
            for (const auto& l : p.layers)
                n += std::count_if(l.clauses.begin(), l.clauses.end(), [&](const clause& c) {
                    return c.effective.on(monday) && c.effective.on(monday + day_count{spring_days});
                });
            if (n > most)
                most = n, monday_ = monday;
        }
    }

    [[nodiscard]] static std::string numbered(const std::string& name, std::size_t i) {
        return i == 0 ? name : name + "-" + std::to_string(i + 1);
    }
    [[nodiscard]] bool holds(const std::string& role, std::string_view kind) const {
        const auto c = words.find(word_kind::role, role);
        if (!c)
            return false;
        const auto& list = words.at(word_kind::role, *c).holds;
        return std::find(list.begin(), list.end(), kind) != list.end();
    }
    /// The role that bears what another owes.
    [[nodiscard]] std::string bearing(const std::string& role) const {
        const auto c = words.find(word_kind::role, role);
        return c && !words.at(word_kind::role, *c).borne_by.empty() ? words.at(word_kind::role, *c).borne_by : role;
    }
    void name_role(const std::string& role) {
        auto bears = bearing(role);
        if (std::find(named_.begin(), named_.end(), bears) == named_.end())
            named_.push_back(std::move(bears));
    }

    void read_policy() {
        const auto stages_in = [&](const applies_to& who) {
            for (const auto& k : who.unit_kinds)
                kinds_.insert(k.id);
            for (const auto& s : who.stages)
                if (std::find(stages.begin(), stages.end(), s.id) == stages.end())
                    stages.push_back(s.id);
        };
        const auto looks_at = [&](const count_mode& mode) {
            const auto* back = std::get_if<not_back>(&mode);
            uses_registration_ = uses_registration_ ||
                                 (back != nullptr && (back->basis == not_back_basis::registration || !back->until));
            const auto* sum = std::get_if<cumulative>(&mode);
            const auto* run = std::get_if<consecutive>(&mode);
            long_ = long_ ||
                    (sum != nullptr && sum->period == period::school_year && sum->threshold.value.value_or(0) > 30) ||
                    (run != nullptr && run->across_terms);
        };
        for (const auto& r : rules_) {
            stages_in(r.is->applies_to);
            for_each_owes(*r.is, [&](const owes& o, std::int32_t) {
                for (const auto& role : o.roles)
                    name_role(role.id);
            });
            if (const auto* l = std::get_if<ladder>(&r.is->is))
                for (const auto& rung : l->rungs)
                    stages_in(rung.applies_to), looks_at(rung.mode);
            if (const auto* d = std::get_if<duty>(&r.is->is))
                uses_registration_ = uses_registration_ || d->on == event::registration;
            if (const auto* a = std::get_if<assignment>(&r.is->is)) {
                name_role(a->role.id);
                kinds_.insert(a->covers.id);
            }
            if (const auto* v = std::get_if<veto>(&r.is->is))
                for (const auto& role : v->roles)
                    name_role(role.id);
            if (const auto* i = std::get_if<incentive>(&r.is->is))
                if (const auto* s = std::get_if<sharing>(&i->by))
                    for (const auto& role : s->roles)
                        name_role(role.id);
            if (const auto* c = figure_of_rule(*r.is))
                kinds_.insert(c->unit_kind.id);
        }
        if (stages.empty())
            stages.emplace_back("primary");
    }

    void make_terms() {
        const auto year = std::to_string(civil(monday_).year - 1);
        if (long_)
            rows.terms.push_back({"autumn", year, spring(-175), spring(-38), {}, {}});
        rows.terms.push_back({"spring", year, spring(0), spring(spring_days), {}, {}});
        if (uses_registration_)
            for (auto& t : rows.terms)
                t.registration_until = t.first_day + day_count{2};
    }

    /// From the top down: each kind stands below the one before it that is there.
    void make_units() {
        constexpr std::array<std::string_view, 6> chain{"county", "township", "central_school",
                                                        "school", "grade",    "class"};
        kinds_.insert({"township", "school", "class"});
        for (const auto& role : named_) {
            const auto& list = words.at(word_kind::role, *words.find(word_kind::role, role)).holds;
            const auto known = [&](const std::string& kind) { return kinds_.contains(kind); };
            if (!list.empty() && std::none_of(list.begin(), list.end(), known))
                kinds_.insert(list.front());
        }
        std::optional<std::string> above;
        for (const auto kind : chain) {
            if (!kinds_.contains(std::string{kind}))
                continue;
            const bool by_stage = kind == "school" || kind == "grade" || kind == "class";
            const auto parent = above;
            for (std::size_t i = 0; i < (by_stage ? stages.size() : 1); ++i) {
                unit_row u{numbered(std::string{kind}, i), std::string{kind}, {}, {}, {}};
                if (parent)
                    u.parent_id = kind == "grade" || kind == "class" ? numbered(*parent, i) : *parent;
                if (kind == "school") {
                    u.stage = stages[i];
                    if (kinds_.contains("village"))
                        u.village_id = "village";
                }
                rows.units.push_back(std::move(u));
            }
            above = std::string{kind};
        }
        if (kinds_.contains("village"))
            rows.units.push_back({"village", "village", "township", {}, {}});
    }

    /// Each role where it is first able to be held: once a unit of that kind.
    void make_holdings() {
        rows.holdings.emplace();
        for (const auto& role : named_) {
            const auto& list = words.at(word_kind::role, *words.find(word_kind::role, role)).holds;
            const auto kind = std::find_if(list.begin(), list.end(), [&](const std::string& k) {
                return std::any_of(rows.units.begin(), rows.units.end(), [&](const auto& u) { return u.kind == k; });
            });
            if (kind == list.end()) {
                if (std::find(list.begin(), list.end(), "student") != list.end())
                    of_pupils_.push_back(role);
                continue;
            }
            std::size_t n = 0;
            for (const auto& u : rows.units)
                if (u.kind == *kind)
                    rows.holdings->push_back({numbered(role, n++), role, covers_kind::unit, u.unit_id, long_ago, {}});
        }
        if (rows.holdings->empty())
            rows.parties = std::vector<party_row>{{"somebody", party_kind::person}};
    }

    std::vector<placed_rule> rules_;
    date monday_{};
    std::vector<std::string> named_, of_pupils_;
    std::set<std::string> kinds_;
    bool uses_registration_{false}, long_{false};
};

}  // namespace baoxue::detail
