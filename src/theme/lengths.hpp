// SPDX-License-Identifier: Apache-2.0
// Lengths, papers, margins and colours as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/theme/theme.hpp"

namespace inkstone::theme {

/// "2cm", "10.5 pt", "1in", "210mm", "12px", "1pc" in points; a bare number only when
/// `bare_unit` (its size in points) is not 0, except "0". Nothing for anything else.
std::optional<double> parse_length(std::string_view text, double bare_unit = 0);

/// A whole text as a decimal number, without exponent or sign.
std::optional<double> parse_number(std::string_view text);

/// "a4", "A4paper", "letter", "jisb5", "170x240mm", "6in x 9in"; "a4 landscape" lies on its side.
std::optional<Paper> parse_paper(std::string_view text);
/// The names that parse_paper knows, for messages.
std::string paper_names();

/// One value for all sides, or four: top, right, bottom, left, separated by spaces or commas;
/// "auto" leaves a side to the theme. Nothing for anything else.
std::optional<Margins> parse_margins(std::string_view text);

/// "#1a1a1a" or "#abc".
std::optional<Rgb> parse_color(std::string_view text);

/// Parts between any of `separators`, empty parts left out.
std::vector<std::string_view> split_words(std::string_view text, std::string_view separators);
/// ASCII lower case, '-' for '_', no space around.
std::string folded(std::string_view text);

}  // namespace inkstone::theme
