// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/table.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

TEST_CASE("owned_column: nulls keep their place, over more than one byte of them") {
    owned_column c{column_kind::integer};
    for (std::int64_t i = 0; i < 20; ++i) {
        if (i % 3 == 0)
            c.append_null();
        else
            c.append(i);
    }
    const auto v = c.view();
    REQUIRE(v.length == 20);
    for (std::int64_t i = 0; i < 20; ++i) {
        CHECK(v.is_null(i) == (i % 3 == 0));
        if (i % 3 != 0)
            CHECK(v.integer(i) == i);
    }
}

TEST_CASE("owned_column: text, words kept once, and rows that point to another column") {
    owned_column text{column_kind::label};
    text.append(std::string_view{"校"});
    text.append_null();
    text.append(std::string_view{""});
    const auto t = text.view();
    CHECK(t.text(0) == "校");
    CHECK(t.is_null(1));
    CHECK_FALSE(t.is_null(2));
    CHECK(t.text(2).empty());

    owned_column words{column_kind::word};
    for (const std::string_view w : {"present", "excused", "present"})
        words.append(w);
    const auto w = words.view();
    REQUIRE(w.dictionary);
    CHECK(w.dictionary->length == 2);
    CHECK(w.dictionary->text(w.integer(2)) == "present");

    const auto ids = std::make_shared<owned_column>(column_kind::id);
    ids->append(std::string_view{"p1"});
    ids->append(std::string_view{"p2"});
    owned_column refers{column_kind::id};
    refers.refer_to(ids);
    refers.append_reference(1);
    refers.append_null();
    const auto r = refers.view();
    CHECK(r.dictionary->text(r.integer(0)) == "p2");
    CHECK(r.is_null(1));
}

TEST_CASE("owned_table: its columns are those of its schema, and a view outlives it") {
    table_view v;
    {
        owned_table t{table_name::parties};
        t.at(0).append(std::string_view{"e1"});
        t.at(1).append(std::string_view{"employer"});
        v = t.view();
    }
    CHECK(v.name == "parties");
    CHECK(v.rows == 1);
    REQUIRE(v.find("party_id") != nullptr);
    CHECK(v.find("party_id")->text(0) == "e1");
    CHECK(v.find("party") == nullptr);
}
