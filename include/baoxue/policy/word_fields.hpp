// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>

#include <array>
#include <string_view>

namespace baoxue {

/// The key under which a file lists the words of a kind.
struct word_list_key {
    word_kind kind;
    std::string_view key;
};

inline constexpr std::array<word_list_key, word_kinds> word_list_keys{{
    {word_kind::role, "roles"},
    {word_kind::act, "acts"},
    {word_kind::need, "needs"},
    {word_kind::conduct, "conduct"},
    {word_kind::record_register, "registers"},
    {word_kind::honour, "honours"},
    {word_kind::benefit, "benefits"},
    {word_kind::indicator, "indicators"},
    {word_kind::unit_kind, "unit_kinds"},
    {word_kind::stage, "stages"},
}};

[[nodiscard]] constexpr std::string_view list_key(word_kind kind) {
    return word_list_keys[static_cast<std::size_t>(kind)].key;
}

/// Fields of a word in a file.
[[nodiscard]] constexpr auto word_fields() {
    return fields_of(field{"id", &word::id, presence::required, "lower snake case"},
                     field{"zh", &word::zh, presence::required, "name in Chinese"},
                     field{"en", &word::en, presence::required, "name in English"});
}

/// Fields of a role in a file.
[[nodiscard]] constexpr auto role_fields() {
    return [](auto&& visit) {
        word_fields()(visit);
        fields_of(
            field{"holds", &word::holds, presence::optional, "unit kinds that it can hold, or `student`, or `party`"},
            field{"is", &word::is, presence::optional, "the wider role that its holders have too"},
            field{"single", &word::single, presence::optional, "one holder at a time"},
            field{"body", &word::body, presence::optional, "a body, not a person: a unit may act in its own name"},
            field{"borne_by", &word::borne_by, presence::optional, "of a body: the role that bears its duties"},
            field{"discharged_by", &word::discharged_by, presence::optional,
                  "of a body: the role whose acts meet its duties"})(visit);
    };
}

}  // namespace baoxue
