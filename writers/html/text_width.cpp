// SPDX-License-Identifier: Apache-2.0
#include "writers/html/text_width.hpp"

#include <algorithm>

namespace inkstone::html {
namespace {

/// Columns that the character with this lead byte takes; 0 for a continuation byte. The lead byte
/// alone decides: from E3 (U+3000) on nearly all characters are wide, below it narrow.
std::size_t columns_of_lead(unsigned char byte) noexcept {
    if (byte < 0x80) return 1;
    if (byte < 0xC0) return 0;
    return byte >= 0xE3 ? 2 : 1;
}

}  // namespace

std::size_t text_columns(std::string_view utf8) noexcept {
    std::size_t columns = 0;
    for (const char c : utf8) columns += columns_of_lead(static_cast<unsigned char>(c));
    return columns;
}

std::size_t widest_line(std::string_view text) noexcept {
    std::size_t widest = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        widest = std::max(widest, text_columns(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return widest;
}

std::size_t widest_piece(std::string_view text) noexcept {
    std::size_t widest = 0;
    std::size_t piece = 0;
    for (const char c : text) {
        const std::size_t columns = columns_of_lead(static_cast<unsigned char>(c));
        if (c == ' ' || c == '\t' || c == '\n') {
            piece = 0;
        } else {
            piece = columns == 2 ? 2 : piece + columns;
        }
        widest = std::max(widest, piece);
    }
    return widest;
}

}  // namespace inkstone::html
