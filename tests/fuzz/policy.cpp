// SPDX-License-Identifier: Apache-2.0

// Any text is a policy that can be written and read back, or is refused with problems that say where they are.

#include <baoxue/json/read_policy.hpp>
#include <baoxue/json/write_policy.hpp>
#include <baoxue/vocabulary/problem.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const auto policy = baoxue::read_policy(text, "fuzz.json", baoxue::standard_vocabulary());
        const auto written = baoxue::write_policy(policy);
        const auto again = baoxue::read_policy(written, "again.json", baoxue::standard_vocabulary());
        if (!(again == policy) || baoxue::write_policy(again) != written)
            std::abort();
    } catch (const baoxue::policy_error& e) {
        if (e.problems().empty())
            std::abort();
        for (const auto& p : e.problems())
            if (p.file != "policy fuzz.json" || p.line < 1 || p.column < 1 || p.message.empty())
                std::abort();
    }
    return 0;
}
