// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/facts/rows.hpp>
#include <baoxue/facts/table.hpp>
#include <baoxue/vocabulary/problem.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace baoxue {

enum class bad_rows : std::uint8_t {
    refuse,    ///< rows that contradict the rest are errors
    set_aside  ///< they are left out and listed in the district's problems
};

struct district_options {
    calendar_kind calendar{calendar_kind::cn};
    register_mode mode{register_mode::complete};
    bad_rows on_bad_rows{bad_rows::refuse};
    vocabulary words{standard_vocabulary()};
    bool thousands{false};  ///< whether `1,059` in a text column is a number
    /// What went wrong while the tables were fetched, each with its table: refused with whatever else is wrong.
    std::vector<problem> found_before{};
};

/// Builds a district from its tables.
///
/// \param tables   views of the tables of the schema, by name; a table left out is not known
/// \param options  calendar, register mode, what to do with contradicting rows, words
/// \return the district; it keeps nothing of the tables
/// \throws district_error with every problem found, each with table, row and column
[[nodiscard]] BAOXUE_DECL district build_district(std::span<const table_view> tables,
                                                  const district_options& options = {});

/// The same, where the register is larger than memory: `attendance` and `roll_calls` may come in pieces, each of which
/// is let go before the next is asked for. The district is the same as of one table of all their rows; where these come
/// in order of pupil and session, a row takes a byte or little more.
///
/// \param tables  the other tables; of `students` and `enrolments` at least one, so that it is known whose rows come
/// \param pieces  of `attendance`, `roll_calls` or both
/// \throws district_error as above; std::invalid_argument where another table comes in pieces, or nobody is known
[[nodiscard]] BAOXUE_DECL district build_district(std::span<const table_view> tables,
                                                  std::span<const table_in_pieces> pieces,
                                                  const district_options& options = {});

/// Builds a district from plain rows. \see build_district
[[nodiscard]] BAOXUE_DECL district build_district(const district_rows& rows, const district_options& options = {});

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/facts/build_district.ipp>
#endif
