// SPDX-License-Identifier: Apache-2.0
#include "lazy_table.hpp"
#include "registers.hpp"
#include <baoxue/arrow/chains.hpp>
#include <baoxue/evaluate/chain.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace baoxue::python {

namespace {

std::shared_ptr<lazy_table> chain_of(const policy& of, const district& d, date on,
                                     const std::optional<std::string>& student_id) {
    py::gil_scoped_release release;
    std::optional<code> student;
    if (student_id) {
        student = d.ids->students.find_text(*student_id);
        if (*student == no_code)
            throw py::key_error("no pupil has the id `" + *student_id + "`");
    }
    auto chains = std::make_shared<const responsibility_chains>(responsibility_chain(of, d, on, student));
    return std::make_shared<lazy_table>(chains->links.size(), [chains] { return arrow::chains(chains); });
}

}  // namespace

void register_chain(py::module_& module) {
    module.def(
        "responsibility_chain", &chain_of, py::arg("policy").none(false), py::arg("district").none(false),
        py::arg("on"), py::arg("student_id").none(true),
        "Who answers for a pupil on a date, from the parents up to the township.\n\n"
        "Args:\n    policy: whose assignments say what must be held.\n    district: the facts.\n    on: the date; "
        "what begins later is not known.\n    student_id: one pupil; None: all.\n\nReturns:\n    One row a link.\n\n"
        "Raises:\n    KeyError: nobody has that id.\n    TypeError: `on` is no date, or has a time of day.");
}

}  // namespace baoxue::python
