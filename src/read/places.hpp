// SPDX-License-Identifier: Apache-2.0
// Where the nodes of cmark's tree stand in the file, while the tree is walked in order.
#pragma once

#include <algorithm>
#include <cstdint>

#include "src/read/cmark.hpp"

namespace inkstone::read {

class Places {
public:
    /// `line_offset`: lines of the file before the first line of the text.
    explicit Places(std::uint32_t line_offset) : line_offset_(line_offset) {}

    [[nodiscard]] SourcePosition of(const cmark_node* node) const {
        const int line = node->start_line + line_shift_;
        if (line <= 0 || is_break(node)) return last_;
        return {static_cast<std::uint32_t>(line) + line_offset_,
                static_cast<std::uint32_t>(std::max(node->start_column, 1))};
    }

    // Breaks and padded cells have no position of their own: they stand where the last leaf ended.
    void remember_end(const cmark_node* node) {
        const int line = node->end_line + line_shift_;
        if (line <= 0 || is_break(node)) return;
        last_ = {static_cast<std::uint32_t>(line) + line_offset_,
                 static_cast<std::uint32_t>(std::max(node->end_column, 0)) + 1};
    }

    /// When a table ends a paragraph, cmark-gfm counts the paragraph's lines from 0 and gives the
    /// table the line where the paragraph began.
    void shift_lines(const cmark_node* node) {
        const cmark_node* next = node->next;
        const cmark_node* previous = node->prev;
        if (type_of(node) == CMARK_NODE_PARAGRAPH && node->start_line == 0 && next != nullptr) {
            line_shift_ = next->start_line;
        } else if (type_of(node) == CMARK_NODE_TABLE && previous != nullptr &&
                   previous->start_line == 0) {
            line_shift_ = static_cast<int>(last_.line - line_offset_) + 1 - node->start_line;
        }
    }
    /// The shift ends with the paragraph, or with the head row of the table.
    void unshift_lines(const cmark_node* node) {
        const cmark_node_type type = type_of(node);
        if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_TABLE_ROW) line_shift_ = 0;
    }

private:
    std::uint32_t line_offset_;
    SourcePosition last_;
    int line_shift_ = 0;
};

}  // namespace inkstone::read
