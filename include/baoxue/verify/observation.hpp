// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/hash.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/verify/kinds.hpp>
#include <baoxue/verify/witness.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace baoxue {

/// A rule that an observation is about. Empty texts and step 0: the clause as a whole, or no step.
struct rule_place {
    std::string policy{};  ///< id of the layer
    std::string clause{};
    std::string rule{};
    std::int32_t step{0};

    friend bool operator==(const rule_place&, const rule_place&) = default;
};

/// A figure of a unit, and what the evaluator made it pay.
struct shown_figure {
    std::int64_t numerator{0}, denominator{1};
    std::optional<std::int64_t> amount_fen{};

    friend bool operator==(const shown_figure&, const shown_figure&) = default;
};

/// The figure of a count that is known.
[[nodiscard]] inline shown_figure figure_of(const count_row& row) {
    return {row.numerator.value_or(0), row.denominator.value_or(1), {}};
}

/// One thing seen in a policy: what it is about, in values and not in words, and a witness.
struct observation {
    std::uint64_t id{0};
    observation_kind kind{};
    severity weight{severity::warning};
    std::vector<rule_place> rules{};           ///< the first is what it is about; the others what it clashes with
    std::vector<std::string> readings{};       ///< ids: the one that governs, and the other
    std::vector<std::string> parameters{};     ///< full names
    std::string role{};                        ///< id of the role; empty: none
    std::optional<open_number> number{};       ///< of a number that is left out: what it is
    std::optional<findings_table> hangs_on{};  ///< of a number that is left out: the table that lacks something
    bool row_missing{false};                   ///< its rows are not written at all; else they lack a value
    std::optional<dead_reason> why{};
    std::vector<shown_figure> figures{};  ///< those of the witness; of a line: the lowest and highest that clash
    std::vector<date> dates{};            ///< those of the witness, by kind; \see tell
    std::int64_t searched{0};             ///< made-up pupils and units that were tried; 0: nothing was searched
    std::int64_t found{0};                ///< how many of them show it
    std::optional<witness> shown{};
};

/// Everything seen in a policy, in the order of its clauses and then of kinds.
struct verification {
    std::string policy;
    vocabulary words;  ///< with the policy's own
    std::vector<observation> observations;
    date first{}, last{};             ///< of the school year in which rules were tried
    std::vector<rule_place> untried;  ///< clauses with a text that is not in force in that year

    [[nodiscard]] std::size_t size() const { return observations.size(); }
};

/// The id of an observation: of what it is about, never of its witness.
[[nodiscard]] inline std::uint64_t id_of(const observation& o) {
    stable_hash hash;
    hash.text("verify").text(word_of(o.kind)).text(o.role);
    for (const auto& r : o.rules)
        hash.text(r.policy).text(r.clause).text(r.rule).number(r.step);
    for (const auto* list : {&o.readings, &o.parameters}) {
        hash.number(static_cast<std::int64_t>(list->size()));
        for (const auto& text : *list)
            hash.text(text);
    }
    hash.text(o.why ? word_of(*o.why) : std::string_view{});
    return hash.value();
}

}  // namespace baoxue
