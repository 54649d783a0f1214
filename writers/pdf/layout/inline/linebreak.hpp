// SPDX-License-Identifier: Apache-2.0
// Phase 5 of paragraph setting: the ends of lines. Optimum fit after Knuth and Plass, "Breaking
// paragraphs into lines" (1981), with the values of output requirements 1.10.
#pragma once

#include <span>
#include <vector>

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

struct BreakStyle {
    double measure = 0;
    double first_indent = 0;
    bool justified = true;
    double em = 10.5;  ///< of the paragraph
};

/// Lines of the whole paragraph, in order. Each is at most `measure` wide after shrinking, unless
/// a single cluster (or what must not be parted from it) is wider than that.
std::vector<LineSpec> break_lines(const Setting& setting, const BreakStyle& style);

/// First fit: each line takes what fits. The bound that break_lines must not pass; it serves where
/// no breaking of good lines exists.
std::vector<LineSpec> break_lines_greedily(const Setting& setting, const BreakStyle& style);

/// What a breaking costs, by the demerits that break_lines makes least.
struct Verdict {
    double demerits = 0;  ///< infinite when a line is overfull
    std::size_t lines = 0;
    std::size_t loose = 0;     ///< lines whose glue is stretched beyond its stretch
    std::size_t overfull = 0;  ///< lines wider than the measure
};

/// Judges `lines` (of break_lines or break_lines_greedily for the same setting and style).
Verdict judge_lines(const Setting& setting,
                    const BreakStyle& style,
                    std::span<const LineSpec> lines);

/// Running sums over clusters, so that the measure of any line is two subtractions.
class Sums {
public:
    explicit Sums(const Setting& setting);

    struct Extent {
        double natural = 0, stretch = 0, shrink = 0;
    };
    /// Natural width and glue of clusters [begin, visible_end), blank sides at both ends trimmed.
    [[nodiscard]] Extent extent(std::uint32_t begin, std::uint32_t visible_end) const;
    /// End of the ink of a line that ends before cluster `end`: without spaces and what is
    /// invisible, but never before `begin`.
    [[nodiscard]] std::uint32_t visible_end(std::uint32_t begin, std::uint32_t end) const;

private:
    const std::vector<Cluster>& clusters_;
    /// Sums before each cluster, side by side: the breaker reads all of them for two places.
    struct Before {
        double width = 0, stretch = 0, shrink = 0;
        std::uint32_t visible = 0;  ///< end of the last ink
    };
    std::vector<Before> before_;
};

}  // namespace inkstone::layout::para
