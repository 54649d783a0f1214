// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/shape.hpp"

#include <algorithm>

#include "writers/pdf/layout/inline/itemise.hpp"

namespace inkstone::layout::para {
namespace {

/// Width of the box drawn for a missing cluster, in em.
constexpr double kMissingWidth = 0.6;

/// UTF-16 units shaped at once. HarfBuzz takes quadratic time over rows of combining marks; no word
/// is as long as this.
constexpr std::uint32_t kLongestRun = 512;

bool is_shaped(const Cluster& cluster) noexcept {
    return cluster.face != nullptr && !is_space(cluster.kind) && !is_invisible(cluster.kind);
}

class RunShaper {
public:
    RunShaper(Setting& setting, Context& context) : setting_(setting), context_(context) {}

    void run() {
        std::size_t i = 0;
        while (i < setting_.clusters.size()) {
            if (const InlinePicture* picture = setting_.picture_of(setting_.clusters[i])) {
                setting_.clusters[i].glyph = static_cast<std::uint32_t>(setting_.glyphs.size());
                setting_.clusters[i].advance = static_cast<float>(picture->size.width);
                ++i;
                continue;
            }
            if (const formula::InlinePart* part = setting_.formula_of(setting_.clusters[i])) {
                setting_.clusters[i].glyph = static_cast<std::uint32_t>(setting_.glyphs.size());
                setting_.clusters[i].advance = static_cast<float>(part->box.width);
                ++i;
                continue;
            }
            if (!is_shaped(setting_.clusters[i])) {
                place_unshaped(setting_.clusters[i]);
                ++i;
                continue;
            }
            std::size_t end = i + 1;
            while (end < setting_.clusters.size() && joins(setting_.clusters[i], end)) ++end;
            shape_run(i, end);
            i = end;
        }
    }

private:
    Setting& setting_;
    Context& context_;

    [[nodiscard]] bool joins(const Cluster& first, std::size_t index) const {
        const Cluster& next = setting_.clusters[index];
        if (next.begin - first.begin >= kLongestRun) return false;
        return is_shaped(next) && next.face == first.face && next.style == first.style &&
               next.lang == first.lang && next.script == first.script && next.level == first.level;
    }

    /// Spaces take the face's space glyph; what is invisible takes no room; a missing cluster a
    /// box.
    void place_unshaped(Cluster& cluster) {
        const double size = setting_.style_of(cluster).size;
        cluster.glyph = static_cast<std::uint32_t>(setting_.glyphs.size());
        if (cluster.missing) {
            cluster.advance = static_cast<float>(missing_width(cluster));
            return;
        }
        if (!is_space(cluster.kind) || cluster.face == nullptr) return;
        fonts::ShapedGlyph glyph;
        glyph.glyph = cluster.face->glyph(cluster.base);
        const bool own = glyph.glyph != 0;
        if (!own) glyph.glyph = cluster.face->glyph(U' ');
        glyph.advance = cluster.face->advance(glyph.glyph);
        cluster.advance = static_cast<float>(to_points(glyph.advance, *cluster.face, size));
        if (!own && cluster.base != U'\t')
            cluster.advance = static_cast<float>(size * fixed_space_width(cluster.base));
        setting_.glyphs.push_back(glyph);
        cluster.glyph_count = 1;
    }

    /// U+2000 … U+200A by their definition in the Unicode Standard, table 6-2; em.
    static double fixed_space_width(char32_t c) noexcept {
        switch (c) {
            case 0x2001:
            case 0x2003:
            case 0x3000:
                return 1.0;
            case 0x2000:
            case 0x2002:
                return 0.5;
            case 0x2004:
                return 1.0 / 3;
            case 0x2006:
                return 1.0 / 6;
            case 0x2009:
            case 0x202F:
                return 0.2;
            case 0x200A:
                return 0.1;
            default:
                return 0.25;
        }
    }

    void shape_run(std::size_t begin, std::size_t end) {
        const Cluster& first = setting_.clusters[begin];
        const TextStyle& style = setting_.style_of(first);
        fonts::ShapeRun run;
        run.face = first.face;
        run.text = std::u16string_view(setting_.text)
                       .substr(first.begin, setting_.end_of(end - 1) - first.begin);
        run.script = first.script;
        run.lang = setting_.langs[first.lang];
        run.right_to_left = first.level % 2 == 1;
        run.features = style.code ? fonts::FeatureSet::Code : fonts::FeatureSet::Prose;
        const std::size_t first_glyph = setting_.glyphs.size();
        context_.shaper.shape(run, setting_.glyphs);
        if (run.right_to_left)
            assign_backwards(begin, end, first_glyph);
        else
            assign_forwards(begin, end, first_glyph);
        glue_empty(begin, end);
        for (std::size_t i = begin; i < end; ++i) refuse_notdef(i);
    }

    /// A face may have every code point and still no glyph for the sequence: .notdef is never
    /// painted (TX4).
    void refuse_notdef(std::size_t index) {
        Cluster& cluster = setting_.clusters[index];
        bool found = false;
        for (std::uint32_t g = cluster.glyph; g < cluster.glyph + cluster.glyph_count; ++g)
            found = found || setting_.glyphs[g].glyph == 0;
        if (!found) return;
        cluster.missing = true;
        cluster.advance = static_cast<float>(missing_width(cluster));
        report_missing(setting_, index, context_);
    }
    [[nodiscard]] double missing_width(const Cluster& cluster) const {
        const double size = setting_.style_of(cluster).size;
        return size * (text::is_wide(cluster.base) ? 1.0 : kMissingWidth);
    }

    void give(Cluster& cluster, std::size_t glyph) {
        const fonts::ShapedGlyph& shaped = setting_.glyphs[glyph];
        if (cluster.glyph_count == 0) cluster.glyph = static_cast<std::uint32_t>(glyph);
        cluster.glyph = std::min(cluster.glyph, static_cast<std::uint32_t>(glyph));
        ++cluster.glyph_count;
        cluster.advance += static_cast<float>(
            to_points(shaped.advance, *cluster.face, setting_.style_of(cluster).size));
    }

    void assign_forwards(std::size_t begin, std::size_t end, std::size_t first_glyph) {
        const std::uint32_t origin = setting_.clusters[begin].begin;
        std::size_t at = begin;
        for (std::size_t g = first_glyph; g < setting_.glyphs.size(); ++g) {
            const std::uint32_t offset = origin + setting_.glyphs[g].cluster;
            while (at + 1 < end && setting_.clusters[at + 1].begin <= offset) ++at;
            give(setting_.clusters[at], g);
        }
    }

    void assign_backwards(std::size_t begin, std::size_t end, std::size_t first_glyph) {
        const std::uint32_t origin = setting_.clusters[begin].begin;
        std::size_t at = begin;
        for (std::size_t g = setting_.glyphs.size(); g-- > first_glyph;) {
            const std::uint32_t offset = origin + setting_.glyphs[g].cluster;
            while (at + 1 < end && setting_.clusters[at + 1].begin <= offset) ++at;
            give(setting_.clusters[at], g);
        }
    }

    /// A cluster whose glyph was merged into the one before (a ligature) cannot be parted from it.
    void glue_empty(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            Cluster& cluster = setting_.clusters[i];
            if (cluster.glyph_count != 0) continue;
            cluster.glyph = static_cast<std::uint32_t>(setting_.glyphs.size());
            cluster.glued = i > begin;
        }
    }
};

}  // namespace

void shape(Setting& setting, Context& context) {
    setting.glyphs.reserve(setting.clusters.size());
    RunShaper(setting, context).run();
}

}  // namespace inkstone::layout::para
