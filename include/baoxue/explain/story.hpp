// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/periods.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Where a rule stands.
struct place {
    const layer_of_clauses* layer{nullptr};
    const clause* text{nullptr};
    const rule* is{nullptr};
};

/// One line of a pupil's register.
struct register_line {
    date on{};
    session half{};
    mark is{mark::unmarked};
    std::int32_t minutes_late{-1};  ///< below 0: not given
    std::int64_t row{0};
};

/// One line of the acts table.
struct act_line {
    date on{};
    word_code act{no_code};
    std::string actor{};
    bool by_bearer{false};
    std::int64_t row{0};
    std::string with{};  ///< of a signature: the other side
    date due_on{dawn};   ///< that it set itself
};

/// A row that looks as if it did a duty, and does not.
struct near_line {
    enum class why : std::uint8_t {
        not_the_bearer,
        other_benefit,
        of_the_class,
        not_complete,
        of_another_act,
        not_the_keeper,
        not_the_signers,
        signed_late
    } is{};
    act_line row{};
};

/// Why somebody bears a duty: the role held on the trigger date, and where.
struct holder_line {
    std::string id{};
    bool is_student{false};   ///< the pupils themselves
    bool is_body{false};      ///< a unit in its own name
    word_code held{no_code};  ///< no_code: not found
    word_code owed{no_code};  ///< the role of the rule that it fills
    bool is_borne{false};     ///< the role owed is a body's, and this one bears its duties
    code unit{no_code};       ///< no_code: held for the pupil alone
    date since{dawn};         ///< the first day of that holding
};

enum class due_basis : std::uint8_t { none_named, unspecified, outside_calendar, within, end_of_period };

/// A rung further up the ladder, and where it stands.
struct next_rung {
    place at{};
    const rung* is{nullptr};
};

/// Another duty whose due date passed without it.
struct missed_duty_line {
    std::uint64_t id{0};
    std::string clause{};
    std::int32_t step{0};
    date due_on{};
};

/// The period of a quota.
struct quota_story {
    date first{}, last{};
    std::int64_t days{0};                  ///< school days in it; 0: several calendars have a part in it
    std::int64_t counted{0};               ///< of those, on which it counts; 0: not looked for, or not known
    std::vector<std::int64_t> act_rows{};  ///< of the acts counted; empty where they cannot be named
};

/// An award or a charge of a unit.
struct sum_line {
    bool is_award{false};
    std::int64_t fen{0};
    std::uint64_t id{0};
};

/// The event that a duty, a register's entry or an entitlement waits for, and what belongs to it.
struct event_parts {
    event on{};
    const need_condition* need{nullptr};
    const late_after* late{nullptr};
    const rule_reference* of{nullptr};
    const act_word* act{nullptr};
    std::span<const std::string> sums{};
    bool every_pupil{false};  ///< no event: an entitlement of whoever is on the roll
};

[[nodiscard]] inline std::optional<event_parts> event_of(const rule& r) {
    const auto at = [](const auto& optional) { return optional ? &*optional : nullptr; };
    if (const auto* d = std::get_if<duty>(&r.is))
        return event_parts{d->on, at(d->need), at(d->late), at(d->of), at(d->act), d->sums};
    if (const auto* k = std::get_if<record>(&r.is))
        return event_parts{k->on, at(k->need), nullptr, nullptr, at(k->act), {}};
    if (const auto* e = std::get_if<entitlement>(&r.is))
        return event_parts{event::need_flagged, at(e->need), nullptr, nullptr, nullptr, {}, !e->need};
    return std::nullopt;
}

/// Everything that is to be said of one obligation or entitlement, in no language.
struct obligation_story {
    std::uint64_t id{0};
    date as_of{};
    place at{};
    const rung* is{nullptr};                ///< none where the rule is no ladder
    std::optional<event_parts> event{};     ///< none where the rule waits for none
    const pledge* signs{nullptr};           ///< none where the rule is no pledge
    const entitlement* benefit{nullptr};    ///< none where the rule is no entitlement
    const record* kept{nullptr};            ///< none where the rule is no register
    table_name shown_by{table_name::acts};  ///< the table that shows it done
    const recurring* quota{nullptr};        ///< none where the rule is no quota
    const owes* owed{nullptr};
    const std::optional<deadline>* due{nullptr};  ///< the clause's own; none for quotas
    std::span<const stop> stops{};
    std::span<const cause> causes{};
    code pupil{no_code};
    std::optional<date> died_on{};          ///< the pupil died by as_of
    bool off_roll{false};                   ///< the pupil is on no roll on as_of
    bool left_unit{false};                  ///< nor was on the day of the trigger: `unit` is the last one
    bool is_anyone{false};                  ///< owed by nobody in particular
    date who_on{};                          ///< the day on which the bearers hold the role
    std::optional<std::int64_t> counted{};  ///< as many of what the rung counts, between its causes
    std::vector<std::pair<std::int32_t, date>> earlier{};  ///< earlier steps that it counts, and their days
    std::optional<missed_duty_line> missed{};
    std::vector<sum_line> sums{};  ///< awards and charges that it waits for
    quota_story period{};
    std::vector<word_code> acts{};   ///< any of them
    std::vector<word_code> roles{};  ///< any of them
    word_code recipient{no_code};
    std::vector<holder_line> bearers{};
    std::vector<holder_line> others{};  ///< who signs on the other side
    bool holdings_given{true};
    std::string student{};
    code unit{no_code};
    date triggered_on{};
    std::vector<register_line> marks{};    ///< those that count, from the first to the last that brought it about
    std::vector<act_line> causing_acts{};  ///< the step before, where acts are owed in order
    due_basis basis{due_basis::none_named};
    date due_on{no_date};
    date before_rolling{no_date};  ///< the day before it moved to a working day
    std::string parameter{};       ///< full name of the number left open
    std::string source_word{};     ///< the source's own word for the deadline
    baoxue::state state{};
    date met_on{no_date};
    std::int32_t needed{1}, done{0};
    std::optional<std::pair<date, std::vector<std::string>>> met_by_holding{};  ///< since when, and whose
    std::vector<act_line> met_by{};  ///< the bearer's act on that day, else all that may be it
    std::vector<near_line> near{};   ///< rows that look as if they did it, where it is not done
    std::vector<std::string_view> not_given{};
    std::string next_role{}, next_act{};  ///< ids of what comes after it in the same rung; empty: nothing
    std::optional<next_rung> next{};      ///< that can still come
    bool is_last{false};                  ///< no step stands above
    std::vector<place> also{};
};

/// Everything that is to be said of one gap, in no language.
struct gap_story {
    std::uint64_t id{0};
    date as_of{};
    gap_kind kind{};
    place at{};
    std::string student{}, person{};
    code unit{no_code};
    word_code role{no_code};
    std::string parameter{};
    std::string source_word{};
    date from{dawn}, until{forever};
    bool registers_given{false};  ///< the registers taken are known
    bool is_misfit{false};        ///< a count is there, but says nothing of the figure
    bool is_left_empty{false};    ///< of these, one whose figure is left empty
    bool is_off_rolls{false};     ///< the rolls given name no pupil of the unit
    std::vector<cause> causes{};
    date known_on{no_date};    ///< of an exit that is not known yet: from when on it is
    bool is_transfer{false};   ///< of an exit: entered as a transfer, without the table that would show it
    std::string example{"3"};  ///< a value that would fill the parameter
    enum class about : std::uint8_t {
        rule,
        deadline,
        line,
        amount,
        shares,
        quota,
        coming_back,
        threshold,
        ages,
        sanction,
        times,
        detail
    } open{about::rule};
};

}  // namespace baoxue::detail
