// SPDX-License-Identifier: Apache-2.0
// Says which note definitions of the source no mark points to: the parser drops them unsaid.
//
// Their text is lost to the document, as it is with GitHub and pandoc: only the warning names the
// line. To keep it, the definitions would have to be parsed a second time with a mark for each and
// hung on Document::notes with `references` 0, and every writer would need a place for notes that
// nothing leads to. Nobody who forgets a mark wants the note printed unasked; they want to be told.
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
