// SPDX-License-Identifier: Apache-2.0
#include "../src/json/read_value.hpp"
#include "../src/json/write_value.hpp"
#include <baoxue/policy/policy.hpp>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <variant>
#include <vector>

using namespace baoxue;

namespace {

/// Draws any value that lists its fields; of what the reader checks only once it has read nothing is assumed.
class drawing {
public:
    explicit drawing(std::uint32_t seed) : random_(seed) {}

    template <class T>
    void draw(T& out) {
        if constexpr (has_fields<T>) {
            for_each_field<T>([&](const auto& f) {
                if (f.is == presence::required || coin())
                    draw(out.*f.member);
            });
        } else if constexpr (detail::is_param<T>::value) {
            out = {};
            if (coin())
                draw(out.value.emplace()), out.settled = coin();
            draw(out.name), draw(out.word);
        } else if constexpr (detail::is_optional<T>::value) {
            draw(out.emplace());
        } else if constexpr (detail::is_vector<T>::value) {
            out.assign(below(4), typename T::value_type{});
            for (auto& element : out)
                draw(element);
        } else if constexpr (detail::is_variant<T>::value) {
            draw_alternative(out, below(std::variant_size_v<T>), std::make_index_sequence<std::variant_size_v<T>>{});
        } else if constexpr (std::is_enum_v<T>) {
            out = enum_words<T>[below(enum_words<T>.size())].value;
        } else if constexpr (std::is_same_v<T, bool>) {
            out = coin();
        } else if constexpr (std::is_integral_v<T>) {
            constexpr std::array<T, 5> numbers{0, 1, -1, std::numeric_limits<T>::max(), std::numeric_limits<T>::min()};
            out = numbers[below(numbers.size())];
        } else if constexpr (std::is_same_v<T, date>) {
            out = date{2020, 2, 27} + day_count{static_cast<std::int32_t>(below(4))};
        } else if constexpr (std::is_same_v<T, ratio>) {
            draw(out.numerator), draw(out.denominator);
        } else if constexpr (requires { out.id; }) {
            draw(out.id);
        } else {
            const std::array<std::string, 6> texts{"",     "a", "家访", "\"\\/\b\f\n\r\t", std::string{"\0\x1f\x7f", 3},
                                                   "value"};
            out = texts[below(texts.size())];
        }
    }

private:
    template <class T, std::size_t... I>
    void draw_alternative(T& out, std::size_t which, std::index_sequence<I...>) {
        ((I == which ? draw(out.template emplace<I>()) : void()), ...);
    }
    std::size_t below(std::size_t n) { return random_() % n; }
    bool coin() { return below(2) == 0; }

    std::mt19937 random_;
};

template <class T>
T read_back(const std::string& text, std::vector<problem>& problems) {
    const auto document = parse_document(text, "f");
    problems = document.problems;
    T out{};
    detail::value_reader reader{"f", problems};
    REQUIRE(document.root);
    reader.read(*document.root, out);
    return out;
}

template <class T>
void check_comes_back(const T& value) {
    const auto text = detail::json_text(detail::node_of(value));
    INFO(text);
    std::vector<problem> problems;
    CHECK((read_back<T>(text, problems) == value));
    CHECK(problems.empty());
}

/// What a rule kind may bring: every type that a parameter has.
struct every_parameter {
    param<std::int32_t> number{7};
    param<std::int64_t> amount{};
    param<ratio> line{};
    param<std::vector<ratio>> parts{};
    std::optional<param<std::vector<ratio>>> other_parts{};

    static constexpr auto fields() {
        return fields_of(field{"number", &every_parameter::number, presence::optional, ""},
                         field{"amount", &every_parameter::amount, presence::required, ""},
                         field{"line", &every_parameter::line, presence::required, ""},
                         field{"parts", &every_parameter::parts, presence::required, ""},
                         field{"other_parts", &every_parameter::other_parts, presence::optional, ""});
    }
    friend bool operator==(const every_parameter&, const every_parameter&) = default;
};

}  // namespace

TEST_CASE("node_of: whatever a clause and its rules can hold is read back the same") {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        clause c;
        drawing{seed}.draw(c);
        check_comes_back(c);
        every_parameter p;
        drawing{seed}.draw(p);
        check_comes_back(p);
    }
}

TEST_CASE("node_of: a parameter is as short as it can be") {
    const auto text = [](const auto& p) { return detail::json_text(detail::node_of(std::vector{p})); };
    CHECK(text(param<std::int32_t>{3}) == "[\n  3\n]\n");
    CHECK(text(param<ratio>{ratio{1, 10}}) == "[\n  {\"numerator\": 1, \"denominator\": 10}\n]\n");
    CHECK(text(param<std::int64_t>{{1'000'000'000'000}, "sum", ""}) ==
          "[\n  {\"value\": 1000000000000, \"name\": \"sum\"}\n]\n");
    CHECK(text(unspecified("within", "及时")) ==
          "[\n  {\"unspecified\": true, \"name\": \"within\", \"word\": \"及时\"}\n]\n");
    auto decided = param<std::int32_t>{{3}, "", "及时"};
    decided.settled = true;
    CHECK(text(decided) == "[\n  {\"value\": 3, \"word\": \"及时\", \"settled\": true}\n]\n");
    CHECK(text(param<std::vector<ratio>>{std::vector{ratio{1, 2}}}) ==
          "[\n  [{\"numerator\": 1, \"denominator\": 2}]\n]\n");
}

TEST_CASE("read: a parameter that is left out by its source does not keep the value that it has by default") {
    std::vector<problem> problems;
    const auto read = read_back<share>(
        R"({"line": {"unspecified": true}, "at_least": {"unspecified": true, "word": "若干"}})", problems);
    CHECK(problems.empty());
    CHECK(read.at_least == unspecified("", "若干"));
}
