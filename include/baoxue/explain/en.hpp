// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/en_kinds.hpp>
#include <baoxue/explain/en_nearest.hpp>
#include <baoxue/explain/phrases.hpp>

namespace baoxue::detail {

/// Everything that is said in English.
inline constexpr phrase_book english{
    .small{
        .months{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December"},
        .month_names{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                     "November", "December"},
        .weekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
        .date = "{day} {month} {year}",
        .date_and_weekday = "{weekday}, {date}",
        .am = "the morning of {date}",
        .pm = "the afternoon of {date}",
        .whole_day = "the whole of {date}",
        .comma = ", ",
        .last_and = " and ",
        .or_else = " or ",
        .and_more = ", {n} in all",
        .unit = "{kind} {id}",
        .named = "{role} ({ids})",
        .row = "{item} (row {row})",
        .rows = "{item} (rows {first} and {second})",
        .dated = "{item} ({date})",
        .step = "step {step}",
        .unknown_unit = "class not known",
        .stop = ".",
        .sentence_gap = " ",
        .marks{"unmarked", "present", "absent with leave", "absent without leave"},
        .periods{"month", "term", "school year"},
    },
    .condition{
        .unexcused = "absence without leave",
        .excused_too = "absence, with or without leave,",
        .only_excused = "absence with leave",
        .other_marks = "being marked {marks}",
        .at_least = "at least",
        .more_than = "more than",
        .open_number = "(a number that the clause does not give)",
        .of = " of ",
        .of_times = ", ",
        .sessions = " {n} {n|half-day|half-days}",
        .full_days = " {n} full {n|day|days}",
        .part_days = " {n} {n|day|days} (half a day counts too)",
        .late = " {times} (a full day of absence is one; otherwise each half-day, and each arrival more "
                "than {minutes} minutes late)",
        .earlier = " {times}",
        .several = " {times} ({names}; each counts as one)",
        .session_name = "a half-day of absence",
        .other_session_name = "any other half-day of absence",
        .full_day_name = "a full day of absence",
        .part_day_name = "a day with any absence",
        .late_name = "an arrival more than {minutes} minutes late",
        .earlier_name = "reaching step {step}",
        .any_earlier = "reaching any earlier step",
        .earlier_subject = "reaching step {step} of this ladder",
        .any_earlier_subject = "reaching any earlier step of this ladder",
        .mixed_subject = "absence or lateness",
        .once = "{what}{of}{comparator}{amount}",
        .in_a_run = "{what}{of}{comparator}{amount} in a row",
        .over_gaps = " (weekends and holidays in between do not break the row)",
        .touching = " (the days must touch in the calendar: a weekend or holiday in between breaks the row)",
        .across_terms = " (the end of a term does not break the row)",
        .in_period = "{what}{of}{comparator}{amount} within one {period}",
        .windows{"the last {n} {n|day|days}", "the last {n} {n|month|months}",
                 "the last {n} {n|week|weeks} with school"},
        .in_window = "{what}{of}{comparator}{amount} in {window}",
        .within_term = " (this term only)",
        .within_year = " (this school year only)",
        .share_at_least = "at least",
        .share_of_sessions = "{what} in {comparator} {share} of the half-days marked since the school year began",
        .share_of_days = "{what} in {comparator} {share} of the days marked since the school year began",
        .share_from = " (judged on each month's last school day, once {n} {n|has|have} been marked)",
        .back_by_days = "day {n} after the first day of term",
        .back_by_school_day = "school day {n} of the term",
        .back_by_registration = "the last day of registration for the term",
        .not_seen = "no presence and no leave on the register by {when}, and at least one absence without leave",
        .not_registered = "no registration by {when}",
        .in_status{"a dropout on record", "a completed transfer on record", "a suspension on record"},
        .missed_step = "the due date of step {step} having passed without it",
        .not_returned = "the date that step {step} set for coming back having passed, and the pupil not being back",
        .step_done = "what step {step} asks for being done",
        .need = "; this is for pupils with a flagged need: {names}",
        .unless = "; not for pupils with a flagged need: {names}",
        .need_all = "all of {names} at once",
        .after_act = "; and \"{act}\" being on record {since}",
        .after_acts = "; and \"{act}\" being on record on {n} days or more {since}",
        .after_none = "; and no \"{act}\" being on record {since}",
        .after_below = "; and \"{act}\" being on record on fewer than {below} {below|day|days} {since}",
        .after_between = "; and \"{act}\" being on record on {n} {n|day|days} or more, but fewer than {below}, {since}",
        .after_following = " (counted from the first \"{following}\" on)",
        .after_step = " (counted from the day on which step {step} was reached on)",
        .unless_reached = "; not on a day with {condition}",
        .after_afresh = ", only what comes on a later day than the first of these being counted",
        .after_afresh_of_several = ", only what comes on a later day than so many of these being counted",
        .since{"since the term began", "since the school year began", "in the {months} {months|month|months} before"},
        .stages = "; this is for {names} pupils only",
        .unit_kinds = "; this is for pupils of a {names} only",
        .ages = "; this is for pupils from {from} to under {until} years old",
        .ages_under = "; this is for pupils under {until} years old",
        .age_year_end = " (and on to the end of the school year in which they turn {until})",
        .age_last_weekday = " (and on to the last {weekday} of {month} in the school year in which they turn {until})",
    },
    .duty{
        .open_due = "{Who} has one thing to do, by {due} at the latest: {acts}.",
        .open = "{Who} has one thing to do: {acts}.",
        .met = "This duty of {who} is done: {acts}.",
        .met_late = "This duty of {who} is done, after its due date: {acts}.",
        .missed = "{Who} had one thing to do by {due}, and it is not on record as done: {acts}.",
        .lapsed = "{Who} had one thing to do, and it need not be done any more: {acts}.",
        .unknown = "{Who} had one thing to do by {due}, and it is not known whether it was done: {acts}.",
        .any_act = "{acts} (any one of them is enough)",
        .several_times = "{acts}, {n} times",
        .pupil = "It concerns pupil {student}, who was in {unit} on {on}.",
        .pupil_left = "It concerns pupil {student}, whose last class or school was {unit}.",
        .pupil_alone = "It concerns pupil {student}, whose class is not known.",
        .about_unit = "It concerns {unit}.",
        .recipient = "It goes to the {recipient}.",
        .nobody_named = "nobody yet",
        .holder_unknown = "holder not known",
        .the_role = "the {role} ({ids})",
        .The_role = "The {role} ({ids})",
        .anyone = "anyone",
        .Anyone = "Anyone",
        .the_pupil = "the pupil",
        .whose_pupil = "this pupil's",
        .whose_unit = "{unit}'s",
        .bears{
            .who = "Who: ",
            .at_unit =
                "on {on}, {ids} held the role of {held} at {unit}, the nearest unit covering {whom} where anybody "
                "held it.",
            .at_own_unit = "on {on}, {ids} held the role of {held} at {unit}.",
            .for_pupil = "on {on}, {ids} {n|was|were} this pupil's {held}.",
            .is_pupil = "pupil {ids} answers for this in person.",
            .nobody = "on {on} no {role} is on record for {whom}, so this is nobody's to do yet.",
        },
        .counts_as = "A {held} counts as {role}.",
        .stands_for = "what the {role} owes is borne by the {held}.",
        .stands_for_staff = "what the {role} owes is borne by the {held}; an act by any {staff} of the school counts "
                            "too, and so does one in the school's own name.",
        .is_anyone = "the clause names nobody in particular: whoever does it, it counts.",
        .not_found = "on {on}, {ids} had the role of {role}.",
        .shared = "They share the duty; it is done once one of them has done it.",
        .stand_in = "Until there is one, an act by anyone with a post at the school counts.",
        .holdings_missing = "the holdings table was not given, so it is not known who held the role of {role} on {on}.",
        .why = "Why: ",
        .condition = "the condition is {condition}.",
        .marks_listed = "The register shows: {entries}.",
        .marks_of = "{mark} on {halves}",
        .marks_run = "The register shows, from {first} to {last}, entries that come to{amount}.",
        .marks_total = "Together they come to{amount}.",
        .occasions = " {n} {n|occasion|occasions}",
        .mark_late = "{mark}, {minutes} {minutes|minute|minutes} late",
        .step_before = "the step before, \"{act}\", was done on {on} by {actor} (row {row} of the acts table), so this "
                       "one is next.",
        .reached = "This was reached on {on}.",
        .soon = "Sooner is better.",
        .when = "By when: ",
        .same_day = "it is asked for on the same day, so the due date is {due}.",
        .calendar_days =
            "{n} calendar {n|day is|days are} counted, beginning on the day after {start}: the last is {last}.",
        .school_days =
            "{n} school {n|day is|days are} counted, beginning on the day after {start}: the last is {last}.",
        .working_days =
            "{n} working {n|day is|days are} counted, beginning on the day after {start}: the last is {last}.",
        .rolled = "{last} is not a working day, so the due date moves to the next one, {due}.",
        .source_word = "The clause's own word is \"{word}\".",
        .end_of = "the due date is the last day of the {period} in which {start} lies: {due}.",
        .none_named = "the clause names no deadline. The duty stands until it is done.",
        .unspecified = "the clause says only \"{word}\" and gives no number of days, so there is no due date; the duty "
                       "stands until it is done.",
        .unspecified_plain = "the clause sets a deadline without a number of days, so there is no due date; the duty "
                             "stands until it is done.",
        .fill_in = "Once a number is decided, fill the parameter {parameter}: policy.with_values({{\"{parameter}\": "
                   "3}}), where 3 is only an example.",
        .beyond = "the due date needs days beyond the calendar that was given, so it is left open. Please add them to "
                  "the terms or days table.",
        .other_due = "the due date is {due}.",
        .detail = "What it leaves open is settled here ({name}): {text}.",
        .settled = "That {name} is {value} was decided by whoever uses this policy; it is not the clause's own.",
        .settled_word =
            "That {name} is {value} was decided by whoever uses this policy; the clause itself says \"{word}\".",
        .now = "How it stands: ",
        .days_left = "as of {as_of} it is not on record as done, with {n} {n|day|days} left.",
        .due_today = "as of {as_of} it is not on record as done, and it is due that very day.",
        .no_due = "as of {as_of} it is not on record as done.",
        .is_met = "it was done on {met}.",
        .is_met_in_time = "it was done on {met}, in time.",
        .is_met_late = "it was done on {met}, {n} {n|day|days} after the due date.",
        .evidence = "The record is row {row} of the {table} table, by {actor}.",
        .evidence_any = "The record is among rows {rows} of the {table} table.",
        .by_another = "{actor} is not who bears it, but could do it on that day.",
        .is_missed = "as of {as_of} the due date is {n} {n|day|days} past, and it is not on record as done.",
        .not_recorded = "If it was done, it has yet to be entered in the {table} table.",
        .make_up = "If not, please do it as soon as possible; it will then count as done late.",
        .died_headline = "On record for {who}: {acts}.",
        .died = "The pupil died on {date}.",
        .died_no_more = "Nothing is asked for here any more.",
        .not_fitting =
            "Row {row} of the acts table has \"{act}\" by {actor} on {on}, but {actor} was not {whose} {role} "
            "that day, so it does not settle this duty.",
        .not_staff =
            "Row {row} of the acts table has \"{act}\" by {actor} on {on}, but {actor} was not a {role} of that "
            "school on that day, so it does not settle this duty.",
        .other_benefit =
            "Row {row} of the acts table grants another benefit, or names none, so it does not settle this.",
        .of_the_class =
            "Row {row} of the acts table has \"{act}\" by {actor} on {on} for {unit} as a whole; it names no "
            "pupil, so it does not settle this duty for one.",
        .not_complete = "Row {row} of the records table was opened on {on} and is not complete yet, so it does not "
                        "settle this.",
        .of_another_act =
            "Row {row} of the records table, of {on}, does not refer to the act that this is about, so it "
            "does not settle this.",
        .not_the_keeper = "Row {row} of the records table was completed on {on} by {actor}, who could not do it in "
                          "the role of {role} that day, so it does not settle this.",
        .rows_alike = "The same is true of {n|row|rows} {rows}.",
        .rows_alike_many = "The same is true of {n} more rows, the first of them {rows}.",
        .is_lapsed = "under the clause it need not be done any more once {stops}; that is so now.",
        .is_unknown = "without the {tables} {n|table|tables} it cannot be known whether it was done. Please give "
                      "{n|it|them}, empty "
                      "if nothing happened, and evaluate again.",
        .not_given = "The {tables} {n|table was|tables were} not given, so it would not show here even if it was done.",
        .times_done = "It takes {needed}; {done} so far.",
        .stops{"the pupil is present again", "the pupil has died", "the pupil has left the roll", "the term has ended",
               "the pupil is enrolled again"},
        .next = "What follows: ",
        .next_act = "once this is done, the {role} has the next act to do: {acts}.",
        .next_step =
            "upon {condition}, the {role} has this to do as well: {acts} (step {step}, clause {clause}){whom}.",
        .last_step = "this is the last step of this ladder.",
        .basis = "Basis: ",
        .place = "{title}, section {section}, clause {clause}. {summary}",
        .place_item = "{title}, section {section}, item {item}, clause {clause}. {summary}",
        .in_force_from = "The text that governs is in force from {date}.",
        .in_force_until = "The text that governs is in force until the day before {date}.",
        .chosen = "The reading in use ({id}): {summary}",
        .other_reading = "Another reading ({id}): {summary}",
        .also = "Clause {clause} of {title} asks for the same thing and is merged here; once is enough.",
        .footer = "Id {id}; rows are counted from 0 in the tables as given.",
    },
    .gap{
        .what = "What is not known: ",
        .why = "Why it matters: ",
        .todo = "What to do: ",
        .unspecified_what = "clause {clause} gives no value for the parameter {parameter}.",
        .unspecified_word = "It says only \"{word}\".",
        .unspecified_due_why =
            "the duty stands all the same, but it has no due date, so nobody can say whether it is late.",
        .unspecified_rule_why = "without it nobody can say whom the rule means, so it made no duty at all; that does "
                                "not mean that there is none.",
        .unspecified_threshold_why = "something is counted here, and nobody can say from which number on it obliges "
                                     "anybody, so it made no duty; that does not mean that there is none.",
        .unspecified_ages_why = "until it is filled in the rule is taken to mean every age that it does not exclude; "
                                "whether it means this one is not known. Nobody is said to have broken it.",
        .unspecified_sanction_why = "what was verified stands all the same; what follows from it nobody can say.",
        .unspecified_line_why =
            "without it nobody can say whether the line is kept, and so neither what follows from it; "
            "that does not mean that nothing does.",
        .unspecified_amount_why =
            "the condition holds, but the sum is not known, so there is no row for it; nobody guesses one.",
        .unspecified_shares_why =
            "the whole amount stands in a row of its own; only who bears which part of it is open.",
        .unspecified_quota_why =
            "without it nobody can say how much is owed, or when, so the rule asks for nothing; that does "
            "not mean that nothing is to be done.",
        .unspecified_return_why =
            "the notice names no date for coming back, so nobody can say when the pupil is late, and "
            "the next step does not come; that does not mean that it is not owed.",
        .unspecified_times_why = "the duty stands all the same; until the number is filled in, one such act does.",
        .unspecified_detail_why = "nothing is computed from it; but whoever acts on this has to know it.",
        .unspecified_todo =
            "let the school or its authority decide on it and fill it in: "
            "policy.with_values({{\"{parameter}\": {example}}}), where {example} is only an example; then "
            "evaluate again.",
        .unassigned_what = "{when}, no {role} is on record for {whom}.",
        .unassigned_why =
            "what this role owes is nobody's to do for now. It stays owed: an act by anyone with a post at "
            "the school counts, but nobody knows that it is theirs.",
        .unassigned_plain_why = "what this role owes is nobody's to do for now. It stays owed all the same.",
        .unassigned_todo = "please name a holder and enter who it is, for which unit or pupil and from which day, in "
                           "the holdings table; then evaluate again.",
        .body_todo = "please enter in the holdings table who answers for this body, for which unit and from which day; "
                     "then evaluate again.",
        .family_todo =
            "please enter in the holdings table who looks after the pupil (an id is enough, no name) and from "
            "which day; then evaluate again.",
        .cover_why =
            "the clause wants this covered without a break; as long as nobody is on record, nobody knows whom to "
            "turn to.",
        .family_why =
            "the clause counts on a parent or guardian for every pupil; as long as none is on record, nobody can "
            "be told of what concerns the pupil. This is about the records, not about the family.",
        .seat_why = "the clause wants this seat filled; as long as it is empty, its part of the work is nobody's.",
        .pledge_why = "it takes both sides to sign; as long as one of them is not on record, nobody knows that it is "
                      "theirs to sign.",
        .veto_why = "the veto stands all the same; whom it concerns in this role cannot be said.",
        .share_why = "the whole amount stands, and so does the part of this role; whose part it is cannot be said.",
        .chain_what = "{when}, the chain of responsibility for {whom} is broken: the next level up cannot be found.",
        .chain_why = "above the break it cannot be said who answers.",
        .chain_todo = "please check parent_id in the units table and the holdings table, and add the missing level.",
        .unmarked_what = "{when}, there was school for {whom}, and the register says nothing.",
        .unmarked_why =
            "an unmarked half-day is neither presence nor absence, so duties may be missing from this time.",
        .unmarked_todo =
            "please look it up in the paper register, enter it in the attendance table, and evaluate again.",
        .unmarked_register_todo = "please find out whether the register was taken: if so, add a row to roll_calls and "
                                  "the absences to attendance; then evaluate again.",
        .rate_what = "{when}, the rate for {whom} is undefined: its denominator is zero.",
        .rate_why = "with nobody to count, a target is neither met nor missed.",
        .rate_todo = "please check that year's roll; if there really were no pupils, nothing needs to be done.",
        .count_what = "the counts table has a figure for {whom} that does not answer the clause: it is of another "
                      "formula, or the unit has several stages and the count names none.",
        .count_why = "it is left aside, and the figure comes from the rolls where they were given.",
        .count_todo = "please give a count of the formula that the clause asks for, or one unit a stage; then evaluate "
                      "again.",
        .empty_what = "the counts table has a row for {whom} whose figure is left empty.",
        .empty_why = "left empty is not 0: the figure is not known, and nothing follows from it.",
        .empty_todo = "please fill it in once it is known, or take the row out where the rolls are to be counted; then "
                      "evaluate again.",
        .rolls_what = "the enrolments table names no pupil of {whom}.",
        .rolls_why = "nobody on the rolls is not the same as nobody at school: how many dropped out is not known.",
        .rolls_todo = "please give its rolls too, or its figures in the counts table; then evaluate again.",
        .before_what = "{when}, {whom} has no figure of the school year before to compare with.",
        .before_why = "without it the line is not known, and a target is neither met nor missed.",
        .before_todo = "please give that year's rolls, or its figure in the counts table; then evaluate again.",
        .table_what = "the {table} table was not given.",
        .table_why = "a table not given does not say that nothing happened: whatever rests on it counts as not known, "
                     "and is held against nobody.",
        .table_todo = "please give the {table} table; if nothing happened, give it empty. Then evaluate again.",
        .reading_what =
            "clause {clause} can be read in more than one way, and another reading would change these findings.",
        .reading_why =
            "from the same facts one reading makes more follow than another: more to do, a sum, or a name on record.",
        .reading_todo =
            "let the school or its authority decide which one is meant, and choose it with policy.with_reading.",
        .calendar_what = "a due date for {whom}, which needs days beyond the calendar that was given.",
        .calendar_why =
            "the duties stand, but for now they have no due date, and nobody can say whether they are late.",
        .calendar_todo = "please add the coming terms to the terms table, or every day up to the one needed to the "
                         "days table; then evaluate again.",
        .exit_what = "the enrolment of {whom} ended on {from}, and no reason is given.",
        .exit_why =
            "an end without a reason is neither a dropout nor a transfer; until it is known, no duty follows from it.",
        .exit_todo = "please find out where the pupil went and fill in exit in the enrolments table.",
        .exit_later_what =
            "the enrolment of {whom} ended on {from}; on {as_of} it was not yet known why. It is known from "
            "{known} on.",
        .exit_later_why = "what is not yet known makes no duty; whatever follows, follows once it is known.",
        .exit_later_todo = "nothing needs to be filled in. Evaluated as of {known} or later, the reason counts.",
        .exit_transfer_what =
            "the enrolment of {whom} ended on {from} with the exit \"transferred\", and the transfers "
            "table was not given.",
        .exit_transfer_why =
            "so it is not known whether the papers are complete; it counts neither as a dropout nor as a "
            "transfer.",
        .exit_transfer_todo = "please give the transfers table, empty if there was none; then evaluate again.",
        .birth_what = "the birth date of {whom}.",
        .birth_why = "clause {clause} is for pupils of certain ages. Without an age it is taken to apply, so duties "
                     "listed here may not be owed.",
        .birth_todo = "please fill in birth_date in the students table and evaluate again.",
        .of_student = "pupil {student} ({unit})",
        .of_student_alone = "pupil {student}",
        .whole_district = "all schools",
        .on = "on {from}",
        .from_until = "from {from} to {until}",
        .from = "since {from}",
        .until = "until {until}",
        .always = "so far",
        .cause = "See row {row} of the {table} table.",
    },
    .event = english_events,
    .quota = english_quotas,
    .keeping = english_keeping,
    .status = english_statuses,
    .figure = english_figures,
    .money = english_money,
    .nearest = english_nearest,
};

}  // namespace baoxue::detail
