// SPDX-License-Identifier: Apache-2.0

// Bytes as a ladder and one pupil's marks: the library and the naive reference find the same.

#include "choices.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <naive/calendar.hpp>
#include <naive/reference.hpp>
#include <random/convert.hpp>

namespace {

using fuzz::choices;

naive::rung draw_rung(choices& c, bool has_lower) {
    using namespace naive;
    rung r;
    r.threshold = 1 + c.below(5);
    r.comparator = c.flag() ? comparator::more_than : comparator::at_least;
    r.marks = c.flag() ? std::set<mark>{mark::excused, mark::unexcused} : std::set<mark>{mark::unexcused};
    static constexpr mode_kind modes[] = {mode_kind::consecutive, mode_kind::cumulative, mode_kind::rolling,
                                          mode_kind::share, mode_kind::not_back};
    r.mode.kind = modes[c.below(5)];
    static constexpr unit_counted units[] = {unit_counted::session, unit_counted::full_day, unit_counted::part_day,
                                             unit_counted::late, unit_counted::earlier_rung};
    const bool adds_up = r.mode.kind == mode_kind::cumulative || r.mode.kind == mode_kind::rolling;
    if (r.mode.kind != mode_kind::not_back)
        r.counts.push_back({units[c.below(adds_up ? has_lower ? 5 : 4 : 3)], 10, {}});
    if (adds_up && r.counts.front().unit == unit_counted::full_day && c.flag())
        r.counts.push_back({unit_counted::late, 10, {}});
    r.mode.adjacent = c.flag() ? adjacency::calendar_days : adjacency::school_days;
    r.mode.across_terms = c.flag();
    r.mode.period = static_cast<period>(c.below(3));
    r.mode.length = 1 + c.below(9);
    r.mode.of = static_cast<window_unit>(c.below(3));
    r.mode.within = static_cast<window_within>(c.below(3));
    r.mode.ratio_numerator = 1 + c.below(3), r.mode.ratio_denominator = 4 + c.below(9),
    r.mode.at_least = 1 + c.below(8);
    r.mode.basis = back_basis::attendance;
    if (r.mode.kind == mode_kind::not_back) {
        const int n = 1 + c.below(9);
        (c.flag() ? r.mode.nth_school_day : r.mode.calendar_days_after_first) = n;
    }
    r.owes.acts = {"home_visit"}, r.owes.roles = {"class_teacher"};
    r.due = {due_kind::within, c.below(6), {}, static_cast<day_unit>(c.below(3)), c.flag(), period::term};
    r.stops.present = c.flag(), r.stops.exit = c.flag(), r.stops.term_end = c.flag();
    return r;
}

naive::world draw_world(choices& c, naive::day first) {
    using namespace naive;
    world w;
    w.units = {
        {"school", "school", {}, "primary", {}}, {"c1", "class", "school", {}, {}}, {"c2", "class", "school", {}, {}}};
    const int break_after = 20 + c.below(40), pause = 1 + c.below(20);
    w.terms = {{"t1", "1", first, first + break_after, {}, {}},
               {"t2", c.flag() ? "2" : "1", first + break_after + pause, first + 200, {}, {}}};
    w.days.emplace(), w.attendance.emplace(), w.acts.emplace(), w.students.emplace(), w.enrolments.emplace();
    w.students->push_back({"s", {}, {}, {}, {}});
    w.holdings = {{{"T", "class_teacher", covers::unit, "school", first - 100, {}}}};
    enrolment_row e{"s", "c1", first + c.below(4), {}, {}, {}, {}};
    if (c.flag()) {
        e.until = e.from + 10 + c.below(30);
        w.enrolments->push_back(e);
        e = {"s", "c2", *e.until + 1 + c.below(6), {}, {}, {}, {}};
    }
    w.enrolments->push_back(e);
    const int off = c.below(4);
    for (int i = 0; i < off; ++i) {
        const day d = first + c.below(60);
        bool is_new = true;
        for (const auto& r : *w.days)
            is_new = is_new && r.date != d;
        if (is_new)
            w.days->push_back({d,
                               static_cast<override_session>(c.below(3)),
                               c.flag() ? override_kind::school : override_kind::off,
                               {}});
    }
    const int acts = c.below(3);
    for (int i = 0; i < acts; ++i)
        w.acts->push_back(
            {"a" + std::to_string(i), first + c.below(60), "home_visit", "T", "s", {}, {}, {}, {}, {}, {}});
    w.registers = c.flag() ? register_mode::exceptions : register_mode::complete;
    const calendar days(w);
    for (day d = first; d < first + 120 && c.any_left(); ++d) {
        const enrolment_row* in = nullptr;
        for (const auto& one : *w.enrolments)
            if (one.from <= d && (!one.until || d <= *one.until))
                in = &one;
        if (!in)
            continue;
        const auto info = days.on(in->class_id, d);
        for (const auto half : {session_of_day::am, session_of_day::pm}) {
            if (!(half == session_of_day::am ? info.am : info.pm))
                continue;
            const int m = c.below(8);  // 0 unmarked, 1 to 2 present, 3 late, 4 excused, 5 to 7 unexcused
            if (m == 0)
                continue;
            attendance_row row{"s", d, half, m <= 3 ? mark::present : m == 4 ? mark::excused : mark::unexcused, {}};
            if (m == 3)
                row.minutes_late = 10 + c.below(2);
            w.attendance->push_back(row);
        }
    }
    return w;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    choices c(data, size);
    naive::policy p;
    naive::clause k;
    k.id = "1.1";
    naive::rule r;
    r.id = "r", r.ladder = naive::ladder_rule{"l", {}};
    const int rungs = 1 + c.below(3);
    for (int i = 0; i < rungs; ++i)
        r.ladder->rungs.push_back(draw_rung(c, i > 0));
    k.rules.push_back(r), p.clauses.push_back(k);
    const naive::day first = naive::make_day(2024, 1, 1) + c.below(7) * 5;
    const naive::day as_of = first + c.below(130);
    const auto w = draw_world(c, first);

    baoxue::district_options how;
    how.calendar = baoxue::calendar_kind::weekdays;
    how.on_bad_rows = baoxue::bad_rows::set_aside;  // a school day outside every term is none
    how.mode = w.registers == naive::register_mode::complete ? baoxue::register_mode::complete
                                                             : baoxue::register_mode::exceptions;
    auto expected = against_naive::lines(naive::evaluate(p, w, as_of));
    auto found = against_naive::lines(baoxue::evaluate(
        against_naive::policy_of(p), baoxue::build_district(against_naive::facts_of(w), how), baoxue::date{as_of}));
    against_naive::merge_twins(expected, found);
    if (expected == found)
        return 0;
    for (const auto* lines : {&expected, &found}) {
        std::puts(lines == &expected ? "the reference says" : "the library says");
        for (const auto& line : *lines)
            std::puts(line.c_str());
    }
    std::abort();
}
