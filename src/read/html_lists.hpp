// SPDX-License-Identifier: Apache-2.0
// Lists of HTML: what <ul> and <ol> say, and lists written as tags within a line.
#pragma once

#include "inkstone/ast.hpp"
#include "src/read/html_element.hpp"

namespace inkstone::read {

/// The list that `element` (<ul> or <ol>) begins, without items.
List list_of(const HtmlElement& element);

/// Loose when an item has several paragraphs.
void set_tightness(List& list);

/// Paragraphs with lists written as tags between their inlines, as people do in the cells of
/// Markdown's tables, become the paragraphs and lists that they mean. A line whose list tags do not
/// pair, or that would nest deeper than `levels` below its siblings, stays as it is. Tags of inline
/// elements have been paired before (html_inlines.hpp). Linear time.
void split_at_lists(Blocks& siblings, int levels);

}  // namespace inkstone::read
