// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/build_district.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/facts/rows.hpp>
#include <baoxue/facts/tables/acts.hpp>
#include <baoxue/facts/tables/attendance.hpp>
#include <baoxue/facts/tables/books.hpp>
#include <baoxue/facts/tables/calendars.hpp>
#include <baoxue/facts/tables/leaving.hpp>
#include <baoxue/facts/tables/people.hpp>
#include <baoxue/facts/tables/roll.hpp>
#include <baoxue/facts/tables/units.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace baoxue {

namespace detail {

/// Which given table is which; unknown tables, columns left out, columns nobody knows and broken text are errors.
inline std::array<const table_view*, table_count> check_tables(std::span<const table_view> tables,
                                                               problem_sink& problems) {
    std::array<const table_view*, table_count> found{};
    std::vector<std::string_view> names;
    for (const auto& w : enum_words<table_name>)
        names.push_back(w.word);
    for (const auto& table : tables) {
        const auto name = enum_from<table_name>(table.name);
        if (!is_utf8(table.name)) {
            problems.error({}, std::nullopt, {}, "a table has a name that is not UTF-8");
            continue;
        }
        if (!name) {
            problems.error(table.name, std::nullopt, {}, "unknown table" + did_you_mean(table.name, names));
            continue;
        }
        if (found[static_cast<std::size_t>(*name)] != nullptr)
            problems.error(table.name, std::nullopt, {}, "given twice");
        found[static_cast<std::size_t>(*name)] = &table;
        std::vector<std::string_view> columns;
        for (const auto& spec : columns_of(*name)) {
            columns.push_back(spec.name);
            if (spec.required && table.find(spec.name) == nullptr && !problems.tells_of(table.name, spec.name))
                problems.error(table.name, std::nullopt, spec.name, "missing column");
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& c = table.columns[i];
            if (!is_utf8(c.name)) {
                problems.error(table.name, std::nullopt, {},
                               "column " + std::to_string(i) + ", counted from 0, has a name that is not UTF-8");
                continue;
            }
            if (table.find(c.name) != &c.column)
                problems.error(table.name, std::nullopt, c.name, "given twice");
            if (c.name.starts_with("x_"))
                continue;
            if (std::find(columns.begin(), columns.end(), c.name) == columns.end())
                problems.error(table.name, std::nullopt, c.name,
                               "unknown column; columns of your own begin with `x_`" + did_you_mean(c.name, columns));
        }
    }
    for (const auto& w : enum_words<table_name>)
        if (is_required(w.value) && found[static_cast<std::size_t>(w.value)] == nullptr && !problems.tells_of(w.word))
            problems.error(w.word, std::nullopt, {}, "missing table; `terms` and `units` must be given");
    return found;
}

/// Whether the district's ids are integers: all its id columns must agree.
inline bool ids_are_numeric(const std::array<const table_view*, table_count>& tables, problem_sink& problems) {
    std::optional<bool> numeric;
    std::string first;
    for (std::size_t t = 0; t < table_count; ++t) {
        if (tables[t] == nullptr)
            continue;
        for (const auto& spec : columns_of(static_cast<table_name>(t))) {
            const auto* column = tables[t]->find(spec.name);
            if (spec.kind != column_kind::id || column == nullptr || column->type == storage::nothing)
                continue;
            const column_view& values = column->dictionary ? *column->dictionary : *column;
            if (!values.is_text() && !values.is_integer())
                continue;  // an error of its own
            if (!numeric)
                numeric = values.is_integer(), first = tables[t]->name + "." + std::string{spec.name};
            if (values.is_integer() != *numeric)
                problems.error(tables[t]->name, std::nullopt, spec.name,
                               std::string{"ids are "} + (*numeric ? "integers" : "text") + " in `" + first + "` and " +
                                   (*numeric ? "text" : "integers") + " here; all ids of one district must be alike");
        }
    }
    return numeric.value_or(false);
}

/// All tables, those in pieces by their columns alone.
inline std::vector<table_view> with_pieces(std::span<const table_view> tables, std::span<const table_in_pieces> pieces,
                                           const district_options& options) {
    std::vector<table_view> out{tables.begin(), tables.end()};
    const auto names_pupils = [](std::string_view table) {
        return table == word_of(table_name::students) || table == word_of(table_name::enrolments);
    };
    const bool some_are_known =
        std::any_of(tables.begin(), tables.end(), [&](const table_view& t) { return names_pupils(t.name); }) ||
        std::any_of(options.found_before.begin(), options.found_before.end(),
                    [&](const problem& p) { return names_pupils(p.table); });
    for (const auto& p : pieces) {
        if (p.columns.name != word_of(table_name::attendance) && p.columns.name != word_of(table_name::roll_calls))
            throw std::invalid_argument("table " + in_backquotes(p.columns.name) +
                                        " cannot come in pieces; `attendance` and `roll_calls` can");
        if (!some_are_known)
            throw std::invalid_argument("table " + in_backquotes(p.columns.name) +
                                        " comes in pieces, and whose rows they are must be known before: give "
                                        "`students` or `enrolments`");
        out.push_back(p.columns);
    }
    return out;
}

}  // namespace detail

BAOXUE_DECL district build_district(std::span<const table_view> tables, const district_options& options) {
    return build_district(tables, {}, options);
}

BAOXUE_DECL district build_district(std::span<const table_view> whole, std::span<const table_in_pieces> pieces,
                                    const district_options& options) {
    const auto tables = detail::with_pieces(whole, pieces, options);
    const auto in_pieces = [&](table_name t) {
        const auto it = std::find_if(pieces.begin(), pieces.end(),
                                     [&](const table_in_pieces& p) { return p.columns.name == word_of(t); });
        return it == pieces.end() ? nullptr : &*it;
    };
    detail::problem_sink problems{options.on_bad_rows == bad_rows::set_aside};
    problems.errors = options.found_before;
    const auto given = detail::check_tables(tables, problems);
    const bool numeric = detail::ids_are_numeric(given, problems);
    std::deque<detail::table_reader> readers;
    for (std::size_t t = 0; t < table_count; ++t)
        readers.emplace_back(static_cast<table_name>(t), given[t], problems, numeric, options.thousands);
    problems.tables_with_errors_are_not_whole();
    const auto reader = [&](table_name t) -> detail::table_reader& { return readers[static_cast<std::size_t>(t)]; };
    auto &attendance = reader(table_name::attendance), &roll_calls = reader(table_name::roll_calls);
    const auto &terms = reader(table_name::terms), &days = reader(table_name::days), &units = reader(table_name::units),
               &holdings = reader(table_name::holdings), &students = reader(table_name::students),
               &registrations = reader(table_name::registrations), &enrolments = reader(table_name::enrolments),
               &acts = reader(table_name::acts), &parties = reader(table_name::parties),
               &needs = reader(table_name::needs), &incidents = reader(table_name::incidents),
               &transfers = reader(table_name::transfers), &pledges = reader(table_name::pledges),
               &records = reader(table_name::records), &counts = reader(table_name::counts);
    for (const auto& table : readers)
        table.check_cells();

    district d;
    d.mode = options.mode;
    d.words = std::make_shared<const vocabulary>(options.words);
    d.working = working_calendar{options.calendar};
    // Every problem is told in one pass, and none that only follows from another: where the column that names ids
    // cannot be read, its table counts as not given and any id may exist. A table of unknown name may be any of those
    // not given.
    const bool unknown_name = std::any_of(problems.errors.begin(), problems.errors.end(),
                                          [](const problem& p) { return !enum_from<table_name>(p.table); });
    const auto is_whole = [&](table_name t) {
        return given[static_cast<std::size_t>(t)] != nullptr
                   ? !problems.cannot_be_read_whole(word_of(t))
                   : !unknown_name && !is_required(t) && !problems.cannot_be_read_whole(word_of(t));
    };
    std::array<bool, table_count> names_ids{};
    for (std::size_t i = 0; i < table_count; ++i) {
        const auto t = static_cast<table_name>(i);
        names_ids[i] = given[i] != nullptr
                           ? readers[i].names_its_rows() && !problems.tells_of(word_of(t), columns_of(t).front().name)
                           : is_whole(t);
    }
    const auto names = [&](table_name t) { return names_ids[static_cast<std::size_t>(t)]; };
    for (std::size_t i = 0; i < table_count; ++i) {
        const auto t = static_cast<table_name>(i);
        d.given[i] = given[i] != nullptr && names(t) && (t != table_name::enrolments || is_whole(t));
    }

    auto ids = std::make_shared<id_pools>(numeric);
    units["unit_id"].add_to(ids->units);
    terms["term_id"].add_to(ids->terms);
    students["student_id"].add_to(ids->students);
    enrolments["student_id"].add_to(ids->students);
    if (!d.is_given(table_name::students) && !d.is_given(table_name::enrolments)) {
        registrations["student_id"].add_to(ids->students);
        for (const auto t : {table_name::attendance, table_name::acts, table_name::needs, table_name::transfers})
            reader(t)["student_id"].add_to(ids->students);
    }
    holdings["person_id"].add_to(ids->persons);
    parties["party_id"].add_to(ids->persons);
    ids->units.finish(), ids->students.finish();
    if (!d.is_given(table_name::holdings))  // whoever acts is a person, but for the pupils and units that are known
        for (const auto* column :
             {&acts["actor_id"], &incidents["actor_id"], &pledges["from_id"], &pledges["to_id"], &records["keeper_id"]})
            column->add_to(ids->persons, {&ids->units, &ids->students});
    acts["act_id"].add_to(ids->acts), transfers["transfer_id"].add_to(ids->transfers);
    incidents["incident_id"].add_to(ids->incidents);
    for (auto* pool : {&ids->terms, &ids->persons, &ids->acts, &ids->transfers, &ids->incidents})
        pool->finish();
    if (!is_whole(table_name::terms))
        ids->terms.leave_open();
    if (!names(table_name::units))
        ids->units.leave_open();
    if (!names(table_name::students) || !names(table_name::enrolments))
        ids->students.leave_open();
    if (!names(table_name::holdings) || !names(table_name::parties))
        ids->persons.leave_open();
    d.ids = ids;

    const auto before = problems.errors.size();  // broken ids elsewhere do not keep units and terms from being read
    detail::build_units(d, units, problems);
    detail::build_terms(d, terms, problems);
    if (problems.errors.size() != before)
        ids->terms.leave_open();
    const auto before_days = problems.errors.size();
    const auto overrides = detail::read_days(d, days);
    // Settings that are wrong are problems of no table, and a `days` row that is wrong may be the one that matters.
    const bool has_settings = std::none_of(options.found_before.begin(), options.found_before.end(),
                                           [](const problem& p) { return p.table.empty(); });
    bool coverage_known = has_settings && is_whole(table_name::days) && problems.errors.size() == before_days;
    if (coverage_known) {
        detail::extend_coverage(d.working, overrides, days);
        coverage_known = problems.errors.size() == before_days;
    }
    // Calendars rest on units and terms as well; where those are not sound there are none.
    if (coverage_known && is_whole(table_name::units) && !ids->terms.is_open() && problems.errors.size() == before) {
        detail::build_calendars(d, overrides, problems);
        if (problems.errors.size() != before)
            d.calendars.clear();
    }
    detail::build_students(d, students);
    const auto left_out = detail::build_enrolments(d, enrolments);
    detail::build_registrations(d, registrations);
    detail::build_holdings(d, holdings);
    detail::build_parties(d, parties);
    detail::build_needs(d, needs);
    detail::build_transfers(d, transfers);
    detail::build_acts(d, acts);
    detail::build_incidents(d, incidents);
    detail::build_pledges(d, pledges);
    detail::build_records(d, records);
    detail::build_counts(d, counts);
    detail::build_attendance(d, attendance, in_pieces(table_name::attendance), left_out, coverage_known, problems);
    detail::build_roll_calls(d, roll_calls, in_pieces(table_name::roll_calls), coverage_known, problems);
    if (!problems.errors.empty())
        throw district_error(std::move(problems.errors));
    d.problems = std::move(problems.set_aside);
    return d;
}

BAOXUE_DECL district build_district(const district_rows& rows, const district_options& options) {
    const auto tables = rows.tables();
    return build_district(tables, options);
}

}  // namespace baoxue
