// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/cohort.hpp>

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace baoxue {

/// An indicator's value. A number that is no rate has the denominator 1.
struct figure {
    std::optional<std::int64_t> numerator{}, denominator{};  ///< nothing: not known
    std::optional<cause> counted{};                          ///< the counts row that it is taken from
    std::optional<table_name> lacks{};                       ///< the table without which it cannot be derived

    [[nodiscard]] bool is_known() const { return numerator && denominator; }
    [[nodiscard]] bool is_defined() const { return is_known() && *denominator > 0; }
};

/// Compares two defined figures exactly. Both are made of counts of people, which fit 32 bits.
[[nodiscard]] inline std::strong_ordering compare(const figure& a, const figure& b) {
    return static_cast<__int128>(*a.numerator) * *b.denominator <=>
           static_cast<__int128>(*b.numerator) * *a.denominator;
}

/// Indicators that can be derived from rolls.
enum class derived : std::uint8_t { dropout_rate, retention_rate, dropouts, none };

[[nodiscard]] inline derived derived_of(const vocabulary& words, word_code indicator) {
    const auto& id = words.at(word_kind::indicator, indicator).id;
    return id == "dropout_rate"     ? derived::dropout_rate
           : id == "retention_rate" ? derived::retention_rate
           : id == "dropouts"       ? derived::dropouts
                                    : derived::none;
}

/// Figures of every unit of some kinds, from rolls and from counts.
///
/// \par Source
/// Meaning decisions, paragraphs 10 and 11.
class figure_book {
public:
    figure_book(const district& d, const vocabulary& words, date as_of) : d_(&d), words_(&words), as_of_(as_of) {
        const auto& u = d.units;
        std::vector<bool> has_below(u.parent.size(), false);
        for (const code p : u.parent)
            if (p != no_code)
                has_below[static_cast<std::size_t>(p)] = true;
        stages_.resize(u.parent.size());
        for (std::size_t i = 0; i < u.parent.size(); ++i)
            for (auto above = static_cast<code>(i); !has_below[i] && u.stage[i] != no_code && above != no_code;
                 above = u.parent[static_cast<std::size_t>(above)]) {
                auto& of = stages_[static_cast<std::size_t>(above)];
                if (const auto at = std::lower_bound(of.begin(), of.end(), u.stage[i]);
                    at == of.end() || *at != u.stage[i])
                    of.insert(at, u.stage[i]);
            }
        for (std::size_t i = 0; i < u.parent.size(); ++i)
            if (stages_[i].empty())
                stages_[i].push_back(u.stage[i]);
        has_rolls_.resize(u.parent.size());
        const auto& e = d.enrolments;
        for (std::size_t i = 0; i < e.unit.size(); ++i)
            if (e.from[i] <= as_of)
                for (code above = e.unit[i]; above != no_code && !has_rolls_[static_cast<std::size_t>(above)];
                     above = u.parent[static_cast<std::size_t>(above)])
                    has_rolls_[static_cast<std::size_t>(above)] = true;
    }

    head_counts& heads() { return heads_; }

    [[nodiscard]] const school_calendar& calendar_at(code unit) const {
        return d_->calendars[static_cast<std::size_t>(d_->units.calendar[static_cast<std::size_t>(unit)])];
    }

    /// The stages of the classes (or other lowest units) of a unit, in order; no_code alone where none has any.
    [[nodiscard]] const std::vector<word_code>& stages_of(code unit) const {
        return stages_[static_cast<std::size_t>(unit)];
    }

    /// An indicator of a place.
    ///
    /// \param alone   whether the unit has this one stage only: else a count, which names no stage, says nothing
    /// \param misfit  set where a count is known and cannot be used; where the rolls have no cohort either, there is
    ///                no figure
    [[nodiscard]] figure value(const figure_place& at, word_code indicator, formula by, bool alone,
                               bool& misfit) const {
        const auto kind = derived_of(*words_, indicator);
        if (const auto own = counted(at, indicator, by, kind == derived::dropout_rate, alone, misfit))
            return *own;
        if (kind == derived::dropouts || kind == derived::retention_rate) {
            const auto rate = words_->find(word_kind::indicator, "dropout_rate");
            if (const auto from = rate ? counted(at, *rate, formula::glossary, true, alone, misfit) : std::nullopt) {
                auto out = *from;
                if (kind == derived::dropouts)
                    out.denominator = 1;
                else if (out.is_known())
                    out.numerator = *out.denominator - *out.numerator;
                else
                    out.numerator.reset();
                return out;
            }
        }
        if (kind == derived::none || !d_->is_given(table_name::enrolments))
            return {};
        const auto it = heads_.find(at);
        const auto heads = it == heads_.end() ? head_count{} : it->second;
        if (misfit && heads.cohort == 0)
            return {};
        // Rolls of other schools say nothing of this one: no number, where a rate would be 0 of 0, and undefined.
        if (kind == derived::dropouts && !has_rolls_[static_cast<std::size_t>(school_of(at.unit))])
            return {{}, {}, {}, table_name::enrolments};
        return derive(heads, kind, by);
    }

private:
    /// The school of a class; a unit that is in none is itself.
    [[nodiscard]] code school_of(code unit) const {
        const auto kind = words_->find(word_kind::unit_kind, "school");
        const code school = kind ? nearest_of_kind(d_->units, unit, *kind) : no_code;
        return school == no_code ? unit : school;
    }

    [[nodiscard]] std::optional<figure> counted(const figure_place& at, word_code indicator, formula by, bool is_rate,
                                                bool alone, bool& misfit) const {
        const auto& c = d_->counts;
        std::optional<figure> found;
        for (auto i = c.first(at.unit); i < c.end(at.unit); ++i) {
            if (c.school_year[i] != at.school_year || c.indicator[i] != indicator)
                continue;
            const auto days = calendar_at(at.unit).school_year_span(at.school_year);
            if (!days || c.counted_on[i].value_or(days->last) > as_of_)
                continue;
            const bool is_number = derived_of(*words_, indicator) == derived::dropouts;
            if (!alone || (is_rate && c.by[i] && *c.by[i] != by)) {
                misfit = true;
                continue;
            }
            found = figure{c.numerator[i], {}, cause{table_name::counts, c.row[i]}, {}};  // not known where it is empty
            if (is_number)
                found->denominator = 1;
            else if (c.denominator[i])
                found->denominator = *c.denominator[i];
            if (c.by[i])
                break;  // one of that very formula comes before one of none
        }
        return found;
    }

    [[nodiscard]] static figure derive(const head_count& h, derived kind, formula by) {
        const bool by_spells = kind != derived::dropout_rate || by == formula::glossary;
        auto lacks = h.lacks_cohort;
        if (!lacks && by_spells)
            lacks = h.lacks_now;
        if (!lacks && kind == derived::retention_rate)
            lacks = h.lacks_base;
        if (lacks)
            return {{}, {}, {}, lacks};
        switch (kind) {
        case derived::dropouts:
            return {h.dropouts, 1, {}, {}};
        case derived::retention_rate:
            return {h.cohort - h.gone - h.cohort_dropouts, h.cohort - h.gone, {}, {}};
        default:
            return {by == formula::glossary ? h.dropouts + h.suspended
                                            : std::max<std::int64_t>(h.cohort - h.on_roll, 0),
                    h.cohort,
                    {},
                    {}};
        }
    }

    const district* d_;
    const vocabulary* words_;
    date as_of_;
    std::vector<std::vector<word_code>> stages_;  ///< by unit
    std::vector<bool> has_rolls_;                 ///< by unit: whether a pupil was ever on a roll of it or below
    head_counts heads_;
};

}  // namespace baoxue
