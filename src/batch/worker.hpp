// SPDX-License-Identifier: Apache-2.0
// A process that does one piece of work at a time and may be killed: what a document does to it
// ends that document and nothing else. Made by fork(2) without exec, so that fonts and tables that
// the parent has already read are shared and start-up is paid once.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"
#include "src/batch/frame.hpp"

namespace inkstone::batch {

/// Answers one request; runs in the worker process. Must not throw.
using Handler = std::function<std::string(std::string_view request)>;

class Worker {
public:
    enum class Event { Nothing, Answer, Gone };

    /// Forks. The calling process should have one thread (what other threads hold locked stays
    /// locked in the child). `max_memory`: bytes that a piece of work may take beyond what the
    /// process has at its start; 0 means no bound. `prepare` runs in the worker before the first
    /// request. Errors: Internal, when the system gives no process.
    static Result<Worker> start(const Handler& handler,
                                std::uint64_t max_memory,
                                const std::function<void()>& prepare = {});

    Worker(Worker&& other) noexcept;
    Worker& operator=(Worker&& other) noexcept;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    /// Ends the process.
    ~Worker();

    /// Sends a request; false when the process is gone.
    [[nodiscard]] bool send(std::string_view request);
    /// Takes what has come, without waiting longer than for the rest of a started answer.
    Event receive(std::string& answer);
    /// Asks the process to stop at its next look at the cancel flag.
    void interrupt() const noexcept;
    /// Kills and buries the process, and says in words how it ended.
    std::string end();

    [[nodiscard]] int descriptor() const noexcept { return socket_; }
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }

private:
    Worker(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

    pid_t pid_ = -1;
    int socket_ = -1;
};

}  // namespace inkstone::batch
