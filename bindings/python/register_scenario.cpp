// SPDX-License-Identifier: Apache-2.0
#include "kept_findings.hpp"
#include "language_of.hpp"
#include "registers.hpp"
#include "row_type.hpp"
#include "words.hpp"
#include <baoxue/json/embedded.hpp>
#include <baoxue/json/read_scenarios.hpp>
#include <baoxue/json/scenario_schema.hpp>
#include <baoxue/scenario/coverage.hpp>
#include <baoxue/scenario/run.hpp>
#include <baoxue/scenario/tell.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::python {

namespace {

PYBIND11_CONSTINIT row_type result_row, coverage_row, reading_row;

struct kept_scenarios {
    scenario_report report;

    [[nodiscard]] const scenario_result& at(std::int64_t i) const {
        if (i < 0 || static_cast<std::size_t>(i) >= report.results.size())
            throw py::index_error("no scenario " + std::to_string(i) + ": there are " +
                                  std::to_string(report.results.size()) + ", counted from 0");
        return report.results[static_cast<std::size_t>(i)];
    }
};

kept_scenarios run(const policy& of, const std::vector<std::pair<std::string, py::bytes>>& scenario_files,
                   const std::vector<std::pair<std::string, py::bytes>>& vocabulary_files) {
    const auto texts = bytes_of(scenario_files), word_files = bytes_of(vocabulary_files);
    py::gil_scoped_release release;
    std::vector<scenario_file> files;
    std::vector<problem> problems;
    for (const auto& [name, text] : texts) {
        try {
            files.push_back(read_scenarios(text, name));
        } catch (const policy_error& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    try {
        auto report = run_scenarios(of, std::move(files), words_with(word_files));
        if (problems.empty())
            return {std::move(report)};
    } catch (const policy_error& error) {
        problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
    throw policy_error(std::move(problems));
}

kept_scenarios run_builtin(const policy& of) {
    py::gil_scoped_release release;
    return {run_scenarios(of, builtin_scenarios(of.id))};
}

py::list results(const kept_scenarios& s) {
    py::list out;
    for (const auto& r : s.report.results) {
        py::list dates;
        for (const auto& j : r.judged)
            dates.append(j.as_of);
        out.append(result_row.get_stored()(r.file.substr(r.file.find(' ') + 1), r.of->at.line, r.of->id, r.passed(),
                                           py::tuple{py::cast(r.of->clauses)}, r.of->because.zh, r.of->because.en,
                                           py::tuple{dates}));
    }
    return out;
}

py::list covered(const kept_scenarios& s) {
    py::list out;
    for (const auto& c : coverage(s.report))
        out.append(coverage_row.get_stored()(c.policy, c.clause, c.kind, py::tuple{py::cast(c.fires)},
                                             py::tuple{py::cast(c.refuses)}));
    return out;
}

py::list readings(const kept_scenarios& s) {
    py::list out;
    for (const auto& r : readings_coverage(s.report))
        out.append(reading_row.get_stored()(r.policy, r.clause, r.reading, py::tuple{py::cast(r.chosen_by)}));
    return out;
}

kept_findings findings_of(const kept_scenarios& s, whole<std::int64_t> i, whole<std::int64_t> date_place) {
    const auto& r = s.at(i.value);
    if (date_place.value < 0 || static_cast<std::size_t>(date_place.value) >= r.judged.size())
        throw py::index_error("scenario `" + r.of->id + "` is judged on " + std::to_string(r.judged.size()) +
                              " dates, counted from 0");
    const auto& j = r.judged[static_cast<std::size_t>(date_place.value)];
    return {j.found, std::make_shared<policy>(*j.judged_by), r.facts};
}

}  // namespace

void register_scenario(py::module_& module) {
    add_row_type(module, result_row, "ScenarioResult", {"file", "line", "id", "passed", "clauses", "zh", "en", "dates"},
                 "How a scenario went.\n\n"
                 "Attributes:\n    file: its file.\n    line: its first line there.\n    id: its name.\n"
                 "    passed: whether every finding was as expected.\n"
                 "    clauses: those under test; none: every clause.\n    zh: the reasoning, in Chinese.\n"
                 "    en: the same in English.\n    dates: on which it was judged.");
    add_row_type(module, coverage_row, "ClauseCoverage", {"policy", "clause", "kind", "fires", "refuses"},
                 "What scenarios show of the rules of one kind in a clause.\n\n"
                 "Attributes:\n    policy: id of its policy, or layer.\n    clause: its id.\n"
                 "    kind: kind of those rules.\n    fires: scenarios that make them fire.\n"
                 "    refuses: scenarios with a near miss of theirs.");
    add_row_type(module, reading_row, "ReadingCoverage", {"policy", "clause", "reading", "chosen_by"},
                 "Which scenarios judge by a reading of a clause that has several.\n\n"
                 "Attributes:\n    policy: id of its policy, or layer.\n    clause: its id.\n"
                 "    reading: id of the reading.\n    chosen_by: scenarios that test the clause under it.");
    py::class_<kept_scenarios>(module, "ScenarioReport", "How the scenarios of a policy went.")
        .def_property_readonly("results", &results, "One row a scenario, in order.")
        .def_property_readonly("coverage", &covered, "One row a clause and kind of rules, in order.")
        .def_property_readonly("readings", &readings, "One row a reading of a clause that has several, in order.")
        .def(
            "explain",
            [](const kept_scenarios& s, const std::string& lang) { return tell(s.report, language_of(lang)); },
            py::arg("lang"),
            "What is not as expected, in words.\n\nArgs:\n    lang: `zh` or `en`.\n\nReturns:\n    Lines of text; the "
            "last one sums up.")
        .def(
            "explain_one",
            [](const kept_scenarios& s, whole<std::int64_t> i, const std::string& lang) {
                return tell(s.at(i.value), language_of(lang));
            },
            py::arg("i"), py::arg("lang"),
            "One scenario in words.\n\nArgs:\n    i: its row, from 0.\n    lang: `zh` or `en`.\n\n"
            "Returns:\n    Lines of text.\n\nRaises:\n    IndexError: there is no such row.")
        .def("findings", &findings_of, py::arg("i"), py::arg("date"),
             "What was found on a date of a scenario.\n\nArgs:\n    i: the scenario's row, from 0.\n"
             "    date: place of the date, from 0.\n\nReturns:\n    Findings of every clause.\n\n"
             "Raises:\n    IndexError: there is no such row or date.");
    module.def(
        "run_scenarios", &run, py::arg("policy").none(false), py::arg("files"), py::arg("vocabulary"),
        "Run test cases of a policy.\n\nArgs:\n    policy: the policy.\n    files: scenario files, each its name "
        "and its bytes.\n    vocabulary: files of further words, likewise.\n\nReturns:\n    How they went.\n\n"
        "Raises:\n    PolicyError: with everything in the files that does not fit.");
    module.def("run_builtin_scenarios", &run_builtin, py::arg("policy").none(false),
               "Run the test cases that are built in for a policy.\n\nArgs:\n    policy: the policy.\n\n"
               "Returns:\n    How they went.");
    module.def("builtin_scenario_policy_ids", &builtin_scenario_policy_ids,
               "Policies for which test cases are built in.\n\nReturns:\n    Ids; those of layers are joined by `+`.");
    module.def(
        "clauses_to_accept",
        [] {
            for (const auto& file : embedded_files())
                if (file.name == "acceptance/clauses.json")
                    return py::bytes{file.text.data(), file.text.size()};
            return py::bytes{};
        },
        "The kinds of rules and the readings that clauses of the plans must have.\n\nReturns:\n    A JSON document.");
    module.def("scenario_schema", &scenario_schema,
               "The JSON Schema (draft 2020-12) of scenario files, for editors.\n\nReturns:\n    Its text.");
}

}  // namespace baoxue::python
