// SPDX-License-Identifier: Apache-2.0
// Requests to worker processes and answers back, in one thread: what a document does to its process
// ends that request and no other.
#pragma once

#include <poll.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "src/batch/run_jobs.hpp"
#include "src/batch/worker.hpp"
#include "src/serve/exchange.hpp"

namespace inkstone::serve {

class Dispatcher {
public:
    using Answer = std::function<Response(const Request&)>;
    using Deliver = std::function<void(std::string_view frame)>;

    /// Starts the workers. `answer` runs in them; `deliver` gets packed responses here.
    /// `forget` runs first in every worker and closes what only this process should hold.
    Dispatcher(const batch::RunLimits& limits,
               const Answer& answer,
               Deliver deliver,
               std::function<void()> forget);

    /// Takes a request as it came; it waits its turn.
    void add(const Request& request, std::string frame);
    /// Has every worker replaced before its next request: what they were forked with has changed.
    void renew();
    /// Adds what poll(2) should watch.
    void watch(std::vector<pollfd>& polled) const;
    /// Milliseconds until a request has had its time; -1: none is running.
    [[nodiscard]] int next_deadline() const;
    /// Delivers answers, ends what is overdue, begins what waits.
    void work();

private:
    using Clock = std::chrono::steady_clock;
    struct Slot {
        std::optional<batch::Worker> worker;
        bool busy = false;
        std::uint64_t id = 0;
        std::size_t served = 0;
        Clock::time_point started;
    };
    struct Waiting {
        std::uint64_t id;
        std::string frame;
    };

    void begin(Slot& slot);
    void look_at(Slot& slot);
    void lose(Slot& slot, int status, const Error& error);
    Result<void> revive(Slot& slot);
    [[nodiscard]] Clock::duration span() const;

    batch::RunLimits limits_;
    batch::Handler handler_;
    Deliver deliver_;
    std::function<void()> forget_;
    std::vector<Slot> slots_;
    std::deque<Waiting> waiting_;
};

}  // namespace inkstone::serve
