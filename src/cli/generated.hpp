// SPDX-License-Identifier: Apache-2.0
// The texts about options that packages and shells want, made from the same table as the parser:
// manual page, completions, and docs/options.md.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"

namespace inkstone::cli {

/// `kind`: man, bash, zsh, fish or markdown. Errors: Usage.
Result<std::string> generated_text(std::string_view kind,
                                   std::span<const WriterInfo* const> writers);

}  // namespace inkstone::cli
