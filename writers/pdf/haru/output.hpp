// SPDX-License-Identifier: Apache-2.0
// The bytes of the file on their way to the Sink: gathered in blocks, counted (64 bit) and
// fingerprinted. The first error of the sink is kept and ends all writing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/writer.hpp"
#include "src/hash/fingerprint.hpp"

namespace inkstone::pdf::haru {

class Output {
public:
    explicit Output(Sink& sink) : sink_(sink) {}

    void write(std::string_view bytes);
    /// Gives everything gathered to the sink and tells how it went so far.
    Result<void> flush();
    [[nodiscard]] const Result<void>& status() const noexcept { return status_; }
    /// Offset of the next byte from the start of the file.
    [[nodiscard]] std::uint64_t position() const noexcept { return position_; }
    [[nodiscard]] const hash::Fingerprint& digest() const noexcept { return digest_; }

private:
    Sink& sink_;
    std::string pending_;
    std::uint64_t position_ = 0;
    hash::Fingerprint digest_;
    Result<void> status_;
};

}  // namespace inkstone::pdf::haru
