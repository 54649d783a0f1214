// SPDX-License-Identifier: Apache-2.0
// UTF-8 and UTF-16 conversion and the repair of input bytes: the first thing that happens to a
// document. Nothing here depends on a locale or on ICU.
#include "src/text/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace inkstone::text {
namespace {

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";
constexpr std::string_view kUtf8Replacement = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view s, std::size_t i) noexcept {
    return static_cast<std::uint8_t>(s[i]);
}

/// What may follow a lead byte (Unicode 15, table 3-7): length of the sequence and the range of
/// the second byte, which rules out over-long forms, surrogates and values above U+10FFFF.
struct Lead {
    unsigned length = 0;  ///< 0: no sequence starts here
    std::uint8_t low = 0x80, high = 0xBF;
};

constexpr Lead lead(std::uint8_t b) noexcept {
    if (b < 0x80) return {1, 0, 0};
    if (b < 0xC2 || b > 0xF4) return {};
    if (b < 0xE0) return {2, 0x80, 0xBF};
    if (b == 0xE0) return {3, 0xA0, 0xBF};
    if (b == 0xED) return {3, 0x80, 0x9F};
    if (b < 0xF0) return {3, 0x80, 0xBF};
    if (b == 0xF0) return {4, 0x90, 0xBF};
    if (b == 0xF4) return {4, 0x80, 0x8F};
    return {4, 0x80, 0xBF};
}

/// A decoded sequence; `valid` is false for a maximal subpart that had to be replaced.
struct Decoded {
    char32_t code_point = kReplacement;
    std::size_t length = 1;
    bool valid = false;
};

Decoded decode_at(std::string_view utf8, std::size_t position) noexcept {
    const std::uint8_t first = byte_at(utf8, position);
    if (first < 0x80) return {first, 1, true};
    const Lead shape = lead(first);
    if (shape.length == 0) return {};
    char32_t value = first & (0x7FU >> shape.length);
    for (unsigned i = 1; i < shape.length; ++i) {
        if (position + i >= utf8.size()) return {kReplacement, i, false};
        const std::uint8_t next = byte_at(utf8, position + i);
        const std::uint8_t low = i == 1 ? shape.low : std::uint8_t{0x80};
        const std::uint8_t high = i == 1 ? shape.high : std::uint8_t{0xBF};
        if (next < low || next > high) return {kReplacement, i, false};
        value = (value << 6U) | (next & 0x3FU);
    }
    return {value, shape.length, true};
}

constexpr bool is_lead_surrogate(char32_t c) noexcept {
    return c >= 0xD800 && c <= 0xDBFF;
}
constexpr bool is_trail_surrogate(char32_t c) noexcept {
    return c >= 0xDC00 && c <= 0xDFFF;
}

char32_t valid_or_replacement(char32_t c) noexcept {
    return c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? kReplacement : c;
}

/// Bytes of UTF-16 with a BOM as UTF-8; an odd last byte becomes U+FFFD.
std::string utf16_bytes_to_utf8(std::string_view bytes, bool big_endian) {
    std::u16string units;
    units.reserve(bytes.size() / 2);
    std::size_t i = 0;
    for (; i + 1 < bytes.size(); i += 2) {
        const unsigned a = byte_at(bytes, i);
        const unsigned b = byte_at(bytes, i + 1);
        units.push_back(static_cast<char16_t>(big_endian ? (a << 8U) | b : (b << 8U) | a));
    }
    std::string utf8 = to_utf8(units);
    if (i < bytes.size()) utf8 += kUtf8Replacement;
    return utf8;
}

/// First place and number of one kind of damage.
struct Damage {
    std::size_t count = 0;
    SourcePosition first{};
    void note(SourcePosition position) {
        if (count++ == 0) first = position;
    }
};

/// Copies clean stretches and mends what is not clean, keeping count of lines and columns of the
/// repaired text.
class Cleaner {
public:
    Cleaner(std::string_view bytes, bool keep_line_ends)
        : bytes_(bytes), keep_line_ends_(keep_line_ends) {
        out_.reserve(bytes.size());
    }

    CleanText run() {
        while (position_ < bytes_.size()) {
            copy_clean();
            if (position_ < bytes_.size()) mend();
        }
        CleanText result{std::move(out_), {}};
        report(result, nul_, "NUL character", "NUL characters");
        report(result, ill_formed_, "ill-formed UTF-8 sequence", "ill-formed UTF-8 sequences");
        return result;
    }

private:
    [[nodiscard]] SourcePosition here() const {
        return {line_, static_cast<std::uint32_t>(out_.size() - line_start_ + 1)};
    }

    /// Takes bytes up to the next CR, NUL or ill-formed sequence.
    void copy_clean() {
        const std::size_t start = position_;
        while (position_ < bytes_.size()) {
            const std::uint8_t b = byte_at(bytes_, position_);
            if (b == 0 || b == '\r') break;
            if (b == '\n') {
                ++line_;
                line_start_ = out_.size() + (position_ - start) + 1;
            }
            if (b < 0x80) {
                ++position_;
                continue;
            }
            const Decoded decoded = decode_at(bytes_, position_);
            if (!decoded.valid) break;
            position_ += decoded.length;
        }
        out_.append(bytes_.substr(start, position_ - start));
    }

    void mend() {
        const std::uint8_t b = byte_at(bytes_, position_);
        if (b == '\r') return mend_line_end();
        if (b == 0) {
            nul_.note(here());
            ++position_;
        } else {
            ill_formed_.note(here());
            position_ += decode_at(bytes_, position_).length;
        }
        out_ += kUtf8Replacement;
    }

    void mend_line_end() {
        const bool pair = position_ + 1 < bytes_.size() && bytes_[position_ + 1] == '\n';
        out_ += keep_line_ends_ ? (pair ? "\r\n" : "\r") : "\n";
        position_ += pair ? 2 : 1;
        ++line_;
        line_start_ = out_.size();
    }

    static void report(CleanText& result,
                       const Damage& damage,
                       std::string_view one,
                       std::string_view many) {
        if (damage.count == 0) return;
        result.repairs.push_back(
            {fmt::format("{} {} replaced by U+FFFD", damage.count, damage.count == 1 ? one : many),
             damage.first});
    }

    std::string_view bytes_;
    bool keep_line_ends_;
    std::string out_;
    std::size_t position_ = 0;
    std::uint32_t line_ = 1;
    std::size_t line_start_ = 0;  ///< of the current line, in out_
    Damage nul_, ill_formed_;
};

}  // namespace

char32_t decode(std::string_view utf8, std::size_t& position) noexcept {
    const Decoded decoded = decode_at(utf8, position);
    position += decoded.length;
    return decoded.code_point;
}

char32_t decode(std::u16string_view utf16, std::size_t& position) noexcept {
    const char32_t first = utf16[position++];
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (!is_lead_surrogate(first) || position >= utf16.size()) return kReplacement;
    const char32_t second = utf16[position];
    if (!is_trail_surrogate(second)) return kReplacement;
    ++position;
    return 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00);
}

void append(std::string& utf8, char32_t code_point) {
    const char32_t c = valid_or_replacement(code_point);
    const auto put = [&utf8](char32_t byte) { utf8.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

void append(std::u16string& utf16, char32_t code_point) {
    const char32_t c = valid_or_replacement(code_point);
    if (c < 0x10000) {
        utf16.push_back(static_cast<char16_t>(c));
        return;
    }
    utf16.push_back(static_cast<char16_t>(0xD800U + ((c - 0x10000U) >> 10U)));
    utf16.push_back(static_cast<char16_t>(0xDC00U + ((c - 0x10000U) & 0x3FFU)));
}

std::u16string to_utf16(std::string_view utf8) {
    std::u16string result;
    result.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) append(result, decode(utf8, i));
    return result;
}

std::string to_utf8(std::u16string_view utf16) {
    std::string result;
    result.reserve(utf16.size() * 2);
    for (std::size_t i = 0; i < utf16.size();) append(result, decode(utf16, i));
    return result;
}

std::u32string to_utf32(std::string_view utf8) {
    std::u32string result;
    result.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) result.push_back(decode(utf8, i));
    return result;
}

CleanText clean_input(std::string_view bytes, bool keep_line_ends) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        const std::string utf8 = utf16_bytes_to_utf8(bytes.substr(2), bytes[0] == '\xFE');
        CleanText result = Cleaner(utf8, keep_line_ends).run();
        result.repairs.insert(result.repairs.begin(), {"UTF-16 converted to UTF-8", {1, 1}});
        return result;
    }
    if (bytes.starts_with(kUtf8Bom)) bytes.remove_prefix(kUtf8Bom.size());
    return Cleaner(bytes, keep_line_ends).run();
}

}  // namespace inkstone::text
