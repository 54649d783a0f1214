// SPDX-License-Identifier: Apache-2.0
// Mapper: tables. A table that may be wider than a 320 px window stands in a region that scrolls
// and that the keyboard reaches (WCAG 1.4.10, 2.1.1).
#include <algorithm>
#include <string>
#include <vector>

#include "src/ast/plain_text.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/mapping.hpp"
#include "writers/html/text_width.hpp"

namespace inkstone::html {
namespace {

/// Columns of text that a 320 px window shows beside its margins, and what a cell adds to its text.
constexpr std::size_t kNarrowColumns = 30;
constexpr std::size_t kCellPadding = 2;
/// The style sheet keeps a cell at least this wide (4 em), so that CJK cells are not crushed.
constexpr std::size_t kMinimumCell = 8;

std::string cell_text(const TableCell& cell) {
    std::string text;
    for (const Block& block : cell.children) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block.node)) {
            append_plain_text(paragraph->children, text);
        } else {
            text.append(kNarrowColumns, 'x');  // lists or code in a cell: assume wide
        }
    }
    return text;
}

/// Smallest width of one cell: its widest piece, and not below what the style sheet keeps.
std::size_t cell_columns(const TableCell& cell) {
    const std::string text = cell_text(cell);
    const std::size_t whole = text_columns(text);
    return std::max(widest_piece(text), std::min(whole, kMinimumCell)) + kCellPadding;
}

bool may_overflow(const Table& table) {
    std::vector<std::size_t> widths(table.columns.size(), 0);
    std::size_t sum = 0;
    for (const std::vector<TableRow>* rows : {&table.head, &table.body}) {
        for (const TableRow& row : *rows) {
            for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
                const std::size_t columns = cell_columns(row[i]);
                if (columns <= widths[i]) continue;
                sum += columns - widths[i];
                widths[i] = columns;
                if (sum > kNarrowColumns) return true;
            }
        }
    }
    return false;
}

}  // namespace

std::string_view alignment_class(Alignment alignment) noexcept {
    switch (alignment) {
        case Alignment::Default:
            return {};
        case Alignment::Left:
            return "align-left";
        case Alignment::Center:
            return "align-center";
        case Alignment::Right:
            return "align-right";
    }
    return {};
}

void Mapper::table(const Table& node, std::string_view lang) {
    ++tables_written_;
    const bool scrolls = may_overflow(node);
    new_line();
    if (scrolls) {
        std::string label = plain_text(node.caption);
        if (label.empty())
            label.append(labels_.table).append(" ").append(std::to_string(tables_written_));
        out_.append("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
        append_attribute(out_, "aria-label", label);
        out_.append(">\n");
    }
    start("table", lang);
    out_.push_back('\n');
    if (!node.caption.empty()) {
        start("caption");
        inlines(node.caption);
        out_.append("</caption>\n");
    }
    table_rows(node, true);
    table_rows(node, false);
    out_.append("</table>\n");
    if (scrolls) out_.append("</div>\n");
}

void Mapper::table_rows(const Table& node, bool head) {
    const std::vector<TableRow>& rows = head ? node.head : node.body;
    if (rows.empty()) return;
    out_.append(head ? "<thead>\n" : "<tbody>\n");
    for (const TableRow& row : rows) {
        out_.append("<tr>\n");
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool known = i < node.columns.size();
            table_cell(row[i], known ? node.columns[i] : Alignment::Default, head);
        }
        out_.append("</tr>\n");
    }
    out_.append(head ? "</thead>\n" : "</tbody>\n");
}

void Mapper::table_cell(const TableCell& cell, Alignment alignment, bool head) {
    const bool own = cell.alignment != Alignment::Default;
    const std::string_view css_class = alignment_class(own ? cell.alignment : alignment);
    const bool heads = head || cell.header;
    out_.append(heads ? (head ? "<th scope=\"col\"" : "<th scope=\"row\"") : "<td");
    if (!css_class.empty()) append_attribute(out_, "class", css_class);
    if (cell.row_span > 1) append_attribute(out_, "rowspan", std::to_string(cell.row_span));
    if (cell.column_span > 1) append_attribute(out_, "colspan", std::to_string(cell.column_span));
    out_.push_back('>');
    children(cell.children, cell.children.size() == 1);
    out_.append(heads ? "</th>\n" : "</td>\n");
}

}  // namespace inkstone::html
