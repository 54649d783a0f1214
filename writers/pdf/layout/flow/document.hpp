// SPDX-License-Identifier: Apache-2.0
// The entry of flow: a whole document becomes pages.
#pragma once

#include "inkstone/ast.hpp"
#include "writers/pdf/layout/context.hpp"
#include "writers/pdf/layout/flow/page_builder.hpp"

namespace inkstone::layout {

/// Sets title block, blocks and notes of `document` and gives each page to `on_page` when it is
/// final. context.tags must be layout.tags. Errors: what `guard` and `on_page` return.
Result<void> flow_document(const Document& document,
                           Context& context,
                           Layout& layout,
                           const PageGuard& guard,
                           const PageConsumer& on_page);

}  // namespace inkstone::layout
