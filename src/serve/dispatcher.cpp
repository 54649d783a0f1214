// SPDX-License-Identifier: Apache-2.0
#include "src/serve/dispatcher.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "src/batch/sandbox.hpp"
#include "src/serve/convert_request.hpp"

namespace inkstone::serve {

namespace {

/// A worker is replaced after so many requests, so that no leak of any library adds up.
constexpr std::size_t kMostServed = 2000;

}  // namespace

Dispatcher::Dispatcher(const batch::RunLimits& limits,
                       const Answer& answer,
                       Deliver deliver,
                       std::function<void()> forget)
    : limits_(limits),
      deliver_(std::move(deliver)),
      forget_(std::move(forget)),
      slots_(std::max<std::size_t>(1, limits.workers)) {
    handler_ = [answer](std::string_view frame) {
        const std::optional<Request> request = unpacked_request(frame);
        return packed(request ? answer(*request)
                              : error_response(0, 500, {ErrorKind::Internal, "broken frame", {}}));
    };
    // A process that cannot be made now is tried again when its turn comes.
    for (Slot& slot : slots_) static_cast<void>(revive(slot));
}

Result<void> Dispatcher::revive(Slot& slot) {
    auto started = batch::Worker::start(handler_, limits_.max_memory, [this] {
        // The sockets of the others are nothing that a document should reach.
        for (const Slot& other : slots_) {
            if (other.worker) ::close(other.worker->descriptor());
        }
        forget_();
        batch::confine({});
    });
    if (!started) return fail(started.error());
    slot.worker.emplace(std::move(*started));
    slot.served = 0;
    return {};
}

void Dispatcher::add(const Request& request, std::string frame) {
    waiting_.push_back({request.id, std::move(frame)});
}

void Dispatcher::renew() {
    for (Slot& slot : slots_) {
        slot.served = kMostServed;
        if (!slot.busy) slot.worker.reset();
    }
}

void Dispatcher::watch(std::vector<pollfd>& polled) const {
    for (const Slot& slot : slots_) {
        if (slot.busy) polled.push_back({slot.worker->descriptor(), POLLIN, 0});
    }
}

Dispatcher::Clock::duration Dispatcher::span() const {
    return std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(limits_.timeout));
}

int Dispatcher::next_deadline() const {
    std::optional<Clock::time_point> first;
    for (const Slot& slot : slots_) {
        if (!slot.busy || limits_.timeout <= 0) continue;
        const Clock::time_point due = slot.started + span();
        if (!first || due < *first) first = due;
    }
    if (!first) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*first - Clock::now());
    return std::max(0, static_cast<int>(left.count()));
}

void Dispatcher::work() {
    for (Slot& slot : slots_) {
        if (slot.busy) look_at(slot);
        while (!slot.busy && !waiting_.empty()) begin(slot);
    }
}

void Dispatcher::begin(Slot& slot) {
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    slot.id = next.id;
    if (slot.served >= kMostServed) slot.worker.reset();
    if (!slot.worker) {
        if (const Result<void> revived = revive(slot); !revived) {
            return deliver_(packed(error_response(next.id, 503, revived.error())));
        }
    }
    slot.busy = true;
    slot.started = Clock::now();
    ++slot.served;
    // A worker that died while idle is replaced once.
    if (slot.worker->send(next.frame)) return;
    slot.worker.reset();
    if (!revive(slot) || !slot.worker->send(next.frame)) {
        lose(slot, 503, {ErrorKind::Internal, "no process for the conversion", {}});
    }
}

void Dispatcher::look_at(Slot& slot) {
    std::string answer;
    switch (slot.worker->receive(answer)) {
        case batch::Worker::Event::Answer:
            slot.busy = false;
            return deliver_(answer);
        case batch::Worker::Event::Gone: {
            const std::string how = slot.worker->end();
            return lose(
                slot,
                500,
                {ErrorKind::Internal,
                 fmt::format("the conversion crashed ({})", how),
                 limits_.max_memory != 0 ? "it may have wanted more memory than allowed" : ""});
        }
        case batch::Worker::Event::Nothing:
            if (limits_.timeout <= 0 || Clock::now() < slot.started + span()) return;
            return lose(slot,
                        504,
                        {ErrorKind::Limit,
                         fmt::format("the conversion took more than {} s", limits_.timeout),
                         {}});
    }
}

void Dispatcher::lose(Slot& slot, int status, const Error& error) {
    slot.busy = false;
    slot.worker.reset();
    Response response = error_response(slot.id, status, error);
    response.worker_lost = true;
    deliver_(packed(response));
    static_cast<void>(revive(slot));
}

}  // namespace inkstone::serve
