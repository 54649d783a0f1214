// SPDX-License-Identifier: Apache-2.0
// The metadata block at the head of a Markdown file: found, taken off, read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"

namespace inkstone::read {

/// The keys as typed, and how much of the file the block takes (0 bytes: there is none).
struct FrontMatter {
    MetaValue::Map entries;
    std::size_t bytes = 0;
    std::uint32_t lines = 0;
};

/// Reads the block at the start of `text` (no BOM, lines ended by LF): YAML between `---` and `---`
/// or `...`, TOML between `+++` lines (simple `key = value` lines only), JSON from a line `{` to a
/// line `}`. Bad YAML is salvaged line by line with a warning; a block that holds no key at all is
/// text. Bounds: 64 kB, depth 32, 10,000 values after aliases.
FrontMatter take_front_matter(std::string_view text, Diagnostics& diagnostics);

}  // namespace inkstone::read
