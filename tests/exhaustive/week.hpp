// SPDX-License-Identifier: Apache-2.0
#pragma once

// Five school days of marks as numbers, and districts in which every pupil has another one.

#include <array>
#include <cstdint>
#include <naive/calendar.hpp>
#include <naive/model.hpp>
#include <random/convert.hpp>
#include <string>
#include <vector>

namespace exhaustive {

inline constexpr int sessions = 10;

/// Ten marks, two bits a session, the first session lowest, each as the library numbers them: 0 unmarked, 1 present,
/// 2 excused, 3 unexcused.
using pattern = std::uint32_t;
inline constexpr int present = 1, excused = 2, unexcused = 3;
inline constexpr pattern patterns = 1U << (2 * sessions);

inline int mark_at(pattern p, int session) { return static_cast<int>(p >> (2 * session) & 3U); }

inline std::string shown(pattern p) {
    std::string out;
    for (int s = 0; s < sessions; ++s)
        out += std::string{s > 0 && s % 2 == 0 ? " " : ""} + "-PEU"[mark_at(p, s)];
    return out;
}

/// Where the five days lie.
struct layout {
    std::array<naive::day, 5> days{};
    naive::day as_of = 0;
    std::vector<naive::term_row> terms{};
    [[nodiscard]] int day_index(naive::day d) const {
        for (int i = 0; i < 5; ++i)
            if (days[static_cast<std::size_t>(i)] == d)
                return i;
        return -1;
    }
};

/// Monday 26 to Friday 30 August 2024, the first school week of a term and the last of a month.
inline layout plain_week() {
    const auto monday = naive::make_day(2024, 8, 26);
    return {{monday, monday + 1, monday + 2, monday + 3, monday + 4},
            naive::make_day(2024, 9, 3),
            {{"t1", "2024", monday, naive::make_day(2024, 12, 31), {}, monday + 2}}};
}

/// Thu 29 Feb and Fri 1 March, the end of one term; Thu 28 and Fri 29 March and Mon 1 April 2024, the next one: three
/// school weeks, three months. A month back from 28 March reaches 29 February, from 29 March it does not; five days
/// back from 1 April reach 28 March.
inline layout torn_week() {
    return {
        {naive::make_day(2024, 2, 29), naive::make_day(2024, 3, 1), naive::make_day(2024, 3, 28),
         naive::make_day(2024, 3, 29), naive::make_day(2024, 4, 1)},
        naive::make_day(2024, 4, 2),
        {{"t1", "2023", naive::make_day(2024, 2, 26), naive::make_day(2024, 3, 15), {}, naive::make_day(2024, 3, 1)},
         {"t2", "2023", naive::make_day(2024, 3, 18), naive::make_day(2024, 6, 28), {}, naive::make_day(2024, 3, 29)}}};
}

/// A class with a pupil for each pattern, and one, q, who is always present; their teacher T visited each on the fourth
/// day.
struct school_of_patterns {
    naive::world world{};
    std::vector<long> first_row{};  // of a pupil's marks, in the order of the patterns

    school_of_patterns(const layout& at, const std::vector<pattern>& all) {
        world.terms = at.terms;
        world.units = {{"town", "township", {}, {}, {}},
                       {"school", "school", "town", "primary", {}},
                       {"c1", "class", "school", {}, {}}};
        world.days.emplace();
        const naive::day first = at.terms.front().first_day;
        for (naive::day d = first; d <= at.terms.back().last_day; ++d)
            if (at.day_index(d) < 0)
                world.days->push_back({d, naive::override_session::both, naive::override_kind::off, {}});
        world.holdings = {{{"T", "class_teacher", naive::covers::unit, "c1", first - 100, {}}}};
        world.enrolments.emplace(), world.attendance.emplace(), world.acts.emplace(), world.students.emplace();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string id = name(i);
            add(at, id, all[i]);
            world.acts->push_back({"v" + id, at.days[3], "home_visit", "T", id, {}, {}, {}, {}, {}, {}});
        }
        constexpr pattern all_present = 0x55555;
        add(at, "q", all_present);
    }

    /// In the order of the patterns.
    static std::string name(std::size_t index) {
        std::string digits = std::to_string(index);
        return "p" + std::string(8 - digits.size(), '0') + digits;
    }

    /// The session in which a row of attendance of a pupil lies.
    [[nodiscard]] int session_of(pattern p, std::size_t index, long row) const {
        long left = row - first_row[index];
        for (int s = 0; s < sessions; ++s)
            if (mark_at(p, s) != 0 && left-- == 0)
                return s;
        return -1;
    }

private:
    void add(const layout& at, const std::string& id, pattern p) {
        world.students->push_back({id, {}, {}, {}, {}});
        world.enrolments->push_back({id, "c1", at.terms.front().first_day, {}, {}, {}, {}});
        first_row.push_back(static_cast<long>(world.attendance->size()));
        for (int s = 0; s < sessions; ++s) {
            const int m = mark_at(p, s);
            if (m == 0)
                continue;
            naive::attendance_row row{id,
                                      at.days[static_cast<std::size_t>(s / 2)],
                                      s % 2 == 0 ? naive::session_of_day::am : naive::session_of_day::pm,
                                      static_cast<naive::mark>(m - 1),
                                      {}};
            if (m == present && id != "q")  // at the limit in the morning, over it in the afternoon
                row.minutes_late = s % 2 == 0 ? 30 : 31;
            world.attendance->push_back(row);
        }
    }
};

}  // namespace exhaustive
