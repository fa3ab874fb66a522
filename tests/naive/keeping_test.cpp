// SPDX-License-Identifier: Apache-2.0

// Pledges, committees, registers, entitlements, prohibitions and the later events of duties. Every expectation is
// worked out by hand beside it.
//
// The days used (Monday to Friday, no days off):
//   school year 2024: term a Mon 2 Sep 2024 to Fri 17 Jan 2025, term b Mon 17 Feb to Fri 4 Jul 2025

#include "layers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace naive;

namespace {

day sep(int d) { return make_day(2024, 9, d); }
day oct(int d) { return make_day(2024, 10, d); }
const day term_end = make_day(2025, 1, 17);
const day year_end = make_day(2025, 7, 4);

/// A primary school with two classes; principal P, class teachers T1 and T2, a government G; every table given.
world school() {
    world w;
    w.registers = register_mode::exceptions;
    w.terms = {{"a", "2024", sep(2), term_end}, {"b", "2024", make_day(2025, 2, 17), year_end}};
    w.units = {{"town", "township"},
               {"village", "village", "town"},
               {"school", "school", "town", "primary", "village"},
               {"c1", "class", "school"},
               {"c2", "class", "school"}};
    w.holdings = std::vector<holding_row>{{"P", "principal", covers::unit, "school", 0},
                                          {"T1", "class_teacher", covers::unit, "c1", 0},
                                          {"T2", "class_teacher", covers::unit, "c2", 0},
                                          {"G", "township_government", covers::unit, "town", 0}};
    w.parties = std::vector<party_row>{{"stranger", "person"}, {"mill", "employer"}};
    w.days.emplace();
    w.students = std::vector<student_row>{{"s"}};
    w.enrolments = std::vector<enrolment_row>{{"s", "c1", sep(2)}};
    w.registrations.emplace();
    w.attendance.emplace();
    w.acts.emplace();
    w.needs.emplace();
    w.transfers.emplace();
    w.counts.emplace();
    w.incidents.emplace();
    w.pledges.emplace();
    w.records.emplace();
    return w;
}

void act(world& w, const std::string& kind, const std::string& actor, day d, const std::string& student,
         std::optional<std::string> object = {}) {
    act_row a{"a" + std::to_string(w.acts->size()), d, kind, actor};
    if (!student.empty())
        a.student_id = student;
    a.object = object;
    w.acts->push_back(a);
}

void record(world& w, const std::string& in, const std::string& keeper, std::optional<day> completed,
            std::optional<std::string> refers_to = {}) {
    w.records->push_back(
        {"r" + std::to_string(w.records->size()), in, keeper, "s", std::nullopt, sep(1), completed, refers_to});
}

due_rule within(int n) {
    due_rule d;
    d.kind = due_kind::within;
    d.n = n;
    return d;
}

policy of(const rule& r) {
    policy p;
    clause c;
    c.id = "k";
    c.rules = {r};
    p.clauses = {c};
    p.id = "p";
    return p;
}

findings run(const rule& r, const world& w, day as_of) { return evaluate_layers({of(r)}, w, as_of); }

/// Obligations as "who student-or-unit trigger due state met", days since 1 September 2024.
std::string shown(std::optional<day> d) { return d ? std::to_string(*d - sep(1) + 1) : "-"; }

std::vector<std::string> owed(const findings& f) {
    std::vector<std::string> out;
    for (const obligation& o : f.obligations) {
        std::string line = o.role + " {";
        for (const std::string& b : o.bearers)
            line += b;
        out.push_back(line + "} " + (o.student.empty() ? o.unit : o.student) + " " + shown(o.triggered_on) + " " +
                      shown(o.due_on) + " " + o.state + " " + shown(o.met_on));
    }
    return out;
}

std::vector<std::string> gaps(const findings& f) {
    std::vector<std::string> out;
    for (const gap& g : f.gaps)
        out.push_back(g.kind + " " + g.unit.value_or("-") + " " + g.role.value_or("-") + " " + g.person.value_or("-") +
                      " " + g.parameter.value_or("-") + " " + shown(g.from) + " " + shown(g.until));
    return out;
}

std::vector<std::string> entitled(const findings& f) {
    std::vector<std::string> out;
    for (const entitlement_row& e : f.entitlements)
        out.push_back(e.student + " " + e.benefit + " " + shown(e.from) + " " + shown(e.due_on) + " " + e.state + " " +
                      shown(e.met_on));
    return out;
}

std::vector<std::string> breached(const findings& f) {
    std::vector<std::string> out;
    for (const breach_row& b : f.breaches)
        out.push_back(b.conduct + " " + b.role + " " + b.person + " " + (b.student.empty() ? "-" : b.student) + " " +
                      b.unit + " " + shown(b.on) + " " + b.sanction.value_or("-"));
    return out;
}

using lines = std::vector<std::string>;

rule pledge_rule_of(const std::string& from, const std::string& to, const std::string& about, recurrence every) {
    rule r;
    r.id = "r";
    r.pledge.emplace();
    r.pledge->pairs = {{from, to, about}};
    r.pledge->every = every;
    return r;
}

rule duty_on(event on) {
    rule r;
    r.id = "r";
    r.duty.emplace();
    r.duty->on = on;
    r.duty->owes = {how_owed::any_of, {"interview"}, {"class_teacher"}};
    r.duty->due = within(3);
    return r;
}

rule record_on(event on, const std::string& in) {
    rule r;
    r.id = "r";
    r.record.emplace();
    r.record->on = on;
    r.record->in = in;
    r.record->roles = {"school"};
    r.record->due = within(5);
    return r;
}

rule entitlement_to(const std::string& benefit, const std::string& need) {
    rule r;
    r.id = "r";
    r.entitlement.emplace();
    r.entitlement->benefit = benefit;
    if (!need.empty())
        r.entitlement->need = need_condition{{need}, {}};
    r.entitlement->roles = {"school"};
    r.entitlement->due = within(10);
    return r;
}

rule barred(const std::vector<std::string>& conduct, const std::vector<std::string>& roles) {
    rule r;
    r.id = "r";
    r.prohibition.emplace();
    r.prohibition->conduct = conduct;
    r.prohibition->roles = roles;
    return r;
}

void incident(world& w, const std::string& conduct, const std::string& actor, day d, std::optional<day> verified,
              std::optional<std::string> student = "s") {
    incident_row r{"i" + std::to_string(w.incidents->size()), d, conduct, actor, student, std::nullopt, verified};
    if (!student)
        r.unit_id = "school";
    w.incidents->push_back(r);
}

}  // namespace

// ---------------------------------------------------------------- pledges

TEST_CASE("a pledge is signed once a period for each unit, by both, in either order") {
    world w = school();
    w.pledges->push_back({"T1", "P", "class_teacher", "principal", "c1", std::nullopt, sep(10)});
    const rule r = pledge_rule_of("principal", "class_teacher", "class", recurrence::term);
    // Term a: its first school day is Monday 2 September, its last Friday 17 January (139th day from 1 September).
    CHECK(owed(run(r, w, sep(20))) == lines{"principal {P} c1 2 139 met 10", "principal {P} c2 2 139 open -"});
    CHECK(owed(run(r, w, sep(9))) == lines{"principal {P} c1 2 139 open -", "principal {P} c2 2 139 open -"});
    // A day after the last one, nobody has signed for c2.
    CHECK(owed(run(r, w, term_end + 1)) == lines{"principal {P} c1 2 139 met 10", "principal {P} c2 2 139 missed -"});
    CHECK(run(r, w, sep(20)).obligations.front().recipient_role == "class_teacher");
}

TEST_CASE("who signs must hold the role for that unit, and the pledge names it or nothing") {
    const rule r = pledge_rule_of("principal", "class_teacher", "class", recurrence::term);
    world w = school();
    w.pledges->push_back({"P", "T2", "principal", "class_teacher", "c1", std::nullopt, sep(10)});  // T2 is not of c1
    w.pledges->push_back({"P", "T1", "principal", "class_teacher", "school", std::nullopt, sep(11)});
    w.pledges->push_back({"P", "T2", "principal", "class_teacher", std::nullopt, std::nullopt, sep(12)});
    CHECK(owed(run(r, w, sep(20))) == lines{"principal {P} c1 2 139 open -", "principal {P} c2 2 139 met 12"});
}

TEST_CASE("a pupil's pledge begins on the first school day on the roll, the month's on its own") {
    world w = school();
    (*w.enrolments)[0].from = sep(12);  // a Thursday
    const rule r = pledge_rule_of("class_teacher", "parent", "student", recurrence::month);
    w.holdings->push_back({"M", "parent", covers::student, "s", 0});
    w.pledges->push_back({"T1", "M", "class_teacher", "parent", std::nullopt, "s", sep(30)});
    // September: from the 12th to Monday the 30th. October: from Tuesday the 1st to Thursday the 31st (days 31 and 61).
    CHECK(owed(run(r, w, oct(10))) == lines{"class_teacher {T1} s 12 30 met 30", "class_teacher {T1} s 31 61 open -"});
}

TEST_CASE("a pledge without its pairs or its period is a gap; without the table, unknown") {
    world w = school();
    rule r = pledge_rule_of("principal", "class_teacher", "class", recurrence::term);
    r.pledge->every.reset();
    r.pledge->every_parameter = "k.period";
    CHECK(owed(run(r, w, sep(20))).empty());
    CHECK(gaps(run(r, w, sep(20))) == lines{"unspecified_value - - - k.period - -"});
    r.pledge->pairs.clear();
    r.pledge->pairs_parameter = "k.pairs";
    CHECK(gaps(run(r, w, sep(20))) ==
          lines{"unspecified_value - - - k.pairs - -", "unspecified_value - - - k.period - -"});
    w.pledges.reset();
    r = pledge_rule_of("principal", "class_teacher", "class", recurrence::term);
    CHECK(owed(run(r, w, term_end + 1)) ==
          lines{"principal {P} c1 2 139 unknown -", "principal {P} c2 2 139 unknown -"});
    CHECK(gaps(run(r, w, term_end + 1)) == lines{"missing_table - - - pledges - -"});
}

// ---------------------------------------------------------------- committees

TEST_CASE("an empty seat is a hole, from the unit's first term on") {
    world w = school();
    rule r;
    r.id = "r";
    r.committee.emplace();
    r.committee->at = "school";
    r.committee->seats = {{"leading_group_head", std::nullopt}};
    w.holdings->push_back({"P", "leading_group_head", covers::unit, "school", sep(10), sep(12)});
    CHECK(gaps(run(r, w, sep(20))) == lines{"unassigned_role school leading_group_head - - 2 9",
                                            "unassigned_role school leading_group_head - - 13 -"});
    // On the 11th the end is not known yet, nor would the hole be on the 12th.
    CHECK(gaps(run(r, w, sep(11))) == lines{"unassigned_role school leading_group_head - - 2 9"});
}

TEST_CASE("a seat for every holder of a role: a hole for each who does not take it") {
    world w = school();
    rule r;
    r.id = "r";
    r.committee.emplace();
    r.committee->at = "school";
    r.committee->seats = {{"leading_group_member", "class_teacher"}};
    w.holdings->push_back({"T1", "leading_group_member", covers::unit, "school", sep(5)});
    CHECK(gaps(run(r, w, sep(20))) == lines{"unassigned_role school leading_group_member T1 - 2 4",
                                            "unassigned_role school leading_group_member T2 - 2 -"});
    // No class teacher at all: once, until somebody sits there whoever it is.
    w.holdings->erase(w.holdings->begin() + 1, w.holdings->begin() + 3);
    CHECK(gaps(run(r, w, sep(20))) == lines{"unassigned_role school leading_group_member - - 2 4"});
}

// ---------------------------------------------------------------- entitlements

TEST_CASE("an entitlement begins on the day of the need and is met by a grant of that benefit") {
    world w = school();
    w.needs->push_back({"s", "economic_hardship", sep(9), std::nullopt});
    const rule r = entitlement_to("fee_reduction", "economic_hardship");
    CHECK(entitled(run(r, w, sep(8))).empty());
    CHECK(entitled(run(r, w, sep(19))) == lines{"s fee_reduction 9 19 open -"});
    CHECK(entitled(run(r, w, sep(20))) == lines{"s fee_reduction 9 19 missed -"});
    act(w, "grant_benefit", "P", sep(10), "s", "help");                  // another benefit
    act(w, "grant_benefit", "stranger", sep(11), "s", "fee_reduction");  // nobody of the school
    act(w, "grant_benefit", "P", sep(8), "s", "fee_reduction");          // before the need
    CHECK(entitled(run(r, w, sep(20))) == lines{"s fee_reduction 9 19 missed -"});
    act(w, "grant_benefit", "T1", sep(19), "s", "fee_reduction");
    CHECK(entitled(run(r, w, sep(20))) == lines{"s fee_reduction 9 19 met 19"});
    w.acts->back().date = sep(20);
    CHECK(entitled(run(r, w, sep(20))) == lines{"s fee_reduction 9 19 met_late 20"});
    w.acts.reset();
    CHECK(entitled(run(r, w, sep(20))) == lines{"s fee_reduction 9 19 unknown -"});
    CHECK(gaps(run(r, w, sep(20))) == lines{"missing_table - - - acts - -"});
}

TEST_CASE("a helping pair is met by whoever helps on any day from then on; a listed act meets too; a stop ends it") {
    world w = school();
    w.needs->push_back({"s", "academic_difficulty", sep(9), std::nullopt});
    rule r = entitlement_to("helping_pair", "academic_difficulty");
    r.entitlement->held = "helping_teacher";
    w.holdings->push_back({"T2", "helping_teacher", covers::student, "s", sep(2), sep(8)});  // over by then
    CHECK(entitled(run(r, w, sep(15))) == lines{"s helping_pair 9 19 open -"});
    w.holdings->back().until = sep(9);
    CHECK(entitled(run(r, w, sep(15))) == lines{"s helping_pair 9 19 met 9"});
    w.holdings->back().from = sep(12);
    w.holdings->back().until.reset();
    CHECK(entitled(run(r, w, sep(15))) == lines{"s helping_pair 9 19 met 12"});
    r.entitlement->acts = {"study_guidance"};
    act(w, "study_guidance", "T1", sep(11), "s");
    CHECK(entitled(run(r, w, sep(15))) == lines{"s helping_pair 9 19 met 11"});
    r.entitlement->held.reset();
    r.entitlement->stops.exit = true;
    w.acts->clear();
    (*w.enrolments)[0].until = sep(13);
    (*w.enrolments)[0].exit = "dropout";
    CHECK(entitled(run(r, w, sep(15))) == lines{"s helping_pair 9 19 lapsed -"});
}

TEST_CASE("without a need everybody is entitled from the first enrolment; of several needs the last one's day counts") {
    world w = school();
    CHECK(entitled(run(entitlement_to("help", ""), w, sep(3))) == lines{"s help 2 12 open -"});
    rule r = entitlement_to("help", "");
    r.entitlement->need = need_condition{{}, {"academic_difficulty", "economic_hardship"}};
    w.needs->push_back({"s", "economic_hardship", sep(9), sep(20)});
    w.needs->push_back({"s", "academic_difficulty", sep(11), sep(13)});
    w.needs->push_back({"s", "academic_difficulty", sep(16), std::nullopt});
    CHECK(entitled(run(r, w, sep(18))) == lines{"s help 11 21 open -", "s help 16 26 open -"});
}

// ---------------------------------------------------------------- prohibitions

TEST_CASE("only a verified incident is a breach, of its day, by somebody who has the role") {
    world w = school();
    rule r = barred({"corporal_punishment"}, {"teacher"});
    r.prohibition->sanction.text = "dismissal";
    incident(w, "corporal_punishment", "T2", sep(10), sep(15));
    incident(w, "corporal_punishment", "T1", sep(11), std::nullopt);
    incident(w, "corporal_punishment", "P", sep(12), sep(13));  // has a role, not this one
    incident(w, "verbal_abuse", "T1", sep(12), sep(13));
    CHECK(breached(run(r, w, sep(14))).empty());
    CHECK(breached(run(r, w, sep(15))) == lines{"corporal_punishment teacher T2 s c1 10 dismissal"});
    CHECK(gaps(run(r, w, sep(15))).empty());
    w.incidents.reset();
    CHECK(gaps(run(r, w, sep(15))) == lines{"missing_table - - - incidents - -"});
}

TEST_CASE("an actor without any role, or the pupil concerned: no breach, and a gap") {
    world w = school();
    const rule r = barred({"arbitrary_charge"}, {"school"});
    incident(w, "arbitrary_charge", "stranger", sep(10), sep(10));
    incident(w, "arbitrary_charge", "s", sep(11), sep(11));
    const findings f = run(r, w, sep(15));
    CHECK(breached(f).empty());
    CHECK(f.gaps.size() == 2);
    // Of a body: any of its people, the unit in its own name; and a party of that kind.
    incident(w, "arbitrary_charge", "T1", sep(12), sep(12));
    incident(w, "arbitrary_charge", "school", sep(13), sep(13), std::nullopt);
    CHECK(breached(run(r, w, sep(15))) ==
          lines{"arbitrary_charge school T1 s c1 12 -", "arbitrary_charge school  - school 13 -"});
    incident(w, "hiring_dropout", "mill", sep(12), sep(12));
    CHECK(breached(run(barred({"hiring_dropout"}, {"employer"}), w, sep(15))) ==
          lines{"hiring_dropout employer mill s c1 12 -"});
}

TEST_CASE("a repetition escalates; an open sanction is a gap") {
    world w = school();
    rule r = barred({"discrimination"}, {"teacher"});
    r.prohibition->sanction.parameter = "k.sanction";
    r.prohibition->again.emplace();
    r.prohibition->again->times = 3;
    r.prohibition->again->sanction.text = "worse";
    incident(w, "discrimination", "T1", sep(12), sep(13));
    incident(w, "discrimination", "T1", sep(10), sep(14));
    incident(w, "discrimination", "T2", sep(11), sep(14));
    incident(w, "discrimination", "T1", sep(13), sep(13));
    CHECK(breached(run(r, w, sep(15))) ==
          lines{"discrimination teacher T1 s c1 10 -", "discrimination teacher T1 s c1 12 -",
                "discrimination teacher T1 s c1 13 worse", "discrimination teacher T2 s c1 11 -"});
    CHECK(gaps(run(r, w, sep(15))) == lines{"unspecified_value - - - k.sanction - -"});
    // On the 13th the one of the 10th is not verified: the third has not come.
    CHECK(breached(run(r, w, sep(13))) ==
          lines{"discrimination teacher T1 s c1 12 -", "discrimination teacher T1 s c1 13 -"});
}

TEST_CASE("towards pupils who came back, only") {
    world w = school();
    rule r = barred({"discrimination"}, {"teacher"});
    r.prohibition->returned = true;
    incident(w, "discrimination", "T1", sep(5), sep(5));
    incident(w, "discrimination", "T1", sep(20), sep(20));
    CHECK(breached(run(r, w, sep(25))).empty());
    (*w.enrolments)[0].until = sep(9);
    (*w.enrolments)[0].exit = "dropout";
    w.enrolments->push_back({"s", "c2", sep(16)});
    CHECK(breached(run(r, w, sep(25))) == lines{"discrimination teacher T1 s c2 20 -"});
}

TEST_CASE("all of it by one actor within a year, and a target that is finally not met") {
    world w = school();
    rule target;
    target.id = "t";
    target.target.emplace();
    target.target->condition.line_numerator = 0;
    rule r = barred({"dereliction", "no_practical_measures"}, {"teacher"});
    r.prohibition->together = true;
    r.prohibition->unmet = {"k1"};
    policy p;
    p.clauses = {{"k1", {target}}, {"k2", {r}}};
    incident(w, "dereliction", "T1", sep(10), sep(10), std::nullopt);
    incident(w, "no_practical_measures", "T2", sep(11), sep(11), std::nullopt);
    const auto on = [&](day d) { return breached(evaluate_layers({p}, w, d)); };
    (*w.enrolments)[0].until = oct(1);
    (*w.enrolments)[0].exit = "dropout";  // 1 of 1: above the line
    CHECK(on(year_end).empty());
    incident(w, "no_practical_measures", "T1", oct(11), oct(11), std::nullopt);
    CHECK(on(year_end - 1).empty());  // not final
    CHECK(on(year_end) ==
          lines{"dereliction teacher T1 - school 10 -", "no_practical_measures teacher T1 - school 41 -"});
    (*w.enrolments)[0].until.reset();
    (*w.enrolments)[0].exit.reset();
    CHECK(on(year_end).empty());  // met
}

// ---------------------------------------------------------------- registers

TEST_CASE("an entry of a register is complete on a day from the trigger on, kept by whoever could act") {
    world w = school();
    (*w.enrolments)[0].until = sep(10);
    (*w.enrolments)[0].exit = "dropout";
    const rule r = record_on(event::dropout, "dropout");
    CHECK(owed(run(r, w, sep(15))) == lines{"school {P} s 10 15 open -"});
    record(w, "dropout", "P", sep(9));          // before
    record(w, "dropout", "stranger", sep(11));  // nobody of the school
    record(w, "transfer_out", "P", sep(11));    // another register
    record(w, "dropout", "P", std::nullopt);    // opened, not complete
    CHECK(owed(run(r, w, sep(16))) == lines{"school {P} s 10 15 missed -"});
    record(w, "dropout", "T2", sep(16));
    CHECK(owed(run(r, w, sep(16))) == lines{"school {P} s 10 15 met_late 16"});
    CHECK(run(r, w, sep(16)).obligations.front().acts == lines{"keep_record"});
    w.records.reset();
    CHECK(owed(run(r, w, sep(16))) == lines{"school {P} s 10 15 unknown -"});
    CHECK(gaps(run(r, w, sep(16))) == lines{"missing_table - - - records - -"});
}

TEST_CASE("the entry of an act refers to it") {
    world w = school();
    rule r = record_on(event::act_done, "home_visit");
    r.record->act = "home_visit";
    act(w, "home_visit", "T1", sep(10), "s");
    record(w, "home_visit", "P", sep(11));
    CHECK(owed(run(r, w, sep(12))) == lines{"school {P} s 10 15 open -"});
    record(w, "home_visit", "P", sep(12), "a0");
    CHECK(owed(run(r, w, sep(12))) == lines{"school {P} s 10 15 met 12"});
    act(w, "home_visit", "P", sep(10), "s");  // a second visit on that day has an entry of its own
    CHECK(owed(run(r, w, sep(12))) == lines{"school {P} s 10 15 met 12", "school {P} s 10 15 open -"});
}

// ---------------------------------------------------------------- events

TEST_CASE("entries: new and by transfer") {
    world w = school();
    (*w.enrolments)[0].entry = "new";
    w.students->push_back({"u"});
    w.enrolments->push_back({"u", "c2", sep(5), std::nullopt, "transfer_in"});
    CHECK(owed(run(duty_on(event::entered), w, sep(6))) == lines{"class_teacher {T1} s 2 5 missed -"});
    CHECK(owed(run(duty_on(event::transferred_in), w, sep(6))) == lines{"class_teacher {T2} u 5 8 open -"});
}

TEST_CASE("leaving: a transfer, a suspension, a graduation, on the day each is known") {
    world w = school();
    (*w.enrolments)[0].until = sep(10);
    (*w.enrolments)[0].exit = "transferred";
    (*w.enrolments)[0].noted_on = sep(12);
    w.transfers->push_back({"t", "s", sep(10), sep(12), std::nullopt});
    CHECK(owed(run(duty_on(event::transferred_out), w, sep(11))).empty());
    CHECK(owed(run(duty_on(event::transferred_out), w, sep(12))) == lines{"class_teacher {T1} s 12 15 open -"});
    w.enrolments->push_back({"s", "c2", sep(12)});  // back by then
    CHECK(owed(run(duty_on(event::transferred_out), w, sep(12))).empty());
    w.enrolments->pop_back();
    w.transfers.reset();
    CHECK(owed(run(duty_on(event::transferred_out), w, sep(12))).empty());

    w.transfers.emplace();
    (*w.enrolments)[0].exit = "suspended";
    CHECK(owed(run(duty_on(event::suspended), w, sep(12))) == lines{"class_teacher {T1} s 12 15 open -"});
    (*w.enrolments)[0].exit = "graduated";
    CHECK(owed(run(duty_on(event::suspended), w, sep(12))).empty());
    CHECK(owed(run(duty_on(event::graduated), w, sep(12))) == lines{"class_teacher {T1} s 12 15 open -"});
}

TEST_CASE("an act brings about a duty: of its pupil, or of the unit that it is about") {
    world w = school();
    rule r = duty_on(event::act_done);
    r.duty->act = "home_visit";
    act(w, "home_visit", "T1", sep(10), "s");
    act(w, "home_visit", "P", sep(11), "");
    w.acts->back().unit_id = "school";
    CHECK(owed(run(r, w, sep(12))) == lines{"class_teacher {T1} s 10 13 open -"});
    r.duty->about = "school";
    r.duty->owes.roles = {"principal"};
    CHECK(owed(run(r, w, sep(12))) == lines{"principal {P} school 11 14 open -"});  // the pupil's is not about it
}

TEST_CASE("a sum that is due brings about one duty of the unit, from the year's last day") {
    world w = school();
    (*w.enrolments)[0].until = oct(1);
    (*w.enrolments)[0].exit = "dropout";
    rule charge;
    charge.id = "c";
    charge.incentive.emplace();
    charge.incentive->condition.comparator = figure_comparator::more_than;
    charge.incentive->condition.line_numerator = 0;
    charge.incentive->amount_fen = 20000;
    rule r = duty_on(event::sum_due);
    r.duty->about = "school";
    r.duty->sums = {"k1", "k2"};
    r.duty->owes.roles = {"township_government"};
    policy p;
    p.clauses = {{"k1", {charge}}, {"k2", {charge}}, {"k3", {r}}};
    // Friday 4 July 2025 is the 307th day from 1 September.
    CHECK(owed(evaluate_layers({p}, w, year_end)) == lines{"township_government {G} school 307 310 open -"});
    CHECK(owed(evaluate_layers({p}, w, year_end - 1)).empty());
    p.clauses[0].rules[0].incentive->amount_fen.reset();
    p.clauses[1].rules[0].incentive->condition.line_numerator = 1;
    CHECK(owed(evaluate_layers({p}, w, year_end)).empty());  // one sum is left open, the other not due
}

TEST_CASE("conduct that comes together in the summer is of the year just ended; before the first term of none") {
    world w = school();
    rule r = barred({"dereliction", "no_practical_measures"}, {"principal"});
    r.prohibition->together = true;
    incident(w, "dereliction", "P", sep(10), sep(10));
    incident(w, "no_practical_measures", "P", year_end + 10, year_end + 10);
    CHECK(breached(run(r, w, year_end + 10)).size() == 2);
    w.incidents->clear();
    incident(w, "dereliction", "P", sep(1), sep(1));
    incident(w, "no_practical_measures", "P", sep(1), sep(1));
    CHECK(breached(run(r, w, year_end + 10)).empty());
}

// ---------------------------------------------------------------- readings

TEST_CASE("another reading is a gap where it would change what is said, once a clause") {
    world w = school();
    w.needs->push_back({"s", "academic_difficulty", sep(9), std::nullopt});
    policy p = of(entitlement_to("help", "academic_difficulty"));
    const auto ambiguous = [&](const rule& other, day as_of) {
        p.clauses[0].others = {{other}, {other}};
        std::size_t out = 0;
        for (const gap& g : evaluate_layers({p}, w, as_of).gaps)
            out += g.kind == "ambiguous_reading" ? 1 : 0;
        return out;
    };
    rule later = entitlement_to("help", "academic_difficulty");
    later.entitlement->due.n = 11;
    CHECK(ambiguous(later, sep(15)) == 1);
    CHECK(ambiguous(later, sep(8)) == 0);  // nothing is flagged yet
    rule same = entitlement_to("help", "academic_difficulty");
    same.id = "another name";
    CHECK(ambiguous(same, sep(15)) == 0);
}
