// SPDX-License-Identifier: Apache-2.0
// Subsetting by hb-subset for embedding in PDF (and, optionally, EPUB).
#pragma once

#include <span>
#include <string>

#include "fonts/face.hpp"
#include "inkstone/result.hpp"

namespace inkstone::fonts {

/// How the PDF must embed the program. In all three a content code is the ORIGINAL glyph id.
enum class ProgramKind {
    CffCid,   ///< bare CFF table, CID-keyed: FontFile3 /CIDFontType0C, CIDFontType0
    CffName,  ///< bare CFF table, name-keyed with glyph ids kept: the same
    Glyf,     ///< whole sfnt with glyph ids kept: FontFile2, CIDFontType2, CIDToGIDMap /Identity
};

struct FontProgram {
    ProgramKind kind = ProgramKind::Glyf;
    std::string bytes;
    std::string registry = "Adobe";  ///< CIDSystemInfo
    std::string ordering = "Identity";
    int supplement = 0;
};

/// The part of `face` that `glyphs` (original ids, sorted, without duplicates; glyph 0 is always
/// kept) need. No layout tables, no hints. Same input, same bytes.
/// Errors: HarfBuzz refuses the face.
Result<FontProgram> subset(const Face& face, std::span<const GlyphId> glyphs);

}  // namespace inkstone::fonts
