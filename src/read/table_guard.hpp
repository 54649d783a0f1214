// SPDX-License-Identifier: Apache-2.0
// Guards the parser against tables that are far larger than their source: a row is padded to the
// width of the head, and a row of n cells costs n² steps.
#pragma once

#include <string_view>

#include "inkstone/diagnostics.hpp"

namespace inkstone::read {

/// Where the first table of `text` stands that would cost more than a document may ask for: a line
/// of more than 1,024 cells below or above a delimiter row, or more than 524,288 padded cells in
/// all (the bound of later cmark-gfm versions). Line 0: there is none, tables can be parsed.
SourcePosition find_excessive_table(std::string_view text);

}  // namespace inkstone::read
