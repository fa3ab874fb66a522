// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "columns.hpp"
#include "owed.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace bench {

/// Duties as the hand-written loop writes them.
struct owed_columns {
    std::vector<std::int32_t> pupil, unit, date, bearer, due, met_on;
    std::vector<std::uint8_t> step, state;
    std::vector<std::int64_t> first_row, last_row;

    /// Of the absence part alone: nobody bears it, and nothing is known of what came of it.
    [[nodiscard]] answer check_absence() const {
        answer a{pupil.size(), 0};
        for (std::size_t i = 0; i < pupil.size(); ++i)
            a.hash += hash_of(pupil[i], step[i], date[i], -1, -1, 0);
        return a;
    }

    [[nodiscard]] answer check() const {
        answer a{pupil.size(), 0};
        for (std::size_t i = 0; i < pupil.size(); ++i)
            a.hash += hash_of(pupil[i], step[i], date[i], bearer[i], due[i], state[i]);
        return a;
    }
};

/// Three rungs of plan 2, section 2.2, item 6, as a programmer would write them for this plan and these tables alone:
/// no policy, no gaps, no ids of rows, no other reading. What it costs is the limit.
class hand_written {
public:
    explicit hand_written(const columns& c) : c_(c) {
        for (int r = 0; r < 2; ++r) {
            auto& offsets = holdings_[r];
            offsets.assign(c.unit_parent.size() + 1, 0);
            std::size_t i = 0;
            while (i < c.holding_role.size() && c.holding_role[i] < r)
                ++i;
            for (std::size_t unit = 0; unit < c.unit_parent.size(); ++unit) {
                offsets[unit] = i;
                while (i < c.holding_role.size() && c.holding_role[i] == r &&
                       c.holding_unit[i] == static_cast<std::int32_t>(unit))
                    ++i;
            }
            offsets.back() = i;
        }
        const auto as_of = c.as_of();
        known_sessions_ = static_cast<std::int32_t>(
            std::partition_point(c.day_of_session.begin(), c.day_of_session.end(),
                                 [&](std::int32_t d) { return c.date_of_day[static_cast<std::size_t>(d)] <= as_of; }) -
            c.day_of_session.begin());
    }

    owed_columns run() { return run(0, c_.pupils()); }

    /// Of the pupils from one up to another.
    owed_columns run(std::int32_t first, std::int32_t end) {
        for (std::int32_t p = first; p < end; ++p)
            climb<false>(p);
        return std::move(out_);
    }

    /// The absence part alone: which rung was reached when, nothing of persons, deadlines and acts.
    owed_columns run_absence() {
        for (std::int32_t p = 0; p < c_.pupils(); ++p)
            climb<true>(p);
        return std::move(out_);
    }

private:
    static std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

    template <bool OnlyAbsence>
    void climb(std::int32_t p) {
        const auto* const ordinal = c_.ordinal.data();
        const auto* const marks = c_.marks.data();
        const auto first = c_.offsets[at(p)];
        auto end = c_.offsets[at(p) + 1];
        if (first == end)
            return;
        if (ordinal[end - 1] >= known_sessions_)
            end = std::lower_bound(ordinal + first, ordinal + end, known_sessions_) - ordinal;
        const bool complete = c_.complete();
        for (auto i = first; i < end;) {
            const auto* const found = static_cast<const std::uint8_t*>(std::memchr(marks + i, unexcused, at(end - i)));
            if (found == nullptr)
                return;
            i = found - marks;
            const auto run = i;
            const auto term = c_.term_of_day[at(c_.day_of_session[at(ordinal[i])])];
            std::int32_t day = -1, in_day = 0, full_days = 0;
            std::int64_t first_of_day = i, first_full = i;
            for (; i < end && marks[i] == unexcused; ++i) {
                const auto d = c_.day_of_session[at(ordinal[i])];
                if (i > run && ((!complete && ordinal[i] != ordinal[i - 1] + 1) || c_.term_of_day[at(d)] != term))
                    break;
                if (i == run)
                    owe<OnlyAbsence>(p, 1, d, i, i);
                if (d != day)
                    day = d, in_day = 0, first_of_day = i;
                if (++in_day != c_.sessions_of_day[at(d)] || ++full_days > 2)
                    continue;
                if (full_days == 1)
                    first_full = first_of_day;
                owe<OnlyAbsence>(p, full_days + 1, d, first_full, i);
            }
        }
    }

    [[nodiscard]] std::int32_t unit_on(std::int32_t p, std::int32_t date) const {
        auto i = c_.enrolment_offsets[at(p) + 1] - 1;
        while (i > c_.enrolment_offsets[at(p)] && c_.enrolment_from[at(i)] > date)
            --i;
        return c_.enrolment_unit[at(i)];
    }

    /// \return the person's code; -1: nobody
    [[nodiscard]] std::int32_t holder_on(role r, std::int32_t class_unit, std::int32_t date) const {
        const auto unit = at(r == class_teacher ? class_unit : c_.unit_parent[at(class_unit)]);
        for (auto i = holdings_[r][unit]; i < holdings_[r][unit + 1] && c_.holding_from[i] <= date; ++i)
            if (date <= c_.holding_until[i])
                return c_.holding_person[i];
        return -1;
    }

    template <bool OnlyAbsence>
    void owe(std::int32_t p, std::int32_t step, std::int32_t day, std::int64_t first_row, std::int64_t last_row) {
        const auto date = c_.date_of_day[at(day)];
        if constexpr (OnlyAbsence) {
            out_.pupil.push_back(p), out_.date.push_back(date);
            out_.step.push_back(static_cast<std::uint8_t>(step));
            return;
        }
        const auto unit = unit_on(p, date);
        const auto by = step == 3 ? school_leader : class_teacher;
        const auto kind = step == 1 ? report_absence : home_visit;
        const auto bearer = holder_on(by, unit, date);
        const auto due = step == 2 ? date + 1 : -1;
        std::int32_t met = -1;
        for (auto i = c_.act_offsets[at(p)]; i < c_.act_offsets[at(p) + 1] && c_.act_date[at(i)] <= c_.as_of(); ++i) {
            const auto on = c_.act_date[at(i)];
            if (on < date || c_.act_kinds[at(i)] != kind)
                continue;
            const auto actor = c_.act_actor[at(i)];
            if (actor != bearer && actor != holder_on(by, unit_on(p, on), on))
                continue;
            met = on;
            break;
        }
        const std::uint8_t state = met >= 0 ? (due >= 0 && met > due ? 2 : 1) : due >= 0 && due < c_.as_of() ? 3 : 0;
        out_.pupil.push_back(p), out_.unit.push_back(unit), out_.date.push_back(date), out_.bearer.push_back(bearer);
        out_.due.push_back(due), out_.met_on.push_back(met), out_.state.push_back(state);
        out_.step.push_back(static_cast<std::uint8_t>(step));
        out_.first_row.push_back(first_row), out_.last_row.push_back(last_row);
    }

    const columns& c_;
    std::vector<std::size_t> holdings_[2];
    std::int32_t known_sessions_{0};
    owed_columns out_;
};

}  // namespace bench
