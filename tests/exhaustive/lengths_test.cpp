// SPDX-License-Identifier: Apache-2.0

// The runs, shares and days by which a pupil must be back of the built-in policies as they are written: a run just too
// short, just long enough and longer at every place in three terms; shares just below and just at the line at the end
// of every month; and presences just before, on and just after the named day.

#include "shapes.hpp"
#include "years.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <set>
#include <string>
#include <support/share_of_tests.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace exhaustive;

using naive::session_of_day;

/// The places of all sessions, two a school day, the first lowest.
class session_places {
public:
    explicit session_places(const years& in) : in_(in) {}
    [[nodiscard]] std::size_t size() const { return 2 * in_.days.size(); }
    [[nodiscard]] naive::day on(std::size_t at) const { return in_.days[at / 2]; }
    [[nodiscard]] naive::attendance_row marked(std::size_t at, naive::mark m) const {
        return {{}, on(at), at % 2 == 0 ? session_of_day::am : session_of_day::pm, m, {}};
    }
    /// The first session on a day or after it.
    [[nodiscard]] std::size_t from(naive::day d) const {
        return 2 * static_cast<std::size_t>(std::lower_bound(in_.days.begin(), in_.days.end(), d) - in_.days.begin());
    }

private:
    const years& in_;
};

/// Every rung of a mode as it is written, each way of counting once.
template <class Mode>
std::vector<baoxue::rung> rungs_of() {
    std::vector<baoxue::rung> out;
    each_rung([&](const baoxue::rung& r) {
        const auto shape = shape_of(r, as_written);
        if (std::holds_alternative<Mode>(r.mode) && counts_marks(r) &&
            std::find(out.begin(), out.end(), shape) == out.end())
            out.push_back(shape);
    });
    return out;
}

std::size_t number_of(const baoxue::param<std::int32_t>& n) { return static_cast<std::size_t>(n.value.value()); }

/// From every session on, absences in a row: one session too few, enough, one and two too many, and a day too few; and
/// of the longest the same with one mark in the middle that may end it.
std::vector<marked_pupil> around_runs(const session_places& all, const baoxue::rung& r) {
    const auto& m = std::get<baoxue::consecutive>(r.mode);
    const bool of_sessions = r.counts.front().unit == baoxue::counted::session;
    const std::size_t n = number_of(m.threshold) + (m.comparator == baoxue::comparator::more_than ? 1 : 0);
    const std::size_t enough = of_sessions ? n : 2 * n;
    std::vector<marked_pupil> out;
    const auto add = [&](std::size_t at, std::size_t length, std::size_t hole, naive::mark in_hole) {
        if (at + length > all.size())
            return;
        marked_pupil p;
        for (std::size_t s = at; s < at + length; ++s) {
            const auto is = s == at + hole                     ? in_hole
                            : s % 3 == 0 && r.marks.size() > 1 ? naive::mark::excused
                                                               : naive::mark::unexcused;
            if (is != naive::mark::present)  // else it is presumed
                p.marks.push_back(all.marked(s, is));
        }
        out.push_back(std::move(p));
    };
    for (std::size_t at = 0; at < all.size(); ++at) {
        for (std::size_t length = enough < 3 ? 1 : enough - 2; length <= enough + 2; ++length)
            add(at, length, length, naive::mark::unexcused);
        for (const auto in_hole : {naive::mark::present, naive::mark::excused})
            add(at, 2 * enough, enough, in_hole);
    }
    return out;
}

/// Pupils enrolled at the start of a school year, some days later, or some days before the end of a month, who were
/// away for as many full days as make up the share, one fewer and one more, from the first day on, until the end of the
/// month, or until the day after it; and half a day besides.
std::vector<marked_pupil> around_shares(const years& in, const session_places& all, const baoxue::rung& r) {
    const auto& m = std::get<baoxue::share>(r.mode);
    const auto line = m.line.value.value();
    const std::size_t near = number_of(m.at_least) + static_cast<std::size_t>(line.denominator) + 1;
    std::vector<marked_pupil> out;
    for (std::size_t last = 0; last < in.days.size(); ++last) {
        const bool is_judged =
            last + 1 == in.days.size() || naive::last_day_of_month(in.days[last]) < in.days[last + 1];
        if (!is_judged)
            continue;
        const auto first_term =
            std::find_if(in.terms.begin(), in.terms.end(),
                         [&, year_end = in.day_after(baoxue::period::school_year, in.days[last])](const auto& t) {
                             return in.day_after(baoxue::period::school_year, t.first_day) == year_end;
                         });
        const auto begin = all.from(first_term->first_day) / 2;
        std::set<std::size_t> starts;
        for (std::size_t k = 0; k < near; ++k) {
            starts.insert(std::min(begin + k, last));
            starts.insert(last - std::min(k, last - begin));
        }
        for (const auto start : starts) {
            const auto marked = static_cast<std::int64_t>(last - start + 1);
            const auto at_line = (marked * line.numerator + line.denominator - 1) / line.denominator;
            for (auto away = std::max<std::int64_t>(at_line - 1, 0); away <= std::min(at_line + 1, marked); ++away)
                for (const std::size_t from :
                     {start, last + 1 - static_cast<std::size_t>(away), last + 2 - static_cast<std::size_t>(away)})
                    for (const std::size_t half : {0U, 1U}) {
                        marked_pupil p;
                        p.from = in.days[start];
                        const std::size_t end = 2 * (from + static_cast<std::size_t>(away)) + half;
                        for (std::size_t s = 2 * std::max(from, start); s < std::min(end, all.size()); ++s)
                            p.marks.push_back(all.marked(s, naive::mark::unexcused));
                        out.push_back(std::move(p));
                    }
        }
    }
    return out;
}

/// The day by which the rung asks for a pupil to be back in a term; as written, or the end of registration.
naive::day named_day(const years& in, const naive::term_row& t, const baoxue::not_back& m) {
    if (!m.until)
        return t.registration_until.value();
    const auto n = number_of(*m.until);
    if (m.unit == baoxue::day_unit::calendar_days)
        return t.first_day + static_cast<naive::day>(n);
    return *(std::lower_bound(in.days.begin(), in.days.end(), t.first_day) + static_cast<std::ptrdiff_t>(n - 1));
}

/// In every term pupils who come for the first time at each session until some days after the named day, who come or
/// are excused for that session alone, or of whom that session alone is marked; on the roll from the first day, or from
/// a day about the named one.
std::vector<marked_pupil> around_returns(const years& in, const session_places& all, const baoxue::rung& r) {
    const auto& m = std::get<baoxue::not_back>(r.mode);
    std::vector<marked_pupil> out;
    for (const auto& t : in.terms) {
        const auto named = named_day(in, t, m);
        const auto first = all.from(t.first_day), end = all.from(named + 1) + 6;
        for (std::size_t at = first; at < end; ++at) {
            marked_pupil comes, alone, excused_once, one_mark;
            for (std::size_t s = first; s < end; ++s) {
                comes.marks.push_back(all.marked(s, s < at ? naive::mark::unexcused : naive::mark::present));
                alone.marks.push_back(all.marked(s, s == at ? naive::mark::present : naive::mark::unexcused));
                excused_once.marks.push_back(all.marked(s, s == at ? naive::mark::excused : naive::mark::unexcused));
            }
            one_mark.marks.push_back(all.marked(at, naive::mark::unexcused));
            out.insert(out.end(), {comes, alone, excused_once, one_mark});
        }
        for (naive::day from = named - 1; from <= named + 1; ++from) {
            marked_pupil late;
            late.from = from;
            for (std::size_t s = all.from(from); s < end; ++s)
                late.marks.push_back(all.marked(s, naive::mark::unexcused));
            out.push_back(std::move(late));
        }
    }
    return out;
}

struct tally {
    std::size_t rungs = 0, pupils = 0, duties = 0;
};

void compare_all(const years& in, const baoxue::rung& r, const std::vector<marked_pupil>& all,
                 std::initializer_list<naive::register_mode> registers, tally& n) {
    const auto rules = policy_of_rung(for_reference(r));
    std::vector<marked_pupil> pupils;
    for (std::size_t i = 0; i < all.size(); i += one_in())
        pupils.push_back(all[i]);
    for (const auto mode : registers) {
        INFO("rung " << n.rungs << " of its mode, register " << static_cast<int>(mode));
        std::size_t said = 0;
        by_hundreds(pupils, [&](auto now) { said += compare(rules, in, now, mode); });
        CHECK((said > 0 || one_in() > 1));
        n.pupils += pupils.size(), n.duties += said;
    }
    ++n.rungs;
}

std::string told(const tally& n, const char* what) {
    return std::to_string(n.rungs) + " rungs " + what + ", " + std::to_string(n.pupils) + " pupils, " +
           std::to_string(n.duties) + " duties";
}

}  // namespace

TEST_CASE("evaluate: runs just too short, just long enough and longer, of the built-in policies, at every place",
          "[exhaustive]") {
    const years in;
    const session_places all(in);
    tally n;
    for (const auto& r : rungs_of<baoxue::consecutive>())
        compare_all(in, r, around_runs(all, r), {naive::register_mode::exceptions}, n);
    CHECK(n.rungs > 0);
    WARN(told(n, "that count runs"));
}

TEST_CASE("evaluate: shares just below and at the line of the built-in policies, at the end of every month",
          "[exhaustive]") {
    const years in;
    const session_places all(in);
    tally n;
    for (const auto& r : rungs_of<baoxue::share>())
        compare_all(in, r, around_shares(in, all, r), {naive::register_mode::exceptions}, n);
    CHECK(n.rungs > 0);
    WARN(told(n, "of shares"));
}

TEST_CASE("evaluate: back just before, on and just after the day that a built-in policy names", "[exhaustive]") {
    years in;
    in.terms[0].registration_until = in.terms[0].first_day + 4;   // a Tuesday
    in.terms[1].registration_until = in.terms[1].first_day + 12;  // a Saturday
    in.terms[2].registration_until = in.terms[2].first_day;
    const session_places all(in);
    tally n;
    for (const auto& r : rungs_of<baoxue::not_back>())
        compare_all(in, r, around_returns(in, all, r),
                    {naive::register_mode::exceptions, naive::register_mode::complete}, n);
    CHECK(n.rungs > 0);
    WARN(told(n, "that name a day, in both registers"));
}
