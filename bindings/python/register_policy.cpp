// SPDX-License-Identifier: Apache-2.0
#include "registers.hpp"
#include "row_type.hpp"
#include "words.hpp"
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/policy_schema.hpp>
#include <baoxue/json/read_policy.hpp>
#include <baoxue/json/write_policy.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/layer.hpp>
#include <baoxue/policy/parameters.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/vocabulary/nearest.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue::python {

namespace {

/// A share as numerator and denominator; Python makes it of a Fraction.
using fraction = std::pair<whole<std::int32_t>, whole<std::int32_t>>;
/// A text in both languages; Python makes it of a mapping.
using given_texts = std::map<std::string, std::string>;
using given_value = std::variant<whole<std::int64_t>, std::string, fraction, std::vector<fraction>,
                                 std::vector<std::string>, given_texts>;

PYBIND11_CONSTINIT row_type parameter_row, reading_row;

std::vector<std::string> clause_ids(const policy& p) {
    std::vector<std::string> ids;
    for (const auto& layer : p.layers)
        for (const auto& c : layer.clauses)
            if (std::find(ids.begin(), ids.end(), c.id) == ids.end())
                ids.push_back(c.id);
    return ids;
}

std::string title(const policy& p, const std::string& lang) {
    if (lang != "zh" && lang != "en")
        throw py::value_error("lang: expected `zh` or `en`, got `" + lang + "`");
    std::string out;
    for (const auto& layer : p.layers)
        out += (out.empty() ? "" : " / ") + (lang == "zh" ? layer.title.zh : layer.title.en);
    return out;
}

py::object to_python(const ratio& r) {
    return py::module_::import("fractions").attr("Fraction")(r.numerator, r.denominator);
}
template <std::integral T>
py::object to_python(T number) {
    return py::int_(number);
}
py::object to_python(const std::vector<ratio>& shares) {
    py::tuple out{shares.size()};
    for (std::size_t i = 0; i < shares.size(); ++i)
        out[i] = to_python(shares[i]);
    return out;
}

py::object to_python(const std::string& word) { return py::str{word}; }
py::object to_python(const std::vector<std::string>& texts) { return py::tuple{py::cast(texts)}; }

py::object to_python(const bilingual& text) {
    py::dict out;
    out["zh"] = text.zh, out["en"] = text.en;
    return out;
}

py::list parameters(const policy& p) {
    constexpr std::array<const char*, 6> types{"integer", "share", "shares", "word", "text", "pairs"};
    py::list out;
    for (const auto& one : list_parameters(p)) {
        py::object value = py::none();
        if (one.value)
            value = std::visit([](const auto& v) { return to_python(v); }, *one.value);
        out.append(parameter_row.get_stored()(one.name, value, one.word, one.clause,
                                              types.at(static_cast<std::size_t>(one.type)), one.settled));
    }
    return out;
}

py::list readings(const policy& p, const std::string& clause_id) {
    py::list out;
    for_each_clause(p, [&](const clause& c, const std::string&) {
        for (const auto& r : c.readings) {
            if (c.id != clause_id)
                continue;
            auto row = reading_row.get_stored()(r.id, r.id == c.chosen, r.summary.zh, r.summary.en);
            if (!out.contains(row))
                out.append(std::move(row));
        }
    });
    if (out.empty()) {
        problem unknown;
        unknown.file = "policy " + p.id;
        unknown.message = "unknown clause " + in_backquotes(clause_id) + did_you_mean(clause_id, clause_ids(p));
        throw policy_error({std::move(unknown)});
    }
    return out;
}

policy read(const py::bytes& text, const std::string& name,
            const std::vector<std::pair<std::string, py::bytes>>& vocabulary_files) {
    const auto files = bytes_of(vocabulary_files);
    const std::string_view bytes = text;
    py::gil_scoped_release release;
    return read_policy(bytes, name, words_with(files));
}

parameter_value value_of(const whole<std::int64_t>& number) { return number.value; }
ratio value_of(const fraction& share) { return {share.first.value, share.second.value}; }
parameter_value value_of(const std::string& word) { return word; }
parameter_value value_of(const std::vector<fraction>& shares) {
    std::vector<ratio> out;
    for (const auto& share : shares)
        out.push_back(value_of(share));
    return out;
}

parameter_value value_of(const std::vector<std::string>& texts) { return texts; }

parameter_value value_of(const given_texts& texts) { return bilingual{texts.at("zh"), texts.at("en")}; }

policy with_filled(const policy& p, const std::map<std::string, given_value>& values) {
    std::vector<named_value> named;
    for (const auto& [name, value] : values)
        named.push_back({name, std::visit([](const auto& v) { return parameter_value{value_of(v)}; }, value)});
    return with_values(p, named);
}

policy layered(const std::vector<std::shared_ptr<policy>>& policies) {
    std::vector<policy> upper_first;
    for (const auto& one : policies) {
        if (!one)
            throw py::type_error("expected policies, got None");
        upper_first.push_back(*one);
    }
    return layer(upper_first);
}

py::tuple state_of(const policy& p) { return py::make_tuple(policy_format_version, write_policy(p)); }

policy policy_of(const py::tuple& state) {
    if (state.size() != 2)
        throw py::value_error("this is not the state of a Policy");
    if (const auto version = state[0].cast<std::int64_t>(); version > policy_format_version)
        throw py::value_error("a Policy pickled in format version " + std::to_string(version) +
                              ", which is newer than " + std::to_string(policy_format_version) +
                              ", the newest that this version of baoxue reads");
    return read_policy_with_any_words(state[1].cast<std::string>(), "pickle");
}

}  // namespace

void register_policy(py::module_& module) {
    add_row_type(
        module, parameter_row, "Parameter", {"name", "value", "word", "clause", "type", "settled"},
        "A number that a policy names.\n\n"
        "Attributes:\n    name: full name, as `Policy.with_values` takes it.\n"
        "    value: an int, a word, a `fractions.Fraction`, a tuple of them or of texts, or a text as a dict by "
        "language (`zh` and `en`); None where the source leaves it out.\n"
        "    word: the source's own word for it, or empty.\n    clause: id of the clause.\n"
        "    type: `integer`, `share`, `shares`, `word`, `text` or `pairs` (of roles that sign).\n"
        "    settled: whether the value was filled in, and is not the source's.");
    add_row_type(module, reading_row, "Reading", {"id", "governs", "zh", "en"},
                 "One way to read a clause.\n\n"
                 "Attributes:\n    id: as `Policy.with_reading` takes it.\n    governs: whether it is the one that is "
                 "chosen.\n    zh: what it takes the clause to say, in Chinese.\n    en: the same in English.");

    py::class_<policy, std::shared_ptr<policy>>(module, "Policy", "A plan as data; never changes.")
        .def_property_readonly(
            "id", [](const policy& p) { return p.id; }, "The policy's id.")
        .def_property_readonly("clause_ids", &clause_ids,
                               "Ids of its clauses, in order; one that stands in several texts or layers once.")
        .def_property_readonly("parameters", &parameters,
                               "Every number that it names, in order of the clauses; each text of a clause, and each "
                               "layer, has its own.")
        .def("title", &title, py::arg("lang"),
             "The title.\n\nArgs:\n    lang: `zh` or `en`.\n\nReturns:\n    One line; the titles of layers are joined "
             "by ` / `.")
        .def("readings", &readings, py::arg("clause_id"),
             "The ways to read a clause.\n\nArgs:\n    clause_id: the clause.\n\nReturns:\n    Its readings, in order; "
             "those of every text of it.\n\nRaises:\n    PolicyError: there is no such clause.")
        .def(
            "with_values", &with_filled, py::arg("values"),
            "Fill in values that the source leaves unspecified, or change others.\n\n"
            "Args:\n    values: by full name, such as `2.2.2.6i.within`; whole numbers, texts, shares as numerator and "
            "denominator, or pairs of roles as texts.\n\n"
            "Returns:\n    A new policy.\n\nRaises:\n    PolicyError: there is no such value, or the number cannot "
            "stand there.")
        .def("with_reading", &with_reading, py::arg("clause_id"), py::arg("reading_id"),
             "Choose how a clause is read.\n\n"
             "Args:\n    clause_id: the clause.\n    reading_id: one of its readings.\n\n"
             "Returns:\n    A new policy.\n\nRaises:\n    PolicyError: there is no such clause or reading.")
        .def("to_json", &write_policy,
             "The policy as the text of a policy file, which `load_policy` reads as the same policy.\n\n"
             "Returns:\n    The text, in one canonical form.")
        .def("__eq__", [](const policy& a,
                          const py::object& b) { return py::isinstance<policy>(b) && a == b.cast<const policy&>(); })
        .def("__hash__", [](const policy& p) { return py::hash(py::str(p.id)); })
        .def("__repr__",
             [](const policy& p) {
                 return "<Policy " + p.id + ": " + std::to_string(clause_ids(p).size()) + " clauses>";
             })
        .def(py::pickle(&state_of, &policy_of));

    module.def("read_policy", &read, py::arg("text"), py::arg("name"), py::arg("vocabulary"),
               "Read a policy file.\n\n"
               "Args:\n    text: its bytes.\n    name: what messages call it.\n    vocabulary: files of further "
               "words, each its name and its bytes.\n\n"
               "Returns:\n    The policy.\n\nRaises:\n    PolicyError: with every problem found.");
    module.def(
        "builtin_policy", [](const std::string& id) { return builtin_policy(id); }, py::arg("id"),
        "A policy that is built in.\n\nArgs:\n    id: one of `builtin_policy_ids`.\n\n"
        "Returns:\n    The policy.\n\nRaises:\n    PolicyError: there is none of that id.");
    module.def("builtin_policy_ids", &builtin_policy_ids,
               "Ids of the policies that are built in.\n\nReturns:\n    Ids, in order.");
    module.def("layer", &layered, py::arg("policies"),
               "One policy of several.\n\nArgs:\n    policies: the upper ones first.\n\n"
               "Returns:\n    A new policy.\n\nRaises:\n    PolicyError: a word has two meanings, or a policy comes "
               "twice.");
    module.def("policy_schema", &policy_schema,
               "The JSON Schema (draft 2020-12) of policy files, for editors.\n\nReturns:\n    Its text.");
}

}  // namespace baoxue::python
