// SPDX-License-Identifier: Apache-2.0
// Pairs of HTML tags with Markdown between them, within one list of inlines.
#pragma once

#include <functional>

#include "inkstone/ast.hpp"

namespace inkstone::read {

bool has_raw_html(const Inlines& list);

/// Makes nodes of the tags that have their partner in `list`; the others stay RawInline. Calls
/// `visit(node, depth, in_link)` for every node of the list that is not such a tag. Linear time;
/// tags nested deeper than `max_depth` are dropped and their content stays.
void pair_html(Inlines& list,
               int depth,
               int max_depth,
               bool in_link,
               const std::function<void(Inline&, int, bool)>& visit);

}  // namespace inkstone::read
