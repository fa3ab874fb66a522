// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/explain/explain.hpp>
#include <baoxue/facts/build_district.hpp>

#include <optional>
#include <string>
#include <vector>

/// One school with two classes, and a ladder over three clauses, from plain values.
namespace small {

using namespace baoxue;

inline const date wednesday{2022, 5, 25}, thursday{2022, 5, 26}, friday{2022, 5, 27};

inline vocabulary words() {
    vocabulary v;
    const auto role = [&](const char* id, const char* zh, const char* en, std::vector<std::string> holds,
                          const char* is,
                          bool one) { v.add(word_kind::role, {id, zh, en, std::move(holds), is, one, {}, {}}); };
    role("class_teacher", "班主任", "class teacher", {"class"}, "teacher", true);
    role("teacher", "教师", "teacher", {"class", "school"}, "staff", false);
    role("school_leader", "校领导", "school leader", {"school"}, "staff", false);
    role("principal", "校长", "principal", {"school"}, "school_leader", true);
    role("staff", "教职工", "staff", {"school"}, "", false);
    role("academic_affairs_office", "教务处", "academic affairs office", {"school"}, "staff", false);
    role("helping_teacher", "帮扶教师", "helping teacher", {"student"}, "teacher", false);
    v.add(word_kind::role, {"school", "学校", "school", {"school"}, "", false, true, "principal", "staff"});
    role("village_cadre", "村干部", "village cadre", {"village"}, "", false);
    role("student", "学生", "pupil", {"student"}, "", true);
    for (const auto& [id, zh, en] :
         {std::tuple{"report_absence", "报告缺勤", "report the absence"},
          {"home_visit", "家访", "home visit"},
          {"interview", "面谈", "interview"},
          {"contact_village_committee", "联系街道、村委会", "contact the village committee"}})
        v.add(word_kind::act, {id, zh, en});
    v.add(word_kind::unit_kind, {"school", "学校", "school"});
    v.add(word_kind::unit_kind, {"class", "班级", "class"});
    v.add(word_kind::unit_kind, {"village", "村", "village"});
    v.add(word_kind::stage, {"primary", "小学", "primary"});
    return v;
}

inline rung make_rung(std::int32_t step, counted unit, std::int32_t threshold, owes owed,
                      std::optional<deadline> due = {}) {
    rung r;
    r.step = step;
    r.counts = {{unit, {}, {}}};
    consecutive mode;
    mode.threshold = threshold;
    r.mode = mode;
    r.owes = std::move(owed);
    r.due = std::move(due);
    return r;
}

inline deadline within(std::int32_t n, day_unit unit = day_unit::calendar_days, bool rolls = false) {
    return within_days{n, unit, rolls};
}
inline owes visit_by(const char* role) { return {combine::any_of, {"home_visit"}, {role}, {}}; }

inline clause make_clause(const char* id, const char* item, bilingual summary, const char* ladder_name, rung r) {
    clause c;
    c.id = id, c.section = "2.2.2", c.item = item, c.summary = std::move(summary), c.chosen = "usual";
    rule only{"ladder", {}, {}, ladder{ladder_name, {std::move(r)}}};
    c.readings = {{"usual", {"按字面理解", "As it is written"}, {std::move(only)}}};
    return c;
}

/// Half a day: a report; a full day: a visit that day or the next; two full days: a visit by a leader.
inline policy ladder_plan() {
    auto report = make_clause(
        "p.6e", "6", {"缺课半天，班主任报教务处", "Half a day of absence: the class teacher tells the office"},
        "absence",
        make_rung(1, counted::session, 1,
                  {combine::any_of, {"report_absence"}, {"class_teacher"}, role_word{"academic_affairs_office"}}));
    auto visit = make_clause(
        "p.6f", "6",
        {"缺课一天，班主任当日或次日上门", "A day of absence: the class teacher visits that day or the next"},
        "absence",
        make_rung(2, counted::full_day, 1, visit_by("class_teacher"),
                  within_days{{1, "within", "当天或第二天"}, {}, false}));
    auto leader = make_clause("p.6g", "6", {"缺课到第二天，校领导上门", "A second day of absence: a leader visits"},
                              "absence", make_rung(3, counted::full_day, 2, visit_by("school_leader")));
    auto other = leader.readings.front();
    other.id = "calendar", other.summary = {"第二天指日历上的第二天", "The second day is the next day of the calendar"};
    std::get<consecutive>(std::get<ladder>(other.rules.front().is).rungs.front().mode).adjacent =
        adjacency::calendar_days;
    leader.readings.push_back(std::move(other));
    auto timely = make_clause(
        "p.6i", "6", {"缺课，教师及时上门", "On absence a teacher visits in good time"}, "timely",
        make_rung(1, counted::session, 1, visit_by("teacher"), within_days{unspecified("within", "及时"), {}, false}));
    policy p;
    p.id = "plan";
    p.layers = {{"plan", {"某校方案", "A school's plan"}, {}, {report, visit, leader, timely}}};
    return p;
}

/// A policy of one rung in one clause `c.1`.
inline policy one_rung(rung r) {
    policy p;
    p.id = "plan";
    p.layers = {{"plan",
                 {"某校方案", "A school's plan"},
                 {},
                 {make_clause("c.1", "1", {"一条", "A clause"}, "one", std::move(r))}}};
    return p;
}

inline void absent(district_rows& d, const char* student, date on, mark m = mark::unexcused) {
    d.attendance->push_back({student, on, session::am, m, {}});
    d.attendance->push_back({student, on, session::pm, m, {}});
}

/// Pupil S-1 of class C-1 absent on Wednesday 25 and Thursday 26 May 2022; register rows 2 to 5.
inline district_rows rows() {
    district_rows d;
    d.terms = {{"T", "2021-2022", date{2022, 2, 14}, date{2022, 7, 8}, {}, {}}};
    d.units = {{"P", "school", {}, "primary", {}},
               {"C-1", "class", "P", {}, {}},
               {"C-2", "class", "P", {}, {}},
               {"V", "village", {}, {}, {}}};
    const date from{2021, 9, 1};
    d.holdings = {{{"T-7", "class_teacher", covers_kind::unit, "C-1", from, {}},
                   {"T-8", "class_teacher", covers_kind::unit, "C-2", from, {}},
                   {"H-1", "principal", covers_kind::unit, "P", from, {}}}};
    d.students = {{{"S-1", "V", {}, {}, {}}, {"S-2", {}, {}, {}, {}}}};
    d.enrolments = {
        {{"S-1", "C-1", date{2022, 2, 14}, {}, {}, {}, {}}, {"S-2", "C-2", date{2022, 2, 14}, {}, {}, {}, {}}}};
    d.attendance.emplace();
    d.acts.emplace();
    absent(d, "S-1", date{2022, 5, 24}, mark::present);
    absent(d, "S-1", wednesday);
    absent(d, "S-1", thursday);
    return d;
}

inline act_row act(const char* id, date on, const char* kind, const char* actor, const char* student = "S-1") {
    act_row a;
    a.act_id = id, a.date = on, a.act = kind, a.actor_id = actor, a.student_id = student;
    return a;
}

/// A policy judged on a district, and its explanations.
struct judged {
    policy law;
    district facts;
    findings found;

    judged(policy p, const district_rows& rows, date as_of, register_mode mode = register_mode::complete)
        : law(std::move(p)), facts(build_district(rows, {calendar_kind::cn, mode, bad_rows::refuse, words()})),
          found(evaluate(law, facts, as_of)) {}

    [[nodiscard]] std::string told(std::uint64_t id, language in) const { return explain(found, law, facts, id, in); }

    /// Of the n-th obligation of a clause.
    [[nodiscard]] std::string of(const std::string& clause, language in, std::size_t n = 0) const {
        for (std::size_t i = 0; i < found.obligations.size(); ++i)
            if (found.rules[static_cast<std::size_t>(found.obligations.rule[i])].clause == clause && n-- == 0)
                return told(found.obligations.id[i], in);
        return "no such obligation";
    }
    /// Of the first gap of a kind.
    [[nodiscard]] std::string of(gap_kind kind, language in) const {
        for (std::size_t i = 0; i < found.gaps.size(); ++i)
            if (found.gaps.kind[i] == kind)
                return told(found.gaps.id[i], in);
        return "no such gap";
    }
};

}  // namespace small
