// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

std::vector<std::string> problems_of(policy p) {
    name_parameters(p);
    std::vector<std::string> out;
    for (const auto& one : check_policy(p, standard_words))
        out.push_back(to_string(one));
    return out;
}

using messages = std::vector<std::string>;

rung session_rung(std::int32_t step, std::int32_t threshold) {
    return example_rung(step, counted::session, consecutive{threshold});
}

}  // namespace

TEST_CASE("make_policy: names the policy and every problem at once") {
    auto bad = example_rung(1, counted::session, consecutive{0}, "clas_teacher");
    bad.due = within_days{-1};
    try {
        (void)make_policy(example_policy({example_clause("1a", {bad})}), standard_words);
        FAIL("was made");
    } catch (const policy_error& e) {
        messages found;
        for (const auto& p : e.problems())
            found.push_back(to_string(p));
        CHECK(
            found ==
            messages{"policy example /clauses/0/readings/0/rules/0/rungs/0/owes/roles/0: unknown role `clas_teacher`, "
                     "did you mean "
                     "`class_teacher`?",
                     "policy example /clauses/0/readings/0/rules/0/rungs/0/mode/threshold: must be at least 1, got `0`",
                     "policy example /clauses/0/readings/0/rules/0/rungs/0/due/within: must be at least 0, got `-1`"});
    }
}

TEST_CASE("make_policy: is idempotent") {
    const auto once =
        make_policy(example_policy({example_clause("1a", {session_rung(1, 1), session_rung(2, 2)})}), standard_words);
    CHECK(make_policy(once, standard_words) == once);
}

TEST_CASE("check_policy: thresholds of rungs that count alike rise, by the point from which they fire") {
    const auto at = [](std::int32_t first, comparator how, std::int32_t second) {
        auto low = session_rung(1, 1), high = session_rung(2, second);
        low.mode = consecutive{first, how};
        return problems_of(example_policy({example_clause("1a", {low}), example_clause("1b", {high})}));
    };
    CHECK(at(1, comparator::at_least, 2).empty());
    CHECK(at(2, comparator::at_least, 2).size() == 1);
    CHECK(at(3, comparator::at_least, 2).size() == 1);
    CHECK(at(2, comparator::more_than, 3).size() == 1);
    CHECK(at(1, comparator::more_than, 3).empty());
}

TEST_CASE("check_policy: rungs that count otherwise, or other pupils, need not rise") {
    const auto together = [](rung low, rung high) {
        return problems_of(
            example_policy({example_clause("1a", {std::move(low)}), example_clause("1b", {std::move(high)})}));
    };
    const auto low = session_rung(1, 2);
    CHECK(together(low, session_rung(2, 1)).size() == 1);
    CHECK(together(low, example_rung(2, counted::full_day, consecutive{1})).empty());
    CHECK(together(low, example_rung(2, counted::session, cumulative{1})).empty());
    CHECK(together(low, example_rung(2, counted::session, consecutive{1, {}, adjacency::calendar_days})).empty());
    auto excused = session_rung(2, 1);
    excused.marks = {mark::excused};
    CHECK(together(low, excused).empty());
    auto primary = session_rung(2, 1);
    primary.applies_to.stages = {"primary"};
    CHECK(together(low, primary).empty());
    auto open = session_rung(2, 1);
    open.mode = consecutive{unspecified("threshold", "多次")};
    CHECK(together(low, open).empty());
    CHECK(together(example_rung(1, counted::session, rolling{3, {}, 10}),
                   example_rung(2, counted::session, rolling{3, {}, 20}))
              .empty());
    CHECK(together(example_rung(1, counted::session, rolling{3, {}, 10}),
                   example_rung(2, counted::session, rolling{3, {}, 10}))
              .size() == 1);
    CHECK(together(example_rung(1, counted::session, share{ratio{1, 10}}),
                   example_rung(2, counted::session, share{ratio{2, 20}}))
              .size() == 1);
    CHECK(together(example_rung(1, counted::session, share{ratio{1, 10}}),
                   example_rung(2, counted::session, share{ratio{2, 19}}))
              .empty());
}

TEST_CASE("check_policy: a rule about figures means no pupil by needs, age or acts") {
    auto c = example_clause("1a", {session_rung(1, 1)});
    auto& rule = c.readings.front().rules.front();
    target t;
    t.goal.indicator = {"dropout_rate"}, t.goal.unit_kind = {"school"}, t.goal.line = fixed_line{ratio{1, 50}};
    rule.is = t;
    rule.applies_to.stages = {"primary"};
    CHECK(problems_of(example_policy({c})).empty());
    rule.applies_to.need.emplace(), rule.applies_to.need->any_of = {"key_student"};
    rule.after = after_act{{"home_visit"}, since::term_start};
    CHECK(problems_of(example_policy({c})) ==
          messages{"/clauses/0/readings/0/rules/0/applies_to/need: a rule of kind `target` means stages and unit kinds "
                   "alone, leave `need` out",
                   "/clauses/0/readings/0/rules/0/after: a rule of kind `target` means stages and unit kinds alone, "
                   "leave `after` out"});
}

TEST_CASE("check_policy: readings of one clause may reuse a step, clauses that are in force together may not") {
    auto c = example_clause("1a", {session_rung(1, 1)});
    c.readings.push_back(c.readings.front());
    c.readings.back().id = "other";
    CHECK(problems_of(example_policy({c})).empty());
    auto d = example_clause("1b", {session_rung(1, 2)});
    CHECK(problems_of(example_policy({c, d})) ==
          messages{"/clauses/1/readings/0/rules/0/rungs/0/step: step `1` of ladder `absence` stands already in clause "
                   "`1a`, give each rung "
                   "its own step"});
    c.effective.until = d.effective.from = date{2025, 9, 1};
    CHECK(problems_of(example_policy({c, d})).empty());
    c.effective.until = date{2025, 9, 2};
    CHECK(problems_of(example_policy({c, d})).size() == 1);
}

TEST_CASE("check_policy: a reading that does not govern is checked against the clauses that do") {
    auto c = example_clause("1b", {session_rung(2, 2)});
    c.readings.push_back(example_clause("", {session_rung(2, 1)}).readings.front());
    c.readings.back().id = "other";
    c.readings.back().rules.front().is = ladder{"absence", {[] {
                                                    auto r = session_rung(2, 1);
                                                    std::get<consecutive>(r.mode).threshold.name = "days";
                                                    return r;
                                                }()}};
    CHECK(problems_of(example_policy({example_clause("1a", {session_rung(1, 1)}), c})) ==
          messages{"/clauses/1/readings/1/rules/0/rungs/0/mode/threshold: `1` does not rise above `1`, the number of "
                   "step 1 of clause "
                   "`1a`, which counts the same"});
}

TEST_CASE("check_policy: layers have ladders, ids and pointers of their own") {
    auto p = example_policy({example_clause("1a", {session_rung(1, 1)})});
    p.layers.push_back(p.layers.front());
    p.layers.back().id = "school";
    CHECK(problems_of(p).empty());
    std::get<ladder>(p.layers.back().clauses.front().readings.front().rules.front().is).rungs.front().owes.acts = {
        "home_vist"};
    CHECK(problems_of(p) == messages{"/layers/1/clauses/0/readings/0/rules/0/rungs/0/owes/acts/0: unknown act "
                                     "`home_vist`, did you mean `home_visit`?"});
    p.layers.back().id = "example";
    CHECK(problems_of(p).back() == "/layers/1/id: layer `example` stands twice, take another id");
}

TEST_CASE("check_policy: a policy of several layers may join their ids, and one document may not") {
    auto p = example_policy({example_clause("1a", {session_rung(1, 1)})});
    p.layers.push_back(p.layers.front());
    p.layers.back().id = "school";
    p.id = "example+school";
    CHECK(problems_of(p).empty());
    for (const auto* bad : {"example+", "+school", "a++b", "a b+c"}) {
        p.id = bad;
        CHECK(problems_of(p) == messages{"/id: id `" + p.id +
                                         "` is not made of letters, digits, `_`, `-` and `.`, or of such ids joined by "
                                         "`+`"});
    }
    p.layers.pop_back();
    p.id = p.layers.front().id = "a+b";
    CHECK(problems_of(p) == messages{"/id: id `a+b` has other characters than letters, digits, `_`, `-` and `.`"});
}

TEST_CASE("check_policy: one layer under another id than the policy's is a list of one") {
    auto p = example_policy({example_clause("1a", {session_rung(1, 0)})});
    p.layers.front().id = "document";
    CHECK(problems_of(p) ==
          messages{"/layers/0/clauses/0/readings/0/rules/0/rungs/0/mode/threshold: must be at least 1, got `0`"});
}

TEST_CASE("check_policy: texts of one clause follow each other, with steps and numbers of their own") {
    auto before = example_clause("1a", {session_rung(1, 2)}), after = example_clause("1a", {session_rung(1, 1)});
    const auto found = [&] { return problems_of(example_policy({before, after})); };
    CHECK(found() ==
          messages{"/clauses/1/id: clause `1a` stands twice, take another id",
                   "/clauses/1/readings/0/rules/0/rungs/0/step: step `1` of ladder `absence` stands already in "
                   "clause `1a`, give each rung its own step"});
    before.effective = {date{2024, 9, 1}, date{2025, 3, 1}};
    CHECK(found().front() == "/clauses/1/id: this text of clause `1a`, without dates, overlaps the one at /clauses/0, "
                             "from `2024-09-01` until `2025-03-01`: let one end on the day on which the next begins");
    after.effective.from = date{2025, 2, 28};
    CHECK(found().front() ==
          "/clauses/1/effective: this text of clause `1a`, from `2025-02-28`, overlaps the one at "
          "/clauses/0, from `2024-09-01` until `2025-03-01`: let one end on the day on which the next "
          "begins");
    after.effective.from = date{2025, 3, 1};
    CHECK(found().empty());
    std::swap(before, after);  // in whatever order they stand
    CHECK(found().empty());
}

TEST_CASE("check_policy: dates that no file could hold, and a role's own fields on another word, are refused") {
    auto c = example_clause("1a", {session_rung(1, 1)});
    c.effective = {dawn, forever};
    auto p = example_policy({c});
    p.words = {{word_kind::act, {"phone_call", "电话", "phone call", {"class"}, "", true}}};
    const std::string range = "no file can hold this date, it must be from 1600-01-01 to 9999-12-31";
    CHECK(problems_of(p) == messages{"/words/acts/0/holds: `holds` goes only with a role, and `phone_call` is an act",
                                     "/words/acts/0/single: `single` goes only with a role, and `phone_call` is an act",
                                     "/clauses/0/effective/from: " + range, "/clauses/0/effective/until: " + range});
}

TEST_CASE("make_policy: sorts words by kind and keeps the order within one") {
    auto p = example_policy({example_clause("1a", {session_rung(1, 1)})});
    p.words = {
        {word_kind::act, {"b", "乙", "b"}}, {word_kind::role, {"c", "丙", "c"}}, {word_kind::act, {"a", "甲", "a"}}};
    const auto made = make_policy(p, standard_words);
    CHECK(made.words == std::vector<std::pair<word_kind, word>>{p.words[1], p.words[0], p.words[2]});
}

TEST_CASE("check_policy: a role covers what it or a narrower role can hold") {
    const auto covers = [](const char* role, const char* what) {
        auto c = example_clause("1a", {});
        c.readings.front().rules.front().is = assignment{role, {what}};
        return problems_of(example_policy({c})).empty();
    };
    CHECK(covers("principal", "school"));
    CHECK(covers("school_leader", "class"));
    CHECK(covers("teacher", "student"));  // a helping teacher is a teacher
    CHECK_FALSE(covers("principal", "class"));
    CHECK_FALSE(covers("class_teacher", "school"));
    CHECK_FALSE(covers("anyone", "school"));
}

TEST_CASE("check_policy: words of the policy are known to its rules, and keep what stands") {
    auto p = example_policy({example_clause("1a", {session_rung(1, 1)})});
    std::get<ladder>(p.layers.front().clauses.front().readings.front().rules.front().is).rungs.front().owes.acts = {
        "phone_call"};
    CHECK(problems_of(p).size() == 1);
    p.words = {{word_kind::act, {"phone_call", "电话", "phone call"}}};
    CHECK(problems_of(p).empty());
    p.words.emplace_back(word_kind::act, *standard_words.words(word_kind::act).begin());
    CHECK(problems_of(p).empty());
    p.words.back().second.zh = "别的";
    CHECK(problems_of(p).size() == 1);
}

TEST_CASE("check_policy: marks, steps and lists that only C++ can build are refused too") {
    auto r = session_rung(1, 1);
    r.marks = {mark::unmarked};
    CHECK(problems_of(example_policy({example_clause("1a", {r})})) ==
          messages{"/clauses/0/readings/0/rules/0/rungs/0/marks/0: mark `unmarked` cannot be counted, expected one of "
                   "`excused`, "
                   "`unexcused`"});
    r.marks.clear();
    r.step = 0;
    CHECK(problems_of(example_policy({example_clause("1a", {r})})).size() == 2);
    CHECK(problems_of({"empty", {}, {}}) == messages{"a policy needs at least one layer of clauses"});
}

TEST_CASE("check_policy: numbers so large that dates would overflow are refused") {
    auto r = session_rung(1, 1);
    r.due = within_days{36'525};
    CHECK(problems_of(example_policy({example_clause("1a", {r})})).empty());
    r.due = within_days{36'526};
    CHECK(problems_of(example_policy({example_clause("1a", {r})})).size() == 1);
}

TEST_CASE("check_policy: parameters of a clause that share a name share the value") {
    auto r = session_rung(1, 1);
    r.mode = consecutive{{2, "days", ""}};
    r.due = within_days{{2, "days", ""}};
    CHECK(problems_of(example_policy({example_clause("1a", {r})})).empty());
    r.due = within_days{unspecified("days", "及时")};
    CHECK(
        problems_of(example_policy({example_clause("1a", {r})})) ==
        messages{"/clauses/0/readings/0/rules/0/rungs/0/due/within: parameter `1a.days` is unspecified here and `2` at "
                 "/clauses/0/readings/0/rules/0/rungs/0/mode/threshold, give one of them another `name`"});
}
