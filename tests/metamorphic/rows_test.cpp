// SPDX-License-Identifier: Apache-2.0

// The same facts told differently: other order of rows, other ids, pupils apart or with more beside them.

#include "drawn.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <support/variants_of.hpp>
#include <vector>

namespace {

using namespace metamorphic;
using namespace baoxue;

void shuffle_all(district_rows& rows, naive::splitmix64& r, former_rows& former) {
    each_table(rows, [&](auto& table) {
        std::vector<std::size_t> order(table.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        r.shuffle(order);
        take(table, order, former);
    });
}

/// Every id as `~number~`: pupils and units in any order, all others in the order that they had.
class renaming {
public:
    explicit renaming(const district_rows& rows, naive::splitmix64& r) {
        std::set<std::string> free, kept;
        for (const auto& u : rows.units)
            free.insert(u.unit_id);
        const auto pupils = [&](const auto& table) {
            if (table)
                for (const auto& row : *table)
                    free.insert(row.student_id);
        };
        pupils(rows.students), pupils(rows.enrolments);
        visit(rows, [&](const std::string& id) {
            if (!free.contains(id))
                kept.insert(id);
        });
        before_.assign(free.begin(), free.end());
        r.shuffle(before_);
        before_.insert(before_.end(), kept.begin(), kept.end());
        for (std::size_t i = 0; i < before_.size(); ++i)
            after_[before_[i]] = "~" + std::to_string(10'000 + i) + "~";
    }
    void apply(district_rows& rows) const {
        visit(rows, [&](std::string& id) { id = after_.at(id); });
    }
    /// A line of findings under the former ids.
    [[nodiscard]] std::string back(const std::string& line) const {
        std::string out;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] != '~') {
                out += line[i];
                continue;
            }
            out += before_[std::stoul(line.substr(i + 1, 5)) - 10'000];
            i += 6;
        }
        const auto open = out.find('{'), close = out.find('}');  // bearers stand in the order of their ids
        if (open == std::string::npos)
            return out;
        std::set<std::string> words;
        std::istringstream in(out.substr(open + 1, close - open - 1));
        for (std::string w; in >> w;)
            words.insert(w);
        std::string sorted;
        for (const auto& w : words)
            sorted += w + " ";
        return out.substr(0, open + 1) + sorted + out.substr(close);
    }

private:
    /// Calls `use` with each id of a district.
    template <class Rows, class Use>
    static void visit(Rows& rows, Use use) {
        const auto maybe = [&](auto& id) {
            if (id)
                use(*id);
        };
        const auto each = [](auto& table, auto with) {
            if (table)
                for (auto& row : *table)
                    with(row);
        };
        for (auto& t : rows.terms)
            use(t.term_id), maybe(t.unit_id);
        for (auto& u : rows.units)
            use(u.unit_id), maybe(u.parent_id), maybe(u.village_id);
        each(rows.days, [&](auto& r) { maybe(r.unit_id); });
        each(rows.holdings, [&](auto& r) { use(r.person_id), use(r.covers_id); });
        each(rows.students, [&](auto& r) { use(r.student_id), maybe(r.home_unit_id), maybe(r.origin_unit_id); });
        each(rows.registrations, [&](auto& r) { use(r.student_id), use(r.term_id); });
        each(rows.enrolments, [&](auto& r) { use(r.student_id), use(r.class_id); });
        each(rows.attendance, [&](auto& r) { use(r.student_id); });
        each(rows.roll_calls, [&](auto& r) { use(r.class_id); });
        each(rows.acts, [&](auto& r) {
            use(r.act_id), use(r.actor_id), maybe(r.student_id), maybe(r.unit_id), maybe(r.recipient_id);
            maybe(r.refers_to);
        });
        each(rows.parties, [&](auto& r) { use(r.party_id); });
        each(rows.needs, [&](auto& r) { use(r.student_id); });
        each(rows.incidents,
             [&](auto& r) { use(r.incident_id), use(r.actor_id), maybe(r.student_id), maybe(r.unit_id); });
        each(rows.transfers, [&](auto& r) { use(r.transfer_id), use(r.student_id), maybe(r.receiving_unit_id); });
        each(rows.pledges, [&](auto& r) { use(r.from_id), use(r.to_id), maybe(r.student_id), maybe(r.unit_id); });
        each(rows.records, [&](auto& r) {
            use(r.record_id), use(r.keeper_id), maybe(r.student_id), maybe(r.unit_id), maybe(r.refers_to);
        });
        each(rows.counts, [&](auto& r) { use(r.unit_id); });
    }

    std::vector<std::string> before_{};
    std::map<std::string, std::string> after_{};
};

/// The district with the papers of some pupils alone; units, posts and the students themselves stay.
district_rows with_pupils(district_rows rows, const std::set<std::string>& kept, former_rows& former) {
    const auto of_pupil = [&](const auto& r) { return kept.contains(r.student_id); };
    const auto of_pupil_or_none = [&](const auto& r) { return !r.student_id || kept.contains(*r.student_id); };
    keep_rows(rows.registrations, former, of_pupil), keep_rows(rows.enrolments, former, of_pupil);
    keep_rows(rows.attendance, former, of_pupil), keep_rows(rows.needs, former, of_pupil);
    keep_rows(rows.transfers, former, of_pupil);
    std::set<std::string> transfers;
    if (rows.transfers)
        for (const auto& t : *rows.transfers)
            transfers.insert(t.transfer_id);
    keep_rows(rows.acts, former, [&](const auto& a) {
        return of_pupil_or_none(a) &&
               (a.refers_table != "transfers" || !a.refers_to || transfers.contains(*a.refers_to));
    });
    std::set<std::string> acts;
    if (rows.acts)
        for (const auto& a : *rows.acts)
            acts.insert(a.act_id);
    keep_rows(rows.records, former,
              [&](const auto& r) { return of_pupil_or_none(r) && (!r.refers_to || acts.contains(*r.refers_to)); });
    return rows;
}

/// All pupils with an enrolment, by the first unit at or above their first class that has a kind; the class if none.
std::map<std::string, std::set<std::string>> pupils_by(const district_rows& rows, std::string_view kind) {
    std::map<std::string, const unit_row*> units;
    for (const auto& u : rows.units)
        units[u.unit_id] = &u;
    std::map<std::string, std::string> group;
    std::map<std::string, std::set<std::string>> out;
    if (rows.enrolments)
        for (const auto& e : *rows.enrolments) {
            const auto* u = units.at(e.class_id);
            while (u->kind != kind && u->parent_id)
                u = units.at(*u->parent_id);
            group.emplace(e.student_id, u->kind == kind ? u->unit_id : e.class_id);
        }
    for (const auto& [student, unit] : group)
        out[unit].insert(student);
    return out;
}

/// Another pupil of whom everything is told that is told of this one.
void add_twin(district_rows& rows, const std::string& of, const std::string& twin) {
    const auto copy = [&](auto& table, auto change) {
        if (!table)
            return;
        const auto n = table->size();
        for (std::size_t i = 0; i < n; ++i) {
            auto row = (*table)[i];
            if (change(row))
                table->push_back(row);
        }
    };
    const auto renamed = [&](auto& row) {
        if (row.student_id != of)
            return false;
        row.student_id = twin;
        return true;
    };
    copy(rows.students, renamed), copy(rows.registrations, renamed), copy(rows.enrolments, renamed);
    copy(rows.attendance, renamed), copy(rows.needs, renamed);
    copy(rows.holdings, [&](auto& h) {
        if (h.covers_kind != covers_kind::student || h.covers_id != of)
            return false;
        h.covers_id = twin;
        return true;
    });
    copy(rows.transfers, [&](auto& t) {
        t.transfer_id = twin + t.transfer_id;
        return renamed(t);
    });
    copy(rows.acts, [&](auto& a) {
        a.act_id += "~" + twin;
        if (a.actor_id == of)
            a.actor_id = twin;
        if (a.refers_table == "transfers" && a.refers_to)
            a.refers_to = twin + *a.refers_to;
        return renamed(a);
    });
}

/// Lines of duties, statuses and benefits of pupils but one.
std::vector<std::string> of_others(const findings& f, const std::string& but) {
    std::vector<std::string> out;
    for (auto& line : against_naive::year_lines(f, {})) {
        const bool of_pupils = (line.starts_with("owed ") && line.find(" for  at ") == std::string::npos) ||
                               line.starts_with("status ") || line.starts_with("entitled ");
        if (of_pupils && line.find(" " + but + " ") == std::string::npos)
            out.push_back(std::move(line));
    }
    return out;
}

void the_order_of_rows_changes_nothing_but_row_numbers(const drawn& d, naive::splitmix64& r) {
    const auto before = findings_of(d);
    auto rows = d.rows;
    former_rows former;
    shuffle_all(rows, r, former);
    const auto same = firsts(d.rows);
    const auto after = renumbered(renumbered(findings_of(d, rows), former), same);
    BAOXUE_SAME(d, said(renumbered(before, same)), said(after));
    INFO(d.name);
    REQUIRE(before.obligations.id == after.obligations.id);  // in the same order, too
    REQUIRE(before.gaps.id == after.gaps.id);
}

void other_ids_change_nothing_but_the_ids(const drawn& d, naive::splitmix64& r) {
    const renaming names(d.rows, r);
    auto rows = d.rows;
    names.apply(rows);
    auto after = said(findings_of(d, rows), false);
    for (auto& line : after)
        line = names.back(line);
    std::sort(after.begin(), after.end());
    BAOXUE_SAME(d, said(findings_of(d), false), after);
}

void ladders_are_those_of_the_schools(const drawn& d) {
    std::vector<std::string> parts;
    for (const auto& [unit, pupils] : pupils_by(d.rows, "school")) {
        former_rows former;
        const auto rows = with_pupils(d.rows, pupils, former);
        const auto found = ladder_rows(d, renumbered(findings_of(d, rows), former));
        parts.insert(parts.end(), found.begin(), found.end());
    }
    std::sort(parts.begin(), parts.end());
    BAOXUE_SAME(d, ladder_rows(d, findings_of(d)), parts);
}

/// The scalar call is a batch of one. \return how many pupils were asked of
std::size_t ladders_are_those_of_the_pupils_one_by_one(const drawn& d) {
    std::vector<std::string> parts;
    std::size_t asked = 0;
    for (const auto& [unit, pupils] : pupils_by(d.rows, "school"))
        for (const auto& pupil : pupils) {
            former_rows former;
            const auto rows = with_pupils(d.rows, {pupil}, former);
            const auto found = ladder_rows(d, renumbered(findings_of(d, rows), former));
            parts.insert(parts.end(), found.begin(), found.end());
            ++asked;
        }
    std::sort(parts.begin(), parts.end());
    BAOXUE_SAME(d, ladder_rows(d, findings_of(d)), parts);
    return asked;
}

/// And a twin, of whom the same is told, climbs as the other does.
void another_pupil_changes_nothing_for_the_others(const drawn& d, naive::splitmix64& r) {
    if (!d.rows.enrolments || d.rows.enrolments->empty())
        return;
    const auto of = r.pick(*d.rows.enrolments).student_id;
    const std::string twin = r.percent(50) ? "0twin" : "~twin";  // before all others, or after
    auto rows = d.rows;
    add_twin(rows, of, twin);
    const auto before = findings_of(d), after = findings_of(d, rows);
    BAOXUE_SAME(d, of_others(before, twin), of_others(after, twin));
    const auto firings = [&](const findings& f, const std::string& who) {
        std::vector<std::string> out;
        for (const auto& line : ladder_rows(d, f))
            if (const auto at = line.find(" for " + who + " at "); at != std::string::npos)
                out.push_back(line.substr(0, line.find(" {")) +
                              line.substr(at + 5 + who.size(), line.rfind(" also") - at - 5 - who.size()));
        std::sort(out.begin(), out.end());
        return out;
    };
    BAOXUE_SAME(d, firings(after, of), firings(after, twin));
}

/// \return how many policies
std::size_t several_policies_find_what_each_finds_alone(const drawn& d, const std::vector<policy>& others) {
    std::vector<policy> all{d.rules};
    all.insert(all.end(), others.begin(), others.end());
    const auto district = build(d.rows, d.how);
    const auto together = evaluate(std::span<const policy>{all}, district, d.as_of);
    REQUIRE(together.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        BAOXUE_SAME(d, said(evaluate(all[i], district, d.as_of)), said(together[i]));
    return all.size();
}

/// What a variant shares with the policy before it is found once, but told as if it stood alone.
/// \return how many policies
std::size_t variants_find_what_each_finds_alone(const drawn& d) {
    INFO(d.name);
    auto all = with_variants(d.rules);
    const auto district = build(d.rows, d.how);
    require_same_alone(all, district, d.as_of);
    std::reverse(all.begin(), all.end());  // of the last one the others are variants
    require_same_alone(all, district, d.as_of);
    return all.size();
}

void tell_differently(std::uint64_t first, std::uint64_t last) {
    std::array<std::vector<policy>, 2> drawn_before;  // by the kind of draw
    std::size_t one_by_one = 0, together = 0, variants = 0;
    for (auto seed = first; seed <= last; ++seed) {
        const auto d = draw(seed);
        naive::splitmix64 r(seed);
        the_order_of_rows_changes_nothing_but_row_numbers(d, r);
        other_ids_change_nothing_but_the_ids(d, r);
        ladders_are_those_of_the_schools(d);
        one_by_one += ladders_are_those_of_the_pupils_one_by_one(d);
        another_pupil_changes_nothing_for_the_others(d, r);
        auto& others = drawn_before[seed % 2];
        together += several_policies_find_what_each_finds_alone(d, others);
        others.push_back(d.rules);
        variants += variants_find_what_each_finds_alone(d);
        if (others.size() > 3)
            others.erase(others.begin());
    }
    CHECK(one_by_one > 0);
    WARN(last - first + 1 << " drawn districts told differently; " << one_by_one << " pupils one by one, " << together
                          << " policies in one call with others, " << variants << " with their variants");
}

}  // namespace

TEST_CASE("evaluate: the same facts told differently, other pupils beside, other policies beside", "[metamorphic]") {
    tell_differently(1, 40);
}

TEST_CASE("evaluate: the same facts of many districts told differently", "[metamorphic][.long]") {
    tell_differently(41, 1000);
}
