// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/spells.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue {

/// A unit, a stage and a school year that figures are about.
struct figure_place {
    code unit{no_code};
    word_code stage{no_code};
    std::int32_t school_year{};

    friend auto operator<=>(const figure_place&, const figure_place&) = default;
};

/// Heads counted of one place, as they stand on the school year's last day or, before it, on as_of.
struct head_count {
    std::int64_t cohort{0};           ///< on the roll on the first day; and whoever dropped out in the summer before
    std::int64_t on_roll{0};          ///< on the roll now
    std::int64_t dropouts{0};         ///< in a dropout spell, by the school last left
    std::int64_t suspended{0};        ///< by the school last left
    std::int64_t gone{0};             ///< of the cohort: died, or transferred by a complete procedure
    std::int64_t cohort_dropouts{0};  ///< of the cohort less those: in a dropout spell, and left no other unit since

    // The table without which it cannot be said whether somebody who left dropped out or was transferred:
    std::optional<table_name> lacks_now{};     ///< of those who are away
    std::optional<table_name> lacks_base{};    ///< of those who are back, or enrolled elsewhere
    std::optional<table_name> lacks_cohort{};  ///< of those who left in the summer before
};

using head_counts = std::map<figure_place, head_count>;

namespace detail {

/// Counts one pupil in every school year, for units of one kind.
class head_counter {
public:
    head_counter(const bound_policy& policy, const pupil_view& pupil, std::span<const spell> spells, word_code kind,
                 head_counts& into)
        : policy_(policy), pupil_(pupil), d_(*pupil.facts), spells_(spells), kind_(kind), into_(into) {}

    void run() {
        const auto years = static_cast<std::int32_t>(d_.school_years.size());
        std::optional<date> last_before;
        for (std::int32_t y = 0; y < years; ++y) {
            const auto days = pupil_.calendar->school_year_span(y);
            if (!days)
                continue;
            if (days->first <= pupil_.as_of)
                year(y, days->first, std::min(days->last, pupil_.as_of), last_before);
            last_before = days->last;
        }
    }

private:
    [[nodiscard]] code unit_of(code at) const { return nearest_of_kind(d_.units, at, kind_); }
    /// Whether two classes (or other lowest units) are of one figure: of the same unit of the kind, and the same stage.
    [[nodiscard]] bool is_same_place(code a, code b) const {
        return unit_of(a) == unit_of(b) &&
               d_.units.stage[static_cast<std::size_t>(a)] == d_.units.stage[static_cast<std::size_t>(b)];
    }

    head_count* at(code place, std::int32_t y) {
        const code unit = unit_of(place);
        if (unit == no_code)
            return nullptr;
        return &into_[{unit, d_.units.stage[static_cast<std::size_t>(place)], y}];
    }

    [[nodiscard]] const spell* in_spell(status is, date on) const {
        for (const auto& s : spells_)
            if (s.is == is && s.holds_on(on))
                return &s;
        return nullptr;
    }

    void year(std::int32_t y, date first, date now, std::optional<date> last_before) {
        const auto& e = d_.enrolments;
        const code s = pupil_.student;
        const auto on_first = pupil_.on_roll(first) ? enrolment_on(e, s, first) : std::nullopt;
        const auto on_now = pupil_.on_roll(now) ? enrolment_on(e, s, now) : std::nullopt;
        code home = on_first ? e.unit[*on_first] : no_code;
        if (last_before)  // left in the summer: nobody's unless the school last left counts them
            if (const auto* gone = in_spell(status::dropout, first); gone != nullptr && gone->from > *last_before)
                home = gone->unit;
        head_count* const cohort = home != no_code ? at(home, y) : nullptr;
        if (cohort != nullptr)
            ++cohort->cohort;
        if (on_now)
            if (auto* here = at(e.unit[*on_now], y))
                ++here->on_roll;
        bool seen = cohort != nullptr;
        for (auto i = e.first(s); i < e.end(s) && e.from[i] <= now; ++i)
            seen = seen || pupil_.on_roll(std::max(e.from[i], first));
        const auto* dropped = in_spell(status::dropout, now);
        const auto* suspended = in_spell(status::suspended, now);
        if (seen && dropped != nullptr) {
            if (auto* here = at(dropped->unit, y))
                ++here->dropouts;
        } else if (seen && suspended != nullptr) {
            if (auto* here = at(suspended->unit, y))
                ++here->suspended;
        }
        for_each_unknown_leaving(policy_, pupil_, [&](date from, date until, code unit, table_name lacks) {
            const bool in_summer = from < first && last_before && from > *last_before && until >= first;
            if (from > now || (from < first && !in_summer))
                return;
            if (auto* here = at(unit, y))
                (in_summer ? here->lacks_cohort : until >= now ? here->lacks_now : here->lacks_base) = lacks;
        });
        if (cohort == nullptr)
            return;
        if (has_died(now) || has_transferred(home, last_before ? *last_before + day_count{1} : first, now))
            ++cohort->gone;
        else if (dropped != nullptr && is_same_place(dropped->unit, home))
            ++cohort->cohort_dropouts;
    }

    [[nodiscard]] bool has_died(date now) const {
        const auto& died = d_.students.died_on[static_cast<std::size_t>(pupil_.student)];
        return died && *died <= now;
    }

    /// Left this place in the year or the summer before it by a transfer that is complete, wherever the pupil is since.
    [[nodiscard]] bool has_transferred(code home, date first, date now) const {
        const auto& t = d_.transfers;
        for (auto i = t.first(pupil_.student); i < t.end(pupil_.student); ++i) {
            if (t.known_on[i] > pupil_.as_of || t.left_on[i] < first || t.left_on[i] > now)
                continue;
            const auto left = enrolment_left_by(pupil_, i);
            if (left == no_enrolment || !is_same_place(d_.enrolments.unit[left], home))
                continue;
            const auto complete = completion_of(policy_, pupil_, i, d_.enrolments.unit[left]);
            if (complete.on && *complete.on <= now)
                return true;
        }
        return false;
    }

    const bound_policy& policy_;
    const pupil_view& pupil_;
    const district& d_;
    std::span<const spell> spells_;
    word_code kind_;
    head_counts& into_;
};

}  // namespace detail

/// Counts one pupil in every school year that has begun, at the units of a kind.
///
/// \par Source
/// Meaning decisions, paragraph 10.
inline void count_heads(const bound_policy& policy, const pupil_view& pupil, std::span<const spell> spells,
                        word_code kind, head_counts& into) {
    detail::head_counter{policy, pupil, spells, kind, into}.run();
}

/// Adds the heads of the pupils who come next.
inline void add_heads(head_counts& to, const head_counts& next) {
    for (const auto& [place, more] : next) {
        auto& h = to[place];
        h.cohort += more.cohort, h.on_roll += more.on_roll, h.dropouts += more.dropouts;
        h.suspended += more.suspended, h.gone += more.gone, h.cohort_dropouts += more.cohort_dropouts;
        for (const auto lacks : {&head_count::lacks_now, &head_count::lacks_base, &head_count::lacks_cohort})
            if (more.*lacks)  // the last pupil's is told, as in counting
                h.*lacks = more.*lacks;
    }
}

}  // namespace baoxue
