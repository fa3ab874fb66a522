// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "write_value.hpp"
#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue::detail {

template <class T>
inline constexpr bool is_vocabulary_word = false;
template <word_kind Kind>
inline constexpr bool is_vocabulary_word<word_ref<Kind>> = true;

/// The name of a type as the source writes it, without its namespace.
template <class T>
[[nodiscard]] std::string_view type_text() {
    std::string_view out = __PRETTY_FUNCTION__;  // "... [with T = baoxue::rung; ...]" or "... [T = baoxue::rung]"
    out.remove_prefix(out.find("T = ") + 4);
    out = out.substr(0, out.find_first_of(";]"));
    const auto colon = out.rfind(':');
    return colon == out.npos ? out : out.substr(colon + 1);
}

/// Describes by their lists of fields what the reader reads. Each struct, kind of word and type of parameter is defined
/// once, under `$defs`.
class schema_writer {
public:
    explicit schema_writer(const vocabulary& known) : known_(&known) {}

    /// \param members  of the object beside the fields, each required where `required` lists it
    template <class Fields>
    [[nodiscard]] json_node object_of(const Fields& fields, json_node members = json_object(),
                                      std::vector<std::string_view> required = {}) {
        fields([&](const auto& f) { add_property(f, members, required); });
        return closed_object(std::move(members), required);
    }

    [[nodiscard]] static json_node closed_object(json_node members, const std::vector<std::string_view>& required) {
        auto out = type("object");
        add_member(out, "properties", std::move(members));
        if (!required.empty())
            add_member(out, "required", texts(required));
        add_member(out, "additionalProperties", json_bool(false));
        return out;
    }

    template <class T>
    [[nodiscard]] json_node schema_of() {
        if constexpr (requires { schema_as(*this, static_cast<T*>(nullptr)); })  // written in a way of its own
            return schema_as(*this, static_cast<T*>(nullptr));
        else if constexpr (has_fields<T>)
            return defined(std::string{type_text<T>()}, [this] { return this->template struct_schema<T>(); });
        else if constexpr (is_param<T>::value)
            return schema_of_param(static_cast<T*>(nullptr));
        else if constexpr (is_optional<T>::value)
            return schema_of<typename T::value_type>();
        else if constexpr (is_vector<T>::value)
            return list_of(schema_of<typename T::value_type>());
        else if constexpr (is_variant<T>::value)
            return one_of_kinds(static_cast<T*>(nullptr));
        else if constexpr (std::is_enum_v<T>)
            return words_of_enum<T>();
        else if constexpr (is_vocabulary_word<T>)
            return word_id(T::kind);
        else if constexpr (std::is_same_v<T, subject_word>)
            return defined("subject_id", [this] { return known_words(word_kind::unit_kind, {"student"}); });
        else if constexpr (requires(T t) { t.id; })
            return own_word();
        else
            return plain(static_cast<T*>(nullptr));
    }

    [[nodiscard]] static json_node list_of(json_node items) {
        auto out = type("array");
        add_member(out, "items", std::move(items));
        return out;
    }

    /// A reference to a definition, which is made where it is not there yet.
    template <class Make>
    [[nodiscard]] json_node defined(const std::string& name, const Make& make) {
        std::size_t i = 0;
        while (i < definitions_.size() && definitions_[i].key != name)
            ++i;
        if (i == definitions_.size()) {
            definitions_.emplace_back().key = name;  // its place first: what it needs comes after it
            auto made = make();
            made.key = name;
            definitions_[i] = std::move(made);
        }
        auto out = json_object();
        add_member(out, "$ref", json_string("#/$defs/" + name));
        return out;
    }

    [[nodiscard]] json_node definitions() const {
        auto out = json_object();
        out.children = definitions_;
        return out;
    }

    [[nodiscard]] static json_node type(std::string_view name) {
        auto out = json_object();
        add_member(out, "type", json_string(name));
        return out;
    }

    [[nodiscard]] static json_node constant(json_node value) {
        auto out = json_object();
        add_member(out, "const", std::move(value));
        return out;
    }

    template <class Texts>
    [[nodiscard]] static json_node texts(const Texts& list) {
        auto out = json_list();
        for (const auto& text : list)
            out.children.push_back(json_string(text));
        return out;
    }

private:
    template <class Field>
    void add_property(const Field& f, json_node& members, std::vector<std::string_view>& required) {
        add_property_of(f, f.member, members, required);
    }
    template <class Field, class Struct, class Member>
    void add_property_of(const Field& f, Member Struct::* member, json_node& members,
                         std::vector<std::string_view>& required) {
        auto schema = schema_of<Member>();
        if (!f.meaning.empty())
            add_member(schema, "description", json_string(f.meaning));
        if (f.is == presence::required) {
            required.push_back(f.name);
        } else if constexpr (says_what_it_is_by_default<Member>()) {
            static const Struct left_out{};
            add_member(schema, "default", node_of(left_out.*member));
        }
        add_member(members, f.name, std::move(schema));
    }

    /// Numbers, words and parameters; a struct or list that is left out is just that.
    template <class Member>
    [[nodiscard]] static constexpr bool says_what_it_is_by_default() {
        return is_param<Member>::value || std::is_enum_v<Member> || std::is_arithmetic_v<Member>;
    }

    /// A struct; one that a variant holds begins with its kind, and one that has a kind's fields beside its own is one
    /// of as many objects.
    template <class T>
    [[nodiscard]] json_node struct_schema() {
        json_node kinds = json_object();
        bool found = false;
        for_each_field<T>([&](const auto& f) { found = found || beside(f, f.member, kinds); });
        if (found)
            return kinds;
        auto members = json_object();
        std::vector<std::string_view> required;
        if constexpr (requires { T::kind; }) {
            add_member(members, "kind", constant(json_string(T::kind)));
            required.emplace_back("kind");
        }
        return object_of(T::fields(), std::move(members), required);
    }

    /// \return whether the field is a variant whose fields stand beside those of the struct; then `out` is its schema
    template <class Field, class Struct, class Member>
    bool beside(const Field& f, Member Struct::*, json_node& out) {
        if constexpr (is_variant<Member>::value) {
            if (!f.name.empty())
                return false;
            out = kinds_beside<Struct>(static_cast<Member*>(nullptr));
            return true;
        } else {
            return false;
        }
    }

    template <class Struct, class... T>
    [[nodiscard]] json_node kinds_beside(std::variant<T...>*) {
        auto out = type("object");
        auto kind = json_object(), properties = json_object();
        add_member(kind, "enum", texts(std::vector<std::string_view>{T::kind...}));
        add_member(properties, "kind", std::move(kind));
        add_member(out, "properties", std::move(properties));
        add_member(out, "required", texts(std::vector<std::string_view>{"kind"}));
        auto alternatives = json_list();
        (alternatives.children.push_back(defined(std::string{type_text<Struct>()} + "_" + std::string{T::kind},
                                                 [this] { return this->template struct_with<Struct, T>(); })),
         ...);
        add_member(out, "oneOf", std::move(alternatives));
        return out;
    }

    /// A struct's own fields, and those of one of its kinds where the variant stands.
    template <class Struct, class Kind>
    [[nodiscard]] json_node struct_with() {
        auto members = json_object();
        std::vector<std::string_view> required;
        const auto add = [&]<class Member>(const auto& f, Member Struct::*) {
            if constexpr (is_variant<Member>::value)
                if (f.name.empty()) {
                    add_member(members, "kind", constant(json_string(Kind::kind)));
                    required.emplace_back("kind");
                    for_each_field<Kind>([&](const auto& k) { add_property(k, members, required); });
                    return;
                }
            add_property(f, members, required);
        };
        for_each_field<Struct>([&](const auto& f) { add(f, f.member); });
        return closed_object(std::move(members), required);
    }

    template <class... T>
    [[nodiscard]] json_node one_of_kinds(std::variant<T...>*) {
        auto list = json_list();
        (list.children.push_back(schema_of<T>()), ...);
        auto out = json_object();
        add_member(out, "oneOf", std::move(list));
        return out;
    }

    template <class T>
    [[nodiscard]] json_node schema_of_param(param<T>*) {
        return defined("parameter_" + name_of_value<T>(), [this] {
            const auto object = [](std::string_view key, json_node value, bool can_be_settled) {
                auto members = json_object();
                add_member(members, key, std::move(value));
                auto name = own_word();
                add_member(name, "description", json_string("a name of its own, where its key does not do"));
                add_member(members, "name", std::move(name));
                auto word = type("string");
                add_member(word, "description", json_string("the document's own word for it"));
                add_member(members, "word", std::move(word));
                if (can_be_settled) {
                    auto settled = constant(json_bool(true));
                    add_member(settled, "description",
                               json_string("decided by whoever uses the policy, not by the document"));
                    add_member(members, "settled", std::move(settled));
                }
                return closed_object(std::move(members), {key});
            };
            auto list = json_list();
            list.children.push_back(this->template schema_of<T>());
            list.children.push_back(object("value", this->template schema_of<T>(), true));
            list.children.push_back(object("unspecified", constant(json_bool(true)), false));
            auto out = json_object();
            add_member(out, "oneOf", std::move(list));
            return out;
        });
    }

    template <class T>
    [[nodiscard]] static std::string name_of_value() {
        if constexpr (is_vector<T>::value)
            return "list_of_" + name_of_value<typename T::value_type>();
        else if constexpr (std::is_enum_v<T>)
            return "one_of_" + std::string{enum_words<T>.front().word};
        else if constexpr (std::is_integral_v<T>)
            return sizeof(T) > sizeof(std::int32_t) ? "large_integer" : "integer";
        else
            return std::string{type_text<T>()};
    }

    template <class Enum>
    [[nodiscard]] static json_node words_of_enum() {
        std::vector<std::string_view> words;
        for (const auto& w : enum_words<Enum>)
            words.push_back(w.word);
        auto out = json_object();
        add_member(out, "enum", texts(words));
        return out;
    }

    [[nodiscard]] json_node word_id(word_kind kind) {
        return defined(std::string{word_of(kind)} + "_id", [&] { return known_words(kind, {}); });
    }

    /// The words that stand, with their names for an editor to show, or any other.
    [[nodiscard]] json_node known_words(word_kind kind, std::vector<std::string_view> more) {
        auto ids = json_list(), names = json_list();
        for (const auto& w : known_->words(kind)) {
            ids.children.push_back(json_string(w.id));
            names.children.push_back(json_string(w.zh + " (" + w.en + ")"));
        }
        for (const auto word : more) {
            ids.children.push_back(json_string(word));
            names.children.push_back(json_string(word));
        }
        auto list = json_list();
        if (!ids.children.empty()) {
            auto& standing = list.children.emplace_back(json_object());
            add_member(standing, "enum", std::move(ids));
            add_member(standing, "enumDescriptions", std::move(names));
        }
        list.children.push_back(own_word());
        auto out = json_object();
        add_member(out, "anyOf", std::move(list));
        return out;
    }

    [[nodiscard]] static json_node own_word() {
        auto out = type("string");
        add_member(out, "pattern", json_string("^[a-z0-9_]+$"));
        return out;
    }

    [[nodiscard]] static json_node plain(std::string*) { return type("string"); }
    [[nodiscard]] static json_node plain(bool*) { return type("boolean"); }
    [[nodiscard]] static json_node plain(std::int64_t*) { return type("integer"); }
    [[nodiscard]] static json_node plain(std::int32_t*) {
        auto out = type("integer");
        add_member(out, "minimum", json_number(std::numeric_limits<std::int32_t>::min()));
        add_member(out, "maximum", json_number(std::numeric_limits<std::int32_t>::max()));
        return out;
    }
    [[nodiscard]] static json_node plain(date*) {
        auto out = type("string");
        add_member(out, "format", json_string("date"));
        add_member(out, "pattern", json_string("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
        return out;
    }
    [[nodiscard]] json_node plain(ratio*) {
        return defined("share_of_whole", [] {
            auto members = json_object();
            add_member(members, "numerator", plain(static_cast<std::int32_t*>(nullptr)));
            add_member(members, "denominator", plain(static_cast<std::int32_t*>(nullptr)));
            return closed_object(std::move(members), {"numerator", "denominator"});
        });
    }

    const vocabulary* known_;
    std::vector<json_node> definitions_;
};

}  // namespace baoxue::detail
