// SPDX-License-Identifier: Apache-2.0
// Matrices and aligned lines as <mtable>. MathML Core leaves alignment, gaps and rules to CSS, so
// every cell that is not as the default carries classes of the style sheet; `columnalign` says the
// alignment once more for readers of books that know it.
#include <fmt/format.h>

#include <algorithm>

#include "writers/html/escape.hpp"
#include "writers/html/mathml_writer.hpp"

namespace inkstone::html {
namespace {

using math::ColumnAlign;
using math::RuleKind;
using math::Table;

RuleKind rule_at(const std::vector<RuleKind>& rules, std::size_t at) {
    return at < rules.size() ? rules[at] : RuleKind::None;
}

void add_class(std::string& to, std::string_view name) {
    if (!to.empty()) to.push_back(' ');
    to.append(name);
}

std::string cell_classes(const Table& it, std::size_t row, std::size_t column) {
    std::string out;
    if (column < it.columns.size()) {
        if (it.columns[column] == ColumnAlign::Left) add_class(out, "math-left");
        if (it.columns[column] == ColumnAlign::Right) add_class(out, "math-right");
    }
    const auto gap = [&it](std::size_t at) { return at < it.gaps_em.size() ? it.gaps_em[at] : 1; };
    if (column > 0 && gap(column - 1) == 0) add_class(out, "math-joined");
    if (column + 1 < it.columns.size() && gap(column) == 0) add_class(out, "math-joining");
    if (column > 0 && gap(column - 1) > 1) add_class(out, "math-apart");
    if (rule_at(it.column_rules, column) != RuleKind::None) add_class(out, "math-rule-before");
    const bool last = column + 1 == it.columns.size();
    if (last && rule_at(it.column_rules, column + 1) != RuleKind::None)
        add_class(out, "math-rule-after");
    if (rule_at(it.row_rules, row) != RuleKind::None) add_class(out, "math-rule-above");
    if (row + 1 == it.rows.size() && rule_at(it.row_rules, row + 1) != RuleKind::None)
        add_class(out, "math-rule-below");
    return out;
}

std::string column_align(const Table& it) {
    const bool centred = std::all_of(it.columns.begin(), it.columns.end(), [](ColumnAlign one) {
        return one == ColumnAlign::Center;
    });
    std::string out;
    if (centred) return out;
    for (const ColumnAlign one : it.columns)
        add_class(out,
                  one == ColumnAlign::Left    ? "left"
                  : one == ColumnAlign::Right ? "right"
                                              : "center");
    return out;
}

}  // namespace

void MathmlWriter::cell(const Table& it, std::size_t row, std::size_t column, bool script) {
    const math::TableRow& line = it.rows[row];
    const std::string classes = cell_classes(it, row, column);
    out_.append("<mtd");
    if (!classes.empty()) append_attribute(out_, "class", classes);
    out_.append(">");
    if (column < line.cells.size()) members(line.cells[column], script);
    close("mtd");
}

void MathmlWriter::table(const Table& it) {
    const bool script = it.kind == Table::Kind::Small || it.kind == Table::Kind::Substack;
    const bool tagged = std::any_of(
        it.rows.begin(), it.rows.end(), [](const math::TableRow& row) { return !row.tag.empty(); });
    if (it.kind == Table::Kind::Small) out_.append("<mstyle scriptlevel=\"1\">");
    out_.append("<mtable");
    if (it.display_cells) out_.append(" displaystyle=\"true\"");
    if (const std::string align = column_align(it); !align.empty())
        append_attribute(out_, "columnalign", align);
    if (it.kind == Table::Kind::Aligned) append_attribute(out_, "class", "math-open");
    if (it.kind == Table::Kind::Substack) append_attribute(out_, "class", "math-close");
    out_.append(">");
    for (std::size_t row = 0; row < it.rows.size(); ++row) {
        open("mtr");
        for (std::size_t column = 0; column < it.columns.size(); ++column)
            cell(it, row, column, script);
        if (tagged) {
            out_.append("<mtd class=\"math-tag\">");
            if (!it.rows[row].tag.empty()) leaf("mtext", it.rows[row].tag.shown());
            close("mtd");
        }
        close("mtr");
    }
    close("mtable");
    if (it.kind == Table::Kind::Small) close("mstyle");
}

}  // namespace inkstone::html
