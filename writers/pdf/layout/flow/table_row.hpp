// SPDX-License-Identifier: Apache-2.0
// Cells of one table row, side by side, as one Row or as slices of a row that is too high.
#pragma once

#include <vector>

#include "writers/pdf/layout/flow/stack.hpp"

namespace inkstone::layout {

/// A finished cell: its column of rows (closed) and where its content begins.
struct CellBox {
    double x = 0;
    Stack stack;
};

struct RowRules {
    double padding = 0;  ///< above and below the content
    double leading = 0;  ///< height of the content of a row of empty cells
    double highest = 0;  ///< a higher row is sliced
};

/// Puts the last box below the one before it, as one cell.
void join_cells(std::vector<CellBox>& boxes);

/// The boxes as rows. Slices end between lines wherever all cells have a gap there; else they cut
/// so that no slice is higher than rules.highest, unless a single row in a cell is.
std::vector<Row> make_rows(std::vector<CellBox>&& boxes, const RowRules& rules);

}  // namespace inkstone::layout
