// SPDX-License-Identifier: Apache-2.0
// HTML tables: rows by section, spans laid out on a grid so that every row fills its columns.
#include <algorithm>
#include <charconv>
#include <utility>

#include "src/read/html_converter.hpp"

namespace inkstone::read {
namespace {

/// As for tables in Markdown (table_guard.hpp).
constexpr std::size_t kMostColumns = 1024;
constexpr std::size_t kMostCells = 524'288;
constexpr int kMostSpannedRows = 65'534;

struct Rows {
    std::vector<const GumboElement*> head;
    std::vector<const GumboElement*> body;
    std::vector<const GumboElement*> foot;
    const GumboElement* caption = nullptr;
};

void collect_rows(const GumboElement& section, std::vector<const GumboElement*>& rows) {
    for_each_node(section, [&](const GumboNode& node) {
        if (node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == GUMBO_TAG_TR) {
            rows.push_back(&node.v.element);
        }
    });
}

Rows rows_of(const GumboElement& table) {
    Rows rows;
    for_each_node(table, [&](const GumboNode& node) {
        if (node.type != GUMBO_NODE_ELEMENT) return;
        const GumboElement& part = node.v.element;
        if (part.tag == GUMBO_TAG_THEAD) collect_rows(part, rows.head);
        if (part.tag == GUMBO_TAG_TBODY) collect_rows(part, rows.body);
        if (part.tag == GUMBO_TAG_TFOOT) collect_rows(part, rows.foot);
        if (part.tag == GUMBO_TAG_CAPTION && rows.caption == nullptr) rows.caption = &part;
    });
    rows.body.insert(rows.body.end(), rows.foot.begin(), rows.foot.end());
    return rows;
}

bool is_cell(const GumboNode& node) {
    return node.type == GUMBO_NODE_ELEMENT &&
           (node.v.element.tag == GUMBO_TAG_TD || node.v.element.tag == GUMBO_TAG_TH);
}

/// A row of <th> alone heads the columns.
bool is_head_row(const GumboElement& row) {
    bool head = false;
    bool other = false;
    for_each_node(row, [&](const GumboNode& node) {
        if (!is_cell(node)) return;
        (node.v.element.tag == GUMBO_TAG_TH ? head : other) = true;
    });
    return head && !other;
}

int span_of(const HtmlElement& element, std::string_view key, int most) {
    const std::string_view value = element.get(key);
    int span = 1;
    std::from_chars(value.data(), value.data() + value.size(), span);
    return std::clamp(span, 1, most);
}

/// Without <thead>, the rows of <th> alone at the top head the columns, and so do the rows that
/// their cells reach into. Where every row is of <th> alone, only the first does.
void find_head(Rows& rows) {
    std::size_t heads = 0;
    while (heads < rows.body.size() && is_head_row(*rows.body[heads])) ++heads;
    if (heads == rows.body.size()) heads = std::min<std::size_t>(heads, 1);
    for (std::size_t row = 0; row < heads; ++row) {
        for_each_node(*rows.body[row], [&](const GumboNode& node) {
            if (!is_cell(node)) return;
            const int taken = span_of(element_of(node.v.element), "rowspan", kMostSpannedRows);
            const std::size_t end = row + static_cast<std::size_t>(taken);
            if (end < rows.body.size()) heads = std::max(heads, end);
        });
    }
    if (heads == rows.body.size()) return;
    const auto end = rows.body.begin() + static_cast<std::ptrdiff_t>(heads);
    rows.head.assign(rows.body.begin(), end);
    rows.body.erase(rows.body.begin(), end);
}

/// Places the cells of one section.
class Grid {
public:
    explicit Grid(std::vector<TableRow>& rows) : rows_(rows) {}

    /// False when the table becomes too wide.
    bool place() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const auto left = std::min<std::size_t>(rows_.size() - i, kMostSpannedRows);
            if (!place(rows_[i], static_cast<int>(left))) return false;
        }
        return true;
    }
    /// Fills every row up to `columns`.
    void pad(std::size_t columns) {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const SourcePosition position =
                rows_[i].empty() ? SourcePosition{} : rows_[i].back().position;
            for (std::size_t used = used_[i]; used < columns; ++used) {
                TableCell cell;
                cell.position = position;
                rows_[i].push_back(std::move(cell));
            }
        }
    }
    std::size_t columns() const { return covered_.size(); }

private:
    bool place(TableRow& row, int rows_left) {
        std::vector<int> next(covered_.size(), 0);
        std::size_t column = 0;
        std::size_t used = 0;
        for (int& below : covered_) used += below > 0 ? 1U : 0U;
        for (TableCell& cell : row) {
            while (column < covered_.size() && covered_[column] > 0) ++column;
            cell.row_span = std::min(cell.row_span, rows_left);
            int width = 0;
            for (; width < cell.column_span; ++width, ++column) {
                if (column >= kMostColumns) return false;
                if (column >= covered_.size()) {
                    covered_.push_back(0);
                    next.push_back(0);
                }
                if (covered_[column] > 0) break;
                next[column] = cell.row_span;
            }
            cell.column_span = std::max(width, 1);
            used += static_cast<std::size_t>(width);
        }
        for (std::size_t i = 0; i < covered_.size(); ++i) {
            covered_[i] = std::max({covered_[i] - 1, next[i] - 1, 0});
        }
        used_.push_back(used);
        return true;
    }

    std::vector<TableRow>& rows_;
    std::vector<int> covered_;       ///< by column: rows below that a cell still spans
    std::vector<std::size_t> used_;  ///< by row: columns that have a cell
};

}  // namespace

bool HtmlConverter::table(const GumboElement& parsed, Flow& flow, Scope scope) {
    Rows rows = rows_of(parsed);
    if (rows.head.empty()) find_head(rows);
    Table made;
    scope.depth += 2;
    const auto read = [&](const std::vector<const GumboElement*>& from, std::vector<TableRow>& to) {
        for (const GumboElement* source : from) {
            TableRow row;
            for_each_node(*source, [&](const GumboNode& node) {
                if (!is_cell(node)) return;
                const HtmlElement element = element_of(node.v.element);
                TableCell cell;
                cell.children = blocks(node.v.element, scope);
                cell.row_span = span_of(element, "rowspan", kMostSpannedRows);
                cell.column_span = span_of(element, "colspan", static_cast<int>(kMostColumns));
                cell.position = position(node.v.element);
                cell.header = &to == &made.body && element.name == "th";
                cell.alignment = alignment_of(element);
                row.push_back(std::move(cell));
            });
            if (!row.empty()) to.push_back(std::move(row));
        }
    };
    read(rows.head, made.head);
    read(rows.body, made.body);
    if (rows.caption != nullptr) made.caption = inlines(*rows.caption, scope);
    Grid head(made.head);
    Grid body(made.body);
    const bool placed = head.place() && body.place();
    const std::size_t columns = std::max(head.columns(), body.columns());
    if (columns == 0) return true;
    const std::size_t rows_made = made.head.size() + made.body.size();
    if (!placed || columns * rows_made > kMostCells) {  // too large for a table: its text
        for (auto* section : {&made.head, &made.body}) {
            for (TableRow& row : *section) {
                for (TableCell& cell : row) flow.append(std::move(cell.children));
            }
        }
        return true;
    }
    head.pad(columns);
    body.pad(columns);
    made.columns.assign(columns, Alignment::Default);
    flow.block(std::move(made), position(parsed));
    return true;
}

}  // namespace inkstone::read
