// SPDX-License-Identifier: Apache-2.0
#pragma once

// Seeded small worlds and policies. The same seed gives the same sample on every machine: only integers, no <random>.

#include "calendar.hpp"
#include "model.hpp"
#include "naive.hpp"
#include "reference.hpp"
#include "splitmix64.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace naive {

/// Acts that must come before: mostly one, since the term or the year began; sometimes several days of them, in months
/// before, from another act on.
inline after_rule draw_after(splitmix64& r, const std::vector<std::string>& acts, const std::string& act) {
    after_rule a{act, r.percent(50) ? period::term : period::school_year};
    if (r.percent(25))
        a.months = r.between(1, 3);
    if (r.percent(20))
        a.at_least = 2;
    if (r.percent(20))
        a.below = a.at_least + r.between(1, 2);
    if (r.percent(12))
        a.at_least = 0, a.below = r.between(1, 2);
    if (r.percent(20))
        a.following = r.pick(acts);
    if (a.following == a.act)
        a.following.clear();  // refused: it would ask for nothing more
    return a;
}

/// The published public holidays and make-up working days of 2024 and of the first months of 2025; no sample of this
/// calendar looks at other days that the lists change.
inline void set_calendar_cn(world& w) {
    w.calendar = calendar_kind::cn;
    w.coverage_first = make_day(2019, 1, 1);
    w.coverage_last = make_day(2026, 12, 25);
    const auto off = [&](int month, int first, int last) {
        for (int d = first; d <= last; ++d)
            w.holidays.push_back(make_day(2024, month, d));
    };
    off(1, 1, 1);
    off(2, 10, 17);
    off(4, 4, 6);
    off(5, 1, 5);
    off(6, 10, 10);
    off(9, 15, 17);
    off(10, 1, 7);
    w.holidays.push_back(make_day(2025, 1, 1));
    for (day d = make_day(2025, 1, 28); d <= make_day(2025, 2, 4); ++d)
        w.holidays.push_back(d);
    w.working_weekends = {make_day(2025, 1, 26), make_day(2025, 2, 8)};
    for (const auto& [month, d] :
         std::vector<std::pair<int, int>>{{2, 4}, {2, 18}, {4, 7}, {4, 28}, {5, 11}, {9, 14}, {9, 29}, {10, 12}})
        w.working_weekends.push_back(make_day(2024, month, d));
}

class sampler {
public:
    sampler(std::uint64_t seed, const sample_options& options) : r_(seed), o_(options) {}

    sample draw() {
        draw_calendar();
        draw_units();
        draw_days();
        draw_pupils();
        draw_holdings();
        draw_policy();
        draw_marks();
        draw_acts();
        draw_what_is_not_given();
        return s_;
    }

private:
    world& w() { return s_.facts; }
    static std::string name(const char* prefix, int n) { return prefix + std::to_string(n); }

    // ---------------------------------------------------------------- time

    void draw_calendar() {
        world& f = w();
        f.registers = r_.percent(50) ? register_mode::complete : register_mode::exceptions;
        const int weeks = r_.between(2, 9);
        bool at_edge = false;
        if (r_.percent(50)) {
            set_calendar_cn(f);
            at_edge = r_.percent(12);
            const day first = at_edge ? make_day(2026, 11, 9) : make_day(2024, r_.percent(50) ? 3 : 8, 1);
            start_ = first + r_.below(at_edge ? 20 : 40);
        } else {
            f.calendar = calendar_kind::weekdays;
            const int of_month = r_.between(1, 28);
            const int month = r_.percent(30) ? 1 : r_.between(2, 11);
            start_ = make_day(r_.between(2019, 2027), month, of_month);
        }
        end_ = start_ + weeks * 7 - r_.below(4);
        if (at_edge)
            end_ = std::min(end_, *f.coverage_last);

        // A term before, one or two within, one after, so that school years and deadlines have neighbours.
        const std::string y0 = "2000", y1 = "2001", y2 = "2002";
        const bool two_terms = weeks >= 4 && !at_edge && r_.percent(50);
        f.terms.push_back({"t0", r_.percent(70) ? y1 : y0, start_ - 150, start_ - r_.between(8, 40)});
        if (two_terms) {
            const day cut = start_ + r_.between(8, (end_ - start_) / 2 + 4);
            f.terms.push_back({"t1", y1, start_, cut});
            f.terms.push_back({"t2", r_.percent(65) ? y1 : y2, cut + r_.between(1, 12), end_ + r_.below(9)});
        } else {
            f.terms.push_back({"t1", y1, start_, end_ + (at_edge ? 60 : r_.below(9))});
        }
        if (!at_edge && r_.percent(60)) {
            const bool next_year = f.terms.back().school_year != y1 || r_.percent(60);
            const day from = f.terms.back().last_day + r_.between(10, 40);
            f.terms.push_back({"t9", next_year ? y2 : y1, from, from + 100});
        }
        for (term_row& t : f.terms)
            if (r_.percent(60))
                t.registration_until = t.first_day + r_.between(0, 6);
        s_.as_of = r_.between(start_ + 2, end_ + (at_edge ? 0 : 6));
        if (at_edge && r_.percent(40))
            s_.as_of = *f.coverage_last;
        s_.as_of = std::max(s_.as_of, start_);
    }

    // ---------------------------------------------------------------- units

    void draw_units() {
        world& f = w();
        f.units.push_back({"town", "township"});
        const bool central = r_.percent(40);
        if (central)
            f.units.push_back({"central", "central_school", "town"});
        f.units.push_back({"v0", "village", "town"});
        f.units.push_back({"v1", "village", "town"});
        const int schools = r_.between(1, 3);
        int c = 0;
        for (int i = 0; i < schools; ++i) {
            const std::string school = name("s", i);
            f.units.push_back({school, "school", central && r_.percent(70) ? "central" : "town"});
            if (r_.percent(80))
                f.units.back().stage = r_.percent(50) ? "primary" : "junior_middle";
            schools_.push_back(school);
            std::string parent = school;
            if (r_.percent(40)) {
                parent = name("g", i);
                f.units.push_back({parent, "grade", school});
                if (r_.percent(20))
                    f.units.back().stage = "junior_middle";
                rolls_[school].push_back(parent);
            }
            const int classes = r_.between(1, 3);
            for (int k = 0; k < classes; ++k) {
                const std::string id = name("c", c++);
                f.units.push_back({id, "class", r_.percent(85) ? parent : school});
                rolls_[school].push_back(id);
                rolls_[school].push_back(id);  // twice as likely as a grade or the school
                rolls_[school].push_back(id);
            }
            if (r_.percent(30))
                rolls_[school].push_back(school);
        }
        // Units apart in calendar: terms or days of their own.
        calendars_differ_ = schools > 1 && r_.percent(45);
        if (calendars_differ_ && r_.percent(40)) {
            const std::vector<term_row> general = f.terms;
            const int shift = r_.between(1, 5);
            for (const term_row& t : general) {
                term_row own = t;
                own.term_id = t.term_id + "own";
                own.unit_id = schools_.front();
                own.first_day += shift;
                own.last_day += shift - r_.below(2);
                if (own.registration_until)
                    *own.registration_until += shift;
                f.terms.push_back(own);
            }
        }
    }

    void draw_days() {
        world& f = w();
        f.days.emplace();
        const int n = r_.below(9);
        std::set<std::pair<day, std::string>> used;
        for (int i = 0; i < n; ++i) {
            day_row d;
            d.date = r_.between(start_, std::min(end_ + 5, f.coverage_last.value_or(end_ + 5)));
            if (calendars_differ_) {
                const int level = r_.below(4);
                if (level == 0)
                    d.unit_id = "town";
                if (level == 1)
                    d.unit_id = r_.pick(schools_);
                if (level == 2)
                    d.unit_id = r_.pick(rolls_[schools_.front()]);
            } else if (r_.percent(30)) {
                d.unit_id = "town";
            }
            if (!used.insert({d.date, d.unit_id.value_or("")}).second)
                continue;
            const bool weekday_off = weekday(d.date) <= 5;
            d.kind =
                weekday_off ? (r_.percent(85) ? override_kind::off : override_kind::school) : override_kind::school;
            d.session = r_.percent(40)   ? override_session::both
                        : r_.percent(50) ? override_session::am
                                         : override_session::pm;
            if (weekday_off && d.kind == override_kind::school)
                d.session = override_session::both;
            f.days->push_back(d);
            if (d.session != override_session::both && r_.percent(30)) {  // the other half in a row of its own
                d.session = d.session == override_session::am ? override_session::pm : override_session::am;
                if (r_.percent(30))
                    d.kind = d.kind == override_kind::off ? override_kind::school : override_kind::off;
                f.days->push_back(d);
            }
        }
    }

    // ---------------------------------------------------------------- pupils

    /// A birth date that puts an age near the horizon, or anywhere.
    std::optional<day> draw_birth() {
        if (r_.percent(10))
            return std::nullopt;
        if (r_.percent(4))
            return make_day(r_.percent(50) ? 2008 : 2012, 2, 29);
        const int years = r_.pick(std::vector<int>{6, 7, 12, 15, 16, 18});
        int offset = 0;
        if (r_.percent(60)) {
            offset = r_.between(-4, end_ - start_ + 4);
        } else {
            offset = r_.between(400, 1500);
            if (!r_.percent(50))
                offset = -offset;
        }
        const civil c = make_civil(start_ + offset);
        return make_day(c.year - years, c.month, std::min(c.day_of_month, days_in_month(c.year - years, c.month)));
    }

    void draw_pupils() {
        world& f = w();
        f.students.emplace();
        f.enrolments.emplace();
        f.registrations.emplace();
        pupils_ = r_.between(o_.min_pupils, o_.max_pupils);
        const calendar c(f);
        for (int i = 0; i < pupils_; ++i) {
            student_row s;
            s.student_id = name("p", i);
            s.birth_date = draw_birth();
            if (r_.percent(50))
                s.home_unit_id = r_.percent(50) ? "v0" : "v1";
            if (r_.percent(50))
                s.origin_unit_id = r_.percent(50) ? "v0" : "v1";
            std::string school = r_.pick(schools_);
            enrolment_row e;
            e.student_id = s.student_id;
            e.class_id = r_.pick(rolls_[school]);
            e.from = r_.percent(75) ? start_ - r_.below(3) : r_.between(start_, (start_ + end_) / 2);
            int moves = r_.percent(22) ? (r_.percent(20) ? 2 : 1) : 0;
            while (moves-- > 0) {
                const day until = r_.between(e.from, std::max(e.from, end_ - 1));
                e.until = until;
                const bool with_exit = r_.percent(60);
                if (with_exit)
                    e.exit = r_.pick(std::vector<std::string>{"transferred", "suspended", "withdrawn", "dropout"});
                if (with_exit && r_.percent(20))
                    e.noted_on = until + r_.below(8);
                f.enrolments->push_back(e);
                enrolment_row n;
                n.student_id = s.student_id;
                n.entry = with_exit ? "return" : "transfer_in";
                school = r_.pick(schools_);
                n.class_id = r_.pick(rolls_[school]);
                const int how = r_.below(4);
                n.from = until + 1;
                if (how == 1 || how == 2)
                    for (int step = 0; step < 20 && !c.is_school_day(e.class_id, n.from); ++step)
                        ++n.from;
                if (how == 2)
                    n.from += 1;
                if (how == 3)
                    n.from = until + r_.between(2, 12);
                e = n;
            }
            if (r_.percent(14)) {
                e.until = r_.between(e.from, std::max(e.from, end_));
                if (r_.percent(75)) {
                    e.exit = r_.pick(std::vector<std::string>{"transferred", "suspended", "withdrawn", "dropout",
                                                              "graduated", "died"});
                    if (e.exit == "died")
                        s.died_on = e.until;
                }
            }
            f.enrolments->push_back(e);
            f.students->push_back(s);
            for (const term_row& t : f.terms)
                if (r_.percent(75))
                    f.registrations->push_back({s.student_id, t.term_id, t.first_day + r_.between(-3, 9)});
        }
        if (r_.percent(30))
            r_.shuffle(*f.enrolments);
    }

    // ---------------------------------------------------------------- people

    /// A succession of holders of one role at one unit, with holes now and then.
    void draw_timeline(const std::string& role, covers kind, const std::string& id) {
        world& f = w();
        if (r_.percent(12))
            return;  // never held
        day at = start_ - r_.between(-3, 40);
        while (at < end_) {
            holding_row h;
            h.person_id = name("h", r_.below(24));
            h.role = role;
            h.covers_kind = kind;
            h.covers_id = id;
            h.from = at;
            if (r_.percent(35))
                h.until = at + r_.between(1, 45);
            f.holdings->push_back(h);
            if (!h.until)
                return;
            at = *h.until + 1 + (r_.percent(50) ? 0 : r_.between(1, 12));
            if (r_.percent(15))
                return;
        }
    }

    void draw_holdings() {
        world& f = w();
        f.holdings.emplace();
        const std::vector<unit_row> units = f.units;
        for (const unit_row& u : units) {
            if (u.kind == "township")
                draw_timeline("township_education_officer", covers::unit, u.unit_id);
            if (u.kind == "central_school" && r_.percent(50))
                draw_timeline("central_school_leader", covers::unit, u.unit_id);
            if (u.kind == "village")
                draw_timeline("village_cadre", covers::unit, u.unit_id);
            if (u.kind == "school") {
                draw_timeline("principal", covers::unit, u.unit_id);
                if (r_.percent(50))
                    draw_timeline("school_leader", covers::unit, u.unit_id);
                if (r_.percent(50))
                    draw_timeline("vice_principal", covers::unit, u.unit_id);
                if (r_.percent(60))
                    draw_timeline("academic_affairs_office", covers::unit, u.unit_id);
                if (r_.percent(30))
                    draw_timeline("teacher", covers::unit, u.unit_id);
                if (r_.percent(20))
                    draw_timeline("staff", covers::unit, u.unit_id);
            }
            if (u.kind == "grade") {
                draw_timeline("grade_leader", covers::unit, u.unit_id);
                if (r_.percent(20))
                    draw_timeline("school_leader", covers::unit, u.unit_id);
            }
            if (u.kind == "class") {
                draw_timeline("class_teacher", covers::unit, u.unit_id);
                if (r_.percent(60))
                    draw_timeline("subject_teacher", covers::unit, u.unit_id);
                if (r_.percent(30))
                    draw_timeline("teacher", covers::unit, u.unit_id);
            }
        }
        for (int i = 0; i < pupils_; ++i) {
            if (r_.percent(20))
                draw_timeline("helping_teacher", covers::student, name("p", i));
            if (r_.percent(10))
                draw_timeline("key_student_teacher", covers::student, name("p", i));
            if (r_.percent(20))
                draw_timeline("parent", covers::student, name("p", i));
        }
        // A second holder beside the first, where a role may have several.
        const std::vector<holding_row> first = *f.holdings;
        for (std::size_t i = 0; i < first.size(); ++i)
            if (!f.roles.at(first[i].role).single_holder && r_.percent(25)) {
                holding_row h = first[i];
                h.person_id = name("x", static_cast<int>(i));
                h.from += r_.between(-5, 15);
                if (h.until && *h.until < h.from)
                    h.until = h.from;
                f.holdings->push_back(h);
            }
        if (r_.percent(30))
            r_.shuffle(*f.holdings);
        f.parties.emplace();
        f.parties->push_back({"outsider", "person"});
        f.parties->push_back({"office", "body"});
    }

    // ---------------------------------------------------------------- policy

    std::vector<std::string> draw_names(const std::vector<std::string>& from, int n) {
        std::vector<std::string> out;
        while (static_cast<int>(out.size()) < n) {
            const std::string& x = r_.pick(from);
            if (std::find(out.begin(), out.end(), x) == out.end())
                out.push_back(x);
        }
        return out;
    }

    due_rule draw_due(const std::string& clause_id) {
        due_rule d;
        const int x = r_.below(100);
        if (x < 20)
            return d;
        if (x < 38) {
            d.kind = due_kind::end_of;
            d.end = r_.pick(std::vector<period>{period::month, period::term, period::school_year});
            return d;
        }
        d.kind = due_kind::within;
        d.unit = r_.pick(std::vector<day_unit>{day_unit::calendar_days, day_unit::school_days, day_unit::working_days});
        d.rolls = r_.percent(40);
        if (r_.percent(15)) {
            d.parameter = clause_id + ".within";
            d.rolls = false;
        } else {
            d.n = r_.percent(60) ? r_.between(0, 3) : r_.between(4, 12);
        }
        return d;
    }

    rung draw_rung(const std::string& clause_id, const std::string& ladder) {
        rung g;
        int& steps = steps_[ladder];
        std::string shape;
        while (true) {
            g.counts.clear();
            g.mode = rung_mode{};
            g.comparator = r_.percent(25) ? comparator::more_than : comparator::at_least;
            int low = 1;
            int high = 4;
            const int x = r_.below(100);
            if (x < 32) {
                g.mode.kind = mode_kind::consecutive;
                g.counts = {{r_.pick(std::vector<unit_counted>{unit_counted::session, unit_counted::full_day,
                                                               unit_counted::full_day, unit_counted::part_day})}};
                if (r_.percent(35))
                    g.mode.adjacent = adjacency::calendar_days;
                g.mode.across_terms = r_.percent(30);
                if (g.counts[0].unit == unit_counted::session)
                    high = 8;
            } else if (x < 76) {
                g.mode.kind = x < 52 ? mode_kind::cumulative : mode_kind::rolling;
                const int y = r_.below(10);
                if (y < 3)
                    g.counts = {{unit_counted::session}};
                if (y == 3 || y == 4)
                    g.counts = {{unit_counted::full_day}};
                if (y == 5)
                    g.counts = {{unit_counted::part_day}};
                if (y == 6)
                    g.counts = {{unit_counted::full_day}, {unit_counted::late, r_.pick(std::vector<int>{10, 30})}};
                if (y == 7)
                    g.counts = {{unit_counted::full_day}, {unit_counted::part_day}};
                if (y == 8)
                    g.counts = {{unit_counted::late, r_.pick(std::vector<int>{10, 30})}};
                if (y == 9) {
                    if (steps == 0)
                        continue;
                    counted_unit earlier{unit_counted::earlier_rung};
                    if (r_.percent(50))
                        earlier.earlier_step = r_.between(1, steps);
                    g.counts = {earlier};
                }
                if (y < 3)
                    high = 10;
                if (g.mode.kind == mode_kind::cumulative) {
                    g.mode.period = r_.pick(std::vector<period>{period::month, period::term, period::school_year});
                } else {
                    g.mode.of = r_.pick(
                        std::vector<window_unit>{window_unit::days, window_unit::months, window_unit::school_weeks});
                    g.mode.length = g.mode.of == window_unit::days ? r_.between(2, 28) : r_.between(1, 4);
                    g.mode.within = r_.pick(std::vector<window_within>{window_within::none, window_within::term,
                                                                       window_within::school_year});
                }
            } else if (x < 86) {
                g.mode.kind = mode_kind::share;
                g.counts = {{r_.pick(
                    std::vector<unit_counted>{unit_counted::session, unit_counted::full_day, unit_counted::part_day})}};
                g.mode.ratio_numerator = 1;
                g.mode.ratio_denominator = r_.between(3, 20);
                g.mode.at_least = r_.percent(50) ? 0 : r_.between(5, 40);
            } else {
                g.mode.kind = mode_kind::not_back;
                g.counts = {{unit_counted::session}};
                g.comparator = comparator::at_least;
                if (r_.percent(30))
                    g.mode.basis = back_basis::registration;
                const int y = r_.below(3);
                if (y == 0)
                    g.mode.calendar_days_after_first = r_.between(0, 9);
                if (y == 1)
                    g.mode.nth_school_day = r_.between(1, 6);
                if (y == 2) {
                    g.mode.basis = back_basis::registration;
                }
            }
            shape = std::to_string(static_cast<int>(g.mode.kind));
            if (g.mode.kind == mode_kind::not_back)
                shape += g.mode.basis == back_basis::registration ? "r" : "a";
            if (g.mode.kind != mode_kind::share && g.mode.kind != mode_kind::not_back)
                for (const counted_unit& u : g.counts)
                    shape += "," + std::to_string(static_cast<int>(u.unit));
            int& last = thresholds_[ladder + "|" + shape];  // rungs alike in a ladder rise, under either comparator
            if (last > 0 && (g.mode.kind == mode_kind::share || g.mode.kind == mode_kind::not_back))
                continue;
            g.threshold = last > 0 ? last + r_.between(2, 3) : r_.between(low, high);
            if (g.mode.kind == mode_kind::not_back || g.mode.kind == mode_kind::share)
                g.threshold = 1;
            if (g.threshold > 14)
                continue;
            last = *g.threshold;
            break;
        }
        ++steps;
        if (r_.percent(25))
            g.marks = {mark::unexcused, mark::excused};

        const std::vector<std::string> roles{"class_teacher",
                                             "class_teacher",
                                             "teacher",
                                             "school_leader",
                                             "principal",
                                             "school",
                                             "grade_leader",
                                             "helping_teacher",
                                             "parent",
                                             "subject_teacher",
                                             "village_cadre",
                                             "staff",
                                             "vice_principal",
                                             "key_student_teacher",
                                             "student",
                                             "academic_affairs_office",
                                             "township_education_officer"};
        const int how = r_.below(10);
        if (how < 6) {
            g.owes = {how_owed::any_of, draw_names(acts_, r_.between(1, 2)), draw_names(roles, r_.percent(75) ? 1 : 2)};
            const bool is_own = std::find(g.owes.roles.begin(), g.owes.roles.end(), "student") != g.owes.roles.end();
            if (g.owes.roles.size() > 1 && !is_own &&
                r_.percent(50))  // whether the pupil's own act meets it is not settled

                g.owes.how = how_owed::first_held;
        } else if (how < 8) {
            g.owes = {how_owed::each_of, draw_names(acts_, r_.between(1, 2)), draw_names(roles, r_.between(1, 2))};
        } else {
            const int n = r_.between(2, 3);
            g.owes = {how_owed::in_order, draw_names(acts_, n), draw_names(roles, r_.percent(50) ? 1 : n)};
        }
        if (r_.percent(30))
            g.owes.recipient_role = "academic_affairs_office";
        g.due = draw_due(clause_id);
        g.stops.present = r_.percent(20);
        g.stops.death = r_.percent(20);
        g.stops.exit = r_.percent(20);
        g.stops.term_end = r_.percent(15);
        g.stops.enrolment = r_.percent(15);
        if (r_.percent(35)) {
            age_rule a;
            if (r_.percent(80))
                a.from = r_.pick(std::vector<int>{6, 7, 12});
            if (r_.percent(80) || !a.from)
                a.until = r_.pick(std::vector<int>{15, 16, 18});
            if (a.until)
                a.until_runs_on = r_.pick(
                    std::vector<runs_on>{runs_on::birthday, runs_on::school_year_end, runs_on::last_weekday_of_month});
            a.month = make_civil((start_ + end_) / 2).month;
            a.weekday = r_.between(1, 7);
            if (a.from && r_.percent(10)) {
                a.from.reset();
                a.from_parameter = clause_id + ".from_age";
            }
            if (a.until && r_.percent(10)) {
                a.until.reset();
                a.until_parameter = clause_id + ".until_age";
            }
            g.ages = a;
        }
        if (r_.percent(15))
            g.applies_to.stages = {r_.percent(50) ? "primary" : "junior_middle"};
        if (r_.percent(10))
            g.applies_to.unit_kinds = draw_names({"class", "grade", "school", "central_school"}, r_.between(1, 2));
        if (r_.percent(12))
            g.after =
                draw_after(r_, {"explain_law_and_persuade", "home_visit", "interview"}, "explain_law_and_persuade");
        const bool adds_up = g.mode.kind == mode_kind::cumulative || g.mode.kind == mode_kind::rolling;
        if (g.after && adds_up && g.after->months == 0 && g.after->at_least > 0)
            g.after->afresh = r_.percent(40);
        const bool of_marks = std::none_of(g.counts.begin(), g.counts.end(),
                                           [](const counted_unit& u) { return u.unit == unit_counted::earlier_rung; });
        if (adds_up && of_marks && !g.counts.empty() && r_.percent(12)) {
            other_count_rule o;
            o.counts = {{r_.pick(
                std::vector<unit_counted>{unit_counted::session, unit_counted::full_day, unit_counted::part_day})}};
            o.mode.kind = r_.percent(50) ? mode_kind::cumulative : mode_kind::rolling;
            o.mode.period = r_.pick(std::vector<period>{period::month, period::term, period::school_year});
            o.mode.of =
                r_.pick(std::vector<window_unit>{window_unit::days, window_unit::months, window_unit::school_weeks});
            o.mode.length = o.mode.of == window_unit::days ? r_.between(2, 40) : r_.between(1, 4);
            o.mode.within = r_.pick(
                std::vector<window_within>{window_within::none, window_within::term, window_within::school_year});
            o.threshold = r_.between(1, 8);
            o.comparator = r_.percent(30) ? comparator::more_than : comparator::at_least;
            g.unless = o;
        }
        const bool counts = g.mode.kind == mode_kind::consecutive || g.mode.kind == mode_kind::cumulative ||
                            g.mode.kind == mode_kind::rolling;
        if (counts && r_.percent(5)) {
            g.threshold.reset();
            g.threshold_parameter = clause_id + ".threshold";
        }
        return g;
    }

    void draw_policy() {
        const int clauses = r_.between(4, 7);
        int rules = 0;
        std::map<std::string, int> steps;
        for (int i = 0; i < clauses; ++i) {
            clause c;
            c.id = name("k", i);
            const int n = r_.between(1, 2);
            for (int k = 0; k < n; ++k) {
                rule one;
                one.id = name("r", rules++);
                if (r_.percent(15)) {
                    const int x = r_.below(5);
                    if (x == 0)
                        one.assignment = assignment_rule{"principal", "school"};
                    if (x == 1)
                        one.assignment = assignment_rule{"class_teacher", "class"};
                    if (x == 2)
                        one.assignment = assignment_rule{"teacher", std::nullopt};
                    if (x == 3)
                        one.assignment = assignment_rule{"school_leader", r_.percent(50) ? "grade" : "class"};
                    if (x == 4)
                        one.assignment = assignment_rule{"helping_teacher", std::nullopt};
                } else {
                    ladder_rule l;
                    l.ladder = r_.pick(std::vector<std::string>{"a", "b", "c"});
                    const int rungs = r_.percent(70) ? 1 : 2;
                    for (int x = 0; x < rungs; ++x) {
                        l.rungs.push_back(draw_rung(c.id, l.ladder));
                        const int own = ++steps[l.ladder];
                        if (own > 1 && l.rungs.back().after && r_.percent(30))
                            l.rungs.back().after->step = r_.between(1, own - 1);
                    }
                    one.ladder = l;
                }
                c.rules.push_back(one);
            }
            if (r_.percent(15))
                c.effective_from = r_.between(start_, end_);
            if (r_.percent(15))
                c.effective_until = std::max(c.effective_from.value_or(start_) + 1, r_.between(start_, end_));
            s_.rules.clauses.push_back(c);
        }
    }

    // ---------------------------------------------------------------- registers

    void draw_marks() {
        world& f = w();
        f.attendance.emplace();
        const bool calls_given = r_.percent(60);
        const int taken_percent = r_.pick(std::vector<int>{100, 97, 85});
        const int unmarked_percent = r_.pick(std::vector<int>{0, 2, 10});
        const int bursts_percent = r_.pick(std::vector<int>{1, 3, 6});
        if (calls_given)
            f.roll_calls.emplace();

        // Everything up to the end, also what as_of does not know yet; the register itself is drawn first, for each
        // class.
        const calendar c(f);
        const people p(f, c, end_ + 10000);
        const registers none(f, end_ + 10000);
        std::map<std::string, std::map<std::pair<day, int>, bool>> taken;
        for (const auto& [school, units] : rolls_)
            for (const std::string& u : std::set<std::string>(units.begin(), units.end())) {
                int away = 0;
                for (day d = start_ - 5; d <= end_; ++d) {
                    const day_info info = c.on(u, d);
                    for (int order = 0; order < 2; ++order) {
                        if (!(order == 0 ? info.am : info.pm))
                            continue;
                        if (away > 0)
                            --away;
                        if (away == 0 && !r_.percent(taken_percent))
                            away = r_.between(1, 6);
                        taken[u][{d, order}] = away == 0;
                        if (away == 0 && f.roll_calls)
                            f.roll_calls->push_back({u, d, order == 0 ? session_of_day::am : session_of_day::pm});
                    }
                }
            }
        for (const auto& [student, spells] : p.spells()) {
            int burst = 0;
            int burst_mark = 0;
            const int habit = r_.percent(25) ? bursts_percent * 4 : bursts_percent;
            for (const slot& s : sessions_of(f, c, p, none, student, end_)) {
                const bool called = taken[s.unit][{s.date, s.order}];
                if (burst > 0)
                    --burst;
                if (burst == 0 && r_.percent(s.date < start_ + 3 ? habit * 3 : habit)) {
                    burst = r_.percent(60) ? r_.between(1, 5) : r_.between(4, 24);
                    burst_mark = r_.below(10);
                }
                attendance_row a{student, s.date, s.order == 0 ? session_of_day::am : session_of_day::pm, mark::present,
                                 std::nullopt};
                const bool noise = r_.percent(7);
                if (burst > 0 && !noise)
                    a.mark = burst_mark < 8 ? mark::unexcused : mark::excused;
                if (burst == 0 && noise)
                    a.mark = r_.percent(30) ? mark::excused : r_.percent(30) ? mark::unexcused : mark::present;
                const bool late = a.mark == mark::present && (noise || r_.percent(3));
                if (late)
                    a.minutes_late = r_.pick(std::vector<int>{5, 10, 11, 30, 31, 45});
                const bool unmarked = r_.percent(unmarked_percent);
                const bool explicit_present = r_.percent(2);
                if (f.registers == register_mode::complete) {
                    if (called && !unmarked)
                        f.attendance->push_back(a);
                } else if (called || !calls_given || r_.percent(10)) {
                    if (a.mark != mark::present || a.minutes_late || explicit_present)
                        f.attendance->push_back(a);
                }
            }
        }
        if (r_.percent(30))
            r_.shuffle(*f.attendance);
        if (f.roll_calls && r_.percent(30))
            r_.shuffle(*f.roll_calls);
    }

    // ---------------------------------------------------------------- acts

    std::string draw_actor(const std::vector<std::string>& bearers, const std::string& student) {
        if (!bearers.empty() && r_.percent(50))
            return r_.pick(bearers);
        const int x = r_.below(10);
        if (x == 0)
            return student;
        if (x == 1)
            return "outsider";
        if (x == 2)
            return "office";
        if (w().holdings->empty())
            return "outsider";
        return r_.pick(*w().holdings).person_id;
    }

    void add_act(day d, const std::string& kind, const std::string& actor, const std::string& student) {
        act_row a;
        a.act_id = name("a", r_.below(900000) + 100000) + "-" + std::to_string(w().acts->size());
        a.date = d;
        a.act = kind;
        a.actor_id = actor;
        a.student_id = student;
        w().acts->push_back(a);
    }

    void draw_acts() {
        world& f = w();
        f.acts.emplace();
        for (int i = 0; i < pupils_; ++i)
            if (r_.percent(20)) {
                const std::string actor = draw_actor({}, name("p", i));
                add_act(r_.between(start_ - 5, end_), "explain_law_and_persuade", actor, name("p", i));
            }
        // What would be owed without further acts; some of it is then done, on time or not, by the right person or not.
        const day last = f.coverage_last ? std::min(end_, *f.coverage_last) : end_;
        const std::vector<obligation> owed = evaluate(s_.rules, f, last).obligations;
        for (const obligation& o : owed) {
            if (!r_.percent(65))
                continue;
            day d = o.triggered_on + (r_.percent(60) ? r_.between(-1, 2) : r_.between(0, 14));
            if (o.due_on && r_.percent(40))
                d = *o.due_on + r_.between(-1, 1);
            if (d > end_ + 10)
                d = end_;
            const std::string kind = r_.percent(90) ? r_.pick(o.acts) : r_.pick(acts_);
            add_act(d, kind, draw_actor(o.bearers, o.student), o.student);
            if (r_.percent(30)) {
                const std::string actor = draw_actor(o.bearers, o.student);
                const std::string& other = r_.pick(acts_);
                add_act(d + r_.below(5), other, actor, o.student);
            }
        }
        if (r_.percent(40))
            r_.shuffle(*f.acts);
    }

    void draw_what_is_not_given() {
        world& f = w();
        const bool holdings = r_.percent(4);
        if (holdings) {  // the actors must be known from somewhere
            std::set<std::string> actors;
            for (const holding_row& h : *f.holdings)
                actors.insert(h.person_id);
            for (const std::string& a : actors)
                f.parties->push_back({a, "person"});
            f.holdings.reset();
        }
        if (r_.percent(4))
            f.acts.reset();
        if (r_.percent(2))
            f.attendance.reset();
        if (r_.percent(4))
            f.registrations.reset();
        if (f.days->empty() && r_.percent(50))
            f.days.reset();
        if (r_.percent(1))
            f.enrolments.reset();
        if (r_.percent(3))
            f.students.reset();
    }

    splitmix64 r_;
    sample_options o_;
    sample s_{};
    day start_ = 0;
    day end_ = 0;
    int pupils_ = 0;
    bool calendars_differ_ = false;
    std::vector<std::string> schools_{};
    std::map<std::string, std::vector<std::string>>
        rolls_{};  // school: the units pupils are enrolled in, some repeated
    std::map<std::string, int> steps_{};
    std::map<std::string, int> thresholds_{};
    std::vector<std::string> acts_{"home_visit",    "interview", "report_absence",
                                   "notify_parent", "refer",     "contact_village_committee"};
};

}  // namespace naive
