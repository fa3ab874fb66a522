// SPDX-License-Identifier: Apache-2.0
#include "baoxue/json/embedded.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <support/text_of.hpp>

TEST_CASE("embedded_files: holds every file of policies/, byte for byte, in the order of the names") {
    const std::filesystem::path folder = BAOXUE_SOURCE_DIR "/policies";
    std::size_t on_disk = 0;
    if (std::filesystem::exists(folder)) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            on_disk += entry.path().extension() == ".json" ? 1 : 0;
        }
    }
    const auto files = baoxue::embedded_files();
    CHECK(files.size() == on_disk);
    for (std::size_t i = 0; i < files.size(); ++i) {
        INFO(files[i].name);
        CHECK((i == 0 || files[i - 1].name < files[i].name));
        CHECK(text_of(folder / files[i].name) == files[i].text);
    }
}
