// SPDX-License-Identifier: Apache-2.0

// Any text is a scenario file, or is refused with problems that say where they are.

#include <baoxue/json/read_scenarios.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        static_cast<void>(
            baoxue::read_scenarios(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.json"));
    } catch (const baoxue::policy_error& e) {
        if (e.problems().empty())
            std::abort();
        for (const auto& p : e.problems())
            if (p.file != "scenarios fuzz.json" || p.line < 1 || p.column < 1 || p.message.empty())
                std::abort();
    }
    return 0;
}
