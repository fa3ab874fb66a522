// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/hash.hpp>
#include <baoxue/verify/small_case.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace baoxue::detail {

/// Made-up pupils: every pattern of a few school days, some of a whole year, and every way to leave; with and without
/// the needs, the acts and the stages that the policy tells apart. The plainest come first.
class pupil_cases {
public:
    pupil_cases(const policy& p, const small_world& world) : world_(world), rules_(all_rules(p)) {
        read_policy();
        for (std::size_t stage = 0; stage < world.stages.size(); ++stage) {
            if (stage > 0 && !stage_matters_)
                break;
            for (const auto& need : needs_)
                for (const auto& before : befores_)
                    add_patterns(stage, need, before, stage == 0 && need.empty() && before.empty());
        }
        add_answered();
        add_leavers();
        add_flagged();
    }

    std::vector<small_case> list;

private:
    using need_list = std::vector<std::string>;
    using act_list = std::vector<after_act>;

    void read_policy() {
        needs_.emplace_back();
        befores_.emplace_back();
        const auto need = [&](const need_condition& n) {
            need_list flags;
            for (const auto& w : n.all_of)
                flags.push_back(w.id);
            if (flags.empty() && !n.any_of.empty())
                flags.push_back(n.any_of.front().id);
            for (const auto& w : n.any_of)
                flags_.insert(w.id);
            for (const auto& w : n.all_of)
                flags_.insert(w.id);
            return flags;
        };
        const auto add = [](auto& into, auto value) {
            if (std::find(into.begin(), into.end(), value) == into.end())
                into.push_back(std::move(value));
        };
        const auto before = [&](std::initializer_list<std::optional<after_act>> required) {
            act_list acts;
            for (const auto& a : required)
                if (a && days_asked(*a) > 0)
                    acts.push_back(*a);
            add(befores_, std::move(acts));
        };
        const auto scope = [&](const applies_to& who, bool of_ladder) {
            if (who.need) {
                auto flags = need(*who.need);
                if (of_ladder)
                    add(needs_, std::move(flags));
            }
            if (who.unless)
                (void)need(*who.unless);
            stage_matters_ = stage_matters_ || (of_ladder && !who.stages.empty());
        };
        for (const auto& r : rules_) {
            const auto* l = std::get_if<ladder>(&r.is->is);
            scope(r.is->applies_to, l != nullptr);
            before({r.is->after});
            for_each_owes(*r.is, [&](const owes& o, std::int32_t) {
                for (const auto& act : o.acts)
                    for (const auto& role : o.roles)
                        add(owed_, std::pair{act.id, role.id});
            });
            if (const auto* d = std::get_if<duty>(&r.is->is); d != nullptr && d->need)
                (void)need(*d->need);
            if (const auto* q = std::get_if<recurring>(&r.is->is); q != nullptr && q->need)
                (void)need(*q->need);
            if (const auto* steps = std::get_if<procedure>(&r.is->is); steps != nullptr && !steps->steps.empty())
                steps_ = &steps->steps;
            if (l == nullptr)
                continue;
            for (const auto& rung : l->rungs) {
                counts_absence_ =
                    counts_absence_ || !rung.counts.empty() || std::holds_alternative<not_back>(rung.mode);
                scope(rung.applies_to, true);
                before({r.is->after, rung.after});
                for (const auto m : rung.marks)
                    excused_ = excused_ || m == mark::excused;
                for (const auto& c : rung.counts)
                    if (c.unit == counted::late)
                        minutes_ = std::max(minutes_, (c.over_minutes ? c.over_minutes->value.value_or(0) : 0) + 1);
            }
        }
    }

    [[nodiscard]] small_case pupil(std::size_t stage) const {
        small_case out;
        out.class_id = world_.class_of(stage);
        out.enrolments.push_back({{}, out.class_id, world_.first_day(), {}, {}, {}, {}});
        for (const auto& t : world_.rows.terms)
            if (world_.uses_registration())
                out.registrations.push_back({{}, t.term_id, t.first_day});
        return out;
    }
    /// U and E: absent; L: late. Any other letter: present, and no row.
    void mark_session(small_case& c, date on, session half, char letter) const {
        if (letter == 'U' || letter == 'E')
            c.attendance.push_back({{}, on, half, letter == 'U' ? mark::unexcused : mark::excused, {}});
        if (letter == 'L')
            c.attendance.push_back({{}, on, half, mark::present, minutes_});
    }
    void mark_day(small_case& c, date on, char am, char pm) const {
        mark_session(c, on, session::am, am), mark_session(c, on, session::pm, pm);
    }
    [[nodiscard]] act_row act(const std::string& what, const std::string& role, date on) const {
        act_row out;
        out.date = on, out.act = what, out.actor_id = world_.holder(role);
        return out;
    }
    [[nodiscard]] std::size_t position(date on) const {
        return static_cast<std::size_t>(std::lower_bound(world_.school_days.begin(), world_.school_days.end(), on) -
                                        world_.school_days.begin());
    }

    /// A Thursday in March, so that a weekend lies within the pattern and no holiday is near.
    [[nodiscard]] date thursday() const { return world_.spring(10); }

    [[nodiscard]] static std::int32_t days_asked(const after_act& a) {
        return a.at_least ? a.at_least->value.value_or(1) : 1;
    }

    /// Acts on so many days as each asks for, each after the one that it has to follow: from the first day on, or,
    /// where they count from a step on, once every short pattern of marks is over.
    void add_acts(small_case& c, const act_list& before) const {
        constexpr std::int32_t after_patterns = 70;  // of the days from spring's first
        for (const auto& a : before) {
            const date first = a.step ? world_.spring(after_patterns) : world_.first_day();
            if (a.following)
                c.acts.push_back(act(a.following->id, {}, first));
            for (std::int32_t day = 0; day < days_asked(a); ++day)
                c.acts.push_back(act(a.act.id, {}, first + day_count{day}));
        }
    }

    void add_patterns(std::size_t stage, const need_list& need, const act_list& before, bool plain) {
        auto start = pupil(stage);
        for (const auto& n : need)
            start.needs.push_back({{}, n, world_.first_day(), {}});
        add_acts(start, before);
        if (!counts_absence_)
            return list.push_back(std::move(start));
        add_short(start, plain);
        add_late_starts(start);
        add_long(start, plain ? 24U : 6U);
    }

    /// Every pattern of marks on school days that follow each other, those with the fewest marks first.
    void add_short(const small_case& start, bool plain) {
        std::string letters = "PU";
        if (excused_)
            letters += 'E';
        if (minutes_ > 0)
            letters += 'L';
        const std::size_t sessions = letters.size() == 2 ? (plain ? 10 : 6) : letters.size() == 3 ? (plain ? 8 : 4) : 4;
        std::vector<std::string> patterns{std::string{}};
        for (std::size_t s = 0; s < sessions; ++s) {
            std::vector<std::string> longer;
            for (const auto& p : patterns)
                for (const char l : letters)
                    longer.push_back(p + l);
            patterns = std::move(longer);
        }
        const auto marks = [](const std::string& p) {
            return std::count_if(p.begin(), p.end(), [](char c) { return c != 'P'; });
        };
        std::stable_sort(patterns.begin(), patterns.end(),
                         [&](const auto& a, const auto& b) { return marks(a) < marks(b); });
        const auto first = position(thursday());
        for (const auto& p : patterns) {
            auto c = start;
            c.in_full = true;
            for (std::size_t s = 0; s < sessions; ++s)
                mark_session(c, world_.school_days[first + s / 2], s % 2 == 0 ? session::am : session::pm, p[s]);
            list.push_back(std::move(c));
        }
    }

    /// Away from the term's first day on, for a growing number of days; registered then, or never.
    void add_late_starts(const small_case& start) {
        const auto first = position(world_.rows.terms.back().first_day);
        for (std::size_t days = 1; days <= 12; ++days)
            for (const char letter : {'U', 'E'}) {
                auto c = start;
                for (std::size_t d = 0; d < days; ++d)
                    mark_day(c, world_.school_days[first + d], letter, letter);
                for (auto& r : c.registrations)
                    r.registered_on = r.registered_on + day_count{static_cast<std::int32_t>(days)};
                if (days == 12)
                    c.registrations.clear();
                list.push_back(std::move(c));
            }
    }

    /// Whole years: everything, half of everything, every other day, and so many by lot, the same on every machine.
    void add_long(const small_case& start, std::uint64_t by_lot) {
        const auto each_day = [&](auto&& letters) {
            auto c = start;
            for (std::size_t d = 0; d < world_.school_days.size(); ++d) {
                const std::pair<char, char> both = letters(static_cast<std::int64_t>(d));
                mark_day(c, world_.school_days[d], both.first, both.second);
            }
            list.push_back(std::move(c));
        };
        using pair = std::pair<char, char>;
        each_day([](std::int64_t) { return pair{'U', 'U'}; });
        each_day([](std::int64_t) { return pair{'U', 'P'}; });
        each_day([](std::int64_t d) { return d % 2 == 0 ? pair{'U', 'U'} : pair{'P', 'P'}; });
        each_day([](std::int64_t d) { return d % 5 == 0 ? pair{'U', 'U'} : pair{'P', 'P'}; });
        if (excused_)
            each_day([](std::int64_t) { return pair{'E', 'E'}; });
        if (minutes_ > 0)
            each_day([](std::int64_t) { return pair{'L', 'L'}; });
        for (std::uint64_t n = 0; n < by_lot; ++n)
            each_day([&](std::int64_t d) {
                const auto lot = stable_hash{}.number(static_cast<std::int64_t>(n)).number(d).value();
                const std::uint64_t often = 10 + 6 * (n % 8);
                const auto letter = [&](std::uint64_t bits) {
                    if (bits % 100 >= often)
                        return 'P';
                    return minutes_ > 0 && bits % 3 == 0 ? 'L' : excused_ && bits % 4 == 0 ? 'E' : 'U';
                };
                return pair{letter(lot >> 8 & 0xffff),
                            lot % 3 == 0 ? letter(lot >> 24 & 0xffff) : letter(lot >> 8 & 0xffff)};
            });
    }

    /// Five days of absence, answered by each act that the policy names.
    void add_answered() {
        if (!counts_absence_)
            return;
        for (const bool from_start : {false, true})
            for (const auto& [what, role] : owed_) {
                auto c = pupil(0);
                const auto first = from_start ? position(world_.rows.terms.back().first_day) : position(thursday());
                for (std::size_t d = 0; d < (from_start ? 10U : 5U); ++d)
                    mark_day(c, world_.school_days[first + d], 'U', 'U');
                c.acts.push_back(act(what, role, world_.school_days[first + (from_start ? 9 : 1)]));
                list.push_back(std::move(c));
            }
    }

    void add_leavers() {
        const date left = world_.spring(18), back = world_.spring(77);
        const auto leaver = [&](std::size_t stage, exit_kind how, int noted_after = 0) {
            auto c = pupil(stage);
            c.enrolments.back().until = left, c.enrolments.back().exit = how;
            if (noted_after > 0)
                c.enrolments.back().noted_on = left + day_count{noted_after};
            return c;
        };
        for (std::size_t stage = 0; stage < world_.stages.size(); ++stage)
            list.push_back(leaver(stage, exit_kind::dropout));
        for (const auto how :
             {exit_kind::withdrawn, exit_kind::suspended, exit_kind::transferred, exit_kind::graduated})
            list.push_back(leaver(0, how));
        list.push_back(leaver(0, exit_kind::dropout, 10));
        auto returner = leaver(0, exit_kind::dropout);
        returner.enrolments.push_back({{}, returner.class_id, back, {}, entry_kind::returned, {}, {}});
        list.push_back(std::move(returner));
        for (const auto& before : befores_) {
            if (before.empty())
                continue;
            auto c = leaver(0, exit_kind::dropout);
            add_acts(c, before);
            list.push_back(std::move(c));
        }
        for (const auto& [what, role] : owed_) {
            auto c = leaver(0, exit_kind::dropout);
            c.acts.push_back(act(what, role, left + day_count{1}));
            list.push_back(std::move(c));
        }
        for (std::size_t steps = 0; steps_ != nullptr && steps <= steps_->size(); ++steps)
            for (const int shift : {-2, 3}) {
                auto c = leaver(0, exit_kind::transferred);
                c.transfers.push_back({{}, {}, left, {}, {}, {}});
                for (std::size_t s = 0; s < steps; ++s) {
                    c.acts.push_back(act((*steps_)[s].id, {}, left + day_count{shift}));
                    c.acts.back().refers_table = "transfers";
                }
                list.push_back(std::move(c));
            }
    }

    void add_flagged() {
        for (const auto& flag : flags_) {
            auto c = pupil(0);
            c.needs.push_back({{}, flag, world_.spring(14), {}});
            list.push_back(c);
            for (const auto& [what, role] : owed_) {
                auto answered = c;
                answered.acts.push_back(act(what, role, world_.spring(15)));
                list.push_back(std::move(answered));
            }
        }
    }

    const small_world& world_;
    std::vector<placed_rule> rules_;
    std::vector<need_list> needs_;
    std::vector<act_list> befores_;  ///< what rules require before, each list the whole of one
    std::set<std::string> flags_;
    std::vector<std::pair<std::string, std::string>> owed_;  ///< act and role
    const std::vector<act_word>* steps_{nullptr};
    bool stage_matters_{false}, counts_absence_{false}, excused_{false};
    std::int32_t minutes_{0};
};

}  // namespace baoxue::detail
