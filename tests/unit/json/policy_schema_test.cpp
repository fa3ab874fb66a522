// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/document.hpp>
#include <baoxue/json/policy_schema.hpp>
#include <baoxue/policy/policy_fields.hpp>
#include <baoxue/policy/walk.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <support/text_of.hpp>
#include <variant>

using namespace baoxue;

namespace {

const std::string schema_path = BAOXUE_SOURCE_DIR "/policies/schema/policy.schema.json";

template <class... T>
bool defines_every_kind(const json_node& root, const std::string& before, std::variant<T...>*) {
    return (... && (nearest_node(root, "/$defs/" + before + std::string{T::kind}).find("properties") != nullptr));
}

}  // namespace

// BAOXUE_WRITE_EXPECTED=1 writes the file instead of comparing it, as `make schema` does.
TEST_CASE("policies/schema/policy.schema.json: is what the lists of fields say") {
    if (std::getenv("BAOXUE_WRITE_EXPECTED") != nullptr) {
        std::ofstream(schema_path, std::ios::binary) << policy_schema();
        return;
    }
    const auto text = text_of(schema_path);
    CHECK((text == policy_schema()));  // stale: `make schema` writes it
}

TEST_CASE("policy_schema: is JSON, describes every kind of rule, and every reference leads to a definition") {
    const auto text = policy_schema();
    const auto document = parse_document(text, "schema");
    REQUIRE(document.root);
    CHECK(document.problems.empty());
    const auto& root = *document.root;
    CHECK(defines_every_kind(root, "rule_", static_cast<rule_kind*>(nullptr)));
    CHECK(defines_every_kind(root, "", static_cast<count_mode*>(nullptr)));
    const auto* definitions = root.find("$defs");
    REQUIRE(definitions != nullptr);
    const std::string start = "\"$ref\": \"#/$defs/";
    std::size_t references = 0;
    for (auto at = text.find(start); at != text.npos; at = text.find(start, at + 1)) {
        const auto from = at + start.size();
        const auto name = text.substr(from, text.find('"', from) - from);
        INFO(name);
        CHECK(definitions->find(name) != nullptr);
        ++references;
    }
    CHECK(references > 50);
}
