// SPDX-License-Identifier: Apache-2.0
#include "schema_value.hpp"
#include <baoxue/json/scenario_schema.hpp>
#include <baoxue/scenario/finding_rows.hpp>
#include <baoxue/scenario/scenario.hpp>
#include <baoxue/vocabulary/standard.hpp>

namespace baoxue {

namespace detail {

static json_node one_of_types(std::initializer_list<std::string_view> names) {
    auto out = json_object();
    add_member(out, "type", schema_writer::texts(names));
    return out;
}

/// A cell of a finding, by its column's Arrow format; any may be `null`.
static json_node cell_of(std::string_view column, std::string_view format) {
    if (format == "+l") {
        auto out = one_of_types({"array", "null"});
        add_member(out, "items", one_of_types({"string", "integer"}));
        return out;
    }
    if (format == "i" || format == "l")
        return one_of_types({"integer", "null"});
    if (format == "b")
        return one_of_types({"boolean", "null"});
    return column.ends_with("_id") ? one_of_types({"string", "integer", "null"}) : one_of_types({"string", "null"});
}

/// An object with any keys, whose values have that schema.
static json_node by_name(json_node values) {
    auto out = schema_writer::type("object");
    add_member(out, "additionalProperties", std::move(values));
    return out;
}

/// First the names of columns, then rows of cells.
static json_node table_schema(table_name name) {
    auto names = json_object(), first = json_list();
    std::vector<std::string_view> columns;
    for (const auto& spec : columns_of(name))
        columns.push_back(spec.name);
    add_member(names, "enum", schema_writer::texts(columns));
    first.children.push_back(schema_writer::list_of(std::move(names)));
    auto out = schema_writer::type("array");
    add_member(out, "prefixItems", std::move(first));
    add_member(out, "items", schema_writer::list_of(one_of_types({"string", "integer", "null"})));
    return out;
}

static json_node schema_as(schema_writer& writer, scenario_tables*) {
    return writer.defined("tables", [] {
        auto tables = json_object();
        for (const auto& w : enum_words<table_name>)
            add_member(tables, w.word, table_schema(w.value));
        return schema_writer::closed_object(std::move(tables), {});
    });
}

static json_node schema_as(schema_writer& writer, expected_findings*) {
    return writer.defined("findings", [] {
        auto tables = json_object();
        for (const auto& w : enum_words<findings_table>) {
            auto cells = json_object();
            for (const auto& column : empty_findings(w.value, {}).columns)
                if (column.name != "id")
                    add_member(cells, column.name, cell_of(column.name, cell_format(column)));
            add_member(tables, w.word, schema_writer::list_of(schema_writer::closed_object(std::move(cells), {})));
        }
        return schema_writer::closed_object(std::move(tables), {});
    });
}

static json_node schema_as(schema_writer& writer, named_values*) {
    auto forms = json_list(), items = json_list();
    auto share = writer.schema_of<ratio>();
    items.children.push_back(share);
    items.children.push_back(schema_writer::type("string"));
    auto any_item = json_object();
    add_member(any_item, "anyOf", std::move(items));
    forms.children.push_back(one_of_types({"integer", "string"}));
    forms.children.push_back(std::move(share));
    forms.children.push_back(writer.schema_of<bilingual>());
    forms.children.push_back(schema_writer::list_of(std::move(any_item)));
    auto any = json_object();
    add_member(any, "anyOf", std::move(forms));
    return by_name(std::move(any));
}

static json_node schema_as(schema_writer&, chosen_readings*) { return by_name(schema_writer::type("string")); }

}  // namespace detail

std::string scenario_schema() {
    using detail::add_member, detail::json_string, detail::schema_writer;
    const auto known = standard_vocabulary();
    schema_writer writer{known};
    auto header = detail::json_object(), version = schema_writer::type("integer");
    add_member(header, "format", schema_writer::constant(json_string(scenario_format)));
    add_member(version, "minimum", detail::json_number(1));
    add_member(version, "maximum", detail::json_number(scenario_format_version));
    add_member(header, "format_version", std::move(version));
    auto root = detail::json_object();
    add_member(root, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
    add_member(root, "title", json_string("baoxue scenario file"));
    add_member(root, "description", json_string("Test cases of a plan as data. Its meaning: docs/scenario-format.md"));
    auto form = writer.object_of(scenario_file::fields(), std::move(header), {"format", "format_version"});
    for (auto& member : form.children)
        root.children.push_back(std::move(member));
    add_member(root, "$defs", writer.definitions());
    return detail::json_text(root);
}

}  // namespace baoxue
