// SPDX-License-Identifier: Apache-2.0
#pragma once

// Transfers, their papers, and the spells of dropout, suspension and completed transfer (meaning 5.9).

#include "calendar.hpp"
#include "ladder.hpp"
#include "model.hpp"
#include "needs.hpp"
#include "people.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

/// Whether a clause's text is in force on a date (meaning 5.18).
inline bool is_in_force(const clause& c, day d) {
    return (!c.effective_from || d >= *c.effective_from) && (!c.effective_until || d < *c.effective_until);
}

/// Whether stages and unit kinds of a rule fit a unit.
inline bool fits_unit(const calendar& c, const applies_rule& a, const std::string& unit_id) {
    if (!a.stages.empty()) {
        const std::optional<std::string> stage = c.stage(unit_id);
        if (!stage || std::find(a.stages.begin(), a.stages.end(), *stage) == a.stages.end())
            return false;
    }
    if (a.unit_kinds.empty())
        return true;
    for (const std::string& u : c.chain(unit_id))
        if (std::find(a.unit_kinds.begin(), a.unit_kinds.end(), c.unit(u)->kind) != a.unit_kinds.end())
            return true;
    return false;
}

inline gap rule_gap(const std::string& kind, const clause& c, const rule& one) {
    gap g;
    g.kind = kind;
    g.clause = c.id;
    g.rule = one.id;
    return g;
}

inline gap table_gap(const clause& c, const rule& one, const std::string& table) {
    gap g = rule_gap("missing_table", c, one);
    g.parameter = table;
    return g;
}

inline gap value_gap(const clause& c, const rule& one, const std::string& parameter) {
    gap g = rule_gap("unspecified_value", c, one);
    g.parameter = parameter;
    return g;
}

/// One spell of a status, as known on as_of.
struct status_spell {
    std::string student;
    std::string unit;  // the class left
    std::string status;
    day from = 0;
    std::optional<day> until{};
    /// The day that keys the duties: its first day, or the day on which it was noted where that is later.
    day known_on = 0;
    std::optional<std::string> policy{};
    std::optional<std::string> clause{};
    std::optional<std::string> rule{};
    cause because{};

    bool holds(day d) const { return from <= d && (!until || d <= *until); }
};

/// One transfer known on as_of, with the enrolment that it leaves.
struct known_transfer {
    const transfer_row* row = nullptr;
    long index = -1;
    std::string unit;           // the class left
    std::optional<day> next{};  // the next enrolment's first day
    day enrolled_from = 0;
    bool is_unknown = false;  // the papers rest on acts, and acts were not given
    std::optional<day> completed_on{};
    std::optional<day> died_on{};

    /// The last day on which it is a dropout spell; null: still going on.
    std::optional<day> spell_until() const {
        std::optional<day> out;
        const auto cut = [&](std::optional<day> d) {
            if (d && (!out || *d < *out))
                out = d;
        };
        if (next)
            cut(*next - 1);
        if (completed_on)
            cut(*completed_on - 1);
        cut(died_on);
        return out;
    }
};

class statuses {
public:
    statuses(const std::vector<policy>& layers, const world& w, const calendar& c, const people& p, day as_of)
        : layers_(layers), w_(w), calendar_(c), people_(p), as_of_(as_of) {
        find_procedures();
        if (w.acts)
            for (std::size_t i = 0; i < w.acts->size(); ++i)
                if ((*w.acts)[i].date <= as_of && (*w.acts)[i].refers_table == "transfers" && (*w.acts)[i].refers_to)
                    papers_[*(*w.acts)[i].refers_to].push_back(static_cast<long>(i));
        for (auto& [id, rows] : papers_)
            std::sort(rows.begin(), rows.end(), [&](long a, long b) {
                const act_row& x = act(a);
                const act_row& y = act(b);
                return std::make_pair(x.date, x.act_id) < std::make_pair(y.date, y.act_id);
            });
        find_transfers();
        for (const auto& [student, enrolled] : people_.spells())
            find_spells(student, enrolled);
        merge();
    }

    const std::vector<status_spell>& all() const { return all_; }
    const std::vector<known_transfer>& transfers() const { return transfers_; }
    const std::set<gap>& gaps() const { return gaps_; }

    std::vector<status_spell> of(const std::string& student, const std::string& status) const {
        std::vector<status_spell> out;
        for (const status_spell& s : all_)
            if (s.student == student && s.status == status)
                out.push_back(s);
        return out;
    }

    bool is_in(const std::string& student, const std::string& status, day d) const {
        for (const status_spell& s : all_)
            if (s.student == student && s.status == status && s.holds(d))
                return true;
        return false;
    }

    std::vector<status_row> rows() const {
        std::vector<status_row> out;
        for (const status_spell& s : all_)
            out.push_back({s.policy, s.clause, s.rule, s.student, s.unit, s.status, s.from, s.until});
        return out;
    }

private:
    /// The rules of one name in one layer and of one wording in force.
    struct procedure {
        std::size_t layer = 0;
        const clause* of = nullptr;  // the rule that lists the steps
        const rule* lists = nullptr;
    };

    struct giver {
        std::size_t layer = 0;
        const clause* of = nullptr;
        const rule* gives = nullptr;
    };

    const act_row& act(long row) const { return (*w_.acts)[static_cast<std::size_t>(row)]; }

    void find_procedures() {
        for (std::size_t l = 0; l < layers_.size(); ++l)
            for (const clause& c : layers_[l].clauses)
                for (const rule& one : c.rules) {
                    if (!one.procedure)
                        continue;
                    if (!one.procedure->steps.empty())
                        procedures_.push_back({l, &c, &one});
                    if (!one.procedure->gives.empty())
                        givers_.push_back({l, &c, &one});
                }
    }

    bool concerns(const clause& c, const rule& one, const std::string& student, const std::string& unit, day d) const {
        if (!is_in_force(c, d) || !fits_unit(calendar_, one.applies_to, unit) ||
            !needs_allow(w_, one.applies_to, student, d, as_of_))
            return false;
        const student_row* s = people_.student(student);
        return !one.ages || is_of_age(*one.ages, s ? s->birth_date : std::nullopt, calendar_, unit, d);
    }

    /// The day of a procedure's last step: of each step the earliest act whose date does not fall below the last one's.
    std::optional<day> finished_on(const procedure_rule& p, const std::string& transfer_id) const {
        const auto found = papers_.find(transfer_id);
        if (found == papers_.end())
            return std::nullopt;
        std::set<long> used;
        std::optional<day> at;
        for (const std::string& step : p.steps) {
            bool done = false;
            for (long row : found->second) {
                if (done || used.count(row) || act(row).act != step || (at && act(row).date < *at))
                    continue;
                used.insert(row);
                at = act(row).date;
                done = true;
            }
            if (!done)
                return std::nullopt;
        }
        return at;
    }

    void find_transfers() {
        if (!w_.transfers)
            return;
        for (std::size_t i = 0; i < w_.transfers->size(); ++i) {
            const transfer_row& t = (*w_.transfers)[i];
            if (t.left_on > as_of_ || (t.noted_on && *t.noted_on > as_of_))
                continue;
            known_transfer k;
            k.row = &t;
            k.index = static_cast<long>(i);
            bool belongs = false;
            const std::vector<spell>& enrolled = people_.spells_of(t.student_id);
            for (std::size_t e = 0; e < enrolled.size(); ++e) {
                // One that begins on the day of leaving and goes on is a return, unless there is no other to leave.
                const bool began_before = enrolled[e].from < t.left_on;
                const bool is_that_day = enrolled[e].from == t.left_on && (e == 0 || enrolled[e].until == t.left_on);
                if (!began_before && !is_that_day)
                    continue;
                belongs = true;
                k.unit = enrolled[e].unit;
                k.enrolled_from = enrolled[e].from;
                k.next.reset();
                if (e + 1 < enrolled.size())
                    k.next = enrolled[e + 1].from;
            }
            if (!belongs)
                continue;
            const student_row* s = people_.student(t.student_id);
            if (s && s->died_on && *s->died_on <= as_of_)
                k.died_on = s->died_on;
            find_completion(k);
            transfers_.push_back(k);
        }
    }

    void find_completion(known_transfer& k) {
        const transfer_row& t = *k.row;
        bool any = false;
        bool all = true;
        std::optional<day> last;
        for (const procedure& p : procedures_) {
            if (!concerns(*p.of, *p.lists, t.student_id, k.unit, t.left_on))
                continue;
            any = true;
            if (!w_.acts) {
                k.is_unknown = true;
                gaps_.insert(table_gap(*p.of, *p.lists, "acts"));
                continue;
            }
            const std::optional<day> finished = finished_on(*p.lists->procedure, t.transfer_id);
            if (!finished)
                all = false;
            else if (!last || *finished > *last)
                last = finished;
        }
        if (!any) {  // without any procedure: a receiving unit
            if (t.receiving_unit_id)
                k.completed_on = t.left_on;
        } else if (!k.is_unknown && all) {
            k.completed_on = last;
        }
    }

    /// The rule that gives a status to a transfer: the first, upper layers first, that is in force. For an incomplete
    /// one, of a procedure that itself was not complete when the pupil left.
    void attribute(status_spell& s, const known_transfer& k) const {
        for (const giver& g : givers_) {
            const procedure_rule& p = *g.gives->procedure;
            if (p.gives != s.status || p.when_complete != (s.status == "transferred") ||
                !concerns(*g.of, *g.gives, s.student, k.unit, k.row->left_on))
                continue;
            if (!p.when_complete) {
                bool own_is_complete = false;
                for (const procedure& listed : procedures_)
                    if (listed.layer == g.layer && listed.lists->procedure->procedure == p.procedure &&
                        concerns(*listed.of, *listed.lists, s.student, k.unit, k.row->left_on)) {
                        const auto finished = finished_on(*listed.lists->procedure, k.row->transfer_id);
                        own_is_complete = finished && *finished <= k.row->left_on;
                    }
                if (own_is_complete)
                    continue;
            }
            s.policy = layers_[g.layer].id;
            s.clause = g.of->id;
            s.rule = g.gives->id;
            return;
        }
    }

    void find_spells(const std::string& student, const std::vector<spell>& enrolled) {
        const student_row* pupil = people_.student(student);
        const std::optional<day> died =
            pupil && pupil->died_on && *pupil->died_on <= as_of_ ? pupil->died_on : std::nullopt;
        for (std::size_t i = 0; i < enrolled.size(); ++i) {
            const spell& e = enrolled[i];
            const spell* next = i + 1 < enrolled.size() ? &enrolled[i + 1] : nullptr;
            if (e.until && e.exit) {
                std::string status;
                if (*e.exit == "dropout" || *e.exit == "withdrawn")
                    status = "dropout";
                if (*e.exit == "suspended")
                    status = "suspended";
                if (*e.exit == "transferred") {
                    if (!w_.transfers) {
                        gap g;
                        g.kind = "unknown_exit";
                        g.student = student;
                        g.unit = e.unit;
                        g.from = *e.until;
                        gaps_.insert(g);
                    } else if (!has_transfer(student, e.from)) {
                        status = "dropout";
                    }
                }
                if (!status.empty()) {
                    status_spell s;
                    s.student = student;
                    s.unit = e.unit;
                    s.status = status;
                    s.from = *e.until;
                    if (next)
                        s.until = next->from - 1;
                    if (died && (!s.until || *died < *s.until))
                        s.until = died;
                    const std::optional<day> noted = (*w_.enrolments)[static_cast<std::size_t>(e.row)].noted_on;
                    s.known_on = std::max(s.from, noted.value_or(s.from));
                    s.because = {"enrolments", e.row};
                    add(s);
                }
            }
        }
        for (const known_transfer& k : transfers_) {
            if (k.row->student_id != student || k.is_unknown)
                continue;
            status_spell s;
            s.student = student;
            s.unit = k.unit;
            s.because = {"transfers", k.index};
            s.status = "dropout";
            s.from = k.row->left_on;
            s.until = k.spell_until();
            s.known_on = std::max(s.from, k.row->noted_on.value_or(s.from));
            attribute(s, k);
            add(s);
            if (!k.completed_on)
                continue;
            s = status_spell{};
            s.student = student;
            s.unit = k.unit;
            s.because = {"transfers", k.index};
            s.status = "transferred";
            s.from = std::max(k.row->left_on, *k.completed_on);
            if (k.next)
                s.until = *k.next - 1;
            s.known_on = std::max(s.from, k.row->noted_on.value_or(s.from));
            attribute(s, k);
            add(s);
        }
    }

    bool has_transfer(const std::string& student, day enrolled_from) const {
        for (const known_transfer& k : transfers_)
            if (k.row->student_id == student && k.enrolled_from == enrolled_from)
                return true;
        return false;
    }

    void add(const status_spell& s) {
        if (!s.until || *s.until >= s.from)
            all_.push_back(s);
    }

    /// Several spells of one kind that overlap are one: earliest from, latest until.
    void merge() {
        std::stable_sort(all_.begin(), all_.end(), [](const status_spell& a, const status_spell& b) {
            return std::tie(a.student, a.status, a.from, a.known_on) <
                   std::tie(b.student, b.status, b.from, b.known_on);
        });
        std::vector<status_spell> out;
        for (const status_spell& s : all_) {
            if (!out.empty() && out.back().student == s.student && out.back().status == s.status &&
                (!out.back().until || s.from <= *out.back().until)) {
                status_spell& one = out.back();
                if (!s.until)
                    one.until.reset();
                else if (one.until)
                    one.until = std::max(*one.until, *s.until);
                one.known_on = std::min(one.known_on, s.known_on);
                continue;
            }
            out.push_back(s);
        }
        all_ = out;
    }

    const std::vector<policy>& layers_;
    const world& w_;
    const calendar& calendar_;
    const people& people_;
    day as_of_;
    std::vector<procedure> procedures_{};
    std::vector<giver> givers_{};
    std::map<std::string, std::vector<long>> papers_{};
    std::vector<known_transfer> transfers_{};
    std::vector<status_spell> all_{};
    std::set<gap> gaps_{};
};

}  // namespace naive
