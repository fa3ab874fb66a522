// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/variants.hpp>
#include <baoxue/policy/bind.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <span>
#include <support/school.hpp>
#include <support/variants_of.hpp>
#include <vector>

using namespace school;

namespace {

policy of_days(std::int32_t days, std::string id = "p") {
    auto p = policy_with({make_clause("k", ladder{"l", {make_rung(counted::full_day, consecutive{days})}}),
                          make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{1})}})});
    p.id = p.layers[0].id = std::move(id);
    return p;
}

std::vector<std::optional<detail::variant>> variants_among(const std::vector<policy>& all) {
    return detail::list_variants(std::span<const policy>{all});
}

/// 100 yuan for each class without a dropout, or another sum, of which the teacher has seven tenths.
std::vector<clause> shared_award(std::int64_t fen) {
    figure_condition kept;
    kept.indicator = {"dropouts"}, kept.unit_kind = {"class"}, kept.is = relation::at_most;
    kept.line = fixed_line{ratio{0, 1}};
    incentive award, shares;
    award.by = payment{kept, param<std::int64_t>{fen}, paid_for::whole, {}, {}, {}};
    sharing by;
    by.of = {"a"}, by.roles = {"class_teacher", "principal"};
    by.shares.value = std::vector<ratio>{{7, 10}, {3, 10}};
    shares.by = by;
    return {make_clause("a", award), make_clause("s", shares)};
}

}  // namespace

TEST_CASE("variants: a policy is one of the first before it that has the same clauses and says some of them alike") {
    const std::vector<policy> all{of_days(1), of_days(2), of_days(1), of_days(1, "q"), of_days(2, "q")};
    const auto v = variants_among(all);
    CHECK_FALSE(v[0]);
    REQUIRE(v[1]);
    CHECK(v[1]->of == 0);
    CHECK(v[1]->touched == std::vector<bool>{true, false});
    REQUIRE(v[2]);
    CHECK(v[2]->touched == std::vector<bool>{false, false});  // says the same
    CHECK_FALSE(v[3]);                                        // another policy: its rows have ids of its own
    REQUIRE(v[4]);
    CHECK(v[4]->of == 3);
    require_same_alone(all, world{}.marks(march(5), "UP UU UU").build(), march(31));
}

TEST_CASE("variants: whichever clause changes the others are taken over; where each one may differ nothing is") {
    const auto of = [](std::int32_t days, std::int32_t sessions) {
        return policy_with({make_clause("k", ladder{"l", {make_rung(counted::full_day, consecutive{days})}}),
                            make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{sessions})}})});
    };
    const std::vector<policy> all{of(1, 1), of(1, 2), of(2, 2)};
    const auto v = variants_among(all);
    REQUIRE(v[1]);
    CHECK(v[1]->touched == std::vector<bool>{false, true});
    CHECK_FALSE(v[2]);
    require_same_alone(all, world{}.marks(march(5), "UP UU UU").build(), march(31));
}

TEST_CASE("variants: other words, other clauses and other texts of a clause make a policy of its own") {
    auto worded = of_days(2), longer = of_days(1), several = of_days(1);
    worded.words = {{word_kind::act, {"phone_call", "电话", "phone call", {}, "", true}}};
    longer.layers[0].clauses.push_back(make_clause("z", ladder{"z", {make_rung(counted::session, consecutive{2})}}));
    several.layers[0].clauses[1].id = "k";
    several.layers[0].clauses[0].effective.until = march(7), several.layers[0].clauses[1].effective.from = march(7);
    auto later = several;
    later.layers[0].clauses[1].effective.from = march(8);
    for (const auto& v : variants_among({of_days(1), worded, longer, several, later}))
        CHECK_FALSE(v);
    require_same_alone({several, later}, world{}.marks(march(5), "UP UU UU").build(), march(31));
}

TEST_CASE("have_same_clauses: the same policy, its layers and their clauses, each by its id") {
    const auto p = of_days(1);
    const auto changed = [&](auto&& change) {
        auto other = p;
        change(other);
        return detail::have_same_clauses(p, other) || detail::have_same_clauses(other, p);
    };
    CHECK(changed([](policy&) {}));
    CHECK(changed([](policy& q) { q.layers[0].clauses[0].summary = {"二", "two"}; }));
    CHECK_FALSE(changed([](policy& q) { q.id = "q"; }));
    CHECK_FALSE(changed([](policy& q) { q.layers[0].id = "q"; }));
    CHECK_FALSE(changed([](policy& q) { q.layers[0].clauses[0].id = "q"; }));
    CHECK_FALSE(changed([](policy& q) { q.layers[0].clauses.pop_back(); }));
    CHECK_FALSE(changed([](policy& q) { q.layers.pop_back(); }));
    CHECK_FALSE(
        changed([](policy& q) { q.words = {{word_kind::act, {"phone_call", "电话", "phone call", {}, "", true}}}; }));
}

TEST_CASE("variants: rules have the numbers that they have alone, however many a clause has") {
    // Clause k has two rules or one, clause n two; clause z, the last one, is rule 4 of the one and 3 of the other.
    const auto of = [](bool is_longer) {
        auto k = make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1})}}),
             n = make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{1})}}),
             z = make_clause("z", ladder{"z", {make_rung(counted::session, consecutive{1})}});
        for (auto* c : {&k, &n}) {
            auto second = c->readings[0].rules[0];
            second.id = "second", std::get<ladder>(second.is).name += "2";
            if (is_longer || c == &n)
                c->readings[0].rules.push_back(std::move(second));
        }
        return policy_with({k, n, z});
    };
    const auto d = world{}.marks(march(5), "UP").build();
    for (const auto& all : {std::vector{of(true), of(false)}, std::vector{of(false), of(true)}}) {
        const auto v = variants_among(all);
        REQUIRE(v[1]);
        CHECK(v[1]->touched == std::vector<bool>{true, false, false});
        const auto found = evaluate(std::span<const policy>{all}, d, march(31));
        for (std::size_t i = 0; i < 2; ++i)
            CHECK(clause_of(found[i], found[i].obligations.rule.back()) == "z");
        require_same_alone(all, d, march(31));
    }
}

TEST_CASE("variants: of a ladder whose steps rest on each other every step is found anew") {
    auto first = make_rung(counted::session, consecutive{1});
    auto second = make_rung(std::vector<count_of>{}, missed_deadline{1});
    first.due = within_days{{1}, day_unit::calendar_days, false}, second.step = 2;
    const auto of = [&](std::int32_t reaches) {
        first.mode = consecutive{reaches};
        return policy_with({make_clause("k", ladder{"l", {first}}), make_clause("n", ladder{"l", {second}})});
    };
    const std::vector<policy> all{of(1), of(2)};
    CHECK_FALSE(variants_among(all)[1]);  // the second step follows from the first
    require_same_alone(all, world{}.marks(march(5), "UP UU UU").build(), march(31));
}

TEST_CASE("variants: shares are those of the variant's sum, in a clause that says the same") {
    // 100 yuan in shares of 7/10 and 3/10 are 7,000 and 3,000 fen, 50 yuan 3,500 and 1,500.
    const std::vector<policy> all{policy_with(shared_award(10'000)), policy_with(shared_award(5'000)),
                                  policy_with(shared_award(10'000))};
    const auto d = world{}.build();
    const auto found = evaluate(std::span<const policy>{all}, d, july(5));
    const auto shares_of = [](const findings& f) {
        std::vector<std::int64_t> out;
        for (std::size_t i = 0; i < f.consequences.size(); ++i)
            if (f.consequences.part_of[i] && f.ids->units.text(f.consequences.unit[i]) == "c1")
                out.push_back(*f.consequences.amount_fen[i]);
        std::sort(out.begin(), out.end());
        return out;
    };
    CHECK(shares_of(found[0]) == std::vector<std::int64_t>{3'000, 7'000});
    CHECK(shares_of(found[1]) == std::vector<std::int64_t>{1'500, 3'500});
    require_same_alone(all, d, july(5));
}

TEST_CASE("variants: acts and bearers have the numbers that they have alone") {
    // Clause k comes first and asks for another act of other people, so that in the variant both are numbered anew.
    auto first = make_rung(counted::session, consecutive{1});
    const auto of = [&](std::vector<act_word> acts, std::vector<role_word> roles) {
        first.owes.acts = std::move(acts), first.owes.roles = std::move(roles);
        return policy_with({make_clause("k", ladder{"l", {first}}),
                            make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{1})}})});
    };
    const std::vector<policy> all{of({"home_visit"}, {"class_teacher"}), of({"report_absence"}, {"principal"}),
                                  of({"report_absence", "home_visit"}, {"principal", "class_teacher"})};
    CHECK(variants_among(all)[2]);
    require_same_alone(all, world{}.marks(march(5), "UP UU UU").build(), march(31));
    require_same_alone({all[2], all[0], all[1]}, world{}.marks(march(5), "UP UU UU").build(), march(31));
}

TEST_CASE("variants: gaps of a variant's own clauses are its own, those of no clause are told once") {
    auto open = make_rung(counted::session, consecutive{1});
    open.due = within_days{{{}, "within", ""}, day_unit::calendar_days, false};
    const auto of = [&](std::optional<std::int32_t> within) {
        open.due = within_days{{within, "within", ""}, day_unit::calendar_days, false};
        return policy_with({make_clause("k", ladder{"l", {open}}),
                            make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{1})}})});
    };
    // The second pupil's stay ends for a reason that nobody gave: a gap of no clause.
    auto w = world{}.pupil("t", "c1").marks(march(5), "UP UU UU");
    w.rows.enrolments->back().until = march(12);
    const auto d = w.build();
    const auto policies = std::vector{of({}), of(3), of({}), of(5)};
    const auto found = evaluate(std::span<const policy>{policies}, d, march(31));
    CHECK(gaps(found[0], gap_kind::unspecified_value).size() == 1);
    CHECK(gaps(found[1], gap_kind::unspecified_value).empty());
    CHECK(gaps(found[2], gap_kind::unspecified_value).size() == 1);
    for (const auto& f : found)
        CHECK(gaps(f, gap_kind::unknown_exit).size() == 1);
    require_same_alone(policies, d, march(31));
    require_same_alone({policies[1], policies[0]}, d, march(31));
}

namespace {

/// A clause by which a transfer is complete with some steps.
clause papers(std::vector<act_word> steps) { return make_clause("q", procedure{"papers", std::move(steps)}); }

/// A pupil who left on Fri 15 March by a transfer, handed the papers in on Mon 18, and is back on Mon 1 April.
world leaver() {
    return world{}
        .absent({march(5)})
        .exits(march(15), exit_kind::transferred)
        .transfer("x", march(15))
        .step("x", "written_application", march(18))
        .enrols(april(1));
}

}  // namespace

TEST_CASE("variants: a clause with a procedure that changes with another one is found anew, and all that rests on it") {
    // Clause q has the procedure, and a second step of the ladder whose first step clause k changes.
    auto first = make_rung(counted::full_day, consecutive{1});
    first.due = within_days{{1}, day_unit::calendar_days, false};
    auto second = make_rung(std::vector<count_of>{}, missed_deadline{1});
    second.step = 2;
    auto q = papers({"written_application"});
    auto& rules = q.readings[0].rules;
    rules.push_back(rules.front()), rules.back().id = "two", rules.back().is = ladder{"l", {second}};
    const auto of = [&](std::int32_t days) {
        first.mode = consecutive{days};
        return policy_with({make_clause("k", ladder{"l", {first}}), q,
                            make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{1})}})});
    };
    const std::vector<policy> all{of(1), of(2)};
    CHECK_FALSE(variants_among(all)[1]);
    // A dropout from the day of leaving to the day before the papers were in, then transferred until the return.
    const auto found = evaluate(std::span<const policy>{all}, leaver().build(), may(31));
    CHECK(found[0].statuses.size() == 2);
    CHECK(found[1].statuses.size() == 2);
    require_same_alone(all, leaver().build(), may(31));
    auto without_acts = leaver();
    without_acts.rows.acts.reset();
    require_same_alone(all, without_acts.build(), may(31));
}

TEST_CASE("variants: whether a procedure's other reading makes a difference may hang on any clause") {
    // Clause q asks for one step, or for two; the second is done on Wed 10 April, after the return. The statuses are
    // the same but for their ends; whether a figure differs hangs on what clause x holds against its line.
    auto q = papers({"written_application"});
    q.readings.push_back(papers({"written_application", "vice_principal_approval"}).readings.front());
    q.readings[0].id = "one", q.readings[1].id = "two", q.chosen = "one";
    const auto with = [&](const char* indicator, relation is, ratio line) {
        target t;
        t.goal.indicator = {indicator}, t.goal.unit_kind = {"school"}, t.goal.is = is, t.goal.line = fixed_line{line};
        return policy_with(
            {q, make_clause("x", t), make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{1})}})});
    };
    const std::vector<policy> all{with("retention_rate", relation::at_least, {1, 1}),
                                  with("dropouts", relation::at_most, {5, 1}),
                                  with("retention_rate", relation::at_least, {1, 2})};
    for (const auto& v : variants_among(all))
        CHECK_FALSE(v);
    auto w = leaver();
    w.step("x", "vice_principal_approval", april(10));
    require_same_alone(all, w.build(), july(5));
}

TEST_CASE("variants: beside a procedure that nothing changes statuses are taken over, and not listed again") {
    const auto of = [](std::int32_t days) {
        return policy_with({papers({"written_application"}),
                            make_clause("k", ladder{"l", {make_rung(counted::full_day, consecutive{days})}}),
                            make_clause("s", ladder{"s", {[] {
                                                        auto r = make_rung(std::vector<count_of>{},
                                                                           in_status{status::dropout});
                                                        return r;
                                                    }()}})});
    };
    const std::vector<policy> all{of(1), of(2)};
    CHECK(variants_among(all)[1]);
    const auto found = evaluate(std::span<const policy>{all}, leaver().build(), may(31));
    CHECK(found[1].statuses.size() == 2);
    require_same_alone(all, leaver().build(), may(31));
    auto without_acts = leaver();
    without_acts.rows.acts.reset();
    require_same_alone(all, without_acts.build(), may(31));
}

TEST_CASE("variants: a policy with another procedure between a policy and its variant has spells of its own") {
    // Complete with the application, by policy p, or with an approval too, by q: of a pupil who handed in the one alone
    // q says that it is a dropout still, p and its variant that it was one to the 17th.
    const auto of = [](std::string id, std::vector<act_word> steps, std::int32_t days) {
        auto visit = make_rung(std::vector<count_of>{}, in_status{status::transferred});
        visit.due = within_days{{days}, day_unit::calendar_days, false};
        auto p = policy_with({papers(std::move(steps)), make_clause("s", ladder{"s", {visit}}),
                              make_clause("k", ladder{"l", {make_rung(counted::full_day, consecutive{1})}})});
        p.id = p.layers[0].id = std::move(id);
        return p;
    };
    const std::vector<policy> all{of("p", {"written_application"}, 1),
                                  of("q", {"written_application", "vice_principal_approval"}, 1),
                                  of("p", {"written_application"}, 2)};
    CHECK_FALSE(variants_among(all)[1]);
    REQUIRE(variants_among(all)[2]);
    const auto d = leaver().build();
    const auto found = evaluate(std::span<const policy>{all}, d, may(31));
    CHECK(duties(found[0], "s").size() == 1);
    CHECK(duties(found[1], "s").empty());
    CHECK(duties(found[2], "s").size() == 1);
    require_same_alone(all, d, may(31));
}

TEST_CASE("touched_part: the rules of touched clauses, every procedure, and the holders of all") {
    const auto p = policy_with({papers({"written_application"}),
                                make_clause("k", ladder{"l", {make_rung(counted::full_day, consecutive{1})}}),
                                make_clause("n", ladder{"m", {make_rung(counted::session, consecutive{1})}})});
    const auto d = world{}.build();
    auto whole = bind(p, d);
    const auto holders = whole.holders.size();
    const auto part = detail::touched_part(whole, {false, true, false});
    REQUIRE(part.ladders.size() == 1);
    CHECK(part.ladders[0].front().rule == 1);
    CHECK(part.procedures.size() == 1);
    CHECK(part.holders.size() == holders);
    CHECK(part.rules.size() == 3);
    CHECK(whole.ladders.size() == 2);
}
