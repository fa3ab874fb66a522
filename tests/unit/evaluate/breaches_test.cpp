// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/prohibition.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Guilt is never derived: a breach is a verified incident of somebody who has the role, and names nobody else.

using namespace school;

namespace {

/// A world with a table of incidents.
struct scene : world {
    scene() { rows.incidents.emplace(), rows.parties.emplace(); }
    explicit scene(world w) : world{std::move(w)} { rows.incidents.emplace(), rows.parties.emplace(); }

    scene& incident(std::string conduct, std::string actor, date on, std::optional<date> verified,
                    std::optional<std::string> student = "s", std::optional<std::string> unit = {}) {
        const auto id = "i" + std::to_string(100 + rows.incidents->size());
        rows.incidents->push_back(
            {id, on, std::move(conduct), std::move(actor), std::move(student), std::move(unit), verified});
        return *this;
    }
    scene& party(std::string id, party_kind kind) {
        rows.parties->push_back({std::move(id), kind});
        return *this;
    }
};

/// Breaches as `day conduct role person pupil unit: sanction`.
lines breaches(const findings& f) {
    lines out;
    const auto& b = f.breaches;
    for (std::size_t i = 0; i < b.size(); ++i)
        out.push_back(to_string(b.on[i]) + " " + f.words->at(word_kind::conduct, b.conduct[i]).id + " " +
                      f.words->at(word_kind::role, b.role[i]).id + " " + shown(f.ids->persons, b.person[i]) + " " +
                      shown(f.ids->students, b.student[i]) + " " + shown(f.ids->units, b.unit[i]) + ": " +
                      b.sanction[i]);
    return out;
}
/// Days and persons alone, in order.
lines who(const findings& f) {
    lines out;
    for (std::size_t i = 0; i < f.breaches.size(); ++i)
        out.push_back(to_string(f.breaches.on[i]) + " " + shown(f.ids->persons, f.breaches.person[i]));
    std::sort(out.begin(), out.end());
    return out;
}

findings found_against(const prohibition& p, const world& w, date as_of = june(28)) {
    return evaluate(policy_with(std::vector{make_clause("k", p)}), w.build(), as_of);
}

prohibition bars(std::vector<conduct_word> conduct, std::vector<role_word> roles) {
    prohibition p;
    p.conduct = std::move(conduct), p.roles = std::move(roles);
    return p;
}
/// 1.5.4: class and subject teachers must not order a pupil to leave.
prohibition forced() { return bars({"forced_withdrawal"}, {"class_teacher", "subject_teacher"}); }

}  // namespace

TEST_CASE("1.5.4a: a verified incident of a teacher is a breach of the day on which it happened") {
    const auto w = scene{}.incident("forced_withdrawal", "T1", march(12), april(8));
    const lines breach{"2024-03-12 forced_withdrawal class_teacher T1 s c1: "};
    CHECK(breaches(found_against(forced(), w, april(7))).empty());  // not verified yet
    CHECK(breaches(found_against(forced(), w, april(8))) == breach);
    CHECK(breaches(found_against(forced(), scene{}.incident("forced_withdrawal", "T1", march(12), march(12)),
                                 march(12))) == breach);
    CHECK(breaches(found_against(forced(), scene{}.incident("forced_withdrawal", "T1", march(12), {}))).empty());
    CHECK(breaches(found_against(forced(), scene{}.incident("verbal_abuse", "T1", march(12), march(12)))).empty());
    // Whomever they teach: T2's class is c2, and the pupil is in c1.
    CHECK(breaches(found_against(forced(), scene{}.incident("forced_withdrawal", "T2", march(12), march(12)))) ==
          lines{"2024-03-12 forced_withdrawal class_teacher T2 s c1: "});
    CHECK(breaches(found_against(forced(), scene{}.incident("forced_withdrawal", "S1", march(12), march(12)))) ==
          lines{"2024-03-12 forced_withdrawal subject_teacher S1 s c1: "});
}

TEST_CASE("prohibition: the role is that of the day of the incident; who has another one only is not barred") {
    const auto on = [](const char* actor, date d) {
        scene w;
        w.leaves("T1", march(12)).hold("T3", "class_teacher", "c1", march(13));
        return found_against(forced(), w.incident("forced_withdrawal", actor, d, d));
    };
    CHECK(who(on("T1", march(12))) == lines{"2024-03-12 T1"});
    CHECK(who(on("T1", march(13))).empty());
    CHECK(who(on("T3", march(12))).empty());
    CHECK(who(on("T3", march(13))) == lines{"2024-03-13 T3"});
    const auto principal = on("P", march(12));
    CHECK(who(principal).empty());
    CHECK(principal.gaps.size() == 0);
    // Narrower roles are the role: 2.2.2.5 bars it to teachers.
    const auto abuse = bars({"verbal_abuse", "corporal_punishment"}, {"teacher"});
    CHECK(breaches(found_against(abuse, scene{}.incident("corporal_punishment", "T1", march(12), march(12)))) ==
          lines{"2024-03-12 corporal_punishment teacher T1 s c1: "});
}

TEST_CASE("1.4a: what is barred to a school is barred to its people, to the school itself and to a school outside") {
    const auto charges = bars({"arbitrary_charge"}, {"school"});
    const auto by = [&](const char* actor) {
        scene w;
        w.party("X", party_kind::school).party("Y", party_kind::body).hold("G", "township_government", "town");
        return breaches(found_against(charges, w.incident("arbitrary_charge", actor, march(12), march(12))));
    };
    CHECK(by("S1") == lines{"2024-03-12 arbitrary_charge school S1 s c1: "});
    CHECK(by("school") == lines{"2024-03-12 arbitrary_charge school - s c1: "});
    CHECK(by("X") == lines{"2024-03-12 arbitrary_charge school X s c1: "});
    CHECK(by("Y").empty());
    CHECK(by("G").empty());
}

TEST_CASE("3.4.1.3b: employers and parents; where the pupil alone is named there is a gap and no breach") {
    const auto labour = bars({"child_labour"}, {"employer", "parent"});
    const auto by = [&](const char* actor) {
        scene w;
        w.party("E", party_kind::employer).party("X", party_kind::person).hold_pupil("F", "parent", "s");
        return found_against(labour, w.incident("child_labour", actor, march(12), march(12)));
    };
    CHECK(breaches(by("E")) == lines{"2024-03-12 child_labour employer E s c1: "});
    CHECK(breaches(by("F")) == lines{"2024-03-12 child_labour parent F s c1: "});
    CHECK(breaches(by("s")).empty());
    CHECK(by("s").gaps.size() == 1);
    CHECK(by("E").gaps.size() == 0);
    // Not verified, it is nothing at all.
    CHECK(found_against(labour, scene{}.incident("child_labour", "s", march(12), {})).gaps.size() == 0);
}

TEST_CASE("3.4.1.3b: of a person outside, without any role on record, there is a gap and no breach") {
    scene w;
    w.party("X", party_kind::person).incident("child_labour", "X", march(12), march(12));
    const auto f = found_against(bars({"child_labour"}, {"employer", "parent"}), w);
    CHECK(breaches(f).empty());
    CHECK(f.gaps.size() == 1);
}

TEST_CASE("5.3b: `anyone` is whoever did it; only at the kinds of unit that the rule means") {
    auto c = make_clause("k", bars({"arbitrary_levy"}, {"anyone"}));
    c.readings[0].rules[0].applies_to.unit_kinds = {"school"};
    const auto at = [&](const char* actor, const char* unit) {
        scene w;
        w.party("X", party_kind::body).hold("G", "township_government", "town");
        w.incident("arbitrary_levy", actor, march(12), march(12), {}, unit);
        return breaches(evaluate(policy_with(std::vector{c}), w.build(), june(28)));
    };
    CHECK(at("G", "school") == lines{"2024-03-12 arbitrary_levy anyone G - school: "});
    CHECK(at("X", "school") == lines{"2024-03-12 arbitrary_levy anyone X - school: "});
    CHECK(at("G", "c1").size() == 1);  // a class of the school
    CHECK(at("G", "town").empty());
}

TEST_CASE("1.5.4b: a sanction that the plan leaves open is a gap, once there is a breach, which stands without it") {
    auto p = forced();
    p.sanction = unspecified<bilingual>("", "相应的处分");
    const auto f = found_against(p, scene{}.incident("forced_withdrawal", "T1", march(12), march(12)));
    CHECK(breaches(f) == lines{"2024-03-12 forced_withdrawal class_teacher T1 s c1: "});
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.sanction - -"});
    CHECK(found_against(p, scene{}.incident("forced_withdrawal", "T1", march(12), {})).gaps.size() == 0);
    p.sanction = param<bilingual>{bilingual{"warning", "in English"}};
    CHECK(breaches(found_against(p, scene{}.incident("forced_withdrawal", "T1", march(12), march(12)))) ==
          lines{"2024-03-12 forced_withdrawal class_teacher T1 s c1: warning"});
}

TEST_CASE("5.8: from the same employer's second verified incident on, whenever, the other sanction follows") {
    auto p = bars({"hiring_dropout"}, {"employer"});
    p.sanction = param<bilingual>{bilingual{"fine", "in English"}},
    p.again = repetition{2, param<bilingual>{bilingual{"liability", "in English"}}};
    const auto sanctions = [&](const scene& w, date as_of = {2025, 1, 10}) {
        lines out;
        const auto f = found_against(p, w, as_of);
        for (std::size_t i = 0; i < f.breaches.size(); ++i)
            out.push_back(to_string(f.breaches.on[i]) + " " + shown(f.ids->persons, f.breaches.person[i]) + " " +
                          f.breaches.sanction[i]);
        std::sort(out.begin(), out.end());
        return out;
    };
    scene w;
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    w.party("E", party_kind::employer).party("F", party_kind::employer);
    // E on 11 March, verified in June; F on 12 March; E on 1 April, verified at once, and in the next school year.
    w.incident("hiring_dropout", "E", march(11), june(3)).incident("hiring_dropout", "F", march(12), march(12));
    w.incident("hiring_dropout", "E", april(1), april(1));
    w.incident("hiring_dropout", "E", {2024, 10, 9}, date{2024, 10, 9});
    CHECK(sanctions(w, june(2)) == lines{"2024-03-12 F fine", "2024-04-01 E fine"});
    CHECK(sanctions(w, june(3)) == lines{"2024-03-11 E fine", "2024-03-12 F fine", "2024-04-01 E liability"});
    CHECK(sanctions(w).back() == "2024-10-09 E liability");
    p.again->times = 3;
    CHECK(sanctions(w) ==
          lines{"2024-03-11 E fine", "2024-03-12 F fine", "2024-04-01 E fine", "2024-10-09 E liability"});
}

namespace {

/// Gaps where one employer did it once or twice, and the plan leaves open what the repetition says.
lines left_open(repetition again, int incidents) {
    auto p = bars({"hiring_dropout"}, {"employer"});
    p.again = std::move(again);
    scene w;
    w.party("E", party_kind::employer);
    for (int i = 0; i < incidents; ++i)
        w.incident("hiring_dropout", "E", march(11 + i), march(15));
    return gaps(found_against(p, w), gap_kind::unspecified_value);
}

}  // namespace

TEST_CASE("5.8: how often, or the sanction then, is left open: a gap names it once there is a second incident") {
    const repetition how_often{unspecified(""), param<bilingual>{bilingual{"liability", "in English"}}};
    const repetition what{2, unspecified<bilingual>("")};
    CHECK(left_open(how_often, 2) == lines{"k r - - - k.again_times - -"});
    CHECK(left_open(what, 2) == lines{"k r - - - k.again_sanction - -"});
    CHECK(left_open(what, 1).empty());
}

TEST_CASE("5.8: how often is left open: a first incident is none of a repetition, and needs no number") {
    CHECK(left_open({unspecified(""), param<bilingual>{bilingual{"liability", "in English"}}}, 1).empty());
}

TEST_CASE("2.2.2.6h: towards pupils who have come back after dropping out, from the day of the return on") {
    auto p = bars({"discrimination"}, {"teacher"});
    p.returned = true;
    const auto on = [&](date d, const char* student = "s", exit_kind left = exit_kind::dropout) {
        scene w;
        w.exits(march(15), left).enrols(april(8)).pupil("t");
        return who(found_against(p, w.incident("discrimination", "T1", d, d, student)));
    };
    CHECK(on(march(14)).empty());
    CHECK(on(april(3)).empty());
    CHECK(on(april(8)) == lines{"2024-04-08 T1"});
    CHECK(on(may(20)) == lines{"2024-05-20 T1"});
    CHECK(on(april(8), "t").empty());
    CHECK(on(april(8), "s", exit_kind::suspended).empty());
}

namespace {

/// A primary school with ten pupils, of whom so many dropped out in March: one is over 2 %.
scene ten(int dropouts, int pupils = 10) {
    world w;
    w.rows.students->clear(), w.rows.enrolments->clear();
    for (int i = 0; i < pupils; ++i) {
        w.pupil("p" + std::to_string(100 + i));
        if (i < dropouts)
            w.exits(march(15), exit_kind::dropout, {}, "p" + std::to_string(100 + i));
    }
    w.hold("C", "township_cadre", "v");
    return scene{std::move(w)};
}
scene& neglects(scene& w, const char* actor, date first, date second, std::optional<std::string> unit = "school") {
    w.incident("dereliction", actor, first, first, {}, unit);
    return w.incident("no_practical_measures", actor, second, second, {}, unit);
}
/// 5.2e with the line of 5.0b.
findings over_the_line(const world& w, date as_of = july(5), bool below = false) {
    target line;
    line.goal.indicator = {"dropout_rate"}, line.goal.unit_kind = {"school"}, line.goal.is = relation::at_most;
    line.goal.line = fixed_line{ratio{2, 100}};
    auto p =
        bars({"dereliction", "no_practical_measures"}, {"township_cadre", "village_cadre", "principal", "teacher"});
    p.together = true, p.unmet = {"t"}, p.below = below;
    return evaluate(policy_with(std::vector{make_clause("t", line), make_clause("k", p)}), w.build(), as_of);
}

}  // namespace

TEST_CASE("5.2e: over the line at the year's end, and both incidents by one actor in that year: each is a breach") {
    auto w = ten(1);
    neglects(w, "P", march(20), april(10));
    CHECK(who(over_the_line(w, july(4))).empty());  // the figure is not final
    CHECK(who(over_the_line(w)) == lines{"2024-03-20 P", "2024-04-10 P"});
    // 1 of 50 is exactly 2 %, and met; 1 of 49 is over it.
    auto met = ten(1, 50), over = ten(1, 49);
    CHECK(who(over_the_line(neglects(met, "P", march(20), april(10)))).empty());
    CHECK(who(over_the_line(neglects(over, "P", march(20), april(10)))).size() == 2);
    auto cadre = ten(1), other_role = ten(1);
    CHECK(who(over_the_line(neglects(cadre, "C", march(20), april(10)))) == lines{"2024-03-20 C", "2024-04-10 C"});
    other_role.hold("G", "township_government", "town");
    CHECK(who(over_the_line(neglects(other_role, "G", march(20), april(10)))).empty());
}

TEST_CASE("5.2e: one of the two, or one each of two actors, is no breach; unverified neither") {
    auto one = ten(1);
    CHECK(who(over_the_line(one.incident("dereliction", "P", march(20), march(20), {}, "school"))).empty());
    CHECK(who(over_the_line(one.incident("no_practical_measures", "P", april(10), {}, {}, "school"))).empty());
    CHECK(who(over_the_line(one.incident("no_practical_measures", "T1", april(10), april(10), {}, "school"))).empty());
}

TEST_CASE("5.2e: both in one school year, and that year's figure") {
    auto w = ten(1);
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    w.exits({2024, 10, 15}, exit_kind::dropout, {}, "p105");  // over the line in the second year too
    const date end{2025, 1, 17};
    neglects(w, "P", april(10), {2024, 10, 16});
    CHECK(who(over_the_line(w, end)).empty());
    w.incident("dereliction", "P", {2024, 11, 4}, date{2024, 11, 4}, {}, "school");
    CHECK(who(over_the_line(w, end)) == lines{"2024-10-16 P", "2024-11-04 P"});
}

TEST_CASE("5.2e: the school of the incident, or the one where the actor has a role; not any other") {
    // At `other` one of two pupils dropped out; at `school` nobody did.
    const auto at = [](std::optional<std::string> unit, const char* actor) {
        scene w;
        w.other_school(march(4), july(5)).pupil("x", "d1").pupil("y", "d1");
        w.exits(march(15), exit_kind::dropout, {}, "x").hold("P2", "principal", "other");
        return who(over_the_line(neglects(w, actor, march(20), april(10), unit)));
    };
    CHECK(at("school", "P").empty());
    CHECK(at({}, "P").empty());
    CHECK(at("other", "P").size() == 2);
    CHECK(at({}, "P2").size() == 2);
    // What the head of `other` failed to do at `school` is not why `other` is over its line.
    CHECK(at("school", "P2").empty());
    // A township is at no school, so what happened there counts for the school of whoever did it.
    CHECK(at("town", "P2").size() == 2);
    CHECK(at("town", "P").empty());
}

TEST_CASE("5.2e: where the clause reaches below, what happened above a school counts for each school below") {
    // At `other` one of two pupils dropped out; at `school` nobody did. D is the township's cadre for village v2.
    const auto at = [](std::optional<std::string> unit, const char* actor, bool below, const char* village = nullptr) {
        scene w;
        w.other_school(march(4), july(5)).pupil("x", "d1").pupil("y", "d1");
        w.exits(march(15), exit_kind::dropout, {}, "x")
            .hold("D", "township_cadre", "v2")
            .hold("P2", "principal", "other");
        w.rows.units.push_back({"v2", "village", "town", {}, {}});
        w.hold("V2", "village_cadre", "v2");
        for (auto& u : w.rows.units)
            if (u.unit_id == "other" && village != nullptr)
                u.village_id = village;
        return who(over_the_line(neglects(w, actor, march(20), april(10), unit), july(5), below)).size();
    };
    // the township's cadre: the incident names the township, or nothing at all
    CHECK(at("town", "D", false) == 0);
    CHECK(at("town", "D", true) == 2);
    CHECK(at({}, "D", false) == 0);
    CHECK(at({}, "D", true) == 0);  // no school is of v2
    CHECK(at({}, "D", true, "v2") == 2);
    // the village's cadre: only for a school of that village
    CHECK(at("v2", "V2", true) == 0);
    CHECK(at("v2", "V2", true, "v2") == 2);
    CHECK(at({}, "V2", true, "v2") == 2);
    CHECK(at({}, "V2", false, "v2") == 0);
    // what happened at a school counts for that one alone, and a head's post is no place above
    CHECK(at("school", "D", true) == 0);
    CHECK(at({}, "P", true) == 0);
    CHECK(at("other", "D", true) == 2);
}

TEST_CASE("5.2e: a summer belongs to the school year just ended, until the next begins") {
    // The year 2023 ends on Fri 5 July and is over the line; the year 2024 begins on Mon 2 September.
    const auto second_on = [](date second) {
        auto w = ten(1);
        w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
        return who(over_the_line(neglects(w, "P", april(10), second), {2024, 9, 3}));
    };
    CHECK(second_on(july(8)) == lines{"2024-04-10 P", "2024-07-08 P"});
    CHECK(second_on({2024, 9, 1}) == lines{"2024-04-10 P", "2024-09-01 P"});
    CHECK(second_on({2024, 9, 2}).empty());
    // Before the first term that is known there is no school year, and nothing comes together in it.
    auto p = bars({"dereliction", "no_practical_measures"}, {"principal"});
    p.together = true;
    scene before, within;
    CHECK(breaches(found_against(p, neglects(before, "P", march(1), march(3)))).empty());
    CHECK(breaches(found_against(p, neglects(within, "P", march(4), march(4)))).size() == 2);
}

TEST_CASE("prohibition: a unit or a pupil that acts is no person, whether or not holdings are known") {
    const auto by = [](const char* actor, bool holdings_known) {
        scene w;
        w.pupil("t");
        w.incident("arbitrary_charge", actor, march(12), march(12));
        if (!holdings_known)
            w.rows.holdings.reset();
        return breaches(found_against(bars({"arbitrary_charge"}, {"anyone"}), w));
    };
    for (const bool known : {true, false}) {
        CHECK(by("school", known) == lines{"2024-03-12 arbitrary_charge anyone - s c1: "});
        CHECK(by("t", known) == lines{"2024-03-12 arbitrary_charge anyone - s c1: "});
        CHECK(by("P", known) == lines{"2024-03-12 arbitrary_charge anyone P s c1: "});
    }
}

TEST_CASE("prohibition: without incidents, or without holdings, nobody is accused, and a gap says so") {
    const auto f = found_against(forced(), world{});
    CHECK(breaches(f).empty());
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - incidents - -"});
    auto w = scene{}.incident("forced_withdrawal", "T1", march(12), march(12));
    w.rows.holdings.reset();
    const auto unknown = found_against(forced(), w);
    CHECK(breaches(unknown).empty());
    CHECK(gaps(unknown, gap_kind::missing_table) == lines{"k r - - - holdings - -"});
}

TEST_CASE("prohibition: two readings are an ambiguous clause where an incident tells them apart") {
    auto c = make_clause("k", bars({"verbal_abuse"}, {"class_teacher"}));
    c.readings.push_back(make_clause("k", bars({"verbal_abuse"}, {"teacher"})).readings.front());
    c.readings.back().id = "every_teacher";
    const auto by = [&](const char* actor) {
        const auto w = scene{}.incident("verbal_abuse", actor, march(12), march(12));
        return gaps(evaluate(policy_with(std::vector{c}), w.build(), june(28)), gap_kind::ambiguous_reading);
    };
    CHECK(by("S1") == lines{"k - - - - - - -"});
    CHECK(by("P").empty());
}

TEST_CASE("find_breaches: each rests on its own incident alone") {
    const auto f = found_against(forced(), scene{}
                                               .incident("forced_withdrawal", "T1", march(12), march(12))
                                               .incident("forced_withdrawal", "T1", march(14), march(15)));
    REQUIRE(f.breaches.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto why = f.breaches.caused_by.at(i);
        REQUIRE(why.size() == 1);
        CHECK(why[0].table == table_name::incidents);
        CHECK(why[0].row == (f.breaches.on[i] == march(12) ? 0 : 1));
    }
}

TEST_CASE("prohibition: what somebody is says more than that it is barred to anyone; a breach rests on its incident") {
    const auto to_all = bars({"forced_withdrawal"}, {"anyone", "class_teacher"});
    const auto f = found_against(to_all, scene{}.incident("forced_withdrawal", "T1", march(12), march(12)));
    CHECK(breaches(f) == lines{"2024-03-12 forced_withdrawal class_teacher T1 s c1: "});
    REQUIRE(f.breaches.caused_by.at(0).size() == 1);
    CHECK(f.breaches.caused_by.at(0)[0] == cause{table_name::incidents, 0});
    CHECK(breaches(found_against(to_all, scene{}.incident("forced_withdrawal", "A", march(12), march(12)))) ==
          lines{"2024-03-12 forced_withdrawal anyone A s c1: "});
}

TEST_CASE("prohibition: of an actor of whom nothing is known a gap names the role where the rule has one alone") {
    const auto open = [](const prohibition& p) {
        scene w;
        w.party("X", party_kind::person).incident("forced_withdrawal", "X", march(12), march(12));
        return gaps(found_against(p, w), gap_kind::unassigned_role);
    };
    CHECK(open(bars({"forced_withdrawal"}, {"class_teacher"})) ==
          lines{"k r c1 s class_teacher - 2024-03-12 2024-03-12"});
    CHECK(open(forced()) == lines{"k r c1 s - - 2024-03-12 2024-03-12"});
}

TEST_CASE(
    "prohibition: an incident in which only the pupil acted whom it concerns is no breach, even barred to anyone") {
    const auto by = [](const char* actor) {
        scene w;
        w.pupil("t");
        w.incident("child_labour", actor, march(12), march(12));
        return found_against(bars({"child_labour"}, {"anyone"}), w);
    };
    CHECK(breaches(by("s")).empty());
    CHECK(gaps(by("s"), gap_kind::unassigned_role) == lines{"k r c1 s anyone - 2024-03-12 2024-03-12"});
    CHECK(breaches(by("t")) == lines{"2024-03-12 child_labour anyone - s c1: "});
    CHECK(gaps(by("t"), gap_kind::unassigned_role).empty());
}

TEST_CASE(
    "prohibition: who shares an id with the pupil concerned is a person or a unit of its own, and may be accused") {
    // Person s teaches the class of pupil s; the school has the id of another pupil whom it concerns.
    scene person;
    person.hold("s", "subject_teacher", "c1");
    person.incident("forced_withdrawal", "s", march(12), march(12));
    CHECK(breaches(found_against(forced(), person)) == lines{"2024-03-12 forced_withdrawal subject_teacher s s c1: "});
    scene unit;
    unit.pupil("school");
    unit.incident("arbitrary_charge", "school", march(12), march(12), "school");
    CHECK(breaches(found_against(bars({"arbitrary_charge"}, {"school"}), unit)) ==
          lines{"2024-03-12 arbitrary_charge school - school c1: "});
}

TEST_CASE("prohibition: of a party whose kind is a role it is known that it has none of the roles that are barred") {
    const auto by = [](party_kind kind) {
        scene w;
        w.party("E", kind).incident("forced_withdrawal", "E", march(12), march(12));
        return found_against(forced(), w);
    };
    for (const auto kind : {party_kind::employer, party_kind::person})
        CHECK(breaches(by(kind)).empty());
    CHECK(by(party_kind::employer).gaps.size() == 0);
    CHECK(by(party_kind::person).gaps.size() == 1);  // somebody of whom no role is known
    CHECK(gaps(by(party_kind::person), gap_kind::unassigned_role).size() == 1);
}

TEST_CASE("2.2.2.6h: who is enrolled as a returner has come back, whatever ended the enrolment before") {
    auto p = bars({"discrimination"}, {"teacher"});
    p.returned = true;
    const auto on = [&](date d, std::optional<entry_kind> entry) {
        scene w;
        w.exits(march(15), exit_kind::suspended).enrols(april(8), "c1", entry);
        return who(found_against(p, w.incident("discrimination", "T1", d, d)));
    };
    CHECK(on(april(8), entry_kind::returned) == lines{"2024-04-08 T1"});
    CHECK(on(april(3), entry_kind::returned).empty());
    CHECK(on(april(8), {}).empty());
    // A first enrolment of a returner has none before it.
    scene w;
    w.rows.enrolments->front().entry = entry_kind::returned;
    CHECK(who(found_against(p, w.incident("discrimination", "T1", march(12), march(12)))) == lines{"2024-03-12 T1"});
}

TEST_CASE("prohibition: where several come together it takes every one of them") {
    auto p = bars({"dereliction", "no_practical_measures", "arbitrary_charge"}, {"principal"});
    p.together = true;
    scene w;
    neglects(w, "P", march(20), april(10));
    CHECK(who(found_against(p, w)).empty());  // two of three
    w.incident("arbitrary_charge", "P", april(11), april(11), {}, "school");
    CHECK(who(found_against(p, w)) == lines{"2024-03-20 P", "2024-04-10 P", "2024-04-11 P"});
}

TEST_CASE(
    "prohibition: an incident that names neither a pupil nor a unit lies in the school year of the whole district") {
    // The district's year begins on Mon 4 March, that of the other school on Mon 1 April: there March is of no year.
    auto p = bars({"dereliction", "no_practical_measures"}, {"principal"});
    p.together = true;
    const auto at = [&](std::optional<std::string> unit) {
        scene w;
        w.other_school(april(1), july(5));
        return who(found_against(p, neglects(w, "P", march(20), march(21), std::move(unit))));
    };
    CHECK(at({}) == lines{"2024-03-20 P", "2024-03-21 P"});
    CHECK(at("school") == lines{"2024-03-20 P", "2024-03-21 P"});
    CHECK(at("other").empty());
}

TEST_CASE("5.2e: a year over the line says nothing of an incident in the year after it, which is within the line") {
    // One of ten dropped out in the first year, nobody in the second.
    const auto in_second_year = [](bool drops_out_again) {
        auto w = ten(1);
        w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
        if (drops_out_again)
            w.exits({2024, 10, 15}, exit_kind::dropout, {}, "p105");
        return who(over_the_line(neglects(w, "P", {2024, 10, 16}, {2024, 11, 4}), {2025, 1, 17}));
    };
    CHECK(in_second_year(false).empty());
    CHECK(in_second_year(true) == lines{"2024-10-16 P", "2024-11-04 P"});
}

namespace {

/// What was done at a school over its line, and which of two targets the rule asks about: dropouts of schools, at most
/// 2 %, or of units of another kind, at most so much.
lines asked_of(const char* named, const char* other_kind, ratio other_line) {
    const auto at_most = [](const char* kind, ratio line) {
        target t;
        t.goal.indicator = {"dropout_rate"}, t.goal.unit_kind = {kind}, t.goal.is = relation::at_most;
        t.goal.line = fixed_line{line};
        return t;
    };
    auto p = bars({"dereliction"}, {"principal"});
    p.unmet = {named};
    auto w = ten(1);
    w.incident("dereliction", "P", march(20), march(20), {}, "school");
    return who(
        evaluate(policy_with(std::vector{make_clause("over", at_most("school", {2, 100})),
                                         make_clause("other", at_most(other_kind, other_line)), make_clause("k", p)}),
                 w.build(), july(5)));
}

}  // namespace

TEST_CASE("prohibition: only the targets that the rule names count as not met") {
    // 1 of 10 is over 2 %, and within 50 %.
    CHECK(asked_of("over", "school", {50, 100}) == lines{"2024-03-20 P"});
    CHECK(asked_of("other", "school", {50, 100}).empty());
}

TEST_CASE("prohibition: a target that no unit is judged by is not one that is not met") {
    CHECK(asked_of("other", "county", {2, 100}).empty());  // there is no county
    // Nor is one where nothing at all is judged.
    target line;
    line.goal.indicator = {"dropout_rate"}, line.goal.unit_kind = {"county"}, line.goal.is = relation::at_most;
    line.goal.line = fixed_line{ratio{2, 100}};
    auto p = bars({"dereliction"}, {"principal"});
    p.unmet = {"t"};
    auto w = ten(1);
    w.incident("dereliction", "P", march(20), march(20), {}, "school");
    const auto f = evaluate(policy_with(std::vector{make_clause("t", line), make_clause("k", p)}), w.build(), july(5));
    CHECK(f.measures.size() == 0);
    CHECK(who(f).empty());
}
