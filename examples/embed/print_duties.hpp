// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/baoxue.hpp>

#include <iostream>

// Findings are columns of codes; the lists beside them give codes their ids and words back.

/// Who bears a duty: persons, or the pupil.
inline std::string names_of(const baoxue::findings& f, baoxue::bearer_set bearers) {
    const auto persons = f.ids->persons.size();
    std::string out;
    for (const auto member : f.bearers->members(bearers))
        out += (out.empty() ? "" : ", ") +
               (member < persons ? f.ids->persons.text(member) : f.ids->students.text(member - persons));
    return out.empty() ? "nobody" : out;
}

inline std::string rows_of(std::span<const baoxue::cause> causes) {
    if (causes.empty())
        return "no row";
    const auto table = std::string{baoxue::word_of(causes.front().table)};
    const auto first = std::to_string(causes.front().row), last = std::to_string(causes.back().row);
    return table + (causes.size() == 1 ? " row " + first : " rows " + first + " to " + last);
}

/// One paragraph a duty about a pupil: who owes what to whom by when, how it stands, and why. What a person owes over
/// all pupils, such as a daily report, is about none and left out.
inline void print_duties(const baoxue::findings& f) {
    const auto& duties = f.obligations;
    const auto role = [&](baoxue::word_code c) { return f.words->at(baoxue::word_kind::role, c).id; };
    for (std::size_t i = 0; i < duties.size(); ++i) {
        if (duties.student[i] == baoxue::no_code)
            continue;
        const auto& rule = f.rules[static_cast<std::size_t>(duties.rule[i])];
        std::cout << names_of(f, duties.bearers[i]) << " (" << role(duties.role[i]) << ") owes ";
        for (const auto act : f.act_lists[static_cast<std::size_t>(duties.acts[i])])
            std::cout << f.words->at(baoxue::word_kind::act, act).id << ' ';
        std::cout << "about " << f.ids->students.text(duties.student[i]);
        if (duties.recipient[i] != baoxue::no_code)
            std::cout << " to " << role(duties.recipient[i]);
        std::cout << (duties.due_on[i] == baoxue::no_date ? ", no due date" : " by " + to_string(duties.due_on[i]))
                  << ": " << baoxue::word_of(duties.state[i]);
        if (duties.met_on[i] != baoxue::no_date)
            std::cout << " on " << to_string(duties.met_on[i]);
        std::cout << "\n    since " << to_string(duties.triggered_on[i]) << ", clause " << rule.clause
                  << ", because of " << rows_of(duties.caused_by.at(i)) << '\n';
    }
    for (std::size_t i = 0; i < f.gaps.size(); ++i) {
        std::cout << "not known: " << baoxue::word_of(f.gaps.kind[i]);
        if (!f.gaps.parameter[i].empty())
            std::cout << ' ' << f.gaps.parameter[i];
        if (f.gaps.clause[i] != baoxue::no_code)
            std::cout << ", clause " << f.clauses[static_cast<std::size_t>(f.gaps.clause[i])];
        std::cout << '\n';
    }
}
