// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/discharge.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

constexpr date none = no_date;

// The states of meaning 5.16, compiled: due on the 10th where there is a due date.
constexpr state at(int as_of, int due, int met, int stopped, bool known = true) {
    const auto day = [](int d) { return d == 0 ? none : march(d); };
    return state_on(day(as_of), day(due), day(met), day(stopped), known);
}
static_assert(at(9, 10, 0, 0) == state::open);
static_assert(at(10, 10, 0, 0) == state::open);  // the day is not over
static_assert(at(11, 10, 0, 0) == state::missed);
static_assert(at(11, 10, 0, 0, false) == state::unknown);
static_assert(at(10, 10, 0, 0, false) == state::open);
static_assert(at(20, 10, 9, 0) == state::met);
static_assert(at(20, 10, 10, 0) == state::met);
static_assert(at(20, 10, 11, 0) == state::met_late);
static_assert(at(20, 0, 0, 0) == state::open);
static_assert(at(20, 0, 0, 0, false) == state::open);
static_assert(at(20, 0, 19, 0) == state::met);
// Stopped on or before the due date: lapsed; after it, what was missed stays missed.
static_assert(at(20, 10, 0, 9) == state::lapsed);
static_assert(at(20, 10, 0, 10) == state::lapsed);
static_assert(at(20, 10, 0, 11) == state::missed);
static_assert(at(20, 10, 12, 11) == state::met_late);
static_assert(at(20, 10, 8, 9) == state::met);  // met before it could lapse
static_assert(at(20, 10, 9, 9) == state::met);  // on the same day: it was done
static_assert(at(20, 10, 0, 9, false) == state::lapsed);
// Where nothing is due: a stop before any act.
static_assert(at(20, 0, 0, 15) == state::lapsed);
static_assert(at(20, 0, 14, 15) == state::met);
static_assert(at(20, 0, 16, 15) == state::lapsed);

/// One whole day on Fri 8 March; a visit by Fri 15 March.
rung visit(std::vector<stop> stops = {}) {
    auto r = make_rung(counted::full_day, consecutive{1});
    r.due = within_days{7, {}, {}};
    r.stops = std::move(stops);
    return r;
}
rung owed_by(const char* role) {
    auto r = visit();
    r.owes.roles = {role};
    return r;
}
world absent() { return world{}.absent({march(8)}); }
const lines visit_missed{"2024-03-08 due 2024-03-15 missed"};  // as of the end of March, nobody having met it
lines visit_met(date on) { return {"2024-03-08 due 2024-03-15 met " + to_string(on)}; }
lines owed_in_march(const rung& r, const world& w) { return owed(r, w, march(31)); }

}  // namespace

// ---------------------------------------------------------------- who may act

TEST_CASE("discharge: the bearer, from the trigger day on") {
    CHECK(owed_in_march(visit(), absent().act("home_visit", "T1", march(8))) == visit_met(march(8)));
    CHECK(owed_in_march(visit(), absent().act("home_visit", "T1", march(7))) == visit_missed);
    CHECK(owed_in_march(visit(), absent().act("interview", "T1", march(8))) == visit_missed);
    CHECK(owed_in_march(visit(), absent().act("home_visit", "T1", march(12)).act("home_visit", "T1", march(11))) ==
          visit_met(march(11)));  // the first
}

TEST_CASE("discharge: of another pupil meets nothing") {
    CHECK(owed_in_march(visit(), absent().pupil("t").act("home_visit", "T1", march(11), "t")) == visit_missed);
    CHECK(owed_in_march(visit(), absent().act("home_visit", "T1", march(11), {})) == visit_missed);        // of nobody
    CHECK(owed_in_march(visit(), absent().act("home_visit", "T1", march(11), {}, "c1")) == visit_missed);  // of a class
}

TEST_CASE("discharge: one who bore it and has left the post still may") {
    const auto left = absent().leaves("T1", march(9));
    CHECK(owed_in_march(visit(), world{left}.act("home_visit", "T1", march(12))) == visit_met(march(12)));
}

TEST_CASE("discharge: who holds the post on the day of the act may, though another bore it on the trigger day") {
    const auto changed = absent().leaves("T1", march(9)).hold("T3", "class_teacher", "c1", march(10));
    CHECK(owed_in_march(visit(), world{changed}.act("home_visit", "T3", march(12))) == visit_met(march(12)));
    CHECK(owed_in_march(visit(), world{changed}.act("home_visit", "T3", march(9))) ==
          visit_missed);  // not yet in the post
    CHECK(borne_by(evaluate(policy_with(visit()), changed.build(), march(31))) == lines{"T1"});
}

TEST_CASE("discharge: a holder of a narrower role may, of a wider one not") {
    CHECK(owed_in_march(owed_by("teacher"), absent().act("home_visit", "T1", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(owed_by("school_leader"), absent().act("home_visit", "P", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(owed_by("principal"), absent().act("home_visit", "L", march(11))) == visit_missed);
    CHECK(owed_in_march(visit(), absent().act("home_visit", "S1", march(11))) == visit_missed);
}

TEST_CASE("discharge: a holder at any unit that covers the pupil may, not only the nearest") {
    // Teachers of c1 bear it; a teacher of the whole school covers the pupil too; one of c2 does not.
    const auto w = absent().hold("W", "teacher", "school");
    CHECK(owed_in_march(owed_by("teacher"), world{w}.act("home_visit", "W", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(owed_by("teacher"), world{w}.act("home_visit", "T2", march(11))) == visit_missed);
    CHECK(borne_by(evaluate(policy_with(owed_by("teacher")), w.build(), march(31))) == lines{"S1+T1"});
}

TEST_CASE("discharge: a pupil's own helping teacher is a teacher of that pupil, and of no other") {
    const auto w = absent().pupil("t").hold_pupil("H", "helping_teacher", "s").hold_pupil("K", "helping_teacher", "t");
    CHECK(owed_in_march(owed_by("teacher"), world{w}.act("home_visit", "H", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(owed_by("teacher"), world{w}.act("home_visit", "K", march(11))) == visit_missed);
}

TEST_CASE("discharge: where nobody holds the role anyone with a role at the pupil's school may, and the gap stays") {
    const auto nobody_there = absent().without("T1").hold("O", "township_education_officer", "town");
    for (const char* who : {"S1", "A", "T2", "P"})
        CHECK(owed_in_march(visit(), world{nobody_there}.act("home_visit", who, march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(visit(), world{nobody_there}.act("home_visit", "O", march(11))) == visit_missed);
    const auto f =
        evaluate(policy_with(visit()), world{nobody_there}.act("home_visit", "A", march(11)).build(), march(31));
    CHECK(gaps(f, gap_kind::unassigned_role) == lines{"k r c1 - class_teacher - - -"});
    CHECK(borne_by(f) == lines{""});
    // Where somebody holds it, the same persons may not.
    CHECK(owed_in_march(visit(), absent().act("home_visit", "A", march(11))) == visit_missed);
}

TEST_CASE("discharge: what the school owes is borne by the principal and met by any of its staff") {
    const auto r = owed_by("school");
    CHECK(borne_by(evaluate(policy_with(r), absent().build(), march(31))) == lines{"P"});
    // Leaders, offices, the pupil's teachers, those of another class: all are its staff. The township's officer is not.
    const auto w = absent().hold("O", "township_education_officer", "town");
    for (const char* who : {"P", "L", "A", "T1", "S1", "T2"})
        CHECK(owed_in_march(r, world{w}.act("home_visit", who, march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(r, world{w}.act("home_visit", "O", march(11))) == visit_missed);
}

TEST_CASE("discharge: a unit of the kind that holds the role acts in its own name where it covers the pupil") {
    CHECK(owed_in_march(owed_by("school"), absent().act("home_visit", "school", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(owed_by("township_government"), absent().act("home_visit", "town", march(11))) ==
          visit_met(march(11)));
    CHECK(owed_in_march(owed_by("school"), absent().act("home_visit", "town", march(11))) == visit_missed);
    auto w = absent();
    w.rows.units.push_back({"other", "school", "town", {}, {}});
    CHECK(owed_in_march(owed_by("school"), w.act("home_visit", "other", march(11))) == visit_missed);
}

TEST_CASE("discharge: a class or a school is no body that could visit in a teacher's place") {
    // The class holds no role; a visit entered under its id is nobody's visit.
    CHECK(owed_in_march(visit(), absent().act("home_visit", "c1", march(11))) == visit_missed);
    CHECK(owed_in_march(owed_by("teacher"), absent().act("home_visit", "school", march(11))) == visit_missed);
    CHECK(owed_in_march(owed_by("school_leader"), absent().act("home_visit", "school", march(11))) == visit_missed);
}

TEST_CASE("discharge: a village acts in its own name for the pupils who live there, else are registered there") {
    auto w = absent();
    w.rows.units.push_back({"far", "village", "town", {}, {}});
    (*w.rows.students)[0].origin_unit_id = "far";
    const auto r = owed_by("village_committee");
    CHECK(owed_in_march(r, world{w}.act("home_visit", "far", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(r, world{w}.act("home_visit", "v", march(11))) == visit_missed);
    (*w.rows.students)[0].home_unit_id = "v";
    CHECK(owed_in_march(r, world{w}.act("home_visit", "far", march(11))) == visit_missed);
    CHECK(owed_in_march(r, world{w}.act("home_visit", "v", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(visit(), world{w}.act("home_visit", "v", march(11))) ==
          visit_missed);  // a class teacher's duty
}

TEST_CASE("discharge: anyone's duty needs no holder and is met by whoever acts, person, unit or party") {
    const auto r = owed_by("anyone");
    auto w = absent().hold("C", "village_cadre", "v");
    w.rows.parties = std::vector<party_row>{{"shop", party_kind::employer}};
    for (const char* who : {"T1", "C", "v", "town", "shop"})
        CHECK(owed_in_march(r, world{w}.act("home_visit", who, march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(r, w) == visit_missed);
    const auto f = evaluate(policy_with(r), w.build(), march(31));
    CHECK(borne_by(f) == lines{""});
    CHECK(gaps(f, gap_kind::unassigned_role).empty());
    w.rows.holdings.reset();
    const auto without = evaluate(policy_with(r), w.build(), march(31));
    CHECK(duties(without) == visit_missed);
    CHECK(gaps(without, gap_kind::missing_table).empty());
}

TEST_CASE("discharge: a pupil's own duty is borne and met by the pupil") {
    const auto r = owed_by("student");
    const auto f = evaluate(policy_with(r), absent().pupil("t").build(), march(31));
    CHECK(borne_by(f) == lines{"s"});
    CHECK(owed_in_march(r, absent().act("home_visit", "s", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(r, absent().act("home_visit", "T1", march(11))) == visit_missed);
}

TEST_CASE("discharge: any of several roles may; each of them owes a row of its own") {
    auto any = visit();
    any.owes.roles = {"class_teacher", "principal"};
    CHECK(owed_in_march(any, absent().act("home_visit", "P", march(11))) == visit_met(march(11)));
    auto each = any;
    each.owes.how = combine::each_of;
    const auto f = evaluate(policy_with(each), absent().act("home_visit", "P", march(11)).build(), march(31));
    REQUIRE(f.obligations.size() == 2);
    for (std::size_t i = 0; i < 2; ++i)
        CHECK(f.obligations.state[i] == (bearers(f, i) == lines{"P"} ? state::met : state::missed));
}

TEST_CASE("discharge: in order, each act triggers the next") {
    auto r = visit();
    r.owes.how = combine::in_order;
    r.owes.acts = {"notify_parent", "home_visit"};
    r.owes.roles = {"class_teacher", "principal"};
    CHECK(owed_in_march(r, absent()) == visit_missed);
    CHECK(owed_in_march(r, absent().act("home_visit", "P", march(9))) == visit_missed);  // the second before the first
    // Told on Mon 11: the visit is due seven days after, Mon 18.
    CHECK(owed_in_march(r, absent().act("notify_parent", "T1", march(11))) ==
          lines{"2024-03-08 due 2024-03-15 met 2024-03-11", "2024-03-11 due 2024-03-18 missed"});
    CHECK(owed_in_march(r, absent().act("notify_parent", "T1", march(11)).act("home_visit", "P", march(18))) ==
          lines{"2024-03-08 due 2024-03-15 met 2024-03-11", "2024-03-11 due 2024-03-18 met 2024-03-18"});
    CHECK(owed_in_march(r, absent().act("notify_parent", "T1", march(11)).act("home_visit", "P", march(10))) ==
          lines{"2024-03-08 due 2024-03-15 met 2024-03-11", "2024-03-11 due 2024-03-18 missed"});
}

TEST_CASE("discharge: the pupil's village leads to no posts and bodies but those of a village") {
    // Pupil s lives in a village of another township, whose officer and government are not those of the school.
    auto w = absent().hold("O", "township_education_officer", "town").hold("F", "township_education_officer", "far");
    w.hold("C", "central_school_leader", "far_central");
    w.rows.units.push_back({"far", "township", {}, {}, {}});
    w.rows.units.push_back({"far_central", "central_school", "far", {}, {}});
    w.rows.units.push_back({"far_village", "village", "far_central", {}, {}});
    (*w.rows.students)[0].home_unit_id = "far_village";
    const auto state_by = [&](const char* role, const char* actor) {
        return owed_in_march(owed_by(role), world{w}.act("home_visit", actor, march(11)));
    };
    CHECK(state_by("township_education_officer", "O") == visit_met(march(11)));
    CHECK(state_by("township_education_officer", "F") == visit_missed);
    CHECK(state_by("township_government", "town") == visit_met(march(11)));
    CHECK(state_by("township_government", "far") == visit_missed);
    // A central school's leader is in charge of villages, and so of this pupil.
    CHECK(state_by("central_school_leader", "C") == visit_met(march(11)));
}

TEST_CASE("discharge: of a unit's duty no pupil is the subject, and who is no pupil does not act as one") {
    // Each class owes a visit at the start of the term, by its class teacher or the pupil.
    auto d = make_duty(event::term_start);
    d.about = {"class"}, d.owes.roles = {"class_teacher", "student"};
    const auto by = [&](const char* actor) {
        const auto f = evaluate(policy_with(std::vector{make_clause("k", d)}),
                                world{}.act("home_visit", actor, march(5), {}, "c1").build(), march(31));
        return duties(f).front();  // of c1
    };
    CHECK(by("T1") == "2024-03-04 due 2024-03-07 met 2024-03-05");
    for (const char* who : {"A", "T2", "s", "school"})
        CHECK(by(who) == "2024-03-04 due 2024-03-07 missed");
}

// ---------------------------------------------------------------- what is not known

TEST_CASE("discharge: past due and the acts not given is unknown, not missed, and a gap") {
    auto w = absent();
    w.rows.acts.reset();
    const auto f = evaluate(policy_with(visit()), w.build(), march(16));
    CHECK(duties(f) == lines{"2024-03-08 due 2024-03-15 unknown"});
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - acts - -"});
    CHECK(owed(visit(), w, march(15)) == lines{"2024-03-08 due 2024-03-15 open"});
}

TEST_CASE("discharge: without holdings nobody is known to bear it, and past due it is unknown") {
    auto w = absent();
    w.rows.holdings.reset();
    const auto f = evaluate(policy_with(visit()), w.build(), march(31));
    CHECK(duties(f) == lines{"2024-03-08 due 2024-03-15 unknown"});
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - holdings - -"});
    CHECK(gaps(f, gap_kind::unassigned_role).empty());
}

// ---------------------------------------------------------------- stops

TEST_CASE("stops: nothing stops a duty unless the rung says so") {
    CHECK(owed_in_march(visit(), world{}.marks(march(8), "UU -- -- PP")) == visit_missed);
}

TEST_CASE("stops: the first session present after the trigger, on the due date at the latest") {
    const auto r = visit({stop::present});
    auto w = world{};
    w.how.mode = register_mode::complete;
    CHECK(owed_in_march(r, world{w}.marks(march(8), "UU -- -- UU PU")) == lines{"2024-03-08 due 2024-03-15 lapsed"});
    CHECK(owed_in_march(r, world{w}.marks(march(8), "UU -- -- UU UU UU UU UP")) ==
          lines{"2024-03-08 due 2024-03-15 lapsed"});                                                       // Fri 15
    CHECK(owed_in_march(r, world{w}.marks(march(8), "UU -- -- UU UU UU UU UU -- -- PP")) == visit_missed);  // Mon 18
    CHECK(owed_in_march(r, world{w}.marks(march(8), "UU -- -- EE EE EE EE EE")) ==
          visit_missed);                                                         // leave is no presence
    CHECK(owed_in_march(r, world{w}.marks(march(7), "PP UU")) == visit_missed);  // before
}

TEST_CASE("stops: what was met before the stop stays met") {
    const auto r = visit({stop::present});
    CHECK(owed_in_march(r, absent().act("home_visit", "T1", march(9))) ==
          visit_met(march(9)));  // present again on Mon 11
    CHECK(owed_in_march(r, absent().act("home_visit", "T1", march(11))) == visit_met(march(11)));
    CHECK(owed_in_march(r, absent().act("home_visit", "T1", march(12))) == lines{"2024-03-08 due 2024-03-15 lapsed"});
}

TEST_CASE("stops: death, exit, enrolment, the end of the term") {
    auto w = absent();
    (*w.rows.students)[0].died_on = march(12);
    CHECK(owed_in_march(visit({stop::death}), w) == lines{"2024-03-08 due 2024-03-15 lapsed"});
    CHECK(owed_in_march(visit({stop::exit}), w) == visit_missed);
    w = absent();
    w.rows.enrolments = std::vector<enrolment_row>{{"s", "c1", march(4), march(12), {}, exit_kind::dropout, {}},
                                                   {"s", "c2", march(14), {}, {}, {}, {}}};
    CHECK(owed_in_march(visit({stop::exit}), w) == lines{"2024-03-08 due 2024-03-15 lapsed"});
    CHECK(owed_in_march(visit({stop::enrolment}), w) == lines{"2024-03-08 due 2024-03-15 lapsed"});
    CHECK(owed_in_march(visit({stop::death}), w) == visit_missed);
    CHECK(owed(visit({stop::exit}), w, march(11)) == lines{"2024-03-08 due 2024-03-15 open"});  // not known on the 11th
    (*w.rows.enrolments)[1].from = march(18);
    CHECK(owed_in_march(visit({stop::enrolment}), w) == visit_missed);
    // An exit stops on the day on which the school learns of it: on the due date, Fri 15, in time; later, missed stays.
    (*w.rows.enrolments)[0].noted_on = march(15);
    CHECK(owed(visit({stop::exit}), w, march(14)) == lines{"2024-03-08 due 2024-03-15 open"});
    CHECK(owed(visit({stop::exit}), w, march(20)) == lines{"2024-03-08 due 2024-03-15 lapsed"});
    (*w.rows.enrolments)[0].noted_on = march(18);
    CHECK(owed(visit({stop::exit}), w, march(17)) == lines{"2024-03-08 due 2024-03-15 missed"});
    CHECK(owed(visit({stop::exit}), w, march(20)) == lines{"2024-03-08 due 2024-03-15 missed"});
    // The term ends on Fri 5 July.
    CHECK(owed(visit({stop::term_end}), world{}.absent({july(1)}), july(20)) ==
          lines{"2024-07-01 due 2024-07-08 lapsed"});
    CHECK(owed(visit({stop::term_end}), world{}.absent({june(27)}), july(20)) ==
          lines{"2024-06-27 due 2024-07-04 missed"});
    CHECK(owed(visit({stop::term_end}), world{}.absent({july(1)}), july(4)) == lines{"2024-07-01 due 2024-07-08 open"});
}

TEST_CASE("stops: listed twice are refused") {
    CHECK_THROWS_AS(policy_with(visit({stop::death, stop::death})), policy_error);
}

TEST_CASE("discharge: once a duty is met more acts change nothing") {
    auto w = absent().act("home_visit", "T1", march(11));
    const auto first = owed_in_march(visit(), w);
    for (int d = 12; d <= 29; ++d)
        REQUIRE(owed_in_march(visit(), w.act("home_visit", "T1", march(d))) == first);
}
