// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/parameters.hpp>
#include <baoxue/verify/search.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// What findings say of each pupil and unit, as one number; units come after pupils, what is about neither comes last.
/// Ids, names of rules and causes are left out: two readings may say the same in other words.
class said_of_each {
public:
    explicit said_of_each(const findings& f) : f_(f) {
        const auto& o = f.obligations;
        for (std::size_t i = 0; i < o.size(); ++i) {
            stable_hash h = start(1, o.rule[i]);
            for (const auto act : f.act_lists[static_cast<std::size_t>(o.acts[i])])
                h.number(act);
            for (const auto b : f.bearers->members(o.bearers[i]))
                h.number(b);
            h.number(o.role[i]).number(o.step[i]).number(o.triggered_on[i].days).number(o.due_on[i].days);
            h.number(static_cast<std::int64_t>(o.state[i]))
                .number(o.met_on[i].days)
                .number(o.needed[i])
                .number(o.done[i]);
            add(o.student[i], o.unit[i], h);
        }
        const auto& s = f.statuses;
        for (std::size_t i = 0; i < s.size(); ++i) {
            stable_hash h = start(2, s.rule[i]);
            h.number(static_cast<std::int64_t>(s.status[i])).number(s.from[i].days).number(s.until[i].days);
            add(s.student[i], s.unit[i], h);
        }
        const auto& m = f.measures;
        for (std::size_t i = 0; i < m.size(); ++i) {
            stable_hash h = start(3, m.rule[i]);
            h.number(m.indicator[i]).number(m.stage[i]).number(m.met[i] ? *m.met[i] : -1);
            for (const auto& n : {m.numerator[i], m.denominator[i], m.line_numerator[i], m.line_denominator[i]})
                h.number(n.value_or(-1));
            add(no_code, m.unit[i], h);
        }
        const auto& c = f.consequences;
        for (std::size_t i = 0; i < c.size(); ++i) {
            stable_hash h = start(4, c.rule[i]);
            h.number(static_cast<std::int64_t>(c.kind[i])).number(c.person[i]).number(c.amount_fen[i].value_or(-1));
            for (const auto honour : c.honours.at(i))
                h.number(honour);
            add(no_code, c.unit[i], h);
        }
        const auto& g = f.gaps;
        for (std::size_t i = 0; i < g.size(); ++i) {
            if (g.kind[i] != gap_kind::unassigned_role && g.kind[i] != gap_kind::broken_chain)
                continue;
            stable_hash h = start(5, g.rule[i]);
            add(g.student[i], g.unit[i], h.number(g.role[i]).number(g.from[i].days).number(g.until[i].days));
        }
        for (auto& [who, rows] : said_) {
            std::sort(rows.begin(), rows.end());
        }
    }

    struct subject {
        int kind;  ///< 0 a pupil, 1 a unit, 2 neither
        code who;
        friend auto operator<=>(const subject&, const subject&) = default;
    };

    /// Those of whom two findings say different things, in order.
    [[nodiscard]] std::vector<subject> differ(const said_of_each& other) const {
        std::vector<subject> out;
        const auto one_way = [&](const auto& a, const auto& b) {
            for (const auto& [who, rows] : a)
                if (const auto it = b.find(who); it == b.end() || it->second != rows)
                    out.push_back(who);
        };
        one_way(said_, other.said_), one_way(other.said_, said_);
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

private:
    [[nodiscard]] stable_hash start(std::int64_t table, std::int32_t rule) const {
        stable_hash h;
        h.number(table);
        if (rule != no_code) {
            const auto& name = f_.rules[static_cast<std::size_t>(rule)];
            h.text(name.policy).text(name.clause);
        }
        return h;
    }
    void add(code student, code unit, const stable_hash& h) {
        const subject who = student != no_code ? subject{0, student}
                            : unit != no_code  ? subject{1, unit}
                                               : subject{2, 0};
        said_[who].push_back(h.value());
    }

    const findings& f_;
    std::map<subject, std::vector<std::uint64_t>> said_;
};

/// The first day on which two findings about a tiny district differ, so that nothing later need be told.
[[nodiscard]] inline witness cut_to_difference(const search& s, const policy& other, const small_case* c) {
    for (const auto as_of : {s.world.spring(18), s.world.spring(64)})
        if (auto w = alone(s.world, c, as_of); c == nullptr || c->is_pupil()) {
            const auto here = replay(s.of, w, s.world), there = replay(other, w, s.world);
            if (!said_of_each{here}.differ(said_of_each{there}).empty())
                return w;
        }
    return alone(s.world, c, s.as_of);
}

/// Where another reading of a clause would change a finding, and the plainest made-up pupil or unit of whom that is so.
inline void check_readings(const search& s, std::vector<observation>& out) {
    struct tried {
        const layer_of_clauses* layer;
        const clause* text;
        std::string reading;
    };
    std::vector<tried> each;
    std::vector<policy> variants;
    for (std::size_t l = 0; l < s.of.layers.size(); ++l)
        for (std::size_t c = 0; c < s.of.layers[l].clauses.size(); ++c) {
            const auto& text = s.of.layers[l].clauses[c];
            for (const auto& r : text.readings)
                if (r.id != text.chosen) {
                    each.push_back({&s.of.layers[l], &text, r.id});
                    variants.push_back(s.of);
                    variants.back().layers[l].clauses[c].chosen = r.id;
                }
        }
    if (each.empty())
        return;
    const auto found = s.run(variants);
    const said_of_each here{s.governing};
    for (std::size_t i = 0; i < each.size(); ++i) {
        observation o;
        o.rules = {{each[i].layer->id, each[i].text->id, {}, 0}};
        o.readings = {each[i].text->chosen, each[i].reading};
        o.searched = static_cast<std::int64_t>(s.cases.size());
        const auto differ = here.differ(said_of_each{found[i]});
        o.found = static_cast<std::int64_t>(differ.size());
        o.kind = differ.empty() ? observation_kind::readings_alike : observation_kind::readings_differ;
        o.weight = differ.empty() ? severity::note : severity::warning;
        std::size_t tries = 0;
        for (const auto& who : differ) {
            if (++tries > most_tries)
                break;
            const auto unit_case = who.kind == 1 ? s.case_of_unit(who.who) : std::nullopt;
            const auto* c = who.kind == 0 ? &s.cases[s.case_of_pupil(who.who)]
                            : unit_case   ? &s.cases[*unit_case]
                                          : nullptr;
            auto w = cut_to_difference(s, variants[i], c);
            const auto a = replay(s.of, w, s.world), b = replay(variants[i], w, s.world);
            if (said_of_each{a}.differ(said_of_each{b}).empty())
                continue;
            if (c != nullptr && !c->counts.empty())
                o.figures = {figure_of(c->counts.front())};
            o.shown = std::move(w);
            break;
        }
        if (differ.empty())  // a number that is left out may be what hides the difference
            for (const auto& parameter : list_parameters(s.of))
                if (parameter.clause == each[i].text->id && !parameter.value &&
                    std::find(o.parameters.begin(), o.parameters.end(), parameter.name) == o.parameters.end())
                    o.parameters.push_back(parameter.name);
        out.push_back(std::move(o));
    }
}

}  // namespace baoxue::detail
