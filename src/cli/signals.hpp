// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and its like become a cancel flag that every stage looks at.
#pragma once

#include <atomic>

namespace inkstone::cli {

/// Catches SIGINT, SIGTERM and SIGHUP once each (a second one ends the process at once) and makes
/// a closed pipe or a file size limit an ordinary write error. The flag is set by the first signal.
/// Signals that the parent ignores (nohup) stay ignored.
const std::atomic<bool>& catch_signals();

/// When a signal came: ends the process by that signal, as the shell expects. Otherwise returns.
void end_by_caught_signal();

}  // namespace inkstone::cli
