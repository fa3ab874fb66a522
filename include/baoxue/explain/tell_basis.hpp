// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/id_text.hpp>
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

/// The rule's values that somebody filled in, each once; details are told by their own sentence.
inline void add_settled(paragraph& out, const wording& w, const place& at) {
    std::vector<std::string> told;
    walk_leaves(*at.is, {}, [&](const auto& leaf, const std::string& pointer) {
        if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
            if (!leaf.settled || !leaf.value || pointer.starts_with("/details/") ||
                std::find(told.begin(), told.end(), leaf.name) != told.end())
                return;
            told.push_back(leaf.name);
            using value = std::remove_cvref_t<decltype(*leaf.value)>;
            std::string text;
            if constexpr (std::is_same_v<value, bilingual>)
                text = w.of(*leaf.value);
            else
                text = text_of(carried(*leaf.value));
            out.say(w.phrases().duty.settled, {{"name", at.text->id + "." + leaf.name}, {"value", text}});
        }
    });
}

/// The clause behind a finding, the reading in use and the others, one line each.
[[nodiscard]] inline std::string tell_basis(const wording& w, const place& at) {
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
        add_settled(basis, w, at);
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
