// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/story.hpp>
#include <baoxue/explain/tell_basis.hpp>
#include <baoxue/explain/unfilled.hpp>
#include <baoxue/explain/wording.hpp>

#include <string>

namespace baoxue::detail {

/// Why it matters that a parameter is left open.
[[nodiscard]] inline phrase why_open(const gap_phrases& p, gap_story::about open) {
    switch (open) {
    case gap_story::about::deadline:
        return p.unspecified_due_why;
    case gap_story::about::line:
        return p.unspecified_line_why;
    case gap_story::about::amount:
        return p.unspecified_amount_why;
    case gap_story::about::shares:
        return p.unspecified_shares_why;
    case gap_story::about::quota:
        return p.unspecified_quota_why;
    case gap_story::about::coming_back:
        return p.unspecified_return_why;
    case gap_story::about::threshold:
        return p.unspecified_threshold_why;
    case gap_story::about::ages:
        return p.unspecified_ages_why;
    case gap_story::about::sanction:
        return p.unspecified_sanction_why;
    case gap_story::about::times:
        return p.unspecified_times_why;
    case gap_story::about::detail:
        return p.unspecified_detail_why;
    case gap_story::about::rule:
        break;
    }
    return p.unspecified_rule_why;
}

/// Why it matters that nobody is on record in a role: by the kind of rule that counts on it.
[[nodiscard]] inline phrase why_unfilled(const wording& w, const gap_story& s) {
    const auto& p = w.phrases().gap;
    const auto is = [&]<class Kind>(const Kind*) {
        return s.at.is != nullptr && std::holds_alternative<Kind>(s.at.is->is);
    };
    if (is(static_cast<const assignment*>(nullptr)))
        return is_of_family(w, s.role) ? p.family_why : p.cover_why;
    if (is(static_cast<const committee*>(nullptr)))
        return p.seat_why;
    if (is(static_cast<const pledge*>(nullptr)))
        return p.pledge_why;
    if (is(static_cast<const veto*>(nullptr)))
        return p.veto_why;
    if (is(static_cast<const incentive*>(nullptr)))
        return p.share_why;
    return has_school(w, s.unit) ? p.unassigned_why : p.unassigned_plain_why;
}

/// Tells of one gap: what is not known, why it matters, what to do.
[[nodiscard]] inline std::string tell_gap(const wording& w, const gap_story& s) {
    const auto& p = w.phrases().gap;
    const auto day = [&](date d) { return w.day(d == dawn || d == forever ? s.as_of : d); };
    const auto stretch = [&] {
        if (s.from == dawn)
            return s.until == forever ? std::string{p.always} : fill(p.until, {{"until", day(s.until)}});
        if (s.until == forever)
            return fill(p.from, {{"from", day(s.from)}});
        return fill(s.from == s.until ? p.on : p.from_until, {{"from", day(s.from)}, {"until", day(s.until)}});
    };
    const auto whom = s.student.empty()   ? w.unit(s.unit)
                      : s.unit == no_code ? fill(p.of_student_alone, {{"student", s.student}})
                                          : fill(p.of_student, {{"student", s.student}, {"unit", w.unit(s.unit)}});
    const auto say = [&](phrase how) {
        return fill(how, {{"clause", s.at.text == nullptr ? std::string{} : s.at.text->id},
                          {"parameter", s.parameter},
                          {"word", s.source_word},
                          {"when", stretch()},
                          {"whom", whom},
                          {"role", w.name(word_kind::role, s.role)},
                          {"person", s.person},
                          {"table", s.parameter},
                          {"from", day(s.from)},
                          {"example", s.example},
                          {"as_of", w.day(s.as_of)},
                          {"known", s.known_on == no_date ? std::string{} : w.day(s.known_on)}});
    };
    paragraph what{w, p.what}, why{w, p.why}, todo{w, p.todo};
    const auto tell = [&](phrase a, phrase b, phrase c) {
        what.add(say(a));
        why.add(say(b));
        todo.add(say(c));
    };
    switch (s.kind) {
    case gap_kind::unspecified_value:
        tell(p.unspecified_what, why_open(p, s.open), p.unspecified_todo);
        if (!s.source_word.empty())
            what.say(p.unspecified_word, {{"word", s.source_word}});
        break;
    case gap_kind::unassigned_role:
        if (const auto& k = w.phrases().keeping; s.at.is != nullptr && std::holds_alternative<prohibition>(s.at.is->is))
            s.person.empty() ? tell(k.actor_what, k.actor_why, k.actor_todo)
                             : tell(k.actor_named_what, k.actor_why, k.actor_named_todo);
        else if (!s.person.empty())
            tell(k.seat_what, k.seat_why, k.seat_todo);
        else
            tell(s.at.is != nullptr && std::holds_alternative<committee>(s.at.is->is) ? k.nobody_seat_what
                                                                                      : p.unassigned_what,
                 why_unfilled(w, s), todo_unfilled(w, s.role));
        break;
    case gap_kind::broken_chain:
        tell(p.chain_what, p.chain_why, p.chain_todo);
        break;
    case gap_kind::unmarked_sessions:
        tell(p.unmarked_what, p.unmarked_why, s.registers_given ? p.unmarked_register_todo : p.unmarked_todo);
        break;
    case gap_kind::undefined_rate:
        if (s.parameter == previous_year::kind)
            tell(p.before_what, p.before_why, p.before_todo);
        else
            tell(p.rate_what, p.rate_why, p.rate_todo);
        break;
    case gap_kind::missing_table:
        if (s.is_left_empty)
            tell(p.empty_what, p.empty_why, p.empty_todo);
        else if (s.is_misfit)
            tell(p.count_what, p.count_why, p.count_todo);
        else if (s.is_off_rolls)
            tell(p.rolls_what, p.rolls_why, p.rolls_todo);
        else
            tell(p.table_what, p.table_why, p.table_todo);
        break;
    case gap_kind::ambiguous_reading:
        tell(p.reading_what, p.reading_why, p.reading_todo);
        break;
    case gap_kind::outside_calendar:
        tell(p.calendar_what, p.calendar_why, p.calendar_todo);
        break;
    case gap_kind::unknown_exit:
        if (s.known_on != no_date)
            tell(p.exit_later_what, p.exit_later_why, p.exit_later_todo);
        else if (s.is_transfer)
            tell(p.exit_transfer_what, p.exit_transfer_why, p.exit_transfer_todo);
        else
            tell(p.exit_what, p.exit_why, p.exit_todo);
        break;
    case gap_kind::unknown_birth_date:
        tell(p.birth_what, p.birth_why, p.birth_todo);
        break;
    }
    for (const auto& c : s.causes)
        what.say(p.cause, {{"table", std::string{word_of(c.table)}}, {"row", std::to_string(c.row)}});
    return what.line() + why.line() + todo.line() + tell_basis(w, s.at) + tell_footer(w, s.id);
}

}  // namespace baoxue::detail
