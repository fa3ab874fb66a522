// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/kind_phrases.hpp>

namespace baoxue::detail {

inline constexpr event_phrases english_events{
    .events{"the start of a term", "a term having begun without the pupil's registration",
            "one of these being on record for a pupil: {needs}", "a pupil's coming back after leaving",
            "a dropout becoming known", "transfer papers not being complete {n} {days} after the pupil left",
            "another duty (clause {clause}) not being done by its due date", "a new pupil's enrolment",
            "a pupil's enrolment by transfer", "a transfer to another school becoming known",
            "a suspension becoming known", "a pupil's graduation", "\"{act}\" being on record",
            "an award or a charge under clause {clause}"},
    .exits{"graduated", "transferred", "suspended", "withdrawn", "dropout", "died"},
    .days{"calendar {n|day|days}", "school {n|day|days}", "working {n|day|days}"},
    .about_pupil = "this is about pupil {student}.",
    .term_begins = "{on} is the first day of the term.",
    .not_registered = "the registrations table has no registration of this pupil up to that day.",
    .on_roll = "the pupil was on the roll that day (row {row} of the enrolments table).",
    .flagged = "\"{need}\" is on record from {on} (row {row} of the needs table).",
    .returned = "the pupil was enrolled again on {on} (row {row} of the enrolments table).",
    .enrolled = "see row {row} of the enrolments table.",
    .left = "the pupil's enrolment at {unit} ended on {on}, entered as \"{exit}\" (row {row} of the enrolments table).",
    .left_unknown = "the pupil's enrolment at {unit} ended on {on} (row {row} of the enrolments table).",
    .no_transfer_row = "the exit says that it was a transfer, but the transfers table has none, so its papers count as "
                       "not done yet.",
    .noted = "the school learned of it on {on}; what it owes counts from that day.",
    .transfer = "the pupil left for another school on {on} (row {row} of the transfers table).",
    .steps_done = "steps of the transfer done: {steps}.",
    .steps_missing = "still missing, in this order: {steps}.",
    .steps_complete = "the transfer was complete only on {on}.",
    .late = "{on} was {n} {days} after the pupil left.",
    .missed = "what clause {clause} asks for was due on {due}, and was not done by then.",
    .missed_row = "see finding {id}.",
    .sums = "this is {sums}.",
    .an_award = "an award of {amount} (finding {id})",
    .a_charge = "a charge of {amount} (finding {id})",
    .step_missed = "what step {step} asks for was due on {due}, and was not done by then.",
    .notice = "\"{act}\" was done by {actor} on {on} (row {row} of the acts table) and set {due} for coming back; the "
              "pupil was not back by then.",
    .notice_open = "\"{act}\" was done by {actor} on {on} (row {row} of the acts table) and names no date for coming "
                   "back, so the clause's own number of days counts.",
    .not_back = "The pupil was not back by then.",
    .notice_row = "\"{act}\" was done by {actor} on {on} (row {row} of the acts table); the time for coming back is "
                  "over, and the pupil is not back.",
    .step_done = "what step {step} asks for, \"{act}\", was done on {on} by {actor} (row {row} of the acts table).",
    .earlier_steps = "reached before: {steps}.",
    .act_row = "\"{act}\" was done by {actor} on {on} (row {row} of the acts table).",
};

inline constexpr quota_phrases english_quotas{
    .open = "{Who} has this to do {times} {span}: {acts}; {done} so far.",
    .met = "{Who} had this to do {times} {span}: {acts}. That is done: {done}.",
    .missed = "{Who} had this to do {times} {span}: {acts}; {done} on record.",
    .unknown = "{Who} had this to do {times} {span}: {acts}. How often it was done is not known.",
    .cycles{"each school day", "each week", "each month", "each term", "each school year", "at each named point"},
    .months = "each year in {months}",
    .points = "each school year within {points}",
    .point_first = "the first 20 school days of {term}",
    .point_last = "the last 20 school days of {term}",
    .every_term = "every term",
    .nth_term = "term {n}",
    .last_term = "the last term",
    .once = "once",
    .times = "{n} times",
    .span = "from {from} to {until}",
    .span_day = "on {from}",
    .range = "{from} to {until}",
    .range_day = "{from} alone",
    .per_holder = "each {role}",
    .per_subject = "the {role}, for {subject},",
    .subject_pupil = "each pupil",
    .subject_unit = "each {kind}",
    .subject_need = "each pupil with one of these on record ({needs})",
    .subject_status = "each pupil whose status is \"{status}\"",
    .holder_alone = "{ids} alone. The number is one a person, however many units are held.",
    .any_subject = "An act counts once, whoever it is about.",
    .asks = "this is asked of {whom} {cycle}, {times}: {acts}.",
    .whole = "the period is {range}, and {needed} {needed|is|are} needed in it.",
    .prorated = "the period is {range}. Of its {m} school days {k} {k|counts|count}, those {counting}: {times} × {k} ÷ "
                "{m}, rounded up, is {needed}.",
    .prorated_plain = "the period is {range}; only the share of its school days {counting} counts, rounded "
                      "up, so it is {needed} and not {times}.",
    .counting{"on which the role was held", "on which the pupil was on the roll", "on which the need was on record",
              "on which the status lasted"},
    .period = "acts count from {from} to {until}.",
    .due = "the due date is the last school day of it that counts, {due}.",
    .due_day = "an act of that day counts, and the day is the due date: {due}.",
    .weekend = "an act after {due} but within that time, such as on a Saturday, still counts.",
    .done = "as of {as_of}, {done} of {needed}.",
    .to_go = "{n} to go, with {days} {days|day|days} left.",
    .to_go_today = "{n} to go, and {n|it is|they are} due that very day.",
    .short_of = "the due date {due} is past, and {n} fewer than needed are on record.",
    .enough = "the number was reached on {met} (act {needed} of {needed}).",
    .rows = "see {n|row|rows} {rows} of the acts table.",
    .too_late =
        "If one was done in that time and not written down, it has yet to be entered in the acts table; one done after "
        "{until} belongs to the next period.",
    .still_counts =
        "If one was done in that time and not written down, it has yet to be entered in the acts table; one done by "
        "{until} still counts for this period.",
};

inline constexpr keeping_phrases english_keeping{
    .entry = "make a complete entry in the register \"{register}\"",
    .pledge = "sign a pledge with {to}",
    .benefit_or = "{benefit} ({acts} does as well)",
    .every_pupil = "a pupil's being on the roll",
    .signs_as{
        .who = "Who signs: ",
        .at_unit = "on {on}, {ids} held the role of {held} at {unit}, the nearest unit covering {whom} where anybody "
                   "held it.",
        .at_own_unit = "on {on}, {ids} held the role of {held} at {unit}.",
        .for_pupil = "on {on}, {ids} {n|was|were} this pupil's {held}.",
        .is_pupil = "pupil {ids} signs in person.",
        .nobody = "on {on} no {role} is on record for {whom}, so nobody can sign as {role} yet.",
    },
    .signs = "the {from} and the {to} sign a pledge for {subject} {cycle}.",
    .sign_period = "the period is {from} to {until}; a pledge signed in it counts.",
    .sign_due = "The due date is its last school day, {due}.",
    .signed_by = "The record is row {row} of the pledges table, signed by {actor} and {with}.",
    .signed_itself = "{ids} signed in its own name.",
    .entitled_open_due = "Pupil {student} is to have this by {due} at the latest: {benefit}. {Who} sees to it.",
    .entitled_open = "Pupil {student} is to have this: {benefit}. {Who} sees to it.",
    .entitled_met = "What pupil {student} is to have is provided: {benefit}. It was for {who} to see to it.",
    .entitled_met_late = "What pupil {student} is to have is provided, after its due date: {benefit}. It was for {who} "
                         "to see to it.",
    .entitled_missed = "Pupil {student} was to have this by {due}, and it is not on record as provided: {benefit}. "
                       "{Who} sees to it.",
    .entitled_lapsed = "Pupil {student} was to have this, and it need not be provided any more: {benefit}.",
    .entitled_unknown = "Pupil {student} was to have this by {due}, and it is not known whether it was provided: "
                        "{benefit}. {Who} sees to it.",
    .entitled_died = "On record for pupil {student}: {benefit}.",
    .by_holding = "From {on}, {ids} has the role of {role} for this pupil, and so it is provided.",
    .breach = "An incident of {on} has been verified: {conduct}, by {person} ({role}).",
    .breach_of_pupil = "It concerns pupil {student} ({unit}).",
    .breach_at = "It concerns {unit}.",
    .breach_verified = "the record is row {row} of the incidents table, verified on {verified}.",
    .breach_only = "Only what is on record and verified stands here, and only of whom it names; nothing is concluded "
                   "from other figures.",
    .barred = "The clause does not allow this to the {roles}: {conduct}.",
    .together = "It applies only where one person is found in all of these within one school year: {conduct}.",
    .unmet = "And the target of the unit concerned was finally not met that school year (clause {clauses}).",
    .sanction = "What follows is: {sanction}.",
    .sanction_open = "What follows the clause leaves open; once it is decided, fill the parameter {parameter}.",
    .sanction_none = "The clause does not say what follows.",
    .again = "It is verified incident {n} of the same actor under this clause.",
    .no_breach = "no incident of this kind that concerns this pupil is on record.",
    .no_breach_of_unit = "no incident of this kind that concerns this unit is on record.",
    .no_breach_of_person = "no incident of this kind is on record as theirs.",
    .breach_row = "the incident of {on} (finding {id})",
    .breach_rows = "verified: {rows}.",
    .ban_unverified = "the incident of {on} is on record, but not verified as of {as_of}.",
    .ban_role = "the incident of {on} is verified, but whoever did it is not on record as {roles} on that day.",
    .ban_scope = "the incident of {on} is verified, but the rule is not about such a pupil, such a place or that day.",
    .ban_together =
        "the incident of {on} is verified, but not all of this is verified of the same person in that school "
        "year: {conduct}.",
    .ban_unmet = "the incident of {on} is verified, but it has not turned out for good that the target of clause "
                 "{clauses} is missed where it happened.",
    .seat_what = "in the leading group of {whom} the seat of {role} is empty {when}: {person} should have it.",
    .seat_why = "the clause wants every holder of that role in the group; whoever is missing takes nothing back to "
                "their own part of the school.",
    .seat_todo = "please name {person} as {role} in the holdings table, or enter it if that is so already.",
    .nobody_seat_what = "in the leading group of {whom} the seat of {role} is empty {when}.",
    .actor_what = "a verified incident {when} concerns {whom}, and names nobody else as the one who did it.",
    .actor_named_what =
        "a verified incident {when} concerns {whom}. It names {person} as the one who did it, and no role "
        "of {person} is on record for that day.",
    .actor_why = "as long as it is not known who did it, nobody can be said to have broken the clause; the pupil "
                 "has not.",
    .actor_todo = "please find out who it was, and enter them as actor_id in the incidents table; then evaluate again.",
    .actor_named_todo =
        "please enter the role of {person} in the holdings table, or {person} in the parties table; then "
        "evaluate again.",
    .entitled_reached = "due from {from} (finding {id}).",
    .entitled_waits = "what the clause waits for has not happened: {event}.",
};

inline constexpr status_phrases english_statuses{
    .names{"dropout", "transferred", "suspended"},
    .is{"From {from}, pupil {student} ({unit}) has the status of a dropout on record.",
        "From {from}, pupil {student} ({unit}) is transferred, with complete papers.",
        "From {from}, pupil {student} ({unit}) is on leave from school (suspended)."},
    .ends{"it ends once the pupil is enrolled again: its last day is the day before.",
          "it ends once the pupil is enrolled again: its last day is the day before.",
          "it ends once the pupil is back on a roll: its last day is the day before."},
    .ends_by_papers = "it ends once the pupil is enrolled again, or the transfer is complete: its last day is the day "
                      "before.",
    .enter_transfer =
        "If the pupil did go to another school, please enter that in the transfers table, and its steps in "
        "the acts table: it is then judged by those.",
    .why = "Why: ",
    .what_it_says = "This follows from the records alone; it judges neither the reason for leaving, nor the pupil, nor "
                    "the parents.",
    .no_clause = "No clause of this plan speaks of this status; it follows straight from the exit on record.",
    .how_it_ends = "How it ends: ",
    .ended = "it ended on {until}.",
    .ended_by_papers = "the transfer was complete on {on}, so the day before, {until}, was its last.",
    .ended_by_return = "the pupil was enrolled again on {on}, so the day before, {until}, was its last.",
    .ended_by_death = "the pupil died on {until}.",
    .goes_on = "as of {as_of} no end is on record.",
};

inline constexpr figure_phrases english_figures{
    .first_line = "{unit}, {stage}, school year {from} to {until}: the {indicator} {value}.",
    .first_line_whole = "{unit}, school year {from} to {until}: the {indicator} {value}.",
    .is_met = "What is asked for holds: {condition}.",
    .is_missed = "What is asked for does not hold: {condition}.",
    .is_unknown = "Whether what the clause says holds is not known: {condition}.",
    .counted = "How it is counted: ",
    .from_counts = "The figures are those of row {row} of the counts table, not counted from the rolls.",
    .kept_of_counts =
        "row {row} of the counts table gives the {indicator} as {n}/{d}; this figure is worked out from it. "
        "Its denominator is that of the row, {d}; its numerator is the row's denominator less the row's "
        "numerator, {d} − {n} = {kept}. Nothing is counted from the rolls.",
    .dropouts_of_counts =
        "row {row} of the counts table gives the {indicator} as {n}/{d}; this figure is the numerator of "
        "that row, {n}. Nothing is counted from the rolls.",
    .from_rolls = "The figures are counted from the enrolments and the tables beside it.",
    .left_empty = "Row {row} of the counts table leaves it empty, so it is not known, which is not zero.",
    .not_known = "There is nothing to count it from, so it is not known, which is not zero.",
    .rate = "is {numerator}/{denominator} ({percent})",
    .number = "is {numerator}",
    .percent = "{n}%",
    .about = "about {n}%",
    .unknown_value = "is not known",
    .undefined_value = "is {numerator}/{denominator}, which is undefined: the denominator is zero",
    .last_day = "on the year's last day",
    .day_so_far = "on {as_of}, as the year goes on,",
    .glossary = "the numerator is the pupils who {day} are in a dropout spell or suspended, each counted at the "
                "{kind} last left; the denominator is the roll on the year's first day, and "
                "whoever left in the summer before and is not back.",
    .inspection = "the numerator is the number at the start of the year less the number now, that is, leavers of every "
                  "kind, deaths among them, less those who came; the denominator is the roll on the year's first day, "
                  "and whoever left in the summer before and is not back.",
    .retention = "of the pupils at the start of the year, those who died or left by a complete transfer are taken out: "
                 "that is the denominator. The numerator is those of them who are not in a dropout spell.",
    .dropouts = "it is the number of pupils in a dropout spell, each counted at the {kind} last left; those suspended "
                "are not among them.",
    .other = "this indicator is known from the counts table only.",
    .line = "The line is {relation} {line}.",
    .no_line = "a line that is not known",
    .line_before = "It is held against the same figure of the school year before: {line}.",
    .line_unknown = "The line is not known.",
    .condition = "the {indicator} being {relation} {line}",
    .relations{"at most", "below", "at least", "above"},
    .stands = "How final it is: ",
    .final_ = "the school year is over, and this is its last word.",
    .so_far =
        "the school year lasts until {until}; this is as of {as_of}. Awards, charges and vetoes come only once it "
        "is over.",
};

inline constexpr money_phrases english_money{
    .award = "An award of {amount} to {unit}, school year {from} to {until}.",
    .charge = "A charge of {amount} on {unit}, school year {from} to {until}.",
    .honour = "Honours for {unit}, school year {from} to {until}: {honours}.",
    .veto = "A veto: {person} of {unit} forfeits, for the school year {from} to {until}: {honours}.",
    .veto_nobody = "A veto: the {roles} of {unit} forfeits, for the school year {from} to {until}: {honours}. Who held "
                   "that role on {until} is not on record.",
    .of_stage = "This is for the stage {stage} alone.",
    .payer = "It is paid by the {role}.",
    .giver = "It is given by the {role}.",
    .payee = "It is paid to the {role}.",
    .share_award = "One share of the award to {unit} for the school year {from} to {until} ({whole} in all, finding "
                   "{id}): {amount} "
                   "to the {role}{person}.",
    .share_charge =
        "One share of the charge on {unit} for the school year {from} to {until} ({whole} in all, finding {id}): "
        "{amount} borne by the {role}{person}.",
    .by_person = " ({person})",
    .by_nobody = " (nobody yet)",
    .yuan = "{yuan} yuan",
    .yuan_fen = "{yuan}.{fen} yuan",
    .how = "How it was reached: ",
    .once = "{each} is the whole sum.",
    .each = "each dropout comes to {each}; with {n} {n|dropout|dropouts}, {n} × {each} = {amount}.",
    .over_line = "each dropout beyond the line comes to {each}; with {n} beyond it, {n} × {each} = {amount}.",
    .of_whole = "the share of the {role} is {share} of the whole.",
    .held_by_several = "that day {n} people held the role of {role} and have its share in equal parts.",
    .rounding = "A fen that does not divide goes to the largest remainders first, so that the shares together are "
                "exactly what was to be shared.",
    .why_person = "Why this person: ",
    .held = "on {on}, the school year's last day, {ids} held the role of {held} at {unit}.",
    .held_above =
        "on {on}, the school year's last day, {ids} held the role of {held} at {unit}, the nearest unit covering "
        "{whom} where anybody held it.",
    .upon = "the condition is {condition}.",
    .figure_is = "For that year the figure {value}, so the condition holds.",
    .vetoed = "But it is vetoed (finding {id}, clause {clause}, which forfeits {honours}): it stays in the list and is "
              "not paid out.",
    .share_vetoed = "The whole is vetoed (finding {id}), so nothing is paid out.",
    .vetoes = "No award or honour of the same year makes up for it.",
    .no_money_masks = "This states a consequence; it judges nobody.",
    .left_out = "It is left out of every total.",
    .in_total = "This row is part of every total.",
    .not_in_total = "The whole has a row of its own; this share is not added to any total.",
};

}  // namespace baoxue::detail
