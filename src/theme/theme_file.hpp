// SPDX-License-Identifier: Apache-2.0
// A theme as a YAML file: token names with values, over a built-in theme named by `extends`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inkstone/diagnostics.hpp"
#include "inkstone/result.hpp"
#include "src/theme/theme.hpp"

namespace inkstone::theme {

/// Reads a theme. Tokens may be written flat (`color.text: "#222"`) or nested. A colour is one
/// value, or `{light:, dark:}`. Errors (Usage) name `file`:line:column: ill-formed YAML, a token
/// that is none (with the nearest name as hint), a value that does not fit.
Result<Theme> parse_theme(std::string_view yaml, const std::string& file);

/// One token for listings: its name and what its value may be.
struct TokenFact {
    std::string name;
    std::string value;
};
std::vector<TokenFact> token_facts();

}  // namespace inkstone::theme
