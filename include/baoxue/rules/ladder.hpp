// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/mark.hpp>
#include <baoxue/rules/count.hpp>
#include <baoxue/rules/deadline.hpp>
#include <baoxue/rules/owes.hpp>
#include <baoxue/rules/scope.hpp>

#include <variant>
#include <vector>

namespace baoxue {

/// Another count, of the same marks.
struct other_count {
    std::vector<count_of> counts{};
    std::variant<cumulative, rolling> mode{};

    static constexpr auto fields() {
        return fields_of(
            field{"counts", &other_count::counts, presence::required, "what is counted; several are added up"},
            field{"mode", &other_count::mode, presence::required, "how it is counted, and up to which number"});
    }
    friend bool operator==(const other_count&, const other_count&) = default;
};

/// One rung: when absence reaches a number, a role owes an act by a deadline.
struct rung {
    std::int32_t step{1};
    std::vector<count_of> counts{};
    std::vector<mark> marks{mark::unexcused};
    count_mode mode{};
    baoxue::owes owes{};
    std::optional<deadline> due{};  ///< left out: the clause names no deadline, and the duty stays open until met
    std::vector<stop> stops{};
    baoxue::applies_to applies_to{};
    std::optional<after_act> after{};
    std::optional<other_count> unless_reached{};

    static constexpr auto fields() {
        return fields_of(
            field{"step", &rung::step, presence::required,
                  "position on the ladder, counted from 1 through all its clauses"},
            field{"counts", &rung::counts, presence::optional,
                  "what is counted; several are added up; none for not_back"},
            field{"marks", &rung::marks, presence::optional, "marks that count; unexcused unless it says more"},
            field{"mode", &rung::mode, presence::required, "how it is counted"},
            field{"owes", &rung::owes, presence::required, "what is owed by whom"},
            field{"due", &rung::due, presence::optional, "by when; left out where the clause names no deadline"},
            field{"stops", &rung::stops, presence::optional, "what ends the duty before it is met"},
            field{"applies_to", &rung::applies_to, presence::optional, "whom this rung means"},
            field{"after", &rung::after, presence::optional, "an act that must be on record before"},
            field{"unless_reached", &rung::unless_reached, presence::optional,
                  "another count of the same marks: the rung is not reached on a day at whose end that one is"});
    }
    friend bool operator==(const rung&, const rung&) = default;
};

/// Rungs that climb. Ladder rules of one policy with the same name are one ladder, spread over clauses.
struct ladder {
    static constexpr std::string_view kind = "ladder";

    std::string name{};
    std::vector<rung> rungs{};

    static constexpr auto fields() {
        return fields_of(
            field{"ladder", &ladder::name, presence::required, "name shared by the rules that are one ladder"},
            field{"rungs", &ladder::rungs, presence::required, "rungs, in order of their steps"});
    }
    friend bool operator==(const ladder&, const ladder&) = default;
};

}  // namespace baoxue
