// SPDX-License-Identifier: Apache-2.0
// `:smile:`: GitHub's names of emoji.
#pragma once

#include <string_view>

#include "src/read/cmark.hpp"

namespace inkstone::read {

/// The characters that the name (without colons) stands for; empty for an unknown one.
std::string_view emoji_named(std::string_view name);

/// Reads `:name:` that stands beside no ASCII letter or digit. To be attached before autolinks.
cmark_syntax_extension* emoji_extension();

}  // namespace inkstone::read
