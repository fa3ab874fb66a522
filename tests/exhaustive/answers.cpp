// SPDX-License-Identifier: Apache-2.0

#include "answers.hpp"

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <naive/reference.hpp>

namespace exhaustive {

namespace {

struct placed {
    std::size_t pupil = 0, rung = 0;
    fired duty{};
};

/// Keeps the order of those of one pupil and rung.
answers in_order(const std::vector<placed>& all, std::size_t pupils, std::size_t rungs) {
    answers out;
    out.rungs = rungs;
    out.ends.resize(pupils * rungs + 1);
    for (const auto& p : all)
        ++out.ends[p.pupil * rungs + p.rung + 1];
    for (std::size_t i = 1; i < out.ends.size(); ++i)
        out.ends[i] += out.ends[i - 1];
    out.duties.resize(all.size());
    for (const auto& p : all)
        out.duties[out.ends[p.pupil * rungs + p.rung]++] = p.duty;
    out.ends.pop_back();
    return out;
}

std::size_t number_in(const std::string& id) { return static_cast<std::size_t>(std::stoul(id.substr(1))); }

std::uint32_t letter(const std::string& person) { return 1U << (person.front() - 'A'); }

std::int16_t since(const layout& at, naive::day d) { return static_cast<std::int16_t>(d - at.sessions.front().on); }

/// Of the library: no date is none.
std::int16_t since(const layout& at, baoxue::date d) {
    return d == baoxue::no_date ? fired::none : since(at, naive::day{d.days});
}

std::string text_of(const std::string& kind, const std::string& rule, const std::string& unit,
                    const std::string& student, const std::string& from, const std::string& until) {
    return kind + " " + rule + " unit " + unit + " student " + student + " from " + from + " until " + until;
}

template <class SessionOf>
answers read_with(const plan& rules, const layout& at, const baoxue::findings& found, std::size_t pupils,
                  SessionOf session_of) {
    using baoxue::no_code;
    std::vector<std::uint32_t> letters;  // by set of bearers, as far as asked
    const auto letters_of = [&](baoxue::bearer_set set) {
        for (auto next = letters.size(); next <= static_cast<std::size_t>(set); ++next) {
            letters.push_back(0);
            for (const auto who : found.bearers->members(static_cast<baoxue::bearer_set>(next)))
                letters.back() |= letter(found.ids->persons.text(who));
        }
        return letters[static_cast<std::size_t>(set)];
    };
    std::vector<const std::vector<std::size_t>*> ladder_of;  // by rule
    for (const auto& r : found.rules)
        ladder_of.push_back(&rules.ladders[number_in(r.rule)]);
    const auto& o = found.obligations;
    std::vector<placed> duties(o.size());
    for (std::size_t k = 0; k < o.size(); ++k) {
        const auto i = static_cast<std::size_t>(o.student[k]);  // q comes last
        const auto causes = o.caused_by.at(k);
        const auto in = [&](const baoxue::cause& c) {
            return static_cast<std::int8_t>(session_of(i, static_cast<long>(c.row)));
        };
        duties[k] = {i,
                     (*ladder_of[static_cast<std::size_t>(o.rule[k])])[static_cast<std::size_t>(o.step[k]) - 1],
                     {letters_of(o.bearers[k]), since(at, o.triggered_on[k]), since(at, o.due_on[k]),
                      since(at, o.met_on[k]), in(causes.front()), in(causes.back()),
                      static_cast<std::int8_t>(o.state[k])}};
    }
    auto out = in_order(duties, pupils, rules.rungs.size());
    out.unmarked.resize(pupils);
    const auto& g = found.gaps;
    for (std::size_t k = 0; k < g.size(); ++k) {
        const auto rule = g.rule[k] == no_code ? "" : found.rules[static_cast<std::size_t>(g.rule[k])].rule;
        const auto id = [](const baoxue::id_pool& pool, baoxue::code c) { return c == no_code ? "" : pool.text(c); };
        const auto day = [](baoxue::date d) {
            return d == baoxue::dawn || d == baoxue::forever ? "-" : std::to_string(d.days);
        };
        if (g.kind[k] != baoxue::gap_kind::unmarked_sessions)
            out.gaps.push_back(text_of(std::string{baoxue::word_of(g.kind[k])}, rule, id(found.ids->units, g.unit[k]),
                                       id(found.ids->students, g.student[k]), day(g.from[k]), day(g.until[k])));
        else if (rule == "r0" && g.student[k] != no_code)
            out.unmarked[static_cast<std::size_t>(g.student[k])].emplace_back(g.from[k].days, g.until[k].days);
    }
    std::sort(out.gaps.begin(), out.gaps.end());
    return out;
}

}  // namespace

answers by_reference(const plan& rules, const layout& at, const std::vector<child>& all,
                     const std::vector<post>& posts) {
    const school_of_patterns school(at, all, posts);
    const auto found = naive::evaluate(rules.for_reference(), school.world, at.as_of);
    std::vector<placed> duties;
    duties.reserve(found.obligations.size());
    for (const auto& o : found.obligations) {
        const auto i = number_in(o.student);
        const auto in = [&](const naive::cause& c) {
            return static_cast<std::int8_t>(school.session_of(all[i].marks, i, c.row));
        };
        fired f;
        for (const auto& person : o.bearers)
            f.by |= letter(person);
        f.on = since(at, o.triggered_on);
        if (o.due_on)
            f.due = since(at, *o.due_on);
        if (o.met_on)
            f.met = since(at, *o.met_on);
        f.first = in(o.caused_first), f.last = in(o.caused_last);
        f.state = static_cast<std::int8_t>(baoxue::enum_from<baoxue::state>(o.state).value());
        duties.push_back({i, rules.rung_at(o.rule, o.step), f});
    }
    auto out = in_order(duties, all.size(), rules.rungs.size());
    out.unmarked.resize(all.size());
    for (const auto& g : found.gaps) {
        const auto day = [](const std::optional<naive::day>& d) { return d ? std::to_string(*d) : "-"; };
        if (g.kind != "unmarked_sessions")
            out.gaps.push_back(text_of(g.kind, g.rule.value_or(""), g.unit.value_or(""), g.student.value_or(""),
                                       day(g.from), day(g.until)));
        else if (g.rule == "r0" && g.student)
            out.unmarked[number_in(*g.student)].emplace_back(g.from.value(), g.until.value());
    }
    std::sort(out.gaps.begin(), out.gaps.end());
    return out;
}

answers by_library(const plan& rules, const layout& at, const std::vector<child>& all, const std::vector<post>& posts) {
    const school_of_patterns school(at, all, posts);
    baoxue::district_options how;
    how.calendar = baoxue::calendar_kind::weekdays, how.mode = baoxue::register_mode::complete;
    const auto district = baoxue::build_district(against_naive::facts_of(school.world), how);
    const auto found = baoxue::evaluate(rules.for_library(), district, baoxue::date{at.as_of});
    return read_with(rules, at, found, all.size(),
                     [&](std::size_t i, long row) { return school.session_of(all[i].marks, i, row); });
}

answers read(const plan& rules, const layout& at, const baoxue::findings& found, std::size_t pupils) {
    const auto sessions = static_cast<long>(at.sessions.size());
    return read_with(rules, at, found, pupils,
                     [&](std::size_t i, long row) { return row - static_cast<long>(i) * sessions; });
}

std::string listed(std::span<const fired> duties) {
    std::string out;
    for (const auto& f : duties)
        out += "  day " + std::to_string(f.on) + " sessions " + std::to_string(f.first) + " to " +
               std::to_string(f.last) + " due " + std::to_string(f.due) + " state " + std::to_string(f.state) +
               " met " + std::to_string(f.met) + " by " + std::to_string(f.by) + "\n";
    return out;
}

std::size_t compare(const plan& rules, const layout& at, const std::vector<child>& all,
                    const std::vector<post>& posts) {
    const answers expected = by_reference(rules, at, all, posts), found = by_library(rules, at, all, posts);
    if (expected.ends == found.ends && expected.duties == found.duties && expected.gaps == found.gaps)
        return found.duties.size();
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t r = 0; r < rules.rungs.size(); ++r) {
            const auto says = found.of(i, r), should = expected.of(i, r);
            if (std::equal(says.begin(), says.end(), should.begin(), should.end()))
                continue;
            const auto& v = all[i].visited;
            INFO(shown(at, all[i].marks) << ", rung " << r << ", class " << all[i].in_class << ", visited by "
                                         << (v ? v->by + " on day " + std::to_string(since(at, v->on)) : "nobody")
                                         << "; expected\n"
                                         << listed(should) << "found\n"
                                         << listed(says));
            FAIL();
        }
    CHECK(expected.gaps == found.gaps);
    FAIL("gaps");
    return 0;
}

}  // namespace exhaustive
