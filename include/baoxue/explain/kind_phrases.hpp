// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace baoxue::detail {

using phrase = std::string_view;

/// Events, and the rows of tables that show them.
struct event_phrases {
    std::array<phrase, 14> events;  ///< by event: what the clause waits for
    std::array<phrase, 6> exits;    ///< by exit kind
    std::array<phrase, 3> days;     ///< by day unit
    phrase about_pupil, term_begins, not_registered, on_roll, flagged, returned, enrolled;
    phrase left, left_unknown, no_transfer_row, noted, transfer, steps_done, steps_missing, steps_complete;
    phrase late, missed, missed_row, sums, an_award, a_charge, step_missed, notice, notice_open, not_back, notice_row,
        step_done, earlier_steps, act_row;
};

/// Quotas.
struct quota_phrases {
    phrase open, met, missed, unknown;  ///< the first line, by state
    std::array<phrase, 6> cycles;       ///< by cycle
    phrase months, points, point_first, point_last, every_term, nth_term, last_term;
    phrase once, times;                       ///< how often: one; more, or a number left open
    phrase span, span_day, range, range_day;  ///< within which days, and which days; one alone
    phrase per_holder, per_subject, subject_pupil, subject_unit, subject_need, subject_status;
    phrase holder_alone, any_subject, asks, whole, prorated, prorated_plain;
    std::array<phrase, 4> counting;  ///< the days that count: the role held, on the roll, the need flagged, the status
    phrase period, due, due_day, weekend;
    phrase done, to_go, to_go_today, short_of, enough, rows, too_late, still_counts;
};

/// Who is the one, and why that person: of a duty, or of a signature.
struct holder_phrases {
    phrase who, at_unit, at_own_unit, for_pupil, is_pupil, nobody;
};

/// What is kept, signed, granted, barred.
struct keeping_phrases {
    phrase entry, pledge,
        benefit_or;      ///< what is to be done: an entry of a register; a signature; a benefit, or an act
    phrase every_pupil;  ///< the condition of what every pupil is entitled to
    holder_phrases signs_as;
    phrase signs, sign_period, sign_due, signed_by, signed_itself;
    phrase entitled_open_due, entitled_open, entitled_met, entitled_met_late, entitled_missed, entitled_lapsed,
        entitled_unknown, entitled_died;  ///< the first line, by state
    phrase by_holding;
    phrase breach, breach_of_pupil, breach_at, breach_verified, breach_only;
    phrase barred, together, unmet, sanction, sanction_open, sanction_none, again;
    phrase no_breach, no_breach_of_unit, no_breach_of_person, breach_row, breach_rows;
    phrase ban_unverified, ban_role, ban_scope, ban_together, ban_unmet;
    phrase seat_what, seat_why, seat_todo, nobody_seat_what;
    phrase actor_what, actor_named_what, actor_why, actor_todo, actor_named_todo;
    phrase entitled_reached, entitled_waits;
};

/// Statuses.
struct status_phrases {
    std::array<phrase, 3> names;  ///< by status
    std::array<phrase, 3> is;     ///< the first line, by status
    std::array<phrase, 3> ends;   ///< how it ends, by status; a dropout that is no transfer
    phrase ends_by_papers, enter_transfer;
    phrase why, what_it_says, no_clause, how_it_ends, ended, ended_by_papers, ended_by_return, ended_by_death, goes_on;
};

/// Figures against lines.
struct figure_phrases {
    phrase first_line, first_line_whole;  ///< of a stage of a unit; of a unit
    phrase is_met, is_missed, is_unknown;
    phrase counted, from_counts, kept_of_counts, dropouts_of_counts, from_rolls, left_empty, not_known;
    phrase rate, number, percent, about, unknown_value, undefined_value;
    phrase last_day, day_so_far, glossary, inspection, retention, dropouts, other;
    phrase line, no_line, line_before, line_unknown, condition;
    std::array<phrase, 4> relations;  ///< by relation
    phrase stands, final_, so_far;
};

/// Money and honours.
struct money_phrases {
    phrase award, charge, honour, veto, veto_nobody, of_stage;
    phrase payer, giver, payee, share_award, share_charge, by_person, by_nobody;
    phrase yuan, yuan_fen;
    phrase how, once, each, over_line, of_whole, held_by_several, rounding;
    phrase why_person, held, held_above;
    phrase upon, figure_is, vetoed, share_vetoed, vetoes, no_money_masks, left_out, in_total, not_in_total;
};

/// What is still missing before something follows.
struct nearest_phrases {
    phrase headline_pupil, headline_unit, headline_person, nothing, item;
    phrase cannot_tell, too_late, missing_table, not_in_force, text_from, text_until, not_stage, not_unit_kind, not_age,
        need_missing, need_partly, need_keeps, act_missing, acts_missing, acts_too_many, act_not_following, died,
        off_roll;
    phrase rung, reached, reached_before, more, short_now, stands_unfired, held_off, stands_waiting;
    phrase share_now, share_none, back_later, back_since, back_by_was;
    phrase no_status, step_not_reached, step_due, step_no_due, step_met, step_unknown, step_met_late, no_notice,
        notice_due, notice_open, came_back, not_done_yet;
    phrase duty_reached, duty_waits, duty_comes, record_waits, papers_late_on, papers_complete, of_waits;
    phrase quota_line, quota_met, quota_missed, quota_unknown, of_person, quota_none;
    phrase figure_now, more_dropouts, fewer_dropouts, fewer_counted, more_of, fewer_of, at_line, becomes_true,
        becomes_false, never, not_final, is_final, holds_yes, holds_no, figure_unknown, figure_undefined, line_unknown,
        value_unknown, no_figure;
    phrase not_this_unit, covered, holder_since, not_covered, not_covered_yet;
    phrase no_terms, begins_with_school, empty_seat, seat_to_take, own_seat, seats_empty, seats_taken;
    phrase no_period, no_more_periods, next_period, signed_, not_signed, signing_missed, signing_unknown,
        signed_otherwise, signed_late, stands_held_off;
    phrase no_transfer, left_for_transfer, steps_all_done, status_given, status_not_given;
    phrase share_is, no_share, consequence_is;
    phrase ask_unit, ask_pupil, ask_holder, ask_figure, guidance;  ///< about something else than what was asked for
};

}  // namespace baoxue::detail
