// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/wording.hpp>

#include <span>
#include <string>
#include <vector>

namespace baoxue::detail {

/// Tells what the rows say that brought a finding about: enrolments, transfers, needs.
class cause_teller {
public:
    cause_teller(const wording& w, const policy& p, const district& d, date as_of, code student)
        : w_(&w), p_(&w.phrases().event), policy_(&p), d_(&d), as_of_(as_of), student_(student) {}

    /// How a pupil left: by an exit on record, or by a transfer and what is missing of it.
    void add_leaving(paragraph& out, std::span<const cause> causes) const {
        if (student_ == no_code)
            return add_of_some_pupil(out, causes);
        if (const auto row = cause_in(causes, table_name::transfers))
            add_transfer(out, *row);
        if (const auto row = cause_in(causes, table_name::enrolments))
            add_exit(out, *row);
    }

    /// The enrolment by which a pupil came back.
    void add_return(paragraph& out, std::span<const cause> causes) const {
        const auto row = cause_in(causes, table_name::enrolments);
        if (const auto i = row ? position_of(d_->enrolments, student_, *row) : std::nullopt)
            out.say(p_->returned, {{"on", w_->day(d_->enrolments.from[*i])}, {"row", std::to_string(*row)}});
    }

    void add_on_roll(paragraph& out, std::span<const cause> causes) const {
        if (const auto row = cause_in(causes, table_name::enrolments))
            out.say(p_->on_roll, {{"row", std::to_string(*row)}});
    }

    void add_need(paragraph& out, std::span<const cause> causes) const {
        const auto row = cause_in(causes, table_name::needs);
        if (const auto i = row ? position_of(d_->needs, student_, *row) : std::nullopt)
            out.say(p_->flagged, {{"on", w_->day(d_->needs.from[*i])},
                                  {"need", w_->name(word_kind::need, d_->needs.need[*i])},
                                  {"row", std::to_string(*row)}});
    }

private:
    /// Of a duty about a unit: the pupil is whoever the row is about.
    void add_of_some_pupil(paragraph& out, std::span<const cause> causes) const {
        for (code s = 0; s < d_->pupils(); ++s)
            for (const auto& c : causes)
                if ((c.table == table_name::enrolments && position_of(d_->enrolments, s, c.row)) ||
                    (c.table == table_name::transfers && position_of(d_->transfers, s, c.row))) {
                    out.say(p_->about_pupil, {{"student", d_->ids->students.text(s)}});
                    return cause_teller{*w_, *policy_, *d_, as_of_, s}.add_leaving(out, causes);
                }
    }

    void add_exit(paragraph& out, std::int64_t row) const {
        const auto& e = d_->enrolments;
        const auto i = position_of(e, student_, row);
        if (!i)
            return;
        const auto& exit = e.exit[*i];
        out.say(exit ? p_->left : p_->left_unknown,
                {{"unit", w_->unit(e.unit[*i])},
                 {"on", w_->day(e.until[*i])},
                 {"exit", exit ? std::string{p_->exits[static_cast<std::size_t>(*exit)]} : std::string{}},
                 {"row", std::to_string(row)}});
        if (exit == exit_kind::transferred)
            out.say(p_->no_transfer_row);
        if (e.exit_known_on(*i) != e.until[*i])
            out.say(p_->noted, {{"on", w_->day(e.exit_known_on(*i))}});
    }

    void add_transfer(paragraph& out, std::int64_t row) const {
        const auto& t = d_->transfers;
        const auto i = position_of(t, student_, row);
        if (!i)
            return;
        out.say(p_->transfer, {{"on", w_->day(t.left_on[*i])}, {"row", std::to_string(row)}});
        if (t.known_on[*i] != t.left_on[*i])
            out.say(p_->noted, {{"on", w_->day(t.known_on[*i])}});
        for (const auto& of : list_steps(*policy_, *d_, as_of_, student_, *i)) {
            std::vector<std::string> done, missing;
            for (const auto& [step, on] : of.steps) {
                const auto name = w_->name(word_kind::act, step);
                (on ? done : missing)
                    .push_back(on ? fill(w_->phrases().small.dated, {{"item", name}, {"date", w_->day(*on)}}) : name);
            }
            if (!done.empty())
                out.say(p_->steps_done, {{"steps", w_->list(done)}});
            if (!missing.empty())
                out.say(p_->steps_missing, {{"steps", w_->list(missing)}});
            else if (of.is_complete() && *of.steps.back().second > t.left_on[*i])
                out.say(p_->steps_complete, {{"on", w_->day(*of.steps.back().second)}});
        }
    }

    const wording* w_;
    const event_phrases* p_;
    const policy* policy_;
    const district* d_;
    date as_of_;
    code student_;
};

}  // namespace baoxue::detail
