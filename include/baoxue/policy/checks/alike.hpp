// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/ladder.hpp>

#include <algorithm>
#include <compare>
#include <optional>

namespace baoxue::detail {

/// Where the number of a mode stands that decides when a rung fires.
[[nodiscard]] inline std::string_view deciding_number(const count_mode& mode) {
    if (std::holds_alternative<share>(mode))
        return "line";
    return std::holds_alternative<not_back>(mode) ? "until" : "threshold";
}

/// That number for a message; only for one that the mode specifies.
[[nodiscard]] inline std::string point_of(const count_mode& mode) {
    const auto after = [](comparator c) { return std::string{c == comparator::more_than ? "more than " : ""}; };
    return std::visit(
        [&](const auto& m) -> std::string {
            if constexpr (requires { m.threshold; })
                return after(m.comparator) + std::to_string(*m.threshold.value);
            else if constexpr (requires { m.line; })
                return after(m.comparator) + std::to_string(m.line.value->numerator) + "/" +
                       std::to_string(m.line.value->denominator);
            else if constexpr (requires { m.until; })
                return m.until ? std::to_string(*m.until->value) : "the end of registration";
            else
                return {};
        },
        mode);
}

/// Whether two numbers are known to be the same.
[[nodiscard]] inline bool same_number(const param<std::int32_t>& a, const param<std::int32_t>& b) {
    return a.value && a.value == b.value;
}

[[nodiscard]] inline bool same_window(const consecutive& a, const consecutive& b) {
    return a.adjacent == b.adjacent && a.across_terms == b.across_terms;
}
[[nodiscard]] inline bool same_window(const cumulative& a, const cumulative& b) { return a.period == b.period; }
[[nodiscard]] inline bool same_window(const rolling& a, const rolling& b) {
    return a.of == b.of && a.within == b.within && same_number(a.length, b.length);
}
[[nodiscard]] inline bool same_window(const share& a, const share& b) { return same_number(a.at_least, b.at_least); }
[[nodiscard]] inline bool same_window(const not_back& a, const not_back& b) {
    return a.basis == b.basis && a.unit == b.unit;
}

/// Order of the points from which two modes of one kind fire; nothing where a number is left out.
template <class Mode>
[[nodiscard]] std::optional<std::strong_ordering> compare_points(const Mode& a, const Mode& b) {
    if (!a.threshold.value || !b.threshold.value)
        return std::nullopt;
    const auto first = [](const Mode& m) {
        return std::int64_t{*m.threshold.value} + (m.comparator == comparator::more_than ? 1 : 0);
    };
    return first(a) <=> first(b);
}
[[nodiscard]] inline std::optional<std::strong_ordering> compare_points(const share& a, const share& b) {
    if (!a.line.value || !b.line.value)
        return std::nullopt;
    const auto by_line = compare_share(a.line.value->numerator, a.line.value->denominator, *b.line.value);
    return by_line != 0 ? by_line : a.comparator <=> b.comparator;  // at_least comes before more_than
}
[[nodiscard]] inline std::optional<std::strong_ordering> compare_points(const not_back& a, const not_back& b) {
    if (!a.until && !b.until)
        return std::strong_ordering::equal;
    if (!a.until || !b.until || !a.until->value || !b.until->value)
        return std::nullopt;
    return *a.until->value <=> *b.until->value;
}

[[nodiscard]] inline bool same_counts(const std::vector<count_of>& a, const std::vector<count_of>& b) {
    const auto same = [](const count_of& x, const count_of& y) {
        if (x.unit != y.unit || x.step != y.step)
            return false;
        return x.unit != counted::late ||
               (x.over_minutes && y.over_minutes && same_number(*x.over_minutes, *y.over_minutes));
    };
    return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin(), same);
}

/// Order of the points from which two rungs fire that count the same in the same window.
/// \return nothing where they do not, or where a number is left out
[[nodiscard]] inline std::optional<std::strong_ordering> compare_alike(const rung& a, const rung& b) {
    const auto marks = [](const rung& r) {
        mark_set out;
        for (const mark m : r.marks)
            out.add(m);
        return out;
    };
    if (a.mode.index() != b.mode.index() || !(marks(a) == marks(b)) || !same_counts(a.counts, b.counts))
        return std::nullopt;
    return std::visit(
        [&](const auto& x) -> std::optional<std::strong_ordering> {
            const auto& y = std::get<std::remove_cvref_t<decltype(x)>>(b.mode);
            if constexpr (requires { same_window(x, y); })
                return same_window(x, y) ? compare_points(x, y) : std::nullopt;
            else
                return std::nullopt;  // a status or an earlier step has no number that could rise
        },
        a.mode);
}

}  // namespace baoxue::detail
