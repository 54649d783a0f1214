// SPDX-License-Identifier: Apache-2.0
// From Markdown text to blocks and notes: the step of read_markdown that cmark-gfm does.
// Implemented in markdown.cpp, the only file that includes cmark-gfm.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "src/read/markdown.hpp"

namespace inkstone::read {

/// First and last line (1-based, both inside) of a block whose text is not Markdown.
using LineRange = std::pair<std::uint32_t, std::uint32_t>;

struct TreeOptions {
    Format format;
    /// Limits::max_nesting; 0 and larger values mean kDeepestNesting.
    int max_nesting = 200;
    /// Lines of the file before the first line of the text (front matter).
    std::uint32_t line_offset = 0;
};

/// The nesting that no option can exceed: recursive visitors of the tree must not run out of
/// stack, with about 2 kB a level in the largest of them.
inline constexpr int kDeepestNesting = 1000;

struct Tree {
    Blocks blocks;
    std::vector<Note> notes;
    /// Code and HTML blocks in source order, where "[^x]:" is no note.
    std::vector<LineRange> literal_lines;
};

/// Parses `text` (at most 2^30 bytes) and builds the tree. Never fails; what is nested deeper than
/// the limit is set flat, with one warning.
Tree build_tree(std::string_view text, const TreeOptions& options, Diagnostics& diagnostics);

}  // namespace inkstone::read
