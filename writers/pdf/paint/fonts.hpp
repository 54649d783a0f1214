// SPDX-License-Identifier: Apache-2.0
// The fonts of the file. A code is always the face's own glyph id (two bytes, Identity-H). Where
// one glyph stands for several source texts (NBSP and space, a Kangxi radical and its Han letter)
// the face gets further variants: a Type0 font with its own ToUnicode over the same descendant and
// the same font program, so that every viewer copies what was typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/face.hpp"
#include "writers/pdf/haru/document.hpp"

namespace inkstone::pdf::paint {

using haru::ObjectId;

/// A Type0 font of the file, numbered from 0 in order of first use; its resource name is F<n+1>.
using FontIndex = std::uint32_t;

/// The glyphs of one face that the document shows, and what they stand for.
class FaceUse {
public:
    explicit FaceUse(const fonts::Face& face) : face_(face) {}

    struct Choice {
        std::size_t variant = 0;
        bool exact = true;  ///< false: no variant was left, the code maps to another text
    };
    /// The variant in which `glyph` stands for `text`: the first in which it already does, or in
    /// which it is free. `glyph` must be below the face's glyph count.
    Choice variant(fonts::GlyphId glyph, std::u16string_view text);

    [[nodiscard]] const fonts::Face& face() const noexcept { return face_; }
    /// Glyphs of all variants, sorted.
    [[nodiscard]] std::vector<fonts::GlyphId> glyphs() const;
    /// (glyph, text) of one variant, sorted by glyph.
    [[nodiscard]] std::vector<std::pair<fonts::GlyphId, std::u16string>> mappings(
        std::size_t variant) const;

private:
    /// 0: free. Otherwise a code point + 1, or kLong + an index into long_texts_.
    using TextCode = std::uint32_t;
    TextCode code_of(std::u16string_view text);
    [[nodiscard]] std::u16string text_of(TextCode code) const;

    const fonts::Face& face_;
    /// The place in first_ that holds `glyph`, or the free one where it belongs.
    [[nodiscard]] std::size_t slot_of(fonts::GlyphId glyph) const;
    void grow();

    /// The first variant, by a hash of the glyph id (open addressing); nearly every glyph is only
    /// there, and a face of 65,000 glyphs shows some hundreds.
    struct Shown {
        fonts::GlyphId glyph = 0;
        TextCode code = 0;
    };
    std::vector<Shown> first_;
    std::size_t used_ = 0;
    /// The others, sparse.
    std::vector<std::map<fonts::GlyphId, TextCode>> others_;
    std::vector<std::u16string> long_texts_;
    std::map<std::u16string, TextCode, std::less<>> long_codes_;
};

/// Every font of one document.
class FontSet {
public:
    explicit FontSet(haru::Document& document) : document_(document) {}

    /// A handle to `face`, for `font`. Faces are numbered in order of first use.
    std::size_t face(const fonts::Face& face);
    struct Choice {
        FontIndex font = 0;
        bool exact = true;  ///< false: the text must be given as ActualText
    };
    /// The font in which `glyph` of the face stands for `text`; its object is reserved at once.
    Choice font(std::size_t face, fonts::GlyphId glyph, std::u16string_view text);
    /// Advance of a glyph as the PDF states it, in thousandths of the em.
    [[nodiscard]] double advance(std::size_t face, fonts::GlyphId glyph) const;
    [[nodiscard]] ObjectId object(FontIndex font) const { return fonts_[font]; }
    /// A glyph that can stand, unseen, for text drawn by other means.
    struct Letter {
        std::size_t face = 0;
        fonts::GlyphId glyph = 0;  ///< 0: no face with letters has come yet
        FontIndex font = 0;
    };
    /// The letter for `text`, usually one character; texts share the letters in turn.
    Letter hidden_letter(std::u16string_view text);

    /// Subsets and writes all fonts. Errors: a face that cannot be subset.
    Result<void> write();

private:
    struct Entry {
        std::unique_ptr<FaceUse> use;
        std::vector<FontIndex> variants;
    };
    Result<void> write_face(const Entry& entry);

    haru::Document& document_;
    std::vector<Entry> faces_;
    std::vector<ObjectId> fonts_;
    const fonts::Face* last_face_ = nullptr;
    std::size_t last_index_ = 0;

    const fonts::Face* letter_face_ = nullptr;  ///< the first face that has letters
    std::map<std::u16string, char32_t, std::less<>> letters_;
};

}  // namespace inkstone::pdf::paint
