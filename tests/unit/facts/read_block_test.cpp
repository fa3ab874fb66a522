// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/build_district.hpp>
#include <baoxue/facts/read_block.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <support/school.hpp>
#include <utility>
#include <vector>

using namespace school;

namespace {

/// Words as indices into a dictionary, with what a column of them points to.
template <class Index>
column_view coded(const std::vector<std::string>& cells, const std::vector<std::string>& entries, storage type) {
    struct buffers {
        std::vector<Index> indices;
        std::vector<std::int32_t> ends{0};
        std::string bytes;
    };
    auto kept = std::make_shared<buffers>();
    for (const auto& cell : cells)
        kept->indices.push_back(static_cast<Index>(std::find(entries.begin(), entries.end(), cell) - entries.begin()));
    for (const auto& e : entries)
        kept->bytes += e, kept->ends.push_back(static_cast<std::int32_t>(kept->bytes.size()));
    column_view dictionary, out;
    dictionary.type = storage::text32, dictionary.length = static_cast<std::int64_t>(entries.size());
    dictionary.values = kept->ends.data(), dictionary.bytes = kept->bytes.data();
    out.type = type, out.length = static_cast<std::int64_t>(cells.size()), out.values = kept->indices.data();
    out.dictionary = std::make_shared<const column_view>(std::move(dictionary)), out.keeps = std::move(kept);
    return out;
}

using coding = column_view (*)(const std::vector<std::string>&, const std::vector<std::string>&);
template <class Index, storage Type>
column_view as(const std::vector<std::string>& cells, const std::vector<std::string>& entries) {
    return coded<Index>(cells, entries, Type);
}
constexpr coding every_index[] = {as<std::int8_t, storage::i8>,    as<std::int16_t, storage::i16>,
                                  as<std::int32_t, storage::i32>,  as<std::int64_t, storage::i64>,
                                  as<std::uint8_t, storage::u8>,   as<std::uint16_t, storage::u16>,
                                  as<std::uint32_t, storage::u32>, as<std::uint64_t, storage::u64>};

/// The same column with no value in every so many rows.
column_view with_holes(column_view c, std::int64_t every) {
    auto there = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(c.length / 8 + 1), 0xff);
    for (std::int64_t row = 0; row < c.length; row += every)
        (*there)[static_cast<std::size_t>(row / 8)] &= static_cast<std::uint8_t>(~(1U << row % 8));
    c.validity = there->data();
    c.keeps = std::make_shared<std::pair<std::shared_ptr<const void>, std::shared_ptr<const void>>>(c.keeps, there);
    return c;
}

/// One pupil for sixteen weeks: 160 sessions, of all marks in turn.
world sixteen_weeks() {
    world w;
    for (int week = 0; week < 16; ++week)
        w.marks(march(4) + day_count{7 * week}, "PU EP UU PP EE");
    w.how.calendar = calendar_kind::weekdays;
    return w;
}

/// The district of a world with other columns of marks and halves of days.
district with_words(const world& w, const column_view& marks, const column_view& halves) {
    auto tables = w.rows.tables();
    for (auto& t : tables)
        for (auto& c : t.columns)
            if (t.name == "attendance" && (c.name == "mark" || c.name == "session"))
                c.column = c.name == "mark" ? marks : halves;
    return build_district(tables, w.how);
}

}  // namespace

TEST_CASE("attendance: words are the same as text and in a dictionary of any order, length and type of index") {
    const auto w = sixteen_weeks();
    const auto expected = w.build();
    REQUIRE(expected.attendance.marks.size() == 160);
    std::vector<std::string> marks, halves;
    for (const auto& row : *w.rows.attendance)
        marks.emplace_back(word_of(row.mark)), halves.emplace_back(word_of(row.session));
    const std::vector<std::string> of_marks[] = {{"unexcused", "present", "excused"},
                                                 {"excused", "late", "unexcused", "present"},
                                                 {"", "holiday", "excused", "present", "late", "unexcused", "present"}};
    const std::vector<std::string> of_halves[] = {{"pm", "am"}, {"x", "y", "z", "am", "v", "pm"}};
    for (const auto how : every_index)
        for (const auto& entries : of_marks)
            for (const auto& half_entries : of_halves) {
                const auto d = with_words(w, how(marks, entries), how(halves, half_entries));
                CHECK(d.attendance.marks == expected.attendance.marks);
                CHECK(d.problems.empty());
                std::vector<std::int64_t> refused;
                try {
                    (void)with_words(w, with_holes(how(marks, entries), 50), how(halves, half_entries));
                } catch (const district_error& e) {
                    for (const auto& p : e.problems())
                        refused.push_back(p.row.value_or(-1));
                }
                CHECK(refused == std::vector<std::int64_t>{0, 50, 100, 150});
            }
}

TEST_CASE("alike: as many as are the same without another between, whether few or many") {
    for (std::size_t n = 1; n <= 100; ++n)
        for (std::size_t same = 1; same <= n; ++same) {
            std::vector<std::int64_t> values(n, 7);
            if (same < n)
                values[same] = 8;
            CHECK(detail::alike(values.data(), n) == same);
        }
}
