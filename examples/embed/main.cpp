// SPDX-License-Identifier: Apache-2.0
// The header-only core: a policy built in C++, one pupil as plain values, and the duties that follow.
#include "one_pupil.hpp"
#include "print_duties.hpp"

using namespace baoxue;

namespace {

/// Absent for so many full days in a row: a role owes a visit within so many days.
rung visit(std::int32_t step, std::int32_t full_days, role_word who, within_days within) {
    rung r;
    r.step = step;
    r.counts = {{.unit = counted::full_day}};
    r.mode = consecutive{.threshold = full_days};
    r.owes = {.acts = {"home_visit"}, .roles = {std::move(who)}};
    r.due = std::move(within);
    return r;
}

/// A school's own rule. Each clause says in both languages what it takes the document to mean.
policy our_policy() {
    rule visits;
    visits.id = "visits";
    visits.is = ladder{.name = "absence",
                       .rungs = {visit(1, 1, "class_teacher", {.within = 1, .unit = day_unit::calendar_days}),
                                 visit(2, 2, "school_leader", {.within = 2, .unit = day_unit::school_days})}};
    clause visiting;
    visiting.id = "our.3";
    visiting.section = "3";
    visiting.summary = {"旷课一天，班主任次日前家访；连续两天，校领导在两个上课日内家访。",
                        "A full day missed: the class teacher visits by the next day; two in a row: a school leader "
                        "within two school days."};
    visiting.chosen = "as_written";
    visiting.readings = {{"as_written", {"按条文", "As it stands."}, {visits}}};
    policy draft;
    draft.id = "our-policy";
    draft.layers = {{"our-policy", {"本校规定", "Our rules"}, {"本校", "The school"}, {visiting}}};
    return make_policy(std::move(draft), standard_vocabulary());  // the checks that a policy file passes
}

}  // namespace

int main() try {
    const auto school = build_district(one_pupil(), {.mode = register_mode::exceptions});
    print_duties(evaluate(our_policy(), school, date{2024, 9, 19}));
} catch (const input_error& e) {  // every problem at once, each with its place
    std::cerr << e.what() << '\n';
    return 2;
}
