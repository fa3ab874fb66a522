// SPDX-License-Identifier: Apache-2.0
#pragma once

// A few school days of marks as numbers, and districts in which every pupil has another one.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <naive/calendar.hpp>
#include <naive/model.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace exhaustive {

/// Marks of up to 32 sessions, two bits a session, the first session lowest, each as the library numbers them: 0
/// unmarked, 1 present, 2 excused, 3 unexcused.
using pattern = std::uint64_t;
inline constexpr int present = 1, excused = 2, unexcused = 3;

inline int mark_at(pattern p, std::size_t session) { return static_cast<int>(p >> (2 * session) & 3U); }
inline pattern with_mark(pattern p, std::size_t session, int mark) {
    return p | static_cast<pattern>(mark) << (2 * session);
}

struct held {
    naive::day on = 0;
    naive::session_of_day half = naive::session_of_day::am;
    friend bool operator==(const held&, const held&) = default;
};

/// Where the sessions lie. There is no other one from the first day of the terms to the last, or to the day from which
/// on every weekday is a school day.
struct layout {
    std::vector<held> sessions{};
    naive::day as_of = 0;
    std::vector<naive::term_row> terms{};
    std::optional<naive::day> goes_on{};

    [[nodiscard]] bool is_held(naive::day on, naive::session_of_day half) const {
        return std::find(sessions.begin(), sessions.end(), held{on, half}) != sessions.end();
    }
    [[nodiscard]] bool is_morning(std::size_t session) const {
        return sessions[session].half == naive::session_of_day::am;
    }
};

inline std::string shown(const layout& at, pattern p) {
    std::string out;
    for (std::size_t s = 0; s < at.sessions.size(); ++s)
        out += std::string{s > 0 && at.sessions[s].on != at.sessions[s - 1].on ? " " : ""} + "-PEU"[mark_at(p, s)];
    return out;
}

inline std::vector<held> full_days(const std::vector<naive::day>& days) {
    std::vector<held> out;
    for (const auto d : days)
        for (const auto half : {naive::session_of_day::am, naive::session_of_day::pm})
            out.push_back({d, half});
    return out;
}

/// Monday 26 to Friday 30 August 2024, the first school week of a term and the last of a month.
inline layout plain_week() {
    const auto monday = naive::make_day(2024, 8, 26);
    return {full_days({monday, monday + 1, monday + 2, monday + 3, monday + 4}),
            naive::make_day(2024, 9, 3),
            {{"t1", "2024", monday, naive::make_day(2024, 12, 31), {}, monday + 2}},
            {}};
}

/// Thu 29 Feb and Fri 1 March, the end of one term; Thu 28 and Fri 29 March and Mon 1 April 2024, the next one: three
/// school weeks, three months. A month back from 28 March reaches 29 February, from 29 March it does not; five days
/// back from 1 April reach 28 March.
inline layout torn_week() {
    return {
        full_days({naive::make_day(2024, 2, 29), naive::make_day(2024, 3, 1), naive::make_day(2024, 3, 28),
                   naive::make_day(2024, 3, 29), naive::make_day(2024, 4, 1)}),
        naive::make_day(2024, 4, 2),
        {{"t1", "2023", naive::make_day(2024, 2, 26), naive::make_day(2024, 3, 15), {}, naive::make_day(2024, 3, 1)},
         {"t2", "2023", naive::make_day(2024, 3, 18), naive::make_day(2024, 6, 28), {}, naive::make_day(2024, 3, 29)}},
        {}};
}

/// The eight school days from Tuesday 27 August to Thursday 5 September 2024: two months, two school weeks and the
/// weekend between them. The register of the term closes on the third.
inline layout eight_days() {
    const auto tuesday = naive::make_day(2024, 8, 27);
    return {
        full_days({tuesday, tuesday + 1, tuesday + 2, tuesday + 3, tuesday + 6, tuesday + 7, tuesday + 8, tuesday + 9}),
        tuesday + 10,
        {{"t1", "2024", tuesday, naive::make_day(2024, 12, 31), {}, tuesday + 2}},
        {}};
}

struct visit {
    naive::day on = 0;
    std::string by{};
};

/// A pupil: the marks, the one visit if any, and the class, counted from 0.
struct child {
    pattern marks = 0;
    std::optional<visit> visited{};
    std::size_t in_class = 0;
};

/// Who teaches a class, and when. Persons are named by one capital letter each.
struct post {
    std::string person{};
    std::size_t of_class = 0;
    naive::day from = 0;
    std::optional<naive::day> until{};
    std::string role = "class_teacher";
};

/// One school with classes of such pupils, and one pupil, q, who is always present.
struct school_of_patterns {
    naive::world world{};
    std::vector<long> first_row{};  // of a pupil's marks, in the order of the pupils

    school_of_patterns(const layout& at, const std::vector<child>& all, const std::vector<post>& posts) {
        world.terms = at.terms;
        world.units = {{"town", "township", {}, {}, {}}, {"school", "school", "town", "primary", {}}};
        std::size_t classes = 1;
        for (const auto& p : posts)
            classes = std::max(classes, p.of_class + 1);
        for (std::size_t c = 0; c < classes; ++c)
            world.units.push_back({class_name(c), "class", "school", {}, {}});
        set_days(at);
        world.holdings.emplace();
        for (const auto& p : posts)
            world.holdings->push_back({p.person, p.role, naive::covers::unit, class_name(p.of_class), p.from, p.until});
        world.enrolments.emplace(), world.attendance.emplace(), world.acts.emplace(), world.students.emplace();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string id = name(i);
            add(at, id, all[i]);
            if (const auto& v = all[i].visited)
                world.acts->push_back({"v" + id, v->on, "home_visit", v->by, id, {}, {}, {}, {}, {}, {}});
        }
        child always;
        for (std::size_t s = 0; s < at.sessions.size(); ++s)
            always.marks = with_mark(always.marks, s, present);
        add(at, "q", always);
    }

    /// In the order of the pupils.
    static std::string name(std::size_t index) {
        std::string digits = std::to_string(index);
        return "p" + std::string(8 - digits.size(), '0') + digits;
    }
    static std::string class_name(std::size_t index) { return "c" + std::to_string(index + 1); }

    /// The session in which a row of attendance of a pupil lies.
    [[nodiscard]] int session_of(pattern p, std::size_t index, long row) const {
        long left = row - first_row[index];
        for (std::size_t s = 0; s < 32; ++s)
            if (mark_at(p, s) != 0 && left-- == 0)
                return static_cast<int>(s);
        return -1;
    }

private:
    void set_days(const layout& at) {
        using naive::session_of_day, naive::override_session, naive::override_kind;
        world.days.emplace();
        const naive::day last = at.goes_on ? *at.goes_on - 1 : at.terms.back().last_day;
        for (naive::day d = at.terms.front().first_day; d <= last; ++d) {
            const bool am = at.is_held(d, session_of_day::am), pm = at.is_held(d, session_of_day::pm);
            if (am == pm) {
                world.days->push_back({d, override_session::both, am ? override_kind::school : override_kind::off, {}});
            } else {
                world.days->push_back({d, override_session::am, am ? override_kind::school : override_kind::off, {}});
                world.days->push_back({d, override_session::pm, pm ? override_kind::school : override_kind::off, {}});
            }
        }
    }

    void add(const layout& at, const std::string& id, const child& one) {
        world.students->push_back({id, {}, {}, {}, {}});
        world.enrolments->push_back({id, class_name(one.in_class), at.terms.front().first_day, {}, {}, {}, {}});
        first_row.push_back(static_cast<long>(world.attendance->size()));
        for (std::size_t s = 0; s < at.sessions.size(); ++s) {
            const int m = mark_at(one.marks, s);
            if (m == 0)
                continue;
            naive::attendance_row row{id, at.sessions[s].on, at.sessions[s].half, static_cast<naive::mark>(m - 1), {}};
            if (m == present && id != "q")  // at the limit in the morning, over it in the afternoon
                row.minutes_late = at.is_morning(s) ? 30 : 31;
            world.attendance->push_back(row);
        }
    }
};

}  // namespace exhaustive
