// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/findings/row_id.hpp>
#include <baoxue/policy/bound.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Turns the words that rules of every kind share into one district's codes: scopes, and what is owed by whom.
class word_binder {
protected:
    /// A rule with the layer and clause that it stands in, and its index.
    struct placed_rule {
        const layer_of_clauses& layer;
        const clause& text;
        const baoxue::rule& is;
        std::int32_t index;
    };

    word_binder(const policy& p, const district& d) : policy_(p) {
        auto words =
            std::make_shared<vocabulary>(*d.words);  // the policy's own words come after, so codes of facts stay
        for (const auto& [kind, w] : p.words)
            words->add(kind, w);
        out_.source = &p;
        out_.words = std::move(words);
        index_holder_.emplace(d, *out_.words);
    }

    template <class T>
    bool known(const clause& c, std::int32_t rule, const param<T>& p) {
        if (p.value)
            return true;
        out_.unjudged.push_back({rule, c.id + "." + p.name, c.effective});
        return false;
    }

    word_code find(word_kind kind, const std::string& id) const { return out_.words->find(kind, id).value_or(no_code); }

    void add_scope(const clause& c, const applies_to& who, const std::optional<after_act>& after, bound_scope& scope) {
        for (const auto& s : who.stages)
            scope.stages.push_back(find(word_kind::stage, s.id));
        for (const auto& k : who.unit_kinds)
            scope.unit_kinds.push_back(find(word_kind::unit_kind, k.id));
        if (who.need)
            scope.needs.push_back(bind_need(*who.need));
        if (who.unless)
            scope.unless.push_back(bind_need(*who.unless));
        if (after)
            scope.after_acts.push_back(bind_after(*after));
        if (!who.ages)
            return;
        constexpr std::int32_t youngest = 0, oldest = 200;  // where it is left open everybody is meant, with a gap
        for (const auto* age : {&who.ages->from, &who.ages->until})
            if (!age->value)
                scope.open_ages.push_back(c.id + "." + age->name);
        scope.age_ranges.push_back({who.ages->from.value.value_or(youngest), who.ages->until.value.value_or(oldest),
                                    who.ages->runs_on_to, who.ages->month.value_or(1),
                                    who.ages->last.value_or(weekday::monday)});
    }

    /// What every bound rule begins with.
    template <class Bound>
    void begin(const placed_rule& at, Bound& b) {
        b.rule = at.index;
        b.in_force = at.text.effective;
        add_scope(at.text, at.is.applies_to, at.is.after, b.scope);
    }

    bound_scope::after bind_after(const after_act& a) const {
        constexpr auto any = std::numeric_limits<std::int32_t>::max();
        return {find(word_kind::act, a.act.id),
                a.since,
                a.months ? *a.months->value : 0,
                a.at_least ? *a.at_least->value : 1,
                a.below ? *a.below->value : any,
                a.following ? find(word_kind::act, a.following->id) : no_code,
                a.afresh,
                a.step.value_or(0)};
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
        if (o.how == combine::any_of || o.how == combine::first_held)
            row(acts, roles);
        if (o.how == combine::first_held)
            for (const auto r : roles) {
                b.in_turn.push_back(add_holders({r}));
                b.turns.push_back(r);
            }
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

    const policy& policy_;
    bound_policy out_;
    std::optional<holder_index> index_holder_;
};

}  // namespace baoxue::detail
