// SPDX-License-Identifier: Apache-2.0
// UTF-8 and UTF-16: decoding, encoding, and the repair of input bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/diagnostics.hpp"

namespace inkstone::text {

inline constexpr char32_t kReplacement = 0xFFFD;

/// Decodes the code point at `position` and moves past it. Ill-formed bytes give U+FFFD for each
/// maximal subpart (Unicode 3.9, best practice). `position` must be inside `utf8`.
char32_t decode(std::string_view utf8, std::size_t& position) noexcept;
/// The same for UTF-16 (a lone surrogate gives U+FFFD).
char32_t decode(std::u16string_view utf16, std::size_t& position) noexcept;

void append(std::string& utf8, char32_t code_point);
void append(std::u16string& utf16, char32_t code_point);

std::u16string to_utf16(std::string_view utf8);
std::string to_utf8(std::u16string_view utf16);
std::u32string to_utf32(std::string_view utf8);

/// One repair made to the input: what and where (1-based line, byte column).
struct Repair {
    std::string what;
    SourcePosition position;
};

/// Input bytes as clean UTF-8: BOM removed, UTF-16 with a BOM converted, CRLF and CR made LF
/// (unless keep_line_ends), U+0000 and ill-formed sequences made U+FFFD (first of each kind is
/// reported, with the count of all in its text).
struct CleanText {
    std::string utf8;
    std::vector<Repair> repairs;
};
CleanText clean_input(std::string_view bytes, bool keep_line_ends = false);

}  // namespace inkstone::text
