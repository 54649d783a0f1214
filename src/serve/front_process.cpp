// SPDX-License-Identifier: Apache-2.0
#include "src/serve/front_process.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "src/batch/frame.hpp"
#include "src/dynamic/library.hpp"
#include "src/serve/http/front.hpp"

namespace inkstone::serve {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kModule = "inkstone_http.so";

/// Beside the command in a build tree, below its lib folder once installed; the tree may be moved.
std::vector<fs::path> module_places() {
    std::error_code error;
    const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
    return {folder / kModule, folder.parent_path() / INKSTONE_LIBDIR / "inkstone" / kModule};
}

/// Runs in the child; never returns.
[[noreturn]] void speak_http(const FrontSettings& settings) {
    std::string missing;
    for (const fs::path& place : module_places()) {
        std::error_code error;
        if (!fs::exists(place, error)) continue;
        dynamic::Library library(place.c_str());
        auto* const run = library.find<decltype(inkstone_http_front)>("inkstone_http_front");
        if (library && run != nullptr) {
            run(&settings);
            ::_exit(0);
        }
        missing = library.error();
    }
    Request news;
    news.method = kFailed;
    news.body = missing.empty() ? fmt::format("{} is not installed", kModule) : missing;
    static_cast<void>(batch::write_frame(settings.socket, packed(news)));
    ::_exit(1);
}

}  // namespace

Result<Address> parse_address(const std::string& text) {
    Address address;
    const std::size_t colon = text.find_last_of(':');
    std::string_view port = text;
    if (colon != std::string::npos) {
        port.remove_prefix(colon + 1);
        std::string host = text.substr(0, colon);
        if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
            host = host.substr(1, host.size() - 2);
        }
        if (!host.empty()) address.host = host == "localhost" ? "127.0.0.1" : host;
    }
    constexpr int kMostPort = 65535;
    const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    const bool whole = code == std::errc{} && end == port.data() + port.size();
    if (whole && address.port >= 0 && address.port <= kMostPort) return address;
    return fail(ErrorKind::Usage,
                fmt::format("'{}' is no address to listen at", text),
                "write 8080 or 127.0.0.1:8080");
}

Result<FrontProcess> FrontProcess::start(const Wanted& wanted) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return fail(ErrorKind::Internal, std::generic_category().message(errno));
    }
    std::fflush(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(0);
        speak_http({wanted.address.host.c_str(),
                    wanted.address.port,
                    ends[1],
                    wanted.max_body,
                    wanted.most_waiting,
                    wanted.service});
    }
    ::close(ends[1]);
    FrontProcess front(child, ends[0]);
    if (child < 0) return fail(ErrorKind::Internal, "no process for the HTTP side");
    std::string frame;
    std::optional<Request> news;
    if (batch::read_frame(ends[0], frame)) news = unpacked_request(frame);
    if (!news) return fail(ErrorKind::Internal, "the HTTP side ended at once");
    if (news->method != kReady) return fail(ErrorKind::Usage, news->body);
    const std::string& host = wanted.address.host;
    const bool six = host.find(':') != std::string::npos;
    front.url_ = fmt::format("http://{}:{}", six ? fmt::format("[{}]", host) : host, news->body);
    return front;
}

FrontProcess::FrontProcess(FrontProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      url_(std::move(other.url_)) {}

FrontProcess::~FrontProcess() {
    if (socket_ >= 0) ::close(socket_);
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

bool FrontProcess::send(const Response& response) const {
    return send(packed(response));
}

bool FrontProcess::send(std::string_view frame) const {
    return batch::write_frame(socket_, frame);
}

void FrontProcess::command(std::string_view text) const {
    static_cast<void>(send(Response{0, 0, {}, std::string(text)}));
}

}  // namespace inkstone::serve
