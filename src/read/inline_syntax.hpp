// SPDX-License-Identifier: Apache-2.0
// Marks `==x==`, subscripts `H~2~O`, superscripts `m^2^` and braces of attributes, as extensions of
// cmark-gfm. All are read narrowly: what people write for other reasons (`a == b`, `1~3`, `2^3 or
// 4^5`, `{{ x }}`) stays text.
#pragma once

#include <string_view>

#include "src/read/cmark.hpp"
#include "src/read/extensions.hpp"

namespace inkstone::read {

/// Attaches the extensions that `text` has use for. Before strikethrough, whose `~` they share;
/// under the parse lock.
void attach_inline_syntax(cmark_parser* parser, std::string_view text, const Extensions& on);

}  // namespace inkstone::read
