// SPDX-License-Identifier: Apache-2.0
// The entry of the inline half of layout: a paragraph's inlines become lines.
// Phases, each a file of this folder: collect (inlines → text and style spans) → itemise (script,
// language, direction, face per grapheme cluster) → shape → items (boxes, glue, penalties) →
// break (optimum fit) → finish (placed glyph runs, decorations, links).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inkstone/ast.hpp"
#include "writers/pdf/layout/context.hpp"
#include "writers/pdf/layout/pages.hpp"

namespace inkstone::layout {

/// Height of the baseline over the middle of a line box, in em: centres the CJK em box (0.88 em
/// above, 0.12 em below the baseline).
inline constexpr double kBaselineDrop = 0.38;

enum class Align { Justify, Start, Center, End };

/// How a paragraph is set. Lengths in points.
struct ParagraphStyle {
    fonts::Role role = fonts::Role::Body;
    fonts::Style style{};
    double size = 10.5;
    double leading = 18;
    Color color{};
    Align align = Align::Justify;
    bool hyphenate = true;
    double first_indent = 0;
    std::string lang;  ///< the block's language
    /// The element whose content this is (P, H1, TD …). Inner elements (Link, Em, Span …) become
    /// its children in Context::tags. kNoTag with `artifact` for running heads.
    TagId tag = kNoTag;
    ArtifactKind artifact = ArtifactKind::None;
    /// Where the text begins in the source; set_code and set_label name it in messages (the other
    /// entries know the places of their inlines).
    SourcePosition position{};
};

/// A note mark on a line: Document::notes index.
struct LineNote {
    std::size_t note = 0;
};

/// A place inside a line that links can reach: explicit ids, and note marks as "fnref-N" (N = note
/// index + 1; "fnref-N-K" for the K-th mark of one note). A mark links to the destination "fn-N".
struct LineDestination {
    std::string name;
};

/// One set line. Items and links are placed with x from the line's left edge (0 … measure) and
/// y from the baseline (negative above); the caller moves them to the page.
struct Line {
    std::vector<Item> items;
    std::vector<LinkArea> links;
    std::vector<LineNote> notes;
    std::vector<LineDestination> destinations;
    double leading = 18;  ///< distance to give this line
    double above = 0;     ///< room that pictures and formulas need above the leading
    double below = 0;     ///< and that formulas need below it
    double width = 0;     ///< ink extent from 0 to the end of the last visible glyph
    bool hyphenated = false;
};

/// Sets `inlines` to `measure` points. Never returns a line whose visible ink passes the measure
/// by more than 0.5 pt. An empty paragraph gives no lines.
std::vector<Line> set_paragraph(const Inlines& inlines,
                                const ParagraphStyle& style,
                                double measure,
                                Context& context);

/// Width of `inlines` on one endless line, and of the widest piece that cannot be broken, for
/// table columns and list labels. Adds nothing to Context::tags.
struct ParagraphWidths {
    double max_content = 0;
    double min_content = 0;
};
ParagraphWidths measure_paragraph(const Inlines& inlines,
                                  const ParagraphStyle& style,
                                  Context& context);

/// One line of plain text without breaking (labels, page numbers, running heads).
Line set_label(std::string_view utf8, const ParagraphStyle& style, Context& context);

/// Lines of a code block on the cell grid (a wide cluster is two cells, every other one): one
/// inner vector per source line, wrapped to `measure` with a continuation indent of two cells and
/// a mark (artifact) one cell left of the line's edge, in the padding. `size` is the code size; the
/// role is always Code. Tags are Span children of style.tag, one per source line. What `language`
/// knows of the code is coloured by Tokens::code_colors.
struct CodeLines {
    std::vector<std::vector<Line>> lines;
};
CodeLines set_code(std::string_view literal,
                   std::string_view language,
                   const ParagraphStyle& style,
                   double measure,
                   Context& context);

}  // namespace inkstone::layout
