// SPDX-License-Identifier: Apache-2.0
#include <baoxue/arrow/type_name.hpp>

#include <catch2/catch_test_macros.hpp>

using baoxue::arrow::type_name;

TEST_CASE("type_name: types are called what people call them") {
    CHECK(type_name("l") == "int64");
    CHECK(type_name("g") == "double");
    CHECK(type_name("tsn:") == "timestamp[ns]");
    CHECK(type_name("tsu:Asia/Shanghai") == "timestamp[us, tz=Asia/Shanghai]");
    CHECK(type_name("d:19,10") == "decimal(19,10)");
    CHECK(type_name("w:16") == "fixed_size_binary[16]");
    CHECK(type_name("+w:3") == "fixed_size_list[3]");
    CHECK(type_name("+ud:0,1") == "union");
    CHECK(type_name("?") == "a type of the Arrow format `?`");
}
