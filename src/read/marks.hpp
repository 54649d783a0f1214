// SPDX-License-Identifier: Apache-2.0
// Control bytes that stand for what cmark would read in its own way: they are set before the parse,
// claimed by a syntax extension while it runs, and put back after it wherever none claimed them
// (code, raw HTML, addresses). Lengths and columns stay as they were.
#pragma once

#include <string>
#include <string_view>

#include "src/read/cmark.hpp"
#include "src/read/extensions.hpp"

namespace inkstone::read {

/// `text` with the marks that the extensions call for, or an empty string when it needs none.
std::string set_marks(std::string_view text, const Extensions& on);

/// Puts the characters back in every literal of the finished tree that still holds marks.
void restore_marks(cmark_node* root);

}  // namespace inkstone::read
