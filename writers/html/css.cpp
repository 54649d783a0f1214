// SPDX-License-Identifier: Apache-2.0
// Design tokens → CSS. The values are those of the PDF theme, as proportions of its 10.5 pt body.
#include "writers/html/css.hpp"

#include <array>
#include <string_view>

#include "src/theme/theme.hpp"
#include "writers/html/css_rules.hpp"

namespace inkstone::html {
namespace {

struct Token {
    std::string_view name;
    std::string_view value;
    std::string_view dark;  ///< empty: the same in both schemes
};

/// Colours reach 4.5:1 on their background in both schemes, rules 3:1 (WCAG 1.4.3, 1.4.11).
constexpr std::array<Token, 37> kTokens{{
    {"color-text", "#1a1a1a", "#e6e6e6"},
    {"color-page", "#ffffff", "#16181d"},
    {"color-muted", "#57606a", "#a6aeba"},
    {"color-link", "#0b57d0", "#8ab4f8"},
    {"color-rule", "#7d8590", "#7d8590"},
    {"color-hairline", "#d8dde3", "#343a44"},
    {"color-mark", "#fff3b0", "#5c4a00"},
    {"color-code-background", "#f6f8fa", "#22262e"},
    {"color-keyword", "#6f42c1", "#d2a8ff"},
    {"color-string", "#0a6b2d", "#7ee787"},
    {"color-number", "#8a4b00", "#ffa657"},
    {"color-comment", "#57606a", "#a6aeba"},
    {"color-error", "#b3261e", "#ff7b72"},
    {"color-alert-note", "#0b57d0", "#8ab4f8"},
    {"color-alert-tip", "#0a6b2d", "#7ee787"},
    {"color-alert-important", "#6f42c1", "#d2a8ff"},
    {"color-alert-warning", "#8a4b00", "#ffa657"},
    {"color-alert-caution", "#b3261e", "#ff7b72"},
    {"font-body-latin",
     "\"Source Serif 4\", \"Noto Serif\", Charter, Georgia, Cambria, \"Times New Roman\", serif",
     {}},
    {"font-head-latin",
     "\"Source Sans 3\", \"Noto Sans\", \"Helvetica Neue\", \"Segoe UI\", Arial, sans-serif",
     {}},
    {"font-mono-latin",
     "\"Noto Sans Mono\", \"SF Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace",
     {}},
    {"font-body", "var(--font-body-latin)", {}},
    {"font-head", "var(--font-head-latin)", {}},
    {"font-mono", "var(--font-mono-latin)", {}},
    {"measure", "68ch", {}},
    {"leading", "1.6", {}},
    {"paragraph-gap", "0.86em", {}},
    {"list-indent", "2em", {}},
    {"size-code", "0.86em", {}},
    {"leading-code", "1.45", {}},
    {"size-small", "0.85em", {}},
    {"size-table", "0.92em", {}},
    {"head-1", "1.905rem", {}},
    {"head-2", "1.524rem", {}},
    {"head-3", "1.238rem", {}},
    {"head-4", "1.095rem", {}},
    {"head-5", "1rem", {}},
}};

void append_property(std::string& css, std::string_view name, std::string_view value) {
    css.append("--").append(name).append(":").append(value).append(";");
}

void append_tokens(std::string& css) {
    css.append(":root{color-scheme:light dark;");
    for (const Token& token : kTokens) append_property(css, token.name, token.value);
    css.append("}\n@media screen and (prefers-color-scheme:dark){:root{");
    for (const Token& token : kTokens) {
        if (!token.dark.empty()) append_property(css, token.name, token.dark);
    }
    css.append("}}\n");
}

/// Coloured code brings its own ground: only on that are its colours known to be readable.
void append_code_scheme(std::string& css, theme::Rgb theme::Tone::*scheme) {
    const theme::Theme theme;
    const auto rule = [&](std::string_view selector, const theme::Tone& color) {
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

void append_code_colors(std::string& css) {
    append_code_scheme(css, &theme::Tone::light);
    css.append("@media (prefers-color-scheme:dark){\n");
    append_code_scheme(css, &theme::Tone::dark);
    css.append("}\n");
}

}  // namespace

std::string page_style() {
    std::string css;
    append_tokens(css);
    css.append(kPageRules).append(kLanguageRules).append(kPageLanguageRules).append(kPrintRules);
    return css;
}

std::string book_style() {
    std::string css;
    css.append(kBookRules).append(kLanguageRules);
    append_code_colors(css);
    return css;
}

}  // namespace inkstone::html
