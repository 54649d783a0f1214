// SPDX-License-Identifier: Apache-2.0
#include "writers/html/escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace inkstone::html {
namespace {

/// What a byte needs on its way into character data.
enum class Care : std::uint8_t { None, Entity, Control, MaybeC1, MaybeNonCharacter };

constexpr std::array<Care, 256> make_care_table() {
    std::array<Care, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = Care::Control;
    table['\t'] = table['\n'] = table['\r'] = Care::None;
    table[0x7F] = Care::Control;
    for (const char c : {'&', '<', '>', '"'}) table[static_cast<unsigned char>(c)] = Care::Entity;
    table[0xC2] = Care::MaybeC1;            // U+0080..U+00BF
    table[0xEF] = Care::MaybeNonCharacter;  // U+F000..U+FFFF
    return table;
}
constexpr std::array<Care, 256> kCare = make_care_table();
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string_view entity_of(char c) noexcept {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        default:
            return "&quot;";
    }
}

unsigned char byte_at(std::string_view text, std::size_t position) noexcept {
    return position < text.size() ? static_cast<unsigned char>(text[position]) : 0;
}

/// Length of the forbidden character at `position`, 0 when it is an allowed one.
std::size_t forbidden_length(std::string_view text, std::size_t position) noexcept {
    const unsigned char second = byte_at(text, position + 1);
    switch (kCare[byte_at(text, position)]) {
        case Care::Control:
            return 1;
        case Care::MaybeC1:
            return second >= 0x80 && second < 0xA0 ? 2 : 0;
        case Care::MaybeNonCharacter:
            return second == 0xBF && byte_at(text, position + 2) >= 0xBE ? 3 : 0;
        case Care::None:
        case Care::Entity:
            return 0;
    }
    return 0;
}

constexpr std::array<bool, 256> make_url_table() {
    std::array<bool, 256> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (const char c : std::string_view{"-_.+!*(),%#@?=;:/$~"}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}
constexpr std::array<bool, 256> kUrlSafe = make_url_table();

std::optional<unsigned> hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
    return std::nullopt;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (kCare[static_cast<unsigned char>(text[i])] != Care::Entity) continue;
        out.append(text, start, i - start);
        out.append(entity_of(text[i]));
        start = i + 1;
    }
    out.append(text, start);
}

void append_text(std::string& out, std::string_view text) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Care care = kCare[static_cast<unsigned char>(text[i])];
        if (care == Care::None) continue;
        const std::size_t length = care == Care::Entity ? 1 : forbidden_length(text, i);
        if (length == 0) continue;
        out.append(text, start, i - start);
        out.append(care == Care::Entity ? entity_of(text[i]) : kReplacement);
        start = i + length;
        i = start - 1;
    }
    if (start < text.size()) out.append(text, start);
}

std::string replace_forbidden(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = forbidden_length(text, i);
        out.append(length == 0 ? text.substr(i, 1) : kReplacement);
        i += std::max<std::size_t>(length, 1);
    }
    return out;
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
    out.push_back(' ');
    out.append(name);
    out.append("=\"");
    append_text(out, value);
    out.push_back('"');
}

void append_href(std::string& out, std::string_view url) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::size_t start = 0;
    for (std::size_t i = 0; i < url.size(); ++i) {
        const auto byte = static_cast<unsigned char>(url[i]);
        if (kUrlSafe[byte]) continue;
        out.append(url, start, i - start);
        start = i + 1;
        if (byte == '&') {
            out.append("&amp;");
        } else if (byte == '\'') {
            out.append("&#x27;");
        } else {
            out.push_back('%');
            out.push_back(kHex[byte >> 4U]);
            out.push_back(kHex[byte & 0xFU]);
        }
    }
    out.append(url, start);
}

void append_url(std::string& out, std::string_view url) {
    std::size_t start = 0;
    bool in_fragment = false;
    for (std::size_t i = 0; i < url.size(); ++i) {
        std::string_view replacement;
        if (url[i] == '%') {
            const bool valid = i + 2 < url.size() && hex_digit(url[i + 1]) && hex_digit(url[i + 2]);
            if (!valid) replacement = "%25";
        } else if (url[i] == '#') {
            if (in_fragment) replacement = "%23";
            in_fragment = true;
        }
        if (replacement.empty()) continue;
        append_href(out, url.substr(start, i - start));
        out.append(replacement);
        start = i + 1;
    }
    append_href(out, url.substr(start));
}

std::string percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto high = hex_digit(text[i + 1]);
            const auto low = hex_digit(text[i + 2]);
            if (high && low) {
                out.push_back(static_cast<char>(*high * 16U + *low));
                i += 2;
                continue;
            }
        }
        out.push_back(text[i]);
    }
    return out;
}

}  // namespace inkstone::html
