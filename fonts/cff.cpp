// SPDX-License-Identifier: Apache-2.0
// Reading of CFF headers, INDEXes, the Top DICT and the charset.
#include "fonts/cff.hpp"

#include <algorithm>
#include <numeric>

#include "fonts/bytes.hpp"

namespace inkstone::fonts {
namespace {

constexpr int kStandardStrings = 391;  // Appendix A: string ids below are predefined
constexpr unsigned kEscape = 12;
constexpr unsigned kCharset = 15;
constexpr unsigned kRos = (kEscape << 8U) | 30U;

/// An INDEX: count, offset size, offsets from 1, data (section 5).
struct Index {
    std::size_t start = 0;
    std::uint32_t count = 0;
    unsigned offset_size = 1;

    [[nodiscard]] std::size_t data() const {
        return start + 3 + (std::size_t{count} + 1) * offset_size - 1;
    }
    [[nodiscard]] std::uint32_t offset(const Bytes& bytes, std::uint32_t item) const {
        return bytes.number(start + 3 + std::size_t{item} * offset_size, offset_size);
    }
    [[nodiscard]] std::string_view item(const Bytes& bytes, std::uint32_t i) const {
        if (i >= count) return {};
        const std::uint32_t from = offset(bytes, i);
        const std::uint32_t to = offset(bytes, i + 1);
        return from <= to ? bytes.slice(data() + from, to - from) : std::string_view{};
    }
    [[nodiscard]] std::size_t end(const Bytes& bytes) const {
        return count == 0 ? start + 2 : data() + offset(bytes, count);
    }
};

std::optional<Index> read_index(const Bytes& bytes, std::size_t start) {
    if (!bytes.holds(start, 2)) return std::nullopt;
    Index index{start, bytes.u16(start), 1};
    if (index.count == 0) return index;
    index.offset_size = bytes.u8(start + 2);
    if (index.offset_size < 1 || index.offset_size > 4) return std::nullopt;
    if (!bytes.holds(start, index.end(bytes) - start) || bytes.failed()) return std::nullopt;
    return index;
}

/// What the Top DICT says of interest.
struct TopDict {
    bool has_ros = false;
    int registry = 0, ordering = 0, supplement = 0;
    std::size_t charset = 0;
};

/// Reads one operand and returns its length, 0 for an operator or a reserved byte (section 4).
std::size_t read_operand(const Bytes& dict, std::size_t i, int& value) {
    const unsigned b = dict.u8(i);
    if (b >= 32 && b <= 246) {
        value = static_cast<int>(b) - 139;
        return 1;
    }
    if (b >= 247 && b <= 250) {
        value = (static_cast<int>(b) - 247) * 256 + dict.u8(i + 1) + 108;
        return 2;
    }
    if (b >= 251 && b <= 254) {
        value = -(static_cast<int>(b) - 251) * 256 - dict.u8(i + 1) - 108;
        return 2;
    }
    if (b == 28) {
        value = dict.i16(i + 1);
        return 3;
    }
    if (b == 29) {
        value = static_cast<int>(dict.u32(i + 1));
        return 5;
    }
    if (b == 30) {  // a real number: nibbles up to one that is 15; its value is not needed
        std::size_t length = 1;
        while (dict.holds(i + length, 1)) {
            const unsigned pair = dict.u8(i + length++);
            if ((pair & 0xFU) == 0xFU || (pair >> 4U) == 0xFU) break;
        }
        value = 0;
        return length;
    }
    return 0;
}

std::optional<TopDict> read_top_dict(std::string_view data) {
    const Bytes dict(data);
    TopDict result;
    int operands[3] = {0, 0, 0};  // the last three
    for (std::size_t i = 0; i < data.size();) {
        int value = 0;
        if (const std::size_t length = read_operand(dict, i, value); length != 0) {
            operands[0] = operands[1];
            operands[1] = operands[2];
            operands[2] = value;
            i += length;
            continue;
        }
        unsigned op = dict.u8(i++);
        if (op == kEscape) op = (kEscape << 8U) | dict.u8(i++);
        if (op == kRos) {
            result.has_ros = true;
            result.registry = operands[0];
            result.ordering = operands[1];
            result.supplement = operands[2];
        }
        if (op == kCharset)
            result.charset = static_cast<std::size_t>(operands[2] < 0 ? 0 : operands[2]);
    }
    if (dict.failed()) return std::nullopt;
    return result;
}

/// CIDs by glyph (section 13), empty when each is its glyph's id. `ok` is false when the table is
/// damaged. The identity is one or two ranges and is seen without counting 65,535 glyphs.
std::vector<std::uint16_t> read_charset(const Bytes& bytes,
                                        std::size_t at,
                                        std::uint32_t glyphs,
                                        bool& ok) {
    std::vector<std::uint16_t> cids;
    std::uint32_t next = 1;
    const unsigned format = bytes.u8(at++);
    ok = format <= 2;
    while (ok && next < glyphs) {
        std::uint32_t first = bytes.u16(at);
        std::uint32_t left = 0;
        at += 2;
        if (format != 0) {
            const unsigned width = format == 1 ? 1 : 2;
            left = bytes.number(at, width);
            at += width;
        }
        const std::uint32_t end = std::min(next + left + 1, glyphs);
        if (cids.empty() && first != next) {
            cids.resize(next);
            std::iota(cids.begin(), cids.end(), std::uint16_t{0});
            cids.reserve(glyphs);
        }
        if (!cids.empty()) {
            for (; next < end; ++next) cids.push_back(static_cast<std::uint16_t>(first++));
        }
        next = end;
        ok = !bytes.failed();
    }
    return cids;
}

std::string string_of(const Bytes& bytes, const Index& strings, int id) {
    if (id < kStandardStrings) return {};
    return std::string(strings.item(bytes, static_cast<std::uint32_t>(id - kStandardStrings)));
}

}  // namespace

std::optional<CffInfo> read_cff(std::string_view table, std::uint32_t glyph_count) {
    const Bytes bytes(table);
    if (!bytes.holds(0, 4) || bytes.u8(0) != 1) return std::nullopt;
    const auto names = read_index(bytes, bytes.u8(2));
    if (!names) return std::nullopt;
    const auto dicts = read_index(bytes, names->end(bytes));
    if (!dicts || dicts->count == 0) return std::nullopt;
    const auto strings = read_index(bytes, dicts->end(bytes));
    const auto top = read_top_dict(dicts->item(bytes, 0));
    if (!strings || !top) return std::nullopt;

    CffInfo info;
    info.cid_keyed = top->has_ros;
    if (!info.cid_keyed) return info;
    info.registry = string_of(bytes, *strings, top->registry);
    info.ordering = string_of(bytes, *strings, top->ordering);
    info.supplement = top->supplement;
    // Offsets 0 to 2 name predefined charsets, which CID fonts must not use: the identity then.
    if (top->charset > 2) {
        bool ok = true;
        info.cids = read_charset(bytes, top->charset, glyph_count, ok);
        if (!ok) return std::nullopt;
    }
    return info;
}

}  // namespace inkstone::fonts
