// SPDX-License-Identifier: Apache-2.0
#include "src/cli/signals.hpp"

#include <unistd.h>

#include <csignal>

namespace inkstone::cli {

namespace {

// A signal handler has no other way to speak to the program than objects with static storage.
std::atomic<bool> cancel_flag{false};
std::atomic<int> caught_signal{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

/// Seconds that a run gets to stop by itself: it may be waiting for a pipe and not see the flag.
constexpr unsigned kGraceSeconds = 1;

void die_by(int number) {
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void on_alarm(int) {
    die_by(caught_signal.load());
}

// Calls async-signal-safe functions only (POSIX 2.4.3).
void on_signal(int number) {
    caught_signal.store(number);
    cancel_flag.store(true);
    ::alarm(kGraceSeconds);
}

}  // namespace

const std::atomic<bool>& catch_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    // No SA_RESTART: a read that waits for standard input must return.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction old {};
        const bool ignored = ::sigaction(number, nullptr, &old) == 0 && old.sa_handler == SIG_IGN;
        if (!ignored) ::sigaction(number, &action, nullptr);
    }
    std::signal(SIGALRM, on_alarm);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    return cancel_flag;
}

void end_by_caught_signal() {
    const int number = caught_signal.load();
    if (number != 0) die_by(number);
}

}  // namespace inkstone::cli
