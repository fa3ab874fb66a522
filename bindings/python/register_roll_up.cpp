// SPDX-License-Identifier: Apache-2.0
#include "kept_findings.hpp"
#include "registers.hpp"
#include <baoxue/arrow/roll_up.hpp>
#include <baoxue/evaluate/roll_up.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::python {

namespace {

template <class Sums>
std::shared_ptr<lazy_table> later(const std::shared_ptr<const findings>& of, Sums sums) {
    auto kept = std::make_shared<const Sums>(std::move(sums));
    const auto rows = kept->size();
    return std::make_shared<lazy_table>(rows, [of, kept] { return arrow::roll_up(of, kept); });
}

std::shared_ptr<lazy_table> roll_up(const kept_findings& f, const std::string& what,
                                    const std::vector<std::string>& by) {
    if (what != "measures" && what != "obligations")
        throw py::value_error("what: expected `measures` or `obligations`, got `" + what + "`");
    py::gil_scoped_release release;
    const auto places = read_roll_up_by(*f.found->words, by);
    return what == "measures" ? later(f.found, roll_up_measures(*f.found, *f.facts, places))
                              : later(f.found, roll_up_obligations(*f.found, *f.facts, places));
}

}  // namespace

void register_roll_up(py::module_& module) {
    module.def("roll_up", &roll_up, py::arg("findings").none(false), py::arg("what"), py::arg("by"),
               "Figures or duties summed by unit or stage: counts, never rates.\n\n"
               "Args:\n    findings: what is summed.\n    what: `measures` or `obligations`.\n"
               "    by: a unit kind, `stage`, or both.\n\n"
               "Returns:\n    One row for all that agree in the rest.\n\n"
               "Raises:\n    ValueError: `what` or `by` names something else.");
}

}  // namespace baoxue::python
