// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/build.hpp>
#include <baoxue/arrow/column.hpp>
#include <baoxue/arrow/observations.hpp>
#include <baoxue/verify/observation.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::arrow {

namespace detail {

/// A column of lists, one a row, whose items are gathered by `items(flat)` out of every row's.
template <class T, class ListOf, class Items>
[[nodiscard]] column flat_lists(std::string name, const std::vector<observation>& rows, const ListOf& list_of,
                                const Items& items) {
    std::vector<std::int32_t> offsets{0};
    std::vector<T> flat;
    for (const auto& row : rows) {
        const auto& list = list_of(row);
        flat.insert(flat.end(), list.begin(), list.end());
        offsets.push_back(offset32(flat.size()));
    }
    return lists(std::move(name), std::move(offsets), items(flat));
}

/// An enumeration that may be nothing.
template <class Enum, class ValueOf>
[[nodiscard]] column optional_enumerators(std::string name, std::size_t rows, const ValueOf& value_of) {
    return null_where(
        enumerators<Enum>(std::move(name), rows, [&](std::size_t i) { return value_of(i).value_or(Enum{}); }),
        [&](std::size_t i) { return !value_of(i); });
}

}  // namespace detail

BAOXUE_DECL table observations(const verification& v) {
    const auto& rows = v.observations;
    const auto n = rows.size();
    const auto text = [&](std::string name, auto&& of) {
        return null_where(texts(std::move(name), n, [&](std::size_t i) { return std::string_view{of(rows[i])}; }),
                          [&](std::size_t i) { return std::string_view{of(rows[i])}.empty(); });
    };
    const auto places = [&](const std::vector<rule_place>& flat) {
        const auto part = [&](std::string name, auto member) {
            return texts(std::move(name), flat.size(),
                         [&](std::size_t i) { return std::string_view{flat[i].*member}; });
        };
        std::vector<std::int32_t> steps;
        for (const auto& r : flat)
            steps.push_back(r.step);
        auto step = null_where(own("step", std::move(steps)), [&](std::size_t i) { return flat[i].step == 0; });
        return structs("", {part("policy", &rule_place::policy), part("clause", &rule_place::clause),
                            part("rule", &rule_place::rule), std::move(step)});
    };
    const auto strings = [](const std::vector<std::string>& flat) {
        return texts("", flat.size(), [&](std::size_t i) { return std::string_view{flat[i]}; });
    };
    const auto figures = [](const std::vector<shown_figure>& flat) {
        std::vector<std::int64_t> numerators, denominators, amounts;
        for (const auto& f : flat) {
            numerators.push_back(f.numerator), denominators.push_back(f.denominator);
            amounts.push_back(f.amount_fen.value_or(0));
        }
        auto amount =
            null_where(own("amount_fen", std::move(amounts)), [&](std::size_t i) { return !flat[i].amount_fen; });
        return structs("", {own("numerator", std::move(numerators)), own("denominator", std::move(denominators)),
                            std::move(amount)});
    };
    const auto dates = [](const std::vector<date>& flat) {
        return null_where(own("", std::vector<date>{flat}), [&](std::size_t i) { return flat[i] == dawn; });
    };
    const auto numbers = [&](std::string name, auto&& of) {
        std::vector<std::int64_t> out;
        for (const auto& row : rows)
            out.push_back(of(row));
        return own(std::move(name), std::move(out));
    };
    std::vector<std::uint64_t> ids;
    std::vector<std::int32_t> steps;
    std::vector<date> as_of;
    for (const auto& row : rows) {
        ids.push_back(row.id), steps.push_back(row.rules.front().step);
        as_of.push_back(row.shown ? row.shown->as_of : dawn);
    }
    std::vector<column> columns;
    columns.push_back(own("id", std::move(ids)));
    columns.push_back(
        text("policy", [](const observation& o) -> const std::string& { return o.rules.front().policy; }));
    columns.push_back(
        text("clause", [](const observation& o) -> const std::string& { return o.rules.front().clause; }));
    columns.push_back(text("rule", [](const observation& o) -> const std::string& { return o.rules.front().rule; }));
    columns.push_back(
        null_where(own("step", std::move(steps)), [&](std::size_t i) { return rows[i].rules.front().step == 0; }));
    columns.push_back(enumerators<observation_kind>("kind", n, [&](std::size_t i) { return rows[i].kind; }));
    columns.push_back(enumerators<severity>("severity", n, [&](std::size_t i) { return rows[i].weight; }));
    columns.push_back(detail::flat_lists<rule_place>(
        "others", rows,
        [](const observation& o) { return std::vector<rule_place>{o.rules.begin() + 1, o.rules.end()}; }, places));
    columns.push_back(detail::flat_lists<std::string>(
        "readings", rows, [](const observation& o) -> const auto& { return o.readings; }, strings));
    columns.push_back(detail::flat_lists<std::string>(
        "parameters", rows, [](const observation& o) -> const auto& { return o.parameters; }, strings));
    columns.push_back(text("role", [](const observation& o) -> const std::string& { return o.role; }));
    columns.push_back(
        detail::optional_enumerators<open_number>("number", n, [&](std::size_t i) { return rows[i].number; }));
    columns.push_back(
        detail::optional_enumerators<findings_table>("hangs_on", n, [&](std::size_t i) { return rows[i].hangs_on; }));
    columns.push_back(text("lacks", [](const observation& o) {
        return std::string_view{!o.hangs_on ? "" : o.row_missing ? "row" : "value"};
    }));
    columns.push_back(detail::optional_enumerators<dead_reason>("why", n, [&](std::size_t i) { return rows[i].why; }));
    columns.push_back(detail::flat_lists<shown_figure>(
        "figures", rows, [](const observation& o) -> const auto& { return o.figures; }, figures));
    columns.push_back(
        detail::flat_lists<date>("dates", rows, [](const observation& o) -> const auto& { return o.dates; }, dates));
    columns.push_back(numbers("searched", [](const observation& o) { return o.searched; }));
    columns.push_back(numbers("found", [](const observation& o) { return o.found; }));
    columns.push_back(
        null_where(own("as_of", std::vector<date>{as_of}), [&](std::size_t i) { return as_of[i] == dawn; }));
    return {static_cast<std::int64_t>(n), std::move(columns), {{"baoxue.policy", v.policy}}};
}

}  // namespace baoxue::arrow
