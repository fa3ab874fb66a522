// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/evaluate/share_work.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <support/same_tables.hpp>
#include <support/school.hpp>
#include <variant>
#include <vector>

using namespace school;

namespace {

/// A duty about each class of which a pupil drops out, upon all of that day.
policy reports() {
    duty r;
    r.on = event::dropout, r.about = {"class"}, r.owes.acts = {"report_dropout_list"}, r.owes.roles = {"class_teacher"};
    return policy_with(std::vector{make_clause("k", r)});
}

/// Ten pupils in two classes, of whom each is away on other days; some of both classes drop out on one day. Nobody
/// holds c1 from 13 March on.
world crowded() {
    auto w = world{}.leaves("T1", march(12));
    w.marks(march(5), "UU PU UU UE");
    for (int i = 0; i < 9; ++i) {
        const auto id = "p" + std::to_string(i);
        w.pupil(id, i % 2 == 0 ? "c1" : "c2").marks(march(4 + i % 3), "UU PU UU", id).marks(march(12), "UU UP UU", id);
        if (i % 4 < 2)
            w.exits(march(20), exit_kind::dropout, {}, id);
    }
    return w.act("home_visit", "T1", march(6)).act("home_visit", "T2", march(7), "p1");
}

std::vector<findings> judged_by(std::size_t threads, const std::vector<policy>& policies, const district& d) {
    return evaluate(std::span<const policy>{policies}, d, march(29), {.threads = threads});
}

}  // namespace

TEST_CASE("threads: any number finds the same rows in the same order") {
    const auto d = crowded().build();
    const std::vector<policy> all{visits(1), reports(), visits(3)};
    const auto by_one = judged_by(1, all, d);
    // p0 p4 p8 of c1 and p1 p5 of c2 drop out on 20 March: a duty a class, which names the row of each pupil.
    const auto& of_classes = by_one[1].obligations;
    REQUIRE(of_classes.size() == 2);
    CHECK(of_classes.caused_by.at(0).size() == 3);
    CHECK(of_classes.caused_by.at(1).size() == 2);
    CHECK(gaps(by_one[0], gap_kind::unassigned_role).size() == 1);   // whichever pupils of c1 it is missed for
    for (const std::size_t threads : {2U, 3U, 7U, 10U, 11U, 50U}) {  // more than pupils, too
        const auto by_many = judged_by(threads, all, d);
        INFO(threads << " threads");
        REQUIRE(by_many.size() == all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            require_same_tables(by_one[i], by_many[i]);
    }
}

TEST_CASE("threads: no pupil and no roll are no trouble") {
    auto w = world{};
    w.rows.students->clear(), w.rows.enrolments->clear();
    CHECK(evaluate(visits(1), w.build(), march(29), {.threads = 4}).obligations.size() == 0);
    w.rows.enrolments.reset();
    CHECK(evaluate(visits(1), w.build(), march(29), {.threads = 4}).obligations.size() == 0);
}

TEST_CASE("threads: there is at least one, and no more unless they are asked for") {
    CHECK(evaluate_options{}.threads == 1);
    const auto d = crowded().build();
    try {
        (void)evaluate(visits(1), d, march(29), {.threads = 0});
        FAIL("taken");
    } catch (const std::invalid_argument& e) {
        CHECK(std::string{e.what()} == "threads: `0` is out of range, expected a whole number from 1");
    }
}

TEST_CASE("share_work: each piece is done once, and of those that throw the first by number is thrown") {
    for (const std::size_t threads : {1U, 2U, 3U, 20U}) {
        std::vector<int> done(10);
        baoxue::detail::share_work(threads, done.size(), [&](std::size_t i) { ++done[i]; });
        CHECK(done == std::vector<int>(10, 1));
        const auto spoil = [](std::size_t i) {
            if (i >= 4)
                throw i;
        };
        try {
            baoxue::detail::share_work(threads, 10, spoil);
            FAIL("nothing was thrown");
        } catch (std::size_t i) {
            CHECK(i == 4);
        }
        baoxue::detail::share_work(threads, 0, spoil);
    }
}

TEST_CASE("share_work: one thread takes piece after piece, and stops at what is thrown") {
    std::vector<std::size_t> taken;
    const auto work = [&](std::size_t i) {
        taken.push_back(i);
        if (i >= 4)
            throw i;
    };
    CHECK_THROWS_AS(baoxue::detail::share_work(1, 10, work), std::size_t);
    CHECK(taken == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("share_work: as many threads are at work as were asked for, and no more") {
    using namespace std::chrono_literals;
    for (const std::size_t threads : {2U, 3U}) {
        // One piece more than threads: each waits until as many are under way as there are threads, and then for one
        // too many, which does not come.
        std::mutex one_by_one;
        std::condition_variable changed;
        std::size_t under_way = 0, most = 0;
        baoxue::detail::share_work(threads, threads + 1, [&](std::size_t) {
            std::unique_lock lock{one_by_one};
            most = std::max(most, ++under_way);
            changed.notify_all();
            if (changed.wait_for(lock, 5s, [&] { return most >= threads; }))
                changed.wait_for(lock, 100ms, [&] { return most > threads; });
            --under_way;
        });
        REQUIRE(most == threads);
    }
}

TEST_CASE("threads: what one of them throws is thrown") {
    // No policy that was checked names so many days; a day so late is no date.
    auto p = visits(1);
    auto& rungs = std::get<ladder>(p.layers[0].clauses[0].readings[0].rules[0].is).rungs;
    rungs[0].due = within_days{{2'147'483'647}, day_unit::calendar_days, false};
    for (const auto* id : {"p0", "p4", "p8", "s"}) {  // of the first, a middle and the last part
        auto w = world{}.marks(march(5), "PP").marks(march(6), id == std::string{"s"} ? "UU" : "PP");
        for (int i = 0; i < 9; ++i)
            w.pupil("p" + std::to_string(i))
                .marks(march(6), "p" + std::to_string(i) == id ? "UU" : "PP", "p" + std::to_string(i));
        const auto d = w.build();
        for (const std::size_t threads : {1U, 2U, 3U, 10U})
            CHECK_THROWS_AS(evaluate(p, d, march(29), {.threads = threads}), std::overflow_error);
    }
}
