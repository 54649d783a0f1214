// SPDX-License-Identifier: Apache-2.0
// The direction of blocks: labels, bars and columns stand on the side where reading begins.
#pragma once

#include <optional>

#include "inkstone/ast.hpp"
#include "writers/pdf/layout/flow/flow.hpp"

namespace inkstone::layout {

/// True for text that runs from right to left, by its first strong letter (UAX #9 P2, output
/// requirements TX6); nothing when it has none.
std::optional<bool> runs_right_to_left(const Inlines& inlines);
/// The same by the first text of the blocks that has a direction.
std::optional<bool> runs_right_to_left(const Blocks& blocks);

/// The alignment that puts a text at the side where its scope begins: left-to-right text inside a
/// right-to-left list stands at the right.
Align start_of(const Inlines& inlines, const Scope& scope);

}  // namespace inkstone::layout
