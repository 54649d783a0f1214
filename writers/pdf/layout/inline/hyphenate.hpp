// SPDX-License-Identifier: Apache-2.0
// Hyphenation: where words may be divided, and what the hyphen costs (output requirements HY1,
// HY2). Soft hyphens of the source are honoured; dictionaries join here.
#pragma once

#include <string_view>

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Marks division points of words by dictionary. Adds none where no dictionary is known.
void hyphenate(Setting& setting, Context& context);

/// Whether words of `lang` can be divided: Latin-only text is justified only then (JU1).
bool can_hyphenate(std::string_view lang) noexcept;

/// Cost of a line that ends with a hyphen.
std::int32_t hyphen_penalty(const Setting& setting) noexcept;

/// The glyph drawn at a division: U+2010, or U+002D where the face lacks it.
fonts::GlyphId hyphen_glyph(const fonts::Face& face) noexcept;
double hyphen_width(const fonts::Face* face, double size) noexcept;

}  // namespace inkstone::layout::para
