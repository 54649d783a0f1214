// SPDX-License-Identifier: Apache-2.0
// A run of HTML blocks and the Markdown between them, through the HTML parser, into blocks.
#pragma once

#include <optional>

#include "inkstone/ast.hpp"
#include "src/read/html_ast.hpp"

namespace inkstone::read {

/// nullopt leaves `part` as it was: it is for programs, or nested too deeply. Markdown blocks are
/// given to `resolver` at the depth that they get.
std::optional<Blocks> convert_html(Blocks& part, int depth, int max_depth, HtmlResolver& resolver);

}  // namespace inkstone::read
