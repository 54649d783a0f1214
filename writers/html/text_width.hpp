// SPDX-License-Identifier: Apache-2.0
// Rough width of text on screen: enough to tell what may overflow a narrow window, and no more.
#pragma once

#include <cstddef>
#include <string_view>

namespace inkstone::html {

/// Columns of a UTF-8 text: 2 for characters from U+3000 on, otherwise 1. An estimate, not UAX #11.
std::size_t text_columns(std::string_view utf8) noexcept;

/// text_columns of the widest line of `text`.
std::size_t widest_line(std::string_view text) noexcept;

/// Columns of the widest piece that cannot be broken: a word, or one East Asian character.
std::size_t widest_piece(std::string_view text) noexcept;

}  // namespace inkstone::html
