// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/problem.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace baoxue;

TEST_CASE("to_string: a place in a file, a place in a table, or none") {
    problem p;
    p.message = "unknown word";
    CHECK(to_string(p) == "unknown word");
    p.table = "attendance";
    CHECK(to_string(p) == "attendance: unknown word");
    p.table_column = "date";
    CHECK(to_string(p) == "attendance, column `date`: unknown word");
    p.row = 0;
    CHECK(to_string(p) == "attendance row 0, column `date`: unknown word");
    problem q;
    q.file = "plan-2.json", q.line = 41, q.column = 17, q.pointer = "/clauses/3", q.message = "wrong";
    CHECK(to_string(q) == "plan-2.json:41:17 /clauses/3: wrong");
    q.line = 0;
    CHECK(to_string(q) == "plan-2.json /clauses/3: wrong");
}

TEST_CASE("input_error: keeps every problem and shows the first twenty") {
    std::vector<problem> many(22);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i].message = "wrong " + std::to_string(i);
    const district_error e{many};
    const std::string what = e.what();
    CHECK(e.problems() == many);
    CHECK(what.find("wrong 19") != std::string::npos);
    CHECK(what.find("wrong 20") == std::string::npos);
    CHECK(what.ends_with("\n... and 2 more problems"));
    CHECK(std::string{policy_error{{many[0]}}.what()} == "wrong 0");
}
