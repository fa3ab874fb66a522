// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/word_fields.hpp>

#include <array>

namespace baoxue {

namespace detail {

inline void check_role_word(const word& w, const vocabulary& all, const std::string& pointer, problem_list& out) {
    for (std::size_t i = 0; i < w.holds.size(); ++i) {
        if (w.holds[i] == "student" || w.holds[i] == "party" || all.find(word_kind::unit_kind, w.holds[i]))
            continue;
        auto known = all.ids(word_kind::unit_kind);
        known.insert(known.end(), {"student", "party"});
        report(out, pointer + "/holds/" + std::to_string(i),
               "unknown unit kind " + in_backquotes(w.holds[i]) + did_you_mean(w.holds[i], known));
    }
    const auto check_chain = [&](const char* key, std::string word::* next) {
        const auto& first = w.*next;
        if (first.empty())
            return;
        if (!all.find(word_kind::role, first)) {
            report(out, pointer + "/" + key,
                   "unknown role " + in_backquotes(first) + did_you_mean(first, all.ids(word_kind::role)));
            return;
        }
        const auto& roles = all.words(word_kind::role);
        std::string_view at = first;
        for (std::size_t steps = 0; steps <= roles.size() && !at.empty(); ++steps) {
            if (at == w.id) {
                report(out, pointer + "/" + key,
                       "role " + in_backquotes(w.id) + " leads back to itself by `" + key + "`");
                return;
            }
            const auto code = all.find(word_kind::role, at);
            at = code ? std::string_view{all.at(word_kind::role, *code).*next} : std::string_view{};
        }
    };
    check_chain("is", &word::is);
    check_chain("borne_by", &word::borne_by);
    check_chain("discharged_by", &word::discharged_by);
}

/// What only a role can have.
inline void check_word_of_no_role(word_kind kind, const word& w, const std::string& pointer, problem_list& out) {
    static const word plain{};
    role_fields()([&](const auto& one) {
        if (one.is == presence::optional && !(w.*one.member == plain.*one.member))
            report(out, pointer + "/" + std::string{one.name},
                   "`" + std::string{one.name} + "` goes only with a role, and " + in_backquotes(w.id) + " is " +
                       (word_of(kind).find_first_of("aeiou") == 0 ? "an " : "a ") + spoken(kind));
    });
}

}  // namespace detail

/// Checks words that a policy or a file adds to a vocabulary, and adds them.
///
/// \param pointer  of the object that holds the lists of words
/// \return the vocabulary with them; a word that stands already keeps its meaning
[[nodiscard]] inline vocabulary check_added_words(const std::vector<std::pair<word_kind, word>>& words, vocabulary base,
                                                  const std::string& pointer, std::vector<problem>& out) {
    const auto before = base;
    std::vector<std::string> pointers;
    std::array<std::size_t, word_kinds> seen{};
    for (const auto& [kind, w] : words) {
        const auto at =
            pointer + "/" + std::string{list_key(kind)} + "/" + std::to_string(seen[static_cast<std::size_t>(kind)]++);
        pointers.push_back(at);
        if (!detail::only_of(w.id, "_", false))
            detail::report(out, at + "/id", "id " + in_backquotes(w.id) + " is not lower snake case");
        detail::check_not_empty(out, at + "/zh", w.zh);
        detail::check_not_empty(out, at + "/en", w.en);
        if (kind != word_kind::role)
            detail::check_word_of_no_role(kind, w, at, out);
        if (base.add(kind, w))
            continue;
        const auto known = before.find(kind, w.id);
        if (!known)
            detail::report(out, at + "/id", spoken(kind) + " " + in_backquotes(w.id) + " is added twice");
        else if (const auto& standing = before.at(kind, *known); !(standing == w))
            detail::report(out, at + "/id",
                           spoken(kind) + " " + in_backquotes(w.id) + " stands already with another meaning (" +
                               standing.zh + ", " + standing.en + "), take another id");
    }
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i].first == word_kind::role)
            detail::check_role_word(words[i].second, base, pointers[i], out);
    return base;
}

}  // namespace baoxue
