// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/cn_days.hpp>
#include <baoxue/time/date.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue {

/// Which calendar says what an ordinary working day is.
enum class calendar_kind : std::uint8_t {
    cn,       ///< weekdays, less the public holidays and plus the make-up working days of the published lists
    weekdays  ///< Monday to Friday of any year
};

namespace detail {

inline constexpr std::int32_t cn_length = cn_last_covered.days - cn_first_covered.days + 1;

inline constexpr auto cn_working = [] {
    std::array<bool, static_cast<std::size_t>(cn_length)> working{};
    for (std::int32_t i = 0; i < cn_length; ++i)
        working[static_cast<std::size_t>(i)] = !is_weekend(date{cn_first_covered.days + i});
    for (const auto& stretch : cn_published_days)
        for (std::int32_t d = stretch.first.days; d <= stretch.last.days; ++d)
            working[static_cast<std::size_t>(d - cn_first_covered.days)] = stretch.is == published_days::kind::work;
    return working;
}();

}  // namespace detail

/// Whether a date is a working day of the lists.
/// \return nothing outside the calendar's coverage: never a guess
[[nodiscard]] constexpr std::optional<bool> is_working_day(calendar_kind kind, date d) {
    if (kind == calendar_kind::weekdays)
        return !is_weekend(d);
    if (d < cn_first_covered || d > cn_last_covered)
        return std::nullopt;
    return detail::cn_working[static_cast<std::size_t>(d.days - cn_first_covered.days)];
}

/// A published calendar, and the days by which a district extends it at either end without a hole.
class working_calendar {
public:
    explicit working_calendar(calendar_kind kind = calendar_kind::cn) : kind_(kind) {
        if (kind == calendar_kind::cn)
            first_ = cn_first_covered, last_ = cn_last_covered;
    }

    /// Adds the day after the last covered one, or the day before the first.
    /// \return false, and nothing is added, if the day does not touch the coverage
    bool extend(date d, bool working) {
        if (covers(d))
            return true;
        if (d == last_ + day_count{1}) {
            after_.push_back(working);
            last_ = d;
            return true;
        }
        if (d == first_ - day_count{1}) {
            before_.push_back(working);
            first_ = d;
            return true;
        }
        return false;
    }

    [[nodiscard]] bool covers(date d) const { return first_ <= d && d <= last_; }
    [[nodiscard]] date first_covered() const { return first_; }
    [[nodiscard]] date last_covered() const { return last_; }
    [[nodiscard]] calendar_kind kind() const { return kind_; }

    /// \return nothing outside the coverage
    [[nodiscard]] std::optional<bool> is_working_day(date d) const {
        if (const auto listed = baoxue::is_working_day(kind_, d))
            return listed;
        if (!covers(d))
            return std::nullopt;
        if (d > cn_last_covered)
            return after_[static_cast<std::size_t>(d.days - cn_last_covered.days - 1)];
        return before_[static_cast<std::size_t>(cn_first_covered.days - d.days - 1)];
    }

private:
    calendar_kind kind_;
    date first_{dawn};
    date last_{forever};
    std::vector<bool> before_;
    std::vector<bool> after_;
};

}  // namespace baoxue
