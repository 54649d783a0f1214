// SPDX-License-Identifier: Apache-2.0
// Lists and definition lists. Labels end at one x, texts start at one x; a label stands on the
// baseline of whatever comes first in its item.
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "writers/pdf/layout/flow/direction.hpp"
#include "writers/pdf/layout/flow/flow.hpp"

namespace inkstone::layout {

namespace {

/// Between a label and its text, and the narrowest label column, in em (output requirements LI1).
constexpr double kLabelGap = 0.5;
constexpr double kLabelColumn = 1.5;
/// Between the items of a loose list, in points.
constexpr double kLooseGap = 5;

struct Bullet {
    std::string_view text;
    std::string_view numbering;  ///< ListNumbering (ISO 32000-1 table 347)
};

Bullet bullet_of(int level) {
    static constexpr Bullet kBullets[] = {{"•", "Disc"}, {"◦", "Circle"}, {"▪", "Square"}};
    return kBullets[std::min(level, 2)];
}

bool is_task_list(const List& list) {
    return std::any_of(list.items.begin(), list.items.end(), [](const ListItem& item) {
        return item.checked.has_value();
    });
}

std::string label_text(const List& list, std::size_t index, int level) {
    const ListItem& item = list.items[index];
    if (item.checked) return *item.checked ? "☑" : "☐";
    if (!list.ordered) return std::string(bullet_of(level).text);
    const char delimiter = list.delimiter == ListDelimiter::Parenthesis ? ')' : '.';
    return fmt::format("{}{}", list.start + static_cast<std::int64_t>(index), delimiter);
}

std::string_view numbering_of(const List& list, int level) {
    if (list.ordered) return "Decimal";
    return is_task_list(list) ? "None" : bullet_of(level).numbering;
}

/// How far the texts of a list are indented; labels that find no room stand on their own lines.
struct LabelColumn {
    double step = 0;
    bool own_rows = false;
};

LabelColumn label_column(Flow& flow, const List& list, const Scope& scope) {
    const ParagraphStyle style = paragraph_style(scope, flow.tokens());
    double widest = 0;
    for (const std::size_t index : {std::size_t{0}, list.items.size() - 1}) {
        const std::string text = label_text(list, index, scope.bullet_level);
        widest = std::max(widest, set_label(text, style, flow.context()).width);
    }
    const double needed = widest + kLabelGap * scope.size;
    const double wish = std::max({flow.tokens().list_indent, kLabelColumn * scope.size, needed});
    const double step = bounded_indent(wish, scope);
    return step < needed ? LabelColumn{0, true} : LabelColumn{step, false};
}

/// Left edge of a label: it ends at the gap before the text.
double label_place(double width, const LabelColumn& column, const Scope& scope) {
    const double edge = scope.x + scope.width;
    if (column.own_rows) return scope.right_to_left ? edge - width : scope.x;
    const double room = column.step - kLabelGap * scope.size;
    return scope.right_to_left ? edge - room : scope.x + room - width;
}

/// Numbers of right-to-left lists have their point at the left.
std::string in_direction(std::string label, const List& list, const Scope& scope) {
    if (scope.right_to_left && list.ordered) label.insert(0, "\u200F");
    return label;
}

bool begins_at_the_right(const List& list) {
    for (const ListItem& item : list.items)
        if (const auto found = runs_right_to_left(item.children)) return *found;
    return false;
}

void set_item(Flow& flow,
              const List& list,
              std::size_t index,
              const LabelColumn& column,
              const Scope& scope) {
    Scope item = scope;
    item.tag = flow.tag(TagKind::LI, scope);
    ParagraphStyle style = paragraph_style(item, flow.tokens());
    style.tag = flow.tag(TagKind::Lbl, item);
    const std::string label_words = label_text(list, index, scope.bullet_level);
    // A box is read by its state, whatever glyph draws it (output requirements section 4).
    if (list.items[index].checked) flow.context().tags.tags[style.tag].actual_text = label_words;
    Line label = set_label(in_direction(label_words, list, scope), style, flow.context());
    Scope body = item;
    body.tag = flow.tag(TagKind::LBody, item);
    body = indented(body, column.step);
    body.first_indent = 0;
    body.gap = list.tight ? 0 : kLooseGap;
    body.list_level = scope.list_level + 1;
    body.bullet_level = scope.bullet_level + (list.ordered ? 0 : 1);
    flow.add_label(std::move(label), label_place(label.width, column, scope));
    const Blocks& blocks = list.items[index].children;
    if (column.own_rows && !blocks.empty()) push_labels(flow, scope, Keep::Hard);
    set_blocks(flow, blocks, body);
    if (flow.has_labels()) push_labels(flow, scope);
    flow.leave(body.gap);
}

}  // namespace

void set_list(Flow& flow, const List& list, const Scope& scope) {
    if (list.items.empty()) return;
    Scope inner = scope;
    inner.right_to_left = scope.right_to_left || begins_at_the_right(list);
    inner.tag = flow.tag(TagKind::L, scope);
    flow.context().tags.tags[inner.tag].list_numbering = numbering_of(list, scope.bullet_level);
    const LabelColumn column = label_column(flow, list, inner);
    for (std::size_t i = 0; i < list.items.size(); ++i) set_item(flow, list, i, column, inner);
    flow.leave(scope.gap);
}

void set_definitions(Flow& flow, const DefinitionList& list, const Scope& scope) {
    Scope inner = scope;
    inner.tag = flow.tag(TagKind::L, scope);
    flow.context().tags.tags[inner.tag].list_numbering = "None";
    for (const DefinitionItem& item : list.items) {
        inner.right_to_left = scope.right_to_left || runs_right_to_left(item.term).value_or(false);
        Scope entry = inner;
        entry.tag = flow.tag(TagKind::LI, inner);
        Scope term = entry;
        term.tag = flow.tag(TagKind::Lbl, entry);
        ParagraphStyle style = paragraph_style(term, flow.tokens());
        style.style.bold = true;
        style.align = Align::Start;
        std::vector<Row> rows =
            line_rows(set_paragraph(item.term, style, scope.width, flow.context()),
                      style,
                      scope.x,
                      scope.frame);
        for (Row& row : rows) row.keep = Keep::Hard;
        flow.push(std::move(rows));
        Scope body = entry;
        body.tag = flow.tag(TagKind::LBody, entry);
        const double indent = bounded_indent(flow.tokens().list_indent, scope);
        body = indented(body, indent);
        body.first_indent = 0;
        body.gap = kLooseGap;
        for (const Blocks& definition : item.definitions) set_blocks(flow, definition, body);
        flow.leave(kLooseGap);
    }
    flow.leave(scope.gap);
}

}  // namespace inkstone::layout
