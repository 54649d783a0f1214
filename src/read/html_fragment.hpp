// SPDX-License-Identifier: Apache-2.0
// Raw HTML inside Markdown into the AST: line breaks, comments, page breaks. What is not known here
// stays RawInline and RawBlock.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"

namespace inkstone::read {

enum class InlineHtml { Raw, LineBreak, Comment };

/// What one inline tag or comment stands for. `<br>` in all its spellings is a LineBreak.
InlineHtml classify_inline_html(std::string_view literal);

/// Replaces page-break forms among sibling blocks by PageBreak (`\newpage` or `\pagebreak` alone in
/// a paragraph; an empty element with `page-break-after: always` or class `page-break`) and drops
/// HTML comments.
void resolve_block_html(Blocks& siblings);

}  // namespace inkstone::read
