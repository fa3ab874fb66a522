// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/gather.hpp>
#include <baoxue/policy/bind.hpp>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <support/school.hpp>

using namespace school;

namespace {

policy two_clauses() {
    auto interview = make_rung(counted::full_day, consecutive{1});
    interview.owes.acts = {"interview"};
    interview.owes.how = combine::each_of;
    interview.owes.roles = {"principal", "class_teacher"};
    return policy_with(std::vector{make_clause("z", ladder{"one", {make_rung(counted::session, consecutive{1})}}),
                                   make_clause("a", ladder{"two", {interview}})});
}

/// Ids by what the row is about, which says nothing of codes.
std::map<std::string, std::uint64_t> ids_by_row(const findings& f) {
    std::map<std::string, std::uint64_t> out;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i)
        out[rule_of(f, i).clause + " " + f.ids->units.text(o.unit[i]) + " " + f.ids->students.text(o.student[i]) + " " +
            f.words->at(word_kind::role, o.role[i]).id + " " + line(f, i)] = o.id[i];
    for (std::size_t i = 0; i < f.gaps.size(); ++i)
        out["gap " + gaps(f, f.gaps.kind[i])[0] + std::to_string(i)] = f.gaps.id[i];
    return out;
}

}  // namespace

TEST_CASE("order: by clause, rule, unit, student, date, id") {
    auto w = world{}
                 .pupil("b", "c1")
                 .pupil("a", "c2")
                 .marks(march(5), "UU PP UU")
                 .marks(march(5), "UU", "a")
                 .marks(march(5), "UU", "b");
    const auto f = evaluate(two_clauses(), w.build(), march(8));
    const auto& o = f.obligations;
    lines seen;
    for (std::size_t i = 0; i < o.size(); ++i)
        seen.push_back(rule_of(f, i).clause + " " + f.ids->units.text(o.unit[i]) + " " +
                       f.ids->students.text(o.student[i]) + " " + to_string(o.triggered_on[i]));
    // Clauses in the policy's order, not by name; in clause a two roles owe, so that each day stands twice, by id.
    CHECK(seen == lines{"z c1 b 2024-03-05", "z c1 s 2024-03-05", "z c1 s 2024-03-07", "z c2 a 2024-03-05",
                        "a c1 b 2024-03-05", "a c1 b 2024-03-05", "a c1 s 2024-03-05", "a c1 s 2024-03-05",
                        "a c1 s 2024-03-07", "a c1 s 2024-03-07", "a c2 a 2024-03-05", "a c2 a 2024-03-05"});
    for (std::size_t i = 1; i < o.size(); ++i)
        if (seen[i] == seen[i - 1])
            CHECK(o.id[i - 1] < o.id[i]);
}

TEST_CASE("ids: no two rows share one") {
    const auto w = world{}.pupil("t").marks(march(5), "UU PP UU UP").marks(march(5), "UU PP UU", "t");
    const auto f = evaluate(two_clauses(), w.build(), march(15));
    std::set<std::uint64_t> ids(f.obligations.id.begin(), f.obligations.id.end());
    CHECK(ids.size() == f.obligations.size());
}

TEST_CASE("ids: another pupil, class, person or row before them does not change them") {
    const auto base = world{}.marks(march(5), "UU PP UU").without("L").without("P");
    const auto expected = ids_by_row(evaluate(two_clauses(), base.build(), march(15)));
    REQUIRE(expected.size() >= 6);
    auto more = base;
    more.rows.units.insert(more.rows.units.begin(), {"a-class", "class", "school", {}, {}});
    more.hold("A0", "class_teacher", "a-class").pupil("a-pupil", "a-class");
    more.rows.attendance->insert(more.rows.attendance->begin(),
                                 {"a-pupil", march(4), session::am, mark::unexcused, {}});
    const auto found = ids_by_row(evaluate(two_clauses(), more.build(), march(15)));
    for (const auto& [row, id] : expected)
        if (!row.starts_with("gap"))
            CHECK(found.at(row) == id);
}

TEST_CASE("ids: do not depend on who bears the duty, whether it is met or when it was asked") {
    const auto w = world{}.marks(march(5), "UU");
    const auto id = [](const world& in, date as_of) {
        return evaluate(policy_with(make_rung(counted::full_day, consecutive{1})), in.build(), as_of)
            .obligations.id.at(0);
    };
    const auto plain = id(w, march(5));
    CHECK(id(w, july(5)) == plain);
    CHECK(id(world{w}.act("home_visit", "T1", march(6)), march(8)) == plain);
    CHECK(id(world{w}.without("T1").hold("X", "class_teacher", "c1"), march(8)) == plain);
    CHECK(id(world{}.marks(march(6), "UU"), march(8)) != plain);
}

TEST_CASE("ids: integers and their text make different districts, the same id each time") {
    const auto p = policy_with(make_rung(counted::full_day, consecutive{1}));
    const auto d = world{}.marks(march(5), "UU").build();
    CHECK(evaluate(p, d, march(8)).obligations.id == evaluate(p, d, march(8)).obligations.id);
    CHECK(hex(0x0123456789abcdefU) == "0123456789abcdef");
    CHECK(hex(1) == "0000000000000001");
}

TEST_CASE("gaps: equal ones are one row") {
    // Two pupils of a class without a class teacher: one gap, since the role is the class's.
    const auto w = world{}.without("T1").pupil("t").marks(march(5), "UU PP UU").marks(march(5), "UU", "t");
    const auto f = evaluate(policy_with(make_rung(counted::full_day, consecutive{1})), w.build(), march(8));
    CHECK(f.obligations.size() == 3);
    CHECK(gaps(f, gap_kind::unassigned_role) == lines{"k r c1 - class_teacher - - -"});
}

TEST_CASE("gaps: of rules of one name in two layers each has its own") {
    auto r = make_rung(counted::session, consecutive{1});
    r.due = within_days{{{}, "within", ""}, day_unit::calendar_days, false};
    auto p = policy_with(r);
    p.layers.push_back(p.layers.front());
    p.layers[1].id = "q";
    const auto f = evaluate(p, world{}.marks(march(5), "UP").build(), march(29));
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.within - -", "k r - - - k.within - -"});
    CHECK(f.gaps.rule == std::vector<std::int32_t>{0, 1});
    CHECK(f.gaps.id[0] != f.gaps.id[1]);
}

TEST_CASE("gaps: with their person and their cause; of those alike the one that was told first stays") {
    const auto d = world{}.build();
    const auto p = policy_with(make_rung(counted::session, consecutive{1}));
    const auto bound = bind(p, d);
    const auto told = [](code person, std::int64_t row) {
        gap g;
        g.clause = g.rule = 0, g.person = person;
        g.caused_by = {table_name::incidents, row}, g.has_cause = row >= 0;
        return g;
    };
    const auto t = put_in_order({told(1, 5), told(0, -1), told(1, 6)}, bound, *d.ids);
    REQUIRE(t.size() == 2);
    CHECK(t.person == std::vector<code>{0, 1});
    CHECK(t.id[0] != t.id[1]);
    CHECK(t.caused_by.at(0).empty());
    REQUIRE(t.caused_by.at(1).size() == 1);
    CHECK(t.caused_by.at(1)[0] == cause{table_name::incidents, 5});
}
