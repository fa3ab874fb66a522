// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/session.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

TEST_CASE("includes: both halves, one, or none") {
    CHECK(includes(sessions::both, session::am));
    CHECK(includes(sessions::both, session::pm));
    CHECK(includes(sessions::am, session::am));
    CHECK_FALSE(includes(sessions::am, session::pm));
    CHECK_FALSE(includes(sessions::pm, session::am));
    CHECK_FALSE(includes(sessions::none, session::am));
}

TEST_CASE("with, without: sets of halves") {
    CHECK(with(sessions::am, sessions::pm) == sessions::both);
    CHECK(with(sessions::am, sessions::am) == sessions::am);
    CHECK(with(sessions::none, sessions::pm) == sessions::pm);
    CHECK(without(sessions::both, sessions::am) == sessions::pm);
    CHECK(without(sessions::pm, sessions::am) == sessions::pm);
    CHECK(without(sessions::am, sessions::both) == sessions::none);
}
