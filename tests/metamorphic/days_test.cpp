// SPDX-License-Identifier: Apache-2.0

// From one day to the next a duty or a benefit goes on only as its kind allows, and never back.

#include "drawn.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <support/share_of_tests.hpp>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace metamorphic;
using namespace baoxue;

/// Kinds of rule whose findings have a state.
enum class kind_of_duty { ladder, duty, record, entitlement, quota, pledge };

constexpr const char* word_of(kind_of_duty k) {
    constexpr std::array words{"ladder", "duty", "record", "entitlement", "quota", "pledge"};
    return words[static_cast<std::size_t>(k)];
}

using step = std::tuple<kind_of_duty, state, state>;

/// Every step from one state to another that a kind has. What is due at the end of a period and done in it is met, on
/// the Saturday after the last school day too, where it stood as missed for a day; it is never met late, and nothing
/// stops it. No clause stops the keeping of a register.
std::set<step> steps_by_design() {
    using enum state;
    std::set<step> out;
    for (const auto k : {kind_of_duty::ladder, kind_of_duty::duty, kind_of_duty::record, kind_of_duty::entitlement}) {
        for (const auto to : {met, met_late, missed, unknown})
            out.insert({k, open, to});
        if (k != kind_of_duty::record)
            out.insert({k, open, lapsed});
        out.insert({k, missed, met_late});
    }
    for (const auto k : {kind_of_duty::quota, kind_of_duty::pledge}) {
        for (const auto to : {met, missed, unknown})
            out.insert({k, open, to});
        out.insert({k, missed, met});
    }
    return out;
}

/// The rules whose findings have a state, as policy, clause and rule.
std::map<std::string, kind_of_duty> kinds_of(const policy& p) {
    std::map<std::string, kind_of_duty> out;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            for (const auto& reading : c.readings)
                for (const auto& r : reading.rules) {
                    const auto is = [&]<class Kind>(const Kind*, kind_of_duty k) {
                        if (std::holds_alternative<Kind>(r.is))
                            out[l.id + " " + c.id + " " + r.id] = k;
                    };
                    is(static_cast<const ladder*>(nullptr), kind_of_duty::ladder);
                    is(static_cast<const duty*>(nullptr), kind_of_duty::duty);
                    is(static_cast<const record*>(nullptr), kind_of_duty::record);
                    is(static_cast<const entitlement*>(nullptr), kind_of_duty::entitlement);
                    is(static_cast<const recurring*>(nullptr), kind_of_duty::quota);
                    is(static_cast<const pledge*>(nullptr), kind_of_duty::pledge);
                }
    return out;
}

/// How one row stood on one day.
struct standing_row {
    kind_of_duty kind{};
    state stands{};
    date due_on{}, met_on{};
    std::int32_t needed = 1, done = 0;
    std::vector<code> bearers{};

    /// Of a quota what it asks is computed from what is known: of whom, how often and by when may change.
    [[nodiscard]] bool asks_the_same(const standing_row& other) const {
        return due_on == other.due_on && needed == other.needed && bearers == other.bearers;
    }
};

std::map<std::uint64_t, standing_row> standing(const drawn& d, const std::map<std::string, kind_of_duty>& kinds,
                                               const findings& f) {
    std::map<std::uint64_t, standing_row> out;
    const auto add = [&](const auto& t) {
        for (std::size_t i = 0; i < t.size(); ++i) {
            const auto& n = f.rules[static_cast<std::size_t>(t.rule[i])];
            const auto& who = f.bearers->members(t.bearers[i]);
            standing_row row{kinds.at(n.policy + " " + n.clause + " " + n.rule),
                             t.state[i],
                             t.due_on[i],
                             t.met_on[i],
                             1,
                             0,
                             {who.begin(), who.end()}};
            if constexpr (std::is_same_v<decltype(t), const obligations_table&>)
                row.needed = t.needed[i], row.done = t.done[i];
            INFO(d.name << ", row " << t.id[i] << " twice");
            REQUIRE(out.emplace(t.id[i], std::move(row)).second);
        }
    };
    add(f.obligations), add(f.entitlements);
    return out;
}

/// How often a row went from one day to the next, in all and by the step that it took.
struct walked {
    std::size_t days = 0, rows = 0;
    std::map<step, std::size_t> steps{};
    std::size_t asked_anew = 0;  ///< quotas that stand otherwise since they ask for something else
    std::size_t own_acts = 0;    ///< of pupils, that show something where nothing shows who holds a post
};

/// Whether a row may stand as it does after how it stood the day before.
bool may_follow(const drawn& d, date on, const standing_row& was, const standing_row& is,
                const std::set<step>& by_design, walked& n) {
    ++n.rows;
    if (is.kind != was.kind)
        return false;
    if (was.kind == kind_of_duty::quota && !was.asks_the_same(is)) {
        n.asked_anew += is.stands != was.stands;
        if (is.done >= is.needed)
            return is.stands == state::met;
        if (is.due_on >= on)
            return is.stands == state::open;
        return is.stands == state::missed || is.stands == state::unknown;
    }
    // Of a pledge those who bear it may change until its last day, and nothing else; of others nothing.
    if (is.due_on != was.due_on || is.needed != was.needed ||
        (was.kind != kind_of_duty::pledge && is.bearers != was.bearers))
        return false;
    if (is.stands == was.stands)
        return is.met_on == was.met_on;
    const bool now_met = is.stands == state::met || is.stands == state::met_late;
    if (now_met && is.met_on != on)
        return false;
    if (was.stands == state::unknown && is.stands == state::met_late && !d.rows.holdings) {
        ++n.own_acts;
        return true;
    }
    ++n.steps[{was.kind, was.stands, is.stands}];
    return by_design.contains({was.kind, was.stands, is.stands});
}

void a_row_stays_and_goes_on_as_its_kind_allows(const drawn& d, day_count back, const std::set<step>& by_design,
                                                walked& n) {
    const auto district = build(d.rows, d.how);
    const auto kinds = kinds_of(d.rules);
    std::map<std::uint64_t, standing_row> before;
    for (auto on = std::max(d.as_of - back, district.working.first_covered()); on <= d.as_of; on = on + day_count{1}) {
        auto now = standing(d, kinds, evaluate(d.rules, district, on, {.compare_readings = false}));
        ++n.days;
        for (const auto& [id, was] : before) {
            INFO(d.name << ", day " << to_string(on) << ", " << word_of(was.kind) << " " << id << " was "
                        << baoxue::word_of(was.stands));
            const auto it = now.find(id);
            REQUIRE(it != now.end());
            INFO("is " << baoxue::word_of(it->second.stands));
            REQUIRE(may_follow(d, on, was, it->second, by_design, n));
        }
        before = std::move(now);
    }
}

/// Goes through the days of drawn districts; each step of each kind must have been seen.
void walk(const std::vector<std::uint64_t>& seeds, day_count back) {
    const auto by_design = steps_by_design();
    walked n;
    for (std::size_t i = 0; i < seeds.size(); i += one_in())
        a_row_stays_and_goes_on_as_its_kind_allows(draw(seeds[i]), back, by_design, n);
    std::string told;
    for (const auto& s : by_design) {
        const auto& [kind, from, to] = s;
        const auto name = std::string{word_of(kind)} + " " + std::string{baoxue::word_of(from)} + " to " +
                          std::string{baoxue::word_of(to)};
        INFO(name);
        CHECK((n.steps[s] > 0 || one_in() > 1));
        told += ", " + name + " " + std::to_string(n.steps[s]);
    }
    CHECK((n.asked_anew > 0 || one_in() > 1));
    WARN((seeds.size() + one_in() - 1) / one_in()
         << " drawn districts on " << n.days << " days, " << n.rows << " times a row from a day to the next" << told
         << ", quotas that ask anew " << n.asked_anew << ", own acts after an unknown state " << n.own_acts);
}

std::vector<std::uint64_t> seeds_from(std::uint64_t first, std::uint64_t last) {
    std::vector<std::uint64_t> out;
    for (auto seed = first; seed <= last; ++seed)
        out.push_back(seed);
    return out;
}

}  // namespace

TEST_CASE("evaluate: from one day to the next nothing that is owed goes, and its state goes on and never back",
          "[metamorphic]") {
    auto seeds = seeds_from(1, 120);
    seeds.push_back(145);  // a benefit that comes late
    walk(seeds, day_count{250});
}

TEST_CASE("evaluate: from one day to the next nothing goes, and states go on and never back, in many districts",
          "[metamorphic][.long]") {
    walk(seeds_from(121, 1000), day_count{100});
}
