// SPDX-License-Identifier: Apache-2.0
#pragma once

// The ladders of a policy for one pupil at a time, into memory that is used again: what is timed as one decision.

#include <baoxue/evaluate/ladder.hpp>
#include <baoxue/policy/bind.hpp>

namespace bench {

/// Of a district with a roll: without one nobody's absence is known.
class one_decision {
public:
    one_decision(const baoxue::policy& rules, const baoxue::district& d, baoxue::date as_of)
        : d_(d), as_of_(as_of), bound_(baoxue::bind(rules, d)), writer_(bound_, d, as_of) {}
    one_decision(const one_decision&) = delete;
    one_decision& operator=(const one_decision&) = delete;

    /// What is owed for a pupil, until the next is asked for.
    const baoxue::gathered& of(baoxue::code student) {
        out_.duties.clear(), out_.gaps.clear();
        const baoxue::pupil_view pupil{d_, student, as_of_};
        scratch_.start_anew();
        baoxue::list_spells(bound_, pupil, scratch_.spells, &out_);
        baoxue::climb(bound_, writer_, pupil, scratch_, out_);
        return out_;
    }
    [[nodiscard]] const baoxue::bound_policy& bound() const { return bound_; }

private:
    const baoxue::district& d_;
    baoxue::date as_of_;
    baoxue::bound_policy bound_;
    baoxue::duty_writer writer_;
    baoxue::ladder_scratch scratch_{};
    baoxue::gathered out_{};
};

}  // namespace bench
