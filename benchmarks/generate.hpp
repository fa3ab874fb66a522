// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "columns.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <vector>

namespace bench {

/// Whole numbers that are the same on every machine: splitmix64.
class stream {
public:
    explicit constexpr stream(std::uint64_t seed) : state_(seed) {}
    constexpr std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// A number from 0 to below n; n is small.
    constexpr std::int32_t below(std::int32_t n) {
        return static_cast<std::int32_t>((next() >> 32) * static_cast<std::uint64_t>(n) >> 32);
    }
    /// True in so many of 1024 cases.
    constexpr bool happens(std::int32_t of_1024) { return below(1024) < of_1024; }

private:
    std::uint64_t state_;
};

/// The stream of one thing: the same whatever is drawn for the others.
[[nodiscard]] constexpr stream stream_of(std::uint64_t seed, std::uint64_t what, std::int64_t which) {
    stream s{seed ^ what << 56U ^ static_cast<std::uint64_t>(which) * 0xd1342543de82ef95ULL};
    return stream{s.next()};
}

/// Makes a district: schools of 1,000 pupils in classes of 40; 191 school days in two terms, two of them of one
/// session; 2 to 4 % of sessions absent without leave, in spells of 1 to 40 sessions; class teachers and school leaders
/// who change; pupils who change class or leave; reports and visits, some late, some by the wrong person, some too
/// early.
class generator {
public:
    generator(std::int32_t pupils, bool complete, std::uint64_t seed) : seed_(seed), classes_(pupils / class_size) {
        c_.settings = {0, complete ? 1 : 0, pupils};
    }

    [[nodiscard]] columns make() {
        make_days();
        c_.settings[0] = c_.date_of_day[c_.date_of_day.size() - 6];  // what is dated later is not known yet
        make_units();
        make_holders();
        c_.offsets.push_back(0), c_.enrolment_offsets.push_back(0), c_.act_offsets.push_back(0);
        for (std::int32_t p = 0; p < c_.pupils(); ++p)
            make_pupil(p);
        return std::move(c_);
    }

private:
    static constexpr std::int32_t class_size = 40, school_size = 25, township_size = 20;
    // 2024-09-02, a Monday, and so on; both terms end on a Friday.
    static constexpr std::int32_t autumn = 19968, autumn_end = 20098, spring = 20129, spring_end = 20273;

    void make_days() {
        c_.term_first = {autumn, spring}, c_.term_last = {autumn_end, spring_end};
        // 1 to 4 October, 1 January, 4 April, 1 and 2 May and 2 June; the afternoons of 30 September and 30 April.
        const std::array<std::int32_t, 9> off{19997, 19998, 19999, 20000, 20089, 20182, 20209, 20210, 20241};
        const std::array<std::int32_t, 2> half{19996, 20208};
        for (const auto d : off)
            c_.off_date.push_back(d), c_.off_half.push_back(2);
        for (const auto d : half)
            c_.off_date.push_back(d), c_.off_half.push_back(1);
        for (std::int32_t t = 0; t < 2; ++t)
            for (auto d = c_.term_first[static_cast<std::size_t>(t)]; d <= c_.term_last[static_cast<std::size_t>(t)];
                 ++d) {
                if ((d + 3) % 7 > 4 || std::find(off.begin(), off.end(), d) != off.end())  // day 0 was a Thursday
                    continue;
                const std::int32_t held = std::find(half.begin(), half.end(), d) != half.end() ? 1 : 2;
                for (std::int32_t s = 0; s < held; ++s) {
                    c_.day_of_session.push_back(static_cast<std::int32_t>(c_.date_of_day.size()));
                    c_.half_of_session.push_back(static_cast<std::uint8_t>(s));
                }
                c_.date_of_day.push_back(d), c_.sessions_of_day.push_back(held), c_.term_of_day.push_back(t);
            }
    }

    void make_units() {
        const auto schools = (classes_ + school_size - 1) / school_size;
        townships_ = (schools + township_size - 1) / township_size;
        schools_ = schools;
        const auto add = [&](std::int32_t parent, int kind) {
            c_.unit_parent.push_back(parent), c_.unit_kind.push_back(static_cast<std::uint8_t>(kind));
        };
        for (std::int32_t t = 0; t < townships_; ++t)
            add(-1, 0);
        for (std::int32_t s = 0; s < schools_; ++s)
            add(s / township_size, 1);
        for (std::int32_t k = 0; k < classes_; ++k)
            add(townships_ + k / school_size, 2);
    }

    void make_holders() {
        holder_.assign(c_.unit_parent.size(), {});
        const auto hold = [&](role r, std::int32_t unit, std::int32_t from, std::int32_t until) {
            c_.holding_role.push_back(r), c_.holding_unit.push_back(unit), c_.holding_person.push_back(persons_);
            c_.holding_from.push_back(from), c_.holding_until.push_back(until);
            return persons_++;
        };
        const auto one_after_another = [&](role r, std::int32_t unit) {
            auto draw = stream_of(seed_, 1, unit);
            auto& h = holder_[static_cast<std::size_t>(unit)];
            const auto change = draw.happens(307) ? autumn + 14 + draw.below(spring_end - autumn - 28) : open_end;
            h.first = h.second = hold(r, unit, autumn - 20, change == open_end ? open_end : change - 1);
            h.change = change;
            if (change != open_end)
                h.second = hold(r, unit, change, open_end);
        };
        const auto first_class = townships_ + schools_;
        for (std::int32_t k = 0; k < classes_; ++k)
            one_after_another(class_teacher, first_class + k);
        for (std::int32_t s = 0; s < schools_; ++s)
            one_after_another(school_leader, townships_ + s);
        for (std::int32_t k = 0; k < classes_; ++k)
            holder_[static_cast<std::size_t>(first_class + k)].subject =
                hold(subject_teacher, first_class + k, autumn - 20, open_end);
    }

    [[nodiscard]] std::int32_t holder_on(std::int32_t unit, std::int32_t date) const {
        const auto& h = holder_[static_cast<std::size_t>(unit)];
        return date < h.change ? h.first : h.second;
    }

    struct place {  ///< where a pupil is from one session on
        std::int32_t unit, from_session;
    };

    [[nodiscard]] bool roll_was_taken(std::int32_t unit, std::int32_t session) const {
        return !c_.complete() || stream_of(seed_, 2, std::int64_t{unit} << 16 | session).below(300) != 0;
    }

    void make_pupil(std::int32_t p) {
        auto draw = stream_of(seed_, 3, p);
        const auto days = static_cast<std::int32_t>(c_.date_of_day.size());
        const auto first_class = townships_ + schools_;
        std::vector<place> places{{first_class + p / class_size, 0}};
        c_.birth.push_back(autumn - 365 * 12 - draw.below(365));
        const auto enrol = [&](std::int32_t unit, std::int32_t from, std::int32_t until, bool left) {
            c_.enrolment_pupil.push_back(p), c_.enrolment_unit.push_back(unit), c_.enrolment_from.push_back(from);
            c_.enrolment_until.push_back(until), c_.enrolment_left.push_back(left ? 1 : 0);
        };
        auto end_session = static_cast<std::int32_t>(c_.day_of_session.size());
        std::int32_t left_on = open_end, from = autumn;
        if (draw.happens(5)) {
            const auto last_day = 60 + draw.below(days - 70);
            left_on = c_.date_of_day[static_cast<std::size_t>(last_day)];
            end_session = first_session(last_day + 1);
        } else if (draw.happens(20)) {
            const auto day = 20 + draw.below(days - 40);
            const auto school_first = (places[0].unit - first_class) / school_size * school_size;
            const auto in_school = std::min(school_size, classes_ - school_first);
            if (in_school > 1) {
                const auto other =
                    first_class + school_first +
                    (places[0].unit - first_class - school_first + 1 + draw.below(in_school - 1)) % in_school;
                const auto on = c_.date_of_day[static_cast<std::size_t>(day)];
                enrol(places[0].unit, from, on - 1, false);
                places.push_back({other, first_session(day)});
                from = on;
            }
        }
        enrol(places.back().unit, from, left_on, left_on != open_end);
        c_.enrolment_offsets.push_back(static_cast<std::int64_t>(c_.enrolment_unit.size()));

        const auto marks = make_marks(draw, end_session);
        std::size_t at = 0;
        for (std::int32_t s = 0; s < end_session; ++s) {
            if (at + 1 < places.size() && places[at + 1].from_session == s)
                ++at;
            const auto m = marks[static_cast<std::size_t>(s)];
            if (c_.complete() ? !roll_was_taken(places[at].unit, s) : m == present)
                continue;
            c_.ordinal.push_back(s), c_.marks.push_back(m);
        }
        c_.offsets.push_back(static_cast<std::int64_t>(c_.ordinal.size()));
        make_acts(draw, p, marks, places);
        if (draw.happens(30)) {
            c_.need_pupil.push_back(p), c_.need_from.push_back(autumn + draw.below(100));
            c_.need_kind.push_back(static_cast<std::uint8_t>(draw.below(2)));
        }
    }

    [[nodiscard]] std::int32_t first_session(std::int32_t day) const {
        return static_cast<std::int32_t>(std::lower_bound(c_.day_of_session.begin(), c_.day_of_session.end(), day) -
                                         c_.day_of_session.begin());
    }

    /// Most sessions present, with spells of absence; one pupil in ten has ten times as many.
    [[nodiscard]] static std::vector<std::uint8_t> make_marks(stream& draw, std::int32_t sessions) {
        static constexpr std::array<std::int32_t, 16> unexcused_length{1, 1, 1, 1, 2, 2,  2,  2,
                                                                       3, 4, 4, 6, 8, 12, 20, 40};
        static constexpr std::array<std::int32_t, 4> excused_length{1, 2, 2, 6};
        std::vector<std::uint8_t> marks(static_cast<std::size_t>(sessions), present);
        const std::int32_t of_65536 = draw.below(10) == 0 ? 2300 : 230;
        for (std::int32_t s = 0; s < sessions; ++s) {
            if (draw.below(65536) >= of_65536)
                continue;
            const bool with_leave = draw.happens(320);
            auto length = with_leave ? excused_length[static_cast<std::size_t>(draw.below(4))]
                                     : unexcused_length[static_cast<std::size_t>(draw.below(16))];
            for (; length > 0 && s < sessions; --length, ++s)
                marks[static_cast<std::size_t>(s)] = with_leave ? excused : unexcused;
        }
        return marks;
    }

    struct act {
        std::int32_t date, actor;
        act_kind kind;
    };

    void make_acts(stream& draw, std::int32_t p, const std::vector<std::uint8_t>& marks,
                   const std::vector<place>& places) {
        std::vector<act> acts;
        const auto sessions = static_cast<std::int32_t>(marks.size());
        const auto add = [&](std::int32_t session, std::int32_t days_later, act_kind kind, role by) {
            const auto date =
                c_.date_of_day[static_cast<std::size_t>(c_.day_of_session[static_cast<std::size_t>(session)])] +
                days_later;
            const auto unit = places.size() > 1 && session >= places[1].from_session ? places[1].unit : places[0].unit;
            const auto& h = holder_[static_cast<std::size_t>(unit)];
            auto actor = by == class_teacher ? holder_on(unit, date)
                                             : holder_on(c_.unit_parent[static_cast<std::size_t>(unit)], date);
            if (draw.happens(60))
                actor = h.subject;  // who does not answer for it
            else if (draw.happens(60))
                actor = h.first;  // who may have left the class
            acts.push_back({date, actor, kind});
        };
        for (std::int32_t s = 0; s < sessions; ++s) {
            if (marks[static_cast<std::size_t>(s)] != unexcused)
                continue;
            auto length = 1;
            while (s + length < sessions && marks[static_cast<std::size_t>(s + length)] == unexcused)
                ++length;
            static constexpr std::array<std::int32_t, 8> delay{0, 0, 0, 1, 1, 2, 3, 6};
            const auto later = [&] { return delay[static_cast<std::size_t>(draw.below(8))]; };
            if (draw.happens(830))
                add(s, later(), report_absence, class_teacher);
            if (length > 1 && draw.happens(720))
                add(s, later(), home_visit, class_teacher);
            if (length > 3 && draw.happens(560))
                add(s + 2, later(), home_visit, school_leader);
            s += length;
        }
        if (sessions > 0 && draw.happens(200))  // on no occasion
            add(draw.below(sessions), 0, draw.happens(512) ? home_visit : other_act, class_teacher);
        std::stable_sort(acts.begin(), acts.end(), [](const act& a, const act& b) { return a.date < b.date; });
        for (const auto& a : acts) {
            c_.act_pupil.push_back(p), c_.act_date.push_back(a.date), c_.act_actor.push_back(a.actor);
            c_.act_kinds.push_back(a.kind);
        }
        c_.act_offsets.push_back(static_cast<std::int64_t>(c_.act_date.size()));
    }

    struct holders {
        std::int32_t first{0}, second{0}, change{open_end}, subject{0};
    };

    std::uint64_t seed_;
    std::int32_t classes_, townships_{0}, schools_{0}, persons_{0};
    std::vector<holders> holder_;
    columns c_;
};

}  // namespace bench
