// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/assignment.hpp>
#include <baoxue/evaluate/committee.hpp>
#include <baoxue/evaluate/duty.hpp>
#include <baoxue/evaluate/entitlement.hpp>
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/ladder.hpp>
#include <baoxue/evaluate/merge_layers.hpp>
#include <baoxue/evaluate/money.hpp>
#include <baoxue/evaluate/pledge.hpp>
#include <baoxue/evaluate/prohibition.hpp>
#include <baoxue/evaluate/readings.hpp>
#include <baoxue/evaluate/recurring.hpp>
#include <baoxue/evaluate/share_work.hpp>
#include <baoxue/evaluate/unmarked.hpp>
#include <baoxue/evaluate/variants.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

/// Whether a text was in force on some day of a term, up to a date.
inline bool was_in_force_in_a_term(const effective& text, const district& d, date as_of) {
    return std::any_of(d.calendars.begin(), d.calendars.end(), [&](const school_calendar& c) {
        return std::any_of(c.terms().begin(), c.terms().end(), [&](const term& t) {
            const date first = std::max(t.first_day, text.from.value_or(dawn)), last = std::min(t.last_day, as_of);
            return first <= last && text.on(first);
        });
    });
}

/// The district-wide gaps of a policy's rules: tables not given, numbers left out, sessions unmarked.
inline void add_rule_gaps(const bound_policy& policy, const district& d, date as_of, const std::vector<gap>& unmarked,
                          gathered& out) {
    const auto of_rule = [&](std::int32_t rule, gap g) {
        g.rule = rule;
        g.clause = policy.rules[static_cast<std::size_t>(rule)].clause_index;
        out.add(std::move(g));
    };
    for (const auto& u : policy.unjudged) {
        if (!was_in_force_in_a_term(u.in_force, d, as_of))
            continue;  // nobody needed it yet
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
    const auto missing_needs = [&](std::int32_t rule, const bound_scope& scope) {
        if (!scope.needs.empty() || !scope.unless.empty())
            missing(rule, table_name::needs);
    };
    for (const auto& duty : policy.duties) {
        missing_needs(duty.rule, duty.scope);
        const bool of_unit = duty.about != no_code && (duty.on == event::term_start || duty.on == event::act_done);
        if (duty.on != event::missed_duty && duty.on != event::sum_due && !of_unit)
            missing(duty.rule, table_name::enrolments);
        if (duty.on == event::registration)
            missing(duty.rule, table_name::registrations);
        if (duty.on == event::need_flagged)
            missing(duty.rule, table_name::needs);
        if (duty.on == event::late_papers || duty.on == event::transferred_out)
            missing(duty.rule, table_name::transfers);
        if (duty.on == event::act_done)
            missing(duty.rule, table_name::acts);
    }
    for (const auto& e : policy.entitlements) {
        missing_needs(e.rule, e.scope);
        missing(e.rule, table_name::enrolments);
        if (!e.every_pupil)
            missing(e.rule, table_name::needs);
    }
    for (const auto& p : policy.prohibitions)
        missing_needs(p.rule, p.scope);
    for (const auto& p : policy.pledges)
        missing_needs(p.rule, p.scope);
    for (const auto& rungs : policy.ladders) {
        std::int32_t told = no_code;  // the rungs of one rule miss the same sessions
        for (const auto& rung : rungs) {
            missing_needs(rung.rule, rung.scope);
            if (follows(rung.source->mode)) {
                if (std::holds_alternative<in_status>(rung.source->mode))
                    missing(rung.rule, table_name::enrolments);
                continue;
            }
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
            if (rung.rule != std::exchange(told, rung.rule))
                for (const auto& g : unmarked)
                    of_rule(rung.rule, g);
        }
    }
}

/// A gap for each detail that a rule leaves open, once the rule has found something.
inline void add_open_details(const bound_policy& policy, gathered& out) {
    for (const auto& detail : policy.details) {
        const auto wrote = [&](const auto& table) {
            return std::find(table.rule.begin(), table.rule.end(), detail.rule) != table.rule.end();
        };
        if (!wrote(out.rows) && !wrote(out.statuses) && !wrote(out.measures) && !wrote(out.consequences) &&
            !wrote(out.breaches) && !wrote(out.entitlements))
            continue;
        gap g;
        g.kind = gap_kind::unspecified_value, g.parameter = detail.parameter, g.rule = detail.rule;
        g.clause = policy.rules[static_cast<std::size_t>(detail.rule)].clause_index;
        out.add(std::move(g));
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

/// The kinds of units whose figures a policy asks for.
inline std::vector<word_code> kinds_of_figures(const bound_policy& policy) {
    std::vector<word_code> out;
    const auto add = [&](const bound_condition& c) { out.push_back(c.unit_kind); };
    for (const auto& t : policy.targets)
        add(t.goal);
    for (const auto& p : policy.payments)
        add(p.upon);
    for (const auto& v : policy.vetoes)
        add(v.upon);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// A bound policy to run.
struct run_of {
    const bound_policy* policy;
    const bound_policy* procedures;  ///< whose procedures, and so spells, are its own too: itself, if no variant
};

/// One policy's way through a district: what it keeps from pupil to pupil.
class policy_run {
public:
    policy_run(const run_of& of, const district& d, date as_of)
        : policy_(*of.policy), procedures_(*of.procedures), d_(d), as_of_(as_of), writer_(policy_, d, as_of),
          figure_kinds_(kinds_of_figures(policy_)), book_(d, *policy_.words, as_of) {}

    void visit(const pupil_view& pupil, ladder_scratch& scratch) {
        scratch.first_row = out_.duties.size();
        const bool is_variant = &procedures_ != &policy_;
        if (scratch.spells_of != &procedures_)  // whose gaps are told by the first of those that share them
            list_spells(policy_, pupil, scratch.spells, is_variant ? nullptr : &out_);
        scratch.spells_of = &procedures_;
        if (!is_variant)
            write_spells(policy_, pupil, scratch.spells, out_.statuses);
        climb(policy_, writer_, pupil, scratch, out_);
        if (!policy_.duties.empty())
            do_duties(policy_, writer_, pupil, scratch, of_units_, out_);
        do_entitlements(policy_, writer_, pupil, scratch.spells, out_);
        for (const auto kind : figure_kinds_)
            count_heads(policy_, pupil, scratch.spells, kind, book_.heads());
    }

    /// Takes over what the same policy found among the pupils who come next.
    void join(policy_run next) {
        for (auto& [place, why] : next.of_units_)
            append(of_units_[place], why);
        add_heads(book_.heads(), next.book_.heads());
        out_.join(std::move(next.out_));
    }

    gathered finish() {
        ladder_scratch scratch;
        do_unit_duties(policy_, writer_, d_, as_of_, of_units_, scratch, out_);
        for (const auto& q : policy_.quotas)
            do_quotas(policy_, q, writer_, d_, as_of_, out_);
        for (const auto& p : policy_.pledges)
            do_pledges(policy_, p, writer_, d_, as_of_, out_);
        if (!figure_kinds_.empty())
            do_figures(policy_, book_, writer_, d_, as_of_, out_);
        do_sum_duties(policy_, writer_, scratch, out_);
        for (const auto& p : policy_.prohibitions)
            find_breaches(policy_, p, writer_, d_, as_of_, out_);
        for (const auto& a : policy_.assignments)
            find_holes(policy_, a, d_, as_of_, out_);
        for (const auto& c : policy_.committees)
            find_empty_seats(policy_, c, d_, as_of_, out_);
        return std::move(out_);
    }

private:
    const bound_policy& policy_;
    const bound_policy& procedures_;
    const district& d_;
    date as_of_;
    duty_writer writer_;
    std::vector<word_code> figure_kinds_;
    figure_book book_;
    unit_triggers of_units_;
    gathered out_;
};

/// Runs bound policies over a district in one scan of its pupils.
///
/// Each thread has as many pupils as the others, who follow each other.
///
/// \return what each policy found, by part of the pupils; joined in this order it stands as if one thread had found it
inline std::vector<std::vector<policy_run>> scan(std::span<const run_of> policies, const district& d, date as_of,
                                                 std::size_t threads) {
    // Without a roll nothing is known of anybody's absence.
    const auto pupils = d.is_given(table_name::enrolments) ? static_cast<std::size_t>(d.pupils()) : 0;
    const auto parts = std::clamp<std::size_t>(pupils, 1, threads);
    const auto first_of = [&](std::size_t part) {
        return static_cast<code>(pupils / parts * part + std::min(part, pupils % parts));
    };
    std::vector<std::vector<policy_run>> out(parts);
    share_work(threads, parts, [&](std::size_t part) {
        auto& runs = out[part];
        for (const auto& p : policies)
            runs.emplace_back(p, d, as_of);
        ladder_scratch scratch;
        for (code student = first_of(part); student < first_of(part + 1); ++student) {
            const pupil_view pupil{d, student, as_of};
            scratch.start_anew();
            for (auto& r : runs)
                r.visit(pupil, scratch);
        }
    });
    return out;
}

/// Findings without gaps, ids and date.
inline findings findings_of(bound_policy policy, gathered found) {
    findings f;
    f.policy = policy.source->id;
    f.clauses = std::move(policy.clauses);
    f.rules = std::move(policy.rules);
    f.act_lists = std::move(policy.act_lists);
    f.words = std::move(policy.words);
    f.bearers = std::move(policy.bearers);
    f.obligations = std::move(found.rows);
    f.statuses = std::move(found.statuses);
    f.measures = std::move(found.measures);
    f.consequences = std::move(found.consequences);
    f.breaches = std::move(found.breaches);
    f.entitlements = std::move(found.entitlements);
    return f;
}

}  // namespace detail

BAOXUE_DECL std::vector<findings> evaluate(std::span<const policy> policies, const district& facts, date as_of,
                                           const evaluate_options& options) {
    detail::check_as_of(facts, as_of);
    if (options.threads == 0)
        throw std::invalid_argument("threads: `0` is out of range, expected a whole number from 1");
    const auto variants = detail::list_variants(policies);
    const auto count = policies.size();
    std::vector<detail::other_reading> readings;
    for (std::size_t i = 0; options.compare_readings && i < count; ++i)
        detail::list_readings(policies[i], i,
                              variants[i] ? variants[i]->touched
                                          : std::vector<bool>(detail::number_of_clauses(policies[i]), true),
                              readings);
    std::vector<bound_policy> bound(count + readings.size()), parts(count);
    std::vector<detail::run_of> to_run(bound.size());
    detail::share_work(options.threads, bound.size(), [&](std::size_t i) {
        bound[i] = bind(i < count ? policies[i] : readings[i - count].changed, facts);
        to_run[i] = {&bound[i], &bound[i]};
        if (i < count && variants[i]) {
            parts[i] = detail::touched_part(bound[i], variants[i]->touched);
            to_run[i] = {&parts[i], &bound[variants[i]->of]};
        }
    });
    auto runs = detail::scan(to_run, facts, as_of, options.threads);
    const auto unmarked = unmarked_stretches(facts, as_of);
    const auto exits = unknown_exits(facts, as_of);
    std::vector<gathered> gathered_all(bound.size());
    detail::share_work(options.threads, bound.size(), [&](std::size_t i) {
        for (std::size_t part = 1; part < runs.size(); ++part)
            runs[0][i].join(std::move(runs[part][i]));
        auto& g = gathered_all[i];
        g = runs[0][i].finish();
        detail::add_rule_gaps(*to_run[i].policy, facts, as_of, unmarked, g);
        put_in_order(g);
        if (detail::has_several_texts(*bound[i].source))
            keep_one_of_each(g.rows);
    });
    runs.clear(), parts.clear();

    std::vector<std::optional<detail::splicer>> splicers(count);
    detail::share_work(options.threads, bound.size(), [&](std::size_t i) {
        if (i < count && variants[i]) {
            const auto of = variants[i]->of;
            splicers[i].emplace(bound[of], bound[i], variants[i]->touched);
            gathered_all[i] = splicers[i]->tables(gathered_all[of], std::move(gathered_all[i]));
        }
        detail::add_open_details(bound[i], gathered_all[i]);
    });

    std::vector<std::uint8_t> is_ambiguous(readings.size());  // bytes: each is written by a thread of its own
    detail::share_work(options.threads, readings.size(), [&](std::size_t k) {
        const auto of = readings[k].policy, other = count + k;
        is_ambiguous[k] =
            detail::changes_a_finding(readings[k], bound[of], gathered_all[of], bound[other], gathered_all[other]);
    });
    for (std::size_t k = 0; k < readings.size(); ++k)
        if (is_ambiguous[k] != 0)
            gathered_all[readings[k].policy].add(detail::gap_of_reading(readings[k]));

    std::vector<findings> out(count);
    const auto finish = [&](std::size_t i) {
        auto& g = gathered_all[i];
        merge_layers(bound[i], g.rows);  // readings are compared by what each clause says for itself
        if (!variants[i])
            g.gaps.insert(g.gaps.end(), exits.begin(), exits.end());
        auto gaps = put_in_order(std::move(g.gaps), bound[i], *facts.ids);
        out[i] = detail::findings_of(std::move(bound[i]), std::move(g));
        out[i].as_of = as_of, out[i].ids = facts.ids;
        out[i].gaps = variants[i] ? splicers[i]->gaps(out[variants[i]->of].gaps, gaps) : std::move(gaps);
    };
    for (const bool is_variant : {false, true})  // variants take gaps over from the others, which must be done
        detail::share_work(options.threads, count, [&](std::size_t i) {
            if (variants[i].has_value() == is_variant)
                finish(i);
        });
    return out;
}

BAOXUE_DECL findings evaluate(const policy& one, const district& facts, date as_of, const evaluate_options& options) {
    return std::move(evaluate(std::span<const policy>{&one, 1}, facts, as_of, options).front());
}

}  // namespace baoxue
