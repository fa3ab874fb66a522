// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/readings.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

reading read_as(std::string id, rung r, std::string ladder_name = "l") {
    rule one;
    one.id = "r", one.is = ladder{std::move(ladder_name), {std::move(r)}};
    return {std::move(id), {"文", "text"}, {one}};
}

/// One whole day; else one session; else two sessions in a row.
policy three_readings(std::string chosen = "day") {
    auto c = make_clause("k", ladder{"l", {make_rung(counted::full_day, consecutive{1})}});
    c.readings = {
        read_as("day", make_rung(counted::full_day, consecutive{1})),
        read_as("session", make_rung(counted::session, consecutive{1})),
        read_as("two", make_rung(counted::session, consecutive{param<std::int32_t>{2, "in_a_row", ""}, {}, {}, {}}))};
    c.chosen = std::move(chosen);
    return policy_with(std::vector{c});
}

lines ambiguous(const policy& p, const world& w, date as_of = march(31)) {
    return gaps(evaluate(p, w.build(), as_of), gap_kind::ambiguous_reading);
}

}  // namespace

TEST_CASE("readings: a clause is ambiguous once, however many of its readings and findings differ") {
    CHECK(ambiguous(three_readings(), world{}.marks(march(5), "UP UP -U")) == lines{"k - - - - - - -"});
}

TEST_CASE("readings: only where another reading would change a finding") {
    CHECK(ambiguous(three_readings(), world{}).empty());
    CHECK(ambiguous(three_readings(), world{}.absent({march(5)})).empty());  // all three: on Tue 5 March
    CHECK(ambiguous(three_readings(), world{}.marks(march(5), "PU UP")).size() == 1);
    CHECK(ambiguous(three_readings("session"), world{}.marks(march(5), "PU UP")).size() == 1);
}

TEST_CASE("readings: an act may be what makes the difference") {
    auto either = make_rung(counted::session, consecutive{1});
    either.owes.roles = {"class_teacher", "principal"};
    auto c = make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1})}});
    c.readings = {read_as("one", make_rung(counted::session, consecutive{1})), read_as("late", [] {
                      auto r = make_rung(counted::session, consecutive{1});
                      r.due = within_days{0, {}, {}};
                      return r;
                  }())};
    c.chosen = "one";
    CHECK(ambiguous(policy_with(std::vector{c}), world{}.marks(march(5), "U")).size() == 1);  // a due date more
    CHECK(ambiguous(policy_with(std::vector{c}), world{}).empty());
}

TEST_CASE("readings: to whom it is owed makes a difference, how it is caused does not") {
    auto to_parent = make_rung(counted::session, consecutive{1});
    to_parent.owes.recipient = role_word{"parent"};
    auto whole_day = make_rung(counted::full_day, consecutive{1});  // the same day, caused by two rows
    auto c = make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1})}});
    const auto read = [&](rung other) {
        c.readings = {read_as("one", make_rung(counted::session, consecutive{1})), read_as("two", std::move(other))};
        c.chosen = "one";
        return ambiguous(policy_with(std::vector{c}), world{}.absent({march(5)})).size();
    };
    CHECK(read(to_parent) == 1);
    CHECK(read(whole_day) == 0);
}

TEST_CASE("readings: the clause beside it is not ambiguous, and its findings are untouched") {
    auto p = three_readings();
    p.layers[0].clauses.push_back(make_clause("plain", ladder{"other", {make_rung(counted::session, consecutive{1})}}));
    const auto f = evaluate(p, world{}.marks(march(5), "UP").build(), march(8));
    CHECK(gaps(f, gap_kind::ambiguous_reading) == lines{"k - - - - - - -"});
    CHECK(triggers(f, "k").empty());
    CHECK(triggers(f, "plain") == dates{march(5)});
}

TEST_CASE("readings: a later rung that counts the clause's firings makes a difference too") {
    auto third = make_rung(std::vector<count_of>{{counted::earlier_rung, {}, {}}},
                           cumulative{1, comparator::at_least, period::term});
    third.step = 2;
    auto p = three_readings();
    p.layers[0].clauses.push_back(make_clause("counts", ladder{"l", {third}}));
    const auto f = evaluate(p, world{}.marks(march(5), "UP").build(), march(8));
    CHECK(triggers(f).empty());
    CHECK(gaps(f, gap_kind::ambiguous_reading) == lines{"k - - - - - - -"});
}

TEST_CASE("readings: another comparator makes a difference exactly at the line") {
    // Within 2 %, with the line or without: 1 of 50 is on it, 1 of 51 below, 1 of 49 above.
    const auto at = [](relation is) {
        target kept;
        kept.goal.indicator = "dropout_rate", kept.goal.unit_kind = "school", kept.goal.is = is;
        kept.goal.line = fixed_line{ratio{2, 100}};
        rule one;
        one.id = "r", one.is = kept;
        return reading{is == relation::at_most ? "with" : "without", {"文", "text"}, {one}};
    };
    auto c = make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1})}});
    c.readings = {at(relation::at_most), at(relation::less_than)};
    c.chosen = "with";
    const auto p = policy_with(std::vector{c});
    const auto of = [&](int pupils) {
        return ambiguous(p, world{}.counts("school", "dropout_rate", 1, pupils), july(5));
    };
    CHECK(of(50) == lines{"k - - - - - - -"});
    CHECK(of(51).empty());
    CHECK(of(49).empty());
}

TEST_CASE("readings: not compared where nobody asks") {
    const auto f =
        evaluate(three_readings(), world{}.marks(march(5), "UP").build(), march(8), {.compare_readings = false});
    CHECK(gaps(f, gap_kind::ambiguous_reading).empty());
}

TEST_CASE("readings: choosing one leaves the rest of the findings as if it stood alone") {
    const auto w = world{}.marks(march(5), "UP UU PU").build();
    for (const char* chosen : {"day", "session", "two"}) {
        auto p = three_readings(chosen);
        auto alone = p;
        std::erase_if(alone.layers[0].clauses[0].readings, [&](const auto& r) { return r.id != chosen; });
        CHECK(duties(evaluate(p, w, march(31))) == duties(evaluate(alone, w, march(31))));
        CHECK(gaps(evaluate(alone, w, march(31)), gap_kind::ambiguous_reading).empty());
    }
}

TEST_CASE("readings: a chosen reading that there is not is refused") {
    try {
        (void)three_readings("dya");
        FAIL("taken");
    } catch (const policy_error& e) {
        CHECK(e.problems().at(0).pointer == "/clauses/0/chosen");
    }
}
