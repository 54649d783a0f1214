// SPDX-License-Identifier: Apache-2.0
// Hyphenation: where words may be divided, and what the hyphen costs (output requirements HY1,
// HY2). Soft hyphens of the source are honoured; dictionaries give the rest.
#pragma once

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Marks the division points of the words in clusters [begin, end), a stretch without spaces that
/// is neither code nor an address.
void divide_words(Setting& setting, Context& context, std::size_t begin, std::size_t end);

/// Whether the first Western word of the paragraph is in a language with a dictionary: Latin-only
/// text is justified only then (JU1).
bool can_hyphenate(const Setting& setting, Context& context);

/// Cost of a line that ends with a hyphen.
std::int32_t hyphen_penalty(const Setting& setting) noexcept;

/// The glyph drawn at a division: U+2010, or U+002D where the face lacks it.
fonts::GlyphId hyphen_glyph(const fonts::Face& face) noexcept;
double hyphen_width(const fonts::Face* face, double size) noexcept;

}  // namespace inkstone::layout::para
