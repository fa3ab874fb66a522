// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/scope_text.hpp>
#include <baoxue/explain/story.hpp>
#include <baoxue/explain/tell_cause.hpp>
#include <baoxue/explain/tell_who.hpp>
#include <baoxue/explain/wording.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// How often a quota comes round, in words.
[[nodiscard]] inline std::string cycle_text(const wording& w, const recurring& r) {
    const auto& p = w.phrases().quota;
    if (!r.period.value)
        return std::string{w.phrases().condition.open_number};
    if (!r.months.empty()) {
        std::vector<std::string> months;
        for (const auto& m : r.months)
            months.emplace_back(m.value ? w.phrases().small.months[static_cast<std::size_t>(*m.value - 1)]
                                        : w.phrases().condition.open_number);
        return fill(p.months, {{"months", w.list(months)}});
    }
    if (r.points.empty())
        return std::string{p.cycles[static_cast<std::size_t>(*r.period.value)]};
    std::vector<std::string> points;
    for (const auto& at : r.points) {
        const auto term = !at.term       ? std::string{p.every_term}
                          : *at.term < 0 ? std::string{p.last_term}
                                         : fill(p.nth_term, {{"n", std::to_string(*at.term)}});
        points.push_back(fill(at.at == term_end::first ? p.point_first : p.point_last, {{"term", term}}));
    }
    return fill(p.points, {{"points", w.list(points)}});
}

/// Whom a quota is counted for, in words.
[[nodiscard]] inline std::string subject_text(const wording& w, const recurring& r) {
    const auto& p = w.phrases().quota;
    if (!r.about.is_student())
        return fill(p.subject_unit, {{"kind", w.name(word_kind::unit_kind, r.about.id)}});
    if (r.need)
        return fill(p.subject_need, {{"needs", needs_text(w, *r.need)}});
    if (r.status)
        return fill(p.subject_status,
                    {{"status", std::string{w.phrases().status.names[static_cast<std::size_t>(*r.status)]}}});
    return std::string{p.subject_pupil};
}

/// What a quota asks, in words.
[[nodiscard]] inline std::string asked_text(const wording& w, const recurring& r, const std::string& acts) {
    const auto& p = w.phrases().quota;
    const auto role = w.alternatives(w.names(r.owes.roles));
    const auto whom = r.per == quota_per::holder
                          ? fill(p.per_holder, {{"role", role}})
                          : fill(p.per_subject, {{"role", role}, {"subject", subject_text(w, r)}});
    return fill(p.asks, {{"whom", whom},
                         {"cycle", cycle_text(w, r)},
                         {"times", times_text(w, number_text(w, r.times))},
                         {"acts", acts}});
}

/// Tells of one quota in one period.
class quota_teller {
public:
    quota_teller(const wording& w, const obligation_story& s, const cause_teller& rows, std::string acts)
        : w_(&w), d_(&w.phrases().duty), p_(&w.phrases().quota), s_(&s), rows_(&rows), acts_(std::move(acts)) {}

    [[nodiscard]] std::string headline() const {
        phrase line = p_->open;
        if (s_->state == state::met || s_->state == state::met_late)
            line = p_->met;
        if (s_->state == state::missed)
            line = p_->missed;
        if (s_->state == state::unknown)
            line = p_->unknown;
        return fill(line, {{"who", who_teller{*w_, *s_}.named(false)},
                           {"Who", who_teller{*w_, *s_}.named(true)},
                           {"span", days(p_->span, p_->span_day)},
                           {"times", times_text(*w_, count(s_->needed))},
                           {"done", count(s_->done)},
                           {"acts", acts_}});
    }

    [[nodiscard]] std::string who() const {
        if (s_->quota->per == quota_per::subject)
            return who_teller{*w_, *s_}.line();
        paragraph out{*w_, d_->bears.who};
        std::vector<std::string> ids;
        for (const auto& b : s_->bearers)
            ids.push_back(b.id);
        out.say(p_->holder_alone, {{"ids", w_->list(ids)}});
        if (s_->quota->period.value != cycle::school_day)  // what is done each school day is about nobody in particular
            out.say(p_->any_subject);
        return out.line();
    }

    [[nodiscard]] std::string why() const {
        paragraph out{*w_, d_->why};
        out.add(asked());
        if (s_->pupil != no_code && s_->quota->need)
            rows_->add_need(out, s_->causes);
        if (s_->pupil != no_code && s_->quota->status)
            rows_->add_leaving(out, s_->causes);
        const auto times = s_->quota->times.value.value_or(s_->needed);
        const filling counting{"counting", std::string{p_->counting[counted_days()]}};
        const bool whole = s_->needed == times;
        out.say(whole                     ? p_->whole
                : s_->period.counted == 0 ? p_->prorated_plain
                                          : p_->prorated,
                {{"range", days(p_->range, p_->range_day)},
                 {"needed", count(s_->needed)},
                 {"times", count(times)},
                 {"k", count(s_->period.counted)},
                 {"m", count(s_->period.days)},
                 counting});
        return out.line();
    }

    [[nodiscard]] std::string when() const {
        paragraph out{*w_, d_->when};
        if (s_->period.first == s_->period.last) {
            out.say(p_->due_day, {{"due", due()}});
            return out.line();
        }
        out.say(p_->period, {{"from", first()}, {"until", last()}});
        out.say(p_->due, {{"due", due()}});
        if (s_->due_on < s_->period.last)
            out.say(p_->weekend, {{"due", w_->day(s_->due_on)}});
        return out.line();
    }

    [[nodiscard]] std::string now(const std::string& tables) const {
        paragraph out{*w_, d_->now};
        const auto lacking = count(std::max(s_->needed - s_->done, 0));
        if (s_->state != state::unknown)
            out.say(p_->done,
                    {{"as_of", w_->day(s_->as_of)}, {"done", count(s_->done)}, {"needed", count(s_->needed)}});
        switch (s_->state) {
        case state::met:
        case state::met_late:
            out.say(p_->enough, {{"met", w_->day(s_->met_on)}, {"needed", count(s_->needed)}});
            break;
        case state::missed:
            if (!s_->died_on)
                out.say(p_->short_of, {{"due", due()}, {"n", lacking}});
            break;
        case state::unknown:
            out.say(d_->is_unknown, {{"tables", tables}, {"n", std::to_string(s_->not_given.size())}});
            break;
        default:
            if (!s_->died_on)
                out.say(s_->due_on == s_->as_of ? p_->to_go_today : p_->to_go,
                        {{"n", lacking}, {"days", std::to_string((s_->due_on - s_->as_of).value)}});
            if (!tables.empty())
                out.say(d_->not_given, {{"tables", tables}, {"n", std::to_string(s_->not_given.size())}});
        }
        add_rows(out);
        if (s_->died_on) {
            out.say(d_->died, {{"date", w_->day(*s_->died_on)}});
            if (s_->state != state::met)
                out.say(d_->died_no_more);
        } else if (s_->state == state::missed) {
            out.say(s_->as_of < s_->period.last ? p_->still_counts : p_->too_late, {{"until", last()}});
        }
        return out.line();
    }

private:
    [[nodiscard]] static std::string count(std::int64_t n) { return std::to_string(n); }
    [[nodiscard]] std::string first() const { return w_->day(s_->period.first); }
    [[nodiscard]] std::string last() const { return w_->day(s_->period.last); }
    /// The days of the period: from the first to the last, or one alone.
    [[nodiscard]] std::string days(phrase several, phrase one) const {
        return fill(s_->period.first == s_->period.last ? one : several, {{"from", first()}, {"until", last()}});
    }
    [[nodiscard]] std::string due() const { return w_->day_and_weekday(s_->due_on); }

    /// Which days count, as an index into the phrases.
    [[nodiscard]] std::size_t counted_days() const {
        return s_->quota->status ? 3U : s_->quota->need ? 2U : s_->quota->per == quota_per::holder ? 0U : 1U;
    }

    [[nodiscard]] std::string asked() const {
        const auto scope = after_text(*w_, s_->at.is->after) + scope_text(*w_, s_->at.is->applies_to);
        auto out = asked_text(*w_, *s_->quota, acts_);
        if (scope.empty())
            return out;
        const auto stop = w_->phrases().small.stop;
        out.resize(out.size() - stop.size());
        return out + scope + std::string{stop};
    }

    void add_rows(paragraph& out) const {
        constexpr std::size_t listed = 5;
        std::vector<std::string> rows;
        for (const auto r : s_->period.act_rows)
            rows.push_back(std::to_string(r));
        if (rows.size() > listed || rows.empty())
            return;
        out.say(p_->rows, {{"rows", w_->list(rows)}, {"n", std::to_string(rows.size())}});
    }

    const wording* w_;
    const duty_phrases* d_;
    const quota_phrases* p_;
    const obligation_story* s_;
    const cause_teller* rows_;
    std::string acts_;
};

}  // namespace baoxue::detail
