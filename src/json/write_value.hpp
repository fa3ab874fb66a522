// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "json_text.hpp"
#include <baoxue/policy/walk.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue::detail {

[[nodiscard]] inline json_node plain_node(const std::string& text) { return json_string(text); }
[[nodiscard]] inline json_node plain_node(bool value) { return json_bool(value); }
template <std::signed_integral T>
[[nodiscard]] json_node plain_node(T number) {
    return json_number(number);
}
[[nodiscard]] inline json_node plain_node(date d) { return json_string(to_string(d)); }
[[nodiscard]] inline json_node plain_node(const ratio& r) {
    auto out = json_object();
    add_member(out, "numerator", json_number(r.numerator));
    add_member(out, "denominator", json_number(r.denominator));
    return out;
}

template <class T>
[[nodiscard]] json_node node_of(const T& value);

/// Adds the fields that are required, or hold something else than where they are left out.
template <class T, class Fields>
void add_fields(json_node& object, const T& value, const Fields& fields) {
    [[maybe_unused]] static const T left_out{};
    fields([&](const auto& f) {
        const auto& member = value.*f.member;
        if constexpr (is_variant<std::remove_cvref_t<decltype(member)>>::value)
            if (f.name.empty()) {
                auto beside = node_of(member);
                for (auto& child : beside.children)
                    object.children.push_back(std::move(child));
                return;
            }
        if (f.is == presence::required || !(member == left_out.*f.member))
            add_member(object, f.name, node_of(member));
    });
}

/// A plain value where nothing more is to be said of it.
template <class T>
[[nodiscard]] json_node param_node(const param<T>& p) {
    if (p.value && p.name.empty() && p.word.empty() && !p.settled)
        return node_of(*p.value);
    auto out = json_object();
    if (p.value)
        add_member(out, "value", node_of(*p.value));
    else
        add_member(out, "unspecified", json_bool(true));
    if (!p.name.empty())
        add_member(out, "name", json_string(p.name));
    if (!p.word.empty())
        add_member(out, "word", json_string(p.word));
    if (p.settled)
        add_member(out, "settled", json_bool(true));
    return out;
}

/// A value as the reader reads it.
template <class T>
json_node node_of(const T& value) {
    if constexpr (has_fields<T>) {
        auto out = json_object();
        add_fields(out, value, T::fields());
        return out;
    } else if constexpr (is_param<T>::value) {
        return param_node(value);
    } else if constexpr (is_optional<T>::value) {
        return node_of(*value);
    } else if constexpr (is_vector<T>::value) {
        auto out = json_list();
        for (const auto& element : value)
            out.children.push_back(node_of(element));
        return out;
    } else if constexpr (is_variant<T>::value) {
        auto out = json_object();
        std::visit(
            [&](const auto& alternative) {
                add_member(out, "kind", json_string(std::remove_cvref_t<decltype(alternative)>::kind));
                add_fields(out, alternative, std::remove_cvref_t<decltype(alternative)>::fields());
            },
            value);
        return out;
    } else if constexpr (std::is_enum_v<T>) {
        return json_string(word_of(value));
    } else if constexpr (requires { value.id; }) {
        return json_string(value.id);
    } else {
        return plain_node(value);
    }
}

}  // namespace baoxue::detail
