// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/document.hpp>
#include <baoxue/policy/checks/texts.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cstddef>
#include <utility>

namespace baoxue {

namespace {

namespace bj = boost::json;

/// A place that moves over the text and counts lines and columns.
class cursor {
public:
    explicit cursor(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return offset_ >= text_.size(); }
    [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[offset_]; }
    [[nodiscard]] text_position position() const { return position_; }
    [[nodiscard]] std::size_t offset() const { return offset_; }

    void step() {
        if (at_end())
            return;
        const auto byte = static_cast<unsigned char>(text_[offset_++]);
        if (byte == '\n')
            position_ = {position_.line + 1, 1};
        else if (offset_ >= text_.size() || (static_cast<unsigned char>(text_[offset_]) & 0xc0U) != 0x80U)
            ++position_.column;
    }
    void step_to(std::size_t offset) {
        while (offset_ < offset && !at_end())
            step();
    }
    void skip_any_of(std::string_view characters) {
        while (!at_end() && characters.find(peek()) != characters.npos)
            step();
    }

private:
    std::string_view text_;
    std::size_t offset_{0};
    text_position position_{};
};

constexpr std::string_view white_space = " \t\r\n";

text_position position_of(std::string_view text, std::size_t offset) {
    cursor c{text};
    c.step_to(offset);
    return c.position();
}

/// Builds nodes from the parser's events. The parser gives no positions, so a cursor follows it through the text.
class tree_builder {
public:
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    tree_builder(std::string_view text, std::string_view file, json_document& out)
        : text_(text), file_(file), at_(text), out_(&out) {}

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_object_begin(bj::error_code&) { return open(json_kind::object); }
    bool on_object_end(std::size_t, bj::error_code&) {
        drop_duplicates(*open_.back());
        return close();
    }
    bool on_array_begin(bj::error_code&) { return open(json_kind::array); }
    bool on_array_end(std::size_t, bj::error_code&) { return close(); }
    bool on_key_part(bj::string_view s, std::size_t, bj::error_code&) { return part(s); }
    bool on_key(bj::string_view s, std::size_t, bj::error_code&) {
        part(s);
        to_token();
        key_at_ = at_.position();
        key_ = std::exchange(text_so_far_, {});
        pass_string();
        return true;
    }
    bool on_string_part(bj::string_view s, std::size_t, bj::error_code&) { return part(s); }
    bool on_string(bj::string_view s, std::size_t, bj::error_code&) {
        part(s);
        add(json_kind::string).text = std::exchange(text_so_far_, {});
        pass_string();
        return true;
    }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t, bj::string_view, bj::error_code&) { return number(); }
    bool on_uint64(std::uint64_t, bj::string_view, bj::error_code&) { return number(); }
    bool on_double(double, bj::string_view, bj::error_code&) { return number(); }
    bool on_bool(bool value, bj::error_code&) {
        auto& n = add(json_kind::boolean);
        n.text = value ? "true" : "false";
        at_.step_to(at_.offset() + n.text.size());
        return true;
    }
    bool on_null(bj::error_code&) {
        add(json_kind::null).text = "null";
        at_.step_to(at_.offset() + 4);
        return true;
    }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }

private:
    void to_token() { at_.skip_any_of(" \t\r\n,:"); }
    void pass_string() {
        at_.step();
        while (!at_.at_end() && at_.peek() != '"') {
            if (at_.peek() == '\\')
                at_.step();
            at_.step();
        }
        at_.step();
    }
    bool part(bj::string_view s) {
        text_so_far_.append(s.data(), s.size());
        return true;
    }
    json_node& add(json_kind kind) {
        to_token();
        json_node* n = nullptr;
        if (open_.empty())
            n = &out_->root.emplace();
        else
            n = &open_.back()->children.emplace_back();
        n->kind = kind;
        n->at = at_.position();
        n->key = std::exchange(key_, {});
        n->key_at = key_at_;
        return *n;
    }
    bool number() {
        auto& n = add(json_kind::number);
        const auto from = at_.offset();
        at_.skip_any_of("+-.0123456789eE");
        n.text = text_.substr(from, at_.offset() - from);
        return true;
    }
    bool open(json_kind kind) {
        open_.push_back(&add(kind));
        at_.step();
        return true;
    }
    bool close() {
        to_token();
        at_.step();
        open_.pop_back();
        return true;
    }

    void drop_duplicates(json_node& object) {
        auto& members = object.children;
        std::vector<std::size_t> order(members.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return members[a].key < members[b].key; });
        std::vector<bool> again(members.size(), false);
        bool any = false;
        for (std::size_t i = 1; i < order.size(); ++i)
            if (members[order[i]].key == members[order[i - 1]].key)
                again[order[i]] = any = true;
        if (!any)
            return;
        std::vector<json_node> kept;
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (!again[i]) {
                kept.push_back(std::move(members[i]));
                continue;
            }
            problem p;
            p.file = file_;
            p.line = members[i].key_at.line;
            p.column = members[i].key_at.column;
            p.pointer = pointer() + "/" + pointer_segment(members[i].key);
            p.message = "key " + in_backquotes(members[i].key) + " is given twice";
            out_->problems.push_back(std::move(p));
        }
        members = std::move(kept);
    }

    /// Of the innermost open node.
    [[nodiscard]] std::string pointer() const {
        std::string out;
        for (std::size_t i = 1; i < open_.size(); ++i) {
            const auto& parent = *open_[i - 1];
            out += "/" + (parent.kind == json_kind::object ? pointer_segment(open_[i]->key)
                                                           : std::to_string(parent.children.size() - 1));
        }
        return out;
    }

    std::string_view text_;
    std::string_view file_;
    cursor at_;
    json_document* out_;
    std::vector<json_node*> open_;  // an open node never moves: only the innermost one's children grow
    std::string text_so_far_, key_;
    text_position key_at_{};
};

/// Accepts everything: finds out where a text stops being JSON.
struct no_events {
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_object_begin(bj::error_code&) { return true; }
    bool on_object_end(std::size_t, bj::error_code&) { return true; }
    bool on_array_begin(bj::error_code&) { return true; }
    bool on_array_end(std::size_t, bj::error_code&) { return true; }
    bool on_key_part(bj::string_view, std::size_t, bj::error_code&) { return true; }
    bool on_key(bj::string_view, std::size_t, bj::error_code&) { return true; }
    bool on_string_part(bj::string_view, std::size_t, bj::error_code&) { return true; }
    bool on_string(bj::string_view, std::size_t, bj::error_code&) { return true; }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t, bj::string_view, bj::error_code&) { return true; }
    bool on_uint64(std::uint64_t, bj::string_view, bj::error_code&) { return true; }
    bool on_double(double, bj::string_view, bj::error_code&) { return true; }
    bool on_bool(bool, bj::error_code&) { return true; }
    bool on_null(bj::error_code&) { return true; }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }
};

bj::parse_options strict() {
    bj::parse_options options;
    options.max_depth = deepest_json;
    return options;
}

/// The byte at which the parser fails; the text's length where it only ends too early.
/// Byte by byte, because the parser does not tell how far it came.
std::size_t offset_of_error(std::string_view text) {
    bj::basic_parser<no_events> parser{strict()};
    for (std::size_t i = 0; i < text.size(); ++i) {
        bj::error_code ec;
        parser.write_some(true, text.data() + i, 1, ec);
        if (ec)
            return i;
    }
    return text.size();
}

std::string character_at(std::string_view text, std::size_t offset) {
    std::size_t end = offset + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        ++end;
    return in_backquotes(text.substr(offset, end - offset));
}

std::string unexpected(std::string_view text, std::size_t offset) {
    const auto before = offset == 0 ? text.npos : text.find_last_not_of(white_space, offset - 1);
    const bool closes = text[offset] == '}' || text[offset] == ']';
    if (closes && before != text.npos && text[before] == ',')
        return "a comma stands before " + character_at(text, offset) + ", take it out";
    if (text[offset] == '/' || text[offset] == '#')
        return "unexpected " + character_at(text, offset) + ", JSON has no comments";
    if (text[offset] == '\n')
        return "the line ends within a text or word";
    return "unexpected " + character_at(text, offset);
}

std::string explain_error(const bj::error_code& ec, std::string_view text, std::size_t offset) {
    if (ec == bj::error::too_deep)
        return "nested more than " + std::to_string(deepest_json) + " levels deep";
    if (ec == bj::error::exponent_overflow)
        return "the exponent of this number is too large";
    if (ec == bj::error::illegal_leading_surrogate || ec == bj::error::illegal_trailing_surrogate ||
        ec == bj::error::expected_utf16_escape)
        return "half a surrogate pair: write the character itself instead of `\\u`";
    if (ec == bj::error::expected_hex_digit)
        return "`\\u` needs four hexadecimal digits";
    if (offset >= text.size())
        return "the text ends too early, something is not closed";
    return unexpected(text, offset);
}

}  // namespace

json_document parse_document(std::string_view text, std::string_view file) {
    json_document out;
    const auto refuse = [&](std::size_t offset, std::string message) {
        problem p;
        p.file = file;
        const auto at = position_of(text, offset);
        p.line = at.line;
        p.column = at.column;
        p.message = std::move(message);
        out.root.reset();
        out.problems.assign(1, p);
    };
    if (text.substr(0, 3) == "\xef\xbb\xbf") {
        refuse(0, "the text begins with a byte order mark, save it as UTF-8 without one");
        return out;
    }
    if (const auto bad = detail::invalid_utf8(text)) {
        refuse(*bad, "byte " + detail::hexadecimal(static_cast<unsigned char>(text[*bad])) +
                         " is not UTF-8, save the text as UTF-8");
        return out;
    }
    if (text.find_first_not_of(white_space) == text.npos) {
        refuse(0, "the text is empty");
        return out;
    }
    bj::basic_parser<tree_builder> parser{strict(), text, file, out};
    bj::error_code ec;
    auto end = parser.write_some(false, text.data(), text.size(), ec);
    if (ec) {
        const auto offset = offset_of_error(text);
        refuse(offset, explain_error(ec, text, offset));
        return out;
    }
    while (end < text.size() && white_space.find(text[end]) != white_space.npos)
        ++end;
    if (end < text.size())
        refuse(end, "unexpected " + character_at(text, end) + " after the end of the document");
    return out;
}

std::string pointer_segment(std::string_view key) {
    std::string out;
    for (const char c : key) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

const json_node& nearest_node(const json_node& root, std::string_view pointer) {
    const json_node* at = &root;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const auto segment = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(segment.size());
        const json_node* next = nullptr;
        if (at->kind == json_kind::array) {
            std::size_t index = 0;
            const auto* const last = segment.data() + segment.size();
            // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): `last` says where it ends
            const auto [end, error] = std::from_chars(segment.data(), last, index);
            if (error == std::errc{} && end == last && index < at->children.size())
                next = &at->children[index];
        } else {
            for (const auto& child : at->children)
                if (pointer_segment(child.key) == segment)
                    next = &child;
        }
        if (next == nullptr)
            return *at;
        at = next;
    }
    return *at;
}

}  // namespace baoxue
