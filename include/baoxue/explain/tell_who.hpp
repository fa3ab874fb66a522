// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/story.hpp>
#include <baoxue/explain/wording.hpp>

#include <string>
#include <vector>

namespace baoxue::detail {

/// Tells who bears a duty, and why that person.
class who_teller {
public:
    who_teller(const wording& w, const obligation_story& s) : w_(&w), p_(&w.phrases().duty), s_(&s) {}

    [[nodiscard]] std::string role() const { return w_->alternatives(w_->names(word_kind::role, s_->roles)); }

    /// The role with who holds it, within a sentence or at its start.
    [[nodiscard]] std::string named(bool at_start) const {
        if (s_->is_anyone && s_->bearers.empty())
            return std::string{at_start ? p_->Anyone : p_->anyone};
        std::vector<std::string> ids;
        for (const auto& b : s_->bearers)
            ids.push_back(b.id);
        const auto held =
            !ids.empty() ? w_->ids(ids) : std::string{s_->holdings_given ? p_->nobody_named : p_->holder_unknown};
        return fill(at_start ? p_->The_role : p_->the_role, {{"role", role()}, {"ids", held}});
    }

    /// Of the pupil or the unit that the duty is about.
    [[nodiscard]] std::string whose() const {
        return s_->pupil != no_code ? std::string{p_->whose_pupil}
                                    : fill(p_->whose_unit, {{"unit", w_->unit(s_->unit)}});
    }

    [[nodiscard]] std::string line() const {
        const auto on = w_->day(s_->who_on);
        paragraph out{*w_, p_->who};
        if (s_->bearers.empty() && s_->is_anyone)
            out.say(p_->is_anyone);
        else if (s_->bearers.empty())
            out.say(s_->holdings_given ? p_->nobody : p_->holdings_missing,
                    {{"on", on}, {"role", role()}, {"whose", whose()}});
        for (std::size_t i = 0;
             i < s_->bearers.size();) {  // those who hold the same role at the same unit share a sentence
            const auto& b = s_->bearers[i];
            std::vector<std::string> ids;
            for (; i < s_->bearers.size() && alike(s_->bearers[i], b); ++i)
                ids.push_back(s_->bearers[i].id);
            add_held(out, b, w_->ids(ids), on);
        }
        if (s_->bearers.size() > 1)
            out.say(p_->shared);
        return out.line();
    }

private:
    [[nodiscard]] std::string name(word_code role) const { return w_->name(word_kind::role, role); }

    [[nodiscard]] static bool alike(const holder_line& a, const holder_line& b) {
        return a.is_student == b.is_student && a.held == b.held && a.owed == b.owed && a.unit == b.unit;
    }

    void add_held(paragraph& out, const holder_line& b, const std::string& ids, const std::string& on) const {
        if (b.is_student)
            return out.say(p_->is_pupil, {{"ids", ids}});
        if (b.held == no_code)
            return out.say(p_->not_found, {{"on", on}, {"ids", ids}, {"role", role()}});
        const auto whom = s_->pupil != no_code ? std::string{p_->the_pupil} : w_->unit(s_->unit);
        out.say(b.unit == no_code ? p_->for_pupil : p_->at_unit,
                {{"on", on}, {"ids", ids}, {"held", name(b.held)}, {"unit", w_->unit(b.unit)}, {"whom", whom}});
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
    const obligation_story* s_;
};

}  // namespace baoxue::detail
