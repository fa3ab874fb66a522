// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/vocabulary.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baoxue {

/// A number that a policy names: its value and the source's word for it, or unspecified, never a stand-in.
/// The full name is the clause id and `name`: `2.2.2.6i.within`.
template <class T>
struct param {
    std::optional<T> value{};
    std::string name{};
    std::string word{};   ///< the source's own word, such as 及时 or 第二天
    bool settled{false};  ///< the value is not the source's: whoever uses the policy decided it

    param() = default;
    param(T v) : value(v) {}  // NOLINT(google-explicit-constructor): a plain number is a parameter
    param(std::optional<T> v, std::string named, std::string source_word)
        : value(v), name(std::move(named)), word(std::move(source_word)) {}

    friend bool operator==(const param&, const param&) = default;
};

/// A value that the source leaves out. \param name what a gap and `with_values` call it
template <class T = std::int32_t>
[[nodiscard]] param<T> unspecified(std::string name, std::string word = {}) {
    return {std::nullopt, std::move(name), std::move(word)};
}

/// A word of one of the vocabulary's open lists, checked when a policy is made.
template <word_kind Kind>
struct word_ref {
    static constexpr word_kind kind = Kind;
    std::string id;

    word_ref() = default;
    word_ref(std::string word) : id(std::move(word)) {}  // NOLINT(google-explicit-constructor)
    word_ref(const char* word) : id(word) {}             // NOLINT(google-explicit-constructor)

    friend bool operator==(const word_ref&, const word_ref&) = default;
};

using role_word = word_ref<word_kind::role>;
using act_word = word_ref<word_kind::act>;
using stage_word = word_ref<word_kind::stage>;
using unit_kind_word = word_ref<word_kind::unit_kind>;
using need_word = word_ref<word_kind::need>;
using indicator_word = word_ref<word_kind::indicator>;
using honour_word = word_ref<word_kind::honour>;
using conduct_word = word_ref<word_kind::conduct>;
using register_word = word_ref<word_kind::record_register>;
using benefit_word = word_ref<word_kind::benefit>;

enum class presence : std::uint8_t { required, optional };

/// One member of a plain struct: its name in files and messages, where it is, whether a file must give it, what it
/// means.
template <class Struct, class Member>
struct field {
    std::string_view name;
    Member Struct::* member;
    presence is{presence::optional};
    std::string_view meaning{};
};

template <class Struct, class Member>
field(std::string_view, Member Struct::*, presence, std::string_view) -> field<Struct, Member>;

/// A struct's fields in order: calls its argument with each. It is no tuple, which would be instantiated with every
/// struct and take a quarter of the time in which a header compiles.
template <class... Fields>
[[nodiscard]] constexpr auto fields_of(Fields... list) {
    return [list...]([[maybe_unused]] auto&& visit) { (visit(list), ...); };
}

/// A struct that lists its fields once: reader, checks, writer and schema walk that list.
template <class T>
concept has_fields = requires { T::fields(); };

/// Calls `visit(field)` for each field in order.
template <has_fields T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    T::fields()(visit);
}

}  // namespace baoxue
