// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/parameter_value.hpp>
#include <baoxue/rules/field.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue::detail {

/// Sets a parameter; a whole number of either width fits wherever it is in range.
/// \return what is wrong with the value, empty where it was set
template <class T>
[[nodiscard]] std::string set_parameter(param<T>& into, const std::string& name, const parameter_value& value) {
    if constexpr (std::is_enum_v<T>) {
        const auto* word = std::get_if<std::string>(&value);
        const auto known = word != nullptr ? enum_from<T>(*word) : std::nullopt;
        if (known) {
            into.value = known;
            return {};
        }
    } else if constexpr (std::is_same_v<T, bilingual>) {  // a text that is given alone is shown in both languages
        if (const auto* text = std::get_if<std::string>(&value)) {
            into.value = bilingual{*text, *text};
            return {};
        }
        if (const auto* texts = std::get_if<bilingual>(&value)) {
            into.value = *texts;
            return {};
        }
    } else if constexpr (std::is_same_v<T, std::vector<pledge_pair>>) {
        const auto* texts = std::get_if<std::vector<std::string>>(&value);
        T pairs;
        for (std::size_t i = 0; texts != nullptr && i < texts->size(); ++i)
            if (auto pair = pair_from((*texts)[i]))
                pairs.push_back(std::move(*pair));
        if (texts != nullptr && pairs.size() == texts->size()) {
            into.value = std::move(pairs);
            return {};
        }
    } else if (const auto* same = std::get_if<T>(&value)) {
        into.value = *same;
        return {};
    }
    if constexpr (std::is_integral_v<T>) {
        const auto* narrow = std::get_if<std::int32_t>(&value);
        const auto* wide = std::get_if<std::int64_t>(&value);
        if (narrow != nullptr || wide != nullptr) {
            using limits = std::numeric_limits<T>;
            const std::int64_t number = narrow != nullptr ? *narrow : *wide;
            if (number > limits::max())
                return "parameter `" + name + "`: must be at most " + std::to_string(limits::max()) + ", got `" +
                       std::to_string(number) + "`";
            if (number < limits::min())
                return "parameter `" + name + "`: must be at least " + std::to_string(limits::min()) + ", got `" +
                       std::to_string(number) + "`";
            into.value = static_cast<T>(number);
            return {};
        }
    }
    if constexpr (std::is_same_v<T, ratio>) {  // a whole number is a share, or a count, of one
        if (const auto* whole = std::get_if<std::int32_t>(&value)) {
            into.value = ratio{*whole, 1};
            return {};
        }
    }
    return "parameter `" + name + "` is " + spoken_type<T>() + ", got `" + text_of(value) + "`";
}

}  // namespace baoxue::detail
