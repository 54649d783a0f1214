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

/// True for `\newpage`, `\pagebreak` or `\clearpage` alone in a paragraph.
bool is_page_command(const Inlines& paragraph);

/// Replaces empty elements with `page-break-after: always` or class `page-break` among sibling
/// blocks by PageBreak and drops HTML comments.
void resolve_block_html(Blocks& siblings);

}  // namespace inkstone::read
