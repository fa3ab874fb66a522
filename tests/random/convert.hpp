// SPDX-License-Identifier: Apache-2.0
#pragma once

// Turns the naive reference's world and policy into the library's, and both findings into lines that compare.

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <naive/model.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace against_naive {

using baoxue::date;

baoxue::district_rows facts_of(const naive::world& w);
std::optional<baoxue::deadline> due_of(const naive::due_rule& d);
baoxue::policy policy_of(const naive::policy& p);
baoxue::policy policy_of(const std::vector<naive::policy>& layers);

std::vector<std::string> lines(const naive::findings& f);
std::vector<std::string> lines(const baoxue::findings& f);
/// A later step of in_order that two earlier ones bring about in the same way is one duty in the library, and either
/// cause may stand in it: such lines are compared once and without their cause.
void merge_twins(std::vector<std::string>& expected, std::vector<std::string>& found);

/// The quotas of some layers, as clause/rule: on which rows one rests, the documents do not say.
std::set<std::string> quotas_of(const std::vector<naive::policy>& layers);

/// As a failed comparison shows them: the first six, indented.
std::string first_lines(const std::vector<std::string>& lines);

/// Findings of a school year.
std::vector<std::string> year_lines(const naive::findings& f, const std::set<std::string>& quotas);
std::vector<std::string> year_lines(const baoxue::findings& f, const std::set<std::string>& quotas);

}  // namespace against_naive
