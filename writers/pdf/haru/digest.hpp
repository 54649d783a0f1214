// SPDX-License-Identifier: Apache-2.0
// A 128-bit fingerprint of bytes (MurmurHash3 x64 128, A. Appleby, public domain algorithm): fast,
// the same on every machine, not cryptographic. Names the file (/ID) and its font subsets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inkstone::pdf::haru {

class Digest {
public:
    void update(std::string_view bytes) noexcept;
    /// The fingerprint of everything given so far; more may follow.
    [[nodiscard]] std::array<std::uint64_t, 2> value() const noexcept;
    /// The fingerprint as 32 upper-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    static constexpr std::size_t kBlock = 16;
    void mix_block(const char* block) noexcept;

    std::uint64_t first_ = 0, second_ = 0;
    std::uint64_t length_ = 0;
    std::array<char, kBlock> rest_{};
    std::size_t rest_size_ = 0;
};

}  // namespace inkstone::pdf::haru
