// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/register.hpp>

namespace baoxue::sample {

/// Every marked session of every pupil, by pupil, date and session. One row is about 25 bytes: ids refer to the
/// pupils'.
[[nodiscard]] inline owned_table attendance_table(const township& t) {
    owned_table out{table_name::attendance};
    auto &pupils = out.at(0), &dates = out.at(1), &halves = out.at(2), &marks = out.at(3), &minutes = out.at(4);
    pupils.refer_to(t.pupil_ids);
    pupil_register book;
    for (std::int32_t n = 0; n < t.plan.pupils; ++n) {
        mark_register(t, n, roll_of(t, n), book);
        stream draw{t.plan.seed, "late marks", n};
        auto until_late = draw.below(200);
        for (const auto& p : book.pieces) {
            for (auto s = p.first; s < p.end; ++s) {
                const auto m = book.at(p, s);
                if (m == mark::unmarked)
                    continue;
                pupils.append_reference(n);
                dates.append(p.calendar->date_of(p.calendar->day_of(s)));
                halves.append(word_of(p.calendar->half_of(s)));
                marks.append(word_of(m));
                if (m == mark::present && until_late-- == 0) {
                    until_late = draw.below(200);
                    minutes.append(std::int64_t{draw.between(1, 45)});
                } else {
                    minutes.append_null();
                }
            }
        }
    }
    return out;
}

}  // namespace baoxue::sample
