// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/scenario/tell.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue {

namespace detail {

[[nodiscard]] inline std::string told_cell(const cell& value, language in) {
    std::string out;
    for (const auto& one : value)
        out += (out.empty() ? "" : ", ") + one;
    return out.empty() ? (in == language::zh ? "空" : "nothing") : out;
}

/// The cells of a row that hold something.
[[nodiscard]] inline std::string told_row(const std::vector<std::string>& columns, const std::vector<cell>& row,
                                          language in) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!row[i].empty())
            out += "      " + columns[i] + ": " + told_cell(row[i], in) + "\n";
    return out;
}

/// What a row is about, in a line.
[[nodiscard]] inline std::string told_subject(const scenario_difference& d, const std::vector<cell>& row) {
    std::string out{word_of(d.table)};
    for (const std::string_view column : {"clause", "rule", "student_id", "unit_id", "person_id", "kind"})
        for (std::size_t i = 0; i < d.columns.size(); ++i)
            if (d.columns[i] == column && !row[i].empty())
                out += " " + row[i].front();
    return out;
}

}  // namespace detail

BAOXUE_DECL std::string tell(const scenario_difference& d, language in) {
    const bool zh = in == language::zh;
    if (!d.found)
        return std::string{zh ? "    应有而未见：" : "    expected, but not found: "} + std::string{word_of(d.table)} +
               "\n" + detail::told_row(d.columns, *d.expected, in);
    if (!d.expected)
        return std::string{zh ? "    不应有而出现：" : "    found, but not expected: "} +
               std::string{word_of(d.table)} + "\n" + detail::told_row(d.columns, *d.found, in);
    std::string out = "    " + detail::told_subject(d, *d.expected) + "\n";
    for (const auto i : d.differing())
        out += "      " + d.columns[i] + (zh ? "：应为 " : ": expected ") + detail::told_cell((*d.expected)[i], in) +
               (zh ? "，实为 " : ", found ") + detail::told_cell((*d.found)[i], in) + "\n";
    return out;
}

BAOXUE_DECL std::string tell(const scenario_result& r, language in) {
    const bool zh = in == language::zh;
    std::string out = (r.passed() ? (zh ? "通过 " : "passed ") : (zh ? "不符 " : "failed ")) + r.of->id + "  (" +
                      r.file + (r.of->at.line > 0 ? ":" + std::to_string(r.of->at.line) : "") + ")\n";
    if (r.passed())
        return out;
    out += "  " + (zh ? r.of->because.zh : r.of->because.en) + "\n";
    for (const auto& j : r.judged) {
        if (j.differences.empty())
            continue;
        out += (zh ? "  截至 " : "  as of ") + to_string(j.as_of) + "\n";
        for (const auto& d : j.differences)
            out += tell(d, in);
    }
    return out;
}

BAOXUE_DECL std::string tell(const scenario_report& report, language in) {
    const bool zh = in == language::zh;
    std::string out;
    for (const auto& r : report.results)
        if (!r.passed())
            out += tell(r, in) + "\n";
    const auto all = std::to_string(report.results.size()), failed = std::to_string(report.failed());
    const auto passed = std::to_string(report.results.size() - report.failed());
    return out + report.of->id +
           (zh ? "：情形 " + all + " 个，通过 " + passed + " 个，不符 " + failed + " 个\n"
               : ": " + all + (all == "1" ? " scenario, " : " scenarios, ") + passed + " passed, " + failed +
                     " failed\n");
}

}  // namespace baoxue
