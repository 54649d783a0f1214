// SPDX-License-Identifier: Apache-2.0
// `--shard I/N`: the part of a run that one of N machines does, the same on every machine.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "inkstone/result.hpp"
#include "src/batch/plan.hpp"

namespace inkstone::batch {

/// One of `count` parts. Counted modulo `count`, so that schedulers that number from 0 (Kubernetes)
/// and from 1 (most Slurm arrays) both cover every document exactly once: N/N is the same as 0/N.
struct Shard {
    std::uint32_t index = 0;
    std::uint32_t count = 1;
};

/// Reads "I/N", 0 <= I <= N, N >= 1. Errors: Usage.
Result<Shard> parse_shard(std::string_view text);

/// The part a path belongs to: a hash of the path as given, `./` and `..` worked out, so that it
/// depends on nothing but the name.
std::uint32_t shard_of(std::string_view path, std::uint32_t count);

/// Keeps the jobs of `shard`, in order.
std::vector<Job> select_shard(std::vector<Job> jobs, const Shard& shard);

}  // namespace inkstone::batch
