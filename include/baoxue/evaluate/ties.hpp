// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue::detail {

[[nodiscard]] inline std::size_t number_of_clauses(const policy& p) {
    std::size_t n = 0;
    for (const auto& l : p.layers)
        n += l.clauses.size();
    return n;
}

/// Which clauses may find something else when others change, in any of their readings. Clauses by index, over all
/// layers.
class clause_ties {
public:
    explicit clause_ties(const policy& p) : first_tied_(number_of_clauses(p)), has_procedure_(number_of_clauses(p)) {
        std::iota(first_tied_.begin(), first_tied_.end(), std::size_t{0});
        add(p);
    }

    /// What ties the clauses of another policy, with the same layers and clauses, ties them here too.
    void add(const policy& p) {
        std::size_t at = 0;
        for (const auto& l : p.layers) {
            const auto counting = ladders_that_count_rungs(l);
            for (const auto& c : l.clauses) {
                tie(at, l, "clause", c.id);  // texts of one clause
                for (const auto& reading : c.readings)
                    for (const auto& r : reading.rules)
                        add(at, l, r, counting);
                ++at;
            }
        }
    }

    /// Whether statuses rest on a clause, and with them duties, quotas and figures of any other.
    [[nodiscard]] bool has_procedure(std::size_t clause) const { return has_procedure_[clause]; }

    /// The clauses whose findings may differ when some change: these and what is tied to them; all, where one of these
    /// has a procedure.
    [[nodiscard]] std::vector<bool> touched_by(const std::vector<bool>& changed) const {
        std::set<std::size_t> knots;
        for (std::size_t i = 0; i < changed.size(); ++i) {
            if (changed[i] && has_procedure_[i])
                return std::vector<bool>(changed.size(), true);
            if (changed[i])
                knots.insert(knot_of(i));
        }
        std::vector<bool> out;
        for (std::size_t i = 0; i < changed.size(); ++i)
            out.push_back(knots.contains(knot_of(i)));
        return out;
    }

private:
    /// Ladders of a layer in which some rung rests on earlier rungs.
    static std::set<std::string> ladders_that_count_rungs(const layer_of_clauses& l) {
        std::set<std::string> out;
        const auto asks_step = [](const std::optional<after_act>& a) { return a && a->step; };
        const auto rests = [&](const rung& r) {
            return std::holds_alternative<missed_deadline>(r.mode) || std::holds_alternative<step_done>(r.mode) ||
                   asks_step(r.after) || std::any_of(r.counts.begin(), r.counts.end(), [](const count_of& c) {
                       return c.unit == counted::earlier_rung;
                   });
        };
        for (const auto& c : l.clauses)
            for (const auto& reading : c.readings)
                for (const auto& r : reading.rules)
                    if (const auto* rungs = std::get_if<ladder>(&r.is))
                        if (asks_step(r.after) || std::any_of(rungs->rungs.begin(), rungs->rungs.end(), rests))
                            out.insert(rungs->name);
        return out;
    }

    void add(std::size_t at, const layer_of_clauses& l, const rule& r, const std::set<std::string>& counting) {
        const auto tie_all = [&](const auto& clauses) {
            for (const auto& id : clauses)
                tie(at, l, "clause", id);
        };
        if (const auto* rungs = std::get_if<ladder>(&r.is); rungs != nullptr && counting.contains(rungs->name))
            tie(at, l, "ladder", rungs->name);
        if (std::holds_alternative<procedure>(r.is))
            has_procedure_[at] = true;
        if (const auto* d = std::get_if<duty>(&r.is)) {
            tie_all(d->sums);
            if (d->of)
                tie(at, l, "clause", d->of->clause);
        }
        if (const auto* p = std::get_if<prohibition>(&r.is))
            tie_all(p->unmet);
        if (const auto* i = std::get_if<incentive>(&r.is)) {
            if (const auto* s = std::get_if<sharing>(&i->by))
                tie_all(s->of);
            if (const auto* p = std::get_if<payment>(&i->by); p != nullptr && !p->honours.empty())
                tie_honours(at);
        }
        if (std::holds_alternative<veto>(r.is))  // with the clause whose condition it shares, another veto
            tie_honours(at);
    }

    /// A veto forfeits honours of whichever layer.
    void tie_honours(std::size_t at) { tie(at, {}, "honours", {}); }

    void tie(std::size_t at, const layer_of_clauses& l, const char* by, const std::string& name) {
        const auto [first, is_new] = knots_.try_emplace({l.id, by, name}, at);
        if (!is_new)
            first_tied_[knot_of(at)] = knot_of(first->second);
    }

    /// The clause that stands for all that are tied to one.
    [[nodiscard]] std::size_t knot_of(std::size_t clause) const {
        while (first_tied_[clause] != clause)
            clause = first_tied_[clause];
        return clause;
    }

    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> knots_;
    std::vector<std::size_t> first_tied_;
    std::vector<bool> has_procedure_;
};

}  // namespace baoxue::detail
