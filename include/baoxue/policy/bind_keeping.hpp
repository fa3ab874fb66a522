// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/bind_words.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Binds what is kept, signed, granted and barred: registers, pledges, committees, entitlements, prohibitions.
class keeping_binder : protected word_binder {
protected:
    using word_binder::word_binder;

    /// An entry of a register is a duty whose act only a row of `records` shows.
    void bind_kind(const placed_rule& at, const record& r) {
        bound_duty b;
        b.on = r.on;
        if (r.act)
            b.act = find(word_kind::act, r.act->id);
        begin(at, b);
        if (r.need)
            b.need = bind_need(*r.need);
        owes entry;
        entry.acts = {"keep_record"}, entry.roles = r.roles;
        bind_owes(at.text, at.index, 0, entry, r.due, b);
        b.kept = find(word_kind::record_register, r.in.id);
        out_.duties.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const pledge& p) {
        bound_scope scope;
        add_scope(at.text, at.is.applies_to, at.is.after, scope);
        if (!known(at.text, at.index, p.pairs)) {
            (void)known(at.text, at.index, p.period);  // of whom it would be asked is not known either
            return;
        }
        for (const auto& pair : *p.pairs.value) {
            bound_pledge b;
            b.rule = at.index, b.in_force = at.text.effective, b.scope = scope;
            b.about = subject_of(pair.about);
            owes signature;
            signature.acts = {"sign_pledge"}, signature.roles = {pair.from}, signature.recipient = pair.to;
            bind_owes(at.text, at.index, 0, signature, std::nullopt, b);
            b.from = b.role.front(), b.to = find(word_kind::role, pair.to.id);
            b.to_holders = add_holders({b.to});
            b.rhythm.period = p.period;
            if (!p.period.value)
                b.unspecified = at.text.id + "." + p.period.name;
            b.id_start.front().text(pair.to.id);
            out_.pledges.push_back(std::move(b));
        }
    }

    void bind_kind(const placed_rule& at, const committee& c) {
        bound_committee b;
        begin(at, b);
        b.unit_kind = find(word_kind::unit_kind, c.at.id);
        for (const auto& s : c.seats) {
            auto& seat = b.seats.emplace_back();
            seat.role = index_holder_->list_holders(find(word_kind::role, s.role.id));
            if (s.every)
                seat.every = index_holder_->list_holders(find(word_kind::role, s.every->id));
        }
        out_.committees.push_back(std::move(b));
    }

    void bind_kind(const placed_rule& at, const entitlement& e) {
        bound_entitlement b;
        begin(at, b);
        b.benefit = find(word_kind::benefit, e.benefit.id), b.grant = find(word_kind::act, "grant_benefit");
        b.on = event::need_flagged, b.every_pupil = !e.need;
        if (e.need)
            b.need = bind_need(*e.need);
        owes benefit;
        benefit.acts = {"grant_benefit"}, benefit.roles = e.roles;
        benefit.acts.insert(benefit.acts.end(), e.acts.begin(), e.acts.end());
        bind_owes(at.text, at.index, 0, benefit, e.due, b);
        if (e.held)
            b.held = add_holders({find(word_kind::role, e.held->id)}, true);
        b.stops = e.stops;
        out_.entitlements.push_back(std::move(b));
    }

    [[nodiscard]] static bound_sanction bind_sanction(const clause& c, const param<bilingual>& p) {
        return p.value ? bound_sanction{p.value->zh, {}} : bound_sanction{{}, c.id + "." + p.name};
    }

    void bind_kind(const placed_rule& at, const prohibition& p) {
        bound_prohibition b;
        begin(at, b);
        for (const auto& c : p.conduct)
            b.conduct.push_back(find(word_kind::conduct, c.id));
        b.together = p.together;
        b.roles = find_roles(p.roles);
        for (const auto r : b.roles)
            b.holders.push_back(add_holders({r}));
        if (p.sanction)
            b.sanction = bind_sanction(at.text, *p.sanction);
        if (p.again) {
            b.again = bind_sanction(at.text, p.again->sanction);
            b.again_from = p.again->times.value;
            if (!b.again_from)
                b.unspecified = at.text.id + "." + p.again->times.name;
        }
        b.asks_unmet = !p.unmet.empty(), b.unmet_below = p.below, b.only_returned = p.returned;
        for (const auto& clause : p.unmet)
            unmet_.emplace_back(out_.prohibitions.size(), clause);
        out_.prohibitions.push_back(std::move(b));
    }

    std::vector<std::pair<std::size_t, std::string>> unmet_;  ///< prohibitions with clauses whose targets they ask for
};

}  // namespace baoxue::detail
