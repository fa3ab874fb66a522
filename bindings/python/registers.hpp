// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bindings.hpp"
#include <baoxue/version.hpp>

namespace baoxue::python {

// One room each; what others name in their signatures comes first.
void register_vocabulary(py::module_& module);
void register_policy(py::module_& module);
void register_facts(py::module_& module);
void register_arrow(py::module_& module);
void register_evaluate(py::module_& module);
void register_verify(py::module_& module);
void register_chain(py::module_& module);
void register_roll_up(py::module_& module);
void register_scenario(py::module_& module);
void register_sample(py::module_& module);

}  // namespace baoxue::python
