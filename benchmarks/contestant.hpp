// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "owed.hpp"

#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>

namespace bench {

/// A number of /proc/self/status in KiB; 0 where there is none.
[[nodiscard]] inline std::int64_t status_kib(const std::string& what) {
    std::ifstream file{"/proc/self/status"};
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(what + ":"))
            return std::stoll(line.substr(what.size() + 1));
    return 0;
}

/// Obeys run.py, which lets contestants take turns: says that it is ready and what it found, then runs once a line read
/// and says how many nanoseconds that took, and at last how much memory the runs took at most.
///
/// \param run    one whole evaluation; what it returns is kept until the clock has stopped
/// \param check  what the result is, for comparison
/// \param times  how often one run does what it does
template <class Run, class Check>
void take_turns(std::int64_t input_bytes, Run&& run, Check&& check, std::int64_t times = 1) {
    {
        const auto warm = run();
        const answer a = check(warm);
        std::cout << "{\"rows\": " << a.rows << ", \"hash\": " << a.hash << ", \"input_bytes\": " << input_bytes
                  << ", \"times\": " << times << "}" << std::endl;
    }
    std::ofstream{"/proc/self/clear_refs"} << "5";  // the peak so far is forgotten
    const auto before = status_kib("VmRSS");
    for (std::string line; std::getline(std::cin, line) && line == "run";) {
        asm volatile("" ::: "memory");  // what is only read and added up would be done once, or never
        const auto start = std::chrono::steady_clock::now();
        const auto result = run();
        asm volatile("" : : "r"(&result) : "memory");
        const auto stop = std::chrono::steady_clock::now();
        std::cout << std::chrono::duration_cast<std::chrono::nanoseconds>(stop - start).count() << std::endl;
    }
    std::cout << "{\"peak_kib\": " << status_kib("VmHWM") << ", \"before_kib\": " << before << "}" << std::endl;
}

}  // namespace bench
