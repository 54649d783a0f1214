// SPDX-License-Identifier: Apache-2.0
// Stacking rows. land() says where a row would stand, Stack::place() puts it there and keeps the
// frames; both follow the same order: pads of frames that end, space between rows, pads and
// repeated headers of frames that begin, the row.
#include "writers/pdf/layout/flow/stack.hpp"

#include <utility>

namespace inkstone::layout {

namespace {

const Frame* parent_of(const Frame* frame) {
    return frame->parent.get();
}

/// The innermost frame that holds both (null when there is none).
const Frame* shared_frame(const Frame* a, const Frame* b) {
    while (a != b) {
        const int depth_a = a != nullptr ? a->depth : 0;
        const int depth_b = b != nullptr ? b->depth : 0;
        if (depth_a >= depth_b) a = parent_of(a);
        if (depth_b >= depth_a) b = parent_of(b);
    }
    return a;
}

double pads_below(const Frame* frame) {
    return frame != nullptr ? frame->total_bottom : 0;
}

double opening_height(const Frame* frame, const Frame* outer) {
    double height = 0;
    for (; frame != outer; frame = parent_of(frame)) {
        height += frame->pad_top + (frame->started ? frame->header_height : 0);
    }
    return height;
}

}  // namespace

Landing land(const Cursor& cursor, const Row& row) {
    const Frame* frame = row.frame.get();
    const Frame* shared = shared_frame(cursor.frame, frame);
    const double opening = opening_height(frame, shared);
    double top = opening;
    if (cursor.empty) {
        if (opening == 0) top = -row.trim_top;
    } else {
        top += cursor.y + pads_below(cursor.frame) - pads_below(shared) + row.space_before;
    }
    return {top, Cursor{top + row.height, row.trim_bottom, frame, false}};
}

void Stack::close_down_to(int depth) {
    while (!open_.empty() && open_.back().frame->depth > depth) {
        const OpenFrame& last = open_.back();
        const Frame& frame = *last.frame;
        y_ += frame.pad_bottom;
        if (frame.fill) {
            decoration_[last.slot].rect = {frame.x, last.top, frame.width, y_ - last.top};
        }
        if (frame.rule > 0) {
            const Rect rule{frame.x, y_ - frame.rule / 2, frame.width, frame.rule};
            decoration_.push_back({rule, frame.rule_color});
        }
        open_.pop_back();
    }
}

void Stack::add_header(const Frame& frame) {
    for (const Row& row : frame.header) {
        rows_.push_back({y_, row});
        y_ += row.height;
    }
}

void Stack::open_up_to(const FramePtr& frame, double gap, double trim_top) {
    std::vector<FramePtr> opening;
    const Frame* outer = open_.empty() ? nullptr : open_.back().frame.get();
    for (FramePtr one = frame; one.get() != outer; one = one->parent) opening.push_back(one);
    const double before = cursor_.empty ? 0 : gap;
    y_ += before;
    const double start = y_;
    while (!opening.empty()) {
        Frame& one = *opening.back();
        FilledRect ground{{}, one.fill.value_or(Color{}), one.radius, kNoTag, one.artifact};
        open_.push_back({opening.back(), y_, decoration_.size()});
        decoration_.push_back(ground);
        if (one.rule > 0) {
            const Rect rule{one.x, y_ - one.rule / 2, one.width, one.rule};
            decoration_.push_back({rule, one.rule_color});
        }
        y_ += one.pad_top;
        if (one.started) add_header(one);
        one.started = true;
        opening.pop_back();
    }
    if (cursor_.empty && y_ == start) y_ = -trim_top;
}

void Stack::place(Row&& row) {
    const Frame* shared = shared_frame(cursor_.frame, row.frame.get());
    close_down_to(shared != nullptr ? shared->depth : 0);
    open_up_to(row.frame, row.space_before, row.trim_top);
    const double top = y_;
    y_ += row.height;
    cursor_ = {y_, row.trim_bottom, row.frame.get(), false};
    rows_.push_back({top, std::move(row)});
}

void Stack::close() {
    close_down_to(0);
    std::vector<FilledRect> visible;
    for (FilledRect& one : decoration_) {
        const bool drawn = one.rect.width > 0 && one.rect.height > 0;
        if (drawn) visible.push_back(one);
    }
    decoration_ = std::move(visible);
}

}  // namespace inkstone::layout
