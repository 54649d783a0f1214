// SPDX-License-Identifier: Apache-2.0
// Reading a whole file with a bound, for resources and for inputs.
#pragma once

#include <cstdint>
#include <string>

#include "inkstone/result.hpp"

namespace inkstone::resources {

/// Reads an open descriptor to its end, from where it stands; does not close it. Works on pipes.
/// `name` stands in messages. Errors: Input (read error), Limit (more than `max_bytes`; 0 = no
/// bound), Cancelled (a signal handler ran while the call was waiting for a pipe).
Result<std::string> read_descriptor(int descriptor,
                                    std::uint64_t max_bytes,
                                    const std::string& name);

/// Reads a regular file. Never waits: FIFOs and devices are refused before they are opened, and a
/// file whose stated size is above the bound (a sparse giant) is refused without reading it.
/// Errors: Input (missing, no permission, no regular file), Limit.
Result<std::string> read_regular_file(const std::string& path, std::uint64_t max_bytes);

}  // namespace inkstone::resources
