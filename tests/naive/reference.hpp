// SPDX-License-Identifier: Apache-2.0
#pragma once

// What others call of the reference and of its samples.

#include "model.hpp"

#include <cstdint>
#include <vector>

namespace naive {

/// What the policy makes of the facts known on a date.
/// \throws std::invalid_argument if as_of lies outside the calendar
findings evaluate(const policy& p, const world& w, day as_of);

/// What layers of policies, upper first, make of the facts known on a date.
/// Without a look for holes, the gaps of posts that nobody holds are left out, and those of readings.
/// \throws std::invalid_argument if as_of lies outside the calendar
findings evaluate_layers(const std::vector<policy>& layers, const world& w, day as_of, bool looks_for_holes = true);

struct sample_options {
    int min_pupils = 30;
    int max_pupils = 110;
};

struct sample {
    world facts{};
    policy rules{};
    day as_of = 0;
};

struct year_options {
    int min_pupils = 6;
    int max_pupils = 22;
};

struct year_sample {
    world facts{};
    std::vector<policy> layers{};
    day as_of = 0;
};

/// The sessions held for enrolled pupils up to a day that have no mark, each as a presence.
std::vector<attendance_row> unmarked_as_present(const world& w, day as_of);

/// A world, a policy and a date.
sample draw_sample(std::uint64_t seed, const sample_options& options = {});

/// A world of one or two school years, layers of policies and a date.
year_sample draw_school_year(std::uint64_t seed, const year_options& options = {});

}  // namespace naive
