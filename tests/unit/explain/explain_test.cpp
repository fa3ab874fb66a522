// SPDX-License-Identifier: Apache-2.0
#include "golden.hpp"
#include "small_district.hpp"
#include <baoxue/explain/condition.hpp>
#include <baoxue/explain/explain.hpp>
#include <baoxue/explain/fill.hpp>
#include <baoxue/explain/id_text.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace small;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::Message;

namespace {

district_rows with_act(act_row a) {
    auto r = rows();
    r.acts->push_back(std::move(a));
    return r;
}

/// Whether nothing was left to be filled in, and nothing was said twice.
void check_whole(const std::string& text) {
    CAPTURE(text);
    for (const char* broken : {"{who", "{on}", "{due", "{n}", "{n|", "{role", "{unit", "{ids", "{acts", "{condition",
                               "{when", "{whom", "|day", "。。", "..", "：：", "  "})
        CHECK(text.find(broken) == std::string::npos);
    CHECK(text.ends_with("\n"));
}

}  // namespace

TEST_CASE("explain: a missed visit says who, why, by when and under which clause", "[explain]") {
    const judged j{ladder_plan(), rows(), friday};
    const auto zh = j.of("p.6f", language::zh), en = j.of("p.6f", language::en);
    for (const char* part :
         {"班主任（T-7）", "S-1", "班级（C-1）", "家访", "2022年5月25日全天（第 2、3 行）", "未请假缺课满 1 个整天",
          "往后数 1 天", "2022年5月26日（星期四）", "当天不计", "截至2022年5月27日，期限已经过去 1 天",
          "“当天或第二天”", "条款 p.6f", "章节 2.2.2，条目 6", "某校方案", "由校领导办：家访（第 3 级，条款 p.6g）"})
        CHECK_THAT(zh, ContainsSubstring(part));
    for (const char* part :
         {"The class teacher (T-7) had one thing to do by Thursday, 26 May 2022", "home visit", "pupil S-1",
          "class C-1 on 25 May 2022", "the whole of 25 May 2022 (rows 2 and 3)", "at least 1 full day.",
          "the last is Thursday, 26 May 2022", "as of 27 May 2022 the due date is 1 day past",
          "section 2.2.2, item 6, clause p.6f", "A school's plan",
          "the school leader has this to do as well: home visit (step 3, clause p.6g)"})
        CHECK_THAT(en, ContainsSubstring(part));
    const auto id = id_text(j.found.obligations.id[1]);
    CHECK_THAT(zh, ContainsSubstring(id));
    CHECK_THAT(en, ContainsSubstring(id));
    check_golden("missed.zh", zh);
    check_golden("missed.en", en);
}

TEST_CASE("explain: a duty that is met names the day and the row of the act", "[explain]") {
    const judged in_time{ladder_plan(), with_act(act("A", thursday, "home_visit", "T-7")), friday};
    CHECK_THAT(in_time.of("p.6f", language::zh),
               ContainsSubstring("2022年5月26日已经办好，在期限之内。依据是 acts 表第 0 行，由 T-7 办理。"));
    CHECK_THAT(
        in_time.of("p.6f", language::en),
        ContainsSubstring("it was done on 26 May 2022, in time. The record is row 0 of the acts table, by T-7."));

    const judged late{ladder_plan(), with_act(act("A", friday, "home_visit", "T-7")), friday};
    CHECK_THAT(late.of("p.6f", language::zh), ContainsSubstring("2022年5月27日已经办好，比期限晚 1 天"));
    CHECK_THAT(late.of("p.6f", language::en),
               ContainsSubstring("it was done on 27 May 2022, 1 day after the due date"));

    const judged no_due{ladder_plan(), with_act(act("A", wednesday, "report_absence", "T-7")), friday};
    CHECK_THAT(no_due.of("p.6e", language::zh), ContainsSubstring("条款没有写期限，办好之前一直有效。\n"));
    CHECK_THAT(no_due.of("p.6e", language::en), ContainsSubstring("it was done on 25 May 2022. The record"));
    CHECK_THAT(no_due.of("p.6e", language::zh), ContainsSubstring("报送教务处"));
}

TEST_CASE("explain: an act of somebody else is shown and does not settle the duty", "[explain]") {
    const judged j{ladder_plan(), with_act(act("A", thursday, "home_visit", "T-8")), friday};
    CHECK_THAT(j.of("p.6f", language::zh), ContainsSubstring("acts 表第 0 行记有 T-8 在2022年5月26日办过“家访”"));
    CHECK_THAT(j.of("p.6f", language::en), ContainsSubstring("T-8 was not this pupil's class teacher that day"));
}

TEST_CASE("explain: a due date not yet past says how many days are left", "[explain]") {
    const judged today{ladder_plan(), rows(), thursday};
    CHECK_THAT(today.of("p.6f", language::zh), ContainsSubstring("当天就是期限"));
    CHECK_THAT(today.of("p.6f", language::en), ContainsSubstring("it is due that very day"));
    const judged before{ladder_plan(), rows(), wednesday};
    CHECK_THAT(before.of("p.6f", language::zh),
               ContainsSubstring("需要在2022年5月26日（星期四）之前（含当天）办一件事：家访。"));
    CHECK_THAT(before.of("p.6f", language::en),
               ContainsSubstring("has one thing to do, by Thursday, 26 May 2022 at the latest: home visit."));
    CHECK_THAT(before.of("p.6f", language::en), ContainsSubstring("with 1 day left"));
}

TEST_CASE("explain: a deadline that the source leaves open names its parameter and how to fill it", "[explain]") {
    const judged j{ladder_plan(), rows(), friday};
    for (const auto in : {language::zh, language::en}) {
        const auto text = j.of("p.6i", in);
        CHECK_THAT(text, ContainsSubstring("p.6i.within"));
        CHECK_THAT(text, ContainsSubstring("policy.with_values({\"p.6i.within\": 3})"));
        CHECK_THAT(text, ContainsSubstring("及时"));
        CHECK_THAT(j.of(gap_kind::unspecified_value, in),
                   ContainsSubstring("policy.with_values({\"p.6i.within\": 3})"));
    }
    CHECK_THAT(j.of("p.6i", language::zh), ContainsSubstring("班主任也属于教师。"));
    CHECK_THAT(j.of(gap_kind::unspecified_value, language::en), ContainsSubstring("the duty stands all the same"));
    check_golden("unspecified.zh", j.of("p.6i", language::zh));
    check_golden("unspecified.en", j.of("p.6i", language::en));

    auto open = make_rung(1, counted::session, 1, visit_by("teacher"));
    consecutive mode;
    mode.threshold = unspecified("threshold", "多次");
    open.mode = mode;
    const judged unjudged{one_rung(open), rows(), friday};
    CHECK_THAT(unjudged.of(gap_kind::unspecified_value, language::zh), ContainsSubstring("条款里只说“多次”。"));
    CHECK_THAT(unjudged.of(gap_kind::unspecified_value, language::en),
               ContainsSubstring("so it made no duty; that does not mean that there is none"));
}

TEST_CASE("explain: the reading in use stands before the others, one line each", "[explain]") {
    const judged j{ladder_plan(), rows(), friday};
    CHECK_THAT(j.of("p.6g", language::zh),
               ContainsSubstring(
                   "\n现在采用的理解（usual）：按字面理解。\n另一种理解（calendar）：第二天指日历上的第二天。\n"));
    CHECK_THAT(j.of("p.6g", language::en),
               ContainsSubstring("\nAnother reading (calendar): The second day is the next day of the calendar.\n"));
    CHECK_THAT(j.of("p.6g", language::zh), ContainsSubstring("H-1 担任学校（P）的校长"));
    CHECK_THAT(j.of("p.6g", language::zh), ContainsSubstring("最后一级"));
}

TEST_CASE("explain: how each deadline was counted", "[explain]") {
    const auto told = [](deadline d, language in, counted unit = counted::full_day) {
        return judged{one_rung(make_rung(1, unit, 1, visit_by("class_teacher"), std::move(d))), rows(), friday}.of(
            "c.1", in);
    };
    CHECK_THAT(told(within(0), language::zh), ContainsSubstring("要求当天办，所以期限就是2022年5月25日（星期三）。"));
    CHECK_THAT(told(within(0), language::en),
               ContainsSubstring("it is asked for on the same day, so the due date is Wednesday, 25 May 2022."));
    CHECK_THAT(told(within(3, day_unit::school_days), language::zh),
               ContainsSubstring("往后数 3 个上课日，到2022年5月30日（星期一）为止"));
    CHECK_THAT(told(within(8, day_unit::working_days), language::en),
               ContainsSubstring("the last is Tuesday, 7 June 2022."));  // 3 June is a holiday
    const auto rolled = told(within(3, day_unit::calendar_days, true), language::en);
    CHECK_THAT(rolled, ContainsSubstring("the last is Saturday, 28 May 2022. Saturday, 28 May 2022 is not a "
                                         "working day, so the due date moves to the next one, Monday, 30 May 2022."));
    CHECK_THAT(told(within(2, day_unit::calendar_days, true), language::en), !ContainsSubstring("working day"));
    CHECK_THAT(told(end_of{period::month}, language::zh),
               ContainsSubstring("期限是2022年5月25日所在月的最后一天，即2022年5月31日（星期二）。"));
    CHECK_THAT(told(end_of{period::term}, language::en),
               ContainsSubstring("the last day of the term in which 25 May 2022 lies: Friday, 8 July 2022."));
    const auto beyond = within(200, day_unit::school_days);
    CHECK_THAT(told(beyond, language::zh), ContainsSubstring("到期日暂缺"));
    const judged j{one_rung(make_rung(1, counted::full_day, 1, visit_by("class_teacher"), beyond)), rows(), friday};
    CHECK_THAT(j.of(gap_kind::outside_calendar, language::en),
               ContainsSubstring("a due date for class C-1, which needs days beyond the calendar"));
}

TEST_CASE("explain: nobody in the role says so, and who may act", "[explain]") {
    auto r = rows();
    r.holdings->erase(r.holdings->begin());
    const judged j{ladder_plan(), r, friday};
    CHECK_THAT(j.of("p.6f", language::zh), ContainsSubstring("班主任（暂无人担任）"));
    CHECK_THAT(j.of("p.6f", language::zh), ContainsSubstring("2022年5月25日这天，没有登记该生的班主任"));
    CHECK_THAT(j.of("p.6f", language::en), ContainsSubstring("an act by anyone with a post at the school counts"));
    CHECK_THAT(j.of(gap_kind::unassigned_role, language::zh), ContainsSubstring("至今，没有登记班级（C-1）的班主任。"));
    CHECK_THAT(j.of(gap_kind::unassigned_role, language::en),
               ContainsSubstring("no class teacher is on record for class C-1."));
    check_golden("unassigned.zh", j.of("p.6f", language::zh) + "\n" + j.of(gap_kind::unassigned_role, language::zh));
    check_golden("unassigned.en", j.of("p.6f", language::en) + "\n" + j.of(gap_kind::unassigned_role, language::en));
}

TEST_CASE("explain: a hole in an assignment says for whom and since when", "[explain]") {
    auto r = rows();
    r.holdings->front().until = thursday;
    policy p = one_rung(make_rung(1, counted::full_day, 1, visit_by("class_teacher")));
    p.layers.front().clauses.front().readings.front().rules = {
        {"cover", {}, {}, assignment{"class_teacher", {"class"}}}};
    const judged j{p, r, friday};
    for (std::size_t i = 0; i < j.found.gaps.size(); ++i) {
        if (j.found.gaps.from[i] != friday)
            continue;
        CHECK_THAT(j.told(j.found.gaps.id[i], language::zh),
                   ContainsSubstring("2022年5月27日以来，没有登记班级（C-1）的班主任。"));
        CHECK_THAT(j.told(j.found.gaps.id[i], language::en),
                   ContainsSubstring("since 27 May 2022, no class teacher is on record for class C-1."));
    }
    CHECK(std::count(j.found.gaps.from.begin(), j.found.gaps.from.end(), friday) == 1);
}

TEST_CASE("explain: tables not given are named, and nothing is held against anybody", "[explain]") {
    auto r = rows();
    r.acts.reset(), r.holdings.reset();
    const judged j{ladder_plan(), r, friday};
    CHECK_THAT(j.of("p.6f", language::zh), ContainsSubstring("没有提供 acts、holdings 表"));
    CHECK_THAT(j.of("p.6f", language::en), ContainsSubstring("(holder not known)"));
    CHECK_THAT(j.of("p.6f", language::en), ContainsSubstring("it cannot be known whether it was done"));
    CHECK_THAT(j.of("p.6e", language::en),
               ContainsSubstring(
                   "The acts and holdings tables were not given, so it would not show here even if it was done."));
    judged bare{ladder_plan(), r, friday};
    std::fill(bare.found.obligations.unit.begin(), bare.found.obligations.unit.end(), no_code);  // on no roll
    CHECK_THAT(bare.of("p.6f", language::zh), ContainsSubstring("涉及的学生是 S-1；不知道在哪个班。"));
    CHECK_THAT(bare.of("p.6f", language::en), ContainsSubstring("pupil S-1, whose class is not known."));
    CHECK_THAT(j.of(gap_kind::missing_table, language::zh), ContainsSubstring("没有提供 holdings 表。"));
    CHECK_THAT(j.of(gap_kind::missing_table, language::en), ContainsSubstring("the holdings table was not given."));
}

TEST_CASE("explain: a body's duty is borne by a person; acts in order say what came before and what comes next",
          "[explain]") {
    auto rung =
        make_rung(1, counted::full_day, 1, {combine::in_order, {"home_visit", "interview"}, {"school"}, {}}, within(2));
    const judged j{one_rung(rung), with_act(act("A", thursday, "home_visit", "T-7")), friday};
    CHECK_THAT(j.of("c.1", language::zh, 0), ContainsSubstring("学校的事由校长负责落实"));
    CHECK_THAT(j.of("c.1", language::zh, 0), ContainsSubstring("接着由学校办：面谈。"));
    CHECK_THAT(j.of("c.1", language::zh, 1),
               ContainsSubstring("上一步“家访”已于2022年5月26日由 T-7 办好（acts 表第 0 行）"));
    CHECK_THAT(
        j.of("c.1", language::en, 1),
        ContainsSubstring("the step before, \"home visit\", was done on 26 May 2022 by T-7 (row 0 of the acts table)"));
    CHECK_THAT(
        j.of("c.1", language::en, 1),
        ContainsSubstring(
            "2 calendar days are counted, beginning on the day after 26 May 2022: the last is Saturday, 28 May 2022"));
}

TEST_CASE("explain: several bearers and acts, pupils themselves, villages, helpers", "[explain]") {
    auto r = rows();
    const date from{2021, 9, 1};
    r.holdings->push_back({"X-1", "village_cadre", covers_kind::unit, "V", from, {}});
    r.holdings->push_back({"X-2", "village_cadre", covers_kind::unit, "V", from, {}});
    r.holdings->push_back({"T-9", "helping_teacher", covers_kind::student, "S-1", from, {}});
    const auto told = [&](owes o, language in) {
        return judged{one_rung(make_rung(1, counted::full_day, 1, std::move(o))), r, friday}.of("c.1", in);
    };
    const owes any{combine::any_of, {"home_visit", "contact_village_committee"}, {"village_cadre"}, {}};
    CHECK_THAT(told(any, language::zh), ContainsSubstring("家访或者联系街道、村委会（办其中一件即可）"));
    CHECK_THAT(told(any, language::zh), ContainsSubstring("X-1、X-2 担任村（V）的村干部"));
    CHECK_THAT(told(any, language::zh), ContainsSubstring("其中一人办好即可"));
    CHECK_THAT(told(any, language::en), ContainsSubstring("X-1 and X-2 held the role of village cadre at village V"));
    CHECK_THAT(told(visit_by("helping_teacher"), language::zh), ContainsSubstring("T-9 是该生的帮扶教师"));
    CHECK_THAT(told(visit_by("helping_teacher"), language::en),
               ContainsSubstring("T-9 was this pupil's helping teacher"));
    CHECK_THAT(told(visit_by("student"), language::zh), ContainsSubstring("由学生 S-1 本人来办"));
}

TEST_CASE("explain: a duty that lapsed says what ended it", "[explain]") {
    auto rung = make_rung(1, counted::full_day, 1, visit_by("class_teacher"), within(5));
    rung.stops = {stop::present, stop::death};
    auto r = rows();
    absent(r, "S-1", friday, mark::present);
    const judged j{one_rung(rung), r, friday};
    CHECK_THAT(j.of("c.1", language::zh), ContainsSubstring("按照条款，学生已经到校就不必再办；现在已经如此。"));
    CHECK_THAT(j.of("c.1", language::en), ContainsSubstring("had one thing to do, and it need not be done any more"));
}

TEST_CASE("explain: every way of counting reads as a condition", "[explain]") {
    const auto told = [](count_mode mode, language in, std::vector<count_of> counts = {{counted::full_day, {}, {}}}) {
        auto rung = make_rung(1, counted::full_day, 1, visit_by("class_teacher"));
        rung.counts = std::move(counts);
        rung.mode = std::move(mode);
        rule r{"r", {}, {}, ladder{"l", {rung}}};
        const auto d = build_district(rows(), {calendar_kind::cn, register_mode::complete, bad_rows::refuse, words()});
        const auto text = detail::condition_of({in, d, *d.words}, rung, r);
        check_whole(text + "\n");
        return text;
    };
    consecutive run;
    run.threshold = 3;
    CHECK(told(run, language::zh) == "未请假缺课连续满 3 个整天（中间隔着周末、假期也算连续）");
    run.adjacent = adjacency::calendar_days, run.comparator = comparator::more_than, run.across_terms = true;
    CHECK_THAT(told(run, language::en),
               ContainsSubstring("more than 3 full days in a row (the days must touch in the calendar"));
    CHECK_THAT(told(run, language::zh), ContainsSubstring("（跨学期也算连续）"));
    cumulative sum;
    sum.threshold = 4, sum.period = period::month;
    CHECK(told(sum, language::zh) == "同一月内未请假缺课累计满 4 个整天");
    CHECK(told(sum, language::en, {{counted::session, {}, {}}}) ==
          "absence without leave of at least 4 half-days within one month");
    CHECK(told(sum, language::en, {{counted::earlier_rung, {}, 2}}) ==
          "reaching step 2 of this ladder, at least 4 times within one month");
    sum.threshold = 1;
    CHECK(told(sum, language::en, {{counted::earlier_rung, {}, 2}}) ==
          "reaching step 2 of this ladder, at least once within one month");
    rolling window;
    window.threshold = 5, window.length = 10, window.of = window_unit::school_weeks,
    window.within = window_within::school_year;
    CHECK(told(window, language::zh) == "最近 10 个有课的周内未请假缺课累计满 5 个整天（只看本学年）");
    CHECK_THAT(told(window, language::en, {{counted::late, param<std::int32_t>{30}, {}}}),
               ContainsSubstring("each arrival more than 30 minutes late) in the last 10 weeks with school"));
    share tenth;
    tenth.line = ratio{1, 10}, tenth.at_least = 20;
    CHECK(told(tenth, language::zh) ==
          "本学年以来，未请假缺课占已登记天数的比例达到 10%（登记满 20 次以后，每月最后一个上课日判断）");
    tenth.line = ratio{1, 3};
    CHECK_THAT(told(tenth, language::en, {{counted::session, {}, {}}}),
               ContainsSubstring("at least 1/3 of the half-days marked"));
    not_back back;
    back.until = param<std::int32_t>{7};
    CHECK_THAT(told(back, language::zh, {}),
               ContainsSubstring("到开学第一天之后第 7 天为止，没有一次到校或请假的登记"));
    back.basis = not_back_basis::registration, back.until.reset();
    CHECK(told(back, language::en, {}) == "no registration by the last day of registration for the term");
    back.until = unspecified("threshold");
    CHECK_THAT(told(back, language::zh, {}), ContainsSubstring("（条款未写明的数）"));
}

TEST_CASE("explain: acts that must come before are told with their number and time", "[explain]") {
    const auto said = [](const after_act& after, language in) {
        const auto d = build_district(rows(), {calendar_kind::cn, register_mode::complete, bad_rows::refuse, words()});
        auto rung = make_rung(1, counted::full_day, 1, visit_by("class_teacher"));
        rule r{"r", {}, after, ladder{"l", {rung}}};
        return detail::condition_of({in, d, *d.words}, rung, r);
    };
    const after_act three{"report_absence", since::school_year_start, {}, param<std::int32_t>{3}, {}, {}};
    CHECK_THAT(said(three, language::en), EndsWith("being on record on 3 days or more since the school year began"));
    CHECK_THAT(said(three, language::zh), EndsWith("；并且本学年以来至少有 3 天有“报告缺勤”的记录"));
    const after_act few{"report_absence",       since::months_before,   param<std::int32_t>{36},
                        param<std::int32_t>{0}, param<std::int32_t>{2}, {}};
    CHECK_THAT(said(few, language::en), EndsWith("being on record on fewer than 2 days in the 36 months before"));
    CHECK_THAT(said(few, language::zh), EndsWith("；并且此前 36 个月里有“报告缺勤”记录的不到 2 天"));
    const after_act late{"interview", since::term_start, {}, {}, {}, act_word{"report_absence"}};
    CHECK_THAT(said(late, language::en), ContainsSubstring("since the term began (counted from the first"));
    CHECK_THAT(said(late, language::zh), EndsWith("（从第一次“报告缺勤”之日算起）"));
}

TEST_CASE("explain: a long run names its first and last row and how many there are", "[explain]") {
    auto r = rows();
    r.attendance->clear();
    for (std::int32_t d = 0; d < 5; ++d)
        absent(r, "S-1", date{2022, 5, 23} + day_count{d});
    const judged j{one_rung(make_rung(1, counted::full_day, 5, visit_by("class_teacher"))), r, friday};
    CHECK_THAT(j.of("c.1", language::zh),
               ContainsSubstring("2022年5月23日上午（第 0 行）至2022年5月27日下午（第 9 行），计入的共 5 个整天。"));
    CHECK_THAT(j.of("c.1", language::en),
               ContainsSubstring("from the morning of 23 May 2022 (row 0) to the afternoon of 27 May 2022 (row 9), "
                                 "entries that come to 5 full days."));
}

TEST_CASE("explain: each kind of gap says what is not known, why it matters and what to do", "[explain]") {
    auto r = rows();
    r.enrolments->back().until = thursday;
    auto rung = make_rung(1, counted::full_day, 1, visit_by("class_teacher"));
    rung.applies_to.ages = age_range{6, 16, age_end::birthday, {}, {}};
    judged j{one_rung(rung), r, friday};
    CHECK_THAT(j.of(gap_kind::unmarked_sessions, language::zh),
               ContainsSubstring("2022年2月14日至2022年5月23日，班级（C-1）有课，却没有考勤登记。"));
    CHECK_THAT(j.of(gap_kind::unmarked_sessions, language::en),
               ContainsSubstring("from 14 February 2022 to 23 May 2022, there was school for class C-1"));
    CHECK_THAT(j.of(gap_kind::unknown_birth_date, language::zh), ContainsSubstring("学生（S-1）的出生日期"));
    CHECK_THAT(j.of(gap_kind::unknown_exit, language::zh),
               ContainsSubstring("学籍到2022年5月26日为止，但没有写明去向。见 enrolments 表第 1 行。"));
    CHECK_THAT(j.of(gap_kind::unknown_exit, language::en), ContainsSubstring("See row 1 of the enrolments table."));

    const auto first = j.found.gaps.kind.size() - 1;
    for (const auto& [kind, word] : enum_words<gap_kind>) {
        j.found.gaps.kind[first] = kind, j.found.gaps.role[first] = 0, j.found.gaps.parameter[first] = "c.1.within";
        for (const auto in : {language::zh, language::en}) {
            const auto text = j.told(j.found.gaps.id[first], in);
            check_whole(text);
            CHECK_THAT(text, ContainsSubstring(in == language::zh ? "怎样补上：" : "What to do: "));
        }
    }
}

TEST_CASE("explain: a clause with two readings that differ here", "[explain]") {
    auto r = rows();
    r.attendance->clear();
    absent(r, "S-1", friday);
    absent(r, "S-1", date{2022, 5, 30});
    const judged j{ladder_plan(), r, date{2022, 5, 30}};
    CHECK_THAT(j.of(gap_kind::ambiguous_reading, language::zh), ContainsSubstring("条款 p.6g 可以有不止一种理解"));
    CHECK_THAT(j.of(gap_kind::ambiguous_reading, language::en), ContainsSubstring("policy.with_reading"));
}

TEST_CASE("explain: rules merged into a row are named", "[explain]") {
    judged j{ladder_plan(), rows(), friday};
    list_column<std::int32_t> also;
    for (std::size_t i = 0; i < j.found.obligations.size(); ++i) {
        const std::int32_t other[] = {3};
        also.append(std::span<const std::int32_t>{other});
    }
    j.found.obligations.also = also;
    CHECK_THAT(j.of("p.6f", language::zh), ContainsSubstring("某校方案的条款 p.6i 也要求办同一件事"));
    CHECK_THAT(j.of("p.6f", language::en), ContainsSubstring("Clause p.6i of A school's plan asks for the same thing"));
}

TEST_CASE("explain: every finding renders, in both languages, and never the same twice", "[explain]") {
    const judged j{ladder_plan(), with_act(act("A", thursday, "home_visit", "T-7")), friday};
    for (const auto in : {language::zh, language::en}) {
        for (const auto id : j.found.obligations.id)
            check_whole(j.told(id, in));
        for (const auto id : j.found.gaps.id)
            check_whole(j.told(id, in));
        CHECK(j.told(j.found.obligations.id.front(), in) == j.told(j.found.obligations.id.front(), in));
    }
}

TEST_CASE("explain: an unknown id and another policy are refused in a sentence", "[explain]") {
    const judged j{ladder_plan(), rows(), friday};
    CHECK_THROWS_MATCHES(explain(j.found, j.law, j.facts, 1, language::zh), std::invalid_argument,
                         Message("no finding has the id `0000000000000001` in what `plan` says as of 2022-05-27; take "
                                 "an id from a table of this very evaluation"));
    const auto other = one_rung(make_rung(1, counted::session, 1, visit_by("teacher")));
    CHECK_THROWS_MATCHES(explain(j.found, other, j.facts, j.found.obligations.id.front(), language::en),
                         std::invalid_argument,
                         Message("these findings are not of this policy: it has no clause `p.6e` at that place; "
                                 "explain with the policy that was evaluated"));
}

TEST_CASE("id_text: sixteen digits, there and back", "[explain]") {
    CHECK(id_text(0) == "0000000000000000");
    CHECK(id_text(0xfedcba9876543210ULL) == "fedcba9876543210");
    CHECK(parse_id("FEDCBA9876543210") == 0xfedcba9876543210ULL);
    CHECK_FALSE(parse_id("123"));
    CHECK_FALSE(parse_id("fedcba987654321g"));
}

TEST_CASE("fill: values, words that fit a number, braces, and what is left as it stands", "[explain]") {
    using detail::fill;
    CHECK(fill("{a} and {b}", {{"a", "1"}, {"b", "{a}"}}) == "1 and {a}");
    CHECK(fill("{n} {n|day|days}", {{"n", "1"}}) == "1 day");
    CHECK(fill("{n} {n|day|days}", {{"n", "21"}}) == "21 days");
    CHECK(fill("{{\"{p}\": 3}}", {{"p", "x"}}) == "{\"x\": 3}");
    CHECK(fill("{unknown} {", {}) == "{unknown} {");
}
