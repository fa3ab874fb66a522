// SPDX-License-Identifier: Apache-2.0

// The windows and periods of the built-in policies as they are written, with absences exactly at both ends and just
// beyond, wherever in three terms they begin.

#include "shapes.hpp"
#include "years.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <iterator>
#include <naive/calendar.hpp>
#include <set>
#include <variant>
#include <vector>

namespace {

using namespace exhaustive;

using naive::day;

/// Occasions that a count adds up, as places in time: sessions, or days.
class occasions {
public:
    occasions(const years& in, const std::vector<baoxue::count_of>& counts) : in_(in) {
        for (const auto& c : counts)
            sessions_ = sessions_ || c.unit == baoxue::counted::session,
            late_ = late_ || c.unit == baoxue::counted::late, part_ = part_ || c.unit == baoxue::counted::part_day;
    }
    [[nodiscard]] std::size_t size() const { return in_.days.size() * (sessions_ ? 2 : 1); }
    [[nodiscard]] day on(std::size_t at) const { return in_.days[sessions_ ? at / 2 : at]; }

    void write(std::size_t at, std::vector<naive::attendance_row>& rows) const {
        using naive::session_of_day, naive::mark;
        const auto half = at % 2 == 0 ? session_of_day::am : session_of_day::pm;
        if (sessions_ || part_) {  // one half; of a part of a day either
            rows.push_back({{}, on(at), half, mark::unexcused, {}});
        } else if (late_ && at % 2 == 1) {
            rows.push_back({{}, on(at), session_of_day::pm, mark::present, 31});
        } else {
            for (const auto h : {session_of_day::am, session_of_day::pm})
                rows.push_back({{}, on(at), h, mark::unexcused, {}});
        }
    }

private:
    const years& in_;
    bool sessions_ = false, late_ = false, part_ = false;
};

std::int32_t needed(const baoxue::param<std::int32_t>& n, baoxue::comparator c) {
    return n.value.value() + (c == baoxue::comparator::more_than ? 1 : 0);
}

/// Days on which what was counted on a day is beyond for the first time.
std::vector<day> beyond(const years& in, const baoxue::cumulative& m, day d) {
    const day end = in.day_after(m.period, d);
    return {end, in.day_after(m.period, end)};
}
std::vector<day> beyond(const years& in, const baoxue::rolling& m, day d) {
    const std::int32_t n = m.length.value.value();
    std::vector<day> out;
    if (m.within != baoxue::window_within::none)
        out.push_back(in.day_after(
            m.within == baoxue::window_within::term ? baoxue::period::term : baoxue::period::school_year, d));
    if (m.of == baoxue::window_unit::days) {
        out.push_back(d + n);
    } else if (m.of == baoxue::window_unit::months) {
        day t = d;
        while (naive::months_before(t, n) < d)
            ++t;
        out.push_back(t);
    } else {
        std::set<day> mondays;  // of weeks with school, from the day's own on
        for (const day s : in.days)
            if (naive::monday_of(s) >= naive::monday_of(d))
                mondays.insert(naive::monday_of(s));
        if (mondays.size() > static_cast<std::size_t>(n))
            out.push_back(*std::next(mondays.begin(), n));
    }
    return out;
}

/// Absences by place: the first at every place in time, or for a period near its ends, the last at one of three places
/// before the first is beyond or of three from then on, the others next to either; and those of one too many, so that
/// the count falls and rises again.
template <class Mode>
std::set<std::vector<std::size_t>> around(const years& in, const occasions& all, const Mode& m) {
    constexpr std::size_t near = 3;
    const auto n = static_cast<std::size_t>(needed(m.threshold, m.comparator));
    const auto first_from = [&](day d) {
        std::size_t at = 0;
        while (at < all.size() && all.on(at) < d)
            ++at;
        return at;
    };
    const auto row_of = [](std::size_t from, std::size_t count) {
        std::vector<std::size_t> out;
        for (std::size_t k = 0; k < count; ++k)
            out.push_back(from + k);
        return out;
    };
    std::set<std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if constexpr (std::is_same_v<Mode, baoxue::cumulative>) {
            const auto period_of = [&](std::size_t at) {
                return in.day_after(m.period, all.on(std::min(at, all.size() - 1)));
            };
            if (i >= near && i + near < all.size() && period_of(i - near) == period_of(i + near))
                continue;
        }
        for (const day b : beyond(in, m, all.on(i))) {
            const std::size_t edge = first_from(b);
            for (std::size_t j = std::max(i + 1, edge < near ? 0 : edge - near); j < std::min(edge + near, all.size());
                 ++j) {
                if (i + n - 2 < j) {
                    auto early = row_of(i, n - 1), late = row_of(j + 2 - n, n - 1);
                    early.push_back(j);
                    late.insert(late.begin(), i);
                    out.insert(early), out.insert(late);
                }
                if (i + n - 1 < j) {
                    auto more = row_of(i, n);
                    more.push_back(j);
                    out.insert(more);
                }
            }
        }
    }
    return out;
}

/// A rung with a window or a period, and the counts at whose ends absences are put: its own, and the one that must not
/// be reached.
struct windowed {
    baoxue::rung rung{};
    std::vector<baoxue::other_count> windows{};
};

std::vector<windowed> windows_as_written() {
    std::vector<windowed> out;
    each_rung([&](const baoxue::rung& r) {
        if (std::any_of(r.counts.begin(), r.counts.end(),
                        [](const auto& c) { return c.unit == baoxue::counted::earlier_rung; }))
            return;
        windowed w{shape_of(r, as_written), {}};
        w.rung.unless_reached = r.unless_reached;
        if (const auto* m = std::get_if<baoxue::rolling>(&w.rung.mode))
            w.windows.push_back({w.rung.counts, *m});
        else if (const auto* p = std::get_if<baoxue::cumulative>(&w.rung.mode))
            w.windows.push_back({w.rung.counts, *p});
        else
            return;
        if (r.unless_reached)
            w.windows.push_back(*r.unless_reached);
        if (std::none_of(out.begin(), out.end(), [&](const auto& known) { return known.rung == w.rung; }))
            out.push_back(w);
    });
    return out;
}

}  // namespace

TEST_CASE("evaluate: absences at both ends of every window and period of the built-in policies, and just beyond",
          "[exhaustive][.long]") {
    const years in;
    const auto rungs = windows_as_written();
    std::size_t windows = 0, pupils = 0, duties = 0;
    for (const auto& w : rungs) {
        const auto rules = policy_of_rung(for_reference(w.rung));
        for (const auto& window : w.windows) {
            const occasions all(in, window.counts);
            const auto pairs = std::visit([&](const auto& m) { return around(in, all, m); }, window.mode);
            INFO("window " << windows);
            std::vector<marked_pupil> pupils_of_it;
            for (const auto& places : pairs) {
                pupils_of_it.emplace_back();
                for (const auto at : places)
                    all.write(at, pupils_of_it.back().marks);
            }
            std::size_t said = 0;
            by_hundreds(pupils_of_it, [&](auto now) { said += compare(rules, in, now); });
            CHECK(said > 0);
            ++windows, pupils += pairs.size(), duties += said;
        }
    }
    WARN(rungs.size() << " rungs, " << windows << " windows and periods, " << pupils << " pupils, " << duties
                      << " duties");
}
