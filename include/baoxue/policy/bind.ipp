// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/findings/row_id.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/policy/bind_keeping.hpp>
#include <baoxue/policy/bound.hpp>
#include <baoxue/policy/check.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace baoxue {

namespace detail {

/// Binds every rule by its kind.
class binder : keeping_binder {
public:
    binder(const policy& p, const district& d) : keeping_binder(p, d) {}

    bound_policy run() {
        refuse_problems(policy_, unknown_words(policy_, *out_.words));
        for (const auto& layer : policy_.layers)
            for (const auto& c : layer.clauses) {
                const auto clause_index = static_cast<std::int32_t>(out_.clauses.size());
                out_.clauses.push_back(c.id);
                for (const auto& r : c.governing().rules) {
                    const auto rule = static_cast<std::int32_t>(out_.rules.size());
                    out_.rules.push_back({layer.id, c.id, r.id, clause_index});
                    for (const auto& detail : r.details)
                        if (!detail.value)
                            out_.details.push_back({rule, c.id + "." + detail.name});
                    std::visit([&](const auto& kind) { bind_kind(placed_rule{layer, c, r, rule}, kind); }, r.is);
                }
            }
        for (auto& rungs : out_.ladders)
            std::stable_sort(rungs.begin(), rungs.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
        link();
        out_.bearers = std::make_shared<const bearer_sets>(index_holder_->sets());
        return std::move(out_);
    }

private:
    using keeping_binder::bind_kind;

    void bind_rung(const clause& c, const rule& r, std::int32_t rule_index, const rung& source,
                   std::vector<bound_rung>& into) {
        bound_rung b;
        b.source = &source;
        b.rule = rule_index;
        b.step = source.step;
        b.in_force = c.effective;
        for (const mark m : source.marks)
            b.marks.add(m);
        add_scope(c, r.applies_to, r.after, b.scope);
        add_scope(c, source.applies_to, source.after, b.scope);
        bool judged = bind_counts(c, rule_index, source.counts, b);
        std::visit([&](const auto& mode) { judged = bind_mode(c, rule_index, mode, b) && judged; }, source.mode);
        if (const auto& other = source.unless_reached) {
            auto& u = b.unless.emplace_back();
            u.source = &source, u.marks = b.marks;
            judged = bind_counts(c, rule_index, other->counts, u) && judged;
            std::visit(
                [&](const auto& mode) {
                    judged = known(c, rule_index, mode.threshold) && bind_mode(c, rule_index, mode, u) && judged;
                },
                other->mode);
        }
        if (!judged)
            return;
        bind_owes(c, rule_index, source.step, source.owes, source.due, b);
        b.stops = source.stops;
        into.push_back(std::move(b));
    }

    /// What is counted. \return whether every number of it is known
    bool bind_counts(const clause& c, std::int32_t rule_index, const std::vector<count_of>& counts, bound_rung& b) {
        bool judged = true;
        for (const auto& count : counts) {
            b.sessions = b.sessions || count.unit == counted::session;
            b.full_days = b.full_days || count.unit == counted::full_day;
            b.part_days = b.part_days || count.unit == counted::part_day;
            b.lateness = b.lateness || count.unit == counted::late;
            b.earlier = b.earlier || count.unit == counted::earlier_rung;
            if (count.step)
                b.earlier_step = count.step;
            if (count.over_minutes) {
                if (known(c, rule_index, *count.over_minutes))
                    b.over_minutes = *count.over_minutes->value;
                else
                    judged = false;
            }
        }
        return judged;
    }

    template <class Mode>
        requires requires(const Mode& m) { m.threshold; }
    bool bind_mode(const clause& c, std::int32_t rule, const Mode& mode, bound_rung& b) {
        if constexpr (requires { mode.length; })
            if (!known(c, rule, mode.length))
                return false;
        if (mode.threshold.value)
            b.reaches = *mode.threshold.value + (mode.comparator == comparator::more_than ? 1 : 0);
        else
            b.open = c.id + "." + mode.threshold.name;
        return true;
    }
    bool bind_mode(const clause& c, std::int32_t rule, const share& mode, bound_rung&) {
        const bool line = known(c, rule, mode.line);
        return known(c, rule, mode.at_least) && line;
    }
    bool bind_mode(const clause& c, std::int32_t rule, const not_back& mode, bound_rung&) {
        return !mode.until || known(c, rule, *mode.until);
    }
    bool bind_mode(const clause&, std::int32_t, const in_status&, bound_rung&) { return true; }
    bool bind_mode(const clause&, std::int32_t, const missed_deadline&, bound_rung&) { return true; }
    bool bind_mode(const clause&, std::int32_t, const step_done&, bound_rung&) { return true; }

    void bind_kind(const placed_rule& at, const ladder& l) {
        const auto [it, is_new] = ladder_index_.try_emplace({at.layer.id, l.name}, out_.ladders.size());
        if (is_new)
            out_.ladders.emplace_back();
        for (const auto& rung : l.rungs)
            bind_rung(at.text, at.is, at.index, rung, out_.ladders[it->second]);
    }

    void bind_kind(const placed_rule& at, const assignment& a) {
        bound_assignment b;
        begin(at, b);
        b.role = find(word_kind::role, a.role.id);
        b.unit_kind = subject_of(a.covers);
        b.holders = add_holders({b.role}, b.unit_kind == no_code);  // a pupil's own helping teacher covers the pupil
        out_.assignments.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const duty& d) {
        bound_duty b;
        b.on = d.on, b.late = d.late;
        if (d.of)
            b.missed = &*d.of;
        if (d.act)
            b.act = find(word_kind::act, d.act->id);
        begin(at, b);
        if (d.late && !d.late->days.value)
            b.unspecified_late = at.text.id + "." + d.late->days.name;
        b.about = subject_of(d.about);
        if (d.need)
            b.need = bind_need(*d.need);
        bind_owes(at.text, at.index, 0, d.owes, d.due, b);
        b.stops = d.stops;
        if (d.times)
            b.times = d.times->value.value_or(1);
        if (d.times && !d.times->value)
            b.unspecified_times = at.text.id + "." + d.times->name;
        for (const auto& clause : d.sums)
            sums_.emplace_back(out_.duties.size(), clause);
        out_.duties.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const recurring& r) {
        bound_recurring b;
        b.source = &r;
        begin(at, b);
        if (!r.times.value)
            b.unspecified.push_back(at.text.id + "." + r.times.name);
        if (!r.period.value)
            b.unspecified.push_back(at.text.id + "." + r.period.name);
        for (const auto& m : r.months)
            if (!m.value)
                b.unspecified.push_back(at.text.id + "." + m.name);
        b.about = subject_of(r.about);
        if (r.need)
            b.need = bind_need(*r.need);
        if (r.per == quota_per::subject) {
            bind_owes(at.text, at.index, 0, r.owes, std::nullopt, b);
        } else {
            for (const auto& role : r.owes.roles) {  // one quota a person and role
                auto own = r.owes;
                own.roles = {role};
                bind_owes(at.text, at.index, 0, own, std::nullopt, b);
                while (b.held.size() < b.act_lists.size())
                    b.held.push_back(index_holder_->list_holders(find(word_kind::role, role.id)));
            }
        }
        out_.quotas.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const procedure& p) {
        bound_outcome o;
        begin(at, o);
        o.layer = at.layer.id, o.name = p.name, o.when = p.when, o.gives = p.gives;
        if (!p.steps.empty()) {
            bound_procedure b{at.index, at.layer.id, p.name, {}, at.text.effective, o.scope};
            for (const auto& a : p.steps)
                b.steps.push_back(find(word_kind::act, a.id));
            out_.procedures.push_back(std::move(b));
        }
        out_.outcomes.push_back(std::move(o));
    }

    bound_condition bind_condition(const clause& c, const figure_condition& f) const {
        bound_condition b;
        b.source = &f;
        b.indicator = find(word_kind::indicator, f.indicator.id);
        b.unit_kind = find(word_kind::unit_kind, f.unit_kind.id);
        if (const auto* line = std::get_if<fixed_line>(&f.line)) {
            b.line = line->threshold.value;
            if (!b.line)
                b.unspecified = c.id + "." + line->threshold.name;
        } else {
            b.previous_year = true;
        }
        return b;
    }

    void bind_kind(const placed_rule& at, const target& t) {
        bound_target b;
        begin(at, b);
        b.goal = bind_condition(at.text, t.goal);
        out_.targets.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const incentive& i) {
        if (const auto* p = std::get_if<payment>(&i.by)) {
            bound_payment b;
            b.source = p, b.is = i.effect;
            begin(at, b);
            b.upon = bind_condition(at.text, p->upon);
            if (p->amount && !p->amount->value)
                b.unspecified = at.text.id + "." + p->amount->name;
            if (p->period && !known(at.text, at.index, *p->period))
                return;
            b.payer = p->payer ? find(word_kind::role, p->payer->id) : no_code;
            b.payee = p->payee ? find(word_kind::role, p->payee->id) : no_code;
            for (const auto& h : p->honours)
                b.honours.push_back(find(word_kind::honour, h.id));
            out_.payments.push_back(std::move(b));
            return;
        }
        bound_sharing b;
        b.source = &std::get<sharing>(i.by), b.is = i.effect;
        begin(at, b);
        if (!b.source->shares.value)
            b.unspecified = at.text.id + "." + b.source->shares.name;
        b.roles = find_roles(b.source->roles);
        for (const auto r : b.roles)
            b.holders.push_back(add_holders({r}));
        out_.sharings.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const veto& v) {
        bound_veto b;
        begin(at, b);
        if (v.upon) {
            b.upon = bind_condition(at.text, *v.upon);
        } else {
            const auto* shared = find_condition(at.layer, *v.with);
            if (shared == nullptr)
                return;
            b.upon = *shared;
        }
        b.roles = find_roles(v.roles);
        for (const auto r : b.roles)
            b.holders.push_back(add_holders({r}));
        for (const auto& h : v.forfeits)
            b.forfeits.push_back(find(word_kind::honour, h.id));
        out_.vetoes.push_back(std::move(b));
    }

    void bind_kind(const placed_rule&, const guidance&) {}

    /// The condition of the veto of an earlier clause of the layer.
    const bound_condition* find_condition(const layer_of_clauses& layer, const std::string& id) const {
        for (const auto& v : out_.vetoes) {
            const auto& r = out_.rules[static_cast<std::size_t>(v.rule)];
            if (r.policy == layer.id && r.clause == id)
                return &v.upon;
        }
        return nullptr;
    }

    /// Finds the rules that other rules name.
    void link() {
        for (auto& d : out_.duties) {
            if (d.missed == nullptr)
                continue;
            const auto& own = out_.rules[static_cast<std::size_t>(d.rule)];
            for (std::size_t i = 0; i < out_.rules.size(); ++i)
                if (out_.rules[i].policy == own.policy && out_.rules[i].clause == d.missed->clause &&
                    out_.rules[i].rule == d.missed->rule)
                    d.of.push_back(static_cast<std::int32_t>(i));
        }
        for (const auto& [at, clause] : sums_) {
            auto& duty = out_.duties[at];
            const auto& own = out_.rules[static_cast<std::size_t>(duty.rule)];
            for (const auto& payment : out_.payments) {
                const auto& r = out_.rules[static_cast<std::size_t>(payment.rule)];
                if (r.policy == own.policy && r.clause == clause)
                    duty.sums.push_back(payment.rule);
            }
        }
        for (const auto& [at, clause] : unmet_) {
            auto& p = out_.prohibitions[at];
            const auto& own = out_.rules[static_cast<std::size_t>(p.rule)];
            for (const auto& t : out_.targets) {
                const auto& r = out_.rules[static_cast<std::size_t>(t.rule)];
                if (r.policy == own.policy && r.clause == clause)
                    p.unmet.push_back(t.rule);
            }
        }
        for (auto& s : out_.sharings) {
            const auto& own = out_.rules[static_cast<std::size_t>(s.rule)];
            for (const auto& p : out_.payments) {
                const auto& r = out_.rules[static_cast<std::size_t>(p.rule)];
                const auto& of = s.source->of;
                if (r.policy == own.policy && p.is == s.is && std::find(of.begin(), of.end(), r.clause) != of.end())
                    s.of.push_back(p.rule);
            }
        }
    }

    std::map<std::pair<std::string, std::string>, std::size_t> ladder_index_;
    std::vector<std::pair<std::size_t, std::string>> sums_;  ///< duties with clauses whose sums they wait for
};

}  // namespace detail

BAOXUE_DECL bound_policy bind(const policy& p, const district& d) { return detail::binder{p, d}.run(); }

}  // namespace baoxue
