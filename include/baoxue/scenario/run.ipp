// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/scenario/check_cells.hpp>
#include <baoxue/scenario/compare_rows.hpp>
#include <baoxue/scenario/facts.hpp>
#include <baoxue/scenario/run.hpp>
#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <array>
#include <optional>
#include <utility>

namespace baoxue {

namespace detail {

class scenario_runner {
public:
    scenario_runner(const policy& of, const vocabulary& words) : policy_(of), words_(words) {
        for (const auto& [kind, w] : of.words)
            words_.add(kind, w);
        cells_.emplace(of, words_);
        for_each_clause(of, [&](const clause& c, const std::string&) { clauses_.push_back(c.id); });
        for (std::size_t t = 0; t < tables_; ++t)
            columns_[t] = columns_of_findings(static_cast<findings_table>(t));
    }

    void run(const scenario_file& file, std::vector<scenario_result>& out) {
        file_ = &file, of_ = nullptr, at_ = {};
        if (file.policy_id() != policy_.id) {
            report("/policies",
                   "these are scenarios of policy `" + file.policy_id() + "`, not of `" + policy_.id + "`");
            return;
        }
        for (std::size_t i = 0; i < file.scenarios.size(); ++i) {
            of_ = &file.scenarios[i];
            run_one("/scenarios/" + std::to_string(i), out.emplace_back());
        }
    }

    [[nodiscard]] std::vector<problem>& problems() { return problems_; }

private:
    static constexpr std::size_t tables_ = enum_words<findings_table>.size();

    void report(const std::string& pointer, std::string message) {
        problem p;
        p.file = file_->name;
        p.line = at_.line, p.column = at_.column;
        p.pointer = pointer;
        p.message = (of_ != nullptr ? "scenario `" + of_->id + "`: " : "") + std::move(message);
        is_good_ = false;
        if (std::find(problems_.begin(), problems_.end(), p) == problems_.end())  // the file's district is everybody's
            problems_.push_back(std::move(p));
    }

    /// A problem of a table, at its cell in the file: among the scenario's own rows, or among those of the file's
    /// district, which come first and are everybody's.
    void report_row(const problem& p, const std::string& at) {
        const auto is_it = [&](const scenario_table& t) { return word_of(t.name) == p.table; };
        auto row = static_cast<std::size_t>(p.row.value_or(0));
        const auto told_at = [&](const scenario_tables& tables, const std::string& pointer) {
            for (std::size_t t = 0; p.row && t < tables.size(); ++t) {
                const auto& table = tables[t];
                if (!is_it(table))
                    continue;
                if (row >= table.rows.size()) {
                    row -= table.rows.size();
                    continue;
                }
                const auto column = static_cast<std::size_t>(
                    std::find(table.columns.begin(), table.columns.end(), p.table_column) - table.columns.begin());
                const bool has_cell = column < table.at[row].size();
                at_ = table.at[row].empty() ? place_in_file{} : table.at[row][has_cell ? column : 0];
                report(pointer + "/" + p.table + "/" + std::to_string(row + 1) +  // the columns' names are row 0
                           (has_cell ? "/" + std::to_string(column) : std::string{}),
                       p.message);
                return true;
            }
            return false;
        };
        const auto* scenario = std::exchange(of_, nullptr);
        const bool without = std::any_of(scenario->without.begin(), scenario->without.end(),
                                         [&](table_name t) { return word_of(t) == p.table; });
        bool told = !without && told_at(file_->district.tables, "/district/tables");
        of_ = scenario;
        told = told || told_at(scenario->tables, at + "/tables");
        at_ = scenario->at;
        if (!told)
            report(at + "/tables", to_string(p));
    }

    void run_one(const std::string& at, scenario_result& out) {
        out.file = file_->name, out.of = of_, at_ = of_->at;
        is_good_ = true;
        for (std::size_t i = 0; i < of_->clauses.size(); ++i)
            if (std::find(clauses_.begin(), clauses_.end(), of_->clauses[i]) == clauses_.end())
                report(at + "/clauses/" + std::to_string(i),
                       "unknown clause " + in_backquotes(of_->clauses[i]) + did_you_mean(of_->clauses[i], clauses_));
        try {
            out.facts = std::make_shared<const district>(district_of(*file_, *of_, words_));
        } catch (const district_error& error) {
            for (const auto& p : error.problems())
                report_row(p, at);
        }
        known_ = {out.facts.get(), rows_given(*file_, *of_)};
        for (std::size_t i = 0; i < of_->judged.size(); ++i)
            judge(of_->judged[i], at + "/judged/" + std::to_string(i), out,
                  is_good_ ? &out.judged.emplace_back() : nullptr);
    }

    /// \param into  nothing where the scenario cannot be run: then what is wrong is all that is looked for
    void judge(const judged_date& j, const std::string& at, const scenario_result& of, judged_result* into) {
        at_ = j.at;
        const auto changed = changed_policy(j, at);
        std::array<std::vector<std::vector<cell>>, tables_> expected;
        for (const auto& e : j.findings) {
            at_ = e.at;
            if (auto row = row_of(e, at + "/findings/" + std::string{word_of(e.table)} + "/" + std::to_string(e.place)))
                expected[static_cast<std::size_t>(e.table)].push_back(std::move(*row));
        }
        at_ = j.at;
        if (into == nullptr || !changed)
            return;
        into->as_of = j.as_of, into->judged_by = changed;
        try {
            into->found = std::make_shared<const findings>(evaluate(*changed, *of.facts, j.as_of));
        } catch (const district_error& error) {
            for (const auto& p : error.problems())
                report(at + "/as_of", to_string(p));
            return;
        }
        for (std::size_t t = 0; t < tables_; ++t) {
            const auto table = static_cast<findings_table>(t);
            compare_rows(table, std::move(expected[t]), rows_of(table, into->found, of_->clauses), into->differences);
        }
    }

    [[nodiscard]] std::shared_ptr<const policy> changed_policy(const judged_date& j, const std::string& at) {
        auto out = policy_;
        bool is_changed = true;
        const auto try_to = [&](const auto& change, const auto& report_at) {
            try {
                out = change(std::move(out));
            } catch (const policy_error& error) {
                is_changed = false;
                out = policy_;
                for (const auto& p : error.problems())
                    report_at(p.message);
            }
        };
        try_to([&](policy p) { return with_values(std::move(p), j.values); },
               [&](const std::string& message) {  // a message names the value that it is about
                   std::size_t i = 0;
                   while (i < j.values.size() && message.find(in_backquotes(j.values[i].name)) == std::string::npos)
                       ++i;
                   at_ = i < j.value_places.size() ? j.value_places[i] : j.at;
                   report(at + "/values" + (i < j.values.size() ? "/" + j.values[i].name : std::string{}), message);
               });
        for (const auto& r : j.readings)
            try_to([&](policy p) { return with_reading(std::move(p), r.clause, r.reading); },
                   [&](const std::string& message) {
                       at_ = r.at;
                       report(at + "/readings/" + r.clause, message);
                   });
        return is_changed ? std::make_shared<const policy>(std::move(out)) : nullptr;
    }

    /// An expected finding with a cell a column: what may be left out is filled in.
    [[nodiscard]] std::optional<std::vector<cell>> row_of(const expected_finding& e, const std::string& at) {
        const auto& columns = columns_[static_cast<std::size_t>(e.table)];
        std::vector<cell> row(columns.size());
        bool is_known = true;
        for (std::size_t i = 0; i < e.cells.size(); ++i) {
            const auto& [name, value] = e.cells[i];
            at_ = i < e.places.size() ? e.places[i] : e.at;
            const auto place =
                static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
            if (place == columns.size()) {
                auto near = did_you_mean(name, columns);
                report(at + "/" + name, "unknown column " + in_backquotes(name) + " of `" +
                                            std::string{word_of(e.table)} + "`" +
                                            (near.empty() ? ", it has " + listed(columns) : near));
                is_known = false;
            } else {
                is_known = check_cell(e.table, place, value, at + "/" + name) && is_known;
                row[place] = value;
            }
        }
        at_ = e.at;
        const auto at_column = [&](std::string_view name) -> cell& {
            return row[static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin())];
        };
        const auto* kind = e.find("kind");
        const bool has_rule = kind == nullptr || *kind != cell{std::string{word_of(gap_kind::ambiguous_reading)}};
        const auto& clause = at_column("clause");
        if (!clause.empty() && std::find(clauses_.begin(), clauses_.end(), clause.front()) == clauses_.end()) {
            report(at + "/clause",
                   "unknown clause " + in_backquotes(clause.front()) + did_you_mean(clause.front(), clauses_));
            return std::nullopt;
        }
        if (!clause.empty() && !of_->clauses.empty() &&
            std::find(of_->clauses.begin(), of_->clauses.end(), clause.front()) == of_->clauses.end())
            report(at + "/clause",
                   "clause `" + clause.front() + "` is not among the scenario's `clauses`, add it there");
        if (const auto& layer = at_column("policy"); !layer.empty() && layer.front() != policy_.id)
            check_layer(layer.front(), at + "/policy");
        if (clause.empty() && !at_column("rule").empty())
            report(at + "/rule", "a rule stands in a clause, give the `clause` too");
        if (!clause.empty() && has_rule)
            fill_rule(e, at_column("policy"), clause.front(), at_column("rule"), at);
        if (e.find("policy") == nullptr && at_column("policy").empty())
            at_column("policy") = {policy_.id};
        return is_known ? std::optional{std::move(row)} : std::nullopt;
    }

    /// \return whether it can stand there
    bool check_cell(findings_table table, std::size_t column, const cell& value, const std::string& at) {
        const auto before = problems_.size();
        const bool is_list = cells_->holds_lists(table, column);
        if (value.size() > 1 && !is_list)
            report(at, "expected one value, found a list");
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto wrong = cells_->wrong(table, column, value[i], known_); !wrong.empty())
                report(is_list ? at + "/" + std::to_string(i) : at, std::move(wrong));
        return problems_.size() == before;
    }

    void check_layer(const std::string& id, const std::string& at) {
        std::vector<std::string_view> layers;
        for (const auto& layer : policy_.layers)
            layers.push_back(layer.id);
        if (std::find(layers.begin(), layers.end(), id) == layers.end())
            report(at, "unknown policy " + in_backquotes(id) + nearest_or_all(id, layers));
    }

    void fill_rule(const expected_finding& e, cell& policy_cell, const std::string& clause_id, cell& rule_cell,
                   const std::string& at) {
        for (const auto& layer : policy_.layers) {
            std::vector<std::string> rules;
            for (const auto& c : layer.clauses)
                if (c.id == clause_id)
                    for (const auto& r : c.readings)
                        for (const auto& one : r.rules)
                            if (std::find(rules.begin(), rules.end(), one.id) == rules.end())
                                rules.push_back(one.id);
            if (rules.empty() || (!policy_cell.empty() && policy_cell.front() != layer.id))
                continue;
            policy_cell = {layer.id};
            if (e.find("rule") == nullptr && rules.size() == 1)
                rule_cell = {rules.front()};
            else if (e.find("rule") == nullptr)
                report(at, "clause `" + clause_id + "` has several rules, give the `rule`: " + listed(rules));
            else if (!rule_cell.empty() && std::find(rules.begin(), rules.end(), rule_cell.front()) == rules.end())
                report(at + "/rule", "clause `" + clause_id + "` has no rule " + in_backquotes(rule_cell.front()) +
                                         ", it has " + listed(rules) + did_you_mean(rule_cell.front(), rules));
            return;
        }
        if (!policy_cell.empty() && policy_cell.front() != policy_.id)
            report(at + "/policy", "the clause " + in_backquotes(clause_id) + " is of another layer than " +
                                       in_backquotes(policy_cell.front()));
    }

    const policy& policy_;
    vocabulary words_;
    std::vector<std::string> clauses_;
    std::optional<cell_checker> cells_;
    known_facts known_;
    std::array<std::vector<std::string>, tables_> columns_;
    const scenario_file* file_{nullptr};
    const scenario* of_{nullptr};
    place_in_file at_{};  ///< of what is being looked at
    bool is_good_{true};  ///< whether nothing is wrong with the scenario so far, told before or not
    std::vector<problem> problems_;
};

}  // namespace detail

BAOXUE_DECL scenario_report run_scenarios(const policy& of, std::vector<scenario_file> files, const vocabulary& words) {
    scenario_report out;
    out.of = std::make_shared<const policy>(of);
    out.files = std::make_shared<const std::vector<scenario_file>>(std::move(files));
    detail::scenario_runner runner{*out.of, words};
    for (const auto& file : *out.files)
        runner.run(file, out.results);
    if (!runner.problems().empty())
        throw policy_error(std::move(runner.problems()));
    return out;
}

}  // namespace baoxue
