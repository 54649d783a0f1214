// SPDX-License-Identifier: Apache-2.0
// The outline (bookmarks, ISO 32000-1 12.3.3): nested by level, open to level 2.
#pragma once

#include <vector>

#include "writers/pdf/haru/document.hpp"
#include "writers/pdf/layout/pages.hpp"
#include "writers/pdf/paint/links.hpp"

namespace inkstone::pdf::paint {

/// Writes the outline and gives its root; 0 when there are no entries. Entries that name a page
/// outside the document lead to the last one.
ObjectId write_outline(haru::Document& document,
                       const std::vector<layout::OutlineEntry>& entries,
                       const std::vector<PageInfo>& pages);

}  // namespace inkstone::pdf::paint
