// SPDX-License-Identifier: Apache-2.0
// The same pupil under a policy that is built into baoxue::json.
#include "one_pupil.hpp"
#include "print_duties.hpp"
#include <baoxue/json/builtin.hpp>

#include <algorithm>

int main() try {
    const auto plan = baoxue::builtin_policy("plan-2");
    const auto school = baoxue::build_district(one_pupil(), {.mode = baoxue::register_mode::exceptions});
    const auto found = baoxue::evaluate(plan, school, baoxue::date{2024, 9, 19});
    print_duties(found);

    const auto& duties = found.obligations;
    const auto late = std::find(duties.state.begin(), duties.state.end(), baoxue::state::met_late);
    const auto id = duties.id.at(static_cast<std::size_t>(late - duties.state.begin()));
    std::cout << '\n' << baoxue::explain(found, plan, school, id, baoxue::language::en);
} catch (const baoxue::input_error& e) {  // every problem at once, each with its place
    std::cerr << e.what() << '\n';
    return 2;
}
