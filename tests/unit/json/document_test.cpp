// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/document.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace baoxue;

namespace {

std::string message(std::string_view text) {
    const auto d = parse_document(text, "f");
    CHECK_FALSE(d.root);
    REQUIRE(d.problems.size() == 1);
    return to_string(d.problems.front());
}

}  // namespace

TEST_CASE("parse_document: every value keeps its text and its place, in characters") {
    const auto d = parse_document("{\"a\" : [1, 1.0,-2e5 ,\"中\\\"文\\n\" , true],\n  \"中\":{\"x\":null}}", "f");
    REQUIRE(d.root);
    CHECK(d.problems.empty());
    const auto* a = d.root->find("a");
    REQUIRE(a != nullptr);
    CHECK(a->at == text_position{1, 8});
    REQUIRE(a->children.size() == 5);
    CHECK(a->children[0].text == "1");
    CHECK(a->children[1].text == "1.0");
    CHECK(a->children[2].text == "-2e5");
    CHECK(a->children[2].at == text_position{1, 16});
    CHECK(a->children[3].text == "中\"文\n");
    CHECK(a->children[4].at == text_position{1, 33});
    const auto& x = nearest_node(*d.root, "/中/x");
    CHECK(x.kind == json_kind::null);
    CHECK(x.key_at == text_position{2, 8});
    CHECK(x.at == text_position{2, 12});
}

TEST_CASE("parse_document: of a key given twice the first stays, and the second is a problem") {
    const auto d = parse_document("{\"a\":{\"x/y\":1,\"z\":2,\"x/y\":3}}", "f");
    REQUIRE(d.root);
    CHECK(nearest_node(*d.root, "/a/x~1y").text == "1");
    REQUIRE(d.problems.size() == 1);
    CHECK(to_string(d.problems.front()) == "f:1:21 /a/x~1y: key `x/y` is given twice");
}

TEST_CASE("parse_document: says where a text stops being JSON") {
    CHECK(message("{\"a\": yes}") == "f:1:7: unexpected `y`");
    CHECK(message("[1,\n 2,]") == "f:2:4: a comma stands before `]`, take it out");
    CHECK(message("[01]") == "f:1:3: unexpected `1`");
    CHECK(message("[1, 2") == "f:1:6: the text ends too early, something is not closed");
    CHECK(message("[\"家\n访\"]") == "f:1:4: the line ends within a text or word");
    CHECK(message("{} x") == "f:1:4: unexpected `x` after the end of the document");
    CHECK(message("[] // end") == "f:1:4: unexpected `/` after the end of the document");
    CHECK(message("[1, NaN]") == "f:1:5: unexpected `N`");
    CHECK(message("[\"\\ud800\\u0041\"]") ==
          "f:1:14: half a surrogate pair: write the character itself instead of `\\u`");
    CHECK(message("[\"\\u00zz\"]") == "f:1:7: `\\u` needs four hexadecimal digits");
    CHECK(message(" \n") == "f:1:1: the text is empty");
}

TEST_CASE("parse_document: sixty-four levels are read, one more is refused") {
    const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
    CHECK(parse_document(nested(deepest_json), "f").root);
    CHECK(message(nested(deepest_json + 1)) == "f:1:65: nested more than 64 levels deep");
    CHECK(message(std::string(1'000'000, '[')) == "f:1:65: nested more than 64 levels deep");
}

TEST_CASE("parse_document: reads UTF-8 and nothing else") {
    CHECK(parse_document("[\"\xf0\x9f\x98\x80\"]", "f").root);
    CHECK(message("[\"\xc0\xaf\"]") == "f:1:3: byte 0xc0 is not UTF-8, save the text as UTF-8");
    CHECK(message("[\"\xed\xa0\x80\"]") == "f:1:3: byte 0xed is not UTF-8, save the text as UTF-8");
    CHECK(message("[\"\xf5\x80\x80\x80\"]") == "f:1:3: byte 0xf5 is not UTF-8, save the text as UTF-8");
    CHECK(message("[\"\xe5\xae\"]") == "f:1:3: byte 0xe5 is not UTF-8, save the text as UTF-8");
    CHECK(message("\xef\xbb\xbf[]") == "f:1:1: the text begins with a byte order mark, save it as UTF-8 without one");
}

TEST_CASE("nearest_node: the last node on the way to a pointer that leads nowhere") {
    const auto d = parse_document("{\"a\":[{\"b\":1}]}", "f");
    REQUIRE(d.root);
    CHECK(&nearest_node(*d.root, "") == &*d.root);
    CHECK(nearest_node(*d.root, "/a/0/b").text == "1");
    CHECK(nearest_node(*d.root, "/a/7/b").kind == json_kind::array);
    CHECK(nearest_node(*d.root, "/x").kind == json_kind::object);
}
