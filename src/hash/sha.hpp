// SPDX-License-Identifier: Apache-2.0
// The secure hashes of FIPS 180-4 that formats and reports ask for, by libmd.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace inkstone::hash {

/// SHA-256 of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void update(std::string_view bytes) noexcept;
    /// The digest of everything given, as 64 lower-case hexadecimal digits. Ends the object's use.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The digest of `bytes` in one call.
std::string sha256(std::string_view bytes);

/// SHA-1, only as the hash of version 5 UUIDs (RFC 9562 section 5.5). Not for security.
std::array<std::uint8_t, 20> sha1(std::string_view bytes);

}  // namespace inkstone::hash
