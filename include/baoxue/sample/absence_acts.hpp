// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/absence.hpp>
#include <baoxue/sample/act.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace baoxue::sample {

namespace detail {

inline constexpr auto visit_outcomes =
    std::to_array<std::string_view>({"", "", "met_parent", "nobody_home", "promised_return"});

/// Writes the acts that follow one pupil's absences.
class absence_acts {
public:
    absence_acts(const township& t, std::int32_t pupil, std::vector<done_act>& out)
        : t_(t), pupil_(pupil), draw_(t.plan.seed, "acts", pupil), home_(origin_of(t, pupil).home_village), out_(out) {}

    void follow(const noticed_absence& a) {
        report(a);
        if (a.first_full_day)
            class_teacher_visits(a, *a.first_full_day);
        if (a.second_full_day)
            leader_visits(a, *a.second_full_day);
        if (a.tenth_session)
            village_is_told(a, *a.tenth_session);
    }

private:
    done_act* add(date on, std::string_view act, std::optional<person> actor) {
        if (!actor)
            return nullptr;
        out_.push_back({on, act, *actor, pupil_});
        return &out_.back();
    }
    [[nodiscard]] std::optional<person> cadre(date on) const {
        return home_ ? t_.staff.holder(*home_, "village_cadre", on) : std::nullopt;
    }

    /// The class teacher reports: at once, late, not at all, or someone else does.
    void report(const noticed_absence& a) {
        const desk d{t_, a.class_number};
        const auto how = draw_.below(100);
        const auto delay = draw_.between(1, 4);
        const auto neighbour = draw_.below(3);
        const auto other = d.any_teacher(draw_);
        if (how >= 92)
            return;
        const auto on = how < 72 || how >= 82 ? a.first : a.first + day_count{delay};
        auto who = class_teacher_or_stand_in(d, draw_, on);
        if (how >= 90)
            who = person{'n', neighbour};
        else if (how >= 87)
            who = other;
        else if (how >= 82)
            who = d.of_class("subject_teacher", on);
        if (auto* const act = add(on, "report_absence", who))
            act->recipient = d.of_school("academic_affairs_office", on);
    }

    /// A visit that same day, the next day, later, by another, or never.
    void class_teacher_visits(const noticed_absence& a, date full) {
        const desk d{t_, a.class_number};
        const auto how = draw_.below(100);
        const auto delay = draw_.between(2, 8);
        const auto outcome = draw_.pick(visit_outcomes);
        if (how >= 90)
            return;
        const auto on = how < 42 || how >= 80 ? full : full + day_count{how < 64 ? 1 : delay};
        auto who = class_teacher_or_stand_in(d, draw_, on);
        if (how >= 87)
            who = cadre(on);
        else if (how >= 80)
            who = d.of_class("subject_teacher", on);
        if (auto* const act = add(on, "home_visit", who))
            act->outcome = outcome;
    }

    /// A school leader goes, or sends the class teacher, who is not the one to go.
    void leader_visits(const noticed_absence& a, date second) {
        const desk d{t_, a.class_number};
        const auto how = draw_.below(100);
        const bool soon = draw_.chance(700);
        const auto delay = draw_.between(2, 12);
        const auto outcome = draw_.pick(visit_outcomes);
        const auto on = second + day_count{soon ? how % 2 : delay};
        std::optional<person> who;
        if (how < 35)
            who = d.of_grade("grade_leader", on);
        else if (how < 48)
            who = d.of_school("vice_principal", on);
        else if (how < 58)
            who = d.of_school("principal", on);
        else if (how < 66)
            who = d.of_school("school_leader", on);
        else if (how < 80)
            who = d.of_class("class_teacher", on);
        if (auto* const act = add(on, "home_visit", who))
            act->outcome = outcome;
    }

    void village_is_told(const noticed_absence& a, date tenth) {
        const desk d{t_, a.class_number};
        const auto how = draw_.below(100);
        const auto on = tenth + day_count{draw_.below(7)};
        if (how >= 70)
            return;
        const auto who = how < 60 ? class_teacher_or_stand_in(d, draw_, on) : d.of_school("vice_principal", on);
        if (auto* const act = add(on, "contact_village_committee", who))
            act->recipient = cadre(on);
    }

    const township& t_;
    std::int32_t pupil_;
    stream draw_;
    std::optional<std::int32_t> home_;
    std::vector<done_act>& out_;
};

}  // namespace detail

/// What was done about one pupil's absences: on time, late or not at all, by the right and by the wrong person.
inline void act_on_absences(const township& t, std::int32_t pupil, std::span<const noticed_absence> absences,
                            std::vector<done_act>& out) {
    if (absences.empty())
        return;
    detail::absence_acts acts{t, pupil, out};
    for (const auto& a : absences)
        acts.follow(a);
}

}  // namespace baoxue::sample
