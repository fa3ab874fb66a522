// SPDX-License-Identifier: Apache-2.0
#pragma once

// Seeded small worlds of one or two school years: who leaves, returns, transfers and dies, who holds which post, what
// was done; and policies of duties, quotas, procedures, figures and money. Only integers, the same on every machine.

#include "calendar.hpp"
#include "layers.hpp"
#include "model.hpp"
#include "reference.hpp"
#include "worlds.hpp"

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

class year_sampler {
public:
    year_sampler(std::uint64_t seed, const year_options& options) : r_(seed), o_(options) {}

    year_sample draw() {
        draw_terms();
        draw_units();
        draw_holdings();
        draw_pupils();
        draw_needs();
        draw_marks();
        draw_layers();
        draw_counts();
        draw_acts();
        draw_incidents();
        draw_as_of();
        draw_what_is_not_given();
        return s_;
    }

private:
    world& w() { return s_.facts; }
    static std::string name(const std::string& prefix, int n) { return prefix + std::to_string(n); }

    template <class T>
    T one_of(const std::vector<T>& from) {
        return r_.pick(from);
    }

    // ---------------------------------------------------------------- time

    void draw_terms() {
        world& f = w();
        f.calendar = calendar_kind::weekdays;
        f.registers = register_mode::exceptions;
        f.days.emplace();
        years_ = r_.percent(60) ? 2 : 1;
        const bool is_short = r_.percent(65);
        const int of_month = r_.between(1, 12);
        const int month = is_short ? r_.between(1, 9) : 9;
        day at = make_day(r_.between(2020, 2026), month, of_month);
        for (int y = 0; y < years_; ++y)
            for (int t = 0; t < 2; ++t) {
                at = monday_of(at) + r_.pick(std::vector<int>{0, 0, 0, 1, 2});
                const int weeks = is_short ? r_.between(3, 7) : r_.between(17, 20);
                const day last = at + weeks * 7 - r_.between(3, 5);
                term_row row;
                row.term_id = name("t", y) + name("-", t);
                row.school_year = name("y", y);
                row.first_day = at;
                row.last_day = monday_of(last) + 4;
                f.terms.push_back(row);
                at = row.last_day + (t == 0 ? r_.between(9, 30) : r_.between(20, 55));
            }
        first_ = f.terms.front().first_day;
        last_ = f.terms.back().last_day;
        // Days off and Saturdays worked, away from the edges of terms.
        const int n = r_.below(6);
        std::set<day> used;
        for (int i = 0; i < n; ++i) {
            const term_row& t = r_.pick(f.terms);
            day_row d;
            d.date = r_.between(t.first_day + 7, t.last_day - 7);
            if (!used.insert(d.date).second)
                continue;
            const bool weekend = weekday(d.date) > 5;
            d.kind = weekend ? override_kind::school : override_kind::off;
            if (r_.percent(35))
                d.session = r_.percent(50) ? override_session::am : override_session::pm;
            f.days->push_back(d);
        }
    }

    /// The last day of the school year y.
    day year_end(int y) const { return s_.facts.terms[static_cast<std::size_t>(2 * y + 1)].last_day; }
    day year_start(int y) const { return s_.facts.terms[static_cast<std::size_t>(2 * y)].first_day; }

    // ---------------------------------------------------------------- units

    void draw_units() {
        world& f = w();
        f.units.push_back({"town", "township"});
        central_ = r_.percent(60);
        if (central_)
            f.units.push_back({"central", "central_school", "town"});
        f.units.push_back({"v0", "village", "town"});
        f.units.push_back({"v1", "village", "town"});
        const std::string above = central_ ? "central" : "town";
        const int schools = r_.between(1, 3);
        int c = 0;
        for (int i = 0; i < schools; ++i) {
            unit_row school{name("s", i), "school", above};
            if (r_.percent(70))
                school.village_id = name("v", r_.below(2));
            const bool two_stages = r_.percent(40);
            if (!two_stages)
                school.stage = r_.percent(50) ? "primary" : "junior_middle";
            f.units.push_back(school);
            schools_.push_back(school.unit_id);
            if (!two_stages && i > 0 && r_.percent(35))
                continue;  // known only in total
            for (int g = 0; g < (two_stages ? 2 : 1); ++g) {
                std::string parent = school.unit_id;
                if (two_stages || r_.percent(30)) {
                    parent = school.unit_id + name("g", g);
                    f.units.push_back({parent, "grade", school.unit_id});
                    if (two_stages)
                        f.units.back().stage = g == 0 ? "primary" : "junior_middle";
                }
                const int classes = r_.between(1, 2);
                for (int k = 0; k < classes; ++k) {
                    const std::string id = name("c", c++);
                    f.units.push_back({id, "class", parent});
                    classes_.push_back(id);
                    school_of_[id] = school.unit_id;
                }
            }
        }
    }

    // ---------------------------------------------------------------- holders

    void hold(const std::string& role, covers kind, const std::string& id, const std::vector<std::string>& persons) {
        if (r_.percent(10))
            return;
        day at = first_ - r_.between(-4, 60);
        while (at <= last_) {
            holding_row h;
            h.person_id = r_.pick(persons);
            h.role = role;
            h.covers_kind = kind;
            h.covers_id = id;
            h.from = at;
            if (r_.percent(45))
                h.until = r_.percent(12) ? at : at + r_.between(5, (last_ - first_) * 2 / 3);
            w().holdings->push_back(h);
            if (!h.until || r_.percent(8))
                return;
            at = *h.until + 1 + (r_.percent(60) ? 0 : r_.between(1, 20));
        }
    }

    /// A second holder at the same time, of roles that may have several.
    void hold_beside(const std::string& role, const std::string& id, const std::string& person) {
        holding_row h;
        h.person_id = person;
        h.role = role;
        h.covers_id = id;
        h.from = r_.between(first_ - 20, last_);
        if (r_.percent(40))
            h.until = h.from + r_.below(60);
        w().holdings->push_back(h);
    }

    void draw_holdings() {
        world& f = w();
        f.holdings.emplace();
        f.parties.emplace();
        f.parties->push_back({"outsider", "person"});
        f.parties->push_back({"elsewhere", "school"});
        f.parties->push_back({"mill", "employer"});
        const std::vector<unit_row> units = f.units;
        std::map<std::string, std::vector<std::string>> staff;
        for (const std::string& s : schools_)
            for (int i = 0; i < 6; ++i)
                staff[s].push_back(s + name("-h", i));
        const std::vector<std::string> town{"o0", "o1", "o2", "o3"};
        for (const unit_row& u : units) {
            if (u.kind == "township") {
                hold("township_education_officer", covers::unit, u.unit_id, town);
                hold("township_government", covers::unit, u.unit_id, town);
            }
            if (u.kind == "central_school") {
                hold("central_school_leader", covers::unit, u.unit_id, town);
                if (r_.percent(50))
                    hold_beside("central_school_leader", u.unit_id, "x-central");
            }
            if (u.kind == "village")
                hold("village_cadre", covers::unit, u.unit_id, town);
            if (u.kind == "school") {
                const std::vector<std::string>& own = staff[u.unit_id];
                hold("principal", covers::unit, u.unit_id, own);
                if (r_.percent(60))
                    hold("school_leader", covers::unit, u.unit_id, own);
                if (r_.percent(40))
                    hold("vice_principal", covers::unit, u.unit_id, own);
                if (r_.percent(60))
                    hold("academic_affairs_office", covers::unit, u.unit_id, own);
                if (r_.percent(40))
                    hold_beside("teacher", u.unit_id, u.unit_id + "-x");
                hold("leading_group_head", covers::unit, u.unit_id, own);
                for (int i = 0; i < 2; ++i)
                    if (r_.percent(60))
                        hold_beside("leading_group_member", u.unit_id, own[static_cast<std::size_t>(i)]);
            }
            if (u.kind == "grade")
                hold("grade_leader", covers::unit, u.unit_id, staff[school_above(u.unit_id)]);
            if (u.kind == "class") {
                const std::vector<std::string>& own = staff[school_of_[u.unit_id]];
                hold("class_teacher", covers::unit, u.unit_id, own);
                if (r_.percent(60))
                    hold("subject_teacher", covers::unit, u.unit_id, own);
                if (r_.percent(50))
                    hold_beside("subject_teacher", u.unit_id, u.unit_id + "-y");
                if (r_.percent(30))
                    hold_beside("responsible_person", u.unit_id, u.unit_id + "-z");
            }
        }
        staff_ = staff;
    }

    std::string school_above(const std::string& unit) {
        const calendar c(w());
        for (const std::string& u : c.chain(unit))
            if (c.unit(u)->kind == "school")
                return u;
        return schools_.front();
    }

    // ---------------------------------------------------------------- pupils

    /// A day on which somebody may leave: often at the edge of a year, of a term or in the summer.
    day draw_leaving(day from) {
        std::vector<day> near;
        for (const term_row& t : w().terms)
            for (day d : {t.first_day, t.last_day})
                near.push_back(d + r_.between(-1, 1));
        day d = r_.percent(35) ? r_.pick(near) : r_.between(first_, last_ + 10);
        if (years_ > 1 && r_.percent(20))
            d = r_.between(year_end(0), year_start(1));
        return std::max(d, from);
    }

    void draw_birth(student_row& s) {
        if (r_.percent(8))
            return;
        const day at = first_ + (r_.percent(50) ? r_.between(-250, last_ - first_ + 200) : r_.between(600, 3000));
        const civil c = make_civil(at);
        s.birth_date = make_day(c.year - 16, c.month, std::min(c.day_of_month, days_in_month(c.year - 16, c.month)));
    }

    void draw_pupils() {
        world& f = w();
        f.students.emplace();
        f.enrolments.emplace();
        f.registrations.emplace();
        f.transfers.emplace();
        f.acts.emplace();
        const int pupils = r_.percent(10) ? r_.below(2) : r_.between(o_.min_pupils, o_.max_pupils);
        for (int i = 0; i < pupils; ++i) {
            student_row s;
            s.student_id = name("p", i);
            draw_birth(s);
            if (r_.percent(60))
                s.home_unit_id = name("v", r_.below(2));
            enrol(s);
            f.students->push_back(s);
            for (const term_row& t : f.terms)
                if (r_.percent(80))
                    f.registrations->push_back({s.student_id, t.term_id, t.first_day + r_.between(-4, 3)});
        }
        if (r_.percent(30))
            r_.shuffle(*f.enrolments);
        if (r_.percent(30))
            r_.shuffle(*f.transfers);
    }

    void enrol(student_row& s) {
        world& f = w();
        enrolment_row e;
        e.student_id = s.student_id;
        e.class_id = r_.pick(classes_);
        e.from = r_.percent(80) ? first_ - r_.below(4) : r_.between(first_, last_);
        if (r_.percent(40))
            e.entry = "new";
        int leaves = r_.percent(45) ? 0 : r_.percent(75) ? 1 : r_.between(2, 3);
        while (leaves-- > 0) {
            e.until = draw_leaving(e.from);
            const int how = r_.below(100);
            bool may_return = true;
            if (how < 30)
                e.exit = r_.percent(70) ? "dropout" : "withdrawn";
            else if (how < 62)
                e.exit = "transferred";
            else if (how < 74)
                e.exit = "suspended";
            else if (how < 80)
                e.exit = "graduated";
            else if (how < 86)
                e.exit = "died";
            if (e.exit == "died") {
                s.died_on = e.until;
                may_return = false;
            }
            if (e.exit && *e.exit != "died" && r_.percent(35))
                e.noted_on = *e.until + r_.below(12);
            if (e.exit == "transferred" && r_.percent(85))
                transfer(e);
            f.enrolments->push_back(e);
            keep(e);
            if (!may_return || r_.percent(35)) {
                if (may_return && e.exit && *e.exit != "graduated" && r_.percent(10))
                    s.died_on = *e.until + r_.below(40);
                return;
            }
            enrolment_row n;
            n.student_id = s.student_id;
            n.class_id = r_.percent(50) ? e.class_id : r_.pick(classes_);
            n.from = *e.until + (r_.percent(35) ? 1 : r_.between(2, 40));
            if (!e.exit)
                n.entry = r_.percent(50) ? std::optional<std::string>("transfer_in") : std::nullopt;
            else if (*e.exit == "graduated")
                n.entry = "new";
            else
                n.entry = r_.percent(60) ? "return" : "transfer_in";
            e = n;
        }
        f.enrolments->push_back(e);
        keep(e);
    }

    void keep(const enrolment_row& e) { enrolled_.push_back(e); }

    /// A transfers row, and its papers: complete, late, out of order or missing.
    void transfer(const enrolment_row& e) {
        transfer_row t;
        t.transfer_id = name("tr", static_cast<int>(w().transfers->size()));
        t.student_id = e.student_id;
        t.left_on = *e.until - (*e.until > e.from && r_.percent(20) ? 1 : 0);
        t.noted_on = e.noted_on;
        if (r_.percent(60))
            t.receiving_unit_id = "elsewhere";
        w().transfers->push_back(t);
        day at = t.left_on - r_.below(9);
        const bool missing = r_.percent(25);
        const bool out_of_order = r_.percent(20);
        const bool late = r_.percent(35);
        std::vector<day> days;
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            days.push_back(at);
            at += r_.percent(50) ? 0 : r_.between(1, late ? 9 : 2);
            if (!late)
                at = std::min(at, t.left_on);
        }
        if (r_.percent(20))
            days.back() = t.left_on + r_.between(0, 1);
        if (out_of_order)
            std::swap(days[static_cast<std::size_t>(r_.below(static_cast<int>(days.size())))], days.front());
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (missing && r_.percent(40))
                continue;
            paper(days[i], steps_[i], t);
            if (r_.percent(12))
                paper(days[i] + r_.between(-3, 6), steps_[i], t);  // written twice
        }
        if (r_.percent(70))
            paper(t.left_on + r_.between(-2, 6), "central_school_approval", t);
    }

    void paper(day d, const std::string& kind, const transfer_row& t) {
        act_row a = new_act(d, kind, "outsider");
        a.student_id = t.student_id;
        a.refers_table = "transfers";
        a.refers_to = t.transfer_id;
        w().acts->push_back(a);
    }

    act_row new_act(day d, const std::string& kind, const std::string& actor) {
        act_row a;
        a.act_id = name("a", r_.below(900000) + 100000) + name("-", static_cast<int>(w().acts->size()));
        a.date = d;
        a.act = kind;
        a.actor_id = actor;
        return a;
    }

    // ---------------------------------------------------------------- needs and marks

    void draw_needs() {
        w().needs.emplace();
        for (const enrolment_row& e : enrolled_) {
            const int n = r_.percent(55) ? 0 : r_.between(1, 3);
            std::map<std::string, day> free;  // no two rows of one need at a time
            for (int i = 0; i < n; ++i) {
                need_row row;
                row.student_id = e.student_id;
                row.need = r_.pick(needs_);
                const day last = e.until ? *e.until : last_ + 20;
                const auto after = free.find(row.need);
                row.from = r_.between(e.from, std::max(e.from, std::min(last, last_)));
                if (after != free.end())
                    row.from = std::max(row.from, after->second);
                if (row.from > last)
                    continue;
                if (e.until || r_.percent(40))
                    row.until = r_.percent(50) ? last : std::min(last, row.from + r_.below(50));
                free[row.need] = row.until.value_or(last + 1000) + 1;
                w().needs->push_back(row);
            }
        }
        for (const student_row& s : *w().students) {  // some have a teacher of their own
            const std::string school = school_of_first(s.student_id);
            if (r_.percent(40))
                hold("key_student_teacher", covers::student, s.student_id, staff_[school]);
            if (r_.percent(30))
                hold("helping_teacher", covers::student, s.student_id, staff_[school]);
            if (r_.percent(20))
                hold("parent", covers::student, s.student_id, {s.student_id + "-parent"});
        }
        if (r_.percent(30))
            r_.shuffle(*w().holdings);
    }

    std::string school_of_first(const std::string& student) {
        for (const enrolment_row& e : enrolled_)
            if (e.student_id == student)
                return school_of_[e.class_id];
        return schools_.front();
    }

    /// A register of exceptions: absences in a few bursts.
    void draw_marks() {
        world& f = w();
        f.attendance.emplace();
        const calendar c(f);
        const people p(f, c, last_ + 10000);
        const registers none(f, last_ + 10000);
        for (const auto& [student, spells] : p.spells()) {
            int burst = 0;
            for (const slot& s : sessions_of(f, c, p, none, student, last_)) {
                if (burst == 0 && r_.below(1000) < 12)
                    burst = r_.between(1, 7);
                if (burst == 0)
                    continue;
                --burst;
                attendance_row a;
                a.student_id = student;
                a.date = s.date;
                a.session = s.order == 0 ? session_of_day::am : session_of_day::pm;
                a.mark = r_.percent(85) ? mark::unexcused : mark::excused;
                f.attendance->push_back(a);
            }
        }
    }

    // ---------------------------------------------------------------- policies

    due_rule draw_due(const std::string& clause_id) {
        due_rule d;
        const int x = r_.below(100);
        if (x < 18)
            return d;
        if (x < 30) {
            d.kind = due_kind::end_of;
            d.end = one_of<period>({period::month, period::term, period::school_year});
            return d;
        }
        d.kind = due_kind::within;
        d.unit = one_of<day_unit>({day_unit::calendar_days, day_unit::school_days, day_unit::working_days});
        if (d.unit == day_unit::calendar_days)
            d.rolls = r_.percent(30);
        if (r_.percent(10)) {
            d.parameter = clause_id + ".within";
            d.rolls = false;
        } else {
            d.n = r_.percent(60) ? r_.between(0, 3) : r_.between(4, 15);
        }
        return d;
    }

    /// Roles that may owe a duty about a pupil, or about a unit.
    std::string draw_role(const std::string& about) {
        if (about == "student")
            return one_of<std::string>({"class_teacher", "class_teacher", "teacher", "school_leader", "school",
                                        "principal", "helping_teacher", "key_student_teacher", "parent",
                                        "village_cadre", "township_government", "subject_teacher", "grade_leader",
                                        "academic_affairs_office"});
        if (about == "class")
            return one_of<std::string>({"class_teacher", "teacher", "school", "school_leader", "village_cadre"});
        if (about == "township")
            return one_of<std::string>({"township_government", "township_education_officer"});
        return one_of<std::string>({"principal", "school", "school_leader", "academic_affairs_office", "village_cadre",
                                    "township_education_officer", "central_school_leader"});
    }

    owes_what draw_owes(const std::string& about, bool simple) {
        owes_what o;
        const int x = simple ? 0 : r_.below(10);
        std::vector<std::string> kinds = acts_;
        r_.shuffle(kinds);
        if (x < 7) {
            o.acts.assign(kinds.begin(), kinds.begin() + r_.between(1, 2));
            o.roles = {draw_role(about)};
            const std::string second = about == "student" && r_.percent(10) ? "student" : draw_role(about);
            if (r_.percent(25) && second != o.roles.front()) {
                o.roles.push_back(second);
                if (r_.percent(50))
                    o.how = how_owed::first_held;
            }
        } else if (x < 9) {
            o.how = how_owed::each_of;
            o.acts = {kinds[0]};
            o.roles = {draw_role(about)};
            const std::string second = draw_role(about);
            if (second != o.roles.front())
                o.roles.push_back(second);
        } else {
            o.how = how_owed::in_order;
            o.acts = {kinds[0], kinds[1]};
            o.roles = {draw_role(about)};
        }
        return o;
    }

    stop_rule draw_stops(bool follows_an_exit) {
        stop_rule s;
        s.present = r_.percent(12);
        s.death = r_.percent(25);
        s.exit = !follows_an_exit && r_.percent(15);
        s.term_end = r_.percent(12);
        s.enrolment = r_.percent(20);
        return s;
    }

    need_condition draw_condition() {
        need_condition c;
        if (r_.percent(70))
            c.any_of = {r_.pick(needs_)};
        if (r_.percent(15)) {
            const std::string more = r_.pick(needs_);
            if (c.any_of.empty() || c.any_of.front() != more)
                c.any_of.push_back(more);
        }
        if (c.any_of.empty() || r_.percent(25))
            c.all_of = {"academic_difficulty", "economic_hardship"};
        return c;
    }

    /// Whom a rule about pupils means.
    void draw_whom(applies_rule& a, std::optional<age_rule>& ages, const std::string& clause_id) {
        if (r_.percent(15))
            a.stages = {r_.percent(50) ? "primary" : "junior_middle"};
        if (r_.percent(8))
            a.need = draw_condition();
        if (r_.percent(8))
            a.unless = draw_condition();
        if (r_.percent(15))
            ages = draw_ages(clause_id);
    }

    age_rule draw_ages(const std::string& clause_id) {
        age_rule g;
        if (r_.percent(50))
            g.from = r_.between(7, 14);
        g.until = r_.between(15, 16);
        if (r_.percent(60))
            g.until_runs_on = runs_on::school_year_end;
        if (r_.percent(15)) {
            g.from.reset();
            g.from_parameter = clause_id + ".from_age";
        }
        if (r_.percent(12)) {
            g.until.reset();
            g.until_parameter = clause_id + ".until_age";
        }
        return g;
    }

    rung draw_rung(mode_kind kind, const std::string& clause_id) {
        rung r;
        r.mode.kind = kind;
        const bool after_exit = kind != mode_kind::consecutive;
        r.owes = draw_owes("student", true);
        r.due = draw_due(clause_id);
        r.stops = draw_stops(after_exit);
        return r;
    }

    ladder_rule draw_ladder(const std::string& clause_id) {
        ladder_rule l;
        l.ladder = clause_id;
        const int x = r_.below(10);
        if (x < 4) {  // the return notice
            rung a = draw_rung(mode_kind::in_status, clause_id);
            a.mode.status = "dropout";
            a.owes.acts = {"issue_return_notice"};
            a.owes.roles = {"school"};
            a.due = {};
            a.due.kind = due_kind::within;
            a.due.n = 0;
            rung b = draw_rung(mode_kind::missed_deadline, clause_id);
            b.mode.of_step = 1;
            b.mode.deadline_of_act = true;
            if (r_.percent(60)) {
                b.mode.deadline_within = r_.between(0, 9);
                b.mode.deadline_unit = one_of<day_unit>({day_unit::calendar_days, day_unit::school_days});
                b.mode.deadline_rolls = b.mode.deadline_unit == day_unit::calendar_days && r_.percent(40);
            } else {
                b.mode.deadline_parameter = clause_id + ".return_within";
            }
            b.owes = {how_owed::any_of, {"report_unreturned"}, {"school"}};
            rung c = draw_rung(mode_kind::done, clause_id);
            c.mode.of_step = 2;
            c.owes = {how_owed::any_of, {"administrative_penalty", "pursue_legal_liability"}, {"township_government"}};
            l.rungs = {a, b, c};
            return l;
        }
        rung a;
        if (x < 7) {
            a = draw_rung(mode_kind::in_status, clause_id);
            a.mode.status = one_of<std::string>({"dropout", "suspended", "transferred"});
        } else {
            a = draw_rung(mode_kind::consecutive, clause_id);
            a.counts = {{r_.percent(50) ? unit_counted::session : unit_counted::full_day}};
            a.threshold = r_.between(1, 3);
            if (r_.percent(12)) {
                a.threshold.reset();
                a.threshold_parameter = clause_id + ".threshold";
            }
        }
        draw_whom(a.applies_to, a.ages, clause_id);
        l.rungs.push_back(a);
        for (int i = 0; i < 2; ++i) {
            if (r_.percent(30))
                break;
            rung b = draw_rung(r_.percent(50) ? mode_kind::missed_deadline : mode_kind::done, clause_id);
            b.mode.of_step = r_.between(1, static_cast<int>(l.rungs.size()));
            l.rungs.push_back(b);
        }
        return l;
    }

    duty_rule draw_duty(const std::string& clause_id) {
        duty_rule d;
        d.on = one_of<event>({event::term_start, event::registration, event::need_flagged, event::need_flagged,
                              event::returned, event::dropout, event::dropout, event::late_papers, event::entered,
                              event::transferred_in, event::transferred_out, event::suspended, event::suspended,
                              event::graduated, event::graduated, event::late_papers, event::act_done});
        if (d.on == event::act_done) {
            d.act = r_.pick(acts_);
            if (r_.percent(40))
                d.about = r_.percent(50) ? "class" : "school";
        }
        if (d.on > event::missed_deadline && d.on != event::act_done && r_.percent(20))
            d.about = r_.percent(50) ? "class" : "school";
        if (d.on == event::dropout && r_.percent(50))
            d.about = r_.percent(60) ? "class" : "school";
        if (d.on == event::term_start && r_.percent(60))
            d.about = one_of<std::string>({"class", "school", "township"});
        if (d.on == event::need_flagged)
            d.need = draw_condition();
        if (d.on == event::late_papers) {
            if (r_.percent(85))
                d.late_after = r_.between(0, 8);
            else
                d.late_parameter = clause_id + ".late_after";
            d.late_unit = one_of<day_unit>({day_unit::calendar_days, day_unit::school_days, day_unit::working_days});
        }
        d.owes = draw_owes(d.about, false);
        if (d.owes.how != how_owed::in_order && r_.percent(15))
            d.times = r_.between(1, 3);
        else if (d.owes.how != how_owed::in_order && r_.percent(5))
            d.times_parameter = clause_id + ".times";
        d.due = draw_due(clause_id);
        d.stops = draw_stops(d.on == event::dropout || d.on == event::late_papers ||
                             (d.on > event::missed_deadline && d.on != event::act_done));
        if (d.about != "student") {
            d.stops = {};
            d.stops.term_end = r_.percent(15);
        }
        return d;
    }

    record_rule draw_record(const std::string& clause_id) {
        record_rule r;
        r.in = one_of<std::string>({"dropout", "home_visit", "transfer_out"});
        r.on = one_of<event>({event::need_flagged, event::returned, event::dropout, event::dropout, event::entered,
                              event::transferred_in, event::transferred_out, event::suspended, event::graduated,
                              event::act_done, event::act_done, event::term_start, event::registration});
        if (r.on == event::need_flagged)
            r.need = draw_condition();
        if (r.on == event::act_done)
            r.act = r_.pick(acts_);
        r.roles = {draw_role("student")};
        const std::string second = draw_role("student");
        if (r_.percent(20) && second != r.roles.front())
            r.roles.push_back(second);
        r.due = draw_due(clause_id);
        return r;
    }

    pledge_rule draw_pledge(const std::string& clause_id) {
        pledge_rule p;
        p.every = one_of<recurrence>({recurrence::month, recurrence::term, recurrence::school_year, recurrence::week});
        if (r_.percent(6)) {
            p.every.reset();
            p.every_parameter = clause_id + ".period";
        }
        if (r_.percent(6)) {
            p.pairs_parameter = clause_id + ".pairs";
            return p;
        }
        const std::vector<pledge_pair> pairs{{"principal", "class_teacher", "class"},
                                             {"school_leader", "teacher", "class"},
                                             {"township_education_officer", "principal", "school"},
                                             {"township_government", "village_cadre", "village"},
                                             {"class_teacher", "parent", "student"},
                                             {"school", "student", "student"}};
        p.pairs.push_back(r_.pick(pairs));
        const pledge_pair second = r_.pick(pairs);
        if (r_.percent(40) && (second.from != p.pairs[0].from || second.about != p.pairs[0].about))
            p.pairs.push_back(second);
        return p;
    }

    committee_rule draw_committee() {
        committee_rule c;
        c.at = "school";
        c.seats.push_back({"leading_group_head", std::nullopt});
        if (r_.percent(50))
            c.seats[0].every = "principal";
        if (r_.percent(70)) {
            c.seats.push_back({"leading_group_member", std::nullopt});
            if (r_.percent(70))
                c.seats[1].every = one_of<std::string>({"class_teacher", "teacher", "school_leader"});
        }
        if (r_.percent(15))
            c = {"township", {{"township_government", std::nullopt}}};
        return c;
    }

    entitlement_rule draw_entitlement(const std::string& clause_id) {
        entitlement_rule e;
        e.benefit = r_.pick(benefits_);
        if (r_.percent(80))
            e.need = draw_condition();
        e.roles = {draw_role("student")};
        if (r_.percent(30))
            e.acts = {r_.pick(acts_)};
        if (r_.percent(40))
            e.held = one_of<std::string>({"helping_teacher", "helping_teacher", "key_student_teacher", "parent"});
        e.due = draw_due(clause_id);
        e.stops = draw_stops(false);
        return e;
    }

    sanction_text draw_sanction(const std::string& parameter) {
        const int x = r_.below(3);
        if (x == 0)
            return {};
        return x == 1 ? sanction_text{"dismissal", ""} : sanction_text{std::nullopt, parameter};
    }

    prohibition_rule draw_prohibition(const std::string& clause_id) {
        prohibition_rule p;
        p.conduct = {r_.pick(conduct_)};
        const std::string second = r_.pick(conduct_);
        if (second != p.conduct[0]) {
            p.conduct.push_back(second);
            p.together = r_.percent(50);
        }
        p.returned = r_.percent(15);
        p.roles = {one_of<std::string>({"teacher", "class_teacher", "school", "employer", "anyone", "anyone", "parent",
                                        "school_leader", "township_government", "staff"})};
        if (r_.percent(30))
            p.roles.push_back(p.roles[0] == "school" ? "teacher" : "village_cadre");
        p.sanction = draw_sanction(clause_id + ".sanction");
        if (r_.percent(40)) {
            p.again.emplace();
            p.again->times = r_.between(2, 3);
            if (r_.percent(15)) {
                p.again->times.reset();
                p.again->times_parameter = clause_id + ".times";
            }
            p.again->sanction = draw_sanction(clause_id + ".again");
            if (!p.again->sanction.text && p.again->sanction.parameter.empty())
                p.again->sanction.text = "legal liability";
        }
        return p;
    }

    recurring_rule draw_recurring(const std::string& clause_id, int layer) {
        recurring_rule q;
        const int x = r_.below(10);
        q.every = one_of<recurrence>({recurrence::week, recurrence::month, recurrence::term, recurrence::term,
                                      recurrence::school_year, recurrence::point});
        if (x < 4) {
            q.per_holder = true;
            q.owes.roles = {one_of<std::string>({"class_teacher", "subject_teacher", "teacher", "school_leader",
                                                 "principal", "grade_leader", "township_government"})};
        } else if (x < 7) {
            const int y = r_.below(3);
            if (y == 0)
                q.need = draw_condition();
            if (y == 1)
                q.status = r_.percent(75) ? "dropout" : "suspended";
            q.owes.roles = {
                one_of<std::string>({"class_teacher", "key_student_teacher", "helping_teacher", "teacher", "school"})};
            if (r_.percent(30) && q.owes.roles.front() != "class_teacher") {
                q.owes.how = how_owed::first_held;
                q.owes.roles.push_back("class_teacher");
            }
        } else {
            q.about = one_of<std::string>({"class", "school", "township"});
            if (r_.percent(35))
                q.every = recurrence::school_day;
            q.owes.roles = {draw_role(q.about)};
        }
        if (q.every == recurrence::month && r_.percent(40))
            q.months = {3, 9};
        if (!q.months.empty() && r_.percent(10))
            q.months_parameter = clause_id + ".month";
        if (q.every == recurrence::point) {
            q.points = {{r_.percent(50), r_.between(1, 2)}};
            if (r_.percent(60))
                q.points.push_back({q.points.front().last, 0});
            if (q.points.size() == 2 && q.points[0].term == 2)
                q.points.pop_back();  // the same point twice
        }
        q.times = q.every == recurrence::school_day ? 1 : r_.percent(70) ? r_.between(1, 3) : r_.between(4, 20);
        if (r_.percent(6)) {
            q.times.reset();
            q.times_parameter = clause_id + ".times";
        }
        if (r_.percent(5)) {
            q.every.reset(), q.months.clear(), q.months_parameter.clear();
            q.every_parameter = clause_id + ".period";
        }
        q.owes.acts = {one_of<std::string>(layer == 0 ? std::vector<std::string>{"home_visit", "interview"}
                                                      : std::vector<std::string>{"publicity", "census"})};
        if (r_.percent(15))
            q.owes.acts.push_back(layer == 0 ? "check_help_records" : "watch_state_of_mind");
        return q;
    }

    figure_condition draw_figure(const std::string& clause_id) {
        figure_condition f;
        const int x = r_.below(10);
        f.indicator = x < 5 ? "dropout_rate" : x < 8 ? "retention_rate" : "dropouts";
        if (f.indicator == "dropout_rate" && r_.percent(35))
            f.formula = "inspection";
        f.unit_kind = r_.percent(70) ? "school" : one_of<std::string>({"class", "grade", "central_school"});
        f.comparator = one_of<figure_comparator>({figure_comparator::at_most, figure_comparator::less_than,
                                                  figure_comparator::at_least, figure_comparator::more_than});
        const int y = r_.below(10);
        if (y == 0) {
            f.line_parameter = clause_id + ".threshold";
        } else if (y < 4) {
            f.previous_year = true;
        } else if (f.indicator == "dropouts") {
            f.line_numerator = r_.between(0, 2);
        } else if (f.indicator == "retention_rate") {
            f.line_denominator = r_.between(2, 20);
            f.line_numerator = f.line_denominator - r_.below(2);
        } else {
            f.line_numerator = r_.between(0, 2);
            f.line_denominator = r_.between(3, 20);
        }
        return f;
    }

    incentive_rule draw_incentive(const std::string& clause_id) {
        incentive_rule i;
        i.condition = draw_figure(clause_id);
        const int x = r_.below(10);
        i.effect = x < 3 ? effect_kind::award : x < 7 ? effect_kind::charge : effect_kind::honour;
        if (i.effect == effect_kind::honour) {
            i.honours = {one_of<std::string>({"no_dropout_class", "advanced_class"})};
            return i;
        }
        i.each = one_of<paid_each>({paid_each::whole, paid_each::pupil, paid_each::pupil_over_line});
        if (i.condition.indicator == "dropouts" && i.each == paid_each::pupil_over_line)
            i.each = paid_each::pupil;
        if (r_.percent(85))
            i.amount_fen = r_.pick(std::vector<int>{20000, 180000, 101, 7});
        else
            i.amount_parameter = clause_id + ".amount";
        (i.effect == effect_kind::charge ? i.payer_role : i.payee_role) = "school";
        (i.effect == effect_kind::charge ? i.payee_role : i.payer_role) = "school_district_office";
        return i;
    }

    void add_clause(policy& p, const rule& one, int layer) {
        clause c;
        c.id = name("k", layer) + name("-", static_cast<int>(p.clauses.size()));
        c.rules = {one};
        const int x = r_.below(100);
        if (x < 8)
            c.effective_from = r_.between(first_, last_);
        else if (x < 16)
            c.effective_until = r_.between(first_ + 1, last_);
        p.clauses.push_back(c);
        // The text changes in mid-year: the clause stands twice.
        const bool may = one.recurring || one.target || one.record || one.pledge || one.entitlement ||
                         (one.duty && one.duty->on != event::missed_deadline);
        if (x >= 16 && x < 24 && may) {
            clause d = c;
            p.clauses.back().effective_until = r_.between(first_ + 1, last_);
            d.effective_from = p.clauses.back().effective_until;
            if (d.rules[0].recurring && d.rules[0].recurring->times)
                d.rules[0].recurring->times = *d.rules[0].recurring->times + 1;
            if (d.rules[0].duty)
                d.rules[0].duty->due = draw_due(d.id);
            if (d.rules[0].record)
                d.rules[0].record->due = draw_due(d.id);
            if (d.rules[0].target && d.rules[0].target->condition.line_numerator)
                d.rules[0].target->condition.line_denominator += 1;
            p.clauses.push_back(d);
        }
    }

    /// Another reading of one clause: the same kind of rule, of which something else is said.
    void draw_reading() {
        policy& p = s_.layers[static_cast<std::size_t>(r_.below(static_cast<int>(s_.layers.size())))];
        clause& c = p.clauses[static_cast<std::size_t>(r_.below(static_cast<int>(p.clauses.size())))];
        rule one = c.rules[0];
        if (one.ladder)
            redraw(
                one.ladder->rungs[static_cast<std::size_t>(r_.below(static_cast<int>(one.ladder->rungs.size())))].due,
                c.id);
        else if (one.duty && r_.percent(50))
            redraw(one.duty->due, c.id);
        else if (one.duty)
            one.duty->owes = draw_owes(one.duty->about, true);
        else if (one.recurring && one.recurring->every != recurrence::school_day)
            one.recurring->times = one.recurring->times.value_or(0) + 1, one.recurring->times_parameter.clear();
        else if (one.procedure && one.procedure->steps.size() > 1)
            one.procedure->steps.pop_back();
        else if (one.target)
            redraw(one.target->condition, c.id);
        else if (one.incentive && one.incentive->shares_of.empty())
            redraw(one.incentive->condition, c.id);
        else if (one.veto && !one.veto->with)
            redraw(one.veto->condition, c.id);
        else if (one.record)
            one.record->roles = {draw_role("student")};
        else if (one.pledge)
            redraw(*one.pledge, c.id);
        else if (one.committee)
            one.committee = draw_committee();
        else if (one.entitlement)
            redraw(one.entitlement->due, c.id);
        else if (one.prohibition)
            one.prohibition->roles = {one_of<std::string>({"teacher", "school", "anyone", "staff"})};
        c.others.push_back({one});
    }

    /// What another reading leaves open has another name.
    static void rename(std::string& parameter) {
        if (!parameter.empty())
            parameter.insert(parameter.rfind('.') + 1, "other_");
    }

    void redraw(due_rule& due, const std::string& clause_id) {
        due = draw_due(clause_id);
        rename(due.parameter);
    }

    void redraw(pledge_rule& p, const std::string& clause_id) {
        p = draw_pledge(clause_id);
        rename(p.pairs_parameter), rename(p.every_parameter);
    }

    void redraw(figure_condition& f, const std::string& clause_id) {
        const std::string kind = f.unit_kind, indicator = f.indicator;
        const bool is_number = indicator == "dropouts";
        do
            f = draw_figure(clause_id);
        while ((f.indicator == "dropouts") != is_number);
        f.unit_kind = kind;
        rename(f.line_parameter);
    }

    std::string next_id(const policy& p, int layer) {
        return name("k", layer) + name("-", static_cast<int>(p.clauses.size()));
    }

    rule new_rule() {
        rule one;
        one.id = name("r", rules_++);
        return one;
    }

    void draw_procedure(policy& p, int layer) {
        clause c;
        c.id = next_id(p, layer);
        rule lists = new_rule();
        lists.procedure.emplace();
        lists.procedure->procedure = "transfer_out";
        lists.procedure->steps = layer == 0 && r_.percent(50)
                                     ? std::vector<std::string>{"central_school_approval"}
                                     : std::vector<std::string>(steps_.begin(), steps_.begin() + r_.between(1, 4));
        lists.procedure->gives = "transferred";
        c.rules.push_back(lists);
        p.clauses.push_back(c);
        if (r_.percent(75)) {
            clause d;
            d.id = next_id(p, layer);
            rule gives = new_rule();
            gives.procedure.emplace();
            gives.procedure->procedure = "transfer_out";
            gives.procedure->when_complete = false;
            gives.procedure->gives = "dropout";
            d.rules.push_back(gives);
            p.clauses.push_back(d);
        }
    }

    void draw_layers() {
        const int layers = r_.percent(75) ? 1 : 2;
        for (int l = 0; l < layers; ++l) {
            policy p;
            p.id = name("policy", l);
            if (r_.percent(75))
                draw_procedure(p, l);
            const int n = r_.between(6, 9);
            for (int i = 0; i < n; ++i) {
                rule one = new_rule();
                const std::string id = next_id(p, l);
                if (r_.percent(35)) {
                    draw_keeping(one, id);
                    add_clause(p, one, l);
                    continue;
                }
                const int x = r_.below(100);
                if (x < 18) {
                    one.ladder = draw_ladder(id);
                } else if (x < 42) {
                    one.duty = draw_duty(id);
                    if (one.duty->about == "student" && r_.percent(8))
                        one.after = draw_after(r_, acts_, r_.pick(acts_));
                    if (one.duty->about == "student")
                        draw_whom(one.applies_to, one.ages, id);
                } else if (x < 68) {
                    one.recurring = draw_recurring(id, l);
                } else if (x < 80) {
                    one.target.emplace();
                    one.target->condition = draw_figure(id);
                } else if (x < 92) {
                    one.incentive = draw_incentive(id);
                } else {
                    one.veto.emplace();
                    one.veto->condition = draw_figure(id);
                    one.veto->condition.unit_kind = r_.percent(60) ? "class" : "school";
                    one.veto->roles = one.veto->condition.unit_kind == "class"
                                          ? std::vector<std::string>{"class_teacher", "responsible_person"}
                                          : std::vector<std::string>{"principal"};
                    one.veto->forfeits = {"merit_rating", "advanced_class"};
                }
                if ((one.target || one.incentive || one.veto) && r_.percent(30))
                    one.applies_to.stages = {r_.percent(50) ? "primary" : "junior_middle"};
                if (r_.percent(8))
                    one.open_details = {id + ".detail"};
                add_clause(p, one, l);
            }
            draw_dependents(p, l);
            s_.layers.push_back(p);
        }
        if (r_.percent(30))
            draw_reading();
        // The lower layer says some of the upper one's duties again, with another deadline.
        if (layers == 2)
            for (const clause& c : s_.layers[0].clauses)
                if (c.rules[0].duty && c.rules[0].duty->on != event::missed_deadline &&
                    c.rules[0].duty->on != event::sum_due && r_.percent(60)) {
                    clause again = c;
                    again.others.clear();
                    again.id = next_id(s_.layers[1], 1);
                    again.rules[0].id = name("r", rules_++);
                    again.rules[0].duty->due = draw_due(again.id);
                    if (again.rules[0].ages) {
                        age_rule& g = *again.rules[0].ages;
                        if (!g.from_parameter.empty())
                            g.from_parameter = again.id + ".from_age";
                        if (!g.until_parameter.empty())
                            g.until_parameter = again.id + ".until_age";
                    }
                    if (!again.rules[0].duty->late_parameter.empty())
                        again.rules[0].duty->late_parameter = again.id + ".late_after";
                    if (!again.rules[0].duty->times_parameter.empty())
                        again.rules[0].duty->times_parameter = again.id + ".times";
                    if (!again.rules[0].open_details.empty())
                        again.rules[0].open_details = {again.id + ".detail"};
                    s_.layers[1].clauses.push_back(again);
                }
    }

    /// Pledges, registers, seats, benefits and barred conduct.
    void draw_keeping(rule& one, const std::string& id) {
        const int x = r_.below(100);
        if (x < 3) {
            one.guidance = true;
            return;
        }
        if (x < 28)
            one.record = draw_record(id);
        else if (x < 46)
            one.pledge = draw_pledge(id);
        else if (x < 58)
            one.committee = draw_committee();
        else if (x < 80)
            one.entitlement = draw_entitlement(id);
        else
            one.prohibition = draw_prohibition(id);
        if (one.record || one.entitlement ||
            (one.pledge && !one.pledge->pairs.empty() && one.pledge->pairs[0].about == "student" &&
             one.pledge->pairs.size() == 1))
            draw_whom(one.applies_to, one.ages, id);
        else if (r_.percent(15))
            one.applies_to.stages = {r_.percent(50) ? "primary" : "junior_middle"};
        if (one.prohibition && r_.percent(15))
            one.applies_to.unit_kinds = {"school"};
        if (one.prohibition && r_.percent(15))
            one.ages = draw_ages(id);
        if ((one.record || one.entitlement) && r_.percent(8))
            one.after = draw_after(r_, acts_, r_.pick(acts_));
    }

    /// Rules that refer to another of the policy.
    void draw_dependents(policy& p, int layer) {
        const std::vector<clause> so_far = p.clauses;
        for (const clause& c : so_far) {
            const rule& one = c.rules[0];
            if (one.duty && one.duty->about == "student" && r_.percent(35)) {
                rule follows = new_rule();
                follows.duty.emplace();
                follows.duty->on = event::missed_deadline;
                follows.duty->of_clause = c.id;
                follows.duty->of_rule = one.id;
                follows.duty->owes = draw_owes("student", true);
                follows.duty->due = draw_due(next_id(p, layer));
                clause d;
                d.id = next_id(p, layer);
                d.rules = {follows};
                p.clauses.push_back(d);
            }
            if (one.incentive && one.incentive->effect != effect_kind::honour && r_.percent(50)) {
                rule shares = new_rule();
                shares.incentive.emplace();
                shares.incentive->effect = one.incentive->effect;
                shares.incentive->shares_of = {c.id};
                shares.incentive->roles = {"principal", "central_school_leader"};
                const int n = r_.between(2, 7);
                const int k = r_.between(1, n - 1);
                if (r_.percent(85))
                    shares.incentive->shares = {{k, n}, {n - k, n}};
                else
                    shares.incentive->shares_parameter = next_id(p, layer) + ".shares";
                clause d;
                d.id = next_id(p, layer);
                d.rules = {shares};
                p.clauses.push_back(d);
            }
            if (one.incentive && one.incentive->effect != effect_kind::honour && r_.percent(50)) {
                rule due = new_rule();
                due.duty.emplace();
                due.duty->on = event::sum_due;
                due.duty->about = one.incentive->condition.unit_kind;
                due.duty->sums = {c.id};
                due.duty->owes = draw_owes(due.duty->about, true);
                due.duty->due = draw_due(next_id(p, layer));
                clause d;
                d.id = next_id(p, layer);
                d.rules = {due};
                p.clauses.push_back(d);
            }
            if (one.incentive && one.incentive->effect == effect_kind::honour && r_.percent(50)) {
                rule forfeits = new_rule();  // the honour, on the same condition
                forfeits.veto.emplace();
                forfeits.veto->condition = one.incentive->condition;
                forfeits.veto->roles = {"principal"};
                forfeits.veto->forfeits = one.incentive->honours;
                clause d;
                d.id = next_id(p, layer);
                d.rules = {forfeits};
                if (!forfeits.veto->condition.line_parameter.empty())
                    d.rules[0].veto->condition.line_parameter = d.id + ".threshold";
                p.clauses.push_back(d);
            }
            if (one.target && r_.percent(30)) {
                rule bars = new_rule();
                bars.prohibition = draw_prohibition(next_id(p, layer));
                bars.prohibition->unmet = {c.id};
                bars.prohibition->below = r_.percent(40);
                clause d;
                d.id = next_id(p, layer);
                d.rules = {bars};
                p.clauses.push_back(d);
            }
            if (one.veto && !c.effective_from && !c.effective_until && r_.percent(50)) {
                rule with = new_rule();
                with.veto.emplace();
                with.veto->with = c.id;
                with.veto->condition.unit_kind = one.veto->condition.unit_kind;
                with.veto->roles = one.veto->roles;
                with.veto->forfeits = {"no_dropout_class"};
                with.applies_to = one.applies_to;
                clause d;
                d.id = next_id(p, layer);
                d.rules = {with};
                p.clauses.push_back(d);
            }
        }
    }

    // ---------------------------------------------------------------- counts

    void draw_counts() {
        world& f = w();
        f.counts.emplace();
        std::set<std::string> with_classes;
        for (const auto& [id, school] : school_of_)
            with_classes.insert(school);
        for (const unit_row& u : w().units) {
            if (u.kind != "school" && u.kind != "class")
                continue;
            const bool only_counts = u.kind == "school" && !with_classes.count(u.unit_id);
            for (int y = 0; y < years_; ++y) {
                if (!r_.percent(only_counts ? 85 : 12))
                    continue;
                const std::vector<std::string> which = {"dropout_rate", "retention_rate", "dropouts"};
                std::set<std::string> used;
                const int n = r_.between(1, 2);
                for (int i = 0; i < n; ++i) {
                    count_row row;
                    row.unit_id = u.unit_id;
                    row.school_year = name("y", y);
                    row.indicator = i == 0 && r_.percent(70) ? "dropout_rate" : r_.pick(which);
                    if (!used.insert(row.indicator).second)
                        continue;
                    const long whole = r_.percent(8) ? 0 : r_.between(1, 60);
                    const long left = whole == 0 ? 0 : std::min<long>(whole, r_.percent(40) ? 0 : r_.below(4));
                    row.numerator = row.indicator == "retention_rate" ? whole - left : left;
                    row.denominator = row.indicator == "dropouts" ? std::max(whole, left) : whole;
                    if (r_.percent(6))
                        row.numerator.reset();  // suppressed
                    if (r_.percent(4))
                        row.denominator.reset();
                    if (row.indicator == "dropout_rate" && r_.percent(60))
                        row.formula = r_.percent(70) ? "glossary" : "inspection";
                    if (r_.percent(50))
                        row.counted_on = year_end(y) + r_.between(-20, 20);
                    f.counts->push_back(row);
                }
            }
        }
    }

    // ---------------------------------------------------------------- acts

    std::string draw_actor(const std::vector<std::string>& bearers) {
        if (!bearers.empty() && r_.percent(65))
            return r_.pick(bearers);
        if (w().holdings->empty() || r_.percent(10))
            return "outsider";
        return r_.pick(*w().holdings).person_id;
    }

    void do_act(day d, const std::string& kind, const std::string& actor, const std::string& student,
                const std::string& unit) {
        act_row a = new_act(d, kind, actor);
        if (!student.empty())
            a.student_id = student;
        if (!unit.empty())
            a.unit_id = unit;
        if (kind == "issue_return_notice" && r_.percent(60))
            a.due_on = d + r_.between(0, 14);
        w().acts->push_back(a);
    }

    /// Three times, so that what the first acts trigger is answered too.
    void draw_acts() {
        w().records.emplace();
        w().pledges.emplace();
        std::set<std::string> answered;
        draw_deeds();
        for (int round = 0; round < 3; ++round) {
            const findings found = evaluate_layers(s_.layers, w(), last_ + 25, false);
            for (const entitlement_row& e : found.entitlements) {
                const std::string key = e.clause + "|" + e.rule + "|" + e.student + "|" + std::to_string(e.from);
                if (answered.insert(key).second && r_.percent(55))
                    grant(e);
            }
            for (const obligation& o : found.obligations) {
                const std::string key = o.clause + "|" + o.rule + "|" + o.student + "|" + o.unit + "|" + o.person +
                                        "|" + std::to_string(o.triggered_on) + "|" + o.role + "|" + o.acts.front();
                if (!answered.insert(key).second || r_.percent(25))
                    continue;
                answer(o);
            }
        }
        if (r_.percent(40))
            r_.shuffle(*w().acts);
        if (r_.percent(40))
            r_.shuffle(*w().records);
        if (r_.percent(40))
            r_.shuffle(*w().pledges);
    }

    /// Acts about units upon which something is owed, sometimes two on one day.
    void draw_deeds() {
        for (const policy& p : s_.layers)
            for (const clause& c : p.clauses) {
                const rule& one = c.rules[0];
                if (!one.duty || one.duty->on != event::act_done || one.duty->about == "student")
                    continue;
                const std::string unit = r_.pick(one.duty->about == "class" ? classes_ : schools_);
                const day d = r_.between(first_, last_);
                do_act(d, one.duty->act, draw_actor({}), "", unit);
                if (r_.percent(50)) {
                    const std::string other = draw_actor({});
                    do_act(d + r_.pick(std::vector<int>{0, 0, 1}), one.duty->act, other, "", unit);
                }
            }
    }

    const rule* rule_of(const obligation& o) const {
        for (const policy& p : s_.layers)
            for (const clause& c : p.clauses)
                for (const rule& one : c.rules)
                    if (p.id == o.policy && c.id == o.clause && one.id == o.rule)
                        return &one;
        return nullptr;
    }

    day draw_day_for(day from, std::optional<day> due) {
        return due && r_.percent(40) ? *due + r_.between(-1, 2)
                                     : from + (r_.percent(50) ? r_.between(-1, 2) : r_.between(0, 12));
    }

    void grant(const entitlement_row& e) {
        const day d = draw_day_for(e.from, e.due_on);
        do_act(d, "grant_benefit", draw_actor(e.bearers), e.student, "");
        if (r_.percent(92))
            w().acts->back().object = r_.percent(88) ? e.benefit : r_.pick(benefits_);
    }

    /// An entry: of that case or another, opened only, or kept by somebody else.
    void enter(const obligation& o, const record_rule& r) {
        record_row e;
        e.record_id = name("rec", static_cast<int>(w().records->size()));
        e.register_name = r_.percent(90) ? r.in : "key_student";
        e.keeper_id = draw_actor(o.bearers);
        if (r_.percent(92))
            e.student_id = o.student;
        else if (!w().students->empty())
            e.student_id = r_.pick(*w().students).student_id;
        const day d = draw_day_for(o.triggered_on, o.due_on);
        e.opened_on = d - r_.below(4);
        if (r_.percent(90))
            e.completed_on = d;
        if (r.on == event::act_done && r_.percent(85))
            e.refers_to = (*w().acts)[static_cast<std::size_t>(o.caused_first.row)].act_id;
        w().records->push_back(e);
    }

    /// Signed by the bearers and somebody of the other role, in either order, or by others.
    void sign(const obligation& o) {
        pledge_row p;
        p.role_from = o.role;
        p.role_to = *o.recipient_role;
        p.signed_on = draw_day_for(o.triggered_on, o.due_on);
        if (o.due_on && r_.percent(40))
            p.signed_on = r_.between(o.triggered_on, *o.due_on);
        p.from_id = draw_actor(o.bearers);
        std::vector<std::string> others;
        if (p.role_to == "student") {
            others.push_back(o.student);
        } else {
            for (const holding_row& h : *w().holdings)
                if (h.role == p.role_to)
                    others.push_back(h.person_id);
        }
        p.to_id = draw_actor(others);
        if (p.role_to == "student" && r_.percent(90))
            p.to_id = o.student;
        const int x = r_.below(10);
        if (x < 7) {
            if (o.student.empty())
                p.unit_id = o.unit;
            else
                p.student_id = o.student;
        } else if (x == 7) {
            p.unit_id = o.unit;
            if (!o.student.empty())
                p.student_id = o.student;
        }
        if (r_.percent(25)) {
            std::swap(p.from_id, p.to_id);
            std::swap(p.role_from, p.role_to);
        }
        if (r_.percent(10))
            p.until = p.signed_on + r_.below(100);
        w().pledges->push_back(p);
    }

    /// What somebody did: verified at once, later or never; by staff, by others, and by units and pupils.
    void draw_incidents() {
        w().incidents.emplace();
        const int n = r_.below(12);
        std::string actor;
        for (int i = 0; i < n; ++i) {
            incident_row r;
            r.incident_id = name("i", r_.below(900) + 100) + name("-", i);
            r.date = r_.percent(15) ? r_.between(year_end(0), last_ + 10) : r_.between(first_ - 2, last_ + 10);
            r.conduct = r_.pick(conduct_);
            if (actor.empty() || r_.percent(40))
                actor = draw_culprit();
            r.actor_id = actor;
            if (!w().students->empty() && r_.percent(60))
                r.student_id = r_.pick(*w().students).student_id;
            if (r_.percent(r.student_id ? 10 : 85))
                r.unit_id = r_.percent(50) ? r_.pick(schools_) : r_.pick(classes_);
            if (r_.percent(80))
                r.verified_on = r.date + (r_.percent(50) ? 0 : r_.below(30));
            w().incidents->push_back(r);
        }
    }

    std::string draw_culprit() {
        const int x = r_.below(100);
        if (x < 70 && !w().holdings->empty())
            return r_.pick(*w().holdings).person_id;
        if (x < 76)
            return "outsider";
        if (x < 82)
            return "mill";
        if (x < 86)
            return "elsewhere";
        if (x < 93)
            return r_.percent(70) ? r_.pick(schools_) : "town";
        return w().students->empty() ? "outsider" : r_.pick(*w().students).student_id;
    }

    void answer(const obligation& o) {
        if (o.acts.front() == "keep_record")
            return enter(o, *rule_of(o)->record);
        if (o.acts.front() == "sign_pledge")
            return sign(o);
        const bool is_quota = o.step == 0 && (o.needed > 1 || !o.person.empty() || o.due_on);
        const int n = is_quota ? std::max(1, o.needed + r_.between(-1, 1)) : 1;
        for (int i = 0; i < n; ++i) {
            day d = o.triggered_on + (r_.percent(50) ? r_.between(-1, 2) : r_.between(0, 12));
            if (o.due_on && r_.percent(is_quota ? 80 : 40))
                d = is_quota && r_.percent(70) ? r_.between(o.triggered_on, std::max(o.triggered_on, *o.due_on))
                                               : *o.due_on + r_.between(-1, 2);
            std::string student = o.student;
            if (!o.person.empty() && !w().students->empty())
                student = r_.pick(*w().students).student_id;
            std::string unit = o.student.empty() && o.person.empty() ? o.unit : "";
            if (r_.percent(4))
                student = w().students->empty() ? "" : r_.pick(*w().students).student_id;
            const std::string actor = !student.empty() && r_.percent(4) ? student : draw_actor(o.bearers);
            do_act(d, r_.percent(94) ? r_.pick(o.acts) : r_.pick(acts_), actor, student, unit);
        }
    }

    // ---------------------------------------------------------------- the date, and what is not given

    void draw_as_of() {
        const int y = r_.below(years_);
        const int x = r_.below(10);
        if (x < 4)
            s_.as_of = year_end(y) + r_.between(-1, 1);
        else if (x == 4)
            s_.as_of = year_end(y) + r_.between(2, 18);
        else if (x == 5)
            s_.as_of = last_ + r_.between(0, 40);
        else if (x == 6)
            s_.as_of = r_.pick(w().terms).first_day + r_.between(0, 1);
        else
            s_.as_of = r_.between(first_, last_);
    }

    void draw_what_is_not_given() {
        world& f = w();
        if (r_.percent(5)) {  // the actors must be known from somewhere
            std::set<std::string> actors;
            for (const holding_row& h : *f.holdings)
                actors.insert(h.person_id);
            for (const std::string& a : actors)
                f.parties->push_back({a, "person"});
            f.holdings.reset();
        }
        if (r_.percent(3))
            f.acts.reset();
        if (r_.percent(3))
            f.transfers.reset();
        if (!f.acts)  // entries refer to acts
            for (record_row& r : *f.records)
                r.refers_to.reset();
        if (r_.percent(3))
            f.records.reset();
        if (r_.percent(3))
            f.pledges.reset();
        if (r_.percent(3))
            f.incidents.reset();
        if (!f.transfers && f.acts)  // papers refer to transfers
            f.acts->erase(std::remove_if(f.acts->begin(), f.acts->end(),
                                         [](const act_row& a) { return a.refers_table.has_value(); }),
                          f.acts->end());
        if (r_.percent(3))
            f.needs.reset();
        if (r_.percent(3))
            f.registrations.reset();
        if (r_.percent(10))
            f.counts.reset();
        if (r_.percent(2)) {
            f.enrolments.reset();
            f.attendance->clear();
        }
    }

    splitmix64 r_;
    year_options o_;
    year_sample s_{};
    int years_ = 1;
    day first_ = 0;
    day last_ = 0;
    bool central_ = false;
    int rules_ = 0;
    std::vector<std::string> schools_{};
    std::vector<std::string> classes_{};
    std::map<std::string, std::string> school_of_{};
    std::map<std::string, std::vector<std::string>> staff_{};
    std::vector<enrolment_row> enrolled_{};
    std::vector<std::string> steps_{"written_application", "class_teacher_opinion", "receiving_school_opinion",
                                    "vice_principal_approval"};
    std::vector<std::string> benefits_{"fee_reduction", "helping_pair", "help"};
    std::vector<std::string> conduct_{"dereliction", "no_practical_measures", "discrimination"};
    std::vector<std::string> needs_{"academic_difficulty", "economic_hardship", "key_student", "wavering",
                                    "dropout_intention"};
    std::vector<std::string> acts_{"home_visit", "interview",     "report_dropout",       "report_dropout_list",
                                   "refer",      "notify_parent", "chase_transfer_papers"};
};

}  // namespace naive
