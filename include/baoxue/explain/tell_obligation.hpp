// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/condition.hpp>
#include <baoxue/explain/story.hpp>
#include <baoxue/explain/tell_basis.hpp>
#include <baoxue/explain/wording.hpp>

#include <string>
#include <vector>

namespace baoxue::detail {

/// Tells of one obligation, paragraph by paragraph: decides what is said, never how.
class obligation_teller {
public:
    obligation_teller(const wording& w, const obligation_story& s) : w_(&w), p_(&w.phrases().duty), s_(&s) {}

    [[nodiscard]] std::string text() const {
        return headline() + who() + why() + when() + now() + next() + tell_basis(*w_, s_->at) + also() +
               tell_footer(*w_, s_->id);
    }

private:
    [[nodiscard]] std::string role() const { return w_->alternatives(w_->names(word_kind::role, s_->roles)); }
    [[nodiscard]] std::string role(word_code c) const { return w_->name(word_kind::role, c); }
    [[nodiscard]] std::string act(word_code c) const { return w_->name(word_kind::act, c); }
    [[nodiscard]] std::string acts() const {
        const auto text = w_->alternatives(w_->names(word_kind::act, s_->acts));
        return s_->acts.size() < 2 ? text : fill(p_->any_act, {{"acts", text}});
    }
    [[nodiscard]] static std::string count(std::int32_t n) { return std::to_string(n); }
    [[nodiscard]] std::string days_between(date from, date until) const { return count((until - from).value); }

    [[nodiscard]] std::string headline() const {
        std::vector<std::string> ids;
        for (const auto& b : s_->bearers)
            ids.push_back(b.id);
        const auto named =
            !ids.empty() ? w_->ids(ids) : std::string{s_->holdings_given ? p_->nobody_named : p_->holder_unknown};
        const auto who = fill(w_->phrases().small.named, {{"role", role()}, {"ids", named}});
        phrase line = s_->due_on == no_date ? p_->open : p_->open_due;
        switch (s_->state) {
        case state::open:
            break;
        case state::met:
            line = p_->met;
            break;
        case state::met_late:
            line = p_->met_late;
            break;
        case state::missed:
            line = p_->missed;
            break;
        case state::lapsed:
            line = p_->lapsed;
            break;
        case state::unknown:
            line = p_->unknown;
            break;
        }
        paragraph out{*w_};
        const auto due = s_->due_on == no_date ? std::string{} : w_->day_and_weekday(s_->due_on);
        out.add(fill(line, {{"who", who}, {"due", due}, {"acts", acts()}}));
        if (!s_->student.empty())
            out.add(fill(s_->unit == no_code ? p_->pupil_alone : p_->pupil,
                         {{"student", s_->student}, {"on", w_->day(s_->triggered_on)}, {"unit", w_->unit(s_->unit)}}));
        if (s_->recipient != no_code)
            out.add(fill(p_->recipient, {{"recipient", role(s_->recipient)}}));
        return out.line();
    }

    [[nodiscard]] std::string who() const {
        const auto on = w_->day(s_->triggered_on);
        paragraph out{*w_, p_->who};
        if (s_->bearers.empty())
            out.add(fill(s_->holdings_given ? p_->nobody : p_->holdings_missing, {{"on", on}, {"role", role()}}));
        for (std::size_t i = 0;
             i < s_->bearers.size();) {  // those who hold the same role at the same unit share a sentence
            const auto& b = s_->bearers[i];
            std::vector<std::string> ids;
            for (; i < s_->bearers.size() && alike(s_->bearers[i], b); ++i)
                ids.push_back(s_->bearers[i].id);
            out.add(held_by(b, w_->ids(ids), on));
        }
        if (s_->bearers.size() > 1)
            out.add(std::string{p_->shared});
        return out.line();
    }

    [[nodiscard]] static bool alike(const holder_line& a, const holder_line& b) {
        return a.is_student == b.is_student && a.held == b.held && a.owed == b.owed && a.unit == b.unit;
    }

    [[nodiscard]] std::string held_by(const holder_line& b, const std::string& ids, const std::string& on) const {
        if (b.is_student)
            return fill(p_->is_pupil, {{"ids", ids}});
        if (b.held == no_code)
            return fill(p_->not_found, {{"on", on}, {"ids", ids}, {"role", role()}});
        paragraph out{*w_};
        out.add(fill(b.unit == no_code ? p_->for_pupil : p_->at_unit,
                     {{"on", on}, {"ids", ids}, {"held", role(b.held)}, {"unit", w_->unit(b.unit)}}));
        if (b.held != b.owed)
            out.add(
                fill(b.is_borne ? p_->stands_for : p_->counts_as, {{"held", role(b.held)}, {"role", role(b.owed)}}));
        auto text = out.line();
        text.pop_back();
        return text;
    }

    [[nodiscard]] std::string why() const {
        paragraph out{*w_, p_->why};
        if (!s_->causing_acts.empty()) {
            for (const auto& a : s_->causing_acts)
                out.add(fill(
                    p_->step_before,
                    {{"act", act(a.act)}, {"on", w_->day(a.on)}, {"actor", a.actor}, {"row", std::to_string(a.row)}}));
            return out.line();
        }
        if (s_->is != nullptr)
            out.add(fill(p_->condition, {{"condition", condition_of(*w_, *s_->is, *s_->at.is)}}));
        if (!s_->marks.empty())
            out.add(marks());
        out.add(fill(p_->reached, {{"on", w_->day(s_->triggered_on)}}));
        return out.line();
    }

    [[nodiscard]] std::string entry(const register_line& line) const {
        return fill(w_->phrases().small.row,
                    {{"item", w_->half_day(line.on, line.half)}, {"row", std::to_string(line.row)}});
    }
    [[nodiscard]] std::string whole_day(const register_line& am, const register_line& pm) const {
        const auto& small = w_->phrases().small;
        return fill(small.rows, {{"item", fill(small.whole_day, {{"date", w_->day(am.on)}})},
                                 {"first", std::to_string(am.row)},
                                 {"second", std::to_string(pm.row)}});
    }
    [[nodiscard]] std::string entry_mark(const register_line& line) const {
        if (line.minutes_late <= 0)
            return w_->named(line.is);
        return fill(p_->mark_late, {{"mark", w_->named(line.is)}, {"minutes", count(line.minutes_late)}});
    }

    /// The register: a few lines each with its mark, many as the first and the last.
    [[nodiscard]] std::string marks() const {
        constexpr std::size_t listed = 4;
        const auto& m = s_->marks;
        if (m.size() > listed) {
            std::size_t days = 1;
            for (std::size_t i = 1; i < m.size(); ++i)
                days += m[i].on == m[i - 1].on ? 0 : 1;
            return fill(p_->marks_run, {{"first", entry(m.front())},
                                        {"last", entry(m.back())},
                                        {"n", std::to_string(m.size())},
                                        {"days", std::to_string(days)}});
        }
        std::vector<std::string> entries;
        for (std::size_t i = 0; i < m.size();) {
            const auto mark = entry_mark(m[i]);
            std::vector<std::string> halves;
            while (i < m.size() && entry_mark(m[i]) == mark) {
                const bool whole = i + 1 < m.size() && m[i + 1].on == m[i].on && entry_mark(m[i + 1]) == mark;
                halves.push_back(whole ? whole_day(m[i], m[i + 1]) : entry(m[i]));
                i += whole ? 2 : 1;
            }
            entries.push_back(fill(p_->marks_of, {{"mark", mark}, {"halves", w_->list(halves)}}));
        }
        return fill(p_->marks_listed, {{"entries", w_->list(entries)}});
    }

    [[nodiscard]] std::string when() const {
        paragraph out{*w_, p_->when};
        const auto due = s_->due_on == no_date ? std::string{} : w_->day_and_weekday(s_->due_on);
        const auto start = w_->day(s_->triggered_on);
        switch (s_->basis) {
        case due_basis::none_named:
            out.add(std::string{p_->none_named});
            add_soon(out);
            break;
        case due_basis::unspecified: {
            const filling parameter{"parameter", s_->parameter};
            out.add(s_->source_word.empty() ? std::string{p_->unspecified_plain}
                                            : fill(p_->unspecified, {{"word", s_->source_word}}));
            add_soon(out);
            out.add(fill(p_->fill_in, {parameter}));
            return out.line();
        }
        case due_basis::outside_calendar:
            out.add(std::string{p_->beyond});
            break;
        case due_basis::end_of_period:
            out.add(
                fill(p_->end_of,
                     {{"start", start}, {"period", w_->named(std::get<end_of>(*s_->is->due).period)}, {"due", due}}));
            break;
        case due_basis::within:
            out.add(counted_on(due, start));
            break;
        }
        if (s_->before_rolling != no_date)
            out.add(fill(p_->rolled, {{"last", w_->day_and_weekday(s_->before_rolling)}, {"due", due}}));
        if (!s_->source_word.empty())
            out.add(fill(p_->source_word, {{"word", s_->source_word}}));
        return out.line();
    }

    void add_soon(paragraph& out) const {
        if (s_->state == state::open)
            out.add(std::string{p_->soon});
    }

    [[nodiscard]] std::string counted_on(const std::string& due, const std::string& start) const {
        const auto* within = s_->is == nullptr || !s_->is->due ? nullptr : std::get_if<within_days>(&*s_->is->due);
        if (within == nullptr)
            return fill(p_->other_due, {{"due", due}});
        const auto n = *within->within.value;
        if (n == 0 && s_->before_rolling == no_date)
            return fill(p_->same_day, {{"due", due}});
        const auto counted = within->unit == day_unit::calendar_days ? p_->calendar_days
                             : within->unit == day_unit::school_days ? p_->school_days
                                                                     : p_->working_days;
        const auto last = s_->before_rolling == no_date ? due : w_->day_and_weekday(s_->before_rolling);
        return fill(counted, {{"start", start}, {"n", count(n)}, {"last", last}});
    }

    [[nodiscard]] std::string now() const {
        paragraph out{*w_, p_->now};
        const auto as_of = w_->day(s_->as_of);
        const auto met = s_->met_on == no_date ? std::string{} : w_->day(s_->met_on);
        switch (s_->state) {
        case state::open:
            if (s_->due_on == no_date)
                out.add(fill(p_->no_due, {{"as_of", as_of}}));
            else if (s_->due_on == s_->as_of)
                out.add(fill(p_->due_today, {{"as_of", as_of}}));
            else
                out.add(fill(p_->days_left, {{"as_of", as_of}, {"n", days_between(s_->as_of, s_->due_on)}}));
            break;
        case state::met:
            out.add(fill(s_->due_on == no_date ? p_->is_met : p_->is_met_in_time, {{"met", met}}));
            break;
        case state::met_late:
            out.add(fill(p_->is_met_late, {{"met", met}, {"n", days_between(s_->due_on, s_->met_on)}}));
            break;
        case state::missed:
            out.add(fill(p_->is_missed, {{"as_of", as_of}, {"n", days_between(s_->due_on, s_->as_of)}}));
            break;
        case state::lapsed:
            out.add(fill(p_->is_lapsed, {{"stops", stops()}}));
            break;
        case state::unknown:
            out.add(fill(p_->is_unknown, {{"tables", tables()}}));
            break;
        }
        if (s_->needed != 1)
            out.add(fill(p_->times_done, {{"needed", count(s_->needed)}, {"done", count(s_->done)}}));
        add_evidence(out);
        return out.line();
    }

    void add_evidence(paragraph& out) const {
        if (s_->state == state::open && !s_->not_given.empty())
            out.add(fill(p_->not_given, {{"tables", tables()}}));
        if (s_->met_by.size() == 1)
            out.add(fill(p_->evidence,
                         {{"row", std::to_string(s_->met_by.front().row)}, {"actor", s_->met_by.front().actor}}));
        if (s_->met_by.size() > 1) {
            std::vector<std::string> rows;
            for (const auto& a : s_->met_by)
                rows.push_back(std::to_string(a.row));
            out.add(fill(p_->evidence_any, {{"rows", w_->list(rows)}}));
        }
        for (const auto& a : s_->not_fitting)
            out.add(fill(p_->not_fitting, {{"row", std::to_string(a.row)},
                                           {"actor", a.actor},
                                           {"on", w_->day(a.on)},
                                           {"act", act(a.act)},
                                           {"role", role()}}));
        if (s_->state != state::missed)
            return;
        out.add(std::string{p_->not_recorded});
        out.add(std::string{p_->make_up});
    }

    [[nodiscard]] std::string stops() const {
        std::vector<std::string> names;
        if (s_->is != nullptr)
            for (const auto stop : s_->is->stops)
                names.emplace_back(p_->stops[static_cast<std::size_t>(stop)]);
        return w_->alternatives(names);
    }
    [[nodiscard]] std::string tables() const {
        std::vector<std::string> names;
        for (const auto t : s_->not_given)
            names.emplace_back(t);
        return w_->list(names);
    }

    [[nodiscard]] std::string next() const {
        paragraph out{*w_, p_->next};
        if (!s_->next_act.empty())
            out.add(fill(p_->next_act, {{"role", w_->name(word_kind::role, s_->next_role)},
                                        {"acts", w_->name(word_kind::act, s_->next_act)}}));
        if (s_->next) {
            const auto& n = *s_->next;
            auto owed = w_->names(n.is->owes.acts);
            out.add(fill(p_->next_step,
                         {{"condition", condition_of(*w_, *n.is, *n.at.is)},
                          {"role", w_->alternatives(w_->names(n.is->owes.roles))},
                          {"acts", n.is->owes.how == combine::any_of ? w_->alternatives(owed) : w_->list(owed)},
                          {"step", count(n.is->step)},
                          {"clause", n.at.text->id}}));
        } else if (s_->next_act.empty() && s_->is != nullptr && s_->is->step > 1) {
            out.add(std::string{p_->last_step});
        }
        return out.line();
    }

    [[nodiscard]] std::string also() const {
        std::string out;
        for (const auto& other : s_->also)
            out += fill(p_->also, {{"title", w_->title(*other.layer)}, {"clause", other.text->id}}) + "\n";
        return out;
    }

    const wording* w_;
    const duty_phrases* p_;
    const obligation_story* s_;
};

}  // namespace baoxue::detail
