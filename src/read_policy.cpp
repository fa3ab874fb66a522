// SPDX-License-Identifier: Apache-2.0
#include "read_words.hpp"
#include <baoxue/json/read_policy.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/policy_fields.hpp>

namespace baoxue {

policy read_policy(std::string_view text, std::string_view file_name, const vocabulary& base) {
    const auto file = "policy " + std::string{file_name};
    auto document = parse_document(text, file);
    auto& problems = document.problems;
    policy out;
    detail::value_reader reader{file, problems};
    if (document.root && detail::read_header(reader, *document.root, policy_format, policy_format_version)) {
        const auto& root = *document.root;
        if (const auto* words = root.find("words")) {
            const detail::value_reader::scope here{reader, "words"};
            detail::key_list known;
            if (reader.expect(*words, json_kind::object, "an object")) {
                detail::read_word_lists(reader, *words, out.words, known);
                reader.refuse_unknown_keys(*words, known);
            }
        }
        reader.read_object(root, out.layers.emplace_back(), layer_fields(), {"format", "format_version", "words"});
        out.id = out.layers.front().id;
        name_parameters(out);
        const auto unread = detail::values_of(problems);
        auto beyond = unread;
        beyond.pointers.insert(beyond.pointers.end(), reader.of_unknown_kind().begin(), reader.of_unknown_kind().end());
        detail::place_problems(root, file, check_words(out, base), unread, problems);
        detail::place_problems(root, file, check_structure(out, beyond), beyond, problems);
        detail::sort_by_place(problems);
    }
    if (!problems.empty())
        throw policy_error(std::move(problems));
    return out;
}

}  // namespace baoxue
