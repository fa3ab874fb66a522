// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings.hpp>

#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Every column of a table of findings.
inline auto columns_of(obligations_table& t) {
    return std::tie(t.id, t.rule, t.acts, t.role, t.bearers, t.recipient, t.student, t.unit, t.step, t.triggered_on,
                    t.due_on, t.needed, t.done, t.state, t.met_on, t.also, t.caused_by);
}
inline auto columns_of(statuses_table& t) {
    return std::tie(t.id, t.rule, t.student, t.unit, t.status, t.from, t.until, t.caused_by);
}
inline auto columns_of(measures_table& t) {
    return std::tie(t.id, t.rule, t.indicator, t.formula, t.unit, t.stage, t.period_from, t.period_until, t.numerator,
                    t.denominator, t.line_numerator, t.line_denominator, t.comparator, t.met, t.final_, t.caused_by);
}
inline auto columns_of(consequences_table& t) {
    return std::tie(t.id, t.rule, t.kind, t.unit, t.person, t.stage, t.payer, t.payee, t.amount_fen, t.honours,
                    t.period_from, t.period_until, t.part_of, t.vetoed_by, t.caused_by);
}
inline auto columns_of(breaches_table& t) {
    return std::tie(t.id, t.rule, t.conduct, t.role, t.person, t.student, t.unit, t.on, t.sanction, t.time,
                    t.caused_by);
}
inline auto columns_of(entitlements_table& t) {
    return std::tie(t.id, t.rule, t.benefit, t.student, t.role, t.bearers, t.from, t.due_on, t.state, t.met_on,
                    t.caused_by);
}

template <class T>
void permute(std::vector<T>& column, const std::vector<std::size_t>& order) {
    std::vector<T> out;
    out.reserve(column.size());
    for (const auto i : order)
        out.push_back(std::move(column[i]));
    column = std::move(out);
}
inline void permute(std::vector<bool>& column, const std::vector<std::size_t>& order) {
    std::vector<bool> out;
    for (const auto i : order)
        out.push_back(column[i]);
    column = std::move(out);
}
template <class T>
void permute(list_column<T>& column, const std::vector<std::size_t>& order) {
    list_column<T> out;
    out.offsets.reserve(order.size() + 1), out.values.reserve(column.values.size());
    for (const auto i : order)
        out.append(column.at(i));
    column = std::move(out);
}

/// Keeps some rows of a table, in an order.
template <class Table>
void keep_rows(Table& t, const std::vector<std::size_t>& order) {
    std::apply([&](auto&... columns) { (permute(columns, order), ...); }, columns_of(t));
}

template <class T>
void append(std::vector<T>& column, std::vector<T>& next) {
    column.insert(column.end(), std::make_move_iterator(next.begin()), std::make_move_iterator(next.end()));
}
template <class T>
void append(list_column<T>& column, list_column<T>& next) {
    const auto before = column.offsets.back();
    append(column.values, next.values);
    column.offsets.reserve(column.offsets.size() + next.offsets.size() - 1);
    for (std::size_t i = 1; i < next.offsets.size(); ++i)
        column.offsets.push_back(before + next.offsets[i]);
}

/// Puts the rows of a table behind those of another.
template <class Table>
void append_rows(Table& t, Table& next) {
    const auto both = [&]<std::size_t... I>(auto columns, auto more, std::index_sequence<I...>) {
        (append(std::get<I>(columns), std::get<I>(more)), ...);
    };
    using every = std::make_index_sequence<std::tuple_size_v<decltype(columns_of(t))>>;
    both(columns_of(t), columns_of(next), every{});
}

}  // namespace baoxue::detail
