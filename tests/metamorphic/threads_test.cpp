// SPDX-License-Identifier: Apache-2.0

// One thread against many. Built by itself under the thread sanitizer: `make tsan`.

#include "drawn.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <span>
#include <support/same_tables.hpp>
#include <vector>

namespace {

using namespace metamorphic;
using namespace baoxue;

void share_among_threads(std::uint64_t first, std::uint64_t last) {
    std::size_t rows = 0, gaps = 0;
    std::vector<policy> before;  // judged in the same call as the next
    for (auto seed = first; seed <= last; ++seed) {
        const auto d = draw(seed);
        const auto district = build(d.rows, d.how);
        std::vector<policy> policies{d.rules};
        if (seed % 4 == 3)
            policies.insert(policies.end(), before.begin(), before.end());
        before = {d.rules};
        const auto by = [&](std::size_t threads) {
            return evaluate(std::span<const policy>{policies}, district, d.as_of, {.threads = threads});
        };
        const auto by_one = by(1);
        for (const std::size_t threads : {2U, 3U, 7U}) {
            const auto by_many = by(threads);
            INFO(d.name << ", " << threads << " threads");
            REQUIRE(by_many.size() == by_one.size());
            for (std::size_t i = 0; i < by_one.size(); ++i)
                require_same_tables(by_one[i], by_many[i]);
        }
        for (const auto& f : by_one)
            rows += f.obligations.size() + f.statuses.size() + f.entitlements.size() + f.measures.size(),
                gaps += f.gaps.size();
    }
    CHECK(rows > 0);
    CHECK(gaps > 0);
    WARN(last - first + 1 << " drawn districts, each by 1, 2, 3 and 7 threads; " << rows << " rows, " << gaps
                          << " gaps");
}

}  // namespace

TEST_CASE("evaluate: one thread and many find the same", "[metamorphic]") { share_among_threads(1, 40); }

TEST_CASE("evaluate: one thread and many find the same in many districts", "[metamorphic][.long]") {
    share_among_threads(41, 1000);
}
