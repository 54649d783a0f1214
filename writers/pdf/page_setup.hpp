// SPDX-License-Identifier: Apache-2.0
// The page of a document: its look by option, then front matter, then language. Shared by the pdf
// writer and the pages dump, which must show the same pages.
#pragma once

#include <array>
#include <memory>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/options.hpp"
#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"
#include "writers/pdf/layout/tokens.hpp"

namespace inkstone::pdf {

/// The options of contents pages, for the tables of writers that have pages.
inline constexpr std::array<OptionSpec, 2> kContentsOptions{{
    {"toc", OptionKind::Flag, "false", "", "contents; a PDF has them unasked when it is long"},
    {"toc-depth", OptionKind::Integer, "3", "", "levels of headings in the contents (1 to 6)"},
}};

/// What the pages of one document are made with.
struct PageSetup {
    layout::Tokens tokens;
    std::shared_ptr<const fonts::Library> fonts;
};

/// Tokens and fonts for `document` under the look and the contents that `values` (names of
/// theme::kLookOptions and kContentsOptions) and its front matter ask for. A font family that is
/// not installed is a warning. Errors: see theme::make_look, layout::make_tokens and `fonts`.
Result<PageSetup> set_up_pages(const Document& document,
                               const OptionValues& values,
                               const std::shared_ptr<const fonts::Library>& fonts,
                               Diagnostics& diagnostics);

}  // namespace inkstone::pdf
