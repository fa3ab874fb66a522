// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/enum_words.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue {

enum class consequence_kind : std::uint8_t { award, charge, veto, honour };

template <>
inline constexpr auto enum_words<consequence_kind> = std::to_array<enum_word<consequence_kind>>({
    {consequence_kind::award, "award"},
    {consequence_kind::charge, "charge"},
    {consequence_kind::veto, "veto"},
    {consequence_kind::honour, "honour"},
});

/// Money and honours. A row with `part_of` is a share of another row and never part of a total.
struct consequences_table {
    std::vector<std::uint64_t> id;
    std::vector<std::int32_t> rule;
    std::vector<consequence_kind> kind;
    std::vector<code> unit, person;
    std::vector<word_code> stage;
    std::vector<word_code> payer, payee;                  ///< no_code: none
    std::vector<std::optional<std::int64_t>> amount_fen;  ///< nothing: no money
    list_column<word_code> honours;                       ///< forfeited by a veto, else conferred
    std::vector<date> period_from, period_until;
    std::vector<std::optional<std::uint64_t>> part_of, vetoed_by;
    list_column<cause> caused_by;

    [[nodiscard]] std::size_t size() const { return id.size(); }

    friend bool operator==(const consequences_table&, const consequences_table&) = default;
};

}  // namespace baoxue
