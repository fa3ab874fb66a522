// SPDX-License-Identifier: Apache-2.0

// Statuses, duties, quotas, figures and money of the naive reference. Every expectation is worked out by hand beside
// it.
//
// The days used (Monday to Friday, no days off):
//   school year 2024: term a Mon 2 Sep 2024 to Fri 17 Jan 2025, term b Mon 17 Feb to Fri 4 Jul 2025
//   school year 2025: term c Mon 1 Sep 2025 to Fri 16 Jan 2026, term d Mon 16 Feb to Fri 3 Jul 2026
// Each term is 20 whole weeks: 100 school days.

#include "layers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace naive;

namespace {

day in_2024(int month, int d) { return make_day(2024, month, d); }
day in_2025(int month, int d) { return make_day(2025, month, d); }
day sep(int d) { return in_2024(9, d); }
day oct(int d) { return in_2024(10, d); }
day jan(int d) { return in_2025(1, d); }
const day year_end = make_day(2025, 7, 4);
const day next_first = make_day(2025, 9, 1);

/// A primary school with two classes; principal P, class teachers T1 and T2; every table given and empty.
world school() {
    world w;
    w.registers = register_mode::exceptions;
    w.terms = {{"a", "2024", sep(2), jan(17)},
               {"b", "2024", in_2025(2, 17), year_end},
               {"c", "2025", next_first, make_day(2026, 1, 16)},
               {"d", "2025", make_day(2026, 2, 16), make_day(2026, 7, 3)}};
    w.units = {{"town", "township"},
               {"village", "village", "town"},
               {"school", "school", "town", "primary", "village"},
               {"c1", "class", "school"},
               {"c2", "class", "school"}};
    w.holdings = std::vector<holding_row>{{"P", "principal", covers::unit, "school", 0},
                                          {"T1", "class_teacher", covers::unit, "c1", 0},
                                          {"T2", "class_teacher", covers::unit, "c2", 0},
                                          {"G", "township_government", covers::unit, "town", 0}};
    w.days.emplace();
    w.students.emplace();
    w.enrolments.emplace();
    w.registrations.emplace();
    w.attendance.emplace();
    w.acts.emplace();
    w.needs.emplace();
    w.transfers.emplace();
    w.counts.emplace();
    return w;
}

void enrol(world& w, const std::string& s, const std::string& c = "c1", std::optional<day> from = {},
           std::optional<day> until = {}, std::optional<std::string> exit = {}, std::optional<day> noted = {}) {
    bool known = false;
    for (const student_row& r : *w.students)
        known = known || r.student_id == s;
    if (!known)
        w.students->push_back({s});
    w.enrolments->push_back({s, c, from.value_or(sep(2)), until, std::nullopt, exit, noted});
}

/// n pupils, p0, p1, ... on the roll of c1 from the first day on.
void enrol_many(world& w, int n) {
    for (int i = 0; i < n; ++i)
        enrol(w, "p" + std::to_string(i));
}

void leave(world& w, const std::string& s, day until, const std::string& exit) {
    for (enrolment_row& e : *w.enrolments)
        if (e.student_id == s) {
            e.until = until;
            e.exit = exit;
        }
}

void act(world& w, const std::string& kind, const std::string& actor, day d, const std::string& student,
         std::optional<day> due = {}) {
    act_row a{"a" + std::to_string(w.acts->size()), d, kind, actor};
    if (!student.empty())
        a.student_id = student;
    a.due_on = due;
    w.acts->push_back(a);
}

void unit_act(world& w, const std::string& kind, const std::string& actor, day d, const std::string& unit) {
    act(w, kind, actor, d, "");
    w.acts->back().unit_id = unit;
}

void paper(world& w, const std::string& kind, day d, const std::string& transfer = "t") {
    act(w, kind, "P", d, "s");
    w.acts->back().refers_table = "transfers";
    w.acts->back().refers_to = transfer;
}

due_rule within(int n) {
    due_rule d;
    d.kind = due_kind::within;
    d.n = n;
    return d;
}

policy one_rule(const rule& r, const std::string& clause_id = "k") {
    policy p;
    p.id = "plan";
    p.clauses = {{clause_id, {r}}};
    return p;
}

rule named(const std::string& id = "r") {
    rule r;
    r.id = id;
    return r;
}

std::vector<obligation> owed(const rule& r, const world& w, day as_of) {
    return evaluate_layers({one_rule(r)}, w, as_of).obligations;
}

std::vector<gap> gaps_of(const findings& f, const std::string& kind) {
    std::vector<gap> out;
    for (const gap& g : f.gaps)
        if (g.kind == kind)
            out.push_back(g);
    return out;
}

using names = std::vector<std::string>;

}  // namespace

// ---------------------------------------------------------------- spells that exits begin

TEST_CASE("spells by exit: from until itself to the day before the next enrolment") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "withdrawn");
    findings f = evaluate_layers({}, w, oct(10));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0] == status_row{{}, {}, {}, "s", "c1", "dropout", oct(7), {}});
    CHECK(evaluate_layers({}, w, oct(6)).statuses.empty());  // not known the day before
    CHECK(evaluate_layers({}, w, oct(7)).statuses.size() == 1);

    enrol(w, "s", "c2", oct(14));
    f = evaluate_layers({}, w, oct(13));
    CHECK_FALSE(f.statuses[0].until);  // the return is not known yet
    f = evaluate_layers({}, w, oct(14));
    CHECK(f.statuses[0].until == oct(13));
}

TEST_CASE("a return on the day after: a spell of one day") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "dropout");
    enrol(w, "s", "c1", oct(8));
    const findings f = evaluate_layers({}, w, oct(20));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0].from == oct(7));
    CHECK(f.statuses[0].until == oct(7));
}

TEST_CASE("other exits: suspended is its own status; graduated, died and none are no spell") {
    world w = school();
    enrol(w, "a", "c1", sep(2), oct(7), "suspended");
    enrol(w, "b", "c1", sep(2), oct(7), "graduated");
    enrol(w, "c", "c1", sep(2), oct(7), "died");
    enrol(w, "d", "c1", sep(2), oct(7));
    enrol(w, "e", "c1", sep(2), oct(7), "dropout");
    w.students->back().died_on = oct(9);
    const findings f = evaluate_layers({}, w, oct(20));
    REQUIRE(f.statuses.size() == 2);
    CHECK(f.statuses[0].status == "suspended");
    CHECK(f.statuses[1].student == "e");
    CHECK(f.statuses[1].until == oct(9));           // the day of death
    CHECK(gaps_of(f, "unknown_exit").size() == 1);  // d's reason
    CHECK(evaluate_layers({}, w, oct(8)).statuses[1].until == std::nullopt);
}

TEST_CASE("an exit is unknown before it is noted") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "dropout", oct(9));
    CHECK(evaluate_layers({}, w, oct(8)).statuses.empty());
    CHECK(evaluate_layers({}, w, oct(9)).statuses.size() == 1);
    CHECK(evaluate_layers({}, w, oct(9)).statuses[0].from == oct(7));
}

// ---------------------------------------------------------------- transfers

namespace {

/// Two steps; incomplete is a dropout.
policy transfer_plan(const std::string& id = "plan", const std::string& prefix = "",
                     const names& steps = {"written_application", "class_teacher_opinion"}) {
    rule complete = named();
    complete.procedure = procedure_rule{"out", steps, true, "transferred"};
    rule incomplete = named();
    incomplete.procedure = procedure_rule{"out", {}, false, "dropout"};
    policy p;
    p.id = id;
    p.clauses = {{prefix + "7a", {complete}}, {prefix + "7b", {incomplete}}};
    return p;
}

/// s leaves c1 on Mon 7 Oct.
world leaving() {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "transferred");
    w.transfers->push_back({"t", "s", oct(7)});
    return w;
}

}  // namespace

TEST_CASE("a transfer complete on the day it begins is no dropout") {
    world w = leaving();
    paper(w, "written_application", oct(4));
    paper(w, "class_teacher_opinion", oct(7));
    const findings f = evaluate_layers({transfer_plan()}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0] == status_row{"plan", "7a", "r", "s", "c1", "transferred", oct(7), {}});
}

TEST_CASE("papers finished before the pupil left: transferred from left_on") {
    world w = leaving();
    paper(w, "class_teacher_opinion", oct(2));
    paper(w, "written_application", oct(2));  // the same date is in order
    paper(w, "written_application", oct(5));  // written twice: the earliest that fits
    const findings f = evaluate_layers({transfer_plan()}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0].status == "transferred");
    CHECK(f.statuses[0].from == oct(7));
}

TEST_CASE("a transfer finished late: a dropout until the day before") {
    world w = leaving();
    paper(w, "written_application", oct(4));
    paper(w, "class_teacher_opinion", oct(10));
    findings f = evaluate_layers({transfer_plan()}, w, oct(9));  // not finished yet
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0] == status_row{"plan", "7b", "r", "s", "c1", "dropout", oct(7), {}});
    f = evaluate_layers({transfer_plan()}, w, oct(10));
    REQUIRE(f.statuses.size() == 2);
    CHECK(f.statuses[0].until == oct(9));
    CHECK(f.statuses[1].status == "transferred");
    CHECK(f.statuses[1].from == oct(10));
}

TEST_CASE("steps out of order never finish, unless the step is written again") {
    world w = leaving();
    paper(w, "class_teacher_opinion", oct(3));
    paper(w, "written_application", oct(4));
    findings f = evaluate_layers({transfer_plan()}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0].status == "dropout");
    CHECK_FALSE(f.statuses[0].until);
    paper(w, "class_teacher_opinion", oct(7));
    f = evaluate_layers({transfer_plan()}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0].status == "transferred");
}

TEST_CASE("papers of another transfer, or of none, do not count") {
    world w = leaving();
    paper(w, "written_application", oct(4), "other");
    paper(w, "class_teacher_opinion", oct(7));
    act(w, "written_application", "P", oct(4), "s");
    CHECK(evaluate_layers({transfer_plan()}, w, oct(30)).statuses[0].status == "dropout");
}

TEST_CASE("a transfer never finished ends the day before the next enrolment") {
    world w = leaving();
    enrol(w, "s", "c2", oct(14));
    const findings f = evaluate_layers({transfer_plan()}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0].until == oct(13));
}

TEST_CASE("acts not given: nothing is known of the papers") {
    world w = leaving();
    w.acts.reset();
    const findings f = evaluate_layers({transfer_plan()}, w, oct(30));
    CHECK(f.statuses.empty());
    REQUIRE(gaps_of(f, "missing_table").size() == 1);
    CHECK(gaps_of(f, "missing_table")[0].parameter == "acts");
    CHECK(gaps_of(f, "missing_table")[0].clause == "7a");
}

TEST_CASE("without any procedure a receiving unit completes") {
    world w = leaving();
    CHECK(evaluate_layers({}, w, oct(30)).statuses[0].status == "dropout");
    CHECK_FALSE(evaluate_layers({}, w, oct(30)).statuses[0].clause);
    w.transfers->front().receiving_unit_id = "elsewhere";
    CHECK(evaluate_layers({}, w, oct(30)).statuses[0].status == "transferred");
    // A procedure makes the receiving unit worth nothing.
    CHECK(evaluate_layers({transfer_plan()}, w, oct(30)).statuses[0].status == "dropout");
}

TEST_CASE("exit transferred without a row: a dropout if the table was given, else unknown") {
    world w = leaving();
    w.transfers->clear();
    findings f = evaluate_layers({transfer_plan()}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0] == status_row{{}, {}, {}, "s", "c1", "dropout", oct(7), {}});
    w.transfers.reset();
    f = evaluate_layers({transfer_plan()}, w, oct(30));
    CHECK(f.statuses.empty());
    CHECK(gaps_of(f, "unknown_exit").size() == 1);
}

TEST_CASE("complete means complete under every layer") {
    world w = leaving();
    paper(w, "written_application", oct(4));
    paper(w, "class_teacher_opinion", oct(7));
    const policy upper = transfer_plan("upper", "u", {"central_school_approval"});
    const policy lower = transfer_plan("lower", "l");
    findings f = evaluate_layers({upper, lower}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    // The upper layer's own procedure is the one that is not complete.
    CHECK(f.statuses[0] == status_row{"upper", "u7b", "r", "s", "c1", "dropout", oct(7), {}});
    paper(w, "central_school_approval", oct(9));
    f = evaluate_layers({upper, lower}, w, oct(30));
    REQUIRE(f.statuses.size() == 2);
    CHECK(f.statuses[0].until == oct(8));
    CHECK(f.statuses[1].from == oct(9));  // the later of the two last steps, 7 and 9 Oct
}

TEST_CASE("two transfers of one enrolment whose spells overlap are one spell") {
    world w = leaving();
    w.transfers->push_back({"t2", "s", oct(4)});
    const findings f = evaluate_layers({transfer_plan()}, w, oct(30));
    REQUIRE(f.statuses.size() == 1);
    CHECK(f.statuses[0].from == oct(4));
    CHECK_FALSE(f.statuses[0].until);
}

// ---------------------------------------------------------------- duties

namespace {

rule duty(event on, const names& acts, const names& roles, due_rule due = {}) {
    rule r = named();
    r.duty.emplace();
    r.duty->on = on;
    r.duty->owes = {how_owed::any_of, acts, roles};
    r.duty->due = due;
    return r;
}

}  // namespace

TEST_CASE("dropout about a class: one duty a class and day, met by an act that names the class and no pupil") {
    world w = school();
    enrol(w, "a", "c1", sep(2), oct(7), "dropout");
    enrol(w, "b", "c1", sep(2), oct(7), "withdrawn");
    enrol(w, "c", "c2", sep(2), oct(7), "dropout", oct(8));
    rule r = duty(event::dropout, {"report_dropout_list"}, {"class_teacher"}, within(0));
    r.duty->about = "class";
    act(w, "report_dropout_list", "T1", oct(7), "a");  // names a pupil
    auto rows = owed(r, w, oct(20));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].unit == "c1");
    CHECK(rows[0].student.empty());
    CHECK(rows[0].bearers == names{"T1"});
    CHECK(rows[0].triggered_on == oct(7));
    CHECK(rows[0].due_on == oct(7));
    CHECK(rows[0].state == "missed");
    CHECK(rows[1].unit == "c2");
    CHECK(rows[1].triggered_on == oct(8));                   // keyed by the day it was noted
    unit_act(w, "report_dropout_list", "T2", oct(7), "c1");  // holds the role for the other class only
    CHECK(owed(r, w, oct(20))[0].state == "missed");
    unit_act(w, "report_dropout_list", "T1", oct(8), "c1");
    CHECK(owed(r, w, oct(20))[0].state == "met_late");
    unit_act(w, "report_dropout_list", "T1", oct(7), "c1");
    CHECK(owed(r, w, oct(20))[0].state == "met");
    CHECK(owed(r, w, oct(20))[0].done == 1);
}

TEST_CASE("dropout: none if the spell is over by the day it is noted") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "dropout", oct(10));
    enrol(w, "s", "c1", oct(10));  // the spell's last day is the 9th
    const rule r = duty(event::dropout, {"report_dropout"}, {"school"});
    CHECK(owed(r, w, oct(20)).empty());
    w.enrolments->back().from = oct(11);  // its last day is the 10th
    REQUIRE(owed(r, w, oct(20)).size() == 1);
    CHECK(owed(r, w, oct(20))[0].triggered_on == oct(10));
    CHECK(owed(r, w, oct(20))[0].bearers == names{"P"});  // the school is borne by the principal
}

TEST_CASE("returned: an entry return, or an enrolment that ended a dropout spell") {
    world w = school();
    enrol(w, "a", "c1", sep(2), oct(7), "dropout");
    enrol(w, "a", "c2", oct(8));
    enrol(w, "b", "c1", sep(2), oct(7), "suspended");
    enrol(w, "b", "c1", oct(21));
    w.enrolments->back().entry = "return";
    enrol(w, "c", "c1", sep(2), oct(7));
    enrol(w, "c", "c1", oct(21));
    const auto rows = owed(duty(event::returned, {"study_guidance"}, {"teacher"}), w, oct(30));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].student == "b");
    CHECK(rows[0].triggered_on == oct(21));
    CHECK(rows[1].student == "a");
    CHECK(rows[1].triggered_on == oct(8));
    CHECK(rows[1].unit == "c2");
    CHECK(rows[1].bearers == names{"T2"});
    CHECK(rows[1].state == "open");
}

TEST_CASE("need flagged: each row, or the day all came together") {
    world w = school();
    enrol(w, "s");
    w.needs = std::vector<need_row>{{"s", "academic_difficulty", sep(10), sep(20)},
                                    {"s", "economic_hardship", sep(21)},
                                    {"s", "academic_difficulty", oct(1)},
                                    {"s", "double_difficulty", oct(15)}};
    rule r = duty(event::need_flagged, {"interview"}, {"class_teacher"});
    r.duty->need.any_of = {"double_difficulty"};
    r.duty->need.all_of = {"academic_difficulty", "economic_hardship"};
    // 21 Sep: only one of the two is left. 1 Oct: both. 15 Oct: the need of its own.
    const auto rows = owed(r, w, oct(30));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].triggered_on == oct(1));
    CHECK(rows[1].triggered_on == oct(15));
    CHECK(owed(r, w, oct(14)).size() == 1);
    w.needs.reset();
    const findings f = evaluate_layers({one_rule(r)}, w, oct(30));
    CHECK(f.obligations.empty());
    CHECK(gaps_of(f, "missing_table")[0].parameter == "needs");
}

TEST_CASE("registration: on the first day, whoever is on the roll and not registered by it") {
    world w = school();
    enrol(w, "in_time");
    enrol(w, "late");
    enrol(w, "joins_later", "c1", sep(3));
    w.registrations->push_back({"in_time", "a", sep(2)});
    w.registrations->push_back({"late", "a", sep(3)});
    const rule r = duty(event::registration, {"find_out_and_mobilise"}, {"class_teacher"});
    const auto rows = owed(r, w, sep(10));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].student == "late");
    CHECK(rows[0].triggered_on == sep(2));
    CHECK(owed(r, w, sep(1)).empty());
    w.registrations.reset();
    CHECK(owed(r, w, sep(10)).empty());
}

TEST_CASE("term start about a unit kind: every term's first day") {
    world w = school();
    rule r = duty(event::term_start, {"census"}, {"township_government"}, within(0));
    r.duty->about = "township";
    // 2 Sep and 17 Feb have begun by then.
    const auto rows = owed(r, w, in_2025(2, 17));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].state == "missed");
    CHECK(rows[1].state == "open");
    CHECK(rows[1].bearers == names{"G"});
}

TEST_CASE("late papers: still not complete so many days after the pupil left") {
    world w = leaving();
    rule r = duty(event::late_papers, {"chase_transfer_papers"}, {"class_teacher"});
    r.duty->late_after = 3;
    policy p = transfer_plan();
    p.clauses.push_back({"7c", {r}});
    const auto rows = [&](day as_of) { return evaluate_layers({p}, w, as_of).obligations; };
    CHECK(rows(oct(9)).empty());
    REQUIRE(rows(oct(10)).size() == 1);  // 7 Oct and 3 days
    CHECK(rows(oct(10))[0].triggered_on == oct(10));
    paper(w, "written_application", oct(7));
    paper(w, "class_teacher_opinion", oct(10));  // complete on that day
    CHECK(rows(oct(20)).empty());
    w.acts->back().date = oct(11);  // a day late
    CHECK(rows(oct(20)).size() == 1);
    w.transfers->front().noted_on = oct(11);  // noted when all was done
    CHECK(rows(oct(20)).empty());
    p.clauses.back().rules[0].duty->late_after.reset();
    p.clauses.back().rules[0].duty->late_parameter = "7c.late_after";
    const findings f = evaluate_layers({p}, w, oct(20));
    CHECK(f.obligations.empty());
    CHECK(gaps_of(f, "unspecified_value")[0].parameter == "7c.late_after");
}

TEST_CASE("missed_deadline: the day after another duty's deadline, once") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "dropout");
    rule first = duty(event::dropout, {"home_visit"}, {"class_teacher"}, within(2));
    rule then = duty(event::missed_deadline, {"interview"}, {"school"});
    then.duty->of_clause = "k";
    then.duty->of_rule = "r";
    policy p = one_rule(first);
    p.clauses.push_back({"k2", {then}});
    const auto count = [&](day as_of) { return evaluate_layers({p}, w, as_of).obligations.size(); };
    CHECK(count(oct(9)) == 1);  // due that day
    CHECK(count(oct(10)) == 2);
    CHECK(evaluate_layers({p}, w, oct(20)).obligations[1].triggered_on == oct(10));
    act(w, "home_visit", "T1", oct(10), "s");  // too late to undo it
    CHECK(count(oct(20)) == 2);
    act(w, "home_visit", "T1", oct(9), "s");
    CHECK(count(oct(20)) == 1);
}

// ---------------------------------------------------------------- ladders

namespace {

/// The return notice, what follows when it is not heeded, and what follows that.
policy return_plan(std::optional<int> within_days = 7) {
    rung a;
    a.mode.kind = mode_kind::in_status;
    a.mode.status = "dropout";
    a.owes = {how_owed::any_of, {"issue_return_notice"}, {"school"}};
    a.due = within(0);
    rung b;
    b.mode.kind = mode_kind::missed_deadline;
    b.mode.of_step = 1;
    b.mode.deadline_of_act = true;
    b.mode.deadline_within = within_days;
    b.mode.deadline_parameter = "b.return_within";
    b.owes = {how_owed::any_of, {"report_unreturned"}, {"school"}};
    rung c;
    c.mode.kind = mode_kind::done;
    c.mode.of_step = 2;
    c.owes = {how_owed::any_of, {"administrative_penalty", "pursue_legal_liability"}, {"township_government"}};
    policy p;
    p.id = "plan";
    rule ra = named(), rb = named(), rc = named();
    ra.ladder = ladder_rule{"return", {a}};
    rb.ladder = ladder_rule{"return", {b}};
    rc.ladder = ladder_rule{"return", {c}};
    p.clauses = {{"a", {ra}}, {"b", {rb}}, {"c", {rc}}};
    return p;
}

world left_on_7_oct() {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "dropout");
    return w;
}

}  // namespace

TEST_CASE("the notice's own deadline: reported the day after it") {
    world w = left_on_7_oct();
    act(w, "issue_return_notice", "P", oct(7), "s", oct(14));
    const auto rows = [&](day as_of) { return evaluate_layers({return_plan()}, w, as_of).obligations; };
    CHECK(rows(oct(14)).size() == 1);
    REQUIRE(rows(oct(15)).size() == 2);
    CHECK(rows(oct(15))[0].state == "met");
    CHECK(rows(oct(15))[1].triggered_on == oct(15));
    CHECK(rows(oct(15))[1].step == 2);
    act(w, "report_unreturned", "P", oct(16), "s");
    REQUIRE(rows(oct(16)).size() == 3);
    CHECK(rows(oct(16))[2].triggered_on == oct(16));
    CHECK(rows(oct(16))[2].bearers == names{"G"});

    world back = w;
    enrol(back, "s", "c1", oct(14));  // on the deadline: in time
    CHECK(evaluate_layers({return_plan()}, back, oct(30)).obligations.size() == 1);
    back.enrolments->back().from = oct(15);  // the day after
    CHECK(evaluate_layers({return_plan()}, back, oct(30)).obligations.size() == 3);
}

TEST_CASE("a notice without a deadline: the plan's days, or a gap; no notice, nothing to miss") {
    world w = left_on_7_oct();
    CHECK(evaluate_layers({return_plan()}, w, oct(30)).obligations.size() == 1);
    CHECK(evaluate_layers({return_plan()}, w, oct(30)).obligations[0].state == "missed");
    act(w, "issue_return_notice", "P", oct(9), "s");
    findings f = evaluate_layers({return_plan(7)}, w, oct(30));
    REQUIRE(f.obligations.size() == 2);
    CHECK(f.obligations[0].state == "met_late");
    CHECK(f.obligations[1].triggered_on == oct(17));  // 9 Oct and 7 days, and one
    f = evaluate_layers({return_plan(std::nullopt)}, w, oct(30));
    CHECK(f.obligations.size() == 1);
    REQUIRE(gaps_of(f, "unspecified_value").size() == 1);
    CHECK(gaps_of(f, "unspecified_value")[0].parameter == "b.return_within");
}

TEST_CASE("in_status fires once a spell, on the day it is known") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "dropout", oct(9));
    enrol(w, "s", "c1", oct(14), in_2024(11, 4), "withdrawn");
    const auto rows = evaluate_layers({return_plan()}, w, in_2024(11, 30)).obligations;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].triggered_on == oct(9));
    CHECK(rows[1].triggered_on == in_2024(11, 4));
}

TEST_CASE("a rung that follows an absence rung's missed deadline") {
    world w = school();
    enrol(w, "s");
    w.attendance->push_back({"s", oct(7), session_of_day::am, mark::unexcused});
    rung a;
    a.counts = {{unit_counted::session}};
    a.owes = {how_owed::any_of, {"home_visit"}, {"class_teacher"}};
    a.due = within(1);
    rung b;
    b.mode.kind = mode_kind::missed_deadline;
    b.mode.of_step = 1;
    b.owes = {how_owed::any_of, {"interview"}, {"school"}};
    rule r = named();
    r.ladder = ladder_rule{"l", {a, b}};
    CHECK(owed(r, w, oct(8)).size() == 1);
    REQUIRE(owed(r, w, oct(9)).size() == 2);
    CHECK(owed(r, w, oct(9))[1].triggered_on == oct(9));
    CHECK(owed(r, w, oct(9))[1].step == 2);
}

// ---------------------------------------------------------------- quotas per holder

namespace {

rule per_holder(int times, recurrence every, const std::string& role = "class_teacher") {
    rule r = named();
    r.recurring.emplace();
    r.recurring->times = times;
    r.recurring->every = every;
    r.recurring->per_holder = true;
    r.recurring->owes = {how_owed::any_of, {"home_visit"}, {role}};
    return r;
}

std::optional<obligation> row_of(const std::vector<obligation>& rows, const std::string& person, day triggered) {
    for (const obligation& o : rows)
        if (o.person == person && o.triggered_on == triggered)
            return o;
    return std::nullopt;
}

/// n visits by one person, one a day from a date on.
void visit(world& w, const std::string& who, day from, int n) {
    for (int i = 0; i < n; ++i)
        act(w, "home_visit", who, from + i, "s");
}

}  // namespace

TEST_CASE("20 visits a term: the twentieth meets it, 19 miss it") {
    world w = school();
    enrol(w, "s");
    visit(w, "T1", sep(2), 19);
    const rule r = per_holder(20, recurrence::term);
    auto row = *row_of(owed(r, w, jan(17)), "T1", sep(2));
    CHECK(row.needed == 20);
    CHECK(row.done == 19);
    CHECK(row.state == "open");  // due on the last day
    CHECK(row.due_on == jan(17));
    CHECK(row.unit.empty());
    CHECK(row.bearers == names{"T1"});
    CHECK(row_of(owed(r, w, jan(18)), "T1", sep(2))->state == "missed");
    visit(w, "T1", jan(18), 1);  // a Saturday, the day after the term
    CHECK(row_of(owed(r, w, jan(30)), "T1", sep(2))->state == "missed");
    CHECK(row_of(owed(r, w, jan(30)), "T1", sep(2))->done == 19);
    visit(w, "T1", jan(17), 1);
    row = *row_of(owed(r, w, jan(30)), "T1", sep(2));
    CHECK(row.state == "met");
    CHECK(row.met_on == jan(17));
    CHECK(owed(r, w, sep(1)).empty());  // the term has not begun
}

TEST_CASE("a quota is prorated by the days held, rounded up") {
    world w = school();
    // T1 holds c1 on Wed 4 Sep alone; S from Thu 5 Sep to Thu 12 Sep: 6 school days; V from the 13th on: 91.
    (*w.holdings)[1] = {"T1", "class_teacher", covers::unit, "c1", sep(4), sep(4)};
    w.holdings->push_back({"S", "class_teacher", covers::unit, "c1", sep(5), sep(12)});
    w.holdings->push_back({"V", "class_teacher", covers::unit, "c1", sep(13)});
    const auto rows = owed(per_holder(20, recurrence::term), w, jan(17));
    const auto t = row_of(rows, "T1", sep(4));
    REQUIRE(t);
    CHECK(t->needed == 1);  // 20 * 1 / 100 = 0.2
    CHECK(t->due_on == sep(4));
    CHECK(row_of(rows, "S", sep(5))->needed == 2);  // 20 * 6 / 100 = 1.2
    CHECK(row_of(rows, "S", sep(5))->due_on == sep(12));
    CHECK(row_of(rows, "V", sep(13))->needed == 19);  // 20 * 91 / 100 = 18.2
}

TEST_CASE("five of a hundred days are exactly one of twenty") {
    world w = school();
    (*w.holdings)[1] = {"T1", "class_teacher", covers::unit, "c1", sep(2), sep(8)};  // Mon to Sun
    const auto row = row_of(owed(per_holder(20, recurrence::term), w, jan(17)), "T1", sep(2));
    CHECK(row->needed == 1);
    CHECK(row->due_on == sep(6));  // the last school day held
}

TEST_CASE("a holding on days without school only gives no row") {
    world w = school();
    (*w.holdings)[1] = {"T1", "class_teacher", covers::unit, "c1", sep(7), sep(8)};
    CHECK_FALSE(row_of(owed(per_holder(20, recurrence::term), w, jan(30)), "T1", sep(2)));
    CHECK(owed(per_holder(20, recurrence::term), w, jan(30)).size() == 1);  // T2
}

TEST_CASE("one person over two classes owes one quota, of the days held in either") {
    world w = school();
    // T1 holds c1 in the first 40 school days (to Fri 25 Oct), c2 from Mon 14 Oct on: all 100.
    (*w.holdings)[1].until = oct(25);
    (*w.holdings)[2] = {"T1", "class_teacher", covers::unit, "c2", oct(14)};
    const auto rows = owed(per_holder(20, recurrence::term), w, jan(17));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].needed == 20);
}

TEST_CASE("what is not known yet: a post still held counts to the end of the term") {
    world w = school();
    (*w.holdings)[1].until = oct(25);
    const rule r = per_holder(20, recurrence::term);
    CHECK(row_of(owed(r, w, oct(24)), "T1", sep(2))->needed == 20);
    CHECK(row_of(owed(r, w, oct(25)), "T1", sep(2))->needed == 8);  // 40 of 100
    CHECK(row_of(owed(r, w, oct(25)), "T1", sep(2))->due_on == oct(25));
}

TEST_CASE("narrower roles bear a quota only where nobody holds the role itself there") {
    world w = school();
    w.holdings->push_back({"X", "teacher", covers::unit, "c1", 0});
    const auto rows = owed(per_holder(1, recurrence::term, "teacher"), w, sep(2));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].person == "T2");  // c2 has only a class teacher
    CHECK(rows[1].person == "X");
}

TEST_CASE("weeks: a Saturday counts, the following Monday does not") {
    world w = school();
    enrol(w, "s");
    const rule r = per_holder(1, recurrence::week);
    CHECK(row_of(owed(r, w, sep(6)), "T1", sep(2))->state == "open");
    CHECK(row_of(owed(r, w, sep(7)), "T1", sep(2))->state == "missed");
    world monday = w;
    visit(monday, "T1", sep(9), 1);
    CHECK(row_of(owed(r, monday, sep(9)), "T1", sep(2))->state == "missed");
    CHECK(row_of(owed(r, monday, sep(9)), "T1", sep(9))->state == "met");
    visit(w, "T1", sep(7), 1);
    CHECK(row_of(owed(r, w, sep(8)), "T1", sep(2))->state == "met");
    // 20 weeks in each term, and none in the holiday.
    std::size_t n = 0;
    for (const obligation& o : owed(r, w, in_2025(2, 16)))
        n += o.person == "T1" ? 1 : 0;
    CHECK(n == 20);
}

TEST_CASE("named months") {
    world w = school();
    rule r = per_holder(1, recurrence::month);
    r.recurring->months = {3, 9};
    const auto rows = owed(r, w, year_end);
    // September 2024 and March 2025, for T1 and T2.
    REQUIRE(rows.size() == 4);
    CHECK(row_of(rows, "T1", sep(2))->due_on == sep(30));
    CHECK(row_of(rows, "T1", in_2025(3, 3))->due_on == in_2025(3, 31));
}

TEST_CASE("named points: the first and the last 20 school days of a term") {
    world w = school();
    enrol(w, "s");
    rule r = per_holder(1, recurrence::point);
    r.recurring->points = {{true, 1}, {false, 2}, {true, 0}};
    auto rows = owed(r, w, year_end);
    // Term a's last four weeks begin on Mon 23 Dec; term b's first end on Fri 14 Mar, its last begin on Mon 9 Jun.
    CHECK(row_of(rows, "T1", in_2024(12, 23))->due_on == jan(17));
    CHECK(row_of(rows, "T1", in_2025(2, 17))->due_on == in_2025(3, 14));
    CHECK(row_of(rows, "T1", in_2025(6, 9))->due_on == year_end);
    visit(w, "T1", in_2025(3, 15), 1);   // a day too late
    visit(w, "T1", in_2024(12, 20), 1);  // the school day before
    rows = owed(r, w, year_end);
    CHECK(row_of(rows, "T1", in_2024(12, 23))->state == "missed");
    CHECK(row_of(rows, "T1", in_2025(2, 17))->state == "missed");
    visit(w, "T1", in_2025(3, 14), 1);
    CHECK(row_of(owed(r, w, year_end), "T1", in_2025(2, 17))->state == "met");
}

TEST_CASE("unspecified numbers and periods are gaps, not rows") {
    world w = school();
    rule r = per_holder(1, recurrence::term);
    r.recurring->times.reset();
    r.recurring->times_parameter = "k.times";
    findings f = evaluate_layers({one_rule(r)}, w, jan(17));
    CHECK(f.obligations.empty());
    CHECK(gaps_of(f, "unspecified_value")[0].parameter == "k.times");
    r.recurring->times = 1;
    r.recurring->every.reset();
    r.recurring->every_parameter = "k.period";
    f = evaluate_layers({one_rule(r)}, w, jan(17));
    CHECK(f.obligations.empty());
    CHECK(gaps_of(f, "unspecified_value")[0].parameter == "k.period");
}

TEST_CASE("acts not given: unknown once due") {
    world w = school();
    w.acts.reset();
    CHECK(row_of(owed(per_holder(1, recurrence::term), w, jan(17)), "T1", sep(2))->state == "open");
    CHECK(row_of(owed(per_holder(1, recurrence::term), w, jan(18)), "T1", sep(2))->state == "unknown");
}

TEST_CASE("a quota is judged by the text of its period's first day") {
    world w = school();
    policy p = one_rule(per_holder(20, recurrence::term));
    p.clauses.push_back({"k", {per_holder(10, recurrence::term)}});
    p.clauses[0].effective_until = sep(3);
    p.clauses[1].effective_from = sep(3);
    const auto rows = evaluate_layers({p}, w, year_end).obligations;
    CHECK(row_of(rows, "T1", sep(2))->needed == 20);
    CHECK(row_of(rows, "T1", in_2025(2, 17))->needed == 10);
    CHECK(rows.size() == 4);
}

// ---------------------------------------------------------------- quotas per subject

namespace {

rule per_subject(int times, recurrence every, const names& roles) {
    rule r = named();
    r.recurring.emplace();
    r.recurring->times = times;
    r.recurring->every = every;
    r.recurring->owes = {how_owed::any_of, {"home_visit"}, roles};
    return r;
}

}  // namespace

TEST_CASE("key students: without a teacher of their own the row stands unassigned") {
    world w = school();
    enrol(w, "s");
    w.needs->push_back({"s", "key_student", sep(4), sep(10)});
    rule r = per_subject(1, recurrence::week, {"key_student_teacher"});
    r.recurring->need = need_condition{{"key_student"}, {}};
    findings f = evaluate_layers({one_rule(r)}, w, sep(20));
    REQUIRE(f.obligations.size() == 2);  // the weeks of 2 and 9 Sep
    CHECK(f.obligations[0].triggered_on == sep(4));
    CHECK(f.obligations[0].due_on == sep(6));
    CHECK(f.obligations[0].needed == 1);  // 1 * 3 / 5
    CHECK(f.obligations[0].bearers.empty());
    CHECK(f.obligations[1].due_on == sep(10));
    CHECK(gaps_of(f, "unassigned_role").size() == 1);
    act(w, "home_visit", "T2", sep(8), "s");  // anyone with a post at the school, where nobody holds the role
    CHECK(evaluate_layers({one_rule(r)}, w, sep(20)).obligations[0].state == "met");
    w.holdings->push_back({"K", "key_student_teacher", covers::student, "s", sep(2)});
    f = evaluate_layers({one_rule(r)}, w, sep(20));
    CHECK(f.obligations[0].bearers == names{"K"});
    CHECK(f.obligations[0].state == "missed");  // T2 is not K
    CHECK(gaps_of(f, "unassigned_role").empty());
}

TEST_CASE("each dropout twice a term: one row over all spells, borne by the teacher of the class left") {
    world w = school();
    // Away 7 to 18 Oct (10 school days), and from Mon 2 Dec on (7 weeks: 35): 2 * 45 / 100 is 0.9.
    enrol(w, "s", "c1", sep(2), oct(7), "dropout");
    enrol(w, "s", "c1", oct(19), in_2024(12, 2), "withdrawn");
    rule r = per_subject(2, recurrence::term, {"class_teacher"});
    r.recurring->status = "dropout";
    auto rows = owed(r, w, in_2024(12, 1));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].due_on == oct(18));
    CHECK(rows[0].state == "missed");
    rows = owed(r, w, jan(18));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].triggered_on == oct(7));
    CHECK(rows[0].due_on == jan(17));
    CHECK(rows[0].needed == 1);
    CHECK(rows[0].bearers == names{"T1"});
    CHECK(rows[0].unit == "c1");
    rows = owed(r, w, in_2025(2, 17));  // still away: the next term's row begins
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].needed == 2);
    (*w.students)[0].birth_date = make_day(2009, 1, 10);  // 16 within the school year: to its end, not beyond
    CHECK(owed(r, w, in_2025(9, 2)).size() == 2);
    (*w.students)[0].birth_date = make_day(2009, 9, 1);  // 16 on the next year's first day: through that year
    CHECK(owed(r, w, in_2025(9, 2)).size() == 3);
    (*w.students)[0].birth_date = make_day(2009, 8, 31);  // a summer birthday: the year just ended
    CHECK(owed(r, w, in_2025(9, 2)).size() == 2);
}

TEST_CASE("pupils on the roll: prorated by the days enrolled") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(25), "graduated");  // 40 of 100 school days
    enrol(w, "late", "c2", jan(17));                    // one
    const auto rows = owed(per_subject(3, recurrence::term, {"class_teacher"}), w, jan(17));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].needed == 2);  // 1.2
    CHECK(rows[0].due_on == oct(25));
    CHECK(rows[1].needed == 1);
    CHECK(rows[1].triggered_on == jan(17));
}

TEST_CASE("about units: acts that name the unit and no pupil") {
    world w = school();
    enrol(w, "s");
    rule r = per_subject(1, recurrence::school_day, {"class_teacher"});
    r.recurring->about = "class";
    unit_act(w, "home_visit", "T1", sep(2), "c1");
    act(w, "home_visit", "T2", sep(2), "s");
    w.acts->back().unit_id = "c2";
    const auto rows = owed(r, w, sep(3));
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].state == "met");   // c1, 2 Sep
    CHECK(rows[1].state == "open");  // c1, 3 Sep
    CHECK(rows[2].state == "missed");
}

// ---------------------------------------------------------------- figures

namespace {

rule target(const std::string& indicator, figure_comparator c, long n, long d) {
    rule r = named();
    r.target.emplace();
    r.target->condition.indicator = indicator;
    r.target->condition.comparator = c;
    r.target->condition.line_numerator = n;
    r.target->condition.line_denominator = d;
    return r;
}

rule rate_at_most(long n, long d) { return target("dropout_rate", figure_comparator::at_most, n, d); }

measure_row measure(const rule& r, const world& w, day as_of) {
    const auto rows = evaluate_layers({one_rule(r)}, w, as_of).measures;
    REQUIRE_FALSE(rows.empty());
    return rows[0];
}

}  // namespace

TEST_CASE("a rate exactly at its line, and one above it") {
    world w = school();
    enrol_many(w, 50);
    leave(w, "p0", oct(7), "dropout");
    measure_row m = measure(rate_at_most(1, 50), w, year_end);
    CHECK(m.numerator == 1);
    CHECK(m.denominator == 50);
    CHECK(m.met == true);  // 1/50 is 2%
    CHECK(m.stage == "primary");
    CHECK(m.period_from == sep(2));
    CHECK(m.period_until == year_end);
    CHECK(measure(target("dropout_rate", figure_comparator::at_least, 2, 100), w, year_end).met == true);
    CHECK(measure(target("dropout_rate", figure_comparator::less_than, 2, 100), w, year_end).met == false);
    CHECK(measure(target("dropout_rate", figure_comparator::more_than, 2, 100), w, year_end).met == false);
    leave(w, "p1", oct(7), "withdrawn");
    CHECK(measure(rate_at_most(1, 50), w, year_end).met == false);
    enrol(w, "p1", "c2", year_end);  // back on the last day: one again
    CHECK(measure(rate_at_most(1, 50), w, year_end).met == true);
    CHECK(measure(rate_at_most(1, 50), w, year_end - 1).met == false);  // the day before it is not known
}

TEST_CASE("zero pupils: undefined; one pupil: all or nothing") {
    world w = school();
    findings f = evaluate_layers({one_rule(rate_at_most(1, 50))}, w, year_end);
    REQUIRE(f.measures.size() == 1);
    CHECK(f.measures[0].denominator == 0);
    CHECK_FALSE(f.measures[0].met);
    CHECK(gaps_of(f, "undefined_rate").size() == 1);
    enrol_many(w, 1);
    CHECK(measure(rate_at_most(1, 50), w, year_end).met == true);
    leave(w, "p0", year_end, "dropout");  // on the very last day
    CHECK(measure(rate_at_most(1, 50), w, year_end - 1).met == true);
    CHECK(measure(rate_at_most(1, 50), w, year_end).met == false);
    CHECK(measure(rate_at_most(1, 50), w, year_end).numerator == 1);
}

TEST_CASE("one day before, on, and after the year's end") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", in_2025(7, 5), "dropout");  // the day after the year
    CHECK_FALSE(measure(rate_at_most(0, 1), w, year_end - 1).final);
    CHECK(measure(rate_at_most(0, 1), w, year_end).final);
    CHECK(measure(rate_at_most(0, 1), w, year_end + 1).final);
    CHECK(measure(rate_at_most(0, 1), w, year_end + 1).met == true);  // not of this year
    CHECK(evaluate_layers({one_rule(rate_at_most(0, 1))}, w, next_first - 1).measures.size() == 1);
    // The next year's cohort: 9 on the roll, and p0, who left in the summer and is still away.
    const auto rows = evaluate_layers({one_rule(rate_at_most(0, 1))}, w, next_first).measures;
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].denominator == 10);
    CHECK(rows[1].numerator == 1);
    CHECK_FALSE(rows[1].final);
}

TEST_CASE("who left on the year's last day, or earlier, is not in the next cohort") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", year_end, "dropout");
    leave(w, "p1", oct(7), "dropout");
    const auto rows = evaluate_layers({one_rule(rate_at_most(0, 1))}, w, next_first).measures;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].numerator == 2);
    CHECK(rows[1].denominator == 8);
    CHECK(rows[1].numerator == 0);
}

TEST_CASE("suspended pupils count in the glossary's rate, not in dropouts") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "dropout");
    leave(w, "p1", oct(7), "suspended");
    CHECK(measure(rate_at_most(1, 5), w, year_end).numerator == 2);
    const measure_row m = measure(target("dropouts", figure_comparator::at_most, 1, 1), w, year_end);
    CHECK(m.numerator == 1);
    CHECK(m.denominator == 1);
    CHECK(m.met == true);
    CHECK_FALSE(m.formula);
}

TEST_CASE("inspection: the cohort less the roll, never below nothing") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "graduated");
    leave(w, "p1", oct(7), "died");
    w.students->at(1).died_on = oct(7);
    rule r = rate_at_most(0, 1);
    r.target->condition.formula = "inspection";
    CHECK(measure(r, w, year_end).numerator == 2);
    CHECK(measure(r, w, year_end).formula == "inspection");
    CHECK(measure(rate_at_most(0, 1), w, year_end).numerator == 0);  // neither is a dropout
    enrol(w, "q0", "c1", oct(8));
    CHECK(measure(r, w, year_end).numerator == 1);
    enrol(w, "q1", "c1", oct(8));
    enrol(w, "q2", "c1", oct(8));
    CHECK(measure(r, w, year_end).numerator == 0);
    CHECK(measure(r, w, year_end).denominator == 10);
}

TEST_CASE("retention: without completed transfers and deaths") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "dropout");
    leave(w, "p1", oct(7), "died");
    w.students->at(1).died_on = oct(7);
    leave(w, "p2", oct(7), "transferred");
    w.transfers->push_back({"t", "p2", oct(7), std::nullopt, "elsewhere"});
    leave(w, "p3", oct(7), "suspended");
    const measure_row m = measure(target("retention_rate", figure_comparator::at_least, 1, 1), w, year_end);
    CHECK(m.numerator == 7);    // 8 less the dropout
    CHECK(m.denominator == 8);  // 10 less the death and the transfer
    CHECK(m.met == false);
}

TEST_CASE("a dropout counts at the school last left") {
    world w = school();
    w.units.push_back({"other", "school", "town", "primary"});
    w.units.push_back({"o1", "class", "other"});
    enrol_many(w, 2);
    leave(w, "p0", oct(7), "graduated");
    enrol(w, "p0", "o1", oct(8), oct(14), "dropout");
    enrol(w, "q", "o1");
    const auto rows = evaluate_layers({one_rule(rate_at_most(0, 1))}, w, year_end).measures;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].unit == "other");
    CHECK(rows[0].numerator == 1);
    CHECK(rows[0].denominator == 1);  // the cohort of the first day
    CHECK(rows[1].numerator == 0);
    CHECK(rows[1].denominator == 2);
}

TEST_CASE("the previous year's figure as the line") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "dropout");                 // 2024: 9 of 10 retained
    leave(w, "p1", make_day(2025, 10, 6), "dropout");  // 2025: 8 of 9
    rule r = target("retention_rate", figure_comparator::more_than, 0, 1);
    r.target->condition.line_numerator.reset();
    r.target->condition.previous_year = true;
    const findings f = evaluate_layers({one_rule(r)}, w, make_day(2026, 7, 3));
    REQUIRE(f.measures.size() == 2);
    CHECK_FALSE(f.measures[0].met);  // no year before
    CHECK_FALSE(f.measures[0].line_numerator);
    REQUIRE(gaps_of(f, "undefined_rate").size() == 1);
    CHECK(gaps_of(f, "undefined_rate")[0].parameter == "previous_year");
    CHECK(f.measures[1].line_numerator == 9);
    CHECK(f.measures[1].line_denominator == 10);
    CHECK(f.measures[1].met == false);  // 8/9 is less than 9/10
}

TEST_CASE("an unspecified line: the figure, no verdict, and a gap") {
    world w = school();
    enrol_many(w, 10);
    rule r = rate_at_most(0, 1);
    r.target->condition.line_numerator.reset();
    r.target->condition.line_parameter = "k.threshold";
    const findings f = evaluate_layers({one_rule(r)}, w, year_end);
    REQUIRE(f.measures.size() == 1);
    CHECK(f.measures[0].denominator == 10);
    CHECK_FALSE(f.measures[0].met);
    CHECK(gaps_of(f, "unspecified_value")[0].parameter == "k.threshold");
}

TEST_CASE("a school known only by counts") {
    world w = school();
    w.enrolments.reset();
    const rule rate = rate_at_most(2, 100);
    findings f = evaluate_layers({one_rule(rate)}, w, year_end);
    REQUIRE(f.measures.size() == 1);
    CHECK_FALSE(f.measures[0].numerator);
    CHECK_FALSE(f.measures[0].met);
    CHECK(gaps_of(f, "missing_table").size() == 1);
    w.counts->push_back({"school", "2024", "dropout_rate", 3, 150});
    CHECK_FALSE(measure(rate, w, year_end - 1).numerator);  // known from the year's last day
    CHECK(measure(rate, w, year_end).met == true);          // 3/150 is 2%
    CHECK(measure(target("dropouts", figure_comparator::at_most, 3, 1), w, year_end).numerator == 3);
    const measure_row kept = measure(target("retention_rate", figure_comparator::at_least, 98, 100), w, year_end);
    CHECK(kept.numerator == 147);
    CHECK(kept.denominator == 150);
    CHECK(kept.met == true);
    w.counts->push_back({"school", "2024", "dropouts", 2, 150});  // counted itself
    CHECK(measure(target("dropouts", figure_comparator::at_most, 3, 1), w, year_end).numerator == 2);
    w.counts->front().counted_on = in_2025(6, 1);
    CHECK(measure(rate, w, in_2025(6, 1)).numerator == 3);
    w.counts->front().formula = "inspection";  // another formula than the rule's
    f = evaluate_layers({one_rule(rate)}, w, year_end);
    CHECK_FALSE(f.measures[0].numerator);
    CHECK(gaps_of(f, "missing_table").size() == 2);  // counts and enrolments
}

TEST_CASE("a school of two stages: a row for each; counts name none") {
    world w = school();
    w.units[2].stage.reset();
    w.units[3].stage = "primary";
    w.units[4].stage = "junior_middle";
    enrol(w, "a", "c1", sep(2), oct(7), "dropout");
    enrol(w, "b", "c1");
    enrol(w, "c", "c2");
    w.counts->push_back({"school", "2024", "dropout_rate", 3, 150});
    const findings f = evaluate_layers({one_rule(rate_at_most(0, 1))}, w, year_end);
    REQUIRE(f.measures.size() == 2);
    CHECK(f.measures[0].stage == "junior_middle");
    CHECK(f.measures[0].denominator == 1);
    CHECK(f.measures[0].numerator == 0);
    CHECK(f.measures[1].denominator == 2);
    CHECK(f.measures[1].numerator == 1);
    CHECK(gaps_of(f, "missing_table").size() == 1);
    rule r = rate_at_most(0, 1);
    r.applies_to.stages = {"primary"};
    CHECK(evaluate_layers({one_rule(r)}, w, year_end).measures.size() == 1);
}

// ---------------------------------------------------------------- money

namespace {

/// 200 CNY for each dropout where the rate is 2% or more.
rule charge(paid_each each = paid_each::pupil) {
    rule r = named();
    r.incentive.emplace();
    r.incentive->condition.comparator = figure_comparator::at_least;
    r.incentive->condition.line_numerator = 2;
    r.incentive->condition.line_denominator = 100;
    r.incentive->amount_fen = 20000;
    r.incentive->each = each;
    r.incentive->payer_role = "school";
    return r;
}

std::vector<consequence_row> consequences(const rule& r, const world& w, day as_of = year_end) {
    return evaluate_layers({one_rule(r)}, w, as_of).consequences;
}

}  // namespace

TEST_CASE("a charge: nothing below the line, every dropout at it, final years only") {
    world w = school();
    enrol_many(w, 50);
    CHECK(consequences(charge(), w).empty());
    leave(w, "p0", oct(7), "dropout");
    CHECK(consequences(charge(), w, year_end - 1).empty());
    auto rows = consequences(charge(), w);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].kind == "charge");
    CHECK(rows[0].amount_fen == 20000);
    CHECK(rows[0].unit == "school");
    CHECK(rows[0].payer_role == "school");
    CHECK(evaluate_layers({one_rule(charge())}, w, year_end).measures.size() == 1);
    enrol(w, "p50");  // 1/51 is below 2%
    CHECK(consequences(charge(), w).empty());
}

TEST_CASE("a charge for those above the line only") {
    world w = school();
    enrol_many(w, 74);
    for (const std::string s : {"p0", "p1", "p2"})
        leave(w, s, oct(7), "dropout");
    CHECK(consequences(charge(), w)[0].amount_fen == 60000);
    // 2% of 74 is 1.48: one is within the line, two are above it.
    CHECK(consequences(charge(paid_each::pupil_over_line), w)[0].amount_fen == 40000);
    CHECK(consequences(charge(paid_each::whole), w)[0].amount_fen == 20000);
}

TEST_CASE("a charge of nothing is no row; an amount that is not given is a gap") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "suspended");  // in the rate, not among the dropouts
    CHECK(consequences(charge(), w).empty());
    leave(w, "p0", oct(7), "dropout");
    rule r = charge();
    r.incentive->amount_fen.reset();
    r.incentive->amount_parameter = "k.amount";
    const findings f = evaluate_layers({one_rule(r)}, w, year_end);
    CHECK(f.consequences.empty());
    CHECK(gaps_of(f, "unspecified_value")[0].parameter == "k.amount");
}

TEST_CASE("split: largest remainder, ties to the earlier") {
    using parts = std::vector<long>;
    CHECK(split(101, {{1, 2}, {1, 2}}) == parts{51, 50});
    CHECK(split(100, {{1, 3}, {2, 3}}) == parts{33, 67});  // 33.3 and 66.7
    CHECK(split(100, {{1, 3}, {1, 3}, {1, 3}}) == parts{34, 33, 33});
    CHECK(split(200, {{1, 3}, {1, 3}, {1, 3}}) == parts{67, 67, 66});
    CHECK(split(1, {{1, 7}, {6, 7}}) == parts{0, 1});
    CHECK(split(7, {{1, 1}}) == parts{7});
}

TEST_CASE("shares: rows beside the whole amount; several holders split a share") {
    world w = school();
    w.units.insert(w.units.begin() + 1, {"central", "central_school", "town"});
    w.units[3].parent_id = "central";
    w.holdings->push_back({"L1", "central_school_leader", covers::unit, "central", 0});
    w.holdings->push_back({"L2", "central_school_leader", covers::unit, "central", 0});
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "dropout");
    rule r = charge();
    r.incentive->amount_fen = 100;
    rule shares = named();
    shares.incentive.emplace();
    shares.incentive->shares_of = {"k"};
    shares.incentive->roles = {"principal", "central_school_leader"};
    shares.incentive->shares = {{1, 4}, {3, 4}};
    policy p = one_rule(r);
    p.clauses.push_back({"k2", {shares}});
    auto rows = evaluate_layers({p}, w, year_end).consequences;
    // 25 for the principal; 75 for two: 37.5 each, the odd fen to the first.
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].amount_fen == 100);
    CHECK(rows[1].person == "L1");
    CHECK(rows[1].amount_fen == 38);
    CHECK(rows[2].amount_fen == 37);
    CHECK(rows[3].person == "P");
    CHECK(rows[3].amount_fen == 25);
    CHECK(rows[3].part_of == "k/r");
    CHECK(rows[3].payer_role == "principal");

    // On the year's last day nobody leads the central school: the part stands without a person.
    for (holding_row& h : *w.holdings)
        if (h.role == "central_school_leader")
            h.until = year_end - 1;
    findings f = evaluate_layers({p}, w, year_end);
    REQUIRE(f.consequences.size() == 3);
    CHECK_FALSE(f.consequences[1].person);
    CHECK(f.consequences[1].amount_fen == 75);
    REQUIRE(gaps_of(f, "unassigned_role").size() == 1);
    CHECK(gaps_of(f, "unassigned_role")[0].from == year_end);

    p.clauses[1].rules[0].incentive->shares.clear();
    p.clauses[1].rules[0].incentive->shares_parameter = "k2.shares";
    f = evaluate_layers({p}, w, year_end);
    CHECK(f.consequences.size() == 1);
    CHECK(gaps_of(f, "unspecified_value")[0].parameter == "k2.shares");
}

TEST_CASE("a veto: a row for each holder at that unit on the last day, and what it forfeits") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "dropout");
    rule veto = named();
    veto.veto.emplace();
    veto.veto->condition.indicator = "dropouts";
    veto.veto->condition.unit_kind = "class";
    veto.veto->condition.comparator = figure_comparator::at_least;
    veto.veto->condition.line_numerator = 1;
    veto.veto->roles = {"class_teacher", "responsible_person"};
    veto.veto->forfeits = {"advanced_class", "merit_rating"};
    rule honour = named();
    honour.incentive.emplace();
    honour.incentive->effect = effect_kind::honour;
    honour.incentive->honours = {"advanced_class"};
    honour.incentive->condition = veto.veto->condition;
    honour.incentive->condition.comparator = figure_comparator::at_most;
    policy p = one_rule(veto);
    p.clauses.push_back({"k2", {honour}});
    CHECK(evaluate_layers({p}, w, year_end - 1).consequences.empty());
    findings f = evaluate_layers({p}, w, year_end);
    REQUIRE(f.consequences.size() == 3);
    CHECK(f.consequences[0].kind == "veto");
    CHECK(f.consequences[0].unit == "c1");
    CHECK(f.consequences[0].person == "T1");
    CHECK(f.consequences[1].kind == "honour");  // 1 dropout, and at most 1 is honoured
    CHECK(f.consequences[1].vetoed_by == "k/r/T1");
    CHECK_FALSE(f.consequences[2].vetoed_by);  // c2
    CHECK(f.measures.size() == 2);             // of the honour's condition alone

    p.clauses[1].rules[0].incentive->honours = {"no_dropout_class"};
    f = evaluate_layers({p}, w, year_end);
    CHECK_FALSE(f.consequences[1].vetoed_by);  // not what the veto forfeits

    (*w.holdings)[1].until = year_end - 1;  // nobody holds either role at c1 on the last day
    f = evaluate_layers({p}, w, year_end);
    CHECK_FALSE(f.consequences[0].person);
    CHECK(gaps_of(f, "unassigned_role").size() == 2);  // one for each role

    rule with = named();
    with.veto.emplace();
    with.veto->with = "k";
    with.veto->roles = {"class_teacher"};
    with.veto->forfeits = {"model_rating"};
    p.clauses.push_back({"k3", {with}});
    f = evaluate_layers({p}, w, year_end);
    CHECK(f.consequences.back().forfeits == names{"model_rating"});
    CHECK(f.consequences.back().unit == "c1");
}

// ---------------------------------------------------------------- layers

TEST_CASE("equal duties of two layers are one, with the earlier deadline") {
    world w = school();
    enrol(w, "s", "c1", sep(2), oct(7), "dropout");
    const auto layer = [](const std::string& id, due_rule due) {
        policy p = one_rule(duty(event::dropout, {"report_dropout"}, {"school"}, due), id + "-k");
        p.id = id;
        return p;
    };
    auto rows = evaluate_layers({layer("town", within(5)), layer("school", within(2))}, w, oct(20)).obligations;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].policy == "school");
    CHECK(rows[0].due_on == oct(9));
    CHECK(rows[0].also == names{"town/town-k/r"});
    rows = evaluate_layers({layer("town", within(5)), layer("school", within(5))}, w, oct(20)).obligations;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].policy == "town");  // a tie goes to the upper layer
    rows = evaluate_layers({layer("town", {}), layer("school", within(5))}, w, oct(20)).obligations;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].policy == "school");  // no deadline is latest
    // Another role: another duty.
    policy other = layer("school", within(5));
    other.clauses[0].rules[0].duty->owes.roles = {"class_teacher"};
    CHECK(evaluate_layers({layer("town", {}), other}, w, oct(20)).obligations.size() == 2);
}

TEST_CASE("a trigger is judged by the text of its date, a figure by that of the year's last day") {
    world w = school();
    enrol_many(w, 10);
    leave(w, "p0", oct(7), "dropout");
    policy p = one_rule(duty(event::dropout, {"report_dropout"}, {"school"}, within(2)));
    p.clauses.push_back({"k", {duty(event::dropout, {"report_dropout"}, {"school"}, within(5))}});
    p.clauses[0].effective_until = oct(7);
    p.clauses[1].effective_from = oct(7);
    auto rows = evaluate_layers({p}, w, oct(20)).obligations;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].due_on == oct(12));
    policy q = one_rule(rate_at_most(1, 10));
    q.clauses[0].effective_until = year_end;
    CHECK(evaluate_layers({q}, w, oct(20)).measures.empty());
    q.clauses[0].effective_until = year_end + 1;
    CHECK(evaluate_layers({q}, w, oct(20)).measures.size() == 1);
}

TEST_CASE("a rule for pupils without a need, and needs not given") {
    world w = school();
    enrol(w, "a", "c1", sep(2), oct(7), "dropout");
    enrol(w, "b", "c1", sep(2), oct(7), "dropout");
    w.needs->push_back({"a", "migrant_child", sep(2), oct(6)});
    w.needs->push_back({"b", "migrant_child", sep(2), oct(7)});
    rule r = duty(event::dropout, {"report_dropout"}, {"school"});
    r.applies_to.unless = need_condition{{"migrant_child"}, {}};
    REQUIRE(owed(r, w, oct(20)).size() == 1);
    CHECK(owed(r, w, oct(20))[0].student == "a");
    w.needs.reset();
    CHECK(owed(r, w, oct(20)).empty());
}
