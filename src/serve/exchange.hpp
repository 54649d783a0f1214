// SPDX-License-Identifier: Apache-2.0
// What the HTTP process and the converting side say to each other, as frames on a socket
// (src/batch/frame.hpp). The HTTP process knows nothing of documents, the other side nothing of
// HTTP.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inkstone::serve {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// One part of a multipart/form-data body (RFC 7578).
struct Part {
    std::string name, filename, type, content;
};

struct Request {
    std::uint64_t id = 0;
    std::string method, path;
    std::string query;  ///< as it came, without '?'
    std::string body;   ///< empty when there are parts
    std::vector<Part> parts;
};

struct Response {
    std::uint64_t id = 0;
    int status = 200;
    std::string type;
    std::string body;
    Pairs headers{};
    bool worker_lost = false;  ///< its process was ended by or for this request
};

/// Commands to the HTTP process travel as responses to no request, with the command as body.
inline constexpr std::string_view kStop = "stop";      ///< finish what runs, accept nothing new
inline constexpr std::string_view kReload = "reload";  ///< tell every listener of kEvents
/// News from the HTTP process travel as requests without a path, with the news as method.
inline constexpr std::string_view kReady = "ready";    ///< body: the port
inline constexpr std::string_view kFailed = "failed";  ///< body: why it cannot listen

/// Path of the stream of server-sent events that a page listens to (HTML, section 9.2).
inline constexpr std::string_view kEvents = "/-/events";

std::string packed(const Request& request);
std::string packed(const Response& response);
/// Nothing when the bytes are no such frame.
std::optional<Request> unpacked_request(std::string_view bytes);
std::optional<Response> unpacked_response(std::string_view bytes);

}  // namespace inkstone::serve
