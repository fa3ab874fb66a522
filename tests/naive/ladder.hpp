// SPDX-License-Identifier: Apache-2.0
#pragma once

// One pupil's marks, and on which session each rung of a ladder fires.

#include "calendar.hpp"
#include "model.hpp"
#include "needs.hpp"
#include "people.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

/// One session that was held for one pupil on the roll.
struct slot {
    day date = 0;
    int order = 0;  // 0 am, 1 pm; 2 stands for the end of a day
    std::string unit;
    int term = -1;
    std::string school_year;
    int stretch = 0;                    // a new number after every break of enrolment that ends a run
    std::optional<naive::mark> mark{};  // null: unmarked
    int minutes_late = 0;
    long row = -1;  // of the attendance table, -1 where presence is presumed
};

/// Something that a rung adds up, at the session that brought it about.
struct contribution {
    day date = 0;
    int order = 0;
    int amount = 1;
    cause first{};
    cause last{};
};

struct firing {
    day date = 0;
    int order = 0;
    cause first{};
    cause last{};
    bool birth_unknown = false;
};

/// The register of one district as known on as_of.
class registers {
public:
    registers(const world& w, day as_of) : w_(w) {
        if (w.attendance)
            for (std::size_t i = 0; i < w.attendance->size(); ++i) {
                const attendance_row& a = (*w.attendance)[i];
                if (a.date > as_of)
                    continue;
                marks_[a.student_id].emplace(std::make_pair(a.date, a.session == session_of_day::am ? 0 : 1),
                                             static_cast<long>(i));
            }
        if (w.roll_calls)
            for (const roll_call_row& r : *w.roll_calls)
                if (r.date <= as_of)
                    taken_.insert({r.class_id, r.date, r.session == session_of_day::am ? 0 : 1});
    }

    /// What the register says of a session: the mark, or nothing.
    void fill(const std::string& student_id, slot& s) const {
        if (!w_.attendance)
            return;
        const auto of_student = marks_.find(student_id);
        if (of_student != marks_.end()) {
            const auto it = of_student->second.find({s.date, s.order});
            if (it != of_student->second.end()) {
                const attendance_row& a = (*w_.attendance)[static_cast<std::size_t>(it->second)];
                s.mark = a.mark;
                s.minutes_late = a.minutes_late.value_or(0);
                s.row = it->second;
                return;
            }
        }
        if (w_.registers == register_mode::exceptions && (!w_.roll_calls || taken_.count({s.unit, s.date, s.order})))
            s.mark = mark::present;
    }

private:
    const world& w_;
    std::map<std::string, std::map<std::pair<day, int>, long>> marks_{};
    std::set<std::tuple<std::string, day, int>> taken_{};
};

/// Every held session of a pupil up to as_of, in order.
inline std::vector<slot> sessions_of(const world& w, const calendar& c, const people& p, const registers& r,
                                     const std::string& student_id, day as_of) {
    (void)w;
    std::vector<slot> out;
    int stretch = 0;
    for (const spell& e : p.spells_of(student_id)) {
        const day last = e.until ? *e.until : as_of;
        for (day d = e.from; d <= last && d <= as_of; ++d) {
            if (!p.on_roll(student_id, d))
                continue;
            const day_info info = c.on(e.unit, d);
            for (int order = 0; order < 2; ++order) {
                if (!(order == 0 ? info.am : info.pm))
                    continue;
                slot s;
                s.date = d;
                s.order = order;
                s.unit = e.unit;
                s.term = info.term;
                s.school_year = c.term(info.term).school_year;
                s.stretch = stretch;
                r.fill(student_id, s);
                out.push_back(s);
            }
        }
        if (!e.goes_on)
            ++stretch;
    }
    return out;
}

/// The acts on record for each pupil, in order of date, then act_id.
struct known_act {
    const act_row* act = nullptr;
    long row = -1;
};

/// Whether the acts that must come before a day are on record: on how many days, since `start` or in months before.
/// \param only_before  asks for so many, or more, by the day before
inline bool are_on_record(const after_rule& rule, const std::vector<known_act>& acts, std::optional<day> start, day d,
                          bool only_before = false) {
    day last = only_before ? d - 1 : d;
    if (rule.months > 0) {
        if (rule.step == 0)
            start = months_before(d, rule.months) + 1;
        last = d - 1;
    }
    std::set<day> days;
    for (day x = start ? *start : d + 1; x <= last; ++x) {
        bool has_begun = rule.following.empty();
        bool found = false;
        for (const known_act& a : acts) {
            has_begun = has_begun || (a.act->act == rule.following && *start <= a.act->date && a.act->date <= x);
            found = found || (a.act->act == rule.act && a.act->date == x);
        }
        if (has_begun && found)
            days.insert(x);
    }
    const int n = static_cast<int>(days.size());
    if (only_before)
        return n >= rule.at_least;
    return n >= rule.at_least && (!rule.below || n < *rule.below);
}

inline std::map<std::string, std::vector<known_act>> acts_by_student(const world& w, day as_of) {
    std::map<std::string, std::vector<known_act>> out;
    if (w.acts)
        for (std::size_t i = 0; i < w.acts->size(); ++i) {
            const act_row& a = (*w.acts)[i];
            if (a.date <= as_of && a.student_id)
                out[*a.student_id].push_back({&a, static_cast<long>(i)});
        }
    for (auto& [student, list] : out)
        std::sort(list.begin(), list.end(), [](const known_act& a, const known_act& b) {
            return std::make_pair(a.act->date, a.act->act_id) < std::make_pair(b.act->date, b.act->act_id);
        });
    return out;
}

/// Whether an age rule holds on a date. Birth date unknown: it does.
inline bool is_of_age(const age_rule& rule, std::optional<day> birth, const calendar& c, const std::string& unit_id,
                      day d) {
    if (!birth)
        return true;
    if (rule.from && d < reaches_age(*birth, *rule.from))
        return false;
    if (!rule.until)
        return true;
    const day reached = reaches_age(*birth, *rule.until);
    if (rule.until_runs_on != runs_on::birthday) {
        // The school year of the birthday: the last one begun by then, so that a summer belongs to the year just ended.
        std::optional<school_year_span> year;
        for (const school_year_span& y : c.school_years_of(unit_id))
            if (y.first <= reached)
                year = y;
        // A year holds the birthdays up to the anniversary of its first day; later ones fall in a year that is not
        // listed.
        if (year && reached < reaches_age(year->first, 1)) {
            if (rule.until_runs_on == runs_on::school_year_end)
                return d <= year->last;
            civil at = make_civil(year->first);
            at.month = rule.month;
            if (make_day(at.year, at.month, days_in_month(at.year, at.month)) < year->first)
                ++at.year;
            day named = make_day(at.year, at.month, days_in_month(at.year, at.month));
            while (weekday(named) != rule.weekday)
                --named;
            return d <= named;
        }
    }
    return d < reached;
}

/// The names of ages that the plan leaves open. They keep nobody away.
inline std::vector<std::string> open_ages(const age_rule& rule) {
    std::vector<std::string> out;
    if (!rule.from && !rule.from_parameter.empty())
        out.push_back(rule.from_parameter);
    if (!rule.until && !rule.until_parameter.empty())
        out.push_back(rule.until_parameter);
    return out;
}

/// One pupil against the rungs of the policy.
class climber {
public:
    climber(const world& w, const calendar& c, const people& p, const std::string& student_id,
            const std::vector<slot>& slots, const std::vector<known_act>& acts, day as_of)
        : w_(w), calendar_(c), people_(p), student_id_(student_id), slots_(slots), acts_(acts), as_of_(as_of) {
        for (const slot& s : slots_) {
            if (days_.empty() || days_.back().front().date != s.date)
                days_.emplace_back();
            days_.back().push_back(s);
        }
        for (const std::vector<slot>& d : days_)
            school_dates_.insert(d.front().date);
    }

    /// Whether an act that a rung requires could not be looked up because acts were not given.
    bool missed_acts() const { return missed_acts_; }

    /// All firings of one rung, in order. Earlier firings are those of lower steps of its ladder.
    std::vector<firing> climb(const rung& r, const clause& from_clause,
                              const std::map<int, std::vector<firing>>& lower) {
        rung_ = &r;
        lower_ = &lower;
        clause_ = &from_clause;
        fired_.clear();
        missed_acts_ = false;
        if (r.mode.kind == mode_kind::consecutive)
            consecutive();
        if (r.mode.kind == mode_kind::cumulative)
            cumulative(contributions(lower));
        if (r.mode.kind == mode_kind::rolling)
            rolling(contributions(lower));
        if (r.mode.kind == mode_kind::share)
            share();
        if (r.mode.kind == mode_kind::not_back)
            not_back();
        std::sort(fired_.begin(), fired_.end(), [](const firing& a, const firing& b) {
            return std::make_pair(a.date, a.order) < std::make_pair(b.date, b.order);
        });
        return fired_;
    }

private:
    /// One run, period, window or school year, in which a rung fires at most once.
    struct chance {
        bool reached = false;
        bool done = false;
        bool birth_unknown = false;
    };

    bool counts(const slot& s) const { return s.mark && rung_->marks.count(*s.mark); }
    bool breaks(const slot& s) const { return s.mark && !rung_->marks.count(*s.mark); }
    /// A number left open is asked for once anything counts.
    bool is_reached(int count) const {
        if (!rung_->threshold)
            return count >= 1;
        return rung_->comparator == comparator::at_least ? count >= *rung_->threshold : count > *rung_->threshold;
    }
    static cause row_of(const slot& s) { return {"attendance", s.row}; }

    bool lists(unit_counted u) const {
        for (const counted_unit& c : rung_->counts)
            if (c.unit == u)
                return true;
        return false;
    }

    bool is_full(const std::vector<slot>& d) const {
        for (const slot& s : d)
            if (!counts(s))
                return false;
        return true;
    }

    /// The rule's conditions besides its count. The age is read when the count reaches the threshold; outside, the
    /// chance is used up.
    void attempt(chance& ch, day d, int order, const cause& first, const cause& last) {
        if (ch.done)
            return;
        const std::string unit = people_.unit_on(student_id_, d).value_or("");
        if (!ch.reached) {
            ch.reached = true;
            if (rung_->ages) {
                const student_row* s = people_.student(student_id_);
                const std::optional<day> birth = s ? s->birth_date : std::nullopt;
                if (!birth)
                    ch.birth_unknown = true;
                if (!is_of_age(*rung_->ages, birth, calendar_, unit, d)) {
                    ch.done = true;
                    return;
                }
            }
        }
        if (!applies(unit) || !is_effective(d) || !needs_allow(w_, rung_->applies_to, student_id_, d, as_of_)) {
            ch.done = true;
            return;
        }
        if (is_other_reached(d))
            return;
        if (rung_->after && !is_after(unit, d))
            return;
        ch.done = true;
        fired_.push_back({d, order, first, last, ch.birth_unknown});
    }

    bool applies(const std::string& unit) const {
        const applies_rule& a = rung_->applies_to;
        if (!a.stages.empty()) {
            const std::optional<std::string> stage = calendar_.stage(unit);
            if (!stage || std::find(a.stages.begin(), a.stages.end(), *stage) == a.stages.end())
                return false;
        }
        if (!a.unit_kinds.empty()) {
            bool found = false;
            for (const std::string& u : calendar_.chain(unit))
                if (std::find(a.unit_kinds.begin(), a.unit_kinds.end(), calendar_.unit(u)->kind) != a.unit_kinds.end())
                    found = true;
            if (!found)
                return false;
        }
        return true;
    }

    /// Meaning 5.18: a trigger is judged by the text of its date.
    bool is_effective(day d) const {
        return (!clause_->effective_from || d >= *clause_->effective_from) &&
               (!clause_->effective_until || d < *clause_->effective_until);
    }

    /// Whether the rung's other count is reached at the end of a day.
    bool is_other_reached(day d) {
        if (!rung_->unless)
            return false;
        const other_count_rule& other = *rung_->unless;
        rung counted = *rung_;
        counted.counts = other.counts;
        counted.mode = other.mode;
        counted.after.reset();
        const rung* own = rung_;
        rung_ = &counted;
        const period cut = other.mode.kind == mode_kind::cumulative   ? other.mode.period
                           : other.mode.within == window_within::term ? period::term
                                                                      : period::school_year;
        const bool is_cut = other.mode.kind == mode_kind::cumulative || other.mode.within != window_within::none;
        const std::optional<std::string> key = is_cut ? period_of(cut, d) : std::nullopt;
        int count = 0;
        for (const contribution& c : contributions({})) {
            if (c.date > d || (is_cut && (!key || period_of(cut, c.date) != key)))
                continue;
            if (other.mode.kind == mode_kind::rolling && c.date < window_start(d, slots_.front().date))
                continue;
            count += c.amount;
        }
        rung_ = own;
        return other.comparator == comparator::at_least ? count >= other.threshold : count > other.threshold;
    }

    bool is_after(const std::string& unit, day d) {
        if (!w_.acts) {
            missed_acts_ = true;
            return false;
        }
        return are_on_record(*rung_->after, acts_, after_start(unit, d), d);
    }

    std::optional<day> after_start(const std::string& unit, day d) const {
        std::optional<day> start;
        if (rung_->after->since == period::term) {
            for (int t : calendar_.terms_of(unit))
                if (calendar_.term(t).first_day <= d)
                    start = calendar_.term(t).first_day;
        } else {
            for (const school_year_span& y : calendar_.school_years_of(unit))
                if (y.first <= d)
                    start = y.first;
        }
        const after_rule& after = *rung_->after;
        if (after.months > 0)
            start = months_before(d, after.months) + 1;
        if (after.step > 0) {  // from the first time that it was reached in that time on
            std::optional<day> reached;
            const auto at = lower_->find(after.step);
            if (start && at != lower_->end())
                for (const firing& f : at->second)
                    if (*start <= f.date && f.date <= d && (!reached || f.date < *reached))
                        reached = f.date;
            start = reached;
        }
        return start;
    }

    /// Whether what a day adds counts: of a rung that counts afresh, only when the acts were on record the day before.
    bool adds_afresh(day d) const {
        return !rung_->after || !rung_->after->afresh || !w_.acts ||
               are_on_record(*rung_->after, acts_, after_start(people_.unit_on(student_id_, d).value_or(""), d), d,
                             true);
    }

    /// The days on which the act that the rung requires came on record, during the pupil's life. On them a count that
    /// stands reached is looked at again.
    std::set<day> act_days() const {
        std::set<day> out;
        const student_row* s = people_.student(student_id_);
        for (const known_act& a : acts_)
            if (rung_->after && rung_->after->at_least > 0 && rung_->after->months == 0 && !rung_->after->afresh &&
                a.act->act == rung_->after->act && !(s && s->died_on && *s->died_on < a.act->date))
                out.insert(a.act->date);
        return out;
    }

    // ---------------------------------------------------------------- consecutive (meaning 5.3 and 5.4)

    enum class verdict { counts, breaks, unknown };

    struct item {
        day date = 0;
        int order = 0;
        verdict says = verdict::unknown;
        cause first{};
        cause last{};
        int stretch = 0;
        int term = -1;
        bool is_act = false;
    };

    /// The stretch of enrolments in which a day lies, as sessions are numbered; -1 where a run would have ended.
    int stretch_on(day d) const {
        int stretch = 0;
        int out = -1;
        for (const spell& e : people_.spells_of(student_id_)) {
            if (e.from > d)
                break;
            out = e.until && *e.until < d && !e.goes_on ? -1 : stretch;
            if (!e.goes_on)
                ++stretch;
        }
        return out;
    }

    /// Whether the run that holds a day's item still stands at the end of a later day without one that ends it.
    bool still_stands(const item& before, day last_counted, day d) const {
        if (before.stretch != stretch_on(d))
            return false;
        if (calendar_.term(before.term).last_day < d && !rung_->mode.across_terms)
            return false;
        if (rung_->mode.adjacent == adjacency::calendar_days)
            for (day x = last_counted + 1; x <= d; ++x)
                if (!school_dates_.count(x))
                    return false;
        return true;
    }

    std::vector<item> items() const {
        std::vector<item> out;
        const unit_counted unit = rung_->counts.front().unit;
        if (unit == unit_counted::session) {
            for (const slot& s : slots_) {
                const verdict v = counts(s) ? verdict::counts : breaks(s) ? verdict::breaks : verdict::unknown;
                out.push_back({s.date, s.order, v, row_of(s), row_of(s), s.stretch, s.term});
            }
            return out;
        }
        for (const std::vector<slot>& d : days_) {
            item it;
            it.date = d.front().date;
            it.order = d.back().order;
            it.stretch = d.front().stretch;
            it.term = d.front().term;
            if (unit == unit_counted::full_day) {
                bool broken = false;
                for (const slot& s : d)
                    broken = broken || breaks(s);
                it.says = broken ? verdict::breaks : is_full(d) ? verdict::counts : verdict::unknown;
                it.first = row_of(d.front());
                it.last = row_of(d.back());
            } else {
                it.says = day_verdict_part(d);
                for (const slot& s : d)
                    if (counts(s)) {
                        it.order = s.order;
                        it.first = row_of(s);
                        it.last = row_of(s);
                        break;
                    }
            }
            out.push_back(it);
        }
        return out;
    }

    verdict day_verdict_part(const std::vector<slot>& d) const {
        bool any = false;
        bool all_marked = true;
        for (const slot& s : d) {
            any = any || counts(s);
            all_marked = all_marked && s.mark.has_value();
        }
        return any ? verdict::counts : all_marked ? verdict::breaks : verdict::unknown;
    }

    void consecutive() {
        int count = 0;
        chance ch;
        cause first;
        cause last;
        day last_counted = 0;  // while count is above 0
        const item* before = nullptr;
        std::vector<item> all = items();
        for (day d : act_days()) {
            item it;
            it.date = d;
            it.order = 2;
            it.is_act = true;
            all.push_back(it);
        }
        std::stable_sort(all.begin(), all.end(), [](const item& a, const item& b) {
            return std::make_pair(a.date, a.order) < std::make_pair(b.date, b.order);
        });
        for (const item& it : all) {
            if (it.is_act) {
                if (is_reached(count) && still_stands(*before, last_counted, it.date))
                    attempt(ch, it.date, it.order, first, last);
                continue;
            }
            if (before) {
                const bool term_ended = calendar_.term(before->term).last_day < it.date;
                if (before->stretch != it.stretch || (term_ended && !rung_->mode.across_terms)) {
                    count = 0;
                    ch = chance{};
                }
            }
            before = &it;
            if (it.says == verdict::unknown)
                continue;
            if (it.says == verdict::breaks) {
                count = 0;
                ch = chance{};
                continue;
            }
            if (rung_->mode.adjacent == adjacency::calendar_days && count > 0)
                for (day d = last_counted + 1; d < it.date; ++d)
                    if (!school_dates_.count(d)) {  // a date without school separates; an unknown school day does not
                        count = 0;
                        ch = chance{};
                    }
            last_counted = it.date;
            if (count == 0)
                first = it.first;
            last = it.last;
            ++count;
            if (is_reached(count))
                attempt(ch, it.date, it.order, first, it.last);
        }
    }

    // ---------------------------------------------------------------- what a day adds

    std::vector<contribution> contributions(const std::map<int, std::vector<firing>>& lower) const {
        std::vector<contribution> out;
        const bool session = lists(unit_counted::session);
        const bool full = lists(unit_counted::full_day);
        const bool part = lists(unit_counted::part_day);
        const bool late = lists(unit_counted::late);
        const int kinds = (session ? 1 : 0) + (full ? 1 : 0) + (part ? 1 : 0) + (late ? 1 : 0);
        for (const std::vector<slot>& d : days_) {
            if (kinds == 0)
                break;
            const contribution whole{d.front().date, d.back().order, 1, row_of(d.front()), row_of(d.back())};
            if (kinds == 1 && !late) {
                if (full) {
                    if (is_full(d))
                        out.push_back(whole);
                    continue;
                }
                for (const slot& s : d)
                    if (counts(s)) {
                        out.push_back({s.date, s.order, 1, row_of(s), row_of(s)});
                        if (part)
                            break;
                    }
                continue;
            }
            // Several added up: a full day once; otherwise each half-day absence and each late mark over the limit.
            if (is_full(d)) {
                out.push_back(whole);
                continue;
            }
            bool absence_counted = false;
            for (const slot& s : d) {
                if (counts(s) && (session || late || part)) {
                    if (!(part && absence_counted))
                        out.push_back({s.date, s.order, 1, row_of(s), row_of(s)});
                    absence_counted = true;
                }
                if (late && s.mark && *s.mark == mark::present && is_late(s))
                    out.push_back({s.date, s.order, 1, row_of(s), row_of(s)});
            }
        }
        for (const counted_unit& c : rung_->counts) {
            if (c.unit != unit_counted::earlier_rung)
                continue;
            for (const auto& [step, list] : lower)
                if (!c.earlier_step || *c.earlier_step == step)
                    for (const firing& f : list)
                        out.push_back({f.date, f.order, 1, f.first, f.last});
        }
        std::vector<contribution> kept;
        for (const contribution& c : out)
            if (adds_afresh(c.date))
                kept.push_back(c);
        out = kept;
        for (day d : act_days())
            out.push_back({d, 2, 0});  // adds nothing
        std::stable_sort(out.begin(), out.end(), [](const contribution& a, const contribution& b) {
            return std::make_pair(a.date, a.order) < std::make_pair(b.date, b.order);
        });
        return out;
    }

    bool is_late(const slot& s) const {
        for (const counted_unit& c : rung_->counts)
            if (c.unit == unit_counted::late && s.minutes_late > c.over_minutes)
                return true;
        return false;
    }

    // ---------------------------------------------------------------- cumulative (meaning 5.5)

    /// The name of the period that holds a date, or null.
    std::optional<std::string> period_of(period p, day d) const {
        if (p == period::month) {
            const civil c = make_civil(d);
            return std::to_string(c.year * 100 + c.month);
        }
        const std::optional<std::string> unit = people_.unit_on(student_id_, d);
        if (!unit)
            return std::nullopt;
        if (p == period::term) {
            const int t = calendar_.term_on(*unit, d);
            if (t < 0)
                return std::nullopt;
            return calendar_.term(t).term_id;
        }
        const std::optional<school_year_span> y = calendar_.school_year_on(*unit, d);
        if (!y)
            return std::nullopt;
        return y->name;
    }

    void cumulative(const std::vector<contribution>& all) {
        std::map<std::string, int> counts_in;
        std::map<std::string, chance> chances;
        std::map<std::string, cause> firsts;
        std::map<std::string, cause> lasts;
        for (const contribution& c : all) {
            const std::optional<std::string> key = period_of(rung_->mode.period, c.date);
            if (!key)
                continue;
            if (counts_in[*key] == 0)
                firsts[*key] = c.first;
            if (c.amount > 0)
                lasts[*key] = c.last;
            counts_in[*key] += c.amount;
            if (is_reached(counts_in[*key]))
                attempt(chances[*key], c.date, c.order, firsts[*key], lasts[*key]);
        }
    }

    // ---------------------------------------------------------------- rolling (meaning 5.5)

    bool has_school_in_week(day monday) {
        const auto known = weeks_.find(monday);
        if (known != weeks_.end())
            return known->second;
        return weeks_[monday] = look_for_school_in_week(monday);
    }

    bool look_for_school_in_week(day monday) const {
        for (day d = monday; d < monday + 7; ++d) {
            std::optional<std::string> unit = people_.unit_on(student_id_, d);
            if (!unit && !people_.spells_of(student_id_).empty())
                unit = people_.spells_of(student_id_).front().unit;
            if (unit && calendar_.is_school_day(*unit, d))
                return true;
        }
        return false;
    }

    day window_start(day t, day earliest) {
        if (rung_->mode.of == window_unit::days)
            return t - rung_->mode.length + 1;
        if (rung_->mode.of == window_unit::months)
            return months_before(t, rung_->mode.length) + 1;
        int weeks = 0;
        day monday = monday_of(t);
        while (true) {
            if (has_school_in_week(monday))
                ++weeks;
            if (weeks == rung_->mode.length || monday <= earliest)
                return monday;
            monday -= 7;
        }
    }

    void rolling(const std::vector<contribution>& all) {
        if (all.empty())
            return;
        chance ch;
        const day earliest = all.front().date;
        const window_within within = rung_->mode.within;
        const period cut = within == window_within::term ? period::term : period::school_year;
        std::vector<std::optional<std::string>> keys;
        for (const contribution& c : all)
            keys.push_back(within == window_within::none ? std::nullopt : period_of(cut, c.date));
        for (day t = earliest; t <= as_of_; ++t) {
            const day start = window_start(t, earliest);
            const std::optional<std::string> key_of_t =
                within == window_within::none ? std::nullopt : period_of(cut, t);
            int count = 0;
            cause first;
            cause last;
            for (std::size_t i = 0; i < all.size(); ++i) {
                const contribution& c = all[i];
                if (c.date < start || c.date > t)
                    continue;
                if (within != window_within::none && (!key_of_t || keys[i] != key_of_t))
                    continue;
                if (count == 0)
                    first = c.first;
                if (c.amount > 0)
                    last = c.last;
                count += c.amount;
                if (c.date == t && is_reached(count))
                    attempt(ch, t, c.order, first, last);
            }
            if (!is_reached(count))
                ch = chance{};  // a day that ended below n: the rung may fire again
        }
    }

    // ---------------------------------------------------------------- share (meaning 5.5)

    void share() {
        if (slots_.empty())
            return;
        const unit_counted unit = rung_->counts.front().unit;
        std::map<std::string, chance> chances;
        day month = slots_.front().date;
        while (month <= as_of_) {
            const civil c = make_civil(month);
            const day first = make_day(c.year, c.month, 1);
            const day last = last_day_of_month(month);
            month = last + 1;
            // The month's last school day on the pupil's calendar.
            std::optional<day> judged;
            bool all_known = true;
            for (day d = first; d <= last; ++d) {
                const std::optional<std::string> at = people_.unit_on(student_id_, d);
                if (!at)
                    continue;
                const day_info info = calendar_.on(*at, d);
                if (!info.known)
                    all_known = false;
                if (info.is_school_day())
                    judged = d;
            }
            if (!judged || !all_known || *judged > as_of_ || !people_.on_roll(student_id_, *judged))
                continue;
            const std::optional<std::string> year = period_of(period::school_year, *judged);
            if (!year)
                continue;
            int numerator = 0;
            int denominator = 0;
            cause first_cause;
            cause last_cause;
            for (const std::vector<slot>& d : days_) {
                if (d.front().date > *judged || d.front().school_year != *year)
                    continue;
                if (unit == unit_counted::session) {
                    for (const slot& s : d) {
                        if (s.mark)
                            ++denominator;
                        if (!counts(s))
                            continue;
                        if (numerator == 0)
                            first_cause = row_of(s);
                        last_cause = row_of(s);
                        ++numerator;
                    }
                    continue;
                }
                bool counted = false;
                bool known = false;
                if (unit == unit_counted::full_day) {
                    counted = is_full(d);
                    known = counted;
                    for (const slot& s : d)
                        known = known || breaks(s);
                } else {
                    counted = day_verdict_part(d) == verdict::counts;
                    known = day_verdict_part(d) != verdict::unknown;
                }
                if (known)
                    ++denominator;
                if (!counted)
                    continue;
                cause c_first;
                cause c_last;
                for (const slot& s : d)
                    if (counts(s)) {
                        if (c_first.row < 0)
                            c_first = row_of(s);
                        if (unit == unit_counted::full_day || c_last.row < 0)
                            c_last = row_of(s);
                    }
                if (numerator == 0)
                    first_cause = c_first;
                last_cause = c_last;
                ++numerator;
            }
            if (denominator < rung_->mode.at_least || denominator == 0)
                continue;
            const long left = static_cast<long>(numerator) * rung_->mode.ratio_denominator;
            const long right = static_cast<long>(denominator) * rung_->mode.ratio_numerator;
            if (numerator > 0 && (rung_->comparator == comparator::at_least ? left >= right : left > right))
                attempt(chances[*year], *judged, 2, first_cause, last_cause);
        }
    }

    // ---------------------------------------------------------------- not back (the meaning decisions, last list)

    std::optional<day> named_day(int term, const std::string& unit) const {
        const term_row& t = calendar_.term(term);
        if (rung_->mode.calendar_days_after_first)
            return t.first_day + *rung_->mode.calendar_days_after_first;
        if (rung_->mode.nth_school_day) {
            int n = 0;
            for (day d = t.first_day; d <= t.last_day; ++d) {
                const day_info info = calendar_.on(unit, d);
                if (!info.known)
                    return std::nullopt;
                if (info.is_school_day() && ++n == *rung_->mode.nth_school_day)
                    return d;
            }
            return std::nullopt;
        }
        return t.registration_until;
    }

    void not_back() {
        if (rung_->mode.basis == back_basis::registration && !w_.registrations)
            return;
        // Every named day on which the pupil was on a roll whose terms include that term, earliest first.
        std::vector<std::tuple<day, int, long>> named;
        for (const spell& e : people_.spells_of(student_id_))
            for (int t : calendar_.terms_of(e.unit)) {
                const std::optional<day> d = named_day(t, e.unit);
                if (d && *d <= as_of_ && e.from <= *d && (!e.until || *d <= *e.until) &&
                    people_.on_roll(student_id_, *d))
                    named.push_back({*d, t, e.row});
            }
        std::sort(named.begin(), named.end());
        std::set<int> done;
        for (const auto& [d, t, row] : named) {
            if (done.count(t))
                continue;
            done.insert(t);
            chance ch;
            if (rung_->mode.basis == back_basis::registration) {
                bool registered = false;
                for (const registration_row& r : *w_.registrations)
                    if (r.student_id == student_id_ && r.term_id == calendar_.term(t).term_id && r.registered_on <= d)
                        registered = true;
                if (!registered)
                    attempt(ch, d, 2, {"enrolments", row}, {"enrolments", row});
                continue;
            }
            bool back = false;
            cause first;
            cause last;
            for (const slot& s : slots_) {
                if (s.date < calendar_.term(t).first_day || s.date > std::min(d, calendar_.term(t).last_day))
                    continue;
                if (breaks(s))
                    back = true;
                if (counts(s)) {
                    if (first.row < 0)
                        first = row_of(s);
                    last = row_of(s);
                }
            }
            if (!back && first.row >= 0)
                attempt(ch, d, 2, first, last);
        }
    }

    const world& w_;
    const calendar& calendar_;
    const people& people_;
    std::string student_id_;
    const std::vector<slot>& slots_;
    const std::vector<known_act>& acts_;
    day as_of_;
    std::vector<std::vector<slot>> days_{};
    std::set<day> school_dates_{};
    std::map<day, bool> weeks_{};  // remembered, for speed only
    const rung* rung_ = nullptr;
    const std::map<int, std::vector<firing>>* lower_ = nullptr;
    const clause* clause_ = nullptr;
    std::vector<firing> fired_{};
    bool missed_acts_ = false;
};

}  // namespace naive
