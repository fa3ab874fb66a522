// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/explain.hpp>

#include <string>
#include <support/school.hpp>
#include <utility>
#include <vector>

/// A plan with a clause of every kind, and a school year in which each of them has something to say.
namespace mixed {

using namespace school;

inline owes owed(std::string act, std::string role, std::optional<role_word> recipient = {}) {
    return {combine::any_of, {std::move(act)}, {std::move(role)}, std::move(recipient)};
}

inline clause titled(clause c, bilingual summary) {
    c.item = "1", c.summary = std::move(summary);
    return c;
}

inline duty on_event(event on, owes o, std::optional<deadline> due = {}) {
    duty d;
    d.on = on, d.owes = std::move(o), d.due = std::move(due);
    return d;
}

inline deadline in_days(std::int32_t n, day_unit unit = day_unit::calendar_days) { return within_days{n, unit, false}; }

inline figure_condition figure_at(std::string indicator, relation is, figure_line line) {
    return {std::move(indicator), formula::glossary, "school", is, std::move(line)};
}
inline figure_line at_line(std::int32_t numerator, std::int32_t denominator) {
    return fixed_line{param<ratio>{ratio{numerator, denominator}, "threshold", std::to_string(numerator) + "%"}};
}

inline recurring quota(std::int32_t times, cycle of, owes o, quota_per per = quota_per::subject) {
    recurring r;
    r.times = times, r.period = of, r.owes = std::move(o), r.per = per;
    return r;
}

inline rung step(std::int32_t n, count_mode mode, owes o, std::optional<deadline> due = {}) {
    rung r;
    r.step = n, r.mode = std::move(mode), r.owes = std::move(o), r.due = std::move(due);
    return r;
}

/// Duties of every event.
inline std::vector<clause> duties_of_events() {
    auto list = on_event(event::dropout, owed("report_dropout_list", "class_teacher", role_word{"school"}), in_days(0));
    list.about.id = "class";
    auto urged = on_event(event::need_flagged, owed("explain_law_and_persuade", "class_teacher"), in_days(3));
    urged.need = need_condition{{"dropout_intention"}, {}};
    auto papers = on_event(event::late_papers, owed("home_visit", "class_teacher"), in_days(2));
    papers.late = late_after{10, day_unit::calendar_days};
    auto chased = on_event(event::missed_duty, owed("interview", "principal"), in_days(5));
    chased.of = rule_reference{"d.4", "r"};
    auto check = on_event(event::term_start, owed("report_attendance", "school"), in_days(1));
    check.about.id = "school";
    return {
        titled(make_clause("d.1", list),
               {"有学生辍学，班主任当天报名单", "On a dropout the class teacher reports the list that day"}),
        titled(make_clause("d.2", urged), {"有辍学意向的，劝说", "Persuade who thinks of leaving"}),
        titled(make_clause("d.3", papers), {"转学手续逾期，上门", "Visit where transfer papers are late"}),
        titled(make_clause("d.4", on_event(event::dropout,
                                           owed("report_dropout", "school", role_word{"township_education_officer"}),
                                           in_days(2))),
               {"有学生辍学，学校两天内上报", "The school reports a dropout within two days"}),
        titled(make_clause("d.5", chased), {"上报逾期，校长约谈", "The principal looks into a late report"}),
        titled(make_clause("d.6", on_event(event::returned, owed("interview", "class_teacher"), in_days(3))),
               {"学生返校，班主任谈话", "The class teacher talks with who comes back"}),
        titled(make_clause("d.7", on_event(event::registration, owed("home_visit", "class_teacher"), in_days(7))),
               {"未报到，上门", "Visit who is not registered"}),
        titled(make_clause("d.8", check), {"开学当天报到校情况", "Report attendance as the term starts"}),
        titled(make_clause("d.9", on_event(event::dropout, owed("report_dropout", "anyone"))),
               {"任何人都可以举报", "Anyone may report"})};
}

inline std::vector<clause> quotas() {
    auto key = quota(1, cycle::week, owed("home_visit", "key_student_teacher"));
    key.need = need_condition{{"key_student"}, {}};
    auto follow = quota(2, cycle::term, owed("follow_up_dropout", "class_teacher"));
    follow.status = status::dropout;
    auto months = quota(1, cycle::month, owed("dropout_control_month", "school"));
    months.months = {3, 9}, months.about.id = "school";
    return {titled(make_clause("q.1", quota(20, cycle::term, owed("home_visit", "class_teacher"), quota_per::holder)),
                   {"班主任每学期家访不少于 20 人次", "Class teachers visit homes 20 times a term"}),
            titled(make_clause("q.2", key), {"重点学生每周家访", "Weekly visits to key pupils"}),
            titled(make_clause("q.3", follow), {"辍学学生每学期回访两次", "Two follow-ups a term"}),
            titled(make_clause("q.4", months),
                   {"三月、九月为控辍保学月", "March and September are months against dropout"})};
}

/// A notice on a dropout; a report where the pupil is not back in time; a penalty after the report.
inline std::vector<clause> return_ladder() {
    missed_deadline late;
    late.step = 1, late.of = deadline_of::act, late.within = param<std::int32_t>{7, "return_within", ""};
    step_done sent;
    sent.step = 2;
    return {
        titled(
            make_clause("r.1", ladder{"return",
                                      {step(1, in_status{}, owed("issue_return_notice", "school", role_word{"parent"}),
                                            in_days(0))}}),
            {"发限期返校通知书", "A notice to come back"}),
        titled(make_clause("r.2",
                           ladder{"return",
                                  {step(2, late, owed("report_unreturned", "school", role_word{"township_government"}),
                                        in_days(3))}}),
               {"逾期未返校的，学校上报", "The school reports who is not back"}),
        titled(make_clause(
                   "r.3",
                   ladder{"return",
                          {step(3, sent, owed("administrative_penalty", "township_government", role_word{"parent"}))}}),
               {"乡镇依法处理", "The township follows up"})};
}

inline std::vector<clause> papers() {
    procedure complete{
        "transfer_out",
        {"written_application", "class_teacher_opinion", "receiving_school_opinion", "vice_principal_approval"},
        completeness::complete,
        status::transferred};
    procedure incomplete{"transfer_out", {}, completeness::incomplete, status::dropout};
    return {titled(make_clause("s.1", complete), {"转学四道手续", "The four steps of a transfer"}),
            titled(make_clause("s.2", incomplete), {"手续不全按辍学处理", "Without them it counts as a dropout"})};
}

inline std::vector<clause> money() {
    payment award{figure_at("retention_rate", relation::at_least, at_line(90, 100)),
                  param<std::int64_t>{180000},
                  paid_for::whole,
                  role_word{"school_district_office"},
                  role_word{"school"},
                  {"excellent_teacher"}};
    payment charge{figure_at("dropout_rate", relation::at_least, at_line(2, 100)),
                   param<std::int64_t>{20005},
                   paid_for::dropout,
                   role_word{"school"},
                   {},
                   {}};
    payment over{figure_at("dropout_rate", relation::at_least, at_line(2, 100)),
                 param<std::int64_t>{20000},
                 paid_for::dropout_over_line,
                 role_word{"school"},
                 {},
                 {}};
    sharing shares{{"m.3"}, {"principal", "class_teacher"}, {}};
    shares.roles = {"principal", "school_leader"};
    shares.shares = std::vector<ratio>{ratio{2, 3}, ratio{1, 3}};
    veto hard;
    hard.upon = figure_at("dropouts", relation::at_least, at_line(2, 1));
    hard.roles = {"principal"}, hard.forfeits = {"excellent_teacher", "annual_assessment"};
    return {
        titled(make_clause("m.1", target{figure_at("dropout_rate", relation::at_most, at_line(2, 100))}),
               {"小学辍学率不超过 2%", "A dropout rate of at most 2%"}),
        titled(make_clause("m.2", incentive{effect::award, award}),
               {"巩固率达标的奖励", "An award for keeping pupils"}),
        titled(make_clause("m.3", incentive{effect::charge, charge}), {"按辍学人数扣款", "A charge for each dropout"}),
        titled(make_clause("m.4", incentive{effect::charge, over}), {"只扣超过线的", "A charge beyond the line"}),
        titled(make_clause("m.5", incentive{effect::charge, shares}),
               {"校长和校领导分担", "Principal and leaders share it"}),
        titled(make_clause("m.6", veto{hard}), {"辍学严重的一票否决", "A veto where dropout is serious"})};
}

inline policy plan() {
    std::vector<clause> all;
    for (auto part : {duties_of_events(), quotas(), return_ladder(), papers(), money()})
        all.insert(all.end(), part.begin(), part.end());
    return policy_with(std::move(all));
}

/// Pupil s is present; `left` drops out on 22 March; `moved` leaves for another school on 29 March with two steps done,
/// the last before it is complete; `back` drops out and comes back; `key` is a key pupil who thinks of leaving; `rest`
/// is on leave.
inline world year() {
    world w;
    auto& r = w.rows;
    r.registrations.emplace(), r.needs.emplace(), r.transfers.emplace();
    for (const char* id : {"left", "moved", "back", "key", "rest", "a1", "a2", "a3", "a4"})
        w.pupil(id);
    const auto leaves = [&](const char* id, date until, exit_kind exit, std::optional<date> noted = {}) {
        for (auto& e : *r.enrolments)
            if (e.student_id == id && !e.until)
                e.until = until, e.exit = exit, e.noted_on = noted;
    };
    leaves("left", march(22), exit_kind::dropout, march(25));
    leaves("moved", march(29), exit_kind::transferred);
    leaves("back", march(15), exit_kind::withdrawn);
    leaves("rest", march(8), exit_kind::suspended);
    r.enrolments->push_back({"back", "c1", april(15), {}, entry_kind::returned, {}, {}});
    r.transfers->push_back({"T-1", "moved", march(29), {}, {}, {}});
    r.needs->push_back({"key", "key_student", march(11), {}});
    r.needs->push_back({"key", "dropout_intention", march(13), {}});
    for (const auto& e : *r.enrolments)
        if (e.student_id != "s" && e.from == march(4))
            r.registrations->push_back({e.student_id, "spring", march(3)});
    w.hold_pupil("K", "key_student_teacher", "key", march(6));
    w.hold("G", "township_government", "town");
    return w;
}

/// A step of the transfer.
inline void papers_step(world& w, const char* what, const char* actor, date on) {
    w.act(what, actor, on, "moved");
    w.rows.acts->back().refers_table = "transfers", w.rows.acts->back().refers_to = "T-1";
}

/// Acts: a notice with a date, a report after it; two of the four steps; visits.
inline void add_acts(world& w) {
    papers_step(w, "written_application", "P", march(26));
    papers_step(w, "class_teacher_opinion", "T1", march(28));
    w.act("issue_return_notice", "P", march(25), "left");
    w.rows.acts->back().due_on = april(1);
    w.act("report_unreturned", "P", april(3), "left");
    w.act("home_visit", "T1", march(12), "key").act("home_visit", "K", march(14), "key");
}

/// The year with its acts.
inline world acted() {
    auto w = year();
    add_acts(w);
    return w;
}

struct told {
    policy law;
    district facts;
    findings found;

    told(policy p, const world& w, date as_of)
        : law(std::move(p)), facts(w.build()), found(evaluate(law, facts, as_of)) {}

    [[nodiscard]] std::string of(std::uint64_t id, language in) const { return explain(found, law, facts, id, in); }

    /// Of the n-th row of a table that a clause gives.
    template <class Table>
    [[nodiscard]] std::string of(const Table& t, const std::string& clause, language in, std::size_t n = 0) const {
        for (std::size_t i = 0; i < t.size(); ++i)
            if ((t.rule[i] == no_code ? std::string{} : found.rules[static_cast<std::size_t>(t.rule[i])].clause) ==
                    clause &&
                n-- == 0)
                return of(t.id[i], in);
        return "no such finding of " + clause;
    }
};

/// Every id of every table.
inline std::vector<std::uint64_t> ids(const findings& f) {
    std::vector<std::uint64_t> out;
    for (const auto* t : {&f.obligations.id, &f.statuses.id, &f.measures.id, &f.consequences.id, &f.gaps.id})
        out.insert(out.end(), t->begin(), t->end());
    return out;
}

}  // namespace mixed
