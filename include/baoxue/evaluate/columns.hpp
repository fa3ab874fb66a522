// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings.hpp>

#include <concepts>
#include <cstddef>
#include <iterator>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace baoxue::detail {

template <class T, class Plain>
concept of_type = std::same_as<std::remove_const_t<T>, Plain>;

/// Every column of a table of findings, to be written or, of a table that is const, to be read.
template <of_type<obligations_table> Table>
auto columns_of(Table& t) {
    return std::tie(t.id, t.rule, t.acts, t.role, t.bearers, t.recipient, t.student, t.unit, t.step, t.triggered_on,
                    t.due_on, t.needed, t.done, t.state, t.met_on, t.also, t.caused_by);
}
template <of_type<statuses_table> Table>
auto columns_of(Table& t) {
    return std::tie(t.id, t.rule, t.student, t.unit, t.status, t.from, t.until, t.caused_by);
}
template <of_type<measures_table> Table>
auto columns_of(Table& t) {
    return std::tie(t.id, t.rule, t.indicator, t.formula, t.unit, t.stage, t.period_from, t.period_until, t.numerator,
                    t.denominator, t.line_numerator, t.line_denominator, t.comparator, t.met, t.final_, t.caused_by);
}
template <of_type<consequences_table> Table>
auto columns_of(Table& t) {
    return std::tie(t.id, t.rule, t.kind, t.unit, t.person, t.stage, t.payer, t.payee, t.amount_fen, t.honours,
                    t.period_from, t.period_until, t.part_of, t.vetoed_by, t.caused_by);
}
template <of_type<breaches_table> Table>
auto columns_of(Table& t) {
    return std::tie(t.id, t.rule, t.conduct, t.role, t.person, t.student, t.unit, t.on, t.sanction, t.time,
                    t.caused_by);
}
template <of_type<entitlements_table> Table>
auto columns_of(Table& t) {
    return std::tie(t.id, t.rule, t.benefit, t.student, t.role, t.bearers, t.from, t.due_on, t.state, t.met_on,
                    t.caused_by);
}

template <of_type<gaps_table> Table>
auto columns_of(Table& t) {
    return std::tie(t.id, t.clause, t.rule, t.kind, t.unit, t.student, t.person, t.role, t.parameter, t.from, t.until,
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

/// Some rows, [first, last), of one of two tables.
struct piece {
    bool of_second;
    std::size_t first, last;

    [[nodiscard]] std::size_t size() const { return last - first; }
};

template <class T>
void put_together(std::vector<T>& column, const std::vector<T>& a, const std::vector<T>& b,
                  std::span<const piece> pieces, std::size_t rows) {
    column.reserve(rows);
    for (const auto& p : pieces) {
        const auto from = (p.of_second ? b : a).begin();
        column.insert(column.end(), from + static_cast<std::ptrdiff_t>(p.first),
                      from + static_cast<std::ptrdiff_t>(p.last));
    }
}
template <class T>
void put_together(list_column<T>& column, const list_column<T>& a, const list_column<T>& b,
                  std::span<const piece> pieces, std::size_t rows) {
    std::vector<piece> of_values;
    std::size_t values = 0;
    column.offsets.reserve(rows + 1);
    for (const auto& p : pieces) {
        const auto& offsets = (p.of_second ? b : a).offsets;
        const auto shift = column.offsets.back() - offsets[p.first];
        for (auto i = p.first; i < p.last; ++i)
            column.offsets.push_back(offsets[i + 1] + shift);
        of_values.push_back(
            {p.of_second, static_cast<std::size_t>(offsets[p.first]), static_cast<std::size_t>(offsets[p.last])});
        values += of_values.back().size();
    }
    put_together(column.values, a.values, b.values, of_values, values);
}

/// A table of pieces of two, in the order of the pieces.
template <class Table>
[[nodiscard]] Table table_of_pieces(const Table& a, const Table& b, std::span<const piece> pieces) {
    Table out;
    std::size_t rows = 0;
    for (const auto& p : pieces)
        rows += p.size();
    const auto each = [&]<std::size_t... I>(auto columns, auto first, auto second, std::index_sequence<I...>) {
        (put_together(std::get<I>(columns), std::get<I>(first), std::get<I>(second), pieces, rows), ...);
    };
    using every = std::make_index_sequence<std::tuple_size_v<decltype(columns_of(out))>>;
    each(columns_of(out), columns_of(a), columns_of(b), every{});
    return out;
}

}  // namespace baoxue::detail
