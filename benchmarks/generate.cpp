// SPDX-License-Identifier: Apache-2.0
// Writes a made-up district as bare columns: generate <folder> <pupils> complete|exceptions <seed>
#include "generate.hpp"

#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

int main(int argc, char** argv) try {
    if (argc != 5) {
        std::cerr << "generate <folder> <pupils> complete|exceptions <seed>\n";
        return 2;
    }
    const std::string mode = argv[3];
    const auto pupils = std::stoi(argv[2]);
    if ((mode != "complete" && mode != "exceptions") || pupils < 1000 || pupils % 1000 != 0) {
        std::cerr << "expected thousands of pupils, and `complete` or `exceptions`\n";
        return 2;
    }
    const auto district = bench::generator{pupils, mode == "complete", std::stoull(argv[4])}.make();
    bench::write(district, argv[1]);
    std::int64_t absent = 0;
    for (const auto m : district.marks)
        absent += m == bench::unexcused ? 1 : 0;
    std::cout << pupils << " pupils, " << district.date_of_day.size() << " days, " << district.day_of_session.size()
              << " sessions, " << district.marks.size() << " rows, " << absent << " unexcused, "
              << district.act_date.size() << " acts\n";
} catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
}
