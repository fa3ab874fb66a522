// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/cn_days.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

TEST_CASE("cn_published_days: in order, without overlap, inside the coverage") {
    date last = cn_first_covered - day_count{1};
    for (const auto& stretch : cn_published_days) {
        INFO(to_string(stretch.first));
        CHECK(stretch.first > last);
        CHECK(stretch.last >= stretch.first);
        last = stretch.last;
    }
    CHECK(last <= cn_last_covered);
}

TEST_CASE("cn_published_days: make-up working days are weekend days, but for the end of the holiday extended in 2020") {
    for (const auto& stretch : cn_published_days)
        if (stretch.is == published_days::kind::work)
            for (date d = stretch.first; d <= stretch.last; d = d + day_count{1})
                if (!is_weekend(d) && d != date{2020, 2, 3})
                    FAIL(to_string(d) << " needs no making up");
}
