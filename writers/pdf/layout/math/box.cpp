// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/math/box.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "src/text/utf8.hpp"
#include "writers/pdf/layout/flow/row.hpp"

namespace inkstone::layout::formula {
namespace {

/// Baselines nearer than this are one.
constexpr double kSameBaseline = 0.001;

void scale(Item& item, double factor) {
    if (auto* run = std::get_if<GlyphRun>(&item)) {
        run->size *= factor;
        run->width *= factor;
        run->x *= factor;
        run->baseline *= factor;
        for (PlacedGlyph& glyph : run->glyphs) {
            glyph.x *= static_cast<float>(factor);
            glyph.rise *= static_cast<float>(factor);
        }
        return;
    }
    const auto scale_rect = [factor](auto& one) {
        if constexpr (requires { one.rect; }) {
            one.rect.x *= factor;
            one.rect.y *= factor;
            one.rect.width *= factor;
            one.rect.height *= factor;
        }
    };
    std::visit(scale_rect, item);
}

/// Makes runs of glyphs as they come.
class Runs {
public:
    Runs(double x, double baseline, TagId tag, std::vector<Item>& items)
        : x_(x), baseline_(baseline), tag_(tag), items_(items) {}
    ~Runs() { close(); }
    Runs(const Runs&) = delete;
    Runs& operator=(const Runs&) = delete;

    void add(const Piece& piece) {
        std::visit([&](const auto& one) { add(piece, one); }, piece.is);
    }

private:
    double x_, baseline_;
    TagId tag_;
    std::vector<Item>& items_;
    GlyphRun run_;
    double end_ = 0;

    void add(const Piece& piece, const GlyphPiece& glyph) {
        const double x = x_ + piece.x;
        const double y = baseline_ - piece.y;
        const bool same = !run_.glyphs.empty() && run_.face == glyph.face &&
                          run_.size == glyph.size && run_.color == piece.color;
        // Parts of one glyph stay in one run, wherever they stand, so that they copy as one.
        const bool follows = glyph.text == 0 || (std::abs(run_.baseline - y) < kSameBaseline &&
                                                 x >= end_ - glyph.size / 2);
        if (!same || !follows) open(piece, glyph, x, y);
        PlacedGlyph placed;
        placed.glyph = glyph.glyph;
        placed.x = static_cast<float>(x - run_.x);
        placed.rise = static_cast<float>(run_.baseline - y);
        if (std::abs(placed.rise) < static_cast<float>(kSameBaseline)) placed.rise = 0;
        if (glyph.text != 0 || run_.glyphs.empty()) {
            placed.cluster = static_cast<std::uint32_t>(run_.text.size());
            if (glyph.text != 0) text::append(run_.text, glyph.text);
        } else {
            placed.cluster = run_.glyphs.back().cluster;
        }
        run_.glyphs.push_back(placed);
        const double advance =
            glyph.size * glyph.face->advance(glyph.glyph) / glyph.face->metrics().units_per_em;
        end_ = std::max(end_, x + advance);
        run_.width = end_ - run_.x;
    }
    void add(const Piece& piece, const RulePiece& rule) {
        close();
        FilledRect rect;
        rect.rect = {x_ + piece.x, baseline_ - piece.y - rule.height, rule.width, rule.height};
        rect.color = piece.color;
        rect.tag = tag_;
        rect.artifact = tag_ == kNoTag ? ArtifactKind::Layout : ArtifactKind::None;
        items_.emplace_back(rect);
    }
    void add(const Piece& piece, const TextPiece& text) {
        close();
        for (const Item& item : text.items) {
            Item& moved = items_.emplace_back(item);
            shift(moved, x_ + piece.x, baseline_ - piece.y);
            std::visit(
                [&](auto& one) {
                    one.tag = tag_;
                    one.artifact = tag_ == kNoTag ? ArtifactKind::Layout : ArtifactKind::None;
                },
                moved);
        }
    }
    void open(const Piece& piece, const GlyphPiece& glyph, double x, double y) {
        close();
        run_.face = glyph.face;
        run_.size = glyph.size;
        run_.color = piece.color;
        run_.x = x;
        run_.baseline = y;
        run_.tag = tag_;
        run_.artifact = tag_ == kNoTag ? ArtifactKind::Layout : ArtifactKind::None;
        end_ = x;
    }
    void close() {
        if (!run_.glyphs.empty()) items_.emplace_back(std::move(run_));
        run_ = {};
    }
};

}  // namespace

void place(Box& box, Box&& part, double x, double y) {
    for (Piece& piece : part.pieces) {
        piece.x += x;
        piece.y += y;
    }
    if (box.pieces.empty()) {
        box.pieces = std::move(part.pieces);
        return;
    }
    box.pieces.insert(box.pieces.end(),
                      std::make_move_iterator(part.pieces.begin()),
                      std::make_move_iterator(part.pieces.end()));
}

void cover(Box& box, const Box& part, double y) {
    box.height = std::max(box.height, part.height + y);
    box.depth = std::max(box.depth, part.depth - y);
}

void append(Box& box, Box&& part) {
    cover(box, part, 0);
    const double x = box.width;
    box.width += part.width;
    box.italic = part.italic;
    place(box, std::move(part), x, 0);
}

Box raised(Box box, double y) {
    for (Piece& piece : box.pieces) piece.y += y;
    box.height += y;
    box.depth -= y;
    return box;
}

Box scaled(Box box, double factor) {
    box.width *= factor;
    box.height *= factor;
    box.depth *= factor;
    box.italic *= factor;
    for (Piece& piece : box.pieces) {
        piece.x *= factor;
        piece.y *= factor;
        if (auto* glyph = std::get_if<GlyphPiece>(&piece.is)) glyph->size *= factor;
        if (auto* rect = std::get_if<RulePiece>(&piece.is)) {
            rect->width *= factor;
            rect->height *= factor;
        }
        if (auto* text = std::get_if<TextPiece>(&piece.is))
            for (Item& item : text->items) scale(item, factor);
    }
    return box;
}

Box rule(double width, double height, double depth, Color color) {
    Box box;
    box.width = width;
    box.height = height;
    box.depth = depth;
    box.pieces.push_back({0, -depth, color, RulePiece{width, height + depth}});
    return box;
}

void add_items(const Box& box, double x, double baseline, TagId tag, std::vector<Item>& items) {
    Runs runs(x, baseline, tag, items);
    for (const Piece& piece : box.pieces) runs.add(piece);
}

}  // namespace inkstone::layout::formula
