// SPDX-License-Identifier: Apache-2.0
#include "lazy_table.hpp"
#include "registers.hpp"
#include <baoxue/arrow/table.hpp>
#include <baoxue/sample/sample_township.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace baoxue::python {

namespace {

py::dict tables_of(whole<std::int32_t> pupils, whole<std::uint64_t> seed) {
    std::vector<owned_table> tables;
    {
        py::gil_scoped_release release;
        tables = sample_township({pupils.value, seed.value});
    }
    py::dict out;
    for (const auto& t : tables)
        out[py::str{word_of(t.name())}] =
            std::make_shared<lazy_table>(static_cast<std::size_t>(t.rows()), [t] { return arrow::from_table(t); });
    return out;
}

py::dict settings() {
    py::dict out;
    out["calendar"] = word_of(sample_calendar);
    out["register"] = word_of(sample_register);
    return out;
}

}  // namespace

void register_sample(py::module_& module) {
    module.def("sample_tables", &tables_of, py::arg("pupils"), py::arg("seed"),
               "The tables of a made-up township.\n\n"
               "Args:\n    pupils: number of pupils.\n    seed: the same seed gives the same tables, byte for byte.\n\n"
               "Returns:\n    Tables by name.\n\nRaises:\n    ValueError: so many pupils cannot be made.");
    module.attr("most_sample_pupils") = most_sample_pupils;
    module.def("sample_settings", &settings,
               "What `build_district` must know beside the sample's tables.\n\nReturns:\n    Calendar and register.");
}

}  // namespace baoxue::python
