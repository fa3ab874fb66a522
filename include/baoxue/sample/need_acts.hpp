// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/act.hpp>
#include <baoxue/sample/needs.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace baoxue::sample {

namespace detail {

/// Writes what was done about one pupil's needs.
class need_acts {
public:
    need_acts(const township& t, std::int32_t pupil, std::vector<done_act>& out)
        : t_(t), pupil_(pupil), roll_(roll_of(t, pupil)), d_(t, roll_.front().class_number), out_(out) {}

    /// The class teacher and a leader explain the law, or one of them, or nobody.
    void persuade(const need_flag& n) {
        stream draw{t_.plan.seed, "persuasion", pupil_};
        const auto how = draw.below(100);
        const auto teacher_on = n.from + day_count{draw.below(8)}, leader_on = n.from + day_count{draw.between(1, 12)};
        const bool principal_goes = draw.chance(300);
        if (how < 75)
            add(teacher_on, "explain_law_and_persuade", d_.of_class("class_teacher", teacher_on));
        if (how < 50 || how >= 90)
            add(leader_on, "explain_law_and_persuade",
                d_.of_school(principal_goes ? "principal" : "vice_principal", leader_on));
    }

    /// Every week of term, most weeks, or now and then, by the teacher who answers for the pupil.
    void visit_weekly(const need_flag& n) {
        stream draw{t_.plan.seed, "weekly visits", pupil_};
        const auto keepers = roles_for(t_, pupil_);
        const auto habit = draw.below(10);
        const auto in_a_thousand = habit < 3 ? 1000 : habit < 7 ? 750 : 250;
        const auto last = std::min(n.until.value_or(year_last_day), roll_.front().until.value_or(year_last_day));
        const auto& calendar = t_.calendar_of_class(roll_.front().class_number);
        for (auto monday = year_first_day; monday <= last; monday = monday + day_count{7}) {
            const bool goes = draw.chance(in_a_thousand);
            const auto on = std::clamp(monday + day_count{draw.below(5)}, n.from, last);
            if (!goes || monday + day_count{6} < n.from || !calendar.is_school_day(on))
                continue;
            for (const auto& k : keepers)
                if (k.role == "key_student_teacher" && k.from <= on && (!k.until || on <= *k.until))
                    add(on, "home_visit", k.who);
        }
    }

    void help(const need_flag& n) {
        stream draw{t_.plan.seed, "help", pupil_};
        const bool money = n.need == "economic_hardship";
        const bool helped = draw.chance(700), late = draw.chance(200);
        const auto on = std::max(n.from, year_first_day) + day_count{draw.between(3, late ? 90 : 25)};
        if (!helped)
            return;
        if (auto* const a =
                add(on, "grant_benefit", money ? d_.of_school("principal", on) : d_.of_class("class_teacher", on)))
            a->object = money ? "two_exemptions_one_subsidy" : "help_plan";
    }

private:
    done_act* add(date on, std::string_view act, std::optional<person> by) {
        if (!by)
            return nullptr;
        out_.push_back({on, act, *by, pupil_});
        return &out_.back();
    }

    const township& t_;
    std::int32_t pupil_;
    pupil_roll roll_;
    desk d_;
    std::vector<done_act>& out_;
};

}  // namespace detail

/// What was done about a pupil's needs: persuasion, weekly visits, help.
inline void act_on_needs(const township& t, std::int32_t pupil, std::span<const need_flag> needs,
                         std::vector<done_act>& out) {
    if (needs.empty())
        return;
    detail::need_acts acts{t, pupil, out};
    for (const auto& n : needs) {
        if (n.need == "dropout_intention")
            acts.persuade(n);
        else if (n.need == "key_student")
            acts.visit_weekly(n);
        else if (n.need == "economic_hardship" || n.need == "academic_difficulty")
            acts.help(n);
    }
}

}  // namespace baoxue::sample
