// SPDX-License-Identifier: Apache-2.0

#include <baoxue/facts/session_runs.hpp>

#include <catch2/catch_test_macros.hpp>
#include <utility>
#include <vector>

using namespace baoxue;

namespace {

/// Three pupils: sessions 2 3 4, 7, 9 10; none; 4.
session_runs three_pupils() {
    session_runs r;
    for (const session_ordinal s : {2, 3, 4, 7, 9, 10})
        r.add(s);
    r.end_pupil(), r.end_pupil();
    r.add(4);
    r.end_pupil();
    r.finish();
    return r;
}

using stretches = std::vector<std::pair<session_ordinal, session_ordinal>>;

stretches holes(const session_list& list, session_ordinal from, session_ordinal until) {
    stretches out;
    list.for_each_hole(from, until, [&](session_ordinal a, session_ordinal b) { out.emplace_back(a, b); });
    return out;
}

}  // namespace

TEST_CASE("each row has its session, counted through all pupils or from the pupil's first", "[session_runs]") {
    const auto r = three_pupils();
    const std::vector<session_ordinal> all{2, 3, 4, 7, 9, 10, 4};
    for (std::size_t i = 0; i < all.size(); ++i)
        CHECK(r[i] == all[i]);
    CHECK(r.of(0).size() == 6);
    CHECK(r.of(1).empty());
    CHECK(r.of(2).size() == 1);
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(r.of(0)[i] == all[i]);
    CHECK(r.of(2)[0] == 4);
}

TEST_CASE("a session's row is found, and the first row from a session on", "[session_runs]") {
    const auto r = three_pupils();
    const auto list = r.of(0);
    CHECK(list.find(1) == std::nullopt);
    CHECK(list.find(2) == 0);
    CHECK(list.find(4) == 2);
    CHECK(list.find(5) == std::nullopt);
    CHECK(list.find(10) == 5);
    CHECK(list.find(11) == std::nullopt);
    CHECK(list.row_from(0) == 0);
    CHECK(list.row_from(5) == 3);
    CHECK(list.row_from(8) == 4);
    CHECK(list.row_from(11) == 6);
    CHECK(r.of(1).find(4) == std::nullopt);
    CHECK(r.of(1).row_from(4) == 0);
    CHECK(list.first(4).find(9) == std::nullopt);  // the part that is known
    CHECK(list.first(2).row_from(4) == 2);
}

TEST_CASE("what has no row lies between the runs", "[session_runs]") {
    const auto r = three_pupils();
    CHECK(holes(r.of(0), 0, 12) == stretches{{0, 2}, {5, 7}, {8, 9}, {11, 12}});
    CHECK(holes(r.of(0), 3, 8) == stretches{{5, 7}});
    CHECK(holes(r.of(0), 5, 6) == stretches{{5, 6}});
    CHECK(holes(r.of(0), 2, 5).empty());
    CHECK(holes(r.of(0).first(2), 2, 8) == stretches{{4, 8}});
    CHECK(holes(r.of(1), 3, 5) == stretches{{3, 5}});
}
