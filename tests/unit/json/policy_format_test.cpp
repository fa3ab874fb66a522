// SPDX-License-Identifier: Apache-2.0
#include "support/field_tables.hpp"
#include <baoxue/json/read_policy.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <support/text_of.hpp>

namespace {

const std::string document_path = BAOXUE_SOURCE_DIR "/docs/policy-format.md";
const std::string begin_mark = "<!-- fields: begin -->\n";
const std::string end_mark = "<!-- fields: end -->\n";

}  // namespace

// BAOXUE_WRITE_EXPECTED=1 writes the tables instead of comparing them.
TEST_CASE("docs/policy-format.md: its tables are the fields that the reader reads") {
    const auto text = text_of(document_path);
    const auto begin = text.find(begin_mark), end = text.find(end_mark);
    REQUIRE(begin != text.npos);
    REQUIRE(end != text.npos);
    const auto from = begin + begin_mark.size();
    const auto tables = "\n" + field_tables::all() + "\n";
    if (std::getenv("BAOXUE_WRITE_EXPECTED") != nullptr)
        std::ofstream(document_path, std::ios::binary) << text.substr(0, from) + tables + text.substr(end);
    else
        CHECK(text.substr(from, end - from) == tables);
}

TEST_CASE("docs/policy-format.md: its example is a policy") {
    const auto text = text_of(document_path);
    const std::string fence = "```json\n";
    const auto begin = text.find(fence) + fence.size();
    const auto example = text.substr(begin, text.find("```\n", begin) - begin);
    INFO(example);
    CHECK_NOTHROW(baoxue::read_policy(example, "docs/policy-format.md", baoxue::standard_vocabulary()));
}
