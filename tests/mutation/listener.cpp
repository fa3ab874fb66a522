// SPDX-License-Identifier: Apache-2.0

// Tells scripts/mutate_code.py, in the file that BAOXUE_HEARD names, of each test case how long it took, whether it
// failed, and which sites it came by.

#include <algorithm>
#include <catch2/catch_test_case_info.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace {

using steady = std::chrono::steady_clock;

class listener : public Catch::EventListenerBase {
public:
    using EventListenerBase::EventListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo&) override {
        std::fill(std::begin(baoxue_mutants::reached), std::end(baoxue_mutants::reached), 0);
        started_ = steady::now();
    }

    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        const char* file = std::getenv("BAOXUE_HEARD");
        if (!file)
            return;
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady::now() - started_).count();
        std::ofstream out(file, std::ios::app);
        out << stats.testInfo->name << '\t' << took << '\t' << (stats.totals.testCases.failed ? "failed" : "passed")
            << '\t';
        if (std::getenv("BAOXUE_SITES"))
            for (int id = 0; id < baoxue_mutants::most; ++id)
                if (baoxue_mutants::reached[id])
                    out << id << ' ';
        out << '\n';
    }

private:
    steady::time_point started_;
};

CATCH_REGISTER_LISTENER(listener)

}  // namespace
