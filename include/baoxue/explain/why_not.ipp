// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/duty.hpp>
#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/explain/nearest_figure.hpp>
#include <baoxue/explain/nearest_rung.hpp>
#include <baoxue/explain/tell_consequence.hpp>
#include <baoxue/explain/tell_quota.hpp>
#include <baoxue/explain/tell_why.hpp>
#include <baoxue/explain/why_not.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/bind.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

/// Gathers what each rule still lacks for one pupil, unit or person.
class nearest_finder {
public:
    nearest_finder(const findings& f, const policy& p, const district& d, std::optional<std::string> clause,
                   language in)
        : w_(in, d, *f.words), p_(&w_.phrases().nearest), f_(&f), policy_(&p), d_(&d), clause_(std::move(clause)),
          bound_(bind(p, d)), writer_(bound_, d, f.as_of) {}

    [[nodiscard]] std::string of_pupil(code student) {
        const auto id = d_->ids->students.text(student);
        const auto& died = d_->students.died_on[static_cast<std::size_t>(student)];
        if (died && *died <= f_->as_of)
            return fill(p_->headline_pupil, {{"as_of", w_.day(f_->as_of)}, {"id", id}}) + "\n" +
                   fill(p_->died, {{"on", w_.day(*died)}}) + "\n";
        const pupil_view pupil{*d_, student, f_->as_of};
        list_spells(bound_, pupil, scratch_.spells);
        ladders(pupil);
        for (const auto& duty : bound_.duties)
            if (duty.about == no_code)
                add(duty.rule, {}, duty_says(duty, pupil));
        for (const auto& q : bound_.quotas)
            quota_of_pupil(q, pupil);
        for (const auto& e : bound_.entitlements)
            add(e.rule, {}, entitlement_says(e, pupil));
        for (const auto& b : bound_.prohibitions)
            add(b.rule, {}, breach_says(b, student));
        for (const auto& u : bound_.unjudged)
            if (is_about_pupils(place_of(u.rule)))
                add(u.rule, {}, fill(p_->cannot_tell, {{"parameter", u.parameter}}));
        const auto headline = fill(p_->headline_pupil, {{"as_of", w_.day(f_->as_of)}, {"id", id}});
        return speaks_of_pupils() ? text(headline) : headline + "\n" + ask_for_school(pupil) + "\n";
    }

    [[nodiscard]] std::string of_unit(code unit) {
        figures(f_->measures, unit, no_code);
        for (const auto& v : bound_.vetoes)
            if (is_wanted(v.rule))
                figures(figures_of_veto(*f_, *policy_, *d_, place_of(v.rule)), unit, v.rule);
        for (const auto& q : bound_.quotas)
            quota_rows(q.rule, [&](std::size_t i) {
                return f_->obligations.student[i] == no_code && f_->obligations.unit[i] == unit;
            });
        return text(fill(p_->headline_unit, {{"as_of", w_.day(f_->as_of)}, {"id", w_.unit(unit)}}));
    }

    [[nodiscard]] std::string of_person(code person) {
        for (const auto& q : bound_.quotas)
            if (q.source->per == quota_per::holder)
                quota_rows(q.rule,
                           [&](std::size_t i) { return f_->bearers->contains(f_->obligations.bearers[i], person); });
        return text(fill(p_->headline_person, {{"as_of", w_.day(f_->as_of)}, {"id", d_->ids->persons.text(person)}}));
    }

private:
    struct line {
        std::int32_t rule;
        std::string what, says;
    };

    [[nodiscard]] place place_of(std::int32_t rule) const {
        return find_rule(*policy_, bound_.rules[static_cast<std::size_t>(rule)]);
    }
    [[nodiscard]] bool is_wanted(std::int32_t rule) const {
        return !clause_ || bound_.rules[static_cast<std::size_t>(rule)].clause == *clause_;
    }
    void add(std::int32_t rule, std::string what, std::string says) {
        if (is_wanted(rule))
            lines_.push_back({rule, std::move(what), std::move(says)});
    }

    [[nodiscard]] std::string text(const std::string& headline) {
        std::stable_sort(lines_.begin(), lines_.end(), [](const line& a, const line& b) { return a.rule < b.rule; });
        auto out = headline + "\n";
        for (const auto& l : lines_)
            out += fill(p_->item, {{"clause", bound_.rules[static_cast<std::size_t>(l.rule)].clause},
                                   {"what", l.what},
                                   {"says", l.says}}) +
                   "\n";
        return lines_.empty() ? out + std::string{p_->nothing} + "\n" : out;
    }

    [[nodiscard]] static bool is_about_pupils(const place& at) {
        if (const auto* d = std::get_if<duty>(&at.is->is))
            return d->about.is_student();
        if (const auto* r = std::get_if<recurring>(&at.is->is))
            return r->about.is_student() && r->per == quota_per::subject;
        return std::holds_alternative<ladder>(at.is->is) || std::holds_alternative<record>(at.is->is) ||
               std::holds_alternative<entitlement>(at.is->is) || std::holds_alternative<prohibition>(at.is->is);
    }

    /// Whether any rule could ever say something of a pupil, or of who answers for one.
    [[nodiscard]] bool speaks_of_pupils() const {
        const auto speaks = [](const rule& r) {
            const auto* quota = std::get_if<recurring>(&r.is);
            const auto* covers = std::get_if<assignment>(&r.is);
            return is_about_pupils({nullptr, nullptr, &r}) || std::holds_alternative<procedure>(r.is) ||
                   (quota != nullptr && quota->per == quota_per::holder) ||
                   (covers != nullptr && covers->covers.is_student());
        };
        for (const auto& layer : policy_->layers)
            for (const auto& c : layer.clauses)
                if (std::any_of(c.governing().rules.begin(), c.governing().rules.end(), speaks))
                    return true;
        return false;
    }

    /// Where every rule is about units, the pupil's school is what to ask for.
    [[nodiscard]] std::string ask_for_school(const pupil_view& pupil) const {
        const auto kind = f_->words->find(word_kind::unit_kind, "school");
        const code school = kind ? nearest_of_kind(d_->units, pupil.unit(f_->as_of), *kind) : no_code;
        return school == no_code ? std::string{p_->no_pupils}
                                 : fill(p_->no_pupils_of_unit, {{"unit", w_.unit(school)}});
    }

    /// Climbs each ladder alone, so that what its rungs have done is still at hand.
    void ladders(const pupil_view& pupil) {
        gathered unused;
        auto all = std::exchange(bound_.ladders, {});
        for (auto& rungs : all) {
            bound_.ladders.assign(1, rungs);
            climb(bound_, writer_, pupil, scratch_, unused);
            for (const auto& rung : rungs)
                if (is_wanted(rung.rule))
                    add(rung.rule, fill(p_->rung, {{"step", std::to_string(rung.step)}}),
                        nearest_rung{w_, *f_, place_of(rung.rule), rung, pupil, scratch_}.says());
        }
        bound_.ladders = std::move(all);
    }

    [[nodiscard]] std::string duty_says(const bound_duty& duty, const pupil_view& pupil) const {
        const auto& o = f_->obligations;
        std::optional<std::size_t> row;
        for (std::size_t i = 0; i < o.size(); ++i)
            if (o.rule[i] == duty.rule && o.student[i] == pupil.student)
                row = i;
        if (row)
            return fill(p_->duty_reached, {{"on", w_.day(o.triggered_on[*row])}, {"id", id_text(o.id[*row])}});
        for (const auto t : tables_of(duty))
            if (!d_->is_given(t))
                return fill(p_->missing_table, {{"table", std::string{word_of(t)}}});
        const auto at = place_of(duty.rule);
        if (duty.on == event::missed_duty)
            return of_another(duty, pupil, at);
        std::optional<date> came;
        gathered unused;
        event_finder{bound_, duty, writer_, pupil, scratch_.spells, unused}.run(0, [&](date on, cause) { came = on; });
        const date on = came.value_or(f_->as_of);
        if (const auto why = obstacle(w_, duty.scope, duty.in_force, pupil, on))
            return *why;
        if (const auto act = missing_act(w_, duty.scope, pupil, on))
            return *act;
        if (duty.on == event::late_papers)
            if (const auto papers = transfer_says(duty, pupil); !papers.empty())
                return papers;
        return fill(p_->duty_waits, {{"event", event_text(w_, *event_of(*at.is), *at.is)}});
    }

    [[nodiscard]] std::string entitlement_says(const bound_entitlement& e, const pupil_view& pupil) const {
        const auto& k = w_.phrases().keeping;
        const auto& t = f_->entitlements;
        std::optional<std::size_t> row;
        for (std::size_t i = 0; i < t.size(); ++i)
            if (t.rule[i] == e.rule && t.student[i] == pupil.student)
                row = i;
        if (row)
            return fill(k.entitled_reached, {{"from", w_.day(t.from[*row])}, {"id", id_text(t.id[*row])}});
        for (const auto table : {table_name::enrolments, table_name::needs})
            if (!d_->is_given(table) && (table != table_name::needs || !e.every_pupil))
                return fill(p_->missing_table, {{"table", std::string{word_of(table)}}});
        if (const auto why = obstacle(w_, e.scope, e.in_force, pupil, f_->as_of))
            return *why;
        const auto at = place_of(e.rule);
        return fill(k.entitled_waits, {{"event", event_text(w_, *event_of(*at.is), *at.is)}});
    }

    [[nodiscard]] std::string breach_says(const bound_prohibition& rule, code student) const {
        const auto& k = w_.phrases().keeping;
        const auto& b = f_->breaches;
        if (!d_->is_given(table_name::incidents))
            return fill(p_->missing_table, {{"table", std::string{word_of(table_name::incidents)}}});
        for (std::size_t i = 0; i < b.size(); ++i)
            if (b.rule[i] == rule.rule && b.student[i] == student)
                return fill(k.breach_row, {{"on", w_.day(b.on[i])}, {"id", id_text(b.id[i])}});
        return std::string{k.no_breach};
    }

    [[nodiscard]] static std::vector<table_name> tables_of(const bound_duty& duty) {
        std::vector<table_name> out{table_name::enrolments};
        if (duty.on == event::registration)
            out.push_back(table_name::registrations);
        if (duty.on == event::need_flagged)
            out.push_back(table_name::needs);
        if (duty.on == event::late_papers)
            out.insert(out.end(), {table_name::transfers, table_name::acts});
        if (duty.on == event::transferred_out)
            out.push_back(table_name::transfers);
        if (duty.on == event::act_done)
            out.push_back(table_name::acts);
        return out;
    }

    /// Of a duty that waits for another's due date to pass.
    [[nodiscard]] std::string of_another(const bound_duty& duty, const pupil_view& pupil, const place& at) const {
        const auto& o = f_->obligations;
        for (std::size_t i = 0; i < o.size(); ++i)
            if (std::find(duty.of.begin(), duty.of.end(), o.rule[i]) != duty.of.end() &&
                o.student[i] == pupil.student && o.due_on[i] != no_date && o.due_on[i] >= f_->as_of &&
                o.state[i] == state::open)
                return fill(p_->of_waits, {{"clause", duty.missed->clause}, {"due", w_.day(o.due_on[i])}});
        return fill(p_->duty_waits, {{"event", event_text(w_, *event_of(*at.is), *at.is)}});
    }

    /// Of a transfer whose papers are not late yet.
    [[nodiscard]] std::string transfer_says(const bound_duty& duty, const pupil_view& pupil) const {
        const auto& t = d_->transfers;
        std::string out;
        for (auto i = t.first(pupil.student); i < t.end(pupil.student) && t.known_on[i] <= f_->as_of; ++i) {
            const code unit = pupil.unit(t.left_on[i] - day_count{1});
            const auto complete = completion_of(bound_, pupil, i, unit);
            if (!duty.unspecified_late.empty())
                continue;  // nobody can say when they are late
            const deadline days = within_days{duty.late->days, duty.late->unit, false};
            const date due = due_date(t.left_on[i], days, pupil.calendar_at(unit), d_->working).on;
            if (complete.on)
                out = std::string{p_->papers_complete};
            else if (complete.is_known && due != no_date && due > f_->as_of)
                out = fill(p_->papers_late_on, {{"left", w_.day(t.left_on[i])},
                                                {"on", w_.day(due)},
                                                {"n", std::to_string((due - f_->as_of).value)}});
        }
        return out;
    }

    /// Rows of a quota: those of the period at hand, else the last ones.
    template <class Means>
    bool quota_rows(std::int32_t rule, Means&& means_row) {
        const auto& o = f_->obligations;
        std::vector<std::size_t> now, last;
        for (std::size_t i = 0; i < o.size(); ++i) {
            if (o.rule[i] != rule || !means_row(i))
                continue;
            if (o.due_on[i] >= f_->as_of)
                now.push_back(i);
            if (!last.empty() && o.triggered_on[last.back()] < o.triggered_on[i])
                last.clear();
            if (last.empty() || o.triggered_on[last.back()] == o.triggered_on[i])
                last.push_back(i);
        }
        for (const auto i : now.empty() ? last : now) {
            const auto lacking = std::max(o.needed[i] - o.done[i], 0);
            const phrase how = o.state[i] == state::met      ? p_->quota_met
                               : o.state[i] == state::missed ? p_->quota_missed
                               : o.state[i] == state::open   ? p_->quota_line
                                                             : p_->quota_unknown;
            std::vector<std::string> ids;
            for (const code b : f_->bearers->members(o.bearers[i]))
                if (b < d_->ids->persons.size())
                    ids.push_back(d_->ids->persons.text(b));
            add(rule, ids.empty() ? std::string{} : fill(p_->of_person, {{"ids", w_.ids(ids)}}),
                fill(how, {{"done", std::to_string(o.done[i])},
                           {"needed", std::to_string(o.needed[i])},
                           {"n", std::to_string(lacking)},
                           {"from", w_.day(o.triggered_on[i])},
                           {"due", w_.day(o.due_on[i])},
                           {"id", id_text(o.id[i])}}));
        }
        return !now.empty() || !last.empty();
    }

    /// Quotas counted for the pupil, and those of the persons who answer for the pupil.
    void quota_of_pupil(const bound_recurring& q, const pupil_view& pupil) {
        const auto& o = f_->obligations;
        if (q.source->per == quota_per::holder) {
            quota_rows(q.rule, [&](std::size_t i) {
                const auto members = f_->bearers->members(o.bearers[i]);
                const code unit = pupil.unit(f_->as_of);
                return !members.empty() &&
                       find_holding(*d_, *f_->words, {o.role[i]}, members.front(), pupil.student, unit, f_->as_of)
                               .held != no_code;
            });
            return;
        }
        if (q.about != no_code)
            return;
        if (quota_rows(q.rule, [&](std::size_t i) { return o.student[i] == pupil.student; }))
            return;
        const auto why = obstacle(w_, q.scope, q.in_force, pupil, f_->as_of);
        add(q.rule, {},
            why ? *why
                : fill(p_->quota_none, {{"subject", subject_text(w_, *q.source)},
                                        {"cycle", cycle_text(w_, *q.source)},
                                        {"times", number_text(w_, q.source->times)}}));
    }

    /// \param rule  under which they are listed; no_code: their own
    void figures(const measures_table& m, code unit, std::int32_t rule) {
        for (std::size_t i = 0; i < m.size(); ++i) {
            const auto later = [&](std::size_t k) {
                return m.unit[k] == unit && m.rule[k] == m.rule[i] && m.stage[k] == m.stage[i] &&
                       m.period_from[k] > m.period_from[i];
            };
            bool is_last = m.unit[i] == unit;
            for (std::size_t k = 0; k < m.size() && is_last; ++k)
                is_last = !later(k);
            if (is_last)
                add(rule == no_code ? m.rule[i] : rule,
                    m.stage[i] == no_code ? std::string{}
                                          : fill(p_->of_person, {{"ids", w_.name(word_kind::stage, m.stage[i])}}),
                    nearest_figure(w_, m, i));
        }
    }

    wording w_;
    const nearest_phrases* p_;
    const findings* f_;
    const policy* policy_;
    const district* d_;
    std::optional<std::string> clause_;
    bound_policy bound_;
    duty_writer writer_;
    ladder_scratch scratch_;
    std::vector<line> lines_;
};

}  // namespace detail

BAOXUE_DECL std::string why_not(const findings& all, const policy& of, const district& d, std::string_view id,
                                const std::optional<std::string>& clause, language in) {
    if (clause && std::find(all.clauses.begin(), all.clauses.end(), *clause) == all.clauses.end())
        throw std::invalid_argument("`" + all.policy + "` has no clause `" + *clause + "`");
    detail::nearest_finder finder{all, of, d, clause, in};
    if (const code s = d.ids->students.find_text(id); s != no_code)
        return finder.of_pupil(s);
    if (const code u = d.ids->units.find_text(id); u != no_code)
        return finder.of_unit(u);
    if (const code p = d.ids->persons.find_text(id); p != no_code)
        return finder.of_person(p);
    throw std::invalid_argument("no pupil, unit or person has the id `" + std::string{id} + "`");
}

BAOXUE_DECL std::string why_not(const findings& all, const policy& of, const district& d, code student,
                                const std::optional<std::string>& clause, language in) {
    return why_not(all, of, d, d.ids->students.text(student), clause, in);
}

}  // namespace baoxue
