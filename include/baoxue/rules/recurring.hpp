// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/owes.hpp>
#include <baoxue/rules/scope.hpp>
#include <baoxue/rules/subject.hpp>
#include <baoxue/vocabulary/status.hpp>

#include <array>
#include <vector>

namespace baoxue {

/// How often a quota comes round.
enum class cycle : std::uint8_t { school_day, week, month, term, school_year, point };

template <>
inline constexpr auto enum_words<cycle> = std::to_array<enum_word<cycle>>({
    {cycle::school_day, "school_day"},
    {cycle::week, "week"},
    {cycle::month, "month"},
    {cycle::term, "term"},
    {cycle::school_year, "school_year"},
    {cycle::point, "point"},
});

enum class term_end : std::uint8_t { first, last };

template <>
inline constexpr auto enum_words<term_end> =
    std::to_array<enum_word<term_end>>({{term_end::first, "first"}, {term_end::last, "last"}});

/// A point of the school year: the first or the last 20 school days of a term.
struct year_point {
    term_end at{term_end::first};
    std::optional<std::int32_t> term{};  ///< 1 is the year's first; left out: every term

    static constexpr auto fields() {
        return fields_of(
            field{"at", &year_point::at, presence::required, "the first or the last 20 school days of the term"},
            field{"term", &year_point::term, presence::optional,
                  "which term of the school year, from 1; -1 is its last; every term if left out"});
    }
    friend bool operator==(const year_point&, const year_point&) = default;
};

/// Who is counted: every holder for themself, or every subject whoever holds it.
enum class quota_per : std::uint8_t { holder, subject };

template <>
inline constexpr auto enum_words<quota_per> =
    std::to_array<enum_word<quota_per>>({{quota_per::holder, "holder"}, {quota_per::subject, "subject"}});

/// A role owes a number of acts each period.
struct recurring {
    static constexpr std::string_view kind = "recurring";

    param<std::int32_t> times{1};
    param<cycle> period{};
    std::vector<param<std::int32_t>> months{};
    std::vector<year_point> points{};
    quota_per per{quota_per::subject};
    subject_word about{};
    std::optional<need_condition> need{};
    std::optional<baoxue::status> status{};
    baoxue::owes owes{};

    static constexpr auto fields() {
        return fields_of(
            field{"times", &recurring::times, presence::optional, "acts a period; 1 if left out"},
            field{"period", &recurring::period, presence::required, "how often it comes round"},
            field{"months", &recurring::months, presence::optional, "month: only these, 1 to 12"},
            field{"points", &recurring::points, presence::optional, "point: which points of the school year"},
            field{"per", &recurring::per, presence::optional, "counted for each holder, or for each subject"},
            field{"about", &recurring::about, presence::optional,
                  "the subject: a student or a unit kind; student if left out"},
            field{"need", &recurring::need, presence::optional, "students while this need is flagged"},
            field{"status", &recurring::status, presence::optional, "students in a spell of this status"},
            field{"owes", &recurring::owes, presence::required, "what is owed by whom"});
    }
    friend bool operator==(const recurring&, const recurring&) = default;
};

}  // namespace baoxue
