// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/change.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue {

namespace detail {

/// Sets a parameter; a whole number of either width fits wherever it is in range.
/// \return what is wrong with the value, empty where it was set
template <class T>
[[nodiscard]] std::string set_parameter(param<T>& into, const std::string& name, const parameter_value& value) {
    if constexpr (std::is_enum_v<T>) {
        const auto* word = std::get_if<std::string>(&value);
        const auto known = word != nullptr ? enum_from<T>(*word) : std::nullopt;
        if (known) {
            into.value = known;
            return {};
        }
    } else if constexpr (std::is_same_v<T, std::vector<pledge_pair>>) {
        const auto* texts = std::get_if<std::vector<std::string>>(&value);
        T pairs;
        for (std::size_t i = 0; texts != nullptr && i < texts->size(); ++i)
            if (auto pair = pair_from((*texts)[i]))
                pairs.push_back(std::move(*pair));
        if (texts != nullptr && pairs.size() == texts->size()) {
            into.value = std::move(pairs);
            return {};
        }
    } else if (const auto* same = std::get_if<T>(&value)) {
        into.value = *same;
        return {};
    }
    if constexpr (std::is_integral_v<T>) {
        const auto* narrow = std::get_if<std::int32_t>(&value);
        const auto* wide = std::get_if<std::int64_t>(&value);
        if (narrow != nullptr || wide != nullptr) {
            using limits = std::numeric_limits<T>;
            const std::int64_t number = narrow != nullptr ? *narrow : *wide;
            if (number > limits::max())
                return "must be at most " + std::to_string(limits::max()) + ", got `" + std::to_string(number) + "`";
            if (number < limits::min())
                return "must be at least " + std::to_string(limits::min()) + ", got `" + std::to_string(number) + "`";
            into.value = static_cast<T>(number);
            return {};
        }
    }
    if constexpr (std::is_same_v<T, ratio>) {  // a whole number is a share, or a count, of one
        if (const auto* whole = std::get_if<std::int32_t>(&value)) {
            into.value = ratio{*whole, 1};
            return {};
        }
    }
    return "parameter `" + name + "` is " + spoken_type<T>() + ", got `" + text_of(value) + "`";
}

}  // namespace detail

BAOXUE_DECL policy with_values(policy p, std::span<const named_value> values) {
    std::vector<std::string> names;
    std::vector<bool> found(values.size(), false);
    std::vector<problem> problems;
    std::map<std::string, std::string> changed;  // pointer of each parameter that was set -> its full name
    for_each_clause(p, [&](clause& c, const std::string& clause_pointer) {
        for_each_rule(c, clause_pointer, [&](rule& r, reading&, const std::string& at) {
            walk_leaves(r, at, [&](auto& leaf, const std::string& pointer) {
                if constexpr (detail::is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
                    names.push_back(c.id + "." + leaf.name);
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        if (values[i].name != names.back())
                            continue;
                        found[i] = true;
                        changed.emplace(pointer, names.back());
                        auto wrong = detail::set_parameter(leaf, names.back(), values[i].value);
                        if (!wrong.empty())
                            detail::report(problems, pointer, std::move(wrong));
                    }
                }
            });
        });
    });
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!found[i])
            detail::report(problems, {},
                           "unknown parameter " + in_backquotes(values[i].name) + did_you_mean(values[i].name, names));
    for (auto& wrong : check_structure(p)) {
        const auto within = [&](const auto& set) {
            return wrong.pointer == set.first || wrong.pointer.starts_with(set.first + "/");
        };
        const auto at = std::find_if(changed.begin(), changed.end(), within);
        if (at != changed.end()) {  // it is known by its name, and may stand in several places
            wrong.message = "parameter `" + at->second + "`: " + wrong.message;
            wrong.pointer.clear();
        }
        if (std::find(problems.begin(), problems.end(), wrong) == problems.end())
            problems.push_back(std::move(wrong));
    }
    refuse_problems(p, std::move(problems));
    return p;
}

BAOXUE_DECL policy with_reading(policy p, std::string_view clause_id, std::string_view reading_id) {
    std::vector<std::string> clauses;
    std::vector<std::string_view> readings;
    std::string first;  // pointer of the clause's first text
    bool found = false;
    for_each_clause(p, [&](clause& c, const std::string& at) {
        clauses.push_back(c.id);
        if (c.id != clause_id)
            return;
        if (readings.empty())
            first = at;
        for (const auto& r : c.readings) {
            readings.push_back(r.id);
            if (r.id != reading_id)
                continue;
            found = true;
            c.chosen = reading_id;
        }
    });
    std::vector<problem> problems;
    if (readings.empty())
        detail::report(problems, {}, "unknown clause " + in_backquotes(clause_id) + did_you_mean(clause_id, clauses));
    else if (!found)
        detail::report(problems, first + "/chosen", detail::unknown_reading(reading_id, readings));
    auto rest = check_structure(p);
    problems.insert(problems.end(), rest.begin(), rest.end());
    refuse_problems(p, std::move(problems));
    return p;
}

}  // namespace baoxue
