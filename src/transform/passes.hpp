// SPDX-License-Identifier: Apache-2.0
// The passes between reading and writing, one file each. Order and choice: pipeline.cpp.
#pragma once

#include "inkstone/ast.hpp"
#include "src/transform/pipeline.hpp"

namespace inkstone::transform {

/// Makes an Alert of each block quote whose first line is `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`,
/// `[!WARNING]` or `[!CAUTION]` (in any case, alone on its line, with content after it). Comes
/// first, because the mark is no prose.
void alerts(Document& document, Context& context);

/// Sets meta.lang, which is never empty afterwards: Context::lang, front matter, a guess from prose
/// (code and URLs do not count), "en". A bare "zh" is made zh-Hans, zh-Hant or zh-HK by the text
/// (output requirements LG3, LG4).
void document_language(Document& document, Context& context);

/// Sets Block::lang where a block's own letters say another language than the document's, on the
/// outermost block that is wholly in it (LG2). Needs meta.lang.
void block_languages(Document& document, Context& context);

/// Removes a soft break between CJK letters, full-width punctuation and wide ambiguous marks; the
/// others stay for one space (SP1). Needs Block::lang.
void soft_breaks(Document& document, Context& context);

/// Wraps runs of another language inside a block into Span{lang}: CJK and Hangul in Latin blocks;
/// Latin from two words on, and Hangul, in CJK blocks (LG2). Needs Block::lang.
void run_languages(Document& document, Context& context);

/// Sets meta.title, which is never empty afterwards (MD4): front matter, first H1, a wholly bold
/// paragraph that stands first, first heading, file name.
void title(Document& document, Context& context);

/// Gives every heading an id by GitHub's rule, unique in the document; explicit ids win (HT3).
void heading_ids(Document& document, Context& context);

/// Points each link of the form `#fragment` at an id of the document: as typed, percent-decoded, in
/// NFC, or by the GitHub slug of the fragment; its url is then "#" and the id itself. Warns once
/// for each fragment that has no target ("broken-link") and leaves its links. Needs heading ids.
void internal_links(Document& document, Context& context);

}  // namespace inkstone::transform
