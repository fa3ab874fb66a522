// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/find_lines.hpp>
#include <baoxue/explain/find_signers.hpp>
#include <baoxue/explain/story.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace baoxue::detail {

/// A pledge by both roles about the pupil or unit, signed between two days; nothing where there is none.
[[nodiscard]] inline std::optional<std::size_t> find_pledge_by_role(const district& d, const vocabulary& words,
                                                                    word_code from, word_code to, code pupil, code unit,
                                                                    date first, date last) {
    const auto& g = d.pledges;
    const auto is = [&](word_code a, word_code b) { return words.role_is(a, from) && words.role_is(b, to); };
    for (std::size_t i = 0; i < g.signed_on.size(); ++i)
        if (first <= g.signed_on[i] && g.signed_on[i] <= last &&
            (pupil != no_code ? g.about_student[i] == pupil : g.about_unit[i] == unit) &&
            (is(g.from.role[i], g.to.role[i]) || is(g.to.role[i], g.from.role[i])))
            return i;
    return std::nullopt;
}

/// Finds the rows that look as if they did a duty which is not done, and why they do not.
class near_finder {
public:
    near_finder(obligation_story& s, const findings& f, const district& d) : s_(&s), f_(&f), d_(&d) {}

    /// \param acts  on record for the pupil or unit since the trigger, of the kinds owed
    void find(std::vector<act_line> acts) const {
        if (!s_->holdings_given || s_->needed != 1 || (s_->state != state::open && s_->state != state::missed))
            return;
        if (s_->shown_by == table_name::pledges)
            return find_pledge();
        if (s_->shown_by == table_name::records)
            return find_entries();
        for (auto& a : acts)
            add(is_other_benefit(a) ? near_line::why::other_benefit : near_line::why::not_the_bearer, std::move(a));
        if (s_->pupil != no_code)
            find_acts_on_class();
    }

private:
    void add(near_line::why why, act_line line) const { s_->near.push_back({why, std::move(line)}); }

    [[nodiscard]] bool is_other_benefit(const act_line& a) const {
        if (s_->benefit == nullptr || a.act != f_->words->find(word_kind::act, "grant_benefit"))
            return false;
        const auto i = position_of(d_->acts, s_->pupil, a.row);
        return i && d_->acts.object[*i] != f_->words->find(word_kind::benefit, s_->benefit->benefit.id);
    }

    void find_pledge() const {
        if (const auto i = find_pledge_by_role(*d_, *f_->words, s_->roles.front(), s_->recipient, s_->pupil, s_->unit,
                                               s_->triggered_on, s_->as_of))
            add(d_->pledges.signed_on[*i] > s_->due_on ? near_line::why::signed_late : near_line::why::not_the_signers,
                {d_->pledges.signed_on[*i], no_code, {}, false, d_->pledges.row[*i]});
    }

    /// Entries of the register that are not complete, of another case, or by somebody else.
    void find_entries() const {
        const auto& r = d_->records;
        const auto kept = f_->words->find(word_kind::record_register, s_->kept->in.id);
        const auto behind = cause_in(s_->causes, table_name::acts);
        const auto at = behind ? position_of(d_->acts, s_->pupil, *behind) : std::nullopt;
        for (std::size_t i = 0; i < r.kept.size(); ++i) {
            if (r.kept[i] != kept || r.opened_on[i] > s_->as_of || r.completed_on[i] < s_->triggered_on ||
                (s_->pupil != no_code ? r.about_student[i] != s_->pupil
                                      : r.about_student[i] != no_code || r.about_unit[i] != s_->unit))
                continue;
            const bool is_complete = r.completed_on[i] <= s_->as_of;
            const auto actor = id_of_actor(*d_, r.person[i], r.student[i], r.unit[i]);
            add(at && r.act[i] != d_->acts.id[*at] ? near_line::why::of_another_act
                : !is_complete                     ? near_line::why::not_complete
                                                   : near_line::why::not_the_keeper,
                {is_complete ? r.completed_on[i] : r.opened_on[i], no_code, actor, false, r.row[i]});
        }
    }

    /// The same act on record for the pupil's class as a whole.
    void find_acts_on_class() const {
        const pupil_view pupil{*d_, s_->pupil, s_->as_of};
        for (const auto& a :
             find_acts(*d_, *f_->bearers, nobody, no_code, s_->unit, s_->acts, s_->triggered_on, s_->as_of))
            if (pupil.unit(a.on) == s_->unit)
                add(near_line::why::of_the_class, a);
    }

    obligation_story* s_;
    const findings* f_;
    const district* d_;
};

}  // namespace baoxue::detail
