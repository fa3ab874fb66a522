// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/table.hpp>
#include <baoxue/sample/plan.hpp>

#include <array>
#include <vector>

namespace baoxue {

/// The tables that a generated township has. Its register is complete, so it needs no roll calls.
inline constexpr auto sample_tables = std::to_array<table_name>({
    table_name::terms,
    table_name::days,
    table_name::units,
    table_name::holdings,
    table_name::students,
    table_name::registrations,
    table_name::enrolments,
    table_name::attendance,
    table_name::acts,
    table_name::parties,
    table_name::needs,
    table_name::incidents,
    table_name::transfers,
    table_name::pledges,
    table_name::records,
    table_name::counts,
});

/// A made-up township in the school year 2025-2026, for demonstrations, tests and benchmarks.
///
/// Villages, a central school, primary and junior middle schools; people who change in mid-year; bursts of absence;
/// acts on time, late and missing, by the right and by the wrong person. The same plan gives the same bytes on every
/// machine. Meant for the calendar `sample_calendar` and the register `sample_register`.
///
/// \return the tables of `sample_tables`, in that order; consistent with one another
/// \throws input_error if the plan asks for fewer than 0 or more than most_sample_pupils pupils
[[nodiscard]] BAOXUE_DECL std::vector<owned_table> sample_township(const township_plan& plan);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/sample/sample_township.ipp>
#endif
