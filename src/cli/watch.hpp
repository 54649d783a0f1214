// SPDX-License-Identifier: Apache-2.0
// `--watch` and `--preview`: convert, then again after every change, until told to stop.
#pragma once

#include <string>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/cli/arguments.hpp"
#include "src/cli/messages.hpp"

namespace inkstone::cli {

/// Runs until SIGINT, SIGTERM or SIGHUP; the exit code. `typed` is read again when a theme, a style
/// sheet or a defaults file changes, and when a document appears in a folder.
int run_watch(const std::vector<std::string>& typed,
              const Arguments& arguments,
              const Converter& converter,
              Messages& messages);

}  // namespace inkstone::cli
