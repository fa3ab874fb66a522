// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/wording.hpp>
#include <baoxue/rules/rule.hpp>

#include <string>
#include <variant>

namespace baoxue::detail {

/// Of a rule that is about something else than what was asked for: whom to ask for instead; of guidance, why nothing is
/// evaluated.
class ask_instead {
public:
    explicit ask_instead(const wording& w) : w_(&w), p_(&w.phrases().nearest) {}

    [[nodiscard]] std::string operator()(const guidance& g) const {
        return fill(p_->guidance, {{"because", w_->closed(w_->of(g.because))}});
    }
    [[nodiscard]] std::string operator()(const assignment& a) const { return about(a.covers); }
    [[nodiscard]] std::string operator()(const committee& c) const { return unit(c.at.id); }
    [[nodiscard]] std::string operator()(const duty& d) const { return about(d.about); }
    [[nodiscard]] std::string operator()(const recurring& r) const {
        return r.per == quota_per::subject
                   ? about(r.about)
                   : fill(p_->ask_holder, {{"role", w_->alternatives(w_->names(r.owes.roles))}});
    }
    [[nodiscard]] std::string operator()(const target& t) const { return unit(t.goal.unit_kind.id); }
    [[nodiscard]] std::string operator()(const incentive& i) const {
        const auto* paid = std::get_if<payment>(&i.by);
        return paid != nullptr ? unit(paid->upon.unit_kind.id) : std::string{p_->ask_figure};
    }
    [[nodiscard]] std::string operator()(const pledge& g) const {
        return g.pairs.value && !g.pairs.value->empty() ? about(g.pairs.value->front().about)
                                                        : std::string{p_->ask_figure};
    }
    [[nodiscard]] std::string operator()(const veto& v) const {
        return v.upon ? unit(v.upon->unit_kind.id) : std::string{p_->ask_figure};
    }
    [[nodiscard]] std::string operator()(const ladder&) const { return std::string{p_->ask_pupil}; }
    [[nodiscard]] std::string operator()(const record&) const { return std::string{p_->ask_pupil}; }
    [[nodiscard]] std::string operator()(const entitlement&) const { return std::string{p_->ask_pupil}; }
    [[nodiscard]] std::string operator()(const prohibition&) const { return std::string{p_->ask_pupil}; }
    [[nodiscard]] std::string operator()(const procedure&) const { return std::string{p_->ask_pupil}; }

private:
    [[nodiscard]] std::string unit(const std::string& kind) const {
        return fill(p_->ask_unit, {{"kind", w_->name(word_kind::unit_kind, kind)}});
    }
    [[nodiscard]] std::string about(const subject_word& s) const {
        return s.is_student() ? std::string{p_->ask_pupil} : unit(s.id);
    }

    const wording* w_;
    const nearest_phrases* p_;
};

}  // namespace baoxue::detail
