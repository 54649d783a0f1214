// SPDX-License-Identifier: Apache-2.0
// The page builder (page_builder.hpp). y runs from the top of the text area until a page is made.
#include "writers/pdf/layout/flow/page_builder.hpp"

#include <algorithm>
#include <utility>

namespace inkstone::layout {

namespace {

/// Between the text and the rule over the notes, and between the rule and the notes.
constexpr double kNoteSpace = 12;
constexpr double kNoteRuleGap = 5;
constexpr double kNoteRuleLength = 84;  // a fifth of the measure, as in printed books
/// Notes take at most this part of a page, unless they must stand with their marks.
constexpr double kNoteShare = 0.5;
/// Rows of a note that belong on the page of its mark (output requirements FN1).
constexpr std::size_t kNoteStart = 2;
/// Rounding: rows that miss the foot by less than this still fit.
constexpr double kSlack = 0.01;

double row_cost(const Row& row) {
    return row.space_before + row.height;
}

}  // namespace

PageBuilder::PageBuilder(const Tokens& tokens, Layout& layout, Setup setup)
    : tokens_(tokens), layout_(layout), setup_(std::move(setup)), height_(tokens.text_height()) {}

double PageBuilder::area_with(double notes) const {
    return notes > 0 ? notes + kNoteSpace + kNoteRuleGap : 0;
}

/// Height of notes that must stand on this page when `notes` come after `queued` points of earlier
/// ones: those whole, and the beginning of the last.
double PageBuilder::note_need(const std::vector<NoteRows>& notes, double& queued) const {
    double need = reserved_height_;
    for (const NoteRows& note : notes) {
        need = queued;
        for (std::size_t i = 0; i < note.rows.size(); ++i) {
            const double cost = row_cost(note.rows[i]);
            if (i < kNoteStart) need += cost;
            queued += cost;
        }
    }
    return need;
}

PageBuilder::Fit PageBuilder::measure_group() const {
    Fit fit;
    Cursor cursor = stack_.cursor();
    for (const Row& edge : edges_) cursor = land(cursor, edge).after;
    double queued = notes_height_;
    double need = reserved_height_;
    for (const Row& row : group_) {
        cursor = land(cursor, row).after;
        if (!row.notes.empty()) need = note_need(row.notes, queued);
        if (cursor.foot() + area_with(need) > height_ + kSlack) break;
        ++fit.all;
        if (row.keep != Keep::Hard) fit.soft = fit.all;
    }
    return fit;
}

void PageBuilder::push(Row&& row) {
    if (!good()) return;
    if (row.break_before) {
        place_group();
        if (!stack_.cursor().empty) break_page();
    }
    if (row.edgeless && group_.empty()) {
        if (!stack_.cursor().empty) edges_.push_back(std::move(row));
        return;
    }
    const bool closes = row.keep == Keep::None;
    group_height_ += row_cost(row);
    group_.push_back(std::move(row));
    if (closes) {
        place_group();
    } else if (group_height_ > height_) {
        split_group(height_);
    }
}

void PageBuilder::place_group() {
    if (group_.empty()) return;
    if (measure_group().all < group_.size() && !stack_.cursor().empty && group_height_ <= height_) {
        break_page();
    }
    split_group(0);
}

/// Puts rows of the group on pages until at most `until` points of it are left.
void PageBuilder::split_group(double until) {
    while (good() && !group_.empty() && group_height_ > until) {
        const Fit fit = measure_group();
        if (fit.all == group_.size()) {
            if (until > 0) return;  // fits after all: the rest of the group may too
            commit(fit.all);
        } else if (fit.soft > 0) {
            commit(fit.soft);
            break_page();
        } else if (!stack_.cursor().empty) {
            break_page();
        } else {
            commit(std::max<std::size_t>(fit.all, 1));
            if (!group_.empty()) break_page();
        }
    }
}

void PageBuilder::commit(std::size_t count) {
    for (Row& edge : edges_) place(std::move(edge));
    edges_.clear();
    std::size_t owed = 0;
    for (std::size_t i = 0; i < count; ++i) {
        group_height_ -= row_cost(group_[i]);
        for (NoteRows& note : group_[i].notes) {
            owed = notes_.size() + std::min(kNoteStart, note.rows.size());
            for (Row& row : note.rows) {
                notes_height_ += row_cost(row);
                notes_.push_back(std::move(row));
            }
        }
        group_[i].notes.clear();
        place(std::move(group_[i]));
    }
    group_.erase(group_.begin(), group_.begin() + static_cast<std::ptrdiff_t>(count));
    settle_notes(owed, height_ * kNoteShare);
}

void PageBuilder::place(Row&& row) {
    const bool first = stack_.cursor().empty;
    const double top = land(stack_.cursor(), row).top;
    put_marks(row, top);
    if (first) page_section_ = section_;
    row.destinations.clear();
    row.heading_mark.reset();
    stack_.place(std::move(row));
}

void PageBuilder::put_marks(const Row& row, double y) {
    const double top = tokens_.margin_top + y;
    for (const RowDestination& one : row.destinations) {
        layout_.destinations.push_back({one.name, layout_.page_count, top + one.y});
    }
    if (!row.heading_mark) return;
    const HeadingMark& mark = *row.heading_mark;
    layout_.outline.push_back({mark.level, mark.title, layout_.page_count, top});
    if (mark.level <= 2) section_ = mark.title;
}

/// Gives notes their place: the first `owed` rows if there is room at all, further ones while the
/// notes stay below `cap`. Takes places back when the text has grown into them.
void PageBuilder::settle_notes(std::size_t owed, double cap) {
    const double room = height_ - std::max(stack_.cursor().foot(), 0.0);
    while (reserved_ > 0 && area_with(reserved_height_) > room + kSlack) {
        reserved_height_ -= row_cost(notes_[--reserved_]);
    }
    while (reserved_ < notes_.size()) {
        const double grown = reserved_height_ + row_cost(notes_[reserved_]);
        const bool alone = stack_.cursor().empty && reserved_ == 0;
        if (area_with(grown) > room + kSlack && !alone) break;
        if (reserved_ >= owed && grown > cap) break;
        reserved_height_ = grown;
        ++reserved_;
    }
}

void PageBuilder::break_page() {
    edges_.clear();
    settle_notes(0, height_);
    emit_page();
    stack_ = Stack{};
    settle_notes(0, height_ * kNoteShare);
}

void PageBuilder::emit_page() {
    state_ = setup_.guard(layout_.page_count);
    if (!good()) return;
    Page page;
    page.width = tokens_.page_width;
    page.height = tokens_.page_height;
    put_stack(page, stack_, tokens_.margin_top);
    put_notes(page);
    setup_.furniture(page, {layout_.page_count, page_section_});
    page_section_ = section_;
    ++layout_.page_count;
    state_ = setup_.on_page(std::move(page));
}

void PageBuilder::put_stack(Page& page, Stack& stack, double top) {
    stack.close();
    const double left = tokens_.margin_left;
    const double foot = tokens_.page_height - tokens_.margin_bottom;
    for (FilledRect one : stack.decoration()) {
        one.rect.x += left;
        one.rect.y += top;
        one.rect.height = std::min(one.rect.height, foot - one.rect.y);
        if (one.rect.height > 0) page.items.emplace_back(one);
    }
    for (PlacedRow& placed : stack.rows()) {
        for (Item& item : placed.row.items) {
            shift(item, left, top + placed.top);
            page.items.push_back(std::move(item));
        }
        for (LinkArea& link : placed.row.links) {
            shift(link, left, top + placed.top);
            page.links.push_back(std::move(link));
        }
    }
}

void PageBuilder::put_notes(Page& page) {
    if (reserved_ == 0) return;
    const double top = height_ - reserved_height_;
    const Rect rule{tokens_.margin_left,
                    tokens_.margin_top + top - kNoteRuleGap,
                    std::min(kNoteRuleLength, tokens_.measure()),
                    0.5};
    page.items.emplace_back(FilledRect{rule, tokens_.table_rule});
    Stack notes;
    for (; reserved_ > 0; --reserved_) {
        Row& row = notes_.front();
        notes_height_ -= row_cost(row);
        put_marks(row, top + land(notes.cursor(), row).top);
        notes.place(std::move(row));
        notes_.pop_front();
    }
    reserved_height_ = 0;
    put_stack(page, notes, tokens_.margin_top + height_ - notes.cursor().foot());
}

Result<void> PageBuilder::finish() {
    place_group();
    if (good() && (!stack_.cursor().empty || layout_.page_count == 0)) break_page();
    while (good() && !notes_.empty()) {
        settle_notes(0, height_);
        break_page();
    }
    return state_;
}

}  // namespace inkstone::layout
