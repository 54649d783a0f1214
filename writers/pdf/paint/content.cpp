// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "src/ast/visit.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/layout/tag_names.hpp"
#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

using layout::ArtifactKind;

// A glyph may lie this far from its place (pt) before it is moved: unseen, and well below the
// 0.01 pt that two renderers differ by.
constexpr double kTolerance = 0.005;
// Glyphs of a run from which on a common spacing is shorter than a number for each.
constexpr std::size_t kWorthSpacing = 6;
// Up to this size a whole thousandth of the em is finer than the tolerance on both sides.
constexpr double kCoarseSize = 10.0;
// A string object may hold 32,767 bytes (ISO 32000-1 Annex C); escapes can double a code.
constexpr std::size_t kGlyphsPerString = 4000;
// The box for a picture that cannot be drawn, in em: a square on the baseline and the room before
// it; its line in points.
constexpr double kBoxSide = 0.8, kBoxGap = 0.1, kBoxLine = 0.5;
// Longer texts of one picture are no writing; ActualText has them whole.
constexpr std::size_t kMostHidden = 64;
// How far a picture may reach from its origin, in em.
constexpr double kWidestPicture = 1.3;
// The part of the em square above the baseline, as CJK faces divide it.
constexpr double kAscent = 0.88;
// Control points of a quarter circle: 4/3 (sqrt 2 - 1).
constexpr double kCircle = 0.5522847498;

std::string_view artifact_entries(ArtifactKind kind) noexcept {
    switch (kind) {
        case ArtifactKind::Background:
            return "/Type/Background";
        case ArtifactKind::Header:
            return "/Type/Pagination/Subtype/Header";
        case ArtifactKind::Footer:
            return "/Type/Pagination/Subtype/Footer";
        case ArtifactKind::Pagination:
            return "/Type/Pagination";
        case ArtifactKind::None:
        case ArtifactKind::Layout:
            break;
    }
    return "/Type/Layout";
}

void insert_sorted(std::vector<std::uint32_t>& numbers, std::uint32_t number) {
    const auto at = std::lower_bound(numbers.begin(), numbers.end(), number);
    if (at == numbers.end() || *at != number) numbers.insert(at, number);
}

void append_color(std::string& out, layout::Color color, std::string_view operation) {
    for (const int part : {color.red, color.green, color.blue}) {
        append_number(out, part / 255.0);
        out += ' ';
    }
    out += operation;
}

}  // namespace

PageContent::PageContent(double page_height,
                         FontSet& fonts,
                         PictureSet& pictures,
                         const layout::TagTree* tags,
                         MarkList* marks)
    : height_(page_height), fonts_(fonts), pictures_(pictures), tags_(tags), marks_(marks) {}

/// Where figures and formulas lie: their BBox (ISO 32000-1 14.8.5.4.3, PDF/UA-1 7.3).
void PageContent::note_bounds(const layout::Item& item) {
    const layout::TagId tag = std::visit([](const auto& one) { return one.tag; }, item);
    if (tags_ == nullptr || tag >= tags_->tags.size()) return;
    const layout::TagKind kind = tags_->tags[tag].kind;
    if (kind != layout::TagKind::Figure && kind != layout::TagKind::Formula) return;
    const layout::Rect rect = std::visit(
        Overloaded{
            [](const layout::GlyphRun& run) {
                return layout::Rect{run.x, run.baseline - kAscent * run.size, run.width, run.size};
            },
            [](const auto& other) { return other.rect; }},
        item);
    marks_->add_bounds(tag, {rect.x, height_ - rect.y - rect.height, rect.width, rect.height});
}

void PageContent::paint(const layout::Item& item) {
    note_bounds(item);
    std::visit(Overloaded{[this](const layout::GlyphRun& run) { paint_run(run); },
                          [this](const layout::FilledRect& rect) { paint_rect(rect); },
                          [this](const layout::StrokedRect& box) { paint_box(box); },
                          [this](const layout::PictureBox& box) { paint_picture_box(box); }},
               item);
}

std::string PageContent::finish() {
    leave();
    return std::move(out_);
}

// ---- Marked content ----------------------------------------------------------------------------

/// Items of one tag that follow each other share a sequence; sequences are never nested.
void PageContent::enter(layout::TagId tag, ArtifactKind artifact) {
    if (tags_ == nullptr) return;
    const bool tagged = tag < tags_->tags.size();
    const Sequence wanted{tagged ? tag : layout::kNoTag, tagged ? ArtifactKind::None : artifact};
    if (open_ == wanted) return;
    leave();
    if (tagged) {
        fmt::format_to(std::back_inserter(out_),
                       "/{}<</MCID {}>>BDC\n",
                       layout::tag_name(tags_->tags[tag].kind),
                       marks_->add_mark(tag));
    } else {
        fmt::format_to(
            std::back_inserter(out_), "/Artifact<<{}>>BDC\n", artifact_entries(artifact));
    }
    open_ = wanted;
}

void PageContent::leave() {
    end_text();
    if (open_) out_ += "EMC\n";
    open_.reset();
}

/// Artifacts take no ActualText: it would make them content.
void PageContent::begin_actual_text(std::u16string_view text) {
    if (in_artifact()) return;
    flush_glyphs();
    out_ += "/Span<</ActualText" + text_string(text) + ">>BDC\n";
    in_actual_text_ = true;
}

void PageContent::end_actual_text() {
    if (!in_actual_text_) return;
    flush_glyphs();
    out_ += "EMC\n";
    in_actual_text_ = false;
}

// ---- Text --------------------------------------------------------------------------------------

void PageContent::begin_text() {
    if (in_text_) return;
    out_ += "BT\n";
    in_text_ = true;
    line_x_ = 0;
    line_y_ = 0;
}

void PageContent::end_text() {
    if (!in_text_) return;
    flush_glyphs();
    out_ += "ET\n";
    in_text_ = false;
}

/// Starts a text line. Td moves from line start to line start; both are whole thousandths of a
/// point here, so that no error gathers.
void PageContent::move_to(double x, double baseline) {
    const std::int64_t to_x = to_milli(x);
    const std::int64_t to_y = to_milli(height_ - baseline);
    append_milli(out_, to_x - line_x_);
    out_ += ' ';
    append_milli(out_, to_y - line_y_);
    out_ += " Td\n";
    line_x_ = to_x;
    line_y_ = to_y;
    pen_ = 0;
}

void PageContent::set_font(FontIndex font, double size) {
    const std::int64_t milli = to_milli(size);
    if (font_ == font && font_size_ == milli) return;
    flush_glyphs();
    fmt::format_to(std::back_inserter(out_), "/F{} ", font + 1);
    append_milli(out_, milli);
    out_ += " Tf\n";
    font_ = font;
    font_size_ = milli;
    insert_sorted(used_, font);
}

void PageContent::set_rise(double rise) {
    const std::int64_t milli = to_milli(rise);
    if (rise_ == milli) return;
    flush_glyphs();
    append_milli(out_, milli);
    out_ += " Ts\n";
    rise_ = milli;
}

/// What the viewer adds after every glyph (ISO 32000-1 9.3.2), in thousandths of a point.
void PageContent::set_spacing(std::int64_t milli) {
    if (spacing_ == milli) return;
    flush_glyphs();
    append_milli(out_, milli);
    out_ += " Tc\n";
    spacing_ = milli;
}

/// The gap that most glyphs of a run have in common: a justified line of Han has the same between
/// any two, which one operator says instead of a number for each. 0 where there is none.
std::int64_t PageContent::common_spacing(std::size_t face, const layout::GlyphRun& run) {
    if (run.glyphs.size() < kWorthSpacing) return 0;
    gaps_.clear();
    for (std::size_t i = 0; i + 1 < run.glyphs.size(); ++i) {
        const auto x = static_cast<double>(run.glyphs[i].x);
        const double own = fonts_.advance(face, run.glyphs[i].glyph) * run.size / 1000.0;
        gaps_.push_back(static_cast<double>(run.glyphs[i + 1].x) - x - own);
    }
    const auto middle = gaps_.begin() + static_cast<std::ptrdiff_t>(gaps_.size() / 2);
    std::nth_element(gaps_.begin(), middle, gaps_.end());
    const double gap = *middle;
    const auto near = [gap](double other) { return std::abs(other - gap) <= kTolerance; };
    const auto same = static_cast<std::size_t>(std::count_if(gaps_.begin(), gaps_.end(), near));
    return std::abs(gap) > kTolerance && 3 * same >= 2 * gaps_.size() ? to_milli(gap) : 0;
}

void PageContent::set_fill(layout::Color color) {
    if (fill_ == color) return;
    append_color(out_, color, "rg\n");
    fill_ = color;
}

void PageContent::paint_run(const layout::GlyphRun& run) {
    if (run.face == nullptr || run.glyphs.empty() || to_milli(run.size) <= 0) return;
    if (run.face->format() == fonts::OutlineFormat::Bitmap) {
        paint_pictures(run);
        return;
    }
    const bool artifact = run.artifact != ArtifactKind::None;
    enter(artifact ? layout::kNoTag : run.tag, run.artifact);
    set_fill(run.color);
    begin_text();
    move_to(run.x, run.baseline);
    const RunText texts = assign_text(run);
    const std::size_t face = fonts_.face(*run.face);
    set_spacing(common_spacing(face, run));
    auto replacement = texts.replacements.begin();
    for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
        const bool replaced = replacement != texts.replacements.end();
        if (replaced && replacement->begin == i) begin_actual_text(replacement->text);
        paint_glyph(face, run, run.glyphs[i], texts.of_glyph[i]);
        if (replaced && replacement->end == i + 1) {
            end_actual_text();
            ++replacement;
        }
    }
    flush_glyphs();
}

/// A face of pictures (colour emoji) has no outlines to embed: each cluster is drawn as images over
/// an unseen letter that holds its text.
void PageContent::paint_pictures(const layout::GlyphRun& run) {
    const bool artifact = run.artifact != ArtifactKind::None;
    enter(artifact ? layout::kNoTag : run.tag, run.artifact);
    const std::size_t count = run.glyphs.size();
    for (const ActualText& cluster : cluster_texts(run)) {
        end_text();
        begin_actual_text(cluster.text);
        for (std::size_t i = cluster.begin; i < cluster.end; ++i) paint_picture(run, run.glyphs[i]);
        const double left = static_cast<double>(run.glyphs[cluster.begin].x);
        const double right =
            cluster.end < count ? static_cast<double>(run.glyphs[cluster.end].x) : run.width;
        paint_hidden_text({run.x + left, run.baseline - run.size, right - left, run.size},
                          cluster.text);
        end_text();
        end_actual_text();
    }
}

/// The image where the face puts it, but no wider than layout allows; a box when it is damaged.
void PageContent::paint_picture(const layout::GlyphRun& run, const layout::PlacedGlyph& glyph) {
    const double left = run.x + static_cast<double>(glyph.x);
    const double baseline = run.baseline - static_cast<double>(glyph.rise);
    if (run.face->png(glyph.glyph).empty()) return;
    const std::optional<PictureIndex> picture = pictures_.find(*run.face, glyph.glyph);
    const fonts::Face::Box box = run.face->box(glyph.glyph);
    if (!picture || box.x_max <= box.x_min || box.y_max <= box.y_min) {
        const double side = run.size * kBoxSide;
        stroke_rect({left + run.size * kBoxGap, baseline - side, side, side}, run.color, kBoxLine);
        return;
    }
    const double em = run.face->metrics().units_per_em;
    const double widest = std::max({kWidestPicture * em, static_cast<double>(box.x_max), 1.0});
    const double scale = run.size / em * (kWidestPicture * em / widest);
    out_ += "q ";
    append_number(out_, (box.x_max - box.x_min) * scale);
    out_ += " 0 0 ";
    append_number(out_, (box.y_max - box.y_min) * scale);
    out_ += ' ';
    append_point(left + box.x_min * scale, baseline - box.y_min * scale);
    fmt::format_to(std::back_inserter(out_), "cm /E{} Do Q\n", *picture + 1);
    insert_sorted(pictures_used_, *picture);
}

/// Glyph 0 is never painted (PDF/UA-1 7.21.8): layout draws a box where a glyph is missing.
void PageContent::paint_glyph(std::size_t face,
                              const layout::GlyphRun& run,
                              const layout::PlacedGlyph& glyph,
                              std::u16string_view text) {
    if (glyph.glyph == 0 || glyph.glyph > 0xFFFF || glyph.glyph >= run.face->glyph_count()) return;
    // An artifact has no ActualText, and private use may not stand without it.
    if (in_artifact() && needs_actual_text(text)) text = u"\uFFFD";
    const FontSet::Choice choice = fonts_.font(face, glyph.glyph, text);
    set_font(choice.font, run.size);
    set_rise(glyph.rise);
    const bool own_text = !choice.exact && !in_actual_text_;
    if (own_text) begin_actual_text(text);
    adjust_to(run.x + static_cast<double>(glyph.x) - static_cast<double>(line_x_) / 1000.0);
    append_code(glyph.glyph);
    pen_ += fonts_.advance(face, glyph.glyph) +
            1000.0 * static_cast<double>(spacing_) / static_cast<double>(font_size_);
    if (own_text) end_actual_text();
}

/// Moves the pen by a TJ number when it is off by more than the tolerance. The pen is where the
/// viewer has it, rounding included, so that the error of one glyph is not added to the next.
void PageContent::adjust_to(double x_from_line_start) {
    const double em = static_cast<double>(font_size_) / 1e6;  // pt per thousandth of the em
    const double excess = pen_ - x_from_line_start / em;
    if (std::abs(excess) * em <= kTolerance) return;
    const double step = static_cast<double>(font_size_) <= kCoarseSize * 1000.0 ? 1.0 : 0.1;
    const std::int64_t milli = to_milli(std::round(excess / step) * step);
    if (milli == 0) return;
    // Between ")" and "(": the string before and the string after.
    glyphs_ += ')';
    append_milli(glyphs_, milli);
    glyphs_ += '(';
    adjusted_ = true;
    pen_ -= static_cast<double>(milli) / 1000.0;
}

void PageContent::append_code(fonts::GlyphId glyph) {
    for (const unsigned byte : {glyph >> 8U, glyph & 0xFFU}) {
        const char c = static_cast<char>(byte);
        // An unescaped CR is read as LF; brackets and backslash have their own meaning.
        if (c == '\r') {
            glyphs_ += "\\r";
        } else {
            if (c == '(' || c == ')' || c == '\\') glyphs_ += '\\';
            glyphs_ += c;
        }
    }
    if (++glyph_count_ >= kGlyphsPerString) flush_glyphs();
}

void PageContent::flush_glyphs() {
    if (glyph_count_ > 0) {
        std::string_view body = glyphs_;
        out_ += adjusted_ ? "[" : "";
        // An adjustment before the first glyph needs no empty string before it.
        if (body.starts_with(')')) {
            body.remove_prefix(1);
        } else {
            out_ += '(';
        }
        out_ += body;
        out_ += adjusted_ ? ")]TJ\n" : ")Tj\n";
    }
    glyphs_.clear();
    glyph_count_ = 0;
    adjusted_ = false;
}

// ---- Rectangles --------------------------------------------------------------------------------

void PageContent::append_point(double x, double y) {
    append_number(out_, x);
    out_ += ' ';
    append_number(out_, height_ - y);
    out_ += ' ';
}

/// A rectangle with quarter circles at its corners, clockwise from the top left.
void PageContent::round_path(const layout::Rect& rect, double radius) {
    const double left = rect.x, top = rect.y;
    const double right = left + rect.width, bottom = top + rect.height;
    const double hold = radius * (1 - kCircle);
    const auto curve = [this](double x1, double y1, double x2, double y2, double x, double y) {
        append_point(x1, y1);
        append_point(x2, y2);
        append_point(x, y);
        out_ += "c\n";
    };
    const auto line = [this](double x, double y, std::string_view operation) {
        append_point(x, y);
        out_ += operation;
    };
    line(left + radius, top, "m\n");
    line(right - radius, top, "l\n");
    curve(right - hold, top, right, top + hold, right, top + radius);
    line(right, bottom - radius, "l\n");
    curve(right, bottom - hold, right - hold, bottom, right - radius, bottom);
    line(left + radius, bottom, "l\n");
    curve(left + hold, bottom, left, bottom - hold, left, bottom - radius);
    line(left, top + radius, "l\n");
    curve(left, top + hold, left + hold, top, left + radius, top);
    out_ += "h f\n";
}

void PageContent::paint_rect(const layout::FilledRect& item) {
    enter(item.tag, item.artifact);
    end_text();
    set_fill(item.color);
    const layout::Rect& rect = item.rect;
    const double radius = std::min({item.radius, rect.width / 2, rect.height / 2});
    if (radius > 0) {
        round_path(rect, radius);
        return;
    }
    append_point(rect.x, rect.y + rect.height);
    append_number(out_, rect.width);
    out_ += ' ';
    append_number(out_, rect.height);
    out_ += " re f\n";
}

void PageContent::stroke_rect(const layout::Rect& rect, layout::Color color, double line_width) {
    if (stroke_ != color) append_color(out_, color, "RG\n");
    stroke_ = color;
    if (const std::int64_t width = to_milli(line_width); width != line_width_) {
        append_milli(out_, width);
        out_ += " w\n";
        line_width_ = width;
    }
    append_point(rect.x, rect.y + rect.height);
    append_number(out_, rect.width);
    out_ += ' ';
    append_number(out_, rect.height);
    out_ += " re S\n";
}

void PageContent::paint_box(const layout::StrokedRect& box) {
    enter(box.tag, box.artifact);
    end_text();
    stroke_rect(box.rect, box.color, box.line_width);
    if (box.text.empty()) return;
    begin_actual_text(box.text);
    paint_hidden_text(box.rect, box.text);
    end_text();
    end_actual_text();
}

/// Text that is drawn otherwise, as a box or a picture over `cell`: an invisible letter (render
/// mode 3) for each character, together as wide as the cell, so that it can be found and copied
/// there. Not spaces: mupdf leaves out text whose glyphs have no outline. And not one letter for
/// all: mupdf loses mappings to several characters beyond the BMP.
void PageContent::paint_hidden_text(const layout::Rect& cell, std::u16string_view text) {
    if (text.empty() || to_milli(cell.height) <= 0) return;
    if (in_artifact() && needs_actual_text(text)) return;
    std::vector<FontSet::Letter> letters;
    double own_width = 0;
    for (std::size_t at = 0; at < text.size() && letters.size() < kMostHidden;) {
        const std::size_t begin = at;
        text::decode(text, at);
        letters.push_back(fonts_.hidden_letter(text.substr(begin, at - begin)));
        if (letters.back().glyph == 0) return;
        own_width += fonts_.advance(letters.back().face, letters.back().glyph);
    }
    own_width *= cell.height / 1000.0;
    begin_text();
    move_to(cell.x, cell.y + cell.height);
    set_rise(0);
    set_spacing(0);
    append_number(out_, own_width > 0 && cell.width > 0 ? 100.0 * cell.width / own_width : 100.0);
    out_ += " Tz 3 Tr\n";
    for (const FontSet::Letter& letter : letters) {
        set_font(letter.font, cell.height);
        append_code(letter.glyph);
    }
    flush_glyphs();
    out_ += "100 Tz 0 Tr\n";
}

}  // namespace inkstone::pdf::paint
