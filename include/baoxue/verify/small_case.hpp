// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/small_world.hpp>
#include <baoxue/verify/witness.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// One made-up pupil, or one unit, that can be put into the small world: alone, or beside all the others. Ids are left
/// empty until then; a case without a class is a unit.
struct small_case {
    std::string class_id{};
    student_row pupil{};
    std::vector<enrolment_row> enrolments{};
    std::vector<attendance_row> attendance{};
    std::vector<act_row> acts{};
    std::vector<need_row> needs{};
    std::vector<transfer_row> transfers{};  ///< at most one; acts with `refers_table` refer to it
    std::vector<registration_row> registrations{};
    unit_row unit{};
    bool is_held{true};  ///< unit: whether anybody holds the named roles at it
    std::vector<count_row> counts{};
    bool in_full{false};  ///< whether every pattern of its kind was tried, and not some only

    [[nodiscard]] bool is_pupil() const { return !class_id.empty(); }
};

/// Puts a case into rows under an id.
inline void add_case(district_rows& rows, const small_world& world, const small_case& c, const std::string& id) {
    if (!c.is_pupil()) {
        auto unit = c.unit;
        unit.unit_id = id;
        if (c.is_held)
            for (auto& h : world.holdings_at(id, unit.kind))
                rows.holdings->push_back(std::move(h));
        rows.units.push_back(std::move(unit));
        for (auto one : c.counts) {
            one.unit_id = id;
            rows.counts->push_back(std::move(one));
        }
        return;
    }
    const auto put = [&](auto& into, const auto& list) {
        for (auto one : list) {
            one.student_id = id;
            into->push_back(std::move(one));
        }
    };
    auto pupil = c.pupil;
    pupil.student_id = id;
    rows.students->push_back(std::move(pupil));
    for (const auto& role : world.roles_of_pupils())
        rows.holdings->push_back({role + "-of-" + id, role, covers_kind::student, id, small_world::long_ago, {}});
    put(rows.enrolments, c.enrolments), put(rows.attendance, c.attendance), put(rows.needs, c.needs);
    if (rows.registrations)
        put(rows.registrations, c.registrations);
    for (auto one : c.transfers) {
        one.student_id = id, one.transfer_id = id + "-transfer";
        rows.transfers->push_back(std::move(one));
    }
    std::size_t n = 0;
    for (auto one : c.acts) {
        one.student_id = id, one.act_id = id + "-act-" + std::to_string(++n);
        constexpr std::string_view lone = "-of-pupil";  // who acts for the only pupil of a world acts for this one
        if (one.actor_id.ends_with(lone))
            one.actor_id = one.actor_id.substr(0, one.actor_id.size() - lone.size()) + "-of-" + id;
        if (one.refers_table)
            one.refers_to = id + "-transfer";
        rows.acts->push_back(std::move(one));
    }
}

/// The id of the only pupil or unit of a witness.
[[nodiscard]] inline std::string only_id(const small_case& c) { return c.is_pupil() ? "pupil" : "this-" + c.unit.kind; }

/// The small world with one case in it, or none, as it is known on a day: what is dated later is left out.
[[nodiscard]] inline witness alone(const small_world& world, const small_case* c, date as_of) {
    witness out;
    out.rows = world.rows, out.as_of = as_of;
    if (c == nullptr)
        return out;
    auto known = *c;
    std::erase_if(known.attendance, [&](const auto& r) { return r.date > as_of; });
    std::erase_if(known.acts, [&](const auto& r) { return r.date > as_of; });
    add_case(out.rows, world, known, only_id(*c));
    return out;
}

}  // namespace baoxue::detail
