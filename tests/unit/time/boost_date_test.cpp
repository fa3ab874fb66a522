// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/boost_date.hpp>

#include <catch2/catch_test_macros.hpp>
#include <stdexcept>

using namespace baoxue;

TEST_CASE("from_boost, to_boost: there and back") {
    CHECK(from_boost(boost::gregorian::date{2024, 2, 29}) == date{2024, 2, 29});
    CHECK(to_boost(date{1970, 1, 1}) == boost::gregorian::date{1970, 1, 1});
    for (date d{1890, 1, 1}; d < date{2110, 1, 1}; d = d + day_count{13})
        if (from_boost(to_boost(d)) != d)
            FAIL(to_string(d));
}

TEST_CASE("from_boost: what is no date is refused") {
    CHECK_THROWS_AS(from_boost(boost::gregorian::date{boost::gregorian::not_a_date_time}), std::out_of_range);
    CHECK_THROWS_AS(from_boost(boost::gregorian::date{boost::gregorian::pos_infin}), std::out_of_range);
}
