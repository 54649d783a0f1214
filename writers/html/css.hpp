// SPDX-License-Identifier: Apache-2.0
// Style sheets made from the design tokens of src/theme, those that the PDF is set by (output
// requirements section 3, HT4, EP8).
#pragma once

#include <string>

#include "src/theme/look.hpp"

namespace inkstone::html {

/// The style sheet of a standalone page: tokens as custom properties, light and dark scheme, print
/// rules, typography by language.
std::string page_style(const theme::Look& look);

/// The style sheet of a book: relative units, no body size or colour, what readers of books keep.
std::string book_style(const theme::Look& look);

/// Follows either of them where the text has formulas: other documents stay as small as they are.
std::string_view math_style();

}  // namespace inkstone::html
