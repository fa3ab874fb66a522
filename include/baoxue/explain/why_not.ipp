// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/duty.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/explain/nearest_ban.hpp>
#include <baoxue/explain/nearest_context.hpp>
#include <baoxue/explain/nearest_duty.hpp>
#include <baoxue/explain/nearest_figure.hpp>
#include <baoxue/explain/nearest_instead.hpp>
#include <baoxue/explain/nearest_papers.hpp>
#include <baoxue/explain/nearest_pledge.hpp>
#include <baoxue/explain/nearest_quota.hpp>
#include <baoxue/explain/nearest_rung.hpp>
#include <baoxue/explain/nearest_seat.hpp>
#include <baoxue/explain/tell_consequence.hpp>
#include <baoxue/explain/why_not.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/quote.hpp>

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
          bound_(bind(p, d)), writer_(bound_, d, f.as_of), at_{w_, f, p, d, bound_}, duty_(at_, writer_) {}
    nearest_finder(const nearest_finder&) = delete;
    nearest_finder& operator=(const nearest_finder&) = delete;
    ~nearest_finder() = default;

    [[nodiscard]] std::string of_pupil(code student) {
        const auto headline =
            fill(p_->headline_pupil, {{"as_of", w_.day(f_->as_of)}, {"id", d_->ids->students.text(student)}});
        const auto& died = d_->students.died_on[static_cast<std::size_t>(student)];
        if (died && *died <= f_->as_of)
            return headline + "\n" + fill(p_->died, {{"on", w_.day(*died)}}) + "\n";
        pupil_ = true;
        const pupil_view pupil{*d_, student, f_->as_of};
        list_spells(bound_, pupil, scratch_.spells);
        ladders(pupil);
        for (const auto& duty : bound_.duties)
            if (duty.about == no_code)
                add(duty.rule, named(w_.name(word_kind::record_register, duty.kept)),
                    duty_.of(duty, pupil, scratch_.spells));
        for (const auto& q : bound_.quotas)
            add_quota(q, [&](const nearest_quota& n) { return n.of_pupil(q, pupil); });
        for (const auto& e : bound_.entitlements)
            add(e.rule, named(w_.name(word_kind::benefit, e.benefit)), duty_.of(e, pupil, scratch_.spells));
        bans(w_.phrases().keeping.no_breach, [&](code s, code, code) { return s == student; });
        for (const auto& a : bound_.assignments)
            if (a.unit_kind == no_code)
                add(a.rule, {}, nearest_cover(at_, a, pupil));
        for (const auto& g : bound_.pledges)
            if (g.about == no_code)
                add(g.rule, {}, nearest_pledge{at_, g, &pupil, no_code}.says());
        for (const auto& o : bound_.outcomes)
            add(o.rule, {}, nearest_papers(at_, o, pupil));
        path_ = units_above(pupil.unit(f_->as_of));
        for (const code above : units_above(village_of_pupil(d_->students, student)))
            if (std::find(path_.begin(), path_.end(), above) == path_.end())
                path_.push_back(above);
        units();
        return text(headline);
    }

    [[nodiscard]] std::string of_unit(code unit) {
        asked_ = unit;
        path_ = units_above(unit);
        for (const code above : units_above(village_of_unit(d_->units, unit)))
            if (std::find(path_.begin(), path_.end(), above) == path_.end())
                path_.push_back(above);
        units();
        bans(w_.phrases().keeping.no_breach_of_unit,
             [&](code, code at, code) { return at != no_code && covers(d_->units, unit, at); });
        return text(fill(p_->headline_unit, {{"as_of", w_.day(f_->as_of)}, {"id", w_.unit(unit)}}));
    }

    [[nodiscard]] std::string of_person(code person) {
        for (const auto& q : bound_.quotas)
            add_quota(q, [&](const nearest_quota& n) { return n.of_person(q, person); });
        bans(w_.phrases().keeping.no_breach_of_person, [&](code, code, code p) { return p == person; });
        const auto& g = f_->gaps;
        for (std::size_t i = 0; i < g.size(); ++i)
            if (g.kind[i] == gap_kind::unassigned_role && g.person[i] == person && g.until[i] == forever &&
                g.rule[i] != no_code && std::holds_alternative<committee>(place_of(g.rule[i]).is->is))
                add(g.rule[i], {},
                    fill(p_->own_seat, {{"person", d_->ids->persons.text(person)},
                                        {"role", w_.name(word_kind::role, g.role[i])},
                                        {"unit", w_.unit(g.unit[i])},
                                        {"from", w_.day(g.from[i])},
                                        {"id", id_text(g.id[i])}}));
        const auto& c = f_->consequences;
        for (std::size_t i = 0; i < c.size(); ++i)
            if (c.person[i] == person)
                add(c.rule[i], {},
                    fill(p_->consequence_is, {{"person", d_->ids->persons.text(person)}, {"id", id_text(c.id[i])}}));
        return text(fill(p_->headline_person, {{"as_of", w_.day(f_->as_of)}, {"id", d_->ids->persons.text(person)}}));
    }

private:
    struct line {
        std::int32_t rule;
        std::string what, says;
    };

    [[nodiscard]] place place_of(std::int32_t rule) const { return at_.place_of(rule); }
    [[nodiscard]] bool is_wanted(std::int32_t rule) const {
        return !clause_ || bound_.rules[static_cast<std::size_t>(rule)].clause == *clause_;
    }
    void add(std::int32_t rule, std::string what, std::string says) {
        if (is_wanted(rule))
            lines_.push_back({rule, std::move(what), std::move(says)});
    }
    /// \param concerns  (student, unit, person) -> whether that is what was asked for
    template <class Concerns>
    void bans(phrase none, Concerns&& concerns) {
        for (const auto& b : bound_.prohibitions)
            add(b.rule, named(w_.list(w_.names(word_kind::conduct, b.conduct))),
                nearest_ban{at_, b}.says(none, concerns));
    }
    template <class Says>
    void add_quota(const bound_recurring& q, Says&& says) {
        if (is_wanted(q.rule))
            for (auto& [what, text] : says(nearest_quota{at_, asked_}))
                add(q.rule, named(what), std::move(text));
    }

    [[nodiscard]] std::string text(const std::string& headline) {
        if (clause_ || pupil_)
            for (const auto& u : bound_.unjudged)
                add(u.rule, {}, at_.cannot_tell(u.parameter));
        if (clause_)
            add_others();
        std::stable_sort(lines_.begin(), lines_.end(), [](const line& a, const line& b) { return a.rule < b.rule; });
        auto out = headline + "\n";
        for (const auto& l : lines_)
            out += fill(p_->item, {{"clause", bound_.rules[static_cast<std::size_t>(l.rule)].clause},
                                   {"what", l.what},
                                   {"says", l.says}}) +
                   "\n";
        return lines_.empty() ? out + std::string{p_->nothing} + "\n" : out;
    }

    /// Of the clause asked for, also rules that are about something else than what was asked: whom to ask for instead,
    /// and why nothing is evaluated where that is so.
    void add_others() {
        for (std::size_t i = 0; i < bound_.rules.size(); ++i) {
            const auto rule = static_cast<std::int32_t>(i);
            const bool is_told =
                std::any_of(lines_.begin(), lines_.end(), [&](const line& l) { return l.rule == rule; });
            if (!is_told && is_wanted(rule))
                add(rule, {}, std::visit(ask_instead{w_}, place_of(rule).is->is));
        }
    }
    [[nodiscard]] std::vector<code> units_above(code unit) const {
        std::vector<code> out;
        for (; unit != no_code; unit = d_->units.parent[static_cast<std::size_t>(unit)])
            out.push_back(unit);
        return out;
    }
    /// The nearest unit of a kind, of those asked for and those above; no_code where none is.
    [[nodiscard]] code nearest(word_code kind) const {
        const auto it = std::find_if(path_.begin(), path_.end(),
                                     [&](code u) { return d_->units.kind[static_cast<std::size_t>(u)] == kind; });
        return it == path_.end() ? no_code : *it;
    }
    [[nodiscard]] std::string named(const std::string& what) const {
        return what.empty() ? what : fill(p_->of_person, {{"ids", what}});
    }
    /// Which unit, where it is another than the one asked for, and which stage of it.
    [[nodiscard]] std::string label(code unit, word_code stage = no_code) const {
        std::vector<std::string> parts;
        if (unit != asked_)
            parts.push_back(w_.unit(unit));
        if (stage != no_code)
            parts.push_back(w_.name(word_kind::stage, stage));
        return named(w_.listed(parts));
    }

    /// What each rule about units lacks, for the nearest unit of its kind.
    void units() {
        const auto each = [&](const auto& rules, auto&& kind_of, auto&& says) {
            for (const auto& rule : rules)
                if (const code u = is_wanted(rule.rule) ? nearest(kind_of(rule)) : no_code; u != no_code)
                    add(rule.rule, label(u), says(rule, u));
        };
        const auto about = [](const auto& rule) { return rule.about; };
        each(bound_.duties, about, [&](const bound_duty& r, code u) { return duty_.of(r, u); });
        each(bound_.pledges, about,
             [&](const bound_pledge& r, code u) { return nearest_pledge{at_, r, nullptr, u}.says(); });
        each(
            bound_.committees, [](const bound_committee& r) { return r.unit_kind; },
            [&](const bound_committee& r, code u) { return nearest_seat(at_, r, u); });
        each(
            bound_.assignments, [](const bound_assignment& r) { return r.unit_kind; },
            [&](const bound_assignment& r, code u) { return nearest_cover(at_, r, u); });
        for (const auto& q : bound_.quotas)
            if (const code u = q.source->per == quota_per::subject ? nearest(q.about) : no_code; u != no_code)
                add_quota(q, [&](const nearest_quota& n) { return n.of_unit(q, u); });
        for (const auto& t : bound_.targets)
            figure_lines(f_->measures, t, t.goal);
        for (const auto& i : bound_.payments)
            figure_lines(f_->measures, i, i.upon);
        for (const auto& v : bound_.vetoes)
            if (is_wanted(v.rule))
                figure_lines(figures_of_veto(*f_, *policy_, *d_, place_of(v.rule)), v, v.upon);
        for (const auto& s : bound_.sharings)
            shares(s);
    }

    /// Climbs each ladder alone, so that what its rungs have done is still at hand.
    void ladders(const pupil_view& pupil) {
        gathered unused;
        auto all = std::exchange(bound_.ladders, {});
        for (auto& rungs : all) {
            bound_.ladders.assign(1, rungs);
            scratch_.start_anew();
            climb(bound_, writer_, pupil, scratch_, unused);
            for (const auto& rung : rungs)
                if (is_wanted(rung.rule))
                    add(rung.rule, fill(p_->rung, {{"step", std::to_string(rung.step)}}),
                        nearest_rung{w_, *f_, place_of(rung.rule), rung, pupil, scratch_}.says());
        }
        bound_.ladders = std::move(all);
    }

    /// The figures of a rule for the nearest unit of its kind, of the last school year that has one.
    template <class Rule>
    void figure_lines(const measures_table& m, const Rule& rule, const bound_condition& condition) {
        const code unit = is_wanted(rule.rule) ? nearest(condition.unit_kind) : no_code;
        if (unit == no_code)
            return;
        const bool own = &m == &f_->measures;  // those of a veto are asked for alone
        bool any = false;
        for (std::size_t i = 0; i < m.size(); ++i) {
            const auto fits = [&](std::size_t k) { return m.unit[k] == unit && (!own || m.rule[k] == rule.rule); };
            bool is_last = fits(i);
            for (std::size_t k = 0; k < m.size() && is_last; ++k)
                is_last = !fits(k) || m.stage[k] != m.stage[i] || m.period_from[k] <= m.period_from[i];
            if (!is_last)
                continue;
            add(rule.rule, label(unit, m.stage[i]),
                condition.unspecified.empty() ? nearest_figure(w_, m, i) : at_.cannot_tell(condition.unspecified));
            any = true;
        }
        if (!any)
            add(rule.rule, label(unit),
                unit_obstacle(at_, rule.scope, rule.in_force, unit).value_or(std::string{p_->no_figure}));
    }

    /// Of what divides the sums of other clauses.
    void shares(const bound_sharing& s) {
        const auto paid = std::find_if(bound_.payments.begin(), bound_.payments.end(), [&](const bound_payment& p) {
            return std::find(s.of.begin(), s.of.end(), p.rule) != s.of.end();
        });
        const code unit = is_wanted(s.rule) && paid != bound_.payments.end() ? nearest(paid->upon.unit_kind) : no_code;
        if (unit == no_code)
            return;
        if (!s.unspecified.empty())
            return add(s.rule, label(unit), at_.cannot_tell(s.unspecified));
        const auto& c = f_->consequences;
        bool any = false;
        for (std::size_t i = 0; i < c.size(); ++i)
            if (c.rule[i] == s.rule && c.unit[i] == unit) {
                add(s.rule, label(unit), fill(p_->share_is, {{"id", id_text(c.id[i])}}));
                any = true;
            }
        if (!any)
            add(s.rule, label(unit), fill(p_->no_share, {{"clauses", w_.alternatives(s.source->of)}}));
    }

    wording w_;
    const nearest_phrases* p_;
    const findings* f_;
    const policy* policy_;
    const district* d_;
    std::optional<std::string> clause_;
    bound_policy bound_;
    duty_writer writer_;
    nearest_context at_;
    nearest_duty duty_;
    ladder_scratch scratch_;
    bool pupil_{false};       ///< a pupil is asked for
    code asked_{no_code};     ///< the unit asked for
    std::vector<code> path_;  ///< the units of what is asked for, nearest first
    std::vector<line> lines_;
};

}  // namespace detail

BAOXUE_DECL std::string why_not(const findings& all, const policy& of, const district& d, std::string_view id,
                                const std::optional<std::string>& clause, language in) {
    if (clause && std::find(all.clauses.begin(), all.clauses.end(), *clause) == all.clauses.end())
        throw std::invalid_argument("`" + all.policy + "` has no clause " + in_backquotes(*clause) +
                                    did_you_mean(*clause, all.clauses));
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
