// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and its like become a cancel flag that every stage looks at.
#pragma once

#include <atomic>

namespace inkstone::cli {

/// Catches SIGINT, SIGTERM and SIGHUP: the first one sets the flag; a second one, or a second of
/// time, ends the process whatever it is doing (unfinished outputs have no name, so nothing
/// remains). A closed pipe or a file size limit becomes an ordinary write error. Signals that the
/// parent ignores (nohup) stay ignored.
const std::atomic<bool>& catch_signals();

/// When a signal came: ends the process by that signal, as the shell expects. Otherwise returns.
void end_by_caught_signal();

}  // namespace inkstone::cli
