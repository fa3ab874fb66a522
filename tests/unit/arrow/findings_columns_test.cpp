// SPDX-License-Identifier: Apache-2.0
#include <baoxue/arrow/breaches.hpp>
#include <baoxue/arrow/consequences.hpp>
#include <baoxue/arrow/entitlements.hpp>
#include <baoxue/arrow/export.hpp>
#include <baoxue/arrow/findings_columns.hpp>
#include <baoxue/arrow/gaps.hpp>
#include <baoxue/arrow/measures.hpp>
#include <baoxue/arrow/obligations.hpp>
#include <baoxue/arrow/roll_up.hpp>
#include <baoxue/arrow/statuses.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace baoxue;
using names = std::vector<std::string>;

namespace {

id_pool pool(bool numeric, const std::vector<std::int64_t>& numbers) {
    id_pool p{numeric};
    for (const auto n : numbers) {
        if (numeric)
            p.add(n);
        else
            p.add(std::string_view{"x" + std::to_string(n)});
    }
    p.finish();
    return p;
}

/// Two rows of every table, written by hand.
std::shared_ptr<const findings> some_findings(bool numeric) {
    auto f = std::make_shared<findings>();
    f->as_of = date{2026, 3, 1};
    f->policy = "both";
    f->clauses = {"c1", "c2"};
    f->rules = {{"upper", "c1", "r", 0}, {"lower", "c2", "r", 1}};
    f->act_lists = {{1}, {0, 1}};
    auto ids = std::make_shared<id_pools>(numeric);
    ids->students = pool(numeric, {11, 12}), ids->persons = pool(numeric, {21, 22, 23});
    ids->units = pool(numeric, {31});
    f->ids = ids;
    auto words = std::make_shared<vocabulary>();
    for (const char* id : {"teacher", "office"})
        words->add(word_kind::role, {id, "", ""});
    for (const char* id : {"visit", "report"})
        words->add(word_kind::act, {id, "", ""});
    for (const char* id : {"certificate", "title"})
        words->add(word_kind::honour, {id, "", ""});
    for (const char* id : {"meal", "place"})
        words->add(word_kind::benefit, {id, "", ""});
    for (const char* id : {"dropouts", "dropout_rate"})
        words->add(word_kind::indicator, {id, "", ""});
    words->add(word_kind::stage, {"primary", "", ""});
    words->add(word_kind::conduct, {"neglect", "", ""});
    f->words = words;
    auto sets = std::make_shared<bearer_sets>();
    const auto pupil = sets->intern({0, 2, 4});  // two persons and the second pupil
    f->bearers = sets;

    auto& o = f->obligations;
    o.id = {7, 0xFFFFFFFFFFFFFFFFU};
    o.rule = {1, 0}, o.acts = {1, 0}, o.role = {0, 1}, o.bearers = {pupil, nobody}, o.recipient = {no_code, 1};
    o.student = {1, no_code}, o.unit = {no_code, 0}, o.step = {0, 2};
    o.triggered_on = {date{2026, 1, 5}, date{2026, 1, 6}}, o.due_on = {no_date, date{2026, 1, 7}};
    o.needed = {1, 1}, o.done = {0, 1}, o.state = {state::open, state::met_late},
    o.met_on = {no_date, date{2026, 1, 9}};
    o.also.append(std::vector<std::int32_t>{0}), o.also.append({});
    o.caused_by.append(std::vector<cause>{{table_name::attendance, 5}, {table_name::attendance, 9}});
    o.caused_by.append(std::vector<cause>{{table_name::registrations, 2}});

    auto& g = f->gaps;
    g.id = {1, 2}, g.clause = {1, no_code}, g.rule = {no_code, no_code},
    g.kind = {gap_kind::ambiguous_reading, gap_kind::unknown_exit};
    g.unit = {no_code, 0}, g.student = {no_code, 0}, g.person = {no_code, no_code}, g.role = {no_code, 0};
    g.parameter = {"p", ""}, g.from = {dawn, date{2026, 1, 1}}, g.until = {forever, date{2026, 1, 2}};
    g.caused_by.append({}), g.caused_by.append(std::vector<cause>{{table_name::enrolments, 0}});

    auto& s = f->statuses;
    s.id = {3, 4}, s.rule = {0, no_code}, s.student = {0, 1}, s.unit = {0, no_code};
    s.status = {status::transferred, status::suspended};
    s.from = {date{2026, 1, 5}, date{2026, 1, 6}}, s.until = {forever, date{2026, 2, 1}};
    s.caused_by.append(std::vector<cause>{{table_name::transfers, 1}});
    s.caused_by.append(std::vector<cause>{{table_name::enrolments, 3}});

    auto& b = f->breaches;
    b.id = {5, 6}, b.rule = {0, 1}, b.conduct = {0, 0}, b.role = {0, no_code}, b.person = {2, no_code};
    b.student = {no_code, 0}, b.unit = {0, no_code}, b.on = {date{2026, 1, 7}, date{2026, 1, 8}};
    b.sanction = {"a warning", ""};
    b.caused_by.append(std::vector<cause>{{table_name::incidents, 0}}), b.caused_by.append({});

    auto& c = f->consequences;
    c.id = {8, 9}, c.rule = {0, 1}, c.kind = {consequence_kind::charge, consequence_kind::veto};
    c.unit = {0, 0}, c.person = {no_code, 1}, c.stage = {0, no_code}, c.payer = {0, no_code}, c.payee = {no_code, 1};
    c.amount_fen = {9'000'000'000'000'000'001, std::nullopt};
    c.honours.append({}), c.honours.append(std::vector<word_code>{1, 0});
    c.period_from = {date{2025, 9, 1}, date{2024, 9, 1}}, c.period_until = {date{2026, 7, 1}, date{2025, 7, 1}};
    c.part_of = {0xFFFFFFFFFFFFFFFFU, std::nullopt}, c.vetoed_by = {std::nullopt, 8};
    c.caused_by.append(std::vector<cause>{{table_name::counts, 4}}), c.caused_by.append({});

    auto& e = f->entitlements;
    e.id = {10, 11}, e.rule = {1, 0}, e.benefit = {1, 0}, e.student = {0, 1}, e.role = {0, 1};
    e.bearers = {pupil, nobody}, e.from = {date{2026, 1, 1}, date{2026, 1, 2}}, e.due_on = {no_date, date{2026, 1, 9}};
    e.state = {state::open, state::met}, e.met_on = {no_date, date{2026, 1, 8}};
    e.caused_by.append(std::vector<cause>{{table_name::needs, 2}}), e.caused_by.append({});

    auto& m = f->measures;
    m.id = {12, 13}, m.rule = {0, 1}, m.indicator = {1, 0}, m.formula = {formula::glossary, formula::inspection};
    m.unit = {0, 0}, m.stage = {0, no_code};
    m.period_from = {date{2025, 9, 1}, date{2025, 9, 1}}, m.period_until = {date{2026, 7, 1}, date{2026, 7, 1}};
    m.numerator = {1, std::nullopt}, m.denominator = {50, std::nullopt};
    m.line_numerator = {2, std::nullopt}, m.line_denominator = {100, std::nullopt};
    m.comparator = {relation::at_most, relation::more_than}, m.met = {true, std::nullopt}, m.final_ = {false, true};
    m.caused_by.append(std::vector<cause>{{table_name::counts, 0}}), m.caused_by.append({});
    return f;
}

const arrow::column& at(const arrow::table& t, const std::string& name) {
    return *std::find_if(t.columns.begin(), t.columns.end(), [&](const auto& c) { return c.name == name; });
}
bool is_null(const arrow::column& c, std::size_t row) {
    const auto* bits = static_cast<const std::uint8_t*>(c.buffers[0]);
    return bits != nullptr && (bits[row / 8] >> (row % 8) & 1) == 0;
}
template <class T>
T value(const arrow::column& c, std::size_t row) {
    return static_cast<const T*>(c.buffers[1])[row];
}
/// A cell as text, lists in brackets.
std::string cell(const arrow::column& c, std::size_t row) {
    if (is_null(c, row))
        return "null";
    if (c.dictionary)
        return cell(*c.dictionary, static_cast<std::size_t>(value<std::int32_t>(c, row)));
    if (c.format == "u") {
        const auto first = static_cast<std::size_t>(value<std::int32_t>(c, row)),
                   end = static_cast<std::size_t>(value<std::int32_t>(c, row + 1));
        return std::string(static_cast<const char*>(c.buffers[2]) + first, end - first);
    }
    std::string out;
    if (c.format == "+l") {
        for (auto i = value<std::int32_t>(c, row); i < value<std::int32_t>(c, row + 1); ++i)
            out += (out.empty() ? "" : ", ") + cell(c.children[0], static_cast<std::size_t>(i));
        return "[" + out + "]";
    }
    if (c.format == "+s") {
        for (const auto& member : c.children)
            out += (out.empty() ? "" : ":") + cell(member, row);
        return out;
    }
    if (c.format == "b")
        return (static_cast<const std::uint8_t*>(c.buffers[1])[row / 8] >> (row % 8) & 1) != 0 ? "true" : "false";
    if (c.format == "tdD")
        return to_string(date{value<std::int32_t>(c, row)});
    if (c.format == "L")
        return std::to_string(value<std::uint64_t>(c, row));
    return std::to_string(c.format == "l" ? value<std::int64_t>(c, row) : value<std::int32_t>(c, row));
}
names rows_of(const arrow::table& t, const std::string& name) { return {cell(at(t, name), 0), cell(at(t, name), 1)}; }
names column_names(const arrow::table& t) {
    names out;
    for (const auto& c : t.columns)
        out.push_back(c.name);
    return out;
}

}  // namespace

TEST_CASE("obligations: columns stand in their order, with the values of the findings") {
    const auto f = some_findings(false);
    const auto t = arrow::obligations(f);
    CHECK(column_names(t) == names{"id", "policy", "clause", "rule", "acts", "role", "bearer_ids", "recipient_role",
                                   "student_id", "unit_id", "step", "triggered_on", "due_on", "needed", "done", "state",
                                   "met_on", "also", "caused_by"});
    CHECK(rows_of(t, "id") == names{"7", "18446744073709551615"});
    CHECK(rows_of(t, "policy") == names{"lower", "upper"});
    CHECK(rows_of(t, "clause") == names{"c2", "c1"});
    CHECK(rows_of(t, "rule") == names{"r", "r"});
    CHECK(at(t, "rule").dictionary->length == 1);
    CHECK(rows_of(t, "acts") == names{"[visit, report]", "[report]"});
    CHECK(rows_of(t, "role") == names{"teacher", "office"});
    CHECK(rows_of(t, "bearer_ids") == names{"[x21, x23, x12]", "[]"});
    CHECK(rows_of(t, "recipient_role") == names{"null", "office"});
    CHECK(rows_of(t, "student_id") == names{"x12", "null"});
    CHECK(rows_of(t, "unit_id") == names{"null", "x31"});
    CHECK(rows_of(t, "step") == names{"null", "2"});
    CHECK(rows_of(t, "triggered_on") == names{"2026-01-05", "2026-01-06"});
    CHECK(rows_of(t, "due_on") == names{"null", "2026-01-07"});
    CHECK(rows_of(t, "done") == names{"0", "1"});
    CHECK(rows_of(t, "state") == names{"open", "met_late"});
    CHECK(rows_of(t, "met_on") == names{"null", "2026-01-09"});
    CHECK(rows_of(t, "also") == names{"[upper:r]", "[]"});
    CHECK(rows_of(t, "caused_by") == names{"[attendance:5, attendance:9]", "[registrations:2]"});
}

TEST_CASE("obligations: ids are integers where the district's are") {
    const auto t = arrow::obligations(some_findings(true));
    CHECK(at(t, "student_id").format == "l");
    CHECK(rows_of(t, "student_id") == names{"12", "null"});
    CHECK(rows_of(t, "bearer_ids") == names{"[21, 23, 12]", "[]"});
    CHECK(at(t, "bearer_ids").children[0].format == "l");
}

TEST_CASE("obligations: what lies as Arrow wants it is not copied, and kept") {
    auto f = some_findings(false);
    const auto* ids = f->obligations.id.data();
    const auto* dates = f->obligations.triggered_on.data();
    const auto t = arrow::obligations(f);
    CHECK(at(t, "id").buffers[1] == ids);
    CHECK(at(t, "triggered_on").buffers[1] == dates);
    CHECK(at(t, "role").buffers[1] == f->obligations.role.data());
    const std::weak_ptr<const findings> watched = f;
    f.reset();
    CHECK_FALSE(watched.expired());
    CHECK(rows_of(t, "id").front() == "7");
}

TEST_CASE("gaps: a clause without a rule, and neither; open ends are null") {
    const auto t = arrow::gaps(some_findings(false));
    CHECK(column_names(t) == names{"id", "policy", "clause", "rule", "kind", "unit_id", "student_id", "person_id",
                                   "role", "parameter", "from", "until", "caused_by"});
    CHECK(rows_of(t, "policy") == names{"both", "both"});
    CHECK(rows_of(t, "clause") == names{"c2", "null"});
    CHECK(rows_of(t, "rule") == names{"null", "null"});
    CHECK(rows_of(t, "kind") == names{"ambiguous_reading", "unknown_exit"});
    CHECK(rows_of(t, "person_id") == names{"null", "null"});
    CHECK(rows_of(t, "role") == names{"null", "teacher"});
    CHECK(rows_of(t, "parameter") == names{"p", "null"});
    CHECK(rows_of(t, "from") == names{"null", "2026-01-01"});
    CHECK(rows_of(t, "until") == names{"null", "2026-01-02"});
    CHECK(rows_of(t, "caused_by") == names{"[]", "[enrolments:0]"});
}

TEST_CASE("statuses: a row that no clause gives has neither clause nor rule; one that goes on has no end") {
    const auto t = arrow::statuses(some_findings(false));
    CHECK(column_names(t) ==
          names{"id", "policy", "clause", "rule", "student_id", "unit_id", "status", "from", "until", "caused_by"});
    CHECK(rows_of(t, "policy") == names{"upper", "both"});
    CHECK(rows_of(t, "clause") == names{"c1", "null"});
    CHECK(rows_of(t, "rule") == names{"r", "null"});
    CHECK(rows_of(t, "student_id") == names{"x11", "x12"});
    CHECK(rows_of(t, "unit_id") == names{"x31", "null"});
    CHECK(rows_of(t, "status") == names{"transferred", "suspended"});
    CHECK(rows_of(t, "from") == names{"2026-01-05", "2026-01-06"});
    CHECK(rows_of(t, "until") == names{"null", "2026-02-01"});
    CHECK(rows_of(t, "caused_by") == names{"[transfers:1]", "[enrolments:3]"});
}

TEST_CASE("breaches: the actor alone is named; without a sanction there is none") {
    const auto t = arrow::breaches(some_findings(false));
    CHECK(column_names(t) == names{"id", "policy", "clause", "rule", "conduct", "role", "person_id", "student_id",
                                   "unit_id", "on", "sanction", "caused_by"});
    CHECK(rows_of(t, "conduct") == names{"neglect", "neglect"});
    CHECK(rows_of(t, "role") == names{"teacher", "null"});
    CHECK(rows_of(t, "person_id") == names{"x23", "null"});
    CHECK(rows_of(t, "student_id") == names{"null", "x11"});
    CHECK(rows_of(t, "unit_id") == names{"x31", "null"});
    CHECK(rows_of(t, "on") == names{"2026-01-07", "2026-01-08"});
    CHECK(rows_of(t, "sanction") == names{"a warning", "null"});
    CHECK(rows_of(t, "caused_by") == names{"[incidents:0]", "[]"});
}

TEST_CASE("consequences: amounts are whole fen; what is no money, no share and not vetoed is null") {
    const auto t = arrow::consequences(some_findings(false));
    CHECK(column_names(t) == names{"id", "policy", "clause", "rule", "kind", "unit_id", "person_id", "payer_role",
                                   "payee_role", "amount_fen", "forfeits", "period_from", "period_until", "part_of",
                                   "vetoed_by", "caused_by"});
    CHECK(rows_of(t, "kind") == names{"charge", "veto"});
    CHECK(rows_of(t, "person_id") == names{"null", "x22"});
    CHECK(rows_of(t, "payer_role") == names{"teacher", "null"});
    CHECK(rows_of(t, "payee_role") == names{"null", "office"});
    CHECK(at(t, "amount_fen").format == "l");
    CHECK(rows_of(t, "amount_fen") == names{"9000000000000000001", "null"});
    CHECK(rows_of(t, "forfeits") == names{"[]", "[title, certificate]"});
    CHECK(rows_of(t, "period_from") == names{"2025-09-01", "2024-09-01"});
    CHECK(rows_of(t, "period_until") == names{"2026-07-01", "2025-07-01"});
    CHECK(at(t, "part_of").format == "L");
    CHECK(rows_of(t, "part_of") == names{"18446744073709551615", "null"});
    CHECK(rows_of(t, "vetoed_by") == names{"null", "8"});
    CHECK(rows_of(t, "caused_by") == names{"[counts:4]", "[]"});
}

TEST_CASE("entitlements: benefits are words, bearers lists") {
    const auto t = arrow::entitlements(some_findings(true));
    CHECK(column_names(t) == names{"id", "policy", "clause", "rule", "benefit", "student_id", "role", "bearer_ids",
                                   "from", "due_on", "state", "met_on", "caused_by"});
    CHECK(rows_of(t, "benefit") == names{"place", "meal"});
    CHECK(rows_of(t, "student_id") == names{"11", "12"});
    CHECK(rows_of(t, "role") == names{"teacher", "office"});
    CHECK(rows_of(t, "bearer_ids") == names{"[21, 23, 12]", "[]"});
    CHECK(rows_of(t, "from") == names{"2026-01-01", "2026-01-02"});
    CHECK(rows_of(t, "due_on") == names{"null", "2026-01-09"});
    CHECK(rows_of(t, "state") == names{"open", "met"});
    CHECK(rows_of(t, "met_on") == names{"null", "2026-01-08"});
    CHECK(rows_of(t, "caused_by") == names{"[needs:2]", "[]"});
}

TEST_CASE("measures: what is not known is null, never 0 and never false") {
    const auto t = arrow::measures(some_findings(false));
    CHECK(column_names(t) == names{"id", "policy", "clause", "rule", "indicator", "formula", "unit_id", "stage",
                                   "period_from", "period_until", "numerator", "denominator", "line_numerator",
                                   "line_denominator", "comparator", "met", "final", "caused_by"});
    CHECK(rows_of(t, "indicator") == names{"dropout_rate", "dropouts"});
    CHECK(rows_of(t, "formula") == names{"glossary", "inspection"});
    CHECK(rows_of(t, "stage") == names{"primary", "null"});
    CHECK(rows_of(t, "period_from") == names{"2025-09-01", "2025-09-01"});
    CHECK(rows_of(t, "period_until") == names{"2026-07-01", "2026-07-01"});
    CHECK(rows_of(t, "numerator") == names{"1", "null"});
    CHECK(rows_of(t, "denominator") == names{"50", "null"});
    CHECK(rows_of(t, "line_numerator") == names{"2", "null"});
    CHECK(rows_of(t, "line_denominator") == names{"100", "null"});
    CHECK(at(t, "line_denominator").format == "l");
    CHECK(rows_of(t, "comparator") == names{"at_most", "more_than"});
    CHECK(rows_of(t, "met") == names{"true", "null"});
    CHECK(at(t, "met").null_count == 1);
    CHECK(rows_of(t, "final") == names{"false", "true"});
    CHECK(at(t, "final").buffers[0] == nullptr);
    CHECK(rows_of(t, "caused_by") == names{"[counts:0]", "[]"});
}

namespace {

std::shared_ptr<measures_roll_up> two_sums(roll_up_by by) {
    auto sums = std::make_shared<measures_roll_up>();
    sums->by = by, sums->rule = {0, 1}, sums->indicator = {1, 0};
    sums->formula = {formula::glossary, std::nullopt}, sums->unit = {0, no_code}, sums->stage = {0, no_code};
    sums->period_from = {date{2025, 9, 1}, date{2024, 9, 1}}, sums->period_until = {date{2026, 7, 1}, date{2025, 7, 1}};
    sums->units = {3, 1}, sums->unknown = {1, 1};
    sums->numerator = {4, std::nullopt}, sums->denominator = {90, std::nullopt};
    sums->met = {1, 0}, sums->not_met = {0, 0}, sums->unknown_met = {2, 1};
    return sums;
}

}  // namespace

TEST_CASE("roll_up: sums of figures stand without rate or line; of nothing known they are null") {
    const auto t = arrow::roll_up(some_findings(false), two_sums({word_code{0}, true}));
    CHECK(column_names(t) == names{"policy", "clause", "rule", "indicator", "formula", "unit_id", "stage",
                                   "period_from", "period_until", "units", "unknown", "numerator", "denominator", "met",
                                   "not_met", "unknown_met"});
    CHECK(rows_of(t, "policy") == names{"upper", "lower"});
    CHECK(rows_of(t, "indicator") == names{"dropout_rate", "dropouts"});
    CHECK(rows_of(t, "formula") == names{"glossary", "null"});
    CHECK(rows_of(t, "unit_id") == names{"x31", "null"});
    CHECK(rows_of(t, "stage") == names{"primary", "null"});
    CHECK(rows_of(t, "period_from") == names{"2025-09-01", "2024-09-01"});
    CHECK(rows_of(t, "period_until") == names{"2026-07-01", "2025-07-01"});
    CHECK(rows_of(t, "units") == names{"3", "1"});
    CHECK(rows_of(t, "unknown") == names{"1", "1"});
    CHECK(rows_of(t, "numerator") == names{"4", "null"});
    CHECK(rows_of(t, "denominator") == names{"90", "null"});
    CHECK(rows_of(t, "met") == names{"1", "0"});
    CHECK(rows_of(t, "not_met") == names{"0", "0"});
    CHECK(rows_of(t, "unknown_met") == names{"2", "1"});
}

TEST_CASE("roll_up: a unit or a stage that nobody asked for is no column, and what is borrowed is kept") {
    const auto has = [](const arrow::table& t, const std::string& name) {
        return std::any_of(t.columns.begin(), t.columns.end(), [&](const auto& c) { return c.name == name; });
    };
    auto f = some_findings(true);
    std::shared_ptr<const measures_roll_up> sums = two_sums({word_code{0}, false});
    const auto by_unit = arrow::roll_up(f, sums);
    CHECK_FALSE(has(by_unit, "stage"));
    CHECK(rows_of(by_unit, "unit_id") == names{"31", "null"});
    CHECK_FALSE(has(arrow::roll_up(f, two_sums({{}, true})), "unit_id"));
    const std::weak_ptr<const measures_roll_up> watched = sums;
    f.reset(), sums.reset();
    CHECK_FALSE(watched.expired());
    CHECK(rows_of(by_unit, "units") == names{"3", "1"});
}

TEST_CASE("roll_up: duties have a column for each state") {
    const auto sums = std::make_shared<obligations_roll_up>();
    sums->by.stage = true, sums->rule = {1, 0}, sums->acts = {1, 0}, sums->role = {0, 1};
    sums->unit = {no_code, no_code}, sums->stage = {no_code, 0}, sums->needed = {40, 1}, sums->done = {41, 0};
    for (std::size_t s = 0; s < sums->by_state.size(); ++s)
        sums->by_state[s] = {static_cast<std::int64_t>(s), static_cast<std::int64_t>(10 + s)};
    const auto t = arrow::roll_up(some_findings(false), sums);
    CHECK(column_names(t) == names{"policy", "clause", "rule", "acts", "role", "stage", "open", "met", "met_late",
                                   "missed", "lapsed", "unknown", "needed", "done"});
    CHECK(rows_of(t, "acts") == names{"[visit, report]", "[report]"});
    CHECK(rows_of(t, "role") == names{"teacher", "office"});
    CHECK(rows_of(t, "stage") == names{"null", "primary"});
    CHECK(rows_of(t, "open") == names{"0", "10"});
    CHECK(rows_of(t, "unknown") == names{"5", "15"});
    CHECK(rows_of(t, "needed") == names{"40", "1"});
    CHECK(rows_of(t, "done") == names{"41", "0"});
}

TEST_CASE("enumerators: nothing is null") {
    const auto c = arrow::enumerators<formula>(
        "f", 2, [](std::size_t row) { return row == 0 ? std::optional{formula::inspection} : std::nullopt; });
    CHECK(cell(c, 0) == "inspection");
    CHECK(cell(c, 1) == "null");
}

TEST_CASE("flags: one bit a row, beyond a byte too") {
    const auto c = arrow::flags("f", 10, [](std::size_t row) { return row == 0 || row == 9; });
    CHECK(c.length == 10);
    CHECK(cell(c, 0) == "true");
    CHECK(cell(c, 1) == "false");
    CHECK(cell(c, 8) == "false");
    CHECK(cell(c, 9) == "true");
    CHECK(arrow::flags("f", 0, [](std::size_t) { return true; }).buffers[1] != nullptr);
}

TEST_CASE("findings as Arrow say their format, day and policy") {
    const auto t = arrow::gaps(some_findings(false));
    CHECK(t.metadata == std::vector<std::pair<std::string, std::string>>{
                            {"baoxue.format_version", "1"}, {"baoxue.as_of", "2026-03-01"}, {"baoxue.policy", "both"}});
}

TEST_CASE("findings without rows are tables all the same") {
    auto f = std::make_shared<findings>(*some_findings(false));
    f->obligations.clear();
    ArrowArrayStream stream{};
    arrow::export_stream(std::make_shared<const arrow::table>(arrow::obligations(f)), stream);
    ArrowArray array{};
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(array.length == 0);
    CHECK(array.n_children == 19);
    array.release(&array);
    stream.release(&stream);
}
