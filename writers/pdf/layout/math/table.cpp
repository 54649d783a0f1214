// SPDX-License-Identifier: Apache-2.0
// Matrices, arrays, cases and aligned formulas.
#include <algorithm>
#include <utility>

#include "writers/pdf/layout/math/setter.hpp"

namespace inkstone::layout::formula {
namespace {

using math::ColumnAlign;
using math::RuleKind;
using Kind = math::Table::Kind;

/// Rows in em of their own style: height and depth at least, and what parts them at least.
struct RowMeasure {
    double height = 0.84, depth = 0.36, apart = 0;
};

RowMeasure measure_of(Kind kind) {
    switch (kind) {
        case Kind::Matrix:
            return {0.84, 0.36, 0.1};
        case Kind::Cases:
            return {0.94, 0.46, 0.1};
        case Kind::Aligned:
            return {0.84, 0.36, 0.35};
        case Kind::Small:
            return {0.7, 0.25, 0.15};
        case Kind::Substack:
            return {0.7, 0.25, 0.1};
    }
    return {};
}

Look cell_look(const math::Table& table, const Look& look) {
    if (table.kind == Kind::Small || table.kind == Kind::Substack) {
        const bool small = look.style == math::Style::ScriptScript;
        return small ? look : with_style(look, math::Style::Script);
    }
    const bool display = table.display_cells || table.kind == Kind::Aligned;
    if (look.style == math::Style::Display || look.style == math::Style::Text)
        return with_style(look, display ? math::Style::Display : math::Style::Text);
    return look;
}

struct Grid {
    std::vector<std::vector<Box>> rows;
    std::vector<double> widths, x;
    double width = 0;
};

constexpr double kRule = 0.04, kRuleGap = 0.2, kDash = 0.25;

Box place_row(Grid& grid, std::size_t index, const math::Table& table, const RowMeasure& least) {
    Box box;
    box.width = grid.width;
    box.height = least.height;
    box.depth = least.depth;
    for (std::size_t c = 0; c < grid.rows[index].size(); ++c) {
        Box& cell = grid.rows[index][c];
        const ColumnAlign align = c < table.columns.size() ? table.columns[c] : ColumnAlign::Center;
        const double room = grid.widths[c] - cell.width;
        const double shift = align == ColumnAlign::Left     ? 0
                             : align == ColumnAlign::Center ? room / 2
                                                            : room;
        cover(box, cell, 0);
        place(box, std::move(cell), grid.x[c] + shift, 0);
    }
    return box;
}

/// Where a straight line of a kind runs, along x or y.
struct Stroke {
    RuleKind kind = RuleKind::None;
    double x = 0, y = 0, length = 0;
    bool upright = false;
};

void draw_line(Box& box, const Stroke& stroke, double unit, Color color) {
    const auto [kind, x, y, length, upright] = stroke;
    if (kind == RuleKind::None) return;
    const double line = kRule * unit;
    const auto piece = [&, x = x, y = y, upright = upright](double at, double part, double aside) {
        if (upright)
            place(box, rule(line, part, 0, color), x + aside - line / 2, y + at);
        else
            place(box, rule(part, line, 0, color), x + at, y + aside - line / 2);
    };
    if (kind == RuleKind::Dashed) {
        const double dash = kDash * unit;
        for (double at = 0; at < length; at += 2 * dash) piece(at, std::min(dash, length - at), 0);
        return;
    }
    piece(0, length, kind == RuleKind::Double ? -line : 0);
    if (kind == RuleKind::Double) piece(0, length, 1.5 * line);
}

}  // namespace

SetTable Setter::table(const math::Table& table, const Look& outer) {
    const Look look = cell_look(table, outer);
    const double unit = em(look);
    Grid grid;
    for (const math::TableRow& one : table.rows) {
        std::vector<Box>& cells = grid.rows.emplace_back();
        for (const math::Row& cell : one.cells) {
            Box& box = cells.emplace_back(row(cell, look));
            if (grid.widths.size() < cells.size()) grid.widths.push_back(0);
            double& width = grid.widths[cells.size() - 1];
            width = std::max(width, box.width);
        }
    }
    for (std::size_t c = 0; c < grid.widths.size(); ++c) {
        if (c > 0) grid.width += (c - 1 < table.gaps_em.size() ? table.gaps_em[c - 1] : 1.0) * unit;
        grid.x.push_back(grid.width);
        grid.width += grid.widths[c];
    }
    RowMeasure least = measure_of(table.kind);
    least = {least.height * unit, least.depth * unit, least.apart * unit};
    SetTable result;
    std::vector<SetTableRow>& rows = result.rows;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        SetTableRow& set = rows.emplace_back();
        set.box = place_row(grid, r, table, least);
        set.source = &table.rows[r];
        // Strut-high rows follow each other closely; what is higher keeps a distance.
        const bool high =
            set.box.height > least.height || (r > 0 && rows[r - 1].box.depth > least.depth);
        if (r > 0)
            set.above =
                (high || table.kind == Kind::Aligned ? least.apart : 0) + table.rows[r - 1].gap_pt;
    }
    result.columns = std::move(grid.widths);
    return result;
}

Box Setter::set(const math::Table& one, const Look& look) {
    SetTable set_table = table(one, look);
    std::vector<SetTableRow>& rows = set_table.rows;
    const double unit = em(cell_look(one, look));
    const bool ruled = !one.row_rules.empty() || !one.column_rules.empty();
    const double pad = ruled ? kRuleGap * unit : 0;
    double total = 0, width = 0;
    for (const SetTableRow& set : rows) {
        total += set.above + set.box.total() + (ruled ? pad : 0);
        width = std::max(width, set.box.width);
    }
    const double axis = constant(Const::AxisHeight, look);
    Box box;
    box.width = width + 2 * pad;
    box.height = total / 2 + axis;
    box.depth = total / 2 - axis;
    const auto row_rule = [&](std::size_t r, double y) {
        if (r < one.row_rules.size())
            draw_line(box, {one.row_rules[r], 0, y, box.width, false}, unit, look.color);
    };
    double y = box.height;
    row_rule(0, y);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        y -= rows[r].above + pad / 2 + rows[r].box.height;
        const double depth = rows[r].box.depth;
        place(box, std::move(rows[r].box), pad, y);
        y -= depth + pad / 2;
        row_rule(r + 1, y);
    }
    const std::vector<double>& widths = set_table.columns;  // rules stand in the middle of gaps
    double x = pad;
    for (std::size_t c = 0; c < one.column_rules.size(); ++c) {
        const double gap = c > 0 && c - 1 < one.gaps_em.size() ? one.gaps_em[c - 1] * unit : 0;
        const double at = c == 0 ? 0 : c >= widths.size() ? box.width : x + gap / 2;
        draw_line(box, {one.column_rules[c], at, -box.depth, box.total(), true}, unit, look.color);
        if (c > 0) x += gap;
        if (c < widths.size()) x += widths[c];
    }
    return box;
}

}  // namespace inkstone::layout::formula
