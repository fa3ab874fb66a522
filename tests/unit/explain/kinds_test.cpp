// SPDX-License-Identifier: Apache-2.0
#include "golden.hpp"
#include "mixed.hpp"
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/scope_text.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <initializer_list>

// The year of mixed.hpp, asked on Saturday 20 April 2024, and on its last day, Friday 5 July.

using namespace mixed;
using Catch::Matchers::ContainsSubstring;

namespace {

void check_says(const std::string& text, std::initializer_list<const char*> parts) {
    for (const char* part : parts)
        CHECK_THAT(text, ContainsSubstring(part));
}
void check_silent(const std::string& text, std::initializer_list<const char*> parts) {
    for (const char* part : parts)
        CHECK_THAT(text, !ContainsSubstring(part));
}

told in_april() { return {plan(), acted(), april(20)}; }
told in_july() { return {plan(), acted(), july(5)}; }

/// A plan of one clause.
policy only(clause c) { return policy_with(std::vector<clause>{std::move(c)}); }

}  // namespace

TEST_CASE("explain: duties of events tell the event and the row that shows it", "[explain]") {
    const auto t = in_april();
    const auto zh = [&](const char* clause, std::size_t n = 0) {
        return t.of(t.found.obligations, clause, language::zh, n);
    };
    const auto en = [&](const char* clause, std::size_t n = 0) {
        return t.of(t.found.obligations, clause, language::en, n);
    };
    check_says(zh("d.2"), {"登记有以下情况之一：辍学意向", "2024年3月13日起登记有“辍学意向”（needs 表第 1 行）",
                           "2024年3月16日（星期六）"});
    check_says(en("d.2"), {"is on record from 13 March 2024 (row 1 of the needs table)", "Saturday, 16 March 2024"});
    check_says(zh("d.3"), {"学生离校满 10 天，转学手续仍不齐全", "该生2024年3月29日因转学离校（transfers 表第 0 行）",
                           "书面申请（2024年3月26日）、班主任意见（2024年3月28日）",
                           "还缺：接收学校意见、分管副校长审批", "2024年4月10日"});
    check_says(en("d.3"),
               {"10 calendar days after the pupil left", "row 0 of the transfers table", "26 March 2024",
                "Still missing, in this order: opinion of the receiving school", "by Wednesday, 10 April 2024"});
    check_says(zh("d.4", 1),
               {"学籍到2024年3月22日为止，去向登记为辍学（enrolments 表第 1 行）", "学校2024年3月25日得知此事"});
    check_says(en("d.4", 1),
               {"ended on 22 March 2024, entered as \"dropout\"", "The school learned of it on 25 March 2024"});
    check_says(zh("d.5"), {"条款 d.4 的那件事期限是2024年3月17日，到期没有办好", "见编号 "});
    check_says(en("d.5"), {"What clause d.4 asks for was due on 17 March 2024", "See finding "});
    check_says(zh("d.6"), {"该生2024年4月15日重新入学（enrolments 表第 10 行）"});
    check_says(en("d.6"), {"was enrolled again on 15 April 2024 (row 10 of the enrolments table)"});
    check_says(zh("d.7"), {"2024年3月4日是学期的第一天", "registrations 表里没有该生"});
    check_says(en("d.7"), {"4 March 2024 is the first day of the term", "no registration of this pupil"});
    for (const auto* clause : {"d.3", "d.4", "d.5", "d.6", "d.7"})
        check_golden(std::string{"event."} + clause + ".zh", zh(clause)),
            check_golden(std::string{"event."} + clause + ".en", en(clause));
}

TEST_CASE("explain: a duty about a unit names the unit, and the pupil whose row brought it about", "[explain]") {
    const auto t = in_april();
    const auto zh = t.of(t.found.obligations, "d.1", language::zh), en = t.of(t.found.obligations, "d.1", language::en);
    check_says(zh, {"涉及的是班级（c1）", "T1 担任班级（c1）的班主任，所以由 T1 来办", "这里说的是学生 back",
                    "enrolments 表第 3 行", "2024年3月15日（星期五）"});
    check_silent(zh, {"该生的", "涉及的学生"});
    check_says(en, {"It concerns class c1.", "T1 held the role of class teacher at class c1.",
                    "This is about pupil back.", "row 3 of the enrolments table"});
    check_says(t.of(t.found.obligations, "d.8", language::en),
               {"It concerns school school.", "4 March 2024 is the first day of the term", "Tuesday, 5 March 2024"});
}

TEST_CASE("explain: what the school owes is borne by the principal, and any of its staff may do it", "[explain]") {
    const auto t = in_april();
    check_says(t.of(t.found.obligations, "d.4", language::zh),
               {"学校的事由校长负责落实；该校任何一位教职工办了也算，以学校名义办的也算。"});
    check_says(t.of(t.found.obligations, "d.4", language::en),
               {"an act by any member of staff of the school counts too"});
    CHECK_THAT(t.of(t.found.obligations, "d.4", language::en),
               ContainsSubstring("held it. What the school owes"));  // a capital after a stop

    auto w = acted();
    w.hold("V1", "village_cadre", "v").act("report_dropout", "V1", march(16), "back");
    const told other{plan(), w, april(20)};
    check_says(other.of(other.found.obligations, "d.4", language::zh), {"V1 不是该校的教职工"});
    check_says(other.of(other.found.obligations, "d.4", language::en),
               {"V1 was not a member of staff of that school on that day"});
    w.act("report_dropout", "T2", march(17), "back");  // of another class of the school
    const told met{plan(), w, april(20)};
    check_says(met.of(met.found.obligations, "d.4", language::en),
               {"it was done on 17 March 2024, in time.", "by T2."});
}

TEST_CASE("explain: a duty of anyone asks for no holder", "[explain]") {
    const auto t = in_april();
    const auto zh = t.of(t.found.obligations, "d.9", language::zh), en = t.of(t.found.obligations, "d.9", language::en);
    check_says(zh, {"任何单位和个人需要办一件事", "条款没有限定由谁来办，谁办了都算。"});
    check_silent(zh, {"暂无人担任", "holdings", "定下人选"});
    check_says(en, {"Anyone has one thing to do", "the clause names nobody in particular"});
    check_silent(en, {"nobody yet", "holdings", "name a holder"});
}

TEST_CASE("explain: nobody is asked for anything once a pupil has died", "[explain]") {
    auto w = acted();
    for (auto& s : *w.rows.students)
        if (s.student_id == "left")
            s.died_on = april(10);
    const told t{plan(), w, april(20)}, before{plan(), w, april(9)};
    bool seen = false;
    for (std::size_t i = 0; i < t.found.obligations.size(); ++i) {
        if (t.found.ids->students.text(t.found.obligations.student[i]) != "left")
            continue;
        const auto zh = t.of(t.found.obligations.id[i], language::zh),
                   en = t.of(t.found.obligations.id[i], language::en);
        check_silent(zh, {"补办", "尽快", "尽早", "接下来", "还差"});
        check_silent(en, {"as soon as possible", "Sooner", "What follows", "to go"});
        check_says(zh, {"该生已于2024年4月10日去世。"});
        check_says(en, {"The pupil died on 10 April 2024."});
        seen = true;
    }
    CHECK(seen);
    check_silent(before.of(before.found.obligations, "d.4", language::zh, 1), {"去世"});  // not known yet
    check_says(before.of(before.found.obligations, "d.4", language::zh, 1), {"补办"});
}

TEST_CASE("explain: the next step is one that can still come, of the ladder's own layer", "[explain]") {
    const auto run = [](std::int32_t n) {
        consecutive mode;
        mode.threshold = n;
        return mode;
    };
    const auto at = [&](std::int32_t n, std::int32_t days) {
        auto r = make_rung(counted::full_day, run(days));
        r.step = n;
        return r;
    };
    policy p;
    p.id = "both";
    p.layers = {{"upper", {"上", "upper"}, {"上", "upper"}, {make_clause("u.1", ladder{"l", {at(1, 30), at(2, 31)}})}},
                {"lower",
                 {"下", "lower"},
                 {"下", "lower"},
                 {make_clause("l.1", ladder{"l", {at(1, 1)}}), make_clause("l.2", ladder{"l", {at(2, 2)}})}}};
    p = make_policy(std::move(p), standard_vocabulary());
    auto w = world{}.absent({march(5)});
    const told t{p, w, march(6)};
    check_says(t.of(t.found.obligations, "l.1", language::en), {"step 2, clause l.2"});
    check_silent(t.of(t.found.obligations, "l.1", language::en), {"u.1"});
    w.rows.enrolments->front().until = march(6), w.rows.enrolments->front().exit = exit_kind::graduated;
    const told gone{p, w, march(8)};
    check_silent(gone.of(gone.found.obligations, "l.1", language::zh), {"接下来", "最后一级"});
    const auto r = in_april();
    check_says(r.of(r.found.obligations, "r.1", language::zh, 1), {"接下来", "条款 r.2"});  // pupil `left`
    check_silent(r.of(r.found.obligations, "r.1", language::zh, 0), {"接下来"});            // `back` is back
}

TEST_CASE("explain: the number told of absences and late arrivals is the number counted", "[explain]") {
    cumulative sum;
    sum.threshold = 3, sum.period = period::month;
    const auto law = policy_with(
        make_rung({{counted::full_day, {}, {}}, {counted::late, param<std::int32_t>{20, "over", ""}, {}}}, sum));
    auto w = world{}
                 .absent({march(5)})
                 .late(march(6), session::am, 25)
                 .late(march(7), session::am, 10)
                 .late(march(8), session::pm, 40);
    const told t{law, w, march(8)};
    const auto zh = t.of(t.found.obligations, "k", language::zh), en = t.of(t.found.obligations, "k", language::en);
    check_says(zh, {"2024年3月5日全天", "到校，迟到 25 分钟", "到校，迟到 40 分钟", "合计 3 次"});
    check_silent(zh, {"10 分钟", "计入的共"});
    check_says(en, {"present, 25 minutes late", "Together they come to 3 occasions."});

    sum.threshold = 5;
    const auto more = policy_with(
        make_rung({{counted::full_day, {}, {}}, {counted::late, param<std::int32_t>{20, "over", ""}, {}}}, sum));
    w.absent({march(11)}).late(march(12), session::am, 30);
    const told long_one{more, w, march(12)};
    check_says(long_one.of(long_one.found.obligations, "k", language::zh), {"计入的共 5 次"});
    check_says(long_one.of(long_one.found.obligations, "k", language::en), {"entries that come to 5 occasions"});
    check_silent(long_one.of(long_one.found.obligations, "k", language::en), {"half-days that count"});
}

TEST_CASE("explain: steps after a dropout: notice, not back in time, report sent", "[explain]") {
    const auto t = in_april();
    const auto zh = [&](const char* c, std::size_t n = 0) { return t.of(t.found.obligations, c, language::zh, n); };
    const auto en = [&](const char* c, std::size_t n = 0) { return t.of(t.found.obligations, c, language::en, n); };
    check_says(zh("r.1", 1), {"登记为辍学", "enrolments 表第 1 行", "2024年3月25日已经办好"});
    check_says(zh("r.2"), {"第 1 级所定的返校期限已过", "由 P 在2024年3月25日办理（acts 表第 2 行）",
                           "要求返校的期限是2024年4月1日", "2024年4月5日（星期五）"});
    check_says(en("r.2"), {"by P on 25 March 2024 (row 2 of the acts table) and set 1 April 2024 for coming back",
                           "in time. The record is row 3"});
    check_says(zh("r.3"), {"第 2 级要办的“报告逾期未返校”已于2024年4月3日由 P 办好（acts 表第 3 行）", "最后一级"});
    check_says(en("r.3"), {"What step 2 asks for", "was done on 3 April 2024 by P (row 3 of the acts table)"});
    // the pupil dropped out on the 22nd, so on the trigger's day is in no class
    check_says(en("r.2"), {"It concerns pupil left, whose last class or school was class c1."});
    check_silent(zh("r.2") + en("r.2"), {"在班级", "was in class"});
    for (const auto* clause : {"r.2", "r.3"})
        check_golden(std::string{"ladder."} + clause + ".zh", zh(clause)),
            check_golden(std::string{"ladder."} + clause + ".en", en(clause));
}

TEST_CASE("explain: where a notice names no day, the clause's own days are counted", "[explain]") {
    // 25 March and 7 days: 1 April, a Monday and a working day; the day after it is not back in time
    auto w = acted();
    for (auto& a : *w.rows.acts)
        if (a.act == "issue_return_notice")
            a.due_on.reset();
    const told t{plan(), w, april(20)};
    const auto en = t.of(t.found.obligations, "r.2", language::en);
    check_says(en,
               {"by P on 25 March 2024 (row 2 of the acts table) and names no date for coming back",
                "7 calendar days are counted, beginning on the day after 25 March 2024: the last is Monday, 1 April "
                "2024.",
                "The pupil was not back by then."});
    check_silent(en, {"and set"});
    check_says(t.of(t.found.obligations, "r.2", language::zh),
               {"没有写返校的日期", "往后数 7 天", "2024年4月1日（星期一）"});
}

TEST_CASE("explain: a quota tells period, number, done, and who and what counts", "[explain]") {
    const auto t = in_april();
    const auto zh = [&](const char* c, std::size_t n = 0) { return t.of(t.found.obligations, c, language::zh, n); };
    const auto en = [&](const char* c, std::size_t n = 0) { return t.of(t.found.obligations, c, language::en, n); };
    check_says(zh("q.1"), {"班主任（T1）在2024年3月4日至2024年7月5日之间需要办 20 次：家访。目前已办 1 次", "T1 本人",
                           "还差 19 次，离期限还有 76 天", "acts 表第 4 行"});
    check_says(en("q.1"), {"20 times from 4 March 2024 to 5 July 2024", "1 of 20.", "19 to go, with 76 days left",
                           "Friday, 5 July 2024"});
    check_says(zh("q.2"), {"（重点生）每周办 1 次", "2024年3月11日起登记有“重点生”（needs 表第 0 行）",
                           "2024年3月14日办到第 1 次", "例如周末"});
    check_says(zh("q.3"), {"每名处于“辍学”状态的学生每学期办 2 次", "共 87 个上课日，其中处于这种状态的有 20 个",
                           "2 × 20 ÷ 87", "所以这里是 1 次", "仍算在这一期"});
    check_silent(zh("q.3"), {"逾期办好"});
    check_says(en("q.3"),
               {"Of its 87 school days 20 count, those on which the status lasted: 2 × 20 ÷ 87, rounded up, is 1.",
                "still counts for this period"});
    check_says(zh("q.4"), {"每年 3、9 月", "2024年3月29日（星期五）", "涉及的是学校（school）", "算在下一期"});
    check_says(en("q.4"), {"each year in March and September", "belongs to the next period"});
    for (const auto* clause : {"q.1", "q.2", "q.3", "q.4"})
        check_golden(std::string{"quota."} + clause + ".zh", zh(clause)),
            check_golden(std::string{"quota."} + clause + ".en", en(clause));
}

TEST_CASE("explain: of a post held for part of a term the days that count are named", "[explain]") {
    auto w = acted();
    for (auto& h : *w.rows.holdings)
        if (h.person_id == "T1")
            h.from = march(14);  // eight school days of 87 are over
    const told t{only(make_clause("q", quota(20, cycle::term, owed("home_visit", "class_teacher"), quota_per::holder))),
                 w, april(20)};
    check_says(t.of(t.found.obligations, "q", language::zh, 1),
               {"共 87 个上课日，其中担任此职的有 79 个，只按这些天折算：20 × 79 ÷ 87", "所以这里是 19 次"});
    check_says(t.of(t.found.obligations, "q", language::en, 1),
               {"Of its 87 school days 79 count, those on which the role was held: 20 × 79 ÷ 87, rounded up, is 19."});
}

TEST_CASE("explain: a quota of each school day names the day once, and speaks of no pupil", "[explain]") {
    const told t{only(make_clause(
                     "q", quota(1, cycle::school_day, owed("report_attendance", "class_teacher"), quota_per::holder))),
                 acted(), march(4)};
    const auto zh = t.of(t.found.obligations, "q", language::zh), en = t.of(t.found.obligations, "q", language::en);
    check_says(zh, {"班主任（T2）在2024年3月4日当天需要办 1 次", "每个上课日办 1 次", "这一期是2024年3月4日一天",
                    "当天办的才算，期限也就是当天，即2024年3月4日（星期一）。"});
    check_silent(zh, {"2024年3月4日至", "学生", "对象"});
    check_says(en, {"has this to do once on 4 March 2024", "each school day, once",
                    "The period is 4 March 2024 alone, and 1 is needed in it.", "an act of that day counts"});
    check_silent(en, {"to 4 March 2024", "pupil", "1 time", "whoever"});
    check_golden("quota.daily.zh", zh);
    check_golden("quota.daily.en", en);
}

TEST_CASE("explain: ages that begin at birth say only where they end", "[explain]") {
    const auto d = world{}.build();
    const auto words = standard_vocabulary();
    applies_to young;
    young.ages = age_range{0, 16, age_end::birthday, {}, {}};
    CHECK(baoxue::detail::scope_text({language::zh, d, words}, young) == "；只适用于未满 16 周岁的学生");
    CHECK(baoxue::detail::scope_text({language::en, d, words}, young) == "; this is for pupils under 16 years old");
    young.ages->from = 6;
    CHECK(baoxue::detail::scope_text({language::zh, d, words}, young) == "；只适用于年满 6 周岁、未满 16 周岁的学生");
}

TEST_CASE("explain: a status tells why, which step is missing and how it ends", "[explain]") {
    const auto t = in_april();
    std::string zh, en;
    for (std::size_t i = 0; i < t.found.statuses.size(); ++i)
        zh += t.of(t.found.statuses.id[i], language::zh) + "\n",
            en += t.of(t.found.statuses.id[i], language::en) + "\n";
    check_says(zh,
               {"学生 moved（班级（c1））自2024年3月29日起，在记录上属于辍学状态", "还缺：接收学校意见、分管副校长审批",
                "条款 s.2", "该生2024年4月15日重新入学，所以到前一天2024年4月14日为止", "自2024年3月8日起休学",
                "没有条款规定这种状态", "不评价离校的原因，也不追究学生或家长"});
    check_says(en, {"pupil moved (class c1) has the status of a dropout",
                    "so the day before, 14 April 2024, was its last", "(suspended)"});
    check_says(zh, {"该生重新入学，或者转学手续办齐，这种状态就结束", "该生重新入学，这种状态就结束"});
    check_golden("statuses.zh", zh);
    check_golden("statuses.en", en);

    auto w = acted();
    papers_step(w, "receiving_school_opinion", "P", april(2));
    papers_step(w, "vice_principal_approval", "P", april(5));
    const told done{plan(), w, april(20)};
    std::string after;
    for (std::size_t i = 0; i < done.found.statuses.size(); ++i)
        after += done.of(done.found.statuses.id[i], language::zh);
    check_says(after,
               {"2024年4月5日转学手续办齐，所以到前一天2024年4月4日为止", "自2024年4月5日起，属于手续齐全的转学"});
}

TEST_CASE("explain: papers end a dropout only where there is a transfer", "[explain]") {
    const auto of_pupil = [](const world& w, const char* id, language in) {
        const told t{plan(), w, april(20)};
        for (std::size_t i = 0; i < t.found.statuses.size(); ++i)
            if (t.found.ids->students.text(t.found.statuses.student[i]) == id)
                return t.of(t.found.statuses.id[i], in);
        return std::string{"no status of "} + id;
    };
    auto w = acted();
    check_silent(of_pupil(w, "left", language::zh), {"转学"});
    check_silent(of_pupil(w, "left", language::en), {"transfer"});
    check_says(of_pupil(w, "moved", language::en), {"or the transfer is complete"});
    w = year();
    w.rows.transfers->clear();  // entered as transferred, and nothing more
    check_says(of_pupil(w, "moved", language::zh), {"该生重新入学，这种状态就结束", "请把这次转学记入 transfers 表"});
    check_says(of_pupil(w, "moved", language::en), {"please enter that in the transfers table"});
    w.rows.transfers->push_back({"T-2", "left", march(25), {}, {}, {}});  // the exit came first, the transfer after it
    check_says(of_pupil(w, "left", language::en), {"or the transfer is complete"});
}

TEST_CASE("explain: a figure worked out from a counted dropout rate says how", "[explain]") {
    auto w = acted();
    w.rows.counts = std::vector<count_row>{{"school", "2023", "dropout_rate", 2, 100, {}, {}}};
    const told t{policy_with(std::vector<clause>{
                     make_clause("kept", target{figure_at("retention_rate", relation::at_least, at_line(95, 100))}),
                     make_clause("left", target{figure_at("dropouts", relation::at_most, at_line(3, 1))}),
                     make_clause("rate", target{figure_at("dropout_rate", relation::at_most, at_line(2, 100))})}),
                 w, july(5)};
    const auto& m = t.found.measures;
    const auto zh = t.of(m, "kept", language::zh), en = t.of(m, "kept", language::en);
    check_says(zh, {"巩固率为 98/100（98%）", "counts 表第 0 行给出的辍学率是 2/100", "100 − 2 = 98"});
    check_says(en, {"row 0 of the counts table gives the dropout rate as 2/100", "100 − 2 = 98"});
    check_silent(en, {"The figures are those of row", "complete transfer"});
    check_says(t.of(m, "left", language::zh), {"这个数字就是那一行的分子 2"});
    check_says(t.of(m, "left", language::en), {"this figure is the numerator of that row, 2"});
    check_says(t.of(m, "rate", language::en), {"The figures are those of row 0 of the counts table"});
    check_golden("measure.kept.zh", zh);
    check_golden("measure.kept.en", en);
}

TEST_CASE("explain: a veto and a share say by which post they are this person's", "[explain]") {
    veto hard;
    hard.upon = figure_at("dropouts", relation::at_least, at_line(2, 1));
    hard.upon->unit_kind = "class";
    hard.roles = {"principal", "teacher"}, hard.forfeits = {"excellent_teacher"};
    const told t{only(make_clause("v", hard)), acted(), july(5)};
    const auto& c = t.found.consequences;
    std::string zh, en;
    for (std::size_t i = 0; i < c.size(); ++i)
        zh += t.of(c.id[i], language::zh) + "\n", en += t.of(c.id[i], language::en) + "\n";
    check_says(zh, {"T1 担任班级（c1）的班主任。班主任也属于教师。",
                    "P 担任学校（school）的校长。在管班级（c1）的各级当中，这是有人担任此职的最近一级，所以是 P。",
                    "按各人最后离开的班级计"});
    check_says(en, {"T1 held the role of class teacher at class c1. A class teacher counts as teacher.",
                    "P held the role of principal at school school, the nearest unit covering class c1",
                    "each counted at the class last left"});
    check_silent(zh, {"最后离开的学校", "最后就读"});
    check_golden("money.veto.zh", zh);
    check_golden("money.veto.en", en);

    auto plan_of_school = plan();
    for (auto& text : plan_of_school.layers[0].clauses)
        if (text.id == "m.5") {
            auto& shared = std::get<sharing>(std::get<incentive>(text.readings[0].rules[0].is).by);
            shared.roles = {"school", "school_leader"};
        }
    const told body{plan_of_school, acted(), july(5)};
    check_says(body.of(body.found.consequences, "m.5", language::zh),
               {"P 担任学校（school）的校长。学校的事由校长负责落实。"});
}

TEST_CASE("explain: a figure tells its parts, its line and how final it is", "[explain]") {
    const auto april_20 = in_april(), end = in_july();
    const auto zh = april_20.of(april_20.found.measures, "m.1", language::zh),
               en = end.of(end.found.measures, "m.1", language::en);
    check_says(zh, {"辍学率为 3/10（30%）", "不符合“辍学率不超过 2%”的要求", "截至2024年4月20日",
                    "学年要到2024年7月5日才结束", "由 enrolments 等名册表算出"});
    check_says(
        en, {"the dropout rate is 3/10 (30%)", "being at most 2%", "on the year's last day", "this is its last word"});
    check_says(end.of(end.found.measures, "m.2", language::zh), {"巩固率为 8/10（80%）", "不低于 90%"});
    check_golden("measure.zh", zh);
    check_golden("measure.en", en);

    auto w = acted();
    w.rows.counts = std::vector<count_row>{{"school", "2023", "dropout_rate", 1, 300, "glossary", {}}};
    const told counted{only(make_clause("m.1", target{figure_at("dropout_rate", relation::at_most, at_line(2, 100))})),
                       w, july(5)};
    check_says(counted.of(counted.found.measures, "m.1", language::zh),
               {"1/300（约 0.33%）", "counts 表第 0 行", "符合“辍学率不超过 2%”的要求"});
}

TEST_CASE("explain: money tells the exact sum and how it was reached", "[explain]") {
    const auto t = in_july();
    const auto& c = t.found.consequences;
    const auto zh = [&](const char* clause, std::size_t n = 0) { return t.of(c, clause, language::zh, n); };
    const auto en = [&](const char* clause, std::size_t n = 0) { return t.of(c, clause, language::en, n); };
    check_says(zh("m.3"), {"扣款 400.10 元", "每辍学 1 人 200.05 元；辍学 2 人，2 × 200.05 元 = 400.10 元",
                           "3/10（30%）", "由学校支付", "合计金额时算这一行"});
    check_says(en("m.3"), {"A charge of 400.10 yuan", "2 × 200.05 yuan = 400.10 yuan"});
    check_says(zh("m.4"), {"超过线的有 2 人，2 × 200 元 = 400 元"});
    check_says(zh("m.5"), {"共 400.10 元）", "266.73 元", "占整笔的 2/3", "不再算这一份"});
    check_says(en("m.5", 1), {"133.37 yuan", "(L)"});
    check_says(zh("m.6"), {"一票否决", "P", "优秀教师、年终考核", "辍学人数不低于 2", "该学年的数字为 2，条件成立"});
    check_says(en("m.6"), {"forfeits", "the number of dropouts being at least 2"});
    for (const auto* clause : {"m.3", "m.4", "m.5", "m.6"})
        check_golden(std::string{"money."} + clause + ".zh", zh(clause)),
            check_golden(std::string{"money."} + clause + ".en", en(clause));

    auto kept = plan();
    for (auto& text : kept.layers[0].clauses)
        if (text.id == "m.2") {
            auto& paid = std::get<payment>(std::get<incentive>(text.readings[0].rules[0].is).by);
            paid.upon.line = at_line(50, 100);
        }
    const told vetoed{kept, acted(), july(5)};
    const auto award = vetoed.of(vetoed.found.consequences, "m.2", language::zh);
    check_says(award, {"已被一票否决", "条款 m.6", "不兑现", "合计金额时不算这一行"});
    const auto both = vetoed.of(vetoed.found.consequences, "m.2", language::zh) +
                      vetoed.of(vetoed.found.consequences, "m.2", language::zh, 1);
    check_says(both, {"奖励 1,800 元", "授予荣誉：优秀教师", "由学区（中心校）支付", "由学区（中心校）授予"});
}

TEST_CASE("explain: an exit not known yet says from when it is", "[explain]") {
    auto w = acted();
    w.rows.enrolments->front().until = april(12), w.rows.enrolments->front().exit = exit_kind::dropout,
    w.rows.enrolments->front().noted_on = april(25);
    const told t{plan(), w, april(20)};
    bool seen = false;
    for (std::size_t i = 0; i < t.found.gaps.size(); ++i)
        if (t.found.gaps.kind[i] == gap_kind::unknown_exit) {
            check_says(t.of(t.found.gaps.id[i], language::zh), {"在2024年4月20日还不知道，2024年4月25日起才知道"});
            check_says(t.of(t.found.gaps.id[i], language::en), {"It is known from 25 April 2024 on."});
            check_silent(t.of(t.found.gaps.id[i], language::en), {"no reason is given"});
            seen = true;
        }
    CHECK(seen);
}

TEST_CASE("explain: each open parameter says what hangs on it and what would fill it", "[explain]") {
    const auto t = [](policy p) { return told{std::move(p), acted(), july(5)}; };
    const auto gap_of = [](const told& x, language in) {
        for (std::size_t i = 0; i < x.found.gaps.size(); ++i)
            if (x.found.gaps.kind[i] == gap_kind::unspecified_value)
                return x.of(x.found.gaps.id[i], in);
        return std::string{"no such gap"};
    };
    payment open{figure_at("dropout_rate", relation::at_least, at_line(2, 100)),
                 unspecified<std::int64_t>("amount", "元"),
                 paid_for::whole,
                 {},
                 {},
                 {}};
    check_says(gap_of(t(only(make_clause("g.1", incentive{effect::charge, open}))), language::zh),
               {"g.1.amount", "金额不知道", "180000"});
    const target no_line{
        figure_at("dropout_rate", relation::at_most, fixed_line{unspecified<ratio>("threshold", "严重")})};
    check_says(gap_of(t(only(make_clause("g.2", no_line))), language::en),
               {"g.2.threshold", "Fraction(2, 100)", "whether the line is kept", "严重"});
    auto no_times = quota(1, cycle::term, owed("home_visit", "class_teacher"), quota_per::holder);
    no_times.times = unspecified("times", "经常");
    check_says(gap_of(t(only(make_clause("g.3", no_times))), language::zh),
               {"g.3.times", "无法判断什么时候要办、办多少"});
}

TEST_CASE("explain: of a text with dates it is told which text governed", "[explain]") {
    auto p = plan();
    for (auto& c : p.layers[0].clauses)
        if (c.id == "q.1" || c.id == "m.1" || c.id == "d.2")
            c.effective.from = date{2023, 9, 1};
    const told t{p, acted(), july(5)};
    check_says(t.of(t.found.obligations, "q.1", language::zh), {"所依据的文本自2023年9月1日起施行。"});
    check_says(t.of(t.found.obligations, "d.2", language::en),
               {"The text that governs is in force from 1 September 2023."});
    check_says(t.of(t.found.measures, "m.1", language::en),
               {"The text that governs is in force from 1 September 2023."});
}

TEST_CASE("explain: every finding of a year renders whole, in both languages", "[explain]") {
    for (const auto& t : {in_april(), in_july()})
        for (const auto id : ids(t.found))
            for (const auto in : {language::zh, language::en}) {
                const auto text = t.of(id, in);
                CAPTURE(text);
                for (const char* broken : {"{", "}", "|", "。。", "..", "：：", "  ", "（）", "()"})
                    CHECK(text.find(broken) == (std::string{"{}"}.find(broken) != std::string::npos &&
                                                        text.find("with_values({") != std::string::npos
                                                    ? text.find(broken)
                                                    : std::string::npos));
                CHECK_THAT(text, ContainsSubstring(id_text(id)));
            }
}
