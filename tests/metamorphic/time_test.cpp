// SPDX-License-Identifier: Apache-2.0

// What is dated later is not known; what was once so stays so; what is told of absence in either register is the same.

#include "drawn.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
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
    if (rows.transfers) {  // papers that were there before the pupil left stand, of a transfer that nobody knows of yet
        const auto known = [&](const auto& r) { return std::max(r.left_on, r.noted_on.value_or(r.left_on)) <= as_of; };
        std::set<std::string> later;
        for (const auto& t : *rows.transfers)
            if (!known(t))
                later.insert(t.transfer_id);
        keep_rows(rows.transfers, former, known);
        if (rows.acts)
            for (auto& a : *rows.acts)
                if (a.refers_table == "transfers" && a.refers_to && later.contains(*a.refers_to))
                    a.refers_table.reset(), a.refers_to.reset();
    }
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

/// A ladder's duty: whose, when triggered, and by which session where the row behind it tells.
struct fired_rung {
    std::uint64_t id{};
    std::string student{};
    date on{};
    std::optional<session> at{};
};

/// The ladders with a rung that another count, as it stands at the end of the day, keeps from firing.
std::set<std::string> judged_at_day_end(const policy& p) {
    std::set<std::string> out;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            for (const auto& r : c.governing().rules)
                if (const auto* is = std::get_if<ladder>(&r.is);
                    is != nullptr && std::any_of(is->rungs.begin(), is->rungs.end(),
                                                 [](const rung& one) { return one.unless_reached.has_value(); }))
                    out.insert(l.id + " " + c.id + " " + r.id);
    return out;
}

std::vector<fired_rung> fired_rungs(const drawn& d, const findings& f) {
    const auto ladders = ladders_of(d.rules), at_day_end = judged_at_day_end(d.rules);
    std::vector<fired_rung> out;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i) {
        const auto& n = f.rules[static_cast<std::size_t>(o.rule[i])];
        const auto name = n.policy + " " + n.clause + " " + n.rule;
        if (!ladders.contains(name))
            continue;
        fired_rung fired{o.id[i], {}, o.triggered_on[i], {}};
        f.ids->students.with_text(o.student[i], [&](std::string_view id) { fired.student = id; });
        if (const auto by = o.caused_by.at(i); !by.empty() && by.back().table == table_name::attendance) {
            const auto& row = (*d.rows.attendance)[static_cast<std::size_t>(by.back().row)];
            if (row.date == fired.on && !at_day_end.contains(name))
                fired.at = row.session;
        }
        out.push_back(std::move(fired));
    }
    return out;
}

/// How often something happened that the relations below speak of.
struct seen {
    std::size_t later_rows = 0, presumed = 0;
    std::size_t absences = 0, same_day = 0;  ///< marks changed, and rungs of an earlier session of that day
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

/// Whether a mark that is changed comes after all that made the rung fire, or is another pupil's.
bool comes_after(const attendance_row& changed, const fired_rung& fired) {
    return changed.student_id != fired.student || changed.date > fired.on ||
           (changed.date == fired.on && fired.at && changed.session > *fired.at);
}

void an_absence_instead_of_a_presence_takes_nothing_away_that_came_before_it(const drawn& d, naive::splitmix64& r,
                                                                             seen& n) {
    constexpr int draws = 10;  // of all presences, and as many of those in the afternoon of a day on which a rung fired
    std::vector<std::size_t> present, after_a_rung;
    const auto before = fired_rungs(d, findings_of(d));
    std::set<std::pair<std::string, date>> fired_in_the_morning;
    for (const auto& fired : before)
        if (fired.at == session::am)
            fired_in_the_morning.emplace(fired.student, fired.on);
    if (d.rows.attendance)
        for (std::size_t i = 0; i < d.rows.attendance->size(); ++i) {
            const auto& row = (*d.rows.attendance)[i];
            if (row.mark != mark::present)
                continue;
            present.push_back(i);
            if (row.session == session::pm && fired_in_the_morning.contains({row.student_id, row.date}))
                after_a_rung.push_back(i);
        }
    std::vector<std::size_t> to_change;
    for (const auto* from : {&present, &after_a_rung})
        for (int k = 0; k < draws && !from->empty(); ++k)
            to_change.push_back(r.pick(*from));
    for (const auto i : to_change) {
        auto rows = d.rows;
        auto& row = (*rows.attendance)[i];
        row.mark = mark::unexcused, row.minutes_late.reset();
        std::set<std::uint64_t> after;
        for (const auto& fired : fired_rungs(d, findings_of(d, rows)))
            after.insert(fired.id);
        ++n.absences;
        for (const auto& fired : before) {
            if (!comes_after(row, fired))
                continue;
            n.same_day += fired.student == row.student_id && fired.on == row.date;
            INFO(d.name << ", " << row.student_id << " on " << to_string(row.date) << " " << word_of(row.session)
                        << ", duty of " << fired.student << " of " << to_string(fired.on));
            REQUIRE(after.contains(fired.id));
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

void look_at_times(std::uint64_t first, std::uint64_t last) {
    seen n;
    for (auto seed = first; seed <= last; ++seed) {
        const auto d = draw(seed);
        naive::splitmix64 r(seed);
        what_is_dated_later_might_as_well_not_be_there(d, n);
        an_absence_instead_of_a_presence_takes_nothing_away_that_came_before_it(d, r, n);
        a_register_of_all_sessions_and_one_of_absences_tell_the_same(d, n);
    }
    WARN(last - first + 1 << " drawn districts; " << n.later_rows << " rows dated later, " << n.presumed
                          << " presences presumed, " << n.absences << " absences instead of a presence, " << n.same_day
                          << " times after a rung of the same day");
    CHECK(n.later_rows > 0);
    CHECK(n.presumed > 0);
    CHECK(n.absences > 0);
    CHECK(n.same_day > 0);
}

}  // namespace

TEST_CASE("evaluate: what is dated later is not known, what was once so stays so, either register tells the same",
          "[metamorphic]") {
    look_at_times(1, 40);
}

TEST_CASE("evaluate: what is dated later, what was once so and either register, of many districts",
          "[metamorphic][.long]") {
    look_at_times(41, 1000);
}
