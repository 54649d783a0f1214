// SPDX-License-Identifier: Apache-2.0
// The commands that run until they are told to stop.
#pragma once

#include "inkstone/convert.hpp"
#include "src/cli/arguments.hpp"
#include "src/cli/messages.hpp"

namespace inkstone::cli {

/// `--serve`: says its address on standard error and serves; the exit code.
int run_service(const Arguments& arguments, const Converter& converter, Messages& messages);

}  // namespace inkstone::cli
