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
std::vector<std::span<const Block>> split_chapters(const Document& document);

}  // namespace inkstone::epub
