// SPDX-License-Identifier: Apache-2.0
#include <baoxue/arrow/export.hpp>
#include <baoxue/arrow/import.hpp>
#include <baoxue/arrow/table.hpp>
#include <baoxue/facts/rows.hpp>

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

ArrowArrayStream exported(arrow::table t) {
    ArrowArrayStream out{};
    arrow::export_stream(std::make_shared<const arrow::table>(std::move(t)), out);
    return out;
}

const std::vector<enrolment_row> rows{
    {"p1", "c1", date{2025, 9, 1}, date{2026, 1, 9}, entry_kind::new_pupil, exit_kind::dropout, std::nullopt},
    {"p2", "c2", date{2025, 9, 2}, std::nullopt, std::nullopt, std::nullopt, date{2025, 9, 3}},
};

}  // namespace

TEST_CASE("export_stream: a table comes back as it was, without a copy") {
    const auto table = make_table(rows);
    const auto before = table.view();
    auto stream = exported(arrow::from_table(table));
    const auto after = arrow::import_stream("enrolments", stream);
    REQUIRE(after.rows == 2);
    REQUIRE(after.columns.size() == before.columns.size());
    for (std::size_t i = 0; i < before.columns.size(); ++i) {
        const auto &a = before.columns[i].column, &b = after.columns[i].column;
        CHECK(before.columns[i].name == after.columns[i].name);
        CHECK(a.type == b.type);
        CHECK(a.values == b.values);
        for (std::int64_t row = 0; row < 2; ++row) {
            CHECK(a.is_null(row) == b.is_null(row));
            if (a.is_null(row))
                continue;
            const auto text = [&](const column_view& v) {
                return v.dictionary ? v.dictionary->text(v.integer(row)) : v.text(row);
            };
            if (a.is_text() || a.dictionary)
                CHECK(text(a) == text(b));
            else
                CHECK(a.integer(row) == b.integer(row));
        }
    }
}

TEST_CASE("export_stream: what is read outlives the table and the stream") {
    table_view after;
    {
        auto table = std::make_unique<owned_table>(make_table(rows));
        auto stream = exported(arrow::from_table(*table));
        table.reset();
        after = arrow::import_stream("enrolments", stream);
    }
    CHECK(after.find("student_id")->text(1) == "p2");
    CHECK(after.find("exit")->dictionary->text(0) == "dropout");
}

TEST_CASE("export_stream: one batch, then the end, then still the end") {
    auto stream = exported(arrow::from_table(make_table(rows)));
    ArrowArray array{};
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(array.length == 2);
    CHECK(array.n_children == 7);
    array.release(&array);
    CHECK(array.release == nullptr);
    for (int i = 0; i < 2; ++i) {
        REQUIRE(stream.get_next(&stream, &array) == 0);
        CHECK(array.release == nullptr);
    }
    CHECK(stream.get_last_error(&stream) == nullptr);
    stream.release(&stream);
    CHECK(stream.release == nullptr);
}

TEST_CASE("export_stream: a column that is moved out lives on after its table") {
    auto stream = exported(arrow::from_table(make_table(rows)));
    ArrowArray array{};
    REQUIRE(stream.get_next(&stream, &array) == 0);
    ArrowArray child = *array.children[2];
    array.children[2]->release = nullptr;
    array.release(&array);
    stream.release(&stream);
    CHECK(static_cast<const std::int32_t*>(child.buffers[1])[0] == (date{2025, 9, 1}).days);
    child.release(&child);
    CHECK(child.release == nullptr);
}

TEST_CASE("export_stream: the schema says its metadata as the interface writes it, each time anew") {
    auto t = arrow::from_table(make_table(rows));
    t.metadata = {{"key", "value"}, {"k", ""}};
    auto stream = exported(std::move(t));
    for (int i = 0; i < 2; ++i) {
        ArrowSchema schema{};
        REQUIRE(stream.get_schema(&stream, &schema) == 0);
        CHECK(std::string{schema.format} == "+s");
        CHECK(std::string{schema.children[0]->name} == "student_id");
        const std::int32_t two = 2, three = 3, five = 5, one = 1, zero = 0;
        const auto n = [](const std::int32_t& v) { return std::string(reinterpret_cast<const char*>(&v), sizeof v); };
        const auto expected = n(two) + n(three) + "key" + n(five) + "value" + n(one) + "k" + n(zero);
        CHECK(std::string(schema.metadata, expected.size()) == expected);
        schema.release(&schema);
        CHECK(schema.release == nullptr);
    }
    stream.release(&stream);
}

TEST_CASE("export_stream: a table without rows has no null buffers to trip over") {
    auto stream = exported(arrow::from_table(owned_table{table_name::acts}));
    ArrowArray array{};
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(array.length == 0);
    for (std::int64_t i = 0; i < array.n_children; ++i)
        CHECK(array.children[i]->buffers[1] != nullptr);
    array.release(&array);
    stream.release(&stream);
}
