// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/evaluate.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

policy covering() { return policy_with(std::vector{make_clause("k", assignment{"class_teacher", {"class"}})}); }

/// A busy fortnight of three pupils.
world busy() {
    auto w = world{}.pupil("t").pupil("u", "c2").leaves("T2", march(12)).hold("T3", "class_teacher", "c2", march(18));
    w.marks(march(5), "UU PU UU UE")
        .marks(march(4), "UU UU PP UU UU -- -- UU", "t")
        .marks(march(6), "UP UU UU -- -- UU UU", "u");
    w.act("home_visit", "T1", march(6)).act("home_visit", "T1", march(20), "t").act("home_visit", "T2", march(7), "u");
    return w;
}

/// Everything a reader sees but for ids and row numbers.
lines all_lines(const findings& f) {
    auto out = duties(f);
    for (const auto& w : enum_words<gap_kind>)
        for (const auto& g : gaps(f, w.value))
            out.push_back(std::string{w.word} + " " + g);
    const auto who = borne_by(f);
    out.insert(out.end(), who.begin(), who.end());
    return out;
}

void check_equal(const findings& a, const findings& b) {
    CHECK(all_lines(a) == all_lines(b));
    CHECK(a.obligations.id == b.obligations.id);
    CHECK(a.gaps.id == b.gaps.id);
    CHECK(a.obligations.caused_by.values == b.obligations.caused_by.values);
    CHECK(a.obligations.caused_by.offsets == b.obligations.caused_by.offsets);
}

}  // namespace

TEST_CASE("evaluate: several policies in one call equal each one alone") {
    const auto d = busy().build();
    const std::vector<policy> together{visits(1), visits(3), covering(), visits(1)};
    const auto all = evaluate(std::span<const policy>{together}, d, march(31));
    REQUIRE(all.size() == 4);
    for (std::size_t i = 0; i < together.size(); ++i)
        check_equal(all[i], evaluate(together[i], d, march(31)));
    CHECK_FALSE(all[0].obligations.size() == all[1].obligations.size());
    CHECK(all[2].gaps.size() == 1);
}

TEST_CASE("evaluate: no policy gives no findings, no pupil no duty") {
    CHECK(evaluate(std::span<const policy>{}, busy().build(), march(31)).empty());
    auto w = world{};
    w.rows.students->clear(), w.rows.enrolments->clear();
    CHECK(evaluate(visits(1), w.build(), march(31)).obligations.size() == 0);
}

TEST_CASE("evaluate: refuses a day outside the calendar and says what it covers") {
    const auto d = busy().build();
    try {
        (void)evaluate(visits(1), d, date{2027, 1, 4});
        FAIL("taken");
    } catch (const district_error& e) {
        REQUIRE(e.problems().size() == 1);
        CHECK(e.problems()[0].message ==
              "as_of 2027-01-04 is outside the calendar, which covers 2018-12-29 to 2026-12-25; extend it by rows of "
              "`days` without a hole, or choose a date inside");
    }
    CHECK_THROWS_AS(evaluate(visits(1), d, date{2018, 12, 28}), district_error);
    CHECK_NOTHROW(evaluate(visits(1), d, date{2026, 12, 25}));
    CHECK_NOTHROW(
        evaluate(visits(1), d, date{2018, 12, 29}));  // the first day of which the list of 2019 speaks; in no term
    CHECK_THROWS_AS(evaluate(std::span<const policy>{}, d, date{2027, 1, 4}), district_error);
}

TEST_CASE("evaluate: weekdays cover any year") {
    auto w = world{};
    w.how.calendar = calendar_kind::weekdays;
    CHECK_NOTHROW(evaluate(visits(1), w.build(), date{2031, 1, 4}));
}

TEST_CASE("evaluate: facts after as_of change nothing") {
    for (int day = 4; day <= 20; ++day) {
        const auto as_of = march(day);
        auto known = busy();
        std::erase_if(*known.rows.attendance, [&](const auto& r) { return r.date > as_of; });
        std::erase_if(*known.rows.acts, [&](const auto& r) { return r.date > as_of; });
        std::erase_if(*known.rows.holdings, [&](const auto& r) { return r.from > as_of; });
        for (auto& h : *known.rows.holdings)
            if (h.until && *h.until > as_of)
                h.until.reset();
        const auto with = evaluate(visits(2), busy().build(), as_of),
                   without = evaluate(visits(2), known.build(), as_of);
        REQUIRE(all_lines(with) == all_lines(without));
        REQUIRE(with.obligations.id == without.obligations.id);
        REQUIRE(all_lines(evaluate(covering(), busy().build(), as_of)) ==
                all_lines(evaluate(covering(), known.build(), as_of)));
    }
}

TEST_CASE("evaluate: the order of rows changes nothing but row numbers") {
    auto turned = busy();
    std::reverse(turned.rows.attendance->begin(), turned.rows.attendance->end());
    std::reverse(turned.rows.acts->begin(), turned.rows.acts->end());
    std::reverse(turned.rows.holdings->begin(), turned.rows.holdings->end());
    std::reverse(turned.rows.units.begin(), turned.rows.units.end());
    std::reverse(turned.rows.students->begin(), turned.rows.students->end());
    std::reverse(turned.rows.enrolments->begin(), turned.rows.enrolments->end());
    const auto rows = static_cast<std::int64_t>(busy().rows.attendance->size());
    const auto a = evaluate(visits(2), busy().build(), march(31)), b = evaluate(visits(2), turned.build(), march(31));
    CHECK(all_lines(a) == all_lines(b));
    CHECK(a.obligations.id == b.obligations.id);
    REQUIRE(a.obligations.caused_by.values.size() == b.obligations.caused_by.values.size());
    for (std::size_t i = 0; i < a.obligations.caused_by.values.size(); ++i)
        CHECK(a.obligations.caused_by.values[i].row == rows - 1 - b.obligations.caused_by.values[i].row);
}

TEST_CASE("evaluate: twice the same gives the same") {
    check_equal(evaluate(visits(1), busy().build(), march(31)), evaluate(visits(1), busy().build(), march(31)));
}

TEST_CASE("evaluate: a text is judged only on the days on which it is in force") {
    auto p = visits(1);
    auto& c = p.layers[0].clauses[0];
    const auto w = world{}.marks(march(5), "UP UP UP").build();
    c.effective = {march(6), march(7)};
    CHECK(triggers(evaluate(p, w, march(31))) == dates{march(6)});
    c.effective = {{}, march(6)};
    CHECK(triggers(evaluate(p, w, march(31))) == dates{march(5)});
    c.effective = {march(7), {}};
    CHECK(triggers(evaluate(p, w, march(31))) == dates{march(7)});
}

TEST_CASE("evaluate: a threshold left out is not judged, and a gap names it") {
    const auto p = policy_with(make_rung(counted::session, consecutive{unspecified<>("threshold"), {}, {}, {}}));
    const auto f = evaluate(p, busy().build(), march(31));
    CHECK(duties(f).empty());
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"k r - - - k.threshold - -"});
}

TEST_CASE("evaluate: enrolments not given: of nobody is anything known, and a gap says so") {
    auto w = busy();
    w.rows.enrolments.reset();
    w.rows.attendance->clear();
    const auto f = evaluate(visits(1), w.build(), march(31));
    CHECK(duties(f).empty());
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - enrolments - -"});
}

TEST_CASE("evaluate: without a roll a gap names it for each duty upon something of a pupil, not upon a unit's own") {
    const auto told = [](duty d, subject_word about) {
        d.about = std::move(about);
        if (d.on == event::act_done)
            d.act = act_word{"home_visit"};
        auto w = world{};
        w.rows.enrolments.reset(), w.rows.attendance.reset();
        return missing_tables(evaluate(policy_with(std::vector{make_clause("k", d)}), w.build(), march(29)), "k");
    };
    const lines roll{"k r - - - enrolments - -"};
    CHECK(told(make_duty(event::term_start), {}) == roll);
    CHECK(told(make_duty(event::term_start), {"class"}).empty());
    CHECK(told(make_duty(event::act_done), {}) == roll);
    CHECK(told(make_duty(event::act_done), {"class"}).empty());
    CHECK(told(make_duty(event::dropout), {}) == roll);
    CHECK(told(make_duty(event::dropout), {"class"}) == roll);
}

TEST_CASE("evaluate: a duty upon another one's being missed, or upon a sum, asks for no roll of its own") {
    auto missed = make_duty(event::missed_duty), paid = make_duty(event::sum_due);
    missed.of = rule_reference{"k", "r"}, paid.sums = {"a"}, paid.about = {"school"};
    figure_condition kept;
    kept.indicator = {"dropouts"}, kept.unit_kind = {"school"}, kept.line = fixed_line{ratio{0, 1}};
    kept.is = relation::at_most;
    incentive award;
    award.by = payment{kept, param<std::int64_t>{10'000}, paid_for::whole, {}, {}, {}};
    const auto p = policy_with({make_clause("k", make_duty(event::dropout)), make_clause("m", missed),
                                make_clause("a", award), make_clause("n", paid)});
    auto w = world{};
    w.rows.enrolments.reset(), w.rows.attendance.reset();
    const auto f = evaluate(p, w.build(), march(29));
    CHECK(missing_tables(f, "k") == lines{"k r - - - enrolments - -"});
    CHECK(missing_tables(f, "m").empty());
    CHECK(missing_tables(f, "n").empty());
}

TEST_CASE("evaluate: transfers are asked for by late papers and by leaving, needs by whom a rule leaves out") {
    const auto told = [](duty d, applies_to who = {}) {
        return missing_tables(evaluate(policy_with(std::vector{for_whom(make_clause("k", d), std::move(who))}),
                                       world{}.build(), march(29)),
                              "k");
    };
    auto late = make_duty(event::late_papers);
    late.late = late_after{{5}, day_unit::calendar_days};
    const lines transfers{"k r - - - transfers - -"}, needs{"k r - - - needs - -"};
    CHECK(told(late) == transfers);
    CHECK(told(make_duty(event::transferred_out)) == transfers);
    CHECK(told(make_duty(event::dropout)).empty());
    CHECK(told(make_duty(event::dropout), {{}, {}, {}, need_condition{{"wavering"}, {}}, {}}) == needs);
    CHECK(told(make_duty(event::dropout), {{}, {}, {}, {}, need_condition{{"wavering"}, {}}}) == needs);
}

TEST_CASE("evaluate: without a roll several threads have nobody to look at, as one has") {
    auto w = world{}.pupil("t").pupil("u");
    w.rows.enrolments.reset(), w.rows.attendance.reset();
    const auto p = policy_with(std::vector{make_clause("k", make_duty(event::term_start))});
    const auto f = evaluate(p, w.build(), march(29), {.threads = 3});
    CHECK(f.obligations.size() == 0);
    CHECK(f.gaps == evaluate(p, w.build(), march(29)).gaps);
}
