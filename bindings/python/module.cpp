// SPDX-License-Identifier: Apache-2.0
#include "registers.hpp"

PYBIND11_MODULE(_core, module) {
    module.doc() = "The compiled core. Use the names that `baoxue` re-exports.";
    module.attr("__version__") = BAOXUE_VERSION;
    using namespace baoxue::python;
    register_vocabulary(module), register_policy(module), register_facts(module), register_arrow(module);
    register_evaluate(module), register_roll_up(module), register_chain(module), register_verify(module),
        register_scenario(module), register_sample(module);
}
