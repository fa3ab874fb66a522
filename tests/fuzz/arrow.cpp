// SPDX-License-Identifier: Apache-2.0

// Bytes as an Arrow stream for one table of a small district, true to the interface or not: it is read and evaluated,
// or refused with problems that name a table, and all that the stream gave is released once. The register read in
// pieces is the register read whole.

#include "choices.hpp"
#include <baoxue/arrow/import.hpp>
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/json/builtin.hpp>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <support/same_findings.hpp>
#include <vector>

namespace {

using namespace baoxue;
using fuzz::choices;

constexpr date as_of{2024, 3, 29};
constexpr auto huge = std::numeric_limits<std::int64_t>::max();

/// What was given and what of it was released.
struct tally {
    int given{}, released{};
};

/// What a schema or a batch rests on, and dies with it. Buffers are exactly as long as they must be, so that the
/// sanitizer sees the first byte beyond.
struct memory {
    std::list<std::vector<std::uint8_t>> buffers;
    std::list<std::vector<const void*>> buffer_lists;
    std::list<std::string> texts;
    std::list<ArrowSchema> schemas;
    std::list<ArrowArray> arrays;
    std::vector<ArrowSchema*> fields;
    std::vector<ArrowArray*> columns;
    tally* counts{};

    void* put(const void* data, std::size_t size) {
        const auto* from = static_cast<const std::uint8_t*>(data);
        return buffers.emplace_back(from, from + size).data();
    }
    const char* put(std::string_view text) { return texts.emplace_back(text).c_str(); }
};

/// Hands a struct of the interface over with its memory; that both go is counted.
template <class Struct>
void give(Struct& out, Struct what, std::unique_ptr<memory> rests_on, tally& counts) {
    ++counts.given;
    out = what;
    rests_on->counts = &counts;
    out.private_data = rests_on.release();
    out.release = [](Struct* s) {
        const std::unique_ptr<memory> mine{static_cast<memory*>(s->private_data)};
        ++mine->counts->released;
        s->release = nullptr;
    };
}

/// A stream before it is asked for anything.
struct plan {
    ArrowSchema schema{};
    std::unique_ptr<memory> of_schema{std::make_unique<memory>()};
    std::vector<ArrowArray> batches;
    std::vector<std::unique_ptr<memory>> of_batches;
    int schema_error{0};
    std::size_t fails_at{SIZE_MAX}, next{0};
    bool schema_is_released{false};
    tally* counts{};
};

/// Words that a column of this name may hold, so that some of what is drawn can be evaluated.
std::vector<std::string_view> fitting(std::string_view column) {
    if (column == "student_id")
        return {"s", "u"};
    if (column == "session")
        return {"am", "pm", "both"};
    if (column == "mark")
        return {"present", "excused", "unexcused"};
    if (column == "kind" || column == "covers_kind")
        return {"school", "off", "class", "unit", "student", "person", "township", "village"};
    if (column == "role" || column == "role_from" || column == "role_to")
        return {"class_teacher", "principal", "parent"};
    if (column == "exit" || column == "entry")
        return {"dropout", "transferred", "withdrawn", "new", "return", "suspended", "died"};
    if (column == "act" || column == "need" || column == "conduct" || column == "indicator" || column == "register")
        return {"home_visit", "left_behind", "dereliction", "dropout_rate", "dropout_register", "dropouts"};
    if (column == "stage")
        return {"primary", "junior_middle"};
    if (column.find("unit") != column.npos || column == "class_id" || column == "parent_id" || column == "covers_id")
        return {"c1", "school", "town"};
    if (column.ends_with("_id"))
        return {"T", "t", "a", "b", "c"};
    if (column == "school_year")
        return {"2023", "2022"};
    return {"2024-03-05", "2024-03-06", "2024-03-11", "1", ""};
}

/// What a column's cells are mostly drawn from; all else now and then.
struct cells {
    std::vector<std::string_view> words{};
    int below{0};  ///< numbers from 0, such as places in a dictionary; 0: days, and any
};

std::string draw_text(choices& c, const cells& from) {
    if (const int what = c.below(64); what < 62 && !from.words.empty())
        return std::string{c.pick(from.words)};
    std::string out;
    for (int n = c.below(6); n > 0; --n)
        out.push_back(static_cast<char>(c.below(256)));
    return out;
}
std::int64_t draw_number(choices& c, const cells& from) {
    if (from.below > 0)
        return c.below(from.below);
    switch (const int what = c.below(64)) {
    case 63:
        return huge;
    case 62:
        return std::numeric_limits<std::int64_t>::min();
    case 61:
        return c.below(256) << 24 | c.below(256);
    default:
        return what < 40 ? date{2024, 3, 1}.days + c.below(31) : c.below(4);
    }
}

constexpr auto formats = std::to_array<const char*>({"u", "tdD", "i", "l", "U", "z",   "Z",       "c",  "C",  "s", "S",
                                                     "I", "L",   "n", "b", "g", "tdm", "tsu:UTC", "+l", "vu", "?"});

template <class Number>
const void* draw_numbers(choices& c, memory& m, std::int64_t rows, const cells& from) {
    std::vector<Number> out;
    for (std::int64_t i = 0; i < rows; ++i)
        out.push_back(static_cast<Number>(draw_number(c, from)));
    return m.put(out.data(), out.size() * sizeof(Number));
}
template <class Offset>
void draw_texts(choices& c, memory& m, std::int64_t rows, const cells& from, std::vector<const void*>& buffers) {
    std::string bytes(static_cast<std::size_t>(c.below(2)), '#');
    std::vector<Offset> offsets{static_cast<Offset>(bytes.size())};
    for (std::int64_t i = 0; i < rows; ++i) {
        bytes += draw_text(c, from);
        offsets.push_back(static_cast<Offset>(bytes.size()));
    }
    if (c.below(64) == 63)  // what lies beyond the bytes nobody can see, but that they fall, one can
        offsets[static_cast<std::size_t>(c.below(static_cast<int>(offsets.size())))] =
            static_cast<Offset>(c.below(3) - 1);
    buffers = {nullptr, m.put(offsets.data(), offsets.size() * sizeof(Offset)), m.put(bytes.data(), bytes.size())};
}

/// The rows that a format says nothing of take no memory.
void fill(choices& c, memory& m, std::string_view format, std::int64_t rows, const cells& from, ArrowArray& out) {
    auto& buffers = m.buffer_lists.emplace_back(2, nullptr);
    const auto number = [&]() -> const void* {
        switch (format.size() == 1 ? format.front() : format == "tdD" ? 'i' : '?') {
        case 'c':
        case 'C':
            return draw_numbers<std::int8_t>(c, m, rows, from);
        case 's':
        case 'S':
            return draw_numbers<std::int16_t>(c, m, rows, from);
        case 'i':
        case 'I':
            return draw_numbers<std::int32_t>(c, m, rows, from);
        case 'l':
        case 'L':
            return draw_numbers<std::int64_t>(c, m, rows, from);
        default:
            return nullptr;
        }
    };
    if (format == "u" || format == "z")
        draw_texts<std::int32_t>(c, m, rows, from, buffers);
    else if (format == "U" || format == "Z")
        draw_texts<std::int64_t>(c, m, rows, from, buffers);
    else
        buffers[1] = number();
    if (c.below(8) == 7) {
        std::vector<std::uint8_t> bits;
        for (std::int64_t i = 0; i < rows; i += 8)
            bits.push_back(static_cast<std::uint8_t>(c.flag() ? c.below(256) : 255));
        buffers[0] = m.put(bits.data(), bits.size());
        out.null_count = c.flag() ? -1 : 1;
    }
    out.n_buffers = static_cast<std::int64_t>(buffers.size());
    out.buffers = buffers.data();
}

/// What breaks the interface in a way that can be seen.
void spoil(choices& c, ArrowArray& a) {
    switch (c.below(256)) {
    case 1:
        ++a.n_buffers;
        break;
    case 2:
        a.n_buffers = -1;
        break;
    case 3:
        a.buffers = nullptr;
        break;
    case 4:
        a.null_count = -2;
        break;
    case 5:
        a.length = -1;
        break;
    case 6:
        a.offset = -1;
        break;
    case 7:
        a.length -= a.length > 0 ? 1 : 0;
        break;
    case 8:
        a.dictionary = nullptr;
        break;
    case 9:
        a.offset = a.length == 0 ? huge : a.offset;
        break;
    case 10:
        if (a.n_buffers > 1 && a.buffers != nullptr)
            a.buffers[1] = nullptr;
        break;
    default:
        break;
    }
}

ArrowArray& draw_array(choices& c, memory& m, const ArrowSchema& field, std::int64_t rows, const cells& from) {
    auto& a = m.arrays.emplace_back();
    a.length = rows;
    a.offset = c.below(3);
    a.release = [](ArrowArray*) {};
    cells own = from;
    if (field.dictionary != nullptr) {
        const int entries = 1 + c.below(6);
        a.dictionary = &draw_array(c, m, *field.dictionary, entries, from);
        own.below = c.below(32) == 31 ? entries + 1 : entries;
    }
    fill(c, m, field.format == nullptr ? "" : field.format, rows + a.offset, own, a);
    spoil(c, a);
    return a;
}

ArrowSchema& draw_field(choices& c, memory& m, std::string_view name, bool may_be_coded) {
    auto& f = m.schemas.emplace_back();
    f.release = [](ArrowSchema*) {};
    f.name = c.below(64) == 63 ? nullptr : m.put(name);
    f.format = c.pick(formats);
    if (may_be_coded && c.below(4) == 3) {
        f.format = formats[static_cast<std::size_t>(c.below(14))];
        f.dictionary = &draw_field(c, m, "", c.below(16) == 15);
    }
    if (c.below(128) == 127)
        f.format = nullptr;
    return f;
}

void draw_schema(choices& c, plan& p, table_name table) {
    memory& m = *p.of_schema;
    for (const auto& spec : columns_of(table))
        if (const int what = c.below(32); what != 31) {
            auto& f = draw_field(c, m, what == 30 ? "x_more" : what == 29 ? "dat" : spec.name, true);
            if (what < 28) {  // mostly as it should be
                if (f.dictionary != nullptr)
                    f.format = "i", f.dictionary->dictionary = nullptr;
                auto& values = f.dictionary != nullptr ? *f.dictionary : f;
                values.format = spec.kind == column_kind::day ? "tdD" : spec.kind == column_kind::integer ? "i" : "u";
            }
            m.fields.push_back(&f);
        }
    auto& s = p.schema;
    s.format = c.below(128) == 127 ? c.pick(formats) : "+s";
    s.name = "", s.children = m.fields.data(), s.n_children = static_cast<std::int64_t>(m.fields.size());
    switch (c.below(256)) {
    case 1:
        s.format = nullptr;
        break;
    case 2:
        s.children = nullptr;
        break;
    case 3:
        s.n_children = -1;
        break;
    case 4:
        p.schema_error = 5;
        break;
    case 5:
        p.schema_is_released = true;
        break;
    case 6:
        if (!m.fields.empty())
            m.fields.front() = nullptr;
        break;
    default:
        break;
    }
}

void draw_batch(choices& c, plan& p) {
    auto& m = *p.of_batches.emplace_back(std::make_unique<memory>());
    ArrowArray b{};
    b.length = c.below(8), b.offset = c.below(3);
    for (const auto* f : p.of_schema->fields) {
        const std::string_view name = f == nullptr || f->name == nullptr ? "" : f->name;
        m.columns.push_back(f == nullptr ? nullptr : &draw_array(c, m, *f, b.length + b.offset, {fitting(name)}));
    }
    b.n_children = static_cast<std::int64_t>(m.columns.size()), b.children = m.columns.data();
    b.n_buffers = 1, b.buffers = m.buffer_lists.emplace_back(1, nullptr).data();
    switch (c.below(256)) {
    case 1:
        b.length = huge;
        break;
    case 2:
        b.offset = huge;
        break;
    case 3:
        b.length = -1;
        break;
    case 4:
        b.offset = -1;
        break;
    case 5:
        --b.n_children;
        break;
    case 6:
        b.children = nullptr;
        break;
    case 7:
        b.null_count = 1;
        break;
    case 8:
        if (!m.columns.empty())
            m.columns.back() = nullptr;
        break;
    case 9:
        p.fails_at = p.batches.size();
        break;
    default:
        break;
    }
    p.batches.push_back(b);
}

ArrowArrayStream stream_of(std::unique_ptr<plan> p) {
    ++p->counts->given;
    ArrowArrayStream out{};
    out.private_data = p.release();
    out.get_schema = [](ArrowArrayStream* s, ArrowSchema* to) {
        auto& mine = *static_cast<plan*>(s->private_data);
        if (mine.schema_error == 0 && !mine.schema_is_released)
            give(*to, mine.schema, std::move(mine.of_schema), *mine.counts);
        return mine.schema_error;
    };
    out.get_next = [](ArrowArrayStream* s, ArrowArray* to) {
        auto& mine = *static_cast<plan*>(s->private_data);
        if (mine.next == mine.fails_at)
            return 5;
        *to = {};
        if (const auto i = mine.next++; i < mine.batches.size())
            give(*to, mine.batches[i], std::move(mine.of_batches[i]), *mine.counts);
        return 0;
    };
    out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out.release = [](ArrowArrayStream* s) {
        const std::unique_ptr<plan> mine{static_cast<plan*>(s->private_data)};
        ++mine->counts->released;
        s->release = nullptr;
    };
    return out;
}

/// A school with one class and two pupils, and a row or two of most tables.
district_rows small() {
    district_rows r;
    const date spring{2024, 2, 26};
    r.terms = {{"t", "2023", spring, {2024, 7, 5}, {}, {}}};
    r.units = {{"town", "township", {}, {}, {}},
               {"school", "school", "town", "primary", {}},
               {"c1", "class", "school", {}, {}}};
    r.holdings = {{{"T", "class_teacher", covers_kind::unit, "c1", {2023, 9, 1}, {}}}};
    r.students = {{{"s", {}, {}, date{2014, 3, 5}, {}}, {"u", {}, {}, {}, {}}}};
    r.enrolments = {{{"s", "c1", spring, {}, {}, {}, {}}, {"u", "c1", spring, {}, {}, {}, {}}}};
    r.attendance.emplace();
    for (const int d : {4, 5, 6})
        r.attendance->push_back({"s", {2024, 3, d}, session::am, mark::unexcused, {}});
    r.acts.emplace(), r.needs.emplace(), r.transfers.emplace();
    return r;
}

/// What comes of the table: findings, or nothing where it is refused.
std::optional<findings> outcome(const std::uint8_t* data, std::size_t size, bool in_pieces, table_name& table) {
    static const auto rules = builtin_policy("plan-2");
    static const auto rows = small();
    static const auto others = rows.tables();
    tally counts;
    std::optional<findings> out;
    try {
        choices c(data, size);
        auto p = std::make_unique<plan>();
        p->counts = &counts;
        table = c.pick(enum_words<table_name>).value;
        district_options how;
        how.calendar = calendar_kind::weekdays;
        how.mode = c.flag() ? register_mode::complete : register_mode::exceptions;
        how.on_bad_rows = c.flag() ? bad_rows::refuse : bad_rows::set_aside;
        how.thousands = c.flag();
        draw_schema(c, *p, table);
        for (int batches = c.below(4); batches > 0; --batches)
            draw_batch(c, *p);
        auto stream = stream_of(std::move(p));
        const std::string name{word_of(table)};
        std::vector<table_view> whole;
        std::vector<table_in_pieces> pieces;
        for (const auto& t : others)
            if (t.name != name)
                whole.push_back(t);
        if (in_pieces)
            pieces.push_back(arrow::import_in_pieces(name, stream));
        else
            whole.push_back(arrow::import_stream(name, stream));
        out = evaluate(rules, build_district(whole, pieces, how), as_of);
    } catch (const district_error& e) {
        if (e.problems().empty())
            std::abort();
        for (const auto& p : e.problems())
            if (p.table.empty() || p.message.empty())
                std::abort();
    }
    if (counts.given != counts.released)
        std::abort();
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    table_name table{};
    const auto whole = outcome(data, size, false, table);
    if (table != table_name::attendance && table != table_name::roll_calls)
        return 0;
    const auto pieces = outcome(data, size, true, table);
    if (whole.has_value() != pieces.has_value() || (whole && !same_findings(*whole, *pieces)))
        std::abort();
    return 0;
}
