// SPDX-License-Identifier: Apache-2.0
// `--serve ADDR`: conversions over HTTP. Three kinds of process: this one, which hands requests
// out; one that speaks HTTP; and workers that convert, confined and killable.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "inkstone/convert.hpp"
#include "src/batch/run_jobs.hpp"
#include "src/serve/front_process.hpp"

namespace inkstone::serve {

struct ServeSettings {
    Address address;
    batch::RunLimits limits;     ///< of one request; `workers` convert at a time
    std::size_t max_queue = 64;  ///< requests that wait beyond those
    std::size_t max_body = 0;    ///< bytes of a request
};

/// Serves until SIGTERM, SIGINT or SIGHUP, then answers what it has taken and returns. `options`
/// are the defaults of every request. `say` is told the address once requests are taken.
/// Errors: the address cannot be used; the HTTP process ended by itself.
Result<void> serve(const ServeSettings& settings,
                   const Converter& converter,
                   const ConvertOptions& options,
                   const std::function<void(const std::string& url)>& say);

}  // namespace inkstone::serve
