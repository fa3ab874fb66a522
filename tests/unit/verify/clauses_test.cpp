// SPDX-License-Identifier: Apache-2.0
#include "support/plans.hpp"
#include "support/school.hpp"
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/layer.hpp>
#include <baoxue/verify/tell.hpp>
#include <baoxue/verify/verify.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace baoxue;

namespace {

using lines = std::vector<std::string>;

/// Observations of a kind as `clause step other-clause parameter role reading`.
lines seen(const verification& v, observation_kind kind) {
    lines out;
    for (const auto& o : v.observations) {
        if (o.kind != kind)
            continue;
        std::string line = o.rules.front().clause;
        if (o.rules.front().step > 0)
            line += "#" + std::to_string(o.rules.front().step);
        const bool clash = kind != observation_kind::unassigned_role && o.rules.size() > 1;
        if (clash)
            line += " " + o.rules[1].clause;
        for (const auto& p : o.parameters)
            line += " " + p;
        if (!o.role.empty())
            line += " " + o.role;
        if (o.readings.size() == 2)
            line += " " + o.readings[1];
        out.push_back(line);
    }
    return out;
}

const observation& first_of(const verification& v, observation_kind kind) {
    return *std::find_if(v.observations.begin(), v.observations.end(), [&](const auto& o) { return o.kind == kind; });
}

findings replayed(const policy& p, const verification& v, const observation& o) {
    return evaluate(p, o.shown->build(v.words), o.shown->as_of);
}

/// Each plan is verified once for all cases.
const verification& verified(const std::string& id) {
    static std::map<std::string, verification> all;
    auto it = all.find(id);
    if (it == all.end())
        it = all.emplace(id, verify(school::core_of(id))).first;
    return it->second;
}

/// Plan 5 with everything mended that verify complains of.
policy mended() {
    auto p = school::core_of("plan-5");
    for (auto& c : p.layers.front().clauses)
        for (auto& r : c.readings)
            for (auto& one : r.rules)
                if (auto* t = std::get_if<target>(&one.is))
                    t->goal.is = relation::less_than;
    for (auto& c : p.layers.front().clauses)
        if (c.id == "5.2a") {
            auto more = c.readings.front().rules.front();
            more.id = "leader", more.is = assignment{"central_school_leader", {"village"}};
            c.readings.front().rules.push_back(more);
        }
    const std::vector<named_value> values{{"5.9b.amount", std::int64_t{180'000}},
                                          {"5.9e.shares", std::vector<ratio>{{1, 2}, {1, 2}}}};
    p = with_values(std::move(p), values);
    return with_reading(with_reading(std::move(p), "5.9c", "over_the_line"), "5.9d", "over_the_line");
}

}  // namespace

TEST_CASE("verify: plan 5 charges a school that keeps to its line exactly") {
    const auto p = school::core_of("plan-5");
    const auto& v = verified(p.id);
    CHECK(seen(v, observation_kind::charged_within_line) == lines{"5.0b 5.9c", "5.0c 5.9d"});
    std::vector<shown_figure> figures;
    for (const auto& o : v.observations) {
        if (o.kind != observation_kind::charged_within_line)
            continue;
        REQUIRE(o.figures.size() == 1);  // at one figure, and nowhere else
        figures.push_back(o.figures.front());
        const auto f = replayed(p, v, o);
        std::size_t met = 0, charged = 0;
        for (std::size_t i = 0; i < f.measures.size(); ++i)
            met += f.rules[static_cast<std::size_t>(f.measures.rule[i])].clause == o.rules[0].clause &&
                   f.measures.met[i] == true;
        for (std::size_t i = 0; i < f.consequences.size(); ++i)
            charged += f.rules[static_cast<std::size_t>(f.consequences.rule[i])].clause == o.rules[1].clause &&
                       f.consequences.kind[i] == consequence_kind::charge;
        CHECK(met == 1);
        CHECK(charged == 1);
    }
    CHECK(figures == std::vector<shown_figure>{{1, 50, 20'000}, {3, 100, 60'000}});
}

TEST_CASE("verify: plan 5's charge leaps at its line") {
    const auto p = school::core_of("plan-5");
    const auto& v = verified(p.id);
    CHECK(seen(v, observation_kind::charge_cliff) == lines{"5.9c", "5.9d"});
    const auto& o = first_of(v, observation_kind::charge_cliff);
    CHECK(o.figures == std::vector<shown_figure>{{1, 100, 0}, {2, 100, 40'000}});
    CHECK(replayed(p, v, o).consequences.size() == 1);
}

TEST_CASE("verify: plan 5 leaves out an amount, shares and a holder") {
    const auto p = school::core_of("plan-5");
    const auto& v = verified(p.id);
    CHECK(seen(v, observation_kind::missing_amount) == lines{"5.9b 5.9b.amount"});
    CHECK(seen(v, observation_kind::unspecified_value) == lines{"5.9e 5.9e.shares"});
    CHECK(seen(v, observation_kind::unassigned_role) == lines{"5.9e central_school_leader"});
    const auto& o = first_of(v, observation_kind::missing_amount);
    CHECK(o.hangs_on == findings_table::consequences);
    CHECK(o.row_missing);
    CHECK(school::gaps(replayed(p, v, o), gap_kind::unspecified_value).size() == 1);
}

TEST_CASE("verify: a plan 5 mended by hand is left alone") {
    const auto v = verify(mended());
    for (const auto kind :
         {observation_kind::charged_within_line, observation_kind::vetoed_within_line,
          observation_kind::awarded_outside_line, observation_kind::charge_cliff, observation_kind::missing_amount,
          observation_kind::unspecified_value, observation_kind::never_fires, observation_kind::fires_with_another,
          observation_kind::before_deadline, observation_kind::dead_rule, observation_kind::unassigned_role,
          observation_kind::looser_layer})
        CHECK(seen(v, kind) == lines{});
    CHECK(seen(v, observation_kind::readings_differ) == lines{"5.9c every_dropout", "5.9d every_dropout"});
}

TEST_CASE("verify: plan 2's step 3 comes before step 2 is due") {
    const auto p = school::core_of("plan-2");
    const auto& v = verified(p.id);
    CHECK(seen(v, observation_kind::before_deadline) == lines{"2.2.2.6g#3 2.2.2.6f"});
    const auto& o = first_of(v, observation_kind::before_deadline);
    const auto f = replayed(p, v, o);
    CHECK(school::duties(f, "2.2.2.6f") == lines{to_string(o.dates[0]) + " due " + to_string(o.dates[1]) + " open"});
    CHECK(school::duties(f, "2.2.2.6g") == lines{to_string(o.dates[2]) + " due - open"});
    CHECK(o.dates[2] <= o.dates[1]);
    CHECK(seen(v, observation_kind::fires_with_another) == lines{});
    CHECK(seen(v, observation_kind::never_fires) == lines{});
}

TEST_CASE("verify: plans 2 and 4 leave deadlines and a threshold open") {
    CHECK(seen(verified("plan-2"), observation_kind::unspecified_value) ==
          lines{"2.2.2.6i#1 2.2.2.6i.within", "2.2.2.7 2.2.2.7.within", "2.2.2.9a 2.2.2.9a.threshold"});
    const auto& v = verified("plan-4");
    CHECK(seen(v, observation_kind::unspecified_value) ==
          lines{"4.4.4b#2 4.4.4b.return_within", "4.4.4b#2 4.4.4b.report_within"});
    CHECK(seen(v, observation_kind::never_fires) == lines{});
}

TEST_CASE("verify: roles that no clause assigns") {
    CHECK(seen(verified("plan-3"), observation_kind::unassigned_role) == lines{"3.3.4c key_student_teacher"});
    CHECK(seen(verified("plan-4"), observation_kind::unassigned_role) ==
          lines{"4.4.3a school", "4.4.4c#3 township_government"});
    const auto& v = verified("plan-4");
    const auto at = static_cast<std::size_t>(&first_of(v, observation_kind::unassigned_role) - v.observations.data());
    const auto p = school::core_of("plan-4");
    CHECK(tell(p, v, at, language::en).find("No clause names a principal, who bears what the school owes") !=
          std::string::npos);
    CHECK(tell(p, v, at, language::zh).find("学校的事由校长负责落实，却没有任何条款规定谁是校长。") !=
          std::string::npos);
    // Plan 5 above it says who the township government and the principal are.
    const std::vector<policy> both{school::core_of("plan-5"), school::core_of("plan-4")};
    const auto layered = verify(layer(both));
    CHECK(seen(layered, observation_kind::unassigned_role) == lines{"5.9e central_school_leader"});
}

TEST_CASE("verify: what it shows can be replayed, under both readings too") {
    for (const auto& id : {"plan-1", "plan-2", "plan-3", "plan-4", "plan-5"}) {
        const auto p = school::core_of(id);
        const auto& v = verified(p.id);
        for (const auto& o : v.observations) {
            INFO(id << " " << word_of(o.kind) << " " << o.rules.front().clause);
            if (o.kind == observation_kind::readings_differ) {
                REQUIRE(o.shown);
                const auto f = replayed(p, v, o);
                CHECK(school::gaps(f, gap_kind::ambiguous_reading, o.rules.front().clause).size() == 1);
            }
            if (o.number) {
                REQUIRE(o.shown);
                const auto f = replayed(p, v, o);
                const auto& named = f.gaps.parameter;
                CHECK(std::find(named.begin(), named.end(), o.parameters.front()) != named.end());
            }
        }
    }
}

TEST_CASE("verify: says the same each time, each thing once") {
    const auto p = school::core_of("plan-2");
    const auto& a = verified(p.id);
    const auto b = verify(p);
    REQUIRE(a.size() == b.size());
    std::vector<std::uint64_t> ids;
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(a.observations[i].id == b.observations[i].id);
        CHECK(tell(p, a, i, language::en) == tell(p, b, i, language::en));
        ids.push_back(a.observations[i].id);
    }
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("verify: a clause whose readings cannot be told apart for want of a number says so") {
    const auto& v = verified("plan-2");
    CHECK(seen(v, observation_kind::readings_alike) ==
          lines{"2.2.2.9a 2.2.2.9a.threshold 2.2.2.9a.rate_threshold by_rate"});
    CHECK(first_of(v, observation_kind::readings_alike).searched > 1000);
}

TEST_CASE("tell: figures exact, both languages, no place left unfilled") {
    for (const auto& id : {"plan-1", "plan-2", "plan-3", "plan-4", "plan-5"}) {
        const auto p = school::core_of(id);
        const auto& v = verified(p.id);
        for (const auto in : {language::zh, language::en}) {
            const auto text = tell(p, v, in);
            INFO(text);
            CHECK(text.find('{') == std::string::npos);
        }
    }
    const auto p = school::core_of("plan-5");
    const auto& v = verified(p.id);
    CHECK(tell(p, v, 0, language::en) ==
          "Fault: A school (primary school) with exactly 1 of 50 (2 %) keeps to the line of clause 5.0b, and clause "
          "5.9c charges it all the same.\n"
          "For instance: A school (primary school) has a dropout rate of 1 of 50 (2 %) in the school year. As of 5 "
          "July 2024.\n"
          "The evaluator says so: the target is met, and 200 yuan are charged.\n"
          "Let one of the two lines leave the number itself out: \"less than\" in the one, or \"more than\" in the "
          "other.\n"
          "Clause 5.0b: The dropout rate of primary schools is kept within 2 %.\n"
          "Clause 5.9c: A primary school with a dropout rate of 2 % or more is charged 200 yuan for each dropout.");
    CHECK_THROWS_AS(tell(p, v, v.size(), language::en), std::out_of_range);
}
