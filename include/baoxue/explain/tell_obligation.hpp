// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/condition.hpp>
#include <baoxue/explain/gather.hpp>
#include <baoxue/explain/story.hpp>
#include <baoxue/explain/tell_basis.hpp>
#include <baoxue/explain/tell_cause.hpp>
#include <baoxue/explain/tell_quota.hpp>
#include <baoxue/explain/tell_who.hpp>
#include <baoxue/explain/tell_why.hpp>
#include <baoxue/explain/wording.hpp>

#include <string>
#include <vector>

namespace baoxue::detail {

/// Tells of one obligation, paragraph by paragraph: decides what is said, never how.
class obligation_teller {
public:
    obligation_teller(const wording& w, const obligation_story& s, const cause_teller& rows)
        : w_(&w), p_(&w.phrases().duty), s_(&s), rows_(rows), who_(*w_, *s_) {}

    [[nodiscard]] std::string text() const {
        auto out = headline();
        if (s_->quota != nullptr)
            out += quota().who() + quota().why() + quota().when() + quota().now(tables());
        else
            out += who_.line() + why_teller{*w_, *s_, rows_}.line() + when() + now() + next();
        return out + tell_basis(*w_, s_->at, s_->is) + also() + tell_footer(*w_, s_->id);
    }

private:
    [[nodiscard]] std::string role() const { return w_->alternatives(w_->names(word_kind::role, s_->roles)); }
    [[nodiscard]] std::string role(word_code c) const { return w_->name(word_kind::role, c); }
    [[nodiscard]] std::string act(word_code c) const { return w_->name(word_kind::act, c); }
    [[nodiscard]] std::string acts() const {
        const auto& k = w_->phrases().keeping;
        if (s_->kept != nullptr)
            return fill(k.entry, {{"register", w_->name(word_kind::record_register, s_->kept->in.id)}});
        if (s_->signs != nullptr)
            return fill(k.pledge, {{"to", who_.other_named()}});
        if (s_->benefit != nullptr) {
            const auto benefit = w_->name(word_kind::benefit, s_->benefit->benefit.id);
            return s_->benefit->acts.empty()
                       ? benefit
                       : fill(k.benefit_or,
                              {{"benefit", benefit}, {"acts", w_->alternatives(w_->names(s_->benefit->acts))}});
        }
        auto text = w_->alternatives(w_->names(word_kind::act, s_->acts));
        if (s_->acts.size() > 1)
            text = fill(p_->any_act, {{"acts", text}});
        return s_->needed < 2 || s_->quota != nullptr
                   ? text
                   : fill(p_->several_times, {{"acts", text}, {"n", count(s_->needed)}});
    }
    [[nodiscard]] static std::string count(std::int32_t n) { return std::to_string(n); }
    [[nodiscard]] std::string days_between(date from, date until) const { return count((until - from).value); }

    /// The first line's phrase, by state: of a duty, or of what a pupil is entitled to.
    [[nodiscard]] phrase first_line() const {
        const auto& k = w_->phrases().keeping;
        const auto of = [&](phrase duty, phrase benefit) { return s_->benefit != nullptr ? benefit : duty; };
        if (stays_undone())
            return of(p_->died_headline, k.entitled_died);
        switch (s_->state) {
        case state::open:
            break;
        case state::met:
            return of(p_->met, k.entitled_met);
        case state::met_late:
            return of(p_->met_late, k.entitled_met_late);
        case state::missed:
            return of(p_->missed, k.entitled_missed);
        case state::lapsed:
            return of(p_->lapsed, k.entitled_lapsed);
        case state::unknown:
            return of(p_->unknown, k.entitled_unknown);
        }
        return s_->due_on == no_date ? of(p_->open, k.entitled_open) : of(p_->open_due, k.entitled_open_due);
    }

    [[nodiscard]] std::string headline() const {
        paragraph out{*w_};
        if (s_->quota != nullptr && !stays_undone())
            out.add(quota().headline());
        else
            out.say(first_line(), {{"who", who_.named(false)},
                                   {"Who", who_.named(true)},
                                   {"student", s_->student},
                                   {"due", s_->due_on == no_date ? std::string{} : w_->day_and_weekday(s_->due_on)},
                                   {"benefit", acts()},
                                   {"acts", acts()}});
        if (s_->pupil != no_code)
            out.say(s_->unit == no_code ? p_->pupil_alone
                    : s_->left_unit     ? p_->pupil_left
                                        : p_->pupil,
                    {{"student", s_->student}, {"on", w_->day(s_->triggered_on)}, {"unit", w_->unit(s_->unit)}});
        else if (s_->unit != no_code)
            out.say(p_->about_unit, {{"unit", w_->unit(s_->unit)}});
        if (s_->recipient != no_code && s_->signs == nullptr)
            out.say(p_->recipient, {{"recipient", role(s_->recipient)}});
        return out.line();
    }

    /// Whether it is not done, and the pupil has died: then nobody is asked for anything.
    [[nodiscard]] bool stays_undone() const {
        return s_->died_on && (s_->state == state::open || s_->state == state::missed || s_->state == state::unknown);
    }

    [[nodiscard]] quota_teller quota() const { return {*w_, *s_, rows_, acts()}; }

    [[nodiscard]] std::string when() const {
        paragraph out{*w_, p_->when};
        if (s_->signs != nullptr) {
            const auto& k = w_->phrases().keeping;
            out.say(k.sign_period, {{"from", w_->day(s_->period.first)}, {"until", w_->day(s_->period.last)}});
            out.say(k.sign_due, {{"due", w_->day_and_weekday(s_->due_on)}});
            return out.line();
        }
        const auto due = s_->due_on == no_date ? std::string{} : w_->day_and_weekday(s_->due_on);
        const auto start = w_->day(s_->triggered_on);
        switch (s_->basis) {
        case due_basis::none_named:
            out.say(p_->none_named);
            break;
        case due_basis::unspecified: {
            const filling parameter{"parameter", s_->parameter};
            out.add(s_->source_word.empty() ? std::string{p_->unspecified_plain}
                                            : fill(p_->unspecified, {{"word", s_->source_word}}));
            add_soon(out);
            out.say(p_->fill_in, {parameter});
            return out.line();
        }
        case due_basis::outside_calendar:
            out.say(p_->beyond);
            break;
        case due_basis::end_of_period:
            out.say(p_->end_of,
                    {{"start", start}, {"period", w_->named(std::get<end_of>(**s_->due).period)}, {"due", due}});
            break;
        case due_basis::within:
            out.add(counted_on(due, start));
            break;
        }
        if (s_->before_rolling != no_date)
            out.say(p_->rolled, {{"last", w_->day_and_weekday(s_->before_rolling)}, {"due", due}});
        if (!s_->source_word.empty())
            out.say(p_->source_word, {{"word", s_->source_word}});
        return out.line();
    }

    void add_soon(paragraph& out) const {
        if (s_->state == state::open && !s_->died_on)
            out.say(p_->soon);
    }

    [[nodiscard]] std::string counted_on(const std::string& due, const std::string& start) const {
        const auto* within = s_->due == nullptr || !*s_->due ? nullptr : std::get_if<within_days>(&**s_->due);
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
            if (s_->due_on == no_date || s_->died_on)
                out.say(p_->no_due, {{"as_of", as_of}});
            else if (s_->due_on == s_->as_of)
                out.say(p_->due_today, {{"as_of", as_of}});
            else
                out.say(p_->days_left, {{"as_of", as_of}, {"n", days_between(s_->as_of, s_->due_on)}});
            break;
        case state::met:
            out.say(s_->due_on == no_date ? p_->is_met : p_->is_met_in_time, {{"met", met}});
            break;
        case state::met_late:
            out.say(p_->is_met_late, {{"met", met}, {"n", days_between(s_->due_on, s_->met_on)}});
            break;
        case state::missed:
            out.say(s_->died_on ? p_->no_due : p_->is_missed,
                    {{"as_of", as_of}, {"n", days_between(s_->due_on, s_->as_of)}});
            break;
        case state::lapsed:
            out.say(p_->is_lapsed, {{"stops", stops()}});
            break;
        case state::unknown:
            out.say(p_->is_unknown, {{"tables", tables()}, {"n", table_count()}});
            break;
        }
        if (s_->needed != 1)
            out.say(p_->times_done, {{"needed", count(s_->needed)}, {"done", count(s_->done)}});
        add_evidence(out);
        if (s_->died_on)
            out.say(p_->died, {{"date", w_->day(*s_->died_on)}});
        if (stays_undone())
            out.say(p_->died_no_more);
        return out.line();
    }

    void add_evidence(paragraph& out) const {
        if (s_->state == state::open && !s_->not_given.empty())
            out.say(p_->not_given, {{"tables", tables()}, {"n", table_count()}});
        const std::string table{word_of(s_->shown_by)};
        if (s_->met_by_holding)
            out.say(w_->phrases().keeping.by_holding, {{"on", w_->day(s_->met_by_holding->first)},
                                                       {"ids", w_->ids(s_->met_by_holding->second)},
                                                       {"role", w_->name(word_kind::role, s_->benefit->held->id)}});
        if (s_->met_by.size() == 1)
            out.say(s_->signs != nullptr ? w_->phrases().keeping.signed_by : p_->evidence,
                    {{"with", s_->met_by.front().with},
                     {"table", table},
                     {"row", std::to_string(s_->met_by.front().row)},
                     {"actor", s_->met_by.front().actor}});
        if (s_->met_by.size() == 1 && !s_->met_by.front().by_bearer && s_->signs == nullptr && !s_->bearers.empty())
            out.say(p_->by_another, {{"actor", s_->met_by.front().actor}});
        if (s_->met_by.size() > 1) {
            std::vector<std::string> rows;
            for (const auto& a : s_->met_by)
                rows.push_back(std::to_string(a.row));
            out.say(p_->evidence_any, {{"table", table}, {"rows", w_->list(rows)}});
        }
        add_near(out);
        if (s_->state != state::missed || s_->died_on)
            return;
        out.say(p_->not_recorded, {{"table", table}});
        if (s_->shown_by != table_name::pledges)  // a signature after its period is one of the next
            out.say(p_->make_up);
    }

    /// The first row of each reason in full, the others by their numbers.
    void add_near(paragraph& out) const {
        for (auto n = s_->near.begin(); n != s_->near.end(); ++n) {
            const auto alike = [&](const near_line& other) { return other.is == n->is; };
            if (std::any_of(s_->near.begin(), n, alike))
                continue;
            add_near(out, *n);
            std::vector<std::string> rows;
            for (auto other = std::find_if(n + 1, s_->near.end(), alike); other != s_->near.end();
                 other = std::find_if(other + 1, s_->near.end(), alike))
                rows.push_back(std::to_string(other->row.row));
            constexpr std::size_t most = 5;
            const auto all = std::to_string(rows.size());
            const bool is_long = rows.size() > most;
            rows.resize(std::min(rows.size(), most));
            if (!rows.empty())
                out.say(is_long ? p_->rows_alike_many : p_->rows_alike, {{"rows", w_->list(rows)}, {"n", all}});
        }
    }

    void add_near(paragraph& out, const near_line& n) const {
        const auto& staff = w_->words().at(word_kind::role, s_->roles.front()).discharged_by;
        const auto how = [&] {
            switch (n.is) {
            case near_line::why::other_benefit:
                return p_->other_benefit;
            case near_line::why::of_the_class:
                return p_->of_the_class;
            case near_line::why::not_complete:
                return p_->not_complete;
            case near_line::why::of_another_act:
                return p_->of_another_act;
            case near_line::why::not_the_keeper:
                return p_->not_the_keeper;
            case near_line::why::not_the_signers:
                return w_->phrases().nearest.signed_otherwise;
            case near_line::why::signed_late:
                return w_->phrases().nearest.signed_late;
            case near_line::why::not_the_bearer:
                break;
            }
            return staff.empty() ? p_->not_fitting : p_->not_staff;
        };
        out.say(how(), {{"row", std::to_string(n.row.row)},
                        {"actor", n.row.actor},
                        {"on", w_->day(n.row.on)},
                        {"act", n.row.act == no_code ? std::string{} : act(n.row.act)},
                        {"whose", who_.whose()},
                        {"unit", w_->unit(s_->unit)},
                        {"role", staff.empty() ? role() : w_->name(word_kind::role, staff)}});
    }

    [[nodiscard]] std::string stops() const {
        std::vector<std::string> names;
        for (const auto stop : s_->stops)
            if (stop != stop::death || s_->died_on)  // of a pupil who lives nobody speaks of death
                names.emplace_back(p_->stops[static_cast<std::size_t>(stop)]);
        return w_->alternatives(names);
    }
    [[nodiscard]] std::string table_count() const { return std::to_string(s_->not_given.size()); }
    [[nodiscard]] std::string tables() const {
        std::vector<std::string> names;
        for (const auto t : s_->not_given)
            names.emplace_back(t);
        return w_->list(names);
    }

    [[nodiscard]] std::string next() const {
        if (s_->died_on)
            return {};
        paragraph out{*w_, p_->next};
        if (!s_->next_act.empty())
            out.say(p_->next_act, {{"role", w_->name(word_kind::role, s_->next_role)},
                                   {"acts", w_->name(word_kind::act, s_->next_act)}});
        if (s_->next) {
            const auto& n = *s_->next;
            const condition_text condition{*w_, *n.is, n.at.is->applies_to, n.at.is->after};
            auto owed = w_->names(n.is->owes.acts);
            out.say(p_->next_step, {{"condition", condition.of_anybody()},
                                    {"whom", condition.whom()},
                                    {"role", w_->alternatives(w_->names(n.is->owes.roles))},
                                    {"acts", n.is->owes.how == combine::any_of || n.is->owes.how == combine::first_held
                                                 ? w_->alternatives(owed)
                                                 : w_->list(owed)},
                                    {"step", count(n.is->step)},
                                    {"clause", n.at.text->id}});
        } else if (s_->next_act.empty() && s_->is_last && s_->is->step > 1) {
            out.say(p_->last_step);
        }
        return out.line();
    }

    [[nodiscard]] std::string also() const {
        std::string out;
        for (const auto& other : s_->also) {
            paragraph one{*w_};
            one.say(p_->also, {{"title", w_->title(*other.layer)}, {"clause", other.text->id}});
            add_in_force(one, *w_, other.text->effective);
            out += one.line();
        }
        return out;
    }

    const wording* w_;
    const duty_phrases* p_;
    const obligation_story* s_;
    cause_teller rows_;
    who_teller who_;
};

/// Tells of one benefit that a pupil is entitled to.
[[nodiscard]] inline std::string tell_entitlement(const wording& w, const findings& f, const policy& p,
                                                  const district& d, std::size_t row) {
    const auto story = gather_entitlement(f, p, d, row);
    return obligation_teller{w, story, cause_teller{w, p, d, f.as_of, story.pupil}}.text();
}

/// Tells of one obligation.
[[nodiscard]] inline std::string tell_obligation(const wording& w, const findings& f, const policy& p,
                                                 const district& d, std::size_t row) {
    const auto story = gather_obligation(f, p, d, row);
    return obligation_teller{w, story, cause_teller{w, p, d, f.as_of, story.pupil}}.text();
}

}  // namespace baoxue::detail
