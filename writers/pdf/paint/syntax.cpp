// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "src/text/utf8.hpp"

namespace inkstone::pdf::paint {
namespace {

// ISO 32000-1 Annex C and PDF/A-2 6.1.13 allow 32,767 bytes; less the byte order mark.
constexpr std::size_t kMaxTextUnits = 16'000;
constexpr double kLargestNumber = 1099511627776.0;  // 2^40 thousandths: far beyond any page
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool printable_ascii(unsigned value) noexcept {
    return value >= 0x20 && value < 0x7F;
}

bool regular_in_name(unsigned char c) noexcept {
    constexpr std::string_view kDelimiters = "()<>[]{}/%#";
    return c > 0x20 && c < 0x7F && kDelimiters.find(static_cast<char>(c)) == std::string_view::npos;
}

void append_literal_byte(std::string& out, char c) {
    if (c == '\\' || c == '(' || c == ')') out += '\\';
    out += c;
}

}  // namespace

std::int64_t to_milli(double value) noexcept {
    const double scaled = value * 1000.0;
    if (!(std::abs(scaled) < kLargestNumber)) return 0;
    return std::llround(scaled);
}

void append_milli(std::string& out, std::int64_t milli) {
    if (milli < 0) {
        out += '-';
        milli = -milli;
    }
    fmt::format_to(std::back_inserter(out), "{}", milli / 1000);
    auto fraction = static_cast<unsigned>(milli % 1000);
    if (fraction == 0) return;
    out += '.';
    for (unsigned place = 100; fraction != 0; place /= 10) {
        out += static_cast<char>('0' + fraction / place);
        fraction %= place;
    }
}

void append_number(std::string& out, double value) {
    append_milli(out, to_milli(value));
}

std::string number(double value) {
    std::string out;
    append_number(out, value);
    return out;
}

std::string reference(ObjectId id) {
    return fmt::format("{} 0 R", id);
}

std::string name(std::string_view utf8) {
    // A name may be 127 bytes long once decoded.
    std::string out = "/";
    for (const char c : utf8.substr(0, 127)) {
        const auto byte = static_cast<unsigned char>(c);
        if (regular_in_name(byte)) {
            out += c;
        } else if (byte != 0) {
            out += {'#', kHexDigits[byte >> 4U], kHexDigits[byte & 0xFU]};
        }
    }
    return out;
}

void append_hex(std::string& out, std::u16string_view units) {
    for (const char16_t unit : units) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            out += kHexDigits[(static_cast<unsigned>(unit) >> shift) & 0xFU];
        }
    }
}

std::string text_string(std::u16string_view utf16) {
    const bool ascii = std::all_of(
        utf16.begin(), utf16.end(), [](char16_t unit) { return printable_ascii(unit); });
    if (utf16.size() > kMaxTextUnits) {
        utf16 = utf16.substr(0, kMaxTextUnits);
        if ((utf16.back() & 0xFC00U) == 0xD800U) utf16.remove_suffix(1);
    }
    std::string out;
    if (ascii) {
        out += '(';
        for (const char16_t unit : utf16) append_literal_byte(out, static_cast<char>(unit));
        out += ')';
    } else {
        out += "<FEFF";
        append_hex(out, utf16);
        out += '>';
    }
    return out;
}

std::string text_string(std::string_view utf8) {
    return text_string(text::to_utf16(utf8));
}

std::string byte_string(std::string_view bytes) {
    std::string out = "(";
    for (const char c : bytes) {
        if (c == '\r' || c == '\n') {
            // A bare line end would be read as LF whatever it was (ISO 32000-1 7.3.4.2).
            out += c == '\r' ? "\\r" : "\\n";
        } else {
            append_literal_byte(out, c);
        }
    }
    out += ')';
    return out;
}

}  // namespace inkstone::pdf::paint
