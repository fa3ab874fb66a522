// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/date.hpp>

#include <naive/model.hpp>
#include <optional>
#include <string>

namespace against_naive {

inline std::string shown(const std::optional<naive::day>& d) { return d ? to_string(baoxue::date{*d}) : "-"; }
inline std::string shown(const std::optional<std::string>& s) { return s.value_or("-"); }
inline std::string shown_date(baoxue::date d) { return d == baoxue::dawn || d == baoxue::forever ? "-" : to_string(d); }

}  // namespace against_naive
