// SPDX-License-Identifier: Apache-2.0
// The data that the phases of paragraph setting hand on: text with styles, clusters with faces,
// glyphs and glue. Private to this folder. Lengths in points unless said otherwise.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "fonts/shape.hpp"
#include "src/text/properties.hpp"
#include "writers/pdf/layout/inline/paragraph.hpp"
#include "writers/pdf/layout/math/formula.hpp"

namespace inkstone::layout::para {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Highlighter yellow, 1.1:1 on white: the text on it keeps 15:1.
inline constexpr Color kMarkColor{0xFF, 0xF3, 0xB0};

/// How a stretch of text looks and which element it belongs to.
struct TextStyle {
    fonts::Role role = fonts::Role::Body;
    fonts::Style face{};
    double size = 0;
    double rise = 0;  ///< upwards
    Color color{};
    std::uint16_t lang = 0;  ///< index in Setting::langs
    TagId tag = kNoTag;
    ArtifactKind artifact = ArtifactKind::None;
    std::uint32_t link = kNone;     ///< index in Setting::links
    std::uint32_t picture = kNone;  ///< index in Setting::pictures; the text is kPictureMark
    std::uint32_t formula = kNone;  ///< index in Setting::formulas; the text is kPictureMark
    std::uint32_t key = kNone;    ///< of <kbd>: stretches of one number have a ground of their own
    std::uint32_t frame = kNone;  ///< stretches of one number have a frame drawn around them
    bool code = false;
    bool strike = false;
    bool underline = false;
    bool mark = false;
    bool raised = false;     ///< sub- or superscript: no autospace beside it
    bool emphasis = false;   ///< EM3
    bool note_mark = false;  ///< glued to what stands before it
};

/// A stretch of Setting::text of one style. Spans follow each other without gaps.
struct TextSpan {
    std::uint32_t begin = 0;
    std::uint32_t style = 0;
    SourcePosition position;
};

/// A link target with the element that paint hangs its annotations on.
struct LinkTarget {
    std::string uri, destination, contents;
    TagId tag = kNoTag;
};

/// Stands in the text for a picture (U+FFFC OBJECT REPLACEMENT CHARACTER). Never drawn.
inline constexpr char16_t kPictureMark = 0xFFFC;

/// A picture in a line, on the baseline. The size follows from the measure.
struct InlinePicture {
    std::shared_ptr<Picture> picture;
    resources::PictureInfo info;
    Attributes attributes;
    PictureSize size{};
};

/// A place that links reach, or a note's mark, at a text offset.
struct Anchor {
    std::uint32_t offset = 0;
    std::string destination;     ///< empty: none
    std::uint32_t note = kNone;  ///< index in Document::notes
};

/// What typography sees in a grapheme cluster.
enum class CharClass : std::uint8_t {
    Space,         ///< U+0020, tab
    NoBreakSpace,  ///< U+00A0
    FixedSpace,    ///< U+3000, U+2000 … U+200A
    Newline,       ///< forced break
    Ignorable,     ///< draws nothing
    SoftHyphen,
    CjkLetter,
    Hangul,
    Open,       ///< full-width opening mark
    Close,      ///< full-width closing mark
    Comma,      ///< ，、；：
    Stop,       ///< 。．！？
    MiddleDot,  ///< ・ and wide ·
    Dash,       ///< ——, wide —
    Ellipsis,   ///< ……
    WideOther,  ///< other full-width symbols, emoji
    Western,    ///< letters of Latin, Greek, Cyrillic
    Digit,
    Prefix,     ///< $€£¥№#
    Suffix,     ///< %‰°℃
    Punct,      ///< other narrow marks
    Other,      ///< letters of other scripts, symbols
    Ambiguous,  ///< only inside itemise, before its marks are decided
};

/// The order in which glue gives way (output requirements 1.9).
enum class GlueKind : std::uint8_t {
    None,
    WordSpace,
    MiddleDotSide,
    Bracket,
    Comma,
    Autospace,
    Stop,
    Letters,  ///< between CJK letters, stretch only
    Count,
};

/// One grapheme cluster. Filled phase by phase.
struct Cluster {
    // itemise
    std::uint32_t begin = 0;  ///< offset in the text; the next cluster's begin ends it
    char32_t base = 0;        ///< first code point
    std::uint32_t style = 0;
    std::uint16_t lang = 0;         ///< language to shape in
    std::uint16_t region_lang = 0;  ///< language that decides punctuation rules
    CharClass kind = CharClass::Other;
    std::uint8_t level = 0;
    bool missing = false;  ///< no face covers it
    bool dotted = false;   ///< emphasised by a dot, for want of a face (EM3)
    text::ScriptTag script = text::kCommon;
    const fonts::Face* face = nullptr;
    // shape
    std::uint32_t glyph = 0;  ///< first glyph in Setting::glyphs, visual order
    std::uint32_t glyph_count = 0;
    bool glued = false;  ///< shares a glyph with the cluster before: no break between
    float advance = 0;
    // items
    float box = 0;                           ///< width that never gives
    float shift = 0;                         ///< the glyph's origin is this far left of the box
    float left = 0, right = 0;               ///< blank sides of a full-width mark, outside the box
    float lead = 0;                          ///< blank kept at a line start
    float trail = 0;                         ///< blank kept at a line end
    float trail_full = 0;                    ///< ja: the other width allowed at a line end
    float gap = 0, stretch = 0, shrink = 0;  ///< glue to the next cluster
    GlueKind stretch_kind = GlueKind::None;
    GlueKind shrink_kind = GlueKind::None;
    /// Cost of ending a line after this cluster: kForbidden, or 0 …; kEmergency is added to
    /// breaks that only the last passes may use.
    std::int32_t penalty = 0;
    float hyphen = 0;  ///< width of the hyphen drawn at a break here, 0: none
};

inline constexpr std::int32_t kForbidden = 1'000'000;
inline constexpr std::int32_t kEmergency = 100'000;
/// Breaks from this cost on are not offered while lines without them are good.
inline constexpr std::int32_t kLastResort = 1'000;

/// Everything about one paragraph while it is set.
struct Setting {
    // collect
    std::u16string text;  ///< '\n' stands for a hard line break
    std::vector<TextSpan> spans;
    std::vector<TextStyle> styles;
    std::vector<std::string> langs;
    std::vector<LinkTarget> links;
    std::vector<Anchor> anchors;
    std::vector<InlinePicture> pictures;
    std::vector<formula::InlinePart> formulas;  ///< parts of all formulas, in order
    // itemise, shape, items
    std::vector<Cluster> clusters;
    std::vector<fonts::ShapedGlyph> glyphs;
    bool right_to_left = false;  ///< paragraph direction
    bool mixed_direction = false;
    bool has_cjk = false;

    [[nodiscard]] std::uint32_t end_of(std::size_t cluster) const noexcept {
        return cluster + 1 < clusters.size() ? clusters[cluster + 1].begin
                                             : static_cast<std::uint32_t>(text.size());
    }
    [[nodiscard]] const TextStyle& style_of(const Cluster& cluster) const noexcept {
        return styles[cluster.style];
    }
    [[nodiscard]] const InlinePicture* picture_of(const Cluster& cluster) const noexcept {
        const std::uint32_t index = style_of(cluster).picture;
        return index == kNone ? nullptr : &pictures[index];
    }
    [[nodiscard]] const formula::InlinePart* formula_of(const Cluster& cluster) const noexcept {
        const std::uint32_t index = style_of(cluster).formula;
        return index == kNone ? nullptr : &formulas[index];
    }
    /// Gives the pictures their sizes in lines of `measure`.
    void fit_pictures(double measure, const Tokens& tokens);
    std::uint16_t intern_lang(const std::string& lang);
};

/// One line as break leaves it: clusters [begin, end); `visible_end` ends the ink.
struct LineSpec {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t visible_end = 0;
    bool last = false;  ///< ends the paragraph or stands before a hard break
    bool hyphen = false;
};

constexpr bool is_space(CharClass kind) noexcept {
    return kind == CharClass::Space || kind == CharClass::NoBreakSpace ||
           kind == CharClass::FixedSpace;
}
constexpr bool is_wide_mark(CharClass kind) noexcept {
    return kind == CharClass::Open || kind == CharClass::Close || kind == CharClass::Comma ||
           kind == CharClass::Stop || kind == CharClass::MiddleDot;
}
/// Draws nothing and takes no room, but stays in the text.
constexpr bool is_invisible(CharClass kind) noexcept {
    return kind == CharClass::Ignorable || kind == CharClass::SoftHyphen ||
           kind == CharClass::Newline;
}

}  // namespace inkstone::layout::para
