// SPDX-License-Identifier: Apache-2.0
#include "unit/facts/autumn_2025.hpp"
#include <baoxue/facts/build_district.hpp>
#include <baoxue/facts/tables/roll.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

const district_options lenient{.on_bad_rows = bad_rows::set_aside};

/// A school with two classes and two pupils.
district_rows with(std::vector<enrolment_row> enrolments, std::vector<attendance_row> marks) {
    district_rows r;
    r.terms = {autumn_2025()};
    r.units = {{"s1", "school"}, {"c1", "class", "s1"}, {"c2", "class", "s1"}};
    r.students = {{{"p1"}, {"p2"}}};
    r.enrolments = std::move(enrolments);
    r.attendance = std::move(marks);
    return r;
}
std::vector<std::string> texts(const std::vector<problem>& problems) {
    std::vector<std::string> out;
    for (const auto& p : problems)
        out.push_back(to_string(p));
    return out;
}
std::vector<std::string> refused(const district_rows& r) {
    try {
        (void)build_district(r);
        return {};
    } catch (const district_error& e) {
        return texts(e.problems());
    }
}
using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("enrolments: marks that only follow from one that is refused are no errors beside it") {
    const auto r = with({{"p1", "c1", sep(1), sep(12)}, {"p1", "c2", sep(12)}, {"p2", "c2", sep(15), sep(12)}},
                        {{"p1", sep(1), session::am}, {"p1", sep(30), session::am}, {"p2", sep(1), session::am}});
    CHECK(refused(r) == lines{"enrolments row 2, column `until`: the enrolment ends before it begins",
                              "enrolments row 0, column `from`: the pupil is enrolled twice on 2025-09-12, see row 1",
                              "enrolments row 1, column `from`: the pupil is enrolled twice on 2025-09-12, see row 0"});
}

TEST_CASE("enrolments: marks outside the dates of the refused one stand for themselves") {
    const auto r = with({{"p1", "c1", sep(1), sep(5)}, {"p1", "c2", sep(5), sep(9)}}, {{"p1", sep(10), session::am}});
    CHECK(refused(r).back() == "attendance row 0, column `student_id`: student `p1` is not enrolled on 2025-09-10");
    CHECK(refused(r).size() == 3);
}

TEST_CASE("enrolments: set aside, the marks of theirs are set aside with them and say so") {
    const auto d = build_district(
        with({{"p1", "c1", sep(1), sep(5)}, {"p1", "c2", sep(5), sep(9)}, {"p2", "c1", sep(1)}, {"p1", "c1", sep(10)}},
             {{"p1", sep(8), session::am, mark::unexcused},
              {"p1", sep(10), session::am, mark::unexcused},
              {"p2", sep(8), session::am, mark::unexcused}}),
        lenient);
    CHECK(
        texts(d.problems) ==
        lines{"enrolments row 0, column `from`: the pupil is enrolled twice on 2025-09-05, see row 1",
              "enrolments row 1, column `from`: the pupil is enrolled twice on 2025-09-05, see row 0",
              "attendance row 0, column `student_id`: left out with row 1 of `enrolments`, which may be the enrolment "
              "of student `p1` on 2025-09-08"});
    CHECK(d.attendance.marks.size() == 2);
    CHECK(d.enrolments.from == std::vector<date>{sep(10), sep(1)});
}

TEST_CASE("enrolments: one that names no pupil may be that of a pupil who has no other") {
    auto r = with({{"p1", "c1", sep(1)}}, {{"p2", sep(1), session::am}});
    CHECK(refused(r) == lines{"attendance row 0, column `student_id`: student `p2` is not enrolled on 2025-09-01"});
    r.enrolments->push_back({"\xff", "c1", sep(1)});
    CHECK(refused(r).size() == 1);
    CHECK(refused(r).front().starts_with("enrolments row 1, column `student_id`: expected text in UTF-8"));
}

TEST_CASE("enrolments: the same row twice is one, be it between others; contradicted, each is named") {
    const enrolment_row first{"p1", "c1", sep(1), sep(5)}, second{"p1", "c2", sep(8)};
    const auto d = build_district(with({first, second, first, second, second}, {}));
    CHECK(d.enrolments.row == std::vector<std::int64_t>{0, 1});
    CHECK(refused(with({first, first, {"p1", "c2", sep(5)}}, {})) ==
          lines{"enrolments row 0, column `from`: the pupil is enrolled twice on 2025-09-05, see row 2",
                "enrolments row 1, column `from`: the pupil is enrolled twice on 2025-09-05, see row 2",
                "enrolments row 2, column `from`: the pupil is enrolled twice on 2025-09-05, see row 0"});
}
