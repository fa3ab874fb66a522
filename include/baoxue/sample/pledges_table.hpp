// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/act.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace baoxue::sample {

namespace detail {

/// Signs layer by layer. Most pledges are for the school year; some name no end.
class pledge_book {
public:
    explicit pledge_book(const township& t) : t_(t) {}

    /// Signed within some weeks of a day, by whoever holds the roles then; nothing where one of them is empty.
    template <class From, class To>
    void sign(stream& draw, std::string_view role_from, From&& from, std::string_view role_to, To&& to,
              std::int32_t unit, std::int32_t pupil, std::int32_t in_a_thousand) {
        const bool is_signed = draw.chance(in_a_thousand), open_ended = draw.chance(150);
        const auto on = year_first_day + day_count{draw.between(0, 25)};
        const std::optional<person> one = from(on), other = to(on);
        if (!is_signed || !one || !other)
            return;
        const auto& l = t_.places;
        pledge_row row{l.ids.text(*one),
                       l.ids.text(*other),
                       std::string{role_from},
                       std::string{role_to},
                       {},
                       {},
                       on,
                       open_ended ? std::nullopt : std::optional{year_last_day}};
        if (unit >= 0)
            row.unit_id = l.units[layout::at(unit)].id;
        if (pupil >= 0)
            row.student_id = l.ids.pupil(pupil);
        append_row(out, row);
    }

    owned_table out{table_name::pledges};

private:
    const township& t_;
};

}  // namespace detail

/// Pledges from the township down to parents. Most are signed; one village and some classes are a missing link.
[[nodiscard]] inline owned_table pledges_table(const township& t) {
    detail::pledge_book book{t};
    const auto& l = t.places;
    const auto held = [&](std::int32_t unit, std::string_view role) {
        return [&t, unit, role](date on) { return t.staff.holder(unit, role, on); };
    };
    stream draw{t.plan.seed, "pledges"};
    const auto left_out = draw.below(l.villages);
    for (std::int32_t v = 0; v < l.villages; ++v)
        book.sign(draw, "township_government", held(0, "township_government"), "village_committee",
                  held(l.first_village + v, "village_committee"), l.first_village + v, -1, v == left_out ? 0 : 950);
    for (const auto& s : l.schools) {
        const auto parent = l.units[layout::at(s.unit)].parent;
        const auto office = parent == 0 ? held(0, "township_government") : held(parent, "school_district_office");
        book.sign(draw, parent == 0 ? "township_government" : "school_district_office", office, "principal",
                  held(s.unit, "principal"), s.unit, -1, 900);
    }
    for (const auto& c : l.classes)
        book.sign(draw, "principal", held(l.schools[layout::at(c.school)].unit, "principal"), "class_teacher",
                  held(c.unit, "class_teacher"), c.unit, -1, 880);
    for (std::int32_t p = 0; p < t.plan.pupils; ++p) {
        stream of_pupil{t.plan.seed, "pledges", p + 1};
        const auto roles = roles_for(t, p);
        const auto parent = [&](date) {
            return !roles.empty() && roles.front().role == "parent" ? std::optional{roles.front().who} : std::nullopt;
        };
        const auto c = l.classes[layout::at(l.first_class_of(p))].unit;
        book.sign(of_pupil, "class_teacher", held(c, "class_teacher"), "parent", parent, -1, p, 850);
    }
    return std::move(book.out);
}

}  // namespace baoxue::sample
