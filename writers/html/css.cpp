// SPDX-License-Identifier: Apache-2.0
// Design tokens → CSS: lengths of paper become proportions of the body size, so that a reader's own
// size scales everything.
#include "writers/html/css.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "writers/html/css_faces.hpp"
#include "writers/html/css_rules.hpp"

namespace inkstone::html {
namespace {

using theme::Rgb;
using theme::Theme;
using theme::Tone;

/// Body text of 10.5 pt is 17 px on a screen where the reader keeps the usual 16 px.
constexpr double kScreenPercent = 106.25 / 10.5;
/// Lines of Latin text stand wider apart on a screen than on paper; a book's are never closer than
/// EP8 asks.
constexpr double kLatinAir = 1.13, kBookLeading = 1.6;
/// Space around lists, code and tables where paragraphs have none between them, in lines.
constexpr double kBlockGap = 0.5;

/// WCAG 2.2: 1.4.3 for text, 1.4.11 for lines that mean something.
constexpr double kTextContrast = 4.5, kLineContrast = 3;

/// One colour: its token and what it must stand out from. Ground: it is a ground itself. Ornament:
/// nothing depends on seeing it.
enum class Part { Ground, Text, Line, Ornament };
struct ColorToken {
    std::string_view name;
    Tone Theme::*tone;
    Part part;
};
constexpr std::array<ColorToken, 20> kColors{{
    {"page", &Theme::page, Part::Ground},
    {"code-background", &Theme::code_background, Part::Ground},
    {"text", &Theme::text, Part::Text},
    {"head", &Theme::head, Part::Text},
    {"muted", &Theme::muted, Part::Text},
    {"link", &Theme::link, Part::Text},
    {"rule", &Theme::rule, Part::Line},
    {"hairline", &Theme::hairline, Part::Ornament},
    {"mark", &Theme::mark, Part::Ground},
    {"keyword", &Theme::code_keyword, Part::Text},
    {"string", &Theme::code_string, Part::Text},
    {"number", &Theme::code_number, Part::Text},
    {"comment", &Theme::code_comment, Part::Text},
    {"error", &Theme::code_error, Part::Text},
    {"alert-note", &Theme::alert_note, Part::Text},
    {"alert-tip", &Theme::alert_tip, Part::Text},
    {"alert-important", &Theme::alert_important, Part::Text},
    {"alert-warning", &Theme::alert_warning, Part::Text},
    {"alert-caution", &Theme::alert_caution, Part::Text},
    {"quote-bar", &Theme::rule, Part::Line},
}};

/// A theme whose dark scheme can be read. A colour written once serves both schemes; where that
/// leaves a light ground in the dark scheme, or a colour too near to its ground, the default's dark
/// colour stands in.
Theme readable_in_the_dark(Theme theme) {
    const Theme standard;
    for (const ColorToken& color : kColors) {
        Rgb& dark = (theme.*color.tone).dark;
        const Rgb replacement = (standard.*color.tone).dark;
        double least = 0;
        if (color.part == Part::Ground &&
            contrast(dark, {0, 0, 0}) > contrast(dark, {255, 255, 255})) {
            dark = replacement;
        } else if (color.part == Part::Text) {
            least = kTextContrast;
        } else if (color.part == Part::Line) {
            least = kLineContrast;
        }
        if (contrast(dark, theme.page.dark) < least ||
            (color.part == Part::Text && contrast(dark, theme.code_background.dark) < least)) {
            dark = replacement;
        }
    }
    return theme;
}

/// A CSS number: four significant digits, without the locale.
std::string number(double value) {
    return fmt::format("{:.4g}", value);
}

void append_property(std::string& css, std::string_view name, std::string_view value) {
    css.append("--").append(name).append(":").append(value).append(";");
}

void append_length(std::string& css, std::string_view name, double value, std::string_view unit) {
    append_property(css, name, number(value).append(unit));
}

void append_colors(std::string& css, const Theme& theme, Rgb Tone::*scheme) {
    for (const ColorToken& color : kColors) {
        append_property(
            css, fmt::format("color-{}", color.name), css_text((theme.*color.tone).*scheme));
    }
}

/// Lengths that a reader's size scales.
void append_lengths(std::string& css, const Theme& theme) {
    const double em = theme.size_body;
    append_length(css, "measure", theme.measure_latin * 2, "ch");  // a Latin letter: half an em
    append_length(
        css, "leading", std::max(1.5, theme.leading_latin / theme.size_latin * kLatinAir), "");
    append_length(css, "list-indent", theme.list_indent, "em");
    append_length(css, "quote-indent", theme.quote_indent, "em");
    append_length(css, "quote-bar", theme.quote_bar * 1.5, "px");
    append_length(css, "size-code", theme.code_size, "em");
    append_length(css, "leading-code", theme.code_leading, "");
    append_length(css, "code-padding", theme.code_padding / (em * theme.code_size) * 1.3, "em");
    append_length(css, "code-radius", theme.code_radius * 2, "px");
    append_length(css, "size-small", theme.small_size, "em");
    append_length(css, "size-table", theme.table_size, "em");
    append_length(css, "table-rule", theme.table_rule * 1.9, "px");
    append_length(css, "table-head-rule", theme.table_head_rule * 1.9, "px");
    append_property(css,
                    "table-padding",
                    fmt::format("{}em {}em",
                                number(theme.table_padding_y / em * 1.3),
                                number(theme.table_padding_x / em * 1.4)));
}

bool indents(const Theme& theme) {
    return theme.paragraph == theme::ParagraphStyle::Indent;
}

/// Space between blocks, in lines of the text.
double block_gap(const Theme& theme) {
    return indents(theme) ? kBlockGap : theme.paragraph_gap;
}

/// First-line indents by language (output requirements PA1).
void append_indents(std::string& css, const Theme& theme, std::string_view selector) {
    if (!indents(theme)) return;
    const auto rule = [&](std::string_view language, double em) {
        css.append(fmt::format("{}{}{{text-indent:{}em}}\n", selector, language, number(em)));
    };
    rule("", theme.paragraph_indent.value_or(1.5));
    if (theme.paragraph_indent) return;
    rule(":lang(zh)", 2);
    rule(":lang(ja)", 1);
    rule(":lang(ko)", 1);
}

/// h1 to h6 in `unit` of the body text.
void append_headings(std::string& css, const Theme& theme, std::string_view unit) {
    for (std::size_t i = 0; i < theme.head_size.size(); ++i) {
        const double size = theme.head_size[i];
        css.append(fmt::format("h{}{{font-size:{}{};line-height:{};margin:{}em 0 {}em}}\n",
                               i + 1,
                               number(size / theme.size_body),
                               unit,
                               number(std::max(1.15, theme.head_leading[i] / size)),
                               number(theme.head_above[i] / size),
                               number(theme.head_below[i] / size)));
    }
    css.append("h1+h2,h2+h3,h3+h4,h4+h5,h5+h6{margin-top:.9em}\n");
}

double cjk_leading(const Theme& theme) {
    return std::max(1.5, theme.leading / theme.size_body);
}

void append_page_tokens(std::string& css, const theme::Look& look) {
    const Theme theme = readable_in_the_dark(look.theme);
    const double size = look.font_size.value_or(theme.size_body);
    css.append(":root{color-scheme:light dark;");
    append_colors(css, theme, &Tone::light);
    append_latin_faces(css, theme.fonts);
    css.append(
        "--font-body:var(--font-body-latin);--font-head:var(--font-head-latin);"
        "--font-mono:var(--font-mono-latin);");
    append_length(css, "size-root", size * kScreenPercent, "%");
    append_length(css, "size-print", size, "pt");
    append_lengths(css, theme);
    const double line = cjk_leading(theme);
    append_length(css, "block-gap", block_gap(theme) * line, "em");
    append_length(css, "paragraph-gap", indents(theme) ? 0 : theme.paragraph_gap * line, "em");
    css.append("}\n@media screen and (prefers-color-scheme:dark){:root{");
    append_colors(css, theme, &Tone::dark);
    css.append("}}\n");
}

/// Measure and leading of CJK text: here and not at the root, because a page may mix languages.
void append_cjk_measure(std::string& css, const Theme& theme) {
    css.append(":lang(zh),:lang(ja),:lang(ko){");
    append_length(css, "measure", theme.measure, "em");
    append_length(css, "leading", cjk_leading(theme), "");
    css.append("}\n");
}

void append_paper(std::string& css, const Theme& theme) {
    const auto side = [](const std::optional<double>& given, std::string_view standard) {
        return given ? number(*given).append("pt") : std::string(standard);
    };
    css.append(fmt::format("@page{{margin:{} {} {} {}",
                           side(theme.margin.top, "20mm"),
                           side(theme.margin.right, "22mm"),
                           side(theme.margin.bottom, "20mm"),
                           side(theme.margin.left, "22mm")));
    if (theme.paper) {
        css.append(fmt::format(
            ";size:{}pt {}pt", number(theme.paper->width), number(theme.paper->height)));
    }
    css.append("}\n");
}

/// Coloured code brings its own ground: only on that are its colours known to be readable, since a
/// book's page has the colour that its reader chose.
void append_code_scheme(std::string& css, const Theme& theme, Rgb Tone::*scheme) {
    const auto rule = [&](std::string_view selector, const Tone& color) {
        css.append(selector).append("{color:").append(css_text(color.*scheme)).append("}\n");
    };
    css.append("pre.highlighted{background-color:")
        .append(css_text(theme.code_background.*scheme))
        .append("}\n");
    rule("pre.highlighted,pre.highlighted code", theme.text);
    rule(".tok-keyword", theme.code_keyword);
    rule(".tok-string", theme.code_string);
    rule(".tok-number", theme.code_number);
    rule(".tok-comment", theme.code_comment);
    rule(".tok-error", theme.code_error);
}

void append_code_colors(std::string& css, const Theme& theme) {
    append_code_scheme(css, theme, &Tone::light);
    css.append("@media (prefers-color-scheme:dark){\n");
    append_code_scheme(css, theme, &Tone::dark);
    css.append("}\n");
}

void append_book_lengths(std::string& css, const Theme& theme) {
    const double line = std::max(kBookLeading, cjk_leading(theme));
    const std::string gap = number(block_gap(theme) * line * 0.85);
    css.append(fmt::format("body{{line-height:{}}}\n", number(line)));
    css.append(fmt::format("p{{margin:0 0 {}em}}\n", indents(theme) ? "0" : gap));
    css.append(fmt::format(
        "ul,ol,blockquote,pre,table,figure,.alert{{margin:0 0 {}em}}\nul,ol{{padding-left:{}em}}\n",
        gap,
        number(theme.list_indent)));
    css.append(fmt::format("code,kbd,samp,pre{{font-size:{}em}}\npre{{line-height:{}}}\n",
                           number(theme.code_size),
                           number(theme.code_leading)));
    css.append(fmt::format("figcaption,aside.note{{font-size:{}em}}\ntable{{font-size:{}em}}\n",
                           number(theme.small_size),
                           number(theme.table_size)));
}

}  // namespace

std::string page_style(const theme::Look& look) {
    std::string css;
    append_page_tokens(css, look);
    css.append(kPageRules);
    append_headings(css, look.theme, "rem");
    append_indents(css, look.theme, "main>p");
    append_cjk_faces(css, look.theme.fonts);
    append_cjk_measure(css, look.theme);
    css.append(kPageLanguageRules).append(kLanguageRules);
    append_paper(css, look.theme);
    css.append(kPrintRules);
    return css;
}

std::string book_style(const theme::Look& look) {
    std::string css;
    append_book_lengths(css, look.theme);
    append_headings(css, look.theme, "em");
    css.append(kBookRules);
    append_indents(css, look.theme, "section>p");
    css.append(kLanguageRules);
    append_code_colors(css, readable_in_the_dark(look.theme));
    return css;
}

std::string_view math_style() {
    return kMathRules;
}

}  // namespace inkstone::html
