// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/kind_phrases.hpp>

#include <array>
#include <string_view>

namespace baoxue::detail {

/// Small words: dates, lists, names.
struct small_phrases {
    std::array<phrase, 12> months;
    std::array<phrase, 12> month_names;  ///< as they stand in a sentence without a day
    std::array<phrase, 7> weekdays;
    phrase date, date_and_weekday, am, pm, whole_day;
    phrase comma, last_and, or_else,
        and_more;        ///< between items; before the last; between alternatives; what is left out
    phrase unit, named;  ///< a unit's kind and id; a role and who holds it
    phrase row, rows, dated, step, unknown_unit, stop, sentence_gap;
    std::array<phrase, 4> marks;    ///< by mark: unmarked, present, excused, unexcused
    std::array<phrase, 3> periods;  ///< by period: month, term, school year
};

/// What a rung counts.
struct condition_phrases {
    phrase unexcused, excused_too, only_excused, other_marks;  ///< whose absence counts
    phrase at_least, more_than, open_number, of, of_times;
    phrase sessions, full_days, part_days, late, earlier, several;  ///< amounts
    phrase session_name, other_session_name, full_day_name, part_day_name, late_name, earlier_name, any_earlier;
    phrase earlier_subject, any_earlier_subject, mixed_subject;
    phrase once, in_a_run, over_gaps, touching, across_terms;
    phrase in_period;
    std::array<phrase, 3> windows;  ///< by window_unit
    phrase in_window, within_term, within_year;
    phrase share_at_least, share_of_sessions, share_of_days, share_from;
    phrase back_by_days, back_by_school_day, back_by_registration, not_seen, not_registered;
    std::array<phrase, 3> in_status;  ///< by status
    phrase missed_step, not_returned, step_done, need, unless, need_all;
    phrase after_act, after_acts, after_none, after_below, after_between, after_following, after_step, unless_reached,
        after_afresh, after_afresh_of_several;
    std::array<phrase, 3> since;  ///< by since
    phrase stages, unit_kinds, ages, ages_under, age_year_end, age_last_weekday;
};

/// An obligation, paragraph by paragraph.
struct duty_phrases {
    phrase open_due, open, met, met_late, missed, lapsed, unknown;  ///< the first line, by state
    phrase any_act, several_times, pupil, pupil_left, pupil_alone, about_unit, recipient, nobody_named, holder_unknown;
    phrase the_role, The_role, anyone, Anyone, the_pupil, whose_pupil,
        whose_unit;  ///< who is meant, within and at the start of a sentence
    holder_phrases bears;
    phrase counts_as, stands_for, stands_for_staff, is_anyone, not_found, shared, stand_in, holdings_missing;
    phrase why, condition, marks_listed, marks_of, marks_run, marks_total, occasions, mark_late, step_before, reached;
    phrase soon, when, same_day, calendar_days, school_days, working_days, rolled, source_word, end_of, none_named,
        unspecified, unspecified_plain, fill_in, beyond, other_due, detail, settled, settled_word;
    phrase now, days_left, due_today, no_due, is_met, is_met_in_time, is_met_late, evidence, evidence_any, by_another,
        is_missed, not_recorded, make_up, died_headline, died, died_no_more, not_fitting, not_staff, other_benefit,
        of_the_class, not_complete, of_another_act, not_the_keeper, rows_alike, rows_alike_many, is_lapsed, is_unknown,
        not_given, times_done;
    std::array<phrase, 5> stops;  ///< by stop
    phrase next, next_act, next_step, last_step;
    phrase basis, place, place_item, in_force_from, in_force_until, chosen, other_reading, also;
    phrase footer;
};

/// A gap: what is not known, why it matters, what to do; three sentences a kind.
struct gap_phrases {
    phrase what, why, todo;
    phrase unspecified_what, unspecified_word, unspecified_due_why, unspecified_rule_why, unspecified_threshold_why,
        unspecified_ages_why, unspecified_sanction_why, unspecified_line_why, unspecified_amount_why,
        unspecified_shares_why, unspecified_quota_why, unspecified_return_why, unspecified_times_why,
        unspecified_detail_why, unspecified_todo;
    phrase unassigned_what, unassigned_why, unassigned_plain_why, unassigned_todo;
    phrase body_todo, family_todo;                                            ///< of a body; of a parent
    phrase cover_why, family_why, seat_why, pledge_why, veto_why, share_why;  ///< by the kind of the rule
    phrase chain_what, chain_why, chain_todo;
    phrase unmarked_what, unmarked_why, unmarked_todo, unmarked_register_todo;
    phrase rate_what, rate_why, rate_todo, count_what, count_why, count_todo, empty_what, empty_why, empty_todo,
        rolls_what, rolls_why, rolls_todo, before_what, before_why, before_todo;
    phrase table_what, table_why, table_todo;
    phrase reading_what, reading_why, reading_todo;
    phrase calendar_what, calendar_why, calendar_todo;
    phrase exit_what, exit_why, exit_todo, exit_later_what, exit_later_why, exit_later_todo, exit_transfer_what,
        exit_transfer_why, exit_transfer_todo;
    phrase birth_what, birth_why, birth_todo;
    phrase of_student, of_student_alone, whole_district, on, from_until, from, until, always, cause;
};

/// All phrases of one language. Places in braces are filled in; \see fill.
struct phrase_book {
    small_phrases small;
    condition_phrases condition;
    duty_phrases duty;
    gap_phrases gap;
    event_phrases event;
    quota_phrases quota;
    keeping_phrases keeping;
    status_phrases status;
    figure_phrases figure;
    money_phrases money;
    nearest_phrases nearest;
};

}  // namespace baoxue::detail
