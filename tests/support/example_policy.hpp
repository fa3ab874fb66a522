// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <string>
#include <utility>
#include <vector>

inline const baoxue::vocabulary standard_words = baoxue::standard_vocabulary();

/// A rung of unexcused absence that owes a home visit.
inline baoxue::rung example_rung(std::int32_t step, baoxue::counted unit, baoxue::count_mode mode,
                                 baoxue::role_word role = "class_teacher") {
    baoxue::rung r;
    r.step = step;
    r.counts = {{unit, {}, {}}};
    r.mode = std::move(mode);
    r.owes.acts = {"home_visit"};
    r.owes.roles = {std::move(role)};
    return r;
}

/// A clause with one reading of one ladder rule.
inline baoxue::clause example_clause(std::string id, std::vector<baoxue::rung> rungs, std::string ladder = "absence") {
    baoxue::clause c;
    c.id = std::move(id);
    c.section = "1";
    c.summary = {"例", "Example"};
    c.chosen = "only";
    c.readings = {
        {"only", {"例", "Example"}, {{"visit", {}, {}, baoxue::ladder{std::move(ladder), std::move(rungs)}}}}};
    return c;
}

inline baoxue::policy example_policy(std::vector<baoxue::clause> clauses) {
    return {"example", {{"example", {"例", "Example"}, {"例", "Example"}, std::move(clauses)}}, {}};
}
