// SPDX-License-Identifier: Apache-2.0
// Emphasis beside CJK text: the CommonMark CJK-friendly amendments, with cmark-gfm as the parser.
//
// CommonMark lets `**` open or close by the characters around it and takes 。 or 「 for punctuation
// that must have a space on its other side, which CJK text never has. Before the parse each run
// of `*`, `_` or `~` that the amended rule decides otherwise is marked by control bytes of the same
// length; a syntax extension turns them into ordinary delimiters with the right flanks, so that
// cmark's own algorithm pairs them; after the parse the marks that became no delimiter (code, raw
// HTML, addresses) are put back.
#pragma once

#include <string>
#include <string_view>

#include "src/read/cmark.hpp"

namespace inkstone::read {

/// `text` (clean UTF-8) with every run marked that the amended rule decides otherwise; same length,
/// same line ends. Empty when there is none, or when the text has such control bytes of its own.
std::string mark_cjk_emphasis(std::string_view text);

/// The extension that reads the marks. Owned by this file; to be attached under the parse lock.
cmark_syntax_extension* cjk_emphasis_extension();

/// Puts the delimiters back where marks are left.
void restore_emphasis_marks(cmark_chunk& chunk);

/// Whether a run of delimiters may open and close (CommonMark 6.2).
struct Flanks {
    bool can_open = false;
    bool can_close = false;
    bool operator==(const Flanks&) const = default;
};

/// The flanks of the run [begin, end) by the amended rule.
Flanks cjk_flanks(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace inkstone::read
