// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/linebreak.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace inkstone::layout::para {
namespace {

// Output requirements 1.10.
constexpr double kFitnessDemerits = 10'000;
constexpr double kDoubleHyphenDemerits = 10'000;
/// More hyphens one above the other make a ladder (HY1).
constexpr std::uint8_t kMostHyphens = 2;
constexpr double kFinalHyphenDemerits = 5'000;
constexpr double kShortLastLine = 3'000;
constexpr double kLinePenalty = 10;
/// A last line shorter than this many em of Latin looks lost.
constexpr double kLastLineEm = 3;
/// Rounding slack: lines that fill the measure exactly must fit it.
constexpr double kSlack = 0.01;
/// White at the end of a ragged line that counts as badness 100, em.
constexpr double kRaggedEm = 6;
/// Cost of parting two CJK letters in ragged text (headings, cells), where ends after marks and at
/// spaces look better and often keep words whole.
constexpr double kInsideRagged = 20;
/// Bounds the work where thousands of breaks lie at one place (invisible characters).
constexpr std::size_t kMaxActive = 2048;

/// Stretch of lines that still look better than a break of kLastResort.
constexpr double kLoosest = 3.5;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Pass {
    double limit = 1;  ///< largest stretch ratio
    bool hyphens = true;
    /// Also the breaks that cost kLastResort and more, and those of kEmergency.
    bool every_break = false;
};

constexpr std::array<Pass, 4> kPasses{
    {{1, false, false}, {2, true, false}, {kLoosest, true, false}, {kInfinity, true, true}}};

struct Node {
    std::uint32_t start = 0;  ///< first cluster of the line that begins here
    std::uint32_t previous = kNone;
    double demerits = 0;
    std::uint8_t fitness = 1;
    std::uint8_t hyphens = 0;  ///< lines that end with a hyphen, up to here without a break
};

std::uint8_t fitness_of(double ratio) noexcept {
    if (ratio < -0.5) return 0;
    if (ratio <= 0.5) return 1;
    return ratio <= 1 ? 2 : 3;
}

double badness(double ratio) noexcept {
    // Clipped so that sums of squares stay exact; a line worse than this is as bad as can be.
    const double r = std::min(std::abs(ratio), 40.0);
    return 100 * r * r * r;
}

/// Sets the clusters [begin, end) of one paragraph, or of one part between hard breaks.
class Breaker {
public:
    Breaker(const Setting& setting, const Sums& sums, const BreakStyle& style)
        : clusters_(setting.clusters), sums_(sums), style_(style) {}

    void run(std::uint32_t begin, std::uint32_t end, std::vector<LineSpec>& lines) {
        begin_ = begin;
        end_ = end;
        if (fits_one_line()) {
            lines.push_back(spec(begin, end, false));
            lines.back().last = true;
            return;
        }
        const std::vector<LineSpec> greedy = first_fit();
        const double bound = judge(greedy).demerits;
        for (const Pass& pass : kPasses) {
            // A ragged line has no ratio: the passes differ only in their breaks.
            if (!style_.justified && !pass.every_break && pass.limit != kLoosest) continue;
            // Where first fit is better, this pass has too little choice.
            if (optimum(pass) && nodes_[active_.front()].demerits <= bound) {
                collect_best(lines);
                return;
            }
        }
        lines.insert(lines.end(), greedy.begin(), greedy.end());
    }

    /// First fit alone, for comparison.
    void run_first_fit(std::uint32_t begin, std::uint32_t end, std::vector<LineSpec>& lines) {
        begin_ = begin;
        end_ = end;
        const std::vector<LineSpec> greedy = first_fit();
        lines.insert(lines.end(), greedy.begin(), greedy.end());
    }

    /// What lines from `lines.front().begin` to `lines.back().end` cost.
    Verdict judge(std::span<const LineSpec> lines) {
        begin_ = lines.front().begin;
        end_ = lines.back().end;
        Verdict verdict;
        verdict.lines = lines.size();
        Node node{begin_, kNone, 0, 1, 0};
        for (const LineSpec& line : lines) {
            const bool last = line.end == end_;
            const Fit fit = measure_line(node.start, line.end - 1, kPasses.back(), last);
            node = follow(node, line.end - 1, fit, last);
            if (!fit.fits) ++verdict.overfull;
            if (fit.ratio > 1) ++verdict.loose;
        }
        verdict.demerits = verdict.overfull > 0 ? kInfinity : node.demerits;
        return verdict;
    }

private:
    const std::vector<Cluster>& clusters_;
    const Sums& sums_;
    const BreakStyle& style_;
    std::uint32_t begin_ = 0, end_ = 0;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> active_;

    [[nodiscard]] double measure_at(std::uint32_t start) const {
        return start == 0 ? style_.measure - style_.first_indent : style_.measure;
    }
    [[nodiscard]] LineSpec spec(std::uint32_t begin, std::uint32_t end, bool hyphen) const {
        return {begin, end, sums_.visible_end(begin, end), false, hyphen};
    }
    [[nodiscard]] bool fits_one_line() const {
        const auto extent = sums_.extent(begin_, sums_.visible_end(begin_, end_));
        return extent.natural <= measure_at(begin_) + kSlack;
    }

    [[nodiscard]] bool is_candidate(std::uint32_t i, const Pass& pass) const {
        const Cluster& cluster = clusters_[i];
        if (cluster.penalty >= kForbidden) return false;
        if (cluster.hyphen > 0 && !pass.hyphens) return false;
        return cluster.penalty < kLastResort || pass.every_break;
    }

    /// Leaves the end of the best breaking in active_; false when there is none.
    bool optimum(const Pass& pass) {
        nodes_.clear();
        active_.clear();
        nodes_.push_back({begin_, kNone, 0, 1, 0});
        active_.push_back(0);
        for (std::uint32_t i = begin_; i < end_; ++i) {
            if (i + 1 != end_ && !is_candidate(i, pass)) continue;
            try_break(i, pass);
            if (active_.empty()) return false;
        }
        return !active_.empty();
    }

    /// All lines that may end after cluster `i`; the best of each fitness class lives on.
    void try_break(std::uint32_t i, const Pass& pass) {
        std::array<Node, 4> best;
        for (Node& node : best) node.demerits = kInfinity;
        const bool last = i + 1 == end_;
        std::size_t kept = 0;
        bool too_loose = false;
        for (std::size_t k = 0; k < active_.size(); ++k) {
            const std::uint32_t index = active_[k];
            if (too_loose) {
                active_[kept++] = index;
                continue;
            }
            const Fit fit = measure_line(nodes_[index].start, i, pass, last);
            if (!fit.overfull) active_[kept++] = index;
            if (fit.fits) offer(best, index, i, fit, last);
            // Nodes stand in text order: lines from later ones are looser still.
            too_loose = fit.too_loose;
        }
        active_.resize(kept);
        if (last) {
            active_.clear();
            keep_final(best);
            return;
        }
        for (const Node& node : best) {
            if (node.demerits == kInfinity || active_.size() >= kMaxActive) continue;
            active_.push_back(static_cast<std::uint32_t>(nodes_.size()));
            nodes_.push_back(node);
        }
    }

    void keep_final(const std::array<Node, 4>& best) {
        const auto found =
            std::min_element(best.begin(), best.end(), [](const auto& a, const auto& b) {
                return a.demerits < b.demerits;
            });
        if (found->demerits == kInfinity) return;
        nodes_.push_back(*found);
        active_.push_back(static_cast<std::uint32_t>(nodes_.size() - 1));
    }

    struct Fit {
        bool overfull = false;  ///< and so is every longer line from the same start
        bool fits = false;
        bool too_loose = false;
        double ratio = 0;
        double badness = 0;
    };

    [[nodiscard]] Fit measure_line(std::uint32_t start,
                                   std::uint32_t i,
                                   const Pass& pass,
                                   bool last) const {
        const std::uint32_t visible = sums_.visible_end(start, i + 1);
        Sums::Extent extent = sums_.extent(start, visible);
        const double measure = measure_at(start);
        Fit fit;
        const double shrink = style_.justified ? extent.shrink : 0;
        fit.overfull = extent.natural - shrink > measure + kSlack;
        if (fit.overfull) return fit;
        const bool soft = clusters_[i].hyphen > 0 && !last;
        extent.natural += soft ? static_cast<double>(clusters_[i].hyphen) : 0;
        if (extent.natural - shrink > measure + kSlack) return fit;
        const double excess = measure - extent.natural;
        if (last && excess >= 0) {
            fit.fits = true;
            return fit;
        }
        if (!style_.justified) return ragged(excess);
        return justified(extent, excess, visible, pass);
    }

    [[nodiscard]] Fit ragged(double excess) const {
        Fit fit;
        fit.fits = true;
        fit.badness = badness(excess / (kRaggedEm * style_.em));
        return fit;
    }

    [[nodiscard]] Fit justified(const Sums::Extent& extent,
                                double excess,
                                std::uint32_t visible,
                                const Pass& pass) const {
        Fit fit;
        fit.ratio = ratio(extent, excess);
        // A Japanese mark at the line end is half or whole, whichever fits better.
        const Cluster& end = clusters_[visible - 1];
        if (end.trail_full > end.trail) {
            const double whole = excess - static_cast<double>(end.trail_full - end.trail);
            if (whole >= -extent.shrink) {
                const double other = ratio(extent, whole);
                if (std::abs(other) < std::abs(fit.ratio)) fit.ratio = other;
            }
        }
        fit.too_loose = fit.ratio > pass.limit && std::isfinite(pass.limit);
        fit.fits = fit.ratio <= pass.limit;
        fit.badness = badness(fit.ratio);
        return fit;
    }
    /// Beyond the loosest good line white is spread over an em more: so lines with little glue, or
    /// none, can still be told from each other.
    [[nodiscard]] double ratio(const Sums::Extent& extent, double excess) const noexcept {
        if (std::abs(excess) <= kSlack) return 0;
        if (excess < 0) return extent.shrink > 0 ? std::max(excess / extent.shrink, -1.0) : 0;
        const double good = kLoosest * extent.stretch;
        if (excess <= good) return excess / extent.stretch;
        return kLoosest + (excess - good) / (extent.stretch + style_.em);
    }

    void offer(std::array<Node, 4>& best,
               std::uint32_t from,
               std::uint32_t i,
               const Fit& fit,
               bool last) const {
        const Node& node = nodes_[from];
        if (ends_with_hyphen(i, last) && node.hyphens >= kMostHyphens) return;
        Node next = follow(node, i, fit, last);
        next.previous = from;
        if (next.demerits < best[next.fitness].demerits) best[next.fitness] = next;
    }

    /// Between two CJK letters, where ragged text has better places to end a line.
    [[nodiscard]] bool is_inside_text(std::uint32_t i) const {
        return clusters_[i].kind == CharClass::CjkLetter &&
               clusters_[i + 1].kind == CharClass::CjkLetter;
    }

    [[nodiscard]] bool ends_with_hyphen(std::uint32_t i, bool last) const {
        return !last && clusters_[i].hyphen > 0;
    }

    /// The node after the line from `node` to cluster `i`, without its way back.
    [[nodiscard]] Node follow(const Node& node, std::uint32_t i, const Fit& fit, bool last) const {
        const std::uint8_t fitness = style_.justified ? fitness_of(fit.ratio) : 1;
        const std::int32_t raw = last ? 0 : clusters_[i].penalty;
        double penalty = raw >= kEmergency ? raw - kEmergency : raw;
        if (!last && !style_.justified && is_inside_text(i)) penalty += kInsideRagged;
        const bool hyphen = ends_with_hyphen(i, last);
        const double line = kLinePenalty + fit.badness + penalty;
        double demerits = node.demerits + line * line;
        if (std::abs(int{fitness} - int{node.fitness}) > 1) demerits += kFitnessDemerits;
        if (hyphen && node.hyphens > 0) demerits += kDoubleHyphenDemerits;
        if (last && node.hyphens > 0) demerits += kFinalHyphenDemerits;
        if (last && node.start != begin_) demerits += last_line_demerits(node.start);
        const auto hyphens = static_cast<std::uint8_t>(hyphen ? node.hyphens + 1 : 0);
        return {i + 1, kNone, demerits, fitness, hyphens};
    }

    /// No last line of one Han, or of one Han and a stop, or of a scrap of Latin.
    [[nodiscard]] double last_line_demerits(std::uint32_t start) const {
        int letters = 0;
        for (std::uint32_t i = start; i < end_; ++i) {
            const CharClass kind = clusters_[i].kind;
            if (kind == CharClass::CjkLetter || kind == CharClass::Hangul) ++letters;
            if (letters >= 2) return 0;
            // A line of many marks is no scrap, and the scan stays short.
            if (i - start > 8) return 0;
        }
        const auto extent = sums_.extent(start, sums_.visible_end(start, end_));
        if (letters == 1 && extent.natural < 2 * style_.em) return kShortLastLine;
        return extent.natural < kLastLineEm * style_.em ? kShortLastLine : 0;
    }

    void collect_best(std::vector<LineSpec>& lines) const {
        std::vector<LineSpec> backwards;
        for (std::uint32_t n = active_.front(); nodes_[n].previous != kNone;
             n = nodes_[n].previous) {
            const Node& node = nodes_[n];
            backwards.push_back(spec(nodes_[node.previous].start, node.start, node.hyphens > 0));
        }
        backwards.front().last = true;
        lines.insert(lines.end(), backwards.rbegin(), backwards.rend());
    }

    /// The bound of every pass: takes what fits unshrunk; what fits shrunk where that is nothing;
    /// parts anything where nothing fits.
    [[nodiscard]] std::vector<LineSpec> first_fit() const {
        std::vector<LineSpec> lines;
        std::uint8_t hyphens = 0;
        for (std::uint32_t start = begin_; start < end_; start = lines.back().end) {
            std::uint32_t end = natural_end(start, hyphens < kMostHyphens);
            if (end == 0) end = shrunk_end(start);
            const bool hyphen = end < end_ && clusters_[end - 1].hyphen > 0;
            hyphens = static_cast<std::uint8_t>(hyphen ? hyphens + 1 : 0);
            lines.push_back(spec(start, end, hyphen));
        }
        lines.back().last = true;
        return lines;
    }
    /// The last good break that fits without shrinking, else the last bad one; 0: none.
    [[nodiscard]] std::uint32_t natural_end(std::uint32_t start, bool may_hyphenate) const {
        const double most = measure_at(start) + kSlack;
        std::uint32_t good = 0, bad = 0;
        for (std::uint32_t i = start; i < end_; ++i) {
            const Cluster& cluster = clusters_[i];
            const bool last = i + 1 == end_;
            const double width = sums_.extent(start, sums_.visible_end(start, i + 1)).natural;
            if (width > most) break;
            if (last) return end_;
            const double hyphen = static_cast<double>(cluster.hyphen);
            if (cluster.penalty >= kForbidden || width + hyphen > most) continue;
            if (hyphen > 0 && !may_hyphenate) continue;
            (cluster.penalty < kLastResort ? good : bad) = i + 1;
        }
        return good != 0 ? good : bad;
    }
    [[nodiscard]] std::uint32_t shrunk_end(std::uint32_t start) const {
        std::uint32_t good = 0, any = 0;
        for (std::uint32_t i = start; i < end_; ++i) {
            const auto extent = sums_.extent(start, sums_.visible_end(start, i + 1));
            const double shrink = style_.justified ? extent.shrink : 0;
            const double least = extent.natural - shrink;
            if (least > measure_at(start) + kSlack && (any != 0 || good != 0)) break;
            const bool parted = i + 1 < end_ && clusters_[i + 1].glued;
            if (parted) continue;
            const double hyphen = static_cast<double>(clusters_[i].hyphen);
            if (clusters_[i].penalty < kForbidden && least + hyphen <= measure_at(start) + kSlack)
                good = i + 1;
            if (hyphen <= 0 || i + 1 == end_) any = i + 1;
            if (i + 1 == end_ && least <= measure_at(start) + kSlack) good = end_;
        }
        if (good != 0) return good;
        return any != 0 ? any : end_;
    }
};

}  // namespace

Sums::Sums(const Setting& setting) : clusters_(setting.clusters) {
    before_.resize(clusters_.size() + 1);
    for (std::size_t i = 0; i < clusters_.size(); ++i) {
        const Cluster& cluster = clusters_[i];
        const Before& here = before_[i];
        Before& next = before_[i + 1];
        next.width = here.width + static_cast<double>(cluster.box + cluster.gap);
        next.stretch = here.stretch + static_cast<double>(cluster.stretch);
        next.shrink = here.shrink + static_cast<double>(cluster.shrink);
        const bool ink = !is_space(cluster.kind) && !is_invisible(cluster.kind);
        next.visible = ink ? static_cast<std::uint32_t>(i + 1) : here.visible;
    }
}

std::uint32_t Sums::visible_end(std::uint32_t begin, std::uint32_t end) const {
    return std::max(before_[end].visible, begin + 1);
}

Sums::Extent Sums::extent(std::uint32_t begin, std::uint32_t visible_end) const {
    const Cluster& end = clusters_[visible_end - 1];
    const Before& from = before_[begin];
    const Before& to = before_[visible_end - 1];
    const bool ink = !is_space(end.kind) && !is_invisible(end.kind);
    const float edges = clusters_[begin].lead + end.box + (ink ? end.trail : 0.0F);
    return {to.width - from.width + static_cast<double>(edges),
            to.stretch - from.stretch,
            to.shrink - from.shrink};
}

namespace {

/// Calls `use(begin, end)` for each part between hard breaks.
template <class Use>
void for_each_part(const Setting& setting, Use use) {
    std::uint32_t begin = 0;
    const auto count = static_cast<std::uint32_t>(setting.clusters.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        if (setting.clusters[i].kind != CharClass::Newline && i + 1 != count) continue;
        use(begin, i + 1);
        begin = i + 1;
    }
}

}  // namespace

std::vector<LineSpec> break_lines(const Setting& setting, const BreakStyle& style) {
    std::vector<LineSpec> lines;
    const Sums sums(setting);
    Breaker breaker(setting, sums, style);
    for_each_part(setting,
                  [&](std::uint32_t begin, std::uint32_t end) { breaker.run(begin, end, lines); });
    return lines;
}

std::vector<LineSpec> break_lines_greedily(const Setting& setting, const BreakStyle& style) {
    std::vector<LineSpec> lines;
    const Sums sums(setting);
    Breaker breaker(setting, sums, style);
    for_each_part(setting, [&](std::uint32_t begin, std::uint32_t end) {
        breaker.run_first_fit(begin, end, lines);
    });
    return lines;
}

Verdict judge_lines(const Setting& setting,
                    const BreakStyle& style,
                    std::span<const LineSpec> lines) {
    Verdict verdict;
    const Sums sums(setting);
    Breaker breaker(setting, sums, style);
    for_each_part(setting, [&](std::uint32_t begin, std::uint32_t end) {
        const auto first = std::find_if(lines.begin(), lines.end(), [begin](const LineSpec& line) {
            return line.begin == begin;
        });
        const auto last = std::find_if(
            first, lines.end(), [end](const LineSpec& line) { return line.end == end; });
        if (last == lines.end()) return;
        const Verdict part = breaker.judge({first, last + 1});
        verdict.demerits += part.demerits;
        verdict.lines += part.lines;
        verdict.loose += part.loose;
        verdict.overfull += part.overfull;
    });
    return verdict;
}

}  // namespace inkstone::layout::para
