// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/en.hpp>
#include <baoxue/explain/fill.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/explain/zh.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/policy/policy.hpp>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue::detail {

/// Puts dates, names and lists into words of one language.
class wording {
public:
    wording(language in, const district& d, const vocabulary& words) : in_(in), facts_(&d), words_(&words) {}

    [[nodiscard]] const phrase_book& phrases() const { return in_ == language::zh ? chinese : english; }
    [[nodiscard]] const vocabulary& words() const { return *words_; }
    [[nodiscard]] const district& facts() const { return *facts_; }
    [[nodiscard]] const std::string& of(const bilingual& b) const { return in_ == language::zh ? b.zh : b.en; }

    [[nodiscard]] std::string day(date d) const {
        const auto c = civil(d);
        return fill(phrases().small.date,
                    {{"year", std::to_string(c.year)},
                     {"month", std::string{phrases().small.months[static_cast<std::size_t>(c.month - 1)]}},
                     {"day", std::to_string(c.day)}});
    }
    [[nodiscard]] std::string day_and_weekday(date d) const {
        return fill(phrases().small.date_and_weekday, {{"date", day(d)}, {"weekday", named_weekday(weekday_of(d))}});
    }
    [[nodiscard]] std::string named_weekday(weekday w) const {
        return std::string{phrases().small.weekdays[static_cast<std::size_t>(w)]};
    }
    [[nodiscard]] std::string half_day(date d, session half) const {
        return fill(half == session::am ? phrases().small.am : phrases().small.pm, {{"date", day(d)}});
    }
    [[nodiscard]] std::string named(mark m) const {
        return std::string{phrases().small.marks[static_cast<std::size_t>(m)]};
    }
    [[nodiscard]] std::string named(period p) const {
        return std::string{phrases().small.periods[static_cast<std::size_t>(p)]};
    }

    /// A word's name; its id where the vocabulary gives no name.
    [[nodiscard]] std::string name(word_kind kind, word_code c) const {
        if (c == no_code)
            return {};
        const auto& w = words_->at(kind, c);
        const auto& text = in_ == language::zh ? w.zh : w.en;
        return text.empty() ? w.id : text;
    }
    [[nodiscard]] std::string name(word_kind kind, const std::string& id) const {
        const auto c = words_->find(kind, id);
        return c ? name(kind, *c) : id;
    }
    template <word_kind Kind>
    [[nodiscard]] std::vector<std::string> names(const std::vector<word_ref<Kind>>& refs) const {
        std::vector<std::string> out;
        for (const auto& r : refs)
            out.push_back(name(Kind, r.id));
        return out;
    }
    [[nodiscard]] std::vector<std::string> names(word_kind kind, std::span<const word_code> codes) const {
        std::vector<std::string> out;
        for (const auto c : codes)
            out.push_back(name(kind, c));
        return out;
    }

    [[nodiscard]] std::string unit(code u) const {
        if (u == no_code)
            return std::string{phrases().gap.whole_district};
        return fill(phrases().small.unit,
                    {{"kind", name(word_kind::unit_kind, facts_->units.kind[static_cast<std::size_t>(u)])},
                     {"id", facts_->ids->units.text(u)}});
    }

    /// Items that all hold: a, b and c.
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const {
        return joined(items, phrases().small.last_and);
    }
    /// Items of which one holds: a, b, or c.
    [[nodiscard]] std::string alternatives(const std::vector<std::string>& items) const {
        return joined(items, phrases().small.or_else);
    }
    /// Items one after the other.
    [[nodiscard]] std::string listed(const std::vector<std::string>& items) const {
        return joined(items, phrases().small.comma);
    }
    /// Ids, the first few of many.
    [[nodiscard]] std::string ids(const std::vector<std::string>& items) const {
        constexpr std::size_t shown = 5;
        if (items.size() <= shown)
            return list(items);
        std::string out;
        for (std::size_t i = 0; i < shown; ++i)
            out += (i > 0 ? std::string{phrases().small.comma} : "") + items[i];
        return out + fill(phrases().small.and_more, {{"n", std::to_string(items.size())}});
    }

    /// A sentence with its full stop, whether or not it came with one.
    [[nodiscard]] std::string closed(const std::string& sentence) const {
        for (const std::string_view stop : {"。", ".", "？", "?", "！", "!", "。）", ".)"})
            if (sentence.ends_with(stop))
                return sentence;
        return sentence + std::string{phrases().small.stop};
    }

    /// What a document is called.
    [[nodiscard]] std::string title(const layer_of_clauses& layer) const {
        const auto& text = of(layer.title);
        return text.empty() ? layer.id : text;
    }

private:
    [[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view last) const {
        std::string out;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0)
                out += i + 1 == items.size() ? last : phrases().small.comma;
            out += items[i];
        }
        return out;
    }

    language in_;
    const district* facts_;
    const vocabulary* words_;
};

/// Sentences one after the other, a blank between them where the language has one.
class paragraph {
public:
    paragraph(const wording& w, std::string_view label = {}) : gap_(w.phrases().small.sentence_gap), text_(label) {}

    void add(const std::string& sentence) {
        if (sentence.empty())
            return;
        if (has_sentence_)
            text_ += gap_;
        text_ += sentence;
        has_sentence_ = true;
    }
    /// A phrase as the next sentence. One that follows another begins with a capital where sentences are set apart by
    /// blanks; what is filled in stays as it is.
    void say(std::string_view pattern, std::initializer_list<filling> values = {}) {
        if (pattern.empty())
            return;
        std::string own{pattern};
        if (has_sentence_ && !gap_.empty() && own.front() >= 'a' && own.front() <= 'z')
            own.front() = static_cast<char>(own.front() - 'a' + 'A');
        add(fill(own, values));
    }
    [[nodiscard]] bool is_empty() const { return !has_sentence_; }
    [[nodiscard]] std::string line() const { return has_sentence_ ? text_ + "\n" : std::string{}; }

private:
    std::string_view gap_;
    std::string text_;
    bool has_sentence_{false};
};

}  // namespace baoxue::detail
