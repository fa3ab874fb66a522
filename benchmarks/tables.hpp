// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "columns.hpp"
#include <baoxue/facts/build_district.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

/// The columns as the tables of a district: ids are integers, words are dictionaries, nothing is copied that need not
/// be.
class district_tables {
public:
    explicit district_tables(const columns& c) : c_(c) {
        views_.reserve(32);  // references to them stay good
        const auto number = [](std::int32_t code) { return code + 1; };
        auto& terms = table("terms", 2);
        put(terms, "term_id", ids(2, [](std::size_t i) { return static_cast<std::int32_t>(i) + 1; }));
        put(terms, "school_year",
            words(numbers<std::uint8_t>(2, [](std::size_t) { return std::uint8_t{0}; }), {"2024-2025"}));
        put(terms, "first_day", dates(c.term_first)), put(terms, "last_day", dates(c.term_last));

        auto& days = table("days", c.off_date.size());
        put(days, "date", dates(c.off_date)), put(days, "session", words(c.off_half, {"am", "pm", "both"}));
        put(days, "kind",
            words(numbers<std::uint8_t>(c.off_date.size(), [](std::size_t) { return std::uint8_t{0}; }), {"off"}));

        auto& units = table("units", c.unit_kind.size());
        put(units, "unit_id", ids(c.unit_kind.size(), [](std::size_t i) { return static_cast<std::int32_t>(i) + 1; }));
        put(units, "kind", words(c.unit_kind, {"township", "school", "class"}));
        put(units, "parent_id", with_nulls(c.unit_parent, [](std::int32_t v) { return v < 0; }, 1));
        put(units, "stage",
            words(numbers<std::uint8_t>(c.unit_kind.size(), [](std::size_t) { return std::uint8_t{0}; }),
                  {"junior_middle"}));

        auto& holdings = table("holdings", c.holding_role.size());
        put(holdings, "person_id", shifted(c.holding_person));
        put(holdings, "role", words(c.holding_role, {"class_teacher", "school_leader", "subject_teacher"}));
        put(holdings, "covers_kind",
            words(numbers<std::uint8_t>(c.holding_role.size(), [](std::size_t) { return std::uint8_t{0}; }), {"unit"}));
        put(holdings, "covers_id", shifted(c.holding_unit)), put(holdings, "from", dates(c.holding_from));
        put(holdings, "until", dates_or_open(c.holding_until));

        auto& students = table("students", c.birth.size());
        put(students, "student_id",
            ids(c.birth.size(), [&](std::size_t i) { return number(static_cast<std::int32_t>(i)); }));
        put(students, "birth_date", dates(c.birth));

        auto& enrolments = table("enrolments", c.enrolment_unit.size());
        put(enrolments, "student_id", shifted(c.enrolment_pupil)),
            put(enrolments, "class_id", shifted(c.enrolment_unit));
        put(enrolments, "from", dates(c.enrolment_from)), put(enrolments, "until", dates_or_open(c.enrolment_until));
        auto exits = words(c.enrolment_left, {"none", "dropout"});
        exits.validity = bits(c.enrolment_left.size(), [&](std::size_t i) { return c.enrolment_left[i] != 0; });
        put(enrolments, "exit", std::move(exits));

        const auto rows = c.ordinal.size();
        auto& attendance = table("attendance", rows);
        std::vector<std::int32_t> student(rows), date(rows);
        std::vector<std::uint8_t> half(rows);
        for (std::int32_t p = 0; p < c.pupils(); ++p)
            for (auto i = c.offsets[at(p)]; i < c.offsets[at(p) + 1]; ++i) {
                const auto s = at(c.ordinal[at(i)]);
                student[at(i)] = number(p), date[at(i)] = c.date_of_day[at(c.day_of_session[s])];
                half[at(i)] = c.half_of_session[s];
            }
        put(attendance, "student_id", owned(std::move(student), baoxue::storage::i32, "int32"));
        put(attendance, "date", owned(std::move(date), baoxue::storage::date32, "date32"));
        put(attendance, "session", words(std::move(half), {"am", "pm"}));
        put(attendance, "mark", words(c.marks, {"unmarked", "present", "excused", "unexcused"}));

        auto& acts = table("acts", c.act_date.size());
        put(acts, "act_id", ids(c.act_date.size(), [](std::size_t i) { return static_cast<std::int32_t>(i) + 1; }));
        put(acts, "date", dates(c.act_date));
        put(acts, "act", words(c.act_kinds, {"report_absence", "home_visit", "explain_law_and_persuade"}));
        put(acts, "actor_id", shifted(c.act_actor)), put(acts, "student_id", shifted(c.act_pupil));

        auto& needs = table("needs", c.need_pupil.size());
        put(needs, "student_id", shifted(c.need_pupil)), put(needs, "from", dates(c.need_from));
        put(needs, "need", words(c.need_kind, {"academic_difficulty", "economic_hardship"}));
        // Of these nothing happened: given, and empty.
        for (const auto name :
             {baoxue::table_name::parties, baoxue::table_name::incidents, baoxue::table_name::transfers,
              baoxue::table_name::pledges, baoxue::table_name::records, baoxue::table_name::counts})
            put_empty(name);
    }

    [[nodiscard]] baoxue::district build() const {
        baoxue::district_options options;
        options.calendar = baoxue::calendar_kind::weekdays;
        options.mode = c_.complete() ? baoxue::register_mode::complete : baoxue::register_mode::exceptions;
        return baoxue::build_district(views_, options);
    }

    [[nodiscard]] const std::vector<baoxue::table_view>& views() const { return views_; }

private:
    using view = baoxue::column_view;

    static std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

    baoxue::table_view& table(const char* name, std::size_t rows) {
        return views_.emplace_back(baoxue::table_view{name, static_cast<std::int64_t>(rows), {}});
    }
    void put_empty(baoxue::table_name name) {
        auto& t = table(std::string{baoxue::word_of(name)}.c_str(), 0);
        auto bare = baoxue::owned_table{name}.view();
        for (std::size_t i = 0; i < bare.columns.size(); ++i)
            if (baoxue::columns_of(name)[i].kind == baoxue::column_kind::id)
                bare.columns[i].column = ids(0, [](std::size_t) { return 0; });
        t.columns = std::move(bare.columns);
    }
    static void put(baoxue::table_view& t, const char* name, view v) { t.columns.push_back({name, std::move(v)}); }

    template <class T>
    static view borrowed(const std::vector<T>& values, baoxue::storage type, const char* type_name) {
        view v;
        v.type = type, v.length = static_cast<std::int64_t>(values.size()), v.values = values.data();
        v.type_name = type_name;
        return v;
    }
    template <class T>
    static view owned(std::vector<T> values, baoxue::storage type, const char* type_name) {
        auto kept = std::make_shared<const std::vector<T>>(std::move(values));
        auto v = borrowed(*kept, type, type_name);
        v.keeps = kept;
        return v;
    }
    template <class T, class Make>
    static std::vector<T> numbers(std::size_t rows, Make&& make) {
        std::vector<T> out(rows);
        for (std::size_t i = 0; i < rows; ++i)
            out[i] = make(i);
        return out;
    }
    template <class Make>
    static view ids(std::size_t rows, Make&& make) {
        return owned(numbers<std::int32_t>(rows, make), baoxue::storage::i32, "int32");
    }
    static view shifted(const std::vector<std::int32_t>& codes) {
        return ids(codes.size(), [&](std::size_t i) { return codes[i] + 1; });
    }
    static view dates(const std::vector<std::int32_t>& days) {
        return borrowed(days, baoxue::storage::date32, "date32");
    }

    template <class Valid>
    const std::uint8_t* bits(std::size_t rows, Valid&& valid) {
        auto& out = *bitmaps_.emplace_back(std::make_unique<std::vector<std::uint8_t>>(rows / 8 + 1, std::uint8_t{0}));
        for (std::size_t i = 0; i < rows; ++i)
            if (valid(i))
                out[i / 8] = static_cast<std::uint8_t>(out[i / 8] | 1U << (i % 8));
        return out.data();
    }
    view dates_or_open(const std::vector<std::int32_t>& days) {
        auto v = dates(days);
        v.validity = bits(days.size(), [&](std::size_t i) { return days[i] != open_end; });
        return v;
    }
    template <class IsNull>
    view with_nulls(const std::vector<std::int32_t>& codes, IsNull&& is_null, std::int32_t shift) {
        auto v = ids(codes.size(), [&](std::size_t i) { return codes[i] + shift; });
        v.validity = bits(codes.size(), [&](std::size_t i) { return !is_null(codes[i]); });
        return v;
    }
    static view with_words(view v, const std::vector<const char*>& list) {
        auto text = std::make_shared<baoxue::owned_column>(baoxue::column_kind::label);
        for (const auto* w : list)
            text->append(std::string_view{w});
        auto dictionary = text->view();
        dictionary.keeps = text;
        v.dictionary = std::make_shared<const view>(std::move(dictionary));
        return v;
    }
    static view words(const std::vector<std::uint8_t>& codes, const std::vector<const char*>& list) {
        return with_words(borrowed(codes, baoxue::storage::u8, "dictionary"), list);
    }
    static view words(std::vector<std::uint8_t>&& codes, const std::vector<const char*>& list) {
        return with_words(owned(std::move(codes), baoxue::storage::u8, "dictionary"), list);
    }

    const columns& c_;
    std::vector<baoxue::table_view> views_;
    std::vector<std::unique_ptr<std::vector<std::uint8_t>>> bitmaps_;
};

}  // namespace bench
