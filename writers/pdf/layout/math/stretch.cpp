// SPDX-License-Identifier: Apache-2.0
// Glyphs that grow: larger forms, assemblies of parts, and what is built of them (delimiters,
// radicals, braces, arrows, accents).
#include <algorithm>
#include <cmath>
#include <utility>

#include "writers/pdf/layout/math/setter.hpp"

namespace inkstone::layout::formula {
namespace {

using fonts::Growth;
using fonts::MathPart;

/// TeX: delimiters may be 5 pt or a tenth shorter than what they enclose.
constexpr double kDelimiterFactor = 0.901, kDelimiterShortfall = 0.5;
/// No formula is as high or wide as this many copies of a part.
constexpr int kMostRepeats = 2000;
constexpr double kArrowPadding = 0.4, kShortestArrow = 1.4;

struct Extent {
    double largest = 0, smallest = 0;  ///< at least and at most overlap
};

int overlap_limit(const MathPart& a, const MathPart& b) {
    return std::min(a.end_connector, b.start_connector);
}

std::vector<MathPart> repeated(const std::vector<MathPart>& parts, int times) {
    std::vector<MathPart> out;
    for (const MathPart& part : parts)
        out.insert(out.end(), part.extender ? static_cast<std::size_t>(times) : 1U, part);
    return out;
}

Extent extent_of(const std::vector<MathPart>& parts, int min_overlap) {
    Extent extent;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        extent.largest += parts[i].advance;
        extent.smallest += parts[i].advance;
        if (i == 0) continue;
        extent.largest -= min_overlap;
        extent.smallest -= std::max(min_overlap, overlap_limit(parts[i - 1], parts[i]));
    }
    return extent;
}

}  // namespace

/// Repeats the extenders until the target is reached, then overlaps the parts as far as that takes.
Box Setter::assembled(
    fonts::GlyphId glyph, char32_t text, double target, Growth growth, const Look& look) {
    const std::vector<MathPart> parts = face_.assembly(glyph, growth);
    Box box;
    if (parts.empty()) return box;
    const double units = target / em(look) * face_.face().metrics().units_per_em;
    const int min_overlap = face_.min_overlap(growth);
    const double one = extent_of(repeated(parts, 1), min_overlap).largest;
    const double step = extent_of(repeated(parts, 2), min_overlap).largest - one;
    const int times =
        step > 0
            ? std::clamp(1 + static_cast<int>(std::ceil((units - one) / step)), 1, kMostRepeats)
            : 1;
    const std::vector<MathPart> all = repeated(parts, times);
    const Extent extent = extent_of(all, min_overlap);
    const double excess = std::clamp(extent.largest - units, 0.0, extent.largest - extent.smallest);
    const double part_of =
        extent.largest > extent.smallest ? excess / (extent.largest - extent.smallest) : 0.0;
    double at = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) {
            const int most = std::max(min_overlap, overlap_limit(all[i - 1], all[i]));
            at -= min_overlap + part_of * (most - min_overlap);
        }
        Box part = glyph_box(all[i].glyph, i == 0 ? text : 0, look);
        const double from = em(look) * at / face_.face().metrics().units_per_em;
        if (growth == Growth::Vertical) {
            box.width = std::max(box.width, part.width);
            const double bottom = part.depth;
            place(box, std::move(part), 0, from + bottom);
        } else {
            cover(box, part, 0);
            place(box, std::move(part), from, 0);
        }
        at += all[i].advance;
    }
    const double length = em(look) * at / face_.face().metrics().units_per_em;
    (growth == Growth::Vertical ? box.height : box.width) = length;
    return box;
}

/// The smallest form that reaches `target`, an assembly when none does, else the largest form.
Box Setter::grown(char32_t code, double target, Growth growth, const Look& look) {
    const fonts::GlyphId glyph = face_.face().glyph(code);
    if (glyph == 0) return character(code, look);
    Box own = glyph_box(glyph, code, look);
    const auto reach = [growth](const Box& box) {
        return growth == Growth::Vertical ? box.total() : box.width;
    };
    if (reach(own) >= target) return own;
    const auto variants = face_.variants(glyph, growth);
    for (const fonts::MathVariant& variant : variants) {
        if (points(variant.advance, look) >= target) return glyph_box(variant.glyph, code, look);
    }
    Box parts = assembled(glyph, code, target, growth, look);
    if (!parts.pieces.empty()) return parts;
    return variants.empty() ? own : glyph_box(variants.back().glyph, code, look);
}

Box Setter::delimiter(char32_t code, double target, const Look& look) {
    Box box;
    if (code == 0) {
        box.width = 0.12 * em(look);
        return box;
    }
    box = on_axis(grown(code, target, Growth::Vertical, look), look);
    box.italic = 0;
    return box;
}

Box Setter::set(const math::Delimited& one, const Look& look) {
    std::vector<Box> parts;
    double reach = 0;
    const double axis = constant(Const::AxisHeight, look);
    for (const math::Row& part : one.parts) {
        parts.push_back(row(part, look));
        reach = std::max({reach, parts.back().height - axis, parts.back().depth + axis});
    }
    const double target =
        std::max(2 * reach * kDelimiterFactor, 2 * reach - kDelimiterShortfall * em(look));
    Box box = delimiter(one.open, target, look);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        append(box, std::move(parts[i]));
        if (i < one.middles.size()) append(box, delimiter(one.middles[i], target, look));
    }
    append(box, delimiter(one.close, target, look));
    return box;
}

Box Setter::set(const math::Radical& one, const Look& look) {
    Box body = row(one.body, cramped(look));
    const bool display = look.style == math::Style::Display;
    const double line = constant(Const::RadicalRuleThickness, look);
    double gap =
        constant(display ? Const::RadicalDisplayStyleVerticalGap : Const::RadicalVerticalGap, look);
    Box sign = grown(U'√', body.total() + gap + line, Growth::Vertical, look);
    const double extra = sign.total() - (body.total() + gap + line);
    if (extra > 0) gap += extra / 2;
    const double top = body.height + gap + line;
    Box box;
    if (!one.degree.empty()) {
        Box degree = row(one.degree, cramped(with_style(look, math::Style::ScriptScript)));
        const double raise = face_.constant(Const::RadicalDegreeBottomRaisePercent) / 100.0;
        const double y = top - sign.total() + raise * sign.total() + degree.depth;
        const double before = constant(Const::RadicalKernBeforeDegree, look);
        const double after = constant(Const::RadicalKernAfterDegree, look);
        const double width = degree.width;
        cover(box, degree, y);
        place(box, std::move(degree), before, y);
        box.width = std::max(0.0, before + width + after);
    }
    const double y = top - sign.height;
    cover(box, sign, y);
    const double x = box.width;
    box.width += sign.width;
    place(box, std::move(sign), x, y);
    place(box, rule(body.width, line, 0, look.color), box.width, top - line);
    const double end = box.width + body.width;
    cover(box, body, 0);
    place(box, std::move(body), box.width, 0);
    box.width = end;
    box.height = std::max(box.height, top + constant(Const::RadicalExtraAscender, look));
    return box;
}

Box Setter::set(const math::Accent& one, const Look& look) {
    const math::Symbol* symbol = only_symbol(one.body);
    Box body = row(one.body, cramped(look));
    if (symbol != nullptr && !one.under && (symbol->base == U'i' || symbol->base == U'j')) {
        const bool italic = symbol->variant == math::Variant::Italic;
        const char32_t dotless = symbol->base == U'i' ? (italic ? U'\U0001D6A4' : U'ı')
                                                      : (italic ? U'\U0001D6A5' : U'ȷ');
        if (face_.face().glyph(dotless) != 0) body = character(dotless, cramped(look));
    }
    fonts::GlyphId glyph = face_.face().glyph(one.mark);
    if (glyph == 0) return body;
    if (one.stretchy) {
        for (const fonts::MathVariant& variant : face_.variants(glyph, Growth::Horizontal))
            if (points(variant.advance, look) <= body.width) glyph = variant.glyph;
    }
    Box mark = glyph_box(glyph, one.mark, look);
    double middle = body.width / 2;
    if (symbol != nullptr && !body.pieces.empty()) {
        if (const auto* piece = std::get_if<GlyphPiece>(&body.pieces.front().is))
            middle = points(face_.top_accent(piece->glyph), look);
    }
    const double x = middle - points(face_.top_accent(glyph), look);
    const double base = constant(Const::AccentBaseHeight, look);
    const double y = one.under ? -std::max(0.0, body.depth) : std::max(0.0, body.height - base);
    const double width = body.width, italic = body.italic;
    Box box = std::move(body);
    cover(box, mark, y);
    place(box, std::move(mark), x, y);
    box.width = width;
    box.italic = italic;
    return box;
}

Box Setter::set(const math::Stretch& one, const Look& look) {
    Box box = row(one.body, one.under ? look : cramped(look));
    box.italic = 0;
    const Const gap_name = one.under ? Const::UnderbarVerticalGap : Const::OverbarVerticalGap;
    const double gap = constant(gap_name, look);
    if (one.mark == 0) {
        const double line =
            constant(one.under ? Const::UnderbarRuleThickness : Const::OverbarRuleThickness, look);
        const double extra =
            constant(one.under ? Const::UnderbarExtraDescender : Const::OverbarExtraAscender, look);
        const double y = one.under ? -box.depth - gap - line : box.height + gap;
        place(box, rule(box.width, line, 0, look.color), 0, y);
        (one.under ? box.depth : box.height) += gap + line + extra;
        return box;
    }
    Box mark = grown(one.mark, box.width, Growth::Horizontal, look);
    const double between = gap / 2;
    const double y =
        one.under ? -box.depth - between - mark.height : box.height + between + mark.depth;
    const double x = (box.width - mark.width) / 2;
    if (x < 0) {  // a short body stands in the middle of its mark
        for (Piece& piece : box.pieces) piece.x -= x;
        box.width = mark.width;
    }
    cover(box, mark, y);
    place(box, std::move(mark), std::max(0.0, x), y);
    return box;
}

Box Setter::set(const math::LongArrow& one, const Look& look) {
    Box above = row(one.above, script_look(look));
    Box below = row(one.below, sub_look(look));
    const double unit = em(look);
    const double wanted = std::max({above.width + 2 * kArrowPadding * unit,
                                    below.width + 2 * kArrowPadding * unit,
                                    kShortestArrow * unit});
    Box arrow = grown(one.arrow, wanted, Growth::Horizontal, look);
    return limits(std::move(arrow), std::move(above), std::move(below), look);
}

}  // namespace inkstone::layout::formula
