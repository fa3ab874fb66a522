// SPDX-License-Identifier: Apache-2.0

// Roles in turn, numbers and ages left open, pledges of posts that nobody holds, actors without a role. Every
// expectation is worked out by hand: a school of one class, Monday 2 September 2024 to Friday 17 January 2025.

#include "layers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace naive;

namespace {

day sep(int d) { return make_day(2024, 9, d); }

world school() {
    world w;
    w.registers = register_mode::exceptions;
    w.terms = {{"a", "2024", sep(2), make_day(2025, 1, 17)}};
    w.units = {{"town", "township"}, {"school", "school", "town", "primary"}, {"c1", "class", "school"}};
    w.holdings = std::vector<holding_row>{{"P", "principal", covers::unit, "school", 0},
                                          {"T", "class_teacher", covers::unit, "c1", 0}};
    w.parties = std::vector<party_row>{{"stranger", "person"}};
    w.students = std::vector<student_row>{{"s"}};
    w.enrolments = std::vector<enrolment_row>{{"s", "c1", sep(2)}};
    w.attendance.emplace();
    w.acts.emplace();
    w.needs.emplace();
    w.incidents.emplace();
    w.pledges.emplace();
    return w;
}

findings run(const rule& r, const world& w, day as_of) {
    policy p;
    p.id = "p";
    p.clauses = {{"k", {r}}};
    return evaluate_layers({p}, w, as_of);
}

/// Gaps but those of posts, as "kind unit student person role parameter".
std::vector<std::string> gaps(const findings& f) {
    std::vector<std::string> out;
    for (const gap& g : f.gaps)
        out.push_back(g.kind + " " + g.unit.value_or("-") + " " + g.student.value_or("-") + " " +
                      g.person.value_or("-") + " " + g.role.value_or("-") + " " + g.parameter.value_or("-"));
    return out;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("roles in turn: the first that anybody holds bears it alone, and acts of all of them meet it") {
    rule r;
    r.id = "r";
    r.duty.emplace();
    r.duty->on = event::term_start;
    r.duty->owes = {how_owed::first_held, {"home_visit"}, {"helping_teacher", "class_teacher"}};
    world w = school();
    CHECK(run(r, w, sep(3)).obligations.at(0).role == "class_teacher");
    CHECK(run(r, w, sep(3)).obligations.at(0).bearers == lines{"T"});
    w.holdings->push_back({"H", "helping_teacher", covers::student, "s", sep(1)});
    CHECK(run(r, w, sep(3)).obligations.at(0).bearers == lines{"H"});
    w.acts->push_back({"a", sep(3), "home_visit", "T", "s"});
    CHECK(run(r, w, sep(3)).obligations.at(0).met_on == sep(3));
    w.holdings->resize(1);  // neither: it falls on the last of them
    CHECK(run(r, w, sep(2)).obligations.at(0).role == "class_teacher");
    CHECK(gaps(run(r, w, sep(2))) == lines{"unassigned_role c1 - - class_teacher -"});
}

TEST_CASE("a rung's open number is a gap once one session counts; an open age keeps nobody away") {
    rule r;
    r.id = "r";
    rung step;
    step.counts = {{unit_counted::session}};
    step.threshold.reset();
    step.threshold_parameter = "k.threshold";
    step.owes = {how_owed::any_of, {"home_visit"}, {"class_teacher"}};
    r.ladder = ladder_rule{"l", {step}};
    world w = school();
    CHECK(gaps(run(r, w, sep(6))).empty());
    w.attendance->push_back({"s", sep(3), session_of_day::am, mark::unexcused});
    CHECK(gaps(run(r, w, sep(6))) == lines{"unspecified_value - - - - k.threshold"});
    CHECK(run(r, w, sep(6)).obligations.empty());

    rung& known = r.ladder->rungs[0];
    known.threshold = 1;
    known.ages.emplace();
    known.ages->from_parameter = "k.from";
    CHECK(run(r, w, sep(6)).obligations.size() == 1);
    CHECK(gaps(run(r, w, sep(6))) ==
          lines{"unknown_birth_date c1 s - - -", "unspecified_value - - - - k.from"});  // of the class that day
}

TEST_CASE(
    "a pledge: holders and gaps as of a quota, and whoever is at the school where nobody holds the post that day") {
    rule r;
    r.id = "r";
    r.pledge.emplace();
    r.pledge->pairs = {{"principal", "class_teacher", "class"}};
    r.pledge->every = recurrence::term;
    world w = school();
    (*w.holdings)[1].from = sep(10);
    w.holdings->push_back({"H", "teacher", covers::unit, "school", 0});
    w.pledges->push_back({"P", "H", "principal", "class_teacher", "c1", std::nullopt, sep(12)});
    CHECK(run(r, w, sep(20)).obligations.at(0).state == "open");  // T holds it by then
    CHECK(gaps(run(r, w, sep(20))).empty());
    (*w.pledges)[0].signed_on = sep(9);
    CHECK(run(r, w, sep(20)).obligations.at(0).state == "met");
    CHECK(run(r, w, sep(20)).obligations.at(0).caused_first == cause{"pledges", 0});
    CHECK(gaps(run(r, w, sep(9))) == lines{"unassigned_role c1 - - class_teacher -"});  // not T's on the 9th
}

TEST_CASE("conduct: an open age accuses nobody; a gap names the person; a post comes before the school it belongs to") {
    rule r;
    r.id = "r";
    r.prohibition.emplace();
    r.prohibition->conduct = {"discrimination"};
    r.prohibition->roles = {"school", "teacher"};
    world w = school();
    w.incidents->push_back({"i", sep(5), "discrimination", "T", "s", std::nullopt, sep(5)});
    CHECK(run(r, w, sep(6)).breaches.at(0).role == "teacher");
    (*w.incidents)[0].actor_id = "P";
    CHECK(run(r, w, sep(6)).breaches.at(0).role == "school");
    (*w.incidents)[0].actor_id = "stranger";
    CHECK(run(r, w, sep(6)).breaches.empty());
    CHECK(gaps(run(r, w, sep(6))) == lines{"unassigned_role c1 s stranger - -"});
    r.prohibition->roles = {"teacher"};
    CHECK(gaps(run(r, w, sep(6))) == lines{"unassigned_role c1 s stranger teacher -"});
    (*w.incidents)[0].actor_id = "T";
    (*w.students)[0].birth_date = make_day(2015, 1, 1);
    r.ages.emplace();
    r.ages->until_parameter = "k.until";
    CHECK(run(r, w, sep(6)).breaches.empty());
    CHECK(gaps(run(r, w, sep(6))) == lines{"unspecified_value - - - - k.until"});
}
