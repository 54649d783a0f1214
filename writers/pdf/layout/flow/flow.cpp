// SPDX-License-Identifier: Apache-2.0
// The row stream and the dispatch from blocks to their setters.
#include "writers/pdf/layout/flow/flow.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "src/ast/visit.hpp"

namespace inkstone::layout {

namespace {

/// Rows that must stand below a heading on its page (output requirements HD1).
constexpr int kRowsAfterHeading = 2;

bool is_comment(std::string_view html) {
    const std::size_t start = html.find_first_not_of(" \t\r\n");
    return start == std::string_view::npos || html.substr(start, 4) == "<!--";
}

void drop_raw(Flow& flow, const RawBlock& raw, SourcePosition at) {
    if (is_comment(raw.literal)) return;
    flow.context().diagnostics.warn("raw-html",
                                    "raw " + raw.format + " is left out of the PDF",
                                    at,
                                    "use Markdown, or write HTML or EPUB output");
}

Scope with_lang(const Scope& scope, const std::string& lang) {
    Scope inner = scope;
    if (!lang.empty()) inner.lang = lang;
    return inner;
}

void set_div(Flow& flow, const Div& div, const Scope& scope) {
    Scope inner = with_lang(scope, div.attributes->lang);
    inner.tag = flow.tag(TagKind::Div, inner);
    flow.add_destination(div.attributes->id);
    if (div.alignment != Alignment::Default) {
        const bool starts = (div.alignment == Alignment::Left) != scope.right_to_left;
        inner.align = div.alignment == Alignment::Center ? Align::Center
                      : starts                           ? Align::Start
                                                         : Align::End;
        inner.first_indent = 0;
    }
    set_blocks(flow, div.children, inner);
}

void set_block(Flow& flow, const Block& block, const Block* next, const Scope& outer) {
    const Scope scope = with_lang(outer, block.lang);
    visit(
        block,
        [&](const Paragraph& node) { set_text(flow, node, next, scope); },
        [&](const Heading& node) { set_heading(flow, node, block.position, scope); },
        [&](const CodeBlock& node) { set_code_block(flow, node, scope); },
        [&](const BlockQuote& node) { set_quote(flow, node, scope); },
        [&](const Alert& node) { set_alert(flow, node, scope); },
        [&](const List& node) { set_list(flow, node, scope); },
        [&](const DefinitionList& node) { set_definitions(flow, node, scope); },
        [&](const Table& node) { set_table(flow, node, scope); },
        [&](const ThematicBreak&) { set_rule(flow, scope); },
        [&](const PageBreak&) { flow.break_page(); },
        [&](const MathBlock& node) { set_math_block(flow, node, block.position, scope); },
        [&](const Figure& node) { set_figure(flow, node, scope); },
        [&](const Div& node) { set_div(flow, node, scope); },
        [&](const Details& node) { set_details(flow, node, scope); },
        [&](const RawBlock& node) { drop_raw(flow, node, block.position); });
}

}  // namespace

int HeadingLevels::repair(int written) {
    while (!open_.empty() && open_.back() >= written) open_.pop_back();
    open_.push_back(written);
    return static_cast<int>(open_.size());
}

void Flow::push(Row&& row) {
    row.space_before = std::max(row.space_before, gap_);
    gap_ = 0;
    if (break_) row.break_before = true;
    break_ = false;
    // Labels come first: the content stream is in reading order (output requirements section 4).
    std::vector<Item> labels;
    for (Label& label : labels_) {
        for (Item& item : label.line.items) {
            shift(item, label.x, row.baseline);
            labels.push_back(std::move(item));
        }
        for (LinkArea& link : label.line.links) {
            shift(link, label.x, row.baseline);
            row.links.push_back(std::move(link));
        }
    }
    row.items.insert(row.items.begin(),
                     std::make_move_iterator(labels.begin()),
                     std::make_move_iterator(labels.end()));
    labels_.clear();
    for (std::string& name : destinations_) row.destinations.push_back({std::move(name), 0});
    destinations_.clear();
    send(std::move(row));
}

void Flow::push(std::vector<Row>&& rows) {
    for (Row& row : rows) push(std::move(row));
}

/// Holds one row back: whether it must keep the next one depends on whether that is a heading,
/// which would otherwise tie whole chapters of short paragraphs together.
void Flow::send(Row&& row) {
    if (prepare_) prepare_(row);
    if (held_) {
        if (wanted_ > 0 && !held_->heading && !row.heading && held_->keep == Keep::None) {
            held_->keep = Keep::Soft;
        }
        output_(std::move(*held_));
    }
    if (row.heading) {
        wanted_ = kRowsAfterHeading;
    } else if (wanted_ > 0) {
        --wanted_;
    }
    held_ = std::move(row);
}

void Flow::finish() {
    if (has_labels()) push(Row{});
    if (!held_) return;
    held_->keep = Keep::None;
    output_(std::move(*held_));
    held_.reset();
}

void Flow::add_destination(const std::string& name) {
    if (!name.empty()) destinations_.push_back(name);
}

TagId Flow::tag(TagKind kind, const Scope& scope) const {
    TagTree& tree = context().tags;
    Tag made;
    made.kind = kind;
    made.parent = scope.tag;
    // The language of the nearest element that names one, else the document's.
    TagId around = scope.tag;
    while (around != 0 && tree.tags[around].lang.empty()) around = tree.tags[around].parent;
    const std::string& outer = around != 0 ? tree.tags[around].lang.str() : context().lang;
    if (scope.lang != outer) made.lang = scope.lang;
    return tree.add(std::move(made));
}

ParagraphStyle paragraph_style(const Scope& scope, const Tokens& tokens) {
    ParagraphStyle style;
    style.size = scope.size;
    style.leading = scope.leading;
    style.color = tokens.text;
    style.align = scope.align;
    style.style.bold = scope.bold;
    style.lang = scope.lang;
    style.tag = scope.tag;
    return style;
}

Row line_row(Line&& line, const ParagraphStyle& style, double x, const FramePtr& frame) {
    Row row;
    row.height = line.leading + line.above + line.below;
    row.baseline = line.above + line.leading / 2 + kBaselineDrop * style.size;
    const double trim = std::max(0.0, (line.leading - style.size) / 2);
    if (line.above == 0) row.trim_top = trim;
    if (line.below == 0) row.trim_bottom = trim;
    row.items = std::move(line.items);
    row.links = std::move(line.links);
    for (Item& item : row.items) shift(item, x, row.baseline);
    for (LinkArea& link : row.links) shift(link, x, row.baseline);
    for (const LineNote& note : line.notes) row.note_refs.push_back(note.note);
    for (LineDestination& one : line.destinations) {
        row.destinations.push_back({std::move(one.name), 0});
    }
    row.frame = frame;
    return row;
}

std::vector<Row> line_rows(std::vector<Line>&& lines,
                           const ParagraphStyle& style,
                           double x,
                           const FramePtr& frame) {
    std::vector<Row> rows;
    rows.reserve(lines.size());
    for (Line& line : lines) rows.push_back(line_row(std::move(line), style, x, frame));
    keep_ends(rows);
    return rows;
}

void push_labels(Flow& flow, const Scope& scope, Keep keep) {
    ParagraphStyle style = paragraph_style(scope, flow.tokens());
    Line empty;
    empty.leading = style.leading;
    Row row = line_row(std::move(empty), style, scope.x, scope.frame);
    row.keep = keep;
    flow.push(std::move(row));
}

double bounded_indent(double wish, const Scope& scope) {
    return std::clamp(scope.width - scope.narrowest * scope.size, 0.0, wish);
}

void set_blocks(Flow& flow, std::span<const Block> blocks, const Scope& scope) {
    for (std::size_t i = 0; i < blocks.size() && !flow.stopped(); ++i) {
        const Block* next = i + 1 < blocks.size() ? &blocks[i + 1] : nullptr;
        set_block(flow, blocks[i], next, scope);
    }
}

}  // namespace inkstone::layout
