// SPDX-License-Identifier: Apache-2.0
// The pictures that came with a request: the only files that its document can reach.
#pragma once

#include <string_view>
#include <vector>

#include "inkstone/resources.hpp"
#include "src/serve/exchange.hpp"

namespace inkstone::serve {

/// Serves parts by their file name or, failing that, their part name, as written in the document or
/// with its percent escapes decoded; a leading "./" does not count. The parts must outlive it.
class MemoryLoader : public ResourceLoader {
public:
    explicit MemoryLoader(const std::vector<Part>& parts) : parts_(parts) {}

    /// Errors (Input): remote, absolute, leaves its folder, not sent along.
    Result<Resource> load(std::string_view reference) const override;

private:
    const std::vector<Part>& parts_;
};

}  // namespace inkstone::serve
