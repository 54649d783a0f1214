// SPDX-License-Identifier: Apache-2.0
// The entry of layout: a Document becomes pages, one at a time.
#pragma once

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/writer.hpp"
#include "writers/pdf/layout/pages.hpp"
#include "writers/pdf/layout/tokens.hpp"

namespace inkstone::layout {

/// Lays out `document` and gives each page to `on_page` as soon as nothing can change it.
/// `layout` is filled as pages are made: when on_page runs, every tag of that page is in
/// layout.tags; outline and destinations are complete when the call returns.
/// Errors: missing fonts, max_pages, cancelled, and what on_page returns.
Result<void> lay_out(const Document& document,
                     const Tokens& tokens,
                     const fonts::Library& fonts,
                     const Environment& environment,
                     Diagnostics& diagnostics,
                     Layout& layout,
                     const PageConsumer& on_page);

}  // namespace inkstone::layout
