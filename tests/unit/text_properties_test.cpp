// SPDX-License-Identifier: Apache-2.0
// Character classes; the inline fast paths against ICU's database for every code point.
#include "src/text/properties.hpp"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string>

namespace inkstone::text {
namespace {

TEST(Properties, AgreeWithTheDatabaseForEveryCodePoint) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const auto u = static_cast<UChar32>(c);
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(u, &status);
        const char* name = uscript_getShortName(script);
        ASSERT_EQ(script_of(c), script_tag(name[0], name[1], name[2], name[3])) << std::hex << +c;
        ASSERT_EQ(is_han(c), script == USCRIPT_HAN) << std::hex << +c;
        const int width = u_getIntPropertyValue(u, UCHAR_EAST_ASIAN_WIDTH);
        ASSERT_EQ(is_wide(c), width == U_EA_WIDE || width == U_EA_FULLWIDTH) << std::hex << +c;
        ASSERT_EQ(is_default_ignorable(c),
                  u_hasBinaryProperty(u, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0);
        ASSERT_EQ(is_emoji_presentation(c), u_hasBinaryProperty(u, UCHAR_EMOJI_PRESENTATION) != 0);
        ASSERT_EQ(is_emoji(c), u_hasBinaryProperty(u, UCHAR_EMOJI) != 0);
        ASSERT_EQ(is_white_space(c), u_hasBinaryProperty(u, UCHAR_WHITE_SPACE) != 0);
        ASSERT_EQ(is_mark(c), (U_GET_GC_MASK(u) & U_GC_M_MASK) != 0) << std::hex << +c;
        const bool kana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
        if (kana && u_isalpha(u)) {
            ASSERT_TRUE(is_kana(c) || c > 0xFFFF || c >= 0x32D0) << std::hex << +c;
        }
        if (script == USCRIPT_HANGUL && u_isalpha(u) && u_charType(u) == U_OTHER_LETTER) {
            ASSERT_TRUE(is_hangul(c)) << std::hex << +c;
        }
    }
}

TEST(Properties, CjkLetters) {
    for (const char32_t c : std::u32string(U"汉々〇ーあアㇰｱㄅ𠮷﨑㐀"))
        EXPECT_TRUE(is_cjk_letter(c)) << +c;
    for (const char32_t c : std::u32string(U"a가1，。「・ｶﾞ～Ａ①㎡ ×")) {
        if (c == U'ｶ' || c == U'ﾞ') continue;
        EXPECT_FALSE(is_cjk_letter(c)) << +c;
    }
}

TEST(Properties, Kana) {
    for (const char32_t c : std::u32string(U"ぁんァヺーｦﾟㇿゝヾゟヿ"))
        EXPECT_TRUE(is_kana(c)) << +c;
    for (const char32_t c : std::u32string(U"・゠゛゜\u3099漢")) EXPECT_FALSE(is_kana(c)) << +c;
}

TEST(Properties, CjkPunctuation) {
    for (const char32_t c : std::u32string(
             U"、。〃「」『』【】〔〕〖〗〜・゠！（），．：；？［］｛｝～｟｠｡｢｣､･﹐︰⸺")) {
        EXPECT_TRUE(is_cjk_punctuation(c)) << +c;
    }
    for (const char32_t c : std::u32string(U",.“”—…汉あＡ０＋＝々〇　")) {
        EXPECT_FALSE(is_cjk_punctuation(c)) << +c;
    }
}

TEST(Properties, AmbiguousMarks) {
    for (const char32_t c : std::u32string(U"“”‘’—…⋯·–")) EXPECT_TRUE(is_ambiguous_mark(c)) << +c;
    for (const char32_t c : std::u32string(U"\"'-.，")) EXPECT_FALSE(is_ambiguous_mark(c)) << +c;
}

TEST(Properties, WesternLetters) {
    for (const char32_t c : std::u32string(U"aZéßıΩЖṽﬁªⱿꙀ"))
        EXPECT_TRUE(is_alphabetic_western(c)) << +c;
    for (const char32_t c : std::u32string(U"1[`{@×÷µ汉א\u0301"))
        EXPECT_FALSE(is_alphabetic_western(c)) << +c;
}

TEST(Properties, Digits) {
    EXPECT_TRUE(is_digit(U'0') && is_digit(U'9'));
    EXPECT_FALSE(is_digit(U'/') || is_digit(U':') || is_digit(U'０') || is_digit(U'٣'));
}

TEST(Properties, OutOfRangeIsHarmless) {
    EXPECT_FALSE(is_han(0xFFFFFFFF));
    EXPECT_FALSE(is_cjk_letter(0x110000));
    (void)script_of(0xFFFFFFFF);
    EXPECT_FALSE(is_wide(0xFFFFFFFF));
}

}  // namespace
}  // namespace inkstone::text
