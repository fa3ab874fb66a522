// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace baoxue {

/// By what rows of findings are summed. By neither, all that agree in the rest are one row.
struct roll_up_by {
    std::optional<word_code> unit_kind{};  ///< the nearest unit of that kind
    bool stage{false};

    friend bool operator==(const roll_up_by&, const roll_up_by&) = default;
};

/// Reads `village`, `stage`, or a kind of unit and `stage` together.
///
/// \param words  of the findings: they hold the words that a policy adds, too
/// \param names  a kind of unit, `stage`, or both in either order
/// \throws std::invalid_argument for another word, which names the nearest one; for none, and for two kinds of units
[[nodiscard]] BAOXUE_DECL roll_up_by read_roll_up_by(const vocabulary& words, std::span<const std::string> names);

/// Figures summed, one entry a row in each column: counts of units and of heads, never a rate and never a line. Rows
/// are of one rule, indicator, formula and period, in that order with unit and stage before the period.
struct measures_roll_up {
    roll_up_by by{};
    std::vector<std::int32_t> rule;
    std::vector<word_code> indicator;
    std::vector<std::optional<baoxue::formula>> formula;
    std::vector<code> unit;        ///< no_code: elsewhere, or not asked for
    std::vector<word_code> stage;  ///< no_code: none, or not asked for
    std::vector<date> period_from, period_until;
    std::vector<std::int64_t> units;                                  ///< rows summed: each judges one unit and stage
    std::vector<std::int64_t> unknown;                                ///< of them, those whose figure is not known
    std::vector<std::optional<std::int64_t>> numerator, denominator;  ///< of the others; nothing: there is none
    std::vector<std::int64_t> met, not_met, unknown_met;              ///< add up to `units`

    [[nodiscard]] std::size_t size() const { return rule.size(); }
};

/// Duties counted, one entry a row in each column. Rows are of one rule, of the acts it wants and of one role.
struct obligations_roll_up {
    roll_up_by by{};
    std::vector<std::int32_t> rule;
    std::vector<std::int32_t> acts;  ///< index in the findings' act lists
    std::vector<word_code> role;
    std::vector<code> unit;                                                    ///< no_code: elsewhere, or not asked for
    std::vector<word_code> stage;                                              ///< no_code: none, or not asked for
    std::array<std::vector<std::int64_t>, enum_words<state>.size()> by_state;  ///< duties that stand so, by state
    std::vector<std::int64_t> needed, done;

    [[nodiscard]] std::size_t size() const { return rule.size(); }
    [[nodiscard]] const std::vector<std::int64_t>& in(state s) const { return by_state[static_cast<std::size_t>(s)]; }
};

/// Sums figures by unit or stage.
///
/// A figure counts whole at the nearest unit of the kind at or above the unit that it is of; by village, at the village
/// which that unit, or the nearest one above, is or names. What has no such unit is a row without one: nothing is left
/// out, so that the sums of all rows are those of the findings. A figure is not known where its numerator or its
/// denominator is not: it is counted, and nothing is added for it.
///
/// \param d  the district that the findings are of
/// \throws std::invalid_argument where it is another, std::overflow_error where a sum does not fit
[[nodiscard]] BAOXUE_DECL measures_roll_up roll_up_measures(const findings& f, const district& d, roll_up_by by);

/// Counts duties by unit or stage.
///
/// A duty counts at the nearest unit of the kind at or above its own, and its stage is that of its own. By village, one
/// about a pupil counts where the pupil lives, else at the place of household registration, else at the village of the
/// school; the first of these that is given decides. A quota counted by holder is of no unit. A row into which others
/// are merged is one duty.
///
/// \see roll_up_measures
[[nodiscard]] BAOXUE_DECL obligations_roll_up roll_up_obligations(const findings& f, const district& d, roll_up_by by);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/evaluate/roll_up.ipp>
#endif
