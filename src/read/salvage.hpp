// SPDX-License-Identifier: Apache-2.0
// What can be saved of a metadata block that its own parser refuses or that has none.
#pragma once

#include <cstdint>
#include <string_view>

#include "inkstone/ast.hpp"

namespace inkstone::read {

/// Reads a broken YAML block entry by entry: a line `key: value` at column 1 and the indented or
/// `- ` lines after it. An entry that YAML refuses keeps the rest of its line as typed, so that
/// `title: A: B` is "A: B". `first_line` is the file line of the block's first line.
MetaValue::Map salvage_yaml(std::string_view block, std::uint32_t first_line);

/// Reads the lines `key = value` of a TOML block: strings, bare values, one-line arrays; `[table]`
/// lines make maps.
MetaValue::Map salvage_toml(std::string_view block, std::uint32_t first_line);

}  // namespace inkstone::read
