// SPDX-License-Identifier: Apache-2.0
// Phase 6 of paragraph setting: broken lines become placed glyph runs, rectangles and link areas.
#pragma once

#include <vector>

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

struct FinishStyle {
    double measure = 0;
    double first_indent = 0;
    double leading = 18;
    Align align = Align::Justify;
    Color link{}, mark{};
};

std::vector<Line> finish(const Setting& setting,
                         const std::vector<LineSpec>& specs,
                         const FinishStyle& style);

/// Where the clusters of one line stand: x of each box from the line's left edge.
struct PlacedLine {
    LineSpec spec;
    std::vector<double> x;  ///< by cluster - spec.begin
    double width = 0;       ///< end of the ink
    /// Gaps between Han so wide that a reader would take them for spaces (JU3).
    bool wide_gaps = false;

    [[nodiscard]] double at(std::uint32_t cluster) const { return x[cluster - spec.begin]; }
};

/// Positions: alignment, justification, direction (UAX #9 L1, L2).
PlacedLine place_line(const Setting& setting, const LineSpec& spec, const FinishStyle& style);

/// Glyph runs in reading order.
void add_runs(const Setting& setting, const PlacedLine& placed, Line& line);
/// Highlights (before the runs) and underlines, strikes (after them), link areas, anchors.
void add_highlights(const Setting& setting,
                    const PlacedLine& placed,
                    const FinishStyle& style,
                    Line& line);
void add_decorations(const Setting& setting,
                     const PlacedLine& placed,
                     const FinishStyle& style,
                     Line& line);

}  // namespace inkstone::layout::para
