// SPDX-License-Identifier: Apache-2.0
#include "schema_value.hpp"
#include <baoxue/json/policy_schema.hpp>
#include <baoxue/policy/policy_fields.hpp>
#include <baoxue/policy/word_fields.hpp>
#include <baoxue/vocabulary/standard.hpp>

namespace baoxue {

namespace {

using detail::add_member, detail::json_string, detail::schema_writer;

json_node words_schema(schema_writer& writer) {
    auto lists = detail::json_object();
    for (const auto& list : word_list_keys) {
        auto word = list.kind == word_kind::role
                        ? writer.defined("role", [&] { return writer.object_of(role_fields()); })
                        : writer.defined("word", [&] { return writer.object_of(word_fields()); });
        add_member(lists, list.key, schema_writer::list_of(std::move(word)));
    }
    return schema_writer::closed_object(std::move(lists), {});
}

/// `format`, `format_version` and `words`, beside which a file gives its fields.
json_node header(schema_writer& writer) {
    auto out = detail::json_object();
    add_member(out, "format", schema_writer::constant(json_string(policy_format)));
    auto version = schema_writer::type("integer");
    add_member(version, "minimum", detail::json_number(1));
    add_member(version, "maximum", detail::json_number(policy_format_version));
    add_member(out, "format_version", std::move(version));
    auto words = writer.defined("words", [&] { return words_schema(writer); });
    add_member(words, "description", json_string("words that the policy adds to the vocabulary"));
    add_member(out, "words", std::move(words));
    return out;
}

}  // namespace

std::string policy_schema() {
    const auto known = standard_vocabulary();
    schema_writer writer{known};
    const std::vector<std::string_view> required{"format", "format_version"};
    auto forms = detail::json_list();
    forms.children.push_back(
        writer.defined("one_document", [&] { return writer.object_of(layer_fields(), header(writer), required); }));
    forms.children.push_back(
        writer.defined("several_layers", [&] { return writer.object_of(layered_fields(), header(writer), required); }));
    auto root = detail::json_object();
    add_member(root, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
    add_member(root, "title", json_string("baoxue policy file"));
    add_member(root, "description", json_string("A plan as data. Its meaning: docs/policy-format.md"));
    add_member(root, "type", json_string("object"));
    add_member(root, "required", schema_writer::texts(required));
    add_member(root, "oneOf", std::move(forms));
    add_member(root, "$defs", writer.definitions());
    return detail::json_text(root);
}

}  // namespace baoxue
