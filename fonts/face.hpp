// SPDX-License-Identifier: Apache-2.0
// One font face: a file (or a member of a collection) opened by memory map, with the metrics and
// coverage that layout needs. Immutable after opening, so any thread may read it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/result.hpp"

namespace inkstone::fonts {

using GlyphId = std::uint32_t;

/// How the outlines are stored, which decides how a PDF embeds them.
enum class OutlineFormat { TrueType, NameKeyedCff, CidKeyedCff, Bitmap };

/// Lengths in font units, y upwards. `cap_height` and `x_height` are measured on H and x when the
/// OS/2 table lacks them.
struct FaceMetrics {
    int units_per_em = 1000;
    int ascent = 0;   ///< hhea
    int descent = 0;  ///< hhea, negative
    int cap_height = 0;
    int x_height = 0;
    int underline_position = 0;  ///< of the line's middle, negative below the baseline
    int underline_thickness = 0;
    int x_min = 0, y_min = 0, x_max = 0, y_max = 0;  ///< head bounding box
    double italic_angle = 0;                         ///< degrees, negative leans right
};

/// What a face is called and where it lies.
struct FaceName {
    std::string family;
    std::string postscript_name;
    std::string path;
    std::uint32_t index = 0;  ///< member of a collection
    int weight = 400;         ///< OS/2 usWeightClass
    bool italic = false;
    bool monospaced = false;
};

/// An opened face. Lives as long as its Library.
class Face {
public:
    ~Face();
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    /// Maps the file. Errors: not readable, not a font, no such member, embedding forbidden
    /// (OS/2 fsType), variable CFF2.
    static Result<std::unique_ptr<Face>> open(const std::string& path, std::uint32_t index);

    [[nodiscard]] const FaceName& name() const noexcept;
    [[nodiscard]] const FaceMetrics& metrics() const noexcept;
    [[nodiscard]] OutlineFormat format() const noexcept;
    [[nodiscard]] std::uint32_t glyph_count() const noexcept;
    /// Glyph of a character by the cmap, 0 when the face has none.
    [[nodiscard]] GlyphId glyph(char32_t c) const noexcept;
    [[nodiscard]] bool covers(char32_t c) const noexcept { return glyph(c) != 0; }
    /// Horizontal advance in font units.
    [[nodiscard]] int advance(GlyphId glyph) const noexcept;
    /// What a PDF content stream must write for `glyph`: the CID of a CID-keyed CFF face (the glyph
    /// id itself where the charset is the identity, as in Noto CJK), the glyph id of all others.
    [[nodiscard]] std::uint32_t code(GlyphId glyph) const noexcept;
    /// Glyph of a character followed by a variation selector (cmap format 14), 0 when the face has
    /// no such pair.
    [[nodiscard]] GlyphId variation_glyph(char32_t c, char32_t selector) const noexcept;
    /// The PNG picture of a glyph of a bitmap face (CBDT, sbix), empty when there is none. The
    /// bytes belong to the face.
    [[nodiscard]] std::string_view png(GlyphId glyph) const noexcept;
    /// Where that picture stands, in font units (hb_font_get_glyph_extents); zeros when it has no
    /// ink. For outline glyphs the box of the outline. Not cached: for pictures and tests.
    struct Box {
        int x_min = 0, y_min = 0, x_max = 0, y_max = 0;
    };
    [[nodiscard]] Box box(GlyphId glyph) const noexcept;
    /// Number that orders faces the same way in every run: position of the opening request in the
    /// Library's manifest order.
    [[nodiscard]] std::uint32_t ordinal() const noexcept;

    struct Impl;  // HarfBuzz objects; only fonts/ sees inside
    [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }

private:
    friend class Library;
    Face();
    std::unique_ptr<Impl> impl_;
};

}  // namespace inkstone::fonts
