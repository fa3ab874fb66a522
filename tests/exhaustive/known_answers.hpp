// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the reference says of every pattern, asked once of those between which some rung can tell the difference.

#include "answers.hpp"
#include "plan.hpp"
#include "week.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace exhaustive {

/// The teacher of all, T.
inline std::vector<post> one_teacher(const layout& at) { return {{"T", 0, at.terms.front().first_day - 100, {}}}; }

/// T visited each pupil on the day of the seventh session.
inline child visited_once(const layout& at, pattern p) { return {p, visit{at.sessions[6].on, "T"}, 0}; }

/// The rungs of all shapes, those that count no minutes first.
inline plan all_rungs() { return plan_of(shapes(), false).with(plan_of(shapes(), true)); }

/// Fails where something else is said of a pattern than expected.
inline void check(const layout& at, pattern p, std::size_t rung, std::span<const fired> says,
                  std::span<const fired> expected) {
    if (std::equal(says.begin(), says.end(), expected.begin(), expected.end()))
        return;
    INFO(shown(at, p) << ", rung " << rung << ", expected\n" << listed(expected) << "found\n" << listed(says));
    FAIL();
}

/// Patterns that one part of the rungs tells apart, as numbers, and what the reference says of each.
///
/// Of two marks that it does not count a rung sees that they are marks. Where minutes matter, those of the morning are
/// too few.
class known_part {
public:
    /// \param marks  those that a pattern may have, by session
    known_part(const plan& rules, const layout& at, const std::vector<std::vector<int>>& marks, bool tells_minutes)
        : rungs_(rules.rungs.size()) {
        for (const auto& r : rules.rungs)
            places_[r.marks];
        std::vector<std::vector<int>> told(at.sessions.size());  // the marks of a session that some rung tells apart
        for (std::size_t s = 0; s < told.size(); ++s) {
            for (const auto& [counted, places] : places_)
                for (const int m : marks[s])
                    told[s].push_back(as_seen(m, counted, tells_minutes && !at.is_morning(s)));
            std::sort(told[s].begin(), told[s].end());
            told[s].erase(std::unique(told[s].begin(), told[s].end()), told[s].end());
        }
        for (auto& [counted, places] : places_) {
            std::size_t weight = 1;
            for (std::size_t s = 0; s < told.size(); ++s) {
                const auto place_of = [&, &counting = counted](int m) {
                    const auto seen = as_seen(m, counting, tells_minutes && !at.is_morning(s));
                    const auto n = std::find(told[s].begin(), told[s].end(), seen) - told[s].begin();
                    return static_cast<std::uint32_t>(weight * static_cast<std::size_t>(n));
                };
                auto& part = places[s / 8];
                const auto before = s % 8 == 0 ? std::vector<std::uint32_t>{0} : part;
                part.clear();
                for (int m = 0; m <= unexcused; ++m)  // the mark of a later session stands higher
                    for (const auto p : before)
                        part.push_back(p + (is_one_of(marks[s], m) ? place_of(m) : 0));
                weight *= told[s].size();
            }
            asked_ = weight;
        }
        for (const auto& r : rules.rungs)
            of_rung_.push_back(&places_.at(r.marks));
        ask(rules, at, told);
    }
    known_part(const known_part&) = delete;
    known_part& operator=(const known_part&) = delete;

    [[nodiscard]] std::size_t asked() const { return asked_; }
    [[nodiscard]] std::size_t rungs() const { return rungs_; }
    [[nodiscard]] std::span<const fired> of(pattern p, std::size_t rung) const {
        const auto i = place(p, *of_rung_[rung]);
        return answers_[i / at_once].of(i % at_once, rung);
    }
    [[nodiscard]] const std::vector<std::pair<int, int>>& unmarked(pattern p) const {
        const auto i = place(p, *of_rung_.front());
        return answers_[i / at_once].unmarked[i % at_once];
    }

private:
    static constexpr std::size_t at_once = 512;
    using parts = std::array<std::vector<std::uint32_t>, 2>;  // what eight sessions each add to the place

    static bool is_one_of(const std::vector<int>& marks, int m) {
        return std::find(marks.begin(), marks.end(), m) != marks.end();
    }

    static int as_seen(int m, const std::vector<baoxue::mark>& counted, bool tells_late) {
        if (m != 0 && std::find(counted.begin(), counted.end(), static_cast<baoxue::mark>(m)) != counted.end())
            return unexcused;
        return m == excused && !tells_late ? present : m;
    }

    static std::size_t place(pattern p, const parts& of) {
        return of[0][p & 0xFFFFU] + (of[1].empty() ? 0 : of[1][p >> 16U]);
    }

    void ask(const plan& rules, const layout& at, const std::vector<std::vector<int>>& told) {
        for (std::size_t first = 0; first < asked_; first += at_once) {
            std::vector<child> now;
            for (std::size_t i = first; i < std::min(first + at_once, asked_); ++i) {
                pattern p = 0;
                std::size_t left = i;
                for (std::size_t s = 0; s < told.size(); left /= told[s].size(), ++s)
                    p = with_mark(p, s, told[s][left % told[s].size()]);
                now.push_back(visited_once(at, p));
            }
            answers_.push_back(by_reference(rules, at, now, one_teacher(at)));
        }
    }

    std::size_t rungs_ = 0, asked_ = 1;
    std::map<std::vector<baoxue::mark>, parts> places_{};  // by marks that count
    std::vector<const parts*> of_rung_{};
    std::vector<answers> answers_{};
};

/// Of all rungs, of patterns of any marks or of some by session.
class known_answers {
public:
    known_answers(const plan& rules, const layout& at, const std::vector<std::vector<int>>& marks)
        : plain_(plan_of(shapes(), false), at, marks, false), minutes_(plan_of(shapes(), true), at, marks, true) {
        REQUIRE(plain_.rungs() + minutes_.rungs() == rules.rungs.size());
    }

    [[nodiscard]] std::span<const fired> of(pattern p, std::size_t rung) const {
        return rung < plain_.rungs() ? plain_.of(p, rung) : minutes_.of(p, rung - plain_.rungs());
    }
    [[nodiscard]] const std::vector<std::pair<int, int>>& unmarked(pattern p) const { return plain_.unmarked(p); }

    [[nodiscard]] std::string asked() const {
        return "the reference asked of " + std::to_string(plain_.asked()) +
               " patterns for rungs that count no minutes, of " + std::to_string(minutes_.asked()) +
               " for those that do";
    }

private:
    known_part plain_, minutes_;
};

}  // namespace exhaustive
