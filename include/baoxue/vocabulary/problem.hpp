// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace baoxue {

/// One thing wrong with an input: where it is, and what was expected.
///
/// A problem of a policy file has file, line, column and JSON pointer; one of a table has table, row (from 0) and
/// column.
struct problem {
    std::string file{};
    std::int64_t line{0};
    std::int64_t column{0};
    std::string pointer{};
    std::string table{};
    std::optional<std::int64_t> row{};
    std::string table_column{};
    std::string message{};

    friend bool operator==(const problem&, const problem&) = default;
};

/// ``plan-2.json:41:17 /clauses/3/...: message`` or ``attendance row 12, column `date`: message``.
[[nodiscard]] inline std::string to_string(const problem& p) {
    std::string where;
    if (!p.file.empty()) {
        where = p.file;
        if (p.line > 0)
            where += ":" + std::to_string(p.line) + ":" + std::to_string(p.column);
    }
    if (!p.pointer.empty())
        where += (where.empty() ? "" : " ") + p.pointer;
    const bool is_named = p.file == p.table || p.file.starts_with(p.table + ".");  // the file is the table's own
    if (!p.table.empty() && !(is_named && !p.row && p.table_column.empty())) {
        where += (where.empty() ? "" : " ") + p.table;
        if (p.row)
            where += " row " + std::to_string(*p.row);
        if (!p.table_column.empty())
            where += ", column `" + p.table_column + "`";
    }
    return where.empty() ? p.message : where + ": " + p.message;
}

/// Everything wrong with one input, all at once.
class input_error : public std::runtime_error {
public:
    explicit input_error(std::vector<problem> problems)
        : std::runtime_error(summary(problems)), problems_(std::move(problems)) {}

    [[nodiscard]] const std::vector<problem>& problems() const { return problems_; }

private:
    static std::string summary(const std::vector<problem>& problems) {
        constexpr std::size_t shown = 20;
        std::string text;
        for (std::size_t i = 0; i < problems.size() && i < shown; ++i) {
            if (i > 0)
                text += '\n';
            text += to_string(problems[i]);
        }
        if (problems.size() > shown)
            text += "\n... and " + std::to_string(problems.size() - shown) + " more problems";
        return text;
    }

    std::vector<problem> problems_;
};

/// A policy that cannot be read, made or changed as asked.
class policy_error : public input_error {
public:
    using input_error::input_error;
};

/// Tables that are no district, or a date at which one cannot be judged.
class district_error : public input_error {
public:
    using input_error::input_error;
};

}  // namespace baoxue
