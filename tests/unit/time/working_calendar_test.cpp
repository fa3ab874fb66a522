// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/working_calendar.hpp>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <support/shared.hpp>
#include <support/text_of.hpp>

using namespace baoxue;

namespace {

/// The published lists, read by their two fields alone: "date": "2019-01-01", then "isOffDay": true.
std::map<date, bool> published_off_days() {
    std::map<date, bool> off;
    for (int year = 2019; year <= 2026; ++year) {
        const auto text = text_of(shared_data() / "data" / "holiday-cn" / (std::to_string(year) + ".json"));
        REQUIRE_FALSE(text.empty());
        for (auto at = text.find("\"date\""); at != std::string::npos; at = text.find("\"date\"", at + 1)) {
            const auto value = text.find('"', text.find(':', at)) + 1;
            const auto day = parse_date(std::string_view{text}.substr(value, 10));
            const auto flag = text.find("\"isOffDay\"", at);
            REQUIRE(day);
            REQUIRE(flag != std::string::npos);
            const bool is_off = text.compare(text.find_first_not_of(" :", flag + 10), 4, "true") == 0;
            const auto [it, is_new] = off.emplace(*day, is_off);
            REQUIRE((is_new || it->second == is_off));  // a day at a year's end may stand in two lists
        }
    }
    return off;
}

}  // namespace

TEST_CASE("is_working_day: the whole published lists, and the plain week wherever they are silent") {
    const auto off = published_off_days();
    CHECK(off.size() > 200);
    int wrong = 0;
    for (date d = cn_first_covered; d <= cn_last_covered; d = d + day_count{1}) {
        const auto listed = off.find(d);
        const bool working = listed != off.end() ? !listed->second : !is_weekend(d);
        if (is_working_day(calendar_kind::cn, d) != working) {
            ++wrong;
            UNSCOPED_INFO(to_string(d) << " should " << (working ? "" : "not ") << "be a working day");
        }
    }
    CHECK(wrong == 0);
    CHECK(off.begin()->first >= cn_first_covered);
    CHECK(off.rbegin()->first <= cn_last_covered);
}

TEST_CASE("is_working_day: outside the lists nothing is said") {
    CHECK(is_working_day(calendar_kind::cn, date{2018, 12, 29}) == true);  // the first list's first make-up day
    CHECK_FALSE(is_working_day(calendar_kind::cn, date{2018, 12, 28}).has_value());
    CHECK(is_working_day(calendar_kind::cn, date{2026, 12, 25}) == true);  // a Friday
    CHECK_FALSE(is_working_day(calendar_kind::cn, date{2026, 12, 26}).has_value());
    CHECK_FALSE(is_working_day(calendar_kind::cn, date{2026, 12, 28}).has_value());
}

TEST_CASE("is_working_day: the calendar of weekdays knows every year and no holiday") {
    CHECK(is_working_day(calendar_kind::weekdays, date{2025, 10, 1}) == true);
    CHECK(is_working_day(calendar_kind::weekdays, date{2025, 10, 11}) == false);
    CHECK(is_working_day(calendar_kind::weekdays, date{1850, 6, 7}) == true);   // a Friday
    CHECK(is_working_day(calendar_kind::weekdays, date{2150, 6, 7}) == false);  // a Sunday
}

TEST_CASE("working_calendar: extended day by day at either end, never over a hole") {
    working_calendar c;
    CHECK(c.first_covered() == date{2018, 12, 29});
    CHECK(c.last_covered() == date{2026, 12, 25});
    CHECK_FALSE(c.extend(date{2026, 12, 27}, true));
    CHECK(c.last_covered() == date{2026, 12, 25});
    CHECK(c.extend(date{2026, 12, 26}, true));
    CHECK(c.extend(date{2026, 12, 27}, false));
    CHECK(c.is_working_day(date{2026, 12, 26}) == true);
    CHECK(c.is_working_day(date{2026, 12, 27}) == false);
    CHECK_FALSE(c.is_working_day(date{2026, 12, 28}).has_value());
    CHECK_FALSE(c.extend(date{2018, 12, 27}, true));
    CHECK(c.extend(date{2018, 12, 28}, false));
    CHECK(c.extend(date{2018, 12, 27}, true));
    CHECK(c.is_working_day(date{2018, 12, 28}) == false);
    CHECK(c.is_working_day(date{2018, 12, 27}) == true);
    CHECK_FALSE(c.is_working_day(date{2018, 12, 26}).has_value());
    CHECK(c.first_covered() == date{2018, 12, 27});
    CHECK(c.last_covered() == date{2026, 12, 27});
}

TEST_CASE("working_calendar: a published day is not changed by extending") {
    working_calendar c;
    CHECK(c.extend(date{2025, 10, 1}, true));
    CHECK(c.is_working_day(date{2025, 10, 1}) == false);
    CHECK(c.covers(date{2026, 12, 25}));
    CHECK_FALSE(c.covers(date{2026, 12, 26}));
}
