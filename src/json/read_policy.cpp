// SPDX-License-Identifier: Apache-2.0
#include "read_policy_file.hpp"
#include <baoxue/json/read_policy.hpp>
#include <baoxue/policy/check.hpp>

namespace baoxue {

namespace {

/// \param base  words that need no declaration; without it words are not looked at
policy read_and_check(std::string_view text, std::string_view file_name, const vocabulary* base) {
    const auto file = "policy " + std::string{file_name};
    auto document = parse_document(text, file);
    auto& problems = document.problems;
    policy out;
    detail::value_reader reader{file, problems};
    if (document.root && detail::read_policy_file(reader, *document.root, out)) {
        const auto& root = *document.root;
        const auto unread = detail::values_of(problems);
        auto beyond = unread;
        beyond.pointers.insert(beyond.pointers.end(), reader.of_unknown_kind().begin(), reader.of_unknown_kind().end());
        if (base != nullptr)
            detail::place_problems(root, file, check_words(out, *base), unread, problems);
        detail::place_problems(root, file, check_structure(out, beyond), beyond, problems);
        detail::sort_by_place(problems);
    }
    if (!problems.empty())
        throw policy_error(std::move(problems));
    return out;
}

}  // namespace

policy read_policy(std::string_view text, std::string_view file_name, const vocabulary& base) {
    return read_and_check(text, file_name, &base);
}

policy read_policy_with_any_words(std::string_view text, std::string_view file_name) {
    return read_and_check(text, file_name, nullptr);
}

}  // namespace baoxue
