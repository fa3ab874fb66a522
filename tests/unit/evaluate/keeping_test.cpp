// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/committee.hpp>
#include <baoxue/evaluate/entitlement.hpp>
#include <baoxue/evaluate/pledge.hpp>
#include <baoxue/policy/change.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// What is kept and what is granted: registers, benefits, pledges, seats. Pupil s is in c1 from Mon 4 March on; the term
// ends on Fri 5 July. A body such as `school` is borne by the principal P and met by any of the staff.

using namespace school;

namespace {

policy of(rule_kind is) { return policy_with(std::vector{make_clause("k", std::move(is))}); }

findings findings_of(rule_kind is, const world& w, date as_of) { return evaluate(of(std::move(is)), w.build(), as_of); }

lines all_gaps(const findings& f) {
    lines out;
    for (const auto& kind : enum_words<gap_kind>)
        for (const auto& g : gaps(f, kind.value))
            out.push_back(std::string{kind.word} + " " + g);
    return out;
}

// ---- registers

/// An entry of a register about pupil s, opened on one day and complete on another.
world filed(world w, std::string in, std::string keeper, date opened, std::optional<date> completed,
            std::optional<std::string> act = {}, std::optional<std::string> student = "s") {
    if (!w.rows.records)
        w.rows.records.emplace();
    const auto id = "r" + std::to_string(w.rows.records->size());
    w.rows.records->push_back(
        {id, std::move(in), std::move(keeper), std::move(student), {}, opened, completed, std::move(act)});
    return w;
}
world filed(world w, std::string in, std::string keeper, date completed, std::optional<std::string> act = {}) {
    return filed(std::move(w), std::move(in), std::move(keeper), completed, completed, std::move(act));
}

/// 2.2.2.6c: each home visit has a record.
record visit_record() {
    record r;
    r.in = {"home_visit"}, r.on = event::act_done, r.act = "home_visit", r.roles = {"school"};
    return r;
}
/// 1.5.1d, with a deadline: each dropout is reported within so many days.
record dropout_report(param<std::int32_t> within = 3) {
    record r;
    r.in = {"dropout_report"}, r.on = event::dropout, r.roles = {"school"};
    r.due = within_days{std::move(within), {}, {}};
    return r;
}
/// 2.2.2.3b: the class teacher's file of a pupil who intends to drop out.
record intention_file() {
    record r;
    r.in = {"dropout_intention"}, r.on = event::need_flagged, r.need = need_condition{{"dropout_intention"}, {}};
    r.roles = {"class_teacher"};
    return r;
}
world visited() {
    world w;
    w.act("home_visit", "T1", march(12)), w.rows.records.emplace();
    return w;
}
world dropped_out() {
    world w;
    w.exits(march(15), exit_kind::dropout), w.rows.records.emplace();
    return w;
}
world intending() {
    world w;
    w.need("dropout_intention", march(12)), w.rows.records.emplace();
    return w;
}
lines kept(const record& r, const world& w, date as_of) { return duties(findings_of(r, w, as_of)); }

// ---- benefits

/// Entitlements as `pupil benefit bearers from due state`, and the day on which they were met.
lines owed_benefits(const findings& f) {
    lines out;
    const auto& e = f.entitlements;
    for (std::size_t i = 0; i < e.size(); ++i) {
        lines who;
        for (const code b : f.bearers->members(e.bearers[i]))
            who.push_back(f.ids->persons.text(b));
        out.push_back(shown(f.ids->students, e.student[i]) + " " + f.words->at(word_kind::benefit, e.benefit[i]).id +
                      " " + joined(who) + " " + to_string(e.from[i]) + " due " + shown(e.due_on[i]) + " " +
                      std::string{word_of(e.state[i])} + (e.met_on[i] == no_date ? "" : " " + to_string(e.met_on[i])));
    }
    return out;
}
lines benefits(const entitlement& e, const world& w, date as_of = march(31)) {
    return owed_benefits(findings_of(e, w, as_of));
}
/// 1.4b: fees are waived for pupils in hardship; and with a deadline, as 5.3a has one.
entitlement waiver(std::optional<param<std::int32_t>> within = {}) {
    entitlement e;
    e.benefit = {"tuition_waiver"}, e.need = need_condition{{"economic_hardship"}, {}}, e.roles = {"school"};
    if (within)
        e.due = within_days{*within, {}, {}};
    return e;
}
/// 1.3a: a pupil in double difficulty is paired with a helping teacher.
entitlement helping_pair() {
    entitlement e;
    e.benefit = {"helping_pair"}, e.roles = {"school"}, e.held = "helping_teacher";
    e.need = need_condition{{"double_difficulty"}, {"academic_difficulty", "economic_hardship"}};
    return e;
}
world poor() { return world{}.need("economic_hardship", march(12)); }
world granted(world w, std::string what, std::string by, date on, std::optional<std::string> student = "s") {
    w.act("grant_benefit", std::move(by), on, std::move(student));
    w.rows.acts->back().object = std::move(what);
    return w;
}

// ---- pledges

pledge signing(std::vector<pledge_pair> pairs, cycle period = cycle::term) {
    return {param<std::vector<pledge_pair>>{std::move(pairs)}, param<cycle>{period}};
}
/// 5.2d: the principal with each class teacher.
pledge with_class_teachers() { return signing({{"principal", "class_teacher", {"class"}}}); }
pledge with_parents() { return signing({{"class_teacher", "parent", {"student"}}}); }

world signs(world w, std::string from, std::string role_from, std::string to, std::string role_to, date on,
            std::optional<std::string> unit = {}, std::optional<std::string> student = {},
            std::optional<date> until = {}) {
    if (!w.rows.pledges)
        w.rows.pledges.emplace();
    w.rows.pledges->push_back({std::move(from), std::move(to), std::move(role_from), std::move(role_to),
                               std::move(unit), std::move(student), on, until});
    return w;
}
world unsigned_() {
    world w;
    w.rows.pledges.emplace();
    return w;
}
world signed_by(std::string teacher, date on, std::optional<std::string> unit = "c1") {
    return signs(unsigned_(), "P", "principal", std::move(teacher), "class_teacher", on, std::move(unit));
}
lines pledged(const pledge& p, const world& w, date as_of = july(6)) { return duties(findings_of(p, w, as_of)); }
const std::string missed = "2024-03-04 due 2024-07-05 missed";
std::string pledge_met(date on) { return "2024-03-04 due 2024-07-05 met " + to_string(on); }

// ---- seats

/// 2.2.2.1d: the principal heads the leading group, with deputies and every class teacher.
committee leading_group() {
    return {
        {"school"},
        {{"leading_group_head", "principal"}, {"leading_group_deputy", {}}, {"leading_group_member", "class_teacher"}}};
}
committee head_only() { return {{"school"}, {{"leading_group_head", "principal"}}}; }
committee any_deputy() { return {{"school"}, {{"leading_group_deputy", {}}}}; }

/// Empty seats as `unit role person from until`, sorted.
lines empty_seats(const committee& c, const world& w, date as_of = march(31)) {
    const auto f = findings_of(c, w, as_of);
    lines out;
    const auto& g = f.gaps;
    for (std::size_t i = 0; i < g.size(); ++i)
        if (g.kind[i] == gap_kind::unassigned_role)
            out.push_back(shown(f.ids->units, g.unit[i]) + " " + f.words->at(word_kind::role, g.role[i]).id + " " +
                          shown(f.ids->persons, g.person[i]) + " " + shown(g.from[i]) + " " + shown(g.until[i]));
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

// ---------------------------------------------------------------- record

TEST_CASE("2.2.2.6c: a home visit makes the school keep a record of it, which a finished entry that names it meets") {
    const auto open = lines{"2024-03-12 due - open"};
    CHECK(kept(visit_record(), visited(), march(11)).empty());
    const auto f = findings_of(visit_record(), visited(), march(12));
    CHECK(duties(f) == open);
    CHECK(borne_by(f) == lines{"P"});
    CHECK(f.words->at(word_kind::act, f.act_lists[static_cast<std::size_t>(f.obligations.acts[0])].front()).id ==
          "keep_record");
    const auto done = filed(visited(), "home_visit", "T1", march(13), "a1000");
    CHECK(kept(visit_record(), done, march(13)) == lines{"2024-03-12 due - met 2024-03-13"});
    CHECK(kept(visit_record(), done, march(12)) == open);  // not known yet
    // Nothing else is that entry: one of no act, of another act, one not finished, of another register or pupil.
    const auto also = world{visited()}.act("interview", "T1", march(12)).pupil("t");
    CHECK(kept(visit_record(), filed(also, "home_visit", "T1", march(13)), march(31)) == open);
    CHECK(kept(visit_record(), filed(also, "home_visit", "T1", march(13), "a1001"), march(31)) == open);
    CHECK(kept(visit_record(), filed(also, "home_visit", "T1", march(13), {}, "a1000"), march(31)) == open);
    CHECK(kept(visit_record(), filed(also, "dropout", "T1", march(13), "a1000"), march(31)) == open);
    CHECK(kept(visit_record(), filed(also, "home_visit", "T1", march(13), march(13), "a1000", "t"), march(31)) == open);
}

TEST_CASE("2.2.2.6c: every visit has a record of its own, and no visit of another kind or without a register of acts") {
    const auto twice = world{visited()}.act("home_visit", "S1", march(14));
    CHECK(kept(visit_record(), filed(twice, "home_visit", "T1", march(20), "a1000"), march(31)) ==
          lines{"2024-03-12 due - met 2024-03-20", "2024-03-14 due - open"});
    CHECK(kept(visit_record(), world{}.act("interview", "T1", march(12)), march(31)).empty());
    auto w = visited();
    w.rows.acts.reset();
    const auto f = findings_of(visit_record(), w, march(31));
    CHECK(duties(f).empty());
    CHECK(all_gaps(f) == lines{"missing_table k r - - - acts - -"});
}

TEST_CASE("2.2.2.6c: two visits of one day are two cases, and the entry of the second is none of the first") {
    const auto same_day = world{visited()}.act("home_visit", "S1", march(12));
    auto found = kept(visit_record(), filed(same_day, "home_visit", "S1", march(13), "a1001"), march(31));
    std::sort(found.begin(), found.end());
    CHECK(found == lines{"2024-03-12 due - met 2024-03-13", "2024-03-12 due - open"});
}

TEST_CASE("1.5.1d: an entry counts that is complete from the day of the dropout on, in time up to the due date") {
    // Out on Fri 15 March, three days: Mon 18.
    const auto on = [](date opened, date completed) {
        return kept(dropout_report(), filed(dropped_out(), "dropout_report", "T2", opened, completed), march(31));
    };
    CHECK(on(march(14), march(14)) == lines{"2024-03-15 due 2024-03-18 missed"});  // of another case
    CHECK(on(march(15), march(15)) == lines{"2024-03-15 due 2024-03-18 met 2024-03-15"});
    CHECK(on(march(14), march(18)) == lines{"2024-03-15 due 2024-03-18 met 2024-03-18"});
    CHECK(on(march(15), march(19)) == lines{"2024-03-15 due 2024-03-18 met_late 2024-03-19"});
    CHECK(kept(dropout_report(), dropped_out(), march(18)) == lines{"2024-03-15 due 2024-03-18 open"});
    CHECK(kept(dropout_report(), dropped_out(), march(19)) == lines{"2024-03-15 due 2024-03-18 missed"});
    // An act that says so is no row of the register.
    CHECK(kept(dropout_report(), dropped_out().act("keep_record", "T1", march(15)), march(31)) ==
          lines{"2024-03-15 due 2024-03-18 missed"});
}

TEST_CASE("1.5.1d: a second dropout is a second case; one entry after both meets both") {
    world w;
    w.exits(march(15), exit_kind::dropout).enrols(april(8)).exits(may(15), exit_kind::dropout);
    auto rule = dropout_report();
    rule.due.reset();
    CHECK(kept(rule, filed(w, "dropout_report", "T1", april(1)), june(3)) ==
          lines{"2024-03-15 due - met 2024-04-01", "2024-05-15 due - open"});
    CHECK(kept(rule, filed(w, "dropout_report", "T1", may(20)), june(3)) ==
          lines{"2024-03-15 due - met 2024-05-20", "2024-05-15 due - met 2024-05-20"});
}

TEST_CASE("record: a deadline left open has no due date, and a gap names it where there is a case") {
    const auto open = dropout_report(unspecified("", "及时"));
    const auto f = findings_of(open, dropped_out(), march(31));
    CHECK(duties(f) == lines{"2024-03-15 due - open"});
    CHECK(all_gaps(f) == lines{"unspecified_value k r - - - k.within - -"});
    auto none = world{};
    none.rows.records.emplace();
    CHECK(gaps(findings_of(open, none, march(31)), gap_kind::unspecified_value).empty());
}

TEST_CASE("record: without the table of records a past due date is unknown; the table of acts does not matter") {
    auto w = dropped_out(), no_acts = w, no_holdings = w;
    w.rows.records.reset(), no_acts.rows.acts.reset(), no_holdings.rows.holdings.reset();
    CHECK(kept(dropout_report(), w, march(18)) == lines{"2024-03-15 due 2024-03-18 open"});
    const auto f = findings_of(dropout_report(), w, march(19));
    CHECK(duties(f) == lines{"2024-03-15 due 2024-03-18 unknown"});
    CHECK(all_gaps(f) == lines{"missing_table k r - - - records - -"});
    CHECK(kept(dropout_report(), no_acts, march(19)) == lines{"2024-03-15 due 2024-03-18 missed"});
    const auto who = findings_of(dropout_report(), no_holdings, march(19));
    CHECK(duties(who) == lines{"2024-03-15 due 2024-03-18 unknown"});
    CHECK(gaps(who, gap_kind::missing_table) == lines{"k r - - - holdings - -"});
}

TEST_CASE("2.2.2.3b: the class teacher keeps the file, or a successor in the post; nobody else") {
    const auto by = [](const char* who, date on, const world& w = intending()) {
        return kept(intention_file(), filed(w, "dropout_intention", who, on), march(31));
    };
    const auto open = lines{"2024-03-12 due - open"};
    CHECK(by("T1", march(12)) == lines{"2024-03-12 due - met 2024-03-12"});
    CHECK(by("T2", march(12)) == open);
    CHECK(by("P", march(12)) == open);
    const auto changed = intending().leaves("T1", march(19)).hold("T3", "class_teacher", "c1", march(20));
    CHECK(by("T3", march(19), changed) == open);
    CHECK(by("T3", march(20), changed) == lines{"2024-03-12 due - met 2024-03-20"});
    // Nobody in the post: the entry is owed all the same, and anyone of the school may keep it.
    const auto vacant = intending().without("T1");
    const auto f = findings_of(intention_file(), vacant, march(31));
    CHECK(duties(f) == open);
    CHECK(borne_by(f) == lines{""});
    CHECK(all_gaps(f) == lines{"unassigned_role k r c1 - class_teacher - - -"});
    CHECK(by("T2", march(13), vacant) == lines{"2024-03-12 due - met 2024-03-13"});
}

// ---------------------------------------------------------------- entitlement

TEST_CASE("1.4b: hardship entitles to a waiver from the day it is flagged; a grant of that benefit meets it") {
    const auto open = lines{"s tuition_waiver P 2024-03-12 due - open"};
    CHECK(benefits(waiver(), poor(), march(11)).empty());
    CHECK(benefits(waiver(), poor(), march(12)) == open);
    CHECK(benefits(waiver(), world{}.need("academic_difficulty", march(12))).empty());
    CHECK(benefits(waiver(), granted(poor(), "tuition_waiver", "T2", march(12))) ==
          lines{"s tuition_waiver P 2024-03-12 due - met 2024-03-12"});
    CHECK(benefits(waiver(), granted(poor(), "tuition_waiver", "P", march(11))) == open);
    CHECK(benefits(waiver(), granted(poor(), "help", "P", march(12))) == open);
    CHECK(benefits(waiver(), poor().act("grant_benefit", "P", march(12))) == open);  // of what, it does not say
    CHECK(benefits(waiver(), granted(poor().pupil("t"), "tuition_waiver", "P", march(12), "t")) == open);
    const auto f = findings_of(waiver(), poor(), march(31));
    CHECK(f.obligations.size() == 0);
    REQUIRE(f.entitlements.caused_by.at(0).size() == 1);
    CHECK(f.entitlements.caused_by.at(0).front() == cause{table_name::needs, 0});
}

TEST_CASE("entitlement: an act that the rule lists meets it too, and no other") {
    auto e = waiver();
    e.acts = {"study_guidance"};
    CHECK(benefits(e, poor().act("study_guidance", "T1", march(14))) ==
          lines{"s tuition_waiver P 2024-03-12 due - met 2024-03-14"});
    CHECK(benefits(e, granted(poor(), "tuition_waiver", "T1", march(13))) ==
          lines{"s tuition_waiver P 2024-03-12 due - met 2024-03-13"});
    CHECK(benefits(waiver(), poor().act("study_guidance", "T1", march(14))) ==
          lines{"s tuition_waiver P 2024-03-12 due - open"});
}

TEST_CASE("1.3a: whoever holds the helping post on any day from then on meets it, also one who held it before") {
    const auto flagged = world{}.need("double_difficulty", march(12));
    const auto helped = [&](date from, std::optional<date> until = {}, const char* whom = "s") {
        return benefits(helping_pair(),
                        world{flagged}.pupil("t").hold_pupil("H", "helping_teacher", whom, from, until));
    };
    const auto open = lines{"s helping_pair P 2024-03-12 due - open"};
    const auto at_once = lines{"s helping_pair P 2024-03-12 due - met 2024-03-12"};
    CHECK(helped(long_ago) == at_once);
    CHECK(helped(long_ago, march(11)) == open);
    CHECK(helped(long_ago, march(12)) == at_once);
    CHECK(helped(march(20)) == lines{"s helping_pair P 2024-03-12 due - met 2024-03-20"});
    CHECK(helped(march(20), march(20)) == lines{"s helping_pair P 2024-03-12 due - met 2024-03-20"});
    CHECK(helped(march(31)) == lines{"s helping_pair P 2024-03-12 due - met 2024-03-31"});
    CHECK(helped(april(1)) == open);  // after the date asked about
    CHECK(helped(long_ago, {}, "t") == open);
    CHECK(benefits(helping_pair(), world{flagged}.hold_pupil("K", "key_student_teacher", "s")) == open);
    // Fourteen days after Tue 12 March, Tue 26, nobody has helped.
    auto soon = helping_pair();
    soon.due = within_days{{14}, {}, {}};
    CHECK(benefits(soon, flagged, march(27)) == lines{"s helping_pair P 2024-03-12 due 2024-03-26 missed"});
}

TEST_CASE("1.3a: of two needs together it begins on the day of the later, each time they are flagged anew") {
    const auto begins = [](const world& w) {
        dates out;
        const auto f = findings_of(helping_pair(), w, may(31));
        for (const date from : f.entitlements.from)
            out.push_back(from);
        return out;
    };
    const auto study = world{}.need("academic_difficulty", march(12), march(19));
    CHECK(begins(study).empty());
    CHECK(begins(world{study}.need("economic_hardship", march(19))) == dates{march(19)});
    CHECK(begins(world{study}.need("economic_hardship", march(20))).empty());
    // Hardship from the 15th on: with difficulty until the 19th, and with that of April again.
    CHECK(begins(world{study}.need("economic_hardship", march(15)).need("academic_difficulty", april(8))) ==
          dates{march(15), april(8)});
}

TEST_CASE("1.3a, second reading: every pupil, from the first enrolment on and once; the clause is ambiguous there") {
    auto every = helping_pair();
    every.need.reset();
    const auto moved = world{}.moves(april(5), "c2", april(7)).pupil("t", "c2", march(18));
    CHECK(benefits(every, moved, april(30)) ==
          lines{"s helping_pair P 2024-03-04 due - open", "t helping_pair P 2024-03-18 due - open"});
    CHECK(benefits(every, moved, march(17)) == lines{"s helping_pair P 2024-03-04 due - open"});
    CHECK(benefits(every, moved, march(18)).size() == 2);
    auto unknown = world{};  // r, of whom no enrolment is known, stands before s
    unknown.rows.students->push_back({"r", {}, {}, {}, {}});
    CHECK(benefits(every, unknown) == lines{"s helping_pair P 2024-03-04 due - open"});
    auto c = make_clause("k", helping_pair());
    c.readings.push_back(make_clause("k", every).readings.front());
    c.readings.back().id = "any_pupil";
    const auto p = policy_with(std::vector{c});
    auto w = world{};
    w.rows.needs.emplace();
    const auto f = evaluate(p, w.build(), march(31));
    CHECK(owed_benefits(f).empty());
    CHECK(all_gaps(f) == lines{"ambiguous_reading k - - - - - - -"});
    CHECK(all_gaps(evaluate(p, w.build(), march(3))).empty());  // nobody is enrolled yet
}

TEST_CASE("5.3a: a deadline from both sides, and one left open") {
    // 14 days after Tue 12 March: Tue 26.
    const auto line = [](std::string rest) { return lines{"s tuition_waiver P 2024-03-12 due 2024-03-26 " + rest}; };
    CHECK(benefits(waiver(14), poor(), march(26)) == line("open"));
    CHECK(benefits(waiver(14), poor(), march(27)) == line("missed"));
    CHECK(benefits(waiver(14), granted(poor(), "tuition_waiver", "P", march(26))) == line("met 2024-03-26"));
    CHECK(benefits(waiver(14), granted(poor(), "tuition_waiver", "P", march(27))) == line("met_late 2024-03-27"));
    const auto open = waiver(unspecified("", "第一时间"));
    const auto f = findings_of(open, poor(), march(31));
    CHECK(owed_benefits(f) == lines{"s tuition_waiver P 2024-03-12 due - open"});
    CHECK(all_gaps(f) == lines{"unspecified_value k r - - - k.within - -"});
    CHECK(gaps(findings_of(open, poor(), march(11)), gap_kind::unspecified_value).empty());
    const named_value fourteen[] = {{"k.within", 14}};
    CHECK(owed_benefits(evaluate(with_values(of(open), fourteen), poor().build(), march(27))) == line("missed"));
}

TEST_CASE("entitlement: a table that was not given makes it unknown, or nothing at all") {
    auto w = poor();
    w.rows.acts.reset();
    CHECK(benefits(waiver(14), w, march(26)) == lines{"s tuition_waiver P 2024-03-12 due 2024-03-26 open"});
    const auto f = findings_of(waiver(14), w, march(27));
    CHECK(owed_benefits(f) == lines{"s tuition_waiver P 2024-03-12 due 2024-03-26 unknown"});
    CHECK(all_gaps(f) == lines{"missing_table k r - - - acts - -"});
    const auto no_needs = findings_of(waiver(14), world{}, march(31));
    CHECK(owed_benefits(no_needs).empty());
    CHECK(all_gaps(no_needs) == lines{"missing_table k r - - - needs - -"});
    // A post that is held meets it, whatever is known of acts.
    auto helped = world{}.need("double_difficulty", march(12)).hold_pupil("H", "helping_teacher", "s");
    helped.rows.acts.reset();
    CHECK(benefits(helping_pair(), helped) == lines{"s helping_pair P 2024-03-12 due - met 2024-03-12"});
}

TEST_CASE("entitlement: nobody in the post is a gap, and what the rule stops on ends it unless it was met before") {
    auto by_teacher = waiver();
    by_teacher.roles = {"teacher"};
    const auto f = findings_of(by_teacher, poor().without("T1").without("S1"), march(31));
    CHECK(owed_benefits(f) == lines{"s tuition_waiver  2024-03-12 due - open"});
    CHECK(all_gaps(f) == lines{"unassigned_role k r c1 - teacher - - -"});
    auto stops = waiver();
    stops.stops = {stop::exit};
    const auto gone = poor().exits(march(20), exit_kind::dropout);
    CHECK(benefits(stops, gone, march(19)) == lines{"s tuition_waiver P 2024-03-12 due - open"});
    CHECK(benefits(stops, gone) == lines{"s tuition_waiver P 2024-03-12 due - lapsed"});
    CHECK(benefits(waiver(), gone) == lines{"s tuition_waiver P 2024-03-12 due - open"});
    CHECK(benefits(stops, granted(gone, "tuition_waiver", "P", march(19))) ==
          lines{"s tuition_waiver P 2024-03-12 due - met 2024-03-19"});
}

// ---------------------------------------------------------------- pledge

TEST_CASE("5.2d: the principal owes a pledge with each class teacher, once a term, whichever signs first") {
    CHECK(pledged(with_class_teachers(), unsigned_(), march(3)).empty());
    const auto f = findings_of(with_class_teachers(), unsigned_(), march(4));
    CHECK(duties(f) == lines{"2024-03-04 due 2024-07-05 open", "2024-03-04 due 2024-07-05 open"});
    CHECK(borne_by(f) == lines{"P", "P"});
    CHECK(f.words->at(word_kind::role, f.obligations.recipient[0]).id == "class_teacher");
    CHECK(f.ids->units.text(f.obligations.unit[0]) == "c1");
    CHECK(f.words->at(word_kind::act, f.act_lists[static_cast<std::size_t>(f.obligations.acts[0])].front()).id ==
          "sign_pledge");
    CHECK(pledged(with_class_teachers(), signed_by("T1", march(6))) == lines{pledge_met(march(6)), missed});
    CHECK(pledged(with_class_teachers(), signs(unsigned_(), "T2", "class_teacher", "P", "principal", march(6), "c2")) ==
          lines{missed, pledge_met(march(6))});
    CHECK(pledged(with_class_teachers(), unsigned_().act("sign_pledge", "P", march(6), {}, "c1")) ==
          lines{missed, missed});
    const auto half = findings_of(with_class_teachers(), signed_by("T1", march(6)), march(29));
    CHECK(half.obligations.needed == std::vector<std::int32_t>{1, 1});
    CHECK(half.obligations.done == std::vector<std::int32_t>{1, 0});
}

TEST_CASE("pledge: of two signed on one day, who signed says which one counts, not the order of the rows") {
    // P comes before T1: what P signs first is the cause, whether it is row 0 or row 1.
    const auto from_principal = [](world w) {
        return signs(std::move(w), "P", "principal", "T1", "class_teacher", march(6), "c1");
    };
    const auto from_teacher = [](world w) {
        return signs(std::move(w), "T1", "class_teacher", "P", "principal", march(6), "c1");
    };
    const auto cause_in = [](const world& w) {
        return findings_of(with_class_teachers(), w, july(6)).obligations.caused_by.at(0).back();
    };
    CHECK(cause_in(from_teacher(from_principal(unsigned_()))) == cause{table_name::pledges, 0});
    CHECK(cause_in(from_principal(from_teacher(unsigned_()))) == cause{table_name::pledges, 1});
}

TEST_CASE("pledge: signed on the first or the last day of the period, not the day before or after") {
    const auto on = [](date d) { return pledged(with_class_teachers(), signed_by("T1", d), july(31)).front(); };
    CHECK(on(march(3)) == missed);
    CHECK(on(march(4)) == pledge_met(march(4)));
    CHECK(on(july(5)) == pledge_met(july(5)));
    CHECK(on(july(6)) == missed);
    // One that is said to run on is still of the period in which it was signed.
    CHECK(pledged(with_class_teachers(), signs(unsigned_(), "P", "principal", "T1", "class_teacher", {2024, 2, 26},
                                               "c1", {}, july(5))) == lines{missed, missed});
    CHECK(pledged(with_class_teachers(), signed_by("T1", march(6)), march(5)).front() ==
          "2024-03-04 due 2024-07-05 open");
}

TEST_CASE("pledge: both hold their roles for that class on that day; it names the class or nothing") {
    const auto both = lines{missed, missed};
    CHECK(pledged(with_class_teachers(), signed_by("T1", march(6), {})) == lines{pledge_met(march(6)), missed});
    CHECK(pledged(with_class_teachers(), signed_by("T1", march(6), "c2")) == both);  // T1 has no say in c2
    CHECK(pledged(with_class_teachers(), signed_by("T2", march(6), "c1")) == both);
    CHECK(pledged(with_class_teachers(),
                  signs(unsigned_(), "L", "school_leader", "T1", "class_teacher", march(6), "c1")) == both);
}

TEST_CASE("pledge: who signs holds the post on that day, up to its last one and from its first one on") {
    const auto teacher = [](const char* who, date on) {
        auto w = signed_by(who, on);
        w.leaves("T1", march(8)).hold("T3", "class_teacher", "c1", march(9));
        return pledged(with_class_teachers(), w).front();
    };
    CHECK(teacher("T1", march(8)) == pledge_met(march(8)));
    CHECK(teacher("T1", march(9)) == missed);
    CHECK(teacher("T3", march(8)) == missed);
    CHECK(teacher("T3", march(9)) == pledge_met(march(9)));
    const auto principal = [](date on) {
        auto w = signs(unsigned_(), "Q", "principal", "T1", "class_teacher", on, "c1");
        w.leaves("P", march(8)).hold("Q", "principal", "school", march(9));
        return pledged(with_class_teachers(), w).front();
    };
    CHECK(principal(march(8)) == missed);
    CHECK(principal(march(9)) == pledge_met(march(9)));
}

TEST_CASE("5.2c: township and village, by the month: from the first to the last school day of each") {
    // School days of March end on Fri 29, of April on Tue 30 (the 1st is a Monday).
    auto w = unsigned_().hold("G", "township_government", "town").hold("V", "village_committee", "v");
    const auto monthly = signing({{"township_government", "village_committee", {"village"}}}, cycle::month);
    CHECK(pledged(monthly, w, april(15)) ==
          lines{"2024-03-04 due 2024-03-29 missed", "2024-04-01 due 2024-04-30 open"});
    CHECK(pledged(monthly, w, march(31)).size() == 1);
    CHECK(pledged(monthly, signs(w, "G", "township_government", "V", "village_committee", april(1)), april(15)) ==
          lines{"2024-03-04 due 2024-03-29 missed", "2024-04-01 due 2024-04-30 met 2024-04-01"});
    CHECK(borne_by(findings_of(monthly, w, march(31))) == lines{"G"});
}

TEST_CASE("pledge: a pupil's begins on the first school day on the roll; one that names no pupil is of all of theirs") {
    auto w = unsigned_().pupil("t", "c1", march(16)).pupil("u");
    w.hold_pupil("F", "parent", "s").hold_pupil("F", "parent", "t");
    CHECK(pledged(with_parents(), w) == lines{missed, "2024-03-18 due 2024-07-05 missed", missed});  // Mon 18
    CHECK(pledged(with_parents(), signs(w, "F", "parent", "T1", "class_teacher", march(20))) ==
          lines{pledge_met(march(20)), "2024-03-18 due 2024-07-05 met 2024-03-20", missed});
    CHECK(pledged(with_parents(), signs(w, "F", "parent", "T1", "class_teacher", march(20), {}, "s")) ==
          lines{pledge_met(march(20)), "2024-03-18 due 2024-07-05 missed", missed});
    CHECK(pledged(with_parents(), signs(w, "F", "parent", "T1", "class_teacher", march(20), {}, "u")) ==
          lines{missed, "2024-03-18 due 2024-07-05 missed", missed});
}

TEST_CASE("pledge: nothing is owed of a pupil for a period of which no school day lies on the roll") {
    const auto w = unsigned_().pupil("t", "c1", april(1));
    CHECK(pledged(signing({{"class_teacher", "parent", {"student"}}}, cycle::month), w, april(5)) ==
          lines{"2024-03-04 due 2024-03-29 missed", "2024-04-01 due 2024-04-30 open",  // of s
                "2024-04-01 due 2024-04-30 open"});
}

TEST_CASE("2.2.2.1b: neither pairs nor period are named: nothing is owed until both are, and a gap says so") {
    pledge p;
    p.pairs = unspecified<std::vector<pledge_pair>>("", "层层"), p.period = unspecified<cycle>("");
    const auto open = of(p);
    const auto f = evaluate(open, unsigned_().build(), july(6));
    CHECK(duties(f).empty());
    REQUIRE_FALSE(gaps(f, gap_kind::unspecified_value).empty());
    CHECK(gaps(f, gap_kind::unspecified_value).front() == "k r - - - k.pairs - -");
    const named_value pairs{"k.pairs", std::vector<std::string>{"principal>class_teacher@class"}};
    const named_value period{"k.period", std::string{"term"}};
    const auto with = [&](std::vector<named_value> values) {
        return evaluate(with_values(open, values), unsigned_().build(), july(6));
    };
    CHECK(duties(with({pairs})).empty());
    CHECK(all_gaps(with({pairs})) == lines{"unspecified_value k r - - - k.period - -"});
    CHECK(all_gaps(with({period})) == lines{"unspecified_value k r - - - k.pairs - -"});
    CHECK(duties(with({pairs, period})) == lines{missed, missed});
}

TEST_CASE("pledge: where there is no unit of the kind no row would stand, and an open period is no gap") {
    pledge p;
    p.pairs = std::vector<pledge_pair>{{"education_bureau", "township_government", {"county"}}};
    p.period = unspecified<cycle>("");
    CHECK(all_gaps(findings_of(p, unsigned_(), july(6))).empty());
}

TEST_CASE("pledge: without the table a past period is unknown; nobody to sign is a gap") {
    CHECK(pledged(with_class_teachers(), world{}, july(5)).front() == "2024-03-04 due 2024-07-05 open");
    const auto f = findings_of(with_class_teachers(), world{}, july(6));
    CHECK(duties(f).front() == "2024-03-04 due 2024-07-05 unknown");
    CHECK(all_gaps(f) == lines{"missing_table k r - - - pledges - -"});
    const auto school_alone = signing({{"principal", "school_leader", {"school"}}});
    const auto no_principal = findings_of(school_alone, unsigned_().without("P"), july(6));
    CHECK(duties(no_principal) == lines{missed});
    CHECK(borne_by(no_principal) == lines{""});
    CHECK(all_gaps(no_principal) == lines{"unassigned_role k r school - principal - - -"});
}

TEST_CASE("pledge: pairs left open are a gap from the first day of school on which the text is in force") {
    auto c = make_clause("k", signing({}));
    auto& p = std::get<pledge>(c.readings[0].rules[0].is);
    p.pairs = unspecified<std::vector<pledge_pair>>("", "层层");
    const auto open = [&](std::optional<date> from, std::optional<date> until, date as_of) {
        c.effective = {from, until};
        return gaps(evaluate(policy_with(std::vector{c}), world{}.build(), as_of), gap_kind::unspecified_value).size();
    };
    CHECK(open({}, {}, march(3)) == 0);  // the term begins on 4 March
    CHECK(open({}, {}, march(4)) == 1);
    CHECK(open(april(8), {}, april(7)) == 0);
    CHECK(open(april(8), {}, april(8)) == 1);
    CHECK(open(july(8), {}, july(10)) == 0);   // after the term
    CHECK(open({}, march(4), july(10)) == 0);  // no longer, when it begins
    CHECK(open({}, march(5), july(10)) == 1);
}

TEST_CASE("pledge: two pairs with the same first role are two rows, each met by its own signature") {
    const auto two = signing({{"principal", "class_teacher", {"class"}}, {"principal", "subject_teacher", {"class"}}});
    const auto w = signs(signed_by("T1", march(6)), "P", "principal", "S1", "subject_teacher", march(7), "c1");
    const auto f = findings_of(two, w, july(6));
    auto found = duties(f);
    std::sort(found.begin(), found.end());
    CHECK(found == lines{pledge_met(march(6)), pledge_met(march(7)), missed, missed});
    auto ids = f.obligations.id;
    std::sort(ids.begin(), ids.end());
    CHECK(std::unique(ids.begin(), ids.end()) == ids.end());
}

// ---------------------------------------------------------------- committee

TEST_CASE("2.2.2.1d: the principal, a deputy, every class teacher: each who does not sit there is named") {
    CHECK(empty_seats(leading_group(), world{}) ==
          lines{"school leading_group_deputy - 2024-03-04 -", "school leading_group_head P 2024-03-04 -",
                "school leading_group_member T1 2024-03-04 -", "school leading_group_member T2 2024-03-04 -"});
    auto w = world{}.hold("P", "leading_group_head", "school").hold("L", "leading_group_deputy", "school");
    w.hold("T1", "leading_group_member", "school");
    CHECK(empty_seats(leading_group(), w) == lines{"school leading_group_member T2 2024-03-04 -"});
    CHECK(empty_seats(leading_group(), w.hold("T2", "leading_group_member", "school")).empty());
    CHECK(findings_of(leading_group(), w, march(31)).obligations.size() == 0);
}

TEST_CASE("3.3.1: who sits in the head's seat must be the principal, as long as there is one") {
    CHECK(empty_seats(head_only(), world{}.hold("L", "leading_group_head", "school")) ==
          lines{"school leading_group_head P 2024-03-04 -"});
    // Nobody is principal: the seat is taken, or one gap without a person.
    CHECK(empty_seats(head_only(), world{}.without("P").hold("L", "leading_group_head", "school")).empty());
    CHECK(empty_seats(head_only(), world{}.without("P")) == lines{"school leading_group_head - 2024-03-04 -"});
}

TEST_CASE("committee: a seat is empty from the first term on, to the day before somebody takes it") {
    CHECK(empty_seats(any_deputy(), world{}, march(3)).empty());
    CHECK(empty_seats(any_deputy(), world{}, march(4)) == lines{"school leading_group_deputy - 2024-03-04 -"});
    const auto seated = [](const world& w) { return empty_seats(any_deputy(), w); };
    CHECK(seated(world{}.hold("L", "leading_group_deputy", "school", march(4))).empty());
    CHECK(seated(world{}.hold("L", "leading_group_deputy", "school", march(5))) ==
          lines{"school leading_group_deputy - 2024-03-04 2024-03-04"});
    CHECK(seated(world{}.hold("L", "leading_group_deputy", "school", april(1))) ==
          lines{"school leading_group_deputy - 2024-03-04 -"});  // not known yet
    CHECK(seated(world{}.hold("L", "leading_group_deputy", "school", march(31))) ==
          lines{"school leading_group_deputy - 2024-03-04 2024-03-30"});  // known on the day itself
    CHECK(seated(world{}.hold("L", "leading_group_deputy", "school", long_ago, march(30))) ==
          lines{"school leading_group_deputy - 2024-03-31 -"});
    CHECK(seated(world{}.hold("L", "leading_group_deputy", "school", long_ago, march(20))) ==
          lines{"school leading_group_deputy - 2024-03-21 -"});
    // Only at that unit, of that kind: a village has no leading group, a deputy elsewhere is none of the school.
    CHECK(empty_seats({{"grade"}, {{"leading_group_deputy", {}}}}, world{}).empty());
    auto two = world{};
    two.rows.units.push_back({"a", "school", "town", "primary", {}});  // by its id the first of all units
    CHECK(empty_seats(any_deputy(), two) ==
          lines{"a leading_group_deputy - 2024-03-04 -", "school leading_group_deputy - 2024-03-04 -"});
}

TEST_CASE("committee: a member is missed only while holding the role that must sit there, once for one person") {
    const committee members{{"school"}, {{"leading_group_member", "class_teacher"}}};
    const auto w = world{}.hold("T2", "leading_group_member", "school");
    CHECK(empty_seats(members, world{w}.leaves("T1", march(15))) ==
          lines{"school leading_group_member T1 2024-03-04 2024-03-15"});
    // T1 goes from c1 to c2 without a day between: one stretch.
    const auto moved = world{w}.leaves("T1", march(15)).leaves("T2", march(15));
    CHECK(empty_seats(members, world{moved}.hold("T1", "class_teacher", "c2", march(16))) ==
          lines{"school leading_group_member T1 2024-03-04 -"});
    CHECK(empty_seats(members, world{w}.hold("T1", "leading_group_member", "school", march(12))) ==
          lines{"school leading_group_member T1 2024-03-04 2024-03-11"});
}

TEST_CASE("committee: of the stages that the rule means; without holdings nothing is known") {
    auto c = make_clause("k", any_deputy());
    c.readings[0].rules[0].applies_to.stages = {"junior_middle"};
    CHECK(all_gaps(evaluate(policy_with(std::vector{c}), world{}.build(), march(31))).empty());
    c.readings[0].rules[0].applies_to.stages = {"primary"};
    CHECK(all_gaps(evaluate(policy_with(std::vector{c}), world{}.build(), march(31))).size() == 1);
    auto w = world{};
    w.rows.holdings.reset();
    CHECK(all_gaps(findings_of(any_deputy(), w, march(31))) == lines{"missing_table k r - - - holdings - -"});
}

// ---------------------------------------------------------------- guidance

TEST_CASE("guidance: nothing is evaluated, whatever is known or not") {
    const guidance words{{"因", "it names no act"}};
    const auto f = findings_of(words, world{}.absent({march(8)}).exits(march(15), exit_kind::dropout), july(5));
    CHECK(duties(f).empty());
    CHECK(f.gaps.size() + f.breaches.size() + f.entitlements.size() + f.measures.size() == 0);
}

// ---------------------------------------------------------------- pledge: who signs as what, and what a row says

TEST_CASE("pledge: both sign as the roles that it names; a signature as another does not count, whoever's it is") {
    // T1 teaches c1 a subject too: what is signed as such is no pledge of the class teacher.
    auto w = unsigned_().hold("T1", "subject_teacher", "c1");
    const auto first = [&](const world& x) { return pledged(with_class_teachers(), x).front(); };
    CHECK(first(signs(w, "P", "principal", "T1", "subject_teacher", march(6), "c1")) == missed);
    CHECK(first(signs(w, "T1", "subject_teacher", "P", "principal", march(6), "c1")) == missed);
    CHECK(first(signs(w, "P", "principal", "T1", "class_teacher", march(6), "c1")) == pledge_met(march(6)));
    CHECK(first(signs(w, "T1", "class_teacher", "A", "academic_affairs_office", march(6), "c1")) == missed);
    // The principal alone signs, on either side.
    CHECK(first(signs(w, "P", "principal", "A", "academic_affairs_office", march(6), "c1")) == missed);
    CHECK(first(signs(w, "A", "academic_affairs_office", "P", "principal", march(6), "c1")) == missed);
}

TEST_CASE("pledge: one is needed, and done once it is met") {
    const auto f = findings_of(with_class_teachers(), signed_by("T1", march(6)), july(6));
    REQUIRE(duties(f) == lines{pledge_met(march(6)), missed});
    CHECK(f.obligations.done[0] == 1);
    CHECK(f.obligations.done[1] == 0);
    CHECK(f.obligations.needed[0] == 1);
}

TEST_CASE("pledge: without holdings nobody knows who signs for the school, though the pupil is known") {
    auto w = unsigned_();
    w.rows.holdings.reset();
    for (const auto& pair :
         {pledge_pair{"school", "student", {"student"}}, pledge_pair{"student", "school", {"student"}}})
        CHECK(pledged(signing({pair}), w) == lines{"2024-03-04 due 2024-07-05 unknown"});
}

// ---------------------------------------------------------------- register: what an entry refers to

TEST_CASE("record: of a case that no act brought about an entry may refer to an act or to none") {
    // The enrolment that ended and the visit, act a1000, are each the first row of their table.
    const auto w = dropped_out().act("home_visit", "T1", march(12));
    const lines met{"2024-03-15 due 2024-03-18 met 2024-03-16"};
    CHECK(kept(dropout_report(), filed(w, "dropout_report", "P", march(16)), march(31)) == met);
    CHECK(kept(dropout_report(), filed(w, "dropout_report", "P", march(16), "a1000"), march(31)) == met);
}
