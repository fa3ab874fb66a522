// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/date.hpp>

#include <array>
#include <cstdint>

namespace baoxue {

/// A stretch of days that the State Council's yearly notice on public holidays takes out of the plain week.
struct published_days {
    enum class kind : std::uint8_t { rest, work };
    date first;
    date last;
    kind is;
};

/// What the published lists cover. A list of 2027 may reach back into the last days of December 2026.
inline constexpr date cn_first_covered{2018, 12, 29};
inline constexpr date cn_last_covered{2026, 12, 25};

/// Public holidays and make-up working days of China, 2019 to 2026, in order.
///
/// \par Source
/// General Office of the State Council, yearly notice on the arrangement of public holidays
/// (国务院办公厅关于部分节假日安排的通知), for 2019 to 2026, with the 2020 extension of the Spring Festival holiday.
inline constexpr auto cn_published_days = [] {
    using enum published_days::kind;
    return std::to_array<published_days>({
        {date{2018, 12, 29}, date{2018, 12, 29}, work}, {date{2018, 12, 30}, date{2019, 1, 1}, rest},
        {date{2019, 2, 2}, date{2019, 2, 3}, work},     {date{2019, 2, 4}, date{2019, 2, 10}, rest},
        {date{2019, 4, 5}, date{2019, 4, 5}, rest},     {date{2019, 4, 28}, date{2019, 4, 28}, work},
        {date{2019, 5, 1}, date{2019, 5, 4}, rest},     {date{2019, 5, 5}, date{2019, 5, 5}, work},
        {date{2019, 6, 7}, date{2019, 6, 7}, rest},     {date{2019, 9, 13}, date{2019, 9, 13}, rest},
        {date{2019, 9, 29}, date{2019, 9, 29}, work},   {date{2019, 10, 1}, date{2019, 10, 7}, rest},
        {date{2019, 10, 12}, date{2019, 10, 12}, work}, {date{2020, 1, 1}, date{2020, 1, 1}, rest},
        {date{2020, 1, 19}, date{2020, 1, 19}, work},   {date{2020, 1, 24}, date{2020, 2, 2}, rest},
        {date{2020, 2, 3}, date{2020, 2, 3}, work},     {date{2020, 4, 4}, date{2020, 4, 6}, rest},
        {date{2020, 4, 26}, date{2020, 4, 26}, work},   {date{2020, 5, 1}, date{2020, 5, 5}, rest},
        {date{2020, 5, 9}, date{2020, 5, 9}, work},     {date{2020, 6, 25}, date{2020, 6, 27}, rest},
        {date{2020, 6, 28}, date{2020, 6, 28}, work},   {date{2020, 9, 27}, date{2020, 9, 27}, work},
        {date{2020, 10, 1}, date{2020, 10, 8}, rest},   {date{2020, 10, 10}, date{2020, 10, 10}, work},
        {date{2021, 1, 1}, date{2021, 1, 3}, rest},     {date{2021, 2, 7}, date{2021, 2, 7}, work},
        {date{2021, 2, 11}, date{2021, 2, 17}, rest},   {date{2021, 2, 20}, date{2021, 2, 20}, work},
        {date{2021, 4, 3}, date{2021, 4, 5}, rest},     {date{2021, 4, 25}, date{2021, 4, 25}, work},
        {date{2021, 5, 1}, date{2021, 5, 5}, rest},     {date{2021, 5, 8}, date{2021, 5, 8}, work},
        {date{2021, 6, 12}, date{2021, 6, 14}, rest},   {date{2021, 9, 18}, date{2021, 9, 18}, work},
        {date{2021, 9, 19}, date{2021, 9, 21}, rest},   {date{2021, 9, 26}, date{2021, 9, 26}, work},
        {date{2021, 10, 1}, date{2021, 10, 7}, rest},   {date{2021, 10, 9}, date{2021, 10, 9}, work},
        {date{2022, 1, 1}, date{2022, 1, 3}, rest},     {date{2022, 1, 29}, date{2022, 1, 30}, work},
        {date{2022, 1, 31}, date{2022, 2, 6}, rest},    {date{2022, 4, 2}, date{2022, 4, 2}, work},
        {date{2022, 4, 3}, date{2022, 4, 5}, rest},     {date{2022, 4, 24}, date{2022, 4, 24}, work},
        {date{2022, 4, 30}, date{2022, 5, 4}, rest},    {date{2022, 5, 7}, date{2022, 5, 7}, work},
        {date{2022, 6, 3}, date{2022, 6, 5}, rest},     {date{2022, 9, 10}, date{2022, 9, 12}, rest},
        {date{2022, 10, 1}, date{2022, 10, 7}, rest},   {date{2022, 10, 8}, date{2022, 10, 9}, work},
        {date{2022, 12, 31}, date{2023, 1, 2}, rest},   {date{2023, 1, 21}, date{2023, 1, 27}, rest},
        {date{2023, 1, 28}, date{2023, 1, 29}, work},   {date{2023, 4, 5}, date{2023, 4, 5}, rest},
        {date{2023, 4, 23}, date{2023, 4, 23}, work},   {date{2023, 4, 29}, date{2023, 5, 3}, rest},
        {date{2023, 5, 6}, date{2023, 5, 6}, work},     {date{2023, 6, 22}, date{2023, 6, 24}, rest},
        {date{2023, 6, 25}, date{2023, 6, 25}, work},   {date{2023, 9, 29}, date{2023, 10, 6}, rest},
        {date{2023, 10, 7}, date{2023, 10, 8}, work},   {date{2024, 1, 1}, date{2024, 1, 1}, rest},
        {date{2024, 2, 4}, date{2024, 2, 4}, work},     {date{2024, 2, 10}, date{2024, 2, 17}, rest},
        {date{2024, 2, 18}, date{2024, 2, 18}, work},   {date{2024, 4, 4}, date{2024, 4, 6}, rest},
        {date{2024, 4, 7}, date{2024, 4, 7}, work},     {date{2024, 4, 28}, date{2024, 4, 28}, work},
        {date{2024, 5, 1}, date{2024, 5, 5}, rest},     {date{2024, 5, 11}, date{2024, 5, 11}, work},
        {date{2024, 6, 10}, date{2024, 6, 10}, rest},   {date{2024, 9, 14}, date{2024, 9, 14}, work},
        {date{2024, 9, 15}, date{2024, 9, 17}, rest},   {date{2024, 9, 29}, date{2024, 9, 29}, work},
        {date{2024, 10, 1}, date{2024, 10, 7}, rest},   {date{2024, 10, 12}, date{2024, 10, 12}, work},
        {date{2025, 1, 1}, date{2025, 1, 1}, rest},     {date{2025, 1, 26}, date{2025, 1, 26}, work},
        {date{2025, 1, 28}, date{2025, 2, 4}, rest},    {date{2025, 2, 8}, date{2025, 2, 8}, work},
        {date{2025, 4, 4}, date{2025, 4, 6}, rest},     {date{2025, 4, 27}, date{2025, 4, 27}, work},
        {date{2025, 5, 1}, date{2025, 5, 5}, rest},     {date{2025, 5, 31}, date{2025, 6, 2}, rest},
        {date{2025, 9, 28}, date{2025, 9, 28}, work},   {date{2025, 10, 1}, date{2025, 10, 8}, rest},
        {date{2025, 10, 11}, date{2025, 10, 11}, work}, {date{2026, 1, 1}, date{2026, 1, 3}, rest},
        {date{2026, 1, 4}, date{2026, 1, 4}, work},     {date{2026, 2, 14}, date{2026, 2, 14}, work},
        {date{2026, 2, 15}, date{2026, 2, 23}, rest},   {date{2026, 2, 28}, date{2026, 2, 28}, work},
        {date{2026, 4, 4}, date{2026, 4, 6}, rest},     {date{2026, 5, 1}, date{2026, 5, 5}, rest},
        {date{2026, 5, 9}, date{2026, 5, 9}, work},     {date{2026, 6, 19}, date{2026, 6, 21}, rest},
        {date{2026, 9, 20}, date{2026, 9, 20}, work},   {date{2026, 9, 25}, date{2026, 9, 27}, rest},
        {date{2026, 10, 1}, date{2026, 10, 7}, rest},   {date{2026, 10, 10}, date{2026, 10, 10}, work},
    });
}();

}  // namespace baoxue
