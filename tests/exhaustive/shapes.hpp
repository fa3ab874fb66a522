// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the rungs of the built-in policies count, each way of counting once, scaled down so that one school week of
// marks can reach and leave everything: numbers to at most 3, windows to 5 days, 2 school weeks or 1 month.

#include <baoxue/json/builtin.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <naive/model.hpp>
#include <random/convert.hpp>
#include <variant>
#include <vector>

namespace exhaustive {

template <class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};

inline void scale(baoxue::param<std::int32_t>& n, std::int32_t most, std::int32_t open) {
    n = {n.value ? std::min(*n.value, most) : open, {}, {}};
}

/// A rung's counts, marks, mode and stops; what it owes is the same for all: a visit by the next school day.
inline baoxue::rung shape_of(const baoxue::rung& from) {
    using namespace baoxue;
    rung out;
    out.counts = from.counts, out.marks = from.marks, out.mode = from.mode, out.stops = from.stops;
    for (auto& c : out.counts) {
        if (c.step)
            c.step = 1;
        if (c.over_minutes)
            scale(*c.over_minutes, 30, 30);
    }
    std::sort(out.marks.begin(), out.marks.end());
    std::visit(overloaded{[](consecutive& m) { scale(m.threshold, 3, 2); },
                          [](cumulative& m) { scale(m.threshold, 3, 2); },
                          [](rolling& m) {
                              scale(m.threshold, 3, 2);
                              const auto longest = m.of == window_unit::days ? 5 : m.of == window_unit::months ? 1 : 2;
                              scale(m.length, longest, longest);
                          },
                          [](share& m) {
                              m.line = {m.line.value.value_or(ratio{1, 2}), {}, {}};
                              scale(m.at_least, 3, 1);
                          },
                          [](not_back& m) {
                              if (m.until)
                                  scale(*m.until, 7, 3);
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

/// Every shape of the built-in policies, all readings, that counts marks.
inline std::vector<baoxue::rung> shapes() {
    std::vector<baoxue::rung> out;
    for (const auto& id : baoxue::builtin_policy_ids())
        for (const auto& layer : baoxue::builtin_policy(id).layers)
            for (const auto& clause : layer.clauses)
                for (const auto& reading : clause.readings)
                    for (const auto& rule : reading.rules)
                        if (const auto* ladder = std::get_if<baoxue::ladder>(&rule.is))
                            for (const auto& rung : ladder->rungs) {
                                const auto shape = shape_of(rung);
                                if (counts_marks(rung) && std::find(out.begin(), out.end(), shape) == out.end())
                                    out.push_back(shape);
                            }
    return out;
}

/// The same for the reference.
inline naive::rung for_reference(const baoxue::rung& r) {
    using namespace baoxue;
    naive::rung out;
    for (const auto& c : r.counts)
        out.counts.push_back({static_cast<naive::unit_counted>(static_cast<int>(c.unit)),
                              c.over_minutes ? c.over_minutes->value.value() : 0, c.step});
    out.marks.clear();
    for (const auto m : r.marks)
        out.marks.insert(m == mark::present   ? naive::mark::present
                         : m == mark::excused ? naive::mark::excused
                                              : naive::mark::unexcused);
    const auto number = [&](const auto& m) {
        out.threshold = m.threshold.value.value();
        out.comparator = static_cast<naive::comparator>(static_cast<int>(m.comparator));
    };
    std::visit(overloaded{[&](const consecutive& m) {
                              number(m);
                              out.mode.kind = naive::mode_kind::consecutive;
                              out.mode.adjacent = static_cast<naive::adjacency>(static_cast<int>(m.adjacent));
                              out.mode.across_terms = m.across_terms;
                          },
                          [&](const cumulative& m) {
                              number(m);
                              out.mode.kind = naive::mode_kind::cumulative;
                              out.mode.period = m.period == period::month  ? naive::period::month
                                                : m.period == period::term ? naive::period::term
                                                                           : naive::period::school_year;
                          },
                          [&](const rolling& m) {
                              number(m);
                              out.mode.kind = naive::mode_kind::rolling;
                              out.mode.length = m.length.value.value();
                              out.mode.of = static_cast<naive::window_unit>(static_cast<int>(m.of));
                              out.mode.within = static_cast<naive::window_within>(static_cast<int>(m.within));
                          },
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
    out.owes.acts = {"home_visit"}, out.owes.roles = {"class_teacher"};
    out.due = {naive::due_kind::within, 1, {}, naive::day_unit::school_days, false, naive::period::term};
    out.step = r.step;
    return out;
}

}  // namespace exhaustive
