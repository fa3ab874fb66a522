// SPDX-License-Identifier: Apache-2.0

// Every day of the published calendars as a trigger, every kind of deadline, 0 to 60 days, counted day by day by the
// reference.

#include <baoxue/evaluate/due.hpp>
#include <baoxue/facts/build_district.hpp>

#include <catch2/catch_test_macros.hpp>
#include <naive/calendar.hpp>
#include <random/convert.hpp>
#include <string>
#include <support/share_of_tests.hpp>
#include <vector>

namespace {

constexpr int first_year = 2019, last_year = 2026;

/// Two terms a school year, with a half day, a day off and a Saturday of school in each, in the published calendar.
naive::world eight_years(naive::calendar_kind kind) {
    naive::world w;
    w.calendar = kind;
    if (kind == naive::calendar_kind::cn) {
        w.coverage_first = baoxue::cn_first_covered.days, w.coverage_last = baoxue::cn_last_covered.days;
        for (const auto& stretch : baoxue::cn_published_days)
            for (auto d = stretch.first.days; d <= stretch.last.days; ++d)
                (stretch.is == baoxue::published_days::kind::work ? w.working_weekends : w.holidays).push_back(d);
    }
    w.units = {{"town", "township", {}, {}, {}}};
    w.days.emplace();
    for (int year = first_year - 1; year <= last_year; ++year) {
        const auto name = std::to_string(year);
        w.terms.push_back({name + "a", name, naive::make_day(year, 9, 1), naive::make_day(year + 1, 1, 18), {}, {}});
        w.terms.push_back(
            {name + "b", name, naive::make_day(year + 1, 2, 21), naive::make_day(year + 1, 7, 5), {}, {}});
        for (const int month : {11, 15}) {  // November, and March of the next year
            const auto monday = naive::monday_of(naive::make_day(year + month / 13, (month - 1) % 12 + 1, 14));
            w.days->push_back({monday, naive::override_session::pm, naive::override_kind::off, {}});
            w.days->push_back({monday + 3, naive::override_session::both, naive::override_kind::off, {}});
            w.days->push_back({monday + 5, naive::override_session::am, naive::override_kind::school, {}});
        }
    }
    std::erase_if(*w.days, [&](const auto& r) { return !naive::calendar(w).is_covered(r.date); });
    return w;
}

baoxue::district district_of(const naive::world& w) {
    baoxue::district_options how;
    how.calendar = w.calendar == naive::calendar_kind::cn ? baoxue::calendar_kind::cn : baoxue::calendar_kind::weekdays;
    return baoxue::build_district(against_naive::facts_of(w), how);
}

std::string shown(std::optional<naive::day> d) { return d ? baoxue::to_string(baoxue::date{*d}) : "beyond"; }

/// What the two say differently of one deadline; empty where they agree.
std::string difference(const naive::calendar& plain, const baoxue::district& d, naive::day trigger,
                       const naive::due_rule& rule) {
    const auto expected = plain.due(rule, "town", trigger);
    const auto found =
        baoxue::due_date(baoxue::date{trigger}, *against_naive::due_of(rule), d.calendars.at(0), d.working);
    const auto on = found.on == baoxue::dawn ? std::nullopt : std::optional{found.on.days};
    if (on == expected.on && found.beyond.has_value() == expected.outside_calendar)
        return {};
    return shown(trigger) + " within " + std::to_string(rule.n.value_or(-1)) + " of kind " +
           std::to_string(static_cast<int>(rule.unit)) + (rule.rolls ? " rolling" : "") + ": expected " +
           shown(expected.on) + ", found " + shown(on);
}

void compare_all(naive::calendar_kind kind) {
    const auto w = eight_years(kind);
    const naive::calendar plain(w);
    const auto d = district_of(w);
    const auto first = naive::make_day(first_year, 1, 1), last = naive::make_day(last_year, 12, 31);
    std::size_t deadlines = 0;
    const auto compare = [&](naive::day trigger, const naive::due_rule& rule) {
        const auto differs = difference(plain, d, trigger, rule);
        if (!differs.empty()) {
            INFO(differs);
            FAIL();
        }
        ++deadlines;
    };
    for (naive::day trigger = first; trigger <= last; trigger += static_cast<naive::day>(one_in())) {
        for (const auto unit :
             {naive::day_unit::calendar_days, naive::day_unit::school_days, naive::day_unit::working_days})
            for (const bool rolls : {false, true})
                for (int n = 0; n <= 60; ++n)
                    compare(trigger, {naive::due_kind::within, n, {}, unit, rolls, naive::period::term});
        for (const auto end : {naive::period::month, naive::period::term, naive::period::school_year})
            compare(trigger, {naive::due_kind::end_of, {}, {}, naive::day_unit::calendar_days, false, end});
    }
    WARN(deadlines << " deadlines");
}

}  // namespace

TEST_CASE("due_date: every day of 2019 to 2026, every kind of deadline, 0 to 60 days, by the published calendar",
          "[exhaustive]") {
    compare_all(naive::calendar_kind::cn);
}

TEST_CASE("due_date: every day of 2019 to 2026, every kind of deadline, 0 to 60 days, by plain weekdays",
          "[exhaustive]") {
    compare_all(naive::calendar_kind::weekdays);
}

TEST_CASE("calendar: every day of the published calendar is a school day, a working day or none, in its term and week",
          "[exhaustive]") {
    for (const auto kind : {naive::calendar_kind::cn, naive::calendar_kind::weekdays}) {
        const auto w = eight_years(kind);
        const naive::calendar plain(w);
        const auto d = district_of(w);
        const auto& calendar = d.calendars.at(0);
        baoxue::day_ordinal next = 0;
        for (auto x = w.terms.front().first_day; x <= w.terms.back().last_day; ++x) {
            const baoxue::date on{x};
            INFO(baoxue::to_string(on));
            if (plain.is_covered(x))
                REQUIRE(d.working.is_working_day(on) == plain.is_working_day(x));
            else
                REQUIRE_FALSE(d.working.is_working_day(on).has_value());
            const auto info = plain.on("town", x);
            REQUIRE(calendar.on_or_after(on) == next);
            REQUIRE(calendar.is_school_day(on) == info.is_school_day());
            if (!info.is_school_day())
                continue;
            REQUIRE(calendar.sessions_of_day(next) == (info.am ? 1 : 0) + (info.pm ? 1 : 0));
            REQUIRE(calendar.find(on, baoxue::session::am).has_value() == info.am);
            REQUIRE(calendar.find(on, baoxue::session::pm).has_value() == info.pm);
            REQUIRE(calendar.terms()[static_cast<std::size_t>(calendar.term_of(next))].first_day.days ==
                    w.terms[static_cast<std::size_t>(info.term)].first_day);
            const auto c = naive::make_civil(x);
            REQUIRE(calendar.month_of(next) == c.year * 12 + c.month - 1);
            if (next > 0) {
                const auto before = calendar.date_of(next - 1).days;
                REQUIRE((calendar.week_of(next) == calendar.week_of(next - 1)) ==
                        (naive::monday_of(before) == naive::monday_of(x)));
            }
            ++next;
        }
        REQUIRE(calendar.days() == next);
    }
}
