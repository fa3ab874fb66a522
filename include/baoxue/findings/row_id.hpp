// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/hash.hpp>
#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/rule_name.hpp>

#include <string>
#include <string_view>

namespace baoxue {

/// The part of a row's id that all rows of one table and rule share. Never made of codes, rows or bearers.
[[nodiscard]] inline stable_hash id_of_rule(std::string_view table, const rule_name& rule) {
    return stable_hash{}.text(table).text(rule.policy).text(rule.clause).text(rule.rule);
}

inline void add_id(stable_hash& hash, const id_pool& pool, code c) {
    pool.with_text(c, [&](std::string_view text) { hash.text(text); });
}

/// 16 hex digits, as ids are written in text.
[[nodiscard]] inline std::string hex(std::uint64_t id) {
    std::string out(16, '0');
    for (std::size_t i = 16; i-- > 0; id >>= 4)
        out[i] = "0123456789abcdef"[id & 15];
    return out;
}

}  // namespace baoxue
