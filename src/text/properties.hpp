// SPDX-License-Identifier: Apache-2.0
// Character classes that typography needs, over the Unicode database (ICU) and the fixed sets of
// docs/architecture.md. All take a code point and are pure.
#pragma once

#include <cstdint>

namespace inkstone::text {

/// ISO 15924 four-letter tag in one number, big-endian ('H','a','n','i'), as HarfBuzz uses it.
using ScriptTag = std::uint32_t;
constexpr ScriptTag script_tag(char a, char b, char c, char d) noexcept {
    const auto byte = [](char x) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(x));
    };
    return (byte(a) << 24U) | (byte(b) << 16U) | (byte(c) << 8U) | byte(d);
}
inline constexpr ScriptTag kLatin = script_tag('L', 'a', 't', 'n');
inline constexpr ScriptTag kHan = script_tag('H', 'a', 'n', 'i');
inline constexpr ScriptTag kHiragana = script_tag('H', 'i', 'r', 'a');
inline constexpr ScriptTag kKatakana = script_tag('K', 'a', 'n', 'a');
inline constexpr ScriptTag kHangul = script_tag('H', 'a', 'n', 'g');
inline constexpr ScriptTag kBopomofo = script_tag('B', 'o', 'p', 'o');
inline constexpr ScriptTag kCommon = script_tag('Z', 'y', 'y', 'y');
inline constexpr ScriptTag kInherited = script_tag('Z', 'i', 'n', 'h');

/// Script property (UAX #24).
ScriptTag script_of(char32_t c) noexcept;

bool is_han(char32_t c) noexcept;
bool is_kana(char32_t c) noexcept;
bool is_hangul(char32_t c) noexcept;
/// Han, kana, U+3005, U+3007, U+30FC, Bopomofo: what autospace and soft-break joining call a CJK
/// letter. Hangul is not one of them.
bool is_cjk_letter(char32_t c) noexcept;
/// CJK and full-width punctuation (U+3000 block marks, full-width forms of punctuation).
bool is_cjk_punctuation(char32_t c) noexcept;
/// East Asian Width W or F (UAX #11).
bool is_wide(char32_t c) noexcept;
/// Marks whose typography depends on context: “ ” ‘ ’ — … ⋯ · and the like.
bool is_ambiguous_mark(char32_t c) noexcept;
/// Letter of Latin, Greek or Cyrillic.
bool is_alphabetic_western(char32_t c) noexcept;
bool is_digit(char32_t c) noexcept;
/// Default_Ignorable_Code_Point: draws nothing when no face has it.
bool is_default_ignorable(char32_t c) noexcept;
/// Emoji_Presentation (UTS #51): coloured unless U+FE0E follows.
bool is_emoji_presentation(char32_t c) noexcept;
bool is_emoji(char32_t c) noexcept;
bool is_white_space(char32_t c) noexcept;

}  // namespace inkstone::text
