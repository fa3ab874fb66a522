// SPDX-License-Identifier: Apache-2.0
#include "baoxue/baoxue.hpp"

#include <pybind11/pybind11.h>

PYBIND11_MODULE(_core, module) { module.attr("__version__") = BAOXUE_VERSION; }
