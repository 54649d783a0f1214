// SPDX-License-Identifier: Apache-2.0
#include "src/batch/run_jobs.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "src/batch/output_file.hpp"
#include "src/batch/sandbox.hpp"
#include "src/batch/worker.hpp"

namespace inkstone::batch {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Longest wait between two looks at the clock and at the cancel flag.
constexpr milliseconds kTick{100};
/// Time that workers get to stop by themselves after a cancel, below the second after which the
/// signal handler ends the run.
constexpr milliseconds kGrace{300};

class Pool {
public:
    Pool(const std::vector<Job>& jobs,
         const RunLimits& limits,
         const std::function<Outcome(const Job&)>& work,
         const RunEvents& events)
        : jobs_(jobs), limits_(limits), events_(events) {
        handler_ = [&jobs, &work](std::string_view request) {
            const std::size_t index = std::stoul(std::string(request));
            return packed(work(jobs[index]));
        };
        writable_ = writable_places(jobs);
        slots_.resize(std::clamp<std::size_t>(limits.workers, 1, jobs.size()));
    }

    void run(const std::atomic<bool>& cancel) {
        while (!cancel.load()) {
            for (Slot& slot : slots_) begin_next(slot);
            const bool busy = std::any_of(
                slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.busy; });
            if (!busy) return;
            wait();
            if (events_.tick) events_.tick();
        }
        stop_all();
    }

private:
    struct Slot {
        std::optional<Worker> worker;
        std::size_t index = 0;
        bool busy = false;
        Clock::time_point started;
    };

    void begin_next(Slot& slot) {
        while (!slot.busy && !stopped_ && next_ < jobs_.size()) {
            const std::size_t index = next_++;
            if (!slot.worker) {
                Result<Worker> started =
                    Worker::start(handler_, limits_.max_memory, [this] { confine(writable_); });
                if (!started) {
                    finish(index, broken(index, started.error()));
                    continue;
                }
                slot.worker.emplace(std::move(*started));
            }
            slot.index = index;
            slot.busy = true;
            slot.started = Clock::now();
            // A worker that is gone already is seen by wait().
            static_cast<void>(slot.worker->send(std::to_string(index)));
        }
    }

    [[nodiscard]] std::optional<Clock::time_point> deadline(const Slot& slot) const {
        if (!slot.busy || limits_.timeout <= 0) return std::nullopt;
        const std::chrono::duration<double> span(limits_.timeout);
        return slot.started + std::chrono::duration_cast<Clock::duration>(span);
    }

    void wait() {
        std::vector<pollfd> polled;
        Clock::time_point until = Clock::now() + kTick;
        for (const Slot& slot : slots_) {
            if (!slot.busy) continue;
            polled.push_back({slot.worker->descriptor(), POLLIN, 0});
            if (const auto due = deadline(slot)) until = std::min(until, *due);
        }
        const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
        // An interrupted wait is as good as one that timed out.
        ::poll(polled.data(), polled.size(), std::max(0, static_cast<int>(left.count())));
        for (Slot& slot : slots_) {
            if (slot.busy) look_at(slot);
        }
    }

    void look_at(Slot& slot) {
        std::string answer;
        switch (slot.worker->receive(answer)) {
            case Worker::Event::Answer:
                slot.busy = false;
                finish(slot.index, unpacked(answer));
                return;
            case Worker::Event::Gone: {
                const std::string how = retire(slot);
                finish(slot.index, broken(slot.index, crash_error(how)));
                return;
            }
            case Worker::Event::Nothing:
                break;
        }
        const auto due = deadline(slot);
        if (!due || Clock::now() < *due) return;
        retire(slot);
        finish(slot.index,
               broken(slot.index,
                      {ErrorKind::Limit,
                       fmt::format("not done after {} seconds", limits_.timeout),
                       "--timeout sets the time for one document"}));
    }

    [[nodiscard]] Error crash_error(const std::string& how) const {
        const std::string hint =
            limits_.max_memory == 0
                ? ""
                : fmt::format("--max-memory leaves a document {} bytes", limits_.max_memory);
        return {ErrorKind::Internal, fmt::format("the conversion crashed ({})", how), hint};
    }

    /// Ends the slot's process and removes what it left half done.
    std::string retire(Slot& slot) {
        slot.busy = false;
        const pid_t pid = slot.worker->pid();
        std::string how = slot.worker->end();
        slot.worker.reset();
        for (const Target& target : jobs_[slot.index].targets) remove_unfinished(target.path, pid);
        return how;
    }

    Outcome broken(std::size_t index, const Error& error) const {
        return failed_outcome(jobs_[index].targets.size(), error, jobs_[index].input.path);
    }

    void finish(std::size_t index, Outcome outcome) {
        if (outcome.cancelled) {
            stopped_ = true;
            return;
        }
        if (!events_.done(index, outcome)) stopped_ = true;
        waiting_.emplace(index, std::move(outcome));
        deliver_ready();
    }

    /// Jobs are begun in order, so what is missing before a finished one is still running.
    void deliver_ready() {
        for (auto first = waiting_.begin(); first != waiting_.end() && first->first == delivered_;
             first = waiting_.erase(first)) {
            events_.deliver(first->first, first->second);
            ++delivered_;
        }
    }

    void stop_all() {
        for (const Slot& slot : slots_) {
            if (slot.busy) slot.worker->interrupt();
        }
        const Clock::time_point until = Clock::now() + kGrace;
        for (Slot& slot : slots_) {
            std::string answer;
            while (slot.busy && slot.worker->receive(answer) == Worker::Event::Nothing &&
                   Clock::now() < until) {
                std::this_thread::sleep_for(milliseconds(2));
            }
            if (!slot.busy) continue;
            if (!answer.empty()) finish(slot.index, unpacked(answer));
            retire(slot);
        }
    }

    const std::vector<Job>& jobs_;
    const RunLimits& limits_;
    const RunEvents& events_;
    Handler handler_;
    std::vector<std::string> writable_;
    std::vector<Slot> slots_;
    std::map<std::size_t, Outcome> waiting_;
    std::size_t next_ = 0;
    std::size_t delivered_ = 0;
    bool stopped_ = false;
};

}  // namespace

void run_jobs(const std::vector<Job>& jobs,
              const RunLimits& limits,
              const std::function<Outcome(const Job&)>& work,
              const RunEvents& events,
              const std::atomic<bool>& cancel) {
    if (jobs.empty()) return;
    Pool(jobs, limits, work, events).run(cancel);
}

}  // namespace inkstone::batch
