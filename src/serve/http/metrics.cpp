// SPDX-License-Identifier: Apache-2.0
#include "src/serve/http/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace inkstone::serve {

void Metrics::count(int status, double seconds, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    ++by_status_[status];
    const auto* const bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
    ++by_time_[static_cast<std::size_t>(bound - kBounds.begin())];
    seconds_ += seconds;
    bytes_ += bytes;
    ++requests_;
}

void Metrics::count_lost_worker() {
    const std::lock_guard lock(mutex_);
    ++lost_workers_;
}

std::string Metrics::text(std::size_t in_flight) const {
    const std::lock_guard lock(mutex_);
    std::string out = "# TYPE inkstone_requests_total counter\n";
    const auto end = std::back_inserter(out);
    for (const auto& [status, count] : by_status_) {
        fmt::format_to(end, "inkstone_requests_total{{status=\"{}\"}} {}\n", status, count);
    }
    fmt::format_to(end, "# TYPE inkstone_request_seconds histogram\n");
    std::uint64_t below = 0;
    for (std::size_t index = 0; index < kBounds.size(); ++index) {
        below += by_time_[index];
        fmt::format_to(
            end, "inkstone_request_seconds_bucket{{le=\"{}\"}} {}\n", kBounds[index], below);
    }
    fmt::format_to(end,
                   "inkstone_request_seconds_bucket{{le=\"+Inf\"}} {}\n"
                   "inkstone_request_seconds_sum {:.6f}\n"
                   "inkstone_request_seconds_count {}\n"
                   "# TYPE inkstone_response_bytes_total counter\n"
                   "inkstone_response_bytes_total {}\n"
                   "# TYPE inkstone_workers_lost_total counter\n"
                   "inkstone_workers_lost_total {}\n"
                   "# TYPE inkstone_requests_in_flight gauge\n"
                   "inkstone_requests_in_flight {}\n",
                   requests_,
                   seconds_,
                   requests_,
                   bytes_,
                   lost_workers_,
                   in_flight);
    return out;
}

}  // namespace inkstone::serve
