// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/transfers.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace baoxue::sample {

namespace detail {

/// The offices that have to do with the papers of one transfer. Each has somebody every day.
class paper_desk {
public:
    paper_desk(const township& t, const planned_transfer& x) : t_(t), x_(x), here_(t, x.class_number) {}

    [[nodiscard]] person applicant() const {
        const auto roles = roles_for(t_, x_.pupil);
        return !roles.empty() && roles.front().role == "parent" ? roles.front().who : person{'p', x_.pupil};
    }
    [[nodiscard]] person class_teacher(date on) const {
        return here_.of_class("class_teacher", on).value_or(vice_principal(on));
    }
    [[nodiscard]] person vice_principal(date on) const { return of_office(t_.places.classes[at_class()].school, on); }
    [[nodiscard]] person receiving(date on) const {
        return x_.to_school ? of_office(*x_.to_school, on) : x_.to_party.value_or(person{'x', 0});
    }
    [[nodiscard]] person central_school(date on) const {
        const auto& l = t_.places;
        const auto parent = l.units[layout::at(l.school_of_class(x_.class_number).unit)].parent;
        const auto central = parent == 0 ? l.first_central : parent;
        return t_.staff.holder(central, "central_school_leader", on).value_or(person{'o', 0});
    }

private:
    [[nodiscard]] std::size_t at_class() const { return layout::at(x_.class_number); }
    [[nodiscard]] person of_office(std::int32_t school, date on) const {
        const auto& s = t_.places.schools[layout::at(school)];
        return t_.staff.holder(s.unit, "vice_principal", on).value_or(person{'t', s.first_teacher + 1});
    }

    const township& t_;
    const planned_transfer& x_;
    desk here_;
};

/// When each paper was signed; the steps of the school, then those of the central school.
struct paper_days {
    date application{}, opinion{}, receiving{}, approval{}, central{};
};

[[nodiscard]] inline paper_days plan_papers(const planned_transfer& x, stream& draw) {
    const auto before = draw.between(3, 8), after = draw.between(3, 40);
    const auto to_receiving = draw.below(4), to_opinion = draw.below(4), to_application = draw.below(4);
    const auto to_central = draw.below(3);
    const bool on_time = x.how != papers::late;
    paper_days d;
    d.approval = x.how == papers::on_the_day ? x.left_on : x.left_on + day_count{on_time ? -before : after};
    d.receiving = d.approval - day_count{to_receiving};
    d.opinion =
        x.how == papers::out_of_order ? d.approval + day_count{1 + to_opinion} : d.receiving - day_count{to_opinion};
    d.application = d.receiving - day_count{to_application + to_opinion};
    d.central = d.approval + day_count{x.how == papers::on_the_day ? 0 : to_central};
    return d;
}

}  // namespace detail

/// The steps of one transfer that are on record, and what the class teacher did about papers that were late.
inline void act_on_transfer(const township& t, const planned_transfer& x, std::vector<done_act>& out) {
    stream draw{t.plan.seed, "acts on transfers", x.pupil};
    const detail::paper_desk desk{t, x};
    const auto days = detail::plan_papers(x, draw);
    const auto missing = x.how == papers::step_missing ? draw.below(4) : -1;
    const bool chased = draw.chance(600);
    const auto chased_on = x.left_on + day_count{draw.between(7, 20)};
    std::int32_t steps = 0;
    const auto add = [&](date on, std::string_view act, person by) {
        if (steps++ == missing)
            return;
        done_act a{on, act, by, x.pupil};
        a.transfer = x.number;
        out.push_back(a);
    };
    if (x.how != papers::never_begun && x.how != papers::no_row) {
        add(days.application, "written_application", desk.applicant());
        add(days.opinion, "class_teacher_opinion", desk.class_teacher(days.opinion));
        add(days.receiving, "receiving_school_opinion", desk.receiving(days.receiving));
        add(days.approval, "vice_principal_approval", desk.vice_principal(days.approval));
        if (x.how != papers::unapproved) {
            add(days.central, "central_school_approval", desk.central_school(days.central));
            add(days.central, "file_transfer", desk.central_school(days.central));
        }
    }
    if (chased && x.number >= 0 && (x.how == papers::late || !x.gets_complete()))
        add(chased_on, "chase_transfer_papers", desk.class_teacher(chased_on));
}

}  // namespace baoxue::sample
