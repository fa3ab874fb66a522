// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/ratio.hpp>
#include <baoxue/rules/field.hpp>
#include <baoxue/vocabulary/formula.hpp>
#include <baoxue/vocabulary/relation.hpp>

#include <variant>

namespace baoxue {

/// A line that stands in the text. A number that is no rate has the denominator 1.
struct fixed_line {
    static constexpr std::string_view kind = "fixed";

    param<ratio> threshold{};

    static constexpr auto fields() {
        return fields_of(
            field{"threshold", &fixed_line::threshold, presence::required, "as numerator and denominator"});
    }
    friend bool operator==(const fixed_line&, const fixed_line&) = default;
};

/// The same unit's figure of the school year before.
struct previous_year {
    static constexpr std::string_view kind = "previous_year";

    static constexpr auto fields() { return fields_of(); }
    friend bool operator==(const previous_year&, const previous_year&) = default;
};

using figure_line = std::variant<fixed_line, previous_year>;

/// An indicator of a unit and school year, held against a line.
struct figure_condition {
    indicator_word indicator{};
    baoxue::formula formula{baoxue::formula::glossary};
    unit_kind_word unit_kind{};
    relation is{relation::at_most};
    figure_line line{};

    static constexpr auto fields() {
        return fields_of(
            field{"indicator", &figure_condition::indicator, presence::required, "what is measured"},
            field{"formula", &figure_condition::formula, presence::optional, "how a dropout rate is counted"},
            field{"unit_kind", &figure_condition::unit_kind, presence::required, "the kind of unit that is judged"},
            field{"is", &figure_condition::is, presence::required, "how it must stand to the line"},
            field{"line", &figure_condition::line, presence::required, "the line"});
    }
    friend bool operator==(const figure_condition&, const figure_condition&) = default;
};

}  // namespace baoxue
