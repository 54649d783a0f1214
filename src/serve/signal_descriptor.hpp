// SPDX-License-Identifier: Apache-2.0
// The signals that ask a long-running command to stop, as a descriptor for poll(2).
#pragma once

namespace inkstone::serve {

/// Blocks SIGTERM, SIGINT and SIGHUP (those that are not ignored) for this thread and what it
/// forks; readable when one has come.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    /// Takes one that has come; false when there is none.
    [[nodiscard]] bool take() const;

private:
    int descriptor_ = -1;
};

}  // namespace inkstone::serve
