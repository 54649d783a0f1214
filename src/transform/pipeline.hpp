// SPDX-License-Identifier: Apache-2.0
// The ordered list of passes between reading and writing.
#pragma once

#include <string>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "src/read/markdown.hpp"

namespace inkstone::transform {

struct Context {
    Diagnostics& diagnostics;
    read::Format format;
    /// Wins over front matter and guess when not empty.
    std::string lang;
    /// Input name without folder and extension: the last fallback for the title.
    std::string fallback_title;
};

/// Runs every pass that the dialect calls for: alerts, document language, language of blocks, soft
/// breaks between CJK letters, language of runs, title, heading ids, links to them.
void run_pipeline(Document& document, Context& context);

}  // namespace inkstone::transform
