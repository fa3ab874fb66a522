// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace baoxue {

namespace detail {

template <class T>
struct is_param : std::false_type {};
template <class T>
struct is_param<param<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_variant : std::false_type {};
template <class... T>
struct is_variant<std::variant<T...>> : std::true_type {};

}  // namespace detail

/// Walks a value's fields down to its leaves (parameters, words, enumerators, numbers, strings) and calls
/// `visit(leaf, pointer)`; the pointer is the leaf's JSON pointer in a policy file.
template <class T, class Visit>
void walk_leaves(T& value, const std::string& pointer, Visit&& visit) {
    using plain = std::remove_const_t<T>;
    if constexpr (has_fields<plain>) {
        for_each_field<plain>([&](const auto& f) {
            walk_leaves(value.*f.member, f.name.empty() ? pointer : pointer + "/" + std::string{f.name}, visit);
        });
    } else if constexpr (detail::is_optional<plain>::value) {
        if (value) walk_leaves(*value, pointer, visit);
    } else if constexpr (detail::is_vector<plain>::value) {
        for (std::size_t i = 0; i < value.size(); ++i) walk_leaves(value[i], pointer + "/" + std::to_string(i), visit);
    } else if constexpr (detail::is_variant<plain>::value) {
        std::visit([&](auto& alternative) { walk_leaves(alternative, pointer, visit); }, value);
    } else {
        visit(value, pointer);
    }
}

}  // namespace baoxue
