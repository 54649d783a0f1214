// SPDX-License-Identifier: Apache-2.0
#include "src/cli/signals.hpp"

#include <csignal>

namespace inkstone::cli {

namespace {

// A signal handler has no other way to speak to the program than objects with static storage.
std::atomic<bool> cancel_flag{false};
std::atomic<int> caught_signal{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void on_signal(int number) {
    caught_signal.store(number);
    cancel_flag.store(true);
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
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    return cancel_flag;
}

void end_by_caught_signal() {
    const int number = caught_signal.load();
    if (number == 0) return;
    std::signal(number, SIG_DFL);
    std::raise(number);
}

}  // namespace inkstone::cli
