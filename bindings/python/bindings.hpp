// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one place that includes pybind11, and how our own values pass.

#include <baoxue/time/date.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <datetime.h>

namespace baoxue::python {

namespace py = pybind11;

/// An integer argument that takes nothing but integers: no bool, no float, no Decimal, no text.
template <class Int>
struct whole {
    Int value{};
    friend auto operator<=>(const whole&, const whole&) = default;
};

}  // namespace baoxue::python

namespace pybind11::detail {

template <class Int>
struct type_caster<baoxue::python::whole<Int>> {
    PYBIND11_TYPE_CASTER(baoxue::python::whole<Int>, const_name("int"));

    bool load(handle source, bool) {
        if (!source || PyBool_Check(source.ptr()) || !PyIndex_Check(source.ptr()))
            return false;
        const auto number = reinterpret_steal<object>(PyNumber_Index(source.ptr()));
        make_caster<Int> inner;
        if (!number || !inner.load(number, false)) {
            PyErr_Clear();
            throw value_error("`" + std::string{str(source)} + "` is out of range");
        }
        value.value = cast_op<Int>(inner);
        return true;
    }
};

template <>
struct type_caster<baoxue::date> {
    PYBIND11_TYPE_CASTER(baoxue::date, const_name("datetime.date"));

    /// A datetime is a date to Python, but its day depends on where it is read.
    bool load(handle source, bool) {
        if (!import_datetime() || !source || !PyDate_Check(source.ptr()) || PyDateTime_Check(source.ptr()))
            return false;
        value = baoxue::date{PyDateTime_GET_YEAR(source.ptr()), PyDateTime_GET_MONTH(source.ptr()),
                             PyDateTime_GET_DAY(source.ptr())};
        return true;
    }
    static handle cast(baoxue::date d, return_value_policy, handle) {
        if (!import_datetime())
            return {};
        const auto c = baoxue::civil(d);
        return PyDate_FromDate(c.year, c.month, c.day);
    }

private:
    static bool import_datetime() {
        if (PyDateTimeAPI == nullptr)
            PyDateTime_IMPORT;
        return PyDateTimeAPI != nullptr;
    }
};

}  // namespace pybind11::detail
