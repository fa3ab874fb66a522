// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/json/document.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue::detail {

/// Keys in the order in which a message lists them.
using key_list = std::vector<std::string_view>;

/// Reads plain structs out of JSON nodes by their lists of fields, and collects every problem.
class value_reader {
public:
    value_reader(std::string_view file, std::vector<problem>& problems) : file_(file), problems_(&problems) {}

    /// A key of an object while it is read: the pointer of problems.
    class scope {
    public:
        scope(value_reader& r, std::string_view segment) : reader_(&r), before_(r.pointer_.size()) {
            r.pointer_ += '/';
            r.pointer_ += pointer_segment(segment);
        }
        scope(const scope&) = delete;
        scope& operator=(const scope&) = delete;
        ~scope() { reader_->pointer_.resize(before_); }

    private:
        value_reader* reader_;
        std::size_t before_;
    };

    void report(text_position at, std::string message) {
        problem p;
        p.file = file_;
        p.line = at.line;
        p.column = at.column;
        p.pointer = pointer_;
        p.message = std::move(message);
        problems_->push_back(std::move(p));
    }

    /// A type that is written in a way of its own has a function `read_as(reader, node, out)` beside it.
    template <class T>
    void read(const json_node& node, T& out) {
        if constexpr (requires { read_as(*this, node, out); })
            read_as(*this, node, out);
        else if constexpr (has_fields<T>)
            read_object(node, out, T::fields());
        else if constexpr (is_param<T>::value)
            read_param(node, out);
        else if constexpr (is_optional<T>::value)
            read(node, out.emplace());
        else if constexpr (is_vector<T>::value)
            read_list(node, out, [this](const json_node& n, auto& element) { this->read(n, element); });
        else if constexpr (is_variant<T>::value)
            read_variant(node, out);
        else if constexpr (std::is_enum_v<T>)
            read_enum(node, out);
        else if constexpr (requires { out.id; })
            read(node, out.id);
        else
            read_plain(node, out);
    }

    /// \param fields  the fields to read
    /// \param known   keys that others read; any further key is a problem
    template <class T, class Fields>
    void read_object(const json_node& node, T& out, const Fields& fields, key_list known = {}) {
        if (!expect(node, json_kind::object, "an object"))
            return;
        fields([&](const auto& f) { read_field(node, out, f, known); });
        refuse_unknown_keys(node, known);
    }

    template <class T, class ReadElement>
    void read_list(const json_node& node, std::vector<T>& out, const ReadElement& read_element) {
        if (!expect(node, json_kind::array, "a list"))
            return;
        out.assign(node.children.size(), T{});
        for (std::size_t i = 0; i < out.size(); ++i) {
            const scope here{*this, std::to_string(i)};
            read_element(node.children[i], out[i]);
        }
    }

    bool expect(const json_node& node, json_kind kind, std::string_view what) {
        if (node.kind == kind)
            return true;
        report(node.at, "expected " + std::string{what} + ", got " + describe(node));
        return false;
    }

    void refuse_unknown_keys(const json_node& node, const key_list& known) {
        for (const auto& child : node.children) {
            if (std::find(known.begin(), known.end(), child.key) != known.end())
                continue;
            const scope here{*this, child.key};
            report(child.key_at, "unknown key " + in_backquotes(child.key) + nearest_or_all(child.key, known));
        }
    }

    static std::string describe(const json_node& node) {
        switch (node.kind) {
        case json_kind::object:
            return "an object";
        case json_kind::array:
            return "a list";
        case json_kind::string:
            return "the text " + in_backquotes(node.text);
        default:
            return in_backquotes(node.text);
        }
    }

    static std::string nearest_of(std::string_view word, const key_list& words) {
        const auto near = did_you_mean(word, words);
        return (near.empty() ? ", " : near + " ") + expected_one_of(words);
    }

    /// Pointers of objects that cannot be judged whole, since the kind of something in them is unknown.
    [[nodiscard]] const std::vector<std::string>& of_unknown_kind() const { return of_unknown_kind_; }

private:
    template <class T, class Field>
    void read_field(const json_node& node, T& out, const Field& f, key_list& known) {
        auto& member = out.*f.member;
        if constexpr (is_variant<std::remove_reference_t<decltype(member)>>::value)
            if (f.name.empty()) {
                if (!read_alternative(node, member, known))
                    of_unknown_kind_.push_back(pointer_);
                return;
            }
        known.push_back(f.name);
        const scope here{*this, f.name};
        if (const auto* child = node.find(f.name))
            read(*child, member);
        else if (f.is == presence::required)
            report(node.at, "key `" + std::string{f.name} + "` is missing");
    }

    template <class... T>
    void read_variant(const json_node& node, std::variant<T...>& out) {
        if (!expect(node, json_kind::object, "an object"))
            return;
        key_list known;
        if (!read_alternative(node, out, known))
            of_unknown_kind_.push_back(pointer_.substr(0, pointer_.rfind('/')));
        refuse_unknown_keys(node, known);
    }

    /// `kind` and the fields of that kind, out of an object that may have others beside them.
    /// \return whether the kind is known
    template <class... T>
    bool read_alternative(const json_node& node, std::variant<T...>& out, key_list& known) {
        known.push_back("kind");
        const auto* kind = node.find("kind");
        const bool found =
            kind != nullptr && kind->kind == json_kind::string &&
            ((kind->text == T::kind && (read_fields(node, out.template emplace<T>(), known), true)) || ...);
        if (found)
            return true;
        for (const auto& child : node.children)
            known.push_back(child.key);  // of what kind they are is not known
        const scope here{*this, "kind"};
        const key_list kinds{T::kind...};
        if (kind == nullptr)
            report(node.at, "key `kind` is missing, " + expected_one_of(kinds));
        else if (expect(*kind, json_kind::string, "a text"))
            report(kind->at, "unknown kind " + in_backquotes(kind->text) + nearest_of(kind->text, kinds));
        return false;
    }

    template <class T>
    void read_fields(const json_node& node, T& out, key_list& known) {
        for_each_field<T>([&](const auto& f) { read_field(node, out, f, known); });
    }

    /// A plain value, or an object that names it or says that the source leaves it out.
    template <class T>
    void read_param(const json_node& node, param<T>& out) {
        out = {};  // what the field holds where it is left out is neither value nor name of one that is given
        const auto has = [&](std::string_view a, std::string_view b) { return node.find(a) || node.find(b); };
        const bool is_itself = (std::is_same_v<T, ratio> && has("numerator", "denominator")) ||
                               (std::is_same_v<T, bilingual> && has("zh", "en"));
        if (node.kind != json_kind::object || is_itself)
            return read(node, out.value.emplace());
        const auto given = [&](std::string_view key, auto& into) {
            const auto* child = node.find(key);
            if (child == nullptr)
                return false;
            const scope here{*this, key};
            read(*child, into);
            return true;
        };
        bool left_out = false;
        const bool says_unspecified = given("unspecified", left_out);
        if (node.find("value") != nullptr)
            given("value", out.value.emplace());
        given("name", out.name);
        given("word", out.word);
        const bool says_settled = given("settled", out.settled);
        if (says_unspecified == out.value.has_value() ||
            (says_unspecified && !left_out && node.find("unspecified")->text == "false"))
            report(node.at, "a parameter has either a `value` or `unspecified` set to true");
        else if (says_settled && (says_unspecified || !out.settled))
            report(node.at, "`settled` is true of a `value` that is not the document's own, and else left out");
        refuse_unknown_keys(node, {"value", "unspecified", "name", "word", "settled"});
    }

    template <class Enum>
    void read_enum(const json_node& node, Enum& out) {
        if (!expect(node, json_kind::string, "a text"))
            return;
        if (const auto value = enum_from<Enum>(node.text)) {
            out = *value;
            return;
        }
        key_list words;
        for (const auto& w : enum_words<Enum>)
            words.push_back(w.word);
        report(node.at, "unknown word " + in_backquotes(node.text) + nearest_of(node.text, words));
    }

    void read_plain(const json_node& node, std::string& out) {
        if (expect(node, json_kind::string, "a text"))
            out = node.text;
    }
    void read_plain(const json_node& node, bool& out) {
        if (expect(node, json_kind::boolean, "`true` or `false`"))
            out = node.text == "true";
    }
    template <std::signed_integral T>
    void read_plain(const json_node& node, T& out) {
        if (!expect(node, json_kind::number, "an integer"))
            return;
        const auto* const last = node.text.data() + node.text.size();
        const auto [end, error] = std::from_chars(node.text.data(), last, out);
        if (end != last)
            return report(node.at, "expected an integer, got " + in_backquotes(node.text));
        if (error != std::errc{})
            report(node.at, in_backquotes(node.text) + " is out of the range of integers");
    }
    void read_plain(const json_node& node, date& out) {
        if (!expect(node, json_kind::string, "a date"))
            return;
        if (const auto d = parse_date(node.text))
            out = *d;
        else
            report(node.at, "expected a date such as `2025-09-01`, got " + in_backquotes(node.text));
    }
    void read_plain(const json_node& node, ratio& out) {
        read_object(node, out,
                    fields_of(field{"numerator", &ratio::numerator, presence::required, {}},
                              field{"denominator", &ratio::denominator, presence::required, {}}));
    }

    std::string_view file_;
    std::vector<problem>* problems_;
    std::string pointer_;
    std::vector<std::string> of_unknown_kind_;
};

}  // namespace baoxue::detail
