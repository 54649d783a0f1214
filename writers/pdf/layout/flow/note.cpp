// SPDX-License-Identifier: Apache-2.0
// Notes: small text for the foot of a page, with a number that links back to the mark.
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "src/ast/labels.hpp"
#include "writers/pdf/layout/flow/direction.hpp"
#include "writers/pdf/layout/flow/flow.hpp"

namespace inkstone::layout {

namespace {

/// Column of the numbers, in em of the note size: room for two digits.
constexpr double kNumberColumn = 1.8;
constexpr double kNumberGap = 0.5;

}  // namespace

Notes::Notes(FlowState& state, const Document& document, Scope scope)
    : state_(state), document_(document), scope_(std::move(scope)) {
    const Tokens& tokens = state.context.tokens;
    scope_.size = tokens.size_body * tokens.size_small_ratio;
    scope_.leading = scope_.size * tokens.small_leading;
    scope_.gap = scope_.leading / 4;
    scope_.first_indent = 0;
    scope_.in_note = true;
    done_.assign(document.notes.size(), false);
}

NoteRows Notes::set(std::size_t index) {
    const std::size_t number = index + 1;
    NoteRows note;
    Flow flow(state_, [&note](Row&& row) { note.rows.push_back(std::move(row)); });
    TagTree& tags = state_.context.tags;
    Scope outer = scope_;
    outer.tag = flow.tag(TagKind::Note, scope_);
    tags.tags[outer.tag].id = fmt::format("fn-{}", number);
    Scope label_scope = outer;
    label_scope.tag = flow.tag(TagKind::Lbl, outer);
    ParagraphStyle style = paragraph_style(label_scope, state_.context.tokens);
    style.tag = flow.tag(TagKind::Link, label_scope);
    Line label = set_label(std::to_string(number), style, state_.context);
    const double gap = kNumberGap * scope_.size;
    const double column = std::max(kNumberColumn * scope_.size, label.width + gap);
    LinkArea back;
    back.rect = {0, -scope_.size, label.width, scope_.size * 1.25};
    back.destination = fmt::format("fnref-{}", number);
    back.contents = labels_for(state_.context.lang).back_to_text;
    back.tag = style.tag;
    label.links.push_back(std::move(back));
    outer.right_to_left = runs_right_to_left(document_.notes[index].children).value_or(false);
    const double x =
        outer.right_to_left ? outer.x + outer.width - column + gap : column - gap - label.width;
    flow.add_label(std::move(label), x);
    flow.add_destination(fmt::format("fn-{}", number));
    flow.space(scope_.leading / 6);
    const Scope body = indented(outer, column);
    set_blocks(flow, document_.notes[index].children, body);
    if (flow.has_labels()) push_labels(flow, outer);
    flow.finish();
    return note;
}

void Notes::attach(Row& row) {
    // The list grows while notes mark further notes.
    std::vector<std::size_t> wanted = std::move(row.note_refs);
    row.note_refs.clear();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::size_t index = wanted[i];
        if (index >= done_.size() || done_[index]) continue;
        done_[index] = true;
        NoteRows note = set(index);
        for (Row& one : note.rows) {
            wanted.insert(wanted.end(), one.note_refs.begin(), one.note_refs.end());
            one.note_refs.clear();
        }
        row.notes.push_back(std::move(note));
    }
}

}  // namespace inkstone::layout
