// SPDX-License-Identifier: Apache-2.0
#include "read_words.hpp"
#include <baoxue/json/embedded.hpp>
#include <baoxue/json/read_scenarios.hpp>
#include <baoxue/scenario/finding_rows.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

namespace baoxue {

// What the reader finds by its arguments' namespace cannot stand in one without a name.
namespace detail {

using scope = value_reader::scope;

template <class Enum>
static key_list words_of_list() {
    key_list out;
    for (const auto& w : enum_words<Enum>)
        out.push_back(w.word);
    return out;
}

/// Calls `read(name, child)` for each member whose key is a word of a closed list.
template <class Enum, class Read>
static void read_by_name(value_reader& reader, const json_node& node, const Read& read) {
    if (!reader.expect(node, json_kind::object, "an object"))
        return;
    for (const auto& child : node.children)
        if (const auto name = enum_from<Enum>(child.key)) {
            const scope here{reader, child.key};
            read(*name, child);
        }
    reader.refuse_unknown_keys(node, words_of_list<Enum>());
}

/// \return whether the cell can stand in a column of that kind
static bool expect_cell(value_reader& reader, const json_node& node, column_kind kind) {
    if (node.kind == json_kind::null)
        return true;
    if (kind == column_kind::integer || (node.kind == json_kind::number && kind != column_kind::day)) {
        std::int64_t number = 0;
        reader.read(node, number);
        return kind == column_kind::integer || kind == column_kind::id || kind == column_kind::label ||
               reader.expect(node, json_kind::string, "a text");
    }
    date on{};
    if (kind == column_kind::day)
        reader.read(node, on);
    else
        reader.expect(node, json_kind::string, "a text");
    return true;
}

static cell scalar_cell(const json_node& node) { return node.kind == json_kind::null ? cell{} : cell{node.text}; }

static void read_columns(value_reader& reader, const json_node& node, scenario_table& out) {
    if (!reader.expect(node, json_kind::array, "a list of the columns' names"))
        return;
    key_list known;
    for (const auto& spec : columns_of(out.name))
        known.push_back(spec.name);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const scope here{reader, std::to_string(i)};
        const auto& child = node.children[i];
        std::string name;
        reader.read(child, name);
        if (child.kind == json_kind::string && std::find(known.begin(), known.end(), name) == known.end())
            reader.report(child.at, "unknown column " + in_backquotes(name) + value_reader::nearest_of(name, known));
        if (std::find(out.columns.begin(), out.columns.end(), name) != out.columns.end())
            reader.report(child.at, "column " + in_backquotes(name) + " stands twice");
        out.columns.push_back(std::move(name));
    }
}

static void read_row(value_reader& reader, const json_node& node, scenario_table& out) {
    if (!reader.expect(node, json_kind::array, "a list of cells"))
        return;
    if (node.children.size() != out.columns.size())
        return reader.report(node.at, "expected " + std::to_string(out.columns.size()) + " cells, one a column, got " +
                                          std::to_string(node.children.size()));
    auto& row = out.rows.emplace_back();
    auto& places = out.at.emplace_back();
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const scope here{reader, std::to_string(i)};
        for (const auto& spec : columns_of(out.name))
            if (spec.name == out.columns[i])
                expect_cell(reader, node.children[i], spec.kind);
        row.push_back(scalar_cell(node.children[i]));
        places.push_back({node.children[i].at.line, node.children[i].at.column});
    }
}

static void read_as(value_reader& reader, const json_node& node, scenario_tables& out) {
    read_by_name<table_name>(reader, node, [&](table_name name, const json_node& rows) {
        auto& table = out.emplace_back();
        table.name = name;
        if (!reader.expect(rows, json_kind::array, "a list of rows"))
            return;
        for (std::size_t i = 0; i < rows.children.size(); ++i) {
            const scope here{reader, std::to_string(i)};
            if (i == 0)
                read_columns(reader, rows.children[i], table);
            else
                read_row(reader, rows.children[i], table);
        }
    });
}

/// A cell of a finding is of its column's type; an id may be a number.
/// \param format  of the column, as Arrow writes it
static void expect_finding_cell(value_reader& reader, const json_node& node, std::string_view format) {
    if (node.kind == json_kind::null || node.kind == json_kind::object ||
        (node.kind == json_kind::array && format != "+l"))
        return;  // told of elsewhere
    if (format == "+l")
        reader.expect(node, json_kind::array, "a list, also of one value or of none");
    else if (format == "i" || format == "l")
        reader.expect(node, json_kind::number, "a whole number");
    else if (format == "b")
        reader.expect(node, json_kind::boolean, "`true` or `false`");
    else if (!(node.kind == json_kind::number && node.key.ends_with("_id")))
        reader.expect(node, json_kind::string, "a text");
}

/// A cell of a finding: nothing, one value, or a list of texts.
static cell read_finding_cell(value_reader& reader, const json_node& node) {
    if (node.kind == json_kind::object) {
        reader.report(node.at, "expected a text, a number, `true`, `false`, `null` or a list of texts, got an object");
        return {};
    }
    if (node.kind != json_kind::array)
        return scalar_cell(node);
    cell out;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const scope here{reader, std::to_string(i)};
        const auto& child = node.children[i];
        if (child.kind != json_kind::number)
            reader.expect(child, json_kind::string, "a text");
        out.push_back(child.text);
    }
    return out;
}

static void read_as(value_reader& reader, const json_node& node, expected_findings& out) {
    read_by_name<findings_table>(reader, node, [&](findings_table name, const json_node& rows) {
        if (!reader.expect(rows, json_kind::array, "a list of findings"))
            return;
        std::vector<std::pair<std::string, std::string>> formats;
        for (const auto& column : empty_findings(name, {}).columns)
            formats.emplace_back(column.name, cell_format(column));
        for (std::size_t i = 0; i < rows.children.size(); ++i) {
            const scope here{reader, std::to_string(i)};
            const auto& row = rows.children[i];
            if (!reader.expect(row, json_kind::object, "an object of cells by column"))
                continue;
            auto& finding = out.emplace_back();
            finding.table = name, finding.place = i, finding.at = {row.at.line, row.at.column};
            for (const auto& child : row.children) {
                const scope column{reader, child.key};
                if (const auto format = std::find_if(formats.begin(), formats.end(),
                                                     [&](const auto& f) { return f.first == child.key; });
                    format != formats.end())
                    expect_finding_cell(reader, child, format->second);
                finding.cells.emplace_back(child.key, read_finding_cell(reader, child));
                finding.places.push_back({child.at.line, child.at.column});
            }
        }
    });
}

/// A whole number, a word or text, a text in both languages, a share, or a list of shares or texts.
static void read_as(value_reader& reader, const json_node& node, parameter_value& out) {
    const auto of_kind = [&](json_kind kind) {
        return !node.children.empty() && std::all_of(node.children.begin(), node.children.end(),
                                                     [&](const auto& child) { return child.kind == kind; });
    };
    if (node.kind == json_kind::number)
        reader.read(node, out.emplace<std::int64_t>());
    else if (node.kind == json_kind::string)
        out = node.text;
    else if (node.kind == json_kind::object && (node.find("zh") != nullptr || node.find("en") != nullptr))
        reader.read(node, out.emplace<bilingual>());
    else if (node.kind == json_kind::object)
        reader.read(node, out.emplace<ratio>());
    else if (node.kind == json_kind::array && of_kind(json_kind::object))
        reader.read(node, out.emplace<std::vector<ratio>>());
    else if (node.kind == json_kind::array && of_kind(json_kind::string))
        reader.read(node, out.emplace<std::vector<std::string>>());
    else
        reader.report(node.at,
                      "expected a whole number, a text (or one in each language, as `{\"zh\": \"警告\", \"en\": "
                      "\"warning\"}`), a share as `{\"numerator\": 1, \"denominator\": 10}`, a list of "
                      "shares or a list of texts, got " +
                          value_reader::describe(node));
}

static void read_as(value_reader& reader, const json_node& node, named_values& out) {
    if (!reader.expect(node, json_kind::object, "an object of values by the parameters' full names"))
        return;
    for (const auto& child : node.children) {
        const scope here{reader, child.key};
        auto& value = out.emplace_back();
        value.name = child.key;
        read_as(reader, child, value.value);
    }
}

static void read_as(value_reader& reader, const json_node& node, chosen_readings& out) {
    if (!reader.expect(node, json_kind::object, "an object of readings by clause"))
        return;
    for (const auto& child : node.children) {
        const scope here{reader, child.key};
        auto& chosen = out.emplace_back();
        chosen.clause = child.key, chosen.at = {child.at.line, child.at.column};
        reader.read(child, chosen.reading);
    }
}

/// Where a judged date and its values stand.
static void read_places(const json_node& node, judged_date& judged) {
    judged.at = {node.at.line, node.at.column};
    const auto* values = node.find("values");
    for (std::size_t i = 0; values != nullptr && i < values->children.size(); ++i)
        judged.value_places.push_back({values->children[i].at.line, values->children[i].at.column});
}

/// What can be said of a file that was read, without its policy.
static void check_file(value_reader& reader, const json_node& root, scenario_file& file) {
    const auto must_not_be_empty = [&](const json_node& of, std::string_view key, std::string_view hint) {
        const auto* list = of.find(key);
        if (list == nullptr || list->kind != json_kind::array || !list->children.empty())
            return;
        const scope here{reader, key};
        reader.report(list->at, "the list `" + std::string{key} + "` is empty, " + std::string{hint});
    };
    must_not_be_empty(root, "policies", "name the policy that is tested");
    must_not_be_empty(root, "scenarios", "write at least one");
    const auto* scenarios = root.find("scenarios");
    for (std::size_t i = 0; i < file.scenarios.size(); ++i) {
        const scope list{reader, "scenarios"}, here{reader, std::to_string(i)};
        const auto& node = scenarios->children[i];
        auto& one = file.scenarios[i];
        one.at = {node.at.line, node.at.column};
        const auto* judged = node.find("judged");
        for (std::size_t k = 0; judged != nullptr && k < std::min(one.judged.size(), judged->children.size()); ++k)
            read_places(judged->children[k], one.judged[k]);
        must_not_be_empty(node, "clauses", "name those under test, or leave it out for every clause");
        must_not_be_empty(node, "judged", "give at least one date");
        for (std::size_t k = 0; k < i; ++k)
            if (!one.id.empty() && file.scenarios[k].id == one.id) {
                const scope id{reader, "id"};
                reader.report(node.find("id")->at, "scenario `" + one.id + "` stands twice, take another id");
                break;
            }
    }
}

}  // namespace detail

scenario_file read_scenarios(std::string_view text, std::string_view file_name) {
    const auto file = "scenarios " + std::string{file_name};
    auto document = parse_document(text, file);
    auto& problems = document.problems;
    scenario_file out;
    out.name = file;
    detail::value_reader reader{file, problems};
    if (document.root && detail::read_header(reader, *document.root, scenario_format, scenario_format_version)) {
        reader.read_object(*document.root, out, scenario_file::fields(), {"format", "format_version"});
        detail::check_file(reader, *document.root, out);
        detail::sort_by_place(problems);
    }
    if (!problems.empty())
        throw policy_error(std::move(problems));
    return out;
}

namespace {

/// Calls `take(file)` for every scenario file that is built in.
template <class Take>
void for_each_builtin(const Take& take) {
    constexpr std::string_view folder = "scenarios/";
    for (const auto& embedded : embedded_files())
        if (embedded.name.starts_with(folder))
            take(read_scenarios(embedded.text, embedded.name.substr(folder.size())));
}

}  // namespace

std::vector<scenario_file> builtin_scenarios(std::string_view policy_id) {
    std::vector<scenario_file> out;
    for_each_builtin([&](scenario_file file) {
        if (file.policy_id() == policy_id)
            out.push_back(std::move(file));
    });
    return out;
}

std::vector<std::string> builtin_scenario_policy_ids() {
    std::vector<std::string> out;
    for_each_builtin([&](const scenario_file& file) {
        if (auto id = file.policy_id(); std::find(out.begin(), out.end(), id) == out.end())
            out.push_back(std::move(id));
    });
    return out;
}

}  // namespace baoxue
