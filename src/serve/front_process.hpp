// SPDX-License-Identifier: Apache-2.0
// The child process that speaks HTTP (http/front.hpp), and the socket to it.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>

#include "inkstone/result.hpp"
#include "src/serve/exchange.hpp"

namespace inkstone::serve {

/// Where to listen.
struct Address {
    std::string host = "127.0.0.1";
    int port = 0;
};

/// "8080", ":8080", "127.0.0.1:8080", "[::1]:8080"; port 0 takes any free one. Errors (Usage).
Result<Address> parse_address(const std::string& text);

class FrontProcess {
public:
    struct Wanted {
        Address address;
        std::size_t max_body = 0, most_waiting = 0;
        bool service = true;
    };

    /// Forks (the caller should have one thread) and waits until the child listens. Errors: Usage
    /// when the address cannot be used, Internal when the HTTP module is not installed.
    static Result<FrontProcess> start(const Wanted& wanted);

    FrontProcess(FrontProcess&& other) noexcept;
    FrontProcess& operator=(FrontProcess&&) = delete;
    FrontProcess(const FrontProcess&) = delete;
    FrontProcess& operator=(const FrontProcess&) = delete;
    /// Kills and buries the child.
    ~FrontProcess();

    /// False when the child is gone.
    [[nodiscard]] bool send(const Response& response) const;
    [[nodiscard]] bool send(std::string_view frame) const;
    void command(std::string_view text) const;
    [[nodiscard]] int descriptor() const noexcept { return socket_; }
    /// "http://127.0.0.1:8080".
    [[nodiscard]] const std::string& url() const noexcept { return url_; }

private:
    FrontProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

    pid_t pid_ = -1;
    int socket_ = -1;
    std::string url_;
};

}  // namespace inkstone::serve
