// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/story.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/rules/figure_of_rule.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace baoxue::detail {

/// The source's own word for an open number, and whether that number is a deadline.
inline void gather_parameter(gap_story& s) {
    const std::string prefix = s.at.text->id + ".";
    if (!s.parameter.starts_with(prefix))
        return;
    const auto name = std::string_view{s.parameter}.substr(prefix.size());
    walk_leaves(s.at.text->governing(), {}, [&](const auto& leaf, const std::string& pointer) {
        if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
            if (leaf.name != name)
                return;
            if (s.source_word.empty())
                s.source_word = leaf.word;
            using value = std::remove_cvref_t<decltype(*leaf.value)>;
            using about = gap_story::about;
            if constexpr (std::is_same_v<value, ratio>)
                s.example = "Fraction(2, 100)";
            else if constexpr (std::is_same_v<value, std::vector<ratio>>)
                s.example = "[Fraction(7, 10), Fraction(3, 10)]", s.open = about::shares;
            else if constexpr (std::is_same_v<value, cycle>)
                s.example = "\"month\"";
            else if constexpr (std::is_same_v<value, bilingual>)
                s.example = R"({"zh": "警告", "en": "warning"})";
            else if constexpr (std::is_same_v<value, std::vector<pledge_pair>>)
                s.example = "[\"principal>class_teacher@class\"]";
            const auto in = [&](std::string_view part) { return pointer.find(part) != std::string::npos; };
            if (in("/due/"))
                s.open = about::deadline;
            else if (in("/amount"))
                s.open = about::amount, s.example = "180000";
            else if (in("/line/"))
                s.open = about::line;
            else if (s.at.is != nullptr && std::holds_alternative<recurring>(s.at.is->is))
                s.open = about::quota;
            else if (in("/mode/within"))
                s.open = about::coming_back;
            else if (in("/mode/threshold"))
                s.open = about::threshold;
            else if (in("/ages/"))
                s.open = about::ages, s.example = "16";
            else if (in("/sanction"))
                s.open = about::sanction;
            else if (in("/details/"))
                s.open = about::detail, s.example = R"({"zh": "……", "en": "..."})";
            else if (in("/times"))
                s.open = about::times;
        }
    });
}

/// Whether a count that could answer a rule is left empty.
[[nodiscard]] inline bool is_left_empty(const gap_story& s, const district& d, date as_of, std::size_t i) {
    const auto& c = d.counts;
    const auto& id = d.words->at(word_kind::indicator, c.indicator[i]).id;
    const auto* asked = s.at.is == nullptr ? nullptr : figure_of_rule(*s.at.is);
    const auto* sum = s.at.is == nullptr ? nullptr : std::get_if<incentive>(&s.at.is->is);
    const auto* paid = sum == nullptr ? nullptr : std::get_if<payment>(&sum->by);
    const bool by_dropout = paid != nullptr && paid->each != paid_for::whole;
    const bool answers =
        asked == nullptr || id == asked->indicator.id || id == "dropout_rate" || (id == "dropouts" && by_dropout);
    if (!answers || c.counted_on[i].value_or(as_of) > as_of)
        return false;
    return !c.numerator[i] || (!c.denominator[i] && id != "dropouts");
}

[[nodiscard]] inline gap_story gather_gap(const findings& f, const policy& p, const district& d, std::size_t row) {
    const auto& g = f.gaps;
    gap_story s;
    s.id = g.id[row], s.as_of = f.as_of, s.kind = g.kind[row];
    if (g.rule[row] != no_code)
        s.at = find_rule(p, f.rules[static_cast<std::size_t>(g.rule[row])]);
    else if (g.clause[row] != no_code)
        s.at = find_clause(p, g.clause[row], f.clauses[static_cast<std::size_t>(g.clause[row])]);
    s.student = f.ids->students.text(g.student[row]), s.person = f.ids->persons.text(g.person[row]);
    s.unit = g.unit[row], s.role = g.role[row], s.parameter = g.parameter[row];
    s.from = g.from[row], s.until = g.until[row];
    s.is_misfit = s.kind == gap_kind::missing_table && s.unit != no_code &&
                  s.parameter == word_of(table_name::counts) && d.is_given(table_name::counts);
    for (auto i = s.is_misfit ? d.counts.first(s.unit) : 0; s.is_misfit && i < d.counts.end(s.unit); ++i)
        s.is_left_empty = s.is_left_empty || is_left_empty(s, d, f.as_of, i);
    s.is_off_rolls = s.kind == gap_kind::missing_table && s.unit != no_code &&
                     s.parameter == word_of(table_name::enrolments) && d.is_given(table_name::enrolments);
    s.registers_given = d.mode == register_mode::exceptions && d.is_given(table_name::roll_calls);
    s.causes.assign(g.caused_by.at(row).begin(), g.caused_by.at(row).end());
    if (s.kind == gap_kind::unknown_exit)
        if (const auto cause = cause_in(s.causes, table_name::enrolments))
            if (const auto i = position_of(d.enrolments, g.student[row], *cause); i && d.enrolments.exit[*i]) {
                s.is_transfer = d.enrolments.exit[*i] == exit_kind::transferred;
                if (d.enrolments.exit_known_on(*i) > f.as_of)
                    s.known_on = d.enrolments.exit_known_on(*i), s.is_transfer = false;
            }
    if (s.kind == gap_kind::unspecified_value && s.at.text != nullptr)
        gather_parameter(s);
    return s;
}

}  // namespace baoxue::detail
