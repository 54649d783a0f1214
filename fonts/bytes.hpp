// SPDX-License-Identifier: Apache-2.0
// Checked big-endian reads of font tables: out of range gives 0 and remembers the failure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkstone::fonts {

class Bytes {
public:
    Bytes() = default;
    explicit Bytes(std::string_view data) noexcept : data_(data) {}

    [[nodiscard]] bool holds(std::size_t offset, std::size_t length) const noexcept {
        return offset <= data_.size() && length <= data_.size() - offset;
    }
    [[nodiscard]] std::uint32_t number(std::size_t offset, unsigned length) const noexcept {
        if (!holds(offset, length)) {
            failed_ = true;
            return 0;
        }
        std::uint32_t value = 0;
        for (unsigned i = 0; i < length; ++i) {
            value = (value << 8U) | static_cast<std::uint8_t>(data_[offset + i]);
        }
        return value;
    }
    [[nodiscard]] std::uint8_t u8(std::size_t offset) const noexcept {
        return static_cast<std::uint8_t>(number(offset, 1));
    }
    [[nodiscard]] std::uint16_t u16(std::size_t offset) const noexcept {
        return static_cast<std::uint16_t>(number(offset, 2));
    }
    [[nodiscard]] std::int16_t i16(std::size_t offset) const noexcept {
        return static_cast<std::int16_t>(u16(offset));
    }
    [[nodiscard]] std::uint32_t u32(std::size_t offset) const noexcept { return number(offset, 4); }
    /// The part [offset, offset + length), empty when it is not all there.
    [[nodiscard]] std::string_view slice(std::size_t offset, std::size_t length) const noexcept {
        if (!holds(offset, length)) {
            failed_ = true;
            return {};
        }
        return data_.substr(offset, length);
    }
    [[nodiscard]] std::size_t size() const noexcept { return data_.size(); }
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    std::string_view data_;
    mutable bool failed_ = false;
};

}  // namespace inkstone::fonts
