// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/readings.hpp>
#include <baoxue/policy/bind.hpp>

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

namespace {

reading read_with(std::string id, applies_to who, rule_kind is) {
    rule one;
    one.id = "r", one.applies_to = std::move(who), one.is = std::move(is);
    return {std::move(id), {"文", "text"}, {one}};
}
/// Whether two readings of clause k differ, with other clauses behind it.
bool differ(reading one, reading two, const world& w, std::vector<clause> behind = {}, date as_of = march(31)) {
    auto c = make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1})}});
    one.id = "one", two.id = "two";
    c.readings = {std::move(one), std::move(two)}, c.chosen = "one";
    behind.insert(behind.begin(), std::move(c));
    return !ambiguous(policy_with(std::move(behind)), w, as_of).empty();
}
duty owed_for(event on, subject_word about = {}) {
    duty d;
    d.on = on, d.about = std::move(about);
    d.owes.acts = {"home_visit"}, d.owes.roles = {"class_teacher"};
    return d;
}
ladder on_status(status is, std::int32_t step = 1) {
    auto r = make_rung(std::vector<count_of>{}, in_status{is});
    r.step = step;
    return {"l", {r}};
}

}  // namespace

TEST_CASE("readings: about whom it is makes a difference, and at which step") {
    // Pupil s is in a primary class, t in one of a junior middle school; both are absent on the same day.
    auto w = world{}.pupil("t", "c2").absent({march(5)}).absent({march(5)}, "t");
    for (auto& u : w.rows.units)
        if (u.unit_id == "c2")
            u.stage = "junior_middle";
    const ladder any{"l", {make_rung(counted::full_day, consecutive{1})}};
    CHECK(differ(read_with("", {{"primary"}}, any), read_with("", {{"junior_middle"}}, any), w));
    CHECK_FALSE(differ(read_with("", {{"primary"}}, any), read_with("", {{"primary"}}, any), w));
    auto second = any;
    second.rungs.front().step = 2;
    CHECK(differ(read_with("", {}, any), read_with("", {}, second), w));
}

TEST_CASE("readings: by whom it is owed makes a difference, be the role the same, and about which unit") {
    const auto borne_by_roles = [](std::vector<role_word> roles) {
        auto d = owed_for(event::dropout);
        d.owes.roles = std::move(roles);
        return d;
    };
    const auto w = world{}.exits(march(15), exit_kind::dropout);
    CHECK(differ(read_with("", {}, borne_by_roles({"class_teacher"})),
                 read_with("", {}, borne_by_roles({"class_teacher", "subject_teacher"})), w));
    CHECK(differ(read_with("", {}, borne_by_roles({"class_teacher"})), read_with("", {}, borne_by_roles({"principal"})),
                 w));
    auto of_class = owed_for(event::dropout, {"class"}), of_school = owed_for(event::dropout, {"school"});
    of_class.owes.roles = of_school.owes.roles = {"principal"};
    CHECK(differ(read_with("", {}, of_class), read_with("", {}, of_school), w));
}

TEST_CASE("readings: how much is asked for makes a difference, which act, and how much of it is done") {
    const auto each = [](cycle period, int times, act_word act) {
        recurring r;
        r.times = {times, "times_" + std::to_string(times), {}}, r.period = {period, std::string{word_of(period)}, {}};
        r.owes.acts = {std::move(act)}, r.owes.roles = {"class_teacher"};
        return r;
    };
    const auto w = world{}.act("home_visit", "T1", march(5));
    const auto asked_each_term = [&](int times, act_word act) {
        return read_with("", {}, each(cycle::term, times, std::move(act)));
    };
    CHECK(differ(asked_each_term(2, "home_visit"), asked_each_term(3, "home_visit"), w));
    CHECK(differ(asked_each_term(2, "home_visit"), asked_each_term(2, "interview"), w));
    // A week whose only school day is Mon 4 March: two visits on that day, or in that week. By Sat 9 March both are
    // missed and were due on the Monday; one on the Saturday was in the week, so that 1 of 2 are done and not 0 of 2.
    const auto on = [](date visited) {
        return world{}.off(march(5)).off(march(6)).off(march(7)).off(march(8)).act("home_visit", "T1", visited);
    };
    const auto by_saturday = [&](date visited) {
        return differ(read_with("", {}, each(cycle::school_day, 2, "home_visit")),
                      read_with("", {}, each(cycle::week, 2, "home_visit")), on(visited), {}, march(9));
    };
    CHECK(by_saturday(march(9)));
    CHECK_FALSE(by_saturday(march(4)));  // 1 of 2 either way
}

TEST_CASE("readings: a procedure decides between the clauses that owe it, and between what goes on from them") {
    // Left on Wed 10 April with an application and no approval: transferred by one reading, a dropout by the other.
    // Either status makes the same visit of the same day, each by a clause of its own.
    const auto asks_for = [](std::vector<act_word> steps) {
        return read_with("", {}, procedure{"papers", std::move(steps)});
    };
    const auto w = world{}
                       .exits(april(10), exit_kind::transferred)
                       .transfer("x", april(10))
                       .step("x", "written_application", april(9));
    auto missed = make_clause("m", owed_for(event::missed_duty));
    std::get<duty>(missed.readings[0].rules[0].is).of = rule_reference{"d", "r"};
    auto gone = on_status(status::dropout), moved = on_status(status::transferred);
    moved.name = "m";
    CHECK(differ(asks_for({"written_application"}), asks_for({"vice_principal_approval"}), w,
                 {make_clause("g", gone), make_clause("t", moved)}, may(31)));
    // A duty that another clause's missed duty brings about is tied to it.
    CHECK(differ(asks_for({"written_application"}), asks_for({"vice_principal_approval"}), w,
                 {make_clause("d", owed_for(event::dropout)), missed}, may(31)));
    CHECK_FALSE(differ(asks_for({"written_application"}), asks_for({"written_application"}), w,
                       {make_clause("g", gone), make_clause("t", moved)}, may(31)));
}

TEST_CASE("readings: by which clause it is owed makes a difference") {
    // Both readings owe the same visit upon a dropout, each by a rule of its own. Whose visit is missed makes the next
    // one: of the same teacher on the same day, by clause m in the one and by clause n in the other.
    const auto visit = [](const char* rule) {
        auto d = owed_for(event::dropout);
        d.due = within_days{{3}, day_unit::calendar_days, false};
        auto r = read_with("", {}, d);
        r.rules.front().id = rule;
        return r;
    };
    const auto upon_missed = [](const char* id, const char* rule) {
        auto c = make_clause(id, owed_for(event::missed_duty));
        std::get<duty>(c.readings[0].rules[0].is).of = rule_reference{"k", rule};
        return c;
    };
    const auto w = world{}.exits(march(15), exit_kind::dropout);
    CHECK(differ(visit("a"), visit("b"), w, {upon_missed("m", "a"), upon_missed("n", "b")}));
    CHECK_FALSE(differ(visit("a"), visit("b"), w));  // by clause k in both
}

TEST_CASE("list_readings: of the clauses asked for, each that does not govern") {
    const auto p = three_readings();
    const auto listed = [&](std::vector<bool> of) {
        std::vector<detail::other_reading> out;
        detail::list_readings(p, 7, of, out);
        return out;
    };
    CHECK(listed({false}).empty());
    const auto both = listed({true});
    REQUIRE(both.size() == 2);
    CHECK(both[0].policy == 7);
    CHECK(both[0].clause == 0);
    CHECK(both[0].changed.layers[0].clauses[0].chosen == "session");
    CHECK(both[1].changed.layers[0].clauses[0].chosen == "two");
}

TEST_CASE("readings: which act is owed makes a difference, where nobody has done either") {
    const auto owing = [](act_word act) {
        auto r = make_rung(counted::session, consecutive{1});
        r.owes.acts = {std::move(act)};
        return read_with("", {}, ladder{"l", {r}});
    };
    const auto w = world{}.marks(march(5), "UP");
    CHECK(differ(owing("home_visit"), owing("interview"), w));
    CHECK_FALSE(differ(owing("home_visit"), owing("home_visit"), w));
}

TEST_CASE("readings: what is not known makes a difference, be what is owed the same") {
    // Either way the visit has no due date; by the second reading a number is left open.
    const auto due_within = [](std::optional<deadline> due) {
        auto r = make_rung(counted::session, consecutive{1});
        r.due = std::move(due);
        return read_with("", {}, ladder{"l", {r}});
    };
    const within_days open{{{}, "within", ""}, day_unit::calendar_days, false};
    const auto w = world{}.marks(march(5), "UP");
    CHECK(differ(due_within({}), due_within(open), w));
    CHECK_FALSE(differ(due_within(open), due_within(open), w));
}

TEST_CASE("readings: of a procedure its status alone makes a difference, and beside a reading it stays as it is") {
    // Left on Wed 10 April with an application, and with a school that takes the pupil, but without an approval.
    const auto w = world{}
                       .exits(april(10), exit_kind::transferred)
                       .transfer("x", april(10), {}, "elsewhere")
                       .step("x", "written_application", april(9));
    const auto asks_for = [](std::vector<act_word> steps) { return procedure{"papers", std::move(steps)}; };
    const auto complete = read_with("", {}, asks_for({"written_application"})),
               lacking = read_with("", {}, asks_for({"vice_principal_approval"}));
    CHECK(differ(complete, lacking, w, {}, april(30)));
    CHECK_FALSE(differ(complete, complete, w, {}, april(30)));
    // Who lacks the approval is a dropout by clause q, whichever reading of clause k governs: one visit each.
    const auto visit = read_with("", {}, on_status(status::dropout));
    CHECK_FALSE(differ(visit, visit, w, {make_clause("q", asks_for({"vice_principal_approval"}))}, april(30)));
    CHECK(duties(evaluate(policy_with({make_clause("k", on_status(status::dropout)),
                                       make_clause("q", asks_for({"vice_principal_approval"}))}),
                          w.build(), april(30)),
                 "k")
              .size() == 1);
}

TEST_CASE("readings: an honour that another clause's veto forfeits is vetoed by either reading") {
    // Both readings confer the same honour on a class with 0 to 5 dropouts; clause v forfeits it from 2 on. Class c1
    // has 2 of them: its honour is vetoed whichever reading governs, and the clause is not ambiguous.
    figure_condition few;
    few.indicator = {"dropouts"}, few.unit_kind = {"class"}, few.is = relation::at_most,
    few.line = fixed_line{ratio{5, 1}};
    incentive honour;
    honour.by = payment{few, {}, paid_for::whole, {}, {}, {"advanced_class"}};
    veto forfeits;
    forfeits.upon = few, forfeits.upon->is = relation::at_least, forfeits.upon->line = fixed_line{ratio{2, 1}};
    forfeits.roles = {"class_teacher"}, forfeits.forfeits = {"advanced_class"};
    const auto w =
        world{}.pupil("t", "c1").exits(march(15), exit_kind::dropout).exits(march(15), exit_kind::dropout, {}, "t");
    const auto as_of = july(5);
    auto p = policy_with({make_clause("v", forfeits)});
    CHECK(evaluate(p, w.build(), as_of).consequences.size() == 1);
    CHECK_FALSE(differ(read_with("", {}, honour), read_with("", {}, honour), w, {make_clause("v", forfeits)}, as_of));
}

TEST_CASE("readings: a later rung that asks for an act since an earlier one's day makes a difference too") {
    // Clause k fires on Tue 5 March by the one reading (a session), not at all by the other (a whole day). The rung of
    // clause b, two sessions in the term, asks for a visit since step 1: made on Wed 6 March, it counts by the one
    // alone.
    auto since_first = make_rung(counted::session, cumulative{2, comparator::at_least, period::term});
    since_first.step = 2;
    since_first.after = after_act{};
    since_first.after->act = {"home_visit"}, since_first.after->step = 1;
    const auto w = world{}.marks(march(5), "UP PP UP").act("home_visit", "T1", march(6));
    const auto read = [](counted unit) { return read_with("", {}, ladder{"l", {make_rung(unit, consecutive{1})}}); };
    const auto behind = make_clause("b", ladder{"l", {since_first}});
    auto c = make_clause("k", ladder{"l", {make_rung(counted::session, consecutive{1})}});
    const auto owed_by_b = [&](counted unit) {
        c.readings = {read(unit)}, c.readings[0].id = "one", c.chosen = "one";
        return triggers(evaluate(policy_with(std::vector{c, behind}), w.build(), march(31)), "b");
    };
    CHECK(owed_by_b(counted::session) == dates{march(7)});
    CHECK(owed_by_b(counted::full_day).empty());
    // Together in one call, the second is a variant of the first: its clause b was touched.
    c.readings = {read(counted::session), read(counted::full_day)};
    c.readings[0].id = "one", c.readings[1].id = "two", c.chosen = "one";
    auto other = c;
    other.chosen = "two";
    const std::vector<policy> both{policy_with(std::vector{c, behind}), policy_with(std::vector{other, behind})};
    const auto found = evaluate(std::span<const policy>{both}, w.build(), march(31));
    CHECK(triggers(found[0], "b") == dates{march(7)});
    CHECK(triggers(found[1], "b").empty());
}

TEST_CASE("same_duties: one duty each, that of one clause is not that of another") {
    const auto one = ladder{"l", {make_rung(counted::session, consecutive{1})}};
    auto two = one;
    two.name = "m";
    const auto p = policy_with({make_clause("k", one), make_clause("n", two)});
    const auto d = world{}.build();
    const auto bound = bind(p, d);
    const detail::other_reading v{0, 0, p, {{"p", "k"}, {"p", "n"}}};
    const auto by_rule = [](std::int32_t rule) {
        gathered g;
        g.duties.add({.id = 1, .rule = rule}, {});
        put_in_order(g);
        return g;
    };
    CHECK(detail::same_duties(v, bound, by_rule(0), bound, by_rule(0)));
    CHECK_FALSE(detail::same_duties(v, bound, by_rule(0), bound, by_rule(1)));
}
