// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace baoxue;

namespace {

using messages = std::vector<std::string>;

clause clause_of(std::string id, rule_kind is) {
    auto c = example_clause(std::move(id), {});
    c.readings.front().rules.front().is = std::move(is);
    return c;
}

messages told_of(std::vector<clause> clauses) {
    auto p = example_policy(std::move(clauses));
    name_parameters(p);
    messages out;
    for (const auto& one : check_policy(p, standard_words))
        out.push_back(to_string(one));
    return out;
}
messages told_of(rule_kind is) { return told_of({clause_of("1a", std::move(is))}); }

/// Messages of the one rule, with pointers inside it.
messages here(std::vector<std::pair<std::string, std::string>> found) {
    messages out;
    for (const auto& [at, what] : found)
        out.push_back("/clauses/0/readings/0/rules/0" + at + ": " + what);
    return out;
}

record good_record() {
    record r;
    r.in = {"dropout_report"}, r.roles = {"school"};
    return r;
}
pledge pledge_of(std::vector<pledge_pair> pairs, cycle period = cycle::term) {
    return {param<std::vector<pledge_pair>>{std::move(pairs)}, param<cycle>{period}};
}
const pledge_pair head_with_teacher{"principal", "class_teacher", {"class"}};
entitlement good_entitlement() {
    entitlement e;
    e.benefit = {"tuition_waiver"}, e.roles = {"school"};
    return e;
}
prohibition good_prohibition() {
    prohibition p;
    p.conduct = {"dereliction"}, p.roles = {"teacher"};
    return p;
}
figure_condition at_most_2_percent() {
    figure_condition c;
    c.indicator = {"dropout_rate"}, c.unit_kind = {"school"}, c.line = fixed_line{ratio{1, 50}};
    return c;
}
incentive charge() {
    incentive i;
    i.effect = effect::charge;
    payment sum;
    sum.upon = at_most_2_percent(), sum.amount = param<std::int64_t>{20000};
    i.by = sum;
    return i;
}
duty carries_out(std::vector<std::string> sums) {
    duty d;
    d.on = event::sum_due, d.about = {"school"}, d.sums = std::move(sums);
    d.owes.acts = {"impose_sanction"}, d.owes.roles = {"school"};
    return d;
}

}  // namespace

TEST_CASE("record: a need and an act go with their own events, and only with these") {
    CHECK(told_of(good_record()).empty());
    auto r = good_record();
    r.need = need_condition{{"wavering"}, {}}, r.act = "home_visit";
    CHECK(told_of(r) ==
          here({{"/need", "`need` goes only with `need_flagged`"}, {"/act", "`act` goes only with `act_done`"}}));
    r.on = event::need_flagged;
    CHECK(told_of(r) == here({{"/act", "`act` goes only with `act_done`"}}));
    r.on = event::act_done;
    CHECK(told_of(r) == here({{"/need", "`need` goes only with `need_flagged`"}}));
    r.need.reset();
    CHECK(told_of(r).empty());
    r.act.reset();
    CHECK(told_of(r) == here({{"/act", "`act_done` needs `act`"}}));
    r.on = event::need_flagged;
    CHECK(told_of(r) == here({{"/need", "`need_flagged` needs `need`"}}));
}

TEST_CASE("record: events that are no case of a register, and a register that nobody keeps, are refused") {
    for (const auto e : {event::late_papers, event::missed_duty, event::sum_due}) {
        auto r = good_record();
        r.on = e;
        CHECK(told_of(r) ==
              here({{"/on", "`" + std::string{word_of(e)} + "` is no case that a register has an entry for"}}));
    }
    for (const auto e : {event::term_start, event::registration, event::returned, event::entered, event::transferred_in,
                         event::transferred_out, event::suspended, event::graduated}) {
        auto r = good_record();
        r.on = e;
        CHECK(told_of(r).empty());
    }
    auto r = good_record();
    r.roles.clear(), r.in = {"dropout_reprot"};
    CHECK(told_of(r) == here({{"/register", "unknown register `dropout_reprot`, did you mean `dropout_report`?"},
                              {"/roles", "the list is empty, name the roles that keep it"}}));
}

TEST_CASE("pledge: who signs with whom, each pair once, nobody with itself, by another period than points") {
    CHECK(told_of(pledge_of({head_with_teacher})).empty());
    CHECK(told_of(pledge_of({})) == here({{"/pairs", "the list is empty, name who signs with whom"}}));
    CHECK(told_of(pledge_of({head_with_teacher, {"principal", "principal", {"school"}}, head_with_teacher})) ==
          here({{"/pairs/1/to", "`principal` would sign with itself"}, {"/pairs/2", "this pair is listed twice"}}));
    CHECK(told_of(pledge_of({head_with_teacher, {"principal", "class_teacher", {"school"}}})).empty());
    CHECK(told_of(pledge_of({head_with_teacher}, cycle::point)) ==
          here({{"/period", "a pledge has no named points, expected another period than `point`"}}));
    for (const auto c : {cycle::school_day, cycle::week, cycle::month, cycle::school_year})
        CHECK(told_of(pledge_of({head_with_teacher}, c)).empty());
    CHECK(told_of(pledge_of({{"principle", "class_teacher", {"clas"}}})) ==
          here({{"/pairs/0/from", "unknown role `principle`, did you mean `principal`?"},
                {"/pairs/0/about", "unknown unit kind `clas`, did you mean `class`?"}}));
}

TEST_CASE("pledge: what is filled in later is checked alike, and known by its name") {
    pledge open;
    open.pairs = unspecified<std::vector<pledge_pair>>(""), open.period = unspecified<cycle>("");
    const auto p = make_policy(example_policy({clause_of("1a", open)}), standard_words);
    const auto refused = [&](named_value v) {
        messages out;
        try {
            const named_value one[] = {std::move(v)};
            (void)with_values(p, one);
        } catch (const policy_error& e) {
            for (const auto& problem : e.problems())
                out.push_back(to_string(problem));
        }
        return out;
    };
    CHECK(refused({"1a.period", std::string{"month"}}).empty());
    CHECK(refused({"1a.period", std::string{"point"}}) ==
          messages{"policy example: parameter `1a.period`: a pledge has no named points, expected another period than "
                   "`point`"});
    CHECK(refused({"1a.pairs", std::vector<std::string>{"principal>class_teacher@class"}}).empty());
    CHECK(refused({"1a.pairs", std::vector<std::string>{"principal>class_teacher"}}) ==
          messages{"policy example /clauses/0/readings/0/rules/0/pairs: parameter `1a.pairs` is a list of pairs of "
                   "roles, such as `principal>class_teacher@class`, got `principal>class_teacher`"});
}

TEST_CASE("committee: it has seats, each listed once, of words that are known") {
    CHECK(told_of(committee{{"school"}, {{"leading_group_head", "principal"}, {"leading_group_head", {}}}}).empty());
    CHECK(told_of(committee{{"school"}, {}}) ==
          here({{"/seats", "the list is empty, name its seats, the head first"}}));
    CHECK(told_of(committee{{"school"}, {{"leading_group_head", {}}, {"leading_group_head", {}}}}) ==
          here({{"/seats/1", "this seat is listed twice"}}));
    CHECK(told_of(committee{{"scool"}, {{"leading_group_head", "principle"}}}) ==
          here({{"/at", "unknown unit kind `scool`, did you mean `school`?"},
                {"/seats/0/every", "unknown role `principle`, did you mean `principal`?"}}));
}

TEST_CASE("entitlement: somebody owes it; the grant itself need not be listed, and nothing twice") {
    CHECK(told_of(good_entitlement()).empty());
    auto e = good_entitlement();
    e.roles.clear(), e.acts = {"study_guidance", "grant_benefit", "study_guidance"}, e.stops = {stop::exit, stop::exit};
    CHECK(told_of(e) == here({{"/roles", "the list is empty, name the roles that owe it"},
                              {"/acts/2", "act `study_guidance` is listed twice"},
                              {"/acts/1", "`grant_benefit` with this benefit meets it already, leave it out"},
                              {"/stops/1", "stop `exit` is listed twice"}}));
    e = good_entitlement();
    e.need.emplace(), e.due = within_days{-1};
    CHECK(told_of(e) == here({{"/need", "no need is named, fill `any_of` or `all_of`"},
                              {"/due/within", "must be at least 0, got `-1`"}}));
}

TEST_CASE("prohibition: conduct and roles are named, each once; together takes two") {
    CHECK(told_of(good_prohibition()).empty());
    auto p = good_prohibition();
    p.conduct.clear(), p.roles.clear();
    CHECK(told_of(p) == here({{"/conduct", "the list is empty, name the conduct that is barred"},
                              {"/roles", "the list is empty, name the roles to which it is barred"}}));
    p.conduct = {"dereliction", "dereliction"}, p.roles = {"teacher", "principal", "teacher"};
    CHECK(told_of(p) == here({{"/conduct/1", "conduct `dereliction` is listed twice"},
                              {"/roles/2", "role `teacher` is listed twice"}}));
    p = good_prohibition();
    p.together = true;
    CHECK(told_of(p) == here({{"/together", "`together` needs more than one conduct"}}));
    p.conduct.push_back({"no_practical_measures"});
    CHECK(told_of(p).empty());
}

TEST_CASE("prohibition: a repetition is the second time at the earliest") {
    auto p = good_prohibition();
    p.again = repetition{2, param<bilingual>{bilingual{"法律责任", "liability"}}};
    CHECK(told_of(p).empty());
    p.again->times = 1;
    CHECK(told_of(p) == here({{"/again/times", "must be at least 2, got `1`"}}));
    p.again->times = 1'000'001;
    CHECK(told_of(p) == here({{"/again/times", "must be at most 1000000, got `1000001`"}}));
    p.again->times = unspecified("");
    CHECK(told_of(p).empty());
}

TEST_CASE("prohibition: the targets that it asks for stand in clauses of the same layer, before or after") {
    auto p = good_prohibition();
    p.unmet = {"5b", "1a", "5c"};
    const auto c = clause_of("1a", p);
    CHECK(told_of({c, clause_of("5b", target{at_most_2_percent()})}) ==
          here({{"/unmet/1", "clause `1a` has no target"}, {"/unmet/2", "unknown clause `5c`, did you mean `5b`?"}}));
    p.unmet = {"5b"}, p.below = true;
    CHECK(told_of({clause_of("1a", p), clause_of("5b", target{at_most_2_percent()})}).empty());
    p.unmet.clear();
    CHECK(told_of(p) == here({{"/below", "`below` goes only with `unmet`"}}));
}

TEST_CASE("duty: an act goes with act_done, sums with sum_due, and sums are of units") {
    auto d = carries_out({"9a"});
    CHECK(told_of({clause_of("1a", d), clause_of("9a", charge())}).empty());
    d.sums.clear(), d.about = {"student"};
    CHECK(told_of(d) == here({{"/sums", "`sum_due` needs `sums`"},
                              {"/about", "`sum_due` needs `about`, the kind of unit that the sums are of"}}));
    d.on = event::dropout, d.sums = {"9a"}, d.act = "home_visit";
    CHECK(told_of({clause_of("1a", d), clause_of("9a", charge())}) ==
          here({{"/act", "`act` goes only with `act_done`"}, {"/sums", "`sums` goes only with `sum_due`"}}));
    d.on = event::act_done, d.sums.clear(), d.act.reset();
    CHECK(told_of(d) == here({{"/act", "`act_done` needs `act`"}}));
}

TEST_CASE("duty: sums are awards or charges of their own, not shares of others") {
    incentive shares;
    shares.effect = effect::charge;
    shares.by = sharing{{"9a"}, {"principal"}, param<std::vector<ratio>>{{ratio{1, 1}}}};
    CHECK(told_of({clause_of("1a", carries_out({"9e", "9b", "1a", "9a"})), clause_of("9a", charge()),
                   clause_of("9e", shares)}) == here({{"/sums/0", "clause `9e` has no award or charge"},
                                                      {"/sums/1", "unknown clause `9b`, did you mean `9a`?"},
                                                      {"/sums/2", "clause `1a` has no award or charge"}}));
}

TEST_CASE("check_policy: seats and reasons are of no pupil, and what rests on no act takes none before it") {
    const auto with_scope = [](rule_kind is) {
        auto c = clause_of("1a", std::move(is));
        auto& r = c.readings.front().rules.front();
        r.applies_to.stages = {"primary"};
        r.applies_to.need = need_condition{{"wavering"}, {}};
        r.after = after_act{{"home_visit"}, since::term_start};
        return told_of({c});
    };
    const auto means_no_pupil = [](const std::string& kind) {
        const auto why = [&](const char* key) {
            return "a rule of kind `" + kind + "` means stages and unit kinds alone, leave `" + key + "` out";
        };
        return here({{"/applies_to/need", why("need")}, {"/after", why("after")}});
    };
    CHECK(with_scope(committee{{"school"}, {{"leading_group_head", {}}}}) == means_no_pupil("committee"));
    CHECK(with_scope(guidance{{"因", "because"}}) == means_no_pupil("guidance"));
    const auto no_after = here({{"/after", "a pledge or a prohibition rests on no act before it, leave `after` out"}});
    CHECK(with_scope(pledge_of({{{"class_teacher"}, {"parent"}, {"student"}}})) == no_after);
    CHECK(with_scope(good_prohibition()) == no_after);
    CHECK(with_scope(good_record()).empty());
    CHECK(with_scope(good_entitlement()).empty());
}

TEST_CASE("check_policy: what looks at no pupil means none by needs, ages or acts") {
    const auto with_scope = [](rule_kind is) {
        auto c = clause_of("1a", std::move(is));
        auto& r = c.readings.front().rules.front();
        r.applies_to.stages = {"primary"};
        r.applies_to.unless = need_condition{{"wavering"}, {}};
        r.applies_to.ages = age_range{6, 15, {}, {}, {}};
        r.after = after_act{{"home_visit"}, since::term_start};
        return told_of({c});
    };
    const auto looks_at_none = [](const std::string& what) {
        const auto why = [&](const char* key) { return what + " looks at no pupil, leave `" + key + "` out"; };
        return here(
            {{"/applies_to/unless", why("unless")}, {"/applies_to/ages", why("ages")}, {"/after", why("after")}});
    };
    duty d;
    d.on = event::term_start, d.about = {"school"}, d.owes = {{}, {"home_visit"}, {"principal"}, {}};
    CHECK(with_scope(d) == looks_at_none("a duty of a unit upon its own terms, acts or sums"));
    d.on = event::dropout;  // of a pupil there
    CHECK(with_scope(d).empty());
    recurring q;
    q.period = cycle::month, q.per = quota_per::holder, q.owes = {{}, {"home_visit"}, {"class_teacher"}, {}};
    CHECK(with_scope(q) == looks_at_none("a quota for each holder or unit"));
    q.per = quota_per::subject;
    CHECK(with_scope(q).empty());
}

namespace {

/// What is told of a clause that means some pupils of some schools.
auto told_for_some_pupils(clause c) {
    auto& to = c.readings.front().rules.front().applies_to;
    to.stages = {"primary"}, to.unit_kinds = {"school"};
    to.need = need_condition{{"wavering"}, {}}, to.unless = need_condition{{"economic_hardship"}, {}};
    to.ages = age_range{6, 15, {}, {}, {}};
    return told_of({c});
}

}  // namespace

TEST_CASE(
    "check_policy: a role covers the units of a kind whoever their pupils are, or the pupils whom the rule means") {
    const auto covers = [](const char* what) {
        return told_for_some_pupils(clause_of("1a", assignment{"teacher", {what}}));
    };
    const auto why = [](const char* key) {
        return std::string{"an assignment of units looks at no pupil, leave `"} + key + "` out";
    };
    CHECK(covers("class") == here({{"/applies_to/need", why("need")},
                                   {"/applies_to/unless", why("unless")},
                                   {"/applies_to/ages", why("ages")}}));
    CHECK(covers("student").empty());
}

TEST_CASE(
    "check_policy: a pledge about units is signed whoever their pupils are, one about a pupil for whom it is meant") {
    const auto about = [](std::vector<const char*> each) {
        std::vector<pledge_pair> pairs;
        for (const auto* what : each)
            pairs.push_back({{"class_teacher"}, {"parent"}, {what}});
        return told_for_some_pupils(
            clause_of("1a", pledge{param<std::vector<pledge_pair>>{pairs}, param<cycle>{cycle::term}}));
    };
    const auto why = [](const char* key) {
        return std::string{"a pledge about a unit looks at no pupil, leave `"} + key + "` out";
    };
    const auto refused = here(
        {{"/applies_to/need", why("need")}, {"/applies_to/unless", why("unless")}, {"/applies_to/ages", why("ages")}});
    CHECK(about({"class", "school"}) == refused);
    CHECK(about({"student", "class"}) == refused);
    CHECK(about({"student"}).empty());
    CHECK(about({}) == here({{"/pairs", "the list is empty, name who signs with whom"}}));
}

TEST_CASE("prohibition: a sanction is a text in both languages") {
    auto p = good_prohibition();
    p.sanction = param<bilingual>{bilingual{"警告", ""}};
    CHECK(told_of(p) == here({{"/sanction", "a sanction is a text in both languages, and one of them is empty"}}));
}
