// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/prohibition.hpp>
#include <baoxue/explain/evaluate_alone.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/nearest_context.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace baoxue::detail {

/// Whether conduct that is barred has come about, and else what the last incident on record lacks to be a breach.
class nearest_ban {
public:
    nearest_ban(const nearest_context& at, const bound_prohibition& rule)
        : at_(&at), k_(&at.w.phrases().keeping), rule_(&rule) {}

    /// \param none      what to say where no such incident is on record
    /// \param concerns  (student, unit, person) -> whether that is what was asked for
    template <class Concerns>
    [[nodiscard]] std::string says(phrase none, Concerns&& concerns) const {
        const auto& b = at_->f.breaches;
        const auto& x = at_->d.incidents;
        if (!at_->d.is_given(table_name::incidents))
            return at_->missing(table_name::incidents);
        std::vector<std::string> found;
        for (std::size_t i = 0; i < b.size(); ++i)
            if (b.rule[i] == rule_->rule && concerns(b.student[i], b.unit[i], b.person[i]))
                found.push_back(fill(k_->breach_row, {{"on", at_->w.day(b.on[i])}, {"id", id_text(b.id[i])}}));
        if (!found.empty())
            return fill(k_->breach_rows, {{"rows", at_->w.list(found)}});
        std::optional<std::size_t> last;
        for (std::size_t i = 0; i < x.id.size() && x.on[i] <= at_->f.as_of; ++i)
            if (std::find(rule_->conduct.begin(), rule_->conduct.end(), x.conduct[i]) != rule_->conduct.end() &&
                concerns(x.about_student[i], place_of_incident(at_->d, i), x.person[i]))
                last = i;
        return last ? lacks(*last) : std::string{none};
    }

private:
    [[nodiscard]] std::string lacks(std::size_t incident) const {
        const auto& x = at_->d.incidents;
        const auto of = at_->place_of(rule_->rule);
        const auto& clause = std::get<prohibition>(of.is->is);
        const auto say = [&](phrase how) {
            return fill(how, {{"on", at_->w.day(x.on[incident])},
                              {"as_of", at_->w.day(at_->f.as_of)},
                              {"roles", at_->w.alternatives(at_->w.names(clause.roles))},
                              {"conduct", at_->w.list(at_->w.names(clause.conduct))},
                              {"clauses", at_->w.alternatives(clause.unmet)}});
        };
        if (x.verified_on[incident] > at_->f.as_of)
            return say(k_->ban_unverified);
        // each condition is taken away in turn: the first without which it is a breach is the one that it lacks
        auto bare = *of.is;
        auto& ban = std::get<prohibition>(bare.is);
        ban.unmet.clear(), ban.below = false;
        if (is_breach(of, bare, incident))
            return say(k_->ban_unmet);
        ban.together = false;
        if (is_breach(of, bare, incident))
            return say(k_->ban_together);
        ban.roles = {"anyone"};
        return say(is_breach(of, bare, incident) ? k_->ban_role : k_->ban_scope);
    }

    [[nodiscard]] bool is_breach(const place& of, const rule& changed, std::size_t incident) const {
        const auto found = evaluate_alone(of, changed, at_->p, at_->d, at_->f.as_of);
        const cause why{table_name::incidents, at_->d.incidents.row[incident]};
        for (std::size_t i = 0; i < found.breaches.size(); ++i)
            if (const auto causes = found.breaches.caused_by.at(i);
                std::find(causes.begin(), causes.end(), why) != causes.end())
                return true;
        return false;
    }

    const nearest_context* at_;
    const keeping_phrases* k_;
    const bound_prohibition* rule_;
};

}  // namespace baoxue::detail
