// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/numbers.hpp>
#include <baoxue/policy/checks/report.hpp>
#include <baoxue/rules/ladder.hpp>

#include <algorithm>

namespace baoxue::detail {

template <class Word>
void check_no_word_twice(const std::vector<Word>& words, std::string_view what, const std::string& pointer,
                         problem_list& out) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), words[i]) !=
            words.begin() + static_cast<std::ptrdiff_t>(i))
            report(out, pointer + "/" + std::to_string(i),
                   std::string{what} + " " + in_backquotes(words[i].id) + " is listed twice");
}

inline void check_struct(const applies_to& a, const std::string& pointer, problem_list& out) {
    check_no_word_twice(a.stages, "stage", pointer + "/stages", out);
    check_no_word_twice(a.unit_kinds, "unit kind", pointer + "/unit_kinds", out);
}

inline void check_struct(const need_condition& n, const std::string& pointer, problem_list& out) {
    if (n.any_of.empty() && n.all_of.empty())
        report(out, pointer, "no need is named, fill `any_of` or `all_of`");
    check_no_word_twice(n.any_of, "need", pointer + "/any_of", out);
    check_no_word_twice(n.all_of, "need", pointer + "/all_of", out);
}

inline void check_struct(const after_act& a, const std::string& pointer, problem_list& out) {
    const auto check = [&](const std::optional<param<std::int32_t>>& n, std::int32_t least, std::int32_t most,
                           const char* key) {
        if (!n)
            return;
        const auto at = pointer + "/" + key;
        check_number(*n, least, most, at, out);
        if (!n->value)
            report(out, at, "acts that must come before cannot be left unspecified, give a number");
    };
    const auto at_least = a.at_least ? a.at_least->value : 1;
    constexpr std::int32_t most_months = 1'200;  // a hundred years
    check(a.at_least, 0, most_days, "at_least"), check(a.below, 1, most_days, "below");
    check(a.months, 1, most_months, "months");
    if (a.following && a.following->id == a.act.id)
        report(out, pointer + "/following", "an act that follows itself asks for nothing more, name another act");
    if (a.step)
        check_number(*a.step, 1, most_occasions, pointer + "/step", out);
    if (a.months.has_value() != (a.since == since::months_before))
        report(out, pointer + "/months",
               a.months ? "`months` goes only with `months_before`" : "`months_before` needs `months`");
    if (a.afresh && (a.since == since::months_before || at_least == 0))
        report(out, pointer + "/afresh",
               "`afresh` counts from acts on record since a term or a school year began, expected `since` to say which "
               "and one act at least");
    if (a.below) {
        if (a.below->value && at_least && *a.below->value <= *at_least)
            report(out, pointer + "/below",
                   "below `" + std::to_string(*a.below->value) +
                       "` leaves nothing, expected more than `at_least`, which is " + std::to_string(*at_least));
    } else if (at_least == 0) {
        report(out, pointer + "/at_least", "`0` asks for nothing, expected 1 or more, or `below` beside it");
    }
}

inline void check_struct(const owes& o, const std::string& pointer, problem_list& out) {
    if (o.acts.empty())
        report(out, pointer + "/acts", "the list is empty, name the acts that are owed");
    if (o.roles.empty())
        report(out, pointer + "/roles", "the list is empty, name the roles that owe");
    if (o.how == combine::in_order) {
        if (o.roles.size() > 1 && o.roles.size() != o.acts.size())
            report(out, pointer + "/roles",
                   "acts in order need one role for all or one for each of " + std::to_string(o.acts.size()) +
                       " acts, got " + std::to_string(o.roles.size()));
        return;  // the same act or role may come again in an order
    }
    check_no_word_twice(o.acts, "act", pointer + "/acts", out);
    check_no_word_twice(o.roles, "role", pointer + "/roles", out);
}

inline void check_marks(const std::vector<mark>& marks, const std::string& pointer, problem_list& out) {
    if (marks.empty())
        report(out, pointer, "the list is empty, name the marks that count");
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto at = pointer + "/" + std::to_string(i);
        const auto name = marks[i] == mark::unmarked ? std::string_view{"unmarked"} : word_of(marks[i]);
        if (marks[i] != mark::excused && marks[i] != mark::unexcused)
            report(out, at,
                   "mark `" + std::string{name} + "` cannot be counted, expected one of `excused`, `unexcused`");
        else if (std::count(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(i), marks[i]) > 0)
            report(out, at, "mark `" + std::string{name} + "` is listed twice");
    }
}

inline void check_count(const count_of& c, std::int32_t own_step, const std::string& pointer, problem_list& out) {
    if (c.over_minutes)
        check_number(*c.over_minutes, 0, most_occasions, pointer + "/over_minutes", out);
    if ((c.unit == counted::late) != c.over_minutes.has_value())
        report(out, pointer + "/over_minutes",
               c.over_minutes ? "`over_minutes` goes only with `late`" : "`late` needs `over_minutes`");
    if (!c.step)
        return;
    if (c.unit != counted::earlier_rung)
        return report(out, pointer + "/step", "`step` goes only with `earlier_rung`");
    if (*c.step >= own_step)
        report(out, pointer + "/step",
               "step `" + std::to_string(*c.step) + "` is not below this rung's own step " + std::to_string(own_step));
}

/// The kind of a mode that counts nothing one by one; empty for the others.
[[nodiscard]] inline std::string_view uncounted_kind(const count_mode& mode) {
    return std::visit(
        [](const auto& m) -> std::string_view {
            if constexpr (requires { m.comparator; })
                return {};
            else
                return m.kind;
        },
        mode);
}

/// The earlier step that a mode rests on; nothing where it rests on none.
[[nodiscard]] inline std::optional<std::int32_t> step_behind(const count_mode& mode) {
    if (const auto* m = std::get_if<missed_deadline>(&mode))
        return m->step;
    if (const auto* m = std::get_if<step_done>(&mode))
        return m->step;
    return std::nullopt;
}

/// Whether what is counted goes with the way of counting.
inline void check_counts(const rung& r, const std::string& pointer, problem_list& out) {
    if (const auto kind = uncounted_kind(r.mode); !kind.empty()) {
        if (!r.counts.empty())
            report(out, pointer, "`" + std::string{kind} + "` counts nothing one by one, leave `counts` out");
        return;
    }
    if (r.counts.empty())
        return report(out, pointer, "the list is empty, say what is counted");
    const bool one_by_one = std::holds_alternative<consecutive>(r.mode) || std::holds_alternative<share>(r.mode);
    const auto in_runs = [](const count_of& c) { return c.unit != counted::late && c.unit != counted::earlier_rung; };
    if (one_by_one && (r.counts.size() > 1 || !in_runs(r.counts.front())))
        return report(out, pointer,
                      "`" + std::string{std::holds_alternative<share>(r.mode) ? share::kind : consecutive::kind} +
                          "` counts exactly one of `session`, `full_day`, `part_day`; lateness, earlier rungs and sums "
                          "are counted "
                          "by `cumulative` or `rolling`");
    for (std::size_t i = 0; i < r.counts.size(); ++i) {
        const auto same = [&](const count_of& c) { return c.unit == r.counts[i].unit; };
        if (std::any_of(r.counts.begin(), r.counts.begin() + static_cast<std::ptrdiff_t>(i), same))
            report(out, pointer + "/" + std::to_string(i) + "/unit",
                   "`" + std::string{word_of(r.counts[i].unit)} + "` is counted twice");
        else if (r.counts.size() > 1 && r.counts[i].unit == counted::earlier_rung)
            report(out, pointer + "/" + std::to_string(i) + "/unit",
                   "`earlier_rung` cannot be added up with anything else");
    }
}

inline void check_stops(const std::vector<stop>& stops, const std::string& pointer, problem_list& out) {
    for (std::size_t i = 0; i < stops.size(); ++i)
        if (std::count(stops.begin(), stops.begin() + static_cast<std::ptrdiff_t>(i), stops[i]) > 0)
            report(out, pointer + "/stops/" + std::to_string(i),
                   "stop `" + std::string{word_of(stops[i])} + "` is listed twice");
}

inline void check_struct(const rung& r, const std::string& pointer, problem_list& out) {
    check_number(r.step, 1, most_occasions, pointer + "/step", out);
    check_counts(r, pointer + "/counts", out);
    for (std::size_t i = 0; i < r.counts.size(); ++i)
        check_count(r.counts[i], r.step, pointer + "/counts/" + std::to_string(i), out);
    check_marks(r.marks, pointer + "/marks", out);
    if (const auto behind = step_behind(r.mode); behind && *behind >= r.step)
        report(out, pointer + "/mode/step",
               "step `" + std::to_string(*behind) + "` is not below this rung's own step " + std::to_string(r.step));
    if (const auto* m = std::get_if<missed_deadline>(&r.mode)) {
        if (m->within)
            check_number(*m->within, 0, most_days, pointer + "/mode/within", out);
        if (m->within.has_value() != (m->of == deadline_of::act))
            report(out, pointer + "/mode/within",
                   m->within ? "`within` goes only with `act`" : "`act` needs `within`, for acts that name no date");
    }
    if (r.after && r.after->step && *r.after->step >= r.step)
        report(out, pointer + "/after/step",
               "step `" + std::to_string(*r.after->step) + "` is not below this rung's own step " +
                   std::to_string(r.step));
    if (r.after && r.after->afresh && !std::holds_alternative<cumulative>(r.mode) &&
        !std::holds_alternative<rolling>(r.mode))
        report(out, pointer + "/after/afresh", "`afresh` goes only with `cumulative` or `rolling`");
    if (r.unless_reached) {
        const auto at = pointer + "/unless_reached";
        if (r.counts.empty() || r.counts.front().unit == counted::earlier_rung)
            report(out, at, "`unless_reached` goes only with a rung that counts marks or lateness");
        if (r.unless_reached->counts.empty())
            report(out, at + "/counts", "the list is empty, name what is counted");
        for (std::size_t i = 0; i < r.unless_reached->counts.size(); ++i) {
            const auto& c = r.unless_reached->counts[i];
            const auto place = at + "/counts/" + std::to_string(i);
            check_count(c, r.step, place, out);
            const auto same = [&](const count_of& x) { return x.unit == c.unit; };
            const auto begin = r.unless_reached->counts.begin();
            if (c.unit == counted::earlier_rung)
                report(out, place + "/unit",
                       "`earlier_rung` is no mark, expected one of `session`, `full_day`, "
                       "`part_day`, `late`");
            else if (std::any_of(begin, begin + static_cast<std::ptrdiff_t>(i), same))
                report(out, place + "/unit", "`" + std::string{word_of(c.unit)} + "` is counted twice");
        }
    }
    check_stops(r.stops, pointer, out);
}

inline void check_struct(const ladder& l, const std::string& pointer, problem_list& out) {
    check_not_empty(out, pointer + "/ladder", l.name);
    if (l.rungs.empty())
        report(out, pointer + "/rungs", "the list is empty, a ladder needs at least one rung");
}

}  // namespace baoxue::detail
