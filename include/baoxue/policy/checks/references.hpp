// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace baoxue::detail {

/// Where the rules of a layer name other clauses and rules of it: they must be there, and come before where one rests
/// on the other.
class reference_checker {
public:
    reference_checker(const policy& p, std::size_t layer, const unread_values& unread, problem_list& out)
        : layer_(p.layers[layer]), at_(layer_pointer(p, layer)), unread_(unread), out_(out) {}

    void run() {
        for (std::size_t i = 0; i < layer_.clauses.size(); ++i)
            for_each_rule(layer_.clauses[i], at_ + "/clauses/" + std::to_string(i),
                          [&](const rule& r, const reading& within, const std::string& at) {
                              if (!unread_.touch(at))
                                  std::visit([&](const auto& kind) { check(i, r, within, kind, at); }, r.is);
                          });
        check_procedures();
    }

private:
    template <class Kind>
    void check(std::size_t, const rule&, const reading&, const Kind&, const std::string&) {}

    void check(std::size_t clause, const rule& r, const reading& within, const duty& d, const std::string& at) {
        for (std::size_t k = 0; k < d.sums.size(); ++k)
            if (!find(d.sums[k], [](const rule& other) {
                     const auto* i = std::get_if<incentive>(&other.is);
                     return i != nullptr && std::holds_alternative<payment>(i->by);
                 }).first)
                unknown(d.sums[k], "award or charge", at + "/sums/" + std::to_string(k));
        if (!d.of)
            return;
        const auto [found, place] = find(d.of->clause, [&](const rule& other) { return other.id == d.of->rule; });
        if (!found)
            return unknown(d.of->clause, "rule `" + d.of->rule + "`", at + "/of");
        const auto is_before = place < clause || (place == clause && comes_before(within, d.of->rule, r.id));
        const bool is_duty = std::holds_alternative<duty>(found->is);
        if (!is_duty && !std::holds_alternative<ladder>(found->is))
            report(out_, at + "/of/rule", "rule `" + d.of->rule + "` has no due dates: name a ladder or a duty");
        else if (is_duty && !is_before)
            report(out_, at + "/of/rule", "rule `" + d.of->rule + "` comes after this one, name an earlier duty");
        else if (is_duty && !std::get<duty>(found->is).about.is_student())
            report(out_, at + "/of/rule", "rule `" + d.of->rule + "` is not about students");
    }

    void check(std::size_t, const rule&, const reading&, const incentive& i, const std::string& at) {
        const auto* s = std::get_if<sharing>(&i.by);
        for (std::size_t k = 0; s != nullptr && k < s->of.size(); ++k) {
            const auto pays = [&](const rule& other) {
                const auto* o = std::get_if<incentive>(&other.is);
                return o != nullptr && o->effect == i.effect && std::holds_alternative<payment>(o->by);
            };
            if (!find(s->of[k], pays).first)
                unknown(s->of[k],
                        "incentive that is " + std::string{i.effect == effect::award ? "an award" : "a charge"},
                        at + "/by/of/" + std::to_string(k));
        }
    }

    void check(std::size_t, const rule&, const reading&, const prohibition& p, const std::string& at) {
        for (std::size_t k = 0; k < p.unmet.size(); ++k)
            if (!find(p.unmet[k], [](const rule& other) { return std::holds_alternative<target>(other.is); }).first)
                unknown(p.unmet[k], "target", at + "/unmet/" + std::to_string(k));
    }

    void check(std::size_t clause, const rule&, const reading&, const veto& v, const std::string& at) {
        if (!v.with)
            return;
        const auto [found, place] = find(*v.with, [](const rule& other) {
            const auto* o = std::get_if<veto>(&other.is);
            return o != nullptr && o->upon;
        });
        if (!found)
            unknown(*v.with, "veto with a condition of its own", at + "/with");
        else if (place >= clause)
            report(out_, at + "/with", "clause `" + *v.with + "` does not come before this one");
    }

    /// The first rule of a clause that fits, and the clause's place.
    template <class Fits>
    std::pair<const rule*, std::size_t> find(const std::string& id, Fits&& fits) const {
        for (std::size_t i = 0; i < layer_.clauses.size(); ++i) {
            if (layer_.clauses[i].id != id)
                continue;
            for (const auto& reading : layer_.clauses[i].readings)
                for (const auto& r : reading.rules)
                    if (fits(r))
                        return {&r, i};
        }
        return {nullptr, layer_.clauses.size()};
    }

    static bool comes_before(const reading& within, const std::string& a, const std::string& b) {
        for (const auto& r : within.rules) {
            if (r.id == b)
                return false;
            if (r.id == a)
                return true;
        }
        return false;
    }

    void unknown(const std::string& clause, const std::string& what, const std::string& at) {
        std::vector<std::string_view> ids;
        for (const auto& c : layer_.clauses)
            ids.push_back(c.id);
        if (std::find(ids.begin(), ids.end(), std::string_view{}) != ids.end())
            return;  // a clause without an id has a problem of its own, and may be the one that is meant
        if (std::find(ids.begin(), ids.end(), clause) == ids.end())
            report(out_, at, "unknown clause " + in_backquotes(clause) + did_you_mean(clause, ids));
        else
            report(out_, at, "clause " + in_backquotes(clause) + " has no " + what);
    }

    /// A procedure's steps stand in one of its rules, in each text of the clause.
    void check_procedures() {
        std::map<std::string, std::pair<bool, std::string>>
            steps;  // whether any rule lists them, and where it is named
        for (std::size_t i = 0; i < layer_.clauses.size(); ++i)
            for_each_rule(layer_.clauses[i], at_ + "/clauses/" + std::to_string(i),
                          [&](const rule& r, const reading&, const std::string& at) {
                              const auto* p = std::get_if<procedure>(&r.is);
                              if (p == nullptr || unread_.touch(at))
                                  return;
                              auto& known = steps.try_emplace(p->name, false, at).first->second;
                              known.first = known.first || !p->steps.empty();
                          });
        for (const auto& [name, known] : steps)
            if (!known.first)
                report(out_, known.second + "/steps",
                       "no rule of procedure " + in_backquotes(name) + " lists its steps");
    }

    const layer_of_clauses& layer_;
    std::string at_;
    const unread_values& unread_;
    problem_list& out_;
};

inline void check_references(const policy& p, const unread_values& unread, problem_list& out) {
    for (std::size_t l = 0; l < p.layers.size(); ++l)
        reference_checker{p, l, unread, out}.run();
}

}  // namespace baoxue::detail
