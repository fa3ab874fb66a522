// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/findings/rule_name.hpp>
#include <baoxue/people/holders.hpp>
#include <baoxue/policy/policy.hpp>

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

/// Whom a rule or rung means, as codes.
struct bound_scope {
    std::vector<word_code> stages, unit_kinds;
    struct ages {
        std::int32_t from, until;
        age_end runs_on_to;
        std::int32_t month;
        weekday last;
    };
    std::vector<ages> age_ranges;  ///< all must hold
    struct after {
        word_code act;
        baoxue::since since;
    };
    std::vector<after> after_acts;  ///< all must be on record
};

/// A rung whose numbers are all known, as codes and plain numbers.
struct bound_rung {
    const baoxue::rung* source{nullptr};  ///< its texts and the mode's own fields
    std::int32_t rule{0};
    std::int32_t step{1};
    effective in_force{};
    mark_set marks;
    bool sessions{false}, full_days{false}, part_days{false}, lateness{false}, earlier{false};
    std::int32_t over_minutes{0};
    std::optional<std::int32_t> earlier_step;
    std::int32_t reaches{1};  ///< the count at which it fires, whatever the comparator
    bound_scope scope;
    std::vector<std::int32_t> act_lists;  ///< one a row: any_of one; each_of and in_order one an act
    std::vector<std::int32_t> holders;    ///< index in bound_policy::holders, one a row
    std::vector<word_code> role;          ///< as written into the row
    word_code recipient{no_code};
    bool in_order{false};
    std::optional<deadline> due;  ///< left out where its number is unspecified
    std::string unspecified_due;  ///< full name of that number
    std::vector<stop> stops;
};

struct bound_assignment {
    std::int32_t rule{0};
    effective in_force{};
    std::int32_t holders{0};
    word_code role{no_code};
    word_code unit_kind{no_code};  ///< no_code: every student
    bound_scope scope;
};

/// A rule that cannot be judged because a number is left out.
struct unjudged_rule {
    std::int32_t rule{0};
    std::string parameter;
};

/// A policy with its words as one district's codes and its roles resolved. Valid as long as policy and district are.
struct bound_policy {
    const policy* source{nullptr};
    std::shared_ptr<const vocabulary> words;
    std::vector<std::string> clauses;
    std::vector<rule_name> rules;
    std::vector<std::vector<word_code>> act_lists;
    std::vector<role_holders> holders;
    std::shared_ptr<const bearer_sets> bearers;
    std::vector<std::vector<bound_rung>> ladders;  ///< each in order of step
    std::vector<bound_assignment> assignments;
    std::vector<unjudged_rule> unjudged;
};

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
        std::map<std::string, std::size_t> ladder_index;
        for (const auto& layer : policy_.layers)
            for (const auto& c : layer.clauses) {
                const auto clause_index = static_cast<std::int32_t>(out_.clauses.size());
                out_.clauses.push_back(c.id);
                for (const auto& r : c.governing().rules) {
                    const auto rule = static_cast<std::int32_t>(out_.rules.size());
                    out_.rules.push_back({layer.id, c.id, r.id, clause_index});
                    if (const auto* l = std::get_if<ladder>(&r.is)) {
                        const auto [it, is_new] = ladder_index.try_emplace(l->name, out_.ladders.size());
                        if (is_new)
                            out_.ladders.emplace_back();
                        for (const auto& rung : l->rungs)
                            bind_rung(c, r, rule, rung, out_.ladders[it->second]);
                    } else {
                        bind_assignment(c, r, rule, std::get<assignment>(r.is));
                    }
                }
            }
        for (auto& rungs : out_.ladders)
            std::stable_sort(rungs.begin(), rungs.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
        out_.bearers = std::make_shared<const bearer_sets>(index_holder_->sets());
        return std::move(out_);
    }

private:
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
        bind_owes(source.owes, b);
        if (source.due) {
            b.due = source.due;
            const auto* within = std::get_if<within_days>(&*source.due);
            if (within != nullptr && !within->within.value) {
                b.due.reset();
                b.unspecified_due = c.id + "." + within->within.name;
            }
        }
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

    void bind_owes(const owes& o, bound_rung& b) {
        std::vector<word_code> acts, roles;
        for (const auto& a : o.acts)
            acts.push_back(find(word_kind::act, a.id));
        for (const auto& r : o.roles)
            roles.push_back(find(word_kind::role, r.id));
        if (o.recipient)
            b.recipient = find(word_kind::role, o.recipient->id);
        b.in_order = o.how == combine::in_order;
        const auto row = [&](std::vector<word_code> row_acts, const std::vector<word_code>& row_roles) {
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

    void bind_assignment(const clause& c, const rule& r, std::int32_t rule_index, const assignment& a) {
        bound_assignment b;
        b.rule = rule_index;
        b.in_force = c.effective;
        if (!add_scope(c, rule_index, r.applies_to, r.after, b.scope))
            return;
        b.role = find(word_kind::role, a.role.id);
        b.unit_kind = a.covers.id == "student" ? no_code : find(word_kind::unit_kind, a.covers.id);
        b.holders = add_holders({b.role}, b.unit_kind == no_code);  // a pupil's own helping teacher covers the pupil
        out_.assignments.push_back(std::move(b));
    }

    const policy& policy_;
    bound_policy out_;
    std::optional<holder_index> index_holder_;
};

}  // namespace detail

/// Turns a checked policy's words into a district's codes and resolves its roles.
[[nodiscard]] inline bound_policy bind(const policy& p, const district& d) { return detail::binder{p, d}.run(); }

}  // namespace baoxue
