// SPDX-License-Identifier: Apache-2.0
#include "support/plans.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/sample/sample_township.hpp>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

struct judged_township {
    std::vector<findings> found;  ///< of plans 1 to 5, after the school year
    judged_township() {
        std::vector<table_view> views;
        for (const auto& t : sample_township({2000, 1}))
            views.push_back(t.view());
        district_options options;
        options.calendar = sample_calendar;
        options.mode = sample_register;
        const auto d = build_district(views, options);
        std::vector<policy> plans;
        for (const auto* const id : {"plan-1", "plan-2", "plan-3", "plan-4", "plan-5"})
            plans.push_back(school::core_of(id));
        found = evaluate(plans, d, date{2026, 7, 31});
    }
};

const std::vector<findings>& found() {
    static const judged_township once;
    return once.found;
}

std::string name_of(const findings& f, std::int32_t rule) {
    const auto& r = f.rules[static_cast<std::size_t>(rule)];
    return r.clause + "." + r.rule;
}

/// Rules that wrote a row into a table of findings other than the gaps.
std::set<std::string> fired(const findings& f) {
    std::set<std::string> out;
    const auto look = [&](const std::vector<std::int32_t>& rules) {
        for (const auto r : rules)
            if (r != no_code)
                out.insert(name_of(f, r));
    };
    look(f.obligations.rule), look(f.statuses.rule), look(f.breaches.rule), look(f.consequences.rule),
        look(f.entitlements.rule), look(f.measures.rule);
    return out;
}

}  // namespace

TEST_CASE("sample_township: every rule of the five plans says something of 2,000 pupils") {
    std::set<std::string> silent, only_gaps;
    for (const auto& f : found()) {
        const auto rows = fired(f);
        std::set<std::string> gaps;
        for (const auto r : f.gaps.rule)
            if (r != no_code)
                gaps.insert(name_of(f, r));
        for (std::size_t r = 0; r < f.rules.size(); ++r) {
            const auto name = name_of(f, static_cast<std::int32_t>(r));
            if (!rows.contains(name))
                (gaps.contains(name) ? only_gaps : silent).insert(name);
        }
    }
    // Assignments speak of holes alone, and these subjects are covered all year.
    CHECK(silent == std::set<std::string>{"3.3.2a.student", "5.2a.teacher_class", "5.2a.township_government_township",
                                          "5.2a.village_committee_village"});
    // The other assignments, and rules that leave their threshold or their shares unspecified.
    CHECK(only_gaps == std::set<std::string>{"2.2.2.9a.assessment", "2.2.2.9b.honours", "3.3.2a.class", "3.3.2a.school",
                                             "5.2a.parent_student", "5.2a.principal_school",
                                             "5.2a.township_cadre_village", "5.9e.shares"});
}

TEST_CASE("sample_township: duties stand met, met late, missed and open, wherever their rules know these") {
    using enum state;
    const std::map<std::string, std::set<state>> expected{
        {"plan-1/1.5.1c.mobilise", {open, met}},
        {"plan-2/2.2.2.2a.list", {met, met_late, missed}},
        {"plan-2/2.2.2.2b.daily", {met, missed}},
        {"plan-2/2.2.2.6a.visits", {met, missed}},
        {"plan-2/2.2.2.6b.visits", {met, missed}},
        {"plan-2/2.2.2.6d.persuade", {open, met}},
        {"plan-2/2.2.2.6e.report", {open, met}},
        {"plan-2/2.2.2.6f.visit", {met, met_late, missed}},
        {"plan-2/2.2.2.6g.leader_visit", {open, met}},
        {"plan-2/2.2.2.6i.visit", {open, met}},
        {"plan-2/2.2.2.7.report", {open, met}},
        {"plan-3/3.3.4c.weekly", {met, missed}},
        {"plan-3/3.3.4d.follow_up", {met, missed}},
        {"plan-4/4.4.3a.months", {met, missed}},
        {"plan-4/4.4.4a.notice", {met, met_late, missed}},
        {"plan-4/4.4.4b.report", {open, met}},
        {"plan-4/4.4.4c.penalty", {open, met}},
    };
    std::map<std::string, std::set<state>> stood;
    for (const auto& f : found())
        for (std::size_t i = 0; i < f.obligations.size(); ++i)
            stood[f.policy + "/" + name_of(f, f.obligations.rule[i])].insert(f.obligations.state[i]);
    CHECK(stood == expected);
}

TEST_CASE("sample_township: schools on both sides of the lines, and what follows in money") {
    const auto& f = found().back();
    std::map<std::string, std::map<std::string, std::string>> met;
    for (std::size_t i = 0; i < f.measures.size(); ++i)
        met[name_of(f, f.measures.rule[i])][f.ids->units.text(f.measures.unit[i])] = !f.measures.met[i]   ? "unknown"
                                                                                     : *f.measures.met[i] ? "met"
                                                                                                          : "not met";
    CHECK(met["5.0b.line"]["k01"] == "met");  // exactly 2 %: the line is met, and the charge is due
    CHECK(met["5.9c.charge"]["k01"] == "met");
    CHECK(met["5.0b.line"]["k02"] == "met");
    CHECK(met["5.9c.charge"]["k02"] == "not met");
    CHECK(met["5.0b.line"]["k03"] == "not met");
    CHECK(met["5.0b.line"]["k07"] == "unknown");
    CHECK(met["5.0b.line"]["s01"] == "met");
    CHECK(met["5.0c.line"]["k04"] == "not met");
    CHECK(met["5.9a.award"]["k05"] == "met");
    CHECK(met["5.9b.award"]["k06"] == "met");
    std::set<std::string> paid;
    for (std::size_t i = 0; i < f.consequences.size(); ++i)
        paid.insert(f.ids->units.text(f.consequences.unit[i]) + " " + std::string{word_of(f.consequences.kind[i])});
    CHECK(paid == std::set<std::string>{"k01 charge", "k03 charge", "k04 charge", "k05 award"});
}

TEST_CASE("sample_township: pupils who left by papers in and out of order, and without any") {
    std::set<std::string> given;
    const auto& f = found().front();
    for (std::size_t i = 0; i < f.statuses.size(); ++i)
        given.insert(std::string{word_of(f.statuses.status[i])} + " " +
                     (f.statuses.rule[i] == no_code ? "by no clause" : name_of(f, f.statuses.rule[i])));
    CHECK(given == std::set<std::string>{"transferred 1.5.7a.transfer", "dropout 1.5.7b.dropout",
                                         "dropout by no clause", "suspended by no clause"});
}
