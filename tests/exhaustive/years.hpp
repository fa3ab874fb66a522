// SPDX-License-Identifier: Apache-2.0
#pragma once

// Three terms in which absences are put at every place, and pupils there of whom the library and the reference say the
// same.

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <naive/calendar.hpp>
#include <naive/reference.hpp>
#include <optional>
#include <random/convert.hpp>
#include <span>
#include <string>
#include <vector>

namespace exhaustive {

/// Two terms of one school year and the first of the next. The week of 2 October 2023 has no school.
struct years {
    std::vector<naive::term_row> terms{
        {"t1", "2023", naive::make_day(2023, 9, 1), naive::make_day(2024, 1, 19), {}, {}},
        {"t2", "2023", naive::make_day(2024, 2, 19), naive::make_day(2024, 6, 28), {}, {}},
        {"t3", "2024", naive::make_day(2024, 9, 2), naive::make_day(2025, 1, 17), {}, {}},
    };
    std::vector<naive::day_row> off{};
    std::vector<naive::day> days{};  // with school
    naive::day as_of = naive::make_day(2025, 1, 20);

    years() {
        for (naive::day d = naive::make_day(2023, 10, 2); d <= naive::make_day(2023, 10, 6); ++d)
            off.push_back({d, naive::override_session::both, naive::override_kind::off, {}});
        for (const auto& t : terms)
            for (naive::day d = t.first_day; d <= t.last_day; ++d)
                if (naive::weekday(d) <= 5 && (d < off.front().date || d > off.back().date))
                    days.push_back(d);
    }
    /// The first day after the month, term or school year that holds a day.
    [[nodiscard]] naive::day day_after(baoxue::period p, naive::day d) const {
        if (p == baoxue::period::month)
            return naive::last_day_of_month(d) + 1;
        naive::day out = 0;
        for (std::size_t t = 0; t < terms.size(); ++t)
            if (p == baoxue::period::term ? terms[t].last_day >= d && out == 0
                                          : d >= terms[t].first_day || terms[t].school_year == terms[t - 1].school_year)
                out = terms[t].last_day + 1;
        return out;
    }
};

/// A pupil of the one class: what is marked, on the roll from the first day or a later one.
struct marked_pupil {
    std::vector<naive::attendance_row> marks{};  // their pupil's id is filled in
    std::optional<naive::day> from{};
};

/// How many duties the two say, and the same; fails where they differ.
inline std::size_t compare(const naive::policy& rules, const years& in, std::span<const marked_pupil> pupils,
                           naive::register_mode registers = naive::register_mode::exceptions) {
    naive::world w;
    w.terms = in.terms, w.days = in.off, w.registers = registers;
    w.units = {{"school", "school", {}, "primary", {}}, {"c1", "class", "school", {}, {}}};
    w.holdings = {{{"T", "class_teacher", naive::covers::unit, "c1", in.terms.front().first_day, {}}}};
    w.students.emplace(), w.enrolments.emplace(), w.attendance.emplace(), w.acts.emplace();
    for (std::size_t i = 0; i < pupils.size(); ++i) {
        const std::string id = "p" + std::to_string(i);
        w.students->push_back({id, {}, {}, {}, {}});
        w.enrolments->push_back({id, "c1", pupils[i].from.value_or(in.terms.front().first_day), {}, {}, {}, {}});
        for (auto row : pupils[i].marks) {
            row.student_id = id;
            w.attendance->push_back(row);
        }
    }
    const auto expected = against_naive::lines(naive::evaluate(rules, w, in.as_of));
    baoxue::district_options how;
    how.calendar = baoxue::calendar_kind::weekdays;
    how.mode = registers == naive::register_mode::complete ? baoxue::register_mode::complete
                                                           : baoxue::register_mode::exceptions;
    const auto district = baoxue::build_district(against_naive::facts_of(w), how);
    const auto found =
        against_naive::lines(baoxue::evaluate(against_naive::policy_of(rules), district, baoxue::date{in.as_of}));
    if (expected != found) {
        const auto at = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
        INFO("expected " << (at.first == expected.end() ? "nothing" : *at.first) << "\nfound "
                         << (at.second == found.end() ? "nothing" : *at.second));
        FAIL();
    }
    return static_cast<std::size_t>(std::count_if(expected.begin(), expected.end(),
                                                  [](const std::string& line) { return line.starts_with("owed "); }));
}

/// Calls `use` with some hundred of many pupils at a time.
template <class Use>
void by_hundreds(const std::vector<marked_pupil>& all, Use use) {
    constexpr std::size_t at_once = 500;
    for (std::span<const marked_pupil> left = all; !left.empty();) {
        const auto now = left.first(std::min(at_once, left.size()));
        left = left.subspan(now.size());
        use(now);
    }
}

/// A policy of one rung.
inline naive::policy policy_of_rung(const naive::rung& rung) {
    naive::clause c;
    c.id = "1.1";
    c.rules.emplace_back();
    c.rules.back().id = "r", c.rules.back().ladder = naive::ladder_rule{"r", {rung}};
    return {{c}, {}};
}

}  // namespace exhaustive
