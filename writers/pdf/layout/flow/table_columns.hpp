// SPDX-License-Identifier: Apache-2.0
// Widths of table columns (output requirements TB1): pure arithmetic over what each column needs.
#pragma once

#include <vector>

namespace inkstone::layout {

/// Content widths of a column in points at the table's normal size, padding excluded.
struct ColumnNeed {
    double min = 0;  ///< widest piece that cannot be broken
    double max = 0;  ///< widest cell on one line
};

struct ColumnPlan {
    std::vector<double> widths;  ///< content widths, padding excluded
    double padding = 0;          ///< on each side of a cell
    double scale = 1;            ///< of the text size, at least `smallest_scale`
};

struct ColumnRules {
    double available = 0;  ///< for the whole table
    double em = 0;         ///< the table's text size
    double padding = 0;
    double smallest_scale = 1;
};

/// Widths that fill at most `rules.available`. `needs` must not be empty.
ColumnPlan plan_columns(std::vector<ColumnNeed> needs, const ColumnRules& rules);

}  // namespace inkstone::layout
