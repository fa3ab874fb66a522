// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bindings.hpp"

#include <string>
#include <vector>

namespace baoxue::python {

/// A named tuple's type, which the module keeps.
using row_type = py::gil_safe_call_once_and_store<py::object>;

/// A named tuple that stands in the module.
inline void add_row_type(py::module_& module, row_type& into, const char* name, const std::vector<std::string>& fields,
                         const char* doc) {
    into.call_once_and_store_result([&] {
        auto type =
            py::module_::import("collections").attr("namedtuple")(name, fields, py::arg("module") = "baoxue._core");
        type.attr("__doc__") = doc;
        return py::object{type};
    });
    module.attr(name) = into.get_stored();
}

}  // namespace baoxue::python
