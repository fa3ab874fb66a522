// SPDX-License-Identifier: Apache-2.0
#include "../src/json/read_policy_file.hpp"
#include "support/example_policy.hpp"
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/read_policy.hpp>
#include <baoxue/json/write_policy.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <support/text_of.hpp>

using namespace baoxue;

namespace {

policy read(const std::string& text) { return read_policy(text, "written.json", standard_words); }

/// Writes, reads back, and writes again.
std::string written(const policy& p) {
    const auto text = write_policy(p);
    INFO(text);
    const auto again = read(text);
    CHECK(again == p);
    CHECK(write_policy(again) == text);
    return text;
}

policy made(policy draft) { return make_policy(std::move(draft), standard_words); }

/// A policy in which every field that may be left out is given.
policy with_everything() {
    age_range ages;
    ages.from = {6, "youngest", "六周岁"}, ages.until = {16, "age_until", ""};
    ages.runs_on_to = age_end::last_weekday, ages.month = 6, ages.last = weekday::friday;
    const applies_to scope{{"primary"}, {"school"}, ages};
    auto run = example_rung(1, counted::part_day,
                            consecutive{{3, "", "三天"}, comparator::more_than, adjacency::calendar_days, true});
    run.marks = {mark::excused, mark::unexcused};
    run.owes = {combine::in_order, {"notify_parent", "interview"}, {"class_teacher", "principal"}, "education_bureau"};
    run.due = within_days{unspecified("", "及时"), day_unit::working_days, true};
    run.stops = {stop::present, stop::death, stop::exit, stop::term_end, stop::enrolment};
    run.applies_to = scope, run.after = after_act{"notify_parent", since::term_start};
    auto sum = example_rung(2, counted::session, cumulative{{5, "many", ""}, comparator::more_than, period::month});
    sum.counts.push_back({counted::late, param<std::int32_t>{{30}, "late_over", "半小时"}, {}});
    sum.due = end_of{period::school_year};
    auto window =
        example_rung(3, counted::earlier_rung,
                     rolling{2, comparator::more_than, 4, window_unit::school_weeks, window_within::school_year});
    window.counts.front().step = 2;
    auto line = example_rung(4, counted::full_day, share{{ratio{1, 10}, "", "一成"}, comparator::more_than, 20});
    auto any_line = example_rung(5, counted::full_day, share{unspecified<ratio>("", "较多"), {}, unspecified("")});
    auto back = example_rung(6, counted::session, not_back{not_back_basis::registration, 5, day_unit::school_days});
    back.counts.clear();
    auto c = example_clause("1a", {run, sum, window, line, any_line, back});
    c.item = "3", c.effective = {date{2024, 9, 1}, date{2025, 9, 1}}, c.cites = {"1b", "1a"};
    c.readings.front().rules.front().applies_to = scope;
    c.readings.front().rules.front().after = after_act{"phone_call", {}};
    auto d = example_clause("1b", {});
    d.readings.front().rules = {{"who", {}, {}, assignment{"tutor", {"student"}}}};
    d.readings.push_back({"none", {"「引号」\"与\\反斜\n杠", "tab\tand \x01 and \x7f"}, {}});
    auto p = example_policy({c, d});
    p.words = {{word_kind::act, {"phone_call", "电话", "phone call"}},
               {word_kind::role, {"tutor", "导师", "tutor", {"student", "class"}, "teacher", true}},
               {word_kind::role, {"panel", "小组", "panel", {}, "", false, true, "principal", "staff"}},
               {word_kind::stage, {"nursery", "幼儿园", "nursery"}}};
    return made(std::move(p));
}

}  // namespace

TEST_CASE("write_policy: every policy built in comes back the same") {
    for (const auto& id : builtin_policy_ids())
        written(builtin_policy(id));
}

TEST_CASE("write_policy: every field that can be given comes back the same") {
    const auto p = with_everything();
    written(p);
    CHECK(p.words.front().first == word_kind::role);  // sorted as a file lists them
}

TEST_CASE("write_policy: what is left out is what a reader takes for left out, and names stand where they are needed") {
    auto r = example_rung(1, counted::session, consecutive{2});
    r.due = within_days{unspecified("within", "及时")};
    CHECK(write_policy(made(example_policy({example_clause("1a", {r})}))) == R"({
  "format": "baoxue-policy",
  "format_version": 1,
  "id": "example",
  "title": {"zh": "例", "en": "Example"},
  "source": {"zh": "例", "en": "Example"},
  "clauses": [
    {
      "id": "1a",
      "section": "1",
      "summary": {"zh": "例", "en": "Example"},
      "chosen": "only",
      "readings": [
        {
          "id": "only",
          "summary": {"zh": "例", "en": "Example"},
          "rules": [
            {
              "id": "visit",
              "kind": "ladder",
              "ladder": "absence",
              "rungs": [
                {
                  "step": 1,
                  "counts": [{"unit": "session"}],
                  "mode": {"kind": "consecutive", "threshold": 2},
                  "owes": {"acts": ["home_visit"], "roles": ["class_teacher"]},
                  "due": {"kind": "within", "within": {"unspecified": true, "word": "及时"}}
                }
              ]
            }
          ]
        }
      ]
    }
  ]
}
)");
}

TEST_CASE("write_policy: no line passes column 120 that could be broken") {
    for (const auto& id : builtin_policy_ids()) {
        const auto text = write_policy(builtin_policy(id));
        for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
            end = text.find('\n', at);
            const auto line = text.substr(at, end - at);
            const auto wide = std::count_if(line.begin(), line.end(), [](char c) { return (c & '\xf0') == '\xe0'; });
            const auto inner = std::count_if(line.begin(), line.end(), [](char c) { return (c & '\xc0') == '\x80'; });
            const auto columns = static_cast<std::ptrdiff_t>(line.size()) - inner + wide;
            INFO(line);
            CHECK((columns <= 120 || line.find("\": \"") != line.npos));
            CHECK((columns <= 120 || line.find("{\"") == line.npos));
        }
    }
}

TEST_CASE("write_policy: layers are listed, upper first, with ids of clauses and ladders of their own") {
    auto p = example_policy({example_clause("1a", {example_rung(1, counted::session, consecutive{2})})});
    p.layers.push_back(p.layers.front());
    p.layers.front().id = "town", p.layers.back().id = "school";
    p.id = "town+school";
    const auto text = written(made(p));
    CHECK(text.find("  \"id\": \"town+school\",\n  \"layers\": [\n    {\n      \"id\": \"town\",\n") != text.npos);
}

TEST_CASE("write_policy: one layer under another id than the policy's is still a list of layers") {
    auto p = example_policy({example_clause("1a", {example_rung(1, counted::session, consecutive{2})})});
    p.layers.front().id = "document";
    CHECK(written(made(p)).find("\"layers\": [") != std::string::npos);
}

TEST_CASE("write_policy: texts of a clause that follow each other come back the same") {
    auto old = example_clause("1a", {example_rung(1, counted::session, consecutive{2})});
    auto young = example_clause("1a", {example_rung(1, counted::session, consecutive{3})});
    old.effective.until = young.effective.from = date{2025, 3, 1};
    written(made(example_policy({old, young})));
}

// A file that is wrong only in what it says is read, written and found wrong in the same places.
TEST_CASE("write_policy: files of tests/bad/policy that can be read come back the same") {
    std::size_t cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(BAOXUE_SOURCE_DIR "/tests/bad/policy")) {
        if (entry.path().extension() != ".json")
            continue;
        const auto text = text_of(entry.path());
        const auto read_only = [](const std::string& from, std::vector<problem>& problems) {
            auto document = parse_document(from, "f");
            problems = document.problems;
            policy out;
            detail::value_reader reader{"f", problems};
            if (document.root)
                detail::read_policy_file(reader, *document.root, out);
            return out;
        };
        std::vector<problem> problems, problems_again;
        const auto p = read_only(text, problems);
        if (!problems.empty())
            continue;
        ++cases;
        INFO(entry.path().filename().string());
        const auto again = read_only(write_policy(p), problems_again);
        CHECK(problems_again.empty());
        CHECK(again == p);
        const auto wrong = check_policy(p, standard_words), wrong_again = check_policy(again, standard_words);
        CHECK(wrong == wrong_again);
        CHECK_FALSE(wrong.empty());
    }
    CHECK(cases > 30);
}
