// SPDX-License-Identifier: Apache-2.0
// Block quotes and alerts: indented text beside a bar that goes on over pages.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "src/ast/labels.hpp"
#include "writers/pdf/layout/flow/direction.hpp"
#include "writers/pdf/layout/flow/flow.hpp"

namespace inkstone::layout {

namespace {

/// Colours of the alert kinds, all at least 4.5:1 on white so that the title may bear them.
Color alert_color(AlertKind kind) {
    static constexpr std::array<Color, 5> kColors{{{0x09, 0x69, 0xDA},
                                                   {0x1A, 0x7F, 0x37},
                                                   {0x82, 0x50, 0xDF},
                                                   {0x9A, 0x67, 0x00},
                                                   {0xCF, 0x22, 0x2E}}};
    return kColors[static_cast<std::size_t>(kind)];
}

Scope beside_bar(Flow& flow, const Blocks& children, const Scope& scope, Color color) {
    Scope inner = scope;
    inner.right_to_left = scope.right_to_left || runs_right_to_left(children).value_or(false);
    Frame bar;
    bar.width = flow.tokens().quote_bar;
    bar.x = inner.right_to_left ? scope.x + scope.width - bar.width : scope.x;
    bar.fill = color;
    inner = indented(inner, bounded_indent(flow.tokens().quote_indent, scope));
    inner.frame = make_frame(std::move(bar), scope.frame);
    return inner;
}

/// The bold line above what it names; `word` stands where the author gave no title.
void set_block_title(
    Flow& flow, const Inlines& title, std::string_view word, Color color, const Scope& scope) {
    Scope inner = scope;
    inner.tag = flow.tag(TagKind::P, scope);
    ParagraphStyle style = paragraph_style(inner, flow.tokens());
    style.role = fonts::Role::Heading;
    style.style.bold = true;
    style.align = start_of(title, scope);
    style.hyphenate = false;
    style.color = color;
    const Inlines own{{Text{std::string(word)}, {}}};
    std::vector<Row> rows =
        line_rows(set_paragraph(title.empty() ? own : title, style, scope.width, flow.context()),
                  style,
                  scope.x,
                  scope.frame);
    for (Row& row : rows) {
        row.keep = Keep::Hard;
        row.heading = true;
    }
    flow.push(std::move(rows));
    flow.leave(2);
}

}  // namespace

void set_quote(Flow& flow, const BlockQuote& quote, const Scope& scope) {
    Scope inner = beside_bar(flow, quote.children, scope, flow.tokens().table_rule);
    inner.tag = flow.tag(TagKind::BlockQuote, scope);
    flow.space(scope.leading / 4);
    set_blocks(flow, quote.children, inner);
    flow.leave(std::max(scope.gap, scope.leading / 4));
}

void set_alert(Flow& flow, const Alert& alert, const Scope& scope) {
    Scope inner = beside_bar(flow, alert.children, scope, alert_color(alert.kind));
    inner.tag = flow.tag(TagKind::Div, scope);
    flow.space(scope.leading / 4);
    const std::string_view word = labels_for(flow.context().lang).alert(alert.kind);
    set_block_title(flow, alert.title, word, alert_color(alert.kind), inner);
    set_blocks(flow, alert.children, inner);
    flow.leave(std::max(scope.gap, scope.leading / 4));
}

void set_details(Flow& flow, const Details& details, const Scope& scope) {
    Scope inner = beside_bar(flow, details.children, scope, flow.tokens().table_rule);
    inner.tag = flow.tag(TagKind::Div, scope);
    flow.space(scope.leading / 4);
    const std::string_view word = labels_for(flow.context().lang).details;
    set_block_title(flow, details.summary, word, Color{}, inner);
    set_blocks(flow, details.children, inner);
    flow.leave(std::max(scope.gap, scope.leading / 4));
}

}  // namespace inkstone::layout
