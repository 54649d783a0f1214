// SPDX-License-Identifier: Apache-2.0
// Markdown into the AST, through cmark-gfm.
#pragma once

#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/options.hpp"
#include "inkstone/result.hpp"
#include "src/read/extensions.hpp"

namespace inkstone::read {

struct ReadOptions {
    Format format;
    Limits limits;
};

/// Reads input bytes: repairs the encoding, takes the front matter (Markdown dialect only), parses
/// the rest, builds the tree. Never fails for bad text; Errors: larger than max_input_bytes.
Result<Document> read_markdown(std::string_view bytes,
                               const ReadOptions& options,
                               Diagnostics& diagnostics);

}  // namespace inkstone::read
