// SPDX-License-Identifier: Apache-2.0
// The benchmark compares itself before it times anything; here in small, so that it cannot rot unseen.

#include "../../benchmarks/answer.hpp"
#include "../../benchmarks/generate.hpp"
#include "../../benchmarks/loop.hpp"
#include "../../benchmarks/tables.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/json/read_policy.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <string>

TEST_CASE("the benchmark's ladder and its hand-written loop find the same duties", "[random]") {
    const std::string path = BAOXUE_SOURCE_DIR "/benchmarks/ladder.json";
    std::ifstream file{path};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto policy = baoxue::read_policy(text, path, baoxue::standard_vocabulary());
    for (const bool complete : {true, false}) {
        const auto columns = bench::generator{1000, complete, 7}.make();
        const auto expected = bench::hand_written{columns}.run().check();
        const bench::district_tables tables{columns};
        const auto found = baoxue::evaluate(policy, tables.build(), baoxue::date{columns.as_of()}, {});
        const auto answer = bench::answer_of(found);
        CHECK(expected.rows > 1000);
        CHECK(answer.rows == expected.rows);
        CHECK(answer.hash == expected.hash);
    }
}
