// SPDX-License-Identifier: Apache-2.0
// Display formulas inside a paragraph.
#pragma once

#include <cstddef>
#include <vector>

#include "inkstone/ast.hpp"

namespace inkstone::read {

/// Appends a paragraph's `inlines` to `blocks` as paragraphs and formulas. `displays` are the
/// indices of the Math nodes that were written `$$…$$`. One with text on both sides in its line
/// stays inline.
void split_at_displays(Inlines&& inlines, const std::vector<std::size_t>& displays, Blocks& blocks);

}  // namespace inkstone::read
