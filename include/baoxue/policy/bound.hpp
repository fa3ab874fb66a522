// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/hash.hpp>
#include <baoxue/facts/mark.hpp>
#include <baoxue/findings/rule_name.hpp>
#include <baoxue/people/holders.hpp>
#include <baoxue/policy/policy.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

/// A condition on flagged needs, as codes.
struct bound_need {
    std::vector<word_code> any_of, all_of;
};

/// Whom a rule or rung means, as codes.
struct bound_scope {
    std::vector<word_code> stages, unit_kinds;
    struct ages {
        std::int32_t from, until;
        age_end runs_on_to;
        std::int32_t month;
        weekday last;
    };
    std::vector<ages> age_ranges;        ///< all must hold; one that is left open holds always
    std::vector<std::string> open_ages;  ///< full names of ages that are left open
    struct after {
        word_code act;
        baoxue::since since;
        std::int32_t months, at_least, below;
        word_code following;  ///< no_code: none
        bool afresh;
        std::int32_t step;  ///< 0: none
    };
    std::vector<after> after_acts;   ///< all must be on record
    std::vector<bound_need> needs;   ///< all must hold
    std::vector<bound_need> unless;  ///< none may hold

    [[nodiscard]] bool asks_ages() const { return !age_ranges.empty() || !open_ages.empty(); }
};

/// What is owed by whom by when, as codes.
struct bound_owes {
    std::vector<std::int32_t> act_lists;  ///< one a row: any_of and first_held one; each_of and in_order one an act
    std::vector<std::int32_t> holders;    ///< index in bound_policy::holders, one a row
    std::vector<word_code> role;          ///< as written into the row
    std::vector<stable_hash> id_start;    ///< of the rows' ids, one a row: rule, role, acts and step
    std::vector<std::int32_t> in_turn;    ///< first_held: index in bound_policy::holders of each role alone
    std::vector<word_code> turns;         ///< first_held: those roles
    word_code recipient{no_code};
    bool in_order{false};
    std::optional<deadline> due;  ///< left out where its number is unspecified
    std::string unspecified_due;  ///< full name of that number
    std::vector<stop> stops;
    std::int32_t times{1};          ///< how many acts it takes; quotas count by themselves
    std::string unspecified_times;  ///< full name of that number where it is left out
    word_code kept{no_code};        ///< a register: an entry of it meets the duty, not an act
};

/// A rung whose numbers are known, but perhaps the one that it reaches, as codes and plain numbers.
struct bound_rung : bound_owes {
    const baoxue::rung* source{nullptr};  ///< its texts and the mode's own fields
    std::int32_t rule{0};
    std::int32_t step{1};
    effective in_force{};
    mark_set marks;
    bool sessions{false}, full_days{false}, part_days{false}, lateness{false}, earlier{false};
    std::int32_t over_minutes{0};
    std::optional<std::int32_t> earlier_step;
    std::int32_t reaches{1};  ///< the count at which it fires, whatever the comparator
    std::string open;         ///< full name of that number where it is left open: then the first that counts is a gap
    bound_scope scope;
    std::vector<bound_rung> unless;  ///< another count, where there is one: what it counts and the number it reaches
};

/// A duty, or the keeping of a register.
struct bound_duty : bound_owes {
    event on{};
    std::optional<baoxue::late_after> late;
    const rule_reference* missed{nullptr};  ///< the rule whose missed duties trigger it, as the policy names it
    word_code act{no_code};                 ///< act_done
    std::vector<std::int32_t> sums;         ///< sum_due: rules of the awards and charges
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    word_code about{no_code};  ///< a unit kind; no_code: a student
    bound_need need;
    std::vector<std::int32_t> of;  ///< the rule whose missed duties trigger it, in each text of its clause
    std::string unspecified_late;  ///< full name of the days after which papers are late, where they are left out
};

/// A quota.
struct bound_recurring : bound_owes {
    const baoxue::recurring* source{nullptr};
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    word_code about{no_code};  ///< a unit kind; no_code: a student
    bound_need need;
    std::vector<std::string> unspecified;  ///< full names of numbers that are left out
    std::vector<held_role> held;           ///< per holder: who holds the role of each row
};

/// Steps of a transfer in one layer.
struct bound_procedure {
    std::int32_t rule{0};  ///< that lists them
    std::string layer, name;
    std::vector<word_code> steps;
    effective in_force{};
    bound_scope scope;
};

/// What a procedure, complete or not, means.
struct bound_outcome {
    std::int32_t rule{0};
    std::string layer, name;  ///< of its procedure
    effective in_force{};
    bound_scope scope;
    completeness when{};
    status gives{};
};

/// An indicator against a line.
struct bound_condition {
    const figure_condition* source{nullptr};
    word_code indicator{no_code}, unit_kind{no_code};
    std::optional<ratio> line;  ///< nothing where it is unspecified, or the previous year's
    bool previous_year{false};
    std::string unspecified;  ///< full name of the line where it is left out
};

struct bound_target {
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    bound_condition goal;
};

struct bound_payment {
    const payment* source{nullptr};
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    bound_condition upon;
    effect is{};
    std::string unspecified;  ///< full name of the amount where it is left out
    word_code payer{no_code}, payee{no_code};
    std::vector<word_code> honours;
};

struct bound_sharing {
    const sharing* source{nullptr};
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope{};
    effect is{};
    std::string unspecified;       ///< full name of the shares where they are left out
    std::vector<std::int32_t> of;  ///< rules whose amounts are shared
    std::vector<word_code> roles;
    std::vector<std::int32_t> holders;
};

struct bound_veto {
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    bound_condition upon;
    std::vector<word_code> roles;
    std::vector<std::int32_t> holders;
    std::vector<word_code> forfeits;
};

/// Two roles that sign with each other, each period.
struct bound_pledge : bound_owes {  ///< one row
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    word_code about{no_code};  ///< a unit kind; no_code: a student
    word_code from{no_code}, to{no_code};
    std::int32_t to_holders{0};
    recurring rhythm;         ///< its period, as list_periods takes it
    std::string unspecified;  ///< full name of the period where it is left out
};

/// A duty that a flagged need brings about, and that more than its acts can meet.
struct bound_entitlement : bound_duty {
    word_code benefit{no_code};
    word_code grant{no_code};          ///< the act that meets it only with that benefit as its object
    bool every_pupil{false};           ///< from enrolment, whatever is flagged
    std::optional<std::int32_t> held;  ///< holders whose holding for the pupil meets it
};

/// A sanction, or that it is left out.
struct bound_sanction {
    std::string text;         ///< in Chinese; empty: none is named
    std::string unspecified;  ///< full name of what is left out
};

struct bound_prohibition {
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    std::vector<word_code> conduct;
    bool together{false};
    std::vector<std::int32_t> unmet;  ///< rules of targets, one of which must be finally not met
    bool asks_unmet{false};
    bool unmet_below{false};    ///< what happened above the units that are judged counts for each below
    bool only_returned{false};  ///< incidents with pupils who have come back from a dropout spell
    std::vector<word_code> roles;
    std::vector<std::int32_t> holders;
    bound_sanction sanction;
    std::optional<std::int32_t> again_from;
    bound_sanction again;
    std::string unspecified;  ///< full name of the number from which on it is a repetition, where it is left out
};

struct bound_committee {
    std::int32_t rule{0};
    effective in_force{};
    bound_scope scope;
    word_code unit_kind{no_code};
    struct seat {
        held_role role;
        std::optional<held_role> every;
    };
    std::vector<seat> seats;
};

struct bound_assignment {
    std::int32_t rule{0};
    effective in_force{};
    std::int32_t holders{0};
    word_code role{no_code};
    word_code unit_kind{no_code};  ///< no_code: every student
    bound_scope scope;
};

/// A rule that cannot be judged because a number is left out.
struct unjudged_rule {
    std::int32_t rule{0};
    std::string parameter;
    effective in_force{};
};

/// What a rule leaves open that nothing is computed from.
struct open_detail {
    std::int32_t rule{0};
    std::string parameter;
};

/// A policy with its words as one district's codes and its roles resolved. Valid as long as policy and district are.
struct bound_policy {
    const policy* source{nullptr};
    std::shared_ptr<const vocabulary> words;
    std::vector<std::string> clauses;
    std::vector<rule_name> rules;
    std::vector<std::vector<word_code>> act_lists;
    std::vector<role_holders> holders;
    std::shared_ptr<const bearer_sets> bearers;
    std::vector<std::vector<bound_rung>> ladders;  ///< each in order of step
    std::vector<bound_assignment> assignments;
    std::vector<bound_duty> duties;
    std::vector<bound_recurring> quotas;
    std::vector<bound_procedure> procedures;
    std::vector<bound_outcome> outcomes;  ///< in order of clauses
    std::vector<bound_target> targets;
    std::vector<bound_payment> payments;
    std::vector<bound_sharing> sharings;
    std::vector<bound_veto> vetoes;
    std::vector<bound_pledge> pledges;
    std::vector<bound_committee> committees;
    std::vector<bound_entitlement> entitlements;
    std::vector<bound_prohibition> prohibitions;
    std::vector<unjudged_rule> unjudged;
    std::vector<open_detail> details;
};

}  // namespace baoxue
