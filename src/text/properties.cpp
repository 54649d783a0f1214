// SPDX-License-Identifier: Apache-2.0
// Character classes over ICU's Unicode database; the inline fast paths are in the header.
#include "src/text/properties.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace inkstone::text {
namespace {

using detail::between;

UChar32 code(char32_t c) noexcept {
    return static_cast<UChar32>(c);
}

bool has(char32_t c, UProperty property) noexcept {
    return u_hasBinaryProperty(code(c), property) != 0;
}

bool has_script(char32_t c, UScriptCode script) noexcept {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(code(c), &status) == script;
}

ScriptTag tag_of_name(const char* name) noexcept {
    if (name == nullptr || name[0] == '\0') return kCommon;
    return script_tag(name[0], name[1], name[2], name[3]);
}

/// Punctuation general categories (Pc Pd Ps Pe Pi Pf Po).
bool is_punctuation(char32_t c) noexcept {
    return (U_GET_GC_MASK(code(c)) & U_GC_P_MASK) != 0;
}

}  // namespace

namespace detail {

ScriptTag script_from_database(char32_t c) noexcept {
    if (between(c, 0xAC00, 0xD7A3)) return kHangul;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code(c), &status);
    if (U_FAILURE(status) != 0) return kCommon;
    switch (static_cast<int>(script)) {
        case USCRIPT_COMMON:
            return kCommon;
        case USCRIPT_INHERITED:
            return kInherited;
        case USCRIPT_HIRAGANA:
            return kHiragana;
        case USCRIPT_KATAKANA:
            return kKatakana;
        case USCRIPT_HAN:
            return kHan;
        default:
            return tag_of_name(uscript_getShortName(script));
    }
}

bool is_han_outside_main_block(char32_t c) noexcept {
    if (between(c, 0x3040, 0x33FF) || between(c, 0xA000, 0xF8FF)) return false;
    return has_script(c, USCRIPT_HAN);
}

bool is_wide_from_database(char32_t c) noexcept {
    const int width = u_getIntPropertyValue(code(c), UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

bool is_default_ignorable_from_database(char32_t c) noexcept {
    return has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_emoji_presentation_from_database(char32_t c) noexcept {
    return has(c, UCHAR_EMOJI_PRESENTATION);
}

bool is_emoji_from_database(char32_t c) noexcept {
    return has(c, UCHAR_EMOJI);
}

bool is_white_space_from_database(char32_t c) noexcept {
    return has(c, UCHAR_WHITE_SPACE);
}

bool is_mark_from_database(char32_t c) noexcept {
    return (U_GET_GC_MASK(code(c)) & U_GC_M_MASK) != 0;
}

}  // namespace detail

bool is_kana(char32_t c) noexcept {
    if (c < 0x3041) return false;
    if (c <= 0x30FF) return c != 0x30FB && c != 0x30A0 && !between(c, 0x3097, 0x309C);
    if (between(c, 0x31F0, 0x31FF)) return true;                           // small kana for Ainu
    if (between(c, 0xFF66, 0xFF9F)) return true;                           // half-width forms
    return between(c, 0x1AFF0, 0x1B16F) && !between(c, 0x1B123, 0x1B131);  // historic kana
}

bool is_hangul(char32_t c) noexcept {
    if (c < 0x1100) return false;
    return between(c, 0xAC00, 0xD7A3) || c <= 0x11FF || between(c, 0x3131, 0x318E) ||
           between(c, 0xA960, 0xA97C) || between(c, 0xD7B0, 0xD7FB) || between(c, 0xFFA0, 0xFFDC);
}

bool is_cjk_punctuation(char32_t c) noexcept {
    if (c < 0x3000) return between(c, 0x2E3A, 0x2E3B);  // two- and three-em dash
    if (c <= 0x303F) {
        return between(c, 0x3001, 0x3003) || between(c, 0x3008, 0x3020) || c == 0x3030 ||
               c == 0x303D;
    }
    if (c == 0x30FB || c == 0x30A0) return true;
    if (between(c, 0xFE10, 0xFE19) || between(c, 0xFE30, 0xFE6B)) return true;  // vertical, small
    if (between(c, 0xFF01, 0xFF65)) return is_punctuation(c) || c == 0xFF5E;
    return false;
}

bool is_ambiguous_mark(char32_t c) noexcept {
    switch (c) {
        case 0x00B7:  // middle dot
        case 0x2013:  // en dash
        case 0x2014:  // em dash
        case 0x2015:  // horizontal bar, an em dash of older encodings
        case 0x2018:
        case 0x2019:
        case 0x201C:
        case 0x201D:
        case 0x2025:  // two-dot leader
        case 0x2026:  // ellipsis
        case 0x2027:  // hyphenation point, a middle dot in Taiwan
        case 0x22EF:  // centred ellipsis
        case 0x2E3A:  // two-em dash
            return true;
        default:
            return false;
    }
}

bool is_alphabetic_western(char32_t c) noexcept {
    if (c < 0x80) return detail::is_ascii_letter(c);
    if (between(c, 0x2E80, 0xA63F) || between(c, 0xAC00, 0xD7A3)) return false;
    if (!u_isalpha(code(c))) return false;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code(c), &status);
    // U+00AA, U+00BA and modifier letters are Latin; U+00B5 (micro) is Common and not a letter
    // of a word.
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

}  // namespace inkstone::text
