// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/figure.hpp>
#include <baoxue/rules/recurring.hpp>

#include <array>
#include <string>
#include <variant>
#include <vector>

namespace baoxue {

enum class effect : std::uint8_t { award, charge };

template <>
inline constexpr auto enum_words<effect> =
    std::to_array<enum_word<effect>>({{effect::award, "award"}, {effect::charge, "charge"}});

enum class paid_for : std::uint8_t {
    whole,             ///< the amount once
    dropout,           ///< the amount for each dropout
    dropout_over_line  ///< the amount for each dropout beyond those that the line allows
};

template <>
inline constexpr auto enum_words<paid_for> = std::to_array<enum_word<paid_for>>({
    {paid_for::whole, "whole"},
    {paid_for::dropout, "dropout"},
    {paid_for::dropout_over_line, "dropout_over_line"},
});

/// A sum, or an honour, for a unit whose indicator stands so to its line.
struct payment {
    static constexpr std::string_view kind = "payment";

    figure_condition upon{};
    std::optional<param<std::int64_t>> amount{};
    paid_for each{paid_for::whole};
    std::optional<role_word> payer{};
    std::optional<role_word> payee{};
    std::vector<honour_word> honours{};
    std::optional<param<cycle>> period{};

    static constexpr auto fields() {
        return fields_of(
            field{"upon", &payment::upon, presence::required, "the indicator and its line"},
            field{"amount", &payment::amount, presence::optional, "in fen; left out where only an honour is at stake"},
            field{"each", &payment::each, presence::optional, "what the amount is for; the whole if left out"},
            field{"payer", &payment::payer, presence::optional, "role that pays; left out where the clause names none"},
            field{"payee", &payment::payee, presence::optional,
                  "role that is paid; left out where the clause names none"},
            field{"honours", &payment::honours, presence::optional, "honours conferred with it"},
            field{"period", &payment::period, presence::optional,
                  "how often it is decided, where the clause says so; figures are of school years"});
    }
    friend bool operator==(const payment&, const payment&) = default;
};

/// Who bears which share of what other clauses of the same layer charge or award.
struct sharing {
    static constexpr std::string_view kind = "sharing";

    std::vector<std::string> of{};
    std::vector<role_word> roles{};
    param<std::vector<ratio>> shares{};

    static constexpr auto fields() {
        return fields_of(
            field{"of", &sharing::of, presence::required, "ids of the clauses whose amounts are shared"},
            field{"roles", &sharing::roles, presence::required, "roles that bear a share"},
            field{"shares", &sharing::shares, presence::required, "the share of each role, in the same order"});
    }
    friend bool operator==(const sharing&, const sharing&) = default;
};

/// An indicator pays or charges a unit; or what another clause pays or charges is shared.
struct incentive {
    static constexpr std::string_view kind = "incentive";

    baoxue::effect effect{baoxue::effect::award};
    std::variant<payment, sharing> by{};

    static constexpr auto fields() {
        return fields_of(field{"effect", &incentive::effect, presence::required, "whether it pays or charges"},
                         field{"by", &incentive::by, presence::required, "a sum of its own, or shares of others"});
    }
    friend bool operator==(const incentive&, const incentive&) = default;
};

}  // namespace baoxue
