// SPDX-License-Identifier: Apache-2.0
// The result of layout: pages as plain data. Paint translates it to PDF, the pages dump to text.
// Lengths in points; origin at the page's top left corner, y downwards.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fonts/face.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/result.hpp"
#include "src/resources/raster.hpp"
#include "writers/pdf/layout/rare_string.hpp"

namespace inkstone::layout {

struct Color {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Color&) const = default;
};

struct Rect {
    double x = 0, y = 0, width = 0, height = 0;
};

// ---- Tags (ISO 32000-1 14.8) -------------------------------------------------------------------

/// Index into TagTree::tags. Items that belong to no element are artifacts.
using TagId = std::uint32_t;
inline constexpr TagId kNoTag = 0xFFFFFFFF;

enum class TagKind {
    Document,
    Title,
    P,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    L,
    LI,
    Lbl,
    LBody,
    BlockQuote,
    Code,
    Div,
    Table,
    THead,
    TBody,
    TR,
    TH,
    TD,
    Caption,
    Figure,
    Formula,
    Note,
    Reference,
    Toc,
    TocI,
    Link,
    Span,
    Em,
    Strong,
    Sub,  ///< a line of code
};

/// One structure element. Created in reading order: a parent before its children, a node before
/// its following siblings, so that siblings that hold only elements are ordered by TagId.
struct Tag {
    TagKind kind = TagKind::P;
    TagId parent = kNoTag;
    RareString lang;         ///< BCP 47, only where it differs from the parent's
    RareString alt;          ///< UTF-8
    RareString actual_text;  ///< UTF-8
    RareString id;           ///< notes and table headers
    /// Attributes by kind, names of the standard (literals): L ListNumbering; TH Scope; TD/TH
    /// TextAlign.
    std::string_view list_numbering;
    std::string_view scope;
    std::string_view text_align;
    int column_span = 1, row_span = 1;
    bool block_placement = false;  ///< Code, Figure, Formula: Placement Block
    /// Attributes of inline elements (ISO 32000-1 14.8.5.4): TextDecorationType, BaselineShift in
    /// points (0: none), BackgroundColor.
    enum class Decoration : std::uint8_t { None, Underline, LineThrough };
    Decoration decoration = Decoration::None;
    float baseline_shift = 0;
    std::optional<Color> background;
};

/// Something in the document that accessibility (PDF/UA-1) asks of its author and that is missing.
struct Obstacle {
    std::string reason;  ///< "an image has no alternative text"
    SourcePosition position;
};

/// Grows without a copy: a long document has hundreds of thousands.
using Tags = std::deque<Tag>;

struct TagTree {
    Tags tags;  ///< tags[0] is the Document element
    std::vector<Obstacle> obstacles;
    TagId add(Tag tag) {
        tags.push_back(std::move(tag));
        return static_cast<TagId>(tags.size() - 1);
    }
};

/// Why an item is no content (ISO 32000-1 14.8.2.2).
enum class ArtifactKind : std::uint8_t { None, Layout, Background, Header, Footer, Pagination };

// ---- Items -------------------------------------------------------------------------------------

/// A glyph of a run, in visual order. `x` is from the run's origin; `rise` lifts it (upwards).
/// `cluster` is the UTF-16 index in GlyphRun::text of the source text it stands for.
struct PlacedGlyph {
    fonts::GlyphId glyph = 0;
    float x = 0;
    float rise = 0;
    std::uint32_t cluster = 0;
};

/// Glyphs of one face, size, colour and tag on one baseline. `text` is the source text of the run
/// (UTF-16, logical order): what copying must give back, letter for letter.
struct GlyphRun {
    const fonts::Face* face = nullptr;
    double size = 0;
    Color color;
    double x = 0;         ///< origin of the first glyph
    double baseline = 0;  ///< y of the baseline
    double width = 0;     ///< sum of advances as laid out
    std::vector<PlacedGlyph> glyphs;
    std::u16string text;
    bool right_to_left = false;
    /// True when the run's text must be given as ActualText (replaced glyphs, missing glyphs).
    bool actual_text = false;
    TagId tag = kNoTag;
    ArtifactKind artifact = ArtifactKind::None;
};

/// A filled rectangle: rules, bars, backgrounds, underlines. Always an artifact unless tagged.
struct FilledRect {
    Rect rect;
    Color color;
    double radius = 0;
    TagId tag = kNoTag;
    ArtifactKind artifact = ArtifactKind::Layout;
};

/// A stroked rectangle (missing-glyph boxes, task boxes, image frames).
struct StrokedRect {
    Rect rect;
    Color color;
    double line_width = 0.5;
    TagId tag = kNoTag;
    ArtifactKind artifact = ArtifactKind::Layout;
    /// Text the box stands for (a missing glyph); drawn as ActualText when tagged.
    std::u16string text;
};

/// A picture of the document, shared by all places that show it. Paint takes the samples out when
/// it has written them.
struct Picture {
    resources::Raster raster;
    int orientation = 1;  ///< EXIF: how the samples are turned to stand upright
};

/// A picture that fills `rect`.
struct PictureBox {
    Rect rect;
    std::shared_ptr<Picture> picture;
    TagId tag = kNoTag;
    ArtifactKind artifact = ArtifactKind::Layout;
};

using Item = std::variant<GlyphRun, FilledRect, StrokedRect, PictureBox>;

/// A clickable area, one per line fragment. Exactly one of `uri` and `destination` is set.
struct LinkArea {
    Rect rect;
    std::string uri;          ///< as written; paint percent-encodes
    std::string destination;  ///< name of a Destination
    std::string contents;     ///< annotation Contents: title or link text, UTF-8
    TagId tag = kNoTag;       ///< the Link element
};

/// A named place on a page: headings, notes, explicit ids.
struct Destination {
    std::string name;
    std::uint32_t page = 0;  ///< 0-based
    double y = 0;
};

struct OutlineEntry {
    int level = 1;  ///< 1-based, after repair: never more than one deeper than the entry before
    std::string title;
    std::uint32_t page = 0;
    double y = 0;
};

/// One finished page. Items stand in painting order; within one tag that is reading order.
struct Page {
    double width = 0, height = 0;
    std::vector<Item> items;
    std::vector<LinkArea> links;
    std::string label;
    /// Stands before the pages that came first: contents are known only when the text is set. Such
    /// pages come last and keep their order among themselves.
    bool front = false;
};

/// What layout leaves behind beside the pages.
struct Layout {
    TagTree tags;
    std::vector<OutlineEntry> outline;
    std::vector<Destination> destinations;
    std::uint32_t page_count = 0;
};

/// Takes pages as they are finished, in order. An Error stops the layout.
using PageConsumer = std::function<Result<void>(Page&&)>;

}  // namespace inkstone::layout
