// SPDX-License-Identifier: Apache-2.0
// `-V key=value`: pandoc's names for options of the look.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "inkstone/options.hpp"
#include "inkstone/result.hpp"

namespace inkstone::cli {

/// Adds what `variables` ("key=value" or "key:value") stand for to `options` (where the name is not
/// there yet) and `metadata`. `geometry` takes margin, top, right, bottom and left, the paper too
/// (`geometry=a5paper,margin=2cm`). Variables of LaTeX's own looks (colorlinks, linestretch, …) are
/// passed over. Errors (Usage): any other name, with the nearest known one.
Result<void> take_variables(const std::vector<std::string>& variables,
                            OptionValues& options,
                            std::vector<std::pair<std::string, std::string>>& metadata);

/// Whether `-V name=…` is accepted and does nothing here.
bool is_ignored_variable(std::string_view name);

}  // namespace inkstone::cli
