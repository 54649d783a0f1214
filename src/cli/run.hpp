// SPDX-License-Identifier: Apache-2.0
// The `convert` command from arguments to exit code.
#pragma once

#include <string>
#include <vector>

namespace inkstone::cli {

/// Stable exit codes; where several apply, the first of: usage, output, failed, warnings.
enum ExitCode : int { kOk = 0, kFailed = 1, kUsage = 2, kWarnings = 3, kOutput = 4 };

/// Runs the command with the arguments after the program's name. Prints to standard output and
/// standard error.
int run(std::vector<std::string> arguments);

}  // namespace inkstone::cli
