// SPDX-License-Identifier: Apache-2.0
#include <baoxue/evaluate/roll_up.hpp>
#include <baoxue/policy/layer.hpp>

#include <catch2/catch_message.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <initializer_list>
#include <numeric>
#include <support/school.hpp>

using namespace school;

// Two villages and two schools, and a class that stands in neither:
//
//   town > v, w (villages)
//   town > school (primary, in v) > c1, c2;   town > middle (junior middle, in w) > m1;   town > x (class, no stage)

namespace {

world places() {
    world w;
    w.rows.units.push_back({"w", "village", "town", {}, {}});
    w.rows.units.push_back({"middle", "school", "town", "junior_middle", "w"});
    w.rows.units.push_back({"m1", "class", "middle", {}, {}});
    w.rows.units.push_back({"x", "class", "town", {}, {}});
    return w;
}

using number = std::optional<std::int64_t>;

/// Findings row by row, as an evaluation would leave them.
struct made {
    district d;
    findings f;

    explicit made(const world& w) : d(w.build()) {
        f.policy = "p", f.ids = d.ids, f.words = d.words;
        f.rules = {{"p", "1", "one", 0}, {"p", "2", "two", 1}};
        f.act_lists = {{word_of_kind(word_kind::act, "home_visit")}, {word_of_kind(word_kind::act, "interview")}};
    }

    [[nodiscard]] word_code word_of_kind(word_kind kind, std::string_view id) const {
        return f.words->find(kind, id).value();
    }

    made& figure(std::string_view unit, std::string_view stage, number numerator, number denominator,
                 std::optional<bool> met, std::int32_t rule = 0, std::optional<formula> by = formula::glossary,
                 date first = march(4)) {
        auto& m = f.measures;
        m.id.push_back(m.size()), m.rule.push_back(rule);
        m.indicator.push_back(word_of_kind(word_kind::indicator, "dropout_rate")), m.formula.push_back(by);
        m.unit.push_back(d.ids->units.find(unit));
        m.stage.push_back(stage.empty() ? no_code : word_of_kind(word_kind::stage, stage));
        m.period_from.push_back(first), m.period_until.push_back(july(5));
        m.numerator.push_back(numerator), m.denominator.push_back(denominator), m.met.push_back(met);
        return *this;
    }

    /// \param student, unit  empty: none
    made& duty(std::string_view student, std::string_view unit, state stands, std::int32_t needed = 1,
               std::int32_t done = 0, std::string_view role = "class_teacher", std::int32_t acts = 0,
               std::int32_t rule = 0) {
        auto& o = f.obligations;
        o.id.push_back(o.size()), o.rule.push_back(rule), o.acts.push_back(acts);
        o.role.push_back(word_of_kind(word_kind::role, role));
        o.student.push_back(student.empty() ? no_code : d.ids->students.find(student));
        o.unit.push_back(unit.empty() ? no_code : d.ids->units.find(unit));
        o.needed.push_back(needed), o.done.push_back(done), o.state.push_back(stands);
        return *this;
    }

    [[nodiscard]] roll_up_by by(std::initializer_list<std::string> names) const {
        return read_roll_up_by(*f.words, std::vector<std::string>(names));
    }
    [[nodiscard]] lines measures_by(std::initializer_list<std::string> names) const;
    [[nodiscard]] lines duties_by(std::initializer_list<std::string> names) const;
};

std::string place(const findings& f, code unit, word_code stage) {
    return shown(f.ids->units, unit) + " " + (stage == no_code ? "-" : f.words->at(word_kind::stage, stage).id);
}

/// `rule unit stage: numerator/denominator of units, unknown: met not met unknown`.
lines written(const findings& f, const measures_roll_up& m) {
    lines out;
    for (std::size_t i = 0; i < m.size(); ++i)
        out.push_back(f.rules[static_cast<std::size_t>(m.rule[i])].rule + " " + place(f, m.unit[i], m.stage[i]) + ": " +
                      shown(m.numerator[i]) + "/" + shown(m.denominator[i]) + " of " + std::to_string(m.units[i]) +
                      ", unknown " + std::to_string(m.unknown[i]) + ": met " + std::to_string(m.met[i]) + " not " +
                      std::to_string(m.not_met[i]) + " unknown " + std::to_string(m.unknown_met[i]));
    return out;
}

/// `rule unit stage:` and each state that any duty has with their number, then `done/needed`.
lines written(const findings& f, const obligations_roll_up& o) {
    lines out;
    for (std::size_t i = 0; i < o.size(); ++i) {
        auto line = f.rules[static_cast<std::size_t>(o.rule[i])].rule + " " + place(f, o.unit[i], o.stage[i]) + ":";
        for (const auto& s : enum_words<state>)
            if (o.in(s.value)[i] != 0)
                line += " " + std::string{s.word} + " " + std::to_string(o.in(s.value)[i]);
        out.push_back(line + " " + std::to_string(o.done[i]) + "/" + std::to_string(o.needed[i]));
    }
    return out;
}

lines made::measures_by(std::initializer_list<std::string> names) const {
    return written(f, roll_up_measures(f, d, by(names)));
}
lines made::duties_by(std::initializer_list<std::string> names) const {
    return written(f, roll_up_obligations(f, d, by(names)));
}

/// One rule of classes: c1 1 of 40, c2 has nobody, m1 3 of 50, and of x the number of dropouts is not known.
made figures_of_classes() {
    made out{places()};
    out.figure("c1", "primary", 1, 40, true).figure("c2", "primary", 0, 0, {});
    out.figure("m1", "junior_middle", 3, 50, false).figure("x", "", {}, 30, {});
    return out;
}

std::int64_t total(const std::vector<std::int64_t>& column) {
    return std::accumulate(column.begin(), column.end(), std::int64_t{0});
}
std::int64_t total(const std::vector<number>& column) {
    return std::accumulate(column.begin(), column.end(), std::int64_t{0},
                           [](std::int64_t sum, const number& n) { return sum + n.value_or(0); });
}

/// What every way of summing comes to, so that no row is lost or counted twice.
void check_totals(const findings& f, const district& d, roll_up_by by) {
    const auto m = roll_up_measures(f, d, by);
    std::int64_t unknown = 0, numerators = 0, denominators = 0, met = 0, not_met = 0;
    for (std::size_t i = 0; i < f.measures.size(); ++i) {
        const auto n = f.measures.numerator[i], of = f.measures.denominator[i];
        if (n && of && *of > 0)
            numerators += *n, denominators += *of;
        else
            ++unknown;
        met += f.measures.met[i] == std::optional{true}, not_met += f.measures.met[i] == std::optional{false};
    }
    CHECK(total(m.units) == static_cast<std::int64_t>(f.measures.size()));
    CHECK(total(m.unknown) == unknown);
    CHECK(total(m.numerator) == numerators);
    CHECK(total(m.denominator) == denominators);
    CHECK(total(m.met) == met);
    CHECK(total(m.not_met) == not_met);
    for (std::size_t i = 0; i < m.size(); ++i) {
        CHECK(m.met[i] + m.not_met[i] + m.unknown_met[i] == m.units[i]);
        CHECK(m.numerator[i].has_value() == (m.unknown[i] < m.units[i]));
        CHECK(m.denominator[i].has_value() == m.numerator[i].has_value());
    }

    const auto o = roll_up_obligations(f, d, by);
    const auto& duties = f.obligations;
    std::int64_t counted = 0;
    for (const auto& s : enum_words<state>) {
        CHECK(total(o.in(s.value)) == std::count(duties.state.begin(), duties.state.end(), s.value));
        counted += total(o.in(s.value));
    }
    CHECK(counted == static_cast<std::int64_t>(duties.size()));
    CHECK(total(o.needed) == std::accumulate(duties.needed.begin(), duties.needed.end(), std::int64_t{0}));
    CHECK(total(o.done) == std::accumulate(duties.done.begin(), duties.done.end(), std::int64_t{0}));
}

/// A clause like any other, of a policy with an id of its own.
policy named(std::string id, clause c) {
    auto p = policy_with(std::vector<clause>{std::move(c)});
    p.id = id, p.layers.front().id = std::move(id);
    return make_policy(std::move(p), standard_vocabulary());
}

}  // namespace

TEST_CASE("roll_up_measures: sums go to the nearest unit of the kind; an unknown figure is counted and adds nothing") {
    const auto of = figures_of_classes();
    // v has c1 and c2: 1 + 0 of 40 + 0. Of nobody no rate can be made: c2's is not known. w has m1. In no
    // village is x, whose denominator of 30 says nothing without its numerator.
    CHECK(of.measures_by({"village"}) == lines{"one v -: 1/40 of 2, unknown 1: met 1 not 0 unknown 1",
                                               "one w -: 3/50 of 1, unknown 0: met 0 not 1 unknown 0",
                                               "one - -: -/- of 1, unknown 1: met 0 not 0 unknown 1"});
    CHECK(of.measures_by({"school"}) == lines{"one middle -: 3/50 of 1, unknown 0: met 0 not 1 unknown 0",
                                              "one school -: 1/40 of 2, unknown 1: met 1 not 0 unknown 1",
                                              "one - -: -/- of 1, unknown 1: met 0 not 0 unknown 1"});
    // All four stand under the township: 1 + 0 + 3 of 40 + 0 + 50, and x beside them.
    CHECK(of.measures_by({"township"}) == lines{"one town -: 4/90 of 4, unknown 2: met 1 not 1 unknown 2"});
    CHECK(of.measures_by({"stage"}) == lines{"one - primary: 1/40 of 2, unknown 1: met 1 not 0 unknown 1",
                                             "one - junior_middle: 3/50 of 1, unknown 0: met 0 not 1 unknown 0",
                                             "one - -: -/- of 1, unknown 1: met 0 not 0 unknown 1"});
    CHECK(of.measures_by({"class"}).size() == 4);
    CHECK(of.measures_by({"county"}) == lines{"one - -: 4/90 of 4, unknown 2: met 1 not 1 unknown 2"});
}

TEST_CASE("roll_up_measures: a school of two stages in one village is two units of it, or one row a stage") {
    auto of = made{places()};
    of.figure("school", "primary", 1, 40, true).figure("school", "junior_middle", 2, 20, false);
    of.figure("middle", "junior_middle", 3, 50, false);
    CHECK(of.measures_by({"village"}) == lines{"one v -: 3/60 of 2, unknown 0: met 1 not 1 unknown 0",
                                               "one w -: 3/50 of 1, unknown 0: met 0 not 1 unknown 0"});
    const lines both{"one v primary: 1/40 of 1, unknown 0: met 1 not 0 unknown 0",
                     "one v junior_middle: 2/20 of 1, unknown 0: met 0 not 1 unknown 0",
                     "one w junior_middle: 3/50 of 1, unknown 0: met 0 not 1 unknown 0"};
    CHECK(of.measures_by({"village", "stage"}) == both);
    CHECK(of.measures_by({"stage", "village"}) == both);
}

TEST_CASE("roll_up_measures: rules, formulas and periods are never added together, known and unknown figures are") {
    auto of = made{places()};
    of.figure("c1", "primary", 1, 40, true).figure("school", "primary", 1, 70, true, 1);
    of.figure("c2", "primary", 5, 30, false, 0, formula::inspection);
    of.figure("c2", "primary", 2, 30, false, 0, formula::glossary, march(5));
    of.figure("c2", "primary", 7, {}, {});
    // 1/40 and a figure without a denominator (7 heads of nobody knows how many); the others stand alone.
    CHECK(of.measures_by({"school"}) == lines{"one school -: 1/40 of 2, unknown 1: met 1 not 0 unknown 1",
                                              "one school -: 2/30 of 1, unknown 0: met 0 not 1 unknown 0",
                                              "one school -: 5/30 of 1, unknown 0: met 0 not 1 unknown 0",
                                              "two school -: 1/70 of 1, unknown 0: met 1 not 0 unknown 0"});
}

TEST_CASE("roll_up_measures: a unit is never divided: a school's figure is in no class, and a village's in itself") {
    auto of = made{places()};
    of.figure("school", "primary", 1, 40, true).figure("w", "", 2, 9, false).figure("town", "", 3, 90, {});
    CHECK(of.measures_by({"class"}) == lines{"one - -: 6/139 of 3, unknown 0: met 1 not 1 unknown 1"});
    // The school is in v; the township is in no village.
    CHECK(of.measures_by({"village"}) == lines{"one v -: 1/40 of 1, unknown 0: met 1 not 0 unknown 0",
                                               "one w -: 2/9 of 1, unknown 0: met 0 not 1 unknown 0",
                                               "one - -: 3/90 of 1, unknown 0: met 0 not 0 unknown 1"});
}

TEST_CASE("roll_up_obligations: a pupil's duty counts where the pupil lives, else is registered, else goes to school") {
    auto w = places();
    w.rows.students = {{"h", "w", "v", {}, {}},     // lives in w, whatever else
                       {"o", {}, "w", {}, {}},      // registered in w
                       {"n", {}, {}, {}, {}},       // neither: the school's village, v
                       {"t", "town", "w", {}, {}},  // lives in the town itself: in no village
                       {"q", {}, {}, {}, {}}};
    w.rows.enrolments->clear();
    auto of = made{w};
    of.duty("h", "c1", state::met, 1, 1).duty("o", "c1", state::missed).duty("n", "c1", state::open);
    of.duty("t", "c1", state::met_late, 1, 1).duty("q", "x", state::unknown);
    CHECK(of.duties_by({"village"}) ==
          lines{"one v -: open 1 0/1", "one w -: met 1 missed 1 1/2", "one - -: met_late 1 unknown 1 1/2"});
    // By school it is the class that counts, wherever they live.
    CHECK(of.duties_by({"school"}) ==
          lines{"one school -: open 1 met 1 met_late 1 missed 1 2/4", "one - -: unknown 1 0/1"});
    CHECK(of.duties_by({"stage"}) ==
          lines{"one - primary: open 1 met 1 met_late 1 missed 1 2/4", "one - -: unknown 1 0/1"});
}

TEST_CASE("roll_up_obligations: a pupil without a class is found through the village alone") {
    auto w = places();
    w.rows.students = {{"h", "w", {}, {}, {}}};
    w.rows.enrolments->clear();
    const auto of = made{w}.duty("h", "", state::open);
    CHECK(of.duties_by({"village"}) == lines{"one w -: open 1 0/1"});
    CHECK(of.duties_by({"township"}) == lines{"one - -: open 1 0/1"});
}

TEST_CASE("roll_up_obligations: a unit's duty counts at the village that the unit is or names; quotas add up") {
    auto of = made{places()};
    of.duty("", "c1", state::met, 20, 23).duty("", "school", state::open, 2, 1).duty("", "m1", state::lapsed);
    of.duty("", "v", state::missed, 3).duty("", "x", state::open).duty("", "", state::missed, 10, 4);
    // v: c1 (23 of 20), its school (1 of 2), v itself (0 of 3); w: m1; neither: x, and a quota of a person, of no unit.
    CHECK(of.duties_by({"village"}) ==
          lines{"one v -: open 1 met 1 missed 1 24/25", "one w -: lapsed 1 0/1", "one - -: open 1 missed 1 4/11"});
    CHECK(of.duties_by({"township"}) ==
          lines{"one town -: open 2 met 1 missed 1 lapsed 1 24/27", "one - -: missed 1 4/10"});
    CHECK(of.duties_by({"village", "stage"}) == lines{"one v primary: open 1 met 1 24/22", "one v -: missed 1 0/3",
                                                      "one w junior_middle: lapsed 1 0/1",
                                                      "one - -: open 1 missed 1 4/11"});
}

TEST_CASE("roll_up_obligations: rules, acts and roles each have rows of their own") {
    auto of = made{places()};
    of.duty("s", "c1", state::met, 1, 1).duty("s", "c2", state::met, 1, 1);
    of.duty("s", "c1", state::open, 1, 0, "class_teacher", 1).duty("s", "c1", state::open, 1, 0, "principal");
    of.duty("s", "c1", state::missed, 1, 0, "class_teacher", 0, 1);
    CHECK(of.duties_by({"school"}) == lines{"one school -: met 2 2/2", "one school -: open 1 0/1",
                                            "one school -: open 1 0/1", "two school -: missed 1 0/1"});
}

TEST_CASE("roll_up_obligations: a duty of two layers is one, counted under the clause that stays") {
    // Both plans make the class teacher of c1 visit pupil s after a half-day of absence; the upper one's deadline is
    // the next day, the lower one's the day after that: one duty stays, due on the 6th, with the other in `also`.
    const auto within = [](int days) {
        auto r = make_rung(counted::session, consecutive{{1, "", ""}});
        r.step = 1, r.due = within_days{{days, "", ""}, day_unit::calendar_days};
        return make_clause("k", ladder{"l", {r}});
    };
    const policy both[] = {named("upper", within(1)), named("lower", within(2))};
    auto w = places();
    w.marks(march(5), "UP");
    const auto d = w.build();
    const auto f = evaluate(layer(both), d, march(29));
    REQUIRE(f.obligations.size() == 1);
    REQUIRE(f.obligations.also.at(0).size() == 1);
    CHECK(line(f, 0) == "2024-03-05 due 2024-03-06 missed");
    CHECK(written(f, roll_up_obligations(f, d, {f.words->find(word_kind::unit_kind, "village"), true})) ==
          lines{"r v primary: missed 1 0/1"});
}

TEST_CASE("roll_up: the sums of every way come to what the findings hold") {
    auto of = figures_of_classes();
    of.figure("school", "primary", 4, 80, false, 1).figure("middle", "junior_middle", 0, {}, {}, 1);
    std::int32_t n = 0;
    for (const auto* unit : {"c1", "c2", "m1", "x", "school", "v", "town", ""})
        for (const auto& s : enum_words<state>) {
            of.duty(n % 2 == 0 ? "s" : "", unit, s.value, 1 + n % 5, n % 3, "class_teacher", n % 2, n / 24);
            ++n;
        }
    const auto& kinds = of.f.words->words(word_kind::unit_kind);
    for (const bool stage : {false, true}) {
        check_totals(of.f, of.d, {{}, stage});
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            INFO(kinds[k].id << (stage ? " and stage" : ""));
            check_totals(of.f, of.d, {static_cast<word_code>(k), stage});
        }
    }
}

TEST_CASE("roll_up: by neither unit nor stage there is one row a rule; of nothing there is none") {
    const auto of = figures_of_classes();
    CHECK(written(of.f, roll_up_measures(of.f, of.d, {})) ==
          lines{"one - -: 4/90 of 4, unknown 2: met 1 not 1 unknown 2"});
    CHECK(roll_up_obligations(of.f, of.d, {}).size() == 0);
}

TEST_CASE("roll_up: findings of one district are not summed over the units of another") {
    const auto of = figures_of_classes();
    const auto other = places().build();
    CHECK_THROWS_AS(roll_up_measures(of.f, other, {}), std::invalid_argument);
    CHECK_THROWS_AS(roll_up_obligations(of.f, other, {}), std::invalid_argument);
}

TEST_CASE("roll_up: a sum that does not fit throws") {
    auto of = made{places()};
    of.figure("c1", "primary", std::numeric_limits<std::int64_t>::max(), 1, true).figure("c2", "primary", 1, 1, true);
    CHECK_THROWS_AS(of.measures_by({"school"}), std::overflow_error);
    CHECK_NOTHROW(of.measures_by({"class"}));
}

TEST_CASE("read_roll_up_by: a unit kind, stage or both; anything else is refused, with the nearest word") {
    const auto& words = standard_vocabulary();
    const auto read = [&](std::vector<std::string> names) { return read_roll_up_by(words, names); };
    const auto village = words.find(word_kind::unit_kind, "village");
    CHECK(read({"village"}) == roll_up_by{village, false});
    CHECK(read({"stage"}) == roll_up_by{{}, true});
    CHECK(read({"stage", "village"}) == roll_up_by{village, true});
    const auto refused = [&](std::vector<std::string> names, const std::string& message) {
        CHECK_THROWS_MATCHES(read(std::move(names)), std::invalid_argument, Catch::Matchers::Message(message));
    };
    refused({"vilage"}, "by: unknown unit kind `vilage`, did you mean `village`?");
    refused({"stages"}, "by: unknown unit kind `stages`, did you mean `stage`?");
    refused({"zzzzzzzz"}, "by: unknown unit kind `zzzzzzzz`, expected one of `county`, `township`, `village`, "
                          "`central_school`, `school`, `grade`, `class`, `teaching_group`, `stage`");
    refused({}, "by: nothing is named, name a unit kind, `stage`, or both");
    refused({"stage", "stage"}, "by: `stage` stands twice, name it once");
    refused({"village", "school"}, "by: `school` is a second unit kind, sum by one after the other");
}
