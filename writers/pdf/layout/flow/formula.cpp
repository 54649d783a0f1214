// SPDX-License-Identifier: Apache-2.0
// Display formulas: centred lines with their numbers at the right.
#include <algorithm>
#include <utility>

#include "writers/pdf/layout/flow/flow.hpp"
#include "writers/pdf/layout/math/formula.hpp"

namespace inkstone::layout {

namespace {

/// Above and below the ink of a formula, of the text's leading.
constexpr double kSpaceAround = 0.45;

Row display_row(formula::DisplayLine&& line, TagId tag, const Scope& scope) {
    const double height = std::max(line.box.height, line.number.height);
    const double depth = std::max(line.box.depth, line.number.depth);
    Row row;
    row.height = height + depth;
    row.baseline = height;
    row.frame = scope.frame;
    row.space_before = line.above;
    formula::add_items(line.box, scope.x + line.x, height, tag, row.items);
    const double right = scope.x + scope.width - line.number.width;
    formula::add_items(line.number, right, height, tag, row.items);
    if (!line.label.empty()) row.destinations.push_back({line.label, 0});
    return row;
}

}  // namespace

void set_math_block(Flow& flow, const MathBlock& math, SourcePosition at, const Scope& scope) {
    Context& context = flow.context();
    const TagId tag = flow.tag(TagKind::Formula, scope);
    context.tags.tags[tag].block_placement = true;
    context.tags.tags[tag].alt = math.source;
    flow.add_destination(math.id);
    math::ReadOptions options;
    options.display = true;
    math::Formula formula = math::parse_tex(math.source, options);
    formula::report(formula, at, context);
    if (formula.tag.empty() && !math.number.empty()) formula.tag.text = math.number;
    auto lines =
        formula::set_display(formula, {scope.size, flow.tokens().text}, scope.width, context);
    if (lines.empty()) return set_formula_source(flow, math, tag, scope);
    std::vector<Row> rows;
    rows.reserve(lines.size());
    for (formula::DisplayLine& line : lines)
        rows.push_back(display_row(std::move(line), tag, scope));
    keep_ends(rows);
    flow.space(kSpaceAround * scope.leading);
    flow.push(std::move(rows));
    flow.leave(std::max(scope.gap, kSpaceAround * scope.leading));
}

}  // namespace inkstone::layout
