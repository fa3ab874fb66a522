// SPDX-License-Identifier: Apache-2.0
#include "sample_tables.hpp"
#include <baoxue/sample/sample_township.hpp>
#include <baoxue/sample/write_table.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <tuple>

using namespace baoxue;
using sample_tables_for_tests::reader;
using sample_tables_for_tests::town;

// What the tables say is read back from the tables alone. Each case that a rule is to meet is counted, so that none can
// be lost unnoticed.

namespace {

constexpr std::int32_t open = forever.days;

/// Acts by the transfer they are a step of: kind and day, in the order of the table.
std::map<std::string, std::vector<std::pair<std::string, std::int32_t>>> steps() {
    std::map<std::string, std::vector<std::pair<std::string, std::int32_t>>> out;
    const auto& a = town().at("acts");
    for (std::int64_t r = 0; r < a.rows(); ++r)
        if (!a.is_null("refers_to", r))
            out[a.text("refers_to", r)].emplace_back(a.text("act", r), a.number("date", r));
    return out;
}

/// How the school's four steps stand on the day of leaving.
std::string judge(const std::vector<std::pair<std::string, std::int32_t>>& steps, std::int32_t left) {
    std::int32_t reached = 0;
    bool in_order = true;
    std::set<std::string> there;
    for (const std::string step :
         {"written_application", "class_teacher_opinion", "receiving_school_opinion", "vice_principal_approval"}) {
        const auto on = std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.first == step; });
        if (on == steps.end())
            continue;
        there.insert(step);
        in_order = in_order && on->second >= reached;
        reached = on->second;
    }
    if (there.empty())
        return "never begun";
    if (there.size() < 4)
        return "a step missing";
    if (!in_order)
        return "out of order";
    return reached < left ? "in time" : reached == left ? "on the day" : "late";
}

std::map<std::string, int> count(const reader& t, std::string_view column) {
    std::map<std::string, int> out;
    for (std::int64_t r = 0; r < t.rows(); ++r)
        ++out[t.text(column, r)];
    return out;
}

}  // namespace

TEST_CASE("transfers: one for most exits that say so, papers of every kind, receiving units inside and outside") {
    const auto& t = town();
    std::set<std::pair<std::string, std::int32_t>> exits, rows;
    std::map<std::pair<std::string, std::int32_t>, std::string> next;
    const auto& e = t.at("enrolments");
    for (std::int64_t r = 0; r < e.rows(); ++r) {
        if (e.text("exit", r) != "transferred")
            continue;
        const std::pair key{e.text("student_id", r), e.number("until", r)};
        exits.insert(key);
        if (r + 1 < e.rows() && e.text("student_id", r + 1) == key.first)
            next[key] = t.school_of(e.text("class_id", r + 1));
    }
    const auto& x = t.at("transfers");
    const auto papers = steps();
    std::map<std::string, int> kinds;
    int inside = 0, outside = 0, nowhere = 0, noted_later = 0, unapproved = 0;
    for (std::int64_t r = 0; r < x.rows(); ++r) {
        const std::pair key{x.text("student_id", r), x.number("left_on", r)};
        CHECK(exits.contains(key));
        CHECK(rows.insert(key).second);
        const auto id = x.text("transfer_id", r);
        const auto it = papers.find(id);
        const auto acts = it == papers.end() ? decltype(it->second){} : it->second;
        const auto how = judge(acts, key.second);
        ++kinds[how];
        unapproved += how == "in time" && std::none_of(acts.begin(), acts.end(), [](const auto& a) {
                          return a.first == "central_school_approval";
                      });
        noted_later += x.number("noted_on", r, key.second) > key.second;
        const auto to = x.text("receiving_unit_id", r);
        inside += t.unit_kind.contains(to), outside += t.parties.contains(to), nowhere += to.empty();
        if (next.contains(key))
            CHECK(to == next.at(key));
        else
            CHECK_FALSE(t.unit_kind.contains(to));
    }
    CHECK(rows.size() < exits.size());
    CHECK(rows.size() * 10 > exits.size() * 7);
    for (const auto* const how : {"in time", "on the day", "late", "a step missing", "out of order", "never begun"})
        CHECK(kinds[how] > 0);
    CHECK(kinds["in time"] >= kinds["late"]);
    CHECK(unapproved > 0);
    CHECK(noted_later > 0);
    CHECK(inside > 0);
    CHECK(outside > 0);
    CHECK(nowhere > 0);
}

TEST_CASE("needs: every kind, some of both difficulties, some that end, and a few key students a class") {
    const auto& t = town();
    const auto& n = t.at("needs");
    std::map<std::string, std::set<std::string>> of_pupil;
    std::map<std::string, int> ends, in_term;
    for (std::int64_t r = 0; r < n.rows(); ++r) {
        const auto pupil = n.text("student_id", r), need = n.text("need", r);
        CHECK(t.pupils.contains(pupil));
        CHECK(n.number("from", r) <= n.number("until", r, open));
        of_pupil[pupil].insert(need);
        ends[need] += n.is_null("until", r) ? 0 : 1;
        in_term[need] += n.number("from", r) > date{2025, 9, 1}.days ? 1 : 0;
    }
    const auto kinds = count(n, "need");
    CHECK(kinds.size() == 7);
    for (const auto* const need :
         {"academic_difficulty", "economic_hardship", "key_student", "dropout_intention", "wavering"}) {
        INFO(need);
        CHECK(kinds.at(need) >= 20);
        CHECK(kinds.at(need) <= 200);
        CHECK(ends[need] > 0);
        CHECK(ends[need] < kinds.at(need));
    }
    CHECK(kinds.at("double_difficulty") > 0);
    CHECK(in_term["key_student"] > kinds.at("key_student") * 9 / 10);
    int both = 0;
    for (const auto& [pupil, needs] : of_pupil)
        both += needs.contains("academic_difficulty") && needs.contains("economic_hardship") ? 1 : 0;
    CHECK(both >= 10);
    CHECK(kinds.at("key_student") >= count(t.at("units"), "kind").at("class"));
}

TEST_CASE("acts: what duties ask for is done by some and not by others") {
    const auto& t = town();
    const auto& a = t.at("acts");
    const auto kinds = count(a, "act");
    const std::map<std::string, int> least{
        {"report_attendance", 5000}, {"home_visit", 4000},         {"report_dropout_list", 15},
        {"issue_return_notice", 10}, {"report_unreturned", 3},     {"explain_law_and_persuade", 30},
        {"follow_up_dropout", 20},   {"dropout_control_month", 5}, {"grant_benefit", 100},
        {"study_guidance", 1},       {"chase_transfer_papers", 1}, {"file_transfer", 5}};
    for (const auto& [act, number] : least) {
        INFO(act);
        CHECK((kinds.contains(act) ? kinds.at(act) : 0) >= number);
    }
    CHECK(kinds.contains("administrative_penalty"));
    CHECK(kinds.contains("pursue_legal_liability"));
    int dated = 0, undated = 0;
    for (std::int64_t r = 0; r < a.rows(); ++r) {
        if (a.text("act", r) != "issue_return_notice")
            continue;
        (a.is_null("due_on", r) ? undated : dated) += 1;
        CHECK(a.number("due_on", r, open) > a.number("date", r));
    }
    CHECK(dated > 0);
    CHECK(undated > 0);
}

TEST_CASE("acts: many teachers make 20 or 15 home visits a term, many do not") {
    const auto& t = town();
    std::map<std::string, std::set<std::string>> role;
    const auto& h = t.at("holdings");
    for (std::int64_t r = 0; r < h.rows(); ++r)
        role[h.text("role", r)].insert(h.text("person_id", r));
    std::map<std::string, int> visits;  // of the autumn
    const auto& a = t.at("acts");
    for (std::int64_t r = 0; r < a.rows(); ++r)
        if (a.text("act", r) == "home_visit" && a.number("date", r) <= date{2026, 1, 30}.days)
            ++visits[a.text("actor_id", r)];
    for (const auto& [who, quota] : {std::pair{"class_teacher", 20}, std::pair{"subject_teacher", 15}}) {
        const auto& persons = role.at(who);
        const auto enough =
            std::count_if(persons.begin(), persons.end(), [&, n = quota](const auto& p) { return visits[p] >= n; });
        INFO(who);
        CHECK(enough * 10 >= static_cast<std::ptrdiff_t>(persons.size()) * 4);
        CHECK(enough + 2 <= static_cast<std::ptrdiff_t>(persons.size()));
    }
}

TEST_CASE("incidents: known actors and pupils, most verified later, some never, and one employer more than once") {
    const auto& t = town();
    const auto& i = t.at("incidents");
    int verified = 0, said = 0;
    std::map<std::string, int> hired;
    std::map<std::string, std::set<std::string>> neglect;
    for (std::int64_t r = 0; r < i.rows(); ++r) {
        const auto actor = i.text("actor_id", r), conduct = i.text("conduct", r);
        CHECK(t.is_actor(actor));
        CHECK((!i.is_null("student_id", r) || !i.is_null("unit_id", r)));
        CHECK(i.number("verified_on", r, open) > i.number("date", r));
        (i.is_null("verified_on", r) ? said : verified) += 1;
        if (conduct == "hiring_dropout")
            ++hired[actor];
        if (!i.is_null("verified_on", r) && (conduct == "dereliction" || conduct == "no_practical_measures"))
            neglect[actor].insert(conduct);
    }
    CHECK(verified > said);
    CHECK(said > 3);
    CHECK(count(i, "conduct").size() >= 10);
    CHECK(std::any_of(hired.begin(), hired.end(), [](const auto& h) { return h.second > 1; }));
    CHECK(neglect.at("m003").size() == 2);
    CHECK(neglect.at("m004").size() == 1);
}

TEST_CASE("pledges: signed layer by layer by those who hold the roles, and links are missing") {
    const auto& t = town();
    const auto& p = t.at("pledges");
    std::map<std::pair<std::string, std::string>, std::set<std::string>> layers;
    int ends = 0;
    for (std::int64_t r = 0; r < p.rows(); ++r) {
        CHECK(t.is_actor(p.text("from_id", r)));
        CHECK(t.is_actor(p.text("to_id", r)));
        CHECK(p.is_null("unit_id", r) != p.is_null("student_id", r));
        CHECK(layers[{p.text("role_from", r), p.text("role_to", r)}]
                  .insert(p.text("unit_id", r) + p.text("student_id", r))
                  .second);
        ends += p.is_null("until", r) ? 0 : 1;
    }
    CHECK(ends > 0);
    CHECK(ends < p.rows());
    auto kinds = count(t.at("units"), "kind");
    const auto most = [&](const char* from, const char* to, std::size_t all) {
        INFO(from << " with " << to);
        const auto signed_here = layers[{from, to}].size();
        CHECK(signed_here < all);
        CHECK(signed_here * 10 >= all * 7);
    };
    most("township_government", "village_committee", static_cast<std::size_t>(kinds["village"]));
    most("principal", "class_teacher", static_cast<std::size_t>(kinds["class"]));
    most("class_teacher", "parent", t.pupils.size());
    CHECK(layers.contains({"school_district_office", "principal"}));
}

TEST_CASE("records: most home visits have a file of their own, some incomplete; other registers too") {
    const auto& t = town();
    const auto& r = t.at("records");
    std::map<std::string, std::pair<std::string, std::string>> visit;
    const auto& a = t.at("acts");
    for (std::int64_t n = 0; n < a.rows(); ++n)
        if (a.text("act", n) == "home_visit")
            visit[a.text("act_id", n)] = {a.text("actor_id", n), a.text("student_id", n)};
    std::set<std::string> filed;
    int incomplete = 0;
    for (std::int64_t n = 0; n < r.rows(); ++n) {
        CHECK(t.is_actor(r.text("keeper_id", n)));
        CHECK(r.number("opened_on", n) <= r.number("completed_on", n, open));
        incomplete += r.is_null("completed_on", n) ? 1 : 0;
        if (r.text("register", n) != "home_visit")
            continue;
        CHECK(filed.insert(r.text("refers_to", n)).second);
        CHECK(visit.at(r.text("refers_to", n)) == std::pair{r.text("keeper_id", n), r.text("student_id", n)});
    }
    CHECK(filed.size() < visit.size());
    CHECK(filed.size() * 10 > visit.size() * 7);
    CHECK(incomplete * 20 > r.rows());
    CHECK(incomplete * 5 < r.rows());
    const auto kinds = count(r, "register");
    for (const auto* const kept :
         {"suspension_withdrawal", "transfer_out", "transfer_in", "dropout", "home_visit", "persuasion_to_return",
          "dropout_intention", "key_student", "returned_student", "dropout_report"})
        CHECK(kinds.contains(kept));
}

TEST_CASE("counts: schools known only in totals lie on, below and above the lines") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto planned = sample::plan_township({0, seed});
        const auto table = sample::write_table(planned, table_name::counts);
        const reader c{table.view()};
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> rate;
        for (std::int64_t r = 0; r < c.rows(); ++r)
            if (c.text("indicator", r) == "dropout_rate")
                rate[c.text("unit_id", r)] = {c.number("numerator", r), c.number("denominator", r)};
        const auto over = [&](const char* school, std::int64_t line) {  // in hundredths, times the denominator
            const auto [n, of] = rate.at(school);
            return 100 * n - line * of;
        };
        CHECK(over("k01", 2) == 0);
        CHECK(over("k02", 2) < 0);
        CHECK(over("k02", 2) >= -2);
        CHECK(over("k03", 2) > 0);
        CHECK(over("k04", 3) > 0);
        CHECK(rate.at("k05").first == 0);
        CHECK(rate.at("k06").first == 0);
        CHECK(rate.contains("c01"));
    }
    const auto& t = town();
    const auto& u = t.at("units");
    std::map<std::string, std::string> stage;
    for (std::int64_t r = 0; r < u.rows(); ++r)
        stage[u.text("unit_id", r)] = u.text("stage", r);
    for (const auto* const school : {"k01", "k02", "k03", "k05"})
        CHECK(stage.at(school) == "primary");
    for (const auto* const school : {"k04", "k06"})
        CHECK(stage.at(school) == "junior_middle");
    for (const auto& [unit, parent] : t.parent)
        CHECK(parent.substr(0, 1) != "k");  // no classes, so nobody on a roll
    const auto formulas = count(t.at("counts"), "formula");
    CHECK(formulas.at("inspection") == 1);
    CHECK(formulas.contains(""));
}
