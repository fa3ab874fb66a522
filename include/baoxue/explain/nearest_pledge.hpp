// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/find_near.hpp>
#include <baoxue/explain/find_signers.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/nearest_context.hpp>
#include <baoxue/explain/nearest_scope.hpp>
#include <baoxue/explain/row_of_rule.hpp>
#include <baoxue/people/holders.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace baoxue::detail {

/// Whether two roles have signed with each other in the period at hand, and by when; or when a period begins.
class nearest_pledge {
public:
    /// \param pupil  nullptr for a pledge about `unit`
    nearest_pledge(const nearest_context& at, const bound_pledge& rule, const pupil_view* pupil, code unit)
        : at_(&at), p_(&at.phrases()), rule_(&rule), pupil_(pupil), unit_(unit) {}

    [[nodiscard]] std::string says() const {
        if (!rule_->unspecified.empty())
            return at_->cannot_tell(rule_->unspecified);
        const auto row = last_row();
        if (!row) {
            if (pupil_ != nullptr && !at_->d.is_given(table_name::enrolments))
                return at_->missing(table_name::enrolments);
            if (const auto why = pupil_ != nullptr
                                     ? obstacle(at_->w, rule_->scope, rule_->in_force, *pupil_, at_->f.as_of)
                                     : unit_obstacle(*at_, rule_->scope, rule_->in_force, unit_))
                return *why;
            if (pupil_ != nullptr && !pupil_->on_roll(at_->f.as_of))
                return std::string{p_->off_roll};
            return next(p_->no_period, p_->no_more_periods);
        }
        const auto& o = at_->f.obligations;
        const phrase how = o.state[*row] == state::met      ? p_->signed_
                           : o.state[*row] == state::open   ? p_->not_signed
                           : o.state[*row] == state::missed ? p_->signing_missed
                                                            : p_->signing_unknown;
        const date on = std::min(o.due_on[*row], at_->f.as_of);
        const auto sides = find_signers(at_->d, *at_->f.words, o.caused_by.at(*row), rule_->from, rule_->to);
        const auto side = [&](word_code role, std::int32_t holders, signer signed_pledge::* who) {
            return sides ? named(role, at_->w.ids({((*sides).*who).id})) : named(role, ids_on(holders, on));
        };
        auto out = fill(how, {{"from", side(rule_->from, rule_->holders.front(), &signed_pledge::from)},
                              {"to", side(rule_->to, rule_->to_holders, &signed_pledge::to)},
                              {"on", o.met_on[*row] == no_date ? std::string{} : at_->w.day(o.met_on[*row])},
                              {"due", at_->w.day(o.due_on[*row])},
                              {"id", id_text(o.id[*row])}});
        if (const auto other = signed_otherwise(*row); !other.empty())
            out += std::string{at_->w.phrases().small.sentence_gap} + other;
        if (o.due_on[*row] < at_->f.as_of)
            if (const auto more = next(p_->next_period, {}); !more.empty())
                out += std::string{at_->w.phrases().small.sentence_gap} + more;
        return out;
    }

private:
    [[nodiscard]] std::optional<std::size_t> last_row() const {
        const auto& o = at_->f.obligations;
        return last_row_of(o, rule_->rule, [&](std::size_t i) {
            return o.role[i] == rule_->from && o.recipient[i] == rule_->recipient &&
                   (pupil_ != nullptr ? o.student[i] == pupil_->student
                                      : o.student[i] == no_code && o.unit[i] == unit_);
        });
    }

    /// A pledge that names the pupil or unit and both roles, and that does not count; nothing where there is none.
    [[nodiscard]] std::string signed_otherwise(std::size_t row) const {
        const auto& o = at_->f.obligations;
        if (o.state[row] == state::met)
            return {};
        const auto i = find_pledge_by_role(at_->d, *at_->f.words, rule_->from, rule_->to,
                                           pupil_ != nullptr ? pupil_->student : no_code, unit_, o.triggered_on[row],
                                           at_->f.as_of);
        return !i ? std::string{}
                  : fill(at_->d.pledges.signed_on[*i] > o.due_on[row] ? p_->signed_late : p_->signed_otherwise,
                         {{"on", at_->w.day(at_->d.pledges.signed_on[*i])},
                          {"row", std::to_string(at_->d.pledges.row[*i])}});
    }

    [[nodiscard]] std::string next(phrase with_day, phrase without) const {
        const code unit = pupil_ != nullptr ? pupil_->unit(at_->f.as_of) : unit_;
        const date on = unit == no_code ? no_date : next_period(*at_, rule_->rhythm, rule_->in_force, unit);
        return on == no_date ? std::string{without} : fill(with_day, {{"on", at_->w.day(on)}});
    }

    [[nodiscard]] std::string named(word_code role, const std::string& ids) const {
        return fill(at_->w.phrases().duty.the_role, {{"role", at_->w.name(word_kind::role, role)}, {"ids", ids}});
    }

    /// Who holds a role on a day.
    [[nodiscard]] std::string ids_on(std::int32_t holders, date on) const {
        const auto& h = at_->bound.holders[static_cast<std::size_t>(holders)];
        const auto held = pupil_ != nullptr ? bearers_on(h, at_->d, pupil_->student, pupil_->unit(on), on)
                                            : bearers_at(h, at_->d, unit_, on);
        const auto& duty = at_->w.phrases().duty;
        const phrase nobody_known = at_->d.is_given(table_name::holdings) ? duty.nobody_named : duty.holder_unknown;
        return held.set == nobody ? std::string{nobody_known} : at_->ids(*at_->bound.bearers, held.set);
    }

    const nearest_context* at_;
    const nearest_phrases* p_;
    const bound_pledge* rule_;
    const pupil_view* pupil_;
    code unit_;
};

}  // namespace baoxue::detail
