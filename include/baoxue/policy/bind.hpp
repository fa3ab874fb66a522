// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/findings/row_id.hpp>
#include <baoxue/policy/bound.hpp>

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

class binder {
public:
    binder(const policy& p, const district& d) : policy_(p) {
        auto words =
            std::make_shared<vocabulary>(*d.words);  // the policy's own words come after, so codes of facts stay
        for (const auto& [kind, w] : p.words)
            words->add(kind, w);
        out_.source = &p;
        out_.words = std::move(words);
        index_holder_.emplace(d, *out_.words);
    }

    bound_policy run() {
        for (const auto& layer : policy_.layers)
            for (const auto& c : layer.clauses) {
                const auto clause_index = static_cast<std::int32_t>(out_.clauses.size());
                out_.clauses.push_back(c.id);
                for (const auto& r : c.governing().rules) {
                    const auto rule = static_cast<std::int32_t>(out_.rules.size());
                    out_.rules.push_back({layer.id, c.id, r.id, clause_index});
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
    /// A rule with the layer and clause that it stands in, and its index.
    struct placed_rule {
        const layer_of_clauses& layer;
        const clause& text;
        const baoxue::rule& is;
        std::int32_t index;
    };

    template <class T>
    bool known(const clause& c, std::int32_t rule, const param<T>& p) {
        if (p.value)
            return true;
        out_.unjudged.push_back({rule, c.id + "." + p.name});
        return false;
    }

    word_code find(word_kind kind, const std::string& id) const { return out_.words->find(kind, id).value_or(no_code); }

    bool add_scope(const clause& c, std::int32_t rule, const applies_to& who, const std::optional<after_act>& after,
                   bound_scope& scope) {
        for (const auto& s : who.stages)
            scope.stages.push_back(find(word_kind::stage, s.id));
        for (const auto& k : who.unit_kinds)
            scope.unit_kinds.push_back(find(word_kind::unit_kind, k.id));
        if (who.need)
            scope.needs.push_back(bind_need(*who.need));
        if (who.unless)
            scope.unless.push_back(bind_need(*who.unless));
        if (after)
            scope.after_acts.push_back({find(word_kind::act, after->act.id), after->since});
        if (!who.ages)
            return true;
        const bool from_known = known(c, rule, who.ages->from);
        const bool judged = known(c, rule, who.ages->until) && from_known;
        if (judged)
            scope.age_ranges.push_back({*who.ages->from.value, *who.ages->until.value, who.ages->runs_on_to,
                                        who.ages->month.value_or(1), who.ages->last.value_or(weekday::monday)});
        return judged;
    }

    bound_need bind_need(const need_condition& n) const {
        bound_need out;
        for (const auto& w : n.any_of)
            out.any_of.push_back(find(word_kind::need, w.id));
        for (const auto& w : n.all_of)
            out.all_of.push_back(find(word_kind::need, w.id));
        return out;
    }

    std::int32_t add_acts(std::vector<word_code> acts) {
        const auto it = std::find(out_.act_lists.begin(), out_.act_lists.end(), acts);
        const auto index = it - out_.act_lists.begin();
        if (it == out_.act_lists.end())
            out_.act_lists.push_back(std::move(acts));
        return static_cast<std::int32_t>(index);
    }

    std::int32_t add_holders(const std::vector<word_code>& roles, bool for_students = false) {
        for (std::size_t i = 0; i < out_.holders.size(); ++i)
            if (out_.holders[i].roles == roles && out_.holders[i].for_students == for_students)
                return static_cast<std::int32_t>(i);
        out_.holders.push_back(index_holder_->resolve(roles, for_students));
        return static_cast<std::int32_t>(out_.holders.size()) - 1;
    }

    void bind_rung(const clause& c, const rule& r, std::int32_t rule_index, const rung& source,
                   std::vector<bound_rung>& into) {
        bound_rung b;
        b.source = &source;
        b.rule = rule_index;
        b.step = source.step;
        b.in_force = c.effective;
        for (const mark m : source.marks)
            b.marks.add(m);
        bool judged = add_scope(c, rule_index, r.applies_to, r.after, b.scope);
        judged = add_scope(c, rule_index, source.applies_to, source.after, b.scope) && judged;
        for (const auto& count : source.counts) {
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
        std::visit([&](const auto& mode) { judged = bind_mode(c, rule_index, mode, b) && judged; }, source.mode);
        if (!judged)
            return;
        bind_owes(c, rule_index, source.step, source.owes, source.due, b);
        b.stops = source.stops;
        into.push_back(std::move(b));
    }

    template <class Mode>
        requires requires(const Mode& m) { m.threshold; }
    bool bind_mode(const clause& c, std::int32_t rule, const Mode& mode, bound_rung& b) {
        bool judged = known(c, rule, mode.threshold);
        if constexpr (requires { mode.length; })
            judged = known(c, rule, mode.length) && judged;
        if (judged)
            b.reaches = *mode.threshold.value + (mode.comparator == comparator::more_than ? 1 : 0);
        return judged;
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

    std::vector<word_code> find_roles(const std::vector<role_word>& roles) const {
        std::vector<word_code> out;
        for (const auto& r : roles)
            out.push_back(find(word_kind::role, r.id));
        return out;
    }

    void bind_owes(const clause& c, std::int32_t rule, std::int32_t step, const owes& o,
                   const std::optional<deadline>& due, bound_owes& b) {
        if (due) {
            b.due = due;
            const auto* within = std::get_if<within_days>(&*due);
            if (within != nullptr && !within->within.value) {
                b.due.reset();
                b.unspecified_due = c.id + "." + within->within.name;
            }
        }
        std::vector<word_code> acts;
        for (const auto& a : o.acts)
            acts.push_back(find(word_kind::act, a.id));
        const auto roles = find_roles(o.roles);
        if (o.recipient)
            b.recipient = find(word_kind::role, o.recipient->id);
        b.in_order = o.how == combine::in_order;
        const auto row = [&](std::vector<word_code> row_acts, const std::vector<word_code>& row_roles) {
            auto hash = id_of_rule("obligations", out_.rules[static_cast<std::size_t>(rule)]);
            hash.text(out_.words->at(word_kind::role, row_roles.front()).id);
            for (const auto act : row_acts)
                hash.text(out_.words->at(word_kind::act, act).id);
            b.id_start.push_back(hash.number(step));
            b.act_lists.push_back(add_acts(std::move(row_acts)));
            b.holders.push_back(add_holders(row_roles));
            b.role.push_back(row_roles.front());
        };
        if (o.how == combine::any_of)
            row(acts, roles);
        if (o.how == combine::each_of)
            for (const auto a : acts)
                for (const auto r : roles)
                    row({a}, {r});
        if (o.how == combine::in_order)
            for (std::size_t i = 0; i < acts.size(); ++i)
                row({acts[i]}, {roles.size() == acts.size() ? roles[i] : roles.front()});
    }

    word_code subject_of(const subject_word& about) const {
        return about.is_student() ? no_code : find(word_kind::unit_kind, about.id);
    }

    /// What every bound rule begins with. \return whether all numbers of its scope are known
    template <class Bound>
    bool begin(const placed_rule& at, Bound& b) {
        b.rule = at.index;
        b.in_force = at.text.effective;
        return add_scope(at.text, at.index, at.is.applies_to, at.is.after, b.scope);
    }

    void bind_kind(const placed_rule& at, const ladder& l) {
        const auto [it, is_new] = ladder_index_.try_emplace({at.layer.id, l.name}, out_.ladders.size());
        if (is_new)
            out_.ladders.emplace_back();
        for (const auto& rung : l.rungs)
            bind_rung(at.text, at.is, at.index, rung, out_.ladders[it->second]);
    }

    void bind_kind(const placed_rule& at, const assignment& a) {
        bound_assignment b;
        if (!begin(at, b))
            return;
        b.role = find(word_kind::role, a.role.id);
        b.unit_kind = subject_of(a.covers);
        b.holders = add_holders({b.role}, b.unit_kind == no_code);  // a pupil's own helping teacher covers the pupil
        out_.assignments.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const duty& d) {
        bound_duty b;
        b.source = &d;
        if (!begin(at, b))
            return;
        if (d.late && !d.late->days.value)
            b.unspecified_late = at.text.id + "." + d.late->days.name;
        b.about = subject_of(d.about);
        if (d.need)
            b.need = bind_need(*d.need);
        bind_owes(at.text, at.index, 0, d.owes, d.due, b);
        b.stops = d.stops;
        out_.duties.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const recurring& r) {
        bound_recurring b;
        b.source = &r;
        if (!begin(at, b))
            return;
        if (!r.times.value)
            b.unspecified.push_back(at.text.id + "." + r.times.name);
        if (!r.period.value)
            b.unspecified.push_back(at.text.id + "." + r.period.name);
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
        if (!begin(at, o))
            return;
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
        if (!begin(at, b))
            return;
        b.goal = bind_condition(at.text, t.goal);
        out_.targets.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const incentive& i) {
        if (const auto* p = std::get_if<payment>(&i.by)) {
            bound_payment b;
            b.source = p, b.is = i.effect;
            if (!begin(at, b))
                return;
            b.upon = bind_condition(at.text, p->upon);
            if (p->amount && !p->amount->value)
                b.unspecified = at.text.id + "." + p->amount->name;
            b.payer = p->payer ? find(word_kind::role, p->payer->id) : no_code;
            b.payee = p->payee ? find(word_kind::role, p->payee->id) : no_code;
            for (const auto& h : p->honours)
                b.honours.push_back(find(word_kind::honour, h.id));
            out_.payments.push_back(std::move(b));
            return;
        }
        bound_sharing b;
        b.source = &std::get<sharing>(i.by), b.is = i.effect;
        b.rule = at.index, b.in_force = at.text.effective;
        if (!b.source->shares.value)
            b.unspecified = at.text.id + "." + b.source->shares.name;
        b.roles = find_roles(b.source->roles);
        for (const auto r : b.roles)
            b.holders.push_back(add_holders({r}));
        out_.sharings.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const veto& v) {
        bound_veto b;
        if (!begin(at, b))
            return;
        if (v.upon) {
            b.upon = bind_condition(at.text, *v.upon);
        } else {
            const auto* shared = find_condition(at.layer, at.text, *v.with);
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

    /// The condition of the veto of an earlier clause of the layer.
    const bound_condition* find_condition(const layer_of_clauses& layer, const clause&, const std::string& id) const {
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
            if (!d.source->of)
                continue;
            const auto& own = out_.rules[static_cast<std::size_t>(d.rule)];
            for (std::size_t i = 0; i < out_.rules.size(); ++i)
                if (out_.rules[i].policy == own.policy && out_.rules[i].clause == d.source->of->clause &&
                    out_.rules[i].rule == d.source->of->rule)
                    d.of.push_back(static_cast<std::int32_t>(i));
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
    const policy& policy_;
    bound_policy out_;
    std::optional<holder_index> index_holder_;
};

}  // namespace detail

/// Turns a checked policy's words into a district's codes and resolves its roles.
[[nodiscard]] inline bound_policy bind(const policy& p, const district& d) { return detail::binder{p, d}.run(); }

}  // namespace baoxue
