// SPDX-License-Identifier: Apache-2.0
// Part of finish: neighbouring clusters of one face and style become one glyph run. Runs stand in
// reading order; each keeps its text letter for letter, so that the runs of a paragraph joined give
// its text back.
#include <algorithm>

#include "src/text/utf8.hpp"
#include "writers/pdf/layout/inline/finish.hpp"
#include "writers/pdf/layout/inline/hyphenate.hpp"
#include "writers/pdf/layout/inline/shape.hpp"

namespace inkstone::layout::para {
namespace {

// The box of a missing cluster, em: sits on the baseline at about cap height.
constexpr double kBoxMargin = 0.06;
constexpr double kBoxHeight = 0.72;

class RunBuilder {
public:
    RunBuilder(const Setting& setting, const PlacedLine& placed, Line& line)
        : setting_(setting), placed_(placed), line_(line) {}

    void run() {
        for (std::uint32_t i = placed_.spec.begin; i < placed_.spec.end; ++i) add(i);
        close();
        if (!pending_.empty()) flush_pending();
    }

private:
    const Setting& setting_;
    const PlacedLine& placed_;
    Line& line_;
    GlyphRun run_;
    bool open_ = false;
    std::uint32_t run_style_ = kNone;
    double end_ = 0;          ///< right edge of what the open run holds
    double start_ = 0;        ///< left edge
    std::u16string pending_;  ///< text without a glyph, waiting for a run

    [[nodiscard]] std::u16string_view text_of(std::uint32_t i) const {
        const std::uint32_t begin = setting_.clusters[i].begin;
        return std::u16string_view(setting_.text).substr(begin, setting_.end_of(i) - begin);
    }

    void add(std::uint32_t i) {
        const Cluster& cluster = setting_.clusters[i];
        if (setting_.picture_of(cluster) != nullptr) return add_picture(i);
        if (setting_.formula_of(cluster) != nullptr) return add_formula(i);
        if (cluster.missing) return add_missing_box(i);
        if (cluster.kind == CharClass::Newline) return add_hard_break(i);
        const bool divided = placed_.spec.hyphen && i + 1 == placed_.spec.end;
        const bool hyphen = divided && cluster.kind == CharClass::SoftHyphen;
        if (cluster.glyph_count == 0 && !hyphen) {
            if (open_)
                run_.text += text_of(i);
            else
                pending_ += text_of(i);
            return;
        }
        join_or_open(i);
        const auto at = static_cast<std::uint32_t>(run_.text.size());
        if (hyphen)
            add_plain_glyph(i, hyphen_glyph(*cluster.face), at, placed_.at(i));
        else
            add_glyphs(cluster, at, placed_.at(i) - static_cast<double>(cluster.shift));
        run_.text += text_of(i);
        if (divided && !hyphen) add_division(i);
    }

    /// HY2: the hyphen of a dictionary reads as U+00AD, so that the word can be joined again.
    void add_division(std::uint32_t i) {
        const Cluster& cluster = setting_.clusters[i];
        const auto at = static_cast<std::uint32_t>(run_.text.size());
        add_plain_glyph(i, hyphen_glyph(*cluster.face), at, end_);
        end_ += static_cast<double>(cluster.hyphen);
        run_.text += u'\u00AD';
    }

    void join_or_open(std::uint32_t i) {
        const Cluster& cluster = setting_.clusters[i];
        const bool backwards = is_backwards(i);
        if (open_ && run_.face == cluster.face && same_look(cluster.style) &&
            run_.right_to_left == backwards && stands_next(i, backwards)) {
            extend(i);
            return;
        }
        close();
        open(cluster, backwards);
        start_ = end_ = placed_.at(i);
        extend(i);
    }

    /// Trailing spaces have the paragraph's direction (UAX #9 L1).
    [[nodiscard]] bool is_backwards(std::uint32_t i) const {
        if (i >= placed_.spec.visible_end) return setting_.right_to_left;
        return setting_.clusters[i].level % 2 == 1;
    }
    /// In reordered lines only what continues in the run's own direction may join it.
    [[nodiscard]] bool stands_next(std::uint32_t i, bool backwards) const {
        if (!setting_.mixed_direction) return true;
        return backwards ? placed_.at(i) <= start_ + 0.01 : placed_.at(i) >= end_ - 0.01;
    }
    void extend(std::uint32_t i) {
        start_ = std::min(start_, placed_.at(i));
        end_ = std::max(end_, placed_.at(i) + static_cast<double>(setting_.clusters[i].box));
    }

    /// Styles made by separate nodes may still look the same and belong to the same element.
    [[nodiscard]] bool same_look(std::uint32_t style) const {
        if (style == run_style_) return true;
        const TextStyle& a = setting_.styles[style];
        const TextStyle& b = setting_.styles[run_style_];
        return a.tag == b.tag && a.size == b.size && a.color == b.color && a.rise == b.rise &&
               a.artifact == b.artifact;
    }

    void open(const Cluster& cluster, bool backwards) {
        const TextStyle& style = setting_.style_of(cluster);
        run_ = {};
        run_.face = cluster.face;
        run_.size = style.size;
        run_.color = style.color;
        run_.right_to_left = backwards;
        run_.tag = style.tag;
        run_.artifact = style.tag == kNoTag ? style.artifact : ArtifactKind::None;
        run_.actual_text = placed_.wide_gaps;
        run_.text = std::move(pending_);
        pending_.clear();
        run_style_ = cluster.style;
        open_ = true;
    }

    void add_glyphs(const Cluster& cluster, std::uint32_t at, double x) {
        const TextStyle& style = setting_.style_of(cluster);
        const std::size_t first = run_.glyphs.size();
        for (std::uint32_t g = cluster.glyph; g < cluster.glyph + cluster.glyph_count; ++g) {
            const fonts::ShapedGlyph& shaped = setting_.glyphs[g];
            const auto points = [&](int units) {
                return to_points(units, *cluster.face, style.size);
            };
            PlacedGlyph placed;
            placed.glyph = shaped.glyph;
            placed.x = static_cast<float>(x + points(shaped.x_offset));
            placed.rise = static_cast<float>(style.rise + points(shaped.y_offset));
            placed.cluster = at;
            run_.glyphs.push_back(placed);
            x += points(shaped.advance);
        }
        // Backward runs are gathered in reading order and turned round when they close.
        if (run_.right_to_left)
            std::reverse(run_.glyphs.begin() + static_cast<std::ptrdiff_t>(first),
                         run_.glyphs.end());
    }
    void add_plain_glyph(std::uint32_t i, fonts::GlyphId glyph, std::uint32_t at, double x) {
        PlacedGlyph placed;
        placed.glyph = glyph;
        placed.x = static_cast<float>(x);
        placed.rise = static_cast<float>(setting_.style_of(setting_.clusters[i]).rise);
        placed.cluster = at;
        run_.glyphs.push_back(placed);
    }

    void close() {
        if (!open_) return;
        open_ = false;
        if (run_.right_to_left) std::reverse(run_.glyphs.begin(), run_.glyphs.end());
        run_.x = start_;
        run_.width = end_ - start_;
        for (PlacedGlyph& glyph : run_.glyphs) glyph.x -= static_cast<float>(start_);
        // Text before the first glyph (a joiner at a line start) belongs to that glyph.
        if (!run_.glyphs.empty()) {
            auto& first = run_.right_to_left ? run_.glyphs.back() : run_.glyphs.front();
            first.cluster = 0;
        }
        line_.items.emplace_back(std::move(run_));
    }

    /// Stands on the baseline; what the leading does not hold makes the line higher.
    void add_picture(std::uint32_t i) {
        close();
        const Cluster& cluster = setting_.clusters[i];
        const TextStyle& style = setting_.style_of(cluster);
        const InlinePicture& picture = *setting_.picture_of(cluster);
        PictureBox box;
        box.rect.width = picture.size.width;
        box.rect.height = picture.size.height;
        box.rect.x = placed_.at(i);
        box.rect.y = -style.rise - box.rect.height;
        box.picture = picture.picture;
        box.tag = style.tag;
        box.artifact = style.tag == kNoTag ? style.artifact : ArtifactKind::None;
        line_.items.emplace_back(std::move(box));
        const double held = line_.leading / 2 + kBaselineDrop * setting_.styles.front().size;
        line_.above = std::max(line_.above, picture.size.height + style.rise - held);
    }

    void add_formula(std::uint32_t i) {
        close();
        const Cluster& cluster = setting_.clusters[i];
        const TextStyle& style = setting_.style_of(cluster);
        const formula::Box& box = setting_.formula_of(cluster)->box;
        const std::size_t first = line_.items.size();
        formula::add_items(box, placed_.at(i), -style.rise, style.tag, line_.items);
        for (std::size_t k = first; k < line_.items.size(); ++k) {
            std::visit(
                [&](auto& item) {
                    if (style.tag == kNoTag) item.artifact = style.artifact;
                },
                line_.items[k]);
        }
        const double half = line_.leading / 2;
        const double drop = kBaselineDrop * setting_.styles.front().size;
        line_.above = std::max(line_.above, box.height + style.rise - half - drop);
        line_.below = std::max(line_.below, box.depth - style.rise - half + drop);
    }

    void add_missing_box(std::uint32_t i) {
        close();
        const Cluster& cluster = setting_.clusters[i];
        const TextStyle& style = setting_.style_of(cluster);
        StrokedRect box;
        box.rect.x = placed_.at(i) + kBoxMargin * style.size;
        box.rect.width = static_cast<double>(cluster.box) - 2 * kBoxMargin * style.size;
        box.rect.height = kBoxHeight * style.size;
        box.rect.y = -style.rise - box.rect.height;
        box.color = style.color;
        box.tag = style.tag;
        box.artifact = style.tag == kNoTag ? style.artifact : ArtifactKind::None;
        box.text = pending_;
        box.text += text_of(i);
        pending_.clear();
        line_.items.emplace_back(std::move(box));
    }

    /// A hard break reads as one space at the line's end.
    void add_hard_break(std::uint32_t i) {
        const Cluster& cluster = setting_.clusters[i];
        if (!open_ && cluster.face == nullptr) {
            pending_ += u' ';
            return;
        }
        if (open_ && !run_.face->covers(U' ')) close();
        if (!open_) {
            open(cluster, false);
            start_ = end_ = placed_.at(i);
        }
        const auto at = static_cast<std::uint32_t>(run_.text.size());
        add_plain_glyph(i, run_.face->glyph(U' '), at, placed_.at(i));
        run_.text += u' ';
    }

    /// Text for which nothing is drawn on the whole line still has to be carried: by the last item,
    /// or by an empty space.
    void flush_pending() {
        for (auto item = line_.items.rbegin(); item != line_.items.rend(); ++item) {
            if (auto* run = std::get_if<GlyphRun>(&*item)) {
                run->text += pending_;
                return;
            }
            if (auto* box = std::get_if<StrokedRect>(&*item)) {
                box->text += pending_;
                return;
            }
        }
        const Cluster& cluster = setting_.clusters[placed_.spec.begin];
        if (cluster.face == nullptr) return;
        const std::u16string text = std::move(pending_);
        pending_.clear();
        open(cluster, false);
        start_ = end_ = placed_.at(placed_.spec.begin);
        add_plain_glyph(placed_.spec.begin, cluster.face->glyph(U' '), 0, start_);
        run_.text = text;
        close();
    }
};

}  // namespace

void add_runs(const Setting& setting, const PlacedLine& placed, Line& line) {
    RunBuilder(setting, placed, line).run();
}

}  // namespace inkstone::layout::para
