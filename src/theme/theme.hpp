// SPDX-License-Identifier: Apache-2.0
// Design tokens (output requirements section 3): what all documents of one look share, in one value
// for the three formats. The PDF makes lengths of a page from it (writers/pdf/layout/tokens.hpp),
// HTML and EPUB custom properties. Lengths are points unless said otherwise; proportions are of the
// body size. Plain data: whoever has a Theme may read and change it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "inkstone/diagnostics.hpp"

namespace inkstone::theme {

/// An sRGB colour.
struct Rgb {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Rgb&) const = default;
};

/// A colour on light and on dark ground. Paper has light ground only.
struct Tone {
    Rgb light, dark;
    bool operator==(const Tone&) const = default;
};

/// "#1a1a1a".
std::string css_text(Rgb color);
/// WCAG 2.2 contrast ratio, 1 … 21.
double contrast(Rgb a, Rgb b);

struct Paper {
    double width = 595.28, height = 841.89;
    bool operator==(const Paper&) const = default;
};

/// Margins of the page; what is not set follows from paper and measure.
struct Margins {
    std::optional<double> top, right, bottom, left;
    bool operator==(const Margins&) const = default;
};

/// A font family by its name; empty means the program's own choice (fonts/manifest.yaml).
struct FontChoice {
    std::string family;
    SourcePosition position{};  ///< where a document asked for it; zero for all others
    bool operator==(const FontChoice&) const = default;
};

/// Families by role. The plain ones serve Latin, Greek and Cyrillic, the `_cjk` ones Han, kana and
/// Hangul.
struct Fonts {
    FontChoice body, body_cjk;
    FontChoice head, head_cjk;
    FontChoice mono, mono_cjk;
    bool body_is_sans = false;  ///< body text in the families of the headings
    bool operator==(const Fonts&) const = default;
};

/// Paragraphs are told apart by space between them, or by an indent of their first lines.
enum class ParagraphStyle : std::uint8_t { Gap, Indent };

struct Theme {
    std::string name = "report";

    // Page. `paper` unset: A4, Letter for en-US.
    std::optional<Paper> paper;
    Margins margin;
    double measure = 40;        ///< em of body text where the document has CJK letters: whole zw
    double measure_latin = 34;  ///< em in documents of Latin letters: about 70 characters

    // Text. `size_latin`, `leading_latin`: documents of Latin letters (more than 90 %).
    double size_body = 10.5, size_latin = 11;
    double leading = 18, leading_latin = 15.5;
    Fonts fonts;
    ParagraphStyle paragraph = ParagraphStyle::Gap;
    double paragraph_gap = 0.5;  ///< lines, with ParagraphStyle::Gap
    /// em, with ParagraphStyle::Indent; unset: 2 in Chinese, 1 in Japanese and Korean, 1.5
    /// elsewhere.
    std::optional<double> paragraph_indent;
    std::array<double, 6> head_size{20, 16, 13, 11.5, 10.5, 10.5};
    std::array<double, 6> head_leading{28, 24, 20, 18, 18, 18};
    std::array<double, 6> head_above{36, 27, 18, 15, 12, 12};
    std::array<double, 6> head_below{14, 9, 7, 5, 3, 3};
    double list_indent = 2;   ///< em per level
    double quote_indent = 2;  ///< em
    double quote_bar = 2;
    double code_size = 0.86, code_leading = 1.45;  ///< of the body size; of the code size
    double code_padding = 6, code_radius = 2;
    double small_size = 0.85, small_leading = 1.4;  ///< notes, captions, running heads
    double table_size = 0.92;
    double table_padding_x = 5, table_padding_y = 3;
    double table_rule = 0.8, table_head_rule = 0.5;
    bool running_heads = true;

    // Colours.
    Tone text{{0x1A, 0x1A, 0x1A}, {0xE6, 0xE6, 0xE6}};
    Tone page{{0xFF, 0xFF, 0xFF}, {0x16, 0x18, 0x1D}};
    Tone head{{0x1A, 0x1A, 0x1A}, {0xE6, 0xE6, 0xE6}};
    Tone muted{{0x57, 0x60, 0x6A}, {0xA6, 0xAE, 0xBA}};
    Tone link{{0x0B, 0x57, 0xD0}, {0x8A, 0xB4, 0xF8}};
    Tone rule{{0x7D, 0x85, 0x90}, {0x7D, 0x85, 0x90}};      ///< lines that mean something
    Tone hairline{{0xD8, 0xDD, 0xE3}, {0x34, 0x3A, 0x44}};  ///< ornament
    Tone mark{{0xFF, 0xF3, 0xB0}, {0x5C, 0x4A, 0x00}};
    Tone code_background{{0xF6, 0xF8, 0xFA}, {0x22, 0x26, 0x2E}};
    Tone code_keyword{{0x6F, 0x42, 0xC1}, {0xD2, 0xA8, 0xFF}};
    Tone code_string{{0x0A, 0x6B, 0x2D}, {0x7E, 0xE7, 0x87}};
    Tone code_number{{0x8A, 0x4B, 0x00}, {0xFF, 0xA6, 0x57}};
    Tone code_comment{{0x57, 0x60, 0x6A}, {0xA6, 0xAE, 0xBA}};
    Tone code_error{{0xB3, 0x26, 0x1E}, {0xFF, 0x7B, 0x72}};
    Tone alert_note{{0x0B, 0x57, 0xD0}, {0x8A, 0xB4, 0xF8}};
    Tone alert_tip{{0x0A, 0x6B, 0x2D}, {0x7E, 0xE7, 0x87}};
    Tone alert_important{{0x6F, 0x42, 0xC1}, {0xD2, 0xA8, 0xFF}};
    Tone alert_warning{{0x8A, 0x4B, 0x00}, {0xFF, 0xA6, 0x57}};
    Tone alert_caution{{0xB3, 0x26, 0x1E}, {0xFF, 0x7B, 0x72}};

    bool operator==(const Theme&) const = default;
};

/// Names of the built-in themes: report (the default), book, plain.
std::span<const std::string_view> builtin_names() noexcept;
/// A built-in theme; nothing for any other name.
std::optional<Theme> builtin(std::string_view name);

}  // namespace inkstone::theme
