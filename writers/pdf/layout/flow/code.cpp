// SPDX-License-Identifier: Apache-2.0
// Code blocks, and formulas as TeX where they cannot be set: lines on the cell grid over a ground
// that is drawn per page.
#include <algorithm>
#include <utility>

#include "writers/pdf/layout/flow/flow.hpp"

namespace inkstone::layout {

namespace {

FramePtr code_ground(const Flow& flow, const Scope& scope) {
    if (scope.in_note) return scope.frame;
    const Tokens& tokens = flow.tokens();
    Frame ground;
    ground.x = scope.x;
    ground.width = scope.width;
    ground.pad_top = tokens.code_padding;
    ground.pad_bottom = tokens.code_padding;
    ground.fill = tokens.code_background;
    ground.radius = tokens.code_radius;
    ground.artifact = ArtifactKind::Background;
    return make_frame(std::move(ground), scope.frame);
}

struct Literal {
    std::string_view text;
    std::string_view language{};
};

void set_literal(Flow& flow, const Literal& literal, TagId tag, const Scope& scope) {
    const Tokens& tokens = flow.tokens();
    ParagraphStyle style = paragraph_style(scope, tokens);
    style.role = fonts::Role::Code;
    style.size = scope.size * tokens.size_code_ratio;
    style.leading = style.size * tokens.code_leading;
    style.align = Align::Start;
    style.hyphenate = false;
    style.tag = tag;
    const double padding = scope.in_note ? 0 : tokens.code_padding;
    CodeLines code =
        set_code(literal.text, literal.language, style, scope.width - 2 * padding, flow.context());
    std::vector<Line> lines;
    for (std::vector<Line>& source_line : code.lines) {
        if (source_line.empty()) lines.emplace_back().leading = style.leading;
        for (Line& line : source_line) lines.push_back(std::move(line));
    }
    flow.space(scope.leading / 4);
    flow.push(line_rows(std::move(lines), style, scope.x + padding, code_ground(flow, scope)));
    flow.leave(std::max(scope.gap, scope.leading / 4));
}

}  // namespace

void set_code_block(Flow& flow, const CodeBlock& code, const Scope& scope) {
    const TagId tag = flow.tag(TagKind::Code, scope);
    flow.context().tags.tags[tag].block_placement = true;
    flow.add_destination(code.attributes->id);
    set_literal(flow, {code.literal, highlight::language_of(code.info)}, tag, scope);
}

void set_formula_source(Flow& flow, const MathBlock& math, TagId tag, const Scope& scope) {
    set_literal(flow, {math.source}, tag, scope);
}

}  // namespace inkstone::layout
