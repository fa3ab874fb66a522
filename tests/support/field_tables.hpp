// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy_fields.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/policy/word_fields.hpp>

#include <string>
#include <string_view>
#include <type_traits>

/// Markdown tables of the fields of a policy file, from the structs' own lists.
namespace field_tables {

using namespace baoxue;

template <class T>
struct tag {
    using type = T;
};

template <class Enum>
std::string words_of() {
    std::string out;
    for (const auto& w : enum_words<Enum>)
        out += (out.empty() ? "`" : ", `") + std::string{w.word} + "`";
    return out;
}

inline std::string kinds_of(std::string out) { return out; }
template <class First, class... Rest>
std::string kinds_of(std::string out, tag<First>, Rest... rest) {
    return kinds_of(out + (out.empty() ? "`" : ", `") + std::string{First::kind} + "`", rest...);
}

inline std::string title(tag<layer_of_clauses>) { return "layer"; }
inline std::string title(tag<bilingual>) { return "two texts"; }
inline std::string title(tag<reading>) { return "reading"; }
inline std::string title(tag<effective>) { return "effective"; }
inline std::string title(tag<clause>) { return "clause"; }
inline std::string title(tag<rule>) { return "rule"; }
inline std::string title(tag<rung>) { return "rung"; }
inline std::string title(tag<other_count>) { return "unless_reached"; }
inline std::string title(tag<owes>) { return "owes"; }
inline std::string title(tag<count_of>) { return "count"; }
inline std::string title(tag<applies_to>) { return "applies_to"; }
inline std::string title(tag<age_range>) { return "ages"; }
inline std::string title(tag<after_act>) { return "after"; }
inline std::string title(tag<need_condition>) { return "needs"; }
inline std::string title(tag<figure_condition>) { return "condition"; }
inline std::string title(tag<late_after>) { return "late_after"; }
inline std::string title(tag<rule_reference>) { return "of"; }
inline std::string title(tag<year_point>) { return "point"; }
inline std::string title(tag<seat>) { return "seat"; }
inline std::string title(tag<pledge_pair>) { return "pair"; }
inline std::string title(tag<repetition>) { return "again"; }

template <class... T>
std::string type_of_variant(tag<std::variant<T...>>) {
    return "object of `kind` " + kinds_of("", tag<T>{}...);
}
template <word_kind Kind>
std::string type_of_word(tag<word_ref<Kind>>) {
    std::string out;
    for (const char c : word_of(Kind))
        out += c == '_' ? ' ' : c;
    return out + " id";
}

template <class T>
std::string type_of() {
    if constexpr (has_fields<T>)
        return "[" + title(tag<T>{}) + "](#" + [] {
            auto anchor = title(tag<T>{});
            for (char& c : anchor)
                if (c == ' ')
                    c = '-';
            return anchor;
        }() + ")";
    else if constexpr (detail::is_optional<T>::value)
        return type_of<typename T::value_type>();
    else if constexpr (detail::is_vector<T>::value)
        return [](std::string of) {
            return "list of " + of + (of.ends_with(" id") || of == "text" ? "s" : "");
        }(type_of<typename T::value_type>());
    else if constexpr (detail::is_variant<T>::value)
        return type_of_variant(tag<T>{});
    else if constexpr (std::is_same_v<T, param<ratio>>)
        return "[parameter](#parameters), a share";
    else if constexpr (std::is_same_v<T, param<std::vector<ratio>>>)
        return "[parameter](#parameters), a list of shares";
    else if constexpr (std::is_same_v<T, param<bilingual>>)
        return "[parameter](#parameters), [two texts](#two-texts)";
    else if constexpr (std::is_same_v<T, param<std::vector<pledge_pair>>>)
        return "[parameter](#parameters), a list of [pair](#pair)";
    else if constexpr (detail::is_param<T>::value)
        return "[parameter](#parameters)";
    else if constexpr (std::is_enum_v<T>)
        return words_of<T>();
    else if constexpr (std::is_same_v<T, bool>)
        return "`true`, `false`";
    else if constexpr (std::is_same_v<T, std::int32_t>)
        return "integer";
    else if constexpr (std::is_same_v<T, date>)
        return "date, as `2025-09-01`";
    else if constexpr (std::is_same_v<T, subject_word>)
        return "id of a unit kind, or `student`";
    else if constexpr (requires(T t) { t.id; })
        return type_of_word(tag<T>{});
    else
        return "text";
}

template <class Fields>
std::string table(const Fields& fields) {
    std::string out = "| key | | value | meaning |\n|---|---|---|---|\n";
    fields([&]<class S, class M>(const field<S, M>& one) {
        const std::string key = one.name.empty() ? "`kind`, ..." : "`" + std::string{one.name} + "`";
        out += "| " + key + " | " + (one.is == presence::required ? "required" : "") + " | " + type_of<M>() + " | " +
               std::string{one.meaning} + " |\n";
    });
    return out;
}

template <class T>
std::string section() {
    std::string heading;
    if constexpr (requires { T::kind; })
        heading = std::string{T::kind};
    else
        heading = title(tag<T>{});
    return "#### " + heading + "\n\n" + table(T::fields()) + "\n";
}
template <class... T>
std::string sections(tag<std::variant<T...>>) {
    return (section<T>() + ...);
}

/// Everything between the marks of docs/policy-format.md.
inline std::string all() {
    return "### The file\n\n" + table(layer_fields()) + "\n### A file of several layers\n\n" + table(layered_fields()) +
           "\n#### layer\n\nThe keys of the first table, for one document.\n\n" + section<bilingual>() +
           section<clause>() + section<effective>() + section<reading>() + section<rule>() + section<applies_to>() +
           section<age_range>() + section<need_condition>() + section<after_act>() + "### Kinds of rule\n\n" +
           sections(tag<rule_kind>{}) + "### Parts of rules\n\n" + section<rule_reference>() + section<late_after>() +
           section<year_point>() + section<seat>() + section<pledge_pair>() + section<repetition>() +
           section<figure_condition>() + sections(tag<figure_line>{}) + sections(tag<decltype(incentive::by)>{}) +
           "### A rung\n\n" + section<rung>() + section<count_of>() + section<other_count>() + section<owes>() +
           "### Kinds of mode\n\n" + sections(tag<count_mode>{}) + "### Kinds of deadline\n\n" +
           sections(tag<deadline>{}) + "### Words\n\n#### role\n\n" + table(role_fields()) +
           "\n#### every other word\n\n" + table(word_fields());
}

}  // namespace field_tables
