// SPDX-License-Identifier: Apache-2.0
// The `convert` command from arguments to exit code.
#pragma once

#include <string>
#include <vector>

namespace inkstone::cli {

/// Stable exit codes; where several apply, the first of: usage, output, failed, warnings.
enum ExitCode : int { ExitOk = 0, ExitFailed = 1, ExitUsage = 2, ExitWarnings = 3, ExitOutput = 4 };

/// Runs the command with the arguments after the program's name. Prints to standard output and
/// standard error.
int run(const std::vector<std::string>& typed);

}  // namespace inkstone::cli
