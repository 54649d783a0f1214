// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4): what reports and the record of finished outputs name bytes by. Written out
// here because every library that has it costs each start more than these lines.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inkstone::batch {

class Sha256 {
public:
    void update(std::string_view bytes) noexcept;
    /// The digest of everything given, as 64 lower-case hexadecimal digits. Ends the object's use.
    [[nodiscard]] std::string finish();

private:
    static constexpr std::size_t kBlock = 64;
    void mix(const unsigned char* block) noexcept;

    // FIPS 180-4 section 5.3.3: the fractional parts of the square roots of the first eight primes.
    std::array<std::uint32_t, 8> state_{0x6a09e667,
                                        0xbb67ae85,
                                        0x3c6ef372,
                                        0xa54ff53a,
                                        0x510e527f,
                                        0x9b05688c,
                                        0x1f83d9ab,
                                        0x5be0cd19};
    std::array<unsigned char, kBlock> rest_{};
    std::size_t used_ = 0;
    std::uint64_t length_ = 0;
};

/// The digest of `bytes` in one call.
std::string sha256(std::string_view bytes);

}  // namespace inkstone::batch
