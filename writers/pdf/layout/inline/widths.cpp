// SPDX-License-Identifier: Apache-2.0
// Part of items: boxes and glue. A full-width mark is an ink box with its blank sides outside, so
// that trimming at line ends and squeezing between marks come from the ordinary glue rules.
#include <algorithm>

#include "writers/pdf/layout/inline/classify.hpp"
#include "writers/pdf/layout/inline/items.hpp"

namespace inkstone::layout::para {
namespace {

// Autospace between Han and Latin, em of the Han (SP2).
constexpr float kAutospace = 0.25F;
constexpr float kAutospaceStretch = 0.083F;
constexpr float kAutospaceShrink = 0.125F;
// Preferred limit between CJK letters, em (JU: ≤ 0.10 preferred).
constexpr float kLetterStretch = 0.10F;
constexpr float kHangulStretch = 0.02F;
// Word spaces shrink to 0.8 of their width, not below 0.2 em.
constexpr float kSpaceShrinkTo = 0.8F;
constexpr float kSpaceFloor = 0.2F;
constexpr float kSpaceCeiling = 0.5F;

class Widths {
public:
    explicit Widths(Setting& setting) : setting_(setting), clusters_(setting.clusters) {
        regions_.reserve(setting.langs.size());
        for (const std::string& lang : setting.langs) regions_.push_back(region_of(lang));
    }

    void run() {
        for (std::size_t i = 0; i < clusters_.size(); ++i) set_box(i);
        pair_exclamations();
        std::size_t before = clusters_.size();
        for (std::size_t i = 0; i < clusters_.size(); ++i) {
            if (is_invisible(clusters_[i].kind)) continue;
            if (before < clusters_.size()) set_gap(before, i);
            before = i;
        }
        if (before < clusters_.size()) set_last_gap(clusters_[before]);
    }

private:
    Setting& setting_;
    std::vector<Cluster>& clusters_;
    std::vector<Region> regions_;

    [[nodiscard]] float em(const Cluster& cluster) const {
        return static_cast<float>(setting_.style_of(cluster).size);
    }
    [[nodiscard]] bool in_code(const Cluster& cluster) const {
        return setting_.style_of(cluster).code;
    }

    void set_box(std::size_t index) {
        Cluster& cluster = clusters_[index];
        cluster.box = cluster.advance;
        if (is_space(cluster.kind)) {
            cluster.box = 0;
            return;
        }
        if (in_code(cluster) || cluster.missing || cluster.glued) return;
        if (cluster.kind == CharClass::MiddleDot && cluster.base != U'・')
            return centre_dot(cluster);
        if (cluster.kind == CharClass::Dash) return centre_dash(index);
        if (is_wide_mark(cluster.kind)) set_sides(cluster);
    }

    /// A wide · is half a zw in Simplified and one in Traditional text, whatever the face says.
    void centre_dot(Cluster& cluster) {
        const bool hans = regions_[cluster.region_lang] == Region::Hans;
        centre(cluster, em(cluster) * (hans ? 0.5F : 1.0F));
    }
    /// A single connector between Han fills one zw; a pair keeps the face's own two.
    void centre_dash(std::size_t index) {
        Cluster& cluster = clusters_[index];
        const bool pair = cluster.base == 0x2E3A || same(index, index + 1) ||
                          (index > 0 && same(index - 1, index));
        if (!pair) centre(cluster, em(cluster));
    }
    [[nodiscard]] bool same(std::size_t a, std::size_t b) const {
        return b < clusters_.size() && clusters_[a].base == clusters_[b].base;
    }
    static void centre(Cluster& cluster, float width) {
        cluster.shift = (cluster.advance - width) / 2;
        cluster.box = width;
    }

    void set_sides(Cluster& cluster) {
        const float size = em(cluster);
        // A face with proportional marks has no blank half to take away.
        if (cluster.advance < 0.9F * size) return;
        const Region region = regions_[cluster.region_lang];
        const MarkSides sides = mark_sides(cluster.base, cluster.kind, region);
        cluster.left = sides.left * size;
        cluster.right = sides.right * size;
        cluster.shift = cluster.left;
        cluster.box = cluster.advance - cluster.left - cluster.right;
        const bool half_left = sides.left >= 0.5F;
        const bool half_right = sides.right >= 0.5F;
        cluster.lead = half_left ? 0 : cluster.left;
        cluster.trail = half_right ? 0 : cluster.right;
        cluster.trail_full = region == Region::Ja ? cluster.right : cluster.trail;
    }

    /// PW4: two full-width ！？ in Simplified Chinese take one zw together.
    void pair_exclamations() {
        const auto is_mark = [&](std::size_t i) {
            return i < clusters_.size() &&
                   (clusters_[i].base == U'！' || clusters_[i].base == U'？');
        };
        for (std::size_t i = 0; i + 1 < clusters_.size(); ++i) {
            if (!is_mark(i) || !is_mark(i + 1) || is_mark(i + 2) || (i > 0 && is_mark(i - 1)))
                continue;
            clusters_[i + 1].right = 0;
            clusters_[i + 1].trail = clusters_[i + 1].trail_full = 0;
        }
    }

    /// Glue from `a` to the next visible cluster `b`.
    void set_gap(std::size_t a, std::size_t b) {
        Cluster& first = clusters_[a];
        const Cluster& second = clusters_[b];
        if (is_space(first.kind)) return set_space_gap(a, b);
        if (const formula::InlinePart* part = setting_.formula_of(first);
            part != nullptr && part->penalty != 0) {
            first.gap = static_cast<float>(part->gap);
            return;
        }
        if (is_space(second.kind)) {
            first.gap = first.right;
            return;
        }
        if (setting_.style_of(second).note_mark && is_blank_half(first)) return;
        if (first.right > 0 || second.left > 0) return set_mark_gap(first, second);
        if (autospaced(a, b)) return set_autospace(first, em_of_letter(first, second));
        if (stretches(first) && takes_stretch(second)) set_letter_stretch(first);
        if (first.kind == CharClass::Hangul && second.kind == CharClass::Hangul) {
            first.stretch = kHangulStretch * em(first);
            first.stretch_kind = GlueKind::Letters;
        }
    }
    /// A note's mark stands in the blank half of the mark before it.
    [[nodiscard]] bool is_blank_half(const Cluster& cluster) const {
        return is_wide_mark(cluster.kind) && cluster.right >= 0.5F * em(cluster) - 0.01F;
    }
    /// The glue after the last cluster counts only when a space ends the paragraph: nothing.
    static void set_last_gap(Cluster& last) { last.gap = 0; }

    [[nodiscard]] bool stretches(const Cluster& cluster) const {
        const CharClass kind = cluster.kind;
        return !in_code(cluster) && !cluster.missing &&
               (kind == CharClass::CjkLetter || kind == CharClass::Close ||
                kind == CharClass::Comma || kind == CharClass::Stop || kind == CharClass::Ellipsis);
    }
    [[nodiscard]] bool takes_stretch(const Cluster& cluster) const {
        return !in_code(cluster) &&
               (cluster.kind == CharClass::CjkLetter || cluster.kind == CharClass::Open) &&
               !setting_.style_of(cluster).raised;
    }
    void set_letter_stretch(Cluster& first) {
        first.stretch += kLetterStretch * em(first);
        first.stretch_kind = GlueKind::Letters;
    }

    /// PW1: between two marks, a blank half that faces another mark goes; where two halves meet,
    /// one stays. Quarters (centred marks) stay.
    void set_mark_gap(Cluster& first, const Cluster& second) {
        const float half_first = 0.5F * em(first) - 0.01F;
        const float half_second = 0.5F * em(second) - 0.01F;
        float right = first.right;
        float left = second.left;
        if (is_wide_mark(first.kind) && is_wide_mark(second.kind)) {
            const bool first_half = right >= half_first;
            const bool second_half = left >= half_second;
            if (first_half && second_half) {
                right = 0;
            } else {
                if (first_half) right = 0;
                if (second_half) left = 0;
            }
        }
        first.gap = right + left;
        set_mark_shrink(first, second, right, left);
        if (stretches(first) && takes_stretch(second)) set_letter_stretch(first);
    }

    void set_mark_shrink(Cluster& first, const Cluster& second, float right, float left) {
        const Region region = regions_[first.region_lang];
        if (left > 0 && second.kind == CharClass::Open) {
            first.shrink = left;
            first.shrink_kind = GlueKind::Bracket;
        } else if (first.kind == CharClass::Close && right > 0) {
            first.shrink = right;
            first.shrink_kind = GlueKind::Bracket;
        } else if (first.kind == CharClass::Comma && right > 0) {
            first.shrink = right;
            first.shrink_kind = GlueKind::Comma;
        } else if (first.kind == CharClass::MiddleDot || second.kind == CharClass::MiddleDot) {
            first.shrink = first.gap;
            first.shrink_kind = GlueKind::MiddleDotSide;
        } else if (first.kind == CharClass::Stop && region == Region::Hans) {
            first.shrink = right;
            first.shrink_kind = GlueKind::Stop;
        }
    }

    /// A typed space keeps its place in the text; between Han and Latin it is drawn as the same
    /// quarter em as no space at all (SP3).
    void set_space_gap(std::size_t a, std::size_t b) {
        Cluster& space = clusters_[a];
        const Cluster& next = clusters_[b];
        const bool single = a > 0 && !is_space(clusters_[a - 1].kind) && !is_space(next.kind);
        if (space.kind == CharClass::Space && single && !in_code(space) && autospaced(a - 1, b)) {
            set_autospace(space, em_of_letter(clusters_[a - 1], next));
            return;
        }
        const float width = space.advance;
        space.gap = width + (is_space(next.kind) ? 0 : next.left);
        if (space.kind == CharClass::FixedSpace || in_code(space)) return;
        const float size = em(space);
        space.stretch_kind = space.shrink_kind = GlueKind::WordSpace;
        space.stretch =
            setting_.has_cjk ? std::max(kSpaceCeiling * size - width, 0.1F * size) : 0.5F * width;
        space.shrink = std::max(0.0F, width - std::max(kSpaceShrinkTo * width, kSpaceFloor * size));
    }

    static void set_autospace(Cluster& cluster, float size) {
        cluster.gap = kAutospace * size;
        cluster.stretch = kAutospaceStretch * size;
        cluster.shrink = kAutospaceShrink * size;
        cluster.stretch_kind = cluster.shrink_kind = GlueKind::Autospace;
    }
    [[nodiscard]] float em_of_letter(const Cluster& a, const Cluster& b) const {
        return em(is_plain_letter(a) ? a : b);
    }

    [[nodiscard]] bool is_plain_letter(const Cluster& cluster) const {
        return cluster.kind == CharClass::CjkLetter && !in_code(cluster) &&
               !setting_.style_of(cluster).raised && !cluster.missing;
    }
    [[nodiscard]] bool autospaced(std::size_t a, std::size_t b) const {
        const Cluster& first = clusters_[a];
        const Cluster& second = clusters_[b];
        if (is_plain_letter(first)) {
            return is_latin_side(second) || (second.kind == CharClass::Prefix && is_digit(b + 1));
        }
        if (!is_plain_letter(second)) return false;
        return is_latin_side(first) ||
               (first.kind == CharClass::Suffix && a > 0 && is_digit(a - 1));
    }
    [[nodiscard]] bool is_latin_side(const Cluster& cluster) const {
        const TextStyle& style = setting_.style_of(cluster);
        if (style.raised || is_space(cluster.kind)) return false;
        if (style.formula != kNone) return true;
        return style.code || cluster.kind == CharClass::Western || cluster.kind == CharClass::Digit;
    }
    [[nodiscard]] bool is_digit(std::size_t index) const {
        return index < clusters_.size() && clusters_[index].kind == CharClass::Digit;
    }
};

}  // namespace

void set_widths(Setting& setting) {
    Widths(setting).run();
}

}  // namespace inkstone::layout::para
