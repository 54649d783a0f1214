// SPDX-License-Identifier: Apache-2.0
// UTF-8 and UTF-16: decoding, encoding, repair of input bytes.
#include "src/text/utf8.hpp"

#include <gtest/gtest.h>

namespace inkstone::text {
namespace {

using namespace std::string_literals;

TEST(Utf8, RoundTripOfEveryCodePoint) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string utf8;
        append(utf8, c);
        std::size_t position = 0;
        ASSERT_EQ(decode(utf8, position), c);
        ASSERT_EQ(position, utf8.size());
        std::u16string utf16;
        append(utf16, c);
        position = 0;
        ASSERT_EQ(decode(std::u16string_view(utf16), position), c);
        ASSERT_EQ(position, utf16.size());
    }
}

TEST(Utf8, ValuesThatAreNoScalarsBecomeTheReplacement) {
    for (const char32_t c : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) {
        std::string utf8;
        append(utf8, c);
        EXPECT_EQ(utf8, "\uFFFD");
        std::u16string utf16;
        append(utf16, c);
        EXPECT_EQ(utf16, u"\uFFFD");
    }
}

/// Unicode 15, 3.9, tables 3-8 to 3-11: one U+FFFD for each maximal subpart.
TEST(Utf8, MaximalSubparts) {
    const std::u32string r(1, kReplacement);
    EXPECT_EQ(to_utf32("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
              r + r + r + r + r + r + r + r + U"A");
    EXPECT_EQ(to_utf32("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
              r + r + r + r + r + r + r + r + U"A");
    EXPECT_EQ(to_utf32("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
              r + r + r + r + r + U"A" + r + r + U"B");
    EXPECT_EQ(to_utf32("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), r + r + r + r + U"A");
}

TEST(Utf8, CutAtTheEnd) {
    EXPECT_EQ(to_utf32("a\xE6\xB1"), U"a\uFFFD");
    EXPECT_EQ(to_utf32("\xF0"), U"\uFFFD");
}

TEST(Utf16, LoneSurrogates) {
    const char16_t text[] = {0xDC00, u'a', 0xD800, u'b', 0xD83D};
    EXPECT_EQ(to_utf8(std::u16string_view(text, 5)), "\uFFFDa\uFFFDb\uFFFD");
}

TEST(Utf16, FromUtf8) {
    EXPECT_EQ(to_utf16("a汉𠮷"), u"a汉𠮷");
}

TEST(CleanInput, CleanTextIsLeftAlone) {
    const CleanText clean = clean_input("e\u0301 汉字 Ａ\n𠮷\n");
    EXPECT_EQ(clean.utf8, "e\u0301 汉字 Ａ\n𠮷\n");
    EXPECT_TRUE(clean.repairs.empty());
}

TEST(CleanInput, RemovesTheByteOrderMark) {
    EXPECT_EQ(clean_input("\xEF\xBB\xBFtext").utf8, "text");
    EXPECT_EQ(clean_input("te\xEF\xBB\xBFxt").utf8, "te\xEF\xBB\xBFxt");
    EXPECT_EQ(clean_input("\xEF\xBB\xBF").utf8, "");
}

TEST(CleanInput, LineEnds) {
    EXPECT_EQ(clean_input("a\r\nb\rc\n\r\nd\r").utf8, "a\nb\nc\n\nd\n");
    EXPECT_EQ(clean_input("a\r\nb\rc", true).utf8, "a\r\nb\rc");
    EXPECT_TRUE(clean_input("a\r\nb").repairs.empty());
}

TEST(CleanInput, NulIsReplacedAndReportedOnce) {
    const CleanText clean = clean_input("ab\nc\0d\0"s);
    EXPECT_EQ(clean.utf8, "ab\nc\uFFFDd\uFFFD");
    ASSERT_EQ(clean.repairs.size(), 1U);
    EXPECT_EQ(clean.repairs[0].what, "2 NUL characters replaced by U+FFFD");
    EXPECT_EQ(clean.repairs[0].position, (SourcePosition{2, 2}));
}

TEST(CleanInput, IllFormedBytesAreReplacedAndReported) {
    const CleanText clean = clean_input("x\r\n汉\xFFy");
    EXPECT_EQ(clean.utf8, "x\n汉\uFFFDy");
    ASSERT_EQ(clean.repairs.size(), 1U);
    EXPECT_EQ(clean.repairs[0].what, "1 ill-formed UTF-8 sequence replaced by U+FFFD");
    EXPECT_EQ(clean.repairs[0].position, (SourcePosition{2, 4}));
}

TEST(CleanInput, Utf16WithAByteOrderMark) {
    EXPECT_EQ(clean_input("\xFF\xFE"
                          "a\0\r\0\n\0\x49\x6C"s)
                  .utf8,
              "a\n汉");
    EXPECT_EQ(clean_input("\xFE\xFF\0a\x6C\x49\xD8\x42\xDF\xB7"s).utf8, "a汉𠮷");
    EXPECT_EQ(clean_input("\xFF\xFE"
                          "a\0b"s)
                  .utf8,
              "a\uFFFD");
    ASSERT_EQ(clean_input("\xFF\xFE"
                          "a\0"s)
                  .repairs.size(),
              1U);
}

TEST(CleanInput, AnyBytesGiveCleanUtf8) {
    std::string bytes;
    std::uint32_t state = 1;
    for (int i = 0; i < 100000; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes += static_cast<char>(state >> 24U);
    }
    const CleanText once = clean_input(bytes);
    const CleanText twice = clean_input(once.utf8);
    EXPECT_EQ(once.utf8, twice.utf8);
    EXPECT_TRUE(twice.repairs.empty());
}

}  // namespace
}  // namespace inkstone::text
