// SPDX-License-Identifier: Apache-2.0
// Parts of a font dictionary as text: widths, ToUnicode CMap, descriptor entries
// (ISO 32000-1 9.7.4.3, 9.8, 9.10.3).
#pragma once

#include <span>
#include <string>
#include <utility>

#include "fonts/face.hpp"

namespace inkstone::pdf::paint {

/// A glyph's advance in thousandths of the em, to three decimals: the number that W states, so
/// that placing glyphs by it gathers no error.
std::int64_t advance_milli(const fonts::Face& face, fonts::GlyphId glyph);

/// The entries DW and W for `glyphs` (sorted). The commonest width is the default.
std::string width_entries(const fonts::Face& face, std::span<const fonts::GlyphId> glyphs);

/// A ToUnicode CMap of bfchar only, 100 a block: some readers misread bfrange.
std::string to_unicode_cmap(std::span<const std::pair<fonts::GlyphId, std::u16string>> mappings);

/// FontDescriptor entries without FontName and FontFile.
std::string descriptor_entries(const fonts::Face& face);

}  // namespace inkstone::pdf::paint
