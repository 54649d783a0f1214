// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/haru/xref.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace inkstone::pdf::haru {
namespace {

// Bytes of the third field: index in an object stream, or generation 65535 of object 0.
constexpr int kIndexBytes = 2;
constexpr char kPredictorUp = 2;

void append_number(std::string& row, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        row += static_cast<char>((value >> shift) & 0xFFU);
    }
}

}  // namespace

void XrefTable::put(std::uint32_t id, Place place) {
    if (id >= places_.size()) places_.resize(std::size_t{id} + 1);
    places_[id] = place;
}

void XrefTable::place(std::uint32_t id, std::uint64_t offset) {
    put(id, {offset, 0, Kind::AtOffset});
}

void XrefTable::place_in_stream(std::uint32_t id, std::uint32_t stream, std::uint16_t index) {
    put(id, {stream, index, Kind::InStream});
}

XrefTable::Encoded XrefTable::encode() const {
    std::uint64_t largest = 0;
    for (const Place& place : places_) largest = std::max(largest, place.where);
    int where_bytes = 1;
    while (where_bytes < 8 && (largest >> (8 * where_bytes)) != 0) ++where_bytes;

    const int columns = 1 + where_bytes + kIndexBytes;
    Encoded out;
    out.entries = fmt::format(
        "/W[1 {} {}]/DecodeParms<</Predictor 12/Columns {}>>", where_bytes, kIndexBytes, columns);
    out.data.reserve(places_.size() * (static_cast<std::size_t>(columns) + 1));
    std::string above(static_cast<std::size_t>(columns), '\0');
    std::string row;
    for (std::size_t id = 0; id < places_.size(); ++id) {
        const Place& place = places_[id];
        row.assign(1, static_cast<char>(place.kind));
        append_number(row, place.where, where_bytes);
        // Object 0 heads the list of free entries with generation 65535 (ISO 32000-1 7.5.4).
        append_number(row, id == 0 ? 0xFFFFU : place.index, kIndexBytes);
        out.data += kPredictorUp;
        for (std::size_t i = 0; i < row.size(); ++i) {
            out.data += static_cast<char>(row[i] - above[i]);
        }
        above = row;
    }
    return out;
}

}  // namespace inkstone::pdf::haru
