// SPDX-License-Identifier: Apache-2.0
#include "registers.hpp"
#include "words.hpp"
#include <baoxue/arrow/import.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/policy/added_words_of.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::python {

namespace {

using specs = std::vector<std::tuple<std::string_view, std::string_view, bool>>;

py::dict table_specs() {
    py::dict out;
    for (const auto& t : enum_words<table_name>) {
        specs columns;
        for (const auto& c : columns_of(t.value))
            columns.emplace_back(c.name, word_of(c.kind), c.required);
        out[py::str{t.word}] = columns;
    }
    return out;
}

/// A table's stream, and the capsule that owns it until it is read.
struct given_table {
    std::string name;
    py::object capsule;
    ArrowArrayStream* stream;
};

given_table take(const std::string& name, const py::handle& table) {
    if (!py::hasattr(table, "__arrow_c_stream__"))
        throw py::type_error("table `" + name + "`: expected an object with __arrow_c_stream__, got " +
                             std::string{py::str(py::type::handle_of(table).attr("__name__"))});
    py::object capsule = table.attr("__arrow_c_stream__")();
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
    if (stream == nullptr)
        throw py::error_already_set();
    return {name, std::move(capsule), stream};
}

template <class Enum>
Enum setting(const char* what, const std::string& word) {
    if (const auto found = enum_from<Enum>(word))
        return *found;
    throw py::value_error(std::string{what} + ": expected " + listed(enum_words<Enum>, " or ") + ", got `" + word +
                          "`");
}

struct imported_tables {
    std::vector<table_view> whole;
    std::vector<table_in_pieces> in_pieces;
};

/// Reads every stream but that of the register, which is read batch by batch; what is wrong with one is told with all
/// else.
imported_tables import_all(const std::vector<given_table>& given, std::vector<problem>& problems) {
    const auto is_any_of = [](const given_table& g, std::initializer_list<table_name> names) {
        return std::any_of(names.begin(), names.end(), [&](table_name n) { return g.name == word_of(n); });
    };
    const bool pupils_are_known = std::any_of(given.begin(), given.end(), [&](const given_table& g) {
        return is_any_of(g, {table_name::students, table_name::enrolments});
    });
    imported_tables out;
    for (const auto& g : given) {
        try {
            if (pupils_are_known && is_any_of(g, {table_name::attendance, table_name::roll_calls}))
                out.in_pieces.push_back(arrow::import_in_pieces(g.name, *g.stream));
            else
                out.whole.push_back(arrow::import_stream(g.name, *g.stream));
        } catch (const district_error& e) {
            problems.insert(problems.end(), e.problems().begin(), e.problems().end());
        }
    }
    return out;
}

/// \throws policy_error where two of the policies mean different things by a word
void add_words(vocabulary& to, const std::vector<std::shared_ptr<policy>>& policies) {
    std::vector<policy> all;
    for (const auto& one : policies)
        all.push_back(*one);
    std::vector<problem> problems;
    for (auto& [kind, w] : added_words_of(all, problems))
        to.add(kind, std::move(w));
    if (!problems.empty())
        throw policy_error(std::move(problems));
}

std::shared_ptr<district> build(const py::dict& tables, const std::string& calendar, const std::string& mode,
                                bool set_aside, const std::vector<std::pair<std::string, py::bytes>>& vocabulary_files,
                                bool thousands, const std::vector<problem>& found_before,
                                const std::vector<std::shared_ptr<policy>>& policies) {
    district_options options;
    options.found_before = found_before;
    options.calendar = setting<calendar_kind>("calendar", calendar);
    options.mode = setting<register_mode>("register", mode);
    options.on_bad_rows = set_aside ? bad_rows::set_aside : bad_rows::refuse;
    options.thousands = thousands;
    const auto files = bytes_of(vocabulary_files);
    std::vector<given_table> given;
    for (const auto& [name, table] : tables)
        given.push_back(take(name.cast<std::string>(), table));

    py::gil_scoped_release release;  // producers run threads of their own, which may need it
    try {
        options.words = words_with(files);
        add_words(options.words, policies);
    } catch (const policy_error& e) {
        options.found_before.insert(options.found_before.end(), e.problems().begin(), e.problems().end());
        throw district_error(
            std::move(options.found_before));  // without the words every table seems full of unknown ones
    }
    const auto imported = import_all(given, options.found_before);
    return std::make_shared<district>(build_district(imported.whole, imported.in_pieces, options));
}

py::dict summary(const district& d) {
    py::dict out;
    const auto put = [&](const char* name, std::size_t n) { out[name] = n; };
    put("terms", d.terms.size());
    put("school_years", d.school_years.size());
    put("units", d.units.kind.size());
    put("persons", static_cast<std::size_t>(d.ids->persons.size()));
    put("holdings", d.holdings.role.size());
    put("pupils", static_cast<std::size_t>(d.pupils()));
    put("enrolments", d.enrolments.unit.size());
    put("registrations", d.registrations.on.size());
    put("marks", d.attendance.marks.size());
    put("acts", d.acts.on.size() + d.unit_acts.on.size());
    put("needs", d.needs.need.size());
    put("incidents", d.incidents.on.size());
    put("transfers", d.transfers.left_on.size());
    put("pledges", d.pledges.signed_on.size());
    put("records", d.records.opened_on.size());
    put("counts", d.counts.indicator.size());
    put("set_aside", d.problems.size());
    return out;
}

std::string shown(const district& d) {
    return "<District: " + std::to_string(d.pupils()) + " pupils, " + std::to_string(d.units.kind.size()) + " units, " +
           std::to_string(d.attendance.marks.size()) + " marks>";
}

}  // namespace

void register_facts(py::module_& module) {
    py::class_<district, std::shared_ptr<district>>(module, "District",
                                                    "What happened in a district, in columns; never changes.")
        .def_property_readonly(
            "problems", [](const district& d) { return d.problems; }, "Rows set aside, each with its reason.")
        .def("summary", &summary, "Numbers of what the district holds.\n\nReturns:\n    Counts by name.")
        .def("__repr__", &shown);

    module.def("table_specs", &table_specs,
               "Columns of the district's tables.\n\n"
               "Returns:\n    By table: name, kind (id, date, word, integer, text) and whether it is required.");
    module.def("build_district", &build, py::arg("tables"), py::arg("calendar"), py::arg("register"),
               py::arg("set_aside").noconvert(), py::arg("vocabulary"), py::arg("thousands").noconvert() = false,
               py::arg("found_before") = std::vector<problem>{},
               py::arg("policies") = std::vector<std::shared_ptr<policy>>{},
               "Build a district.\n\n"
               "Args:\n    tables: objects with `__arrow_c_stream__`, by table name.\n"
               "    calendar: `cn` or `weekdays`.\n    register: `complete` or `exceptions`.\n"
               "    set_aside: whether rows that contradict the rest are left out and listed.\n"
               "    vocabulary: files of further words, each its name and its bytes.\n"
               "    thousands: whether `1,059` in a text column is a number.\n"
               "    found_before: what went wrong while the tables were fetched, to be raised with the rest.\n"
               "    policies: policies whose words are known, too.\n\n"
               "Returns:\n    The district, which keeps nothing of the tables.\n\n"
               "Raises:\n    DistrictError: with every problem found.");
}

}  // namespace baoxue::python
