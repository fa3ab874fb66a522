// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/spells.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/policy/layer.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Who leaves by which papers, and whose rule says so. Pupil s leaves c1 on Wed 10 April unless a test says otherwise.

using namespace school;

namespace {

/// The papers of a name: these steps make a transfer.
clause papers(std::string id, std::string name, std::vector<act_word> steps) {
    return make_clause(std::move(id), procedure{std::move(name), std::move(steps)});
}
/// Who leaves without them is a dropout.
clause without_papers(std::string id, std::string name) {
    return make_clause(std::move(id), procedure{std::move(name), {}, completeness::incomplete, status::dropout});
}
const std::vector<act_word> application{"written_application"}, approval{"vice_principal_approval"};

/// One layer alone, under its own name.
policy document(std::string id, std::vector<clause> clauses) {
    auto p = policy_with(std::move(clauses));
    p.id = p.layers.front().id = std::move(id);
    return p;
}

world left(date on = april(10)) { return world{}.exits(on, exit_kind::transferred).transfer("x", on); }
lines found(const policy& p, const world& w, date as_of = june(3)) { return statuses(evaluate(p, w.build(), as_of)); }
policy no_papers() { return policy_with(std::vector{papers("far", "far", application)}); }

/// Leavings that nobody can tell, as `from until unit table`.
lines unknown_leavings(const policy& p, const world& w, date as_of) {
    const auto d = w.build();
    const auto bound = bind(p, d);
    lines out;
    for_each_unknown_leaving(bound, pupil_view{d, 0, as_of}, [&](date from, date until, code unit, table_name lacks) {
        out.push_back(shown(from) + " " + shown(until) + " " + shown(d.ids->units, unit) + " " +
                      std::string{word_of(lacks)});
    });
    return out;
}

}  // namespace

TEST_CASE("rule_giving: of two procedures, and of two layers, that one gives the status whose papers were lacking") {
    // The application came in time, on the day of leaving; the approval on the 22nd, and with it the transfer.
    const auto w = left().step("x", "written_application", april(10)).step("x", "vice_principal_approval", april(22));
    const lines both{"s c1 transferred 2024-04-22 - a", "s c1 dropout 2024-04-10 2024-04-21 d"};
    CHECK(found(policy_with(std::vector{papers("a", "by_school", application), without_papers("b", "by_school"),
                                        papers("c", "by_township", approval), without_papers("d", "by_township")}),
                w) == both);
    const std::vector<policy> layers{
        document("town", {papers("a", "papers", application), without_papers("b", "papers")}),
        document("school", {papers("c", "papers", approval), without_papers("d", "papers")})};
    CHECK(found(layer(layers), w) == both);
}

TEST_CASE("rule_giving: a text that is not in force on the day of leaving, or means other pupils, gives nothing") {
    const auto steps = papers("a", "papers", application), lacking = without_papers("b", "papers");
    const auto applied = left().step("x", "written_application", april(9));
    const auto found_by = [](const clause& first, const clause& second, const world& w) {
        return found(policy_with(std::vector{first, second}), w);
    };
    CHECK(found_by(steps, lacking, left()) == lines{"s c1 dropout 2024-04-10 - b"});
    CHECK(found_by(steps, lacking, applied) == lines{"s c1 transferred 2024-04-10 - a"});
    // Without the second text nobody gives the status that papers were lacking for.
    CHECK(found_by(steps, in_force_until(lacking, april(10)), left()) == lines{"s c1 dropout 2024-04-10 - -"});
    CHECK(found_by(steps, in_force_until(lacking, april(11)), left()) == lines{"s c1 dropout 2024-04-10 - b"});
    CHECK(found_by(steps, for_whom(lacking, {{"junior_middle"}}), left()) == lines{"s c1 dropout 2024-04-10 - -"});
    // Without the first no papers are asked for: no receiving school is known, so it is a dropout, which lacks none.
    for (const auto& none : {in_force_until(steps, april(10)), for_whom(steps, {{"junior_middle"}})})
        for (const auto& w : {left(), applied})
            CHECK(found_by(none, lacking, w) == lines{"s c1 dropout 2024-04-10 - -"});
}

TEST_CASE("enrolment_left_by: an enrolment of one day is left on it; the first, which begins that day, too") {
    auto one_day = world{}.exits(april(9), exit_kind::transferred).enrols(april(10), "c2");
    one_day.rows.enrolments->back().until = april(10), one_day.rows.enrolments->back().exit = exit_kind::transferred;
    one_day.transfer("x", april(10));
    CHECK(found(no_papers(), one_day) == lines{"s c1 dropout 2024-04-09 2024-04-09 -", "s c2 dropout 2024-04-10 - -"});
    auto first = world{}.transfer("x", march(4));
    CHECK(found(no_papers(), first) == lines{"s c1 dropout 2024-03-04 - -"});
}

TEST_CASE("list_spells: a transfer before every enrolment is out of no class, and over when the first begins") {
    auto w = world{}.transfer("x", march(11));
    w.rows.enrolments->front().from = march(18);
    CHECK(found(no_papers(), w) == lines{"s - dropout 2024-03-11 2024-03-17 -"});
}

TEST_CASE("list_spells: what is noted before it comes is no status yet") {
    const auto w = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10), april(1));
    CHECK(found(no_papers(), w, april(9)).empty());
    CHECK(found(no_papers(), w, april(10)) == lines{"s c1 dropout 2024-04-10 - -"});
}

TEST_CASE("list_spells: papers end the absence from the enrolment that they are about, and no earlier one") {
    // A dropout of 8 March, back on the 18th; then left in April by papers that were complete on the 22nd.
    auto w = world{}.exits(march(8), exit_kind::dropout).enrols(march(18), "c2");
    w.exits(april(10), exit_kind::transferred).transfer("x", april(10)).step("x", "written_application", april(22));
    CHECK(found(policy_with(std::vector{papers("a", "papers", application)}), w) ==
          lines{"s c2 transferred 2024-04-22 - a", "s c1 dropout 2024-03-08 2024-03-17 -",
                "s c2 dropout 2024-04-10 2024-04-21 -"});
}

TEST_CASE("list_spells: an exit and a transfer of one day are one spell, by the rule of the transfer") {
    const auto w = world{}.exits(april(10), exit_kind::dropout).transfer("x", april(10));
    CHECK(found(policy_with(std::vector{papers("a", "papers", application), without_papers("b", "papers")}), w) ==
          lines{"s c1 dropout 2024-04-10 - b"});
}

TEST_CASE("list_spells: spells stand in order of time; of one day, a dropout before a leave") {
    // On leave from 8 March, a dropout from the 25th, each to the day before the return; then on leave from 10 April,
    // where a transfer of that day, without papers, makes a dropout too.
    auto w = world{}.exits(march(8), exit_kind::suspended).enrols(march(18)).exits(march(25), exit_kind::dropout);
    w.enrols(april(1)).exits(april(10), exit_kind::suspended).transfer("x", april(10));
    const auto d = w.build();
    const auto p = no_papers();
    std::vector<spell> spells;
    list_spells(bind(p, d), pupil_view{d, 0, june(3)}, spells);
    lines in_order;
    for (const auto& s : spells)
        in_order.push_back(shown(s.from) + " " + std::string{word_of(s.is)});
    CHECK(in_order ==
          lines{"2024-03-08 suspended", "2024-03-25 dropout", "2024-04-10 dropout", "2024-04-10 suspended"});
}

TEST_CASE("list_spells: what cannot be known is told only where somebody asks") {
    const auto p = policy_with(std::vector{papers("a", "papers", application)});
    auto no_acts = left().transfer("y", april(10)), no_transfers = world{}.exits(april(10), exit_kind::transferred);
    no_acts.rows.acts.reset();
    for (const auto& w : {no_acts, no_transfers}) {
        const auto d = w.build();
        const auto bound = bind(p, d);
        std::vector<spell> spells;
        list_spells(bound, pupil_view{d, 0, june(3)}, spells);
        CHECK(spells.empty());
        gathered told;
        list_spells(bound, pupil_view{d, 0, june(3)}, spells, &told);
        CHECK(told.gaps.size() == 1);
    }
}

TEST_CASE(
    "for_each_unknown_leaving: without acts, of every transfer whose papers are asked for, until the pupil is back") {
    const auto p = policy_with(std::vector{papers("a", "papers", application)});
    auto w = left();
    w.rows.acts.reset();
    CHECK(unknown_leavings(p, w, june(3)) == lines{"2024-04-10 - c1 acts"});
    CHECK(unknown_leavings(policy_with(std::vector{in_force_until(papers("a", "papers", application), april(1))}), w,
                           june(3))
              .empty());  // no papers were asked for any more
    w.enrols(may(6), "c2");
    CHECK(unknown_leavings(p, w, may(6)) == lines{"2024-04-10 2024-05-05 c1 acts"});
    CHECK(unknown_leavings(p, w, may(5)) == lines{"2024-04-10 - c1 acts"});
    w.rows.students->front().died_on = april(20);
    CHECK(unknown_leavings(p, w, may(5)) == lines{"2024-04-10 2024-04-20 c1 acts"});
    CHECK(unknown_leavings(p, w, april(19)) == lines{"2024-04-10 - c1 acts"});
    w.rows.transfers->front().noted_on = may(1);
    CHECK(unknown_leavings(p, w, april(30)).empty());
    auto out_of_nothing = world{}.transfer("x", march(1));
    out_of_nothing.rows.acts.reset();
    CHECK(unknown_leavings(p, out_of_nothing, june(3)).empty());
}

TEST_CASE("for_each_unknown_leaving: without transfers, of every exit `transferred` that has come and is noted") {
    const auto w = world{}.exits(april(10), exit_kind::transferred, april(15));
    CHECK(unknown_leavings(no_papers(), w, april(15)) == lines{"2024-04-10 - c1 transfers"});
    CHECK(unknown_leavings(no_papers(), w, april(14)).empty());
    CHECK(unknown_leavings(no_papers(), w, april(9)).empty());
    CHECK(unknown_leavings(no_papers(), world{}.exits(april(10), exit_kind::dropout), june(3)).empty());
}
