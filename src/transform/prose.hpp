// SPDX-License-Identifier: Apache-2.0
// Prose of the tree for the language passes: running text without code, math, URLs, raw markup.
#pragma once

#include <string>
#include <string_view>

#include "inkstone/ast.hpp"
#include "src/text/language.hpp"

namespace inkstone::transform {

/// True for a link whose text is its own address (`<https://…>`, a bare URL, a mail address).
bool is_bare_url(const Link& link);

/// The prose of one flow; nodes that are no prose give one space, so that words do not join.
std::string prose_of(const Inlines& flow);

/// Adds the letters of a block's own flows and of all blocks inside it.
void count_prose(const Block& block, text::LetterCounts& counts);

/// Letters of the whole document, notes included.
text::LetterCounts count_prose(const Document& document);

/// zh, ja or ko, with or without subtags.
bool is_cjk_language(std::string_view tag);

/// The language of Latin text in a CJK document: `lang-secondary` of the metadata, else "en".
std::string secondary_language(const Metadata& meta);

}  // namespace inkstone::transform
