// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/build.hpp>
#include <baoxue/arrow/pooled.hpp>
#include <baoxue/findings/findings.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::arrow {

/// Makes the columns that tables of findings share. What lies in the findings as Arrow wants it is not copied but kept.
class findings_columns {
public:
    explicit findings_columns(std::shared_ptr<const findings> source) : source_(std::move(source)), kept_(source_) {}

    /// Of rows that were made of the findings. \param rows  owns the values that the columns are made of
    findings_columns(std::shared_ptr<const findings> source, owner rows)
        : source_(std::move(source)), kept_(std::move(rows)) {}

    [[nodiscard]] const owner& keeps() const { return kept_; }

    template <class T>
    [[nodiscard]] column values(std::string name, const std::vector<T>& values) const {
        return borrow<T>(std::move(name), values, kept_);
    }

    /// Dates; null where they equal `none`.
    [[nodiscard]] column dates(std::string name, const std::vector<date>& dates, date none = no_date) const {
        return null_where(values(std::move(name), dates), [&](std::size_t row) { return dates[row] == none; });
    }

    /// Words of the vocabulary.
    [[nodiscard]] column vocabulary_words(std::string name, word_kind kind, const std::vector<word_code>& codes) const {
        return words(std::move(name), codes, kept_, dictionary(kind));
    }

    /// Lists of words of the vocabulary.
    [[nodiscard]] column word_lists(std::string name, word_kind kind, const list_column<word_code>& codes) const {
        return lists(std::move(name), codes.offsets, words("", codes.values, kept_, dictionary(kind)));
    }

    /// Lists of acts, by index in the findings' act lists.
    [[nodiscard]] column act_lists(std::string name, const std::vector<std::int32_t>& lists_of_rows) const {
        std::vector<std::int32_t> offsets{0}, codes;
        offsets.reserve(lists_of_rows.size() + 1), codes.reserve(lists_of_rows.size());
        for (const auto list : lists_of_rows) {
            const auto& acts = source_->act_lists[static_cast<std::size_t>(list)];
            codes.insert(codes.end(), acts.begin(), acts.end());
            offsets.push_back(detail::offset32(codes.size()));
        }
        return lists(std::move(name), std::move(offsets), words("", std::move(codes), dictionary(word_kind::act)));
    }

    /// Ids of the district, integers or text as they are there; null where there is no code.
    [[nodiscard]] column ids(std::string name, const id_pool& pool, std::span<const code> codes) const {
        return pooled_ids(std::move(name), pool, codes);
    }

    /// Lists of bearers' ids: persons', or a student's counted on from the persons.
    [[nodiscard]] column bearers(std::string name, const std::vector<bearer_set>& sets) const {
        std::vector<std::int32_t> offsets{0};
        std::vector<code> members;
        offsets.reserve(sets.size() + 1), members.reserve(sets.size());
        for (const auto set : sets) {
            const auto of_set = source_->bearers->members(set);
            members.insert(members.end(), of_set.begin(), of_set.end());
            offsets.push_back(detail::offset32(members.size()));
        }
        const auto& persons = source_->ids->persons;
        const auto place_of = [&](std::size_t i) {
            const code m = members[i];
            return m < persons.size() ? id_place{&persons, m} : id_place{&source_->ids->students, m - persons.size()};
        };
        const bool numeric = persons.size() > 0 ? persons.numeric() : source_->ids->students.numeric();
        return lists(std::move(name), std::move(offsets), pooled("", members.size(), numeric, place_of));
    }

    /// Other rules merged into a row, as policy and rule.
    [[nodiscard]] column rule_lists(std::string name, const list_column<std::int32_t>& rules) const {
        const auto members = rule_columns(rules.values.size(), [&](std::size_t i) { return rules.values[i]; }, {});
        return lists(std::move(name), rules.offsets, structs("", {members[0], members[2]}));
    }

    /// Rows of input tables.
    [[nodiscard]] column causes(std::string name, const list_column<cause>& causes) const {
        std::vector<std::int64_t> rows;
        rows.reserve(causes.values.size());
        for (const auto& c : causes.values)
            rows.push_back(c.row);
        auto tables =
            enumerators<table_name>("table", rows.size(), [&](std::size_t i) { return causes.values[i].table; });
        return lists(std::move(name), causes.offsets, structs("", {std::move(tables), own("row", std::move(rows))}));
    }

    /// Policy, clause and rule, in that order.
    ///
    /// \param rule_of    a row's rule; below 0: none
    /// \param clause_of  the clause of a row without a rule, by row; empty: such rows have none
    template <class RuleOf>
    [[nodiscard]] std::vector<column> rule_columns(std::size_t rows, const RuleOf& rule_of,
                                                   std::span<const std::int32_t> clause_of) const {
        interned policies, clauses, rules;
        const auto own_policy = policies.place_of(source_->policy);
        struct triple {
            std::int32_t policy, clause, rule;
        };
        std::vector<triple> of_rule;
        for (const auto& r : source_->rules)
            of_rule.push_back({policies.place_of(r.policy), clauses.place_of(r.clause), rules.place_of(r.rule)});
        std::vector<std::int32_t> of_clause;
        for (const auto& c : source_->clauses)
            of_clause.push_back(clauses.place_of(c));

        std::vector<std::int32_t> policy, clause, rule;
        for (auto* codes : {&policy, &clause, &rule})
            codes->reserve(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            const auto r = rule_of(row);
            const auto c = r < 0 && !clause_of.empty() ? clause_of[row] : -1;
            const triple t = r >= 0 ? of_rule[static_cast<std::size_t>(r)]
                                    : triple{own_policy, c >= 0 ? of_clause[static_cast<std::size_t>(c)] : -1, -1};
            policy.push_back(t.policy), clause.push_back(t.clause), rule.push_back(t.rule);
        }
        std::vector<column> out;
        out.push_back(words("policy", std::move(policy), dictionary_of(policies.list)));
        out.push_back(words("clause", std::move(clause), dictionary_of(clauses.list)));
        out.push_back(words("rule", std::move(rule), dictionary_of(rules.list)));
        return out;
    }

    /// A table of these columns, with what the findings are of.
    [[nodiscard]] table finish(std::size_t rows, std::vector<column> columns) const {
        return {static_cast<std::int64_t>(rows),
                std::move(columns),
                {{"baoxue.format_version", std::to_string(findings_format_version)},
                 {"baoxue.as_of", to_string(source_->as_of)},
                 {"baoxue.policy", source_->policy}}};
    }

private:
    [[nodiscard]] std::shared_ptr<const column> dictionary(word_kind kind) const {
        return dictionary_of(source_->words->ids(kind));
    }

    std::shared_ptr<const findings> source_;
    owner kept_;
};

}  // namespace baoxue::arrow
