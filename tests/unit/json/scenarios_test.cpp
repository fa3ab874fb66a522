// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/read_scenarios.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/layer.hpp>
#include <baoxue/scenario/coverage.hpp>
#include <baoxue/scenario/run.hpp>
#include <baoxue/scenario/tell.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <support/text_of.hpp>
#include <vector>

using namespace baoxue;

namespace {

/// One pupil `s` in class c1 with teacher T1; Tuesday 5 March 2024 is a school day.
///
/// \param more    scenarios after the first
/// \param due_on  what the first scenario expects of 2.2.2.6f: the same day or the next
std::string scenario_text(const std::string& due_on = "2024-03-06", const std::string& more = {}) {
    return R"({
  "format": "baoxue-scenarios", "format_version": 1, "policies": ["plan-2"],
  "district": {"calendar": "weekdays", "register": "exceptions", "tables": {
    "terms": [["term_id", "school_year", "first_day", "last_day"], ["t", "2023/24", "2024-03-04", "2024-07-05"]],
    "units": [["unit_id", "kind", "parent_id", "stage"], ["school", "school", null, "junior_middle"], ["c1", "class", "school", null]],
    "holdings": [["person_id", "role", "covers_kind", "covers_id", "from"], ["T1", "class_teacher", "unit", "c1", "2020-09-01"]],
    "students": [["student_id"], ["s"]],
    "enrolments": [["student_id", "class_id", "from"], ["s", "c1", "2024-03-04"]],
    "attendance": [], "acts": []
  }},
  "scenarios": [{
    "id": "day", "clauses": ["2.2.2.6f"], "because": {"zh": "一", "en": "A whole day: a visit the same day or the next."},
    "tables": {"attendance": [["student_id", "date", "session", "mark"],
      ["s", "2024-03-05", "am", "unexcused"], ["s", "2024-03-05", "pm", "unexcused"]]},
    "judged": [{"as_of": "2024-03-05", "findings": {"obligations": [
      {"clause": "2.2.2.6f", "acts": ["home_visit"], "role": "class_teacher", "bearer_ids": ["T1"], "student_id": "s",
       "unit_id": "c1", "step": 2, "triggered_on": "2024-03-05", "due_on": ")" +
           due_on + R"(", "needed": 1, "done": 0, "state": "open",
       "caused_by": ["attendance 0", "attendance 1"]}]}}]
  })" + more +
           "]}";
}

scenario_report run(const std::string& text) {
    return run_scenarios(builtin_policy("plan-2"), {read_scenarios(text, "f.json")});
}

std::string refusal(const std::string& text) {
    try {
        (void)run(text);
    } catch (const policy_error& e) {
        return e.what();
    }
    return {};
}

/// A second scenario, without absence, whose one date has these members besides.
std::string second(const std::string& clauses, const std::string& judged) {
    return R"(, {"id": "present", )" + clauses + R"("because": {"zh": "二", "en": "Nobody is absent."},
    "judged": [{"as_of": "2024-03-05", )" +
           judged + "}]}";
}

clause_coverage of(const scenario_report& report, const std::string& clause) {
    const auto all = coverage(report);
    return *std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.clause == clause; });
}

}  // namespace

TEST_CASE("a scenario passes where every finding of its clauses is as expected") {
    const auto report = run(scenario_text());
    CHECK(tell(report, language::en) == "plan-2: 1 scenario, 1 passed, 0 failed\n");
    REQUIRE(report.results.size() == 1);
    CHECK(report.results[0].judged[0].differences.empty());
}

TEST_CASE("a difference names the column, what was expected and what was found") {
    const auto report = run(scenario_text("2024-03-07"));
    CHECK_FALSE(report.passed());
    const auto told = tell(report, language::en);
    CHECK(told.find("due_on: expected 2024-03-07, found 2024-03-06") != std::string::npos);
    CHECK(told.find("A whole day") != std::string::npos);
    CHECK(tell(report, language::zh).find("due_on：应为 2024-03-07，实为 2024-03-06") != std::string::npos);
}

TEST_CASE("coverage tells which scenarios fire and which refuse; a failed one shows nothing") {
    // s was absent in the morning alone, in a second scenario: a mark that falls short of a whole day
    const auto half = R"(, {"id": "half", "clauses": ["2.2.2.6f"], "because": {"zh": "二", "en": "Half a day."},
    "tables": {"attendance": [["student_id", "date", "session", "mark"], ["s", "2024-03-05", "am", "unexcused"]]},
    "judged": [{"as_of": "2024-03-05", "findings": {}}]})";
    const auto report = run(scenario_text("2024-03-06", half));
    CHECK(of(report, "2.2.2.6f").fires == std::vector<std::string>{"f.json day"});
    CHECK(of(report, "2.2.2.6f").refuses == std::vector<std::string>{"f.json half"});
    CHECK(of(report, "2.2.2.6f").kind == "ladder");
    CHECK(of(report, "2.2.2.6g").fires.empty());
    CHECK(of(report, "2.2.2.6g").refuses.empty());
    CHECK(of(report, "2.1").kind == "guidance");
    const auto failed = of(run(scenario_text("2024-03-07")), "2.2.2.6f");
    CHECK((failed.fires.empty() && failed.refuses.empty()));
}

TEST_CASE("a date on which nothing could fire is no near miss") {
    // a pupil who was never marked, and the Sunday before the term
    const auto report = run(scenario_text("2024-03-06", second(R"("clauses": ["2.2.2.6f"], )", R"("findings": {})")));
    CHECK(of(report, "2.2.2.6f").refuses.empty());
    // a gap that says what is not known refuses nothing either: here, whether there were marks at all
    const auto unknown = run(scenario_text("2024-03-06", R"(, {"id": "unknown", "clauses": ["2.2.2.6f"],
    "because": {"zh": "三", "en": "Attendance was not given."}, "without": ["attendance"],
    "judged": [{"as_of": "2024-03-05", "findings": {"gaps": [
      {"clause": "2.2.2.6f", "kind": "missing_table", "parameter": "attendance"}]}}]})"));
    CHECK(unknown.passed());
    CHECK(of(unknown, "2.2.2.6f").refuses.empty());
}

TEST_CASE("each reading of a clause is listed with the scenarios that judge by it") {
    // both sessions of Tuesday: one day, which is short of two by either reading of 2.2.2.6g
    const auto report = run(scenario_text("2024-03-06", R"(, {"id": "one_day", "clauses": ["2.2.2.6g"],
    "because": {"zh": "四", "en": "One day is not the second day, whichever days are adjacent."},
    "tables": {"attendance": [["student_id", "date", "session", "mark"],
      ["s", "2024-03-05", "am", "unexcused"], ["s", "2024-03-05", "pm", "unexcused"]]},
    "judged": [{"as_of": "2024-03-05", "readings": {"2.2.2.6g": "calendar_days"}, "findings": {}}]})"));
    CHECK(report.passed());
    for (const auto& r : readings_coverage(report)) {
        if (r.clause != "2.2.2.6g")
            continue;
        INFO(r.reading);
        CHECK(r.chosen_by ==
              (r.reading == "calendar_days" ? std::vector<std::string>{"f.json one_day"} : std::vector<std::string>{}));
    }
}

TEST_CASE("every finding of the clauses counts, and of all clauses where none are named") {
    // nothing is expected of the whole policy, whose quotas ask for something from the first day on
    const auto report = run(scenario_text("2024-03-06", second("", R"("findings": {})")));
    REQUIRE(report.results.size() == 2);
    CHECK(report.results[0].passed());
    CHECK_FALSE(report.results[1].passed());
}

TEST_CASE("what does not fit a policy is told all at once, each with its place") {
    const auto told = refusal(scenario_text(
        "2024-03-06", second(R"("clauses": ["2.2.2.6x", "2.2.2.6f"], )",
                             R"("values": {"2.2.2.6i.withn": 3}, "readings": {"2.2.2.6g": "calender_days"},
        "findings": {"obligations": [{"clause": "2.2.2.6f", "rule": "vist", "bearer": ["T1"]}, {"clause": "2.2.2.6e"}]})")));
    for (const auto* part :
         {"unknown clause `2.2.2.6x`", "/scenarios/1/clauses/0",
          "/scenarios/1/judged/0/values/2.2.2.6i.withn: scenario `present`: unknown parameter `2.2.2.6i.withn`, did "
          "you "
          "mean `2.2.2.6i.within`?",
          "/scenarios/1/judged/0/readings/2.2.2.6g: scenario `present`: unknown reading `calender_days`",
          "unknown reading `calender_days`, expected `school_days` or `calendar_days`, did you mean `calendar_days`?",
          "unknown column `bearer` of `obligations`, it has `policy`, `clause`",
          "clause `2.2.2.6f` has no rule `vist`, it has `visit`, did you mean `visit`?",
          "/scenarios/1/judged/0/findings/obligations/0/rule",
          "clause `2.2.2.6e` is not among the scenario's `clauses`, add it there"}) {
        INFO(told);
        CHECK(told.find(part) != std::string::npos);
    }
}

TEST_CASE("a word, an id or a date that no finding can have is told with its place and the nearest valid one") {
    const auto told = refusal(scenario_text("2024-03-06", second(R"("clauses": ["2.2.2.6f"], )", R"("findings": {
      "obligations": [{"clause": "2.2.2.6f", "acts": ["home_visit", "home_vist"], "role": "clas_teacher",
        "recipient_role": ["principal", "parent"], "state": "opn", "student_id": "S", "unit_id": "c11", "bearer_ids": ["T9"],
        "due_on": "2024-02-30", "needed": 1.5, "caused_by": ["atendance 0", "attendance", "enrolments 7"], "also": ["plan-2 plegdes"]}],
      "gaps": [{"kind": "unspecified_valu", "clause": "2.2.2.6f", "parameter": "2.2.2.6i.witin"}],
      "measures": [{"policy": "plan-3", "indicator": "dropout_rates"}],
      "statuses": [{"rule": "visit", "status": "droput"}]})")));
    const std::string at = "/scenarios/1/judged/0/findings/";
    // the second scenario begins on line 19 of the file, its findings on line 21
    CHECK(told.find("f.json:21:54 " + at + "obligations/0/acts/1") != std::string::npos);
    CHECK(told.find("f.json:24:25 " + at + "gaps/0/kind") != std::string::npos);
    CHECK(told.find("f.json:25:20 " + at + "measures/0/policy") != std::string::npos);
    for (const auto& part :
         {at + "obligations/0/acts/1: scenario `present`: unknown word `home_vist`, did you mean `home_visit`?",
          at + "obligations/0/role: scenario `present`: unknown word `clas_teacher`, did you mean `class_teacher`?",
          at + "obligations/0/recipient_role: scenario `present`: expected one value, found a list",
          at + "obligations/0/state: scenario `present`: unknown word `opn`, did you mean `open`?",
          at + "obligations/0/student_id: scenario `present`: unknown student `S`, expected `s`",
          at + "obligations/0/unit_id: scenario `present`: unknown unit `c11`, did you mean `c1`?",
          at + "obligations/0/bearer_ids/0: scenario `present`: unknown person `T9`, did you mean `T1`?",
          at + "obligations/0/due_on: scenario `present`: expected a date such as `2025-09-01`, found `2024-02-30`",
          at + "obligations/0/needed: scenario `present`: expected a whole number, found `1.5`",
          at + "obligations/0/caused_by/0: scenario `present`: unknown table `atendance`, did you mean `attendance`?",
          at +
              "obligations/0/caused_by/1: scenario `present`: expected a table and a row of it such as `attendance 0`, "
              "found `attendance`",
          at + "obligations/0/caused_by/2: scenario `present`: no row `enrolments 7`, they go from 0 to 0",
          at + "obligations/0/also/0: scenario `present`: unknown rule of a layer `plan-2 plegdes`, did you mean "
               "`plan-2 pledges`?",
          at + "gaps/0/kind: scenario `present`: unknown word `unspecified_valu`, did you mean `unspecified_value`?",
          at +
              "gaps/0/parameter: scenario `present`: unknown parameter, table or figure `2.2.2.6i.witin`, did you mean "
              "`2.2.2.6i.within`?",
          at + "measures/0/policy: scenario `present`: unknown policy `plan-3`, did you mean `plan-2`?",
          at + "measures/0/indicator: scenario `present`: unknown word `dropout_rates`, did you mean `dropout_rate`?",
          at + "statuses/0/status: scenario `present`: unknown word `droput`, did you mean `dropout`?",
          at + "statuses/0/rule: scenario `present`: a rule stands in a clause, give the `clause` too"}) {
        INFO(told);
        CHECK(told.find(part) != std::string::npos);
    }
}

TEST_CASE("scenarios of another policy are refused") {
    CHECK_THROWS_AS(run_scenarios(builtin_policy("plan-3"), {read_scenarios(scenario_text(), "f.json")}), policy_error);
}

TEST_CASE("tables that are no district are told at the cell, those of the file's own district once") {
    const auto told = refusal(scenario_text("2024-03-06", R"(, {"id": "odd", "clauses": ["2.2.2.6f"],
      "because": {"zh": "三", "en": "A pupil whom nobody knows."},
      "tables": {"attendance": [["student_id", "date", "session", "mark"], ["t", "2024-03-05", "am", "unexcused"]]},
      "judged": [{"as_of": "2024-03-05", "findings": {}}]})"));
    INFO(told);
    CHECK(told.find("/scenarios/1/tables/attendance/1/0: scenario `odd`: unknown student `t`") != std::string::npos);
}

TEST_CASE("what is wrong with the file's own district is told once, and none of its scenarios is run") {
    auto text = scenario_text("2024-03-06", R"(, {"id": "second", "clauses": ["2.2.2.6f"],
      "because": {"zh": "三", "en": "Another one."}, "judged": [{"as_of": "2024-03-05", "findings": {}}]})");
    const std::string good = "\"class_teacher\"", bad = "\"clas_teacher\"";
    const auto at = text.find(good);
    REQUIRE(at != std::string::npos);
    const auto told = refusal(text.replace(at, good.size(), bad));
    INFO(told);
    const auto first = told.find("/district/tables/holdings/");
    CHECK(first != std::string::npos);
    CHECK(told.find("/district/tables/", first + 1) == std::string::npos);
    CHECK(told.find("`class_teacher`") != std::string::npos);
}

TEST_CASE("bad scenario files say what is wrong and where") {
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator{BAOXUE_SOURCE_DIR "/tests/bad/scenarios"}) {
        if (entry.path().extension() != ".json")
            continue;
        ++seen;
        auto expected = entry.path();
        expected.replace_extension(".expected");
        std::string told;
        try {
            (void)read_scenarios(text_of(entry.path()), entry.path().filename().string());
        } catch (const policy_error& e) {
            told = std::string{e.what()} + "\n";
        }
        INFO(entry.path().string());
        CHECK(told == text_of(expected));
    }
    CHECK(seen == 6);
}

TEST_CASE("every scenario that is built in passes") {
    for (const auto& id : builtin_scenario_policy_ids()) {
        std::vector<policy> layers;
        for (std::size_t at = 0, plus = 0; plus != id.npos; at = plus + 1) {
            plus = id.find('+', at);
            layers.push_back(builtin_policy(id.substr(at, plus - at)));
        }
        const auto report = run_scenarios(layer(layers), builtin_scenarios(id));
        INFO(tell(report, language::en));
        CHECK(report.passed());
        CHECK(!report.results.empty());
    }
}
