// SPDX-License-Identifier: Apache-2.0
// Where each object of the file lies, and that table as a cross-reference stream
// (ISO 32000-1 7.5.8). Offsets are 64-bit: libharu's own table ends at 2 GiB.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace inkstone::pdf::haru {

class XrefTable {
public:
    XrefTable() : places_(1) {}

    /// Object `id` starts `offset` bytes from the start of the file.
    void place(std::uint32_t id, std::uint64_t offset);
    /// Object `id` is number `index` (from 0) of object stream `stream`.
    void place_in_stream(std::uint32_t id, std::uint32_t stream, std::uint16_t index);
    [[nodiscard]] bool placed(std::uint32_t id) const noexcept {
        return id < places_.size() && places_[id].kind != Kind::Free;
    }
    /// The number after the last one: the trailer's Size.
    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(places_.size());
    }

    /// The stream's data, rows coded with the PNG predictor Up, and the entries (W, DecodeParms)
    /// that say so.
    struct Encoded {
        std::string entries;
        std::string data;
    };
    [[nodiscard]] Encoded encode() const;

private:
    enum class Kind : std::uint8_t { Free = 0, AtOffset = 1, InStream = 2 };
    struct Place {
        std::uint64_t where = 0;  ///< offset, or number of the object stream
        std::uint16_t index = 0;
        Kind kind = Kind::Free;
    };
    void put(std::uint32_t id, Place place);
    std::vector<Place> places_;
};

}  // namespace inkstone::pdf::haru
