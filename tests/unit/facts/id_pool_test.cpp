// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/id_pool.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace baoxue;

TEST_CASE("id_pool: codes are ranks, of numbers by size and of text by bytes") {
    id_pool numbers{true};
    for (const std::int64_t id : {10, 9, -1, 9})
        numbers.add(id);
    numbers.finish();
    CHECK(numbers.size() == 3);
    CHECK(numbers.find(std::int64_t{-1}) == 0);
    CHECK(numbers.find(std::int64_t{9}) == 1);
    CHECK(numbers.find(std::int64_t{10}) == 2);
    CHECK(numbers.find(std::int64_t{8}) == no_code);

    id_pool texts;
    for (const std::string_view id : {"9", "10", "a", "9"})
        texts.add(id);
    texts.finish();
    CHECK(texts.size() == 3);
    CHECK(texts.find("10") == 0);
    CHECK(texts.find("9") == 1);
    CHECK(texts.find("a") == 2);
    CHECK(texts.find("A") == no_code);
}

TEST_CASE("id_pool: each number is in it once, however often and in whatever order it was added") {
    for (const std::int64_t first : {-700, -1, 0, 1, 255, 256, 257}) {
        id_pool one{true};
        one.add(first);
        one.finish();
        CHECK(one.size() == 1);
        CHECK(one.find(first) == 0);
    }
    id_pool many{true};
    for (int round = 0; round < 3; ++round)
        for (std::int64_t id = 1000; id >= -1000; id -= 8)  // 251 ids, some of them 256 or 512 apart
            many.add(id), many.add(id), many.add(-id);
    many.finish();
    CHECK(many.size() == 251);
    for (std::int64_t id = -1000; id <= 1000; ++id)
        CHECK(many.find(id) == (id % 8 == 0 ? (id + 1000) / 8 : no_code));
}

TEST_CASE("id_pool: an id and its text, there and back") {
    id_pool numbers{true};
    numbers.add(std::int64_t{1234567890123});
    numbers.finish();
    CHECK(numbers.text(0) == "1234567890123");
    CHECK(numbers.text(no_code).empty());
    CHECK(numbers.find_text("1234567890123") == 0);
    CHECK(numbers.find_text("1234567890123 ") == no_code);
    CHECK(numbers.find_text("x") == no_code);
    numbers.with_text(0, [](std::string_view t) { CHECK(t == "1234567890123"); });
    id_pool texts;
    texts.add("甲");
    texts.finish();
    CHECK(texts.text(0) == "甲");
    CHECK(texts.find_text("甲") == 0);
    texts.with_text(no_code, [](std::string_view t) { CHECK(t.empty()); });
}
