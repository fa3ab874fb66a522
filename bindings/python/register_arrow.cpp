// SPDX-License-Identifier: Apache-2.0
#include "lazy_table.hpp"
#include "registers.hpp"
#include <baoxue/arrow/export.hpp>

#include <string>
#include <vector>

namespace baoxue::python {

namespace {

constexpr const char* capsule_name = "arrow_array_stream";

void destroy(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, capsule_name));
    if (stream->release != nullptr)
        stream->release(stream);  // a reader that took it has left null
    delete stream;
}

py::capsule stream_of(lazy_table& table, const py::object&) {
    auto stream = std::make_unique<ArrowArrayStream>();
    {
        py::gil_scoped_release release;
        arrow::export_stream(table.get(), *stream);
    }
    py::capsule capsule{stream.get(), capsule_name, &destroy};
    stream.release();
    return capsule;
}

std::vector<std::string> column_names(lazy_table& table) {
    std::vector<std::string> names;
    for (const auto& c : table.get()->columns)
        names.push_back(c.name);
    return names;
}

}  // namespace

void register_arrow(py::module_& module) {
    py::class_<lazy_table, std::shared_ptr<lazy_table>>(module, "FindingsTable", "A table in Arrow's layout.")
        .def("__len__", &lazy_table::rows)
        .def_property_readonly("column_names", &column_names, "Names of the columns, in order.")
        .def("__arrow_c_stream__", &stream_of, py::arg("requested_schema") = py::none(),
             "Give the table to any reader of Arrow streams, without a copy.\n\n"
             "Args:\n    requested_schema: not looked at, as the interface allows.\n\n"
             "Returns:\n    A PyCapsule named `arrow_array_stream`.");
}

}  // namespace baoxue::python
