// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/build.hpp>
#include <baoxue/arrow/chains.hpp>
#include <baoxue/arrow/pooled.hpp>
#include <baoxue/evaluate/chain.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::arrow {

BAOXUE_DECL table chains(const std::shared_ptr<const responsibility_chains>& of) {
    const auto& l = of->links;
    const auto n = l.size();
    const owner keeps = of;
    std::vector<word_code> kind(n, no_code);
    for (std::size_t i = 0; i < n; ++i)
        if (l.unit[i] != no_code)
            kind[i] = (*of->kinds)[static_cast<std::size_t>(l.unit[i])];
    auto kinds = of->words->ids(word_kind::unit_kind);
    for (auto& k : kind)
        if (k == no_code)
            k = static_cast<word_code>(kinds.size());
    kinds.emplace_back("student");

    interned clauses, rules;
    std::vector<std::int32_t> clause, rule;
    for (const auto r : l.rule) {
        const auto* name = r == no_code ? nullptr : &of->rules[static_cast<std::size_t>(r)];
        clause.push_back(name == nullptr ? no_code : clauses.place_of(name->clause));
        rule.push_back(name == nullptr ? no_code : rules.place_of(name->rule));
    }

    std::vector<column> columns;
    columns.push_back(pooled_ids("student_id", of->ids->students, l.student));
    columns.push_back(borrow<std::int32_t>("place", l.place, keeps));
    columns.push_back(words("level", std::move(kind), dictionary_of(kinds)));
    columns.push_back(pooled_ids("unit_id", of->ids->units, l.unit));
    columns.push_back(words("role", l.role, keeps, dictionary_of(of->words->ids(word_kind::role))));
    columns.push_back(lists("person_ids", l.persons.offsets, pooled_ids("", of->ids->persons, l.persons.values)));
    columns.push_back(
        null_where(borrow<date>("since", l.since, keeps), [&](std::size_t i) { return l.since[i] == dawn; }));
    columns.push_back(
        null_where(flags("is_hole", n, [&](std::size_t i) { return l.role[i] != no_code && l.persons.at(i).empty(); }),
                   [&](std::size_t) { return !of->holdings_known; }));
    columns.push_back(words("clause", std::move(clause), dictionary_of(clauses.list)));
    columns.push_back(words("rule", std::move(rule), dictionary_of(rules.list)));
    return {static_cast<std::int64_t>(n),
            std::move(columns),
            {{"baoxue.policy", of->policy}, {"baoxue.on", to_string(of->on)}}};
}

}  // namespace baoxue::arrow
