// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/column.hpp>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace baoxue;

namespace {
template <class T, std::size_t N>
column_view over(storage type, const std::array<T, N>& values) {
    column_view v;
    v.type = type, v.length = N, v.values = values.data();
    return v;
}
}  // namespace

TEST_CASE("integer: every width, signed and unsigned, at its ends") {
    CHECK(over(storage::i8, std::array<std::int8_t, 1>{-128}).integer(0) == -128);
    CHECK(over(storage::u8, std::array<std::uint8_t, 1>{255}).integer(0) == 255);
    CHECK(over(storage::i16, std::array<std::int16_t, 1>{-32768}).integer(0) == -32768);
    CHECK(over(storage::u16, std::array<std::uint16_t, 1>{65535}).integer(0) == 65535);
    CHECK(over(storage::i32, std::array<std::int32_t, 1>{-1}).integer(0) == -1);
    CHECK(over(storage::u32, std::array<std::uint32_t, 1>{4294967295U}).integer(0) == 4294967295);
    CHECK(over(storage::i64, std::array<std::int64_t, 1>{std::numeric_limits<std::int64_t>::min()}).integer(0) ==
          std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("column_view: a slice begins at its offset, in values and in nulls") {
    const std::array<std::int32_t, 12> values{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    const std::array<std::uint8_t, 2> validity{0xff, 0x0d};  // rows 0 to 8, 10 and 11 are there, row 9 is not
    auto v = over(storage::i32, values);
    v.offset = 8, v.length = 4, v.validity = validity.data();
    CHECK(v.integer(0) == 8);
    CHECK_FALSE(v.is_null(0));
    CHECK(v.is_null(1));
    CHECK_FALSE(v.is_null(2));
    CHECK(v.integer(3) == 11);
}

TEST_CASE("text: offsets of either width, sliced") {
    const std::array<std::int32_t, 4> narrow{0, 2, 2, 5};
    auto v = over(storage::text32, narrow);
    v.length = 3, v.bytes = "abcde";
    CHECK(v.text(0) == "ab");
    CHECK(v.text(1).empty());
    v.offset = 2, v.length = 1;
    CHECK(v.text(0) == "cde");
    const std::array<std::int64_t, 2> wide{1, 4};
    auto w = over(storage::text64, wide);
    w.length = 1, w.bytes = "abcde";
    CHECK(w.text(0) == "bcd");
}

TEST_CASE("is_null: an untyped column is all null, and so is a row whose dictionary entry is") {
    CHECK(column_view{}.is_null(0));
    const std::array<std::int64_t, 2> entries{7, 8};
    const std::uint8_t valid = 0x01;
    auto dictionary = over(storage::i64, entries);
    dictionary.validity = &valid;
    const std::array<std::int8_t, 2> indices{0, 1};
    auto v = over(storage::i8, indices);
    v.dictionary = std::make_shared<const column_view>(dictionary);
    CHECK_FALSE(v.is_null(0));
    CHECK(v.is_null(1));
}
