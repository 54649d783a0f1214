// SPDX-License-Identifier: Apache-2.0
#include "src/batch/worker.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

namespace inkstone::batch {

namespace {

/// Bytes of writable private memory that this process has (field 6 of proc_pid_statm(5)).
std::uint64_t data_bytes() {
    std::ifstream file("/proc/self/statm");
    std::array<std::uint64_t, 6> pages{};
    for (std::uint64_t& field : pages) file >> field;
    return pages.back() * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void limit_memory(std::uint64_t most) {
    if (most == 0) return;
    // Private writable memory only: mapped font files are shared and are not the document's.
    rlimit limit{};
    limit.rlim_cur = limit.rlim_max = data_bytes() + most;
    ::setrlimit(RLIMIT_DATA, &limit);
    // A crash for want of memory should not leave a core file for each document.
    rlimit none{};
    ::setrlimit(RLIMIT_CORE, &none);
}

[[noreturn]] void serve(int socket, const Handler& handler, std::uint64_t max_memory) {
    limit_memory(max_memory);
    std::string request;
    while (read_frame(socket, request)) {
        if (!write_frame(socket, handler(request))) break;
        // What one document took must not count against the next.
        if (max_memory != 0) ::malloc_trim(0);
    }
    // No destructors and no flushing: buffers and files are the parent's.
    ::_exit(0);
}

}  // namespace

Result<Worker> Worker::start(const Handler& handler,
                             std::uint64_t max_memory,
                             const std::function<void()>& prepare) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return fail(
            ErrorKind::Internal,
            fmt::format("no socket for a worker: {}", std::generic_category().message(errno)));
    }
    std::fflush(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) {
        const int reason = errno;
        ::close(ends[0]);
        ::close(ends[1]);
        return fail(
            ErrorKind::Internal,
            fmt::format("no process for a worker: {}", std::generic_category().message(reason)));
    }
    if (child == 0) {
        ::close(ends[0]);
        // A parent that is killed takes its workers along; it may be gone already.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(0);
        if (prepare) prepare();
        serve(ends[1], handler, max_memory);
    }
    ::close(ends[1]);
    return Worker(child, ends[0]);
}

Worker::Worker(Worker&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), socket_(std::exchange(other.socket_, -1)) {}

Worker& Worker::operator=(Worker&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(socket_, other.socket_);
    return *this;
}

Worker::~Worker() {
    end();
}

bool Worker::send(std::string_view request) {
    return write_frame(socket_, request);
}

Worker::Event Worker::receive(std::string& answer) {
    char probe = 0;
    const ssize_t count = ::recv(socket_, &probe, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return Event::Nothing;
    return count > 0 && read_frame(socket_, answer) ? Event::Answer : Event::Gone;
}

void Worker::interrupt() const noexcept {
    if (pid_ > 0) ::kill(pid_, SIGTERM);
}

std::string Worker::end() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    if (pid_ <= 0) return "ended";
    // Already dead when it crashed: the signal then changes nothing about what wait reports.
    ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    if (WIFSIGNALED(status)) {
        return fmt::format("signal {}, {}", WTERMSIG(status), ::strsignal(WTERMSIG(status)));
    }
    return fmt::format("exit code {}", WEXITSTATUS(status));
}

}  // namespace inkstone::batch
