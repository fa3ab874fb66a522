// SPDX-License-Identifier: Apache-2.0
#include <baoxue/evaluate/merge_layers.hpp>
#include <baoxue/policy/layer.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

/// A policy of an id, by which the first absence makes the class teacher visit within so many days, or at some time.
policy visit(std::string id, std::optional<int> within) {
    auto r = make_rung(counted::session, consecutive{1});
    r.due.reset();
    if (within)
        r.due = within_days{*within};
    auto p = policy_with(r);
    p.id = id, p.layers.front().id = std::move(id);
    return make_policy(std::move(p), standard_vocabulary());
}

/// The one duty that stays of two layers, as `layer due`, and `also` with the layer of the other.
std::string stays(std::optional<int> upper, std::optional<int> lower) {
    const policy both[] = {visit("upper", upper), visit("lower", lower)};
    const auto f = evaluate(layer(both), world{}.marks(march(5), "UP").build(), march(29));
    REQUIRE(f.obligations.size() == 1);
    REQUIRE(f.obligations.also.at(0).size() == 1);
    const auto layer_of = [&](std::int32_t rule) { return f.rules.at(static_cast<std::size_t>(rule)).policy; };
    const auto due = f.obligations.due_on[0];
    return layer_of(f.obligations.rule[0]) + " " + (due == no_date ? "-" : to_string(due)) + " also " +
           layer_of(f.obligations.also.at(0).front());
}

/// What an upper and a lower layer owe as one, each row as `bearers unit layer.clause`, and the others' after `also`.
lines owed_by_both(std::vector<clause> upper, std::vector<clause> lower, const world& w) {
    const auto in = [](const char* id, std::vector<clause> clauses) {
        auto p = policy_with(std::move(clauses));
        p.id = p.layers.front().id = id;
        return p;
    };
    const policy both[] = {in("upper", std::move(upper)), in("lower", std::move(lower))};
    const auto f = evaluate(layer(both), w.build(), march(29));
    const auto place = [&](std::int32_t rule) {
        const auto& r = f.rules.at(static_cast<std::size_t>(rule));
        return " " + r.policy + "." + r.clause;
    };
    lines out;
    for (std::size_t i = 0; i < f.obligations.size(); ++i) {
        auto row = joined(bearers(f, i)) + " " + shown(f.ids->units, f.obligations.unit[i]);
        row += place(f.obligations.rule[i]);
        for (const auto rule : f.obligations.also.at(i))
            row += " also" + place(rule);
        out.push_back(row);
    }
    std::sort(out.begin(), out.end());
    return out;
}
lines owed_by_both(const rule_kind& upper, const rule_kind& lower, const world& w) {
    return owed_by_both(std::vector{make_clause("k", upper)}, std::vector{make_clause("k", lower)}, w);
}

}  // namespace

// Meaning decisions, paragraph 18: the earliest due date stays, none is latest, of equal ones the upper layer's.
TEST_CASE("merge_layers: the earlier due date stays, whichever layer it is of") {
    CHECK(stays(1, 2) == "upper 2024-03-06 also lower");
    CHECK(stays(2, 1) == "lower 2024-03-06 also upper");
    CHECK(stays(1, {}) == "upper 2024-03-06 also lower");
    CHECK(stays({}, 1) == "lower 2024-03-06 also upper");
}

TEST_CASE("merge_layers: of equal due dates, or of none, the upper layer's stays") {
    CHECK(stays(1, 1) == "upper 2024-03-06 also lower");
    CHECK(stays({}, {}) == "upper - also lower");
}

TEST_CASE("merge_layers: of equal rows of one layer the first names the others") {
    const auto d = make_duty(event::term_start);
    const auto two = std::vector{make_clause("k1", d), make_clause("k2", d)};
    CHECK(owed_by_both(two, {make_clause("k", d)}, world{}) == lines{"T1 c1 upper.k1 also lower.k", "T1 c1 upper.k2"});
    CHECK(owed_by_both({make_clause("k", d)}, two, world{}) == lines{"T1 c1 upper.k also lower.k1 also lower.k2"});
}

// Of any of several roles the first stands in the row (paragraph 18: acts, role, subject and day agree), so that such a
// duty is the same as one of that role alone, whoever else may bear it.

TEST_CASE("merge_layers: a duty about a unit is the same in each unit by itself, whoever else bears it") {
    auto upper = make_duty(event::term_start);
    upper.about = {"class"};
    auto lower = upper;
    const auto by_class = lines{"T1 c1 upper.k also lower.k", "T2 c2 upper.k also lower.k"};
    CHECK(owed_by_both(upper, lower, world{}) == by_class);
    lower.owes.roles = {"class_teacher", "subject_teacher"};  // of c1 S1, too
    CHECK(owed_by_both(upper, lower, world{}) == by_class);
}

TEST_CASE("merge_layers: a duty about a pupil is the same before the first class, whoever else bears it") {
    auto upper = make_duty(event::need_flagged);
    upper.need = need_condition{{"wavering"}, {}}, upper.owes.roles = {"parent"};
    auto lower = upper;
    lower.owes.roles = {"parent", "helping_teacher"};
    auto w = world{}.need("wavering", march(11)).hold_pupil("F", "parent", "s").hold_pupil("H", "helping_teacher", "s");
    w.rows.enrolments->front().from = march(18);
    CHECK(owed_by_both(upper, lower, w) == lines{"F - upper.k also lower.k"});
}

TEST_CASE("merge_layers: a quota of each holder is the same for that holder alone") {
    recurring r;
    r.times = 20, r.period = param<cycle>{cycle::term}, r.per = quota_per::holder;
    r.owes.acts = {"home_visit"}, r.owes.roles = {"class_teacher"};
    CHECK(owed_by_both(r, r, world{}) == lines{"T1 - upper.k also lower.k", "T2 - upper.k also lower.k"});
    auto less = r;
    less.times = 10;  // no twenty stand for ten: four rows
    CHECK(owed_by_both(r, less, world{}) == lines{"T1 - lower.k", "T1 - upper.k", "T2 - lower.k", "T2 - upper.k"});
}
