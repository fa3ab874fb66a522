// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/verify/pupil_cases.hpp>
#include <baoxue/verify/unit_cases.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// So many cases of one observation are replayed alone, at most, to find one that shows it.
inline constexpr std::size_t most_tries = 20;

/// Evaluates a policy on a witness: what every check must see before it says anything.
[[nodiscard]] inline findings replay(const policy& p, const witness& w, const small_world& world) {
    return evaluate(p, w.build(world.words), w.as_of, {.compare_readings = false});
}

/// All made-up pupils and units side by side in one district, so that a policy and its variants are tried on all of
/// them in one pass of the evaluator. Nothing is counted here: what a rule does is read from findings.
class search {
public:
    search(const policy& p, const vocabulary& base) : of(p), world(p, base), cases(pupil_cases{p, world}.list) {
        for (auto& c : unit_cases(p, world))
            cases.push_back(std::move(c));
        answer_ladders();
        auto rows = world.rows;
        for (std::size_t i = 0; i < cases.size(); ++i)
            add_case(rows, world, cases[i], id_of_case(i));
        facts = std::make_shared<const district>(build_district(rows, world.options()));
        as_of = world.last_day();
        governing = run(of);
    }

    [[nodiscard]] findings run(const policy& p) const {
        return evaluate(p, *facts, as_of, {.compare_readings = false});
    }
    [[nodiscard]] std::vector<findings> run(std::span<const policy> policies) const {
        return evaluate(policies, *facts, as_of, {.compare_readings = false});
    }

    /// The case that a code of a pupil stands for.
    [[nodiscard]] std::size_t case_of_pupil(code student) const {
        return number_in(facts->ids->students.text(student));
    }
    /// The case that a code of a unit stands for; nothing for a unit of the world itself.
    [[nodiscard]] std::optional<std::size_t> case_of_unit(code unit) const {
        const auto id = facts->ids->units.text(unit);
        return id.starts_with("case-") ? std::optional{number_in(id)} : std::nullopt;
    }

    const policy& of;
    small_world world;
    std::vector<small_case> cases;
    std::shared_ptr<const district> facts;
    date as_of{};
    findings governing;

private:
    /// Codes follow the order of ids, and so the order of cases.
    [[nodiscard]] static std::string id_of_case(std::size_t i) {
        const auto digits = std::to_string(i);
        return "case-" + std::string(7 - digits.size(), '0') + digits;
    }
    [[nodiscard]] static std::size_t number_in(const std::string& id) {
        return static_cast<std::size_t>(std::stoul(id.substr(5)));
    }

    /// Pupils for whom one step after the other of each ladder is done on the day it is owed: without them no step that
    /// waits for another's being done, or for the date that an act sets, is ever reached.
    void answer_ladders() {
        std::size_t deepest = 0;
        for (const auto& r : all_rules(of))
            if (const auto* l = std::get_if<ladder>(&r.is->is))
                for (const auto& rung : l->rungs)
                    if (std::holds_alternative<step_done>(rung.mode) ||
                        std::holds_alternative<missed_deadline>(rung.mode))
                        deepest = std::max(deepest, static_cast<std::size_t>(rung.step));
        if (deepest == 0)
            return;
        const auto plain = cases.size();
        for (std::size_t i = 0; i < plain; ++i) {
            const bool has_left = cases[i].is_pupil() && cases[i].enrolments.back().exit.has_value();
            const bool is_long = cases[i].is_pupil() && cases[i].attendance.size() > 100;
            if (!(has_left || is_long) || !cases[i].acts.empty())
                continue;
            auto c = cases[i];
            for (std::size_t level = 1; level < deepest && answer(c, static_cast<std::int32_t>(level)); ++level)
                cases.push_back(c);
        }
    }

    /// Does what a step of a ladder asks for, with a date for coming back a week later.
    /// \return whether there was anything to do
    [[nodiscard]] bool answer(small_case& c, std::int32_t step) const {
        const auto w = alone(world, &c, world.last_day());
        const auto f = replay(of, w, world);
        const auto& o = f.obligations;
        bool did = false;
        for (std::size_t i = 0; i < o.size(); ++i) {
            const auto bearers = f.bearers->members(o.bearers[i]);
            if (o.step[i] != step || o.student[i] == no_code || bearers.empty() || bearers[0] >= f.ids->persons.size())
                continue;
            const auto& acts = f.act_lists[static_cast<std::size_t>(o.acts[i])];
            act_row done;
            done.date = o.triggered_on[i], done.act = f.words->at(word_kind::act, acts.front()).id;
            done.actor_id = f.ids->persons.text(bearers[0]), done.due_on = done.date + day_count{7};
            c.acts.push_back(std::move(done));
            did = true;
        }
        return did;
    }
};

/// Where a rule of findings stands.
[[nodiscard]] inline rule_place place_of(const findings& f, std::int32_t rule, std::int32_t step = 0) {
    const auto& r = f.rules[static_cast<std::size_t>(rule)];
    return {r.policy, r.clause, r.rule, step};
}

}  // namespace baoxue::detail
