// SPDX-License-Identifier: Apache-2.0
// The page of a document: paper by option, then front matter, then language. Shared by the pdf
// writer and the pages dump, which must show the same pages.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "writers/pdf/layout/tokens.hpp"

namespace inkstone::pdf {

/// Names of paper that options may give, as in OptionSpec::choices.
inline constexpr std::string_view kPaperChoices = "auto|a4|letter";

/// Tokens for `document`. `paper` is one of kPaperChoices; with "auto" the front matter key
/// `papersize` decides (unknown names are warned about), then the language.
layout::Tokens page_tokens(const Document& document,
                           std::string_view paper,
                           Diagnostics& diagnostics);

}  // namespace inkstone::pdf
