// SPDX-License-Identifier: Apache-2.0
// Where a document is cut into files (output requirements EP4).
#pragma once

#include <span>
#include <vector>

#include "inkstone/ast.hpp"

namespace inkstone::epub {

/// Cuts at the shallowest heading level, and at the next one too where the shallowest occurs once;
/// pieces above 250 kB again at their next level. What stands before the first heading is a piece
/// of its own, unless it shows nothing. Never empty; every block is in one piece, in order.
/// `level` other than 0: at every heading of that level or above instead.
std::vector<std::span<const Block>> split_chapters(const Document& document, int level = 0);

}  // namespace inkstone::epub
