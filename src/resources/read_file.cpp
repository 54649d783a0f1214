// SPDX-License-Identifier: Apache-2.0
#include "src/resources/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "src/resources/open_beneath.hpp"

namespace inkstone::resources {

namespace {

std::string reason(int error_number) {
    return std::generic_category().message(error_number);
}

Failure too_large(const std::string& name, std::uint64_t max_bytes) {
    return fail(ErrorKind::Limit, fmt::format("{} is larger than {} bytes", name, max_bytes));
}

Failure not_regular(const std::string& path, mode_t mode) {
    const std::string_view kind = S_ISDIR(mode)    ? "a folder"
                                  : S_ISFIFO(mode) ? "a pipe"
                                                   : "a device or socket";
    return fail(ErrorKind::Input, fmt::format("{} is {}, not a file", path, kind));
}

/// First buffer when the size is not known, and the step by which it grows.
constexpr std::size_t kChunk = 64U << 10U;

}  // namespace

Result<std::string> read_descriptor(int descriptor,
                                    std::uint64_t max_bytes,
                                    const std::string& name) {
    struct stat status {};
    std::size_t expected = kChunk;
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
        const auto size = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0));
        if (max_bytes != 0 && size > max_bytes) return too_large(name, max_bytes);
        expected = static_cast<std::size_t>(size) + 1;  // one more, so that the end is seen at once
    }
    std::string bytes;
    std::size_t used = 0;
    while (true) {
        if (used == bytes.size()) bytes.resize(used == 0 ? expected : used * 2 + kChunk);
        const ssize_t count = ::read(descriptor, bytes.data() + used, bytes.size() - used);
        if (count < 0 && errno == EINTR) return fail(ErrorKind::Cancelled, "interrupted");
        if (count < 0) {
            return fail(ErrorKind::Input, fmt::format("cannot read {}: {}", name, reason(errno)));
        }
        if (count == 0) break;
        used += static_cast<std::size_t>(count);
        if (max_bytes != 0 && used > max_bytes) return too_large(name, max_bytes);
    }
    bytes.resize(used);
    return bytes;
}

Result<std::string> read_regular_file(const std::string& path, std::uint64_t max_bytes) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return fail(ErrorKind::Input, fmt::format("cannot read {}: {}", path, reason(errno)));
    }
    if (!S_ISREG(status.st_mode)) return not_regular(path, status.st_mode);
    // O_NONBLOCK: should the file have become a FIFO since, the open still returns.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.number() < 0) {
        return fail(ErrorKind::Input, fmt::format("cannot read {}: {}", path, reason(errno)));
    }
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return not_regular(path, status.st_mode);
    }
    return read_descriptor(file.number(), max_bytes, path);
}

}  // namespace inkstone::resources
