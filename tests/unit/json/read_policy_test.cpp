// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/read_policy.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <string>

using namespace baoxue;

namespace {

/// A policy file of one clause with these rules, each as JSON.
std::string file_with(const std::string& rules, const std::string& more = {}) {
    return R"({"format": "baoxue-policy", "format_version": 1, "id": "example",
  "title": {"zh": "例", "en": "Example"}, "source": {"zh": "例", "en": "Example"},)" +
           more +
           R"("clauses": [{"id": "1a", "section": "1", "summary": {"zh": "例", "en": "Example"}, "chosen": "only",
  "readings": [{"id": "only", "summary": {"zh": "例", "en": "Example"}, "rules": [)" +
           rules + "]}]}]}";
}

}  // namespace

TEST_CASE("read_policy: plan 2's second rung is the same policy when it is built in C++") {
    const auto read = builtin_policy("plan-2");
    const auto& clauses = read.layers.front().clauses;
    const auto at = static_cast<std::size_t>(
        std::find_if(clauses.begin(), clauses.end(), [](const clause& c) { return c.id == "2.2.2.6f"; }) -
        clauses.begin());
    const auto& from_file = clauses.at(at);
    auto visit = example_rung(2, counted::full_day, consecutive{{1, "", "一天"}});
    visit.due = within_days{{1, "", "当天或第二天"}, day_unit::calendar_days};
    auto c = example_clause("2.2.2.6f", {visit});
    c.section = "二（二）";
    c.item = "6";
    c.summary = from_file.summary;
    c.cites = {"2.2.2.6e"};
    c.chosen = c.readings.front().id = "full_day";
    c.readings.front().summary = from_file.readings.front().summary;
    auto draft = read;
    draft.layers.front().clauses.at(at) = c;
    CHECK_FALSE(draft == read);  // its parameters have no names yet
    CHECK(make_policy(draft, standard_vocabulary()) == read);
}

TEST_CASE("read_policy: reads every field of every mode") {
    const auto text = file_with(R"({"id": "r", "kind": "ladder", "ladder": "all",
    "applies_to": {"stages": ["primary"], "unit_kinds": ["school"],
      "ages": {"from": 6, "until": 16, "runs_on_to": "last_weekday", "month": 6, "last": "friday"}},
    "after": {"act": "notify_parent", "since": "term_start"},
    "rungs": [
      {"step": 1, "counts": [{"unit": "part_day"}], "marks": ["excused", "unexcused"],
       "mode": {"kind": "consecutive", "threshold": 3, "comparator": "more_than", "adjacent": "calendar_days", "across_terms": true},
       "owes": {"how": "in_order", "acts": ["notify_parent", "interview"], "roles": ["class_teacher", "principal"]},
       "due": {"kind": "end_of", "period": "month"}, "stops": ["present", "term_end"]},
      {"step": 2, "counts": [{"unit": "session"}, {"unit": "late", "over_minutes": {"value": 30, "name": "late_over", "word": "半小时"}}],
       "mode": {"kind": "cumulative", "threshold": {"unspecified": true, "word": "多次"}, "period": "school_year"},
       "owes": {"acts": ["home_visit"], "roles": ["teacher"]},
       "due": {"kind": "within", "within": 3, "unit": "working_days", "rolls": true}},
      {"step": 3, "counts": [{"unit": "earlier_rung", "step": 2}],
       "mode": {"kind": "rolling", "threshold": 2, "length": 4, "of": "school_weeks", "within": "term"},
       "owes": {"how": "each_of", "acts": ["refer"], "roles": ["school", "parent"], "recipient": "education_bureau"}},
      {"step": 4, "counts": [{"unit": "full_day"}],
       "mode": {"kind": "share", "line": {"numerator": 1, "denominator": 10}, "at_least": 20},
       "owes": {"acts": ["refer"], "roles": ["school"]}},
      {"step": 5, "mode": {"kind": "not_back", "basis": "registration"}, "owes": {"acts": ["refer"], "roles": ["school"]}},
      {"step": 6, "mode": {"kind": "not_back", "until": {"value": 5, "name": "days"}, "unit": "school_days"},
       "owes": {"acts": ["refer"], "roles": ["school"]}}
    ]})");
    const auto p = read_policy(text, "example.json", standard_vocabulary());
    const auto& r = p.layers.front().clauses.front().readings.front().rules.front();

    ladder l{"all", {}};
    auto first =
        example_rung(1, counted::part_day,
                     consecutive{{3, "step_1_threshold", ""}, comparator::more_than, adjacency::calendar_days, true});
    first.marks = {mark::excused, mark::unexcused};
    first.owes = {combine::in_order, {"notify_parent", "interview"}, {"class_teacher", "principal"}, {}};
    first.due = end_of{period::month};
    first.stops = {stop::present, stop::term_end};
    auto second =
        example_rung(2, counted::session,
                     cumulative{{std::nullopt, "step_2_threshold", "多次"}, {}, period::school_year}, "teacher");
    second.counts.push_back({counted::late, param<std::int32_t>{30, "late_over", "半小时"}, {}});
    second.due = within_days{{3, "step_2_within", ""}, day_unit::working_days, true};
    auto third = example_rung(
        3, counted::earlier_rung,
        rolling{
            {2, "step_3_threshold", ""}, {}, {4, "step_3_length", ""}, window_unit::school_weeks, window_within::term});
    third.counts.front().step = 2;
    third.owes = {combine::each_of, {"refer"}, {"school", "parent"}, "education_bureau"};
    auto fourth = example_rung(4, counted::full_day,
                               share{{ratio{1, 10}, "step_4_line", ""}, {}, {20, "step_4_at_least", ""}}, "school");
    auto fifth = example_rung(5, counted::session, not_back{not_back_basis::registration, {}, {}}, "school");
    auto sixth = example_rung(6, counted::session,
                              not_back{{}, param<std::int32_t>{5, "days", ""}, day_unit::school_days}, "school");
    for (auto* rung : {&fourth, &fifth, &sixth})
        rung->owes.acts = {"refer"};
    fifth.counts.clear();
    sixth.counts.clear();
    l.rungs = {first, second, third, fourth, fifth, sixth};
    CHECK(std::get<ladder>(r.is) == l);
    CHECK(r.after == after_act{"notify_parent", since::term_start});
    age_range ages;
    ages.from = {6, "age_from", ""};
    ages.until = {16, "age_until", ""};
    ages.runs_on_to = age_end::last_weekday;
    ages.month = 6;
    ages.last = weekday::friday;
    CHECK(r.applies_to == applies_to{{"primary"}, {"school"}, ages});
}

TEST_CASE("read_policy: a sanction is two texts, alone or with the document's own word, or left out") {
    const auto with = [](const std::string& sanction) {
        return read_policy(file_with(R"({"id": "r", "kind": "prohibition", "conduct": ["forced_withdrawal"],
  "roles": ["class_teacher"], "sanction": )" +
                                     sanction + "}"),
                           "sanction.json", standard_vocabulary());
    };
    const auto sanction_of = [](const policy& p) {
        return *std::get<prohibition>(p.layers.front().clauses.front().readings.front().rules.front().is).sanction;
    };
    const bilingual warning{"警告", "a warning"};
    CHECK(sanction_of(with(R"({"zh": "警告", "en": "a warning"})")) == param<bilingual>{warning, "sanction", ""});
    CHECK(sanction_of(with(R"({"value": {"zh": "警告", "en": "a warning"}, "word": "处分"})")) ==
          param<bilingual>{warning, "sanction", "处分"});
    CHECK(sanction_of(with(R"({"unspecified": true, "word": "处分"})")) == unspecified<bilingual>("sanction", "处分"));
    try {
        (void)with(R"("警告")");
        FAIL("one text alone was read");
    } catch (const policy_error& e) {
        REQUIRE(e.problems().size() == 1);
        CHECK(e.problems().front().message == "expected an object, got the text `警告`");
        CHECK(e.problems().front().pointer == "/clauses/0/readings/0/rules/0/sanction");
    }
}

TEST_CASE("read_policy: a policy may bring its own words, and use them") {
    const auto text = file_with(
        R"({"id": "r", "kind": "assignment", "role": "tutor", "covers": "student"})",
        R"("words": {"roles": [{"id": "tutor", "zh": "导师", "en": "tutor", "holds": ["student"], "is": "teacher"}]},)");
    const auto p = read_policy(text, "example.json", standard_vocabulary());
    REQUIRE(p.words.size() == 1);
    CHECK(p.words.front().first == word_kind::role);
    CHECK(p.words.front().second == word{"tutor", "导师", "tutor", {"student"}, "teacher", false, false, "", ""});
}

TEST_CASE("read_policy: a rule for a need of its own is refused until a base knows the word") {
    const auto text = file_with(R"({"id": "r", "kind": "assignment", "role": "tutor", "covers": "student"})");
    CHECK_THROWS_AS(read_policy(text, "example.json", standard_vocabulary()), policy_error);
    auto base = standard_vocabulary();
    base.add(word_kind::role, {"tutor", "导师", "tutor", {"student"}});
    CHECK_NOTHROW(read_policy(text, "example.json", base));
}

TEST_CASE("read_policy: no prefix of a policy file is read, and none does harm") {
    const auto whole = file_with(R"({"id": "r", "kind": "assignment", "role": "teacher", "covers": "student"})");
    const auto base = standard_vocabulary();
    CHECK_NOTHROW(read_policy(whole, "example.json", base));
    for (std::size_t n = 0; n < whole.size(); ++n)
        CHECK_THROWS_AS(read_policy(whole.substr(0, n), "example.json", base), policy_error);
}

TEST_CASE("read_policy: every value of another type is refused at its own pointer") {
    const auto whole = file_with(R"({"id": "r", "kind": "assignment", "role": "teacher", "covers": "student"})");
    const auto base = standard_vocabulary();
    for (auto at = whole.find(": \""); at != whole.npos; at = whole.find(": \"", at + 1)) {
        auto broken = whole;
        broken.replace(at + 2, whole.find('"', at + 3) - at - 1, "7");
        INFO(broken);
        CHECK_THROWS_AS(read_policy(broken, "example.json", base), policy_error);
    }
}
