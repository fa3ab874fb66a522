// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/grouped.hpp>
#include <baoxue/time/school_calendar.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// Sessions in order, without repeats, as runs that leave none out: one pupil's rows, counted from the pupil's first.
///
/// A register that is kept has a handful of runs a pupil, so that a row's session and a session's row are found in a
/// step or two, and what is missing lies between them.
class session_list {
public:
    session_list() = default;
    /// \param rows     the first row of each run, and one past the last row of the last
    /// \param firsts   the first session of each run
    session_list(const std::int64_t* rows, std::span<const session_ordinal> firsts)
        : rows_(rows), firsts_(firsts),
          size_(firsts.empty() ? 0 : static_cast<std::size_t>(rows[firsts.size()] - rows[0])) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

    [[nodiscard]] session_ordinal operator[](std::size_t row) const {
        const auto r = rows_[0] + static_cast<std::int64_t>(row);
        std::size_t k = 0;
        while (k + 1 < firsts_.size() && rows_[k + 1] <= r)  // of a handful
            ++k;
        return firsts_[k] + static_cast<session_ordinal>(r - rows_[k]);
    }

    /// The first row whose session is not before one.
    [[nodiscard]] std::size_t row_from(session_ordinal s) const {
        if (firsts_.empty() || s <= firsts_.front())
            return 0;
        const auto k = last_not_after(firsts_.data(), firsts_.size(), s);
        return std::min(size_,
                        row_at(k) + std::min(static_cast<std::size_t>(s - firsts_[k]), row_at(k + 1) - row_at(k)));
    }

    /// The row of a session; nothing where it has none.
    [[nodiscard]] std::optional<std::size_t> find(session_ordinal s) const {
        const auto row = row_from(s);
        return row < size_ && (*this)[row] == s ? std::optional{row} : std::nullopt;
    }

    /// The first of them: no more than `rows`.
    [[nodiscard]] session_list first(std::size_t rows) const {
        auto out = *this;
        out.size_ = std::min(size_, rows);
        return out;
    }

    /// Calls `visit(begin, end)` for each stretch within [from, until) that has no row, in order.
    template <class Visit>
    void for_each_hole(session_ordinal from, session_ordinal until, Visit&& visit) const {
        auto at = from;
        for (std::size_t k = 0; k < firsts_.size() && row_at(k) < size_ && firsts_[k] < until; ++k) {
            if (at < firsts_[k])
                visit(at, firsts_[k]);
            const auto rows = std::min(size_, row_at(k + 1)) - row_at(k);
            at = std::max(at, firsts_[k] + static_cast<session_ordinal>(rows));
        }
        if (at < until)
            visit(at, until);
    }

private:
    [[nodiscard]] std::size_t row_at(std::size_t run) const { return static_cast<std::size_t>(rows_[run] - rows_[0]); }

    /// The last of some rising values, the first of which is not after it, that is not after one.
    template <class T>
    static std::size_t last_not_after(const T* values, std::size_t count, T value) {
        return static_cast<std::size_t>(std::upper_bound(values + 1, values + count, value) - values) - 1;
    }

    const std::int64_t* rows_{nullptr};
    std::span<const session_ordinal> firsts_;
    std::size_t size_{0};
};

/// The sessions of all rows of a register, grouped by pupil.
class session_runs {
public:
    /// The next row, of the pupil at hand; its session comes after that of the row before.
    void add(session_ordinal s) {
        if (s != next_)
            firsts_.push_back(s), rows_.push_back(size_);
        ++size_;
        next_ = s + 1;
    }
    /// Rows of the sessions that follow that of the row before, one after the other.
    void add_next(std::size_t rows) {
        size_ += static_cast<std::int64_t>(rows);
        next_ += static_cast<session_ordinal>(rows);
    }
    /// No more rows of the pupil at hand.
    void end_pupil() {
        by_pupil_.offsets.push_back(static_cast<std::int64_t>(firsts_.size()));
        next_ = none;
    }
    /// No more rows.
    void finish() {
        rows_.push_back(size_);
        rows_.shrink_to_fit(), firsts_.shrink_to_fit();
    }

    [[nodiscard]] session_list of(code pupil) const {
        const auto first = by_pupil_.first(pupil), end = by_pupil_.end(pupil);
        return {rows_.data() + first, std::span<const session_ordinal>{firsts_}.subspan(first, end - first)};
    }
    /// The session of any row.
    [[nodiscard]] session_ordinal operator[](std::size_t row) const {
        const auto r = static_cast<std::int64_t>(row);
        const auto k = static_cast<std::size_t>(std::upper_bound(rows_.begin(), rows_.end(), r) - rows_.begin()) - 1;
        return firsts_[k] + static_cast<session_ordinal>(r - rows_[k]);
    }

private:
    static constexpr session_ordinal none = std::numeric_limits<session_ordinal>::min();

    grouped by_pupil_;
    std::vector<std::int64_t> rows_;
    std::vector<session_ordinal> firsts_;
    std::int64_t size_{0};
    session_ordinal next_{none};
};

}  // namespace baoxue
