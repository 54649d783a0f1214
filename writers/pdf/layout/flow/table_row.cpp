// SPDX-License-Identifier: Apache-2.0
// Cells side by side. Every row of every cell goes whole into one slice; backgrounds are cut.
#include "writers/pdf/layout/flow/table_row.hpp"

#include <algorithm>
#include <utility>

namespace inkstone::layout {

namespace {

/// A row of a cell, with the x of the cell.
struct Piece {
    double x = 0;
    PlacedRow* placed = nullptr;
    [[nodiscard]] double top() const { return placed->top; }
    [[nodiscard]] double bottom() const { return placed->top + placed->row.height; }
};

/// Consecutive pieces from `first` to before `end` that make one slice.
struct Slice {
    std::size_t first = 0, end = 0;
    double top = 0, bottom = 0;
};

std::vector<Piece> pieces_of(std::vector<CellBox>& boxes) {
    std::vector<Piece> pieces;
    for (CellBox& box : boxes) {
        for (PlacedRow& placed : box.stack.rows()) pieces.push_back({box.x, &placed});
    }
    return pieces;
}

double content_height(std::vector<CellBox>& boxes) {
    double height = 0;
    for (CellBox& box : boxes) {
        for (const FilledRect& one : box.stack.decoration()) {
            height = std::max(height, one.rect.y + one.rect.height);
        }
        for (const PlacedRow& placed : box.stack.rows()) {
            height = std::max(height, placed.top + placed.row.height);
        }
    }
    return height;
}

std::vector<Slice> slice(const std::vector<Piece>& pieces, double highest) {
    std::vector<Slice> slices;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        const bool gap = slices.empty() || piece.top() >= slices.back().bottom - 0.01;
        const bool full = !slices.empty() && piece.bottom() - slices.back().top > highest;
        if (gap || full) slices.push_back({i, i, piece.top(), piece.bottom()});
        slices.back().end = i + 1;
        slices.back().bottom = std::max(slices.back().bottom, piece.bottom());
    }
    return slices;
}

void add_decoration(
    Row& row, std::vector<CellBox>& boxes, double top, double bottom, double shift_y) {
    for (CellBox& box : boxes) {
        for (FilledRect one : box.stack.decoration()) {
            const double from = std::max(one.rect.y, top);
            const double to = std::min(one.rect.y + one.rect.height, bottom);
            if (to <= from) continue;
            one.rect = {one.rect.x + box.x, from + shift_y, one.rect.width, to - from};
            row.items.emplace_back(one);
        }
    }
}

void add_pieces(Row& row, const std::vector<Piece>& pieces, const Slice& part, double shift_y) {
    for (std::size_t i = part.first; i < part.end; ++i) {
        const Piece& piece = pieces[i];
        if (i == part.first) row.baseline = piece.top() + piece.placed->row.baseline + shift_y;
        append_content(row, std::move(piece.placed->row), piece.x, piece.top() + shift_y);
    }
}

}  // namespace

void join_cells(std::vector<CellBox>& boxes) {
    CellBox last = std::move(boxes.back());
    boxes.pop_back();
    std::vector<CellBox> pair;
    pair.push_back(std::move(boxes.back()));
    const double below = content_height(pair);
    CellBox& upper = pair.front();
    for (PlacedRow& placed : last.stack.rows()) {
        upper.stack.rows().push_back({placed.top + below, std::move(placed.row)});
    }
    for (FilledRect one : last.stack.decoration()) {
        one.rect.y += below;
        upper.stack.decoration().push_back(one);
    }
    boxes.back() = std::move(upper);
}

std::vector<Row> make_rows(std::vector<CellBox>&& boxes, const RowRules& rules) {
    // Cells' first lines hang out at the top of their stacks, as on a page; padding takes that up.
    for (CellBox& box : boxes) {
        const double hang = box.stack.rows().empty() ? 0 : -std::min(0.0, box.stack.rows()[0].top);
        for (PlacedRow& placed : box.stack.rows()) placed.top += hang;
        for (FilledRect& one : box.stack.decoration()) one.rect.y += hang;
    }
    const double content = content_height(boxes);
    std::vector<Piece> pieces = pieces_of(boxes);
    std::vector<Slice> slices;
    if (content + 2 * rules.padding <= rules.highest || pieces.empty()) {
        const double height = pieces.empty() ? rules.leading : content;
        slices.push_back({0, pieces.size(), 0, height});
    } else {
        std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
            return a.top() < b.top();
        });
        slices = slice(pieces, rules.highest);
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i < slices.size(); ++i) {
        const Slice& part = slices[i];
        const bool last = i + 1 == slices.size();
        // A slice reaches to the next one, so that gaps inside cells keep their height.
        const double end = last ? std::max(part.bottom, slices.size() == 1 ? content : part.bottom)
                                : std::max(slices[i + 1].top, part.bottom);
        const double pad_top = i == 0 ? rules.padding : 0;
        Row row;
        row.height = pad_top + (end - part.top) + (last ? rules.padding : 0);
        add_decoration(row, boxes, part.top, end, pad_top - part.top);
        add_pieces(row, pieces, part, pad_top - part.top);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace inkstone::layout
