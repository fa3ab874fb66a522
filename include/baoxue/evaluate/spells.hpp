// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/scope.hpp>
#include <baoxue/evaluate/sort_in_place.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace baoxue {

/// One status of a pupil who left, for as long as it lasts.
struct spell {
    status is{};
    date from{}, until{forever};  ///< `forever`: no end is known
    date known_on{};              ///< what it triggers is triggered on this day
    code unit{no_code};           ///< the class (else grade or school) left
    std::int32_t rule{no_code};   ///< that gives it; no_code: no clause does
    cause why{};

    [[nodiscard]] bool holds_on(date d) const { return from <= d && d <= until; }
    /// Whether it still goes on when it becomes known.
    [[nodiscard]] bool triggers() const { return known_on <= until; }
};

/// When a transfer's procedure was complete.
struct completion {
    bool is_known{true};       ///< false: the acts that would show it were not given
    std::optional<date> on{};  ///< its last step; nothing: not complete
};

namespace detail {

/// The day of a procedure's last step: each step on the earliest day that does not fall before the step before.
[[nodiscard]] inline std::optional<date> last_step(const district& d, code transfer, std::span<const word_code> steps,
                                                   date as_of) {
    date reached = dawn;
    for (const auto step : steps) {
        std::optional<date> on;
        for (auto i = d.steps.first(transfer); i < d.steps.end(transfer) && d.steps.on[i] <= as_of && !on; ++i)
            if (d.steps.act[i] == step && d.steps.on[i] >= reached)
                on = d.steps.on[i];
        if (!on)
            return std::nullopt;
        reached = *on;
    }
    return reached;
}

/// The rule that gives a status to a transfer: the first that is in force on the day of leaving. One about incomplete
/// papers gives it only where its own procedure was not complete that day. no_code where no clause does.
[[nodiscard]] inline std::int32_t rule_giving(const bound_policy& policy, const pupil_view& pupil, completeness when,
                                              std::size_t transfer, code unit) {
    const auto& d = *pupil.facts;
    const date left = d.transfers.left_on[transfer];
    const auto is_complete = [&](const bound_outcome& o) {
        return std::all_of(policy.procedures.begin(), policy.procedures.end(), [&](const bound_procedure& p) {
            if (p.layer != o.layer || p.name != o.name || !p.in_force.on(left) || !means(p.scope, *pupil.facts, unit))
                return true;
            const auto last = last_step(d, d.transfers.id[transfer], p.steps, pupil.as_of);
            return last && *last <= left;
        });
    };
    for (const auto& o : policy.outcomes)
        if (o.when == when && o.in_force.on(left) && means(o.scope, *pupil.facts, unit) &&
            (when == completeness::complete || !is_complete(o)))
            return o.rule;
    return no_code;
}

}  // namespace detail

/// When the procedure of a transfer was complete, under every layer that has one; without any, where a receiving unit
/// is known.
///
/// \par Source
/// Meaning decisions, paragraph 9; plan 1, section 5, item 7.
[[nodiscard]] inline completion completion_of(const bound_policy& policy, const pupil_view& pupil, std::size_t transfer,
                                              code unit) {
    const auto& d = *pupil.facts;
    const date left = d.transfers.left_on[transfer];
    completion out;
    bool any = false;
    date last = dawn;
    for (const auto& p : policy.procedures) {
        if (!p.in_force.on(left) || !means(p.scope, *pupil.facts, unit))
            continue;
        if (!d.is_given(table_name::acts))
            return {false, std::nullopt};
        any = true;
        const auto done = detail::last_step(d, d.transfers.id[transfer], p.steps, pupil.as_of);
        if (!done)
            return out;
        last = std::max(last, *done);
    }
    if (any)
        out.on = last;
    else if (d.transfers.has_receiving_unit[transfer])
        out.on = left;
    return out;
}

namespace detail {

inline constexpr std::size_t no_enrolment = std::numeric_limits<std::size_t>::max();

/// The enrolment that a known transfer left: the last that began before, or that began and ended on the day of leaving.
/// One that begins that day and goes on is a return.
[[nodiscard]] inline std::size_t enrolment_left_by(const pupil_view& pupil, std::size_t transfer) {
    const auto& e = pupil.facts->enrolments;
    const date left = pupil.facts->transfers.left_on[transfer];
    const auto first = e.first(pupil.student);
    auto i = no_enrolment;
    for (auto k = first; k < e.end(pupil.student); ++k)
        if (e.from[k] < left || (e.from[k] == left && (e.until[k] == left || k == first)))
            i = k;
    return i;
}

/// One pupil's spells while they are gathered.
class spell_lister {
public:
    spell_lister(const bound_policy& policy, const pupil_view& pupil, std::vector<spell>& out, gathered* gaps)
        : policy_(policy), pupil_(pupil), d_(*pupil.facts), out_(out), gaps_(gaps) {}

    void run() {
        out_.clear();
        const auto& e = d_.enrolments;
        const auto first = e.first(pupil_.student), end = e.end(pupil_.student);
        const auto t_first = d_.transfers.first(pupil_.student), t_end = d_.transfers.end(pupil_.student);
        known_ = first;
        while (known_ < end && e.from[known_] <= pupil_.as_of)
            ++known_;
        for (auto t = t_first; t < t_end; ++t)
            if (d_.transfers.known_on[t] <= pupil_.as_of)
                add_transfer(t, first);
        for (auto i = first; i < known_; ++i)
            add_exit(i);
        join();
    }

private:
    [[nodiscard]] std::size_t left_by(std::size_t transfer) const { return enrolment_left_by(pupil_, transfer); }

    /// The day before the pupil was enrolled again; `forever` where that is not known.
    [[nodiscard]] date last_day_away(std::size_t next) const {
        return next < known_ ? d_.enrolments.from[next] - day_count{1} : forever;
    }

    [[nodiscard]] date until_death(date until) const {
        const auto& died = d_.students.died_on[static_cast<std::size_t>(pupil_.student)];
        return died && *died <= pupil_.as_of ? std::min(until, *died) : until;
    }

    void add(status is, date from, date until, date known_on, code unit, std::int32_t rule, cause why) {
        if (from <= until)
            out_.push_back({is, from, until, std::max(from, known_on), unit, rule, why});
    }

    void add_transfer(std::size_t t, std::size_t first) {
        const auto i = left_by(t);
        const code unit = i == no_enrolment ? no_code : d_.enrolments.unit[i];
        const date left = d_.transfers.left_on[t], known = d_.transfers.known_on[t];
        const cause why{table_name::transfers, d_.transfers.row[t]};
        const date away = last_day_away(i == no_enrolment ? first : i + 1);
        const auto complete = completion_of(policy_, pupil_, t, unit);
        if (!complete.is_known) {
            missing_acts();
            return;
        }
        if (complete.on) {
            const date from = std::max(left, *complete.on);
            add(status::transferred, from, away, known, unit,
                rule_giving(policy_, pupil_, completeness::complete, t, unit), why);
        }
        const date until = complete.on ? std::min(away, *complete.on - day_count{1}) : away;
        add(status::dropout, left, until_death(until), known, unit,
            rule_giving(policy_, pupil_, completeness::incomplete, t, unit), why);
    }

    /// The day before the last step of a transfer out of an enrolment; `forever` where none is complete.
    [[nodiscard]] date papers_end(std::size_t i, bool& has_transfer) const {
        date end = forever;
        for (auto t = d_.transfers.first(pupil_.student); t < d_.transfers.end(pupil_.student); ++t) {
            if (d_.transfers.known_on[t] > pupil_.as_of || left_by(t) != i)
                continue;
            has_transfer = true;
            const auto complete = completion_of(policy_, pupil_, t, d_.enrolments.unit[i]);
            if (complete.on)
                end = std::min(end, *complete.on - day_count{1});
        }
        return end;
    }

    void add_exit(std::size_t i) {
        const auto& e = d_.enrolments;
        const date from = e.until[i];
        if (!e.exit[i] || e.exit_known_on(i) > pupil_.as_of)
            return;
        const cause why{table_name::enrolments, e.row[i]};
        const date away = until_death(last_day_away(i + 1));
        bool has_transfer = false;
        const date papers = papers_end(i, has_transfer);
        switch (*e.exit[i]) {
        case exit_kind::suspended:
            return add(status::suspended, from, away, e.exit_known_on(i), e.unit[i], no_code, why);
        case exit_kind::transferred:
            if (has_transfer)
                return;  // the transfer decides
            if (!d_.is_given(table_name::transfers))
                return unknown_exit(i, why);
            break;
        case exit_kind::dropout:
        case exit_kind::withdrawn:
            break;
        case exit_kind::graduated:
        case exit_kind::died:
            return;
        }
        add(status::dropout, from, std::min(away, papers), e.exit_known_on(i), e.unit[i], no_code, why);
    }

    void unknown_exit(std::size_t i, cause why) {
        if (gaps_ == nullptr)
            return;
        gap g;
        g.kind = gap_kind::unknown_exit;
        g.unit = d_.enrolments.unit[i], g.student = pupil_.student, g.from = d_.enrolments.until[i];
        g.caused_by = why, g.has_cause = true;
        gaps_->add(std::move(g));
    }

    void missing_acts() {
        if (gaps_ == nullptr)
            return;
        for (const auto& p : policy_.procedures) {
            gap g;
            g.kind = gap_kind::missing_table, g.parameter = word_of(table_name::acts);
            g.rule = p.rule, g.clause = policy_.rules[static_cast<std::size_t>(p.rule)].clause_index;
            gaps_->add(std::move(g));
        }
    }

    /// In order of time; spells of one status that overlap are one, which the earlier gives.
    void join() {
        if (out_.size() < 2)
            return;
        sort_in_place(out_,
                      [](const spell& a, const spell& b) { return a.is != b.is ? a.is < b.is : a.from < b.from; });
        std::size_t kept = 0;
        for (std::size_t i = 0; i < out_.size(); ++i) {
            if (kept > 0 && out_[kept - 1].is == out_[i].is && out_[i].from <= out_[kept - 1].until) {
                auto& before = out_[kept - 1];
                before.until = std::max(before.until, out_[i].until);
                before.known_on = std::max(before.from, std::min(before.known_on, out_[i].known_on));
                if (before.rule == no_code)
                    before.rule = out_[i].rule;
                continue;
            }
            out_[kept++] = out_[i];
        }
        out_.resize(kept);
        sort_in_place(out_, [](const spell& a, const spell& b) { return a.from < b.from; });
    }

    const bound_policy& policy_;
    const pupil_view& pupil_;
    const district& d_;
    std::vector<spell>& out_;
    gathered* gaps_;
    std::size_t known_{0};
};

}  // namespace detail

/// Every status of a pupil known on as_of, in order of time.
///
/// \param gaps  takes what could not be known; none: nothing is told
///
/// \par Source
/// Meaning decisions, paragraph 9 and the smaller ones on statuses and exits.
inline void list_spells(const bound_policy& policy, const pupil_view& pupil, std::vector<spell>& out,
                        gathered* gaps = nullptr) {
    detail::spell_lister{policy, pupil, out, gaps}.run();
}

/// Writes a pupil's spells as rows of the table of statuses.
inline void write_spells(const bound_policy& policy, const pupil_view& pupil, std::span<const spell> spells,
                         statuses_table& into) {
    const auto& ids = *pupil.facts->ids;
    for (const auto& s : spells) {
        const auto name = s.rule == no_code ? rule_name{policy.source->id, {}, {}, no_code}
                                            : policy.rules[static_cast<std::size_t>(s.rule)];
        auto hash = id_of_rule("statuses", name);
        add_id(hash, ids.units, s.unit);
        add_id(hash, ids.students, pupil.student);
        into.id.push_back(hash.text(word_of(s.is)).number(s.from.days).value());
        into.rule.push_back(s.rule), into.student.push_back(pupil.student), into.unit.push_back(s.unit);
        into.status.push_back(s.is), into.from.push_back(s.from), into.until.push_back(s.until);
        into.caused_by.append(std::span<const cause>{&s.why, 1});
    }
}

/// Each leaving of a pupil of which a table that was not given would say whether it was a dropout or a transfer.
///
/// \param visit  (first day, day before the pupil was enrolled again or died, unit left, table that is lacking)
template <class Visit>
void for_each_unknown_leaving(const bound_policy& policy, const pupil_view& pupil, Visit&& visit) {
    const auto& d = *pupil.facts;
    const auto& e = d.enrolments;
    const auto& died = d.students.died_on[static_cast<std::size_t>(pupil.student)];
    const auto away = [&](std::size_t left) {
        const auto next = left + 1;
        const bool is_back = next < e.end(pupil.student) && e.from[next] <= pupil.as_of;
        const date until = is_back ? e.from[next] - day_count{1} : forever;
        return died && *died <= pupil.as_of ? std::min(until, *died) : until;
    };
    if (!d.is_given(table_name::acts))
        for (auto t = d.transfers.first(pupil.student); t < d.transfers.end(pupil.student); ++t) {
            const auto left = detail::enrolment_left_by(pupil, t);
            if (d.transfers.known_on[t] > pupil.as_of || left == detail::no_enrolment)
                continue;
            if (!completion_of(policy, pupil, t, e.unit[left]).is_known)
                visit(d.transfers.left_on[t], away(left), e.unit[left], table_name::acts);
        }
    if (!d.is_given(table_name::transfers))
        for (auto i = e.first(pupil.student); i < e.end(pupil.student); ++i)
            if (e.exit[i] == exit_kind::transferred && e.exit_known_on(i) <= pupil.as_of)
                visit(e.until[i], away(i), e.unit[i], table_name::transfers);
}

}  // namespace baoxue
