// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read_words.hpp"
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/policy/policy_fields.hpp>

namespace baoxue::detail {

/// Reads a policy out of a whole file, and names its parameters; nothing is checked beyond what can be read.
/// \return whether it is worth checking
inline bool read_policy_file(value_reader& reader, const json_node& root, policy& out) {
    if (!read_header(reader, root, policy_format, policy_format_version))
        return false;
    if (const auto* words = root.find("words")) {
        const value_reader::scope here{reader, "words"};
        key_list known;
        if (reader.expect(*words, json_kind::object, "an object")) {
            read_word_lists(reader, *words, out.words, known);
            reader.refuse_unknown_keys(*words, known);
        }
    }
    const key_list beside{"format", "format_version", "words"};
    if (const auto* layers = root.find("layers")) {
        reader.read_object(root, out, layered_fields(), beside);
        if (out.is_one_document()) {
            const value_reader::scope here{reader, "layers"};
            reader.report(layers->at,
                          "one layer under the policy's own id needs no list: give its `title`, `source` and `clauses` "
                          "beside `id`, and leave `layers` out");
            return false;
        }
    } else {
        reader.read_object(root, out.layers.emplace_back(), layer_fields(), beside);
        out.id = out.layers.front().id;
    }
    name_parameters(out);
    return true;
}

}  // namespace baoxue::detail
