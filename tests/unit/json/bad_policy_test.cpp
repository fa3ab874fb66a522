// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/read_policy.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <support/text_of.hpp>

namespace {

std::string messages_for(const std::filesystem::path& file) {
    std::string out;
    try {
        (void)baoxue::read_policy(text_of(file), file.filename().string(), baoxue::standard_vocabulary());
    } catch (const baoxue::policy_error& e) {
        for (const auto& p : e.problems())
            out += to_string(p) + "\n";
    }
    return out;
}

}  // namespace

// BAOXUE_WRITE_EXPECTED=1 writes the messages instead of comparing them: read them before committing.
TEST_CASE("read_policy: refuses every file of tests/bad/policy with exactly the messages beside it") {
    std::size_t cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(BAOXUE_SOURCE_DIR "/tests/bad/policy")) {
        if (entry.path().extension() != ".json")
            continue;
        ++cases;
        INFO(entry.path().filename().string());
        auto expected = entry.path();
        expected.replace_extension(".expected");
        const auto messages = messages_for(entry.path());
        CHECK_FALSE(messages.empty());
        if (std::getenv("BAOXUE_WRITE_EXPECTED") != nullptr)
            std::ofstream(expected, std::ios::binary) << messages;
        else
            CHECK(messages == text_of(expected));
    }
    CHECK(cases > 50);
}
