// SPDX-License-Identifier: Apache-2.0

// The worlds of a school year: no row that a strict reader would refuse, wide enough, and the same whatever comes
// later.

#include "school_years.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace naive;

namespace {

/// What contradicts the rest, in words.
std::vector<std::string> contradictions(const world& w) {
    std::vector<std::string> out;
    const auto wrong = [&](bool is_wrong, const std::string& what) {
        if (is_wrong)
            out.push_back(what);
    };
    std::set<std::string> units, persons, students, transfers, ids;
    for (const unit_row& u : w.units)
        wrong(!units.insert(u.unit_id).second, "unit twice");
    for (const unit_row& u : w.units) {
        wrong(u.parent_id && !units.count(*u.parent_id), "parent");
        wrong(u.village_id && !units.count(*u.village_id), "village");
    }
    for (std::size_t i = 0; i < w.terms.size(); ++i) {
        wrong(w.terms[i].last_day < w.terms[i].first_day, "term backwards");
        wrong(i > 0 && w.terms[i].first_day <= w.terms[i - 1].last_day, "terms overlap");
    }
    if (w.parties)
        for (const party_row& p : *w.parties)
            persons.insert(p.party_id);
    if (w.students)
        for (const student_row& s : *w.students)
            wrong(!students.insert(s.student_id).second, "student twice");
    if (w.holdings)
        for (std::size_t i = 0; i < w.holdings->size(); ++i) {
            const holding_row& h = (*w.holdings)[i];
            persons.insert(h.person_id);
            wrong(h.until && *h.until < h.from, "holding backwards");
            const role_words& role = w.roles.at(h.role);
            if (h.covers_kind == covers::student) {
                wrong(!role.holds.count("student") || !students.count(h.covers_id), "holding of a student");
            } else {
                bool may = false;
                for (const unit_row& u : w.units)
                    may = may || (u.unit_id == h.covers_id && role.holds.count(u.kind));
                wrong(!may, "holding of a unit: " + h.role);
            }
            for (std::size_t j = 0; j < i; ++j) {
                const holding_row& o = (*w.holdings)[j];
                const bool overlap = (!h.until || o.from <= *h.until) && (!o.until || h.from <= *o.until);
                if (o.role == h.role && o.covers_id == h.covers_id && overlap)
                    wrong(role.single_holder || o.person_id == h.person_id, "two holders of " + h.role);
            }
        }
    if (w.enrolments)
        for (std::size_t i = 0; i < w.enrolments->size(); ++i) {
            const enrolment_row& e = (*w.enrolments)[i];
            wrong(!students.count(e.student_id) || !units.count(e.class_id), "enrolment of nobody");
            wrong(e.until && *e.until < e.from, "enrolment backwards");
            wrong(e.exit && !e.until, "exit without an end");
            wrong(e.noted_on && (!e.exit || *e.noted_on < *e.until), "noted before it happened");
            for (const student_row& s : *w.students)
                if (s.student_id == e.student_id) {
                    wrong(e.exit == "died" && s.died_on != e.until, "death");
                    wrong(s.died_on && (!e.until || *s.died_on < *e.until), "enrolled after death");
                }
            for (std::size_t j = 0; j < i; ++j) {
                const enrolment_row& o = (*w.enrolments)[j];
                wrong(o.student_id == e.student_id && (!e.until || o.from <= *e.until) &&
                          (!o.until || e.from <= *o.until),
                      "enrolments overlap");
            }
        }
    if (w.transfers)
        for (const transfer_row& t : *w.transfers) {
            wrong(!transfers.insert(t.transfer_id).second, "transfer twice");
            wrong(!students.count(t.student_id), "transfer of nobody");
            wrong(t.noted_on && *t.noted_on < t.left_on, "transfer noted before");
            wrong(t.receiving_unit_id && !units.count(*t.receiving_unit_id) && !persons.count(*t.receiving_unit_id),
                  "receiving school");
        }
    if (w.acts)
        for (const act_row& a : *w.acts) {
            wrong(!ids.insert(a.act_id).second, "act twice");
            wrong(!persons.count(a.actor_id) && !students.count(a.actor_id) && !units.count(a.actor_id),
                  "unknown actor " + a.actor_id);
            wrong(a.student_id && !students.count(*a.student_id), "act on nobody");
            wrong(a.unit_id && !units.count(*a.unit_id), "act on no unit");
            wrong(a.refers_table.has_value() != a.refers_to.has_value(), "refers");
            wrong(a.refers_to && !transfers.count(*a.refers_to), "papers of no transfer");
            wrong(a.due_on && *a.due_on < a.date, "a deadline before the act");
        }
    if (w.needs)
        for (const need_row& n : *w.needs) {
            wrong(n.until && *n.until < n.from, "need backwards");
            wrong(!students.count(n.student_id), "need of nobody");
        }
    if (w.counts) {
        std::set<std::pair<std::string, std::string>> once;
        for (const count_row& c : *w.counts) {
            wrong(!units.count(c.unit_id), "count of no unit");
            wrong((c.numerator && c.denominator && *c.numerator > *c.denominator) || c.numerator.value_or(0) < 0,
                  "count");
            wrong(c.formula && c.indicator != "dropout_rate", "formula");
            wrong(!once.insert({c.unit_id + c.school_year, c.indicator}).second, "count twice");
        }
    }
    const auto is_known = [&](const std::string& actor) {
        return persons.count(actor) || students.count(actor) || units.count(actor);
    };
    const auto is_of_something = [&](const auto& r, const std::string& what) {
        wrong(r.student_id && !students.count(*r.student_id), what + " of nobody");
        wrong(r.unit_id && !units.count(*r.unit_id), what + " of no unit");
    };
    if (w.incidents)
        for (const incident_row& r : *w.incidents) {
            wrong(!is_known(r.actor_id), "unknown culprit " + r.actor_id);
            wrong(r.verified_on && *r.verified_on < r.date, "verified before it happened");
            is_of_something(r, "incident");
        }
    if (w.pledges)
        for (const pledge_row& r : *w.pledges) {
            wrong(!is_known(r.from_id) || !is_known(r.to_id), "unknown signatory");
            wrong(r.until && *r.until < r.signed_on, "pledge backwards");
            is_of_something(r, "pledge");
        }
    if (w.records)
        for (const record_row& r : *w.records) {
            wrong(!is_known(r.keeper_id), "unknown keeper " + r.keeper_id);
            wrong(r.completed_on && *r.completed_on < r.opened_on, "complete before it was opened");
            wrong(r.refers_to && !ids.count(*r.refers_to), "an entry of no act");
            is_of_something(r, "record");
        }
    if (w.attendance && w.enrolments) {
        const calendar c(w);
        std::set<std::pair<std::string, std::pair<day, int>>> once;
        for (const attendance_row& a : *w.attendance) {
            bool enrolled = false;
            for (const enrolment_row& e : *w.enrolments)
                if (e.student_id == a.student_id && e.from <= a.date && (!e.until || a.date <= *e.until)) {
                    const day_info info = c.on(e.class_id, a.date);
                    enrolled = a.session == session_of_day::am ? info.am : info.pm;
                }
            wrong(!enrolled, "a mark outside school");
            wrong(!once.insert({a.student_id, {a.date, static_cast<int>(a.session)}}).second, "two marks");
        }
    }
    return out;
}

/// The facts as they stood on a date.
world known_on(world w, day as_of) {
    const auto keep = [](auto& table, auto known) {
        if (!table)
            return;
        auto all = *table;
        table->clear();
        for (const auto& row : all)
            if (known(row))
                table->push_back(row);
    };
    keep(w.attendance, [&](const attendance_row& r) { return r.date <= as_of; });
    keep(w.acts, [&](const act_row& r) { return r.date <= as_of; });
    keep(w.enrolments, [&](const enrolment_row& r) { return r.from <= as_of; });
    keep(w.holdings, [&](const holding_row& r) { return r.from <= as_of; });
    keep(w.registrations, [&](const registration_row& r) { return r.registered_on <= as_of; });
    keep(w.needs, [&](const need_row& r) { return r.from <= as_of; });
    keep(w.transfers, [&](const transfer_row& r) { return r.left_on <= as_of && r.noted_on.value_or(as_of) <= as_of; });
    keep(w.incidents, [&](const incident_row& r) { return r.date <= as_of; });
    keep(w.pledges, [&](const pledge_row& r) { return r.signed_on <= as_of; });
    keep(w.records, [&](const record_row& r) { return r.opened_on <= as_of; });
    if (w.incidents)
        for (incident_row& r : *w.incidents)
            if (r.verified_on && *r.verified_on > as_of)
                r.verified_on.reset();
    if (w.records)
        for (record_row& r : *w.records)
            if (r.completed_on && *r.completed_on > as_of)
                r.completed_on.reset();
    if (w.enrolments)
        for (enrolment_row& e : *w.enrolments) {
            if (e.until && *e.until > as_of) {
                e.until.reset();
                e.exit.reset();
            }
            if (e.noted_on && *e.noted_on > as_of) {
                e.exit.reset();
                e.noted_on.reset();
            }
        }
    const auto reopen = [&](auto& table) {
        if (table)
            for (auto& row : *table)
                if (row.until && *row.until > as_of)
                    row.until.reset();
    };
    reopen(w.holdings);
    reopen(w.needs);
    if (w.students)
        for (student_row& s : *w.students)
            if (s.died_on && *s.died_on > as_of)
                s.died_on.reset();
    return w;
}

/// Row numbers depend on the order of the rows; nothing else does.
findings without_rows(findings f) {
    for (obligation& o : f.obligations) {
        o.caused_first.row = 0;
        o.caused_last.row = 0;
        o.caused_also.clear();
        o.met_by = 0;
    }
    for (breach_row& b : f.breaches)
        b.because.row = 0;
    for (entitlement_row& e : f.entitlements)
        e.because.row = 0;
    return f;
}

bool are_equal(const findings& a, const findings& b) {
    return a.obligations == b.obligations && a.gaps == b.gaps && a.statuses == b.statuses && a.measures == b.measures &&
           a.consequences == b.consequences && a.breaches == b.breaches && a.entitlements == b.entitlements;
}

findings of(const year_sample& s) { return evaluate_layers(s.layers, s.facts, s.as_of); }

}  // namespace

TEST_CASE("draw_school_year: the same seed, the same findings; no contradictions") {
    for (std::uint64_t seed = 0; seed < 80; ++seed) {
        const year_sample s = draw_school_year(seed);
        INFO("seed " << seed);
        CHECK(contradictions(s.facts) == std::vector<std::string>{});
        if (seed % 25 == 0)
            CHECK(are_equal(of(s), of(draw_school_year(seed))));
    }
}

TEST_CASE("draw_school_year: nothing later than the date matters, nor does the order of rows") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const year_sample s = draw_school_year(seed);
        INFO("seed " << seed);
        const findings all = without_rows(of(s));
        CHECK(are_equal(all, without_rows(evaluate_layers(s.layers, known_on(s.facts, s.as_of), s.as_of))));
        world mixed = s.facts;
        splitmix64 r(seed);
        const auto mix = [&](auto& table) {
            if (table)
                r.shuffle(*table);
        };
        mix(mixed.enrolments);
        mix(mixed.holdings);
        mix(mixed.acts);
        mix(mixed.transfers);
        mix(mixed.needs);
        mix(mixed.counts);
        mix(mixed.incidents);
        mix(mixed.pledges);
        mix(mixed.records);
        CHECK(are_equal(all, without_rows(evaluate_layers(s.layers, mixed, s.as_of))));
    }
}

TEST_CASE("draw_school_year: reaches every kind, state and gap") {
    std::map<std::string, int> seen;
    for (std::uint64_t seed = 0; seed < 320; ++seed) {
        const year_sample s = draw_school_year(seed);
        const findings f = of(s);
        for (const obligation& o : f.obligations) {
            const rule* of_row = nullptr;
            for (const policy& p : s.layers)
                for (const clause& c : p.clauses)
                    for (const rule& one : c.rules)
                        if (p.id == o.policy && c.id == o.clause && one.id == o.rule)
                            of_row = &one;
            REQUIRE(of_row);
            const std::string kind =
                of_row->recurring
                    ? (of_row->recurring->per_holder ? "quota per holder" : "quota per " + of_row->recurring->about)
                : of_row->duty   ? "duty " + std::to_string(static_cast<int>(of_row->duty->on))
                : of_row->pledge ? "pledge per " + std::string(o.student.empty() ? "unit" : "student")
                : of_row->record ? std::string("record") + (of_row->record->on == event::act_done ? " of an act" : "")
                                 : "ladder";
            ++seen[kind + " " + o.state];
            ++seen[o.state];
            if (!o.also.empty())
                ++seen["merged"];
            if (of_row->ladder)
                for (const rung& r : of_row->ladder->rungs)
                    if (o.step > 1 && &r == &of_row->ladder->rungs[static_cast<std::size_t>(o.step - 1)])
                        ++seen["mode " + std::to_string(static_cast<int>(r.mode.kind))];
        }
        for (const gap& g : f.gaps) {
            ++seen["gap " + g.kind];
            if (g.parameter)
                ++seen["gap " + *g.parameter];
            if (g.person)
                ++seen["a seat that somebody must take"];
            for (const policy& p : s.layers)
                for (const clause& c : p.clauses)
                    for (const rule& one : c.rules)
                        if (g.kind == "unassigned_role" && c.id == g.clause && one.id == g.rule)
                            ++seen[one.committee     ? "seat"
                                   : one.prohibition ? "unknown actor"
                                   : one.entitlement ? "nobody owes the benefit"
                                                     : "unassigned"];
        }
        for (const breach_row& b : f.breaches)
            ++seen[std::string("breach") + (b.sanction ? " with a sanction" : "") +
                   (b.student.empty() ? " at a unit" : "")];
        for (const entitlement_row& e : f.entitlements)
            ++seen["entitled " + e.state];
        for (const status_row& r : f.statuses)
            ++seen["status " + r.status + (r.clause ? " of a clause" : "")];
        for (const measure_row& m : f.measures)
            ++seen[std::string("measure ") + (m.met ? *m.met ? "met" : "not met" : "unknown") +
                   (m.final ? " final" : "")];
        for (const consequence_row& c : f.consequences)
            ++seen[c.kind + (c.part_of ? " part" : "") + (c.vetoed_by ? " vetoed" : "")];
    }
    for (const std::string what : {"met",
                                   "met_late",
                                   "missed",
                                   "open",
                                   "lapsed",
                                   "unknown",
                                   "merged",
                                   "quota per holder met",
                                   "quota per holder missed",
                                   "quota per student met",
                                   "quota per student missed",
                                   "quota per class met",
                                   "quota per school missed",
                                   "duty 0 met",
                                   "duty 1 met",
                                   "duty 2 met",
                                   "duty 3 met",
                                   "duty 4 met",
                                   "duty 5 met",
                                   "duty 6 met",
                                   "duty 7 met",
                                   "duty 8 met",
                                   "duty 9 met",
                                   "duty 10 met",
                                   "duty 11 met",
                                   "duty 12 met",
                                   "duty 13 met",
                                   "duty 13 missed",
                                   "pledge per unit met",
                                   "pledge per unit missed",
                                   "pledge per unit open",
                                   "pledge per unit unknown",
                                   "pledge per student met",
                                   "pledge per student missed",
                                   "record met",
                                   "record met_late",
                                   "record missed",
                                   "record open",
                                   "record unknown",
                                   "record of an act met",
                                   "record of an act missed",
                                   "seat",
                                   "a seat that somebody must take",
                                   "unknown actor",
                                   "nobody owes the benefit",
                                   "breach",
                                   "breach at a unit",
                                   "breach with a sanction",
                                   "breach with a sanction at a unit",
                                   "entitled met",
                                   "entitled met_late",
                                   "entitled missed",
                                   "entitled open",
                                   "entitled lapsed",
                                   "entitled unknown",
                                   "gap pledges",
                                   "gap records",
                                   "gap incidents",
                                   "mode 6",
                                   "mode 7",
                                   "gap missing_table",
                                   "gap unspecified_value",
                                   "gap unassigned_role",
                                   "gap undefined_rate",
                                   "gap unknown_exit",
                                   "status dropout",
                                   "status dropout of a clause",
                                   "status transferred of a clause",
                                   "status transferred",
                                   "status suspended",
                                   "measure met",
                                   "measure met final",
                                   "measure not met",
                                   "measure not met final",
                                   "measure unknown final",
                                   "award",
                                   "award part",
                                   "charge",
                                   "charge part",
                                   "veto",
                                   "honour",
                                   "honour vetoed"}) {
        INFO(what);
        CHECK(seen[what] > 0);
    }
}
