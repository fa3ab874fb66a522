// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/story.hpp>
#include <baoxue/explain/unfilled.hpp>
#include <baoxue/explain/wording.hpp>

#include <string>
#include <vector>

namespace baoxue::detail {

/// Tells who bears a duty, and why that person.
class who_teller {
public:
    who_teller(const wording& w, const obligation_story& s)
        : w_(&w), p_(&w.phrases().duty), h_(s.signs != nullptr ? &w.phrases().keeping.signs_as : &p_->bears), s_(&s) {}

    [[nodiscard]] std::string role() const { return w_->alternatives(w_->names(word_kind::role, s_->roles)); }

    /// The role with who holds it, within a sentence or at its start.
    [[nodiscard]] std::string named(bool at_start) const {
        if (s_->is_anyone && s_->bearers.empty())
            return std::string{at_start ? p_->Anyone : p_->anyone};
        return fill(at_start ? p_->The_role : p_->the_role, {{"role", role()}, {"ids", ids_of(s_->bearers)}});
    }
    /// Who signs on the other side, within a sentence.
    [[nodiscard]] std::string other_named() const {
        return fill(p_->the_role, {{"role", name(s_->recipient)}, {"ids", ids_of(s_->others)}});
    }

    /// Of the pupil or the unit that the duty is about.
    [[nodiscard]] std::string whose() const {
        return s_->pupil != no_code ? std::string{p_->whose_pupil}
                                    : fill(p_->whose_unit, {{"unit", w_->unit(s_->unit)}});
    }

    [[nodiscard]] std::string line() const {
        const auto on = w_->day(s_->who_on);
        paragraph out{*w_, h_->who};
        if (s_->bearers.empty() && s_->is_anyone)
            out.say(p_->is_anyone);
        else if (s_->bearers.empty())
            add_nobody(out, on, role(), s_->roles.front());
        add_holders(out, s_->bearers, on, role());
        if (s_->bearers.size() > 1)
            out.say(p_->shared);
        if (s_->signs != nullptr && s_->others.empty())
            add_nobody(out, on, name(s_->recipient), s_->recipient);
        add_holders(out, s_->others, on, s_->signs != nullptr ? name(s_->recipient) : std::string{});
        return out.line();
    }

private:
    [[nodiscard]] std::string name(word_code role) const { return w_->name(word_kind::role, role); }

    [[nodiscard]] std::string ids_of(const std::vector<holder_line>& holders) const {
        std::vector<std::string> ids;
        for (const auto& b : holders)
            ids.push_back(b.id);
        return !ids.empty() ? w_->ids(ids) : std::string{s_->holdings_given ? p_->nobody_named : p_->holder_unknown};
    }

    /// Where nobody is on record: whose act counts meanwhile, and what to do.
    void add_nobody(paragraph& out, const std::string& on, const std::string& roles, word_code first) const {
        const auto whom = s_->pupil != no_code ? std::string{p_->the_pupil} : w_->unit(s_->unit);
        out.say(s_->holdings_given ? h_->nobody : p_->holdings_missing, {{"on", on}, {"role", roles}, {"whom", whom}});
        if (!s_->holdings_given)
            return;
        if (s_->signs == nullptr && has_school(*w_, s_->unit))
            out.say(p_->stand_in);
        out.say(todo_unfilled(*w_, first));
    }

    /// Those who hold the same role at the same unit share a sentence.
    void add_holders(paragraph& out, const std::vector<holder_line>& holders, const std::string& on,
                     const std::string& roles) const {
        for (std::size_t i = 0; i < holders.size();) {
            const auto& b = holders[i];
            std::vector<std::string> ids;
            for (; i < holders.size() && alike(holders[i], b); ++i)
                ids.push_back(holders[i].id);
            add_held(out, b, ids, on, roles);
        }
    }

    [[nodiscard]] static bool alike(const holder_line& a, const holder_line& b) {
        return a.is_student == b.is_student && a.is_body == b.is_body && a.held == b.held && a.owed == b.owed &&
               a.unit == b.unit;
    }

    void add_held(paragraph& out, const holder_line& b, const std::vector<std::string>& of, const std::string& on,
                  const std::string& roles) const {
        const auto ids = w_->ids(of);
        if (b.is_student)
            return out.say(h_->is_pupil, {{"ids", ids}});
        if (b.is_body)
            return out.say(w_->phrases().keeping.signed_itself, {{"ids", ids}});
        if (b.held == no_code)
            return out.say(p_->not_found, {{"on", on}, {"ids", ids}, {"role", roles}});
        const auto whom = s_->pupil != no_code ? std::string{p_->the_pupil} : w_->unit(s_->unit);
        const bool is_own = s_->pupil == no_code && b.unit == s_->unit;
        out.say(b.unit == no_code ? h_->for_pupil
                : is_own          ? h_->at_own_unit
                                  : h_->at_unit,
                {{"on", on},
                 {"n", std::to_string(of.size())},
                 {"ids", ids},
                 {"held", name(b.held)},
                 {"unit", w_->unit(b.unit)},
                 {"whom", whom}});
        if (b.held == b.owed)
            return;
        const auto& staff = w_->words().at(word_kind::role, b.owed).discharged_by;
        if (!b.is_borne)
            out.say(p_->counts_as, {{"held", name(b.held)}, {"role", name(b.owed)}});
        else
            out.say(staff.empty() ? p_->stands_for : p_->stands_for_staff,
                    {{"held", name(b.held)}, {"role", name(b.owed)}, {"staff", w_->name(word_kind::role, staff)}});
    }

    const wording* w_;
    const duty_phrases* p_;
    const holder_phrases* h_;
    const obligation_story* s_;
};

}  // namespace baoxue::detail
