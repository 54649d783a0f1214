// SPDX-License-Identifier: Apache-2.0
// The rule texts behind css.hpp.
#pragma once

#include <string_view>

namespace inkstone::html {

/// Layout and colour of a standalone page.
extern const std::string_view kPageRules;
/// Faces and measure by language, for the page only: a book keeps its reader's faces.
extern const std::string_view kPageLanguageRules;
/// Line breaking, spacing and emphasis by language, for page and book (EP8).
extern const std::string_view kLanguageRules;
/// What MathML Core leaves to CSS, for pages and books that have formulas.
extern const std::string_view kMathRules;
extern const std::string_view kPrintRules;
extern const std::string_view kBookRules;

}  // namespace inkstone::html
