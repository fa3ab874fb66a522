// SPDX-License-Identifier: Apache-2.0
#include "support/school.hpp"
#include <baoxue/evaluate/chain.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace school;

namespace {

/// A policy that wants a class teacher for each class, a teacher and a parent for each pupil, and a village cadre for
/// each village.
policy wants() {
    policy p;
    p.id = "p";
    auto& layer = p.layers.emplace_back();
    layer.id = "p", layer.title = {"一", "p"}, layer.source = {"一", "p"};
    clause c;
    c.id = "1", c.section = "1", c.summary = {"一", "one"}, c.chosen = "r";
    reading r;
    r.id = "r", r.summary = {"一", "one"};
    for (const auto& [role, covers] : std::vector<std::pair<std::string, std::string>>{
             {"class_teacher", "class"}, {"teacher", "student"}, {"parent", "student"}, {"village_cadre", "village"}}) {
        rule one;
        one.id = role + "_" + covers;
        assignment a;
        a.role = role, a.covers.id = covers;
        one.is = a;
        r.rules.push_back(std::move(one));
    }
    c.readings.push_back(std::move(r));
    layer.clauses.push_back(std::move(c));
    return make_policy(std::move(p), standard_vocabulary());
}

/// `level role persons since rule` of each link, a hole as `-`.
lines chain(const world& w, date on, const std::string& student = "s") {
    const auto d = build_district(w.rows, w.how);
    const auto found = responsibility_chain(wants(), d, on, d.ids->students.find_text(student));
    const auto& l = found.links;
    lines out;
    for (std::size_t i = 0; i < l.size(); ++i) {
        std::string line = l.unit[i] == no_code ? "pupil" : found.ids->units.text(l.unit[i]);
        line += " " + (l.role[i] == no_code ? "nobody" : found.words->at(word_kind::role, l.role[i]).id) + " ";
        for (const auto p : l.persons.at(i))
            line += found.ids->persons.text(p) + ",";
        line += l.persons.at(i).empty() ? "-" : "";
        line += l.since[i] == dawn ? "" : " " + to_string(l.since[i]);
        line += l.rule[i] == no_code ? "" : " " + found.rules[static_cast<std::size_t>(l.rule[i])].rule;
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace

TEST_CASE("a chain goes from the pupil through class and school to village and township, with its holes") {
    world w;
    w.rows.students->front().home_unit_id = "v";
    w.hold_pupil("D", "parent", "s");
    // the class's teachers cover the pupil too (c1: T1 class teacher, S1 subject teacher); nobody is in the village or
    // the township; roles stand in the vocabulary's order
    CHECK(chain(w, march(8)) ==
          lines{"pupil parent D, 2020-09-01 parent_student", "pupil teacher S1,T1, 2020-09-01 teacher_student",
                "c1 class_teacher T1, 2020-09-01 class_teacher_class", "c1 subject_teacher S1, 2020-09-01",
                "school academic_affairs_office A, 2020-09-01", "school school_leader L, 2020-09-01",
                "school principal P, 2020-09-01", "v village_cadre - village_cadre_village", "town nobody -"});
}

TEST_CASE("where a child lives comes before where it is registered, and the school's village last") {
    world w;
    w.rows.units.push_back({"v2", "village", "town", {}, {}});
    const auto village = [&] {
        for (const auto& line : chain(w, march(8)))
            if (line.find("village_cadre") != line.npos)
                return line.substr(0, line.find(' '));
        return std::string{};
    };
    const auto of_school = [&](std::optional<std::string> v) {
        for (auto& u : w.rows.units)
            if (u.unit_id == "school")
                u.village_id = v;
    };
    of_school({});
    CHECK(village().empty());
    of_school("v2");
    CHECK(village() == "v2");
    w.rows.students->front().origin_unit_id = "v";
    CHECK(village() == "v");
    w.rows.students->front().origin_unit_id = "v", w.rows.students->front().home_unit_id = "v2";
    CHECK(village() == "v2");
}

TEST_CASE("only who holds office on the date is in a chain, and since when") {
    world w;
    w.leaves("T1", march(7));
    const auto has = [&](date on, const std::string& line) {
        const auto all = chain(w, on);
        return std::find(all.begin(), all.end(), line) != all.end();
    };
    CHECK(has(march(7), "c1 class_teacher T1, 2020-09-01 class_teacher_class"));
    CHECK(has(march(8), "c1 class_teacher - 2024-03-08 class_teacher_class"));
    w.hold("T9", "class_teacher", "c1", march(11));
    CHECK(has(march(10), "c1 class_teacher - 2024-03-08 class_teacher_class"));
    CHECK(has(march(11), "c1 class_teacher T9, 2024-03-11 class_teacher_class"));
}

TEST_CASE("a pupil on no roll is found through the class last left, and one never enrolled through the village") {
    world w;
    w.rows.enrolments->front().until = march(6), w.rows.enrolments->front().exit = exit_kind::dropout;
    CHECK(chain(w, march(20)).at(2) == "c1 class_teacher T1, 2020-09-01 class_teacher_class");
    w.rows.students->push_back({"n", "v", {}, {}, {}});
    CHECK(chain(w, march(20), "n") ==
          lines{"pupil parent -", "v village_cadre - village_cadre_village", "town nobody -"});
}

TEST_CASE("chains of a whole district are those of its pupils, one after the other") {
    world w;
    w.pupil("r", "c2");
    const auto d = build_district(w.rows, w.how);
    const auto all = responsibility_chain(wants(), d, march(8));
    std::size_t at = 0;
    for (code s = 0; s < d.pupils(); ++s) {
        const auto one = responsibility_chain(wants(), d, march(8), s);
        for (std::size_t i = 0; i < one.links.size(); ++i, ++at) {
            REQUIRE(all.links.student.at(at) == s);
            CHECK(all.links.place[at] == one.links.place[i]);
            CHECK(all.links.role[at] == one.links.role[i]);
            const auto a = all.links.persons.at(at), b = one.links.persons.at(i);
            CHECK(std::vector<code>{a.begin(), a.end()} == std::vector<code>{b.begin(), b.end()});
        }
    }
    CHECK(at == all.links.size());
}

namespace {

/// A policy that wants roles held, each under its own name: `role@subject`, for whom the rule means.
struct wanted_role {
    std::string role, subject;
    applies_to who{};
};
policy wanting(const std::vector<wanted_role>& roles, effective in_force = {}) {
    auto c = make_clause("1", assignment{roles.front().role, {roles.front().subject}});
    auto& rules = c.readings.front().rules;
    rules.clear();
    for (const auto& [role, subject, who] : roles) {
        rule one;
        one.id = "r" + std::to_string(rules.size()), one.applies_to = who;
        one.is = assignment{role, {subject}};
        rules.push_back(std::move(one));
    }
    c.effective = in_force;
    return policy_with(std::vector{std::move(c)});
}
/// The rules by which links of pupil s are there, as `role rule`.
lines wanted_links(const policy& p, const world& w, date on = march(8)) {
    const auto d = w.build();
    const auto found = responsibility_chain(p, d, on, d.ids->students.find_text("s"));
    lines out;
    for (std::size_t i = 0; i < found.links.size(); ++i)
        if (found.links.rule[i] != no_code)
            out.push_back(found.words->at(word_kind::role, found.links.role[i]).id + " " +
                          found.rules[static_cast<std::size_t>(found.links.rule[i])].rule);
    return out;
}

}  // namespace

TEST_CASE("where no township stands above the class, the village comes after the units above it, each once") {
    world w;
    w.rows.students->front().home_unit_id = "v";
    w.rows.units.front().kind = "county";  // above the school and the village alike
    CHECK(chain(w, march(8)) ==
          lines{"pupil parent - parent_student", "pupil teacher S1,T1, 2020-09-01 teacher_student",
                "c1 class_teacher T1, 2020-09-01 class_teacher_class", "c1 subject_teacher S1, 2020-09-01",
                "school academic_affairs_office A, 2020-09-01", "school school_leader L, 2020-09-01",
                "school principal P, 2020-09-01", "town nobody -", "v village_cadre - village_cadre_village"});
}

TEST_CASE("a role that two rules want is one link, by the first of them, held or not") {
    const auto twice =
        wanting({{"class_teacher", "class"}, {"class_teacher", "class"}, {"parent", "student"}, {"parent", "student"}});
    CHECK(wanted_links(twice, world{}.hold_pupil("D", "parent", "s")) == lines{"parent r2", "class_teacher r0"});
    CHECK(wanted_links(twice, world{}) == lines{"parent r2", "class_teacher r0"});
    CHECK(wanted_links(twice, world{}.without("T1")) == lines{"parent r2", "class_teacher r0"});
}

TEST_CASE("a link is wanted by rules in force that mean the unit and the pupil") {
    const auto one = [](const char* role, const char* subject, applies_to who, effective in_force = {}) {
        auto w = world{}.need("wavering", march(8));
        w.rows.students->front().birth_date = date{2016, 3, 4};
        return wanted_links(wanting({{role, subject, std::move(who)}}, in_force), w).size();
    };
    const effective to_come{march(9), {}}, in_time{march(8), {}};
    CHECK(one("class_teacher", "class", {}, in_time) == 1);
    CHECK(one("class_teacher", "class", {}, to_come) == 0);
    CHECK(one("class_teacher", "class", {{"primary"}}) == 1);
    CHECK(one("class_teacher", "class", {{"junior_middle"}}) == 0);
    CHECK(one("parent", "student", {}, in_time) == 1);
    CHECK(one("parent", "student", {}, to_come) == 0);
    CHECK(one("parent", "student", {{"junior_middle"}}) == 0);
    CHECK(one("parent", "student", {{}, {}, age_range{6, 9, {}, {}, {}}}) == 1);
    CHECK(one("parent", "student", {{}, {}, age_range{6, 8, {}, {}, {}}}) == 0);
    CHECK(one("parent", "student", {{}, {}, {}, need_condition{{"wavering"}, {}}}) == 1);
    CHECK(one("parent", "student", {{}, {}, {}, need_condition{{"key_student"}, {}}}) == 0);
}

namespace {

/// The links of pupil s at a unit as `role persons rule`, `-` for none.
lines links_at(const policy& p, const world& w, std::string_view unit, date on = march(8)) {
    const auto d = w.build();
    const auto found = responsibility_chain(p, d, on, d.ids->students.find_text("s"));
    const auto& l = found.links;
    lines out;
    for (std::size_t i = 0; i < l.size(); ++i) {
        if (l.unit[i] == no_code || found.ids->units.text(l.unit[i]) != unit)
            continue;
        lines persons;
        for (const auto person : l.persons.at(i))
            persons.push_back(found.ids->persons.text(person));
        out.push_back((l.role[i] == no_code ? "nobody" : found.words->at(word_kind::role, l.role[i]).id) + " " +
                      (persons.empty() ? "-" : joined(persons)) + " " +
                      (l.rule[i] == no_code ? "-" : found.rules[static_cast<std::size_t>(l.rule[i])].rule));
    }
    return out;
}

}  // namespace

TEST_CASE("a holding is in a chain from its first day to its last, where no rule wants it") {
    const auto p = wanting({{"class_teacher", "class"}});
    auto w = world{}.without("A").without("L").without("P");
    w.hold("X", "academic_affairs_office", "school", march(8), march(12));
    CHECK(links_at(p, w, "school", march(7)) == lines{"nobody - -"});
    CHECK(links_at(p, w, "school", march(8)) == lines{"academic_affairs_office X -"});
    CHECK(links_at(p, w, "school", march(12)) == lines{"academic_affairs_office X -"});
    CHECK(links_at(p, w, "school", march(13)) == lines{"nobody - -"});
}

TEST_CASE("a role is held by who holds a narrower one, not by a hole of one") {
    // A principal is a school leader.
    const auto p = wanting({{"principal", "school"}, {"school_leader", "school"}});
    auto w = world{}.without("A").without("L");
    CHECK(links_at(p, w, "school") == lines{"principal P r0"});
    CHECK(links_at(p, w.without("P"), "school") == lines{"principal - r0", "school_leader - r1"});
    const auto wider = wanting({{"school_leader", "school"}});
    CHECK(links_at(wider, world{}.without("A").without("L"), "school") == lines{"principal P r0"});
}
