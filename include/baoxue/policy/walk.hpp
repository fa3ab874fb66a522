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
        if (value)
            walk_leaves(*value, pointer, visit);
    } else if constexpr (detail::is_vector<plain>::value) {
        for (std::size_t i = 0; i < value.size(); ++i)
            walk_leaves(value[i], pointer + "/" + std::to_string(i), visit);
    } else if constexpr (detail::is_variant<plain>::value) {
        std::visit([&](auto& alternative) { walk_leaves(alternative, pointer, visit); }, value);
    } else {
        visit(value, pointer);
    }
}

/// Calls `visit(value, pointer)` for a struct that lists its fields and for every such struct inside it, outer ones
/// first.
template <class T, class Visit>
void walk_structs(T& value, const std::string& pointer, Visit&& visit) {
    using plain = std::remove_const_t<T>;
    if constexpr (has_fields<plain>) {
        visit(value, pointer);
        for_each_field<plain>([&](const auto& f) {
            walk_structs(value.*f.member, f.name.empty() ? pointer : pointer + "/" + std::string{f.name}, visit);
        });
    } else if constexpr (detail::is_optional<plain>::value) {
        if (value)
            walk_structs(*value, pointer, visit);
    } else if constexpr (detail::is_vector<plain>::value) {
        for (std::size_t i = 0; i < value.size(); ++i)
            walk_structs(value[i], pointer + "/" + std::to_string(i), visit);
    } else if constexpr (detail::is_variant<plain>::value) {
        std::visit([&](auto& alternative) { walk_structs(alternative, pointer, visit); }, value);
    }
}

/// JSON pointer of a layer: of the file where the policy is one document, else of its place among the layers.
[[nodiscard]] inline std::string layer_pointer(const policy& p, std::size_t index) {
    return p.is_one_document() ? std::string{} : "/layers/" + std::to_string(index);
}

/// Calls `visit(clause, pointer)` for every clause of every layer.
template <class Policy, class Visit>
void for_each_clause(Policy& p, Visit&& visit) {
    for (std::size_t l = 0; l < p.layers.size(); ++l) {
        auto& clauses = p.layers[l].clauses;
        for (std::size_t c = 0; c < clauses.size(); ++c)
            visit(clauses[c], layer_pointer(p, l) + "/clauses/" + std::to_string(c));
    }
}

/// Calls `visit(rule, reading, pointer)` for every rule of every reading of a clause.
template <class Clause, class Visit>
void for_each_rule(Clause& c, const std::string& clause_pointer, Visit&& visit) {
    for (std::size_t i = 0; i < c.readings.size(); ++i)
        for (std::size_t j = 0; j < c.readings[i].rules.size(); ++j)
            visit(c.readings[i].rules[j], c.readings[i],
                  clause_pointer + "/readings/" + std::to_string(i) + "/rules/" + std::to_string(j));
}

}  // namespace baoxue
