// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace baoxue::arrow {

namespace detail {

inline constexpr auto plain_type_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"n", "null"},
    {"b", "bool"},
    {"c", "int8"},
    {"C", "uint8"},
    {"s", "int16"},
    {"S", "uint16"},
    {"i", "int32"},
    {"I", "uint32"},
    {"l", "int64"},
    {"L", "uint64"},
    {"e", "halffloat"},
    {"f", "float"},
    {"g", "double"},
    {"z", "binary"},
    {"Z", "large_binary"},
    {"vz", "binary_view"},
    {"u", "string"},
    {"U", "large_string"},
    {"vu", "string_view"},
    {"tdD", "date32"},
    {"tdm", "date64"},
    {"tts", "time32[s]"},
    {"ttm", "time32[ms]"},
    {"ttu", "time64[us]"},
    {"ttn", "time64[ns]"},
    {"tDs", "duration[s]"},
    {"tDm", "duration[ms]"},
    {"tDu", "duration[us]"},
    {"tDn", "duration[ns]"},
    {"tiM", "month_interval"},
    {"tiD", "day_time_interval"},
    {"tin", "month_day_nano_interval"},
    {"+l", "list"},
    {"+L", "large_list"},
    {"+vl", "list_view"},
    {"+vL", "large_list_view"},
    {"+s", "struct"},
    {"+m", "map"},
    {"+r", "run_end_encoded"},
});

/// Formats that begin so carry parameters after it.
inline constexpr auto open_type_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"tss:", "timestamp[s"},
    {"tsm:", "timestamp[ms"},
    {"tsu:", "timestamp[us"},
    {"tsn:", "timestamp[ns"},
});

}  // namespace detail

/// What people call the type of a format string: `timestamp[ns]`, `decimal(19,10)`.
[[nodiscard]] inline std::string type_name(std::string_view format) {
    for (const auto& [letters, name] : detail::plain_type_names)
        if (format == letters)
            return std::string{name};
    for (const auto& [letters, name] : detail::open_type_names) {
        if (!format.starts_with(letters))
            continue;
        const auto zone = format.substr(letters.size());
        return std::string{name} + (zone.empty() ? "" : ", tz=") + std::string{zone} + "]";
    }
    if (format.starts_with("d:"))
        return "decimal(" + std::string{format.substr(2)} + ")";
    if (format.starts_with("w:"))
        return "fixed_size_binary[" + std::string{format.substr(2)} + "]";
    if (format.starts_with("+w:"))
        return "fixed_size_list[" + std::string{format.substr(3)} + "]";
    if (format.starts_with("+u"))
        return "union";
    return "a type of the Arrow format `" + std::string{format} + "`";
}

}  // namespace baoxue::arrow
