// SPDX-License-Identifier: Apache-2.0
#include "src/serve/serve.hpp"

#include <poll.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/batch/frame.hpp"
#include "src/serve/convert_request.hpp"
#include "src/serve/dispatcher.hpp"
#include "src/serve/signal_descriptor.hpp"

namespace inkstone::serve {

namespace {

constexpr std::string_view kWarmText = "# 题目 Title\n\n正文 body *斜体* **粗体** `code`\n";

class NullSink : public Sink {
public:
    Result<void> write(std::string_view) override { return {}; }
};

/// Opens fonts, tables and libraries here, once, so that all workers share them.
void warm_up(const Converter& converter, ConvertOptions options) {
    options.base_path.clear();
    for (const char* format : {"html", "epub", "pdf"}) {
        options.to = format;
        NullSink nowhere;
        // What goes wrong here goes wrong again for a request, and is said there.
        static_cast<void>(converter.convert(kWarmText, options, nowhere));
    }
}

class Loop {
public:
    Loop(const FrontProcess& front, const StopSignals& signals, Dispatcher& dispatcher)
        : front_(front), signals_(signals), dispatcher_(dispatcher) {}

    Result<void> run() {
        while (true) {
            std::vector<pollfd> polled{{signals_.descriptor(), POLLIN, 0},
                                       {front_.descriptor(), POLLIN, 0}};
            dispatcher_.watch(polled);
            ::poll(polled.data(), polled.size(), dispatcher_.next_deadline());
            if (signals_.take()) stop();
            if (polled[1].revents != 0 && !take_request()) break;
            dispatcher_.work();
        }
        if (stopping_) return {};
        return fail(ErrorKind::Internal, "the HTTP process ended");
    }

private:
    void stop() {
        stopping_ = true;
        front_.command(kStop);
    }

    /// False when the HTTP process is gone: after kStop, when its last answer is out.
    bool take_request() {
        std::string frame;
        if (!batch::read_frame(front_.descriptor(), frame)) return false;
        if (const std::optional<Request> request = unpacked_request(frame)) {
            dispatcher_.add(*request, std::move(frame));
        }
        return true;
    }

    const FrontProcess& front_;
    const StopSignals& signals_;
    Dispatcher& dispatcher_;
    bool stopping_ = false;
};

}  // namespace

Result<void> serve(const ServeSettings& settings,
                   const Converter& converter,
                   const ConvertOptions& options,
                   const std::function<void(const std::string& url)>& say) {
    warm_up(converter, options);
    const StopSignals signals;
    const FrontProcess* outlet = nullptr;
    // Workers first: they must not hold the HTTP process's socket.
    Dispatcher dispatcher(
        settings.limits,
        [&](const Request& request) { return convert_request(converter, options, request); },
        [&outlet](std::string_view frame) { static_cast<void>(outlet->send(frame)); },
        [&outlet] {
            if (outlet != nullptr) ::close(outlet->descriptor());
        });
    Result<FrontProcess> front = FrontProcess::start(
        {settings.address, settings.max_body, settings.limits.workers + settings.max_queue, true});
    if (!front) return fail(front.error());
    outlet = &*front;
    say(front->url());
    return Loop(*front, signals, dispatcher).run();
}

}  // namespace inkstone::serve
