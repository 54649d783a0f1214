// SPDX-License-Identifier: Apache-2.0
// `--preview PORT`: documents as HTML on loopback, each converted when it is asked for, with a
// script that loads the page again after a change. That script is in these answers only.
#pragma once

#include <poll.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/serve/dispatcher.hpp"
#include "src/serve/front_process.hpp"

namespace inkstone::serve {

/// What a preview shows: documents by their place below a folder, and the pictures and style sheets
/// that lie there (nothing else, no hidden file).
struct Site {
    std::string root;                    ///< the nearest folder above all documents
    std::vector<std::string> documents;  ///< relative to it
    /// Errors (Usage): no document, standard input.
    static Result<Site> of(const std::vector<std::string>& paths);
};

/// One request to one answer; runs in a worker process. `/name.md` is the converted document,
/// `/` leads to the only one or lists them.
Response show(const Converter& converter,
              const ConvertOptions& options,
              const Site& site,
              const Request& request);

class Preview {
public:
    /// Forks the workers; the caller has one thread. All arguments must outlive it.
    Preview(const Converter& converter, const ConvertOptions& options, const Site& site);

    /// Begins to listen. Errors as FrontProcess::start.
    Result<std::string> listen(const Address& address);

    void watch(std::vector<pollfd>& polled) const;
    [[nodiscard]] int next_deadline() const { return dispatcher_.next_deadline(); }
    /// Takes what came and sends what is done; false when the HTTP process is gone.
    [[nodiscard]] bool work();
    /// Shows what the options and the site are now.
    void renew() { dispatcher_.renew(); }
    /// Has every open page load again.
    void reload() const;
    void stop() const;

private:
    void deliver(std::string_view frame);

    Dispatcher dispatcher_;
    std::optional<FrontProcess> front_;
    std::map<std::uint64_t, std::string> asked_;    ///< path by request
    std::map<std::string, std::string> last_good_;  ///< page by path
};

}  // namespace inkstone::serve
