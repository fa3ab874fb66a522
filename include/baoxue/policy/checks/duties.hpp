// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/rungs.hpp>
#include <baoxue/rules/assignment.hpp>
#include <baoxue/rules/committee.hpp>
#include <baoxue/rules/duty.hpp>
#include <baoxue/rules/procedure.hpp>
#include <baoxue/rules/recurring.hpp>
#include <baoxue/rules/rule.hpp>

#include <algorithm>
#include <set>

namespace baoxue::detail {

/// Says where a key that goes only with one word is missing or in the way.
inline void check_goes_with(bool is_there, bool belongs, std::string_view key, std::string_view word,
                            const std::string& pointer, problem_list& out) {
    if (is_there == belongs)
        return;
    const auto k = "`" + std::string{key} + "`", w = "`" + std::string{word} + "`";
    report(out, pointer + "/" + std::string{key}, is_there ? k + " goes only with " + w : w + " needs " + k);
}

inline void check_struct(const late_after& l, const std::string& pointer, problem_list& out) {
    check_number(l.days, 0, most_days, pointer + "/days", out);
}

inline void check_struct(const duty& d, const std::string& pointer, problem_list& out) {
    const auto goes = [&](bool is_there, event with, std::string_view key) {
        check_goes_with(is_there, d.on == with, key, word_of(with), pointer, out);
    };
    goes(d.need.has_value(), event::need_flagged, "need");
    goes(d.late.has_value(), event::late_papers, "late");
    goes(d.of.has_value(), event::missed_duty, "of");
    goes(d.act.has_value(), event::act_done, "act");
    goes(!d.sums.empty(), event::sum_due, "sums");
    if (d.times) {
        check_number(*d.times, 1, most_occasions, pointer + "/times", out);
        if (d.owes.how == combine::in_order)
            report(out, pointer + "/times", "acts in order are done one after the other, leave `times` out");
    }
    if (d.on == event::sum_due && d.about.is_student())
        report(out, pointer + "/about", "`sum_due` needs `about`, the kind of unit that the sums are of");
    check_stops(d.stops, pointer, out);
}

inline void check_struct(const year_point& p, const std::string& pointer, problem_list& out) {
    if (p.term && *p.term != -1 && (*p.term < 1 || *p.term > 12))
        report(out, pointer + "/term",
               "expected a term of the year from `1`, or `-1` for its last, got `" + std::to_string(*p.term) + "`");
}

inline void check_struct(const recurring& r, const std::string& pointer, problem_list& out) {
    check_number(r.times, 1, most_occasions, pointer + "/times", out);
    const auto known = r.period.value;
    if (known || !r.months.empty()) {
        if (!r.months.empty() && known != cycle::month)
            report(out, pointer + "/months", "`months` goes only with the period `month`");
        for (std::size_t i = 0; i < r.months.size(); ++i) {
            const auto at = pointer + "/months/" + std::to_string(i);
            check_number(r.months[i], 1, 12, at, out);
            const auto same = [&](const param<std::int32_t>& m) { return m.value && m.value == r.months[i].value; };
            if (std::any_of(r.months.begin(), r.months.begin() + static_cast<std::ptrdiff_t>(i), same))
                report(out, at, "month `" + std::to_string(*r.months[i].value) + "` is listed twice");
        }
    }
    if (known)
        check_goes_with(!r.points.empty(), *known == cycle::point, "points", "point", pointer, out);
    if (r.owes.how == combine::in_order)
        report(out, pointer + "/owes/how", "a quota counts acts, it has no order: expected `any_of` or `each_of`");
    if (r.per == quota_per::holder && r.owes.how == combine::first_held)
        report(out, pointer + "/owes/how",
               "a quota for each holder is each holder's own: expected `any_of` or `each_of`");
    if (r.per == quota_per::holder && (!r.about.is_student() || r.need || r.status))
        report(out, pointer + "/per",
               "a quota for each holder counts their acts whatever they are about, leave `about`, `need` and `status` "
               "out");
    if (!r.about.is_student() && (r.need || r.status))
        report(out, pointer + "/about", "`need` and `status` are a student's, `" + r.about.id + "` has none");
    if (r.need && r.status)
        report(out, pointer + "/status", "give either `need` or `status`");
}

inline void check_struct(const procedure& p, const std::string& pointer, problem_list& out) {
    check_not_empty(out, pointer + "/procedure", p.name);
    check_no_word_twice(p.steps, "step", pointer + "/steps", out);
    const auto expected = p.when == completeness::complete ? status::transferred : status::dropout;
    if (p.gives != expected)
        report(out, pointer + "/gives",
               "a transfer that is " + std::string{word_of(p.when)} + " means `" + std::string{word_of(expected)} +
                   "`, got `" + std::string{word_of(p.gives)} + "`");
}

/// Figures and transfers are of units and dates, not of one pupil's needs, age or acts.
template <class Kind>
void check_no_pupil(const rule& r, const std::string& pointer, problem_list& out) {
    if (!std::holds_alternative<Kind>(r.is))
        return;
    const auto refuse = [&](bool given, std::string_view key) {
        if (given)
            report(out, pointer + "/" + std::string{key},
                   "a rule of kind `" + std::string{Kind::kind} + "` means stages and unit kinds alone, leave `" +
                       std::string{key.substr(key.rfind('/') + 1)} + "` out");
    };
    refuse(r.applies_to.need.has_value(), "applies_to/need");
    refuse(r.applies_to.unless.has_value(), "applies_to/unless");
    refuse(r.applies_to.ages.has_value(), "applies_to/ages");
    refuse(r.after.has_value(), "after");
}

/// Duties that a unit's own terms, acts or sums bring about, quotas of holders or units, roles that cover units, and
/// pledges about units look at no pupil. A pledge that is signed for units and for pupils is two rules.
inline void check_looks_at_pupils(const rule& r, const std::string& pointer, problem_list& out) {
    const auto* d = std::get_if<duty>(&r.is);
    const auto* q = std::get_if<recurring>(&r.is);
    const auto* a = std::get_if<assignment>(&r.is);
    const auto* g = std::get_if<pledge>(&r.is);
    const bool of_units = d != nullptr && !d->about.is_student() &&
                          (d->on == event::term_start || d->on == event::act_done || d->on == event::sum_due);
    const bool of_holders = q != nullptr && (q->per == quota_per::holder || !q->about.is_student());
    const bool covers_units = a != nullptr && !a->covers.is_student();
    const bool about_a_unit = g != nullptr && g->pairs.value &&
                              std::any_of(g->pairs.value->begin(), g->pairs.value->end(),
                                          [](const auto& p) { return !p.about.is_student(); });
    if (!of_units && !of_holders && !covers_units && !about_a_unit)
        return;
    const auto refuse = [&](bool given, const char* key) {
        if (given)
            report(out, pointer + "/" + key,
                   std::string{of_units       ? "a duty of a unit upon its own terms, acts or sums"
                               : of_holders   ? "a quota for each holder or unit"
                               : covers_units ? "an assignment of units"
                                              : "a pledge about a unit"} +
                       " looks at no pupil, leave `" + std::string{key}.substr(std::string{key}.rfind('/') + 1) +
                       "` out");
    };
    refuse(r.applies_to.need.has_value(), "applies_to/need"),
        refuse(r.applies_to.unless.has_value(), "applies_to/unless");
    refuse(r.applies_to.ages.has_value(), "applies_to/ages");
    refuse(r.after.has_value() && !covers_units && !about_a_unit, "after");  // these two are told so on their own
}

inline void check_struct(const rule& r, const std::string& pointer, problem_list& out) {
    check_looks_at_pupils(r, pointer, out);
    check_no_pupil<procedure>(r, pointer, out), check_no_pupil<target>(r, pointer, out);
    check_no_pupil<incentive>(r, pointer, out), check_no_pupil<veto>(r, pointer, out);
    check_no_pupil<committee>(r, pointer, out), check_no_pupil<guidance>(r, pointer, out);
    for (std::size_t i = 0; i < r.details.size(); ++i)
        if (r.details[i].value && (r.details[i].value->zh.empty() || r.details[i].value->en.empty()))
            report(out, pointer + "/details/" + std::to_string(i),
                   "a detail is a text in both languages, and one of them is empty");
    if (!r.details.empty() && (std::holds_alternative<guidance>(r.is) || std::holds_alternative<assignment>(r.is) ||
                               std::holds_alternative<committee>(r.is)))
        report(out, pointer + "/details", "a rule of this kind writes no row that a detail could belong to");
    if (r.after && r.after->step) {
        const auto* l = std::get_if<ladder>(&r.is);
        if (l == nullptr)
            report(out, pointer + "/after/step",
                   "`step` is one of a ladder, and a `" +
                       std::string{std::visit([](const auto& k) { return k.kind; }, r.is)} + "` has none");
        for (std::size_t i = 0; l != nullptr && i < l->rungs.size(); ++i)
            if (l->rungs[i].step <= *r.after->step) {
                report(out, pointer + "/after/step",
                       "step `" + std::to_string(*r.after->step) + "` is not below step " +
                           std::to_string(l->rungs[i].step) + " of this rule");
                break;
            }
    }
    if (r.after && r.after->afresh)
        report(out, pointer + "/after/afresh", "only a rung counts, put `afresh` into the `after` of a rung");
    if (r.after && std::holds_alternative<assignment>(r.is))
        report(out, pointer + "/after",
               "an assignment has no day of its own before which an act could be, leave `after` out");
    if (r.after && (std::holds_alternative<pledge>(r.is) || std::holds_alternative<prohibition>(r.is)))
        report(out, pointer + "/after", "a pledge or a prohibition rests on no act before it, leave `after` out");
}

}  // namespace baoxue::detail
