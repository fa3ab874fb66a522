// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/date.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

namespace baoxue {

/// The one bridge to Boost.Date_Time's own date type, for callers who already use it.
/// \throws std::out_of_range for Boost's special values (not a date, infinities)
[[nodiscard]] inline date from_boost(const boost::gregorian::date& d) {
    const auto c = d.year_month_day();
    return date{static_cast<std::int32_t>(c.year), static_cast<std::int32_t>(c.month.as_number()),
                static_cast<std::int32_t>(c.day.as_number())};
}

/// \throws std::out_of_range outside Boost's years 1400 to 9999
[[nodiscard]] inline boost::gregorian::date to_boost(date d) {
    const auto c = civil(d);
    return boost::gregorian::date{static_cast<boost::gregorian::greg_year::value_type>(c.year),
                                  static_cast<boost::gregorian::greg_month::value_type>(c.month),
                                  static_cast<boost::gregorian::greg_day::value_type>(c.day)};
}

}  // namespace baoxue
