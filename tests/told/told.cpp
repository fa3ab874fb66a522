// SPDX-License-Identifier: Apache-2.0
// told <pupils> <seed> <as_of>: every cell of what each built-in policy finds in a made-up township, a row a line. What
// tests/python/test_against_cpp.py holds against what the Python package says of the same.
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/json/builtin.hpp>
#include <baoxue/sample/sample_township.hpp>
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

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 4)
        throw std::runtime_error{"told <pupils> <seed> <as_of>"};
    std::vector<table_view> views;
    const auto tables = sample_township({std::stoi(argv[1]), std::stoull(argv[2])});
    for (const auto& t : tables)
        views.push_back(t.view());
    district_options options;
    options.calendar = sample_calendar, options.mode = sample_register;
    const auto d = build_district(views, options);
    const auto as_of = parse_date(argv[3]);
    for (const auto& id : builtin_policy_ids())
        print(evaluate(builtin_policy(id), d, as_of.value()));
    return 0;
} catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
}
