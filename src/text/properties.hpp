// SPDX-License-Identifier: Apache-2.0
// Character classes that typography needs, over the Unicode database (ICU) and the fixed sets of
// docs/architecture.md. All take a code point and are pure. The blocks that ordinary documents
// consist of (ASCII, the main Han block) are answered inline; the rest asks the database.
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
inline constexpr ScriptTag kGreek = script_tag('G', 'r', 'e', 'k');
inline constexpr ScriptTag kCyrillic = script_tag('C', 'y', 'r', 'l');
inline constexpr ScriptTag kHan = script_tag('H', 'a', 'n', 'i');
inline constexpr ScriptTag kHiragana = script_tag('H', 'i', 'r', 'a');
inline constexpr ScriptTag kKatakana = script_tag('K', 'a', 'n', 'a');
inline constexpr ScriptTag kHangul = script_tag('H', 'a', 'n', 'g');
inline constexpr ScriptTag kBopomofo = script_tag('B', 'o', 'p', 'o');
inline constexpr ScriptTag kCommon = script_tag('Z', 'y', 'y', 'y');
inline constexpr ScriptTag kInherited = script_tag('Z', 'i', 'n', 'h');

namespace detail {
ScriptTag script_from_database(char32_t c) noexcept;
bool is_han_outside_main_block(char32_t c) noexcept;
bool is_wide_from_database(char32_t c) noexcept;
bool is_default_ignorable_from_database(char32_t c) noexcept;
bool is_emoji_presentation_from_database(char32_t c) noexcept;
bool is_emoji_from_database(char32_t c) noexcept;
bool is_white_space_from_database(char32_t c) noexcept;
bool is_mark_from_database(char32_t c) noexcept;

constexpr bool between(char32_t c, char32_t first, char32_t last) noexcept {
    return c >= first && c <= last;
}
constexpr bool is_ascii_letter(char32_t c) noexcept {
    return between(c | 0x20U, U'a', U'z');
}
/// CJK Unified Ideographs and Extension A, without the hexagrams between them.
constexpr bool is_main_han(char32_t c) noexcept {
    return between(c, 0x4E00, 0x9FFF) || between(c, 0x3400, 0x4DBF);
}
}  // namespace detail

/// Script property (UAX #24).
inline ScriptTag script_of(char32_t c) noexcept {
    if (c < 0x80) return detail::is_ascii_letter(c) ? kLatin : kCommon;
    if (detail::is_main_han(c)) return kHan;
    return detail::script_from_database(c);
}

inline bool is_han(char32_t c) noexcept {
    if (detail::is_main_han(c)) return true;
    return c >= 0x2E80 && detail::is_han_outside_main_block(c);
}

/// Hiragana and Katakana letters, half-width forms included, with U+30FC. Not the middle dot
/// U+30FB, which is punctuation.
bool is_kana(char32_t c) noexcept;

/// Hangul syllables and jamo.
bool is_hangul(char32_t c) noexcept;

/// Han, kana, U+3005, U+3007, U+30FC, Bopomofo: what autospace and soft-break joining call a CJK
/// letter. Hangul is not one of them.
inline bool is_cjk_letter(char32_t c) noexcept {
    if (c < 0x2E80) return false;
    if (detail::is_main_han(c)) return true;
    return is_kana(c) || detail::between(c, 0x3105, 0x312F) || detail::between(c, 0x31A0, 0x31BF) ||
           detail::is_han_outside_main_block(c);
}

/// CJK and full-width punctuation (U+3000 block marks, full-width forms of punctuation).
bool is_cjk_punctuation(char32_t c) noexcept;

/// East Asian Width W or F (UAX #11).
inline bool is_wide(char32_t c) noexcept {
    if (c < 0x1100) return false;
    if (detail::is_main_han(c)) return true;
    return detail::is_wide_from_database(c);
}

/// Marks whose typography depends on context: “ ” ‘ ’ — … ⋯ · and the like.
bool is_ambiguous_mark(char32_t c) noexcept;

/// Letter of Latin, Greek or Cyrillic.
bool is_alphabetic_western(char32_t c) noexcept;

/// ASCII digit.
constexpr bool is_digit(char32_t c) noexcept {
    return detail::between(c, U'0', U'9');
}

/// Default_Ignorable_Code_Point: draws nothing when no face has it.
inline bool is_default_ignorable(char32_t c) noexcept {
    if (c < 0xAD || detail::is_main_han(c)) return false;
    return detail::is_default_ignorable_from_database(c);
}

/// Emoji_Presentation (UTS #51): coloured unless U+FE0E follows.
inline bool is_emoji_presentation(char32_t c) noexcept {
    return c >= 0x231A && !detail::is_main_han(c) && detail::is_emoji_presentation_from_database(c);
}

/// Emoji property (UTS #51): may be coloured. True of ASCII digits, # and * (keycap bases).
inline bool is_emoji(char32_t c) noexcept {
    return !detail::is_main_han(c) && detail::is_emoji_from_database(c);
}

/// White_Space property.
inline bool is_white_space(char32_t c) noexcept {
    if (c < 0x80) return c == U' ' || detail::between(c, 0x09, 0x0D);
    return !detail::is_main_han(c) && detail::is_white_space_from_database(c);
}

/// General category M: a combining mark, which belongs to the character before it.
inline bool is_mark(char32_t c) noexcept {
    return c >= 0x300 && !detail::is_main_han(c) && detail::is_mark_from_database(c);
}

}  // namespace inkstone::text
