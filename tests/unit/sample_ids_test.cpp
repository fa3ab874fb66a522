// SPDX-License-Identifier: Apache-2.0
#include <baoxue/sample/ids.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue::sample;

static_assert(width_for(0, 2) == 2);
static_assert(width_for(99, 2) == 2);
static_assert(width_for(100, 2) == 3);
static_assert(width_for(999'999, 6) == 6);
static_assert(width_for(1'000'000, 6) == 7);

TEST_CASE("id_text: zero-padded numbers from 1 sort as numbers do") {
    CHECK(id_text('p', 0, 6) == "p000001");
    CHECK(id_text('p', 122, 6) == "p000123");
    CHECK(id_text('s', 99, 3) == "s100");
    CHECK(id_text('t', 8, 4) < id_text('t', 9, 4));
    CHECK(id_text('t', 98, 4) < id_text('t', 99, 4));
}

TEST_CASE("id_widths: a pupil's guardians share the pupil's number") {
    const id_widths ids;
    CHECK(ids.pupil(41) == "p000042");
    CHECK(ids.text({'g', 41}) == "g000042");
    CHECK(ids.text({'h', 41}) == "h000042");
    CHECK(ids.text({'t', 41}) == "t0042");
}
