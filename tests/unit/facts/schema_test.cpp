// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/schema.hpp>

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

using namespace baoxue;

namespace {
/// A table's columns as the description of the district tables writes them: optional ones with a question mark.
std::string written(table_name t) {
    std::string out;
    for (const auto& c : columns_of(t))
        out += (out.empty() ? "" : ", ") + std::string{c.name} + (c.required ? "" : "?");
    return out;
}
}  // namespace

TEST_CASE("columns_of: the tables as they are described") {
    CHECK(written(table_name::terms) == "term_id, school_year, first_day, last_day, unit_id?, registration_until?");
    CHECK(written(table_name::days) == "date, session, kind, why?, unit_id?");
    CHECK(written(table_name::units) == "unit_id, kind, parent_id?, stage?, village_id?");
    CHECK(written(table_name::holdings) == "person_id, role, covers_kind, covers_id, from, until?");
    CHECK(written(table_name::students) == "student_id, home_unit_id?, origin_unit_id?, birth_date?, died_on?");
    CHECK(written(table_name::registrations) == "student_id, term_id, registered_on");
    CHECK(written(table_name::enrolments) == "student_id, class_id, from, until?, entry?, exit?, noted_on?");
    CHECK(written(table_name::attendance) == "student_id, date, session, mark, minutes_late?");
    CHECK(written(table_name::roll_calls) == "class_id, date, session");
    CHECK(written(table_name::acts) ==
          "act_id, date, act, actor_id, student_id?, unit_id?, recipient_id?, object?, refers_table?, "
          "refers_to?, due_on?, outcome?");
    CHECK(written(table_name::parties) == "party_id, kind");
}

TEST_CASE("columns_of: no column stands twice") {
    for (const auto& t : enum_words<table_name>) {
        std::set<std::string_view> seen;
        for (const auto& c : columns_of(t.value))
            CHECK(seen.insert(c.name).second);
    }
}

TEST_CASE("is_required: terms and units alone") {
    for (const auto& t : enum_words<table_name>)
        CHECK(is_required(t.value) == (t.word == "terms" || t.word == "units"));
}
