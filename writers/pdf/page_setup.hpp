// SPDX-License-Identifier: Apache-2.0
// The page of a document: its look by option, then front matter, then language. Shared by the pdf
// writer and the pages dump, which must show the same pages.
#pragma once

#include <array>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/options.hpp"
#include "inkstone/result.hpp"
#include "writers/pdf/layout/tokens.hpp"

namespace inkstone::pdf {

/// The options of contents pages, for the tables of writers that have pages.
inline constexpr std::array<OptionSpec, 2> kContentsOptions{{
    {"toc", OptionKind::Flag, "false", "", "contents; a PDF has them unasked when it is long"},
    {"toc-depth", OptionKind::Integer, "3", "", "levels of headings in the contents (1 to 6)"},
}};

/// Tokens for `document` under the look and the contents that `values` (names of
/// theme::kLookOptions and kContentsOptions) and its front matter ask for. Errors: see
/// theme::make_look and layout::make_tokens.
Result<layout::Tokens> page_tokens(const Document& document,
                                   const OptionValues& values,
                                   Diagnostics& diagnostics);

}  // namespace inkstone::pdf
