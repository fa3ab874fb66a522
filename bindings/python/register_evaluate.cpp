// SPDX-License-Identifier: Apache-2.0
#include "kept_findings.hpp"
#include "language_of.hpp"
#include "registers.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/explain/explain.hpp>
#include <baoxue/explain/why_not.hpp>
#include <baoxue/findings/row_id.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::python {

namespace {

std::vector<kept_findings> evaluate_all(const std::vector<std::shared_ptr<policy>>& policies,
                                        const std::shared_ptr<district>& facts, date as_of, std::size_t threads) {
    if (std::find(policies.begin(), policies.end(), nullptr) != policies.end())
        throw py::type_error("policies: expected Policy objects, got None among them");
    py::gil_scoped_release release;
    std::vector<policy> plain;
    for (const auto& p : policies)
        plain.push_back(*p);
    auto found = evaluate(plain, *facts, as_of, {.threads = threads});
    std::vector<kept_findings> out;
    for (std::size_t i = 0; i < found.size(); ++i)
        out.emplace_back(std::make_shared<const findings>(std::move(found[i])), policies[i], facts);
    return out;
}

std::string why_not_one(const kept_findings& f, const std::string& id, const std::optional<std::string>& clause,
                        const std::string& lang) {
    const auto in = language_of(lang);
    try {
        py::gil_scoped_release release;
        return why_not(*f.found, *f.of, *f.facts, id, clause, in);
    } catch (const std::invalid_argument& e) {
        throw py::key_error(e.what());
    }
}

std::string explain_one(const kept_findings& f, whole<std::uint64_t> id, const std::string& lang) {
    const auto in = language_of(lang);
    if (!f.has(id.value))
        throw py::key_error("no finding has the id `" + hex(id.value) + "`");
    py::gil_scoped_release release;
    return explain(*f.found, *f.of, *f.facts, id.value, in);
}

}  // namespace

void register_evaluate(py::module_& module) {
    py::class_<kept_findings>(module, "Findings", "All that follows from one policy, one district and one date.")
        .def_property_readonly(
            "as_of", [](const kept_findings& f) { return f.found->as_of; }, "The date on which it was judged.")
        .def_property_readonly(
            "policy", [](const kept_findings& f) { return f.of; }, "The policy.")
        .def_property_readonly(
            "obligations", [](const kept_findings& f) { return f.obligations; },
            "Who owes what to whom by when, and whether it was done.")
        .def_property_readonly(
            "statuses", [](const kept_findings& f) { return f.statuses; },
            "What pupils who left are, and for how long.")
        .def_property_readonly(
            "breaches", [](const kept_findings& f) { return f.breaches; }, "Verified conduct that a clause bars.")
        .def_property_readonly(
            "consequences", [](const kept_findings& f) { return f.consequences; },
            "Awards, charges, vetoes and honours.")
        .def_property_readonly(
            "entitlements", [](const kept_findings& f) { return f.entitlements; },
            "Benefits that a need entitles a pupil to.")
        .def_property_readonly(
            "measures", [](const kept_findings& f) { return f.measures; }, "Indicators against their lines.")
        .def_property_readonly(
            "gaps", [](const kept_findings& f) { return f.gaps; }, "What could not be decided, and why.")
        .def("explain", &explain_one, py::arg("id"), py::arg("lang"),
             "Why a finding stands.\n\nArgs:\n    id: the finding's id.\n    lang: `zh` or `en`.\n\n"
             "Returns:\n    Several lines of text.\n\nRaises:\n    KeyError: there is no finding of that id.")
        .def("why_not", &why_not_one, py::arg("id"), py::arg("clause").none(true), py::arg("lang"),
             "What each rule still lacks before it has something to say.\n\nArgs:\n    id: of a pupil, else of a "
             "unit, else of a person.\n    clause: one clause alone; None: all.\n    lang: `zh` or `en`.\n\n"
             "Returns:\n    Several lines of text.\n\nRaises:\n    KeyError: nobody has that id, or there is no such "
             "clause.")
        .def("__repr__", [](const kept_findings& f) {
            return "<Findings of " + f.found->policy + " on " + to_string(f.found->as_of) + ": " +
                   std::to_string(f.obligations->rows()) + " obligations, " + std::to_string(f.gaps->rows()) + " gaps>";
        });

    module.def("evaluate", &evaluate_all, py::arg("policies"), py::arg("district").none(false), py::arg("as_of"),
               py::arg("threads") = 1,
               "Evaluate policies in one pass.\n\n"
               "Args:\n    policies: one or more.\n    district: the facts.\n"
               "    as_of: the date on which it is judged; nothing dated later is known.\n"
               "    threads: how many share the pupils; the findings are the same.\n\n"
               "Returns:\n    Findings, one a policy, in order.\n\n"
               "Raises:\n    DistrictError: `as_of` lies outside the calendar.\n    TypeError: `as_of` is no date, or "
               "has a time of day.\n    ValueError: there is no thread.");
}

}  // namespace baoxue::python
