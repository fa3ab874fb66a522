// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/money_text.hpp>
#include <baoxue/explain/tell_basis.hpp>
#include <baoxue/explain/tell_figure.hpp>
#include <baoxue/explain/wording.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace baoxue::detail {

/// The veto rule whose condition a veto shares; the rule itself where it has its own.
[[nodiscard]] inline const rule* veto_with_condition(const layer_of_clauses& layer, const rule& own) {
    const auto* v = std::get_if<veto>(&own.is);
    if (v == nullptr || v->upon || !v->with)
        return &own;
    for (const auto& c : layer.clauses)
        if (c.id == *v->with)
            for (const auto& r : c.governing().rules)
                if (const auto* other = std::get_if<veto>(&r.is); other != nullptr && other->upon)
                    return &r;
    return &own;
}

/// The figures on which a veto rests, by asking for them as a target: vetoes write none of their own.
[[nodiscard]] inline measures_table figures_of_veto(const findings& f, const policy& p, const district& d,
                                                    const place& at) {
    const auto* own = std::get_if<veto>(&veto_with_condition(*at.layer, *at.is)->is);
    if (own == nullptr || !own->upon)
        return {};
    auto asked = only_procedures(p);
    clause c = *at.text;
    c.readings = {{"figures", {}, {rule{"figures", at.is->applies_to, at.is->after, target{*own->upon}}}}};
    c.chosen = "figures";
    asked.layers.push_back({"figures of vetoes", {}, {}, {std::move(c)}});
    return evaluate(asked, d, f.as_of, {false}).measures;
}

/// Tells of one consequence: money, an honour, a veto, or a share.
class consequence_teller {
public:
    consequence_teller(const wording& w, const findings& f, const policy& p, const district& d, std::size_t row)
        : w_(&w), p_(&w.phrases().money), f_(&f), policy_(&p), d_(&d), t_(&f.consequences), row_(row),
          at_(find_rule(p, f.rules[static_cast<std::size_t>(f.consequences.rule[row])])) {}

    [[nodiscard]] std::string text() const {
        return headline() + how() + why_person() + tell_basis(*w_, at_) + tell_footer(*w_, t_->id[row_]);
    }

private:
    [[nodiscard]] std::string role(word_code c) const { return w_->name(word_kind::role, c); }
    [[nodiscard]] std::string honours(std::size_t row) const {
        return w_->list(w_->names(word_kind::honour, t_->honours.at(row)));
    }
    [[nodiscard]] std::string amount(std::size_t row) const {
        return t_->amount_fen[row] ? yuan_text(*w_, *t_->amount_fen[row]) : std::string{};
    }
    [[nodiscard]] std::optional<std::size_t> row_of(const std::optional<std::uint64_t>& id) const {
        const auto it = id ? std::find(t_->id.begin(), t_->id.end(), *id) : t_->id.end();
        return it == t_->id.end() ? std::nullopt : std::optional{static_cast<std::size_t>(it - t_->id.begin())};
    }

    [[nodiscard]] std::string headline() const {
        paragraph out{*w_};
        const auto person = f_->ids->persons.text(t_->person[row_]);
        const bool is_share = t_->part_of[row_].has_value();
        const bool is_award = t_->kind[row_] == consequence_kind::award;
        phrase how = is_award ? p_->award : p_->charge;
        if (is_share)
            how = is_award ? p_->share_award : p_->share_charge;
        if (t_->kind[row_] == consequence_kind::honour)
            how = p_->honour;
        if (t_->kind[row_] == consequence_kind::veto)
            how = person.empty() ? p_->veto_nobody : p_->veto;
        const auto* v = std::get_if<veto>(&at_.is->is);
        const auto whole = row_of(t_->part_of[row_]);
        out.say(how, {{"amount", amount(row_)},
                      {"unit", w_->unit(t_->unit[row_])},
                      {"from", w_->day(t_->period_from[row_])},
                      {"until", w_->day(t_->period_until[row_])},
                      {"honours", honours(row_)},
                      {"roles", v != nullptr ? w_->alternatives(w_->names(v->roles)) : std::string{}},
                      {"id", is_share ? id_text(*t_->part_of[row_]) : std::string{}},
                      {"whole", whole ? amount(*whole) : std::string{}},
                      {"role", role(is_award ? t_->payee[row_] : t_->payer[row_])},
                      {"person", is_share ? person.empty() ? std::string{p_->by_nobody}
                                                           : fill(p_->by_person, {{"person", person}})
                                          : person}});
        if (t_->stage[row_] != no_code)
            out.say(p_->of_stage, {{"stage", w_->name(word_kind::stage, t_->stage[row_])}});
        if (!is_share && t_->payer[row_] != no_code)
            out.say(t_->kind[row_] == consequence_kind::honour ? p_->giver : p_->payer,
                    {{"role", role(t_->payer[row_])}});
        if (!is_share && t_->payee[row_] != no_code)
            out.say(p_->payee, {{"role", role(t_->payee[row_])}});
        if (const auto veto_row = row_of(t_->vetoed_by[row_]))
            out.say(p_->vetoed, {{"id", id_text(t_->id[*veto_row])},
                                 {"clause", f_->rules[static_cast<std::size_t>(t_->rule[*veto_row])].clause},
                                 {"honours", honours(*veto_row)}});
        if (whole && t_->vetoed_by[*whole])
            out.say(p_->share_vetoed, {{"id", id_text(*t_->vetoed_by[*whole])}});
        if (t_->kind[row_] == consequence_kind::veto) {
            out.say(p_->vetoes);
            out.say(p_->no_money_masks);
        }
        return out.line();
    }

    [[nodiscard]] std::string how() const {
        paragraph out{*w_, p_->how};
        if (t_->part_of[row_]) {
            add_share(out);
            return out.line();
        }
        if (t_->kind[row_] == consequence_kind::veto)
            add_figure(out, figures_of_veto(*f_, *policy_, *d_, at_), no_code);
        else
            add_figure(out, f_->measures, t_->rule[row_]);
        if (t_->amount_fen[row_]) {
            add_sum(out);
            out.say(t_->vetoed_by[row_] ? p_->left_out : p_->in_total);
        }
        return out.line();
    }

    /// The roles for which a person forfeits, or bears a share.
    [[nodiscard]] std::vector<word_code> roles_meant() const {
        if (t_->part_of[row_])
            return {t_->kind[row_] == consequence_kind::award ? t_->payee[row_] : t_->payer[row_]};
        std::vector<word_code> out;
        if (const auto* v = std::get_if<veto>(&at_.is->is))
            for (const auto& r : v->roles)
                if (const auto c = w_->words().find(word_kind::role, r.id))
                    out.push_back(*c);
        return out;
    }

    /// The holding by which a person is meant: of several roles, the one held nearest to the unit.
    [[nodiscard]] holder_line holding() const {
        const auto& on = t_->period_until[row_];
        holder_line out;
        std::size_t nearest = 0;
        for (const auto c : roles_meant()) {
            const auto found = find_holding(*d_, w_->words(), {c}, t_->person[row_], no_code, t_->unit[row_], on);
            const auto path = units_towards(*d_, w_->words().at(word_kind::role, c), no_code, t_->unit[row_]);
            const auto at = static_cast<std::size_t>(std::find(path.begin(), path.end(), found.unit) - path.begin());
            if (out.id.empty() || (found.held != no_code && (out.held == no_code || at < nearest)))
                out = found, nearest = at;
        }
        return out;
    }

    /// Why a veto or a share is this person's: the role held on the year's last day, and where.
    [[nodiscard]] std::string why_person() const {
        if (t_->person[row_] == no_code)
            return {};
        paragraph out{*w_, p_->why_person};
        const auto h = holding();
        const auto& duty = w_->phrases().duty;
        const auto on = w_->day(t_->period_until[row_]);
        if (h.held == no_code) {
            out.say(duty.not_found,
                    {{"on", on}, {"ids", h.id}, {"role", w_->alternatives(w_->names(word_kind::role, roles_meant()))}});
            return out.line();
        }
        out.say(h.unit == t_->unit[row_] ? p_->held : p_->held_above, {{"on", on},
                                                                       {"ids", h.id},
                                                                       {"held", role(h.held)},
                                                                       {"unit", w_->unit(h.unit)},
                                                                       {"whom", w_->unit(t_->unit[row_])}});
        if (h.is_borne)
            out.say(duty.stands_for, {{"held", role(h.held)}, {"role", role(h.owed)}});
        else if (h.held != h.owed)
            out.say(duty.counts_as, {{"held", role(h.held)}, {"role", role(h.owed)}});
        return out.line();
    }

    /// \param rule  whose measures are meant; no_code: there is one rule
    void add_figure(paragraph& out, const measures_table& m, std::int32_t rule) const {
        for (std::size_t i = 0; i < m.size(); ++i) {
            if ((rule != no_code && m.rule[i] != rule) || m.unit[i] != t_->unit[row_] ||
                m.stage[i] != t_->stage[row_] || m.period_from[i] != t_->period_from[row_])
                continue;
            out.say(p_->upon, {{"condition", condition_text_of(*w_, m, i)}});
            out.say(p_->figure_is, {{"value", value_text(*w_, m, i)}});
            return add_formula(out, *w_, m, i, f_->as_of);
        }
    }

    void add_sum(paragraph& out) const {
        const auto* i = std::get_if<incentive>(&at_.is->is);
        const auto* paid = i == nullptr ? nullptr : std::get_if<payment>(&i->by);
        if (paid == nullptr || !paid->amount || !paid->amount->value || *paid->amount->value == 0)
            return;
        const auto each = *paid->amount->value;
        const phrase how = paid->each == paid_for::whole     ? p_->once
                           : paid->each == paid_for::dropout ? p_->each
                                                             : p_->over_line;
        out.say(how, {{"each", yuan_text(*w_, each)},
                      {"n", std::to_string(*t_->amount_fen[row_] / each)},
                      {"amount", amount(row_)}});
        if (!paid->amount->word.empty() && !paid->amount->settled)
            out.say(w_->phrases().duty.source_word, {{"word", paid->amount->word}});
    }

    void add_share(paragraph& out) const {
        const auto* i = std::get_if<incentive>(&at_.is->is);
        const auto* shared = i == nullptr ? nullptr : std::get_if<sharing>(&i->by);
        const auto bears = t_->kind[row_] == consequence_kind::award ? t_->payee[row_] : t_->payer[row_];
        std::size_t holders = 0;
        for (std::size_t k = 0; k < t_->size(); ++k)
            if (t_->part_of[k] == t_->part_of[row_] && t_->rule[k] == t_->rule[row_] &&
                (t_->kind[k] == consequence_kind::award ? t_->payee[k] : t_->payer[k]) == bears)
                ++holders;
        if (shared != nullptr && shared->shares.value)
            for (std::size_t k = 0; k < shared->roles.size() && k < shared->shares.value->size(); ++k)
                if (shared->roles[k].id == w_->words().at(word_kind::role, bears).id) {
                    const auto s = (*shared->shares.value)[k];
                    const bool in_percent = std::int64_t{s.numerator} * 10000 % s.denominator == 0;
                    out.say(p_->of_whole, {{"role", role(bears)},
                                           {"share", in_percent ? percent_text(*w_, s.numerator, s.denominator)
                                                                : std::to_string(s.numerator) + "/" +
                                                                      std::to_string(s.denominator)}});
                }
        if (holders > 1)
            out.say(p_->held_by_several, {{"n", std::to_string(holders)}, {"role", role(bears)}});
        out.say(p_->rounding);
        out.say(p_->not_in_total);
    }

    const wording* w_;
    const money_phrases* p_;
    const findings* f_;
    const policy* policy_;
    const district* d_;
    const consequences_table* t_;
    std::size_t row_;
    place at_;
};

}  // namespace baoxue::detail
