// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/grouped.hpp>
#include <baoxue/facts/id_pool.hpp>
#include <baoxue/facts/mark.hpp>
#include <baoxue/facts/schema.hpp>
#include <baoxue/facts/session_runs.hpp>
#include <baoxue/time/school_calendar.hpp>
#include <baoxue/time/working_calendar.hpp>
#include <baoxue/vocabulary/formula.hpp>
#include <baoxue/vocabulary/problem.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// What a session without a row means.
enum class register_mode : std::uint8_t {
    complete,   ///< unmarked
    exceptions  ///< present, if the register was taken
};

template <>
inline constexpr auto enum_words<register_mode> = std::to_array<enum_word<register_mode>>(
    {{register_mode::complete, "complete"}, {register_mode::exceptions, "exceptions"}});

template <>
inline constexpr auto enum_words<calendar_kind> =
    std::to_array<enum_word<calendar_kind>>({{calendar_kind::cn, "cn"}, {calendar_kind::weekdays, "weekdays"}});

struct unit_columns {
    std::vector<code> parent;  ///< no_code at a root
    std::vector<word_code> kind;
    std::vector<word_code> stage;  ///< the unit's own, else the nearest above; no_code: none
    std::vector<code> village;
    std::vector<std::int32_t> calendar;  ///< index in district::calendars
};

/// Grouped by student, in order of `from`. `until` is `forever` where there is none.
struct enrolment_columns : grouped {
    std::vector<code> unit;
    std::vector<date> from, until;
    std::vector<std::optional<entry_kind>> entry;
    std::vector<std::optional<exit_kind>> exit;
    std::vector<std::optional<date>> noted_on;
    /// The day from which on an exit is known: its last day, or the later day on which the school learned of it.
    [[nodiscard]] date exit_known_on(std::size_t i) const {
        return noted_on[i] && *noted_on[i] > until[i] ? *noted_on[i] : until[i];
    }

    std::vector<bool> goes_on;  ///< a run of absence goes on into the next enrolment: it begins on the next school day
    std::vector<std::int64_t> row;
};

/// Grouped by student, in order of session; only sessions that have a row.
struct attendance_columns : grouped {
    session_runs ordinal;  ///< in the pupil's calendar
    std::vector<mark> marks;
    std::vector<std::int16_t> minutes_late;  ///< empty where no row has any; below 0: not given
    std::vector<std::int64_t> rows;          ///< row in the table as given; empty: same order as given
    bool has_contradictions{false};          ///< some session has different marks, and is unmarked

    [[nodiscard]] std::int64_t row(std::size_t i) const {
        return rows.empty() ? static_cast<std::int64_t>(i) : rows[i];
    }
};

/// Acts in order of date, then act id, within their group. An actor id may name a person, a student and a unit.
struct act_columns : grouped {
    std::vector<date> on;
    std::vector<word_code> act;
    std::vector<code> id;
    std::vector<code> person, student, unit;  ///< the actor
    std::vector<code> about_unit;             ///< the unit that the act names
    std::vector<date> due_on;                 ///< a date that the act sets; `dawn`: none
    std::vector<word_code> object;            ///< the benefit granted; no_code: none
    std::vector<std::int64_t> row;
};

/// Positions in other columns, grouped by owner, in order there.
struct index_columns : grouped {
    std::vector<std::size_t> at;

    [[nodiscard]] std::span<const std::size_t> of(code owner) const {
        return std::span<const std::size_t>{at}.subspan(first(owner), end(owner) - first(owner));
    }
};

/// Steps of transfers, grouped by transfer, in order of date, then act id, whomever else the act names.
struct step_columns : grouped {
    std::vector<date> on;
    std::vector<word_code> act;
};

/// Grouped by student, in order of `from`. `until` is `forever` where there is none.
struct need_columns : grouped {
    std::vector<word_code> need;
    std::vector<date> from, until;
    std::vector<std::int64_t> row;
};

/// Grouped by student, in order of `left_on`, then transfer id.
struct transfer_columns : grouped {
    std::vector<code> id, student;
    std::vector<date> left_on;
    std::vector<date> known_on;  ///< left_on, or the later day on which the school learned of it
    std::vector<bool> has_receiving_unit;
    std::vector<std::int64_t> row;
};

/// In order of date, then incident id.
struct incident_columns {
    std::vector<code> id;
    std::vector<date> on;
    std::vector<word_code> conduct;
    std::vector<code> person, student, unit;      ///< the actor
    std::vector<code> about_student, about_unit;  ///< whom or what it concerns
    std::vector<date> verified_on;                ///< `forever`: not verified
    std::vector<std::int64_t> row;
};

/// In order of the day signed.
struct pledge_columns {
    struct side {
        std::vector<code> person, student, unit;
        std::vector<word_code> role;
    };
    side from, to;
    std::vector<code> about_unit, about_student;
    std::vector<date> signed_on, until;
    std::vector<std::int64_t> row;
};

/// In order of the day opened. `completed_on` is `forever` where there is none.
struct record_columns {
    std::vector<word_code> kept;              ///< the register
    std::vector<code> person, student, unit;  ///< the keeper
    std::vector<code> about_student, about_unit;
    std::vector<date> opened_on, completed_on;
    std::vector<code> act;  ///< position of the act that it records; no_code: none
    std::vector<std::int64_t> row;
};

/// Grouped by unit. What is known only in total.
struct count_columns : grouped {
    std::vector<std::int32_t> school_year;
    std::vector<word_code> indicator;
    std::vector<std::optional<std::int32_t>> numerator, denominator;  ///< nothing: not known
    std::vector<std::optional<formula>> by;
    std::vector<std::optional<date>> counted_on;
    std::vector<std::int64_t> row;
};

/// Grouped by person. `until` is `forever` where there is none; exactly one of unit and student is set.
struct holding_columns : grouped {
    std::vector<code> person;
    std::vector<word_code> role;
    std::vector<code> unit, student;
    std::vector<date> from, until;
    std::vector<std::int64_t> row;
};

/// Actors and receiving schools outside the units, in order of their codes.
struct party_columns {
    std::vector<code> person;
    std::vector<party_kind> kind;

    [[nodiscard]] std::optional<party_kind> kind_of(code who) const {
        const auto it = std::lower_bound(person.begin(), person.end(), who);
        return it != person.end() && *it == who ? std::optional{kind[static_cast<std::size_t>(it - person.begin())]}
                                                : std::nullopt;
    }
};

struct student_columns {
    std::vector<std::optional<date>> birth, died_on;
    std::vector<code> home_unit, origin_unit;
    std::vector<std::int32_t> calendar;  ///< the pupil's own: that of each enrolment in turn
};

/// Grouped by student, in order of date.
struct registration_columns : grouped {
    std::vector<std::int32_t> term;  ///< row in the terms table
    std::vector<date> on;
    std::vector<std::int64_t> row;
};

/// Registers taken, by unit: days and halves as 2 * days + half, sorted.
struct roll_call_columns {
    std::vector<std::vector<std::int64_t>> taken;

    [[nodiscard]] static constexpr std::int64_t key(date on, session half) {
        return 2 * static_cast<std::int64_t>(on.days) + static_cast<std::int64_t>(half);
    }
    [[nodiscard]] static constexpr date date_of(std::int64_t key) { return date{static_cast<std::int32_t>(key >> 1)}; }
    [[nodiscard]] static constexpr session half_of(std::int64_t key) { return static_cast<session>(key & 1); }
    [[nodiscard]] bool was_taken(code unit, date on, session half) const {
        const auto& keys = taken[static_cast<std::size_t>(unit)];
        return std::binary_search(keys.begin(), keys.end(), key(on, half));
    }
};

struct term_entry {
    code id{no_code};
    std::int32_t school_year{0};
    date first_day{}, last_day{};
    std::optional<date> registration_until{};
    code unit{no_code};  ///< no_code: the whole district
};

/// Everything known of a district, in columns. Built once by `build_district`, then only read.
struct district {
    std::shared_ptr<const id_pools> ids;
    std::shared_ptr<const vocabulary> words;
    register_mode mode{register_mode::complete};
    working_calendar working;
    std::array<bool, table_count> given{};

    std::vector<term_entry> terms;          ///< by row of the terms table
    std::vector<std::string> school_years;  ///< in order of time
    std::vector<school_calendar> calendars;
    unit_columns units;
    student_columns students;
    enrolment_columns enrolments;
    registration_columns registrations;
    attendance_columns attendance;
    roll_call_columns roll_calls;
    act_columns acts;       ///< grouped by the pupil they name
    act_columns unit_acts;  ///< that name no pupil: grouped by the unit they name, those that name none last
    index_columns acts_of_person, unit_acts_of_person;  ///< by the person who acted
    step_columns steps;
    need_columns needs;
    transfer_columns transfers;
    incident_columns incidents;
    pledge_columns pledges;
    record_columns records;
    index_columns records_of_student;
    count_columns counts;
    holding_columns holdings;
    party_columns parties;

    std::vector<problem> problems;  ///< rows set aside, each with its reason

    [[nodiscard]] bool is_given(table_name t) const { return given[static_cast<std::size_t>(t)]; }
    [[nodiscard]] std::int32_t pupils() const { return ids->students.size(); }
    [[nodiscard]] const school_calendar& calendar_of(code student) const {
        return calendars[static_cast<std::size_t>(students.calendar[static_cast<std::size_t>(student)])];
    }
};

}  // namespace baoxue
