// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/mark.hpp>
#include <baoxue/facts/table.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace baoxue {

// One plain struct a table, for callers who have values rather than columns. Members stand in the order of the schema.

struct term_row {
    static constexpr table_name table = table_name::terms;
    std::string term_id{}, school_year{};
    date first_day{}, last_day{};
    std::optional<std::string> unit_id{};
    std::optional<date> registration_until{};
    auto values(const auto& use) const {
        return use(term_id, school_year, first_day, last_day, unit_id, registration_until);
    }
};

struct day_row {
    static constexpr table_name table = table_name::days;
    baoxue::date date{};
    baoxue::sessions session{baoxue::sessions::both};
    day_kind kind{day_kind::off};
    std::optional<std::string> why{}, unit_id{};
    auto values(const auto& use) const { return use(date, session, kind, why, unit_id); }
};

struct unit_row {
    static constexpr table_name table = table_name::units;
    std::string unit_id{}, kind{};
    std::optional<std::string> parent_id{}, stage{}, village_id{};
    auto values(const auto& use) const { return use(unit_id, kind, parent_id, stage, village_id); }
};

struct holding_row {
    static constexpr table_name table = table_name::holdings;
    std::string person_id{}, role{};
    baoxue::covers_kind covers_kind{baoxue::covers_kind::unit};
    std::string covers_id{};
    date from{};
    std::optional<date> until{};
    auto values(const auto& use) const { return use(person_id, role, covers_kind, covers_id, from, until); }
};

struct student_row {
    static constexpr table_name table = table_name::students;
    std::string student_id{};
    std::optional<std::string> home_unit_id{}, origin_unit_id{};
    std::optional<date> birth_date{}, died_on{};
    auto values(const auto& use) const { return use(student_id, home_unit_id, origin_unit_id, birth_date, died_on); }
};

struct registration_row {
    static constexpr table_name table = table_name::registrations;
    std::string student_id{}, term_id{};
    date registered_on{};
    auto values(const auto& use) const { return use(student_id, term_id, registered_on); }
};

struct enrolment_row {
    static constexpr table_name table = table_name::enrolments;
    std::string student_id{}, class_id{};
    date from{};
    std::optional<date> until{};
    std::optional<entry_kind> entry{};
    std::optional<exit_kind> exit{};
    std::optional<date> noted_on{};
    auto values(const auto& use) const { return use(student_id, class_id, from, until, entry, exit, noted_on); }
};

struct attendance_row {
    static constexpr table_name table = table_name::attendance;
    std::string student_id{};
    baoxue::date date{};
    baoxue::session session{};
    baoxue::mark mark{baoxue::mark::present};
    std::optional<std::int32_t> minutes_late{};
    auto values(const auto& use) const { return use(student_id, date, session, mark, minutes_late); }
};

struct roll_call_row {
    static constexpr table_name table = table_name::roll_calls;
    std::string class_id{};
    baoxue::date date{};
    baoxue::sessions session{baoxue::sessions::both};
    auto values(const auto& use) const { return use(class_id, date, session); }
};

struct act_row {
    static constexpr table_name table = table_name::acts;
    std::string act_id{};
    baoxue::date date{};
    std::string act{}, actor_id{};
    std::optional<std::string> student_id{}, unit_id{}, recipient_id{}, object{}, refers_table{}, refers_to{};
    std::optional<baoxue::date> due_on{};
    std::optional<std::string> outcome{};
    auto values(const auto& use) const {
        return use(act_id, date, act, actor_id, student_id, unit_id, recipient_id, object, refers_table, refers_to,
                   due_on, outcome);
    }
};

struct party_row {
    static constexpr table_name table = table_name::parties;
    std::string party_id{};
    party_kind kind{party_kind::person};
    auto values(const auto& use) const { return use(party_id, kind); }
};

struct need_row {
    static constexpr table_name table = table_name::needs;
    std::string student_id{}, need{};
    date from{};
    std::optional<date> until{};
    auto values(const auto& use) const { return use(student_id, need, from, until); }
};

struct incident_row {
    static constexpr table_name table = table_name::incidents;
    std::string incident_id{};
    baoxue::date date{};
    std::string conduct{}, actor_id{};
    std::optional<std::string> student_id{}, unit_id{};
    std::optional<baoxue::date> verified_on{};
    auto values(const auto& use) const {
        return use(incident_id, date, conduct, actor_id, student_id, unit_id, verified_on);
    }
};

struct transfer_row {
    static constexpr table_name table = table_name::transfers;
    std::string transfer_id{}, student_id{};
    date left_on{};
    std::optional<date> noted_on{};
    std::optional<std::string> cause{}, receiving_unit_id{};
    auto values(const auto& use) const {
        return use(transfer_id, student_id, left_on, noted_on, cause, receiving_unit_id);
    }
};

struct pledge_row {
    static constexpr table_name table = table_name::pledges;
    std::string from_id{}, to_id{}, role_from{}, role_to{};
    std::optional<std::string> unit_id{}, student_id{};
    date signed_on{};
    std::optional<date> until{};
    auto values(const auto& use) const {
        return use(from_id, to_id, role_from, role_to, unit_id, student_id, signed_on, until);
    }
};

struct record_row {
    static constexpr table_name table = table_name::records;
    std::string record_id{}, register_kept{}, keeper_id{};
    std::optional<std::string> student_id{}, unit_id{};
    date opened_on{};
    std::optional<date> completed_on{};
    std::optional<std::string> refers_to{};
    auto values(const auto& use) const {
        return use(record_id, register_kept, keeper_id, student_id, unit_id, opened_on, completed_on, refers_to);
    }
};

struct count_row {
    static constexpr table_name table = table_name::counts;
    std::string unit_id{}, school_year{}, indicator{};
    std::optional<std::int32_t> numerator{}, denominator{};
    std::optional<std::string> formula{};
    std::optional<date> counted_on{};
    auto values(const auto& use) const {
        return use(unit_id, school_year, indicator, numerator, denominator, formula, counted_on);
    }
};

namespace detail {

inline void append_value(owned_column& column, const std::string& v) { column.append(std::string_view{v}); }
inline void append_value(owned_column& column, date v) { column.append(v); }
inline void append_value(owned_column& column, std::int32_t v) { column.append(static_cast<std::int64_t>(v)); }
template <class Enum>
    requires std::is_enum_v<Enum>
void append_value(owned_column& column, Enum v) {
    column.append(word_of(v));
}
template <class T>
void append_value(owned_column& column, const std::optional<T>& v) {
    if (v)
        append_value(column, *v);
    else
        column.append_null();
}

}  // namespace detail

/// Puts one row at the end of its table.
template <class Row>
void append_row(owned_table& table, const Row& row) {
    std::size_t column = 0;
    row.values([&](const auto&... value) { (detail::append_value(table.at(column++), value), ...); });
}

/// A table of plain rows.
template <class Row>
[[nodiscard]] owned_table make_table(const std::vector<Row>& rows) {
    owned_table table{Row::table};
    for (const auto& row : rows)
        append_row(table, row);
    return table;
}

/// A district as plain rows. A table left out is not known; an empty one says that nothing happened.
struct district_rows {
    std::vector<term_row> terms{};
    std::vector<unit_row> units{};
    std::optional<std::vector<day_row>> days{};
    std::optional<std::vector<holding_row>> holdings{};
    std::optional<std::vector<student_row>> students{};
    std::optional<std::vector<registration_row>> registrations{};
    std::optional<std::vector<enrolment_row>> enrolments{};
    std::optional<std::vector<attendance_row>> attendance{};
    std::optional<std::vector<roll_call_row>> roll_calls{};
    std::optional<std::vector<act_row>> acts{};
    std::optional<std::vector<party_row>> parties{};
    std::optional<std::vector<need_row>> needs{};
    std::optional<std::vector<incident_row>> incidents{};
    std::optional<std::vector<transfer_row>> transfers{};
    std::optional<std::vector<pledge_row>> pledges{};
    std::optional<std::vector<record_row>> records{};
    std::optional<std::vector<count_row>> counts{};

    /// The given tables as views that keep their values alive.
    [[nodiscard]] std::vector<table_view> tables() const;
};

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/facts/rows.ipp>
#endif
