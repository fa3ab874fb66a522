// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace baoxue {

/// The position of an external id among all of its name space, sorted (numerically, or bytewise). Below 0: none.
using code = std::int32_t;

/// In a column of codes: this row has none.
inline constexpr code no_code = -1;

/// The external ids of one name space in order. Codes are positions in it, so code order is id order.
class id_pool {
public:
    explicit id_pool(bool numeric = false) : numeric_(numeric) {
        for (std::size_t i = 0; i < lately_.size(); ++i)
            lately_[i] = static_cast<std::int64_t>(i) + 1;  // an id that has another place
    }

    void add(std::int64_t id) {
        auto& before = lately_[static_cast<std::uint64_t>(id) % lately_.size()];
        if (before != id)  // the few who act and hold posts come again and again, and would all be sorted
            numbers_.push_back(before = id);
    }
    void add(std::string_view id) { texts_.emplace_back(id); }

    /// Sorts, drops repeats and makes codes findable. Nothing is added afterwards.
    void finish() {
        const auto tidy = [](auto& ids) {
            if (!std::is_sorted(ids.begin(), ids.end()))
                std::sort(ids.begin(), ids.end());
            ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
            ids.shrink_to_fit();
        };
        tidy(numbers_);
        tidy(texts_);
        for (std::size_t i = 0; i < texts_.size(); ++i)
            text_codes_.emplace(texts_[i], static_cast<code>(i));
    }

    [[nodiscard]] code find(std::int64_t id) const {
        if (numbers_.empty() || id < numbers_.front() || id > numbers_.back())
            return no_code;
        // Most numbers are given out one after the other: then the place is known without a search.
        const auto place = static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(numbers_.front());
        if (place < numbers_.size() && numbers_[place] == id)
            return static_cast<code>(place);
        const auto it = std::lower_bound(numbers_.begin(), numbers_.end(), id);
        return *it == id ? static_cast<code>(it - numbers_.begin()) : no_code;
    }
    [[nodiscard]] code find(std::string_view id) const {
        const auto it = text_codes_.find(id);
        return it == text_codes_.end() ? no_code : it->second;
    }
    /// Finds an id by its text, whichever type the ids have.
    [[nodiscard]] code find_text(std::string_view id) const {
        if (!numeric_)
            return find(id);
        std::int64_t number{};
        const auto [end, failed] = std::from_chars(id.data(), id.data() + id.size(), number);
        return failed == std::errc{} && end == id.data() + id.size() ? find(number) : no_code;
    }

    /// The table that names these ids cannot be read whole: one that is not here may well exist.
    void leave_open() { open_ = true; }
    [[nodiscard]] bool is_open() const { return open_; }

    [[nodiscard]] bool numeric() const { return numeric_; }
    [[nodiscard]] std::int32_t size() const {
        return static_cast<std::int32_t>(numeric_ ? numbers_.size() : texts_.size());
    }
    [[nodiscard]] std::int64_t number(code c) const { return numbers_[static_cast<std::size_t>(c)]; }
    /// The id as text; empty for no code.
    [[nodiscard]] std::string text(code c) const {
        if (c < 0)
            return {};
        return numeric_ ? std::to_string(number(c)) : texts_[static_cast<std::size_t>(c)];
    }
    /// Calls `use` with the id as text, without a copy; with empty text for no code.
    template <class Use>
    void with_text(code c, Use&& use) const {
        if (c < 0)
            return use(std::string_view{});
        if (!numeric_)
            return use(std::string_view{texts_[static_cast<std::size_t>(c)]});
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, number(c)).ptr;
        use(std::string_view{digits, static_cast<std::size_t>(end - digits)});
    }
    [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

private:
    bool numeric_;
    bool open_{false};
    std::array<std::int64_t, 256> lately_;  ///< numbers added, one of those that have the place
    std::vector<std::int64_t> numbers_;
    std::vector<std::string> texts_;
    std::unordered_map<std::string_view, code> text_codes_;
};

/// The name spaces of a district. An id may stand in several: they are separate.
struct id_pools {
    explicit id_pools(bool numeric = false)
        : students(numeric), persons(numeric), units(numeric), terms(numeric), acts(numeric), transfers(numeric),
          incidents(numeric) {}

    id_pool students, persons, units, terms, acts, transfers, incidents;
};

}  // namespace baoxue
