// SPDX-License-Identifier: Apache-2.0

#include <baoxue/people/unit_tree.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

struct tree {
    district d = world{}.build();
    code unit(const char* id) const { return d.ids->units.find(std::string_view{id}); }
    word_code kind(const char* id) const { return d.words->find(word_kind::unit_kind, id).value(); }
};

}  // namespace

TEST_CASE("covers: itself and all above, neither below nor beside") {
    const tree t;
    CHECK(covers(t.d.units, t.unit("c1"), t.unit("c1")));
    CHECK(covers(t.d.units, t.unit("town"), t.unit("c1")));
    CHECK_FALSE(covers(t.d.units, t.unit("c1"), t.unit("school")));
    CHECK_FALSE(covers(t.d.units, t.unit("c2"), t.unit("c1")));
    CHECK_FALSE(covers(t.d.units, t.unit("town"), no_code));
}

TEST_CASE("nearest_of_kind: at or above a unit") {
    const tree t;
    CHECK(nearest_of_kind(t.d.units, t.unit("c1"), t.kind("school")) == t.unit("school"));
    CHECK(nearest_of_kind(t.d.units, t.unit("c1"), t.kind("class")) == t.unit("c1"));
    CHECK(nearest_of_kind(t.d.units, t.unit("school"), t.kind("class")) == no_code);
    CHECK(nearest_of_kind(t.d.units, no_code, t.kind("class")) == no_code);
}

TEST_CASE("enrolments: the one that covers a date, and the class last left") {
    world w;
    w.rows.enrolments = std::vector<enrolment_row>{{"s", "c1", march(4), march(8), {}, exit_kind::dropout, {}},
                                                   {"s", "c2", march(18), {}, {}, {}, {}}};
    const auto d = w.build();
    const auto& e = d.enrolments;
    const tree t;
    CHECK_FALSE(enrolment_on(e, 0, march(3)));
    CHECK(unit_on(e, 0, march(3)) == no_code);
    CHECK(e.unit[enrolment_on(e, 0, march(8)).value()] == t.unit("c1"));
    CHECK_FALSE(enrolment_on(e, 0, march(9)));
    CHECK(unit_on(e, 0, march(17)) == t.unit("c1"));
    CHECK(unit_on(e, 0, march(18)) == t.unit("c2"));
    CHECK(enrolment_on(e, 0, july(5)).has_value());
}
