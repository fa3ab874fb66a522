// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/consecutive.hpp>
#include <baoxue/evaluate/following.hpp>
#include <baoxue/evaluate/owe.hpp>
#include <baoxue/evaluate/scope.hpp>
#include <baoxue/evaluate/sort_in_place.hpp>
#include <baoxue/evaluate/spells.hpp>
#include <baoxue/evaluate/standing.hpp>
#include <baoxue/evaluate/windows.hpp>

#include <algorithm>
#include <cstring>
#include <span>
#include <tuple>
#include <variant>
#include <vector>

namespace baoxue {

/// Memory that one thread reuses from pupil to pupil: nothing is allocated after the first few.
struct ladder_scratch {
    std::vector<std::uint32_t> counted;
    mark_set counted_marks;
    bool has_counted{false};  ///< of the pupil at hand
    counted_runs runs;
    bool has_runs{false};  ///< of the pupil at hand
    std::vector<occasion> occasions, of_other_count;
    climbed so_far;
    std::vector<std::pair<firing, std::size_t>> firings;
    std::vector<duty_outcome> outcomes;
    std::size_t first_row{};                 ///< of the pupil at hand, among the duties gathered
    std::vector<spell> spells;               ///< of the pupil at hand
    const bound_policy* spells_of{nullptr};  ///< by whose procedures; nullptr: not known
    std::vector<date> act_days;
    std::vector<period_tally> tallies;
    std::vector<share_tally> shares;

    /// What `climb` lists of a pupil serves every ladder and policy. It is listed anew for another pupil, and where
    /// somebody else has listed something here.
    void start_anew() { has_counted = false, has_runs = false, spells_of = nullptr; }
};

namespace detail {

/// Positions of the rows whose mark counts.
inline void list_counted(std::span<const mark> marks, mark_set counting, std::vector<std::uint32_t>& out) {
    out.clear();
    if (counting == mark_set{mark::unexcused}) {
        const auto* const begin = reinterpret_cast<const char*>(marks.data());
        const auto* const end = begin + marks.size();
        for (const char* at = begin; at != end; ++at) {
            at = static_cast<const char*>(
                std::memchr(at, static_cast<int>(mark::unexcused), static_cast<std::size_t>(end - at)));
            if (at == nullptr)
                break;
            out.push_back(static_cast<std::uint32_t>(at - begin));
        }
        return;
    }
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (counting.contains(marks[i]))
            out.push_back(static_cast<std::uint32_t>(i));
}

/// Lists what a rung counts: of the register, or of what earlier rungs did.
inline void list_what_counts(const pupil_view& pupil, const bound_rung& rung, std::span<const std::uint32_t> counted,
                             const climbed& so_far, std::vector<occasion>& out) {
    if (rung.earlier) {
        out.clear();
        for (const auto& f : so_far.rungs)
            if (f.step < rung.step && (!rung.earlier_step || f.step == *rung.earlier_step))
                out.push_back({f.what.on, f.what.session, f.what.first, f.what.last, f.what.at_day_end});
    } else {
        list_occasions(pupil, rung, counted, out);
    }
    const auto& after = rung.scope.after_acts;
    if (std::any_of(after.begin(), after.end(), [](const auto& a) { return a.afresh; }))
        std::erase_if(out, [&](const occasion& o) { return !counts_afresh(rung.scope, pupil, o.on, so_far.reached); });
}

/// Puts occasions in order, where they come from several lists.
inline void put_in_order(std::vector<occasion>& occasions) {
    sort_in_place(occasions, [](const occasion& a, const occasion& b) {
        return std::tie(a.on, a.at_day_end, a.session) < std::tie(b.on, b.at_day_end, b.session);
    });
}

/// Whether another count is reached at the end of a day.
///
/// \param counted  rows whose mark counts, in order
inline bool is_reached_on(const pupil_view& pupil, const bound_rung& other, std::span<const std::uint32_t> counted,
                          date on, std::vector<occasion>& occasions) {
    list_occasions(pupil, other, counted, occasions);
    std::erase_if(occasions, [&](const occasion& o) { return o.on > on; });
    const auto& mode = other.source->unless_reached->mode;
    if (const auto* m = std::get_if<rolling>(&mode)) {
        for (auto& o : occasions)
            o.period = period_of_window(pupil, *m, o.on);
        return held_on(pupil, *m, occasions, occasions.size(), on).count >= other.reaches;
    }
    const auto& m = std::get<cumulative>(mode);
    const auto period = period_on(pupil, m.period, on);
    return period && std::count_if(occasions.begin(), occasions.end(), [&](const occasion& o) {
                         return period_on(pupil, m.period, o.on) == period;
                     }) >= other.reaches;
}

/// Finds each time a rung is reached in one pupil's register.
template <class Attempt, class Fire>
void count_rung(const pupil_view& pupil, const bound_rung& rung, ladder_scratch& scratch, Attempt&& attempt,
                Fire&& fire) {
    const auto& mode = rung.source->mode;
    list_act_days(rung.scope, pupil, scratch.act_days);
    if (const auto* m = std::get_if<consecutive>(&mode)) {
        if (!scratch.has_runs || !(scratch.runs.marks == rung.marks) || scratch.runs.across_terms != m->across_terms)
            list_runs(pupil, rung, *m, scratch.counted, scratch.runs);
        scratch.has_runs = true;
        return count_consecutive(pupil, rung, *m, scratch.runs, scratch.counted, scratch.act_days, attempt, fire);
    }
    if (const auto* m = std::get_if<share>(&mode))
        return count_share(pupil, rung, *m, scratch.shares, attempt, fire);
    if (const auto* m = std::get_if<not_back>(&mode))
        return count_not_back(pupil, rung, *m, attempt, fire);
    list_what_counts(pupil, rung, scratch.counted, scratch.so_far, scratch.occasions);
    for (const date on : scratch.act_days)
        scratch.occasions.push_back({on, pupil.end_of_day(on), {}, {}, true, false});
    if (rung.earlier || !scratch.act_days.empty())
        put_in_order(scratch.occasions);
    if (const auto* m = std::get_if<cumulative>(&mode))
        count_cumulative(pupil, rung, *m, scratch.occasions, scratch.tallies, attempt, fire);
    if (const auto* m = std::get_if<rolling>(&mode))
        count_rolling(pupil, rung, *m, scratch.occasions, attempt, fire);
}

}  // namespace detail

/// Climbs every ladder of a policy for one pupil.
///
/// \param scratch  started anew with the pupil
inline void climb(const bound_policy& policy, const duty_writer& writer, const pupil_view& pupil,
                  ladder_scratch& scratch, gathered& out) {
    for (const auto& rungs : policy.ladders) {
        scratch.so_far.clear();
        for (const auto& rung : rungs) {
            // The age is read when the count first reaches the number; a text that is not in force, or means somebody
            // else, uses the count up; an act that is not yet on record, and another count that is reached that day,
            // leave it standing.
            const auto attempt = [&](chance& luck, date on) {
                if (luck.used_up)
                    return false;
                const bool first_time = !luck.reached;
                luck.reached = true;
                luck.used_up = (first_time && !is_of_age(rung.scope, pupil, on)) || !rung.in_force.on(on) ||
                               !means(rung.scope, pupil, on) || !needs_fit(rung.scope, *pupil.facts, pupil.student, on);
                if (luck.used_up || std::any_of(rung.unless.begin(), rung.unless.end(), [&](const bound_rung& other) {
                        return detail::is_reached_on(pupil, other, scratch.counted, on, scratch.of_other_count);
                    }))
                    return false;
                if (!rung.scope.after_acts.empty() && !pupil.facts->is_given(table_name::acts)) {
                    writer.missing(rung.rule, table_name::acts, out);
                    return false;
                }
                return luck.used_up = is_on_record(rung.scope, pupil, on, scratch.so_far.reached);
            };
            const auto fire = [&](const firing& f, std::size_t spell) {
                if (rung.scope.asks_ages())
                    open_ages(rung.scope, pupil, f.on, writer.gap_of(rung.rule, gap_kind::unspecified_value), out);
                if (!rung.open.empty()) {
                    auto g = writer.gap_of(rung.rule, gap_kind::unspecified_value);
                    g.parameter = rung.open;
                    return out.add(std::move(g));
                }
                trigger_of_duty t{&pupil, pupil.unit(f.on), f.on, f.session, rung.step, f.first, f.last};
                const auto first_row = scratch.so_far.rows.size();
                scratch.so_far.rungs.push_back({rung.step, f, spell, first_row, first_row});
                scratch.so_far.reached.push_back({rung.step, f.on});
                writer.write(rung, rung.rule, t, out, scratch.so_far.rows);
                scratch.so_far.rungs.back().end_row = scratch.so_far.rows.size();
            };
            if (follows(rung.source->mode)) {
                const auto unknown = [&](gap_kind kind) {
                    auto g = writer.gap_of(rung.rule, kind);
                    if (kind == gap_kind::missing_table)
                        g.parameter = word_of(table_name::acts);
                    else if (kind == gap_kind::outside_calendar)
                        g.unit = pupil.unit(pupil.as_of);
                    else
                        g.parameter = policy.clauses[static_cast<std::size_t>(g.clause)] + "." +
                                      std::get<missed_deadline>(rung.source->mode).within->name;
                    out.add(std::move(g));
                };
                scratch.firings.clear();
                count_following(pupil, rung.source->mode, scratch.so_far, scratch.spells, unknown,
                                [&](const firing& f, std::size_t spell) { scratch.firings.emplace_back(f, spell); });
                for (const auto& [f, spell] : scratch.firings)
                    if (chance luck; attempt(luck, f.on))
                        fire(f, spell);
                continue;
            }
            if (!scratch.has_counted || !(scratch.counted_marks == rung.marks)) {
                detail::list_counted(pupil.marks, rung.marks, scratch.counted);
                scratch.counted_marks = rung.marks;
                scratch.has_counted = true;
            }
            detail::count_rung(pupil, rung, scratch, attempt, [&](const firing& f) { fire(f, fired_rung::no_spell); });
        }
    }
}

}  // namespace baoxue
