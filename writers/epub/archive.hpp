// SPDX-License-Identifier: Apache-2.0
// The EPUB container file (OCF 3.3 section 4.3): a ZIP archive made in memory. The only file of
// the room that includes libzip is archive.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inkstone/result.hpp"

namespace inkstone::epub {

/// One file of the archive. `name` is ASCII with '/' between folders.
struct Entry {
    std::string name;
    std::string bytes;
};

/// `mimetype` stored first, then `entries` deflated and sorted by name; every entry carries
/// `timestamp` (seconds since the epoch, UTC; not before 1980-01-01, where ZIP's dates begin).
/// The bytes depend on nothing else, the time zone included.
Result<std::string> make_archive(std::vector<Entry> entries, std::int64_t timestamp);

}  // namespace inkstone::epub
