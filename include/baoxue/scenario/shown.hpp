// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/scenario/facts_in_view.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace baoxue {

/// The word of a rule's kind.
[[nodiscard]] inline std::string_view kind_of(const rule& r) {
    return std::visit([](const auto& is) -> std::string_view { return std::remove_cvref_t<decltype(is)>::kind; }, r.is);
}

/// What findings of one date show of the rules of a clause: that they fire, that they refuse, or neither.
class date_shown {
public:
    date_shown(const findings& f, const policy& by, const district& d) : in_view_(facts_until(d, f.as_of)) {
        for (const auto& name : f.rules)
            rules_.push_back({&name, rule_of(by, name)});
        for (const auto r : f.obligations.rule)
            fire(r);
        for (const auto r : f.obligations.also.values)
            fire(r);  // merged into a row of another layer
        for (const auto& table : {f.statuses.rule, f.breaches.rule, f.consequences.rule, f.entitlements.rule})
            for (const auto r : table)
                fire(r);
        for (std::size_t i = 0; i < f.measures.size(); ++i)
            take_figure(f.measures.rule[i], f.measures.met[i]);
        for (std::size_t i = 0; i < f.gaps.size(); ++i)
            take_gap(f.gaps.rule[i], f.gaps.kind[i]);
    }

    /// Whether a rule of that kind gives a row other than a gap about what is not known. An assignment's and a
    /// committee's row is the gap that nobody holds a post, a target's is a figure beyond its line.
    [[nodiscard]] bool fires(std::string_view policy_id, std::string_view clause_id, std::string_view kind) const {
        return std::any_of(rules_.begin(), rules_.end(),
                           [&](const auto& r) { return r.is_of(policy_id, clause_id, kind) && r.fires; });
    }

    /// Whether the rules of that kind give nothing although they might have: what they wait for may have come about,
    /// and nothing that they need is unknown. A target refuses by a figure that keeps to its line.
    [[nodiscard]] bool refuses(std::string_view policy_id, std::string_view clause_id, std::string_view kind) const {
        bool near = false;
        for (const auto& r : rules_) {
            if (!r.is_of(policy_id, clause_id, kind))
                continue;
            if (r.fires || r.lacks)
                return false;
            near = near || (is_near(r.is->is, in_view_) && (r.keeps_to_line || kind != target::kind));
        }
        return near;
    }

private:
    struct seen_rule {
        const rule_name* name;
        const rule* is;
        bool fires{false}, lacks{false}, keeps_to_line{false};

        [[nodiscard]] bool is_of(std::string_view policy_id, std::string_view clause_id, std::string_view kind) const {
            return is != nullptr && name->policy == policy_id && name->clause == clause_id && kind_of(*is) == kind;
        }
    };

    /// A clause may have several texts, in each of which a rule has the id: the first of them tells the kind.
    [[nodiscard]] static const rule* rule_of(const policy& by, const rule_name& name) {
        for (const auto& layer : by.layers)
            for (const auto& c : layer.clauses)
                for (const auto& r : c.governing().rules)
                    if (layer.id == name.policy && c.id == name.clause && r.id == name.rule)
                        return &r;
        return nullptr;
    }

    void fire(std::int32_t rule_index) {
        if (rule_index >= 0)
            rules_[static_cast<std::size_t>(rule_index)].fires = true;
    }

    void take_figure(std::int32_t rule_index, std::optional<bool> met) {
        auto& r = rules_[static_cast<std::size_t>(rule_index)];
        const bool is_target = r.is != nullptr && std::holds_alternative<target>(r.is->is);
        r.fires = r.fires || (is_target && met == false);
        r.keeps_to_line = r.keeps_to_line || met == true;
    }

    void take_gap(std::int32_t rule_index, gap_kind kind) {
        if (rule_index < 0)
            return;
        auto& r = rules_[static_cast<std::size_t>(rule_index)];
        const auto is = [&]<class... Kind>(std::type_identity<Kind>...) {
            return r.is != nullptr && (std::holds_alternative<Kind>(r.is->is) || ...);
        };
        const bool asks_for_holders = is(std::type_identity<assignment>{}, std::type_identity<committee>{});
        const bool weighs_figures = is(std::type_identity<incentive>{}, std::type_identity<veto>{});
        if (kind == gap_kind::unassigned_role && asks_for_holders)
            r.fires = true;
        else if (kind == gap_kind::unassigned_role || kind == gap_kind::missing_table ||
                 kind == gap_kind::unspecified_value || (kind == gap_kind::undefined_rate && weighs_figures))
            r.lacks = true;
    }

    facts_in_view in_view_;
    std::vector<seen_rule> rules_;
};

}  // namespace baoxue
