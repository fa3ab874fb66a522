// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace baoxue::detail {

/// A value for one place in a phrase.
struct filling {
    std::string_view name;
    std::string text;
};

/// Puts values into a phrase: `{name}` is the value, `{name|day|days}` the word that fits the number, `{{` a brace.
/// A name without a value stays as it stands.
[[nodiscard]] inline std::string fill(std::string_view pattern, std::initializer_list<filling> values) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        const char c = pattern[i];
        if ((c == '{' || c == '}') && i + 1 < pattern.size() && pattern[i + 1] == c) {
            out += c;
            i += 2;
            continue;
        }
        const auto end = c == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += c;
            ++i;
            continue;
        }
        const auto place = pattern.substr(i + 1, end - i - 1);
        const auto bar = place.find('|');
        const filling* found = nullptr;
        for (const auto& v : values)
            if (v.name == place.substr(0, bar))
                found = &v;
        if (found == nullptr) {
            out += pattern.substr(i, end - i + 1);
        } else if (bar == std::string_view::npos) {
            out += found->text;
        } else {
            const auto second = place.find('|', bar + 1);
            out += found->text == "1" ? place.substr(bar + 1, second - bar - 1) : place.substr(second + 1);
        }
        i = end + 1;
    }
    return out;
}

}  // namespace baoxue::detail
