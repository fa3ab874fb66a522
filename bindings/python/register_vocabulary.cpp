// SPDX-License-Identifier: Apache-2.0
#include "registers.hpp"
#include <baoxue/vocabulary/problem.hpp>

#include <optional>
#include <string>

namespace baoxue::python {

namespace {

using text = std::optional<std::string>;

text given(const std::string& s) { return s.empty() ? text{} : text{s}; }

PYBIND11_CONSTINIT py::gil_safe_call_once_and_store<py::object> policy_error_type, district_error_type;

/// A ValueError with the list of what is wrong.
py::object make_error_type(const char* name, const char* doc) {
    py::dict members;
    members["problems"] = py::list{};
    return py::reinterpret_steal<py::object>(PyErr_NewExceptionWithDoc(name, doc, PyExc_ValueError, members.ptr()));
}

void raise(const py::object& type, const input_error& e) {
    auto error = type(e.what());
    error.attr("problems") = py::cast(e.problems());
    PyErr_SetObject(type.ptr(), error.ptr());
}

void translate(std::exception_ptr thrown) {
    try {
        if (thrown)
            std::rethrow_exception(thrown);
    } catch (const policy_error& e) {
        raise(policy_error_type.get_stored(), e);
    } catch (const district_error& e) {
        raise(district_error_type.get_stored(), e);
    } catch (const input_error& e) {
        py::set_error(PyExc_ValueError, e.what());
    }
}

problem make_problem(std::string message, text table, std::optional<whole<std::int64_t>> row, text column, text file,
                     std::optional<whole<std::int64_t>> line) {
    problem p;
    p.message = std::move(message);
    p.table = table.value_or(""), p.table_column = column.value_or(""), p.file = file.value_or("");
    if (row)
        p.row = row->value;
    if (line)
        p.line = line->value;
    return p;
}

py::object column_of(const problem& p) {
    if (!p.table_column.empty())
        return py::cast(p.table_column);
    return p.line > 0 ? py::cast(p.column) : py::none();
}

py::tuple state_of(const problem& p) {
    return py::make_tuple(1, p.file, p.line, p.column, p.pointer, p.table, p.row, p.table_column, p.message);
}

problem problem_of(const py::tuple& s) {
    if (s.size() != 9 || s[0].cast<int>() != 1)
        throw py::value_error("a Problem pickled by another version");
    return {s[1].cast<std::string>(), s[2].cast<std::int64_t>(), s[3].cast<std::int64_t>(),
            s[4].cast<std::string>(), s[5].cast<std::string>(),  s[6].cast<std::optional<std::int64_t>>(),
            s[7].cast<std::string>(), s[8].cast<std::string>()};
}

}  // namespace

void register_vocabulary(py::module_& module) {
    py::class_<problem>(module, "Problem", "One thing wrong with an input: where it is, and what was expected.")
        .def(py::init(&make_problem), py::arg("message"), py::kw_only(), py::arg("table") = py::none(),
             py::arg("row") = py::none(), py::arg("column") = py::none(), py::arg("file") = py::none(),
             py::arg("line") = py::none())
        .def_property_readonly(
            "message", [](const problem& p) { return p.message; }, "What is wrong, without the place.")
        .def_property_readonly(
            "table", [](const problem& p) { return given(p.table); }, "Name of the table, if it is in one.")
        .def_property_readonly(
            "row", [](const problem& p) { return p.row; }, "Row of the table as given, from 0.")
        .def_property_readonly("column", &column_of,
                               "Name of the table's column; in a file the column's number, from 1.")
        .def_property_readonly(
            "file", [](const problem& p) { return given(p.file); }, "Name of the file, if it is in one.")
        .def_property_readonly(
            "line", [](const problem& p) { return p.line > 0 ? std::optional{p.line} : std::nullopt; },
            "Line of the file, from 1.")
        .def_property_readonly(
            "pointer", [](const problem& p) { return given(p.pointer); }, "JSON pointer into the file.")
        .def("__eq__", [](const problem& a,
                          const py::object& b) { return py::isinstance<problem>(b) && a == b.cast<const problem&>(); })
        .def("__hash__", [](const problem& p) { return py::hash(state_of(p)); })
        .def("__str__", [](const problem& p) { return to_string(p); })
        .def("__repr__", [](const problem& p) { return "<Problem: " + to_string(p) + ">"; })
        .def(py::pickle(&state_of, &problem_of));

    policy_error_type.call_once_and_store_result([] {
        return make_error_type("baoxue.PolicyError", "A policy that cannot be read, made or changed as asked.");
    });
    district_error_type.call_once_and_store_result([] {
        return make_error_type("baoxue.DistrictError",
                               "Tables that are no district, or a date at which one cannot be judged.");
    });
    module.attr("PolicyError") = policy_error_type.get_stored();
    module.attr("DistrictError") = district_error_type.get_stored();
    py::register_exception_translator(&translate);
}

}  // namespace baoxue::python
