// SPDX-License-Identifier: Apache-2.0
// The content stream of a page (ISO 32000-1 7.8.2): text, rectangles and marked content.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "writers/pdf/layout/pages.hpp"
#include "writers/pdf/paint/cluster_text.hpp"
#include "writers/pdf/paint/fonts.hpp"
#include "writers/pdf/paint/pictures.hpp"
#include "writers/pdf/paint/tags.hpp"

namespace inkstone::pdf::paint {

/// Translates one page. Make one for each page, paint, and take the results.
class PageContent {
public:
    /// `tags` and `marks` are null when the file is not tagged.
    PageContent(double page_height,
                FontSet& fonts,
                PictureSet& pictures,
                const layout::TagTree* tags,
                MarkList* marks);

    void paint(const layout::Item& item);
    /// Ends open sequences and gives the operators.
    std::string finish();
    /// Fonts the page uses, sorted.
    [[nodiscard]] const std::vector<FontIndex>& fonts_used() const noexcept { return used_; }
    /// Pictures the page uses, sorted.
    [[nodiscard]] const std::vector<PictureIndex>& pictures_used() const noexcept {
        return pictures_used_;
    }

private:
    void paint_run(const layout::GlyphRun& run);
    void paint_pictures(const layout::GlyphRun& run);
    void paint_picture(const layout::GlyphRun& run, const layout::PlacedGlyph& glyph);
    void paint_picture_box(const layout::PictureBox& box);
    void paint_glyph(std::size_t face,
                     const layout::GlyphRun& run,
                     const layout::PlacedGlyph& glyph,
                     std::u16string_view text);
    void paint_rect(const layout::FilledRect& rect);
    void paint_box(const layout::StrokedRect& box);
    void stroke_rect(const layout::Rect& rect, layout::Color color, double line_width);
    void paint_hidden_text(const layout::Rect& cell, std::u16string_view text);
    void round_path(const layout::Rect& rect, double radius);

    // Marked content: the open sequence belongs to `tag`, or is an artifact of `artifact`.
    struct Sequence {
        layout::TagId tag = layout::kNoTag;
        layout::ArtifactKind artifact = layout::ArtifactKind::None;
        bool operator==(const Sequence&) const = default;
    };
    void enter(layout::TagId tag, layout::ArtifactKind artifact);
    [[nodiscard]] bool in_artifact() const noexcept {
        return open_ && open_->tag == layout::kNoTag;
    }
    void note_bounds(const layout::Item& item);
    void leave();
    void begin_actual_text(std::u16string_view text);
    void end_actual_text();

    void begin_text();
    void end_text();
    void move_to(double x, double baseline);
    void set_font(FontIndex font, double size);
    void set_rise(double rise);
    void set_spacing(std::int64_t milli);
    [[nodiscard]] std::int64_t common_spacing(std::size_t face, const layout::GlyphRun& run);
    void set_fill(layout::Color color);
    void append_point(double x, double y);

    // A string of glyphs being gathered: `[(..)-12(..)]TJ`.
    void adjust_to(double x_from_line_start);
    void append_code(fonts::GlyphId glyph);
    void flush_glyphs();

    double height_;
    FontSet& fonts_;
    PictureSet& pictures_;
    const layout::TagTree* tags_;
    MarkList* marks_;
    std::string out_;
    std::vector<FontIndex> used_;
    std::vector<PictureIndex> pictures_used_;

    std::optional<Sequence> open_;
    bool in_actual_text_ = false;
    bool in_text_ = false;

    // The graphics state as the viewer has it.
    std::optional<layout::Color> fill_, stroke_;
    std::optional<FontIndex> font_;
    std::int64_t font_size_ = 0;  ///< thousandths of a point, like the five below
    std::int64_t rise_ = 0;
    std::int64_t spacing_ = 0;  ///< after every glyph (Tc)
    std::int64_t line_width_ = 1000;
    std::int64_t line_x_ = 0, line_y_ = 0;  ///< start of the text line, from the bottom left
    double pen_ = 0;                        ///< from the line's start, thousandths of the em

    std::string glyphs_;  ///< what stands between `[(` and `)]TJ`
    std::size_t glyph_count_ = 0;
    bool adjusted_ = false;
    std::vector<double> gaps_;  ///< of the run, in points; kept for its memory
};

}  // namespace inkstone::pdf::paint
