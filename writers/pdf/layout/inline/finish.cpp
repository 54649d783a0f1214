// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/finish.hpp"

#include <algorithm>

#include "writers/pdf/layout/inline/hyphenate.hpp"
#include "writers/pdf/layout/inline/justify.hpp"

namespace inkstone::layout::para {
namespace {

/// A last line this near to full counts as full, zw (output requirements 1.10).
constexpr double kNearlyFull = 1.0 / 3;
/// Gaps between Han from which extractors guess a space, em (JU3).
constexpr double kSpaceLikeGap = 0.14;

bool is_ink(const Cluster& cluster) noexcept {
    return !is_space(cluster.kind) && !is_invisible(cluster.kind);
}

class LinePlacer {
public:
    LinePlacer(const Setting& setting, const LineSpec& spec, const FinishStyle& style)
        : setting_(setting), clusters_(setting.clusters), spec_(spec), style_(style) {}

    PlacedLine run() {
        indent_ = spec_.begin == 0 ? style_.first_indent : 0;
        gaps_.resize(spec_.visible_end - spec_.begin);
        for (std::uint32_t i = spec_.begin; i + 1 < spec_.visible_end; ++i)
            gaps_[i - spec_.begin] = clusters_[i].gap;
        gaps_.back() = 0;
        const double width = justify();
        PlacedLine placed;
        placed.spec = spec_;
        placed.x.resize(spec_.end - spec_.begin);
        place(placed, start_x(width));
        placed.width = start_x(width) + width;
        placed.wide_gaps = has_wide_gaps();
        return placed;
    }

private:
    const Setting& setting_;
    const std::vector<Cluster>& clusters_;
    const LineSpec& spec_;
    const FinishStyle& style_;
    double indent_ = 0;
    std::vector<double> gaps_;

    [[nodiscard]] const Cluster& last_visible() const { return clusters_[spec_.visible_end - 1]; }
    [[nodiscard]] double hyphen() const {
        return spec_.hyphen ? static_cast<double>(clusters_[spec_.end - 1].hyphen) : 0.0;
    }

    /// Ink width from the first box to the end, blank sides kept at the ends included.
    [[nodiscard]] double natural() const {
        double width = static_cast<double>(clusters_[spec_.begin].lead) + hyphen();
        for (std::uint32_t i = spec_.begin; i < spec_.visible_end; ++i)
            width += static_cast<double>(clusters_[i].box) + gaps_[i - spec_.begin];
        return is_ink(last_visible()) ? width + static_cast<double>(last_visible().trail) : width;
    }

    /// Fills the line where it should be full; returns its width.
    double justify() {
        const double room = style_.measure - indent_;
        const double width = natural();
        if (style_.align != Align::Justify) return width;
        const double em = setting_.styles.front().size;
        double excess = room - width;
        const double nearly = setting_.has_cjk ? kNearlyFull * em : 0;
        if (spec_.last && excess > nearly) return width;
        excess = with_whole_mark(excess);
        distribute(setting_, spec_, excess, gaps_);
        return natural() + kept_blank_;
    }

    double kept_blank_ = 0;
    /// A Japanese mark keeps its blank half at the line end where that needs less change.
    double with_whole_mark(double excess) {
        const Cluster& end = last_visible();
        if (!is_ink(end) || end.trail_full <= end.trail) return excess;
        const auto blank = static_cast<double>(end.trail_full - end.trail);
        if (std::abs(excess - blank) >= std::abs(excess)) return excess;
        kept_blank_ = blank;
        return excess - blank;
    }

    [[nodiscard]] double start_x(double width) const {
        const double room = style_.measure - indent_;
        Align align = style_.align;
        if (align == Align::Justify) align = Align::Start;
        // Start and End follow the paragraph's direction.
        const bool right = (align == Align::Start) == setting_.right_to_left;
        if (align == Align::Center) return indent_ + std::max(0.0, (room - width) / 2);
        return right && align != Align::Center ? indent_ + std::max(0.0, room - width) : indent_;
    }

    void place(PlacedLine& placed, double x) const {
        if (setting_.mixed_direction) return place_visual(placed, x);
        x += static_cast<double>(clusters_[spec_.begin].lead);
        for (std::uint32_t i = spec_.begin; i < spec_.end; ++i) {
            placed.x[i - spec_.begin] = x;
            x += advance(i);
        }
    }

    /// Box and gap. Beyond the ink, spaces stand behind each other without room to see.
    [[nodiscard]] double advance(std::uint32_t i) const {
        if (i >= spec_.visible_end) return 0;
        const double after = i + 1 == spec_.visible_end ? hyphen() : gaps_[i - spec_.begin];
        return static_cast<double>(clusters_[i].box) + after;
    }

    /// UAX #9: L1 gives trailing white space the paragraph level, L2 reverses by level.
    void place_visual(PlacedLine& placed, double x) const {
        const std::uint32_t count = spec_.end - spec_.begin;
        std::vector<std::uint8_t> levels(count);
        std::uint8_t highest = 0;
        const std::uint8_t base = setting_.right_to_left ? 1 : 0;
        for (std::uint32_t k = 0; k < count; ++k) {
            const bool trailing = spec_.begin + k >= spec_.visible_end;
            levels[k] = trailing ? base : clusters_[spec_.begin + k].level;
            highest = std::max(highest, levels[k]);
        }
        std::vector<std::uint32_t> order(count);
        for (std::uint32_t k = 0; k < count; ++k) order[k] = k;
        for (std::uint8_t level = highest; level >= 1; --level) reverse_runs(levels, order, level);
        for (const std::uint32_t k : order) {
            const std::uint32_t i = spec_.begin + k;
            const bool backwards = levels[k] % 2 == 1;
            const double width = advance(i);
            const double box = i < spec_.visible_end ? static_cast<double>(clusters_[i].box) : 0.0;
            placed.x[k] = backwards ? x + width - box : x;
            x += width;
        }
    }
    static void reverse_runs(const std::vector<std::uint8_t>& levels,
                             std::vector<std::uint32_t>& order,
                             std::uint8_t level) {
        // Runs of the visual order so far: order[k] keeps each index's level.
        for (std::size_t k = 0; k < order.size();) {
            if (levels[order[k]] < level) {
                ++k;
                continue;
            }
            std::size_t end = k;
            while (end < order.size() && levels[order[end]] >= level) ++end;
            std::reverse(order.begin() + static_cast<std::ptrdiff_t>(k),
                         order.begin() + static_cast<std::ptrdiff_t>(end));
            k = end;
        }
    }

    [[nodiscard]] bool has_wide_gaps() const {
        for (std::uint32_t i = spec_.begin; i + 1 < spec_.visible_end; ++i) {
            const Cluster& cluster = clusters_[i];
            if (cluster.stretch_kind != GlueKind::Letters) continue;
            const double added = gaps_[i - spec_.begin] - static_cast<double>(cluster.gap);
            if (added > kSpaceLikeGap * setting_.style_of(cluster).size) return true;
        }
        return false;
    }
};

}  // namespace

PlacedLine place_line(const Setting& setting, const LineSpec& spec, const FinishStyle& style) {
    return LinePlacer(setting, spec, style).run();
}

std::vector<Line> finish(const Setting& setting,
                         const std::vector<LineSpec>& specs,
                         const FinishStyle& style) {
    std::vector<Line> lines;
    lines.reserve(specs.size());
    for (const LineSpec& spec : specs) {
        const PlacedLine placed = place_line(setting, spec, style);
        Line& line = lines.emplace_back();
        line.leading = style.leading;
        line.width = placed.width;
        line.hyphenated = spec.hyphen;
        add_highlights(setting, placed, style, line);
        add_runs(setting, placed, line);
        add_decorations(setting, placed, style, line);
    }
    return lines;
}

}  // namespace inkstone::layout::para
