// SPDX-License-Identifier: Apache-2.0
// Paragraphs, headings, captions, rules and the title block.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "src/ast/plain_text.hpp"
#include "writers/pdf/layout/flow/direction.hpp"
#include "writers/pdf/layout/flow/flow.hpp"

namespace inkstone::layout {

namespace {

/// A lead-in is a line or two; a longer paragraph that ends in a colon may part from its list.
constexpr std::size_t kLeadInRows = 2;
/// Part of the measure that a thematic break's rule takes, and its thickness.
constexpr double kRuleShare = 0.3;
constexpr double kRuleThickness = 0.6;
constexpr double kCaptionRatio = 0.9;

bool is_blank(const Inline& one) {
    if (std::holds_alternative<SoftBreak>(one.node)) return true;
    const Text* text = std::get_if<Text>(&one.node);
    return text != nullptr && text->value.find_first_not_of(' ') == std::string::npos;
}

/// All bold: a heading in all but markup.
bool is_wholly_bold(const Inlines& inlines) {
    bool bold = false;
    for (const Inline& one : inlines) {
        if (std::holds_alternative<Strong>(one.node)) {
            bold = true;
        } else if (!is_blank(one)) {
            return false;
        }
    }
    return bold;
}

bool ends_with_colon(const Inlines& inlines) {
    const std::string text = plain_text(inlines);
    const std::string_view view = text;
    return view.ends_with(":") || view.ends_with("：");
}

bool is_introduced(const Block& block) {
    return std::holds_alternative<List>(block.node) || std::holds_alternative<Table>(block.node) ||
           std::holds_alternative<CodeBlock>(block.node) ||
           std::holds_alternative<MathBlock>(block.node) ||
           std::holds_alternative<BlockQuote>(block.node) ||
           std::holds_alternative<Figure>(block.node);
}

/// A picture that fills its paragraph, within a link or not: a figure (output requirements IM2).
bool is_lone_picture(const Inlines& inlines) {
    const Inline* only = nullptr;
    for (const Inline& one : inlines) {
        if (is_blank(one)) continue;
        if (only != nullptr) return false;
        only = &one;
    }
    if (only == nullptr) return false;
    if (const auto* link = std::get_if<Link>(&only->node)) return is_lone_picture(link->children);
    return std::holds_alternative<Image>(only->node);
}

bool is_list(const Block* block) {
    return block != nullptr && std::holds_alternative<List>(block->node);
}

/// Does the paragraph belong to what follows: a bold line, an item's line over its nested list, a
/// line that ends in a colon?
bool leads_in(const Inlines& inlines, const Block* next, const Scope& scope) {
    if (next == nullptr) return false;
    if (is_wholly_bold(inlines)) return true;
    if (scope.list_level > 0 && is_list(next)) return true;
    return is_introduced(*next) && ends_with_colon(inlines);
}

TagKind heading_kind(int level) {
    static constexpr TagKind kKinds[] = {
        TagKind::H1, TagKind::H2, TagKind::H3, TagKind::H4, TagKind::H5, TagKind::H6};
    return kKinds[std::clamp(level, 1, 6) - 1];
}

ParagraphStyle heading_style(const HeadingToken& token, const Scope& scope, const Tokens& tokens) {
    ParagraphStyle style = paragraph_style(scope, tokens);
    style.role = fonts::Role::Heading;
    style.style.bold = true;
    style.color = tokens.heading;
    style.size = token.size;
    style.leading = token.leading;
    if (style.align == Align::Justify) style.align = Align::Start;
    style.hyphenate = false;
    return style;
}

}  // namespace

void set_text(Flow& flow, const Paragraph& paragraph, const Block* next, const Scope& scope) {
    Scope inner = scope;
    const bool against = start_of(paragraph.children, scope) == Align::End;
    if (against && inner.align != Align::Center) inner.align = Align::End;
    inner.tag = flow.tag(TagKind::P, scope);
    ParagraphStyle style = paragraph_style(inner, flow.tokens());
    style.first_indent = scope.first_indent;
    if (scope.list_level == 0 && is_lone_picture(paragraph.children)) {
        style.first_indent = 0;
        style.align = Align::Center;
    }
    std::vector<Row> rows =
        line_rows(set_paragraph(paragraph.children, style, scope.width, flow.context()),
                  style,
                  scope.x,
                  scope.frame);
    if (rows.empty()) return;
    const bool lead_in = rows.size() <= kLeadInRows && leads_in(paragraph.children, next, scope);
    if (lead_in) {
        const bool bold = is_wholly_bold(paragraph.children);
        for (Row& row : rows) {
            row.keep = Keep::Hard;
            row.heading = bold;
        }
    }
    flow.push(std::move(rows));
    // An item's line and the tight list under it are one thing; space stands between items.
    const bool over_sublist =
        scope.list_level > 0 && is_list(next) && std::get<List>(next->node).tight;
    flow.leave(over_sublist ? 0 : scope.gap);
}

void set_heading(Flow& flow, const Heading& heading, SourcePosition at, const Scope& scope) {
    const std::string title = plain_text(heading.children);
    if (title.find_first_not_of(" \t\n") == std::string::npos) {
        flow.context().diagnostics.warn("empty-heading", "a heading without text is left out", at);
        return;
    }
    const int level =
        scope.in_note ? 1 : flow.state().levels.repair(std::clamp(heading.level, 1, 6));
    const HeadingToken& token =
        flow.tokens().headings[static_cast<std::size_t>(std::clamp(heading.level, 1, 6) - 1)];
    Scope inner = scope;
    if (!heading.attributes->lang.empty()) inner.lang = heading.attributes->lang;
    // Notes are read where their marks stand, not where they are set: a heading there would break
    // the order of levels (PDF/UA-1 7.4.2), and it heads no part of the document.
    inner.tag = flow.tag(scope.in_note ? TagKind::P : heading_kind(level), inner);
    ParagraphStyle style = heading_style(token, inner, flow.tokens());
    if (heading.level >= 6) style.color = flow.tokens().muted;
    std::vector<Row> rows =
        line_rows(set_paragraph(heading.children, style, scope.width, flow.context()),
                  style,
                  scope.x,
                  scope.frame);
    if (rows.empty()) return;
    for (Row& row : rows) {
        row.keep = Keep::Hard;
        row.heading = true;
    }
    if (!scope.in_note) rows.front().heading_mark = HeadingMark{level, title};
    flow.add_destination(heading.attributes->id);
    flow.space(token.above);
    flow.push(std::move(rows));
    flow.leave(token.below);
}

void set_caption(Flow& flow, const Inlines& caption, const Scope& scope) {
    Scope inner = scope;
    inner.tag = flow.tag(TagKind::Caption, scope);
    ParagraphStyle style = paragraph_style(inner, flow.tokens());
    style.size *= kCaptionRatio;
    style.leading *= kCaptionRatio;
    style.align = Align::Center;
    style.color = flow.tokens().muted;
    flow.push(line_rows(
        set_paragraph(caption, style, scope.width, flow.context()), style, scope.x, scope.frame));
}

void set_figure(Flow& flow, const Figure& figure, const Scope& scope) {
    Scope inner = scope;
    if (!figure.caption.empty()) inner.tag = flow.tag(TagKind::Div, scope);
    inner.align = Align::Center;
    inner.first_indent = 0;
    inner.gap = scope.gap / 2;
    // The caption stays with what it describes: all rows of the figure hold together.
    std::vector<Row> rows;
    Flow collected(flow.state(), [&rows](Row&& row) { rows.push_back(std::move(row)); });
    set_blocks(collected, figure.children, inner);
    if (!figure.caption.empty()) set_caption(collected, figure.caption, inner);
    collected.finish();
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        if (rows[i].keep == Keep::None) rows[i].keep = Keep::Soft;
    }
    flow.push(std::move(rows));
    flow.leave(scope.gap);
}

void set_rule(Flow& flow, const Scope& scope) {
    if (flow.has_labels()) push_labels(flow, scope);
    Row row;
    row.height = scope.leading;
    row.edgeless = true;
    row.frame = scope.frame;
    const double width = scope.width * kRuleShare;
    const Rect rule{scope.x + (scope.width - width) / 2,
                    (row.height - kRuleThickness) / 2,
                    width,
                    kRuleThickness};
    row.items.emplace_back(FilledRect{rule, flow.tokens().table_rule});
    flow.space(scope.leading / 2);
    flow.push(std::move(row));
    flow.leave(scope.leading / 2);
}

namespace {

void set_title_line(Flow& flow,
                    std::string_view text,
                    const ParagraphStyle& style,
                    const Scope& scope) {
    if (text.empty()) return;
    const Inlines inlines{{Text{std::string(text)}, {}}};
    std::vector<Row> rows =
        line_rows(set_paragraph(inlines, style, scope.width, flow.context()), style, scope.x, {});
    for (Row& row : rows) row.keep = Keep::Hard;
    flow.push(std::move(rows));
}

}  // namespace

void set_title_block(Flow& flow, const Metadata& meta, const Scope& scope) {
    if (meta.title_is_derived || meta.title.empty()) return;
    const Tokens& tokens = flow.tokens();
    Scope inner = scope;
    inner.tag = flow.tag(TagKind::Title, scope);
    set_title_line(flow, meta.title, heading_style(tokens.headings[0], inner, tokens), scope);
    if (!meta.subtitle.empty()) {
        inner.tag = flow.tag(TagKind::P, scope);
        ParagraphStyle style = heading_style(tokens.headings[2], inner, tokens);
        style.style.bold = false;
        style.color = tokens.muted;
        flow.space(2);
        set_title_line(flow, meta.subtitle, style, scope);
    }
    std::string byline;
    for (const std::string& author : meta.authors) {
        if (!byline.empty()) byline += ", ";
        byline += author;
    }
    if (!meta.date.empty()) byline += (byline.empty() ? "" : " · ") + meta.date;
    if (!byline.empty()) {
        inner.tag = flow.tag(TagKind::P, scope);
        ParagraphStyle style = paragraph_style(inner, tokens);
        style.align = Align::Start;
        style.color = tokens.muted;
        flow.space(6);
        set_title_line(flow, byline, style, scope);
    }
    flow.leave(tokens.headings[0].above * 0.75);
}

}  // namespace inkstone::layout
