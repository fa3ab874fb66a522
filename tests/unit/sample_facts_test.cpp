// SPDX-License-Identifier: Apache-2.0
#include "sample_tables.hpp"
#include <baoxue/sample/sample_township.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <tuple>

using namespace baoxue;
using sample_tables_for_tests::read_township;
using sample_tables_for_tests::town;

// What the tables say is read back from the tables alone: nothing here asks the generator.

namespace {

/// Halves of a day with school, by the rows of terms and days and the published lists.
std::set<std::string> halves_held(const read_township& t, const std::string& school, std::int32_t day) {
    const auto& terms = t.at("terms");
    bool in_term = false;
    for (std::int64_t r = 0; r < terms.rows(); ++r)
        in_term = in_term || (terms.number("first_day", r) <= day && day <= terms.number("last_day", r));
    if (!in_term)
        return {};
    std::set<std::string> held;
    if (is_working_day(sample_calendar, date{day}).value())
        held = {"am", "pm"};
    const auto& days = t.at("days");
    for (std::int64_t r = 0; r < days.rows(); ++r) {
        if (days.number("date", r) != day)
            continue;
        if (!days.is_null("unit_id", r) && days.text("unit_id", r) != school)
            continue;
        const auto which = days.text("session", r);
        for (const std::string half : {"am", "pm"}) {
            if (which != "both" && which != half)
                continue;
            if (days.text("kind", r) == "off")
                held.erase(half);
            else
                held.insert(half);
        }
    }
    return held;
}

}  // namespace

TEST_CASE("units: one root, known parents, and the stage and village of every school") {
    const auto& t = town();
    const auto& units = t.at("units");
    CHECK(t.parent.size() == static_cast<std::size_t>(units.rows()));
    int roots = 0;
    std::map<std::string, int> kinds, stages;
    for (std::int64_t r = 0; r < units.rows(); ++r) {
        ++kinds[units.text("kind", r)];
        if (units.is_null("parent_id", r))
            ++roots;
        else
            CHECK(t.unit_kind.contains(units.text("parent_id", r)));
        if (units.text("kind", r) != "school")
            continue;
        ++stages[units.text("stage", r)];
        CHECK(t.unit_kind.at(units.text("village_id", r)) == "village");
    }
    CHECK(roots == 1);
    CHECK(kinds["township"] == 1);
    CHECK(kinds["central_school"] == 1);
    CHECK(kinds["village"] >= 10);
    CHECK(kinds["class"] >= 45);
    CHECK(kinds["class"] <= 60);
    CHECK(stages["primary"] == 3 + 5);  // and those known only in totals
    CHECK(stages["junior_middle"] == 1 + 2);
}

TEST_CASE("students: homes and origins are villages, ages fit the grade, few birth dates are unknown") {
    const auto& t = town();
    const auto& s = t.at("students");
    int unknown = 0, only_origin = 0;
    for (std::int64_t r = 0; r < s.rows(); ++r) {
        for (const auto* const column : {"home_unit_id", "origin_unit_id"})
            if (!s.is_null(column, r))
                CHECK(t.unit_kind.at(s.text(column, r)) == "village");
        only_origin += s.is_null("home_unit_id", r) && !s.is_null("origin_unit_id", r) ? 1 : 0;
        unknown += s.is_null("birth_date", r) ? 1 : 0;
        if (s.is_null("birth_date", r))
            continue;
        const auto first = t.enrolled.at(s.text("student_id", r)).front().where;
        const auto grade = first[first.find("-g") + 2] - '0';
        const date born{s.number("birth_date", r)};
        CHECK(birthday(born, 5 + grade) <= date{2025, 9, 1});
        CHECK(birthday(born, 9 + grade) > date{2025, 9, 1});
    }
    CHECK(unknown > 5);
    CHECK(unknown < 100);
    CHECK(only_origin > 20);
}

TEST_CASE("enrolments: in known classes, one at a time, an exit with its day, and every kind of fate") {
    const auto& t = town();
    CHECK(t.enrolled.size() == 2000);
    for (const auto& [pupil, spells] : t.enrolled) {
        CHECK(t.pupils.contains(pupil));
        for (std::size_t i = 0; i < spells.size(); ++i) {
            CHECK(t.unit_kind.at(spells[i].where) == "class");
            CHECK(spells[i].from <= spells[i].until);
            if (i > 0)
                CHECK(spells[i - 1].until < spells[i].from);
        }
    }
    const auto& e = t.at("enrolments");
    std::set<std::string> entries, exits;
    int noted_later = 0, unexplained = 0;
    for (std::int64_t r = 0; r < e.rows(); ++r) {
        entries.insert(e.text("entry", r));
        exits.insert(e.text("exit", r));
        const bool ends = !e.is_null("until", r);
        if (!e.is_null("exit", r))
            CHECK(ends);
        const bool last = r + 1 == e.rows() || e.text("student_id", r) != e.text("student_id", r + 1);
        unexplained += ends && last && e.is_null("exit", r) ? 1 : 0;
        if (e.is_null("noted_on", r))
            continue;
        CHECK(e.number("noted_on", r) >= e.number("until", r));
        noted_later += e.number("noted_on", r) > e.number("until", r) ? 1 : 0;
    }
    CHECK(entries == std::set<std::string>{"", "new", "transfer_in", "return"});
    for (const auto* const exit : {"graduated", "transferred", "suspended", "withdrawn", "dropout"})
        CHECK(exits.contains(exit));
    CHECK(noted_later > 0);
    CHECK(unexplained > 0);
}

TEST_CASE("registrations: once a term, while on a roll, a few late and a few not at all") {
    const auto& t = town();
    const auto& g = t.at("registrations");
    std::set<std::pair<std::string, std::string>> seen;
    int late = 0;
    for (std::int64_t r = 0; r < g.rows(); ++r) {
        CHECK(seen.emplace(g.text("student_id", r), g.text("term_id", r)).second);
        CHECK_FALSE(t.class_on(g.text("student_id", r), g.number("registered_on", r)).empty());
        const auto due = g.text("term_id", r) == "2025-autumn" ? date{2025, 9, 5} : date{2026, 3, 6};
        late += g.number("registered_on", r) > due.days ? 1 : 0;
    }
    CHECK(late > 0);
    CHECK(g.rows() < 2 * 2000);
    CHECK(g.rows() > 19 * 200);
}

TEST_CASE("attendance: sorted, one mark a session, only when there is school and the pupil is enrolled") {
    const auto& t = town();
    const auto& a = t.at("attendance");
    std::map<std::pair<std::string, std::int32_t>, std::set<std::string>> held;
    std::map<std::string, std::int64_t> marks;
    std::tuple<std::string, std::int32_t, std::string> before;
    std::int64_t wrong = 0, unsorted = 0, late = 0;
    for (std::int64_t r = 0; r < a.rows(); ++r) {
        const auto pupil = a.text("student_id", r);
        const auto day = a.number("date", r);
        const auto half = a.text("session", r), mark = a.text("mark", r);
        auto now = std::tuple{pupil, day, half};
        unsorted += r > 0 && !(before < now) ? 1 : 0;
        before = std::move(now);
        ++marks[mark];
        if (!a.is_null("minutes_late", r)) {
            ++late;
            wrong += mark != "present" || a.number("minutes_late", r) < 1 ? 1 : 0;
        }
        const auto where = t.class_on(pupil, day);
        if (where.empty()) {
            ++wrong;
            continue;
        }
        const auto school = t.school_of(where);
        const auto [it, is_new] = held.try_emplace({school, day});
        if (is_new)
            it->second = halves_held(t, school, day);
        wrong += it->second.contains(half) ? 0 : 1;
    }
    CHECK(wrong == 0);
    CHECK(unsorted == 0);
    CHECK(late > a.rows() / 200);
    CHECK(marks.size() == 3);
    CHECK(marks["unexcused"] * 100 >= 2 * a.rows());
    CHECK(marks["unexcused"] * 100 <= 4 * a.rows());
    CHECK(marks["excused"] * 100 >= a.rows());
}

TEST_CASE("attendance: the register is nearly complete; what is missing is a few sessions of classes and of pupils") {
    const auto& t = town();
    std::int64_t sessions = 0;
    std::map<std::string, std::vector<int>> by_school;
    for (const auto& [id, kind] : t.unit_kind) {
        if (kind != "school")
            continue;
        auto& counts = by_school[id];
        for (std::int32_t d = date{2025, 9, 1}.days; d <= date{2026, 7, 31}.days; ++d)
            counts.push_back(static_cast<int>(halves_held(t, id, d).size()));
    }
    for (const auto& [pupil, spells] : t.enrolled)
        for (const auto& s : spells)
            for (std::int32_t d = s.from; d <= std::min(s.until, date{2026, 7, 31}.days); ++d)
                sessions += by_school[t.school_of(s.where)][static_cast<std::size_t>(d - date{2025, 9, 1}.days)];
    const auto missing = sessions - t.at("attendance").rows();
    CHECK(missing > 0);
    CHECK(missing * 100 < sessions);
}

TEST_CASE("holdings: roles at units that can have them, and single holders never overlap") {
    const auto& t = town();
    const auto& h = t.at("holdings");
    const std::map<std::string, std::set<std::string>> holds{
        {"class_teacher", {"class"}},
        {"subject_teacher", {"class"}},
        {"teacher", {"class", "school"}},
        {"grade_leader", {"grade"}},
        {"academic_affairs_office", {"school"}},
        {"school_leader", {"school", "grade", "class"}},
        {"vice_principal", {"school"}},
        {"principal", {"school"}},
        {"central_school_leader", {"central_school", "village"}},
        {"school_district_office", {"central_school"}},
        {"village_cadre", {"village"}},
        {"village_committee", {"village"}},
        {"township_education_officer", {"township"}},
        {"township_government", {"township"}},
        {"parent", {"student"}},
        {"helping_teacher", {"student"}},
        {"key_student_teacher", {"student"}},
    };
    const std::set<std::string> single{"class_teacher", "grade_leader", "principal", "key_student_teacher"};
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::int32_t, std::int32_t>>> terms_of_office;
    std::set<std::string> roles;
    for (std::int64_t r = 0; r < h.rows(); ++r) {
        const auto role = h.text("role", r), covers = h.text("covers_id", r);
        const bool pupil = h.text("covers_kind", r) == "student";
        roles.insert(role);
        CHECK((pupil ? t.pupils.contains(covers) : t.unit_kind.contains(covers)));
        CHECK(holds.at(role).contains(pupil ? "student" : t.unit_kind.at(covers)));
        CHECK(h.number("from", r) <= h.number("until", r, forever.days));
        if (single.contains(role))
            terms_of_office[{role, covers}].emplace_back(h.number("from", r), h.number("until", r, forever.days));
    }
    CHECK(roles.size() == holds.size());
    std::map<std::string, int> changes, holes;
    for (auto& [what, spans] : terms_of_office) {
        std::sort(spans.begin(), spans.end());
        for (std::size_t i = 1; i < spans.size(); ++i) {
            CHECK(spans[i - 1].second < spans[i].first);
            ++changes[what.first];
            holes[what.first] += spans[i - 1].second + 1 < spans[i].first ? 1 : 0;
        }
    }
    for (const auto& role : single)
        CHECK(changes[role] > 0);
    CHECK(holes["class_teacher"] > 0);
}

TEST_CASE("acts: known actors, pupils and recipients, each sort of id in order of date with ids that sort so") {
    const auto& t = town();
    const auto& a = t.at("acts");
    std::set<std::string> kinds;
    for (std::int64_t r = 0; r < a.rows(); ++r) {
        kinds.insert(a.text("act", r));
        CHECK((t.is_actor(a.text("actor_id", r)) || a.text("actor_id", r) == a.text("student_id", r)));
        CHECK((a.is_null("student_id", r) || t.pupils.contains(a.text("student_id", r))));
        CHECK((a.is_null("unit_id", r) || t.unit_kind.contains(a.text("unit_id", r))));
        CHECK((a.is_null("recipient_id", r) || t.is_actor(a.text("recipient_id", r))));
        CHECK(a.is_null("student_id", r) != a.is_null("unit_id", r));
        if (r == 0)
            continue;
        CHECK(a.text("act_id", r - 1) < a.text("act_id", r));
        if (a.text("act_id", r - 1)[0] == a.text("act_id", r)[0])
            CHECK(a.number("date", r - 1) <= a.number("date", r));
    }
    CHECK(kinds == std::set<std::string>{"report_absence",
                                         "home_visit",
                                         "contact_village_committee",
                                         "report_dropout",
                                         "explain_law_and_persuade",
                                         "issue_return_notice",
                                         "follow_up_dropout",
                                         "refer",
                                         "compile_statistics",
                                         "report_dropout_list",
                                         "report_attendance",
                                         "report_unreturned",
                                         "administrative_penalty",
                                         "pursue_legal_liability",
                                         "dropout_control_month",
                                         "grant_benefit",
                                         "study_guidance",
                                         "written_application",
                                         "class_teacher_opinion",
                                         "receiving_school_opinion",
                                         "vice_principal_approval",
                                         "central_school_approval",
                                         "file_transfer",
                                         "chase_transfer_papers"});
}

TEST_CASE("acts: absences are reported at once, late and not at all, by the class teacher and by others") {
    const auto& t = town();
    const auto& h = t.at("holdings");
    std::set<std::tuple<std::string, std::string, std::int32_t>> taught;  // person, class, day
    for (std::int64_t r = 0; r < h.rows(); ++r) {
        if (h.text("role", r) != "class_teacher")
            continue;
        for (auto d = h.number("from", r); d <= h.number("until", r, date{2026, 7, 31}.days); ++d)
            taught.emplace(h.text("person_id", r), h.text("covers_id", r), d);
    }
    std::set<std::pair<std::string, std::int32_t>> absent, reported;
    const auto& a = t.at("attendance");
    for (std::int64_t r = 0; r < a.rows(); ++r)
        if (a.text("mark", r) == "unexcused")
            absent.emplace(a.text("student_id", r), a.number("date", r));
    const auto& acts = t.at("acts");
    int right = 0, wrong = 0, in_time = 0, late = 0;
    for (std::int64_t r = 0; r < acts.rows(); ++r) {
        if (acts.text("act", r) != "report_absence")
            continue;
        const auto pupil = acts.text("student_id", r);
        const auto day = acts.number("date", r);
        (taught.contains({acts.text("actor_id", r), t.class_on(pupil, day), day}) ? right : wrong) += 1;
        (absent.contains({pupil, day}) ? in_time : late) += 1;
        reported.emplace(pupil, day);
    }
    std::set<std::string> absentees, reported_pupils;
    for (const auto& [pupil, day] : absent)
        absentees.insert(pupil);
    for (const auto& [pupil, day] : reported)
        reported_pupils.insert(pupil);
    CHECK(right > 4 * wrong);
    CHECK(wrong > 50);
    CHECK(in_time > 4 * late);
    CHECK(late > 50);
    CHECK(reported_pupils.size() < absentees.size());
}
