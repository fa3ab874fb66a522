// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/people/timeline.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/enum_words.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue {

/// How a duty stands on the day of the evaluation.
enum class state : std::uint8_t { open, met, met_late, missed, lapsed, unknown };

template <>
inline constexpr auto enum_words<state> = std::to_array<enum_word<state>>({
    {state::open, "open"},
    {state::met, "met"},
    {state::met_late, "met_late"},
    {state::missed, "missed"},
    {state::lapsed, "lapsed"},
    {state::unknown, "unknown"},
});

/// In a date column: no date.
inline constexpr date no_date = dawn;

/// Duties: who owes which act to whom by when, and how it stands. Append-only columns; one entry a row in each.
struct obligations_table {
    std::vector<std::uint64_t> id;
    std::vector<std::int32_t> rule;  ///< index in the bound policy's rules
    std::vector<std::int32_t> acts;  ///< index in the findings' act lists
    std::vector<word_code> role;
    std::vector<bearer_set> bearers;
    std::vector<word_code> recipient;  ///< no_code: none
    std::vector<code> student, unit;
    std::vector<std::int32_t> step;
    std::vector<date> triggered_on, due_on;  ///< due_on no_date: none
    std::vector<std::int32_t> needed, done;
    std::vector<baoxue::state> state;
    std::vector<date> met_on;        ///< no_date: not met
    list_column<std::int32_t> also;  ///< other rules merged into this row
    list_column<cause> caused_by;

    [[nodiscard]] std::size_t size() const { return id.size(); }

    void clear() {
        id.clear(), rule.clear(), acts.clear(), role.clear(), bearers.clear(), recipient.clear(), student.clear(),
            unit.clear();
        step.clear(), triggered_on.clear(), due_on.clear(), needed.clear(), done.clear(), state.clear(), met_on.clear();
        also.clear(), caused_by.clear();
    }

    friend bool operator==(const obligations_table&, const obligations_table&) = default;
};

}  // namespace baoxue
