// SPDX-License-Identifier: Apache-2.0
// Tables: measure the columns, set each row's cells side by side, repeat the head on every page.
// A row is one Row unless it is higher than half a page; then it is sliced between lines.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "src/ast/visit.hpp"
#include "writers/pdf/layout/flow/direction.hpp"
#include "writers/pdf/layout/flow/flow.hpp"
#include "writers/pdf/layout/flow/table_columns.hpp"
#include "writers/pdf/layout/flow/table_row.hpp"

namespace inkstone::layout {

namespace {

/// Text is never set smaller than this part of the body size (output requirements TB1).
constexpr double kSmallestRatio = 0.8;
/// Cells are set a little tighter than text: rows have their own padding.
constexpr double kLeadingRatio = 0.9;
constexpr double kHeadRule = 0.5;
constexpr double kOuterRule = 0.8;
/// Rows measured for the column widths. Beyond, an even sample: later long words are broken.
constexpr std::size_t kMeasuredRows = 2000;
/// Tables up to this many rows are kept on one page.
constexpr std::size_t kSmallTable = 5;
/// A head higher than this part of a page is not repeated.
constexpr double kHighestHead = 1.0 / 3;
/// The texts of lists in cells keep this measure, in em.
constexpr double kNarrowestItem = 4;
/// HTML's own limit is 1,000; far fewer make sense on paper.
constexpr int kWidestSpan = 64;
constexpr std::size_t kMostSpannedRows = 65'534;

ParagraphWidths measure_blocks(const Blocks& blocks, const ParagraphStyle& style, Context& context);

ParagraphWidths wider(ParagraphWidths a, const ParagraphWidths& b, double indent = 0) {
    a.min_content = std::max(a.min_content, b.min_content + indent);
    a.max_content = std::max(a.max_content, b.max_content + indent);
    return a;
}

ParagraphWidths measure_inlines(const Inlines& inlines,
                                const ParagraphStyle& style,
                                Context& context) {
    return measure_paragraph(inlines, style, context);
}

/// A code line is as wide as its characters (bytes are near enough: wide ones have three bytes).
ParagraphWidths measure_literal(std::string_view literal, const ParagraphStyle& style) {
    std::size_t longest = 0;
    while (!literal.empty()) {
        const std::size_t end = std::min(literal.find('\n'), literal.size());
        longest = std::max(longest, end);
        literal.remove_prefix(std::min(end + 1, literal.size()));
    }
    const double width = (static_cast<double>(longest) * 0.6 + 2) * style.size;
    return {width, std::min(width, 8 * style.size)};
}

ParagraphWidths measure_block(const Block& block, const ParagraphStyle& style, Context& context) {
    const double indent = context.tokens.list_indent;
    const auto inner = [&](const Blocks& blocks, double by) {
        return wider({}, measure_blocks(blocks, style, context), by);
    };
    const auto nothing = [](const auto&) { return ParagraphWidths{}; };
    return visit(
        block,
        [&](const Paragraph& node) { return measure_inlines(node.children, style, context); },
        [&](const Heading& node) { return measure_inlines(node.children, style, context); },
        [&](const CodeBlock& node) { return measure_literal(node.literal, style); },
        [&](const MathBlock& node) { return measure_literal(node.source, style); },
        [&](const BlockQuote& node) { return inner(node.children, indent); },
        [&](const Alert& node) { return inner(node.children, indent); },
        [&](const List& node) {
            ParagraphWidths widths;
            for (const ListItem& item : node.items) {
                widths = wider(widths, measure_blocks(item.children, style, context), indent);
            }
            widths.min_content = std::max(widths.min_content, kNarrowestItem * style.size + indent);
            return widths;
        },
        [&](const DefinitionList& node) {
            ParagraphWidths widths;
            for (const DefinitionItem& item : node.items) {
                widths = wider(widths, measure_inlines(item.term, style, context));
                for (const Blocks& one : item.definitions)
                    widths = wider(widths, inner(one, indent));
            }
            return widths;
        },
        [&](const Figure& node) { return inner(node.children, 0); },
        [&](const Div& node) { return inner(node.children, 0); },
        [&](const Details& node) { return inner(node.children, 0); },
        // A table in a cell takes what it is given.
        [&](const Table&) {
            return ParagraphWidths{style.size * 20, style.size * 8};
        },
        [&](const ThematicBreak& node) { return nothing(node); },
        [&](const PageBreak& node) { return nothing(node); },
        [&](const RawBlock& node) { return nothing(node); });
}

ParagraphWidths measure_blocks(const Blocks& blocks,
                               const ParagraphStyle& style,
                               Context& context) {
    ParagraphWidths widths;
    for (const Block& block : blocks) widths = wider(widths, measure_block(block, style, context));
    return widths;
}

std::size_t count_columns(const Table& table) {
    std::size_t count = std::max<std::size_t>(table.columns.size(), 1);
    for (const std::vector<TableRow>* rows : {&table.head, &table.body}) {
        for (const TableRow& row : *rows) {
            std::size_t width = 0;
            for (const TableCell& cell : row) {
                width += static_cast<std::size_t>(std::clamp(cell.column_span, 1, kWidestSpan));
            }
            count = std::max(count, width);
        }
    }
    return count;
}

bool starts_right_to_left(const Table& table) {
    for (const std::vector<TableRow>* rows : {&table.head, &table.body}) {
        for (const TableRow& row : *rows) {
            for (const TableCell& cell : row)
                if (const auto found = runs_right_to_left(cell.children)) return *found;
        }
    }
    return false;
}

/// Start and End follow a cell's own direction; columns of a right-to-left table have one side.
Align side_in_mirror(Alignment alignment, const Blocks& cell) {
    const bool right = alignment != Alignment::Left;
    return right == runs_right_to_left(cell).value_or(false) ? Align::Start : Align::End;
}

/// Sets one table: what its rows share, and the steps from cells to rows.
class TableSetter {
public:
    TableSetter(Flow& flow, const Table& table, const Scope& scope)
        : flow_(flow), table_(table), scope_(scope), covered_(count_columns(table), 0) {}

    void run();

private:
    void measure_rows(const std::vector<TableRow>& rows, bool head, std::vector<ColumnNeed>& needs);
    void plan();
    void set_section(const std::vector<TableRow>& rows, bool head);
    std::vector<Row> set_row(const TableRow& cells, bool head, TagId section);
    /// Columns `column` to `end`, and the rows from the current one on, that a cell takes.
    struct Place {
        TagId row = 0;
        std::size_t column = 0, end = 0;
        int row_span = 1;
    };
    /// x of the left edge of columns `column` to `end`: the first column of a right-to-left table
    /// stands at the right end of the measure.
    [[nodiscard]] double left_of(std::size_t column, std::size_t end) const {
        if (!scope_.right_to_left) return edges_[column];
        return scope_.x + scope_.width - (edges_[end] - edges_.front());
    }
    /// The first column from `column` on that no cell above covers; those passed have one row less
    /// to wait.
    std::size_t next_free(std::size_t column) {
        while (column < covered_.size() && covered_[column] > 0) --covered_[column++];
        return column;
    }
    /// Gives the column after the cell.
    std::size_t cover(const Place& place) {
        for (std::size_t i = place.column; i < place.end; ++i) covered_[i] = place.row_span - 1;
        return place.end;
    }
    [[nodiscard]] static int rows_from(std::size_t row, const std::vector<TableRow>& rows) {
        return static_cast<int>(std::min(rows.size() - row, kMostSpannedRows));
    }
    [[nodiscard]] Place place_cell(const TableCell& cell, std::size_t column) const;
    [[nodiscard]] Alignment alignment_at(std::size_t column, const TableCell* cell) const;
    /// `cell` is null for a place that the row leaves empty.
    TagId cell_tag(const Place& place, bool head, const TableCell* cell);
    CellBox set_cell(const TableCell& cell, const Place& place, bool head, TagId tag);
    void push_head(std::vector<Row>&& rows);

    Flow& flow_;
    const Table& table_;
    Scope scope_;               ///< of the table; tag is the Table element, size the cells' size
    std::vector<int> covered_;  ///< by column: rows that a cell above still spans
    int rows_left_ = 1;         ///< of the section, the current row included
    ColumnPlan plan_;
    std::vector<double> edges_;  ///< left edges of the columns and the right edge of the last
};

void TableSetter::measure_rows(const std::vector<TableRow>& rows,
                               bool head,
                               std::vector<ColumnNeed>& needs) {
    Scope head_scope = scope_;
    head_scope.bold = true;
    const ParagraphStyle plain = paragraph_style(scope_, flow_.tokens());
    const ParagraphStyle bold = paragraph_style(head_scope, flow_.tokens());
    const std::size_t stride = rows.size() / kMeasuredRows + 1;
    std::fill(covered_.begin(), covered_.end(), 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        rows_left_ = rows_from(r, rows);
        std::size_t column = 0;
        for (const TableCell& cell : rows[r]) {
            column = next_free(column);
            if (column == covered_.size()) break;
            const Place place = place_cell(cell, column);
            if (place.end == column + 1 && r % stride == 0) {
                const ParagraphWidths widths = measure_blocks(
                    cell.children, head || cell.header ? bold : plain, flow_.context());
                needs[column].min = std::max(needs[column].min, widths.min_content);
                needs[column].max = std::max(needs[column].max, widths.max_content);
            }
            column = cover(place);
        }
        while ((column = next_free(column)) < covered_.size()) ++column;
    }
}

void TableSetter::plan() {
    const Tokens& tokens = flow_.tokens();
    const double body = scope_.size;
    scope_.size = body * tokens.table_size_ratio;
    std::vector<ColumnNeed> needs(covered_.size());
    measure_rows(table_.head, true, needs);
    measure_rows(table_.body, false, needs);
    // Half a point more than measured, so that rounding never wraps a cell that fits.
    for (ColumnNeed& need : needs) need.max += 0.5;
    plan_ = plan_columns(std::move(needs),
                         {scope_.width,
                          scope_.size,
                          tokens.cell_padding_x,
                          std::min(1.0, kSmallestRatio / tokens.table_size_ratio)});
    scope_.size *= plan_.scale;
    scope_.leading = scope_.size * scope_.leading / body * kLeadingRatio;
    scope_.gap = scope_.leading / 3;
    edges_.push_back(scope_.x);
    for (const double width : plan_.widths) {
        edges_.push_back(edges_.back() + width + 2 * plan_.padding);
    }
}

/// A cell's own alignment wins over its column's.
Alignment TableSetter::alignment_at(std::size_t column, const TableCell* cell) const {
    if (cell != nullptr && cell->alignment != Alignment::Default) return cell->alignment;
    return column < table_.columns.size() ? table_.columns[column] : Alignment::Default;
}

/// The element of a cell at columns `column` to `end` of row `row`. Cells tile the table: spans end
/// where the section or the columns do (PDF/UA-1 7.5).
TagId TableSetter::cell_tag(const Place& place, bool head, const TableCell* cell) {
    Scope row = scope_;
    row.tag = place.row;
    const bool heads_row = !head && cell != nullptr && cell->header;
    const TagId id = flow_.tag(head || heads_row ? TagKind::TH : TagKind::TD, row);
    Tag& tag = flow_.context().tags.tags[id];
    tag.column_span = static_cast<int>(place.end - place.column);
    tag.row_span = place.row_span;
    if (head) tag.scope = "Column";
    if (heads_row) tag.scope = "Row";
    const Alignment alignment = alignment_at(place.column, cell);
    if (alignment == Alignment::Center) tag.text_align = "Center";
    if (alignment == Alignment::Right) tag.text_align = "End";
    return id;
}

CellBox TableSetter::set_cell(const TableCell& cell, const Place& place, bool head, TagId tag) {
    const std::size_t column = place.column, end = place.end;
    Scope scope = scope_;
    scope.tag = tag;
    scope.x = 0;
    scope.width = std::max(1.0, edges_[end] - edges_[column] - 2 * plan_.padding);
    scope.frame = nullptr;
    scope.first_indent = 0;
    scope.bold = scope_.bold || head || cell.header;
    scope.list_level = scope.bullet_level = 0;
    scope.narrowest = kNarrowestItem;
    const Alignment alignment = alignment_at(column, &cell);
    scope.align = alignment == Alignment::Center  ? Align::Center
                  : alignment == Alignment::Right ? Align::End
                                                  : Align::Start;
    if (scope_.right_to_left && alignment != Alignment::Center)
        scope.align = side_in_mirror(alignment, cell.children);

    CellBox box{left_of(column, end) + plan_.padding, {}};
    Flow inner(flow_.state(), [&box](Row&& one) { box.stack.place(std::move(one)); });
    const Paragraph* only =
        cell.children.size() == 1 ? std::get_if<Paragraph>(&cell.children.front().node) : nullptr;
    if (only != nullptr) {
        const ParagraphStyle style = paragraph_style(scope, flow_.tokens());
        inner.push(line_rows(
            set_paragraph(only->children, style, scope.width, flow_.context()), style, 0, {}));
    } else {
        set_blocks(inner, cell.children, scope);
    }
    inner.finish();
    box.stack.close();
    return box;
}

/// Where the next cell of a row goes: the first free column, and no further than the next one that
/// a cell above still covers.
TableSetter::Place TableSetter::place_cell(const TableCell& cell, std::size_t column) const {
    Place place;
    place.column = column;
    const auto span = static_cast<std::size_t>(std::clamp(cell.column_span, 1, kWidestSpan));
    place.end = column + 1;
    while (place.end < covered_.size() && place.end < column + span && covered_[place.end] == 0) {
        ++place.end;
    }
    place.row_span = std::clamp(cell.row_span, 1, rows_left_);
    return place;
}

std::vector<Row> TableSetter::set_row(const TableRow& cells, bool head, TagId section) {
    Scope scope = scope_;
    scope.tag = section;
    const TagId row = flow_.tag(TagKind::TR, scope);
    std::vector<CellBox> boxes;
    std::size_t column = 0;
    TagId tag = row;
    for (const TableCell& cell : cells) {
        column = next_free(column);
        // Spans that do not add up must not lose a cell: it shares the last column.
        const bool shares = column >= covered_.size();
        Place place = place_cell(cell, shares ? covered_.size() - 1 : column);
        place.row = row;
        if (!shares || tag == row) tag = cell_tag(place, head, &cell);
        boxes.push_back(set_cell(cell, place, head, tag));
        if (shares && boxes.size() > 1) join_cells(boxes);
        if (!shares) column = cover(place);
    }
    // A short row is filled up with empty cells.
    while ((column = next_free(column)) < covered_.size()) {
        cell_tag({row, column, column + 1, 1}, head, nullptr);
        ++column;
    }
    const RowRules rules{
        flow_.tokens().cell_padding_y, scope_.leading, flow_.tokens().text_height() / 2};
    return make_rows(std::move(boxes), rules);
}

void TableSetter::push_head(std::vector<Row>&& rows) {
    if (rows.empty()) return;
    const double width = edges_.back() - edges_.front();
    Row& last = rows.back();
    const double left = left_of(0, edges_.size() - 1);
    const Rect rule{left, last.height - kHeadRule / 2, width, kHeadRule};
    last.items.emplace_back(FilledRect{rule, flow_.tokens().table_rule});
    double height = 0;
    for (const Row& row : rows) height += row.height;
    if (!scope_.in_note && height <= flow_.tokens().text_height() * kHighestHead) {
        for (const Row& row : rows) scope_.frame->header.push_back(repeated(row));
        scope_.frame->header_height = height;
    }
    for (Row& row : rows) {
        row.keep = Keep::Hard;
        row.frame = scope_.frame;
        flow_.push(std::move(row));
    }
}

void TableSetter::set_section(const std::vector<TableRow>& rows, bool head) {
    if (rows.empty()) return;
    // A head needs a body below it (PDF/UA-1 7.2); alone it is the body.
    const bool has_head = head && !table_.body.empty();
    const TagId section = flow_.tag(has_head ? TagKind::THead : TagKind::TBody, scope_);
    std::fill(covered_.begin(), covered_.end(), 0);
    std::vector<Row> head_rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows_left_ = rows_from(i, rows);
        std::vector<Row> made = set_row(rows[i], head, section);
        for (Row& row : made) {
            row.frame = head ? nullptr : scope_.frame;
            if (rows.size() <= kSmallTable && i + 1 < rows.size()) row.keep = Keep::Soft;
            if (head) {
                head_rows.push_back(std::move(row));
            } else {
                flow_.push(std::move(row));
            }
        }
    }
    push_head(std::move(head_rows));
}

void TableSetter::run() {
    const double gap = scope_.gap;
    const double leading = scope_.leading;
    Scope caption = scope_;
    scope_.tag = flow_.tag(TagKind::Table, scope_);
    caption.tag = scope_.tag;
    flow_.space(leading / 4);
    if (!table_.caption.empty()) {
        caption.align = Align::Start;
        set_caption(flow_, table_.caption, caption);
        flow_.leave(leading / 4);
    }
    scope_.right_to_left = scope_.right_to_left || starts_right_to_left(table_);
    plan();
    Frame frame;
    frame.x = left_of(0, edges_.size() - 1);
    frame.width = edges_.back() - edges_.front();
    frame.rule = kOuterRule;
    frame.rule_color = flow_.tokens().table_rule;
    scope_.frame = make_frame(std::move(frame), scope_.frame);
    set_section(table_.head, true);
    set_section(table_.body, false);
    flow_.leave(std::max(gap, leading / 2));
}

}  // namespace

void set_table(Flow& flow, const Table& table, const Scope& scope) {
    TableSetter(flow, table, scope).run();
}

}  // namespace inkstone::layout
