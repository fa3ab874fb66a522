// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace baoxue::detail {

/// Who signed for one side of a pledge: a person or a pupil as a bearer, else a unit in its own name.
struct signer {
    code bearer{no_code};
    std::string id{};
};

/// A signed pledge, by the roles of the rule that it meets.
struct signed_pledge {
    std::int64_t row{0};
    signer from{}, to{};
};

/// The pledge among a finding's causes. A row may name the two sides in either order; the roles tell which is which.
[[nodiscard]] inline std::optional<signed_pledge>
find_signers(const district& d, const vocabulary& words, std::span<const cause> causes, word_code from, word_code to) {
    const auto& g = d.pledges;
    const auto read = [&](const pledge_columns::side& side, std::size_t i) {
        const auto persons = d.ids->persons.size();
        return side.person[i] != no_code    ? signer{side.person[i], d.ids->persons.text(side.person[i])}
               : side.student[i] != no_code ? signer{persons + side.student[i], d.ids->students.text(side.student[i])}
                                            : signer{no_code, d.ids->units.text(side.unit[i])};
    };
    for (std::size_t i = 0; i < g.signed_on.size(); ++i) {
        if (std::find(causes.begin(), causes.end(), cause{table_name::pledges, g.row[i]}) == causes.end())
            continue;
        const bool in_order = words.role_is(g.from.role[i], from) && words.role_is(g.to.role[i], to);
        return signed_pledge{g.row[i], read(in_order ? g.from : g.to, i), read(in_order ? g.to : g.from, i)};
    }
    return std::nullopt;
}

}  // namespace baoxue::detail
