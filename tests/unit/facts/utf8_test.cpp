// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/utf8.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace baoxue;

TEST_CASE("is_ascii: one high bit anywhere is seen, whatever the length") {
    CHECK(detail::is_ascii(""));
    for (std::size_t length = 1; length < 20; ++length) {
        std::string text(length, '\x7f');
        CHECK(detail::is_ascii(text));
        for (std::size_t i = 0; i < length; ++i) {
            text[i] = '\x80';
            if (detail::is_ascii(text))
                FAIL(i << " of " << length);
            text[i] = '\x7f';
        }
    }
}

TEST_CASE("is_utf8: what the standard allows, each boundary from both sides") {
    for (const std::string good : {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                                   "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "控辍保学"})
        CHECK(detail::is_utf8(good));
    for (const std::string bad : {"\x80", "\xc1\xbf", "\xc2",
                                  "\xc2"
                                  "a",
                                  "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe4\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
                                  "\xf5\x80\x80\x80", "\xff", "a\xff"})
        CHECK_FALSE(detail::is_utf8(bad));
}
