// SPDX-License-Identifier: Apache-2.0
// Which source text each glyph of a run stands for, so that copying gives back what was typed
// letter for letter (ToUnicode), and where that needs ActualText (ISO 32000-1 9.10.3, 14.9.4).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "writers/pdf/layout/pages.hpp"

namespace inkstone::pdf::paint {

/// Glyphs begin … end-1 (visual order) whose text is `text` as a whole.
struct ActualText {
    std::size_t begin = 0, end = 0;
    std::u16string_view text;
};

struct RunText {
    /// One per glyph, never empty: what its code maps to.
    std::vector<std::u16string_view> of_glyph;
    /// In order, not overlapping.
    std::vector<ActualText> replacements;
};

/// The texts refer to `run.text`, which must outlive the result.
RunText assign_text(const layout::GlyphRun& run);

/// Every cluster of the run with its text, in visual order, for runs whose glyphs have no codes of
/// their own. A cluster that glyphs elsewhere in the run already stand for has an empty text.
std::vector<ActualText> cluster_texts(const layout::GlyphRun& run);

/// Private use means nothing outside its font, and U+FEFF, U+FFFE are no legal ToUnicode values
/// (PDF/UA-1 7.21.7, PDF/A-2 6.2.11.7.3): such text is given as ActualText as well.
bool needs_actual_text(std::u16string_view text);

}  // namespace inkstone::pdf::paint
