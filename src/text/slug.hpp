// SPDX-License-Identifier: Apache-2.0
// Anchor names of headings as GitHub makes them, for every script.
#pragma once

#include <string>
#include <string_view>

namespace inkstone::text {

/// Lower case; letters, marks, decimal and letter numbers, connector punctuation and '-' are kept,
/// U+0020 becomes '-', all else is dropped (output requirements HT3). May be empty.
std::string heading_slug(std::string_view utf8);

}  // namespace inkstone::text
