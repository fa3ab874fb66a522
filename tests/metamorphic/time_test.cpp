// SPDX-License-Identifier: Apache-2.0

// What is dated later is not known; what was once so stays so; what is told of absence in either register is the same.

#include "drawn.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace metamorphic;
using namespace baoxue;

/// The facts as they stood on a day: nothing dated later.
district_rows known_on(district_rows rows, date as_of, former_rows& former) {
    const auto since = [&](const auto& r) { return r.from <= as_of; };
    const auto dated = [&](const auto& r) { return r.date <= as_of; };
    if (rows.holdings) {  // who acts must be known, if only as a party who will hold something later
        std::set<std::string> known, later;
        if (rows.parties)
            for (const auto& p : *rows.parties)
                known.insert(p.party_id);
        for (const auto& h : *rows.holdings)
            (h.from <= as_of ? known : later).insert(h.person_id);
        for (const auto& id : later)
            if (!known.contains(id)) {
                if (!rows.parties)
                    rows.parties.emplace();
                rows.parties->push_back({id, party_kind::person});
            }
    }
    keep_rows(rows.holdings, former, since);
    keep_rows(rows.enrolments, former, since);
    keep_rows(rows.needs, former, since);
    keep_rows(rows.attendance, former, dated), keep_rows(rows.roll_calls, former, dated);
    keep_rows(rows.acts, former, dated), keep_rows(rows.incidents, former, dated);
    keep_rows(rows.registrations, former, [&](const auto& r) { return r.registered_on <= as_of; });
    keep_rows(rows.pledges, former, [&](const auto& r) { return r.signed_on <= as_of; });
    keep_rows(rows.records, former, [&](const auto& r) { return r.opened_on <= as_of; });
    keep_rows(rows.counts, former, [&](const auto& r) { return !r.counted_on || *r.counted_on <= as_of; });
    const auto each = [](auto& table, auto with) {
        if (table)
            for (auto& r : *table)
                with(r);
    };
    const auto forget = [&](auto& d) {
        if (d && *d > as_of)
            d.reset();
    };
    each(rows.holdings, [&](auto& r) { forget(r.until); });
    each(rows.needs, [&](auto& r) { forget(r.until); });
    each(rows.pledges, [&](auto& r) { forget(r.until); });
    each(rows.students, [&](auto& r) { forget(r.died_on); });
    each(rows.incidents, [&](auto& r) { forget(r.verified_on); });
    each(rows.records, [&](auto& r) { forget(r.completed_on); });
    each(rows.enrolments, [&](auto& r) {
        if ((r.noted_on && *r.noted_on > as_of) || (r.until && *r.until > as_of))
            r.exit.reset(), r.noted_on.reset();
        forget(r.until);
    });
    return rows;
}

/// How a duty stands may change from one day to the next only so.
bool may_follow(state before, state after) {
    if (before == after)
        return true;
    if (before == state::open)
        return true;
    return before == state::missed && after == state::met_late;
}

std::vector<std::pair<std::uint64_t, date>> ladder_triggers(const drawn& d, const findings& f) {
    const auto ladders = ladders_of(d.rules);
    std::vector<std::pair<std::uint64_t, date>> out;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i) {
        const auto& n = f.rules[static_cast<std::size_t>(o.rule[i])];
        if (ladders.contains(n.policy + " " + n.clause + " " + n.rule))
            out.emplace_back(o.id[i], o.triggered_on[i]);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// How often something happened that the relations below speak of.
struct seen {
    std::size_t later_rows = 0, presumed = 0;
    std::map<std::pair<state, state>, std::size_t> steps{};
};

void what_is_dated_later_might_as_well_not_be_there(const drawn& d, seen& n) {
    former_rows former;
    const auto rows = known_on(d.rows, d.as_of, former);
    const auto count = [](const auto& of) {
        std::size_t out = 0;
        each_table(of, [&](const auto& t) { out += t.size(); });
        return out;
    };
    n.later_rows += count(d.rows) - std::min(count(d.rows), count(rows));
    BAOXUE_SAME(d, said(findings_of(d)), said(renumbered(findings_of(d, rows), former)));
}

void a_ladders_duty_stays_and_goes_on_only_from_open_or_from_missed_to_met_late(const drawn& d, seen& n) {
    const auto district = build(d.rows, d.how);
    std::map<std::uint64_t, state> before;
    for (auto on = d.as_of - day_count{40}; on <= d.as_of; on = on + day_count{1}) {
        const auto f = evaluate(d.rules, district, on);
        std::map<std::uint64_t, state> now;
        const auto& o = f.obligations;
        for (std::size_t i = 0; i < o.size(); ++i)
            now[o.id[i]] = o.state[i];
        for (const auto& [id, was] : before) {
            INFO(d.name << ", day " << to_string(on) << ", duty " << id << " was " << word_of(was));
            const auto it = now.find(id);
            REQUIRE(it != now.end());
            INFO("is " << word_of(it->second));
            REQUIRE(may_follow(was, it->second));
            ++n.steps[{was, it->second}];
        }
        before = std::move(now);
    }
}

void an_absence_instead_of_a_presence_takes_nothing_away_that_came_before_it(const drawn& d, naive::splitmix64& r) {
    std::vector<std::size_t> present;
    if (d.rows.attendance)
        for (std::size_t i = 0; i < d.rows.attendance->size(); ++i)
            if ((*d.rows.attendance)[i].mark == mark::present)
                present.push_back(i);
    if (present.empty())
        return;
    const auto before = ladder_triggers(d, findings_of(d));
    for (int n = 0; n < 5; ++n) {
        auto rows = d.rows;
        auto& row = (*rows.attendance)[r.pick(present)];
        row.mark = mark::unexcused, row.minutes_late.reset();
        const auto after = ladder_triggers(d, findings_of(d, rows));
        for (const auto& fired : before) {
            if (fired.second >= row.date)
                continue;
            INFO(d.name << ", " << row.student_id << " on " << to_string(row.date) << ", duty of "
                        << to_string(fired.second));
            REQUIRE(std::binary_search(after.begin(), after.end(), fired));
        }
    }
}

void a_register_of_all_sessions_and_one_of_absences_tell_the_same(drawn d, seen& n) {
    if (!d.world.attendance || !d.world.enrolments)
        return;
    d.world.registers = naive::register_mode::complete;
    auto rows = d.rows;  // the whole truth: everybody not otherwise marked was present
    for (const auto& a : naive::unmarked_as_present(d.world, d.as_of.days))
        rows.attendance->push_back({a.student_id,
                                    date{a.date},
                                    a.session == naive::session_of_day::am ? session::am : session::pm,
                                    mark::present,
                                    {}});
    rows.roll_calls.reset();
    d.how.mode = register_mode::complete;
    const auto whole = findings_of(d, rows);
    former_rows former;
    const auto all = rows.attendance->size();
    keep_rows(rows.attendance, former, [](const auto& r) { return r.mark != mark::present || r.minutes_late; });
    n.presumed += all - rows.attendance->size();
    d.how.mode = register_mode::exceptions;
    BAOXUE_SAME(d, said(whole), said(renumbered(findings_of(d, rows), former)));
}

seen look_at_times(std::uint64_t first, std::uint64_t last) {
    seen n;
    for (auto seed = first; seed <= last; ++seed) {
        const auto d = draw(seed);
        naive::splitmix64 r(seed);
        what_is_dated_later_might_as_well_not_be_there(d, n);
        an_absence_instead_of_a_presence_takes_nothing_away_that_came_before_it(d, r);
        a_register_of_all_sessions_and_one_of_absences_tell_the_same(d, n);
        if (seed % 4 == 0)  // a draw of ladders alone
            a_ladders_duty_stays_and_goes_on_only_from_open_or_from_missed_to_met_late(d, n);
    }
    WARN(last - first + 1 << " drawn districts; " << n.later_rows << " rows dated later, " << n.presumed
                          << " presences presumed");
    return n;
}

}  // namespace

TEST_CASE("evaluate: what is dated later is not known, what was once so stays so, either register tells the same",
          "[metamorphic]") {
    const auto n = look_at_times(1, 40);
    CHECK(n.later_rows > 0);
    CHECK(n.presumed > 0);
}

TEST_CASE("evaluate: what is dated later, what was once so and either register, of many districts",
          "[metamorphic][.long]") {
    auto n = look_at_times(41, 1000);
    for (const auto to : {state::met, state::met_late, state::missed, state::lapsed, state::unknown})
        CHECK(n.steps[{state::open, to}] > 0);
    CHECK(n.steps[{state::missed, state::met_late}] > 0);
}
