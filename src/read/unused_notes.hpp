// SPDX-License-Identifier: Apache-2.0
// Says which note definitions of the source no mark points to: the parser drops them unsaid.
#pragma once

#include <span>
#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "src/read/tree.hpp"

namespace inkstone::read {

/// Warns ("unused-note") for each line "[^label]:" of `text` that is neither the definition of one
/// of `tree.notes` nor inside code or HTML. `line_offset` as in TreeOptions.
void warn_unused_notes(std::string_view text,
                       std::uint32_t line_offset,
                       const Tree& tree,
                       Diagnostics& diagnostics);

}  // namespace inkstone::read
