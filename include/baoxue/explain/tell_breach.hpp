// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/tell_basis.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/findings/findings.hpp>

#include <string>
#include <vector>

namespace baoxue::detail {

/// Tells of one breach: what was verified, of whom, what the clause bars and what follows from it.
[[nodiscard]] inline std::string tell_breach(const wording& w, const findings& f, const policy& p, const district& d,
                                             std::size_t row) {
    const auto& b = f.breaches;
    const auto& k = w.phrases().keeping;
    const auto at = find_rule(p, f.rules[static_cast<std::size_t>(b.rule[row])]);
    const auto& rule = std::get<prohibition>(at.is->is);
    const auto source = b.caused_by.at(row).front().row;
    const auto& x = d.incidents;
    std::size_t i = 0;
    while (i < x.row.size() && x.row[i] != source)
        ++i;
    const auto who = b.person[row] != no_code                    ? f.ids->persons.text(b.person[row])
                     : i < x.unit.size() && x.unit[i] != no_code ? w.unit(x.unit[i])
                                                                 : std::string{w.phrases().duty.holder_unknown};
    paragraph head{w};
    head.say(k.breach, {{"on", w.day(b.on[row])},
                        {"conduct", w.name(word_kind::conduct, b.conduct[row])},
                        {"role", w.name(word_kind::role, b.role[row])},
                        {"person", who}});
    if (b.student[row] != no_code)
        head.say(k.breach_of_pupil, {{"student", f.ids->students.text(b.student[row])},
                                     {"unit", b.unit[row] == no_code ? std::string{w.phrases().small.unknown_unit}
                                                                     : w.unit(b.unit[row])}});
    else if (b.unit[row] != no_code)
        head.say(k.breach_at, {{"unit", w.unit(b.unit[row])}});

    paragraph why{w, w.phrases().status.why};
    if (i < x.row.size())
        why.say(k.breach_verified, {{"row", std::to_string(source)}, {"verified", w.day(x.verified_on[i])}});
    why.say(k.barred, {{"roles", w.alternatives(w.names(rule.roles))}, {"conduct", w.list(w.names(rule.conduct))}});
    if (rule.together)
        why.say(k.together, {{"conduct", w.list(w.names(rule.conduct))}});
    if (!rule.unmet.empty())
        why.say(k.unmet, {{"clauses", w.alternatives(rule.unmet)}});
    why.say(k.breach_only);

    paragraph then{w, w.phrases().duty.next};
    const bool again = rule.again && rule.again->times.value && b.time[row] >= *rule.again->times.value;
    if (again)
        then.say(k.again, {{"n", std::to_string(b.time[row])}});
    const auto* sanction = again ? &rule.again->sanction : rule.sanction ? &*rule.sanction : nullptr;
    if (sanction == nullptr)
        then.say(k.sanction_none);
    else if (sanction->value)
        then.say(k.sanction, {{"sanction", w.of(*sanction->value)}});
    else
        then.say(k.sanction_open, {{"parameter", at.text->id + "." + sanction->name}});
    return head.line() + why.line() + then.line() + tell_basis(w, at) + tell_footer(w, b.id[row]);
}

}  // namespace baoxue::detail
