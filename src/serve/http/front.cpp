// SPDX-License-Identifier: Apache-2.0
#include "src/serve/http/front.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "src/batch/frame.hpp"
#include "src/serve/exchange.hpp"
#include "src/serve/http/metrics.hpp"

namespace inkstone::serve {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// A connection that says nothing holds a thread this long.
constexpr int kReadSeconds = 10, kIdleSeconds = 2;
/// Connections beside those whose requests are being answered: refusals, health, events.
constexpr std::size_t kSpareThreads = 32;
/// Requests of one connection; a proxy's connection pool should live long.
constexpr std::size_t kMostOnOneConnection = 100'000;
constexpr std::size_t kLongestPath = 1024;

class Front {
public:
    explicit Front(const FrontSettings& settings) : settings_(settings) {
        server_.new_task_queue = [threads = settings.most_waiting + kSpareThreads] {
            return new httplib::ThreadPool(threads);
        };
        // The default lets a second server take the same port (SO_REUSEPORT).
        server_.set_socket_options([](socket_t socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        server_.set_tcp_nodelay(true);
        server_.set_read_timeout(kReadSeconds);
        server_.set_keep_alive_timeout(kIdleSeconds);
        server_.set_keep_alive_max_count(kMostOnOneConnection);
        server_.set_payload_max_length(settings.max_body);
        server_.set_pre_routing_handler(
            [this](const auto& request, auto& response) { return before_body(request, response); });
        // With a reader of its own: the library would take a form's body for parameters.
        server_.Post("/.*",
                     [this](const httplib::Request& request,
                            httplib::Response& response,
                            const httplib::ContentReader& reader) {
                         Request taken;
                         if (read_body(request, reader, taken)) {
                             return forward(request, std::move(taken), response);
                         }
                         if (response.status < 400) refuse(response, 400, "the body is broken");
                     });
    }

    void run() {
        const int port =
            settings_.port == 0
                ? server_.bind_to_any_port(settings_.host)
                : (server_.bind_to_port(settings_.host, settings_.port) ? settings_.port : -1);
        if (port <= 0) {
            tell(kFailed, fmt::format("cannot listen at {}:{}", settings_.host, settings_.port));
            return;
        }
        std::thread reader([this] { read_answers(); });
        tell(kReady, std::to_string(port));
        server_.listen_after_bind();
        finished_ = true;
        ::shutdown(settings_.socket, SHUT_RDWR);
        reader.join();
    }

private:
    void tell(std::string_view news, std::string body) {
        Request request;
        request.method = news;
        request.body = std::move(body);
        send(packed(request));
    }

    bool send(const std::string& frame) {
        const std::lock_guard lock(sending_);
        return batch::write_frame(settings_.socket, frame);
    }

    static void refuse(httplib::Response& response, int status, std::string_view message) {
        response.status = status;
        response.set_content(fmt::format("{{\"error\":\"{}\"}}\n", message), "application/json");
    }

    /// A page of another site whose name was made to point here must not talk to us.
    [[nodiscard]] bool is_for_us(const httplib::Request& request) const {
        const std::string_view bound = settings_.host;
        const bool loopback = bound == "127.0.0.1" || bound == "::1" || bound == "localhost";
        if (!loopback) return true;
        const std::string host = request.get_header_value("Host");
        const std::size_t colon = host.find_last_of(':');
        const bool port = colon != std::string::npos && host.find(']', colon) == std::string::npos;
        const std::string_view name = std::string_view(host).substr(0, port ? colon : host.size());
        return name.empty() || name == "localhost" || name == "127.0.0.1" || name == "[::1]";
    }

    /// Everything that can be said without the body, which cpp-httplib reads after this.
    httplib::Server::HandlerResponse before_body(const httplib::Request& request,
                                                 httplib::Response& response) {
        using Answer = httplib::Server::HandlerResponse;
        const bool post = request.method == "POST";
        if (request.path.size() > kLongestPath) {
            refuse(response, 414, "the path is too long");
        } else if (!is_for_us(request)) {
            refuse(response, 403, "this host name is not served");
        } else if (post && (!request.has_header("Content-Length") ||
                            request.has_header("Transfer-Encoding"))) {
            // cpp-httplib 0.11 bounds only bodies of a known length.
            refuse(response, 411, "give a Content-Length");
        } else if (post && request.has_header("Content-Encoding")) {
            // … and no body after it is unpacked.
            refuse(response, 415, "send the body without Content-Encoding");
        } else if (post) {
            return Answer::Unhandled;
        } else if (request.method != "GET" && request.method != "HEAD") {
            refuse(response, 405, "use GET or POST");
        } else {
            get(request, response);
        }
        return Answer::Handled;
    }

    void get(const httplib::Request& request, httplib::Response& response) {
        response.status = 200;
        if (request.path == kEvents) return stream_events(response);
        if (settings_.service && request.path == "/healthz") {
            if (stopping_) return refuse(response, 503, "stopping");
            return response.set_content("{\"status\":\"ok\"}\n", "application/json");
        }
        if (settings_.service && request.path == "/metrics") {
            return response.set_content(metrics_.text(in_flight_), "text/plain; version=0.0.4");
        }
        forward(request, {}, response);
    }

    static bool read_body(const httplib::Request& request,
                          const httplib::ContentReader& reader,
                          Request& taken) {
        if (!request.is_multipart_form_data()) {
            return reader([&](const char* data, size_t size) {
                taken.body.append(data, size);
                return true;
            });
        }
        return reader(
            [&](const httplib::MultipartFormData& part) {
                taken.parts.push_back({part.name, part.filename, part.content_type, {}});
                return true;
            },
            [&](const char* data, size_t size) {
                taken.parts.back().content.append(data, size);
                return true;
            });
    }

    void forward(const httplib::Request& from, Request request, httplib::Response& response) {
        const Clock::time_point start = Clock::now();
        if (in_flight_.fetch_add(1) >= settings_.most_waiting) {
            refuse(response, 429, "too many requests are waiting");
            response.set_header("Retry-After", "1");
        } else {
            exchange(from, std::move(request), response);
        }
        in_flight_.fetch_sub(1);
        const std::chrono::duration<double> time = Clock::now() - start;
        metrics_.count(response.status, time.count(), response.body.size());
    }

    void exchange(const httplib::Request& from, Request request, httplib::Response& response) {
        request.id = next_id_.fetch_add(1);
        request.method = from.method;
        request.path = from.path;
        const std::size_t query = from.target.find('?');
        if (query != std::string::npos) request.query = from.target.substr(query + 1);
        std::future<Response> future;
        {
            const std::lock_guard lock(waiting_mutex_);
            future = waiting_[request.id].get_future();
            if (finished_) waiting_.clear();
        }
        if (!send(packed(request))) return refuse(response, 503, "the converting side is gone");
        try {
            Response answer = future.get();
            if (answer.worker_lost) metrics_.count_lost_worker();
            response.status = answer.status;
            for (const auto& [name, value] : answer.headers) response.set_header(name, value);
            response.set_content(answer.body, answer.type);
        } catch (const std::future_error&) {
            refuse(response, 503, "the converting side is gone");
        }
    }

    void stream_events(httplib::Response& response) {
        response.set_header("Cache-Control", "no-store");
        response.set_chunked_content_provider(
            "text/event-stream", [this, seen = version_.load()](size_t, auto& sink) mutable {
                std::unique_lock lock(events_mutex_);
                constexpr milliseconds kPing{500};
                events_.wait_for(lock, kPing, [&] { return version_ != seen || stopping_; });
                if (stopping_ || !sink.is_writable()) return false;
                const bool news = version_ != seen;
                seen = version_;
                const std::string_view text = news ? "event: reload\ndata: 1\n\n" : ": here\n\n";
                return sink.write(text.data(), text.size());
            });
    }

    /// The only reader of the socket: hands each answer to the thread that waits for it.
    void read_answers() {
        std::string frame;
        while (batch::read_frame(settings_.socket, frame)) {
            std::optional<Response> response = unpacked_response(frame);
            if (!response) break;
            if (response->id == 0) {
                obey(response->body);
                continue;
            }
            const std::lock_guard lock(waiting_mutex_);
            const auto found = waiting_.find(response->id);
            if (found == waiting_.end()) continue;
            found->second.set_value(*std::move(response));
            waiting_.erase(found);
        }
        finished_ = true;
        {
            const std::lock_guard lock(waiting_mutex_);
            waiting_.clear();  // whoever waits is told by a broken promise
        }
        obey(kStop);
    }

    void obey(std::string_view command) {
        if (command == kStop) {
            stopping_ = true;
            // stop() does nothing before the loop of listen_after_bind() runs.
            for (int tries = 0; !server_.is_running() && !finished_ && tries < 1000; ++tries) {
                std::this_thread::sleep_for(milliseconds(1));
            }
            server_.stop();
        }
        {
            const std::lock_guard lock(events_mutex_);
            if (command == kReload) ++version_;
        }
        events_.notify_all();
    }

    const FrontSettings& settings_;
    httplib::Server server_;
    Metrics metrics_;
    std::mutex sending_, waiting_mutex_, events_mutex_;
    std::condition_variable events_;
    std::map<std::uint64_t, std::promise<Response>> waiting_;
    std::atomic<std::uint64_t> next_id_{1}, version_{0};
    std::atomic<std::size_t> in_flight_{0};
    std::atomic<bool> stopping_{false}, finished_{false};
};

}  // namespace

}  // namespace inkstone::serve

extern "C" void inkstone_http_front(const inkstone::serve::FrontSettings* settings) {
    inkstone::serve::Front(*settings).run();
}
