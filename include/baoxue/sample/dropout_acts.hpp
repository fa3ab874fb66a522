// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/act.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace baoxue::sample {

/// What was done about one pupil's leaving: reported, persuaded, summoned, followed up; some of it late or not at all.
inline void act_on_dropout(const township& t, std::int32_t pupil, const pupil_roll& roll, std::vector<done_act>& out) {
    for (std::size_t i = 0; i < roll.size(); ++i) {
        const auto& left = roll[i];
        if (!is_dropout(left))
            continue;
        const desk d{t, left.class_number};
        stream draw{t.plan.seed, "acts on dropouts", pupil};
        const auto known = std::max(left.noted_on.value_or(*left.until), *left.until);
        const auto back = i + 1 < roll.size() ? roll[i + 1].from : year_last_day;
        const auto guardians = roles_for(t, pupil);
        const auto parent = !guardians.empty() && guardians.front().role == "parent"
                                ? std::optional<person>{guardians.front().who}
                                : std::nullopt;
        const auto add = [&](date on, std::string_view act, std::optional<person> actor,
                             std::optional<person> recipient) {
            if (actor)
                out.push_back({on, act, *actor, pupil, -1, recipient});
        };
        const bool reported = draw.chance(750);
        const auto report_on = known + day_count{draw.below(5)};
        if (reported)
            add(report_on, "report_dropout", d.of_class("class_teacher", report_on),
                d.of_school("principal", report_on));
        const bool persuaded = draw.chance(700);
        const auto persuade_on = known + day_count{draw.between(1, 9)};
        const bool leader_too = draw.chance(600);
        if (persuaded)
            add(persuade_on, "explain_law_and_persuade", d.of_class("class_teacher", persuade_on), parent);
        if (persuaded && leader_too)
            add(persuade_on, "explain_law_and_persuade", d.of_school("vice_principal", persuade_on), parent);
        const bool summoned = draw.chance(600);
        const auto notice_on = known + day_count{draw.between(2, 14)};
        const auto days_given = draw.between(5, 15);
        if (summoned) {
            const auto before = out.size();
            add(notice_on, "issue_return_notice", d.of_school("principal", notice_on), parent);
            if (out.size() > before)
                out.back().due_on = notice_on + day_count{days_given};
        }
        const bool referred = draw.chance(100);
        const auto referred_on = known + day_count{draw.between(15, 40)};
        if (referred)
            add(referred_on, "refer", person{'b', draw.below(2)}, std::nullopt);
        for (auto on = known + day_count{draw.between(5, 30)}; on < back; on = on + day_count{draw.between(10, 60)})
            add(on, "follow_up_dropout", d.of_class("class_teacher", on), std::nullopt);
    }
}

}  // namespace baoxue::sample
