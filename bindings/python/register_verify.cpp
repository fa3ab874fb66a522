// SPDX-License-Identifier: Apache-2.0
#include "language_of.hpp"
#include "lazy_table.hpp"
#include "registers.hpp"
#include "words.hpp"
#include <baoxue/arrow/observations.hpp>
#include <baoxue/arrow/table.hpp>
#include <baoxue/verify/tell.hpp>
#include <baoxue/verify/verify.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::python {

namespace {

/// What was seen in a policy, with the policy, which explanations need.
struct kept_verification {
    std::shared_ptr<const verification> seen;
    std::shared_ptr<policy> of;
    std::shared_ptr<lazy_table> observations;

    kept_verification(verification v, std::shared_ptr<policy> p)
        : seen(std::make_shared<const verification>(std::move(v))), of(std::move(p)),
          observations(std::make_shared<lazy_table>(seen->size(), [s = seen] { return arrow::observations(*s); })) {}

    [[nodiscard]] const observation& at(std::int64_t i) const {
        if (i < 0 || static_cast<std::size_t>(i) >= seen->size())
            throw py::index_error("no observation " + std::to_string(i) + ": there are " +
                                  std::to_string(seen->size()) + ", counted from 0");
        return seen->observations[static_cast<std::size_t>(i)];
    }
};

kept_verification verify_one(const std::shared_ptr<policy>& of,
                             const std::vector<std::pair<std::string, py::bytes>>& vocabulary_files) {
    const auto files = bytes_of(vocabulary_files);
    py::gil_scoped_release release;
    return {verify(*of, words_with(files)), of};
}

py::object witness_of(const kept_verification& v, whole<std::int64_t> i) {
    const auto& o = v.at(i.value);
    if (!o.shown)
        return py::none();
    py::dict tables;
    const auto add = [&](const auto& rows) {
        auto made = make_table(rows);
        const auto size = static_cast<std::size_t>(made.rows());
        tables[py::str{word_of(made.name())}] =
            std::make_shared<lazy_table>(size, [t = std::move(made)] { return arrow::from_table(t); });
    };
    const auto maybe = [&](const auto& rows) {
        if (rows)
            add(*rows);
    };
    const auto& r = o.shown->rows;
    add(r.terms), add(r.units);
    maybe(r.days), maybe(r.holdings), maybe(r.students), maybe(r.registrations), maybe(r.enrolments);
    maybe(r.attendance), maybe(r.roll_calls), maybe(r.acts), maybe(r.parties), maybe(r.needs), maybe(r.incidents);
    maybe(r.transfers), maybe(r.pledges), maybe(r.records), maybe(r.counts);
    py::dict settings;
    settings["calendar"] = word_of(calendar_kind::cn);
    settings["register"] = word_of(o.shown->mode);
    return py::make_tuple(std::move(tables), std::move(settings), o.shown->as_of);
}

}  // namespace

void register_verify(py::module_& module) {
    py::class_<kept_verification>(module, "Verification", "What was seen in a policy before it is adopted.")
        .def_property_readonly(
            "policy", [](const kept_verification& v) { return v.of; }, "The policy.")
        .def_property_readonly(
            "observations", [](const kept_verification& v) { return v.observations; }, "One row an observation.")
        .def(
            "explain",
            [](const kept_verification& v, const std::string& lang) {
                const auto in = language_of(lang);
                py::gil_scoped_release release;
                return tell(*v.of, *v.seen, in);
            },
            py::arg("lang"),
            "All of it in words.\n\nArgs:\n    lang: `zh` or `en`.\n\nReturns:\n    Many lines of text.")
        .def(
            "explain_one",
            [](const kept_verification& v, whole<std::int64_t> i, const std::string& lang) {
                (void)v.at(i.value);
                const auto in = language_of(lang);
                py::gil_scoped_release release;
                return tell(*v.of, *v.seen, static_cast<std::size_t>(i.value), in);
            },
            py::arg("i"), py::arg("lang"),
            "One observation in words.\n\nArgs:\n    i: its row, from 0.\n    lang: `zh` or `en`.\n\n"
            "Returns:\n    A few lines of text.\n\nRaises:\n    IndexError: there is no such row.")
        .def("witness", &witness_of, py::arg("i"),
             "The district on which an observation can be seen.\n\nArgs:\n    i: its row, from 0.\n\n"
             "Returns:\n    Tables by name, what `build_district` must know beside them, and a date; None without a "
             "witness.\n\nRaises:\n    IndexError: there is no such row.")
        .def("__repr__", [](const kept_verification& v) {
            return "<Verification of " + v.seen->policy + ": " + std::to_string(v.seen->size()) + " observations>";
        });
    module.def("verify", &verify_one, py::arg("policy").none(false), py::arg("vocabulary"),
               "Look for contradictions, holes and steps that come to nothing.\n\n"
               "Args:\n    policy: the policy.\n    vocabulary: bytes of files of the further words that it was read "
               "with.\n\nReturns:\n    What was seen.");
    module.def(
        "observation_kinds",
        [] {
            std::vector<std::string> out;
            for (const auto& w : enum_words<observation_kind>)
                out.emplace_back(w.word);
            return out;
        },
        "The kinds of observations.\n\nReturns:\n    Words, in order.");
}

}  // namespace baoxue::python
