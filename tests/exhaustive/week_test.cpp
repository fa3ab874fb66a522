// SPDX-License-Identifier: Apache-2.0

// Every pattern of one school week of marks, once for each way in which a built-in policy counts.

#include "shapes.hpp"
#include "week.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <naive/reference.hpp>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace exhaustive;

/// One duty, without names: days since 1970, sessions of the week. -1: none.
struct fired {
    int on = 0, first = 0, last = 0, due = -1, state = 0, met = -1;
    friend bool operator==(const fired&, const fired&) = default;
};

/// Duties by pupil and rung, flat, in order of time; and stretches of unmarked sessions by pupil, as the first rule has
/// them.
struct answers {
    std::size_t rungs = 0;
    std::vector<std::size_t> ends{};  // by pupil and rung
    std::vector<fired> duties{};
    std::vector<std::vector<std::pair<int, int>>> unmarked{};

    [[nodiscard]] std::span<const fired> of(std::size_t pupil, std::size_t rung) const {
        const auto i = pupil * rungs + rung;
        const auto begin = i == 0 ? 0 : ends[i - 1];
        return std::span{duties}.subspan(begin, ends[i] - begin);
    }
};

struct placed {
    std::size_t pupil = 0, rung = 0;
    fired duty{};
};

/// Keeps the order of those of one pupil and rung.
answers in_order(std::vector<placed> all, std::size_t pupils, std::size_t rungs) {
    answers out;
    out.rungs = rungs;
    out.ends.resize(pupils * rungs + 1);
    for (const auto& p : all)
        ++out.ends[p.pupil * rungs + p.rung + 1];
    for (std::size_t i = 1; i < out.ends.size(); ++i)
        out.ends[i] += out.ends[i - 1];
    out.duties.resize(all.size());
    for (const auto& p : all)
        out.duties[out.ends[p.pupil * rungs + p.rung]++] = p.duty;
    out.ends.pop_back();
    out.unmarked.resize(pupils);
    return out;
}

/// Shapes as the rungs of one ladder. What counts lower rungs stands after one absent session and two full days; of
/// those that count any lower rung each but the first has a ladder of its own.
struct plan {
    std::vector<baoxue::rung> rungs{};
    std::vector<std::vector<std::size_t>> ladders{};  // indices of rungs
    bool tells_minutes = false;                       // holds the shapes that count minutes, else the others

    plan(const std::vector<baoxue::rung>& shapes, bool of_minutes) : tells_minutes(of_minutes) {
        const auto each = [&](auto use) {
            for (const auto& s : shapes)
                if (counts(s, baoxue::counted::late) == of_minutes)
                    use(s);
        };
        const auto start = [&] {
            ladders.emplace_back();
            add(run_of(baoxue::counted::session, 1), ladders.back());
            add(run_of(baoxue::counted::full_day, 2), ladders.back());
        };
        bool counts_one_lower = false;
        each([&](const auto& s) {
            if (counts_any_lower(s))
                start(), add(s, ladders.back());
            else
                counts_one_lower = counts_one_lower || counts(s, baoxue::counted::earlier_rung);
        });
        if (ladders.empty() && counts_one_lower)
            start();
        else if (ladders.empty())
            ladders.emplace_back();
        each([&](const auto& s) {
            if (!counts_any_lower(s))
                add(s, ladders.front());
        });
    }

    /// Both, these rungs first, in as few ladders.
    [[nodiscard]] plan with(const plan& more) const {
        plan out = *this;
        for (std::size_t i = 0; i < more.rungs.size(); ++i) {
            const auto l = more.ladder_of(i);
            const auto own = l == 0 ? 0 : ladders.size() + l - 1;
            if (own == out.ladders.size())
                out.ladders.emplace_back();
            out.add(more.rungs[i], out.ladders[own]);
        }
        return out;
    }

    /// The pattern that a rung cannot tell from this one: of two marks that it does not count it sees that they are
    /// marks. Where minutes matter, those of the morning are too few.
    [[nodiscard]] pattern as_seen(pattern p, const std::vector<baoxue::mark>& counted) const {
        pattern out = 0;
        for (int s = 0; s < sessions; ++s) {
            int m = mark_at(p, s);
            const auto is = static_cast<baoxue::mark>(m);
            if (m != 0 && std::find(counted.begin(), counted.end(), is) != counted.end())
                m = unexcused;
            else if (m == excused && (!tells_minutes || s % 2 == 0))
                m = present;
            out |= static_cast<pattern>(m) << (2 * s);
        }
        return out;
    }

    [[nodiscard]] naive::policy for_reference() const {
        naive::clause c;
        c.id = "1.1";
        for (const auto& l : ladders) {
            naive::rule r;
            r.id = "r" + std::to_string(c.rules.size());
            r.ladder = naive::ladder_rule{r.id, {}};
            for (const auto i : l)
                r.ladder->rungs.push_back(exhaustive::for_reference(rungs[i]));
            c.rules.push_back(r);
        }
        return {{c}, {}};
    }

    [[nodiscard]] baoxue::policy for_library() const {
        using namespace baoxue;
        reading all{"plain", {"文", "text"}, {}};
        for (const auto& l : ladders) {
            ladder made;
            made.name = "r" + std::to_string(all.rules.size());
            for (const auto i : l)
                made.rungs.push_back(rungs[i]);
            rule r;
            r.id = made.name, r.is = made;
            all.rules.push_back(r);
        }
        clause c;
        c.id = "1.1", c.section = "1", c.summary = {"文", "text"}, c.chosen = "plain", c.readings = {all};
        policy out;
        out.id = "shapes";
        out.layers.push_back({out.id, {"文", "title"}, {"文", "source"}, {c}});
        return out;
    }

    [[nodiscard]] std::size_t rung_at(const std::string& rule, int step) const {
        return ladders[static_cast<std::size_t>(std::stoi(rule.substr(1)))][static_cast<std::size_t>(step) - 1];
    }

private:
    [[nodiscard]] std::size_t ladder_of(std::size_t rung) const {
        std::size_t l = 0;
        while (std::find(ladders[l].begin(), ladders[l].end(), rung) == ladders[l].end())
            ++l;
        return l;
    }
    static bool counts(const baoxue::rung& r, baoxue::counted what) {
        return std::any_of(r.counts.begin(), r.counts.end(), [&](const auto& c) { return c.unit == what; });
    }
    static bool counts_any_lower(const baoxue::rung& r) {
        return std::any_of(r.counts.begin(), r.counts.end(),
                           [](const auto& c) { return c.unit == baoxue::counted::earlier_rung && !c.step; });
    }
    static baoxue::rung run_of(baoxue::counted what, int n) {
        baoxue::rung r;
        r.counts = {{what, {}, {}}};
        r.mode = baoxue::consecutive{{n, {}, {}}, baoxue::comparator::at_least, baoxue::adjacency::school_days, false};
        return shape_of(r);
    }
    void add(baoxue::rung r, std::vector<std::size_t>& ladder) {
        r.step = static_cast<std::int32_t>(ladder.size()) + 1;
        ladder.push_back(rungs.size());
        rungs.push_back(std::move(r));
    }
};

std::size_t number_in(const std::string& id) { return static_cast<std::size_t>(std::stoul(id.substr(1))); }

answers by_reference(const plan& rules, const layout& at, const std::vector<pattern>& all) {
    const school_of_patterns school(at, all);
    const auto found = naive::evaluate(rules.for_reference(), school.world, at.as_of);
    std::vector<placed> duties;
    for (const auto& o : found.obligations) {
        const auto i = number_in(o.student);
        const auto in = [&](const naive::cause& c) { return school.session_of(all[i], i, c.row); };
        duties.push_back(
            {i,
             rules.rung_at(o.rule, o.step),
             {o.triggered_on, in(o.caused_first), in(o.caused_last), o.due_on.value_or(-1),
              static_cast<int>(baoxue::enum_from<baoxue::state>(o.state).value()), o.met_on.value_or(-1)}});
    }
    auto out = in_order(std::move(duties), all.size(), rules.rungs.size());
    for (const auto& g : found.gaps)
        if (g.kind == "unmarked_sessions" && g.rule == "r0")
            out.unmarked[number_in(g.student.value())].emplace_back(g.from.value(), g.until.value());
    return out;
}

answers by_library(const plan& rules, const layout& at, const std::vector<pattern>& all) {
    const school_of_patterns school(at, all);
    baoxue::district_options how;
    how.calendar = baoxue::calendar_kind::weekdays, how.mode = baoxue::register_mode::complete;
    const auto district = baoxue::build_district(against_naive::facts_of(school.world), how);
    const auto found = baoxue::evaluate(rules.for_library(), district, baoxue::date{at.as_of});
    const auto day = [](baoxue::date d) { return d == baoxue::no_date ? -1 : d.days; };
    std::vector<placed> duties;
    const auto& o = found.obligations;
    for (std::size_t k = 0; k < o.size(); ++k) {
        const auto i = static_cast<std::size_t>(o.student[k]);  // q comes last
        const auto causes = o.caused_by.at(k);
        const auto in = [&](const baoxue::cause& c) { return school.session_of(all[i], i, static_cast<long>(c.row)); };
        duties.push_back({i,
                          rules.rung_at(found.rules[static_cast<std::size_t>(o.rule[k])].rule, o.step[k]),
                          {day(o.triggered_on[k]), in(causes.front()), in(causes.back()), day(o.due_on[k]),
                           static_cast<int>(o.state[k]), day(o.met_on[k])}});
    }
    auto out = in_order(std::move(duties), all.size(), rules.rungs.size());
    const auto& g = found.gaps;
    for (std::size_t k = 0; k < g.size(); ++k)
        if (g.kind[k] == baoxue::gap_kind::unmarked_sessions &&
            found.rules[static_cast<std::size_t>(g.rule[k])].rule == "r0")
            out.unmarked[static_cast<std::size_t>(g.student[k])].emplace_back(g.from[k].days, g.until[k].days);
    return out;
}

std::string listed(std::span<const fired> duties) {
    std::string out;
    for (const auto& f : duties)
        out += "  " + baoxue::to_string(baoxue::date{f.on}) + " sessions " + std::to_string(f.first) + " to " +
               std::to_string(f.last) + " due " + std::to_string(f.due) + " state " + std::to_string(f.state) +
               " met " + std::to_string(f.met) + "\n";
    return out;
}

constexpr std::size_t at_once = 4096;

/// What the reference says of each pattern that some rung of a plan can tell from the others.
class known_answers {
public:
    known_answers(const plan& rules, const layout& at) {
        for (const auto& r : rules.rungs)
            seen_as_[r.marks];
        std::vector<bool> is_asked(patterns);
        for (auto& [marks, seen] : seen_as_) {
            seen.resize(patterns);
            for (pattern p = 0; p < patterns; ++p)
                is_asked[seen[p] = rules.as_seen(p, marks)] = true;
        }
        std::vector<pattern> place(patterns);
        for (pattern p = 0; p < patterns; ++p)
            if (is_asked[p])
                place[p] = static_cast<pattern>(asked_.size()), asked_.push_back(p);
        for (auto& [marks, seen] : seen_as_)
            for (auto& p : seen)
                p = place[p];
        for (const auto& r : rules.rungs)
            of_rung_.push_back(&seen_as_.at(r.marks));
        for (auto at_hand = std::span<const pattern>{asked_}; !at_hand.empty();) {
            const auto now = at_hand.first(std::min(at_once, at_hand.size()));
            answers_.push_back(by_reference(rules, at, {now.begin(), now.end()}));
            at_hand = at_hand.subspan(now.size());
        }
    }

    [[nodiscard]] std::span<const fired> of(pattern p, std::size_t rung) const {
        const auto i = (*of_rung_[rung])[p];
        return answers_[i / at_once].of(i % at_once, rung);
    }
    [[nodiscard]] const std::vector<std::pair<int, int>>& unmarked(pattern p) const {
        const auto i = of_rung_.front()->at(p);
        return answers_[i / at_once].unmarked[i % at_once];
    }
    /// How many patterns the rungs tell from each other.
    [[nodiscard]] std::size_t asked() const { return asked_.size(); }

private:
    std::map<std::vector<baoxue::mark>, std::vector<pattern>> seen_as_{};  // by marks that count: where the answer is
    std::vector<const std::vector<pattern>*> of_rung_{};
    std::vector<answers> answers_{};
    std::vector<pattern> asked_{};
};

template <class Ask>
void compare(const layout& at, std::size_t batch, Ask ask) {
    const std::array parts{plan(shapes(), false), plan(shapes(), true)};
    const plan rules = parts[0].with(parts[1]);
    const std::array known{known_answers(parts[0], at), known_answers(parts[1], at)};
    const auto expected_of = [&](pattern p, std::size_t rung) {
        const auto first = parts[0].rungs.size();
        return rung < first ? known[0].of(p, rung) : known[1].of(p, rung - first);
    };
    std::vector<pattern> every(patterns);
    std::iota(every.begin(), every.end(), pattern{0});
    std::vector<std::size_t> duties(rules.rungs.size());
    for (std::span<const pattern> left = every; !left.empty();) {
        const auto now = left.first(std::min(batch, left.size()));
        left = left.subspan(now.size());
        const answers found = ask(rules, at, {now.begin(), now.end()});
        for (std::size_t i = 0; i < now.size(); ++i) {
            for (std::size_t r = 0; r < rules.rungs.size(); ++r) {
                const auto says = found.of(i, r), expected = expected_of(now[i], r);
                duties[r] += says.size();
                if (std::equal(says.begin(), says.end(), expected.begin(), expected.end()))
                    continue;
                INFO(shown(now[i]) << ", rung " << r << ", expected\n"
                                   << listed(expected) << "found\n"
                                   << listed(says));
                FAIL();
            }
            if (found.unmarked[i] != known[0].unmarked(now[i])) {
                INFO(shown(now[i]));
                FAIL("unmarked sessions");
            }
        }
    }
    WARN(every.size() << " patterns, " << rules.rungs.size() << " rungs, "
                      << std::accumulate(duties.begin(), duties.end(), std::size_t{0})
                      << " duties; the reference asked of " << known[0].asked() << " patterns for rungs that count no "
                      << "minutes, of " << known[1].asked() << " for those that do");
    if (at.days[4] - at.days[0] == 4)  // else the week would ask nothing of a shape
        for (const auto n : duties)
            CHECK(n > 0);
}

constexpr std::size_t district_size = 1U << 14;

}  // namespace

TEST_CASE("evaluate: every pattern of a school week, each way of counting", "[exhaustive]") {
    compare(plain_week(), district_size, by_library);
}

TEST_CASE("evaluate: every pattern of five school days torn over terms, months and school weeks",
          "[exhaustive][.long]") {
    compare(torn_week(), district_size, by_library);
}

TEST_CASE("the reference itself does not tell apart what a rung does not count", "[exhaustive][.long]") {
    for (const auto& at : {plain_week(), torn_week()})
        compare(at, at_once, by_reference);
}
