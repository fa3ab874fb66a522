// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/scenario/run.hpp>

#include <string>

namespace baoxue {

/// One difference in words: the columns that differ, or the whole row that is missing or should not be there.
[[nodiscard]] BAOXUE_DECL std::string tell(const scenario_difference& d, language in);

/// How a scenario went: nothing but its name where it passed, else every difference, date by date.
[[nodiscard]] BAOXUE_DECL std::string tell(const scenario_result& r, language in);

/// How scenarios went: those that failed, and a line that sums it up.
[[nodiscard]] BAOXUE_DECL std::string tell(const scenario_report& report, language in);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/scenario/tell.ipp>
#endif
