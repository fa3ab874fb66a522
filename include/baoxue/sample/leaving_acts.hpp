// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/leavings.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace baoxue::sample {

namespace detail {

/// Writes what duties ask after one leaving, beside what `act_on_dropout` writes.
class leaving_acts {
public:
    leaving_acts(const township& t, const leaving& x, std::vector<done_act>& out)
        : t_(t), x_(x), d_(t, x.class_number), out_(out) {}

    /// The class's list of that day: the same day, some days late, or never.
    void list() {
        stream draw{t_.plan.seed, "dropout lists", x_.pupil};
        const auto how = draw.below(100);
        const auto delay = draw.between(1, 3);
        const auto on = x_.known_on + day_count{how < 55 ? 0 : delay};
        const auto by = d_.of_class("class_teacher", on);
        if (how < 80 && by)
            out_.push_back({on, "report_dropout_list", *by, -1, t_.places.classes[layout::at(x_.class_number)].unit});
    }

    void report() {
        stream draw{t_.plan.seed, "dropout reports", x_.pupil};
        const bool reported = draw.chance(400);
        const auto on = x_.known_on + day_count{draw.below(6)};
        if (reported)
            if (auto* const a = add(on, "report_dropout", head(on)))
                a->recipient = t_.staff.holder(0, "township_education_officer", on);
    }

    /// A return notice the same day, the report that it was not heeded, and what the township did.
    void summon() {
        stream draw{t_.plan.seed, "return notices", x_.pupil};
        const auto how = draw.below(100);
        const auto days_given = draw.between(3, 10);
        const auto delay = draw.below(6), later = draw.between(3, 20);
        const bool told = draw.chance(700), punished = draw.chance(600), pursued = draw.chance(400);
        std::optional<done_act> notice = earlier_notice();
        if (how < 45) {
            if (auto* const a = add(x_.known_on, "issue_return_notice", head(x_.known_on))) {
                if (how < 32)
                    a->due_on = x_.known_on + day_count{days_given};
                notice = *a;
            }
        }
        const auto by = notice ? notice->due_on : std::nullopt;  // where a notice sets no day, nobody acts on it
        if (!by || !told || x_.last_away() < *by)
            return;
        const auto on = *by + day_count{1 + delay};
        const auto town = t_.staff.holder(0, "township_government", on);
        if (auto* const a = add(on, "report_unreturned", head(on)))
            a->recipient = town;
        if (punished)
            add(on + day_count{later}, pursued ? "pursue_legal_liability" : "administrative_penalty", town);
    }

    /// Twice in a term that the pupil is away, once, or not at all. Other dropouts are followed up already.
    void follow_up() {
        if (!x_.has_transferred)
            return;
        stream draw{t_.plan.seed, "follow-ups", x_.pupil};
        for (const auto& term : year_terms) {
            const auto how = draw.below(10);
            const auto first = std::max(term.first_day, x_.known_on), last = std::min(term.last_day, x_.last_away());
            if (first > last)
                continue;
            for (auto left = how < 4 ? 2 : how < 6 ? 1 : 0; left > 0; --left) {
                const auto on = first + day_count{draw.below((last - first).value + 1)};
                add(on, "follow_up_dropout", d_.of_class("class_teacher", on));
            }
        }
    }

    void help_after_return() {
        if (!x_.back_on)
            return;
        stream draw{t_.plan.seed, "study guidance", x_.pupil};
        const auto on = *x_.back_on + day_count{draw.below(10)};
        if (draw.chance(650))
            add(on, "study_guidance", d_.of_class("class_teacher", on));
    }

private:
    [[nodiscard]] std::optional<person> head(date on) const {
        const auto principal = d_.of_school("principal", on);
        return principal ? principal : d_.of_school("vice_principal", on);
    }
    done_act* add(date on, std::string_view act, std::optional<person> by) {
        if (!by)
            return nullptr;
        out_.push_back({on, act, *by, x_.pupil});
        return &out_.back();
    }

    [[nodiscard]] std::optional<done_act> earlier_notice() const {
        std::vector<done_act> earlier;
        act_on_dropout(t_, x_.pupil, roll_of(t_, x_.pupil), earlier);
        for (const auto& a : earlier)
            if (a.act == "issue_return_notice" && a.on >= x_.known_on)
                return a;
        return std::nullopt;
    }

    const township& t_;
    const leaving& x_;
    desk d_;
    std::vector<done_act>& out_;
};

}  // namespace detail

/// What a school did when a pupil left: its list, its report, its notice, and what it did until the pupil came back.
inline void act_on_leaving(const township& t, const leaving& x, std::vector<done_act>& out) {
    detail::leaving_acts acts{t, x, out};
    acts.list();
    acts.report();
    acts.summon();
    acts.follow_up();
    acts.help_after_return();
}

}  // namespace baoxue::sample
