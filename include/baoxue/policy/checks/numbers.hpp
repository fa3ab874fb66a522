// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/rules/count.hpp>
#include <baoxue/rules/scope.hpp>

namespace baoxue::detail {

/// Beyond a hundred years or a million occasions a number is a slip, and sums of dates could overflow.
inline constexpr std::int32_t most_days = 36'525;
inline constexpr std::int32_t most_occasions = 1'000'000;

inline void check_number(std::int32_t value, std::int32_t least, std::int32_t most, const std::string& pointer,
                         problem_list& out) {
    if (value < least)
        report(out, pointer, "must be at least " + std::to_string(least) + ", got `" + std::to_string(value) + "`");
    if (value > most)
        report(out, pointer, "must be at most " + std::to_string(most) + ", got `" + std::to_string(value) + "`");
}
inline void check_number(const param<std::int32_t>& p, std::int32_t least, std::int32_t most,
                         const std::string& pointer, problem_list& out) {
    if (p.value)
        check_number(*p.value, least, most, pointer, out);
}

/// Structs without a rule of their own: nothing to check. Each rule kind adds overloads for its structs.
template <class T>
void check_struct(const T&, const std::string&, problem_list&) {}

inline void check_struct(const within_days& d, const std::string& pointer, problem_list& out) {
    check_number(d.within, 0, most_days, pointer + "/within", out);
}

inline void check_struct(const consecutive& m, const std::string& pointer, problem_list& out) {
    check_number(m.threshold, 1, most_occasions, pointer + "/threshold", out);
}

inline void check_struct(const cumulative& m, const std::string& pointer, problem_list& out) {
    check_number(m.threshold, 1, most_occasions, pointer + "/threshold", out);
}

inline void check_struct(const rolling& m, const std::string& pointer, problem_list& out) {
    check_number(m.threshold, 1, most_occasions, pointer + "/threshold", out);
    const auto most = m.of == window_unit::days     ? most_days
                      : m.of == window_unit::months ? most_days / 30
                                                    : most_days / 7;
    check_number(m.length, 1, most, pointer + "/length", out);
}

inline void check_struct(const share& m, const std::string& pointer, problem_list& out) {
    check_number(m.at_least, 1, most_occasions, pointer + "/at_least", out);
    if (!m.line.value)
        return;
    const auto [numerator, denominator] = *m.line.value;
    if (denominator <= 0)
        return report(out, pointer + "/line/denominator", "must be above 0, got `" + std::to_string(denominator) + "`");
    if (numerator < 0 || numerator > denominator)
        report(out, pointer + "/line/numerator",
               "must be from 0 to the denominator " + std::to_string(denominator) + ", got `" +
                   std::to_string(numerator) + "`");
}

inline void check_struct(const not_back& m, const std::string& pointer, problem_list& out) {
    if (m.unit == day_unit::working_days)
        report(out, pointer + "/unit",
               "`working_days` cannot be counted here, expected one of `calendar_days`, `school_days`");
    if (m.until)
        check_number(*m.until, m.unit == day_unit::school_days ? 1 : 0, most_days, pointer + "/until", out);
}

inline void check_struct(const age_range& a, const std::string& pointer, problem_list& out) {
    constexpr std::int32_t oldest = 150;
    check_number(a.from, 0, oldest, pointer + "/from", out);
    check_number(a.until, 0, oldest, pointer + "/until", out);
    if (a.from.value && a.until.value && *a.from.value >= *a.until.value)
        report(out, pointer + "/until",
               "`" + std::to_string(*a.until.value) +
                   "` is not above `from`: `until` is the first age no longer meant");
    const bool named_day = a.runs_on_to == age_end::last_weekday;
    if (a.month)
        check_number(*a.month, 1, 12, pointer + "/month", out);
    if (named_day != a.month.has_value())
        report(out, pointer + "/month",
               named_day ? "`last_weekday` needs a `month`" : "`month` goes only with `last_weekday`");
    if (named_day != a.last.has_value())
        report(out, pointer + "/last",
               named_day ? "`last_weekday` needs `last`, a weekday" : "`last` goes only with `last_weekday`");
}

}  // namespace baoxue::detail
