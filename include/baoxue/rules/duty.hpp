// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/deadline.hpp>
#include <baoxue/rules/owes.hpp>
#include <baoxue/rules/scope.hpp>
#include <baoxue/rules/subject.hpp>

#include <array>
#include <vector>

namespace baoxue {

/// What makes a role owe something.
enum class event : std::uint8_t {
    term_start,       ///< each term's first day
    registration,     ///< the term begins, and the pupil is not registered for it
    need_flagged,     ///< a need is flagged
    returned,         ///< a pupil is enrolled again after a dropout spell, or as a returner
    dropout,          ///< a dropout spell is known
    late_papers,      ///< a pupil has left, and the transfer's steps are not complete so many days later
    missed_duty,      ///< the due date of another duty has passed without it
    entered,          ///< an enrolment that is marked as new begins
    transferred_in,   ///< an enrolment that is marked as a transfer begins
    transferred_out,  ///< a transfer is known
    suspended,        ///< a suspension is known
    graduated,        ///< an enrolment is known to have ended so
    act_done,         ///< an act of a kind about the pupil, or about the unit that the duty is about, is on record
    sum_due           ///< an award or a charge of other clauses is due, from the last day of its school year
};

template <>
inline constexpr auto enum_words<event> = std::to_array<enum_word<event>>({
    {event::term_start, "term_start"},
    {event::registration, "registration"},
    {event::need_flagged, "need_flagged"},
    {event::returned, "returned"},
    {event::dropout, "dropout"},
    {event::late_papers, "late_papers"},
    {event::missed_duty, "missed_duty"},
    {event::entered, "entered"},
    {event::transferred_in, "transferred_in"},
    {event::transferred_out, "transferred_out"},
    {event::suspended, "suspended"},
    {event::graduated, "graduated"},
    {event::act_done, "act_done"},
    {event::sum_due, "sum_due"},
});

/// How late papers must be before they are late.
struct late_after {
    param<std::int32_t> days{};
    day_unit unit{day_unit::calendar_days};

    static constexpr auto fields() {
        return fields_of(field{"days", &late_after::days, presence::required, "days after the pupil left"},
                         field{"unit", &late_after::unit, presence::optional,
                               "which days are counted; calendar days unless it says more"});
    }
    friend bool operator==(const late_after&, const late_after&) = default;
};

/// A rule of the same policy, by its clause and its id there.
struct rule_reference {
    std::string clause{};
    std::string rule{};

    static constexpr auto fields() {
        return fields_of(field{"clause", &rule_reference::clause, presence::required, "id of its clause"},
                         field{"rule", &rule_reference::rule, presence::required, "id of the rule within it"});
    }
    friend bool operator==(const rule_reference&, const rule_reference&) = default;
};

/// An event makes a role owe an act by a deadline.
struct duty {
    static constexpr std::string_view kind = "duty";

    event on{event::dropout};
    subject_word about{};
    std::optional<need_condition> need{};      ///< need_flagged only
    std::optional<baoxue::late_after> late{};  ///< late_papers only
    std::optional<rule_reference> of{};        ///< missed_duty only
    std::optional<act_word> act{};             ///< act_done only
    std::vector<std::string> sums{};           ///< sum_due only: ids of the clauses
    baoxue::owes owes{};
    std::optional<param<std::int32_t>> times{};  ///< 1 if left out
    std::optional<deadline> due{};  ///< left out: the clause names no deadline, and the duty stays open until met
    std::vector<stop> stops{};

    static constexpr auto fields() {
        return fields_of(
            field{"on", &duty::on, presence::required, "the event that triggers it"},
            field{"about", &duty::about, presence::optional,
                  "a student, or a unit kind: then one duty a unit and day; student if left out"},
            field{"need", &duty::need, presence::optional, "need_flagged: which need"},
            field{"late", &duty::late, presence::optional, "late_papers: when they are late"},
            field{"of", &duty::of, presence::optional, "missed_duty: the rule whose due date has passed"},
            field{"act", &duty::act, presence::optional, "act_done: which act"},
            field{"sums", &duty::sums, presence::optional,
                  "sum_due: ids of the clauses whose awards or charges are due"},
            field{"owes", &duty::owes, presence::required, "what is owed by whom"},
            field{"times", &duty::times, presence::optional,
                  "how many such acts it takes; 1 if left out, and where it is left open"},
            field{"due", &duty::due, presence::optional, "by when; left out where the clause names no deadline"},
            field{"stops", &duty::stops, presence::optional, "what ends the duty before it is met"});
    }
    friend bool operator==(const duty&, const duty&) = default;
};

}  // namespace baoxue
