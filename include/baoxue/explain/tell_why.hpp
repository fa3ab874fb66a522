// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/following.hpp>
#include <baoxue/explain/condition.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/money_text.hpp>
#include <baoxue/explain/story.hpp>
#include <baoxue/explain/tell_cause.hpp>
#include <baoxue/explain/wording.hpp>

#include <string>
#include <vector>

namespace baoxue::detail {

/// What the event of a duty is, in words.
[[nodiscard]] inline std::string event_text(const wording& w, const event_parts& d, const rule& of) {
    const auto& p = w.phrases().event;
    if (d.every_pupil)
        return std::string{w.phrases().keeping.every_pupil} + scope_text(w, of.applies_to);
    std::string n, days;
    if (d.late != nullptr) {
        n = number_text(w, d.late->days);
        days = fill(p.days[static_cast<std::size_t>(d.late->unit)], {{"n", n}});
    }
    return fill(p.events[static_cast<std::size_t>(d.on)],
                {{"needs", d.need != nullptr ? needs_text(w, *d.need) : std::string{}},
                 {"n", n},
                 {"days", days},
                 {"act", d.act != nullptr ? w.name(word_kind::act, d.act->id) : std::string{}},
                 {"clause", d.of != nullptr ? d.of->clause : w.alternatives({d.sums.begin(), d.sums.end()})}}) +
           after_text(w, of.after) + scope_text(w, of.applies_to);
}

/// Tells why a duty came about: what the clause waits for, and the rows that show that it came.
class why_teller {
public:
    why_teller(const wording& w, const obligation_story& s, const cause_teller& rows)
        : w_(&w), p_(&w.phrases().duty), e_(&w.phrases().event), s_(&s), rows_(&rows) {}

    [[nodiscard]] std::string line() const {
        paragraph out{*w_, p_->why};
        const bool is_first = s_->causing_acts.empty() || (s_->event && s_->event->on == event::act_done);
        if (is_first || (s_->is != nullptr && follows(s_->is->mode))) {
            if (s_->is != nullptr)
                out.say(p_->condition, {{"condition", condition_of(*w_, *s_->is, *s_->at.is)}});
            if (s_->event)
                out.say(p_->condition, {{"condition", event_text(*w_, *s_->event, *s_->at.is)}});
        }
        if (s_->signs != nullptr)
            add_signing(out);
        else if (s_->event && is_first)
            add_event(out);
        else if (s_->is != nullptr && follows(s_->is->mode))
            add_following(out);
        else
            add_step_before(out);
        if (!s_->marks.empty())
            add_marks(out);
        if (is_first && s_->signs == nullptr)
            out.say(p_->reached, {{"on", w_->day(s_->triggered_on)}});
        return out.line();
    }

private:
    [[nodiscard]] static std::string count(std::int64_t n) { return std::to_string(n); }

    void add_step_before(paragraph& out) const {
        for (const auto& a : s_->causing_acts)
            out.say(p_->step_before, {{"act", w_->name(word_kind::act, a.act)},
                                      {"on", w_->day(a.on)},
                                      {"actor", a.actor},
                                      {"row", count(a.row)}});
    }

    /// Who signs with whom, about what, how often.
    void add_signing(paragraph& out) const {
        const auto& p = w_->phrases().quota;
        const auto& pairs = *s_->signs->pairs.value;
        const auto same = [&](const std::string& id, word_code role) {
            return w_->words().find(word_kind::role, id) == role;
        };
        for (const auto& pair : pairs)
            if (same(pair.from.id, s_->roles.front()) && same(pair.to.id, s_->recipient))
                out.say(
                    w_->phrases().keeping.signs,
                    {{"from", w_->name(word_kind::role, pair.from.id)},
                     {"to", w_->name(word_kind::role, pair.to.id)},
                     {"subject", pair.about.is_student()
                                     ? std::string{p.subject_pupil}
                                     : fill(p.subject_unit, {{"kind", w_->name(word_kind::unit_kind, pair.about.id)}})},
                     {"cycle", std::string{p.cycles[static_cast<std::size_t>(*s_->signs->period.value)]}}});
    }

    void add_event(paragraph& out) const {
        const auto on = w_->day(s_->triggered_on);
        if (s_->event->every_pupil)
            return rows_->add_on_roll(out, s_->causes);
        switch (s_->event->on) {
        case event::term_start:
            out.say(e_->term_begins, {{"on", on}});
            return rows_->add_on_roll(out, s_->causes);
        case event::registration:
            out.say(e_->term_begins, {{"on", on}});
            rows_->add_on_roll(out, s_->causes);
            return out.say(e_->not_registered);
        case event::need_flagged:
            return rows_->add_need(out, s_->causes);
        case event::returned:
            return rows_->add_return(out, s_->causes);
        case event::dropout:
            return rows_->add_leaving(out, s_->causes);
        case event::late_papers:
            rows_->add_leaving(out, s_->causes);
            if (const auto& late = *s_->event->late; late.days.value) {
                const auto n = count(*late.days.value);
                out.say(
                    e_->late,
                    {{"on", on}, {"n", n}, {"days", fill(e_->days[static_cast<std::size_t>(late.unit)], {{"n", n}})}});
            }
            return;
        case event::missed_duty:
            return add_missed(out, e_->missed);
        case event::sum_due: {
            std::vector<std::string> sums;
            for (const auto& sum : s_->sums)
                sums.push_back(fill(sum.is_award ? e_->an_award : e_->a_charge,
                                    {{"amount", yuan_text(*w_, sum.fen)}, {"id", id_text(sum.id)}}));
            return sums.empty() ? void() : out.say(e_->sums, {{"sums", w_->list(sums)}});
        }
        case event::entered:
        case event::transferred_in:
            return rows_->add_on_roll(out, s_->causes);
        case event::transferred_out:
        case event::suspended:
        case event::graduated:
            return rows_->add_leaving(out, s_->causes);
        case event::act_done:
            for (const auto& a : s_->causing_acts)
                out.say(e_->act_row, {{"act", w_->name(word_kind::act, a.act)},
                                      {"on", w_->day(a.on)},
                                      {"actor", a.actor},
                                      {"row", count(a.row)}});
            return;
        }
    }

    void add_missed(paragraph& out, phrase how) const {
        if (!s_->missed)
            return;
        const auto& m = *s_->missed;
        out.say(how, {{"clause", m.clause}, {"step", count(m.step)}, {"due", w_->day(m.due_on)}});
        out.say(e_->missed_row, {{"id", id_text(m.id)}});
    }

    void add_following(paragraph& out) const {
        if (std::holds_alternative<in_status>(s_->is->mode))
            return rows_->add_leaving(out, s_->causes);
        if (const auto* m = std::get_if<missed_deadline>(&s_->is->mode); m != nullptr && m->of == deadline_of::duty) {
            rows_->add_leaving(out, s_->causes);
            return add_missed(out, e_->step_missed);
        }
        const auto* done = std::get_if<step_done>(&s_->is->mode);
        const auto* back = std::get_if<missed_deadline>(&s_->is->mode);
        for (const auto& a : s_->causing_acts) {
            const bool is_open = back != nullptr && back->within && back->within->value && a.due_on == dawn;
            out.say(done != nullptr ? e_->step_done
                    : is_open       ? e_->notice_open
                                    : e_->notice,
                    {{"step", done != nullptr ? count(done->step) : std::string{}},
                     {"act", w_->name(word_kind::act, a.act)},
                     {"on", w_->day(a.on)},
                     {"actor", a.actor},
                     {"row", count(a.row)},
                     {"due", w_->day(s_->triggered_on - day_count{1})}});  // it fires on the day after
            if (is_open)
                add_days_to_return(out, *back, a.on);
        }
    }

    /// How the day was counted by which the pupil was to be back.
    void add_days_to_return(paragraph& out, const missed_deadline& mode, date from) const {
        const date by = s_->triggered_on - day_count{1};
        const auto n = *mode.within->value;
        const date last = mode.unit == day_unit::calendar_days ? due_after(from, day_count{n}) : by;
        out.say(mode.unit == day_unit::calendar_days ? p_->calendar_days
                : mode.unit == day_unit::school_days ? p_->school_days
                                                     : p_->working_days,
                {{"start", w_->day(from)}, {"n", count(n)}, {"last", w_->day_and_weekday(last)}});
        if (last != by)
            out.say(p_->rolled, {{"last", w_->day_and_weekday(last)}, {"due", w_->day_and_weekday(by)}});
        out.say(e_->not_back);
    }

    [[nodiscard]] std::string entry(const register_line& line) const {
        return fill(w_->phrases().small.row, {{"item", w_->half_day(line.on, line.half)}, {"row", count(line.row)}});
    }
    [[nodiscard]] std::string whole_day(const register_line& am, const register_line& pm) const {
        const auto& small = w_->phrases().small;
        return fill(small.rows, {{"item", fill(small.whole_day, {{"date", w_->day(am.on)}})},
                                 {"first", count(am.row)},
                                 {"second", count(pm.row)}});
    }
    [[nodiscard]] std::string entry_mark(const register_line& line) const {
        if (line.minutes_late <= 0)
            return w_->named(line.is);
        return fill(p_->mark_late, {{"mark", w_->named(line.is)}, {"minutes", count(line.minutes_late)}});
    }

    /// As many of what the rung counts as lie between the first and the last line.
    [[nodiscard]] std::string counted() const {
        const condition_text text{*w_, *s_->is, s_->at.is->applies_to, s_->at.is->after};
        if (s_->is->counts.empty())
            return fill(w_->phrases().condition.sessions, {{"n", count(*s_->counted)}});
        return text.in_times() ? fill(p_->occasions, {{"n", count(*s_->counted)}}) : text.amount(*s_->counted);
    }

    /// The register: a few lines each with its mark, many as the first and the last, and what they come to.
    void add_marks(paragraph& out) const {
        constexpr std::size_t listed = 4;
        const auto& m = s_->marks;
        if (!s_->earlier.empty()) {
            std::vector<std::string> steps;
            for (const auto& [step, on] : s_->earlier)
                steps.push_back(
                    fill(w_->phrases().small.dated,
                         {{"item", fill(w_->phrases().small.step, {{"step", count(step)}})}, {"date", w_->day(on)}}));
            return out.say(e_->earlier_steps, {{"steps", w_->list(steps)}});
        }
        if (m.size() > listed && s_->counted)
            return out.say(p_->marks_run,
                           {{"first", entry(m.front())}, {"last", entry(m.back())}, {"amount", counted()}});
        std::vector<std::string> entries;
        for (std::size_t i = 0; i < m.size() && i < listed;) {
            const auto mark = entry_mark(m[i]);
            std::vector<std::string> halves;
            while (i < m.size() && entry_mark(m[i]) == mark) {
                const bool whole = i + 1 < m.size() && m[i + 1].on == m[i].on && entry_mark(m[i + 1]) == mark;
                halves.push_back(whole ? whole_day(m[i], m[i + 1]) : entry(m[i]));
                i += whole ? 2 : 1;
            }
            entries.push_back(fill(p_->marks_of, {{"mark", mark}, {"halves", w_->list(halves)}}));
        }
        out.say(p_->marks_listed, {{"entries", w_->list(entries)}});
        if (s_->counted && s_->is != nullptr && !s_->is->counts.empty() &&
            condition_text{*w_, *s_->is, s_->at.is->applies_to, s_->at.is->after}.in_times())
            out.say(p_->marks_total, {{"amount", counted()}});
    }

    const wording* w_;
    const duty_phrases* p_;
    const event_phrases* e_;
    const obligation_story* s_;
    const cause_teller* rows_;
};

}  // namespace baoxue::detail
