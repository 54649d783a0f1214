// SPDX-License-Identifier: Apache-2.0
// The style sheets of page and book follow the theme.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "src/theme/theme_file.hpp"
#include "writers/html/css.hpp"

namespace inkstone::html {
namespace {

theme::Look look_of(std::string_view yaml) {
    const Result<theme::Theme> theme = theme::parse_theme(yaml, "t.yaml");
    EXPECT_TRUE(theme) << (theme ? "" : theme.error().message);
    return {theme ? *theme : theme::Theme{}, {}};
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The custom properties of the dark scheme.
std::string dark_part(const std::string& css) {
    const std::size_t start = css.find("prefers-color-scheme:dark");
    return css.substr(start, css.find("}}", start) - start);
}

TEST(HtmlStyle, LengthsOfTheThemeAreProportionsOfItsBodySize) {
    const std::string css =
        page_style(look_of("size.body: 10pt\nscale.head: [25]\nindent.list: 3\nsize.code: 0.9"));
    EXPECT_TRUE(contains(css, "h1{font-size:2.5rem;"));
    EXPECT_TRUE(contains(css, "--list-indent:3em;"));
    EXPECT_TRUE(contains(css, "--size-code:0.9em;"));
    EXPECT_TRUE(contains(css, "--size-print:10pt;"));
    const std::string book = book_style(look_of("size.body: 10pt\nscale.head: [25]"));
    EXPECT_TRUE(contains(book, "h1{font-size:2.5em;"));
    EXPECT_FALSE(contains(book, "10pt")) << "the body size belongs to the reader";
}

TEST(HtmlStyle, AskedForSizeScalesScreenAndPrint) {
    theme::Look look;
    look.font_size = 21;
    EXPECT_TRUE(contains(page_style(look), "--size-root:212.5%;--size-print:21pt;"));
}

TEST(HtmlStyle, ColoursOfTheThemeInBothSchemes) {
    const std::string css =
        page_style(look_of("color.link: {light: \"#112233\", dark: \"#ddeeff\"}"));
    EXPECT_TRUE(contains(css, "--color-link:#112233;"));
    EXPECT_TRUE(contains(dark_part(css), "--color-link:#ddeeff;"));
}

TEST(HtmlStyle, ColourGivenOnceStaysReadableInTheDark) {
    const std::string dark = dark_part(
        page_style(look_of("color: {text: \"#222222\", page: \"#fffff8\", rule: \"#333333\"}")));
    EXPECT_TRUE(contains(dark, "--color-page:#16181d;"));
    EXPECT_TRUE(contains(dark, "--color-text:#e6e6e6;"));
    EXPECT_TRUE(contains(dark, "--color-rule:#7d8590;"));
}

TEST(HtmlStyle, FamiliesOfTheThemeComeFirstAndCannotEndTheStyle) {
    const std::string css = page_style(
        look_of("font.body: \"My \\\"Serif\\\"</style>\"\nfont.body-cjk: Song\nfont.head: Gill"));
    EXPECT_TRUE(contains(css, R"(--font-body-latin:"My \"Serif\"\3c /style>","Source Serif 4")"));
    EXPECT_TRUE(contains(css, R"("Song","Noto Serif CJK SC")"));
    EXPECT_TRUE(contains(css, R"(--font-head-latin:"Gill",)"));
    EXPECT_FALSE(contains(css, "</style"));
}

TEST(HtmlStyle, BodyInTheFamiliesOfTheHeads) {
    const std::string css = page_style(look_of("font.body: sans"));
    EXPECT_TRUE(contains(css, "--font-body-latin:\"Source Sans 3\""));
}

TEST(HtmlStyle, IndentsInPlaceOfGapsByLanguage) {
    const std::string gap = page_style({}), indent = page_style(look_of("extends: book"));
    EXPECT_TRUE(contains(gap, "--paragraph-gap:0.8571em;"));
    EXPECT_FALSE(contains(gap, "text-indent"));
    EXPECT_TRUE(contains(indent, "--paragraph-gap:0em;"));
    EXPECT_TRUE(contains(indent, "main>p{text-indent:1.5em}"));
    EXPECT_TRUE(contains(indent, "main>p:lang(zh){text-indent:2em}"));
    const std::string given = book_style(look_of("para: indent\npara.indent: 1.2"));
    EXPECT_TRUE(contains(given, "section>p{text-indent:1.2em}"));
    EXPECT_FALSE(contains(given, "section>p:lang(zh)"));
}

TEST(HtmlStyle, PaperAndMarginsForPrinting) {
    EXPECT_TRUE(contains(page_style(look_of("page: 170x240mm\nmargin: 1in 2in auto 1in")),
                         "@page{margin:72pt 144pt 20mm 72pt;size:481.9pt 680.3pt}"));
}

}  // namespace
}  // namespace inkstone::html
