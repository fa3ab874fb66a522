// SPDX-License-Identifier: Apache-2.0
#include "sample_tables.hpp"
#include <baoxue/sample/sample_township.hpp>
#include <baoxue/sample/write_table.hpp>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace baoxue;
using sample_tables_for_tests::reader;

namespace {

std::map<std::string, std::uint64_t> hashes(const township_plan& plan) {
    std::map<std::string, std::uint64_t> out;
    for (const auto& t : sample_township(plan)) {
        const reader r{t.view()};
        out[r.name()] = r.hash();
    }
    return out;
}

std::int64_t rows(const std::vector<owned_table>& tables, table_name name) {
    for (const auto& t : tables)
        if (t.name() == name)
            return t.rows();
    return -1;
}

}  // namespace

TEST_CASE("sample_township: the same plan gives the same bytes on every machine") {
    const std::map<std::string, std::uint64_t> written{
        {"terms", 0x74e2ec93e405c916ULL},      {"days", 0x20087004b7287ce6ULL},
        {"units", 0x67ce0f96a86d9d28ULL},      {"holdings", 0x37132bac0f490e76ULL},
        {"students", 0x25fb7c75e57ef107ULL},   {"registrations", 0xd84b94d73256471eULL},
        {"enrolments", 0x8d576915e7f74ddcULL}, {"attendance", 0xd9b9d7aa3f35c9c8ULL},
        {"acts", 0xa309dbcafed6654bULL},       {"parties", 0x2431c97a548f1a26ULL},
        {"needs", 0xc6e1752f37efd137ULL},      {"incidents", 0x927cb38d7e829e07ULL},
        {"transfers", 0x65a78d78b463cb7bULL},  {"pledges", 0xcf3c12ad54ba318cULL},
        {"records", 0x14c6c6e44b75ab65ULL},    {"counts", 0x8e5e8023029add18ULL},
    };
    CHECK(hashes({300, 7}) == written);
    const auto transfers = sample::write_table(sample::plan_township({3000, 7}), table_name::transfers);
    CHECK(reader{transfers.view()}.hash() == 0x87edfadc89fbc8b3ULL);  // of 300 pupils nobody is transferred
}

TEST_CASE("sample_township: what was added stands after the rows of before, which keep their bytes") {
    const std::map<std::string, std::pair<std::int64_t, std::uint64_t>> before{
        {"units", {25, 0xa126a5c0cc6f6ca0ULL}},
        {"holdings", {539, 0x33121b7564d2a198ULL}},
        {"acts", {1361, 0xd148753123fc396cULL}},
    };
    for (const auto& t : sample_township({300, 7})) {
        const reader r{t.view()};
        const auto it = before.find(r.name());
        if (it == before.end())
            continue;
        INFO(r.name());
        CHECK(r.hash(it->second.first) == it->second.second);
    }
}

TEST_CASE("sample_township: another seed gives other tables, but for the terms and parties that all share") {
    const auto one = hashes({300, 1}), other = hashes({300, 2});
    for (const auto& [name, hash] : one) {
        INFO(name);
        CHECK((hash == other.at(name)) == (name == "terms" || name == "parties"));
    }
}

TEST_CASE("sample_township: a table is the same whether it is written alone, first or last") {
    const township_plan plan{300, 3};
    const auto together = hashes(plan);
    const auto planned = sample::plan_township(plan);
    for (auto i = sample_tables.size(); i-- > 0;) {
        const reader again{sample::write_table(planned, sample_tables[i]).view()};
        INFO(again.name());
        CHECK(again.hash() == together.at(again.name()));
        CHECK(reader{sample::write_table(sample::plan_township(plan), sample_tables[i]).view()}.hash() ==
              together.at(again.name()));
    }
}

TEST_CASE("sample_township: every table once in the order of reading, and no roll calls") {
    const auto tables = sample_township({50, 1});
    REQUIRE(tables.size() == sample_tables.size());
    for (std::size_t i = 0; i < tables.size(); ++i)
        CHECK(tables[i].name() == sample_tables[i]);
    CHECK(rows(tables, table_name::roll_calls) == -1);
}

TEST_CASE("sample_township: counts grow with the pupils") {
    const auto small = sample_township({1000, 1}), large = sample_township({4000, 1});
    for (const auto name :
         {table_name::holdings, table_name::students, table_name::registrations, table_name::enrolments,
          table_name::attendance, table_name::acts, table_name::needs, table_name::pledges, table_name::records}) {
        INFO(word_of(name));
        CHECK(rows(large, name) > rows(small, name) * 7 / 2);
        CHECK(rows(large, name) < rows(small, name) * 9 / 2);
    }
    CHECK(rows(large, table_name::students) == 4000);
    CHECK(rows(large, table_name::units) > rows(small, table_name::units) * 2);
}

TEST_CASE("sample_township: the smallest townships have a place for everyone") {
    for (const std::int32_t pupils : {0, 1, 2, 3, 10, 41}) {
        const auto tables = sample_township({pupils, 1});
        CHECK(rows(tables, table_name::students) == pupils);
        CHECK(rows(tables, table_name::enrolments) >= pupils);
        CHECK(rows(tables, table_name::units) > 0);
    }
}

TEST_CASE("sample_township: refuses a number of pupils that cannot be") {
    CHECK_THROWS_AS(sample_township({-1, 1}), input_error);
    CHECK_THROWS_AS(sample_township({most_sample_pupils + 1, 1}), input_error);
    try {
        check({-1, 1});
    } catch (const input_error& e) {
        CHECK(std::string{e.what()} == "a township of `-1` pupils: give a number from 0 to 5000000");
    }
}
