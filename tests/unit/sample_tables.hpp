// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/hash.hpp>
#include <baoxue/facts/column.hpp>
#include <baoxue/sample/sample_township.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sample_tables_for_tests {

/// One table read cell by cell, for tests only.
class reader {
public:
    explicit reader(baoxue::table_view view) : view_(std::move(view)) {}

    [[nodiscard]] std::int64_t rows() const { return view_.rows; }
    [[nodiscard]] const std::string& name() const { return view_.name; }
    [[nodiscard]] bool is_null(std::string_view column, std::int64_t row) const { return at(column).is_null(row); }
    [[nodiscard]] std::string text(std::string_view column, std::int64_t row) const {
        const auto& c = at(column);
        if (c.is_null(row))
            return {};
        return std::string{c.dictionary ? c.dictionary->text(c.integer(row)) : c.text(row)};
    }
    [[nodiscard]] std::int32_t number(std::string_view column, std::int64_t row, std::int32_t otherwise = 0) const {
        const auto& c = at(column);
        return c.is_null(row) ? otherwise : static_cast<std::int32_t>(c.integer(row));
    }

    /// Of all values in order, whatever the layout they are kept in.
    [[nodiscard]] std::uint64_t hash() const { return hash(view_.rows); }
    /// Of the first rows alone.
    [[nodiscard]] std::uint64_t hash(std::int64_t rows) const {
        baoxue::stable_hash h;
        for (const auto& c : view_.columns) {
            h.text(c.name);
            for (std::int64_t row = 0; row < rows; ++row) {
                if (c.column.is_null(row))
                    h.number(-1);
                else if (c.column.dictionary)
                    h.text(c.column.dictionary->text(c.column.integer(row)));
                else if (c.column.is_text())
                    h.text(c.column.text(row));
                else
                    h.number(c.column.integer(row));
            }
        }
        return h.value();
    }

private:
    [[nodiscard]] const baoxue::column_view& at(std::string_view column) const { return *view_.find(column); }

    baoxue::table_view view_;
};

struct spell {
    std::string where;
    std::int32_t from, until;
};

struct read_township {
    std::vector<baoxue::owned_table> tables;
    std::map<std::string, reader> by_name;
    std::map<std::string, std::string> parent, unit_kind;
    std::map<std::string, std::vector<spell>> enrolled;
    std::set<std::string> people, pupils, parties;

    explicit read_township(const baoxue::township_plan& plan) : tables(baoxue::sample_township(plan)) {
        for (const auto& t : tables)
            by_name.emplace(t.view().name, t.view());
        const auto& units = at("units");
        for (std::int64_t r = 0; r < units.rows(); ++r) {
            parent[units.text("unit_id", r)] = units.text("parent_id", r);
            unit_kind[units.text("unit_id", r)] = units.text("kind", r);
        }
        const auto& e = at("enrolments");
        for (std::int64_t r = 0; r < e.rows(); ++r)
            enrolled[e.text("student_id", r)].push_back(
                {e.text("class_id", r), e.number("from", r), e.number("until", r, baoxue::forever.days)});
        const auto& h = at("holdings");
        for (std::int64_t r = 0; r < h.rows(); ++r)
            people.insert(h.text("person_id", r));
        const auto& s = at("students");
        for (std::int64_t r = 0; r < s.rows(); ++r)
            pupils.insert(s.text("student_id", r));
        const auto& p = at("parties");
        for (std::int64_t r = 0; r < p.rows(); ++r)
            parties.insert(p.text("party_id", r));
    }

    [[nodiscard]] const reader& at(const std::string& name) const { return by_name.at(name); }
    [[nodiscard]] bool is_actor(const std::string& id) const {
        return people.contains(id) || parties.contains(id) || unit_kind.contains(id);
    }
    [[nodiscard]] std::string class_on(const std::string& pupil, std::int32_t day) const {
        for (const auto& s : enrolled.at(pupil))
            if (s.from <= day && day <= s.until)
                return s.where;
        return {};
    }
    [[nodiscard]] std::string school_of(const std::string& class_id) const { return parent.at(parent.at(class_id)); }
};

inline const read_township& town() {
    static const read_township read{{2000, 1}};
    return read;
}

}  // namespace sample_tables_for_tests
