// SPDX-License-Identifier: Apache-2.0
#include "src/batch/frame.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace inkstone::batch {

namespace {

bool write_all(int descriptor, const char* data, std::size_t size) {
    while (size != 0) {
        const ssize_t count = ::send(descriptor, data, size, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        data += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

bool read_all(int descriptor, char* data, std::size_t size) {
    while (size != 0) {
        const ssize_t count = ::read(descriptor, data, size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        data += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

}  // namespace

bool write_frame(int descriptor, std::string_view bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::array<char, sizeof size> head{};
    std::memcpy(head.data(), &size, sizeof size);
    return write_all(descriptor, head.data(), head.size()) &&
           write_all(descriptor, bytes.data(), bytes.size());
}

bool read_frame(int descriptor, std::string& bytes) {
    std::uint32_t size = 0;
    std::array<char, sizeof size> head{};
    if (!read_all(descriptor, head.data(), head.size())) return false;
    std::memcpy(&size, head.data(), sizeof size);
    bytes.resize(size);
    return read_all(descriptor, bytes.data(), size);
}

}  // namespace inkstone::batch
