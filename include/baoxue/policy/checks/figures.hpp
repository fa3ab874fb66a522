// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/money.hpp>
#include <baoxue/policy/checks/duties.hpp>
#include <baoxue/rules/incentive.hpp>
#include <baoxue/rules/target.hpp>
#include <baoxue/rules/veto.hpp>

#include <compare>
#include <cstdint>
#include <numeric>
#include <string>

namespace baoxue::detail {

inline void check_share_of(const ratio& r, bool may_exceed, const std::string& pointer, problem_list& out) {
    if (r.denominator <= 0)
        return report(out, pointer + "/denominator", "must be above 0, got `" + std::to_string(r.denominator) + "`");
    if (r.numerator < 0 || (!may_exceed && r.numerator > r.denominator))
        report(out, pointer + "/numerator",
               may_exceed ? "must be at least 0, got `" + std::to_string(r.numerator) + "`"
                          : "must be from 0 to the denominator " + std::to_string(r.denominator) + ", got `" +
                                std::to_string(r.numerator) + "`");
}

inline void check_struct(const figure_condition& f, const std::string& pointer, problem_list& out) {
    const auto* line = std::get_if<fixed_line>(&f.line);
    if (line != nullptr && line->threshold.value)
        check_share_of(*line->threshold.value, !f.indicator.id.ends_with("_rate"), pointer + "/line/threshold", out);
}

inline void check_struct(const payment& p, const std::string& pointer, problem_list& out) {
    if (p.period && p.period->value && *p.period->value != cycle::school_year)
        report(out, pointer + "/period",
               "figures are of school years, expected `school_year`, got `" + std::string{word_of(*p.period->value)} +
                   "`");
    if (!p.amount && p.honours.empty())
        report(out, pointer + "/amount", "nothing is at stake, give an `amount` in fen or `honours`");
    check_no_word_twice(p.honours, "honour", pointer + "/honours", out);
    if (!p.amount || !p.amount->value)
        return;
    if (*p.amount->value < 1 || *p.amount->value > most_fen)
        report(out, pointer + "/amount",
               "must be from 1 to " + std::to_string(most_fen) + " fen, got `" + std::to_string(*p.amount->value) +
                   "`");
}

/// Shares against the whole, exactly; alike where an error of its own hides it.
[[nodiscard]] inline std::strong_ordering against_the_whole(const std::vector<ratio>& shares) {
    std::int64_t numerator = 0, denominator = 1;
    for (const auto& s : shares) {
        if (s.denominator <= 0)
            return std::strong_ordering::equal;
        const auto n =
            static_cast<__int128>(numerator) * s.denominator + static_cast<__int128>(s.numerator) * denominator;
        const auto d = static_cast<__int128>(denominator) * s.denominator;
        if (n > d)
            return std::strong_ordering::greater;
        const auto limit = static_cast<__int128>(std::numeric_limits<std::int32_t>::max());
        const auto common = std::gcd(static_cast<std::int64_t>(n), static_cast<std::int64_t>(d));
        if (common == 0)
            return std::strong_ordering::equal;
        if (d / common > limit)
            return std::strong_ordering::equal;  // told by check_struct
        numerator = static_cast<std::int64_t>(n / common), denominator = static_cast<std::int64_t>(d / common);
    }
    return numerator <=> denominator;
}

inline void check_struct(const sharing& s, const std::string& pointer, problem_list& out) {
    constexpr std::int32_t finest = 10'000;
    constexpr std::int64_t coarsest_common = 1'000'000;
    std::int64_t common = 1;
    if (s.of.empty())
        report(out, pointer + "/of", "the list is empty, name the clauses whose amounts are shared");
    if (s.roles.empty())
        report(out, pointer + "/roles", "the list is empty, name the roles that bear a share");
    check_no_word_twice(s.roles, "role", pointer + "/roles", out);
    if (!s.shares.value)
        return;
    if (s.shares.value->size() != s.roles.size())
        report(out, pointer + "/shares",
               "expected one share for each of " + std::to_string(s.roles.size()) + " roles, got " +
                   std::to_string(s.shares.value->size()));
    for (std::size_t i = 0; i < s.shares.value->size(); ++i) {
        const auto at = pointer + "/shares/" + std::to_string(i);
        const auto& share = (*s.shares.value)[i];
        check_share_of(share, false, at, out);
        if (share.denominator > finest)
            report(out, at + "/denominator",
                   "must be at most " + std::to_string(finest) + ", got `" + std::to_string(share.denominator) + "`");
        if (share.denominator > 0 && common <= coarsest_common)
            common = std::lcm(common, std::int64_t{share.denominator});
    }
    if (common > coarsest_common)
        report(out, pointer + "/shares",
               "the shares have no common denominator up to " + std::to_string(coarsest_common) +
                   ", take coarser ones, such as hundredths");
    if (const auto sum = against_the_whole(*s.shares.value); sum != 0)
        report(out, pointer + "/shares",
               sum > 0 ? "the shares are more than the whole together"
                       : "the shares are less than the whole together: name whose the rest is");
}

inline void check_struct(const veto& v, const std::string& pointer, problem_list& out) {
    if (v.upon.has_value() == v.with.has_value())
        report(out, pointer + "/upon",
               "give either `upon`, a condition, or `with`, the clause whose condition it shares");
    if (v.roles.empty())
        report(out, pointer + "/roles", "the list is empty, name the roles whose holders forfeit");
    if (v.forfeits.empty())
        report(out, pointer + "/forfeits", "the list is empty, name the honours that are forfeited");
    check_no_word_twice(v.roles, "role", pointer + "/roles", out);
    check_no_word_twice(v.forfeits, "honour", pointer + "/forfeits", out);
}

}  // namespace baoxue::detail
