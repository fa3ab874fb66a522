// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/recurring.hpp>

#include <vector>

namespace baoxue {

/// Who signs with whom, about what: one pledge for each unit of the kind, or each pupil.
struct pledge_pair {
    role_word from{};
    role_word to{};
    subject_word about{};

    static constexpr auto fields() {
        return fields_of(
            field{"from", &pledge_pair::from, presence::required, "the role that has it signed; it owes the signature"},
            field{"to", &pledge_pair::to, presence::required, "the role that signs with it"},
            field{"about", &pledge_pair::about, presence::required, "a unit kind, or student: one pledge for each"});
    }
    friend bool operator==(const pledge_pair&, const pledge_pair&) = default;
};

/// Roles sign with each other at each layer, once a period.
struct pledge {
    static constexpr std::string_view kind = "pledge";

    param<std::vector<pledge_pair>> pairs{};
    param<cycle> period{};

    static constexpr auto fields() {
        return fields_of(field{"pairs", &pledge::pairs, presence::required, "who signs with whom, layer by layer"},
                         field{"period", &pledge::period, presence::required, "how often it is signed anew"});
    }
    friend bool operator==(const pledge&, const pledge&) = default;
};

}  // namespace baoxue
