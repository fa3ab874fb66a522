// SPDX-License-Identifier: Apache-2.0
#include "mixed.hpp"
#include <baoxue/explain/why_not.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <stdexcept>

using namespace mixed;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string asked(const policy& p, const world& w, date as_of, const char* id, language in = language::en,
                  std::optional<std::string> clause = {}) {
    const told t{p, w, as_of};
    return why_not(t.found, t.law, t.facts, id, clause, in);
}

policy rung_of(counted unit, count_mode mode) { return policy_with(make_rung(unit, std::move(mode))); }

consecutive in_a_row(std::int32_t n) {
    consecutive m;
    m.threshold = n;
    return m;
}

}  // namespace

TEST_CASE("why_not: one more half-day before a step, and what ends the row", "[explain]") {
    const auto law = rung_of(counted::session, in_a_row(3));
    CHECK_THAT(asked(law, world{}.marks(march(5), "PU UP"), march(5), "s"),
               ContainsSubstring("so far: 1 half-day; 2 half-days more would reach it"));
    CHECK_THAT(asked(law, world{}.marks(march(5), "PU UU"), march(6), "s"),
               ContainsSubstring("already reached on 6 March 2024"));
    auto w = world{}.marks(march(5), "UU");
    w.marks(march(6), "EP");
    CHECK_THAT(asked(law, w, march(5), "s", language::zh), ContainsSubstring("现在是 2 个半天，再有 1 个半天就达到"));
    CHECK_THAT(asked(law, w, march(6), "s", language::zh),
               ContainsSubstring("现在一次也没有计上，要有 3 个半天才达到"));
}

TEST_CASE("why_not: a run stands over a weekend and ends with the term", "[explain]") {
    const auto law = rung_of(counted::full_day, in_a_row(2));
    const auto w = world{}.absent({march(8)});
    CHECK_THAT(asked(law, w, march(10), "s"), ContainsSubstring("so far: 1 full day; 1 full day more"));
    const auto late = world{}.absent({july(5)});
    CHECK_THAT(asked(law, late, july(7), "s"), ContainsSubstring("nothing counts so far"));
}

TEST_CASE("why_not: counts of a month start anew, and windows lose what is too old", "[explain]") {
    cumulative sum;
    sum.threshold = 4, sum.period = period::month;
    const auto w = world{}.absent({march(5), march(12), march(28)});
    CHECK_THAT(asked(rung_of(counted::full_day, sum), w, march(29), "s"),
               ContainsSubstring("so far: 3 full days; 1 full day more"));
    CHECK_THAT(asked(rung_of(counted::full_day, sum), w, april(1), "s"),
               ContainsSubstring("and 4 full days would reach it"));
    rolling window;
    window.threshold = 3, window.length = 20, window.of = window_unit::days;
    CHECK_THAT(asked(rung_of(counted::full_day, window), w, march(28), "s"),
               ContainsSubstring("so far: 2 full days; 1 full day more"));
    CHECK_THAT(asked(rung_of(counted::full_day, window), w, april(10), "s"),
               ContainsSubstring("so far: 1 full day; 2 full days more"));
}

TEST_CASE("why_not: a share tells what is marked and what of it counts", "[explain]") {
    share tenth;
    tenth.line = ratio{1, 10}, tenth.at_least = 20;
    CHECK_THAT(asked(rung_of(counted::session, tenth), world{}.marks(march(5), "UP"), march(8), "s"),
               ContainsSubstring("so far: 10 half-days marked, of them 1 half-day that count"));
}

TEST_CASE("why_not: what keeps a rule away is said first", "[explain]") {
    auto r = make_rung(counted::session, in_a_row(3));
    r.applies_to.stages = {"junior_middle"};
    CHECK_THAT(asked(policy_with(r), world{}, march(8), "s"), ContainsSubstring("not for pupils of this stage"));
    r = make_rung(counted::session, in_a_row(3));
    r.applies_to.need = need_condition{{"key_student"}, {}};
    auto w = world{};
    CHECK_THAT(asked(policy_with(r), w, march(8), "s"), ContainsSubstring("the needs table was not given"));
    w.rows.needs.emplace();
    CHECK_THAT(asked(policy_with(r), w, march(8), "s", language::zh),
               ContainsSubstring("没有登记条款所说的情况（重点生）"));
    r = make_rung(counted::session, in_a_row(1));
    r.after = after_act{"interview", since::term_start};
    CHECK_THAT(asked(policy_with(r), world{}.marks(march(8), "PU"), march(8), "s", language::zh),
               ContainsSubstring("次数已够（现在是 1 个半天）；条件是") &&
                   ContainsSubstring("须先有“面谈”的记录；所看的时间里，到2024年3月8日为止还没有。"));
    r.after->at_least = param<std::int32_t>{2};
    auto once = world{}.marks(march(8), "PU").act("interview", "T1", march(7));
    CHECK_THAT(asked(policy_with(r), once, march(8), "s"),
               ContainsSubstring("has to be on record on 2 days first; in the time that counts, up to "
                                 "8 March 2024, there is 1."));
    r.after->at_least = param<std::int32_t>{0}, r.after->below = param<std::int32_t>{1};
    CHECK_THAT(asked(policy_with(r), once, march(8), "s", language::zh),
               ContainsSubstring("已有 1 天的记录，须不到 1 天才适用"));
    r.after = after_act{"interview", since::term_start, {}, {}, {}, act_word{"home_visit"}};
    CHECK_THAT(asked(policy_with(r), once, march(8), "s"), ContainsSubstring("on or after the day of"));
    auto open = make_rung(counted::session, consecutive{});
    std::get<consecutive>(open.mode).threshold = unspecified("threshold", "多次");
    CHECK_THAT(asked(policy_with(open), world{}, march(8), "s"),
               ContainsSubstring("no value for the parameter k.threshold"));
    w = world{};
    w.rows.attendance.reset();
    CHECK_THAT(asked(rung_of(counted::session, in_a_row(1)), w, march(8), "s"),
               ContainsSubstring("the attendance table was not given"));
}

TEST_CASE("why_not: steps that wait for earlier ones", "[explain]") {
    auto w = year();
    CHECK_THAT(asked(plan(), w, april(20), "s", language::zh, "r.1"), ContainsSubstring("没有“辍学”的记录"));
    CHECK_THAT(asked(plan(), w, april(20), "s", language::zh, "r.2"), ContainsSubstring("先要达到第 1 级"));
    CHECK_THAT(asked(plan(), w, april(20), "left", language::zh, "r.1"), ContainsSubstring("已经在2024年3月25日达到"));
    CHECK_THAT(asked(plan(), w, april(20), "left", language::zh, "r.2"),
               ContainsSubstring("“发出返校通知书”还没有办好的记录"));
    add_acts(w);
    CHECK_THAT(asked(plan(), w, march(28), "left", language::en, "r.2"),
               ContainsSubstring("for coming back is not past"));
    auto open = plan();
    for (auto& c : open.layers[0].clauses)
        if (c.id == "r.2")
            std::get<missed_deadline>(std::get<ladder>(c.readings[0].rules[0].is).rungs[0].mode).within =
                unspecified("return_within", "规定期限");
    w.rows.acts->at(2).due_on.reset();
    CHECK_THAT(asked(open, w, march(28), "left", language::zh, "r.2"),
               ContainsSubstring("条款没有给出参数 r.2.return_within 的数值"));
    w.rows.acts->at(2).due_on = april(1);
    CHECK_THAT(asked(plan(), w, april(2), "left", language::en, "r.3"),
               ContainsSubstring("what step 2 asks for is not on record as done"));
}

TEST_CASE("why_not: duties name the event they wait for", "[explain]") {
    const auto w = acted();
    CHECK_THAT(asked(plan(), w, april(20), "s", language::zh, "d.4"),
               ContainsSubstring("还没有发生条款所等的事：得知学生辍学"));
    CHECK_THAT(asked(plan(), w, april(20), "left", language::en, "d.4"),
               ContainsSubstring("it came about on 25 March 2024 (finding "));
    CHECK_THAT(asked(plan(), w, april(2), "moved", language::zh, "d.3"),
               ContainsSubstring("到2024年4月8日仍不齐就算逾期，还有 6 天"));
    CHECK_THAT(asked(plan(), w, march(25), "left", language::en, "d.5"),
               ContainsSubstring("what clause d.4 asks for is due on 27 March 2024"));
}

TEST_CASE("why_not: quotas tell what is done, what is to go and by when", "[explain]") {
    const auto w = acted();
    CHECK_THAT(asked(plan(), w, april(20), "s", language::en, "q.1"),
               ContainsSubstring("Clause q.1 (T1): 1 of 20, 19 to go by 5 July 2024"));
    CHECK_THAT(asked(plan(), w, april(20), "T1", language::zh, "q.1"),
               ContainsSubstring("已办 1 次，共需 20 次，2024年7月5日以前还差 19 次"));
    CHECK_THAT(asked(plan(), w, april(20), "s", language::zh, "q.3"), ContainsSubstring("目前没有对该生的次数要求"));
    CHECK_THAT(asked(plan(), w, march(14), "key", language::en, "q.2"),
               ContainsSubstring("1 of 1 for 11 March 2024 to 15 March 2024 is done"));
    CHECK_THAT(asked(plan(), w, april(20), "school", language::zh, "q.4"),
               ContainsSubstring("2024年3月29日到期时比需要的 1 次少 1 次"));
}

TEST_CASE("why_not: figures tell how many dropouts more or fewer would change them", "[explain]") {
    const auto w = acted();
    // 3 of 10 counted, 2 of them dropouts.
    CHECK_THAT(asked(plan(), w, july(5), "school", language::en, "m.1"),
               ContainsSubstring("With 3 fewer pupils dropped out or suspended the condition would hold."));
    CHECK_THAT(asked(plan(), w, july(5), "school", language::zh, "m.2"),
               ContainsSubstring("少 1 名辍学学生，条件就成立"));
    CHECK_THAT(
        asked(plan(), w, july(5), "school", language::en, "m.6"),
        ContainsSubstring("It is exactly at the line. With 1 fewer dropout the condition would no longer hold."));
    CHECK_THAT(asked(plan(), w, april(20), "school", language::zh, "m.1"),
               ContainsSubstring("学年到2024年7月5日才结束"));
    auto counted = acted();
    counted.rows.counts = std::vector<count_row>{{"school", "2023", "dropout_rate", 2, 150, "glossary", {}}};
    const auto line = policy_with(std::vector<clause>{
        make_clause("m.1", target{figure_at("dropout_rate", relation::less_than, at_line(2, 100))})});
    CHECK_THAT(asked(line, counted, july(5), "school", language::en),
               ContainsSubstring("With 1 more dropout the condition would no longer hold."));
}

TEST_CASE("why_not: where no rule speaks of pupils it tells what is true of the pupil's school", "[explain]") {
    const auto lines_alone = policy_with(
        std::vector<clause>{make_clause("m.1", target{figure_at("dropout_rate", relation::at_most, at_line(2, 100))})});
    const auto w = acted();
    CHECK_THAT(asked(lines_alone, w, april(20), "s", language::zh),
               ContainsSubstring("条款 m.1（学校（school）、小学）：数字为"));
    CHECK_THAT(asked(lines_alone, w, april(20), "s", language::en),
               ContainsSubstring("Clause m.1 (school school, primary school): the figure is"));
}

TEST_CASE("why_not: of a pupil who has died nothing is listed; unknown ids and clauses are refused", "[explain]") {
    auto w = acted();
    w.rows.students->front().died_on = april(10);
    const auto text = asked(plan(), w, april(20), "s", language::zh);
    CHECK_THAT(text, ContainsSubstring("该生已于2024年4月10日去世"));
    CHECK_THAT(text, !ContainsSubstring("条款"));
    const told t{plan(), w, april(20)};
    CHECK_THROWS_AS(why_not(t.found, t.law, t.facts, "nobody", {}, language::en), std::invalid_argument);
    CHECK_THROWS_AS(why_not(t.found, t.law, t.facts, "left", "z.9", language::en), std::invalid_argument);
    CHECK(why_not(t.found, t.law, t.facts, t.facts.ids->students.find("left"), {}, language::en) ==
          asked(plan(), w, april(20), "left"));
}

TEST_CASE("why_not: every pupil and unit renders whole, in both languages", "[explain]") {
    const told t{plan(), acted(), april(20)};
    for (const auto in : {language::zh, language::en})
        for (const char* id : {"s", "left", "moved", "back", "key", "rest", "school", "c1", "T1"}) {
            const auto text = why_not(t.found, t.law, t.facts, id, {}, in);
            CAPTURE(text);
            for (const char* broken : {"{", "}", "|", "。。", "..", "  "})
                CHECK(text.find(broken) == std::string::npos);
        }
}
