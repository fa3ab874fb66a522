// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/date.hpp>
#include <baoxue/time/session.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// A school day's position among all school days of one calendar; a session's among all its sessions.
using day_ordinal = std::int32_t;
using session_ordinal = std::int32_t;

/// A term as a calendar holds it. Dates are inclusive.
struct term {
    std::int32_t row{0};          ///< row in the district's terms
    std::int32_t school_year{0};  ///< index in the district's school years, in order of time
    date first_day{};
    date last_day{};
    std::optional<date> registration_until{};
    day_ordinal first{0};  ///< first school day
    day_ordinal end{0};    ///< one past its last school day
};

/// One school day before it has an ordinal.
struct school_day {
    date on;
    sessions held{sessions::both};
    std::int32_t term{0};  ///< index among the calendar's terms
};

/// School days and sessions in order, as columns. Immutable once built.
///
/// Marks are kept by session ordinal, so "the next session" is one more whatever lies between: nights, weekends,
/// holidays. Which term, month and school week a day belongs to stands in columns beside it.
class school_calendar {
public:
    school_calendar() = default;

    /// \param terms  in order of time, without overlap
    /// \param days   in order of date, each inside its term
    school_calendar(std::vector<term> terms, std::span<const school_day> days) : terms_(std::move(terms)) {
        first_session_.reserve(days.size() + 1);
        for (const auto& day : days) {
            const auto d = static_cast<day_ordinal>(dates_.size());
            const date monday = monday_of(day.on);
            const bool new_week = dates_.empty() || monday_of(date{dates_.back()}) != monday;
            const auto c = civil(day.on);
            week_of_.push_back(dates_.empty() ? 0 : week_of_.back() + (new_week ? 1 : 0));
            month_of_.push_back(c.year * 12 + c.month - 1);
            term_of_.push_back(day.term);
            dates_.push_back(day.on.days);
            for (const auto s : {session::am, session::pm}) {
                if (!includes(day.held, s))
                    continue;
                day_of_.push_back(d);
                date_of_session_.push_back(day.on);
                half_of_.push_back(s);
            }
            first_session_.push_back(static_cast<session_ordinal>(day_of_.size()));
        }
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            const auto [lo, hi] = std::equal_range(term_of_.begin(), term_of_.end(), static_cast<std::int32_t>(i));
            terms_[i].first = static_cast<day_ordinal>(lo - term_of_.begin());
            terms_[i].end = static_cast<day_ordinal>(hi - term_of_.begin());
        }
        if (dates_.empty())
            return;
        base_ = dates_.front();
        at_or_after_.resize(static_cast<std::size_t>(dates_.back() - base_) + 1);
        for (std::size_t d = 1; d < dates_.size(); ++d)  // each date points to the first school day on or after it
            for (std::int32_t day = dates_[d - 1] + 1; day <= dates_[d]; ++day)
                at_or_after_[static_cast<std::size_t>(day - base_)] = static_cast<day_ordinal>(d);
    }

    [[nodiscard]] std::span<const term> terms() const { return terms_; }
    [[nodiscard]] day_ordinal days() const { return static_cast<day_ordinal>(dates_.size()); }
    [[nodiscard]] session_ordinal all_sessions() const { return static_cast<session_ordinal>(day_of_.size()); }

    [[nodiscard]] date date_of(day_ordinal d) const { return date{dates_[at(d)]}; }
    [[nodiscard]] std::int32_t month_of(day_ordinal d) const { return month_of_[at(d)]; }
    [[nodiscard]] std::int32_t week_of(day_ordinal d) const { return week_of_[at(d)]; }
    [[nodiscard]] std::int32_t term_of(day_ordinal d) const { return term_of_[at(d)]; }
    [[nodiscard]] const term& term_at(day_ordinal d) const { return terms_[at(term_of(d))]; }
    [[nodiscard]] session_ordinal first_session(day_ordinal d) const { return first_session_[at(d)]; }
    [[nodiscard]] std::int32_t sessions_of_day(day_ordinal d) const {
        return first_session_[at(d) + 1] - first_session_[at(d)];
    }
    [[nodiscard]] day_ordinal day_of(session_ordinal s) const { return day_of_[at(s)]; }
    [[nodiscard]] session half_of(session_ordinal s) const { return half_of_[at(s)]; }
    /// The dates, and the halves, of the sessions from one on.
    [[nodiscard]] std::span<const date> dates_from(session_ordinal s) const {
        return std::span{date_of_session_}.subspan(at(s));
    }
    [[nodiscard]] std::span<const session> halves_from(session_ordinal s) const {
        return std::span{half_of_}.subspan(at(s));
    }

    /// First school day on or after a date; days() where there is none.
    [[nodiscard]] day_ordinal on_or_after(date d) const {
        if (dates_.empty() || d.days <= base_)
            return 0;
        if (d.days > dates_.back())
            return days();
        return at_or_after_[static_cast<std::size_t>(d.days - base_)];
    }

    [[nodiscard]] bool is_school_day(date d) const {
        const auto o = on_or_after(d);
        return o < days() && date_of(o) == d;
    }

    /// First session on or after a date; all_sessions() where there is none.
    [[nodiscard]] session_ordinal first_session_from(date d) const { return first_session_[at(on_or_after(d))]; }

    /// The sessions of a date by half; below 0 where that half has no school.
    [[nodiscard]] std::array<session_ordinal, 2> sessions_on(date on) const {
        const auto d = on_or_after(on);
        const auto held = d < days() && date_of(d) == on ? sessions_of_day(d) : 0;
        if (held == 0)
            return {-1, -1};
        const auto first = first_session(d);
        if (held == 2)
            return {first, first + 1};
        return {half_of(first) == session::am ? first : -1, half_of(first) == session::am ? -1 : first};
    }

    /// The session's ordinal, or nothing where that half of that day has no school.
    [[nodiscard]] std::optional<session_ordinal> find(date on, session half) const {
        const auto s = sessions_on(on)[static_cast<std::size_t>(half)];
        return s < 0 ? std::nullopt : std::optional{s};
    }

    /// The term that covers a date, school day or not.
    [[nodiscard]] const term* term_covering(date d) const {
        for (const auto& t : terms_)
            if (t.first_day <= d && d <= t.last_day)
                return &t;
        return nullptr;
    }

    /// The school year in which a date lies: vacations belong to the year just ended. Nothing before the first term.
    [[nodiscard]] std::optional<std::int32_t> school_year_of(date d) const {
        std::optional<std::int32_t> year;
        for (const auto& t : terms_)
            if (t.first_day <= d)
                year = t.school_year;
        return year;
    }

    /// First and last day of a school year's terms; nothing for a year without terms here.
    struct span_of_days {
        date first, last;
    };
    [[nodiscard]] std::optional<span_of_days> school_year_span(std::int32_t year) const {
        std::optional<span_of_days> out;
        for (const auto& t : terms_) {
            if (t.school_year != year)
                continue;
            if (!out)
                out = span_of_days{t.first_day, t.last_day};
            out->last = t.last_day;
        }
        return out;
    }

private:
    template <class Ordinal>
    static constexpr std::size_t at(Ordinal o) {
        return static_cast<std::size_t>(o);
    }

    std::vector<term> terms_;
    std::vector<std::int32_t> dates_, month_of_, week_of_, term_of_;
    std::vector<session_ordinal> first_session_{0};
    std::vector<day_ordinal> day_of_;
    std::vector<date> date_of_session_;
    std::vector<session> half_of_;
    std::int32_t base_{0};
    std::vector<day_ordinal> at_or_after_;
};

}  // namespace baoxue
