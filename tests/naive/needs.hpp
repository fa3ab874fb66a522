// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which needs are flagged for a pupil on a day, as known on as_of.

#include "model.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace naive {

inline bool is_flagged(const world& w, const std::string& student_id, const std::string& need, day d, day as_of) {
    if (!w.needs)
        return false;
    for (const need_row& n : *w.needs) {
        if (n.student_id != student_id || n.need != need || n.from > as_of || d < n.from)
            continue;
        if (!n.until || *n.until > as_of || d <= *n.until)  // an end after as_of is not known yet
            return true;
    }
    return false;
}

inline bool has_all(const world& w, const need_condition& c, const std::string& student_id, day d, day as_of) {
    for (const std::string& need : c.all_of)
        if (!is_flagged(w, student_id, need, d, as_of))
            return false;
    return !c.all_of.empty();
}

/// Whether all of several needs are flagged on the day on which this one begins to be.
inline bool is_last_of_all(const world& w, const need_condition& c, const need_row& n, day as_of) {
    return std::find(c.all_of.begin(), c.all_of.end(), n.need) != c.all_of.end() &&
           has_all(w, c, n.student_id, n.from, as_of);
}

inline bool condition_holds(const world& w, const need_condition& c, const std::string& student_id, day d, day as_of) {
    for (const std::string& need : c.any_of)
        if (is_flagged(w, student_id, need, d, as_of))
            return true;
    return has_all(w, c, student_id, d, as_of);
}

inline bool asks_for_needs(const applies_rule& a) { return a.need.has_value() || a.unless.has_value(); }

/// Whether the rule means the pupil by their needs. Needs not given: nobody, since nothing may rest on their absence.
inline bool needs_allow(const world& w, const applies_rule& a, const std::string& student_id, day d, day as_of) {
    if (!asks_for_needs(a))
        return true;
    if (!w.needs)
        return false;
    if (a.need && !condition_holds(w, *a.need, student_id, d, as_of))
        return false;
    return !a.unless || !condition_holds(w, *a.unless, student_id, d, as_of);
}

}  // namespace naive
