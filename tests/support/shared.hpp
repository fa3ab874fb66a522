// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

/// The folder of reference data; a test that needs it is skipped without it, unless it is required.
inline std::filesystem::path shared_data() {
    const char* given = std::getenv("BAOXUE_SHARED");
    const std::filesystem::path folder = given ? given : BAOXUE_SOURCE_DIR "/../shared";
    if (!std::filesystem::is_directory(folder)) {
        if (std::getenv("BAOXUE_REQUIRE_SHARED")) {
            FAIL("no reference data at " << folder);
        }
        SKIP("no reference data at " << folder);
    }
    return folder;
}
