// SPDX-License-Identifier: Apache-2.0
// What check.py counts the instructions of: program ladder|build|plan-2. Prints how many rows came of it.
#include "../../benchmarks/generate.hpp"
#include "../../benchmarks/tables.hpp"
#include <baoxue/arrow/gaps.hpp>
#include <baoxue/arrow/obligations.hpp>
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/read_policy.hpp>

#include <cstddef>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

/// callgrind counts from when this is entered until it is left.
extern "C" [[gnu::noinline]] void counted_part(const std::function<void()>& work) { work(); }

namespace {

constexpr std::int32_t pupils = 2'000;
constexpr std::uint64_t seed = 1;

/// Through a pointer that the compiler cannot see through: neither inlined nor copied under another name.
void (*volatile count)(const std::function<void()>&) = counted_part;

std::string text_of(const char* path) {
    std::ifstream file{path};
    if (!file)
        throw std::runtime_error{std::string{"cannot read "} + path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// As benchmarks/contest.cpp: the district's tables, and every row of them as columns.
std::size_t build(const bench::district_tables& tables) {
    std::optional<baoxue::district> district;
    count([&] { district = tables.build(); });
    return district->attendance.marks.size();
}

/// As benchmarks/contest.cpp: binding, evaluating, and the tables made of what was found.
std::size_t judge(const baoxue::policy& policy, const baoxue::district& district, baoxue::date as_of) {
    std::shared_ptr<const baoxue::findings> found;
    std::optional<baoxue::arrow::table> obligations, gaps;
    count([&] {
        found = std::make_shared<const baoxue::findings>(
            baoxue::evaluate(policy, district, as_of, {.compare_readings = false, .threads = 1}));
        obligations = baoxue::arrow::obligations(found), gaps = baoxue::arrow::gaps(found);
    });
    return found->obligations.size();
}

}  // namespace

int main(int argc, char** argv) try {
    const std::string what = argc == 2 ? argv[1] : "";
    if (what != "ladder" && what != "build" && what != "plan-2")
        throw std::runtime_error{"program ladder|build|plan-2"};
    const auto columns = bench::generator{pupils, true, seed}.make();
    const bench::district_tables tables{columns};
    std::size_t rows = 0;
    if (what == "build") {
        rows = build(tables);
    } else {
        constexpr const char* ladder = BAOXUE_SOURCE_DIR "/benchmarks/ladder.json";
        const auto policy = what == "ladder"
                                ? baoxue::read_policy(text_of(ladder), ladder, baoxue::standard_vocabulary())
                                : baoxue::builtin_policy(what);
        rows = judge(policy, tables.build(), baoxue::date{columns.as_of()});
    }
    std::cout << rows << '\n';
} catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
}
