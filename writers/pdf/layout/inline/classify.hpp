// SPDX-License-Identifier: Apache-2.0
// Character classes of paragraph setting and the geometry of full-width marks (output
// requirements 1.6). Pure functions of code point and language.
#pragma once

#include <string_view>

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Ⅰ … ⅿ: Latin letters in one code point, which Chinese and Japanese text sets one zw wide.
constexpr bool is_roman_numeral(char32_t c) noexcept {
    return c >= 0x2160 && c <= 0x217F;
}

/// Whose rules a text follows for punctuation. Languages without rules of their own use Hans.
enum class Region : std::uint8_t { Hans, Hant, Ja, Ko };
Region region_of(std::string_view lang) noexcept;

/// Class of a cluster by its first code point. Marks that depend on context are Ambiguous.
CharClass classify(char32_t c) noexcept;

/// Class an ambiguous mark takes when its context is wide.
CharClass wide_class(char32_t c) noexcept;

/// Blank sides of a full-width mark in zw (advance of one full-width letter).
struct MarkSides {
    float left = 0, right = 0;
};
MarkSides mark_sides(char32_t c, CharClass kind, Region region) noexcept;

/// Han counters that rather stay with the number before them (BR4).
bool is_counter(char32_t c) noexcept;

}  // namespace inkstone::layout::para
