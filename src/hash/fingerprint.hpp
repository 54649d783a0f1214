// SPDX-License-Identifier: Apache-2.0
// A 128-bit fingerprint of bytes (XXH3, Y. Collet): fast, the same on every machine, not
// cryptographic. Names a PDF file (/ID) and its font subsets.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace inkstone::hash {

class Fingerprint {
public:
    Fingerprint();
    ~Fingerprint();
    Fingerprint(const Fingerprint&) = delete;
    Fingerprint& operator=(const Fingerprint&) = delete;

    void update(std::string_view bytes) noexcept;
    /// The fingerprint of everything given so far, high half first; more may follow.
    [[nodiscard]] std::array<std::uint64_t, 2> value() const noexcept;
    /// The fingerprint as 32 upper-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::hash
