// SPDX-License-Identifier: Apache-2.0
#pragma once

// The figures of a unit, stage and school year (meaning 5.10 and 5.11), and targets against their lines.

#include "rows.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

/// Null: cannot be known.
struct figure {
    std::optional<long> numerator{};
    std::optional<long> denominator{};
};

/// A figure against its line.
struct judged {
    std::string unit;
    std::optional<std::string> stage{};
    school_year_span year{};
    bool final = false;
    figure value{};
    std::optional<long> line_numerator{};
    std::optional<long> line_denominator{};
    std::optional<bool> met{};
};

class figures {
public:
    explicit figures(known& k) : k_(k) {}

    /// Every unit, stage and school year that a condition judges for a rule, with the gaps that this shows.
    std::vector<judged> judge(const place& at, const figure_condition& f, bool only_final) {
        const clause& c = at.of(k_);
        const rule& one = at.one(k_);
        std::vector<judged> out;
        for (const unit_row& u : k_.w.units) {
            if (u.kind != f.unit_kind || !fits_unit_kinds(one.applies_to, u.unit_id))
                continue;
            const std::vector<school_year_span> years = k_.cal.school_years_of(u.unit_id);
            for (const std::optional<std::string>& stage : stages_of(u.unit_id)) {
                if (!fits_stage(one.applies_to, stage))
                    continue;
                for (std::size_t y = 0; y < years.size(); ++y) {
                    if (years[y].first > k_.as_of || !is_in_force(c, years[y].last))
                        continue;
                    judged j;
                    j.unit = u.unit_id;
                    j.stage = stage;
                    j.year = years[y];
                    j.final = k_.as_of >= years[y].last;
                    if (only_final && !j.final)
                        continue;
                    j.value = value(at, f.indicator, f.formula, u.unit_id, stage, years, y);
                    if (f.previous_year) {
                        if (y == 0) {
                            undefined(at, j, "previous_year");
                        } else {
                            const figure before = value(at, f.indicator, f.formula, u.unit_id, stage, years, y - 1);
                            const bool known = before.numerator && before.denominator;
                            if (known && *before.denominator == 0)
                                undefined(at, j, "previous_year");
                            if (known && *before.denominator != 0) {
                                j.line_numerator = before.numerator;
                                j.line_denominator = before.denominator;
                            }
                        }
                    } else if (f.line_numerator) {
                        j.line_numerator = f.line_numerator;
                        j.line_denominator = f.line_denominator;
                    } else {
                        k_.gaps.insert(value_gap(c, one, f.line_parameter));
                    }
                    const bool known = j.value.numerator && j.value.denominator;
                    if (known && *j.value.denominator == 0)
                        undefined(at, j);
                    else if (known && j.line_numerator)
                        j.met = compare(*j.value.numerator * *j.line_denominator,
                                        *j.line_numerator * *j.value.denominator, f.comparator);
                    out.push_back(j);
                }
            }
        }
        std::sort(out.begin(), out.end(), [](const judged& a, const judged& b) {
            return std::tie(a.unit, a.stage, a.year.first) < std::tie(b.unit, b.stage, b.year.first);
        });
        return out;
    }

    /// The rows of targets and of the conditions of incentives.
    std::vector<measure_row> measures() {
        std::vector<measure_row> out;
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            const figure_condition* f = nullptr;
            if (one.target)
                f = &one.target->condition;
            if (one.incentive && one.incentive->shares_of.empty())
                f = &one.incentive->condition;
            if (!f)
                return;
            for (const judged& j : judge(at, *f, false)) {
                measure_row m;
                m.policy = k_.layers[at.layer].id;
                m.clause = at.of(k_).id;
                m.rule = one.id;
                m.indicator = f->indicator;
                if (f->indicator == "dropout_rate")
                    m.formula = f->formula;
                m.unit = j.unit;
                m.stage = j.stage;
                m.period_from = j.year.first;
                m.period_until = j.year.last;
                m.numerator = j.value.numerator;
                m.denominator = j.value.denominator;
                m.line_numerator = j.line_numerator;
                m.line_denominator = j.line_denominator;
                m.comparator = f->comparator;
                m.met = j.met;
                m.final = j.final;
                out.push_back(m);
            }
        });
        return out;
    }

    /// The stages of a unit: those of the units at or below it that have nothing below them or hold pupils.
    std::vector<std::optional<std::string>> stages_of(const std::string& unit) const {
        std::set<std::string> parents;
        for (const unit_row& u : k_.w.units)
            if (u.parent_id)
                parents.insert(*u.parent_id);
        std::set<std::string> enrolled;
        for (const auto& [student, spells] : k_.who.spells())
            for (const spell& e : spells)
                enrolled.insert(e.unit);
        std::set<std::optional<std::string>> out;
        for (const unit_row& u : k_.w.units)
            if (k_.post.is_at_or_below(u.unit_id, unit) && (!parents.count(u.unit_id) || enrolled.count(u.unit_id)))
                out.insert(k_.cal.stage(u.unit_id));
        return {out.begin(), out.end()};
    }

    /// The figure of one year; y is its place among the unit's years.
    figure value(const place& at, const std::string& indicator, const std::string& formula, const std::string& unit,
                 const std::optional<std::string>& stage, const std::vector<school_year_span>& years, std::size_t y) {
        unfit_ = false;
        std::optional<figure> counted = count(at, indicator, formula, unit, years[y]);
        if (!counted && indicator != "dropout_rate") {
            const std::optional<figure> rate = count(at, "dropout_rate", formula, unit, years[y]);
            if (rate && indicator == "dropouts")
                counted = figure{rate->numerator, 1};
            if (rate && indicator == "retention_rate") {
                counted = figure{std::nullopt, rate->denominator};
                if (rate->denominator && rate->numerator)
                    counted->numerator = *rate->denominator - *rate->numerator;
            }
        }
        if (counted && indicator == "dropouts")
            counted->denominator = 1;
        if (counted && (!counted->numerator || !counted->denominator)) {  // left empty: suppressed, or not known yet
            gap g = table_gap(at.of(k_), at.one(k_), "counts");
            g.unit = unit;
            k_.gaps.insert(g);
        }
        if (counted)
            return *counted;
        if (indicator != "dropout_rate" && indicator != "dropouts" && indicator != "retention_rate") {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "counts"));  // known only by counting
            return {};
        }
        if (!k_.w.enrolments) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "enrolments"));
            return {};
        }
        // A count there is says that somebody goes there, so rolls without a cohort say nothing.
        if (unfit_ && derive("dropout_rate", "inspection", {unit, stage}, years, y).denominator == 0)
            return {};
        if (indicator == "dropouts" &&
            !is_on_any_roll(k_.post.school_of(unit).value_or(unit))) {  // a rate is 0 of 0, and undefined
            gap g = table_gap(at.of(k_), at.one(k_), "enrolments");
            g.unit = unit;
            k_.gaps.insert(g);
            return {};
        }
        if (const std::string table = table_that_would_say(indicator, formula, {unit, stage}, years, y);
            !table.empty()) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), table));
            return {};
        }
        return derive(indicator, formula, {unit, stage}, years, y);
    }

private:
    struct where {
        std::string unit;
        std::optional<std::string> stage{};
    };

    static bool compare(long left, long right, figure_comparator c) {
        switch (c) {
        case figure_comparator::at_most:
            return left <= right;
        case figure_comparator::less_than:
            return left < right;
        case figure_comparator::at_least:
            return left >= right;
        case figure_comparator::more_than:
            return left > right;
        }
        return false;
    }

    bool fits_unit_kinds(applies_rule a, const std::string& unit) const {
        a.stages.clear();
        return fits_unit(k_.cal, a, unit);
    }

    static bool fits_stage(const applies_rule& a, const std::optional<std::string>& stage) {
        return a.stages.empty() || (stage && std::find(a.stages.begin(), a.stages.end(), *stage) != a.stages.end());
    }

    void undefined(const place& at, const judged& j, std::optional<std::string> lacks = {}) {
        gap g = rule_gap("undefined_rate", at.of(k_), at.one(k_));
        g.unit = j.unit;
        g.from = j.year.first;
        g.until = j.year.last;
        g.parameter = std::move(lacks);
        k_.gaps.insert(g);
    }

    /// The row of counts that stands in. One for a unit of several stages names none; one of another formula does not
    /// fit: gaps.
    std::optional<figure> count(const place& at, const std::string& indicator, const std::string& formula,
                                const std::string& unit, const school_year_span& year) {
        if (!k_.w.counts)
            return std::nullopt;
        std::optional<figure> out;
        bool unfit = false;
        for (const count_row& r : *k_.w.counts) {
            if (r.unit_id != unit || r.school_year != year.name || r.indicator != indicator ||
                r.counted_on.value_or(year.last) > k_.as_of)
                continue;
            const bool fits = indicator != "dropout_rate" || !r.formula || *r.formula == formula;
            if (stages_of(unit).size() > 1 || !fits) {
                unfit = true;
                continue;
            }
            if (!out)
                out = figure{r.numerator, r.denominator};
        }
        unfit_ = unfit_ || unfit;
        if (unfit && !out) {
            gap g = table_gap(at.of(k_), at.one(k_), "counts");
            g.unit = unit;
            k_.gaps.insert(g);
        }
        return out;
    }

    /// Whether any pupil was ever on a roll of a unit or of one below it.
    bool is_on_any_roll(const std::string& unit) const {
        for (const auto& [student, spells] : k_.who.spells())
            for (const spell& e : spells)
                if (e.from <= k_.as_of && k_.post.is_at_or_below(e.unit, unit))
                    return true;
        return false;
    }

    bool is_in(const std::optional<std::string>& of_pupil, const where& place) const {
        return of_pupil && k_.post.is_at_or_below(*of_pupil, place.unit) && k_.cal.stage(*of_pupil) == place.stage;
    }

    /// A table that was not given, without which nobody can say whether somebody who left there dropped out or was
    /// transferred, where the figure rests on it; empty: it rests on none.
    std::string table_that_would_say(const std::string& indicator, const std::string& formula, const where& place,
                                     const std::vector<school_year_span>& years, std::size_t y) const {
        const day first = years[y].first;
        const day now = std::min(years[y].last, k_.as_of);
        std::string of_cohort;
        std::string of_away;
        std::string of_back;
        const auto leaves = [&](const std::string& unit, const std::string& student, day from, std::optional<day> next,
                                const std::string& table) {
            if (!is_in(unit, place) || from > now)
                return;
            std::optional<day> until;  // the last day of being away
            if (next)
                until = *next - 1;
            if (const student_row* s = k_.who.student(student); s && s->died_on && *s->died_on <= k_.as_of)
                until = until ? std::min(*until, *s->died_on) : *s->died_on;
            if (from >= first)
                (!until || *until >= now ? of_away : of_back) = table;
            else if (y > 0 && from > years[y - 1].last && (!until || *until >= first))
                of_cohort = table;
        };
        for (const known_transfer& t : k_.status.transfers())
            if (t.is_unknown)
                leaves(t.unit, t.row->student_id, t.row->left_on, t.next, "acts");
        if (!k_.w.transfers)
            for (const auto& [student, enrolled] : k_.who.spells())
                for (std::size_t i = 0; i < enrolled.size(); ++i)
                    if (enrolled[i].until && enrolled[i].exit == "transferred")
                        leaves(enrolled[i].unit, student, *enrolled[i].until,
                               i + 1 < enrolled.size() ? std::optional<day>(enrolled[i + 1].from) : std::nullopt,
                               "transfers");
        if (!of_cohort.empty() || (indicator == "dropout_rate" && formula == "inspection"))
            return of_cohort;
        if (!of_away.empty() || indicator != "retention_rate")
            return of_away;
        return of_back;
    }

    /// On the roll there on a date.
    bool is_enrolled(const std::string& student, const where& place, day d) const {
        const spell* e = k_.who.on_roll(student, d);
        return e && is_in(e->unit, place);
    }

    /// Left after the previous year's last day, and still away on the year's first.
    bool left_in_the_summer(const std::string& student, const std::vector<school_year_span>& years,
                            std::size_t y) const {
        if (y == 0)
            return false;
        for (const status_spell& s : k_.status.of(student, "dropout"))
            if (s.from > years[y - 1].last && s.holds(years[y].first))
                return true;
        return false;
    }

    bool is_in_cohort(const std::string& student, const where& place, const std::vector<school_year_span>& years,
                      std::size_t y) const {
        const day first = years[y].first;
        if (is_enrolled(student, place, first))
            return true;
        return is_in(k_.who.unit_on(student, first), place) && left_in_the_summer(student, years, y);
    }

    figure derive(const std::string& indicator, const std::string& formula, const where& place,
                  const std::vector<school_year_span>& years, std::size_t y) const {
        const day first = years[y].first;
        const day last = std::min(years[y].last, k_.as_of);
        long cohort = 0;
        long roll_at_end = 0;
        long away = 0;       // dropped out
        long suspended = 0;  // and not dropped out
        long base = 0;       // the cohort less completed transfers and deaths
        long base_away = 0;
        for (const auto& [student, enrolled] : k_.who.spells()) {
            const bool in_cohort = is_in_cohort(student, place, years, y);
            const bool is_away = k_.status.is_in(student, "dropout", last);
            const bool is_left_here = is_in(k_.who.unit_on(student, last), place);
            bool any_time = left_in_the_summer(student, years, y);
            for (day d = first; d <= last && !any_time; ++d)
                any_time = k_.who.on_roll(student, d) != nullptr;
            if (in_cohort)
                ++cohort;
            if (is_enrolled(student, place, last))
                ++roll_at_end;
            if (any_time && is_left_here && is_away)
                ++away;
            if (any_time && is_left_here && !is_away && k_.status.is_in(student, "suspended", last))
                ++suspended;
            if (!in_cohort || has_died(student, last) || has_transferred(student, place, years, y, last))
                continue;
            ++base;
            if (is_away && is_left_here)
                ++base_away;
        }
        if (indicator == "dropouts")
            return {away, 1};
        if (indicator == "retention_rate")
            return {base - base_away, base};
        if (formula == "inspection")
            return {std::max(0L, cohort - roll_at_end), cohort};
        return {away + suspended, cohort};
    }

    bool has_died(const std::string& student, day last) const {
        const student_row* s = k_.who.student(student);
        return s && s->died_on && *s->died_on <= last;
    }

    /// A transfer from there, after the previous year's last day, complete by the given date.
    bool has_transferred(const std::string& student, const where& place, const std::vector<school_year_span>& years,
                         std::size_t y, day last) const {
        const day after = y == 0 ? years[y].first - 1 : years[y - 1].last;
        for (const known_transfer& t : k_.status.transfers())
            if (t.row->student_id == student && t.row->left_on > after && t.row->left_on <= last && t.completed_on &&
                *t.completed_on <= last && is_in(t.unit, place))
                return true;
        return false;
    }

    known& k_;
    bool unfit_ = false;  // of the figure at hand: a count was there and could not be used
};

}  // namespace naive
