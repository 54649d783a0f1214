// SPDX-License-Identifier: Apache-2.0
// Design tokens: every length, colour and proportion of the page in one value. Lengths in points
// unless said otherwise. Defaults are the report theme on A4.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "inkstone/ast.hpp"
#include "inkstone/result.hpp"
#include "src/highlight/highlight.hpp"
#include "src/theme/look.hpp"
#include "writers/pdf/layout/pages.hpp"

namespace inkstone::layout {

struct HeadingToken {
    double size = 0, leading = 0, above = 0, below = 0;
};

struct Tokens {
    double page_width = 595.28, page_height = 841.89;
    double margin_left = 87.64, margin_right = 87.64, margin_top = 80, margin_bottom = 85;
    double size_body = 10.5;
    double leading = 18;
    double paragraph_gap = 9;
    double paragraph_indent = 0;  ///< of the first line of every text paragraph
    double list_indent = 21;      ///< 2 em
    double quote_indent = 21;     ///< 2 zw
    double quote_bar = 2;
    double size_code_ratio = 0.86;
    double code_leading = 1.45;  ///< of the code size
    double code_padding = 6;
    double code_radius = 2;
    double size_small_ratio = 0.85;
    double small_leading = 1.4;  ///< of the small size
    double table_size_ratio = 0.92;
    double cell_padding_x = 5, cell_padding_y = 3;
    std::array<HeadingToken, 6> headings{{{20, 28, 36, 14},
                                          {16, 24, 27, 9},
                                          {13, 20, 18, 7},
                                          {11.5, 18, 15, 5},
                                          {10.5, 18, 12, 3},
                                          {10.5, 18, 12, 3}}};
    bool running_heads = true;
    /// Contents pages; Auto: for long documents with many headings (output requirements TC1).
    enum class Contents : std::uint8_t { Auto, No, Yes };
    Contents contents = Contents::Auto;
    int contents_depth = 3;  ///< levels that are listed, after repair
    Color text{0x1A, 0x1A, 0x1A};
    Color heading{0x1A, 0x1A, 0x1A};
    Color muted{0x57, 0x60, 0x6A};
    Color link{0x0B, 0x57, 0xD0};
    Color code_background{0xF6, 0xF8, 0xFA};
    /// By highlight::TokenClass; empty: code is not coloured.
    std::optional<std::array<Color, highlight::kTokenClasses>> code_colors;
    Color table_rule{0x7D, 0x85, 0x90};

    [[nodiscard]] double measure() const noexcept {
        return page_width - margin_left - margin_right;
    }
    [[nodiscard]] double text_height() const noexcept {
        return page_height - margin_top - margin_bottom;
    }
};

/// What of a document decides its tokens beside its look.
struct TokenChoice {
    std::string lang;
    bool latin_only = false;
};

/// Tokens for a document: the look's lengths on the look's paper, or on the language's own (en-US:
/// Letter). A Latin-only document gets its own size, leading and measure. The measure of any other
/// is a whole number of zw (output requirements JU2). Error (Usage): margins that leave no text.
Result<Tokens> make_tokens(const theme::Look& look, const TokenChoice& choice);

/// The choice a document asks for: its language, and latin_only when more than nine in ten of its
/// letters (code and links' addresses aside) are Latin.
TokenChoice choose_tokens(const Document& document);

}  // namespace inkstone::layout
