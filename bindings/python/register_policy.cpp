// SPDX-License-Identifier: Apache-2.0
#include "registers.hpp"
#include "words.hpp"
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/read_policy.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::python {

namespace {

std::vector<std::string> clause_ids(const policy& p) {
    std::vector<std::string> ids;
    for (const auto& layer : p.layers)
        for (const auto& c : layer.clauses)
            ids.push_back(c.id);
    return ids;
}

std::vector<std::string> reading_ids(const policy& p, const std::string& clause_id) {
    std::vector<std::string> ids;
    for (const auto& layer : p.layers)
        for (const auto& c : layer.clauses)
            if (c.id == clause_id)
                for (const auto& r : c.readings)
                    if (std::find(ids.begin(), ids.end(), r.id) == ids.end())
                        ids.push_back(r.id);
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

policy read(const py::bytes& text, const std::string& name,
            const std::vector<std::pair<std::string, py::bytes>>& vocabulary_files) {
    const auto files = bytes_of(vocabulary_files);
    const std::string_view bytes = text;
    py::gil_scoped_release release;
    return read_policy(bytes, name, words_with(files));
}

policy with_filled(const policy& p, const std::map<std::string, whole<std::int32_t>>& values) {
    std::vector<named_value> named;
    for (const auto& [name, value] : values)
        named.push_back({name, value.value});
    return with_values(p, named);
}

}  // namespace

void register_policy(py::module_& module) {
    py::class_<policy, std::shared_ptr<policy>>(module, "Policy", "A plan as data; never changes.")
        .def_property_readonly(
            "id", [](const policy& p) { return p.id; }, "The policy's id.")
        .def_property_readonly("clause_ids", &clause_ids, "Ids of its clauses, in order.")
        .def("reading_ids", &reading_ids, py::arg("clause_id"),
             "Ways in which a clause may be read.\n\nArgs:\n    clause_id: the clause.\n\n"
             "Returns:\n    Ids of its readings, in order; none if there is no such clause.")
        .def("title", &title, py::arg("lang"),
             "The title.\n\nArgs:\n    lang: `zh` or `en`.\n\nReturns:\n    One line; the titles of layers are joined "
             "by ` / `.")
        .def("with_values", &with_filled, py::arg("values"),
             "Fill in values that the source leaves unspecified, or change others.\n\n"
             "Args:\n    values: whole numbers by full name, such as `2.2.2.6i.within`.\n\n"
             "Returns:\n    A new policy.\n\nRaises:\n    PolicyError: there is no such value, or the number cannot "
             "stand there.")
        .def("with_reading", &with_reading, py::arg("clause_id"), py::arg("reading_id"),
             "Choose how a clause is read.\n\n"
             "Args:\n    clause_id: the clause.\n    reading_id: one of its readings.\n\n"
             "Returns:\n    A new policy.\n\nRaises:\n    PolicyError: there is no such clause or reading.")
        .def("__repr__", [](const policy& p) {
            return "<Policy " + p.id + ": " + std::to_string(clause_ids(p).size()) + " clauses>";
        });

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
}

}  // namespace baoxue::python
