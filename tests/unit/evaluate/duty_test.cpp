// SPDX-License-Identifier: Apache-2.0

#include "support/plans.hpp"
#include <baoxue/evaluate/duty.hpp>
#include <baoxue/policy/change.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

// ---------------------------------------------------------------- 2.2.2.2a: the list of dropouts, the same day

TEST_CASE("2.2.2.2a: a dropout makes the class teacher send the class's list on the same day") {
    world w;
    w.exits(march(15), exit_kind::dropout);
    const auto open = plan("plan-2", w, march(15));
    CHECK(duties(open, "2.2.2.2a") == lines{"2024-03-15 due 2024-03-15 open"});
    CHECK(borne_by(open, "2.2.2.2a") == lines{"T1"});
    CHECK(duties(plan("plan-2", w, march(16)), "2.2.2.2a") == lines{"2024-03-15 due 2024-03-15 missed"});
    CHECK(open.obligations.student[0] == no_code);
    CHECK(open.ids->units.text(open.obligations.unit[0]) == "c1");
}

TEST_CASE("2.2.2.2a: the act names the class and no pupil") {
    world w;
    w.exits(march(15), exit_kind::dropout);
    auto about_pupil = w;
    about_pupil.act("report_dropout_list", "T1", march(15));
    CHECK(duties(plan("plan-2", about_pupil, march(18)), "2.2.2.2a") == lines{"2024-03-15 due 2024-03-15 missed"});
    auto about_class = w;
    about_class.act("report_dropout_list", "T1", march(15), {}, "c1");
    CHECK(duties(plan("plan-2", about_class, march(18)), "2.2.2.2a") ==
          lines{"2024-03-15 due 2024-03-15 met 2024-03-15"});
    auto by_another = w;
    by_another.act("report_dropout_list", "T2", march(15), {}, "c1");
    CHECK(duties(plan("plan-2", by_another, march(18)), "2.2.2.2a") == lines{"2024-03-15 due 2024-03-15 missed"});
}

TEST_CASE("2.2.2.2a: two dropouts of a class on one day are one duty; on another day or in another class, another") {
    world w;
    w.pupil("t").pupil("u", "c2").pupil("v9");
    w.exits(march(15), exit_kind::dropout, {}, "s").exits(march(15), exit_kind::dropout, {}, "t");
    w.exits(march(15), exit_kind::dropout, {}, "u").exits(march(18), exit_kind::dropout, {}, "v9");
    CHECK(duties(plan("plan-2", w, march(18)), "2.2.2.2a") == lines{"2024-03-15 due 2024-03-15 missed",
                                                                    "2024-03-18 due 2024-03-18 open",
                                                                    "2024-03-15 due 2024-03-15 missed"});
}

TEST_CASE("2.2.2.2a: an exit noted later makes the duty on that day, and none if the pupil is back by then") {
    CHECK(duties(plan("plan-2", world{}.exits(march(15), exit_kind::dropout, march(20)), march(20)), "2.2.2.2a") ==
          lines{"2024-03-20 due 2024-03-20 open"});
    world back;
    back.exits(march(15), exit_kind::dropout, march(20)).enrols(march(20));
    CHECK(duties(plan("plan-2", back, march(25)), "2.2.2.2a").empty());
}

// ---------------------------------------------------------------- 2.2.2.6d: an intention to drop out

TEST_CASE("2.2.2.6d: class teacher and school leader each owe persuasion, without a deadline") {
    const auto w = world{}.need("dropout_intention", march(12)).act("explain_law_and_persuade", "L", march(13));
    const auto f = plan("plan-2", w, june(3));
    auto rows = quotas(f, "2.2.2.6d");
    std::sort(rows.begin(), rows.end());
    CHECK(rows == lines{"L 2024-03-12 - 1/1 met", "T1 2024-03-12 - 0/1 open"});
    CHECK(duties(plan("plan-2", w, march(11)), "2.2.2.6d").empty());
    CHECK(duties(plan("plan-2", world{}.need("wavering", march(12)), june(3)), "2.2.2.6d").empty());
}

TEST_CASE("2.2.2.6d: without a needs table nothing follows, and a gap says so") {
    const auto f = plan("plan-2", world{}, june(3));
    CHECK(duties(f, "2.2.2.6d").empty());
    CHECK(gaps(f, gap_kind::missing_table, "2.2.2.6d") == lines{"2.2.2.6d persuade - - - needs - -"});
}

// ---------------------------------------------------------------- 2.2.2.7: report to the township

TEST_CASE("2.2.2.7: the school reports a dropout; when is left open, until a number is filled in") {
    const auto w = world{}.exits(march(15), exit_kind::dropout);
    const auto f = plan("plan-2", w, april(15));
    CHECK(quotas(f, "2.2.2.7") == lines{"P 2024-03-15 - 0/1 open"});
    CHECK(gaps(f, gap_kind::unspecified_value, "2.2.2.7") == lines{"2.2.2.7 report - - - 2.2.2.7.within - -"});
    const named_value three[] = {{"2.2.2.7.within", 3}};
    const auto filled = evaluate(with_values(school::core_of("plan-2"), three), w.build(), april(15));
    CHECK(duties(filled, "2.2.2.7") == lines{"2024-03-15 due 2024-03-18 missed"});
    CHECK(gaps(filled, gap_kind::unspecified_value, "2.2.2.7").empty());
    // The school's duty is met by any of its staff: the subject teacher of another class, too.
    auto done = w;
    done.act("report_dropout", "T2", march(16));
    CHECK(duties(plan("plan-2", done, april(15)), "2.2.2.7") == lines{"2024-03-15 due - met 2024-03-16"});
}

TEST_CASE("2.2.2.7: under the second reading only a dropout who was persuaded before is reported") {
    const auto second = with_reading(school::core_of("plan-2"), "2.2.2.7", "after_persuasion");
    const auto w = world{}.exits(march(15), exit_kind::dropout);
    CHECK(duties(evaluate(second, w.build(), april(15)), "2.2.2.7").empty());
    auto persuaded = w;
    persuaded.act("explain_law_and_persuade", "T1", march(14));
    CHECK(duties(evaluate(second, persuaded.build(), april(15)), "2.2.2.7").size() == 1);
}

// ---------------------------------------------------------------- the other events

TEST_CASE("do_duties: at a term's start, of every pupil on the roll, and of every unit of a kind") {
    const auto w = world{}.pupil("t", "c1", march(5));
    CHECK(owed(make_duty(event::term_start), w, march(4)) == lines{"2024-03-04 due 2024-03-07 open"});
    auto of_classes = make_duty(event::term_start);
    of_classes.about = {"class"};
    CHECK(owed(of_classes, w, march(8)) ==
          lines{"2024-03-04 due 2024-03-07 missed", "2024-03-04 due 2024-03-07 missed"});
}

TEST_CASE("do_duties: who is not registered on the term's first day; without the table, nobody is known not to be") {
    auto w = world{}.pupil("t").pupil("u");
    const auto d = make_duty(event::registration);
    CHECK(owed(d, w, march(8)).empty());
    w.rows.registrations = std::vector<registration_row>{{"s", "spring", march(4)}, {"t", "spring", march(5)}};
    CHECK(owed(d, w, march(5)).size() == 2);  // t a day late, u not at all
    const auto f = evaluate(policy_with(std::vector<clause>{make_clause("k", d)}), world{}.build(), march(8));
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - registrations - -"});
}

TEST_CASE("do_duties: a pupil who returns, after a dropout or entered as one who returns") {
    const auto d = make_duty(event::returned);
    CHECK(owed(d, world{}.exits(march(15), exit_kind::dropout).enrols(april(8)), april(8)) ==
          lines{"2024-04-08 due 2024-04-11 open"});
    CHECK(owed(d, world{}.exits(march(15), exit_kind::suspended).enrols(april(8), "c1", entry_kind::returned),
               april(8)) == lines{"2024-04-08 due 2024-04-11 open"});
    CHECK(owed(d, world{}.exits(march(15), exit_kind::suspended).enrols(april(8)), april(8)).empty());
    CHECK(owed(d, world{}, april(8)).empty());
}

TEST_CASE("do_duties: papers are late the day they are not complete so long after leaving") {
    auto d = make_duty(event::late_papers);
    d.late = late_after{{5}, day_unit::calendar_days};
    world w;
    w.exits(april(10), exit_kind::transferred).transfer("x", april(10));
    CHECK(owed(d, w, april(14)).empty());
    CHECK(owed(d, w, april(15)) == lines{"2024-04-15 due 2024-04-18 open"});
    CHECK(owed(d, world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10), {}, "c2"), april(15))
              .empty());
    // Noted only on 20 April: keyed by that day.
    CHECK(owed(d, world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10), april(20)), april(30)) ==
          lines{"2024-04-20 due 2024-04-23 missed"});
}

TEST_CASE("do_duties: a duty missed makes another one, on the day after") {
    auto first = make_clause("a", make_duty(event::need_flagged));
    std::get<duty>(first.readings[0].rules[0].is).need = need_condition{{"wavering"}, {}};
    auto second = make_clause("b", make_duty(event::missed_duty));
    auto& follows = std::get<duty>(second.readings[0].rules[0].is);
    follows.of = rule_reference{"a", "r"}, follows.owes.roles = {"school_leader"};
    const auto p = policy_with({first, second});
    const auto w = world{}.need("wavering", march(12));
    CHECK(duties(evaluate(p, w.build(), march(15)), "b").empty());  // due on the 15th: not yet missed
    CHECK(duties(evaluate(p, w.build(), march(16)), "b") == lines{"2024-03-16 due 2024-03-19 open"});
    auto late = w, in_time = w;
    late.act("home_visit", "T1", march(16)), in_time.act("home_visit", "T1", march(15));
    CHECK(duties(evaluate(p, late.build(), march(20)), "b").size() == 1);
    CHECK(duties(evaluate(p, in_time.build(), march(20)), "b").empty());
}

TEST_CASE("do_duties: double difficulty is its own need, or both on the day the later is flagged") {
    auto d = make_duty(event::need_flagged);
    d.need = need_condition{{"double_difficulty"}, {"academic_difficulty", "economic_hardship"}};
    CHECK(owed(d, world{}.need("double_difficulty", march(12)), april(1)).size() == 1);
    CHECK(owed(d, world{}.need("academic_difficulty", march(12)), april(1)).empty());
    CHECK(owed(d, world{}.need("academic_difficulty", march(12)).need("economic_hardship", march(20)), march(20)) ==
          lines{"2024-03-20 due 2024-03-23 open"});
    CHECK(owed(d, world{}.need("academic_difficulty", march(12), march(19)).need("economic_hardship", march(20)),
               april(1))
              .empty());
    CHECK(owed(d, world{}.need("academic_difficulty", march(12)).need("economic_hardship", march(12)), march(12))
              .size() == 1);
}

TEST_CASE("do_duties: `need` and `unless` of any rule are those of the trigger date") {
    auto c = make_clause("k", make_duty(event::dropout));
    c.readings[0].rules[0].applies_to.unless = need_condition{{"migrant_child"}, {}};
    const auto p = policy_with({c});
    const auto w = world{}.exits(march(15), exit_kind::dropout);
    auto flagged = w, ended = w;
    flagged.need("migrant_child", march(1)), ended.need("migrant_child", march(1), march(14));
    CHECK(duties(evaluate(p, ended.build(), march(15))).size() == 1);
    CHECK(duties(evaluate(p, flagged.build(), march(15))).empty());
}

// ---------------------------------------------------------------- 4.4.4a to 4.4.4c: the return notice

TEST_CASE("4.4.4a: a dropout makes the school issue the notice on the same day") {
    const auto w = world{}.exits(march(15), exit_kind::dropout);
    CHECK(quotas(plan("plan-4", w, march(15)), "4.4.4a") == lines{"P 2024-03-15 2024-03-15 0/1 open"});
    CHECK(duties(plan("plan-4", w, march(16)), "4.4.4a") == lines{"2024-03-15 due 2024-03-15 missed"});
    CHECK(duties(plan("plan-4", w, june(3)), "4.4.4b").empty());  // no notice, no report
}

TEST_CASE("4.4.4b: not back by the notice's own date, the school reports the day after; back on that date is in time") {
    auto w = world{}.exits(march(15), exit_kind::dropout).act("issue_return_notice", "P", march(15));
    w.rows.acts->back().due_on = march(22);
    CHECK(duties(plan("plan-4", w, march(22)), "4.4.4b").empty());
    CHECK(duties(plan("plan-4", w, march(23)), "4.4.4b") == lines{"2024-03-23 due - open"});
    CHECK(duties(plan("plan-4", world{w}.enrols(march(22)), june(3)), "4.4.4b").empty());
    CHECK(duties(plan("plan-4", world{w}.enrols(march(23)), june(3)), "4.4.4b").size() == 1);
}

TEST_CASE("4.4.4b: a notice without a date needs a number, which rolls to a working day") {
    const auto w = world{}.exits(march(15), exit_kind::dropout).act("issue_return_notice", "P", march(15));
    const auto open = plan("plan-4", w, june(3));
    CHECK(duties(open, "4.4.4b").empty());
    CHECK(gaps(open, gap_kind::unspecified_value, "4.4.4b") == lines{"4.4.4b report - - - 4.4.4b.return_within - -"});
    // Seven days after Friday 15 March is Friday the 22nd; eight is Saturday, which rolls to Monday the 25th.
    const auto within = [&](std::int32_t n) {
        const named_value days[] = {{"4.4.4b.return_within", n}};
        return triggers(evaluate(with_values(school::core_of("plan-4"), days), w.build(), june(3)), "4.4.4b");
    };
    CHECK(within(7) == dates{march(23)});
    CHECK(within(8) == dates{march(26)});
}

TEST_CASE("4.4.4c: the report sent, the township imposes a penalty or pursues liability") {
    auto w = world{}.exits(march(15), exit_kind::dropout).act("issue_return_notice", "P", march(15));
    w.rows.acts->back().due_on = march(22);
    w.hold("G", "township_government", "town").act("report_unreturned", "P", march(25));
    CHECK(quotas(plan("plan-4", w, june(3)), "4.4.4c") == lines{"G 2024-03-25 - 0/1 open"});
    CHECK(duties(plan("plan-4", world{w}.act("pursue_legal_liability", "G", april(2)), june(3)), "4.4.4c") ==
          lines{"2024-03-25 due - met 2024-04-02"});
    CHECK(duties(plan("plan-4", w, march(24)), "4.4.4c").empty());
}
