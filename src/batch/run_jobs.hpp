// SPDX-License-Identifier: Apache-2.0
// Many jobs on worker processes: each may take its time, its memory and its life, and no other.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "src/batch/outcome.hpp"
#include "src/batch/plan.hpp"

namespace inkstone::batch {

struct RunLimits {
    std::size_t workers = 1;
    double timeout = 0;            ///< seconds for one document; 0: no bound
    std::uint64_t max_memory = 0;  ///< bytes for one document; 0: no bound
};

/// What the caller does while the run goes on; all are called in its own process and thread.
struct RunEvents {
    /// A job ended; in the order in which they end. False stops the run: nothing new is begun.
    std::function<bool(std::size_t index, const Outcome& outcome)> done;
    /// The same jobs in their own order.
    std::function<void(std::size_t index, const Outcome& outcome)> deliver;
    /// About ten times a second.
    std::function<void()> tick;
};

/// Runs `work` for every job, at most `limits.workers` at a time, each in a forked process that
/// serves many jobs and is replaced when it dies. A job whose process crashed, took too long or
/// too much memory is a failed one. When `cancel` is set the workers are stopped, unfinished jobs
/// are not reported, and the call returns.
void run_jobs(const std::vector<Job>& jobs,
              const RunLimits& limits,
              const std::function<Outcome(const Job&)>& work,
              const RunEvents& events,
              const std::atomic<bool>& cancel);

}  // namespace inkstone::batch
