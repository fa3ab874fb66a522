// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/findings/obligations.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// A duty as it is found: what a row of the table of obligations says.
struct duty_row {
    std::uint64_t id{};
    std::int32_t rule{}, acts{};  ///< index in the bound policy's rules, in its act lists
    word_code role{}, recipient{no_code};
    bearer_set bearers{};
    code student{no_code}, unit{no_code};
    std::int32_t step{0};  ///< of a ladder; 0: none
    date triggered_on{}, due_on{no_date}, met_on{no_date};
    std::int32_t needed{1}, done{};
    baoxue::state state{};
    std::size_t causes_end{};  ///< among all causes; they begin where those of the row before end
};

namespace detail {

/// Rows in order of a column of codes; those alike stay as they come.
///
/// \param rows  in the order in which they come; empty: as they stand
[[nodiscard]] inline std::vector<std::size_t> order_by(const std::vector<std::int32_t>& codes,
                                                       const std::vector<std::size_t>& rows) {
    if (codes.empty())
        return {};
    const auto [least, most] = std::minmax_element(codes.begin(), codes.end());
    const auto place = [&, low = *least](std::size_t i) { return static_cast<std::size_t>(codes[i] - low); };
    std::vector<std::size_t> next(static_cast<std::size_t>(*most - *least) + 1, 0), out(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i)
        ++next[place(i)];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});
    for (std::size_t k = 0; k < codes.size(); ++k) {
        const auto i = rows.empty() ? k : rows[k];
        out[next[place(i)]++] = i;
    }
    return out;
}

}  // namespace detail

/// What grows by blocks: nothing is moved when more comes, and no more memory is touched than is needed.
template <class T>
class block_list {
public:
    void push_back(const T& item) {
        if (size_ == blocks_.size() * block)
            blocks_.emplace_back().reserve(block);
        blocks_[size_++ / block].push_back(item);
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return blocks_[i / block][i % block]; }
    /// Keeps the memory, for a caller who decides one pupil after the other.
    void clear() {
        for (auto& b : blocks_)
            b.clear();
        size_ = 0;
    }

private:
    static constexpr std::size_t block = 256;
    std::vector<std::vector<T>> blocks_;
    std::size_t size_{0};
};

/// Duties in the order in which they are found. A row lies in one place until all are there, so that each is written
/// once here and once into the columns of the table.
class duty_rows {
public:
    void add(duty_row row, std::span<const cause> by) {
        for (const auto& c : by)
            causes_.push_back(c);
        row.causes_end = causes_.size();
        rows_.push_back(row);
    }

    /// Puts those of the next pupils behind these.
    void join(const duty_rows& next) {
        const auto before = causes_.size();
        for (std::size_t i = 0; i < next.causes_.size(); ++i)
            causes_.push_back(next.causes_[i]);
        for (std::size_t i = 0; i < next.size(); ++i) {
            auto row = next.rows_[i];
            row.causes_end += before;
            rows_.push_back(row);
        }
    }

    void clear() { rows_.clear(), causes_.clear(); }

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] const duty_row& operator[](std::size_t i) const { return rows_[i]; }
    /// The first of what caused a row; nothing where nothing did.
    [[nodiscard]] std::optional<cause> first_cause_of(std::size_t i) const {
        const auto first = causes_from(i);
        return first < rows_[i].causes_end ? std::optional{causes_[first]} : std::nullopt;
    }

    /// The table of obligations: by clause, rule, unit, student, date, id. Two that one act triggers in the same way
    /// are one.
    ///
    /// They come pupil by pupil: once they lie by rule and unit, each in the order they came, there is little left to
    /// do.
    [[nodiscard]] obligations_table in_order() const {
        std::vector<std::int32_t> rules, units;
        rules.reserve(size()), units.reserve(size());
        for (std::size_t i = 0; i < size(); ++i)
            rules.push_back(rows_[i].rule), units.push_back(rows_[i].unit);
        auto order = detail::order_by(rules, detail::order_by(units, {}));
        std::vector<place> places;
        for (auto first = order.begin(); first != order.end();) {
            const auto end = std::find_if(first, order.end(), [&, rule = rules[*first], unit = units[*first]](auto i) {
                return rules[i] != rule || units[i] != unit;
            });
            if (!std::is_sorted(first, end, [&](auto a, auto b) { return place_of(a) < place_of(b); })) {
                places.clear();
                std::transform(first, end, std::back_inserter(places), [&](auto i) { return place_of(i); });
                std::sort(places.begin(), places.end());
                std::transform(places.begin(), places.end(), first, [](const place& p) { return p.row; });
            }
            first = end;
        }
        const auto same = [&](std::size_t a, std::size_t b) {
            return rows_[a].id == rows_[b].id && rows_[a].rule == rows_[b].rule;
        };
        order.erase(std::unique(order.begin(), order.end(), same), order.end());
        return table_of(order);
    }

private:
    /// Where a row stands among those of one rule and unit; of those alike the one that was found first comes first.
    struct place {
        code student;
        date on;
        std::uint64_t id;
        std::size_t row;

        friend auto operator<=>(const place&, const place&) = default;
    };
    [[nodiscard]] place place_of(std::size_t i) const {
        return {rows_[i].student, rows_[i].triggered_on, rows_[i].id, i};
    }

    [[nodiscard]] std::size_t causes_from(std::size_t i) const { return i == 0 ? 0 : rows_[i - 1].causes_end; }

    [[nodiscard]] obligations_table table_of(const std::vector<std::size_t>& order) const {
        const auto n = order.size();
        obligations_table t;
        t.id.resize(n), t.rule.resize(n), t.acts.resize(n), t.role.resize(n), t.recipient.resize(n);
        t.bearers.resize(n), t.student.resize(n), t.unit.resize(n), t.step.resize(n);
        t.triggered_on.resize(n), t.due_on.resize(n), t.met_on.resize(n);
        t.needed.resize(n), t.done.resize(n), t.state.resize(n);
        t.also.offsets.resize(n + 1);
        t.caused_by.offsets.reserve(n + 1), t.caused_by.values.reserve(causes_.size());
        for (std::size_t to = 0; to < n; ++to) {
            const auto& r = rows_[order[to]];
            t.id[to] = r.id, t.rule[to] = r.rule, t.acts[to] = r.acts, t.role[to] = r.role;
            t.recipient[to] = r.recipient, t.bearers[to] = r.bearers, t.student[to] = r.student, t.unit[to] = r.unit;
            t.step[to] = r.step, t.triggered_on[to] = r.triggered_on, t.due_on[to] = r.due_on;
            t.met_on[to] = r.met_on, t.needed[to] = r.needed, t.done[to] = r.done, t.state[to] = r.state;
            for (auto k = causes_from(order[to]); k < r.causes_end; ++k)
                t.caused_by.values.push_back(causes_[k]);
            t.caused_by.offsets.push_back(static_cast<std::int64_t>(t.caused_by.values.size()));
        }
        return t;
    }

    block_list<duty_row> rows_;
    block_list<cause> causes_;
};

}  // namespace baoxue
