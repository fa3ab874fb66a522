// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/entitlement.hpp>
#include <baoxue/evaluate/pledge.hpp>
#include <baoxue/evaluate/prohibition.hpp>
#include <baoxue/policy/layer.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Pledges, benefits and what is barred, at the edges of texts, rolls and tables. The term is Mon 4 March to Fri 5 July.

using namespace school;

namespace {

findings by_clause(clause c, const world& w, date as_of = june(28)) {
    return evaluate(policy_with(std::vector{std::move(c)}), w.build(), as_of);
}
const applies_to junior_middle{{"junior_middle"}}, flagged{{}, {}, {}, need_condition{{"wavering"}, {}}},
    from_six{{}, {}, age_range{6, 15, {}, {}, {}}};
lines nobody_holds(const findings& f) { return gaps(f, gap_kind::unassigned_role); }

// ---- pledges

pledge once_a_term(role_word from, role_word to, subject_word about) {
    return {param<std::vector<pledge_pair>>{{{std::move(from), std::move(to), std::move(about)}}},
            param<cycle>{cycle::term}};
}
const pledge of_class = once_a_term("principal", "class_teacher", {"class"}),
             of_pupil = once_a_term("class_teacher", "parent", {"student"});
/// P and T1 signed for c1; or T1 and the parent F for pupil s; or for what the row names.
world signed_on(date on, std::optional<std::string> unit, std::optional<std::string> student, bool by_parent = false) {
    world w;
    w.hold_pupil("F", "parent", "s").rows.pledges.emplace();
    if (by_parent)
        w.rows.pledges->push_back({"T1", "F", "class_teacher", "parent", unit, student, on, {}});
    else
        w.rows.pledges->push_back({"P", "T1", "principal", "class_teacher", unit, student, on, {}});
    return w;
}
const std::string term_pledge_open = "2024-03-04 due 2024-07-05 open";
std::string term_pledge_met(date on) { return "2024-03-04 due 2024-07-05 met " + to_string(on); }

// ---- what is barred

prohibition barred(std::vector<conduct_word> conduct, std::vector<role_word> roles) {
    prohibition p;
    p.conduct = std::move(conduct), p.roles = std::move(roles);
    return p;
}
const prohibition abuse = barred({"verbal_abuse"}, {"teacher"});
world accused(std::string actor, date on = march(12), std::optional<std::string> student = "s",
              std::optional<std::string> unit = {}, world w = {}) {
    if (!w.rows.incidents)
        w.rows.incidents.emplace();
    const auto id = "i" + std::to_string(w.rows.incidents->size());
    w.rows.incidents->push_back({id, on, "verbal_abuse", std::move(actor), std::move(student), std::move(unit), on});
    return w;
}
/// Breaches as `person unit`.
lines found_by(const findings& f) {
    lines out;
    for (std::size_t i = 0; i < f.breaches.size(); ++i)
        out.push_back(shown(f.ids->persons, f.breaches.person[i]) + " " + shown(f.ids->units, f.breaches.unit[i]));
    return out;
}
lines found_by(const prohibition& p, const world& w) { return found_by(by_clause(make_clause("k", p), w)); }

// ---- benefits

entitlement waived(std::optional<deadline> due = within_days{{14}, {}, false}) {
    entitlement e;
    e.benefit = {"tuition_waiver"}, e.need = need_condition{{"economic_hardship", "wavering"}, {}};
    e.roles = {"school"}, e.due = std::move(due);
    return e;
}
lines states_of(const findings& f) {
    lines out;
    for (std::size_t i = 0; i < f.entitlements.size(); ++i)
        out.push_back(to_string(f.entitlements.from[i]) + " " + std::string{word_of(f.entitlements.state[i])});
    return out;
}

}  // namespace

// ---------------------------------------------------------------- pledges

TEST_CASE("pledge: one that names a pupil is none of a class, and one of a class none of a pupil") {
    const auto of = [](const pledge& p, const world& w) { return duties(by_clause(make_clause("k", p), w)); };
    CHECK(of(of_class, signed_on(march(6), "c1", {})) == lines{term_pledge_met(march(6)), term_pledge_open});
    CHECK(of(of_class, signed_on(march(6), {}, "s")) == lines{term_pledge_open, term_pledge_open});
    CHECK(of(of_pupil, signed_on(march(6), {}, "s", true)) == lines{term_pledge_met(march(6))});
    CHECK(of(of_pupil, signed_on(march(6), "c1", {}, true)) == lines{term_pledge_open});
}

TEST_CASE("pledge: of one that names its class and an earlier one that names none the earlier counts") {
    auto w = signed_on(march(20), "c1", {});
    w.rows.pledges->push_back({"P", "T1", "principal", "class_teacher", {}, {}, march(11), {}});
    CHECK(duties(by_clause(make_clause("k", of_class), w)).front() == term_pledge_met(march(11)));
}

TEST_CASE("pledge: of units and pupils that the rule means, by the text of the period's first day") {
    const auto w = signed_on(march(20), {}, "s", true);
    const auto rows = [&](clause c) { return duties(by_clause(std::move(c), w)).size(); };
    CHECK(rows(for_whom(make_clause("k", of_class), {{"primary"}})) == 2);
    CHECK(rows(for_whom(make_clause("k", of_class), junior_middle)) == 0);
    CHECK(rows(for_whom(make_clause("k", of_pupil), {{"primary"}})) == 1);
    CHECK(rows(for_whom(make_clause("k", of_pupil), junior_middle)) == 0);
    auto c = make_clause("k", of_class);
    c.effective.from = march(4);
    CHECK(rows(c) == 2);
    c.effective.from = march(5);
    CHECK(rows(c) == 0);
    const auto of = [&](const applies_to& who, const world& at) {
        return duties(by_clause(for_whom(make_clause("k", of_pupil), who), at)).size();
    };
    auto born = w;
    born.rows.students->front().birth_date = date{2016, 3, 4};
    CHECK(of(from_six, born) == 1);
    born.rows.students->front().birth_date = date{2009, 3, 4};  // fifteen on the first day
    CHECK(of(from_six, born) == 0);
    CHECK(of(flagged, world{w}.need("wavering", march(4))) == 1);
    CHECK(of(flagged, world{w}.need("wavering", march(5))) == 0);
}

TEST_CASE("pledge: a pupil who is not yet on the roll owes none; without enrolments nobody is known to be") {
    auto w = signed_on(march(20), {}, "s", true);
    w.rows.enrolments->front().from = june(10);
    CHECK(duties(by_clause(make_clause("k", of_pupil), w, june(9))).empty());
    CHECK(duties(by_clause(make_clause("k", of_pupil), w, june(11))) == lines{"2024-06-11 due 2024-07-05 open"});
    w.rows.enrolments.reset(), w.rows.attendance.reset();
    const auto f = by_clause(make_clause("k", of_pupil), w);
    CHECK(duties(f).empty());
    CHECK(missing_tables(f) == lines{"k r - - - enrolments - -"});
}

TEST_CASE("pledge: nobody to sign for a pupil is a gap of the class; without holdings who signed is not known") {
    auto w = world{}.without("T1");
    w.rows.pledges.emplace();
    CHECK(nobody_holds(by_clause(make_clause("k", of_pupil), w)) ==
          lines{"k r c1 - class_teacher - - -", "k r c1 s parent - - -"});
    w.rows.holdings.reset();
    const auto f = by_clause(make_clause("k", of_pupil), w, july(6));
    CHECK(duties(f) == lines{"2024-03-04 due 2024-07-05 unknown"});
    CHECK(missing_tables(f) == lines{"k r - - - holdings - -"});
}

TEST_CASE("pledge: whoever signs for anyone is somebody, and known without holdings") {
    const auto p = once_a_term("anyone", "class_teacher", {"class"}),
               q = once_a_term("class_teacher", "anyone", {"class"});
    auto w = world{};
    w.rows.pledges.emplace();
    for (const auto& one : {p, q})
        CHECK(nobody_holds(by_clause(make_clause("k", one), w)).empty());
    w.without("T2");
    for (const auto& one : {p, q})
        CHECK(nobody_holds(by_clause(make_clause("k", one), w)) == lines{"k r c2 - class_teacher - - -"});
    w.rows.holdings.reset();
    CHECK(duties(by_clause(make_clause("k", p), w, july(6))).front() == "2024-03-04 due 2024-07-05 unknown");
}

TEST_CASE("merge_layers: the pledge of two layers is one, with each other side one of its own") {
    const auto layer_of = [](const char* id, pledge p) {
        auto one = policy_with(std::vector{make_clause("k", std::move(p))});
        one.id = one.layers.front().id = id;
        return one;
    };
    auto w = world{};
    w.rows.pledges.emplace();
    const auto rows = [&](pledge upper, pledge lower) {
        const std::vector<policy> both{layer_of("town", std::move(upper)), layer_of("school", std::move(lower))};
        return evaluate(layer(both), w.build(), june(28)).obligations.size();
    };
    CHECK(rows(of_class, of_class) == 2);  // c1 and c2
    CHECK(rows(of_class, once_a_term("principal", "subject_teacher", {"class"})) == 4);
}

// ---------------------------------------------------------------- what is barred

TEST_CASE("prohibition: in force, of the stage, the age and the need that the rule means") {
    const auto p = abuse;
    const auto w = accused("T1");
    CHECK(found_by(p, w) == lines{"T1 c1"});
    auto c = make_clause("k", p);
    c.effective.from = march(12);
    CHECK(found_by(by_clause(c, w)) == lines{"T1 c1"});
    c.effective.from = march(13);
    CHECK(found_by(by_clause(c, w)).empty());
    CHECK(found_by(by_clause(for_whom(make_clause("k", p), junior_middle), w)).empty());
    const auto aged = [&](date birth) {
        auto at = w;
        at.rows.students->front().birth_date = birth;
        return found_by(by_clause(for_whom(make_clause("k", p), from_six), at)).size();
    };
    CHECK(aged({2018, 3, 12}) == 1);
    CHECK(aged({2018, 3, 13}) == 0);
    CHECK(found_by(by_clause(for_whom(make_clause("k", p), flagged), world{w}.need("wavering", march(12)))).size() ==
          1);
    CHECK(found_by(by_clause(for_whom(make_clause("k", p), flagged), world{w}.need("wavering", march(13)))).empty());
}

TEST_CASE("prohibition: an incident that concerns no pupil is of no age, no need and nobody's return") {
    const auto nobody_named = accused("T1", march(12), {}, "c1");
    CHECK(found_by(abuse, nobody_named) == lines{"T1 c1"});
    CHECK(found_by(by_clause(for_whom(make_clause("k", abuse), from_six), nobody_named)).empty());
    auto with_needs = nobody_named;
    with_needs.rows.needs.emplace();
    CHECK(found_by(by_clause(for_whom(make_clause("k", abuse), flagged), with_needs)).empty());
    auto of_returned = abuse;
    of_returned.returned = true;
    CHECK(found_by(of_returned, nobody_named).empty());
    // Of a pupil, but no enrolments were given: nobody is known to have come back.
    auto no_rolls = accused("T1");
    no_rolls.rows.enrolments.reset(), no_rolls.rows.attendance.reset();
    const auto f = by_clause(make_clause("k", of_returned), no_rolls);
    CHECK(found_by(f).empty());
    CHECK(missing_tables(f) == lines{"k r - - - enrolments - -"});
}

TEST_CASE("prohibition: where an age is left open nobody is accused, and a gap asks for it") {
    const applies_to up_to{{}, {}, age_range{6, unspecified<std::int32_t>("until"), {}, {}, {}}};
    const auto f = by_clause(for_whom(make_clause("k", abuse), up_to), accused("T1"));
    CHECK(found_by(f).empty());
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.until - -"});
}

TEST_CASE("prohibition: before the pupil's first class it happened where it says, else where who did it belongs") {
    auto late = world{};
    late.rows.enrolments->front().from = march(18);
    CHECK(found_by(abuse, accused("T1", march(12), "s", "c2", late)) == lines{"T1 c2"});
    CHECK(found_by(abuse, accused("T1", march(12), "s", {}, late)) == lines{"T1 -"});
    CHECK(found_by(abuse, accused("T1", march(18), "s", "c2", late)) == lines{"T1 c1"});
}

TEST_CASE("prohibition: a class is no body to which something is barred, and a pupil has no post; neither is a gap") {
    const auto schools = barred({"verbal_abuse"}, {"school"});
    CHECK(found_by(schools, accused("school")) == lines{"- c1"});
    for (const char* actor : {"c1", "t"}) {
        const auto f = by_clause(make_clause("k", schools), accused(actor, march(12), "s", {}, world{}.pupil("t")));
        CHECK(found_by(f).empty());
        CHECK(nobody_holds(f).empty());
    }
}

TEST_CASE("unmet: a school year of the unit that is judged; a body and a pupil's helper have no post below it") {
    // 1 of 2 pupils of the other school dropped out; its year begins on Mon 18 March, c1's on the 4th.
    target line;
    line.goal.indicator = {"dropout_rate"}, line.goal.unit_kind = {"school"}, line.goal.is = relation::at_most;
    line.goal.line = fixed_line{ratio{2, 100}};
    auto p = barred({"verbal_abuse"}, {"teacher", "township_government"});
    p.unmet = {"t"};
    const auto by = [&](const char* actor, date on, std::optional<std::string> unit) {
        auto w = world{}.other_school(march(18), july(5)).pupil("x", "d1", march(18)).pupil("y", "d1", march(18));
        w.exits(april(10), exit_kind::dropout, {}, "x").hold("T9", "class_teacher", "d1");
        w.hold_pupil("H", "helping_teacher", "x");
        const auto f = evaluate(policy_with({make_clause("t", line), make_clause("k", p)}),
                                accused(actor, on, {}, std::move(unit), std::move(w)).build(), july(5));
        return found_by(f).size();
    };
    CHECK(by("T9", march(18), "d1") == 1);
    CHECK(by("T9", march(15), "d1") == 0);  // before its first year
    CHECK(by("T9", march(18), {}) == 1);    // a post at d1, of the school that is judged
    CHECK(by("T1", march(18), {}) == 0);
    CHECK(by("town", march(18), {}) == 0);  // the township itself holds no post
    CHECK(by("H", march(18), {}) == 0);     // for a pupil alone
}

// ---------------------------------------------------------------- benefits

TEST_CASE("entitlement: two needs of one day entitle once; what is left to anyone needs no holder") {
    auto w = world{}.need("economic_hardship", march(12)).need("wavering", march(12));
    CHECK(states_of(by_clause(make_clause("k", waived()), w, march(26))) == lines{"2024-03-12 open"});
    auto by_anyone = waived();
    by_anyone.roles = {"anyone"};
    CHECK(nobody_holds(by_clause(make_clause("k", by_anyone), w)).empty());
    auto by_teacher = waived();
    by_teacher.roles = {"teacher"};
    w.without("T1").without("S1");
    CHECK(nobody_holds(by_clause(make_clause("k", by_teacher), w)) == lines{"k r c1 - teacher - - -"});
}

TEST_CASE("entitlement: without holdings nobody is known to owe it, or to be paired; past due it is unknown") {
    auto w = world{}.need("economic_hardship", march(12));
    w.rows.holdings.reset();
    CHECK(states_of(by_clause(make_clause("k", waived()), w, march(26))) == lines{"2024-03-12 open"});
    const auto f = by_clause(make_clause("k", waived()), w, march(27));
    CHECK(states_of(f) == lines{"2024-03-12 unknown"});
    CHECK(missing_tables(f) == lines{"k r - - - holdings - -"});
    CHECK(nobody_holds(f).empty());
    // Whoever owes it is known to be anyone; who helps is not.
    auto pair = waived();
    pair.roles = {"anyone"};
    CHECK(states_of(by_clause(make_clause("k", pair), w, march(27))) == lines{"2024-03-12 missed"});
    pair.held = "helping_teacher";
    CHECK(states_of(by_clause(make_clause("k", pair), w, march(27))) == lines{"2024-03-12 unknown"});
}
