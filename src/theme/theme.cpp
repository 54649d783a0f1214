// SPDX-License-Identifier: Apache-2.0
// The built-in themes and small colour arithmetic.
#include "src/theme/theme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace inkstone::theme {

namespace {

constexpr std::array<std::string_view, 3> kBuiltin{"report", "book", "plain"};

/// Paragraphs told apart by indents, quiet headings: pages to be read from the first to the last.
Theme book() {
    Theme theme;
    theme.name = "book";
    theme.paragraph = ParagraphStyle::Indent;
    theme.head_size = {19, 14.5, 12, 10.5, 10.5, 10.5};
    theme.head_leading = {28, 22, 18, 18, 18, 18};
    theme.head_above = {36, 24, 18, 12, 9, 9};
    theme.head_below = {20, 9, 6, 3, 3, 3};
    return theme;
}

/// Black on white, no grounds, no running heads: for letters, drafts and printers without grey.
Theme plain() {
    Theme theme;
    theme.name = "plain";
    theme.head_size = {16, 14, 12, 10.5, 10.5, 10.5};
    theme.head_leading = {24, 22, 18, 18, 18, 18};
    theme.head_above = {24, 18, 15, 12, 9, 9};
    theme.head_below = {9, 7, 5, 3, 3, 3};
    theme.running_heads = false;
    theme.code_radius = 0;
    const Tone ink{{0, 0, 0}, {0xE6, 0xE6, 0xE6}};
    for (Tone* tone : {&theme.text,
                       &theme.head,
                       &theme.link,
                       &theme.code_keyword,
                       &theme.code_string,
                       &theme.code_number,
                       &theme.code_error,
                       &theme.alert_note,
                       &theme.alert_tip,
                       &theme.alert_important,
                       &theme.alert_warning,
                       &theme.alert_caution}) {
        *tone = ink;
    }
    theme.muted = theme.code_comment = {{0x4A, 0x4A, 0x4A}, {0xB4, 0xB4, 0xB4}};
    theme.code_background = theme.page;
    return theme;
}

/// sRGB to linear light (WCAG 2.2, relative luminance).
double luminance(Rgb color) {
    const auto linear = [](std::uint8_t channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

std::string css_text(Rgb color) {
    return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
}

double contrast(Rgb a, Rgb b) {
    const double one = luminance(a), other = luminance(b);
    const auto [dark, light] = std::minmax(one, other);
    return (light + 0.05) / (dark + 0.05);
}

std::span<const std::string_view> builtin_names() noexcept {
    return kBuiltin;
}

std::optional<Theme> builtin(std::string_view name) {
    if (name == "report") return Theme{};
    if (name == "book") return book();
    if (name == "plain") return plain();
    return std::nullopt;
}

}  // namespace inkstone::theme
