// SPDX-License-Identifier: Apache-2.0
// What is being made of an element's content: blocks, and the line of inlines after them.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"

namespace inkstone::read {

struct Flow {
    Blocks blocks;
    Inlines line;

    /// Text by HTML's rule: white space is one space, or one line end of the source.
    void text(std::string_view text, SourcePosition position);
    /// The line becomes a paragraph, if anything is in it.
    void end_line();
    void block(Block::Node&& node, SourcePosition position);
    void append(Blocks&& more);
};

/// White space alone.
bool is_blank(const Inline& node);
/// True when the first, or the last, node is only white space.
bool starts_blank(const Inlines& line);
bool ends_blank(const Inlines& line);

/// Drops blanks and line breaks at the ends, and blanks beside line breaks.
void tidy_line(Inlines& line);

/// The inlines of a flow for places that hold no blocks: paragraphs and headings follow each other.
Inlines flat_inlines(Flow&& flow);

}  // namespace inkstone::read
