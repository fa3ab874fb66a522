// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/spells.hpp>
#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/tell_basis.hpp>
#include <baoxue/explain/tell_cause.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/findings/findings.hpp>

#include <optional>
#include <span>
#include <string>

namespace baoxue::detail {

/// Whether papers can end a dropout: those of the transfer that began it, or that left the enrolment whose end did.
[[nodiscard]] inline bool ends_by_papers(const district& d, code student, date as_of, std::span<const cause> causes) {
    if (cause_in(causes, table_name::transfers))
        return true;
    const auto row = cause_in(causes, table_name::enrolments);
    const auto left = row ? position_of(d.enrolments, student, *row) : std::nullopt;
    const pupil_view pupil{d, student, as_of};
    for (auto t = d.transfers.first(student); left && t < d.transfers.end(student); ++t)
        if (d.transfers.known_on[t] <= as_of && enrolment_left_by(pupil, t) == *left)
            return true;
    return false;
}

/// Whether a pupil was entered as transferred, and the transfers table says nothing of it.
[[nodiscard]] inline bool lacks_transfer(const district& d, code student, std::span<const cause> causes) {
    const auto row = cause_in(causes, table_name::enrolments);
    const auto left = row ? position_of(d.enrolments, student, *row) : std::nullopt;
    return left && d.enrolments.exit[*left] == exit_kind::transferred;
}

/// Tells of one status: since when and why, which step is missing, how it ends or ended.
[[nodiscard]] inline std::string tell_status(const wording& w, const findings& f, const policy& p, const district& d,
                                             std::size_t row) {
    const auto& t = f.statuses;
    const auto& words = w.phrases().status;
    const auto kind = static_cast<std::size_t>(t.status[row]);
    const code student = t.student[row];
    paragraph head{w};
    head.say(words.is[kind],
             {{"student", f.ids->students.text(student)},
              {"unit", t.unit[row] == no_code ? std::string{w.phrases().small.unknown_unit} : w.unit(t.unit[row])},
              {"from", w.day(t.from[row])}});
    head.say(words.what_it_says);
    paragraph why{w, w.phrases().status.why};
    cause_teller{w, p, d, f.as_of, student}.add_leaving(why, t.caused_by.at(row));
    if (t.rule[row] == no_code)
        why.say(words.no_clause);
    paragraph end{w, words.how_it_ends};
    const date until = t.until[row];
    if (until == forever) {
        const auto causes = t.caused_by.at(row);
        const bool is_dropout = t.status[row] == status::dropout;
        end.say(is_dropout && ends_by_papers(d, student, f.as_of, causes) ? words.ends_by_papers : words.ends[kind]);
        if (is_dropout && lacks_transfer(d, student, causes))
            end.say(words.enter_transfer);
        end.say(words.goes_on, {{"as_of", w.day(f.as_of)}});
    } else {
        const auto& died = d.students.died_on[static_cast<std::size_t>(student)];
        const auto& e = d.enrolments;
        bool is_back = false;
        for (auto i = e.first(student); i < e.end(student); ++i)
            is_back = is_back || e.from[i] == until + day_count{1};
        const phrase how = died && *died == until             ? words.ended_by_death
                           : is_back                          ? words.ended_by_return
                           : t.status[row] == status::dropout ? words.ended_by_papers
                                                              : words.ended;
        end.say(how, {{"until", w.day(until)}, {"on", w.day(until + day_count{1})}});
    }
    const auto at = t.rule[row] == no_code ? place{} : find_rule(p, f.rules[static_cast<std::size_t>(t.rule[row])]);
    return head.line() + why.line() + end.line() + tell_basis(w, at) + tell_footer(w, t.id[row]);
}

}  // namespace baoxue::detail
