// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/alike.hpp>
#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/checks/rungs.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace baoxue::detail {

/// A rung with the clause and reading that it stands in.
struct placed_rung {
    const baoxue::rung* rung{nullptr};
    const baoxue::rule* rule{nullptr};
    const baoxue::clause* clause{nullptr};
    const baoxue::reading* reading{nullptr};
    std::string pointer;

    [[nodiscard]] bool governs() const { return clause->chosen == reading->id; }
};

/// Whether both can be in force at once: in one reading, or in two clauses in force on one day, of which one governs.
[[nodiscard]] inline bool stand_together(const placed_rung& a, const placed_rung& b) {
    if (a.clause == b.clause)
        return a.reading == b.reading;
    return (a.governs() || b.governs()) && a.clause->effective.overlaps(b.clause->effective);
}

[[nodiscard]] inline std::string step_of(const placed_rung& r) {
    return "step " + std::to_string(r.rung->step) + " of clause `" + r.clause->id + "`";
}

/// Two rungs of one ladder, the first before the second in the order of clauses.
/// \return whether a problem was found
inline bool check_climb(const placed_rung& a, const placed_rung& b, const std::string& name, problem_list& out) {
    if (b.rung->step == a.rung->step) {
        report(out, b.pointer + "/step",
               "step `" + std::to_string(b.rung->step) + "` of ladder " + in_backquotes(name) +
                   " stands already in clause `" + a.clause->id + "`, give each rung its own step");
        return true;
    }
    if (b.rung->step < a.rung->step) {
        report(out, b.pointer + "/step",
               "step `" + std::to_string(b.rung->step) + "` of ladder " + in_backquotes(name) + " comes after " +
                   step_of(a) + ", but steps rise in the order of clauses");
        return true;
    }
    const bool same_pupils = a.rung->applies_to == b.rung->applies_to && a.rung->after == b.rung->after &&
                             a.rung->unless_reached == b.rung->unless_reached &&
                             a.rule->applies_to == b.rule->applies_to && a.rule->after == b.rule->after;
    if (!same_pupils)
        return false;
    const auto order = compare_alike(*a.rung, *b.rung);
    if (!order || *order < 0)
        return false;
    report(out, b.pointer + "/mode/" + std::string{deciding_number(b.rung->mode)},
           in_backquotes(point_of(b.rung->mode)) + " does not rise above " + in_backquotes(point_of(a.rung->mode)) +
               ", the number of " + step_of(a) + ", which counts the same");
    return true;
}

/// \param whole  whether every rung of the policy is there: only then can one be missing
inline void check_ladder(const std::string& name, const std::vector<placed_rung>& rungs, bool whole,
                         problem_list& out) {
    std::set<std::int32_t> steps;
    for (const auto& r : rungs)
        steps.insert(r.rung->step);
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        const auto& r = rungs[i];
        const auto step = r.rung->step;
        if (whole && step > 1 && !steps.contains(step - 1)) {
            report(out, r.pointer + "/step",
                   "step `" + std::to_string(step) + "` of ladder " + in_backquotes(name) + " has no step " +
                       std::to_string(step - 1) + " below it, steps are counted from 1 through all clauses");
        } else {
            for (std::size_t j = 0; j < i; ++j)
                if (stand_together(rungs[j], r) && check_climb(rungs[j], r, name, out))
                    break;
        }
        if (const auto behind = step_behind(r.rung->mode);
            whole && behind && *behind < step && !steps.contains(*behind))
            report(out, r.pointer + "/mode/step",
                   "ladder " + in_backquotes(name) + " has no step " + std::to_string(*behind));
        for (const auto* after : {&r.rule->after, &r.rung->after})
            if (whole && *after && (*after)->step && *(*after)->step < step && !steps.contains(*(*after)->step))
                report(out, r.pointer + "/after/step",
                       "ladder " + in_backquotes(name) + " has no step " + std::to_string(*(*after)->step));
        for (std::size_t c = 0; whole && c < r.rung->counts.size(); ++c) {
            const auto& count = r.rung->counts[c];
            if (count.unit != counted::earlier_rung || (count.step && *count.step >= step))
                continue;
            const bool found = std::any_of(rungs.begin(), rungs.end(), [&](const placed_rung& other) {
                return (count.step ? other.rung->step == *count.step : other.rung->step < step) &&
                       stand_together(other, r);
            });
            if (found)
                continue;
            const auto at = r.pointer + "/counts/" + std::to_string(c);
            report(out, at + (count.step ? "/step" : "/unit"),
                   count.step
                       ? "ladder " + in_backquotes(name) + " has no step " + std::to_string(*count.step)
                       : "ladder " + in_backquotes(name) + " has no earlier rung than step " + std::to_string(step));
        }
    }
}

/// Whether all that decides when a rung fires could be read.
[[nodiscard]] inline bool read_whole(const std::string& rule_pointer, const std::string& rung_pointer,
                                     const unread_values& unread) {
    for (const auto* key : {"/step", "/counts", "/marks", "/mode", "/applies_to", "/after", "/unless_reached"})
        if (unread.touch(rung_pointer + key))
            return false;
    return !unread.touch(rule_pointer + "/applies_to") && !unread.touch(rule_pointer + "/after");
}

/// Ladder rules of one layer with the same name are one ladder: its steps climb through the clauses.
inline void check_ladders(const policy& p, const unread_values& unread, problem_list& out) {
    const bool every_rung = std::all_of(unread.pointers.begin(), unread.pointers.end(),
                                        [](const std::string& u) { return u.find("/rungs/") != u.npos; });
    for (std::size_t l = 0; l < p.layers.size(); ++l) {
        bool whole = every_rung;
        std::map<std::string, std::vector<placed_rung>> ladders;
        for (std::size_t i = 0; i < p.layers[l].clauses.size(); ++i) {
            const auto& c = p.layers[l].clauses[i];
            const auto clause_pointer = layer_pointer(p, l) + "/clauses/" + std::to_string(i);
            const bool dated = !unread.touch(clause_pointer + "/effective");
            for_each_rule(c, clause_pointer, [&](const rule& r, const reading& within, const std::string& at) {
                const auto* rungs = std::get_if<ladder>(&r.is);
                if (rungs == nullptr)
                    return;
                for (std::size_t k = 0; k < rungs->rungs.size(); ++k) {
                    auto pointer = at + "/rungs/" + std::to_string(k);
                    if (dated && read_whole(at, pointer, unread))
                        ladders[rungs->name].push_back({&rungs->rungs[k], &r, &c, &within, std::move(pointer)});
                    else
                        whole = false;
                }
            });
        }
        for (const auto& [name, rungs] : ladders)
            check_ladder(name, rungs, whole, out);
    }
}

}  // namespace baoxue::detail
