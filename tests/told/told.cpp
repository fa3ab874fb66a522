// SPDX-License-Identifier: Apache-2.0
// told <pupils> <seed> <as_of>: every cell of what each built-in policy finds in a made-up township, a row a line.
// told <calendar> <register>, with facts on standard input: the rows set aside, then the same of these facts, or what
// is wrong with them. Lines of the input: `table`, its name; `row`, its cells in the order of the schema, an empty one
// null; `as_of` and a date, the last line; parted by tabs. What tests/python/test_against_cpp.py holds against what the
// Python package says of the same.
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/json/builtin.hpp>
#include <baoxue/sample/sample_township.hpp>
#include <baoxue/scenario/facts.hpp>
#include <baoxue/scenario/finding_rows.hpp>

#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace baoxue;

void print(const findings& found) {
    const auto of = std::make_shared<const findings>(found);
    for (const auto& w : enum_words<findings_table>) {
        const auto table = detail::as_arrow(w.value, of);
        for (std::size_t row = 0; row < static_cast<std::size_t>(table.rows); ++row) {
            std::cout << found.policy << '\t' << w.word;
            for (const auto& column : table.columns) {
                std::cout << '\t' << column.name << '=';
                const char* between = "";
                for (const auto& part : detail::cell_at(column, row))
                    std::cout << between << part, between = "; ";
            }
            std::cout << '\n';
        }
    }
}

void print(const std::vector<problem>& problems) {
    for (const auto& p : problems)
        std::cout << "problem\t" << to_string(p) << '\n';
}

void print(const std::vector<owned_table>& tables, const district_options& options, date as_of) {
    std::vector<table_view> views;
    for (const auto& t : tables)
        views.push_back(t.view());
    const auto d = build_district(views, options);
    print(d.problems);
    for (const auto& id : builtin_policy_ids())
        print(evaluate(builtin_policy(id), d, as_of));
}

std::vector<std::string> parts_of(const std::string& line) {
    std::vector<std::string> parts{{}};
    for (const char c : line)
        if (c == '\t')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// Facts as text; \return the date as of which they are judged
date read_facts(std::istream& in, std::vector<owned_table>& tables) {
    for (std::string line; std::getline(in, line);) {
        const auto parts = parts_of(line);
        if (parts[0] == "as_of")
            return parse_date(parts.at(1)).value();
        if (parts[0] == "table") {
            tables.emplace_back(enum_from<table_name>(parts.at(1)).value());
            continue;
        }
        auto& to = tables.at(tables.size() - 1);
        for (std::size_t i = 0; i < columns_of(to.name()).size(); ++i)
            detail::append_cell(to.at(i), parts.at(i + 1).empty() ? cell{} : cell{parts[i + 1]});
    }
    throw std::runtime_error{"expected `as_of`"};
}

}  // namespace

int main(int argc, char** argv) try {
    district_options options;
    if (argc == 4) {
        options.calendar = sample_calendar, options.mode = sample_register;
        print(sample_township({std::stoi(argv[1]), std::stoull(argv[2])}), options, parse_date(argv[3]).value());
    } else if (argc == 3) {
        options.calendar = enum_from<calendar_kind>(argv[1]).value(),
        options.mode = enum_from<register_mode>(argv[2]).value();
        options.on_bad_rows = bad_rows::set_aside;
        std::vector<owned_table> tables;
        const auto as_of = read_facts(std::cin, tables);
        print(tables, options, as_of);
    } else {
        throw std::runtime_error{"told <pupils> <seed> <as_of>, or told <calendar> <register>"};
    }
    return 0;
} catch (const district_error& refused) {
    print(refused.problems());
    return 0;
} catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
}
