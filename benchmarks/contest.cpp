// SPDX-License-Identifier: Apache-2.0
// One contestant of run.py: contest <what> <folder of columns> [policy file]
#include "answer.hpp"
#include "contestant.hpp"
#include "loop.hpp"
#include "one_decision.hpp"
#include "tables.hpp"
#include <baoxue/arrow/gaps.hpp>
#include <baoxue/arrow/obligations.hpp>
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/json/builtin.hpp>
#include <baoxue/json/read_policy.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <sched.h>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace bench;

std::string text_of(const char* path) {
    std::ifstream file{path};
    if (!file)
        throw std::runtime_error{std::string{"cannot read "} + path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::int64_t bytes_of(const columns& c) {
    std::int64_t bytes = 0;
    columns::each(c, [&]<class T>(const char*, const std::vector<T>& column) {
        bytes += static_cast<std::int64_t>(column.size() * sizeof(T));
    });
    return bytes;
}

/// Findings and the Arrow tables made of them: what the clock covers.
struct judged {
    std::shared_ptr<const baoxue::findings> found;
    baoxue::arrow::table obligations, gaps;
};

void evaluate(columns c, const baoxue::policy& policy, bool readings, std::size_t threads = 1) {
    std::optional<district_tables> tables{c};
    const auto district = tables->build();
    const auto bytes = bytes_of(c);
    const baoxue::date as_of{c.as_of()};
    tables.reset(), c = {};  // the district has columns of its own
    take_turns(
        bytes,
        [&] {
            const auto found = std::make_shared<const baoxue::findings>(
                baoxue::evaluate(policy, district, as_of, {.compare_readings = readings, .threads = threads}));
            return judged{found, baoxue::arrow::obligations(found), baoxue::arrow::gaps(found)};
        },
        [](const judged& j) { return answer_of(*j.found); });
}

/// Reads every value of a column once.
template <class T>
std::uint64_t sum(const T* values, std::size_t n) {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < n; ++i)
        total += static_cast<std::uint64_t>(values[i]);
    return total;
}

/// Cores that run.py leaves us: `std::thread::hardware_concurrency` counts the others too.
std::size_t cores_left() {
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0)
        return std::max(1U, std::thread::hardware_concurrency());
    return static_cast<std::size_t>(CPU_COUNT(&cores));
}

/// Does something for each of so many parts of the pupils, on a thread each.
template <class Work>
void in_parts(const columns& c, std::size_t threads, Work&& work) {
    const auto from = [&](std::size_t part) {
        return static_cast<std::int32_t>(static_cast<std::size_t>(c.pupils()) * part / threads);
    };
    std::vector<std::thread> others;
    for (std::size_t part = 1; part < threads; ++part)
        others.emplace_back([&, part] { work(part, from(part), from(part + 1)); });
    work(0, from(0), from(1));
    for (auto& other : others)
        other.join();
}

void read_columns(const columns& c, std::size_t threads) {
    take_turns(
        static_cast<std::int64_t>(c.offsets.size() * 8 + c.ordinal.size() * 5),
        [&] {
            std::vector<std::uint64_t> totals(threads);
            in_parts(c, threads, [&](std::size_t part, std::int32_t first, std::int32_t end) {
                const auto* const offsets = c.offsets.data();
                const auto row = static_cast<std::size_t>(offsets[first]);
                const auto rows = static_cast<std::size_t>(offsets[end]) - row;
                totals[part] = sum(offsets + first, static_cast<std::size_t>(end - first)) +
                               sum(c.ordinal.data() + row, rows) + sum(c.marks.data() + row, rows);
            });
            return std::accumulate(totals.begin(), totals.end(), static_cast<std::uint64_t>(c.offsets.back()));
        },
        [](std::uint64_t total) { return answer{0, total}; });
}

std::uint64_t sum_of(const baoxue::column_view& v) {
    const auto n = static_cast<std::size_t>(v.length);
    return v.type == baoxue::storage::u8 ? sum(static_cast<const std::uint8_t*>(v.values), n)
                                         : sum(static_cast<const std::int32_t*>(v.values), n);
}

std::int64_t bytes_of(const district_tables& t) {
    std::int64_t bytes = 0;
    for (const auto& table : t.views())
        for (const auto& column : table.columns)
            bytes += column.column.length * (column.column.type == baoxue::storage::u8 ? 1 : 4);
    return bytes;
}

void read_tables(const columns& c) {
    const district_tables tables{c};
    take_turns(
        bytes_of(tables),
        [&] {
            std::uint64_t total = 0;
            for (const auto& table : tables.views())
                if (table.rows > 0)
                    for (const auto& column : table.columns)
                        total += sum_of(column.column);
            return total;
        },
        [](std::uint64_t total) { return answer{0, total}; });
}

void build(columns c) {
    const district_tables tables{c};
    c.ordinal = {};  // the tables have dates and halves instead
    take_turns(
        bytes_of(tables), [&] { return tables.build(); },
        [](const baoxue::district& d) { return answer{d.attendance.marks.size(), 0}; });
}

void loop(const columns& c) {
    take_turns(bytes_of(c), [&] { return hand_written{c}.run(); }, [](const owed_columns& o) { return o.check(); });
}

/// Each thread's duties stay where it wrote them, as the pieces of a column may in Arrow.
void loop_on(const columns& c, std::size_t threads) {
    take_turns(
        bytes_of(c),
        [&] {
            std::vector<owed_columns> found(threads);
            in_parts(c, threads, [&](std::size_t part, std::int32_t first, std::int32_t end) {
                found[part] = hand_written{c}.run(first, end);
            });
            return found;
        },
        [](const std::vector<owed_columns>& found) {
            answer all;
            for (const auto& o : found) {
                const auto one = o.check();
                all.rows += one.rows, all.hash += one.hash;
            }
            return all;
        });
}

void loop_absence(const columns& c) {
    take_turns(
        bytes_of(c), [&] { return hand_written{c}.run_absence(); },
        [](const owed_columns& o) { return o.check_absence(); });
}

/// One pupil at a time, a bound policy, a buffer that is used again: 20 marks, of which the last six are absences.
/// Beside that pupil others, who missed the last 0 to 20 sessions: what `peers/rungs.py` asks rule engines.
void decide(const baoxue::policy& policy) {
    using namespace baoxue;
    constexpr std::int32_t times = 100'000, sessions = 20, timed = 6;
    const date monday{19968};
    district_rows rows;
    rows.terms = {
        {.term_id = "t", .school_year = "2024-2025", .first_day = monday, .last_day = monday + day_count{130}}};
    rows.units = {{.unit_id = "s", .kind = "school"}, {.unit_id = "k", .kind = "class", .parent_id = "s"}};
    rows.holdings = {{.person_id = "a", .role = "class_teacher", .covers_id = "k", .from = monday},
                     {.person_id = "b", .role = "school_leader", .covers_id = "s", .from = monday}};
    const auto id_of = [](std::int32_t absent) { return "p" + std::to_string(10 + absent); };
    rows.enrolments.emplace(), rows.attendance.emplace();
    for (std::int32_t absent = 0; absent <= sessions; ++absent) {
        rows.enrolments->push_back({.student_id = id_of(absent), .class_id = "k", .from = monday});
        for (std::int32_t s = 0; s < sessions; ++s)
            rows.attendance->push_back(
                {.student_id = id_of(absent),
                 .date = monday + day_count{s / 2 % 5 + s / 10 * 7},
                 .session = s % 2 == 0 ? session::am : session::pm,
                 .mark = s < sessions - absent ? baoxue::mark::present : baoxue::mark::unexcused});
    }
    rows.acts = {{.act_id = "1",
                  .date = monday + day_count{9},
                  .act = "report_absence",
                  .actor_id = "a",
                  .student_id = id_of(timed)},
                 {.act_id = "2",
                  .date = monday + day_count{10},
                  .act = "home_visit",
                  .actor_id = "a",
                  .student_id = id_of(timed)}};
    const auto d = build_district(rows, {.calendar = calendar_kind::weekdays, .mode = register_mode::complete});
    const date as_of = monday + day_count{12};
    bench::one_decision once{policy, d, as_of};
    take_turns(
        0,
        [&] {
            std::size_t duties = 0;
            for (std::int32_t i = 0; i < times; ++i)
                duties = once.of(timed).duties.size();
            return duties;
        },
        [&](std::size_t) {
            answer a;
            for (std::int32_t student = 0; student <= sessions; ++student) {
                const auto& out = once.of(student);
                for (std::size_t i = 0; i < out.duties.size(); ++i) {
                    if (const auto due = out.duties[i].due_on; due != no_date && due >= as_of)
                        continue;  // of what has a day the engines are asked whether it is past
                    ++a.rows, a.hash |= std::uint64_t{1} << (3 * student + out.duties[i].step - 1);
                }
            }
            return a;
        },
        times);
}

}  // namespace

int main(int argc, char** argv) try {
    const std::string what = argc > 1 ? argv[1] : "";
    if (argc < 3 || argc > 4)
        throw std::runtime_error{
            "contest read|read-tables|build|loop|absence-loop|ladder|plan|plan-chosen|decision <folder> [policy file]"};
    const auto ladder = [&] {
        if (argc < 4)
            throw std::runtime_error{"`" + what + "` needs a policy file"};
        return baoxue::read_policy(text_of(argv[3]), argv[3], baoxue::standard_vocabulary());
    };
    if (what == "decision") {
        decide(ladder());
        return 0;
    }
    auto c = read(argv[2]);
    const auto cores = cores_left();
    if (what == "read")
        read_columns(c, 1);
    else if (what == "read-cores")
        read_columns(c, cores);
    else if (what == "read-tables")
        read_tables(c);
    else if (what == "build")
        build(std::move(c));
    else if (what == "loop")
        loop(c);
    else if (what == "loop-cores")
        loop_on(c, cores);
    else if (what == "absence-loop")
        loop_absence(c);
    else if (what == "ladder")
        evaluate(std::move(c), ladder(), true);
    else if (what == "ladder-cores")
        evaluate(std::move(c), ladder(), true, cores);
    else if (what == "plan")
        evaluate(std::move(c), baoxue::builtin_policy("plan-2"), true);
    else if (what == "plan-cores")
        evaluate(std::move(c), baoxue::builtin_policy("plan-2"), true, cores);
    else if (what == "plan-chosen")
        evaluate(std::move(c), baoxue::builtin_policy("plan-2"), false);
    else
        throw std::runtime_error{"nobody is called `" + what + "`"};
} catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
}
