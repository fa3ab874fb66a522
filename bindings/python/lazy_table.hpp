// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace baoxue::python {

/// A table that takes Arrow's layout when it is first read: most variants of a policy are only counted.
class lazy_table {
public:
    lazy_table(std::size_t rows, std::function<arrow::table()> make) : rows_(rows), make_(std::move(make)) {}

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::shared_ptr<const arrow::table> get() {
        std::call_once(once_, [&] { table_ = std::make_shared<const arrow::table>(make_()); });
        return table_;
    }

private:
    std::size_t rows_;
    std::function<arrow::table()> make_;
    std::once_flag once_;
    std::shared_ptr<const arrow::table> table_;
};

}  // namespace baoxue::python
