// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/duty.hpp>

#include <vector>

namespace baoxue {

/// A register that roles keep: a complete entry for each case, which a row of `records` shows.
struct record {
    static constexpr std::string_view kind = "record";

    register_word in{};
    event on{event::dropout};
    std::optional<need_condition> need{};  ///< need_flagged only
    std::optional<act_word> act{};         ///< act_done only: the entry refers to the act
    std::vector<role_word> roles{};
    std::optional<deadline> due{};  ///< left out: the clause names no deadline

    static constexpr auto fields() {
        return fields_of(field{"register", &record::in, presence::required, "the register"},
                         field{"on", &record::on, presence::required, "the event that it has an entry for"},
                         field{"need", &record::need, presence::optional, "need_flagged: which need"},
                         field{"act", &record::act, presence::optional, "act_done: which act; the entry refers to it"},
                         field{"roles", &record::roles, presence::required, "roles that keep it"},
                         field{"due", &record::due, presence::optional,
                               "by when the entry is complete; left out where the clause names no deadline"});
    }
    friend bool operator==(const record&, const record&) = default;
};

}  // namespace baoxue
