// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/judge.hpp>
#include <baoxue/exact/money.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace baoxue {

namespace detail {

/// Awards, charges, their shares, vetoes: what follows from figures once a school year is over.
///
/// \par Source
/// Meaning decisions, paragraphs 10 to 13.
class consequence_writer {
public:
    consequence_writer(const bound_policy& policy, const figure_book& book, const duty_writer& writer,
                       const district& d, date as_of, gathered& out)
        : policy_(policy), book_(book), writer_(writer), d_(d), as_of_(as_of), out_(out) {}

    void run() {
        for (const auto& t : policy_.targets)
            judge(t, t.goal, false,
                  [&](const judged_figure& j) { write_measure(policy_, t.rule, t.goal, j, d_, out_.measures); });
        for (const auto& p : policy_.payments)
            judge(p, p.upon, false, [&](const judged_figure& j) {
                write_measure(policy_, p.rule, p.upon, j, d_, out_.measures);
                if (j.is_final && j.holds && *j.holds)
                    pay(p, j);
            });
        for (const auto& v : policy_.vetoes)
            judge(v, v.upon, true, [&](const judged_figure& j) {
                if (j.holds && *j.holds)
                    forfeit(v, j);
            });
        for (const auto& s : policy_.sharings)
            share_out(s);
        mark_vetoed();
    }

private:
    template <class Bound, class Visit>
    void judge(const Bound& b, const bound_condition& condition, bool only_final, Visit&& visit) {
        judge_units(policy_, b.rule, b.in_force, b.scope, condition, book_, writer_, d_, as_of_, out_, only_final,
                    visit);
    }

    /// Puts a row down; what the caller does not set is nothing.
    std::size_t add(std::int32_t rule, consequence_kind kind, const judged_figure& j, code person,
                    std::string_view also = {}) {
        auto& c = out_.consequences;
        const auto& words = *policy_.words;
        auto hash = id_of_rule("consequences", policy_.rules[static_cast<std::size_t>(rule)]);
        add_id(hash, d_.ids->units, j.at.unit);
        add_id(hash, d_.ids->persons, person);
        hash.text(word_of(kind)).text(also);
        hash.text(j.at.stage == no_code ? std::string_view{}
                                        : std::string_view{words.at(word_kind::stage, j.at.stage).id});
        c.id.push_back(hash.number(j.first.days).value());
        c.rule.push_back(rule), c.kind.push_back(kind), c.unit.push_back(j.at.unit), c.person.push_back(person);
        c.stage.push_back(j.at.stage), c.payer.push_back(no_code), c.payee.push_back(no_code);
        c.amount_fen.emplace_back(), c.period_from.push_back(j.first), c.period_until.push_back(j.last);
        c.part_of.emplace_back(), c.vetoed_by.emplace_back();
        c.caused_by.append(j.value.counted ? std::span<const cause>{&*j.value.counted, 1} : std::span<const cause>{});
        return c.id.size() - 1;
    }

    /// How many times the amount is due; nothing where that cannot be known.
    [[nodiscard]] std::optional<std::int64_t> times(const bound_payment& p, const judged_figure& j) {
        if (p.source->each == paid_for::whole)
            return 1;
        const auto indicator = policy_.words->find(word_kind::indicator, "dropouts");
        const bool alone = book_.stages_of(j.at.unit).size() == 1;
        bool misfit = false;
        const auto dropouts = indicator ? book_.value(j.at, *indicator, formula::glossary, alone, misfit) : figure{};
        if (dropouts.counted ? !dropouts.is_known() : misfit)
            tell_misfit(writer_, p.rule, j.at.unit, out_);
        if (!dropouts.is_known() && dropouts.counted)
            return std::nullopt;
        if (!dropouts.is_known()) {
            const auto lacks = dropouts.lacks.value_or(table_name::enrolments);
            writer_.missing(p.rule, lacks, out_);
            if (d_.is_given(lacks) && !misfit) {  // its rolls were not
                auto g = writer_.gap_of(p.rule, gap_kind::missing_table);
                g.unit = j.at.unit, g.parameter = word_of(lacks);
                out_.add(std::move(g));
            }
            return std::nullopt;
        }
        if (p.source->each == paid_for::dropout)
            return dropouts.numerator;
        const auto allowed = static_cast<std::int64_t>(static_cast<__int128>(*j.line.numerator) * *j.value.denominator /
                                                       *j.line.denominator);
        return std::max<std::int64_t>(*dropouts.numerator - allowed, 0);
    }

    void pay(const bound_payment& p, const judged_figure& j) {
        if (!p.honours.empty()) {
            const auto row = add(p.rule, consequence_kind::honour, j, no_code);
            out_.consequences.honours.append(p.honours);
            out_.consequences.payer[row] = p.payer, out_.consequences.payee[row] = p.payee;
        }
        if (!p.source->amount)
            return;
        const auto n = times(p, j);
        if (!n)
            return;
        if (*n == 0)
            return;
        if (!p.unspecified.empty()) {
            auto g = writer_.gap_of(p.rule, gap_kind::unspecified_value);
            g.parameter = p.unspecified;
            return out_.add(std::move(g));
        }
        const auto row =
            add(p.rule, p.is == effect::award ? consequence_kind::award : consequence_kind::charge, j, no_code);
        auto& c = out_.consequences;
        c.honours.append({});
        c.payer[row] = p.payer, c.payee[row] = p.payee;
        c.amount_fen[row] = *p.source->amount->value * *n;  // most_fen times the most people there can be fits
    }

    /// Who holds a role at a unit on the year's last day; a gap where nobody does.
    [[nodiscard]] std::vector<code> holders_on(std::int32_t rule, std::int32_t holders, word_code role, code unit,
                                               date on) {
        const auto& of = policy_.holders[static_cast<std::size_t>(holders)];
        const auto held = bearers_at(of, d_, unit, on);
        if (held.set == nobody) {
            if (d_.is_given(table_name::holdings))
                writer_.unassigned(rule, nullptr, unit, role, held, out_);
            writer_.missing(rule, table_name::holdings, out_);
        }
        const auto members = policy_.bearers->members(held.set);
        return {members.begin(), members.end()};
    }

    void forfeit(const bound_veto& v, const judged_figure& j) {
        std::vector<code> persons;
        for (std::size_t i = 0; i < v.roles.size(); ++i) {
            const auto held = holders_on(v.rule, v.holders[i], v.roles[i], j.at.unit, j.last);
            persons.insert(persons.end(), held.begin(), held.end());
        }
        std::sort(persons.begin(), persons.end());
        persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
        if (persons.empty())
            persons.push_back(no_code);
        for (const code person : persons) {
            add(v.rule, consequence_kind::veto, j, person);
            out_.consequences.honours.append(v.forfeits);
        }
    }

    /// Divides each amount among the holders of the roles; a role's holders bear its share alike.
    void share_out(const bound_sharing& s) {
        const auto whole_rows = out_.consequences.size();
        for (std::size_t row = 0; row < whole_rows; ++row) {
            if (std::find(s.of.begin(), s.of.end(), out_.consequences.rule[row]) == s.of.end() ||
                !out_.consequences.amount_fen[row])
                continue;
            if (!s.in_force.on(out_.consequences.period_until[row]) ||
                !is_of_kinds(s.scope, d_, out_.consequences.unit[row]) ||
                !is_of_stages(s.scope, out_.consequences.stage[row]))
                continue;
            if (!s.unspecified.empty()) {
                auto g = writer_.gap_of(s.rule, gap_kind::unspecified_value);
                g.parameter = s.unspecified;
                out_.add(std::move(g));
                return;
            }
            share_out(s, row);
        }
    }

    void share_out(const bound_sharing& s, std::size_t whole) {
        struct part {
            word_code role;
            code person;
        };
        const auto& c = out_.consequences;
        const judged_figure at{
            {c.unit[whole], c.stage[whole], {}}, c.period_from[whole], c.period_until[whole], {}, {}, {}, true};
        std::vector<part> parts;
        std::vector<ratio> weights;
        for (std::size_t i = 0; i < s.roles.size(); ++i) {
            auto held = holders_on(s.rule, s.holders[i], s.roles[i], at.at.unit, at.last);
            if (held.empty())
                held.push_back(no_code);
            const auto share = (*s.source->shares.value)[i];
            for (const code person : held) {
                parts.push_back({s.roles[i], person});
                weights.push_back({share.numerator, share.denominator * static_cast<std::int32_t>(held.size())});
            }
        }
        const auto amounts = divide(*c.amount_fen[whole], weights);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (amounts[i] == 0)
                continue;  // a charge of nothing is no row
            const auto id = c.id[whole];
            const auto& role = policy_.words->at(word_kind::role, parts[i].role).id;
            const auto row = add(s.rule, s.is == effect::award ? consequence_kind::award : consequence_kind::charge, at,
                                 parts[i].person, role + hex(id));
            auto& to = out_.consequences;
            to.honours.append({});
            (s.is == effect::award ? to.payee : to.payer)[row] = parts[i].role;
            if (s.is == effect::award)
                to.payer[row] = to.payer[whole];
            else
                to.payee[row] = to.payee[whole];
            to.amount_fen[row] = amounts[i], to.part_of[row] = id;
            const auto because = to.caused_by.at(whole);
            const std::vector<cause> causes{because.begin(), because.end()};
            to.caused_by.values.insert(to.caused_by.values.end(), causes.begin(), causes.end());
            to.caused_by.offsets.back() += static_cast<std::int64_t>(causes.size());
        }
    }

    /// An honour, and what is paid with it, stays where a veto forfeits it for the same unit, at whatever stage; it
    /// names the veto.
    void mark_vetoed() {
        auto& c = out_.consequences;
        for (std::size_t i = 0; i < c.size(); ++i) {
            if (c.kind[i] != consequence_kind::honour)
                continue;
            const auto conferred = c.honours.at(i);
            for (std::size_t v = 0; v < c.size() && !c.vetoed_by[i]; ++v) {
                if (c.kind[v] != consequence_kind::veto || c.unit[v] != c.unit[i] ||
                    c.period_until[v] != c.period_until[i])
                    continue;
                const auto forfeits = c.honours.at(v);
                if (std::find_first_of(conferred.begin(), conferred.end(), forfeits.begin(), forfeits.end()) !=
                    conferred.end())
                    c.vetoed_by[i] = c.id[v];
            }
            for (std::size_t a = 0; a < c.size(); ++a)  // money that comes with the honour
                if (c.kind[a] == consequence_kind::award && c.rule[a] == c.rule[i] && c.unit[a] == c.unit[i] &&
                    c.period_until[a] == c.period_until[i])
                    c.vetoed_by[a] = c.vetoed_by[i];
        }
    }

    const bound_policy& policy_;
    const figure_book& book_;
    const duty_writer& writer_;
    const district& d_;
    date as_of_;
    gathered& out_;
};

}  // namespace detail

/// Writes measures and consequences.
inline void do_figures(const bound_policy& policy, const figure_book& book, const duty_writer& writer,
                       const district& d, date as_of, gathered& out) {
    detail::consequence_writer{policy, book, writer, d, as_of, out}.run();
}

}  // namespace baoxue
