// SPDX-License-Identifier: Apache-2.0
// What a node of cmark's tree stands for when it is none of cmark's own kinds. Node types that an
// extension registers are refused inside table cells, so that a built-in type carries a tag.
#pragma once

#include <cstdint>

#include "src/read/cmark.hpp"

namespace inkstone::read {

enum class NodeTag : std::uint8_t {
    None,
    Mark,       ///< on STRONG
    Subscript,  ///< on CODE, as are the next two; the literal is the text
    Superscript,
    Attributes,  ///< the literal is the source, with its braces
    Definition,  ///< on BLOCK_QUOTE
};

void set_tag(cmark_node* node, NodeTag tag);
NodeTag tag_of(const cmark_node* node);

}  // namespace inkstone::read
