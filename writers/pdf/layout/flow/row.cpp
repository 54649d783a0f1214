// SPDX-License-Identifier: Apache-2.0
// Rows and frames: moving, joining and repeating them.
#include "writers/pdf/layout/flow/row.hpp"

#include <iterator>
#include <utility>
#include <variant>

namespace inkstone::layout {

namespace {

void shift_one(GlyphRun& run, double dx, double dy) {
    run.x += dx;
    run.baseline += dy;
}

template <class Box>
void shift_one(Box& box, double dx, double dy) {
    box.rect.x += dx;
    box.rect.y += dy;
}

template <class T>
void move_append(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

FramePtr make_frame(Frame frame, const FramePtr& parent) {
    frame.parent = parent;
    frame.depth = parent ? parent->depth + 1 : 1;
    frame.total_bottom = frame.pad_bottom + (parent ? parent->total_bottom : 0);
    return std::make_shared<Frame>(std::move(frame));
}

void shift(Item& item, double dx, double dy) {
    std::visit([dx, dy](auto& one) { shift_one(one, dx, dy); }, item);
}

void shift(LinkArea& link, double dx, double dy) {
    link.rect.x += dx;
    link.rect.y += dy;
}

void append_content(Row& to, Row&& from, double dx, double dy) {
    for (Item& item : from.items) shift(item, dx, dy);
    for (LinkArea& link : from.links) shift(link, dx, dy);
    for (RowDestination& destination : from.destinations) destination.y += dy;
    move_append(to.items, from.items);
    move_append(to.links, from.links);
    move_append(to.destinations, from.destinations);
    move_append(to.note_refs, from.note_refs);
    move_append(to.notes, from.notes);
    if (!to.heading_mark) to.heading_mark = std::move(from.heading_mark);
}

Row repeated(const Row& row) {
    Row copy;
    copy.height = row.height;
    copy.baseline = row.baseline;
    copy.space_before = row.space_before;
    copy.items = row.items;
    const auto to_artifact = [](auto& item) {
        item.tag = kNoTag;
        if (item.artifact == ArtifactKind::None) item.artifact = ArtifactKind::Pagination;
    };
    for (Item& item : copy.items) std::visit(to_artifact, item);
    return copy;
}

void keep_ends(std::vector<Row>& rows) {
    const std::size_t count = rows.size();
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (i == 0 || i + 2 == count) rows[i].keep = Keep::Hard;
    }
}

}  // namespace inkstone::layout
