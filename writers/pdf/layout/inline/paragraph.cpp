// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/paragraph.hpp"

#include <algorithm>

#include "writers/pdf/layout/inline/collect.hpp"
#include "writers/pdf/layout/inline/finish.hpp"
#include "writers/pdf/layout/inline/hyphenate.hpp"
#include "writers/pdf/layout/inline/itemise.hpp"
#include "writers/pdf/layout/inline/items.hpp"
#include "writers/pdf/layout/inline/linebreak.hpp"
#include "writers/pdf/layout/inline/model.hpp"
#include "writers/pdf/layout/inline/shape.hpp"

namespace inkstone::layout {
namespace {

/// A picture may be shrunk to this width where columns are narrow, in points.
constexpr double kSmallestPicture = 48;

/// `width` of a piece that ends with cluster `i`: pictures give way.
double least_width(const para::Setting& setting, std::uint32_t i, double width) {
    const bool picture = setting.picture_of(setting.clusters[i]) != nullptr;
    return picture ? std::min(width, kSmallestPicture) : width;
}

/// A measure no text fills.
constexpr double kEndless = 1e9;

/// Latin text without hyphenation is set ragged: justified it would show holes (JU1).
Align alignment(const para::Setting& setting, const ParagraphStyle& style, Context& context) {
    if (style.align != Align::Justify || setting.has_cjk) return style.align;
    const bool divisible = style.hyphenate && para::can_hyphenate(setting, context);
    return divisible ? Align::Justify : Align::Start;
}

para::FinishStyle finish_style(const ParagraphStyle& style,
                               double measure,
                               Align align,
                               const Context& context) {
    return {
        measure, style.first_indent, style.leading, align, context.tokens.link, para::kMarkColor};
}

/// All phases from clusters to widths.
void prepare(para::Setting& setting, Context& context) {
    para::itemise(setting, context);
    para::shape(setting, context);
    para::set_widths(setting);
}

}  // namespace

std::vector<Line> set_paragraph(const Inlines& inlines,
                                const ParagraphStyle& style,
                                double measure,
                                Context& context) {
    para::Setting setting = para::collect(inlines, style, context, para::Purpose::Set);
    setting.fit_pictures(measure, context.tokens);
    prepare(setting, context);
    const Align align = alignment(setting, style, context);
    // Ragged lines need no division; words too wide for a line part anywhere.
    const bool hyphenate = style.hyphenate && align == Align::Justify;
    para::set_opportunities(setting, context, measure, hyphenate);
    const auto specs = para::break_lines(
        setting, {measure, style.first_indent, align == Align::Justify, style.size});
    return para::finish(setting, specs, finish_style(style, measure, align, context));
}

ParagraphWidths measure_paragraph(const Inlines& inlines,
                                  const ParagraphStyle& style,
                                  Context& context) {
    para::Setting setting = para::collect(inlines, style, context, para::Purpose::Measure);
    setting.fit_pictures(context.tokens.measure(), context.tokens);
    prepare(setting, context);
    para::set_opportunities(setting, context, kEndless, false);
    const para::Sums sums(setting);
    const auto width = [&](std::uint32_t begin, std::uint32_t end) {
        return sums.extent(begin, sums.visible_end(begin, end)).natural;
    };
    ParagraphWidths widths;
    std::uint32_t line = 0, piece = 0;
    const auto count = static_cast<std::uint32_t>(setting.clusters.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const para::Cluster& cluster = setting.clusters[i];
        const bool hard = cluster.kind == para::CharClass::Newline || i + 1 == count;
        if (!hard && cluster.penalty >= para::kEmergency) continue;
        const double least = least_width(setting, i, width(piece, i + 1));
        widths.min_content = std::max(widths.min_content, least + cluster.hyphen);
        piece = i + 1;
        if (!hard) continue;
        widths.max_content = std::max(widths.max_content, width(line, i + 1));
        line = i + 1;
    }
    return widths;
}

Line set_label(std::string_view utf8, const ParagraphStyle& style, Context& context) {
    para::Setting setting = para::collect_plain(utf8, style, context);
    prepare(setting, context);
    ParagraphStyle plain = style;
    plain.first_indent = 0;
    const auto count = static_cast<std::uint32_t>(setting.clusters.size());
    if (count != 0) {
        const para::Sums sums(setting);
        const para::LineSpec whole{0, count, sums.visible_end(0, count), true, false};
        // No measure: the line stands at its own left edge whatever its direction.
        auto lines = para::finish(setting, {whole}, finish_style(plain, 0, Align::Start, context));
        return std::move(lines.front());
    }
    Line empty;
    empty.leading = style.leading;
    return empty;
}

}  // namespace inkstone::layout
