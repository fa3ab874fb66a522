// SPDX-License-Identifier: Apache-2.0
#include "stream_fixture.hpp"
#include <baoxue/arrow/import.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>
#include <optional>

using namespace baoxue;
using namespace baoxue::arrow_tests;
using arrow::column;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

using cells = std::vector<std::optional<std::string>>;

column numbers(std::vector<std::int64_t> values) { return arrow::own("n", std::move(values)); }

column text(const cells& values) {
    return arrow::null_where(arrow::texts("t", values.size(),
                                          [&](std::size_t i) {
                                              return values[i] ? std::string_view{*values[i]}
                                                               : std::string_view{"junk"};
                                          }),
                             [&](std::size_t i) { return !values[i]; });
}

column coded(std::vector<std::int32_t> codes, const std::vector<std::string>& dictionary) {
    return arrow::words("d", std::move(codes), arrow::dictionary_of(dictionary));
}

/// The cells of a column as text.
cells read(const column_view& v) {
    cells out;
    for (std::int64_t i = 0; i < v.length; ++i) {
        const column_view& values = v.dictionary ? *v.dictionary : v;
        const auto at = v.dictionary && !v.is_null(i) ? v.integer(i) : i;
        if (v.is_null(i))
            out.emplace_back();
        else
            out.emplace_back(values.is_text() ? std::string{values.text(at)} : std::to_string(values.integer(at)));
    }
    return out;
}

table_view import(const producer& p) {
    auto stream = p.stream();
    auto out = arrow::import_stream("terms", stream);
    CHECK(stream.release == nullptr);
    CHECK(p.released->streams == 1);
    CHECK(p.released->schemas == 1);
    return out;
}

void refused(const producer& p, const std::string& message) {
    auto stream = p.stream();
    CHECK_THROWS_MATCHES(arrow::import_stream("terms", stream), district_error,
                         MessageMatches(ContainsSubstring(message)));
    CHECK(stream.release == nullptr);
    CHECK(p.released->streams == 1);
}

template <class T>
column typed(const char* format, std::vector<T> values) {
    auto kept = std::make_shared<std::vector<T>>(std::move(values));
    return {.name = "c",
            .format = format,
            .length = static_cast<std::int64_t>(kept->size()),
            .buffers = {nullptr, kept->data()},
            .keeps = {kept}};
}

}  // namespace

TEST_CASE("import_stream: one batch is taken where it lies, and released when nothing looks at it") {
    producer p;
    p.add({numbers({4, 5, 6}), text({"a", std::nullopt, "ccc"})});
    const void* values = p.batches[0]->columns[0].buffers[1];
    {
        std::optional<column_view> kept;
        {
            const auto t = import(p);
            CHECK(t.name == "terms");
            CHECK(t.rows == 3);
            CHECK(t.find("n")->values == values);
            CHECK(read(*t.find("n")) == cells{"4", "5", "6"});
            kept = *t.find("t");
        }
        CHECK(p.released->arrays == 0);
        CHECK(read(*kept) == cells{"a", std::nullopt, "ccc"});
        CHECK(kept->type_name == "string");
    }
    CHECK(p.released->arrays == 1);
}

TEST_CASE("import_stream: batches are joined in order, nulls and empty batches included") {
    producer p;
    p.add({numbers({}), text({})});
    p.add({numbers({1, 2, 3}), text({"a", std::nullopt, ""})});
    p.add({numbers({4}), text({"b"})});
    p.add({numbers({5, 6, 7, 8, 9, 10}), text({std::nullopt, "c", "d", "e", "f", std::nullopt})});
    const auto t = import(p);
    CHECK(t.rows == 10);
    CHECK(p.released->arrays == 4);
    CHECK(read(*t.find("n")) == cells{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"});
    CHECK(read(*t.find("t")) == cells{"a", std::nullopt, "", "b", std::nullopt, "c", "d", "e", "f", std::nullopt});
}

TEST_CASE("import_stream: every integer type, dates and texts of both widths keep their values") {
    producer p;
    const auto add = [&] {
        auto wide = typed<std::int64_t>("U", {0, 1, 3});
        wide.length = 2;
        static constexpr char bytes[] = "abc";
        wide.buffers.push_back(bytes);
        auto binary = wide;
        binary.format = "Z";
        p.add({typed<std::int8_t>("c", {-1, 2}), typed<std::uint8_t>("C", {1, 255}),
               typed<std::int16_t>("s", {-300, 2}), typed<std::uint16_t>("S", {1, 65535}),
               typed<std::int32_t>("i", {-70000, 2}), typed<std::uint32_t>("I", {1, 4000000000}),
               typed<std::int64_t>("l", {-1, 2}), typed<std::uint64_t>("L", {1, 2}),
               typed<std::int32_t>("tdD", {0, 19000}), wide, binary});
    };
    add();
    const auto check = [](const table_view& t, const cells& before) {
        const std::vector<cells> expected{{"-1", "2"},     {"1", "255"},        {"-300", "2"}, {"1", "65535"},
                                          {"-70000", "2"}, {"1", "4000000000"}, {"-1", "2"},   {"1", "2"},
                                          {"0", "19000"},  {"a", "bc"},         {"a", "bc"}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            auto all = expected[i];
            if (!before.empty())
                all.insert(all.end(), expected[i].begin(), expected[i].end());
            CHECK(read(t.columns[i].column) == all);
        }
        CHECK(t.columns[8].column.type == storage::date32);
        CHECK(t.columns[10].column.type_name == "large_binary");
    };
    check(import(p), {});
    add();
    p.released = std::make_shared<counts>();
    check(import(p), {"twice"});
}

TEST_CASE("import_stream: slices of tables and of columns begin where they say") {
    producer p;
    auto n = numbers({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    auto t = text({"a", "b", "c", std::nullopt, "e", "f", "g", "h", "i", "j", "k", "l"});
    auto d = coded({0, 1, 0, -1, 1, 0, 1, 0, 1, 0, 1, 0}, {"x", "y"});
    for (auto* c : {&n, &t, &d})
        c->offset = 2, c->length = 8;
    p.add({n, t, d});
    p.batches[0]->rows = 8;
    p.spoil_array = [](ArrowArray& a) { a.offset = 1, a.length = 3; };
    const auto one = import(p);
    CHECK(one.rows == 3);
    CHECK(read(*one.find("n")) == cells{"4", "5", "6"});
    CHECK(read(*one.find("t")) == cells{std::nullopt, "e", "f"});
    CHECK(read(*one.find("d")) == cells{std::nullopt, "y", "x"});
    p.batches.push_back(p.batches[0]);
    p.released = std::make_shared<counts>();
    const auto two = import(p);
    CHECK(read(*two.find("n")) == cells{"4", "5", "6", "4", "5", "6"});
    CHECK(read(*two.find("t")) == cells{std::nullopt, "e", "f", std::nullopt, "e", "f"});
    CHECK(read(*two.find("d")) == cells{std::nullopt, "y", "x", std::nullopt, "y", "x"});
}

TEST_CASE("import_stream: dictionaries of several batches become one, with each entry once") {
    producer p;
    p.add({coded({0, 1, -1}, {"a", "b"})});
    p.add({coded({1, 0, 2}, {"c", "a", "d"})});
    const auto t = import(p);
    CHECK(read(*t.find("d")) == cells{"a", "b", std::nullopt, "a", "c", "d"});
    CHECK(t.find("d")->dictionary->length == 4);
    CHECK(t.find("d")->type_name == "dictionary<string>");
}

TEST_CASE("import_stream: a dictionary may hold integers and nulls, and have indices of any integer type") {
    producer p;
    const auto add = [&] {
        auto c = typed<std::uint8_t>("C", {1, 0, 2});
        c.dictionary = std::make_shared<const column>(
            arrow::null_where(typed<std::int64_t>("l", {70, 80, 0}), [](std::size_t i) { return i == 2; }));
        p.add({c});
    };
    add();
    CHECK(read(import(p).columns[0].column) == cells{"80", "70", std::nullopt});
    add();
    p.released = std::make_shared<counts>();
    CHECK(read(import(p).columns[0].column) == cells{"80", "70", std::nullopt, "80", "70", std::nullopt});
}

TEST_CASE("import_stream: a stream without rows still says what its columns are") {
    producer p;
    p.add({numbers({}), text({}), coded({}, {})});
    const auto t = import(p);
    CHECK(t.rows == 0);
    CHECK(t.find("n")->type == storage::i64);
    CHECK(t.find("t")->type == storage::text32);
    CHECK(t.find("d")->dictionary->type == storage::text32);
}

TEST_CASE("import_stream: columns of other types are without values and named") {
    producer p;
    auto stamp = typed<std::int64_t>("tsn:", {1, 2});
    auto null = column{.name = "null", .format = "n", .length = 2, .null_count = 2};
    auto list = arrow::lists("l", std::vector<std::int32_t>{0, 1, 1}, numbers({1}));
    p.add({stamp, null, list});
    p.add({stamp, null, list});
    const auto t = import(p);
    CHECK(t.columns[0].column.type == storage::nothing);
    CHECK(t.columns[0].column.type_name == "timestamp[ns]");
    CHECK(t.columns[1].column.type_name == "null");
    CHECK(t.columns[1].column.length == 4);
    CHECK(t.columns[2].column.type_name == "list");
}

TEST_CASE("import_stream: a failing stream is refused with its own words, by table") {
    producer p;
    p.add({numbers({1})});
    p.fails_at = 1;
    refused(p, "terms: cannot be read: the disk is full");
    CHECK(p.released->arrays == 1);
}

TEST_CASE("import_stream: a stream that was read before is refused") {
    producer p;
    p.add({numbers({1})});
    auto stream = p.stream();
    (void)arrow::import_stream("terms", stream);
    CHECK_THROWS_MATCHES(arrow::import_stream("terms", stream), district_error,
                         MessageMatches(ContainsSubstring("was read before")));
}

TEST_CASE("import_stream: what breaks the interface is refused, and released all the same") {
    producer p;
    p.add({numbers({1, 2}), text({"a", "b"}), coded({0, 1}, {"x", "y"})});
    SECTION("no schema") {
        p.spoil_schema = [](ArrowSchema& s) { s.release(&s); };
        refused(p, "a stream without a schema");
    }
    SECTION("no format") {
        p.spoil_schema = [](ArrowSchema& s) { s.children[1]->format = nullptr; };
        refused(p, "a broken schema");
    }
    SECTION("not a table") {
        p.spoil_schema = [](ArrowSchema& s) { s.format = "tsu:UTC"; };
        refused(p, "expected a table, found a column of timestamp[us, tz=UTC]");
    }
    SECTION("negative rows") {
        p.spoil_array = [](ArrowArray& a) { a.length = -3; };
        refused(p, "a negative length");
    }
    SECTION("negative length of a column") {
        p.spoil_array = [](ArrowArray& a) { a.children[0]->length = -3; };
        refused(p, "terms, column `n`: malformed Arrow data: a negative length");
    }
    SECTION("short column") {
        p.spoil_array = [](ArrowArray& a) { a.length = 3; };
        refused(p, "a column is shorter than its table");
    }
    SECTION("an offset that reaches beyond every number") {
        p.spoil_array = [](ArrowArray& a) { a.offset = std::numeric_limits<std::int64_t>::max(); };
        refused(p, "a column is shorter than its table");
    }
    SECTION("an offset of a column that does") {
        p.spoil_array = [](ArrowArray& a) { a.children[0]->offset = std::numeric_limits<std::int64_t>::max(); };
        refused(p, "column `n`: malformed Arrow data: an offset beyond all memory");
    }
    SECTION("columns missing") {
        p.spoil_array = [](ArrowArray& a) { a.n_children = 2; };
        refused(p, "a batch with other columns than its schema");
    }
    SECTION("a missing buffer") {
        p.spoil_array = [](ArrowArray& a) { a.children[1]->n_buffers = 2; };
        refused(p, "column `t`: malformed Arrow data: a wrong number of buffers for string");
    }
    SECTION("no values") {
        p.spoil_array = [](ArrowArray& a) { a.children[0]->buffers[1] = nullptr; };
        refused(p, "a column without values");
    }
    SECTION("nulls uncounted by a bitmap") {
        p.spoil_array = [](ArrowArray& a) { a.children[0]->null_count = 1; };
        refused(p, "nulls without a bitmap of them");
    }
    SECTION("no dictionary") {
        p.spoil_array = [](ArrowArray& a) { a.children[2]->dictionary = nullptr; };
        refused(p, "a dictionary column without its dictionary");
    }
    SECTION("a row null as a whole") {
        p.spoil_array = [](ArrowArray& a) { a.null_count = 1; };
        refused(p, "a row that is null as a whole");
    }
    CHECK(p.released->arrays <= 1);
}

TEST_CASE("import_stream: batches with more rows than there are numbers are refused, in one table and in pieces") {
    producer p;
    p.add({}), p.add({});
    p.spoil_array = [](ArrowArray& a) { a.length = std::numeric_limits<std::int64_t>::max(); };
    refused(p, "malformed Arrow data: rows beyond all memory");
    auto stream = p.stream();
    const auto pieces = arrow::import_in_pieces("terms", stream);
    CHECK(pieces.next()->rows == std::numeric_limits<std::int64_t>::max());
    CHECK_THROWS_MATCHES(pieces.next(), district_error, MessageMatches(ContainsSubstring("rows beyond all memory")));
}

TEST_CASE("import_stream: an index outside its dictionary is refused, under a null it is not looked at") {
    producer p;
    auto bad = coded({0, 7}, {"x", "y"});
    p.add({bad});
    refused(p, "column `d`: malformed Arrow data: an index outside its dictionary");
    producer good;
    good.add({arrow::null_where(bad, [](std::size_t i) { return i == 1; })});
    good.add({arrow::null_where(bad, [](std::size_t i) { return i == 1; })});
    CHECK(read(import(good).columns[0].column) == cells{"x", std::nullopt, "x", std::nullopt});
}

TEST_CASE("import_stream: text offsets that fall are refused") {
    producer p;
    auto c = typed<std::int32_t>("u", {0, 3, 1});
    c.length = 2;
    c.buffers.push_back("abc");
    p.add({c});
    refused(p, "text of a negative length");
}

TEST_CASE("import_in_pieces: one batch after the other, each let go before the next, and those without rows left out") {
    producer p;
    p.add({numbers({1, 2, 3}), coded({0, 1, 0}, {"am", "pm"})});
    p.add({numbers({}), coded({}, {"am"})});
    p.add({numbers({4}), coded({0}, {"pm"})});
    auto stream = p.stream();
    {
        const auto t = arrow::import_in_pieces("attendance", stream);
        CHECK(stream.release == nullptr);
        CHECK(t.columns.name == "attendance");
        CHECK(t.columns.rows == 0);
        REQUIRE(t.columns.columns.size() == 2);
        CHECK(t.columns.find("n")->type == storage::i64);
        CHECK(t.columns.find("d")->dictionary->is_text());
        auto piece = t.next();
        REQUIRE(piece);
        CHECK(piece->rows == 3);
        CHECK(read(*piece->find("n")) == cells{"1", "2", "3"});
        CHECK(read(*piece->find("d")) == cells{"am", "pm", "am"});
        CHECK(p.released->arrays == 0);
        piece.reset();
        CHECK(p.released->arrays == 1);
        piece = t.next();
        REQUIRE(piece);
        CHECK(p.released->arrays == 2);
        CHECK(read(*piece->find("d")) == cells{"pm"});
        piece = t.next();
        CHECK_FALSE(piece);
        CHECK(p.released->streams == 0);
    }
    CHECK(p.released->arrays == 3);
    CHECK(p.released->streams == 1);
    CHECK(p.released->schemas == 1);
}

TEST_CASE("import_in_pieces: a stream that fails is refused where it fails") {
    producer p;
    p.add({numbers({1})});
    p.fails_at = 1;
    auto stream = p.stream();
    const auto t = arrow::import_in_pieces("attendance", stream);
    CHECK(t.next());
    CHECK_THROWS_MATCHES(t.next(), district_error,
                         MessageMatches(ContainsSubstring("attendance: cannot be read: the disk is full")));
}
