// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/condition.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/nearest_count.hpp>
#include <baoxue/explain/nearest_scope.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/findings/findings.hpp>

#include <optional>
#include <string>
#include <variant>

namespace baoxue::detail {

/// Tells what one rung still lacks for one pupil.
class nearest_rung {
public:
    /// \param scratch  with what the ladder's rungs have done for the pupil
    nearest_rung(const wording& w, const findings& f, const place& at, const bound_rung& rung, const pupil_view& pupil,
                 ladder_scratch& scratch)
        : w_(&w), p_(&w.phrases().nearest), f_(&f), at_(at), rung_(&rung), pupil_(&pupil), scratch_(&scratch) {}

    [[nodiscard]] std::string says() const {
        const auto& d = *pupil_->facts;
        if (!rung_->open.empty())
            return fill(p_->cannot_tell, {{"parameter", rung_->open}});
        if (follows(rung_->source->mode))
            return following();
        const auto* back = std::get_if<not_back>(&rung_->source->mode);
        const auto table = back != nullptr && back->basis == not_back_basis::registration ? table_name::registrations
                                                                                          : table_name::attendance;
        for (const auto t : {table_name::enrolments, table})
            if (!d.is_given(t))
                return fill(p_->missing_table, {{"table", std::string{word_of(t)}}});
        if (const auto why = obstacle(*w_, rung_->scope, rung_->in_force, *pupil_, pupil_->as_of))
            return *why;
        if (!pupil_->on_roll(pupil_->as_of))
            return std::string{p_->off_roll};
        list_counted(pupil_->marks, rung_->marks, scratch_->counted);
        for (const auto& other : rung_->unless)
            if (is_reached_on(*pupil_, other, scratch_->counted, pupil_->as_of, scratch_->of_other_count)) {
                const condition_text text{*w_, *rung_->source, at_.is->applies_to, at_.is->after};
                if (const auto* fired = last_fired(); fired != nullptr && stands_since(fired->what.on))
                    return reached(*fired);
                return fill(p_->held_off, {{"as_of", day(pupil_->as_of)},
                                           {"condition", text.other_count_text()},
                                           {"now", amount(text, count_now(*pupil_, *rung_, *scratch_).now)}});
            }
        paragraph out{*w_};
        const auto act = missing_act(*w_, rung_->scope, *pupil_, pupil_->as_of, scratch_->so_far.reached);
        out.add(back != nullptr ? standing_back(*back) : counted(act.has_value()));
        if (act)
            out.add(*act);
        auto text = out.line();
        text.pop_back();
        return text;
    }

private:
    [[nodiscard]] std::string day(date d) const { return w_->day(d); }
    [[nodiscard]] std::string condition() const { return condition_of(*w_, *rung_->source, *at_.is); }

    /// The last time that the rung fired.
    [[nodiscard]] const fired_rung* last_fired() const {
        const fired_rung* last = nullptr;
        for (const auto& f : scratch_->so_far.rungs)
            if (f.step == rung_->step && (last == nullptr || f.what.on > last->what.on))
                last = &f;
        return last;
    }
    [[nodiscard]] std::string reached(const fired_rung& fired) const {
        const auto& o = f_->obligations;
        for (std::size_t i = 0; i < o.size(); ++i)
            if (o.rule[i] == rung_->rule && o.student[i] == pupil_->student && o.step[i] == rung_->step &&
                o.triggered_on[i] == fired.what.on)
                return fill(p_->reached, {{"on", day(fired.what.on)}, {"id", id_text(o.id[i])}});
        return fill(p_->reached_before, {{"on", day(fired.what.on)}});
    }

    [[nodiscard]] std::string amount(const condition_text& text, std::int32_t n) const {
        return text.in_times() ? fill(w_->phrases().duty.occasions, {{"n", std::to_string(n)}}) : text.amount(n);
    }

    /// Whether the number stood at the end of each day since one: what fired then has not fallen short in between.
    [[nodiscard]] bool stands_since(date first) const {
        for (date on = pupil_->as_of - day_count{1}; on >= first; on = on - day_count{1}) {
            const pupil_view before{*pupil_->facts, pupil_->student, on};
            if (count_now(before, *rung_, *scratch_).now < rung_->reaches)
                return false;
        }
        return true;
    }

    /// \param waits  whether an act that must come before is lacking: then the number alone does not do
    [[nodiscard]] std::string counted(bool waits) const {
        const auto stands = count_now(*pupil_, *rung_, *scratch_);
        const auto* fired = last_fired();
        const condition_text text{*w_, *rung_->source, at_.is->applies_to, at_.is->after};
        const auto amount = [&](std::int32_t n) { return this->amount(text, n); };
        if (std::holds_alternative<share>(rung_->source->mode)) {
            if (fired != nullptr && pupil_->calendar_on(pupil_->as_of).school_year_of(fired->what.on) ==
                                        pupil_->calendar_on(pupil_->as_of).school_year_of(pupil_->as_of))
                return reached(*fired);
            if (!stands.share)
                return fill(p_->share_none, {{"condition", condition()}});
            return fill(p_->share_now, {{"condition", condition()},
                                        {"marked", amount(stands.share->marked)},
                                        {"counted", amount(stands.share->counted)}});
        }
        const bool rolls = std::holds_alternative<rolling>(rung_->source->mode);
        if (stands.now >= rung_->reaches) {
            const bool by_it = fired != nullptr && (rolls ? rung_->unless.empty() || stands_since(fired->what.on)
                                                          : fired->what.first == stands.first);
            return by_it ? reached(*fired)
                         : fill(waits                   ? p_->stands_waiting
                                : rung_->unless.empty() ? p_->stands_unfired
                                                        : p_->stands_held_off,
                                {{"now", amount(stands.now)},
                                 {"condition", condition()},
                                 {"other", rung_->unless.empty() ? std::string{} : text.other_count_text()}});
        }
        auto out = fill(
            stands.now == 0 ? p_->short_now : p_->more,
            {{"condition", condition()}, {"now", amount(stands.now)}, {"more", amount(rung_->reaches - stands.now)}});
        if (fired != nullptr)
            out +=
                std::string{w_->phrases().small.sentence_gap} + fill(p_->reached_before, {{"on", day(fired->what.on)}});
        return out;
    }

    [[nodiscard]] std::string standing_back(const not_back& mode) const {
        const auto* fired = last_fired();
        const auto& c = pupil_->calendar_on(pupil_->as_of);
        const term* now = nullptr;
        for (const auto& t : c.terms())
            if (t.first_day <= pupil_->as_of || now == nullptr)
                now = &t;
        if (fired != nullptr && now != nullptr && fired->what.on >= now->first_day)
            return reached(*fired);
        const auto by = now == nullptr ? std::nullopt : back_by(c, *now, mode);
        const phrase how = !by ? p_->back_by_was : *by > pupil_->as_of ? p_->back_later : p_->back_since;
        return fill(how, {{"condition", condition()}, {"on", by ? day(*by) : std::string{}}});
    }

    [[nodiscard]] std::string following() const {
        if (const auto* fired = last_fired())
            return reached(*fired);
        if (const auto why = obstacle(*w_, rung_->scope, rung_->in_force, *pupil_, pupil_->as_of))
            return *why;
        if (const auto act = missing_act(*w_, rung_->scope, *pupil_, pupil_->as_of, scratch_->so_far.reached))
            return *act;
        const auto& mode = rung_->source->mode;
        if (const auto* m = std::get_if<in_status>(&mode))
            return fill(p_->no_status,
                        {{"status", std::string{w_->phrases().status.names[static_cast<std::size_t>(m->status)]}}});
        const auto* missed = std::get_if<missed_deadline>(&mode);
        const auto step = missed != nullptr ? missed->step : std::get<step_done>(mode).step;
        std::optional<duty_outcome> row;
        bool is_over = false;
        scratch_->so_far.for_each_row(step, [&](const fired_rung& f, const duty_outcome& o) {
            row = o;
            is_over = f.spell != fired_rung::no_spell && scratch_->spells[f.spell].until < pupil_->as_of;
        });
        const auto say = [&](phrase how) {
            return fill(how, {{"step", std::to_string(step)},
                              {"due", row && row->due_on != no_date ? day(row->due_on) : std::string{}},
                              {"on", row && row->met_on != no_date ? day(row->met_on) : std::string{}},
                              {"act", row && row->met ? w_->name(word_kind::act, pupil_->facts->acts.act[*row->met])
                                                      : act_of(step)},
                              {"n", row && row->due_on != no_date ? std::to_string((row->due_on - pupil_->as_of).value)
                                                                  : std::string{}}});
        };
        if (!row)
            return say(p_->step_not_reached);
        if (row->stands == state::unknown)
            return say(p_->step_unknown);
        if (missed == nullptr)
            return say(p_->not_done_yet);
        if (missed->of == deadline_of::act && is_over)
            return say(p_->came_back);
        if (missed->of == deadline_of::act && row->met && pupil_->facts->acts.due_on[*row->met] == dawn &&
            (!missed->within || !missed->within->value))
            return missed->within ? fill(p_->cannot_tell, {{"parameter", at_.text->id + "." + missed->within->name}})
                                  : say(p_->notice_open);
        if (missed->of == deadline_of::act)
            return say(row->met ? p_->notice_due : p_->no_notice);
        if (row->due_on == no_date)
            return say(p_->step_no_due);
        if (row->met_on != no_date && row->met_on <= row->due_on)
            return say(p_->step_met);
        return say(row->due_on >= pupil_->as_of ? p_->step_due : p_->step_met_late);
    }

    /// What a step owes, where it stands in the clause's own words.
    [[nodiscard]] std::string act_of(std::int32_t step) const {
        const auto& o = f_->obligations;
        for (std::size_t i = 0; i < o.size(); ++i)
            if (o.student[i] == pupil_->student && o.step[i] == step &&
                is_same_ladder(at_, f_->rules[static_cast<std::size_t>(o.rule[i])]))
                return w_->alternatives(w_->names(word_kind::act, f_->act_lists[static_cast<std::size_t>(o.acts[i])]));
        return {};
    }

    const wording* w_;
    const nearest_phrases* p_;
    const findings* f_;
    place at_;
    const bound_rung* rung_;
    const pupil_view* pupil_;
    ladder_scratch* scratch_;
};

}  // namespace baoxue::detail
