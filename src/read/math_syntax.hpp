// SPDX-License-Identifier: Apache-2.0
// Formulas in Markdown, by pandoc's rules: `$…$`, `$$…$$`, `\(…\)`, `` $`…`$ ``, and `\[…\]` on
// lines of its own. A syntax extension of cmark-gfm takes them before anything inside is read as
// Markdown.
//
// Inline formulas become code nodes and display formulas on lines of their own become code blocks,
// both told from real code by math_kind. cmark reads backslashes before any extension, and block
// starts (`- b`) before inlines, so the openers `\(` and the `$$` or `\[` that begin a line and are
// closed at a line's end in the same paragraph are marked by control bytes of the same length
// first.
#pragma once

#include <string>
#include <string_view>

#include "src/read/cmark.hpp"

namespace inkstone::read {

enum class MathKind { None, Inline, Display };

/// Marks openers in `marked`, or in a copy of `text` when `marked` is empty. Changes nothing in
/// text without such openers or with such control bytes of its own.
void mark_math(std::string_view text, std::string& marked);

/// The extension that reads formulas. To be attached under the parse lock, before each parse.
cmark_syntax_extension* math_extension();

/// Puts the openers back that the parse left in a literal.
void restore_math_marks(cmark_chunk& chunk);

/// What a code or code-block node stands for.
MathKind math_kind(const cmark_node* node);

/// TeX of a node that stands for a formula, without its delimiters and blanks around it.
std::string math_source(const cmark_node* node);

}  // namespace inkstone::read
