// SPDX-License-Identifier: Apache-2.0
#include "read_words.hpp"
#include <baoxue/json/read_vocabulary.hpp>
#include <baoxue/policy/checks/added_words.hpp>

namespace baoxue {

vocabulary read_vocabulary(std::string_view text, std::string_view file_name, vocabulary base) {
    const auto file = "vocabulary " + std::string{file_name};
    auto document = parse_document(text, file);
    auto& problems = document.problems;
    detail::value_reader reader{file, problems};
    if (document.root && detail::read_header(reader, *document.root, vocabulary_format, vocabulary_format_version)) {
        std::vector<std::pair<word_kind, word>> words;
        detail::key_list known{"format", "format_version"};
        detail::read_word_lists(reader, *document.root, words, known);
        reader.refuse_unknown_keys(*document.root, known);
        std::vector<problem> found;
        auto extended = check_added_words(words, base, "", found);
        detail::place_problems(*document.root, file, std::move(found), detail::values_of(problems), problems);
        detail::sort_by_place(problems);
        base = std::move(extended);
    }
    if (!problems.empty())
        throw policy_error(std::move(problems));
    return base;
}

}  // namespace baoxue
