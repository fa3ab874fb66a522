// SPDX-License-Identifier: Apache-2.0
#include "mixed.hpp"
#include <baoxue/explain/why_not.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

// The term is Mon 4 March to Fri 5 July 2024. P heads the school, T1 and T2 teach c1 and c2, all since 1 September
// 2020; pupil s is in c1 from the first day.

using namespace mixed;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string asked_of(rule_kind is, const world& w, date as_of, const char* id, language in = language::en) {
    const told t{policy_with(std::vector<clause>{make_clause("k", std::move(is))}), w, as_of};
    return why_not(t.found, t.law, t.facts, id, "k", in);
}

pledge signing(pledge_pair pair) {
    return {param<std::vector<pledge_pair>>{std::vector<pledge_pair>{std::move(pair)}}, param<cycle>{cycle::term}};
}
const pledge_pair with_class_teacher{"principal", "class_teacher", {"class"}};

world unsigned_() {
    world w;
    w.rows.pledges.emplace();
    return w;
}

}  // namespace

TEST_CASE("why_not: a pledge names both sides, the last day, and when a period begins", "[explain]") {
    const auto law = signing(with_class_teacher);
    CHECK_THAT(asked_of(law, unsigned_(), march(8), "c1"),
               ContainsSubstring("Clause k: no signature of the principal (P) and the class teacher (T1) is on record "
                                 "yet; the last day is 5 July 2024 (finding "));
    CHECK_THAT(asked_of(law, unsigned_(), march(8), "c1", language::zh),
               ContainsSubstring("还没有校长（P）和班主任（T1）签订的记录，最后一天是2024年7月5日"));
    CHECK_THAT(asked_of(law, unsigned_(), march(8), "s"), ContainsSubstring("Clause k (class c1): no signature of"));
    CHECK_THAT(asked_of(law, unsigned_(), july(6), "c1"),
               ContainsSubstring("no signature of the principal (P) and the class teacher (T1) is on record up to the "
                                 "last day, 5 July 2024"));
    CHECK_THAT(asked_of(law, unsigned_(), march(3), "c1"),
               ContainsSubstring("no period is running; the next one with school begins on 4 March 2024."));
    CHECK_THAT(asked_of(law, unsigned_(), march(3), "c1", language::zh),
               ContainsSubstring("下一个有课的时段从2024年3月4日开始"));
    auto w = unsigned_();
    w.rows.pledges->push_back({"P", "T1", "principal", "class_teacher", "c1", {}, march(6), {}});
    CHECK_THAT(asked_of(law, w, march(8), "c1"),
               ContainsSubstring("the principal (P) and the class teacher (T1) signed on 6 March 2024"));
    // a second term from 2 September: then the first is over, and the next begins
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2024, 12, 20}, {}, {}});
    CHECK_THAT(asked_of(law, w, july(8), "c1"), ContainsSubstring("The next period begins on 2 September 2024."));
}

TEST_CASE("A pledge that is signed names who signed, whoever holds the roles by now", "[explain]") {
    const auto law = policy_with(std::vector<clause>{make_clause("k", signing(with_class_teacher))});
    // T1 signs on the 6th as class teacher of c1 and hands the class to T2 on the 11th; the row may name the class
    // teacher first
    for (const bool turned : {false, true}) {
        auto w = unsigned_();
        w.leaves("T1", march(10)).hold("T2", "class_teacher", "c1", march(11));
        if (turned)
            w.rows.pledges->push_back({"T1", "P", "class_teacher", "principal", "c1", {}, march(6), {}});
        else
            w.rows.pledges->push_back({"P", "T1", "principal", "class_teacher", "c1", {}, march(6), {}});
        const told t{law, w, march(15)};
        CHECK_THAT(why_not(t.found, t.law, t.facts, "c1", "k", language::en),
                   ContainsSubstring("the principal (P) and the class teacher (T1) signed on 6 March 2024"));
        std::size_t row = 0;  // of c1, which is met; the other is of c2
        while (t.found.obligations.state[row] != state::met)
            ++row;
        const auto en = t.of(t.found.obligations.id[row], language::en);
        CHECK_THAT(en, ContainsSubstring("This duty of the principal (P) is done: sign a pledge with the class teacher "
                                         "(T1)."));
        CHECK_THAT(en, ContainsSubstring("Who signs: on 6 March 2024, P held the role of principal at"));
        CHECK_THAT(en, ContainsSubstring("T1 held the role of class teacher at class c1."));
        CHECK_THAT(en, ContainsSubstring("signed by P and T1."));
        CHECK_THAT(en, !ContainsSubstring("T2"));
    }
}

TEST_CASE("A pledge that bodies sign says that they signed in their own names", "[explain]") {
    auto w = unsigned_();
    w.rows.pledges->push_back({"town", "school", "township_government", "school", "school", {}, march(6), {}});
    const auto law = signing({"township_government", "school", {"school"}});
    const told t{policy_with(std::vector<clause>{make_clause("k", law)}), w, march(15)};
    const auto en = t.of(t.found.obligations, "k", language::en);
    CHECK_THAT(en,
               ContainsSubstring("This duty of the township government (town) is done: sign a pledge with the school "
                                 "(school).") &&
                   ContainsSubstring("Who signs: town signed in its own name. school signed in its own name.") &&
                   ContainsSubstring("signed by town and school."));
    CHECK_THAT(t.of(t.found.obligations, "k", language::zh),
               ContainsSubstring("由谁签：town 以本单位名义签订。school 以本单位名义签订。"));
    CHECK_THAT(why_not(t.found, t.law, t.facts, "school", "k", language::en),
               ContainsSubstring("the township government (town) and the school (school) signed on 6 March 2024"));
}

TEST_CASE("A pledge that waits for a side says so of signing, and tells nobody else to do it", "[explain]") {
    const auto law =
        policy_with(std::vector<clause>{make_clause("k", signing({"class_teacher", "parent", {"student"}}))});
    const told t{law, unsigned_(), march(8)};
    CHECK_THAT(t.of(t.found.obligations, "k", language::en),
               ContainsSubstring("no parent or other guardian is on record for the pupil, so nobody can sign as parent "
                                 "or other guardian yet."));
    const auto zh = t.of(t.found.obligations, "k", language::zh);
    CHECK_THAT(zh, ContainsSubstring("由谁签：2024年3月8日这天，T1 担任班级（c1）的班主任"));
    CHECK_THAT(zh, ContainsSubstring("没有登记该生的父母或其他监护人，这一方由谁来签还没有落实。"));
    CHECK_THAT(zh, !ContainsSubstring("来办"));
}

TEST_CASE("why_not: a pledge about each pupil says where a side is not on record", "[explain]") {
    const auto law = signing({"class_teacher", "parent", {"student"}});
    CHECK_THAT(
        asked_of(law, unsigned_(), march(8), "s"),
        ContainsSubstring("no signature of the class teacher (T1) and the parent or other guardian (nobody yet)"));
    CHECK_THAT(asked_of(law, unsigned_(), march(8), "c1"),
               ContainsSubstring("it is about single pupils; please ask for one pupil."));
}

TEST_CASE("why_not: a committee tells which seats are empty, or since when all are taken", "[explain]") {
    const committee head{{"school"}, {{"leading_group_head", "principal"}}};
    world w;
    w.hold("H", "leading_group_head", "school");
    CHECK_THAT(
        asked_of(head, w, march(20), "school"),
        ContainsSubstring("still to be filled: head of the leading group, which P should be (since 4 March 2024"));
    CHECK_THAT(asked_of(head, w, march(20), "school", language::zh),
               ContainsSubstring("还缺：领导小组组长，应由 P 担任（2024年3月4日起"));
    CHECK_THAT(asked_of(head, w, march(20), "P"),
               ContainsSubstring("P should be head of the leading group of school school and is not on "
                                 "record as such (since 4 March 2024"));
    CHECK_THAT(asked_of(head, w, march(20), "H"), ContainsSubstring("it is about each school"));
    w.leaves("H", march(31)).hold("P", "leading_group_head", "school", april(1));
    CHECK_THAT(asked_of(head, w, april(2), "s"),
               ContainsSubstring("Clause k (school school): every seat has been taken since 1 April 2024: head of the "
                                 "leading group (P)."));
    CHECK_THAT(asked_of(head, w, april(2), "school", language::zh),
               ContainsSubstring("2024年4月1日起，各席都有人担任：领导小组组长（P）。"));
    const committee deputy{{"school"}, {{"leading_group_deputy", {}}}};
    CHECK_THAT(asked_of(deputy, w, april(2), "school"),
               ContainsSubstring("still to be filled: deputy head of the leading group (since 4 March 2024"));
    CHECK_THAT(asked_of(head, w, march(3), "school"),
               ContainsSubstring("it begins with the first term, on 4 March 2024"));
    CHECK_THAT(asked_of(head, w, april(2), "town"),
               ContainsSubstring("it is about each school; please ask for one school."));
}

TEST_CASE("why_not: an assignment tells who covers a unit or a pupil, or since when nobody does", "[explain]") {
    const assignment classes{"class_teacher", {"class"}};
    world w;
    CHECK_THAT(asked_of(classes, w, march(8), "c1"),
               ContainsSubstring("on record as class teacher: T1 (since 1 September 2020)."));
    CHECK_THAT(asked_of(classes, w, march(8), "s", language::zh),
               ContainsSubstring("条款 k（班级（c1））：登记的班主任是 T1（2020年9月1日起）。"));
    CHECK_THAT(asked_of(classes, w, march(8), "school"),
               ContainsSubstring("it is about each class; please ask for one class."));
    w.leaves("T1", march(10));
    CHECK_THAT(asked_of(classes, w, march(12), "c1"),
               ContainsSubstring("no class teacher is on record since 11 March 2024 (finding "));
    const assignment parents{"parent", {"student"}};
    CHECK_THAT(asked_of(parents, w, march(12), "s"),
               ContainsSubstring("no parent or other guardian is on record since 4 March 2024"));
    w.hold_pupil("G", "parent", "s", march(11));
    CHECK_THAT(asked_of(parents, w, march(12), "s", language::zh),
               ContainsSubstring("登记的父母或其他监护人是 G（2024年3月11日起）。"));
}

TEST_CASE("why_not: each of several who hold a role has a first day of their own", "[explain]") {
    world w;
    w.hold("T2", "subject_teacher", "c1", march(8));  // S1 is it too
    CHECK_THAT(
        asked_of(assignment{"subject_teacher", {"class"}}, w, march(12), "c1"),
        ContainsSubstring("on record as subject teacher: S1 (since 1 September 2020) and T2 (since 8 March 2024)."));
}

TEST_CASE("why_not: a duty about a unit tells its event, and the day of the next term", "[explain]") {
    auto check = on_event(event::term_start, owed("file_change_form", "class_teacher"), in_days(3));
    check.about.id = "class";
    CHECK_THAT(asked_of(check, world{}, march(3), "c1"),
               ContainsSubstring("what it waits for comes on 4 March 2024: the start of a term."));
    CHECK_THAT(asked_of(check, world{}, march(3), "c1", language::zh),
               ContainsSubstring("条款 k：条款所等的事要到2024年3月4日才来：学期开始。"));
    CHECK_THAT(asked_of(check, world{}, march(5), "c1"), ContainsSubstring("it came about on 4 March 2024 (finding "));
    auto list = on_event(event::dropout, owed("report_dropout_list", "class_teacher"), in_days(0));
    list.about.id = "class";
    CHECK_THAT(asked_of(list, world{}, march(5), "c1"),
               ContainsSubstring("what it waits for has not come about: a dropout becoming known."));
}

TEST_CASE("why_not: a procedure tells which steps are done, which are missing, and the status that follows",
          "[explain]") {
    const auto law = policy_with(papers());
    const auto of = [&](const world& w, const char* clause, language in = language::en) {
        const told t{law, w, march(20)};
        return why_not(t.found, t.law, t.facts, "s", clause, in);
    };
    world w;
    w.rows.transfers.emplace();
    CHECK_THAT(of(w, "s.1"), ContainsSubstring("no transfer of this pupil is on record."));
    // left on the 11th with two steps of four: a dropout from that day
    w.exits(march(11), exit_kind::transferred).transfer("x", march(11));
    w.step("x", "written_application", march(5)).step("x", "class_teacher_opinion", march(6));
    CHECK_THAT(of(w, "s.1"), ContainsSubstring("Still missing, in this order: opinion of the receiving school and "
                                               "approval of the vice principal. The status \"transferred\" does not "
                                               "follow from that."));
    CHECK_THAT(of(w, "s.2"), ContainsSubstring("The status \"dropout\" follows from 11 March 2024 on (finding "));
    CHECK_THAT(of(w, "s.2", language::zh), ContainsSubstring("由此从2024年3月11日起属于“辍学”"));
    w.step("x", "receiving_school_opinion", march(7)).step("x", "vice_principal_approval", march(8));
    CHECK_THAT(of(w, "s.1"), ContainsSubstring("Every step is done, the last on 8 March 2024. The status "
                                               "\"transferred\" follows from 11 March 2024 on"));
    w.rows.transfers.reset();
    CHECK_THAT(of(w, "s.1"), ContainsSubstring("the transfers table was not given"));
}

TEST_CASE("why_not: guidance gives its reason, a register its case, a quota the next period with school", "[explain]") {
    const guidance words{{"没有记录能看出来", "no record shows it"}};
    CHECK_THAT(asked_of(words, world{}, march(8), "s"),
               ContainsSubstring("nothing is evaluated here. no record shows it."));
    CHECK_THAT(asked_of(words, world{}, march(8), "school", language::zh),
               ContainsSubstring("这里没有可以计算的内容。没有记录能看出来。"));
    record visits;
    visits.in = {"home_visit"}, visits.on = event::act_done, visits.act = "home_visit", visits.roles = {"school"};
    CHECK_THAT(asked_of(visits, world{}, march(8), "s", language::zh),
               ContainsSubstring("还没有需要登记的事；等的是登记有“家访”。"));
    auto months = quota(1, cycle::month, owed("dropout_control_month", "school"));
    months.about.id = "school", months.months = {5};
    // Wed 1 to Sun 5 May is a holiday
    CHECK_THAT(asked_of(months, world{}, march(8), "school"),
               ContainsSubstring("no period is running; the next one with school begins on 6 May 2024."));
    months.months = {9};
    CHECK_THAT(asked_of(months, world{}, march(8), "s"),
               ContainsSubstring("Clause k (school school): no period is running, and no later one with school is "
                                 "known."));
}

TEST_CASE("why_not: benefits and quotas name the act that has to come before", "[explain]") {
    const auto after = [](rule_kind is) {
        auto c = make_clause("k", std::move(is));
        c.readings.front().rules.front().after = after_act{"home_visit", since::term_start};
        return policy_with(std::vector<clause>{std::move(c)});
    };
    const auto says = [](policy law, const world& w) {
        const told t{std::move(law), w, march(20)};
        return why_not(t.found, t.law, t.facts, "s", "k", language::en);
    };
    entitlement fee;
    fee.benefit = {"tuition_waiver"}, fee.roles = {"school"};
    world w;
    // every pupil, from the first day on the roll, the 4th: a visit on the 12th is too late for that day
    w.act("home_visit", "T1", march(12));
    CHECK_THAT(says(after(fee), w), ContainsSubstring("\"visit the home\" has to be on record first; in the time that "
                                                      "counts, up to 4 March 2024, it is not."));
    fee.need = need_condition{{"key_student"}, {}};
    w.rows.needs.emplace();
    w.rows.needs->push_back({"s", "key_student", march(11), {}});  // the day before the visit
    CHECK_THAT(says(after(fee), w), ContainsSubstring("up to 11 March 2024, it is not."));
    w.rows.needs->back().from = march(12);
    CHECK_THAT(says(after(fee), w), ContainsSubstring("due from 12 March 2024 (finding "));
    // weekly: in the week of the 18th the visit of the 12th is on record by its first day, in the one before it is not
    const auto weekly = quota(1, cycle::week, owed("interview", "class_teacher"));
    CHECK_THAT(says(after(weekly), w), ContainsSubstring("0 of 1, 1 to go by 22 March 2024 (finding "));
    w.rows.acts->back().date = march(19);
    CHECK_THAT(says(after(weekly), w),
               ContainsSubstring("up to 18 March 2024, it is not. An act done later does not change that."));
    w.rows.acts->back().date = march(12);
    const told asked_{after(weekly), w, march(20)};
    CHECK_THAT(asked_.of(asked_.found.obligations, "k", language::en),
               ContainsSubstring("; and \"visit the home\" being on record since the term began"));
}

TEST_CASE("why_not: a ban tells what the last incident lacks to be a breach", "[explain]") {
    prohibition neglect;
    neglect.conduct = {"dereliction", "no_practical_measures"}, neglect.together = true, neglect.unmet = {"t"};
    neglect.roles = {"principal"};
    const auto law = policy_with(
        std::vector<clause>{make_clause("t", target{figure_at("dropout_rate", relation::at_most, at_line(2, 100))}),
                            make_clause("k", neglect)});
    const auto says = [&](const world& w, const char* id, date as_of = july(5)) {
        const told t{law, w, as_of};
        return why_not(t.found, t.law, t.facts, id, "k", language::en);
    };
    const auto add = [](world& to, const char* conduct, const char* who, date on, std::optional<date> verified = {}) {
        auto& rows = to.rows.incidents ? *to.rows.incidents : to.rows.incidents.emplace();
        rows.push_back({"i" + std::to_string(rows.size()), on, conduct, who, {}, "school", verified});
    };
    world w;
    w.rows.incidents.emplace();
    CHECK_THAT(says(w, "P"), ContainsSubstring("no incident of this kind is on record as theirs"));
    add(w, "dereliction", "P", march(20));
    CHECK_THAT(says(w, "P"), ContainsSubstring("the incident of 20 March 2024 is on record, but not verified as of"));
    w.rows.incidents->back().verified_on = march(22);
    CHECK_THAT(says(w, "P"),
               ContainsSubstring("but not all of this is verified of the same person in that school year: "));
    CHECK_THAT(says(w, "school"), ContainsSubstring("but not all of this is verified of the same person"));
    add(w, "no_practical_measures", "P", april(10), april(10));
    // nobody has dropped out, so the target is met
    CHECK_THAT(says(w, "P"), ContainsSubstring("it has not turned out for good that the target of clause t is missed"));
    w.exits(march(15), exit_kind::dropout);  // the only pupil
    CHECK_THAT(says(w, "P"), ContainsSubstring("verified: the incident of 20 March 2024 (finding ") &&
                                 ContainsSubstring("the incident of 10 April 2024 (finding "));
    CHECK_THAT(says(w, "P", july(4)),
               ContainsSubstring("it has not turned out for good"));  // a day before the year's last
    world other;
    add(other, "dereliction", "T1", march(20), march(20));
    CHECK_THAT(says(other, "T1"),
               ContainsSubstring("is verified, but whoever did it is not on record as principal on that day."));
}

TEST_CASE("why_not: what a clause leaves open is named once", "[explain]") {
    auto often = quota(1, cycle::week, owed("home_visit", "class_teacher"));
    often.status = status::dropout;
    often.period = unspecified<cycle>("visit_period", "经常"), often.times = unspecified("visits", "经常");
    CHECK_THAT(asked_of(often, world{}, march(8), "s"),
               ContainsSubstring("Clause k: this cannot be told: the clause gives no value for the parameter k.visits "
                                 "and k.visit_period."));
    const fixed_line serious{unspecified<ratio>("threshold", "严重")};
    CHECK_THAT(asked_of(target{figure_at("dropout_rate", relation::at_most, serious)}, world{}, march(8), "school"),
               ContainsSubstring("Clause k (primary school): this cannot be told: the clause gives no value for the "
                                 "parameter k.threshold."));
    auto late = on_event(event::late_papers, owed("home_visit", "class_teacher"));
    late.late = late_after{unspecified("days", "逾期"), day_unit::calendar_days};
    world w;
    w.rows.transfers.emplace();
    CHECK_THAT(asked_of(late, w, march(8), "s", language::zh),
               ContainsSubstring("说不清：条款没有给出参数 k.days 的数值。"));
}

TEST_CASE("why_not: figures, awards and what divides them are told of a pupil's school", "[explain]") {
    const told t{plan(), year(), april(20)};
    for (const char* clause : {"m.1", "m.2", "m.3", "m.4", "m.6"})
        CHECK_THAT(
            why_not(t.found, t.law, t.facts, "s", clause, language::en),
            ContainsSubstring(std::string{"Clause "} + clause + " (school school, primary school): the figure is"));
    // charges come only once the year is over
    CHECK_THAT(why_not(t.found, t.law, t.facts, "s", "m.5", language::en),
               ContainsSubstring("there is nothing to divide: no sum under clause m.3 has come about for this unit."));
}

TEST_CASE("why_not: whatever the clause, something is said of every pupil, unit and person", "[explain]") {
    auto w = year();
    add_acts(w);
    for (const date as_of : {march(3), april(20), july(6)}) {
        const told t{plan(), w, as_of};
        for (const auto& clause : t.found.clauses)
            for (const char* id : {"s", "left", "moved", "school", "c1", "town", "v", "T1", "P"})
                for (const auto in : {language::zh, language::en}) {
                    const auto text = why_not(t.found, t.law, t.facts, id, clause, in);
                    CAPTURE(text);
                    CHECK(text.find("No rule here") == std::string::npos);
                    CHECK(text.find("没有与此有关的规定") == std::string::npos);
                }
    }
}
