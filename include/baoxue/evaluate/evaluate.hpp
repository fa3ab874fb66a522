// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/assignment.hpp>
#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/ladder.hpp>
#include <baoxue/evaluate/readings.hpp>
#include <baoxue/evaluate/unmarked.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/policy/policy.hpp>

#include <span>
#include <utility>
#include <vector>

namespace baoxue {

struct evaluate_options {
    bool compare_readings{
        true};  ///< whether each clause's other readings are tried, to say where they would change a finding
};

namespace detail {

/// The district-wide gaps of a policy's rules: tables not given, numbers left out, sessions unmarked.
inline void add_rule_gaps(const bound_policy& policy, const district& d, const std::vector<gap>& unmarked,
                          gathered& out) {
    const auto of_rule = [&](std::int32_t rule, gap g) {
        g.rule = rule;
        g.clause = policy.rules[static_cast<std::size_t>(rule)].clause_index;
        out.add(std::move(g));
    };
    for (const auto& u : policy.unjudged) {
        gap g;
        g.kind = gap_kind::unspecified_value, g.parameter = u.parameter;
        of_rule(u.rule, std::move(g));
    }
    const auto missing = [&](std::int32_t rule, table_name t) {
        if (d.is_given(t))
            return;
        gap g;
        g.kind = gap_kind::missing_table, g.parameter = word_of(t);
        of_rule(rule, std::move(g));
    };
    for (const auto& rungs : policy.ladders)
        for (const auto& rung : rungs) {
            const auto* back = std::get_if<not_back>(&rung.source->mode);
            if (back != nullptr && back->basis == not_back_basis::registration) {
                missing(rung.rule, table_name::enrolments);
                missing(rung.rule, table_name::registrations);
                continue;
            }
            if (rung.earlier)
                continue;
            missing(rung.rule, table_name::enrolments);
            missing(rung.rule, table_name::attendance);
            for (const auto& g : unmarked)
                of_rule(rung.rule, g);
        }
}

inline void check_as_of(const district& d, date as_of) {
    if (d.working.covers(as_of))
        return;
    problem p;
    p.message = "as_of " + to_string(as_of) + " is outside the calendar, which covers " +
                to_string(d.working.first_covered()) + " to " + to_string(d.working.last_covered()) +
                "; extend it by rows of `days` without a hole, or choose a date inside";
    throw district_error({std::move(p)});
}

/// Runs bound policies over a district in one scan of its pupils.
inline std::vector<gathered> run(std::span<const bound_policy> policies, const district& d, date as_of) {
    std::vector<gathered> out(policies.size());
    std::vector<ladder_writer> writers;
    for (const auto& p : policies)
        writers.emplace_back(p, d);
    ladder_scratch scratch;
    if (d.is_given(table_name::enrolments))  // without a roll nothing is known of anybody's absence
        for (code student = 0; student < d.pupils(); ++student) {
            const pupil_view pupil{d, student, as_of};
            for (std::size_t i = 0; i < policies.size(); ++i)
                climb(policies[i], writers[i], pupil, scratch, out[i]);
        }
    for (std::size_t i = 0; i < policies.size(); ++i)
        for (const auto& a : policies[i].assignments)
            find_holes(policies[i], a, d, as_of, out[i]);
    return out;
}

}  // namespace detail

/// What policies say of a district on a day.
///
/// \param policies  checked policies; each one's findings equal those of evaluating it alone
/// \param facts     the district
/// \param as_of     only what is dated up to this day is known
/// \return one set of findings a policy, in order; the same inputs give the same bytes
/// \throws district_error where as_of lies outside the district's calendar
[[nodiscard]] inline std::vector<findings> evaluate(std::span<const policy> policies, const district& facts, date as_of,
                                                    const evaluate_options& options = {}) {
    detail::check_as_of(facts, as_of);
    std::vector<detail::variant_reading> variants;
    if (options.compare_readings)
        for (std::size_t i = 0; i < policies.size(); ++i)
            detail::list_variants(policies[i], i, variants);
    std::vector<bound_policy> bound;
    for (const auto& p : policies)
        bound.push_back(bind(p, facts));
    for (const auto& v : variants)
        bound.push_back(bind(v.changed, facts));
    auto gathered_all = detail::run(bound, facts, as_of);

    const auto unmarked = unmarked_stretches(facts, as_of);
    const auto exits = unknown_exits(facts, as_of);
    for (std::size_t i = 0; i < bound.size(); ++i) {
        detail::add_rule_gaps(bound[i], facts, unmarked, gathered_all[i]);
        put_in_order(gathered_all[i].rows);
    }
    for (std::size_t k = 0; k < variants.size(); ++k)
        detail::compare_reading(variants[k], bound[variants[k].policy], gathered_all[variants[k].policy],
                                bound[policies.size() + k], gathered_all[policies.size() + k]);
    std::vector<findings> out;
    for (std::size_t i = 0; i < policies.size(); ++i) {
        auto& g = gathered_all[i];
        g.gaps.insert(g.gaps.end(), exits.begin(), exits.end());
        findings f;
        f.as_of = as_of;
        f.policy = policies[i].id;
        f.gaps = put_in_order(std::move(g.gaps), bound[i], *facts.ids);
        f.clauses = std::move(bound[i].clauses);
        f.rules = std::move(bound[i].rules);
        f.act_lists = std::move(bound[i].act_lists);
        f.ids = facts.ids;
        f.words = bound[i].words;
        f.bearers = bound[i].bearers;
        f.obligations = std::move(g.rows);
        out.push_back(std::move(f));
    }
    return out;
}

/// What one policy says of a district on a day: a batch of one.
[[nodiscard]] inline findings evaluate(const policy& one, const district& facts, date as_of,
                                       const evaluate_options& options = {}) {
    return std::move(evaluate(std::span<const policy>{&one, 1}, facts, as_of, options).front());
}

}  // namespace baoxue
