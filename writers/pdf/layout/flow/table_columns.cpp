// SPDX-License-Identifier: Apache-2.0
// Column widths: natural when they fit; else short columns keep their natural width and the long
// ones share the rest; else smaller text; else every column gives way in proportion.
#include "writers/pdf/layout/flow/table_columns.hpp"

#include <algorithm>
#include <cstddef>

namespace inkstone::layout {

namespace {

/// An unbreakable piece counts up to this width, in em; longer ones are broken.
constexpr double kLongestPiece = 12;
/// A column of longer texts gets at least this, in em.
constexpr double kNarrowColumn = 4;
/// A very long cell counts as this many table widths, so that it does not starve its neighbours.
constexpr double kLongestText = 2;

double sum_min(const std::vector<ColumnNeed>& needs) {
    double sum = 0;
    for (const ColumnNeed& need : needs) sum += need.min;
    return sum;
}

double sum_max(const std::vector<ColumnNeed>& needs) {
    double sum = 0;
    for (const ColumnNeed& need : needs) sum += need.max;
    return sum;
}

/// Gives columns that need no more than an even share their natural width, by setting min = max.
/// Each round frees width for the next; a few rounds find all that matter.
void settle_short_columns(std::vector<ColumnNeed>& needs, double width) {
    constexpr int kRounds = 8;
    std::vector<bool> settled(needs.size(), false);
    double rest = width;
    double least = sum_min(needs);
    std::size_t open = needs.size();
    for (int round = 0; round < kRounds && open > 0; ++round) {
        const double share = rest / static_cast<double>(open);
        for (std::size_t i = 0; i < needs.size(); ++i) {
            ColumnNeed& need = needs[i];
            const double grown = least - need.min + need.max;
            if (settled[i] || need.max > share || grown > width) continue;
            least = grown;
            rest -= need.max;
            need.min = need.max;
            settled[i] = true;
            --open;
        }
    }
}

std::vector<double> share_out(const std::vector<ColumnNeed>& needs, double width) {
    std::vector<double> widths;
    const double least = sum_min(needs);
    const double stretch = sum_max(needs) - least;
    for (const ColumnNeed& need : needs) {
        const double part = stretch > 0 ? (need.max - need.min) / stretch : 0;
        widths.push_back(need.min + (width - least) * part);
    }
    return widths;
}

}  // namespace

ColumnPlan plan_columns(std::vector<ColumnNeed> needs, const ColumnRules& rules) {
    const auto count = static_cast<double>(needs.size());
    ColumnPlan plan;
    // Padding takes at most a third of a table of very many columns.
    plan.padding = std::min(rules.padding, rules.available / (6 * count));
    const double width = rules.available - 2 * plan.padding * count;
    for (ColumnNeed& need : needs) {
        need.max = std::max({need.max, need.min, rules.em});
        need.min = std::min({need.min, kLongestPiece * rules.em, need.max});
    }
    if (sum_max(needs) <= width) {
        for (const ColumnNeed& need : needs) plan.widths.push_back(need.max);
        return plan;
    }
    std::vector<ColumnNeed> roomy = needs;
    for (ColumnNeed& need : roomy) {
        need.max = std::min(need.max, kLongestText * width);
        need.min = std::max(need.min, std::min(kNarrowColumn * rules.em, need.max));
        need.max = std::max(need.max, need.min);
    }
    if (sum_min(roomy) <= width) {
        settle_short_columns(roomy, width);
        plan.widths = share_out(roomy, width);
        return plan;
    }
    const double least = sum_min(needs);
    if (least > width) plan.scale = std::clamp(width / least, rules.smallest_scale, 1.0);
    for (ColumnNeed& need : needs) {
        need.min *= std::min(1.0, width / least);
        need.max = std::clamp(need.max * plan.scale, need.min, std::max(need.min, width));
    }
    plan.widths = share_out(needs, width);
    return plan;
}

}  // namespace inkstone::layout
