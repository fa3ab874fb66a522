// SPDX-License-Identifier: Apache-2.0
#pragma once

// The whole evaluation: layers of policies, upper first, on facts known on a date (meaning 5.18).

#include "committee.hpp"
#include "duty.hpp"
#include "entitlement.hpp"
#include "figures.hpp"
#include "money.hpp"
#include "naive.hpp"
#include "pledge.hpp"
#include "prohibition.hpp"
#include "readings.hpp"
#include "recurring.hpp"
#include "reference.hpp"
#include "rows.hpp"
#include "status.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

class layered_evaluation {
public:
    layered_evaluation(const std::vector<policy>& layers, const world& w, day as_of, bool looks_for_holes)
        : layers_(layers), w_(w), as_of_(as_of), calendar_(w), people_(w, calendar_, as_of),
          statuses_(layers_, w, calendar_, people_, as_of), posts_(w, calendar_, people_, as_of),
          k_{layers_, w_, calendar_, people_, posts_, statuses_, as_of, {}, {}, {}, looks_for_holes} {}

    findings run() {
        const registers taken(w_, as_of_);
        for (const auto& [student, spells] : people_.spells())
            k_.slots[student] = sessions_of(w_, calendar_, people_, taken, student, as_of_);
        const findings without = evaluate(policy{}, w_, as_of_);  // gaps that no rule asks for
        k_.gaps.insert(without.gaps.begin(), without.gaps.end());
        for (std::size_t l = 0; l < layers_.size(); ++l)
            absence(l);
        k_.gaps.insert(statuses_.gaps().begin(), statuses_.gaps().end());
        row_writer writer(k_);
        duties owed(k_, writer);
        owed.climb();
        owed.happen();
        quotas counted(k_, writer);
        counted.count();
        pledges(k_, writer, counted).sign();
        if (k_.looks_for_holes)
            committees(k_).sit();
        owed.follow();
        figures measured(k_);
        findings out;
        out.measures = measured.measures();
        money paid(k_, measured);
        out.consequences = paid.rows();
        owed.settle(out.consequences);
        out.breaches = prohibitions(k_, measured).rows();
        out.entitlements = entitlements(k_, writer).rows();
        out.statuses = statuses_.rows();
        const std::vector<written> rows = each_once();
        for (const written& r : rows)
            unmerged_.push_back(r.row);
        ask_for_details(out);
        out.gaps.assign(k_.gaps.begin(), k_.gaps.end());
        for (const written& r : merged(rows))
            out.obligations.push_back(r.row);
        return out;
    }

    /// The obligations before layers merge, once run.
    const std::vector<obligation>& unmerged() const { return unmerged_; }

private:
    /// Ladders of absence and assignments.
    void absence(std::size_t l) {
        const findings found = evaluate(layers_[l], w_, as_of_);
        k_.gaps.insert(found.gaps.begin(), found.gaps.end());
        for (obligation row : found.obligations) {
            written out;
            out.layer = l;
            row.policy = layers_[l].id;
            row.done = row.met_on ? 1 : 0;
            out.met_by = row.met_by;
            for (std::size_t c = 0; c < layers_[l].clauses.size(); ++c)
                for (std::size_t r = 0; r < layers_[l].clauses[c].rules.size(); ++r) {
                    const clause& of = layers_[l].clauses[c];
                    const rule& one = of.rules[r];
                    if (of.id != row.clause || one.id != row.rule || !is_in_force(of, row.triggered_on))
                        continue;
                    out.clause = c;
                    out.rule = r;
                    out.is_last = is_last_of(one, row);
                }
            out.row = row;
            k_.rows.push_back(out);
        }
    }

    /// Details are asked for where a rule found something, before layers merge.
    void ask_for_details(const findings& found) {
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            const auto wrote = [&](const auto& list) {
                return std::any_of(list.begin(), list.end(), [&](const auto& row) {
                    return row.policy == k_.layers[at.layer].id && row.clause == at.of(k_).id && row.rule == one.id;
                });
            };
            if (one.open_details.empty() ||
                !(wrote(unmerged_) || wrote(found.statuses) || wrote(found.measures) || wrote(found.consequences) ||
                  wrote(found.breaches) || wrote(found.entitlements)))
                return;
            for (const std::string& name : one.open_details)
                k_.gaps.insert(value_gap(at.of(k_), one, name));
        });
    }

    /// Of steps in order, only the last is the duty done.
    static bool is_last_of(const rule& one, const obligation& row) {
        if (!one.ladder)
            return true;
        for (const rung& r : one.ladder->rungs)
            if (r.owes.how == how_owed::in_order && row.acts.size() == 1 &&
                std::find(r.owes.acts.begin(), r.owes.acts.end(), row.acts.front()) != r.owes.acts.end())
                return row.acts.front() == r.owes.acts.back();
        return true;
    }

    static bool is_quota(const known& k, const written& r) {
        return place{r.layer, r.clause, r.rule}.one(k).recurring.has_value();
    }

    /// Entries of two registers are two duties, and so are those of two acts.
    std::string register_of(const written& w) const {
        const rule& one = place{w.layer, w.clause, w.rule}.one(k_);
        if (!one.record)
            return "";
        return one.record->on == event::act_done ? one.record->in + std::to_string(w.row.caused_first.row)
                                                 : one.record->in;
    }

    /// Acts, role, subject and trigger agree; of two quotas, the deadline and the number too.
    bool is_same(const written& a, const written& b) const {
        if (a.row.triggered_on != b.row.triggered_on)
            return false;
        const auto key = [](const obligation& o) {
            std::vector<std::string> acts = o.acts;
            std::sort(acts.begin(), acts.end());
            const std::string unit = o.student.empty() ? o.unit : "";
            return std::make_tuple(acts, o.role, o.student, unit, o.person, o.triggered_on);
        };
        if (key(a.row) != key(b.row) || is_quota(k_, a) != is_quota(k_, b) || register_of(a) != register_of(b))
            return false;
        return a.row.needed == b.row.needed && (!is_quota(k_, a) || a.row.due_on == b.row.due_on);
    }

    static std::string name_of(const obligation& o) { return o.policy + "/" + o.clause + "/" + o.rule; }

    static auto key_of(const written& w) {
        return std::tie(w.layer, w.clause, w.rule, w.row.unit, w.row.student, w.row.triggered_on, w.row.step,
                        w.row.acts, w.row.role, w.row.person);
    }

    static void put_in_order(std::vector<written>& rows) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const written& a, const written& b) { return key_of(a) < key_of(b); });
    }

    std::vector<written> each_once() const {
        std::vector<written> rows = k_.rows;
        put_in_order(rows);
        // One act may bring about the next step of two duties, also of two texts of a clause: that is owed once.
        std::set<std::string> seen;
        rows.erase(std::remove_if(rows.begin(), rows.end(),
                                  [&](const written& w) {
                                      std::string what = name_of(w.row) + " " + w.row.unit + " " + w.row.student + " " +
                                                         std::to_string(w.row.triggered_on) + " " +
                                                         std::to_string(w.row.step) + " " + w.row.role + " " +
                                                         w.row.person;
                                      for (const std::string& act : w.row.acts)
                                          what += " " + act;
                                      if (place{w.layer, w.clause, w.rule}.one(k_).record)
                                          what += " " + std::to_string(w.row.caused_first.row);  // an entry each
                                      return !seen.insert(what).second;
                                  }),
                   rows.end());
        return rows;
    }

    /// Equal obligations of different layers are one, with the earliest deadline; the others are named in `also`.
    std::vector<written> merged(std::vector<written> rows) const {
        std::vector<written> out;
        std::vector<bool> gone(rows.size(), false);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (gone[i])
                continue;
            std::size_t stays = i;
            std::vector<std::size_t> same{i};
            for (std::size_t j = i + 1; j < rows.size(); ++j) {
                if (gone[j] || !is_same(rows[i], rows[j]))
                    continue;
                same.push_back(j);
                const std::optional<day>& best = rows[stays].row.due_on;
                const std::optional<day>& other = rows[j].row.due_on;
                if (other && (!best || *other < *best))
                    stays = j;
            }
            gone[stays] = true;
            for (std::size_t j : same) {  // what another layer asks for; two rules of one layer stay two
                if (rows[j].layer == rows[stays].layer)
                    continue;
                gone[j] = true;
                rows[stays].row.also.push_back(name_of(rows[j].row));
            }
            if (stays != i && !gone[i])
                --i;  // the row at hand stays too, and is looked at again
            out.push_back(rows[stays]);
        }
        put_in_order(out);
        return out;
    }

    std::vector<policy> layers_;
    const world& w_;
    day as_of_;
    calendar calendar_;
    people people_;
    statuses statuses_;
    posts posts_;
    known k_;
    std::vector<obligation> unmerged_{};
};

}  // namespace naive
