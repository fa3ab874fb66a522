// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/fill.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/findings/obligations.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/verify/observation.hpp>
#include <baoxue/verify/phrases.hpp>
#include <baoxue/verify/tell.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

/// Puts one observation of a policy into words of one language.
class observation_teller {
public:
    observation_teller(const policy& of, const verification& all, language in)
        : of_(of), w_(in, nowhere_, all.words), in_(in), p_(in == language::zh ? verify_chinese : verify_english) {}
    observation_teller(const observation_teller&) = delete;
    observation_teller& operator=(const observation_teller&) = delete;

    [[nodiscard]] std::string text(const observation& o) const {
        const auto& phrases = p_.kinds[static_cast<std::size_t>(o.kind)];
        const bool zh = in_ == language::zh;
        std::string out = std::string{p_.weights[static_cast<std::size_t>(o.weight)]} + (zh ? "：" : ": ");
        const bool is_borne = o.kind == observation_kind::unassigned_role && !bearer_of(o.role).empty();
        out += filled(is_borne ? p_.bearer_unassigned : phrases.what, o);
        if (o.shown) {
            const auto facts = story(*o.shown);
            out += "\n" + (facts.empty() ? std::string{p_.anywhere} : fill(p_.story, {{"facts", facts}})) +
                   as_of(o.shown->as_of);
            out += "\n" + filled(phrases.shown, o);
        } else if (o.found > 0) {
            out += "\n" + std::string{p_.no_witness};
        }
        out += "\n" + filled(phrases.todo, o);
        std::vector<std::string> told;
        for (const auto& r : o.rules)
            if (std::find(told.begin(), told.end(), r.policy + "/" + r.clause) == told.end()) {
                told.push_back(r.policy + "/" + r.clause);
                const auto* c = text_of(r);
                out += "\n" + fill(p_.clause,
                                   {{"clause", clause_name(r)}, {"summary", c != nullptr ? w_.of(c->summary) : ""}});
            }
        return out;
    }

    /// Which texts the year in which rules were tried leaves out; nothing where it leaves out none.
    [[nodiscard]] std::string untried(const verification& all) const {
        if (all.untried.empty())
            return {};
        std::vector<std::string> names;
        for (const auto& place : all.untried)
            names.push_back(clause_name(place));
        return "\n\n" + fill(p_.tried, {{"from", w_.day(all.first)}, {"until", w_.day(all.last)}}) +
               (in_ == language::zh ? "" : " ") + fill(p_.untried, {{"list", w_.list(names)}});
    }

private:
    [[nodiscard]] const clause* text_of(const rule_place& r) const {
        for (const auto& l : of_.layers)
            for (const auto& c : l.clauses)
                if (l.id == r.policy && c.id == r.clause)
                    return &c;
        return nullptr;
    }
    [[nodiscard]] std::string clause_name(const rule_place& r) const {
        return of_.layers.size() > 1 ? r.clause + " (" + r.policy + ")" : r.clause;
    }
    [[nodiscard]] std::string place(const rule_place& r) const {
        return fill(r.step > 0 ? p_.step : p_.rule, {{"clause", clause_name(r)}, {"step", std::to_string(r.step)}});
    }
    /// Who bears what a body owes; empty for a role that a person holds.
    [[nodiscard]] std::string bearer_of(const std::string& role) const {
        const auto c = w_.words().find(word_kind::role, role);
        return c ? w_.words().at(word_kind::role, *c).borne_by : std::string{};
    }
    [[nodiscard]] std::string summary_of(const rule_place& r, const std::string& reading) const {
        if (const auto* c = text_of(r))
            for (const auto& one : c->readings)
                if (one.id == reading)
                    return w_.of(one.summary);
        return reading;
    }

    /// A sentence begins with a capital letter.
    [[nodiscard]] static std::string begun(std::string s) {
        if (!s.empty() && s.front() >= 'a' && s.front() <= 'z')
            s.front() = static_cast<char>(s.front() - 'a' + 'A');
        return s;
    }

    [[nodiscard]] std::string filled(std::string_view pattern, const observation& o) const {
        const auto at = [&](std::size_t i) { return i < o.rules.size() ? place(o.rules[i]) : std::string{}; };
        const auto on = [&](std::size_t i) {
            if (i >= o.dates.size())
                return std::string{};
            return o.dates[i] == no_date ? std::string{p_.no_day} : w_.day(o.dates[i]);
        };
        const auto figure_at = [&](std::size_t i) {
            return i < o.figures.size() ? figure(o.figures[i].numerator, o.figures[i].denominator) : std::string{};
        };
        std::string figures, hidden, looser, places, amount;
        if (!o.figures.empty()) {
            const bool is_one = o.figures.size() == 1;
            figures =
                fill(is_one ? p_.exactly : p_.range, {{"f", figure_at(0)}, {"g", figure_at(o.figures.size() - 1)}});
            amount = money(o.kind == observation_kind::charge_cliff ? o.figures.back().amount_fen
                                                                    : o.figures.front().amount_fen);
        }
        if (!o.parameters.empty())
            hidden = fill(p_.hidden_by, {{"list", w_.list(o.parameters)}});
        if (o.kind == observation_kind::looser_layer && o.figures.size() == 1)
            looser = fill(p_.passing_figure, {{"f", figure_at(0)}});
        if (o.kind == observation_kind::looser_layer && o.figures.size() == 2) {
            looser = o.figures[0].numerator < o.figures[1].numerator
                         ? fill(p_.fewer_times, {{"n", std::to_string(o.figures[0].numerator)},
                                                 {"m", std::to_string(o.figures[1].numerator)}})
                         : fill(p_.later_day, {{"d0", on(0)}, {"d1", on(1)}, {"d2", on(2)}});
        }
        std::vector<std::string> names;
        for (const auto& r : o.rules) {
            names.push_back(place(r));
            while (names.back().ends_with(' '))
                names.back().pop_back();
        }
        places = w_.list(names);
        const auto reading = [&](std::size_t i) { return i < o.readings.size() ? o.readings[i] : std::string{}; };
        const auto word = [&](const auto& list, const auto& value) {
            return value ? std::string{list[static_cast<std::size_t>(*value)]} : std::string{};
        };
        const bool has_reading = o.readings.size() == 2;
        return begun(fill(pattern, {{"first", at(0)},
                                    {"second", at(1)},
                                    {"places", places},
                                    {"unit", o.shown ? counted_kind(*o.shown) : std::string{}},
                                    {"figures", figures},
                                    {"before", figure_at(0)},
                                    {"after", figure_at(1)},
                                    {"amount", amount},
                                    {"parameter", o.parameters.empty() ? std::string{} : o.parameters.front()},
                                    {"number", word(p_.numbers, o.number)},
                                    {"table", word(p_.tables, o.hangs_on)},
                                    {"lack", std::string{o.row_missing ? p_.row_missing : p_.value_missing}},
                                    {"reason", word(p_.reasons, o.why)},
                                    {"role", w_.name(word_kind::role, o.role)},
                                    {"bearer", w_.name(word_kind::role, bearer_of(o.role))},
                                    {"searched", std::to_string(o.searched)},
                                    {"found", std::to_string(o.found)},
                                    {"a", reading(0)},
                                    {"b", reading(1)},
                                    {"sa", has_reading ? summary_of(o.rules.front(), o.readings[0]) : std::string{}},
                                    {"sb", has_reading ? summary_of(o.rules.front(), o.readings[1]) : std::string{}},
                                    {"hidden", hidden},
                                    {"looser", looser},
                                    {"d0", on(0)},
                                    {"d1", on(1)},
                                    {"d2", on(2)}}));
    }

    /// Exactly, in percent where that has an end.
    [[nodiscard]] std::string figure(std::int64_t n, std::int64_t d) const {
        std::string percent;
        std::int64_t rest = d, shift = 1;
        while (rest % 2 == 0)
            rest /= 2;
        while (rest % 5 == 0)
            rest /= 5;
        if (d > 1 && rest == 1) {
            while ((n * 100 * shift) % d != 0 && shift < 1'000'000)
                shift *= 10;
            auto digits = std::to_string(n * 100 * shift / d);
            std::size_t places = 0;
            for (auto s = shift; s > 1; s /= 10)
                ++places;
            if (digits.size() <= places)
                digits.insert(0, places + 1 - digits.size(), '0');
            if (places > 0)
                digits.insert(digits.size() - places, ".");
            percent = fill(p_.percent, {{"p", digits}});
        }
        if (d == 1)
            return std::to_string(n);
        return fill(p_.of_whole, {{"n", std::to_string(n)}, {"d", std::to_string(d)}, {"percent", percent}});
    }
    [[nodiscard]] std::string money(const std::optional<std::int64_t>& fen) const {
        if (!fen)
            return {};
        auto yuan = std::to_string(*fen / 100);
        if (*fen % 100 != 0)
            yuan += "." + std::to_string(100 + *fen % 100).substr(1);
        return fill(p_.yuan, {{"n", yuan}});
    }

    [[nodiscard]] static bool is_made_up(const std::string& unit) {
        return unit.starts_with("this-") || unit.starts_with("that-");
    }
    [[nodiscard]] std::string named(const unit_row& u) const {
        return fill(u.stage ? p_.unit_of_stage : p_.unit,
                    {{"kind", w_.name(word_kind::unit_kind, u.kind)},
                     {"stage", u.stage ? w_.name(word_kind::stage, *u.stage) : std::string{}}});
    }
    [[nodiscard]] std::string counted_kind(const witness& w) const {
        for (const auto& u : w.rows.units)
            if (is_made_up(u.unit_id))
                return named(u);
        return {};
    }
    [[nodiscard]] std::string as_of(date d) const { return fill(p_.as_of, {{"date", w_.day(d)}}); }

    /// The rows of the witness that are not the township's own.
    [[nodiscard]] std::string story(const witness& w) const {
        std::string out;
        const auto add = [&](const std::string& sentence) {
            out += (out.empty() || in_ == language::zh ? "" : " ") + begun(sentence);
        };
        for (const auto& u : w.rows.units) {
            if (!is_made_up(u.unit_id))
                continue;
            bool counted = false;
            for (const auto& c : *w.rows.counts) {
                if (c.unit_id != u.unit_id)
                    continue;
                counted = true;
                const bool rate = c.indicator.ends_with("_rate");
                add(fill(rate ? p_.unit_counted : p_.number_counted,
                         {{"unit", named(u)},
                          {"indicator", w_.name(word_kind::indicator, c.indicator)},
                          {"figure", figure(figure_of(c).numerator, figure_of(c).denominator)},
                          {"n", std::to_string(figure_of(c).numerator)}}));
            }
            if (!counted)
                add(fill(p_.unit_bare, {{"unit", named(u)}}));
        }
        if (!w.rows.students->empty())
            add(pupil(w));
        return out;
    }

    [[nodiscard]] std::string pupil(const witness& w) const {
        std::string stage;
        for (const auto& u : w.rows.units)
            if (u.kind == "school" && u.stage && stage.empty())
                stage = w_.name(word_kind::stage, *u.stage);
        auto out = fill(p_.pupil, {{"stage", stage}});
        const auto start = out.size();
        for (const auto& n : *w.rows.needs)
            out += fill(p_.flagged, {{"need", w_.name(word_kind::need, n.need)}, {"date", w_.day(n.from)}});
        for (const auto m : {mark::unexcused, mark::excused, mark::present})
            out += absences(w, m);
        for (std::size_t i = 0; i < w.rows.enrolments->size(); ++i) {
            const auto& e = (*w.rows.enrolments)[i];
            if (i > 0)
                out += fill(p_.came_back, {{"date", w_.day(e.from)}});
            if (e.exit && e.until)
                out += fill(p_.left, {{"date", w_.day(*e.until)},
                                      {"exit", std::string{p_.exits[static_cast<std::size_t>(*e.exit)]}}});
        }
        for (const auto& t : *w.rows.transfers)
            out += fill(p_.transfer, {{"date", w_.day(t.left_on)}});
        for (const auto& a : *w.rows.acts) {
            out += fill(p_.acted, {{"act", w_.name(word_kind::act, a.act)},
                                   {"date", w_.day(a.date)},
                                   {"who", w_.name(word_kind::role, a.actor_id)}});
            if (a.due_on)
                out += fill(p_.due_back, {{"date", w_.day(*a.due_on)}});
        }
        if (out.size() == start)
            out += p_.nothing;
        constexpr std::string_view comma = "，";
        if (out.ends_with(','))
            out.pop_back();
        else if (out.ends_with(comma))
            out.resize(out.size() - comma.size());
        return w_.closed(out);
    }

    [[nodiscard]] std::string absences(const witness& w, mark m) const {
        constexpr std::size_t most = 6;
        std::vector<std::string> days, halves;
        std::size_t n = 0;
        const auto& rows = *w.rows.attendance;
        std::optional<date> first, last;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].mark != m)
                continue;
            ++n;
            first = first.value_or(rows[i].date), last = rows[i].date;
            const bool whole = i + 1 < rows.size() && rows[i + 1].date == rows[i].date && rows[i + 1].mark == m;
            if (whole)
                days.push_back(w_.day(rows[i].date)), ++i, ++n;
            else
                halves.push_back(w_.half_day(rows[i].date, rows[i].session));
        }
        const auto named_mark = w_.named(m);
        if (n == 0)
            return {};
        if (m == mark::present) {
            halves.insert(halves.begin(), days.begin(), days.end());
            return fill(p_.late, {{"days", w_.ids(halves)}});
        }
        if (days.size() + halves.size() > most)
            return fill(
                p_.many_days,
                {{"mark", named_mark}, {"n", std::to_string(n)}, {"from", w_.day(*first)}, {"until", w_.day(*last)}});
        std::string out;
        if (!days.empty())
            out += fill(p_.whole_day, {{"mark", named_mark}, {"days", w_.list(days)}});
        if (!halves.empty())
            out += fill(p_.half_days, {{"mark", named_mark}, {"days", w_.list(halves)}});
        return out;
    }

    const policy& of_;
    district nowhere_;
    wording w_;
    language in_;
    const verify_phrases& p_;
};

}  // namespace detail

BAOXUE_DECL std::string tell(const policy& of, const verification& all, std::size_t i, language in) {
    return detail::observation_teller{of, all, in}.text(all.observations.at(i));
}

BAOXUE_DECL std::string tell(const policy& of, const verification& all, language in) {
    const auto& p = in == language::zh ? detail::verify_chinese : detail::verify_english;
    const detail::observation_teller teller{of, all, in};
    auto out = detail::fill(p.heading, {{"policy", all.policy}, {"n", std::to_string(all.size())}});
    if (all.observations.empty())
        out += "\n\n" + std::string{p.empty_list};
    for (std::size_t i = 0; i < all.size(); ++i)
        out += "\n\n" + std::to_string(i) + ". [" + std::string{word_of(all.observations[i].kind)} + "] " +
               teller.text(all.observations[i]);
    return out + teller.untried(all);
}

}  // namespace baoxue
