// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/bilingual.hpp>
#include <baoxue/rules/rule.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

/// One way to understand a clause: a whole list of rules.
struct reading {
    std::string id{};
    bilingual summary{};
    std::vector<rule> rules{};

    static constexpr auto fields() {
        return fields_of(
            field{"id", &reading::id, presence::required, "name of the reading within its clause"},
            field{"summary", &reading::summary, presence::required, "what this reading takes the clause to say"},
            field{"rules", &reading::rules, presence::required, "its rules"});
    }
    friend bool operator==(const reading&, const reading&) = default;
};

/// When a text is in force: [from, until).
struct effective {
    std::optional<date> from{};
    std::optional<date> until{};

    [[nodiscard]] bool on(date d) const { return (!from || *from <= d) && (!until || d < *until); }

    /// Whether both are in force on some day.
    [[nodiscard]] bool overlaps(const effective& other) const {
        return (!until || !other.from || *other.from < *until) && (!other.until || !from || *from < *other.until);
    }

    static constexpr auto fields() {
        return fields_of(field{"from", &effective::from, presence::optional, "first day in force"},
                         field{"until", &effective::until, presence::optional, "first day no longer in force"});
    }
    friend bool operator==(const effective&, const effective&) = default;
};

/// One text of a clause: where it stands, what it says in our own words, and how it may be read. A clause whose text
/// changes stands once for each text, under one id, with `effective` dates that do not overlap.
struct clause {
    std::string id{};
    std::string section{};
    std::string item{};
    bilingual summary{};
    baoxue::effective effective{};
    std::vector<std::string> cites{};  ///< other clauses of the same policy that it builds on
    std::string chosen{};              ///< id of the reading that governs
    std::vector<reading> readings{};

    static constexpr auto fields() {
        return fields_of(
            field{"id", &clause::id, presence::required, "plan, section, item and letter"},
            field{"section", &clause::section, presence::required, "section of the source, as numbered there"},
            field{"item", &clause::item, presence::optional, "item of the section; empty where it numbers none"},
            field{"summary", &clause::summary, presence::required, "the clause in our own words"},
            field{"effective", &clause::effective, presence::optional, "when the text is in force"},
            field{"cites", &clause::cites, presence::optional, "other clauses of this policy that it builds on"},
            field{"chosen", &clause::chosen, presence::required, "id of the reading that governs"},
            field{"readings", &clause::readings, presence::required, "the ways to read it"});
    }
    friend bool operator==(const clause&, const clause&) = default;

    /// The reading that governs. A checked policy always has it.
    [[nodiscard]] const reading& governing() const {
        for (const auto& r : readings)
            if (r.id == chosen)
                return r;
        return readings.front();
    }
};

/// Clauses of one document. A township's layer stands above its schools'.
struct layer_of_clauses {
    std::string id{};
    bilingual title{};
    bilingual source{};  ///< which document this is
    std::vector<clause> clauses{};

    static constexpr auto fields() {
        return fields_of(
            field{"id", &layer_of_clauses::id, presence::required, "name of the policy in findings and commands"},
            field{"title", &layer_of_clauses::title, presence::required, "what it is called"},
            field{"source", &layer_of_clauses::source, presence::required, "the document that it puts into data"},
            field{"clauses", &layer_of_clauses::clauses, presence::required, "its clauses, in the document's order"});
    }
    friend bool operator==(const layer_of_clauses&, const layer_of_clauses&) = default;
};

/// The newest policy file format this version reads.
inline constexpr std::int32_t policy_format_version = 1;

/// A plan as data: layers of clauses, upper first, and the words it adds to the vocabulary.
/// Plain data; `make_policy` checks it.
struct policy {
    std::string id{};
    std::vector<layer_of_clauses> layers{};
    std::vector<std::pair<word_kind, word>> words{};  ///< in the order of their kinds, once `make_policy` was there

    /// Whether it is one document under one id: then a file gives the layer's fields beside `format`.
    [[nodiscard]] bool is_one_document() const { return layers.size() == 1 && layers.front().id == id; }

    friend bool operator==(const policy&, const policy&) = default;
};

}  // namespace baoxue
