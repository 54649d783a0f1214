// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "src/theme/lengths.hpp"
#include "src/theme/look.hpp"
#include "src/theme/theme_file.hpp"
#include "writers/pdf/layout/tokens.hpp"

namespace inkstone::theme {
namespace {

Result<Look> look_of(const OptionValues& values, const MetaValue::Map& extra = {}) {
    Metadata meta;
    meta.extra = extra;
    Diagnostics diagnostics;
    return make_look(values, meta, diagnostics);
}

TEST(ThemeLengths, UnitsAndWhatIsNone) {
    EXPECT_NEAR(*parse_length("2cm"), 56.693, 0.001);
    EXPECT_NEAR(*parse_length("1 in"), 72, 1e-9);
    EXPECT_NEAR(*parse_length("10.5pt"), 10.5, 1e-9);
    EXPECT_FALSE(parse_length("2"));
    EXPECT_FALSE(parse_length("-2cm"));
    EXPECT_FALSE(parse_length("nan pt"));
    EXPECT_FALSE(parse_length("cm"));
}

TEST(ThemeLengths, PapersByNameAndBySize) {
    EXPECT_NEAR(parse_paper("A5")->width, 419.53, 0.01);
    EXPECT_EQ(parse_paper("letterpaper")->height, 792);
    EXPECT_NEAR(parse_paper("170x240mm")->height, 680.31, 0.01);
    EXPECT_NEAR(parse_paper("6in x 9in")->width, 432, 1e-9);
    EXPECT_NEAR(parse_paper("a4 landscape")->width, 841.89, 1e-9);
    EXPECT_FALSE(parse_paper("a9"));
    EXPECT_FALSE(parse_paper("1x1mm"));
}

TEST(ThemeLengths, MarginsForAllSidesOrEach) {
    EXPECT_NEAR(*parse_margins("2cm")->left, 56.693, 0.001);
    EXPECT_NEAR(*parse_margins("1in, 2in,3in,4in")->bottom, 216, 1e-9);
    EXPECT_FALSE(parse_margins("auto 2cm auto 2cm")->top);
    EXPECT_FALSE(parse_margins("1cm 2cm"));
    EXPECT_FALSE(parse_margins("20"));
}

TEST(ThemeColors, ContrastIsThatOfWcag) {
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
    EXPECT_EQ(css_text(*parse_color("#1a2B3c")), "#1a2b3c");
    EXPECT_EQ(css_text(*parse_color("#abc")), "#aabbcc");
    EXPECT_FALSE(parse_color("red"));
}

TEST(ThemeFile, FlatAndNestedTokensOverABuiltinTheme) {
    const auto theme = parse_theme(
        "extends: book\ncolor.text: \"#222222\"\ncolor:\n  link: {dark: \"#ffffff\"}\n"
        "size: {body: 12pt}\nscale.head: [24, 18pt]\n",
        "house.yaml");
    ASSERT_TRUE(theme) << theme.error().message;
    EXPECT_EQ(theme->paragraph, ParagraphStyle::Indent);
    EXPECT_EQ(css_text(theme->text.light), "#222222");
    EXPECT_EQ(css_text(theme->link.dark), "#ffffff");
    EXPECT_EQ(css_text(theme->link.light), "#0b57d0");
    EXPECT_EQ(theme->size_body, 12);
    EXPECT_EQ(theme->head_size[1], 18);
}

TEST(ThemeFile, AnUnknownTokenIsAnErrorWithItsPlaceAndTheNearestName) {
    const auto theme = parse_theme("para: gap\ncolor:\n  txet: \"#222\"\n", "house.yaml");
    ASSERT_FALSE(theme);
    EXPECT_TRUE(theme.error().message.starts_with("house.yaml:3:")) << theme.error().message;
    EXPECT_EQ(theme.error().hint, "did you mean 'color.text'?");
}

TEST(ThemeFile, AValueThatDoesNotFitSaysWhatWould) {
    for (const char* yaml : {"size.body: 900pt", "color.text: red", "para: none", "page: a99"}) {
        EXPECT_FALSE(parse_theme(yaml, "t.yaml")) << yaml;
    }
    EXPECT_FALSE(parse_theme("- a\n- b\n", "t.yaml"));
    EXPECT_FALSE(parse_theme("a: [", "t.yaml"));
}

TEST(Look, OptionsWinOverFrontMatterAndThatOverTheTheme) {
    const MetaValue::Map front{{"papersize", {"a5"}, {}}, {"fontsize", {"12pt"}, {}}};
    const auto from_front = look_of({}, front);
    ASSERT_TRUE(from_front);
    EXPECT_NEAR(from_front->theme.paper->width, 419.53, 0.01);
    EXPECT_EQ(from_front->font_size, 12);
    const auto from_option = look_of({{"papersize", "letter"}}, front);
    ASSERT_TRUE(from_option);
    EXPECT_EQ(from_option->theme.paper->width, 612);
}

TEST(Look, FontFamiliesFromOptionsOverTheFrontMatter) {
    const MetaValue::Map front{{"mainfont", {"Noto Sans"}, {2, 11}},
                               {"cjkmainfont", {"LXGW WenKai"}, {3, 14}},
                               {"monofont", {"/home/me/mine.ttf"}, {4, 11}}};
    const auto look = look_of({{"mainfont", "DejaVu Sans"}}, front);
    ASSERT_TRUE(look);
    EXPECT_EQ(look->theme.fonts.body.family, "DejaVu Sans");
    EXPECT_EQ(look->theme.fonts.body_cjk.family, "LXGW WenKai");
    EXPECT_EQ(look->theme.fonts.body_cjk.position.line, 3U);
    // A document may not reach for files.
    EXPECT_EQ(look->theme.fonts.mono.family, "");
}

TEST(Look, AnUnknownThemeNamesTheNearest) {
    const auto look = look_of({{"theme", "reprot"}});
    ASSERT_FALSE(look);
    EXPECT_EQ(look.error().hint, "did you mean 'report'?");
}

TEST(Tokens, BookIndentsEveryParagraphByLanguage_PA1) {
    const auto book = look_of({{"profile", "book"}});
    ASSERT_TRUE(book);
    const auto tokens = layout::make_tokens(*book, {"zh-Hans", false});
    ASSERT_TRUE(tokens);
    EXPECT_EQ(tokens->paragraph_indent, 21);
    EXPECT_EQ(tokens->paragraph_gap, 0);
    EXPECT_EQ(layout::make_tokens(*book, {"ja", false})->paragraph_indent, 10.5);
}

TEST(Tokens, TheMeasureIsAWholeNumberOfZwOnEveryPaper_JU2) {
    for (const char* paper : {"a3", "a4", "a5", "a6", "b5", "legal", "170x240mm"}) {
        const auto tokens =
            layout::make_tokens(look_of({{"papersize", paper}}).value(), {"zh-Hans", false});
        ASSERT_TRUE(tokens) << paper;
        const double zw = tokens->measure() / tokens->size_body;
        EXPECT_NEAR(zw, std::round(zw), 1e-6) << paper;
        EXPECT_GE(zw, 20) << paper;
    }
}

TEST(Tokens, MarginsThatLeaveNoTextAreAnError) {
    EXPECT_FALSE(layout::make_tokens(look_of({{"margin", "15cm"}}).value(), {"zh-Hans", false}));
}

}  // namespace
}  // namespace inkstone::theme
