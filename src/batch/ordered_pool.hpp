// SPDX-License-Identifier: Apache-2.0
// Many independent jobs on several threads, results in job order.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace inkstone::batch {

/// Runs `work(index)` for every index below `count` on up to `threads` threads, and hands each
/// result to `deliver(index, result)` on the calling thread, in order of index. `deliver` returns
/// false to stop: jobs not yet begun are then dropped. With one thread everything happens in the
/// calling thread. `work` must not throw and must be callable from several threads at once.
/// @return how many results were delivered
template <class Work, class Deliver>
std::size_t run_ordered(std::size_t count, std::size_t threads, Work&& work, Deliver&& deliver) {
    using Made = decltype(work(std::size_t{0}));
    if (threads <= 1 || count <= 1) {
        for (std::size_t index = 0; index < count; ++index) {
            if (!deliver(index, work(index))) return index + 1;
        }
        return count;
    }

    std::mutex mutex;
    std::condition_variable finished;
    std::vector<std::optional<Made>> outcomes(count);
    std::size_t next = 0;
    bool stopped = false;
    const auto loop = [&] {
        while (true) {
            std::unique_lock lock(mutex);
            if (stopped || next == count) return;
            const std::size_t index = next++;
            lock.unlock();
            Made outcome = work(index);
            lock.lock();
            outcomes[index].emplace(std::move(outcome));
            finished.notify_one();
        }
    };
    std::vector<std::thread> pool;
    pool.reserve(std::min(threads, count));
    while (pool.size() < std::min(threads, count)) pool.emplace_back(loop);

    std::size_t delivered = 0;
    while (delivered < count && !stopped) {
        std::unique_lock lock(mutex);
        finished.wait(lock, [&] { return outcomes[delivered].has_value(); });
        Made outcome = std::move(*outcomes[delivered]);
        outcomes[delivered].reset();
        lock.unlock();
        const bool go_on = deliver(delivered, std::move(outcome));
        ++delivered;
        if (go_on) continue;
        lock.lock();
        stopped = true;
    }
    for (std::thread& thread : pool) thread.join();
    return delivered;
}

}  // namespace inkstone::batch
