// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/time/date.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// Who bears a duty: a position in `bearer_sets`. 0 is nobody.
using bearer_set = std::int32_t;
inline constexpr bearer_set nobody = 0;

/// Sets of bearers, each once. Members are person codes, or a student's code counted on from the persons.
class bearer_sets {
public:
    /// \param members  in rising order, without repeats
    bearer_set intern(std::vector<code> members) {
        const auto [it, is_new] = index_.try_emplace(members, static_cast<bearer_set>(offsets_.size() - 1));
        if (is_new) {
            members_.insert(members_.end(), members.begin(), members.end());
            offsets_.push_back(static_cast<std::int64_t>(members_.size()));
        }
        return it->second;
    }

    [[nodiscard]] std::span<const code> members(bearer_set s) const {
        const auto first = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(s)]);
        const auto end = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(s) + 1]);
        return std::span<const code>{members_}.subspan(first, end - first);
    }

    [[nodiscard]] std::size_t size() const { return offsets_.size() - 1; }

    /// The set of these members; nothing where it was never interned.
    [[nodiscard]] std::optional<bearer_set> find(std::span<const code> members) const {
        const auto it = index_.find({members.begin(), members.end()});
        return it == index_.end() ? std::nullopt : std::optional{it->second};
    }

    [[nodiscard]] bool contains(bearer_set s, code member) const {
        const auto m = members(s);
        return std::binary_search(m.begin(), m.end(), member);
    }

    friend bool operator==(const bearer_sets& a, const bearer_sets& b) {
        return a.offsets_ == b.offsets_ && a.members_ == b.members_;
    }

private:
    std::vector<std::int64_t> offsets_{0, 0};
    std::vector<code> members_;
    std::map<std::vector<code>, bearer_set> index_{{{}, nobody}};
};

/// One step of a timeline: from this day on, these bear it.
struct timeline_step {
    date from;
    bearer_set set;
};

/// An unbroken stretch of one set; `dawn` and `forever` where it has no end.
struct stretch {
    date from, until;
    bearer_set set;
};

/// Timelines of many subjects, flat. A subject without steps has nobody, ever.
class timelines {
public:
    /// Adds the next subject's steps, in order of date; steps that change nothing are left out.
    void add(std::span<const timeline_step> steps) {
        bearer_set last = nobody;
        for (const auto& s : steps) {
            if (s.set == last)
                continue;
            steps_.push_back(s);
            last = s.set;
        }
        offsets_.push_back(static_cast<std::int64_t>(steps_.size()));
    }

    [[nodiscard]] std::span<const timeline_step> of(code subject) const {
        const auto first = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(subject)]);
        const auto end = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(subject) + 1]);
        return std::span<const timeline_step>{steps_}.subspan(first, end - first);
    }

    /// The stretch that holds a date.
    [[nodiscard]] stretch at(code subject, date on) const {
        const auto steps = of(subject);
        const auto next =
            std::upper_bound(steps.begin(), steps.end(), on, [](date d, const timeline_step& s) { return d < s.from; });
        const date until = next == steps.end() ? forever : next->from - day_count{1};
        if (next == steps.begin())
            return {dawn, until, nobody};
        return {(next - 1)->from, until, (next - 1)->set};
    }

private:
    std::vector<std::int64_t> offsets_{0};
    std::vector<timeline_step> steps_;
};

}  // namespace baoxue
