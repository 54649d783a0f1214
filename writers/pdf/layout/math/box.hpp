// SPDX-License-Identifier: Apache-2.0
// Boxes of formulas: what TeX calls an hbox. A box owns flat pieces (glyphs, rules, set text) at
// places relative to its origin, the left end of its baseline. Points; y upwards.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "writers/pdf/layout/pages.hpp"

namespace inkstone::layout::formula {

struct GlyphPiece {
    const fonts::Face* face = nullptr;
    fonts::GlyphId glyph = 0;
    double size = 0;
    /// The character that copying gives; 0: part of the glyph before.
    char32_t text = 0;
    bool operator==(const GlyphPiece&) const = default;
};

/// From the piece's place to the right and upwards.
struct RulePiece {
    double width = 0, height = 0;
    bool operator==(const RulePiece&) const = default;
};

/// Text that a paragraph's means have set: items on a baseline at the piece's place.
struct TextPiece {
    std::vector<Item> items;
};

struct Piece {
    double x = 0, y = 0;
    Color color{};
    std::variant<GlyphPiece, RulePiece, TextPiece> is;
};

struct Box {
    double width = 0;
    double height = 0;  ///< above the baseline; below 0 when all ink lies under it
    double depth = 0;   ///< below the baseline
    double italic = 0;  ///< room that an upright neighbour or a superscript needs on the right
    std::vector<Piece> pieces;

    [[nodiscard]] double total() const noexcept { return height + depth; }
};

/// Puts `part` into `box` with its origin at (x, y). The measures of `box` do not change.
void place(Box& box, Box&& part, double x, double y);
/// Lets height and depth of `box` hold those of `part` at `y`.
void cover(Box& box, const Box& part, double y);
/// `part` after everything in `box`, on the same baseline.
void append(Box& box, Box&& part);
/// `box` moved up by `y`.
Box raised(Box box, double y);
/// Everything `factor` as large.
Box scaled(Box box, double factor);
/// A filled rectangle as a box.
Box rule(double width, double height, double depth, Color color);

/// The box at (x, baseline) as items: neighbouring glyphs of one face, size, colour and baseline
/// become a run. All belong to `tag`.
void add_items(const Box& box, double x, double baseline, TagId tag, std::vector<Item>& items);

}  // namespace inkstone::layout::formula
