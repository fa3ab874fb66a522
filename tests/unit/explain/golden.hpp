// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <support/text_of.hpp>

/// Texts kept beside the tests: they show what changed, and prove nothing else. BAOXUE_UPDATE_GOLDEN=1 writes them
/// anew.
inline void check_golden(const std::string& name, const std::string& text) {
    const std::string path = std::string{BAOXUE_SOURCE_DIR "/tests/golden/explain/"} + name + ".txt";
    if (std::getenv("BAOXUE_UPDATE_GOLDEN") != nullptr)
        std::ofstream{path, std::ios::binary} << text;
    CHECK(text == text_of(path));
}
