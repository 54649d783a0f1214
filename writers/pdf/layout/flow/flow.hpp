// SPDX-License-Identifier: Apache-2.0
// Blocks to rows. Flow is the stream that block setters push rows into; Scope is what a block
// inherits from the blocks around it. One setter per block kind, each in the file of its name.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/ast.hpp"
#include "writers/pdf/layout/context.hpp"
#include "writers/pdf/layout/flow/row.hpp"
#include "writers/pdf/layout/inline/paragraph.hpp"

namespace inkstone::layout {

/// Repairs heading levels for tags and outline: the first heading is level 1 and none is more than
/// one deeper than its parent. What headings look like does not change.
class HeadingLevels {
public:
    int repair(int written);

private:
    std::vector<int> open_;  ///< written levels of the headings around the next one
};

/// What a block inherits. Lengths in points, x from the left edge of the text column.
struct Scope {
    double x = 0, width = 0;
    double size = 10.5, leading = 18;
    double gap = 9;           ///< after a paragraph
    double first_indent = 0;  ///< of text paragraphs: body and quotes only (PA1)
    Align align = Align::Justify;
    bool bold = false;
    /// Reading begins at the right: labels, bars and first columns stand there.
    bool right_to_left = false;
    bool in_note = false;  ///< code without ground, table heads not repeated
    /// Nesting never leaves less than this for the text, in em (output requirements LI1).
    double narrowest = 12;
    int list_level = 0;    ///< lists around the block
    int bullet_level = 0;  ///< bullet lists among them
    TagId tag = 0;
    std::string lang;
    FramePtr frame;
};

/// Shared by all flows of one document (body, cells, notes).
struct FlowState {
    Context& context;
    HeadingLevels levels{};
};

/// `scope` with its width less `indent` on the side where reading begins.
inline Scope indented(Scope scope, double indent) {
    if (!scope.right_to_left) scope.x += indent;
    scope.width -= indent;
    return scope;
}

using RowOutput = std::function<void(Row&&)>;

/// A stream of rows with what has to be attached to the next one.
class Flow {
public:
    Flow(FlowState& state, RowOutput output) : state_(state), output_(std::move(output)) {}

    /// Sends `row`, after giving it the space, labels and destinations that wait for it.
    void push(Row&& row);
    /// Pushes all rows.
    void push(std::vector<Row>&& rows);
    /// Sends the row that was held back. Call once, at the end.
    void finish();

    /// At least this much space before the next row.
    void space(double before) noexcept { gap_ = std::max(gap_, before); }
    /// Exactly this much space before the next row, unless it asks for more.
    void leave(double after) noexcept { gap_ = after; }
    /// The next row begins a page.
    void break_page() noexcept { break_ = true; }
    /// `label` stands at `x` on the baseline of the next row.
    void add_label(Line&& label, double x) { labels_.push_back({std::move(label), x}); }
    [[nodiscard]] bool has_labels() const noexcept { return !labels_.empty(); }
    void add_destination(const std::string& name);

    /// `prepare` sees every row before blocks after it are set: notes get their tags in reading
    /// order.
    void prepare_with(std::function<void(Row&)> prepare) { prepare_ = std::move(prepare); }
    /// Blocks are skipped while `stopped` says so: the output takes no more rows.
    void stop_when(std::function<bool()> stopped) { stopped_ = std::move(stopped); }
    [[nodiscard]] bool stopped() const { return stopped_ && stopped_(); }

    [[nodiscard]] Context& context() const noexcept { return state_.context; }
    [[nodiscard]] const Tokens& tokens() const noexcept { return state_.context.tokens; }
    [[nodiscard]] FlowState& state() const noexcept { return state_; }
    TagId tag(TagKind kind, const Scope& scope) const;

private:
    struct Label {
        Line line;
        double x = 0;
    };
    void send(Row&& row);

    FlowState& state_;
    RowOutput output_;
    std::function<void(Row&)> prepare_;
    std::function<bool()> stopped_;
    double gap_ = 0;
    bool break_ = false;
    std::vector<Label> labels_;
    std::vector<std::string> destinations_;
    std::optional<Row> held_;
    int wanted_ = 0;  ///< rows that must still follow the last heading on its page
};

/// How a paragraph of `scope` is set; callers change what differs.
ParagraphStyle paragraph_style(const Scope& scope, const Tokens& tokens);

/// One set line as a row at `x`. The line's leading is the row's height.
Row line_row(Line&& line, const ParagraphStyle& style, double x, const FramePtr& frame);

/// Lines as rows of one block, kept together at both ends.
std::vector<Row> line_rows(std::vector<Line>&& lines,
                           const ParagraphStyle& style,
                           double x,
                           const FramePtr& frame);

/// An empty row that carries waiting labels: for items without text.
void push_labels(Flow& flow, const Scope& scope, Keep keep = Keep::None);

/// `wish` points of indent, less where a column of 12 zw would not remain (never below 0).
double bounded_indent(double wish, const Scope& scope);

// ---- Setters -----------------------------------------------------------------------------------

void set_blocks(Flow& flow, std::span<const Block> blocks, const Scope& scope);

/// `next` is the block after it, or null: a lead-in line stays with what it introduces.
void set_text(Flow& flow, const Paragraph& paragraph, const Block* next, const Scope& scope);
void set_heading(Flow& flow, const Heading& heading, SourcePosition at, const Scope& scope);
void set_list(Flow& flow, const List& list, const Scope& scope);
void set_definitions(Flow& flow, const DefinitionList& list, const Scope& scope);
void set_quote(Flow& flow, const BlockQuote& quote, const Scope& scope);
void set_alert(Flow& flow, const Alert& alert, const Scope& scope);
void set_details(Flow& flow, const Details& details, const Scope& scope);
void set_code_block(Flow& flow, const CodeBlock& code, const Scope& scope);
void set_math_block(Flow& flow, const MathBlock& math, SourcePosition at, const Scope& scope);
/// The formula as it is written, in code.
void set_formula_source(Flow& flow, const MathBlock& math, TagId tag, const Scope& scope);
void set_table(Flow& flow, const Table& table, const Scope& scope);
void set_figure(Flow& flow, const Figure& figure, const Scope& scope);
void set_rule(Flow& flow, const Scope& scope);
void set_caption(Flow& flow, const Inlines& caption, const Scope& scope);

/// Title, subtitle, authors and date at the head of the first page, when the text has no title of
/// its own.
void set_title_block(Flow& flow, const Metadata& meta, const Scope& scope);

/// Sets the notes whose first mark is on `row` (and those that only these notes mark).
class Notes {
public:
    Notes(FlowState& state, const Document& document, Scope scope);
    void attach(Row& row);

private:
    NoteRows set(std::size_t index);

    FlowState& state_;
    const Document& document_;
    Scope scope_;
    std::vector<bool> done_;
};

}  // namespace inkstone::layout
