// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "owed.hpp"
#include <baoxue/findings/findings.hpp>

#include <cstddef>
#include <cstdint>

namespace bench {

/// What this library found, for comparison.
[[nodiscard]] inline answer answer_of(const baoxue::findings& f) {
    const auto& o = f.obligations;
    answer a{o.size(), 0};
    for (std::size_t i = 0; i < o.size(); ++i) {
        const auto bearers = f.bearers->members(o.bearers[i]);
        a.hash +=
            hash_of(o.student[i], o.step[i], o.triggered_on[i].days, bearers.empty() ? -1 : bearers.front(),
                    o.due_on[i] == baoxue::no_date ? -1 : o.due_on[i].days, static_cast<std::int32_t>(o.state[i]));
    }
    return a;
}

}  // namespace bench
