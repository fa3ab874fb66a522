// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/build_district.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace baoxue;
namespace fs = std::filesystem;

namespace {

const fs::path cases = fs::path{BAOXUE_SOURCE_DIR} / "tests" / "bad" / "district";

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#')
            out.push_back(line);
    return out;
}

std::vector<std::string> split(const std::string& line, char at) {
    std::vector<std::string> out{""};
    for (const char c : line)
        if (c == at)
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

/// `\xNN` is a byte.
std::string bytes(const std::string& cell) {
    std::string out;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell.compare(i, 2, "\\x") != 0) {
            out += cell[i];
            continue;
        }
        unsigned value = 0;
        std::from_chars(cell.data() + i + 2, cell.data() + i + 4, value, 16);
        out += static_cast<char>(value);
        i += 3;
    }
    return out;
}

std::int64_t number(const std::string& cell) {
    std::int64_t value = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return value;
}

table_view read_table(const fs::path& file) {
    const auto lines = lines_of(file);
    table_view t{file.stem().string(), static_cast<std::int64_t>(lines.size()) - 1, {}};
    const auto header = split(lines.at(0), ',');
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto name = split(header[i], ':');
        const auto kind = name.size() == 1   ? column_kind::label
                          : name[1] == "int" ? column_kind::integer
                                             : column_kind::day;
        const auto column = std::make_shared<owned_column>(kind);
        for (std::size_t row = 1; row < lines.size(); ++row) {
            const auto cells = split(lines[row], ',');
            if (cells.at(i).empty())
                column->append_null();
            else if (kind == column_kind::label)
                column->append(std::string_view{bytes(cells[i])});
            else if (kind == column_kind::integer)
                column->append(number(cells[i]));
            else
                column->append(date{static_cast<std::int32_t>(number(cells[i]))});
        }
        auto view = column->view();
        view.keeps = column;
        t.columns.push_back({name[0], std::move(view)});
    }
    return t;
}

/// The tables of a case: its own, and those of `good` that it neither replaces nor leaves out.
std::vector<table_view> tables_of(const fs::path& folder) {
    std::map<std::string, fs::path> files;
    for (const auto& from : {cases / "good", folder})
        for (const auto& entry : fs::directory_iterator(from))
            if (entry.path().extension() == ".csv")
                files[entry.path().stem().string()] = entry.path();
    for (const auto& name : lines_of(folder / "without.txt"))
        files.erase(name);
    std::vector<table_view> out;
    for (const auto& [name, file] : files)
        out.push_back(read_table(file));
    return out;
}

std::vector<std::string> problems_of(std::vector<table_view> tables, const district_options& options = {}) {
    try {
        (void)build_district(tables, options);
        return {};
    } catch (const district_error& e) {
        std::vector<std::string> out;
        for (const auto& p : e.problems())
            out.push_back(to_string(p));
        return out;
    }
}

}  // namespace

TEST_CASE("build_district: the good tables are a district") {
    const auto tables = tables_of(cases / "good");
    REQUIRE(tables.size() == 8);
    CHECK(problems_of(tables).empty());
    CHECK(build_district(tables).attendance.marks.size() == 3);
}

TEST_CASE("build_district: bad tables are refused with every problem at its place") {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(cases))
        if (entry.is_directory() && entry.path().filename() != "good")
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    REQUIRE(folders.size() >= 25);
    for (const auto& folder : folders) {
        DYNAMIC_SECTION(folder.filename().string()) {
            const auto expected = lines_of(folder / "expected.txt");
            REQUIRE_FALSE(expected.empty());
            CHECK(problems_of(tables_of(folder)) == expected);
        }
    }
}

TEST_CASE("build_district: the order in which tables are given changes no problem") {
    for (const auto* name : {"several_at_once", "unknown_words", "marks_that_contradict"}) {
        auto tables = tables_of(cases / name);
        auto expected = problems_of(tables);
        std::reverse(tables.begin(), tables.end());
        auto reversed = problems_of(tables);
        CHECK(reversed == expected);
    }
}

TEST_CASE("build_district: a table or a column that is given twice") {
    auto tables = tables_of(cases / "good");
    const auto terms = std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.name == "terms"; });
    tables.push_back(*terms);
    CHECK(problems_of(tables) == std::vector<std::string>{"terms: given twice"});
    tables.pop_back();
    const auto students =
        std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.name == "students"; });
    students->columns.push_back(students->columns.front());
    CHECK(problems_of(tables) == std::vector<std::string>{"students, column `student_id`: given twice"});
}

TEST_CASE("build_district: a name that is not UTF-8 is told without repeating it") {
    auto tables = tables_of(cases / "good");
    tables.push_back({"terms\xff", 0, {}});
    const auto students =
        std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.name == "students"; });
    students->columns.push_back(students->columns.front());
    students->columns.back().name = "birth_\xff";
    CHECK(problems_of(tables) ==
          std::vector<std::string>{"students: column 3, counted from 0, has a name that is not UTF-8",
                                   "a table has a name that is not UTF-8"});
}

TEST_CASE("build_district: a term whose id is not UTF-8 is none, and no other stands already in its row") {
    district_rows r;
    r.units = {{"school", "school", {}, {}, {}}};
    const auto term = [](const char* id, int month) {
        return term_row{id, "2025-2026", {2026, month, 1}, {2026, month, 20}, {}, {}};
    };
    const std::string told =
        "column `term_id`: expected text in UTF-8, found bytes that are not; save the file as UTF-8";
    for (const bool alone : {true, false}) {
        r.terms = {term("\xff", 3)};
        if (!alone)
            r.terms.push_back(term("a", 5));
        CHECK(problems_of(r.tables()) == std::vector<std::string>{"terms row 0, " + told});
    }
}

TEST_CASE("build_district: text that no row refers to need not be UTF-8") {
    const auto words = std::make_shared<owned_column>(column_kind::word);
    words->append(std::string_view{"2025-2026"});
    words->append(std::string_view{"\xff"});
    auto tables = tables_of(cases / "good");
    const auto terms = std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.name == "terms"; });
    auto view = words->view();
    view.length = terms->rows;
    view.keeps = words;
    for (auto& c : terms->columns)
        if (c.name == "school_year")
            c.column = view;
    CHECK(problems_of(tables).empty());
    for (auto& c : terms->columns)
        if (c.name == "school_year")
            c.column.offset = 1;
    CHECK(problems_of(tables).size() == 1);
}

TEST_CASE("build_district: of rows without any value, of which a table may claim any number, some are told") {
    auto tables = tables_of(cases / "good");
    std::erase_if(tables, [](const table_view& t) { return t.name == "roll_calls"; });
    table_view empty{"roll_calls", std::numeric_limits<std::int64_t>::max(), {}};
    for (const char* name : {"class_id", "date", "session"}) {
        column_view nothing;
        nothing.length = empty.rows, nothing.type_name = "null";
        empty.columns.push_back({name, nothing});
    }
    tables.push_back(std::move(empty));
    const auto told = problems_of(tables);
    REQUIRE_FALSE(told.empty());
    CHECK(told.size() == 3000);  // of a thousand rows each of three cells
    CHECK(told.front().starts_with("roll_calls row 0, column `date`: empty, expected a date"));
}

TEST_CASE("build_district: `1,059` is a number where thousands separators are asked for, and only grouped by three") {
    const auto counted = [](const char* cell) {
        auto tables = tables_of(cases / "good");
        table_view counts{"counts", 1, {}};
        const std::pair<const char*, const char*> row[] = {{"unit_id", "s1"},
                                                           {"school_year", "2025-2026"},
                                                           {"indicator", "dropouts"},
                                                           {"numerator", cell},
                                                           {"denominator", "1"}};
        for (const auto& [name, value] : row) {
            const auto column = std::make_shared<owned_column>(column_kind::label);
            column->append(std::string_view{value});
            auto view = column->view();
            view.keeps = column;
            counts.columns.push_back({name, std::move(view)});
        }
        tables.push_back(std::move(counts));
        return tables;
    };
    const std::string refused =
        "counts row 0, column `numerator`: expected a whole number from 0 to 2147483647, found ";
    CHECK(problems_of(counted("1,059")) ==
          std::vector<std::string>{refused + "`1,059`; thousands separators are read only where asked for"});
    const district_options asked{.thousands = true};
    CHECK(build_district(counted("1,059"), asked).counts.numerator == std::vector<std::optional<std::int32_t>>{1059});
    CHECK(build_district(counted("1059"), asked).counts.numerator == std::vector<std::optional<std::int32_t>>{1059});
    CHECK(build_district(counted("2,147,483,647"), asked).counts.numerator ==
          std::vector<std::optional<std::int32_t>>{2147483647});
    for (const char* cell :
         {"10,59", "1,05", ",059", "1,059,", "1059,000", "1,,059", "-1,059", "1.059", "2,147,483,648"}) {
        INFO(cell);
        CHECK(problems_of(counted(cell), asked) == std::vector<std::string>{refused + "`" + cell + "`"});
    }
}

TEST_CASE("build_district: set aside, contradictions are listed and errors still refused") {
    const district_options lenient{.on_bad_rows = bad_rows::set_aside};
    for (const auto* name :
         {"marks_that_contradict", "two_classes_on_one_day", "two_holders_at_once", "three_holders_at_once",
          "days_beyond_the_calendar", "ends_before_beginnings", "days_that_contradict", "unknown_term"}) {
        INFO(name);
        const auto tables = tables_of(cases / name);
        CHECK(problems_of(tables, lenient).empty());
        const auto d = build_district(tables, lenient);
        std::vector<std::string> listed;
        for (const auto& p : d.problems)
            listed.push_back(to_string(p));
        const auto expected = lines_of(cases / name / "expected.txt");
        for (const auto& line : expected) {
            INFO(line);
            CHECK(std::count(listed.begin(), listed.end(), line) == 1);
        }
    }
    for (const auto* name :
         {"unknown_words", "impossible_date", "outside_the_calendar", "null_id", "circle_of_units"}) {
        INFO(name);
        CHECK(problems_of(tables_of(cases / name), lenient) == lines_of(cases / name / "expected.txt"));
    }
}
