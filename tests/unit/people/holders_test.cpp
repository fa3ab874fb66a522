// SPDX-License-Identifier: Apache-2.0

#include <baoxue/people/holders.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

struct resolved {
    district d;
    holder_index index;
    role_holders holders;

    resolved(const world& w, std::initializer_list<const char*> roles) : d(w.build()), index(d, *d.words) {
        std::vector<word_code> codes;
        for (const char* r : roles)
            codes.push_back(d.words->find(word_kind::role, r).value());
        holders = index.resolve(codes, false);
    }
    stretch at(date on, const char* pupil = "s") const {
        const auto student = d.ids->students.find(std::string_view{pupil});
        return bearers_on(holders, d, student, unit_on(d.enrolments, student, on), on);
    }
    /// Who bears it, joined by `+`.
    std::string on(date when, const char* pupil = "s") const {
        lines out;
        for (const code c : index.sets().members(at(when, pupil).set))
            out.push_back(d.ids->persons.text(c));
        return joined(out);
    }
};

std::string bear(const world& w, const char* role, date on = march(8)) { return resolved{w, {role}}.on(on); }

}  // namespace

TEST_CASE("bearers: the nearest unit that has a holder decides, class first") {
    CHECK(bear(world{}, "class_teacher") == "T1");
    CHECK(bear(world{}, "school_leader") == "L");
    CHECK(bear(world{}.hold("G", "school_leader", "c1"), "school_leader") == "G");
    CHECK(bear(world{}.hold("O", "township_education_officer", "town"), "township_education_officer") == "O");
    CHECK(bear(world{}.hold("Q", "principal", "town").without("P"), "principal") == "Q");
    CHECK(bear(world{}, "village_cadre").empty());
}

TEST_CASE("bearers: explicit holders at a unit come before holders of narrower roles there") {
    CHECK(bear(world{}.without("L"), "school_leader") == "P");
    CHECK(bear(world{}.without("L").hold("V", "vice_principal", "school"), "school_leader") ==
          "P+V");  // narrower ones rank alike
    CHECK(bear(world{}.hold("V", "vice_principal", "school"), "school_leader") == "L");
    CHECK(bear(world{}, "teacher") == "S1+T1");
    CHECK(bear(world{}.hold("X", "teacher", "c1"), "teacher") == "X");
}

TEST_CASE("bearers: a narrower role nearer comes before an explicit holder further up") {
    CHECK(bear(world{}.hold("W", "teacher", "school"), "teacher") == "S1+T1");
    CHECK(bear(world{}.hold("W", "teacher", "school").without("S1").without("T1"), "teacher") == "W");
}

TEST_CASE("bearers: several holders at one unit bear it together") {
    CHECK(bear(world{}.hold("S2", "subject_teacher", "c1"), "subject_teacher") == "S1+S2");
}

TEST_CASE("bearers: change on the day after the last") {
    const auto w = world{}.leaves("T1", march(8)).hold("T3", "class_teacher", "c1", march(9));
    CHECK(bear(w, "class_teacher", march(8)) == "T1");
    CHECK(bear(w, "class_teacher", march(9)) == "T3");
    const resolved r{w, {"class_teacher"}};
    CHECK(r.at(march(8)).until == march(8));
    CHECK(r.at(march(9)).from == march(9));
    CHECK(r.at(march(9)).until == forever);
}

TEST_CASE("bearers: a hole is named with its first and last day") {
    const resolved r{world{}.leaves("T1", march(8)).hold("T3", "class_teacher", "c1", march(18)), {"class_teacher"}};
    for (const date on : {march(9), march(12), march(17)}) {
        CHECK(r.at(on).set == nobody);
        CHECK(r.at(on).from == march(9));
        CHECK(r.at(on).until == march(17));
    }
    CHECK(r.on(march(18)) == "T3");
}

TEST_CASE("bearers: where a class has no holder in between, those above bear it meanwhile") {
    const auto w = world{}.hold("G", "school_leader", "c1", march(6), march(8));
    CHECK(bear(w, "school_leader", march(5)) == "L");
    CHECK(bear(w, "school_leader", march(6)) == "G");
    CHECK(bear(w, "school_leader", march(8)) == "G");
    CHECK(bear(w, "school_leader", march(9)) == "L");
}

TEST_CASE("bearers: a village role goes through the home village, else the village of origin, never the school's") {
    auto w = world{}.hold("C", "village_cadre", "v").hold("D", "village_cadre", "far");
    w.rows.units.push_back({"far", "village", "town", {}, {}});
    CHECK(bear(w, "village_cadre").empty());  // the pupil's village is not known
    (*w.rows.students)[0].origin_unit_id = "far";
    CHECK(bear(w, "village_cadre") == "D");
    (*w.rows.students)[0].home_unit_id = "v";
    CHECK(bear(w, "village_cadre") == "C");
    CHECK(bear(world{w}.without("C"), "village_cadre").empty());  // the home village decides, holder or not
}

TEST_CASE("bearers: a role held for a pupil is that pupil's alone") {
    const resolved r{world{}.pupil("t").hold_pupil("H", "helping_teacher", "s"), {"helping_teacher"}};
    CHECK(r.on(march(8)) == "H");
    CHECK(r.on(march(8), "t").empty());
}

TEST_CASE("bearers: several roles together, each nearest to the pupil") {
    CHECK(resolved{world{}, {"class_teacher", "principal"}}.on(march(8)) == "P+T1");
    CHECK(resolved{world{}.without("T1"), {"class_teacher", "principal"}}.on(march(8)) == "P");
    CHECK(resolved{world{}.without("T1").without("P"), {"class_teacher", "principal"}}.on(march(8)).empty());
    // Found in different places: the class, and the pupil alone.
    auto w = world{}.hold_pupil("H", "helping_teacher", "s", march(11)).leaves("T1", march(15));
    const resolved both{w, {"class_teacher", "helping_teacher"}};
    CHECK(both.on(march(8)) == "T1");
    CHECK(both.on(march(11)) == "H+T1");
    CHECK(both.on(march(16)) == "H");
}

TEST_CASE("bearers: on no roll, through the class last left") {
    auto w = world{};
    w.rows.enrolments = std::vector<enrolment_row>{{"s", "c1", march(4), march(8), {}, exit_kind::dropout, {}},
                                                   {"s", "c2", march(18), {}, {}, {}, {}}};
    CHECK(bear(w, "class_teacher", march(8)) == "T1");
    CHECK(bear(w, "class_teacher", march(17)) == "T1");
    CHECK(bear(w, "class_teacher", march(18)) == "T2");
}

TEST_CASE("bearers: a single-holder role held twice at once is refused") {
    CHECK_THROWS_AS(world{}.hold("X", "class_teacher", "c1").build(), district_error);
    CHECK_THROWS_AS(world{}.leaves("T1", march(8)).hold("X", "class_teacher", "c1", march(8)).build(), district_error);
    CHECK_NOTHROW(world{}.leaves("T1", march(8)).hold("X", "class_teacher", "c1", march(9)).build());
}

TEST_CASE("bearers: every day has exactly one stretch, and stretches meet") {
    const resolved r{world{}.leaves("T1", march(8)).hold("T3", "class_teacher", "c1", march(18), march(20)),
                     {"class_teacher"}};
    for (date on = march(4); on < march(30); on = on + day_count{1}) {
        const auto s = r.at(on);
        REQUIRE((s.from <= on && on <= s.until));
        if (s.until != forever)
            REQUIRE(r.at(s.until + day_count{1}).from == s.until + day_count{1});
    }
}

TEST_CASE("resolve: of several roles one alone says that anyone may, that a body owes it, that the pupil may") {
    const auto of = [](std::initializer_list<const char*> roles) { return resolved{world{}, roles}.holders; };
    CHECK_FALSE(of({"class_teacher", "principal"}).is_anyone);
    CHECK(of({"anyone", "class_teacher"}).is_anyone);
    CHECK(of({"class_teacher", "anyone"}).is_anyone);
    CHECK_FALSE(of({"class_teacher", "principal"}).by_body);
    CHECK(of({"school", "class_teacher"}).by_body);
    CHECK(of({"class_teacher", "school"}).by_body);
    CHECK_FALSE(of({"class_teacher", "parent"}).of_student);
    CHECK(of({"student", "parent"}).of_student);
    CHECK(of({"parent", "student"}).of_student);
    CHECK_FALSE(of({"student", "parent"}).is_student);  // not by the pupil alone
}

TEST_CASE("list_holders: those of the role that bears a body's duties; of a role held for pupils, for each pupil") {
    const auto w = world{}.pupil("t").hold_pupil("H", "helping_teacher", "t", march(11));
    const auto d = w.build();
    holder_index index{d, *d.words};
    const auto list = [&](const char* role) {
        return index.list_holders(d.words->find(word_kind::role, role).value());
    };
    const auto persons = [&](const held_role& held) {
        lines out;
        for (const auto& [person, alone] : held.persons)
            out.push_back(d.ids->persons.text(person));
        return out;
    };
    CHECK(list("school").role == d.words->find(word_kind::role, "principal"));
    CHECK(persons(list("school")) == lines{"P"});
    CHECK_FALSE(list("class_teacher").for_students);
    CHECK(persons(list("class_teacher")) == lines{"T1", "T2"});
    const auto helping = list("helping_teacher");
    CHECK(persons(helping) == lines{"H"});
    REQUIRE(helping.for_students);
    const auto of = [&](const char* pupil, date on) {
        return helping.for_students->at(d.ids->students.find(std::string_view{pupil}), on).set;
    };
    CHECK(of("s", march(11)) == nobody);
    CHECK(of("t", march(10)) == nobody);
    CHECK(of("t", march(11)) != nobody);
}
