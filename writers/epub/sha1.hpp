// SPDX-License-Identifier: Apache-2.0
// SHA-1 (RFC 3174), only as the hash of version 5 UUIDs (RFC 9562 section 5.5). Not for security.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace inkstone::epub {

std::array<std::uint8_t, 20> sha1(std::string_view bytes);

}  // namespace inkstone::epub
