// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the rungs of the built-in policies count, each way of counting once, scaled down so that one school week of
// marks can reach and leave everything: numbers to at most 3, windows to 5 days, 2 school weeks or 1 month.

#include <baoxue/json/builtin.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <naive/model.hpp>
#include <optional>
#include <random/convert.hpp>
#include <variant>
#include <vector>

namespace exhaustive {

template <class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;  // clang 14 has no guides for aggregates

inline void scale(baoxue::param<std::int32_t>& n, std::int32_t most, std::int32_t open) {
    n = {n.value ? std::min(*n.value, most) : open, {}, {}};
}

/// How far numbers are scaled down; what is left open has a small number in either case.
struct scaling {
    std::int32_t number = 3, minutes = 30, window_days = 5, window_months = 1, school_weeks = 2, not_back = 7;
};
inline constexpr std::int32_t unlimited = std::numeric_limits<std::int32_t>::max();
inline constexpr scaling as_written{unlimited, unlimited, unlimited, unlimited, unlimited, unlimited};

/// A rung's counts, marks, mode and stops; what it owes is the same for all: a visit by the next school day.
inline baoxue::rung shape_of(const baoxue::rung& from, const scaling& to = {}) {
    using namespace baoxue;
    rung out;
    out.counts = from.counts, out.marks = from.marks, out.mode = from.mode, out.stops = from.stops;
    for (auto& c : out.counts) {
        if (c.step)
            c.step = 1;
        if (c.over_minutes)
            scale(*c.over_minutes, to.minutes, 30);
    }
    std::sort(out.marks.begin(), out.marks.end());
    std::visit(overloaded{[&](consecutive& m) { scale(m.threshold, to.number, 2); },
                          [&](cumulative& m) { scale(m.threshold, to.number, 2); },
                          [&](rolling& m) {
                              scale(m.threshold, to.number, 2);
                              const auto longest = m.of == window_unit::days     ? to.window_days
                                                   : m.of == window_unit::months ? to.window_months
                                                                                 : to.school_weeks;
                              scale(m.length, longest, 2);
                          },
                          [&](share& m) {
                              m.line = {m.line.value.value_or(ratio{1, 2}), {}, {}};
                              scale(m.at_least, to.number, 1);
                          },
                          [&](not_back& m) {
                              if (m.until)
                                  scale(*m.until, to.not_back, 3);
                          },
                          [](auto&) {}},
               out.mode);
    out.owes.acts = {act_word{"home_visit"}}, out.owes.roles = {role_word{"class_teacher"}};
    out.due = within_days{1, day_unit::school_days, false};
    return out;
}

inline bool counts_marks(const baoxue::rung& r) {
    using namespace baoxue;
    if (const auto* back = std::get_if<not_back>(&r.mode))
        return back->basis == not_back_basis::attendance;
    return !std::holds_alternative<in_status>(r.mode) && !std::holds_alternative<missed_deadline>(r.mode) &&
           !std::holds_alternative<step_done>(r.mode);
}

/// Every rung of the built-in policies, all readings.
template <class Use>
void each_rung(Use use) {
    for (const auto& id : baoxue::builtin_policy_ids())
        for (const auto& layer : baoxue::builtin_policy(id).layers)
            for (const auto& clause : layer.clauses)
                for (const auto& reading : clause.readings)
                    for (const auto& rule : reading.rules)
                        if (const auto* ladder = std::get_if<baoxue::ladder>(&rule.is))
                            for (const auto& rung : ladder->rungs)
                                use(rung);
}

/// Every shape of the built-in policies, all readings, that counts marks.
inline std::vector<baoxue::rung> shapes() {
    std::vector<baoxue::rung> out;
    each_rung([&](const auto& rung) {
        const auto shape = shape_of(rung);
        if (counts_marks(rung) && std::find(out.begin(), out.end(), shape) == out.end())
            out.push_back(shape);
    });
    return out;
}

inline std::vector<naive::counted_unit> for_reference(const std::vector<baoxue::count_of>& counts) {
    std::vector<naive::counted_unit> out;
    for (const auto& c : counts)
        out.push_back({static_cast<naive::unit_counted>(static_cast<int>(c.unit)),
                       c.over_minutes ? c.over_minutes->value.value() : 0, c.step});
    return out;
}

/// Of a rung, or of the other count that it may name: the mode and its number.
template <class To>
void count_for_reference(To& out, const baoxue::cumulative& m) {
    out.threshold = m.threshold.value.value();
    out.comparator = static_cast<naive::comparator>(static_cast<int>(m.comparator));
    out.mode.kind = naive::mode_kind::cumulative;
    out.mode.period = m.period == baoxue::period::month  ? naive::period::month
                      : m.period == baoxue::period::term ? naive::period::term
                                                         : naive::period::school_year;
}
template <class To>
void count_for_reference(To& out, const baoxue::rolling& m) {
    out.threshold = m.threshold.value.value();
    out.comparator = static_cast<naive::comparator>(static_cast<int>(m.comparator));
    out.mode.kind = naive::mode_kind::rolling;
    out.mode.length = m.length.value.value();
    out.mode.of = static_cast<naive::window_unit>(static_cast<int>(m.of));
    out.mode.within = static_cast<naive::window_within>(static_cast<int>(m.within));
}

inline naive::due_rule for_reference(const std::optional<baoxue::deadline>& due) {
    naive::due_rule out;
    if (!due)
        return out;
    const auto& d = std::get<baoxue::within_days>(*due);
    out.kind = naive::due_kind::within, out.n = d.within.value.value(), out.rolls = d.rolls;
    out.unit = static_cast<naive::day_unit>(static_cast<int>(d.unit));
    return out;
}

/// The same for the reference.
inline naive::rung for_reference(const baoxue::rung& r) {
    using namespace baoxue;
    naive::rung out;
    out.counts = for_reference(r.counts);
    out.marks.clear();
    for (const auto m : r.marks)
        out.marks.insert(m == mark::present   ? naive::mark::present
                         : m == mark::excused ? naive::mark::excused
                                              : naive::mark::unexcused);
    std::visit(overloaded{[&](const consecutive& m) {
                              out.threshold = m.threshold.value.value();
                              out.comparator = static_cast<naive::comparator>(static_cast<int>(m.comparator));
                              out.mode.kind = naive::mode_kind::consecutive;
                              out.mode.adjacent = static_cast<naive::adjacency>(static_cast<int>(m.adjacent));
                              out.mode.across_terms = m.across_terms;
                          },
                          [&](const cumulative& m) { count_for_reference(out, m); },
                          [&](const rolling& m) { count_for_reference(out, m); },
                          [&](const share& m) {
                              out.mode.kind = naive::mode_kind::share;
                              out.comparator = static_cast<naive::comparator>(static_cast<int>(m.comparator));
                              out.mode.ratio_numerator = m.line.value.value().numerator;
                              out.mode.ratio_denominator = m.line.value.value().denominator;
                              out.mode.at_least = m.at_least.value.value();
                          },
                          [&](const not_back& m) {
                              out.mode.kind = naive::mode_kind::not_back;
                              if (m.until && m.unit == day_unit::school_days)
                                  out.mode.nth_school_day = m.until->value.value();
                              else if (m.until)
                                  out.mode.calendar_days_after_first = m.until->value.value();
                          },
                          [](const auto&) {}},
               r.mode);
    for (const auto s : r.stops) {
        out.stops.present = out.stops.present || s == stop::present;
        out.stops.death = out.stops.death || s == stop::death;
        out.stops.enrolment = out.stops.enrolment || s == stop::enrolment;
    }
    out.owes.acts = {"home_visit"};
    for (const auto& role : r.owes.roles)
        out.owes.roles.push_back(role.id);
    out.due = for_reference(r.due);
    if (const auto& other = r.unless_reached) {
        out.unless.emplace();
        out.unless->counts = for_reference(other->counts);
        std::visit([&](const auto& m) { count_for_reference(*out.unless, m); }, other->mode);
    }
    out.step = r.step;
    return out;
}

}  // namespace exhaustive
