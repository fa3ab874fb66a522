// SPDX-License-Identifier: Apache-2.0
#pragma once

// Drawn districts, changed in ways whose effect on the findings is known beforehand.

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/policy/check.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <naive/reference.hpp>
#include <naive/splitmix64.hpp>
#include <random/convert.hpp>
#include <set>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace metamorphic {

struct drawn {
    std::string name{};
    naive::world world{};
    baoxue::district_rows rows{};
    baoxue::district_options how{};
    baoxue::policy rules{};
    baoxue::date as_of{};
};

/// By turns absence ladders over many pupils, and every kind of rule over fewer.
inline drawn draw(std::uint64_t seed) {
    using namespace baoxue;
    drawn out;
    if (seed % 2 == 0) {
        auto s = naive::draw_sample(seed);
        out.world = std::move(s.facts), out.as_of = date{s.as_of};
        out.rules = against_naive::policy_of(s.rules);
    } else {
        auto s = naive::draw_school_year(seed);
        out.world = std::move(s.facts), out.as_of = date{s.as_of};
        out.rules = make_policy(against_naive::policy_of(s.layers), out.how.words);
    }
    out.name = "seed " + std::to_string(seed) + " on " + to_string(out.as_of);
    out.rows = against_naive::facts_of(out.world);
    out.how.calendar = out.world.calendar == naive::calendar_kind::cn ? calendar_kind::cn : calendar_kind::weekdays;
    out.how.mode =
        out.world.registers == naive::register_mode::complete ? register_mode::complete : register_mode::exceptions;
    out.how.on_bad_rows = bad_rows::set_aside;  // drawn overrides may name a school day outside every term
    return out;
}

inline baoxue::district build(const baoxue::district_rows& rows, const baoxue::district_options& how) {
    return baoxue::build_district(rows, how);
}
inline baoxue::findings findings_of(const drawn& d, const baoxue::district_rows& rows) {
    return baoxue::evaluate(d.rules, build(rows, d.how), d.as_of);
}
inline baoxue::findings findings_of(const drawn& d) { return findings_of(d, d.rows); }

/// Calls `use` with every table that was given.
template <class Rows, class Use>
void each_table(Rows& r, Use use) {
    use(r.terms), use(r.units);
    const auto given = [&](auto& t) {
        if (t)
            use(*t);
    };
    given(r.days), given(r.holdings), given(r.students), given(r.registrations), given(r.enrolments);
    given(r.attendance), given(r.roll_calls), given(r.acts), given(r.parties), given(r.needs), given(r.incidents);
    given(r.transfers), given(r.pledges), given(r.records), given(r.counts);
}

template <class Table>
constexpr baoxue::table_name name_of(const Table&) {
    return Table::value_type::table;
}

template <class Table>
constexpr baoxue::table_name name_of_table = std::remove_cvref_t<Table>::value_type::table;

/// Where each row of a changed table stood before.
using former_rows = std::map<baoxue::table_name, std::vector<std::int64_t>>;

/// The rows of a table in another order, or some of them.
template <class Table>
void take(Table& table, const std::vector<std::size_t>& which, former_rows& former) {
    Table out;
    auto& before = former[name_of(table)];
    const auto earlier = std::exchange(before, {});
    for (const auto i : which) {
        out.push_back(table[i]);
        before.push_back(earlier.empty() ? static_cast<std::int64_t>(i) : earlier[i]);
    }
    table = std::move(out);
}

template <class Table, class Keep>
void keep_rows(Table& table, former_rows& former, Keep keep) {
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (keep(table[i]))
            which.push_back(i);
    take(table, which, former);
}
template <class Row, class Keep>
void keep_rows(std::optional<std::vector<Row>>& table, former_rows& former, Keep keep) {
    if (table)
        keep_rows(*table, former, keep);
}

/// Each row as the first that says the same.
inline former_rows firsts(const baoxue::district_rows& rows) {
    former_rows out;
    const auto tied = [](const auto&... value) { return std::tie(value...); };
    each_table(rows, [&](const auto& table) {
        auto& first = out[name_of(table)];
        for (std::size_t i = 0; i < table.size(); ++i) {
            std::size_t k = 0;
            if constexpr (name_of_table<decltype(table)> != baoxue::table_name::attendance)  // has no such twins
                while (table[k].values(tied) != table[i].values(tied))
                    ++k;
            else
                k = i;
            first.push_back(static_cast<std::int64_t>(k));
        }
    });
    return out;
}

/// Causes named by the rows as they stood before.
inline baoxue::findings renumbered(baoxue::findings f, const former_rows& former) {
    const auto back = [&](auto& table) {
        for (auto& c : table.caused_by.values)
            if (const auto it = former.find(c.table); it != former.end())
                c.row = it->second.at(static_cast<std::size_t>(c.row));
    };
    back(f.obligations), back(f.breaches), back(f.entitlements), back(f.gaps), back(f.statuses), back(f.measures),
        back(f.consequences);
    return f;
}

/// Everything the findings say, sorted, with the ids of the rows.
inline std::vector<std::string> said(const baoxue::findings& f, bool with_ids = true) {
    auto out = against_naive::year_lines(f, {});
    const auto add = [&](const char* table, const auto& t) {
        for (const auto id : t.id)
            out.push_back(std::string{"id of "} + table + " " + std::to_string(id));
    };
    if (with_ids) {
        add("an obligation", f.obligations), add("a status", f.statuses), add("a breach", f.breaches);
        add("a consequence", f.consequences), add("an entitlement", f.entitlements), add("a measure", f.measures);
        add("a gap", f.gaps);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// The rules of a policy that are ladders, as policy, clause and rule.
inline std::set<std::string> ladders_of(const baoxue::policy& p) {
    std::set<std::string> out;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            for (const auto& r : c.governing().rules)
                if (std::holds_alternative<baoxue::ladder>(r.is))
                    out.insert(l.id + " " + c.id + " " + r.id);
    return out;
}

/// What the findings say of single pupils by ladders.
inline std::vector<std::string> ladder_rows(const drawn& d, const baoxue::findings& f) {
    const auto ladders = ladders_of(d.rules);
    std::vector<std::string> out;
    for (auto& line : against_naive::year_lines(f, {})) {
        if (!line.starts_with("owed "))
            continue;
        const auto end = line.find(" [");
        if (ladders.contains(line.substr(5, end - 5)))
            out.push_back(std::move(line));
    }
    return out;
}

/// What only one of two says; empty where they agree.
inline std::string difference(const drawn& d, const std::vector<std::string>& before,
                              const std::vector<std::string>& after) {
    if (before == after)
        return {};
    std::vector<std::string> gone, come;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(come));
    std::string out = d.name + "\nbefore\n";
    constexpr std::size_t limit = 6;
    for (std::size_t i = 0; i < gone.size() && i < limit; ++i)
        out += "  " + gone[i] + "\n";
    out += "after\n";
    for (std::size_t i = 0; i < come.size() && i < limit; ++i)
        out += "  " + come[i] + "\n";
    return out;
}

}  // namespace metamorphic

#define BAOXUE_SAME(d, before, after)                                                                                  \
    do {                                                                                                               \
        const auto differs = metamorphic::difference(d, before, after);                                                \
        if (!differs.empty()) {                                                                                        \
            INFO(differs);                                                                                             \
            FAIL();                                                                                                    \
        }                                                                                                              \
    } while (false)
