// SPDX-License-Identifier: Apache-2.0
// Counters of the service, and their text for /metrics (Prometheus text format 0.0.4).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace inkstone::serve {

/// Safe to use from several threads.
class Metrics {
public:
    /// A request was answered after `seconds`; `bytes` left.
    void count(int status, double seconds, std::size_t bytes);
    void count_lost_worker();
    [[nodiscard]] std::string text(std::size_t in_flight) const;

private:
    static constexpr std::array<double, 8> kBounds{0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30};
    mutable std::mutex mutex_;
    std::map<int, std::uint64_t> by_status_;
    std::array<std::uint64_t, kBounds.size() + 1> by_time_{};
    double seconds_ = 0;
    std::uint64_t requests_ = 0, bytes_ = 0, lost_workers_ = 0;
};

}  // namespace inkstone::serve
