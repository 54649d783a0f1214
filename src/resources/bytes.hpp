// SPDX-License-Identifier: Apache-2.0
// Numbers in file headers, read without running off the end. Private to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkstone::resources {

/// The byte at `at`; 0 behind the end.
constexpr std::uint32_t byte_at(std::string_view bytes, std::size_t at) noexcept {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}
/// `count` bytes (at most 4) from `at` on, the most significant first.
constexpr std::uint32_t big_endian(std::string_view bytes,
                                   std::size_t at,
                                   std::size_t count) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8U | byte_at(bytes, at + i);
    return value;
}
/// `count` bytes (at most 4) from `at` on, the least significant first.
constexpr std::uint32_t little_endian(std::string_view bytes,
                                      std::size_t at,
                                      std::size_t count) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8U | byte_at(bytes, at + i);
    return value;
}

}  // namespace inkstone::resources
