// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/enum_words.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue {

/// The open lists of words. Policies and callers may add to them; closed lists are enumerations.
enum class word_kind : std::uint8_t {
    role,
    act,
    need,
    conduct,
    record_register,
    honour,
    benefit,
    indicator,
    unit_kind,
    stage
};

inline constexpr std::size_t word_kinds = 10;

template <>
inline constexpr auto enum_words<word_kind> = std::to_array<enum_word<word_kind>>({
    {word_kind::role, "role"},
    {word_kind::act, "act"},
    {word_kind::need, "need"},
    {word_kind::conduct, "conduct"},
    {word_kind::record_register, "register"},
    {word_kind::honour, "honour"},
    {word_kind::benefit, "benefit"},
    {word_kind::indicator, "indicator"},
    {word_kind::unit_kind, "unit_kind"},
    {word_kind::stage, "stage"},
});

/// How a message calls the words of a kind.
[[nodiscard]] inline std::string spoken(word_kind kind) {
    std::string out{word_of(kind)};
    for (char& c : out)
        if (c == '_')
            c = ' ';
    return out;
}

/// One word with its names; the fields below `en` are a role's alone.
struct word {
    std::string id;
    std::string zh;
    std::string en;
    std::vector<std::string> holds{};  ///< unit kinds, or student, or party
    std::string is{};                  ///< the wider role its holder also counts as; empty for none
    bool single{false};                ///< one holder at a time
    bool body{false};                  ///< a body, not a person: a unit may act in its own name
    std::string borne_by{};            ///< the role that bears this one's duties, where it is a body; empty for itself
    std::string discharged_by{};       ///< the role whose acts meet this one's duties; empty for itself

    friend bool operator==(const word&, const word&) = default;
};

/// A word's position in its list. Words that are added later never move earlier ones.
using word_code = std::int32_t;

class vocabulary {
public:
    /// \return false, and nothing changes, where the id stands already
    bool add(word_kind kind, word w) {
        if (find(kind, w.id))
            return false;
        list(kind).push_back(std::move(w));
        return true;
    }

    [[nodiscard]] std::optional<word_code> find(word_kind kind, std::string_view id) const {
        const auto& l = words(kind);
        const auto it = std::find_if(l.begin(), l.end(), [&](const word& w) { return w.id == id; });
        if (it == l.end())
            return std::nullopt;
        return static_cast<word_code>(it - l.begin());
    }

    [[nodiscard]] const std::vector<word>& words(word_kind kind) const {
        return lists_[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] const word& at(word_kind kind, word_code c) const { return words(kind)[static_cast<std::size_t>(c)]; }

    [[nodiscard]] std::vector<std::string_view> ids(word_kind kind) const {
        std::vector<std::string_view> out;
        for (const auto& w : words(kind))
            out.push_back(w.id);
        return out;
    }

    /// Whether a holder of `narrow` also counts as `wide`: itself, or up the `is` chain.
    [[nodiscard]] bool role_is(word_code narrow, word_code wide) const {
        const auto& roles = words(word_kind::role);
        for (std::size_t steps = 0; steps <= roles.size(); ++steps) {  // bounded: a cycle of `is` cannot hang
            if (narrow == wide)
                return true;
            const auto next = find(word_kind::role, roles[static_cast<std::size_t>(narrow)].is);
            if (!next)
                return false;
            narrow = *next;
        }
        return false;
    }

private:
    std::vector<word>& list(word_kind kind) { return lists_[static_cast<std::size_t>(kind)]; }

    std::array<std::vector<word>, word_kinds> lists_;
};

}  // namespace baoxue
