// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/roll_up.hpp>
#include <baoxue/exact/checked.hpp>
#include <baoxue/people/unit_tree.hpp>
#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <map>
#include <stdexcept>
#include <string_view>

namespace baoxue {

namespace detail {

inline constexpr std::string_view stage_name = "stage";

/// Where rows of findings are summed.
class roll_up_places {
public:
    roll_up_places(const findings& f, const district& d, roll_up_by by)
        : d_(&d), by_(by), village_(f.words->find(word_kind::unit_kind, "village").value_or(no_code)) {
        if (f.ids != d.ids)
            throw std::invalid_argument(
                "these findings are not of this district; roll up with the district that was evaluated");
    }

    /// The unit at which a row about a pupil (else no_code) and a unit (else no_code) is summed.
    [[nodiscard]] code unit_of(code student, code unit) const {
        if (!by_.unit_kind)
            return no_code;
        if (*by_.unit_kind != village_)
            return nearest_of_kind(d_->units, unit, *by_.unit_kind);
        if (student != no_code)
            if (const code home = village_of_pupil(d_->students, student); home != no_code)
                return village_at(home);
        return village_at(unit);
    }

    [[nodiscard]] word_code stage_of(word_code stage) const { return by_.stage ? stage : no_code; }
    [[nodiscard]] word_code stage_of_unit(code unit) const {
        return unit == no_code ? no_code : stage_of(d_->units.stage[static_cast<std::size_t>(unit)]);
    }

private:
    /// The village that a unit, or the nearest one above it, is or names.
    [[nodiscard]] code village_at(code unit) const {
        const auto& units = d_->units;
        for (; unit != no_code; unit = units.parent[static_cast<std::size_t>(unit)]) {
            const auto u = static_cast<std::size_t>(unit);
            if (units.kind[u] == village_)
                return unit;
            if (units.village[u] != no_code)
                return nearest_of_kind(units, units.village[u], village_);
        }
        return no_code;
    }

    const district* d_;
    roll_up_by by_;
    word_code village_;
};

/// A unit's code so that no_code comes last.
[[nodiscard]] inline std::uint32_t none_last(code c) { return static_cast<std::uint32_t>(c); }

struct measures_key {
    std::int32_t rule;
    word_code indicator;
    std::optional<formula> by;
    std::uint32_t unit, stage;
    date from, until;

    friend auto operator<=>(const measures_key&, const measures_key&) = default;
};

struct measures_sum {
    std::int64_t units{0}, unknown{0}, numerator{0}, denominator{0}, met{0}, not_met{0}, unknown_met{0};
};

struct obligations_key {
    std::int32_t rule, acts;
    word_code role;
    std::uint32_t unit, stage;

    friend auto operator<=>(const obligations_key&, const obligations_key&) = default;
};

struct obligations_sum {
    std::array<std::int64_t, enum_words<state>.size()> by_state{};
    std::int64_t needed{0}, done{0};
};

}  // namespace detail

BAOXUE_DECL roll_up_by read_roll_up_by(const vocabulary& words, std::span<const std::string> names) {
    roll_up_by out;
    if (names.empty())
        throw std::invalid_argument("by: nothing is named, name a unit kind, `stage`, or both");
    for (const auto& name : names) {
        const bool is_stage = name == detail::stage_name;
        const auto kind = is_stage ? std::nullopt : words.find(word_kind::unit_kind, name);
        if (!is_stage && !kind) {
            auto known = words.ids(word_kind::unit_kind);
            known.push_back(detail::stage_name);
            throw std::invalid_argument("by: unknown unit kind " + in_backquotes(name) + nearest_or_all(name, known));
        }
        if (is_stage ? out.stage : out.unit_kind.has_value())
            throw std::invalid_argument(
                "by: " + in_backquotes(name) +
                (is_stage ? " stands twice, name it once" : " is a second unit kind, sum by one after the other"));
        if (is_stage)
            out.stage = true;
        else
            out.unit_kind = kind;
    }
    return out;
}

BAOXUE_DECL measures_roll_up roll_up_measures(const findings& f, const district& d, roll_up_by by) {
    const detail::roll_up_places places{f, d, by};
    std::map<detail::measures_key, detail::measures_sum> sums;
    const auto& m = f.measures;
    for (std::size_t i = 0; i < m.size(); ++i) {
        auto& sum =
            sums[{m.rule[i], m.indicator[i], m.formula[i], detail::none_last(places.unit_of(no_code, m.unit[i])),
                  detail::none_last(places.stage_of(m.stage[i])), m.period_from[i], m.period_until[i]}];
        ++sum.units;
        if (m.numerator[i] && m.denominator[i] && *m.denominator[i] > 0) {
            sum.numerator = checked_add(sum.numerator, *m.numerator[i]);
            sum.denominator = checked_add(sum.denominator, *m.denominator[i]);
        } else {
            ++sum.unknown;
        }
        ++(!m.met[i] ? sum.unknown_met : *m.met[i] ? sum.met : sum.not_met);
    }
    measures_roll_up out;
    out.by = by;
    for (const auto& [key, sum] : sums) {
        const bool is_known = sum.unknown < sum.units;
        out.rule.push_back(key.rule), out.indicator.push_back(key.indicator), out.formula.push_back(key.by);
        out.unit.push_back(static_cast<code>(key.unit)), out.stage.push_back(static_cast<word_code>(key.stage));
        out.period_from.push_back(key.from), out.period_until.push_back(key.until);
        out.units.push_back(sum.units), out.unknown.push_back(sum.unknown);
        out.numerator.push_back(is_known ? std::optional{sum.numerator} : std::nullopt);
        out.denominator.push_back(is_known ? std::optional{sum.denominator} : std::nullopt);
        out.met.push_back(sum.met), out.not_met.push_back(sum.not_met), out.unknown_met.push_back(sum.unknown_met);
    }
    return out;
}

BAOXUE_DECL obligations_roll_up roll_up_obligations(const findings& f, const district& d, roll_up_by by) {
    const detail::roll_up_places places{f, d, by};
    std::map<detail::obligations_key, detail::obligations_sum> sums;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i) {
        auto& sum = sums[{o.rule[i], o.acts[i], o.role[i], detail::none_last(places.unit_of(o.student[i], o.unit[i])),
                          detail::none_last(places.stage_of_unit(o.unit[i]))}];
        ++sum.by_state[static_cast<std::size_t>(o.state[i])];
        sum.needed = checked_add(sum.needed, std::int64_t{o.needed[i]});
        sum.done = checked_add(sum.done, std::int64_t{o.done[i]});
    }
    obligations_roll_up out;
    out.by = by;
    for (const auto& [key, sum] : sums) {
        out.rule.push_back(key.rule), out.acts.push_back(key.acts), out.role.push_back(key.role);
        out.unit.push_back(static_cast<code>(key.unit)), out.stage.push_back(static_cast<word_code>(key.stage));
        for (std::size_t s = 0; s < sum.by_state.size(); ++s)
            out.by_state[s].push_back(sum.by_state[s]);
        out.needed.push_back(sum.needed), out.done.push_back(sum.done);
    }
    return out;
}

}  // namespace baoxue
