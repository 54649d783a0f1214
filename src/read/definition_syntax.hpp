// SPDX-License-Identifier: Apache-2.0
// Definition lists of PHP Markdown Extra and pandoc: a term on a line of its own, and below it,
// with or without an empty line between, `: definition`.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"
#include "src/read/cmark.hpp"

namespace inkstone::read {

/// True when a line of the text begins with a colon and a blank.
bool has_definition_marks(std::string_view text);

/// The extension that opens a definition: a block quote with the tag Definition. Lines indented by
/// two columns or more go on with it.
cmark_syntax_extension* definition_extension();

/// Adds a definition behind its siblings: to the list that stands last among them, or to a new one
/// of which the last paragraph is the term. Without any of the two it stays a paragraph with its
/// colon.
void add_definition(Blocks& siblings, Blocks definition, SourcePosition position);

}  // namespace inkstone::read
