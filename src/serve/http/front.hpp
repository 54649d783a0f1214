// SPDX-License-Identifier: Apache-2.0
// The HTTP process: a module of its own (inkstone_http.so), because cpp-httplib brings OpenSSL and
// three more libraries with it, which no conversion should pay for. Loaded by front_process.cpp.
#pragma once

#include <cstddef>

namespace inkstone::serve {

struct FrontSettings {
    const char* host = "127.0.0.1";
    int port = 0;                  ///< 0: any free one
    int socket = -1;               ///< frames to and from the converting side
    std::size_t max_body = 0;      ///< bytes of a request's body
    std::size_t most_waiting = 0;  ///< requests that are being answered; beyond it: 429
    bool service = true;           ///< /healthz and /metrics; otherwise a preview
};

}  // namespace inkstone::serve

/// Listens, says so (kReady or kFailed) and serves until the socket ends or kStop comes. Returns
/// when the last answer is out.
extern "C" [[gnu::visibility("default")]] void inkstone_http_front(
    const inkstone::serve::FrontSettings* settings);
