// SPDX-License-Identifier: Apache-2.0
// Text of inline nodes without markup: titles, bookmarks, alternative texts, heading ids.
#pragma once

#include <string>

#include "inkstone/ast.hpp"

namespace inkstone {

/// The text of `inlines` as a reader would say it: soft and hard breaks become one space, an image
/// its alt text, code and math their source; note marks, ruby annotations and raw markup nothing.
std::string plain_text(const Inlines& inlines);

/// The same, appended to `out`.
void append_plain_text(const Inlines& inlines, std::string& out);

}  // namespace inkstone
