// SPDX-License-Identifier: Apache-2.0
// Links of wikis: `[[Page]]`, `[[Page|text]]`, `[[Page#Heading]]`, `[[#Heading]]`. cmark reads
// brackets itself, so that the first one is marked before the parse by a control byte.
#pragma once

#include <string>
#include <string_view>

#include "src/read/cmark.hpp"

namespace inkstone::read {

/// Marks the wikilinks of `text` in `marked`, a copy of it with other marks (empty: none yet). Not
/// taken for one: brackets around no letter, around blanks (`[[ -f x ]]`), around the label of a
/// reference, before `(` or `[`, after a letter or `!`.
void mark_wikilinks(std::string_view text, std::string& marked);

/// The extension that reads the marks: a link to the page's file, whose name gets ".md" when it has
/// no extension of its own. Spaces become "%20", a heading its slug.
cmark_syntax_extension* wikilink_extension();

/// Puts the bracket back where a mark is left.
void restore_wikilink_marks(cmark_chunk& chunk);

}  // namespace inkstone::read
