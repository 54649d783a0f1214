// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/justify.hpp"

#include <algorithm>
#include <array>

namespace inkstone::layout::para {
namespace {

constexpr double kDone = 1e-6;

constexpr std::array kShrinkOrder{GlueKind::WordSpace,
                                  GlueKind::MiddleDotSide,
                                  GlueKind::Bracket,
                                  GlueKind::Comma,
                                  GlueKind::Autospace,
                                  GlueKind::Stop};

/// One step of stretching: gaps of `kind` up to `factor` times their preferred stretch in all.
struct StretchStep {
    GlueKind kind;
    double factor;
};
// Preferred limits first; then Han up to 0.25 em and word spaces up to twice their limit, then
// autospace towards 0.5 em. What is still left is shared by everything (share_rest).
constexpr std::array<StretchStep, 6> kStretchSteps{{{GlueKind::WordSpace, 1},
                                                    {GlueKind::Autospace, 1},
                                                    {GlueKind::Letters, 1},
                                                    {GlueKind::Letters, 2.5},
                                                    {GlueKind::WordSpace, 2},
                                                    {GlueKind::Autospace, 3}}};

class Distribution {
public:
    Distribution(const Setting& setting, const LineSpec& line, std::vector<double>& gaps)
        : clusters_(setting.clusters), line_(line), gaps_(gaps) {}

    double stretch(double excess) {
        std::array<double, static_cast<std::size_t>(GlueKind::Count)> used{};
        for (const StretchStep& step : kStretchSteps) {
            if (excess <= kDone) return 0;
            double& spent = used[static_cast<std::size_t>(step.kind)];
            const double total = capacity(step.kind, &Cluster::stretch, &Cluster::stretch_kind);
            const double room = total * step.factor - spent;
            if (room <= 0) continue;
            const double given = std::min(excess, room);
            add(step.kind, given / total, &Cluster::stretch, &Cluster::stretch_kind);
            spent += given;
            excess -= given;
        }
        return share_rest(excess);
    }

    double shrink(double missing) {
        for (const GlueKind kind : kShrinkOrder) {
            if (missing <= kDone) return 0;
            const double room = capacity(kind, &Cluster::shrink, &Cluster::shrink_kind);
            if (room <= 0) continue;
            const double taken = std::min(missing, room);
            add(kind, -taken / room, &Cluster::shrink, &Cluster::shrink_kind);
            missing -= taken;
        }
        return missing;
    }

private:
    const std::vector<Cluster>& clusters_;
    const LineSpec& line_;
    std::vector<double>& gaps_;

    [[nodiscard]] double capacity(GlueKind kind,
                                  float Cluster::*amount,
                                  GlueKind Cluster::*kind_of) const {
        double total = 0;
        for (std::uint32_t i = line_.begin; i + 1 < line_.visible_end; ++i)
            if (clusters_[i].*kind_of == kind) total += static_cast<double>(clusters_[i].*amount);
        return total;
    }
    void add(GlueKind kind, double factor, float Cluster::*amount, GlueKind Cluster::*kind_of) {
        for (std::uint32_t i = line_.begin; i + 1 < line_.visible_end; ++i)
            if (clusters_[i].*kind_of == kind)
                gaps_[i - line_.begin] += factor * static_cast<double>(clusters_[i].*amount);
    }

    /// Past every limit: all gaps that can stretch share equally, in proportion to their limits.
    double share_rest(double excess) {
        if (excess <= kDone) return 0;
        double total = 0;
        for (std::uint32_t i = line_.begin; i + 1 < line_.visible_end; ++i)
            total += static_cast<double>(clusters_[i].stretch);
        if (total <= 0) return excess;
        for (std::uint32_t i = line_.begin; i + 1 < line_.visible_end; ++i)
            gaps_[i - line_.begin] += excess * static_cast<double>(clusters_[i].stretch) / total;
        return 0;
    }
};

}  // namespace

double distribute(const Setting& setting,
                  const LineSpec& line,
                  double excess,
                  std::vector<double>& gaps) {
    Distribution distribution(setting, line, gaps);
    if (excess >= 0) return distribution.stretch(excess);
    return -distribution.shrink(-excess);
}

}  // namespace inkstone::layout::para
