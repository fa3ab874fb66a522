// SPDX-License-Identifier: Apache-2.0

// Memory runs out at each allocation in turn: std::bad_alloc comes out and nothing else, of more threads too, nothing
// is lost, and the district is as it was. And where memory is used again, none is asked for. A program of its own,
// since operator new is replaced here.

#include "../../benchmarks/one_decision.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <metamorphic/drawn.hpp>
#include <new>
#include <set>
#include <support/same_findings.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace {

constexpr long never = std::numeric_limits<long>::max();

/// How many allocations still succeed; below nought, they go on failing or succeed again.
std::atomic<long> left{never};
std::atomic<bool> goes_on{false};
std::atomic<long> live{0};

void* allocate(std::size_t size) {
    if (left.load(std::memory_order_relaxed) != never) {
        const auto n = left.fetch_sub(1);
        if (n == 0 || (n < 0 && goes_on))
            throw std::bad_alloc{};
    }
    void* const p = std::malloc(size == 0 ? 1 : size);
    if (p == nullptr)
        throw std::bad_alloc{};
    ++live;
    return p;
}
void release(void* p) noexcept {
    if (p == nullptr)
        return;
    --live;
    std::free(p);
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void operator delete(void* p) noexcept { release(p); }
void operator delete(void* p, std::size_t) noexcept { release(p); }

namespace {

using namespace baoxue;

/// Allocations of one call, counted.
template <class Act>
long count(const Act& act) {
    left = never - 1;
    act();
    return never - 1 - left.exchange(never);
}

struct outcome {
    long failed{}, finished{}, lost{}, wrong{};
};

/// Calls `act` with memory running out at each allocation in turn: for once, and for good.
///
/// \param is_right  judges what `act` returns where it did without the memory: sorting asks for some that it can spare
template <class Act, class Right>
outcome fail_each(long allocations, const Act& act, const Right& is_right) {
    outcome out;
    for (const bool for_good : {false, true})
        for (long n = 0; n < allocations; ++n) {
            const auto before = live.load();
            goes_on = for_good;
            left = n;
            try {
                const auto made = act();
                left = never;
                ++out.finished;
                out.wrong += !is_right(made);
            } catch (const std::bad_alloc&) {
                left = never;
                ++out.failed;
            }
            out.lost += live != before;
        }
    return out;
}

/// Rows of each table of findings, whatever they are.
std::array<std::size_t, 7> rows_of(const findings& f) {
    return {f.obligations.size(),  f.statuses.size(), f.breaches.size(), f.consequences.size(),
            f.entitlements.size(), f.measures.size(), f.gaps.size()};
}

/// Drawn districts that together have a rule of every kind and a finding in every table: small ones found by a search,
/// and as long as something is missing the next drawn that brings it.
std::vector<metamorphic::drawn> of_every_kind() {
    std::vector<std::uint64_t> seeds{465, 773, 627, 154};
    for (std::uint64_t seed = 1; seed < 400; ++seed)
        seeds.push_back(seed);
    std::vector<metamorphic::drawn> out;
    std::set<std::size_t> seen;  // kinds by their place, then tables
    constexpr auto kinds = std::variant_size_v<rule_kind>, all = kinds + std::tuple_size_v<decltype(rows_of({}))>;
    for (auto seed = seeds.begin(); seen.size() < all && seed != seeds.end(); ++seed) {
        auto d = metamorphic::draw(*seed);
        const auto known = seen.size();
        for (const auto& layer : d.rules.layers)
            for (const auto& c : layer.clauses)
                for (const auto& reading : c.readings)
                    for (const auto& r : reading.rules)
                        seen.insert(r.is.index());
        const auto rows = rows_of(metamorphic::findings_of(d));
        for (std::size_t table = 0; table < rows.size(); ++table)
            if (rows[table] > 0)
                seen.insert(kinds + table);
        if (seen.size() > known)
            out.push_back(std::move(d));
    }
    CHECK(seen.size() == all);
    return out;
}

void check(const outcome& found) {
    CHECK(found.lost == 0);
    CHECK(found.wrong == 0);
    CHECK(found.failed > found.finished);
}

void tell(long allocations, long failures) {
    WARN(allocations << " allocations, " << failures << " calls that ended for want of one");
}

void run_out_in_evaluate(std::size_t threads) {
    long allocations = 0, failures = 0;
    for (const auto& d : of_every_kind()) {
        const auto facts = metamorphic::build(d.rows, d.how);
        const auto act = [&] { return evaluate(d.rules, facts, d.as_of, {.threads = threads}); };
        const auto expected = act();
        INFO(d.name);
        const auto n = count(act);
        const auto found = fail_each(n, act, [&](const auto& made) { return same_findings(made, expected); });
        check(found);
        CHECK(same_findings(act(), expected));  // the district is as it was
        allocations += n, failures += found.failed;
    }
    tell(allocations, failures);
}

}  // namespace

TEST_CASE("evaluate: memory that runs out anywhere is told, and nothing is lost") { run_out_in_evaluate(1); }

TEST_CASE("evaluate: memory that runs out in a thread comes out of the call") { run_out_in_evaluate(2); }

TEST_CASE("build_district: memory that runs out anywhere is told, and nothing is lost") {
    long allocations = 0, failures = 0;
    for (const auto& d : of_every_kind()) {
        const auto act = [&] { return metamorphic::build(d.rows, d.how); };
        INFO(d.name);
        const auto expected = evaluate(d.rules, act(), d.as_of);
        const auto n = count(act);
        const auto found = fail_each(
            n, act, [&](const district& made) { return same_findings(evaluate(d.rules, made, d.as_of), expected); });
        check(found);
        allocations += n, failures += found.failed;
    }
    tell(allocations, failures);
}

TEST_CASE("one decision: after the first of a pupil nothing is allocated, nor for all pupils once more") {
    std::size_t districts = 0, pupils = 0, rows = 0;
    for (std::uint64_t seed = 2; seed <= 40; seed += 2) {  // draws of ladders alone
        const auto d = metamorphic::draw(seed);
        const auto facts = metamorphic::build(d.rows, d.how);
        bench::one_decision decide(d.rules, facts, d.as_of);
        INFO(d.name);
        for (code s = 0; s < facts.pupils(); ++s) {
            rows += decide.of(s).duties.size();
            INFO("pupil " << s);
            CHECK(count([&] { (void)decide.of(s); }) == 0);
        }
        CHECK(count([&] {
                  for (code s = 0; s < facts.pupils(); ++s)
                      (void)decide.of(s);
              }) == 0);
        ++districts, pupils += static_cast<std::size_t>(facts.pupils());
    }
    CHECK(rows > 0);
    WARN(districts << " drawn districts, " << pupils << " pupils, " << rows << " rows without an allocation");
}
