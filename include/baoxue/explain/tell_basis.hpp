// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/money_text.hpp>
#include <baoxue/explain/story.hpp>
#include <baoxue/explain/wording.hpp>
#include <baoxue/policy/parameter_value.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

namespace baoxue::detail {

/// From when until when the text that governs is in force; nothing where it always is.
inline void add_in_force(paragraph& out, const wording& w, const effective& text) {
    const auto& p = w.phrases().duty;
    if (text.from)
        out.say(p.in_force_from, {{"date", w.day(*text.from)}});
    if (text.until)
        out.say(p.in_force_until, {{"date", w.day(*text.until)}});
}

/// A value as one says it; what no sentence has a form for as one would fill it in.
template <class T>
[[nodiscard]] std::string spoken_value(const wording& w, const T& value, bool is_money) {
    if constexpr (std::is_same_v<T, bilingual>)
        return w.of(value);
    else if constexpr (std::is_same_v<T, cycle>)
        return std::string{w.phrases().quota.cycles[static_cast<std::size_t>(value)]};
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return is_money ? yuan_text(w, value) : text_of(value);
    else
        return text_of(carried(value));
}

/// The rule's values that somebody filled in, each once; details are told by their own sentence.
///
/// \param of  the rung at hand, where there is one: what its ladder's others have is not told
inline void add_settled(paragraph& out, const wording& w, const place& at, const rung* of) {
    std::vector<std::string> told;
    const auto* all = std::get_if<ladder>(&at.is->is);
    const auto own = of == nullptr || all == nullptr ? std::string{"/rungs/"}
                                                     : "/rungs/" + std::to_string(of - all->rungs.data()) + "/";
    const auto is_of_another = [&](const std::string& pointer) {
        return pointer.starts_with("/rungs/") && !pointer.starts_with(own);
    };
    walk_leaves(*at.is, {}, [&](const auto& leaf, const std::string& pointer) {
        if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
            if (!leaf.settled || !leaf.value || pointer.starts_with("/details/") || is_of_another(pointer) ||
                std::find(told.begin(), told.end(), leaf.name) != told.end())
                return;
            told.push_back(leaf.name);
            const auto& p = w.phrases().duty;
            out.say(leaf.word.empty() ? p.settled : p.settled_word,
                    {{"name", at.text->id + "." + leaf.name},
                     {"value", spoken_value(w, *leaf.value, pointer.find("/amount") != std::string::npos)},
                     {"word", leaf.word}});
        }
    });
}

/// The clause behind a finding, the reading in use and the others, one line each.
///
/// \param of  the rung at hand, where there is one
[[nodiscard]] inline std::string tell_basis(const wording& w, const place& at, const rung* of = nullptr) {
    if (at.text == nullptr)
        return {};
    const auto& p = w.phrases().duty;
    const auto& c = *at.text;
    paragraph basis{w, p.basis};
    basis.add(w.closed(fill(c.item.empty() ? p.place : p.place_item, {{"title", w.title(*at.layer)},
                                                                      {"section", c.section},
                                                                      {"item", c.item},
                                                                      {"clause", c.id},
                                                                      {"summary", w.of(c.summary)}})));
    add_in_force(basis, w, c.effective);
    if (at.is != nullptr)
        for (const auto& d : at.is->details)
            if (d.value)
                basis.say(p.detail, {{"name", d.name}, {"text", w.of(*d.value)}});
    if (at.is != nullptr)
        add_settled(basis, w, at, of);
    auto out = basis.line();
    if (c.readings.size() < 2)
        return out;
    const auto line = [&](phrase how, const reading& r) {
        return w.closed(fill(how, {{"id", r.id}, {"summary", w.of(r.summary)}})) + "\n";
    };
    out += line(p.chosen, c.governing());
    for (const auto& r : c.readings)
        if (&r != &c.governing())
            out += line(p.other_reading, r);
    return out;
}

[[nodiscard]] inline std::string tell_footer(const wording& w, std::uint64_t id) {
    return fill(w.phrases().duty.footer, {{"id", id_text(id)}}) + "\n";
}

}  // namespace baoxue::detail
