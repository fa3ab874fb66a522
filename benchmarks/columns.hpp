// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace bench {

/// An interval without an end.
inline constexpr std::int32_t open_end = std::numeric_limits<std::int32_t>::max();

/// Marks as `baoxue::mark` numbers them; no row is unmarked.
enum mark : std::uint8_t { present = 1, excused = 2, unexcused = 3 };
enum act_kind : std::uint8_t { report_absence, home_visit, other_act };
enum role : std::uint8_t { class_teacher, school_leader, subject_teacher };

/// A district as sorted, validated, coded columns: what every contestant starts from. Nothing in it is derived from the
/// value of a mark. Codes count from 0; a district's external ids are the codes plus 1. Dates are days since 1970.
struct columns {
    std::vector<std::int32_t> settings;  ///< as_of; 1 if the register is complete, 0 if it holds exceptions; pupils

    std::vector<std::int32_t> day_of_session;  ///< by session ordinal
    std::vector<std::uint8_t> half_of_session;
    std::vector<std::int32_t> date_of_day, sessions_of_day, term_of_day;  ///< by school day
    std::vector<std::int32_t> term_first, term_last;
    std::vector<std::int32_t> off_date;
    std::vector<std::uint8_t> off_half;  ///< 0 and 1: that half; 2: both

    std::vector<std::int32_t> unit_parent;  ///< below 0: none
    std::vector<std::uint8_t> unit_kind;    ///< township, school, class
    std::vector<std::uint8_t> holding_role;
    std::vector<std::int32_t> holding_unit, holding_person, holding_from, holding_until;  ///< by role, unit, from

    std::vector<std::int32_t> birth;  ///< by pupil
    std::vector<std::int64_t> enrolment_offsets;
    std::vector<std::int32_t> enrolment_pupil, enrolment_unit, enrolment_from, enrolment_until;
    std::vector<std::uint8_t> enrolment_left;  ///< 1: the pupil dropped out, and did not come back

    std::vector<std::int64_t> offsets;  ///< by pupil: where the rows of the register begin
    std::vector<std::int32_t> ordinal;
    std::vector<std::uint8_t> marks;

    std::vector<std::int64_t> act_offsets;
    std::vector<std::int32_t> act_pupil, act_date, act_actor;  ///< by pupil, date
    std::vector<std::uint8_t> act_kinds;

    std::vector<std::int32_t> need_pupil, need_from;
    std::vector<std::uint8_t> need_kind;

    [[nodiscard]] std::int32_t as_of() const { return settings[0]; }
    [[nodiscard]] bool complete() const { return settings[1] != 0; }
    [[nodiscard]] std::int32_t pupils() const { return settings[2]; }

    /// Calls `visit(name, column)` for each column.
    template <class Self, class Visit>
    static void each(Self& c, Visit&& visit) {
        visit("settings", c.settings);
        visit("day_of_session", c.day_of_session), visit("half_of_session", c.half_of_session);
        visit("date_of_day", c.date_of_day), visit("sessions_of_day", c.sessions_of_day);
        visit("term_of_day", c.term_of_day), visit("term_first", c.term_first), visit("term_last", c.term_last);
        visit("off_date", c.off_date), visit("off_half", c.off_half);
        visit("unit_parent", c.unit_parent), visit("unit_kind", c.unit_kind);
        visit("holding_role", c.holding_role), visit("holding_unit", c.holding_unit);
        visit("holding_person", c.holding_person), visit("holding_from", c.holding_from);
        visit("holding_until", c.holding_until), visit("birth", c.birth);
        visit("enrolment_offsets", c.enrolment_offsets), visit("enrolment_pupil", c.enrolment_pupil);
        visit("enrolment_unit", c.enrolment_unit), visit("enrolment_from", c.enrolment_from);
        visit("enrolment_until", c.enrolment_until), visit("enrolment_left", c.enrolment_left);
        visit("offsets", c.offsets), visit("ordinal", c.ordinal), visit("marks", c.marks);
        visit("act_offsets", c.act_offsets), visit("act_pupil", c.act_pupil), visit("act_date", c.act_date);
        visit("act_actor", c.act_actor), visit("act_kinds", c.act_kinds);
        visit("need_pupil", c.need_pupil), visit("need_from", c.need_from), visit("need_kind", c.need_kind);
    }
};

template <class T>
constexpr const char* suffix = sizeof(T) == 1   ? ".u8"
                               : sizeof(T) == 4 ? ".i32"
                                                : ".i64";

/// Writes each column as a file of its bare values.
inline void write(const columns& c, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    columns::each(c, [&]<class T>(const char* name, const std::vector<T>& column) {
        std::ofstream file{folder / (std::string{name} + suffix<T>), std::ios::binary};
        file.write(reinterpret_cast<const char*>(column.data()),
                   static_cast<std::streamsize>(column.size() * sizeof(T)));
        if (!file.flush())
            throw std::runtime_error{std::string{"cannot write "} + name};
    });
}

inline columns read(const std::filesystem::path& folder) {
    columns c;
    columns::each(c, [&]<class T>(const char* name, std::vector<T>& column) {
        const auto path = folder / (std::string{name} + suffix<T>);
        column.resize(std::filesystem::file_size(path) / sizeof(T));
        std::ifstream file{path, std::ios::binary};
        if (!file.read(reinterpret_cast<char*>(column.data()), static_cast<std::streamsize>(column.size() * sizeof(T))))
            throw std::runtime_error{"cannot read " + path.string()};
    });
    return c;
}

}  // namespace bench
