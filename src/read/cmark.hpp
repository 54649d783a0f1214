// SPDX-License-Identifier: Apache-2.0
// The one door to cmark-gfm: included by files of this room only. Handles, the guarded parse, and
// readers for what its nodes hold.
#pragma once

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/ast.hpp"
#include "src/read/markdown.hpp"

// The node types that the extensions register; the library exports them without a header.
extern "C" {
extern cmark_node_type CMARK_NODE_STRIKETHROUGH;
extern cmark_node_type CMARK_NODE_TABLE;
extern cmark_node_type CMARK_NODE_TABLE_ROW;
extern cmark_node_type CMARK_NODE_TABLE_CELL;
}

namespace inkstone::read {

template <class T, void (*Free)(T*)>
struct CmarkFree {
    void operator()(T* handle) const noexcept { Free(handle); }
};
using NodeHandle = std::unique_ptr<cmark_node, CmarkFree<cmark_node, cmark_node_free>>;
using IterHandle = std::unique_ptr<cmark_iter, CmarkFree<cmark_iter, cmark_iter_free>>;

/// Parses UTF-8 (ill-formed bytes become U+FFFD). Callable from several threads: one waits for the
/// other.
NodeHandle parse_with_cmark(std::string_view text, const Extensions& on);

std::string to_string(const cmark_chunk& chunk);

inline cmark_node_type type_of(const cmark_node* node) {
    return static_cast<cmark_node_type>(node->type);
}

/// The type as a number: the enumeration is open (extensions add types while the program runs).
inline unsigned kind_of(const cmark_node* node) {
    return node->type;
}

inline bool is_break(const cmark_node* node) {
    return node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK;
}

/// True for a list item of the task-list extension.
bool is_task(const cmark_node* item);

/// Alignment of each column of a table node.
std::vector<Alignment> column_alignments(cmark_node* table);

/// 0-based number of the note that a footnote reference points to.
std::size_t note_index(const cmark_node* reference);

}  // namespace inkstone::read
