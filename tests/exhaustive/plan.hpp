// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ways of counting as the rungs of one policy, for the reference and for the library.

#include "shapes.hpp"
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <naive/model.hpp>
#include <string>
#include <utility>
#include <vector>

namespace exhaustive {

inline bool counts(const baoxue::rung& r, baoxue::counted what) {
    return std::any_of(r.counts.begin(), r.counts.end(), [&](const auto& c) { return c.unit == what; });
}
inline bool counts_minutes(const baoxue::rung& r) { return counts(r, baoxue::counted::late); }

/// Rungs as rules, each a ladder.
struct plan {
    std::vector<baoxue::rung> rungs{};
    std::vector<std::vector<std::size_t>> ladders{};  // indices of rungs

    /// Both, these rungs first, in as few ladders.
    [[nodiscard]] plan with(const plan& more) const {
        plan out = *this;
        for (std::size_t i = 0; i < more.rungs.size(); ++i) {
            const auto l = more.ladder_of(i);
            const auto own = l == 0 ? 0 : ladders.size() + l - 1;
            if (own == out.ladders.size())
                out.ladders.emplace_back();
            out.add(more.rungs[i], out.ladders[own]);
        }
        return out;
    }

    void add(baoxue::rung r, std::vector<std::size_t>& ladder) {
        r.step = static_cast<std::int32_t>(ladder.size()) + 1;
        ladder.push_back(rungs.size());
        rungs.push_back(std::move(r));
    }

    [[nodiscard]] naive::policy for_reference() const {
        naive::clause c;
        c.id = "1.1";
        for (const auto& l : ladders) {
            naive::rule r;
            r.id = "r" + std::to_string(c.rules.size());
            r.ladder = naive::ladder_rule{r.id, {}};
            for (const auto i : l)
                r.ladder->rungs.push_back(exhaustive::for_reference(rungs[i]));
            c.rules.push_back(r);
        }
        return {{c}, {}};
    }

    [[nodiscard]] baoxue::policy for_library() const {
        using namespace baoxue;
        reading all{"plain", {"文", "text"}, {}};
        for (const auto& l : ladders) {
            ladder made;
            made.name = "r" + std::to_string(all.rules.size());
            for (const auto i : l)
                made.rungs.push_back(rungs[i]);
            rule r;
            r.id = made.name, r.is = made;
            all.rules.push_back(r);
        }
        clause c;
        c.id = "1.1", c.section = "1", c.summary = {"文", "text"}, c.chosen = "plain", c.readings = {all};
        policy out;
        out.id = "shapes";
        out.layers.push_back({out.id, {"文", "title"}, {"文", "source"}, {c}});
        return out;
    }

    [[nodiscard]] std::size_t rung_at(const std::string& rule, int step) const {
        return ladders[static_cast<std::size_t>(std::stoi(rule.substr(1)))][static_cast<std::size_t>(step) - 1];
    }

private:
    [[nodiscard]] std::size_t ladder_of(std::size_t rung) const {
        std::size_t l = 0;
        while (std::find(ladders[l].begin(), ladders[l].end(), rung) == ladders[l].end())
            ++l;
        return l;
    }
};

/// Shapes that count minutes, or the others, as the rungs of one ladder. What counts lower rungs stands after one
/// absent session and two full days; of those that count any lower rung each but the first has a ladder of its own.
inline plan plan_of(const std::vector<baoxue::rung>& shapes, bool of_minutes) {
    plan out;
    const auto run_of = [](baoxue::counted what, int n) {
        baoxue::rung r;
        r.counts = {{what, {}, {}}};
        r.mode = baoxue::consecutive{{n, {}, {}}, baoxue::comparator::at_least, baoxue::adjacency::school_days, false};
        return shape_of(r);
    };
    const auto counts_any_lower = [](const baoxue::rung& r) {
        return std::any_of(r.counts.begin(), r.counts.end(),
                           [](const auto& c) { return c.unit == baoxue::counted::earlier_rung && !c.step; });
    };
    const auto each = [&](auto use) {
        for (const auto& s : shapes)
            if (counts_minutes(s) == of_minutes)
                use(s);
    };
    const auto start = [&] {
        out.ladders.emplace_back();
        out.add(run_of(baoxue::counted::session, 1), out.ladders.back());
        out.add(run_of(baoxue::counted::full_day, 2), out.ladders.back());
    };
    bool counts_one_lower = false;
    each([&](const auto& s) {
        if (counts_any_lower(s))
            start(), out.add(s, out.ladders.back());
        else
            counts_one_lower = counts_one_lower || counts(s, baoxue::counted::earlier_rung);
    });
    if (out.ladders.empty() && counts_one_lower)
        start();
    else if (out.ladders.empty())
        out.ladders.emplace_back();
    each([&](const auto& s) {
        if (!counts_any_lower(s))
            out.add(s, out.ladders.front());
    });
    return out;
}

}  // namespace exhaustive
